//! A pack as every face loads it: read, and its golden applications decided.

use crate::application::Answers;
use crate::decision::{assess, reasons_of, standing};
use crate::form;
use crate::json::{Hashed, Path, Problem, Problems, Value, listed};
use crate::market::Market;
use crate::pack::golden::Golden;
use crate::pack::{Pack, read_pack};

/// The pack that `document` holds, if it is whole, lawful in `market`, and decides its golden applications as it says.
///
/// # Errors
///
/// Every problem of the document at once; where there is none, every golden application that comes out otherwise.
pub fn load_pack(document: &Value, market: &Market) -> Result<Hashed<Pack>, Vec<Problem>> {
    let pack = read_pack(document, market)?;
    let problems = mismatches(market, &pack);
    if problems.is_empty() { Ok(pack) } else { Err(problems) }
}

/// What of the golden applications comes out otherwise than the pack says, each with its path.
pub fn mismatches(market: &Market, pack: &Pack) -> Vec<Problem> {
    let mut problems = Problems::default();
    let at = &Path::Root.key("golden");
    for (index, golden) in pack.golden.iter().flatten().enumerate() {
        check(market, pack, golden, &at.item(index), &mut problems);
    }
    problems.into_vec()
}

fn check(market: &Market, pack: &Pack, golden: &Golden, at: &Path<'_>, problems: &mut Problems) {
    let at_answers = &at.key("answers");
    let answers = answers(pack, golden, at_answers, problems);
    let application = form::application(market, pack, &answers, golden.today);
    let whole = application.filter(|application| application.answers().0.len() == golden.answers.len());
    let Some(application) = whole else {
        let message = "answers to all that is asked, and to nothing else, are needed; none may contradict another";
        problems.add("golden-does-not-fit", at_answers, message);
        return;
    };
    let found = assess(market, pack, &application, golden.today);
    let message = ["the engine says ", found.outcome.word()].concat();
    problems.check(found.outcome == golden.outcome, "golden-outcome", &at.key("outcome"), &message);
    let most = standing(&found).principal;
    let message = ["the engine offers ", &most.to_string()].concat();
    problems.check(golden.most.is_none_or(|told| told == most), "golden-amount", &at.key("mostMinor"), &message);
    if let Some(told) = &golden.reasons {
        let reasons = reasons_of(market, &found);
        let same = told.iter().eq(reasons.iter().map(|reason| &reason.code));
        let message = String::from("the engine tells ") + &listed(&mut reasons.iter().map(|one| one.code.as_str()));
        problems.check(same, "golden-reasons", &at.key("reasons"), &message);
    }
}

/// The answers that fit their questions.
fn answers(pack: &Pack, golden: &Golden, at: &Path<'_>, problems: &mut Problems) -> Answers {
    let mut answers = Answers::default();
    for (id, value) in &golden.answers {
        let at = &at.key(id);
        match pack.questions.iter().find(|question| question.id == *id).map(|question| form::answer(question, value)) {
            Some(Ok(answer)) => answers.0.insert(id.clone(), answer),
            Some(Err((code, message))) => problems.add(code, at, &message),
            None => problems.add("unknown-question", at, "no such question is in the pack"),
        }
    }
    answers
}
