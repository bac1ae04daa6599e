//! The form: which questions are asked, and whether an application answers them.

use crate::application::{
    Answer, AnswerDocument, Answers, Application, ApplicationDocument, ApplicationSchema, Partial, Provenance, Scalar,
};
use crate::characteristic::Facts;
use crate::date::Date;
use crate::enough::{idle, refusal_for_good};
use crate::json::{Path, Problem, Problems, Value, Write, hash, listed, needed, read_document, read_with_problems};
use crate::market::Market;
use crate::pack::question::{AnswerKind, Question};
use crate::pack::{Pack, Relation};

const ANSWERS: &Path<'static> = &Path::Key(&Path::Root, "answers");

/// What is asked, and what holds between the answers: a pack's, or a tool's own.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'p> {
    /// The questions, in the order in which they are asked.
    pub questions: &'p [Question],
    /// What holds between the answers.
    pub relations: &'p [Relation],
}

impl Pack {
    /// What it asks.
    pub fn sheet(&self) -> Sheet<'_> {
        Sheet { questions: &self.questions, relations: &self.relations }
    }
}

/// The questions that are asked after these answers, in the order of the form.
///
/// Whether a question is asked hangs only on answers to questions that are asked before it.
pub fn asked<'p>(sheet: Sheet<'p>, answers: &Answers, today: Date) -> Vec<&'p Question> {
    walk(sheet, answers, today).asked
}

/// The questions that are asked after these answers and have none yet, but for those that can change nothing any more; none
/// after a refusal for good.
pub fn left<'p>(market: &Market, pack: &'p Pack, answers: &Answers, today: Date) -> Vec<&'p Question> {
    let mut left = asked(pack.sheet(), answers, today);
    left.retain(|question| answers.get(&question.id).is_none());
    if left.is_empty() || is_refused(market, pack, answers, today) {
        return Vec::new();
    }
    let idle = idle(market, pack, answers, today);
    left.retain(|question| !idle.contains(&question.id.as_str()));
    left
}

/// The answers to what is asked, whether or not they are all there.
pub fn kept(sheet: Sheet<'_>, answers: &Answers, today: Date) -> Answers {
    walk(sheet, answers, today).kept
}

/// What should hold between the answers to what is asked, and does not.
pub fn contradictions<'p>(sheet: Sheet<'p>, answers: &Answers, today: Date) -> Vec<&'p Relation> {
    broken(sheet, &walk(sheet, answers, today).kept, today)
}

fn broken<'p>(sheet: Sheet<'p>, kept: &Answers, today: Date) -> Vec<&'p Relation> {
    let facts = Facts::new(kept, &[], today);
    let mut broken = Vec::new();
    for relation in sheet.relations {
        if is_broken(relation, &facts) {
            broken.push(relation);
        }
    }
    broken
}

/// Whether what should hold does not. Nothing is said before the question is answered at which it would be said.
pub fn is_broken(relation: &Relation, facts: &Facts<'_>) -> bool {
    facts.answers.get(&relation.at).is_some() && facts.holds(&relation.holds) == Some(false)
}

/// About how many questions there will be in all: those that are asked, and half of those of which it is still open.
pub fn about(sheet: Sheet<'_>, answers: &Answers, today: Date) -> usize {
    let walk = walk(sheet, answers, today);
    walk.asked.len() + walk.open.div_ceil(2)
}

/// The form as these answers lead through it.
struct Walk<'p> {
    /// The questions that are asked.
    asked: Vec<&'p Question>,
    /// The answers to them.
    kept: Answers,
    /// How many questions hang on answers that are not there yet.
    open: usize,
}

fn walk<'p>(sheet: Sheet<'p>, answers: &Answers, today: Date) -> Walk<'p> {
    let mut walk = Walk { asked: Vec::new(), kept: Answers::default(), open: 0 };
    for question in sheet.questions {
        let facts = Facts::new(&walk.kept, &[], today);
        match question.when.as_ref().map_or(Some(true), |when| facts.holds(when)) {
            Some(false) => {}
            None => walk.open += 1,
            Some(true) => {
                walk.asked.push(question);
                if let Some(answer) = answers.get(&question.id) {
                    walk.kept.0.insert(question.id.clone(), answer.clone());
                }
            }
        }
    }
    walk
}

/// The application that `document` holds, if it answers the questions of `pack`.
///
/// # Errors
///
/// Every problem at once: the document's own, answers that do not fit their question, answers that are missing and
/// needed, answers to what is not asked, and answers that contradict each other.
pub fn read_application(
    document: &Value,
    market: &Market,
    pack: &Pack,
    today: Date,
) -> Result<Application, Vec<Problem>> {
    let (read, mut problems): (ApplicationDocument, _) = read_with_problems(document);
    if problems.has_below(&Path::Key(&Path::Root, "schema")) {
        return Err(problems.into_vec());
    }
    let Partial { answers, .. } = fitting_answers(&read, pack, &mut problems);
    let Walk { asked, kept, .. } = walk(pack.sheet(), &answers, today);
    let open = missing(market, pack, &asked, &kept, today);
    let is_whole = open.is_empty();
    if !is_whole && !is_refused(market, pack, &kept, today) {
        for question in &open {
            let at = &ANSWERS.key(question);
            problems.check(problems.has_below(at), "answer-missing", at, "this question needs an answer");
        }
    }
    for id in read.answers.keys().filter(|id| pack.questions.iter().any(|question| question.id == **id)) {
        let is_asked = asked.iter().any(|question| question.id == *id);
        let message = "this question is not asked after the other answers";
        problems.check(is_asked, "answer-not-asked", &ANSWERS.key(id), message);
    }
    contradict(&mut problems, pack, &kept, today);
    if problems.is_empty() { Ok(Application::new(answers, is_whole, hash(document))) } else { Err(problems.into_vec()) }
}

/// A problem for each relation that does not hold between the answers to what is asked.
fn contradict(problems: &mut Problems, pack: &Pack, kept: &Answers, today: Date) {
    for relation in broken(pack.sheet(), kept, today) {
        let message = String::from("this answer and those before it can't all be so: ") + &relation.id;
        problems.add("answers-contradict", &ANSWERS.key(&relation.at), &message);
    }
}

/// The answers that `document` holds, which need be neither complete nor all asked for.
///
/// # Errors
///
/// Every problem at once: the document's own, and answers that do not fit their question.
pub fn read_partial(document: &Value, pack: &Pack) -> Result<Partial, Vec<Problem>> {
    let mut problems = Problems::default();
    let partial = fitting_answers(&read_document(document)?, pack, &mut problems);
    if problems.is_empty() { Ok(partial) } else { Err(problems.into_vec()) }
}

/// The answers that `document` holds, of which something may be said: as [`read_partial`], and none contradicts another.
///
/// # Errors
///
/// As [`read_partial`], and answers that contradict each other.
pub fn read_consistent(document: &Value, pack: &Pack, today: Date) -> Result<Partial, Vec<Problem>> {
    let partial = read_partial(document, pack)?;
    let mut problems = Problems::default();
    contradict(&mut problems, pack, &kept(pack.sheet(), &partial.answers, today), today);
    if problems.is_empty() { Ok(partial) } else { Err(problems.into_vec()) }
}

/// The answers in `document` that fit their questions, and every problem with the others.
pub fn fitting(document: &Value, pack: &Pack) -> (Partial, Vec<Problem>) {
    let (read, mut problems): (ApplicationDocument, _) = read_with_problems(document);
    let partial = fitting_answers(&read, pack, &mut problems);
    (partial, problems.into_vec())
}

fn fitting_answers(document: &ApplicationDocument, pack: &Pack, problems: &mut Problems) -> Partial {
    let mut partial = Partial::default();
    for (id, given) in &document.answers {
        let at = &ANSWERS.key(id);
        let Some(question) = pack.questions.iter().find(|question| question.id == *id) else {
            problems.add("unknown-question", at, "no such question is in the pack");
            continue;
        };
        if problems.has_below(at) {
            continue;
        }
        match given.value.as_ref().map(|value| answer(question, value)) {
            None if question.may_be_unknown => partial.unknown.push(id.clone()),
            None => {}
            Some(Ok(answer)) => partial.answers.0.insert(id.clone(), answer),
            Some(Err((code, message))) => problems.add(code, &at.key("value"), &message),
        }
    }
    partial
}

/// The application document of these answers, each with where it comes from.
///
/// Answers to what is not asked are left out; "I don't know" is said only where nothing is missing.
pub fn document(
    market: &Market,
    pack: &Pack,
    answers: &Answers,
    provenance: &dyn Fn(&str) -> Provenance,
    today: Date,
) -> Value {
    let asked = asked(pack.sheet(), answers, today);
    let whole = missing(market, pack, &asked, answers, today).is_empty();
    let answers = asked
        .into_iter()
        .filter(|question| (whole && question.may_be_unknown) || answers.get(&question.id).is_some())
        .map(|question| {
            let value = answers.get(&question.id).map(scalar);
            (question.id.clone(), AnswerDocument { value, provenance: provenance(&question.id) })
        })
        .collect();
    ApplicationDocument { schema: ApplicationSchema::V1, answers }.write()
}

/// The application of these answers, all of them said by the applicant; none where an answer is missing or contradicts others.
///
/// Answers to what is not asked are left out.
pub fn said(market: &Market, pack: &Pack, answers: &Answers, today: Date) -> Option<Application> {
    told(market, pack, answers, &|_| Provenance::Said, today)
}

/// The same, where each answer has its own provenance.
pub fn told(
    market: &Market,
    pack: &Pack,
    answers: &Answers,
    provenance: &dyn Fn(&str) -> Provenance,
    today: Date,
) -> Option<Application> {
    let refused = |kept: &Answers| is_refused(market, pack, kept, today);
    complete(market, pack, answers, today, &refused, &|| hash(&document(market, pack, answers, provenance, today)))
}

/// The same without its document: enough to try what other answers would give.
pub fn application(market: &Market, pack: &Pack, answers: &Answers, today: Date) -> Option<Application> {
    let refused = |kept: &Answers| is_refused(market, pack, kept, today);
    complete(market, pack, answers, today, &refused, &String::new)
}

/// The application of these answers without its document, where nothing is missing: one that is refused before everything is
/// answered is none.
pub fn whole(market: &Market, pack: &Pack, answers: &Answers, today: Date) -> Option<Application> {
    complete(market, pack, answers, today, &|_| false, &String::new)
}

fn is_refused(market: &Market, pack: &Pack, answers: &Answers, today: Date) -> bool {
    refusal_for_good(market, pack, answers, today).is_some()
}

/// The questions that still need an answer: none that may stay unknown, or that can change nothing any more.
fn missing<'p>(
    market: &Market,
    pack: &'p Pack,
    asked: &[&'p Question],
    answers: &Answers,
    today: Date,
) -> Vec<&'p str> {
    let mut missing: Vec<&str> = Vec::new();
    for question in asked.iter().filter(|question| !question.may_be_unknown && answers.get(&question.id).is_none()) {
        missing.push(&question.id);
    }
    if !missing.is_empty() {
        let idle = idle(market, pack, answers, today);
        missing.retain(|question| !idle.contains(question));
    }
    missing
}

/// The answers to what is asked; none where one is missing and the others are not enough, or two
/// contradict each other.
fn complete(
    market: &Market,
    pack: &Pack,
    answers: &Answers,
    today: Date,
    is_enough: &dyn Fn(&Answers) -> bool,
    hash: &dyn Fn() -> String,
) -> Option<Application> {
    let Walk { asked, kept, .. } = walk(pack.sheet(), answers, today);
    let is_whole = missing(market, pack, &asked, &kept, today).is_empty();
    let fits = (is_whole || is_enough(&kept)) && broken(pack.sheet(), &kept, today).is_empty();
    fits.then(|| Application::new(kept, is_whole, hash()))
}

/// An answer as it stands in a document.
pub fn scalar(answer: &Answer) -> Scalar {
    match answer {
        Answer::Number(number) => Scalar::Number(*number),
        Answer::Choice(choice) => Scalar::Text(choice.clone()),
        Answer::YesNo(yes) => Scalar::YesNo(*yes),
        Answer::Date(date) => Scalar::Text(date.text()),
    }
}

/// `value` as an answer to `question`.
///
/// # Errors
///
/// The code and message of what is wrong with it.
pub fn answer(question: &Question, value: &Scalar) -> Result<Answer, (&'static str, String)> {
    match (&question.answer, value) {
        (AnswerKind::Money { min, max } | AnswerKind::Number { min, max, .. }, Scalar::Number(number)) => {
            within(*number, *min, *max).map(Answer::Number)
        }
        (AnswerKind::Choice { options }, Scalar::Text(choice)) => one_of(choice, options),
        (AnswerKind::YesNo {}, Scalar::YesNo(yes)) => Ok(Answer::YesNo(*yes)),
        (AnswerKind::Date { min, max }, Scalar::Text(text)) => date_within(text, *min, *max),
        (kind, _) => Err(("answer-of-wrong-kind", kind_name(kind).to_owned() + " is needed here")),
    }
}

fn within(number: i64, min: i64, max: i64) -> Result<i64, (&'static str, String)> {
    if number < min {
        Err(("answer-too-low", needed(min, max)))
    } else if number > max {
        Err(("answer-too-high", needed(min, max)))
    } else {
        Ok(number)
    }
}

fn one_of(choice: &str, options: &[String]) -> Result<Answer, (&'static str, String)> {
    let found = options.iter().find(|option| *option == choice);
    found.map(|option| Answer::Choice(option.clone())).ok_or_else(|| {
        let options = listed(&mut options.iter().map(String::as_str));
        ("answer-not-an-option", "one of these is needed here: ".to_owned() + &options)
    })
}

fn date_within(text: &str, min: Option<Date>, max: Option<Date>) -> Result<Answer, (&'static str, String)> {
    let date =
        Date::parse(text).ok_or_else(|| ("answer-not-a-date", "a date is needed here, YYYY-MM-DD".to_string()))?;
    if min.is_some_and(|min| date < min) {
        return Err(("answer-too-early", "a later date is needed here".into()));
    }
    if max.is_some_and(|max| date > max) {
        return Err(("answer-too-late", "an earlier date is needed here".into()));
    }
    Ok(Answer::Date(date))
}

fn kind_name(kind: &AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Money { .. } => "a whole number of minor units",
        AnswerKind::Number { .. } => "a whole number",
        AnswerKind::Choice { .. } => "one of the options",
        AnswerKind::Date { .. } => "a date",
        AnswerKind::YesNo {} => "true or false",
    }
}
