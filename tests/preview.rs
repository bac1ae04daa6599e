//! The preview never contradicts the decision, whatever is answered; and what it asks first settles soonest.
//!
//! `KAIMEN_PREVIEWS=1000000` tries so many partial applications instead of the hundred thousand and more.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

#[path = "parity/rows.rs"]
#[allow(dead_code, reason = "where a case is from is told elsewhere")]
mod rows;
mod support;

use kaimen::application::{Answer, Answers, Application, Partial};
use kaimen::bring::documents;
use kaimen::characteristic::Facts;
use kaimen::date::Date;
use kaimen::decision::{Assessment, Outcome, assess, reasons_of, standing};
use kaimen::enough::{self, Why};
use kaimen::form;
use kaimen::json::{Value, canonical, parse};
use kaimen::market::Market;
use kaimen::pack::question::{AnswerKind, Question};
use kaimen::pack::{Pack, read_pack};
use kaimen::preview::{Firing, Preview, ProductOpen, Stand, preview};
use kaimen::recourse::recourses;
use support::{at, market, pack, pack_json, today};

/// A stream of numbers that look like chance: xorshift64*.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, count: i64) -> i64 {
        ((self.next() >> 33) as i64).rem_euclid(count.max(1))
    }

    fn one_in(&mut self, count: i64) -> bool {
        self.below(count) == 0
    }
}

/// Anything that a question takes: often small, often at an end, sometimes anywhere.
fn number(chance: &mut Chance, min: i64, max: i64) -> i64 {
    let span = max - min;
    let digits = 10_i64.pow(u32::try_from(chance.below(8)).unwrap());
    match chance.below(6) {
        0 => min + chance.below(span.min(3) + 1),
        1 => max - chance.below(span.min(3) + 1),
        2 => min + chance.below(span + 1),
        _ => (min + chance.below(10 * digits)).min(max),
    }
}

fn answer(chance: &mut Chance, question: &Question) -> Answer {
    match &question.answer {
        AnswerKind::Money { min, max } | AnswerKind::Number { min, max, .. } => {
            Answer::Number(number(chance, *min, *max))
        }
        AnswerKind::YesNo {} => Answer::YesNo(chance.one_in(if question.id == "student" { 8 } else { 2 })),
        AnswerKind::Choice { options } => {
            let place = if chance.one_in(2) { 0 } else { chance.below(options.len() as i64) };
            Answer::Choice(options[place as usize].clone())
        }
        AnswerKind::Date { .. } => {
            let years = if chance.one_in(10) { 17 + chance.below(3) } else { 18 + chance.below(80) };
            Answer::Date(Date::new(2026 - years as i32, 11, 22 + chance.below(3) as i32).unwrap())
        }
    }
}

/// Answers to all that is asked, and the questions that were answered with "I don't know".
fn whole(chance: &mut Chance, pack: &Pack) -> Partial {
    let mut partial = Partial::default();
    for question in &pack.questions {
        let asked = form::asked(pack.sheet(), &partial.answers, today()).iter().any(|asked| asked.id == question.id);
        if asked && question.may_be_unknown && chance.one_in(3) {
            partial.unknown.push(question.id.clone());
        } else if asked {
            partial.answers.0.insert(question.id.clone(), answer(chance, question));
        }
    }
    partial
}

/// A part of it: each answer is kept or not.
fn part(chance: &mut Chance, whole: &Partial) -> Partial {
    let share = chance.below(101);
    let mut keeps = || chance.below(100) < share;
    Partial {
        answers: Answers(whole.answers.0.iter().filter(|_| keeps()).map(|(id, a)| (id.clone(), a.clone())).collect()),
        unknown: whole.unknown.iter().filter(|_| keeps()).cloned().collect(),
    }
}

/// What the preview says that the decision does not bear out.
fn contradiction(preview: &Preview, assessment: &Assessment<'_>) -> Option<String> {
    if !preview.outcomes.contains(&assessment.outcome) {
        return Some(format!("outcome {}", assessment.outcome.word()));
    }
    for rule in &preview.rules {
        let fired = assessment.findings.iter().any(|finding| finding.rule == rule.rule);
        let contradicts = match rule.fires {
            Firing::Certain => !fired,
            Firing::Impossible => fired,
            Firing::Possible => false,
        };
        if contradicts {
            return Some(format!("rule {}", rule.rule));
        }
    }
    let product = preview.products.iter().find(|product| !bears_out(product, assessment));
    if let Some(product) = product {
        return Some(format!("product {} {}", product.product, product.stand.word()));
    }
    if let Some(product) = preview.products.iter().find(|product| !says_why(product, assessment)) {
        return Some(format!("why not {} {:?}", product.product, assessment.not_offered));
    }
    if let Some(capacity) = &assessment.capacity {
        let between = preview.instalment.as_ref();
        let within = between.is_some_and(|between| (between.low..=between.high).contains(&capacity.instalment));
        if !within {
            return Some(format!("capacity {} not in {between:?}", capacity.instalment));
        }
    }
    let scored = assessment.scored.as_ref()?;
    let segment = &scored.segment.id;
    let pd = preview.pd.as_ref().unwrap();
    let score = preview.score.as_ref().unwrap();
    let fits = [
        ("segment", preview.segments.contains(segment)),
        ("tier", preview.tiers.contains(&scored.tier.id)),
        ("score", (score.low..=score.high).contains(&scored.score.points)),
        ("pd", (pd.least..=pd.greatest).contains(&scored.pd.ppm)),
        ("pd interval", pd.low <= scored.pd.low && scored.pd.high <= pd.high),
    ];
    if let Some((what, _)) = fits.iter().find(|(_, fits)| !fits) {
        return Some((*what).into());
    }
    for given in kaimen::explain::points_given(market().reasons.reference, scored) {
        let known = preview.points.iter().find(|known| {
            known.segment == *segment && known.characteristic == given.characteristic && known.expert == given.expert
        });
        let within = known.is_some_and(|known| (known.low..=known.high).contains(&given.points));
        if !within {
            return Some(format!("points of {}: {} not in {known:?}", given.characteristic, given.points));
        }
    }
    None
}

/// What keeps a product out in the end is what was said for certain, where anything was, or else one of what may.
fn says_why(product: &ProductOpen, assessment: &Assessment<'_>) -> bool {
    let Some(not) = assessment.not_offered.iter().find(|not| not.product == product.product) else { return true };
    if product.stand != Stand::Barred || assessment.outcome == Outcome::NotYet && is_declined(product, assessment) {
        return true;
    }
    let word = not.obstacle.word();
    product.because == [word] || product.because.is_empty() && product.because_one_of.iter().any(|one| one == word)
}

/// Whether rules were said to decline, and do.
fn is_declined(product: &ProductOpen, assessment: &Assessment<'_>) -> bool {
    let fired = |rule: &String| assessment.findings.iter().any(|finding| finding.rule == *rule);
    !product.because.is_empty() && product.because.iter().all(fired)
}

fn bears_out(product: &ProductOpen, assessment: &Assessment<'_>) -> bool {
    let offers = assessment.offers.iter().filter(|offer| offer.product == product.product);
    let most = offers.map(|offer| offer.principal).max();
    let within = most.is_none_or(|most| product.most.is_some_and(|greatest| most <= greatest));
    within
        && match product.stand {
            Stand::Likely => most.is_some() && assessment.outcome == Outcome::Likely,
            Stand::Offered => most.is_some(),
            Stand::Barred => most.is_none(),
            Stand::Open => !product.depends_on.is_empty(),
        }
}

/// Tries so many parts of applications to one lender and holds each against what the whole comes to.
fn hold(market: &Market, pack: &Pack, seed: u64, count: usize) {
    let chance = &mut Chance(seed);
    let mut tried = 0;
    while tried < count {
        let whole = whole(chance, pack);
        let Some(application) = form::application(market, pack, &whole.answers, today()) else { continue };
        let assessment = assess(market, pack, &application, today());
        let idle = enough::idle(market, pack, &whole.answers, today());
        assert!(idle.iter().all(|id| whole.answers.get(id).is_none()));
        for _ in 0..10 {
            let part = part(chance, &whole);
            let preview = preview(market, pack, &part, today());
            if let Some(what) = contradiction(&preview, &assessment) {
                panic!("{what}\npart: {part:?}\nwhole: {whole:?}\n{preview:?}");
            }
            holds_on(market, pack, &part, &whole, &assessment);
            tried += 1;
        }
    }
}

/// A refusal for good stays one, whatever more is answered, and what it says of capacity is so; what is idle stays idle.
fn holds_on(market: &Market, pack: &Pack, part: &Partial, whole: &Partial, assessment: &Assessment<'_>) {
    let refusal = |answers: &Answers| enough::refusal_for_good(market, pack, answers, today());
    if let Some(refused) = refusal(&part.answers) {
        assert!(refusal(&whole.answers).is_some(), "part: {part:?}\nwhole: {whole:?}");
        if let (Why::Capacity(capacity, _), Some(of_whole)) = (&refused.why, &assessment.capacity) {
            assert_eq!(capacity, of_whole, "part: {part:?}\nwhole: {whole:?}");
        }
    }
    let idle = enough::idle(market, pack, &part.answers, today());
    let more = enough::idle(market, pack, &whole.answers, today());
    let stays = |id: &&str| whole.answers.get(id).is_some() || more.contains(id) || !is_asked(pack, whole, id);
    assert!(idle.iter().all(stays), "{idle:?} {more:?}\npart: {part:?}\nwhole: {whole:?}");
}

fn is_asked(pack: &Pack, whole: &Partial, id: &str) -> bool {
    form::asked(pack.sheet(), &whole.answers, today()).iter().any(|question| question.id == id)
}

fn count(share: usize) -> usize {
    let all = std::env::var("KAIMEN_PREVIEWS").ok().and_then(|all| all.parse().ok());
    all.unwrap_or(104_000) / share
}

/// The shipped pack with other values at these places.
fn changed(values: &[(&str, &str)]) -> Pack {
    let pack = values.iter().fold(pack_json(), |pack, (pointer, value)| at(pack, pointer, parse(value).unwrap()));
    (*read_pack(&pack, market()).unwrap_or_else(|problems| panic!("{problems:?}"))).clone()
}

#[test]
fn a_preview_never_contradicts_the_decision() {
    hold(market(), pack(), 11, count(2));
}

/// Prices that reach the legal cap, and amounts at which the least loan is what can just be carried.
#[test]
fn nor_where_prices_reach_the_cap() {
    let dear = changed(&[
        ("/products/0/price/basePpm", "150000"),
        ("/products/0/price/maxPpm", "300000"),
        ("/products/0/price/minPpm", "190000"),
        ("/products/0/fees/0/fixedMinor", "900"),
        ("/products/1/price/basePpm", "180000"),
        ("/products/1/price/maxPpm", "300000"),
        ("/tiers/2/maxPdPpm", "400000"),
    ]);
    hold(market(), &dear, 13, count(4));
}

/// Every kind of derivation and condition, rules on what is missing, three segments.
#[test]
fn nor_where_a_pack_reads_answers_in_every_way() {
    let segment = r#"{"id": "business", "model": "spain-self-reported",
        "when": {"kind": "one-of", "of": "purpose", "choices": ["production-business"]}}"#;
    let segments = pack_json().get("segments").map(|all| all.items().to_vec()).unwrap();
    let segments = [parse(segment).unwrap()].into_iter().chain(segments).collect();
    let odd = changed(&[
        (
            "/characteristics",
            r#"[
            {"id": "home-code", "derivation": {"kind": "code", "of": "home", "values": {"owner": 3, "rent": 1}}},
            {"id": "delay-worst", "derivation": {"kind": "max", "of": [{"kind": "answer", "of": "worst-delay"},
                {"kind": "scaled", "of": {"kind": "answer", "of": "months-late"}, "timesPpm": 500000}]}},
            {"id": "delay-latest", "derivation": {"kind": "first", "of": [{"kind": "answer", "of": "latest-delay"},
                {"kind": "scaled", "of": {"kind": "answer", "of": "months-late"}, "timesPpm": 0}]}},
            {"id": "dti", "derivation": {"kind": "ratio", "of": {"kind": "sum", "of": [{"kind": "answer", "of": "repayments"},
                {"kind": "min", "of": [{"kind": "answer", "of": "debt"}, {"kind": "constant", "value": 50000}]}]},
                "by": {"kind": "difference", "of": {"kind": "answer", "of": "income"}, "less": {"kind": "answer", "of": "expenses"}}}},
            {"id": "great", "derivation": {"kind": "count-at-least", "atLeast": 100000,
                "of": [{"kind": "answer", "of": "income"}, {"kind": "answer", "of": "amount"}]}}]"#,
        ),
        (
            "/policy/0/when",
            r#"{"kind": "any", "of": [
            {"kind": "all", "of": [{"kind": "missing", "of": {"kind": "answer", "of": "zhima-score"}},
                {"kind": "missing", "of": {"kind": "answer", "of": "dti"}}]},
            {"kind": "compare", "left": {"kind": "answer", "of": "great"}, "is": "less", "right": {"kind": "constant", "value": 1}},
            {"kind": "compare", "left": {"kind": "months-since", "of": "birth-date"}, "is": "less", "right": {"kind": "constant", "value": 228}},
            {"kind": "compare", "left": {"kind": "answer", "of": "home-code"}, "is": "equal", "right": {"kind": "constant", "value": 3}}]}"#,
        ),
        (
            "/capacity/expenses",
            r#"{"kind": "max", "of": [{"kind": "answer", "of": "expenses"}, {"kind": "answer", "of": "price"}]}"#,
        ),
        ("/segments", &canonical(&Value::List(segments))),
        ("/texts/en/segment-business", r#""Business""#),
        ("/texts/zh-Hans/segment-business", r#""经营""#),
    ]);
    hold(market(), &odd, 14, count(4));
}

/// How many questions were answered when the outcome was settled, and when nothing more was asked.
struct Asked {
    settled: usize,
    ended: usize,
}

/// Asks the questions of a case as `next` says, until nothing more is asked.
fn ask(whole: &Partial, today: Date, next: &dyn Fn(&Partial, &Preview) -> Option<String>) -> Asked {
    let mut partial = Partial::default();
    let mut settled = None;
    let mut asked = 0;
    loop {
        let preview = preview(market(), pack(), &partial, today);
        if preview.outcomes.len() == 1 {
            settled.get_or_insert(asked);
        }
        let Some(question) = next(&partial, &preview) else {
            return Asked { settled: settled.unwrap_or(asked), ended: asked };
        };
        asked += 1;
        match whole.answers.get(&question) {
            Some(answer) => partial.answers.0.insert(question, answer.clone()),
            None => partial.unknown.push(question),
        }
    }
}

/// On the applications made from real rows: the questions that are answered until one outcome alone can be reached,
/// against all that a form without a preview asks. Who is refused at once is counted like everyone else.
#[test]
fn the_outcome_is_settled_after_fewer_questions() {
    let (mut all, mut settled, mut ended, mut in_order, mut cases) = (0, 0, 0, 0, 0);
    for case in rows::cases() {
        let today = Date::parse(case.today).unwrap();
        let whole = form::read_partial(&case.application, pack()).unwrap();
        all += form::asked(pack().sheet(), &whole.answers, today).len();
        let asked = ask(&whole, today, &|_, preview| preview.next.clone());
        settled += asked.settled;
        ended += asked.ended;
        let is_open =
            |partial: &Partial, id: &String| partial.answers.get(id).is_none() && !partial.unknown.contains(id);
        let first = |partial: &Partial, preview: &Preview| {
            preview.next.as_ref()?;
            let asked = form::asked(pack().sheet(), &partial.answers, today);
            asked.into_iter().map(|question| question.id.clone()).find(|id| is_open(partial, id))
        };
        in_order += ask(&whole, today, &first).settled;
        cases += 1;
    }
    let mean = |sum: usize| sum as f64 / f64::from(cases);
    println!(
        "{cases} applications: {:.2} questions in all, outcome settled after {:.2} ({:.2} in the order of the pack), {:.2} asked",
        mean(all),
        mean(settled),
        mean(in_order),
        mean(ended)
    );
    assert!(settled * 3 <= all * 2, "at least a third fewer");
    assert!(settled < in_order && ended < all);
}

#[test]
fn nothing_is_asked_after_a_refusal_for_good() {
    let born = |year| ("birth-date", Answer::Date(Date::new(year, 1, 1).unwrap()));
    for (answers, rule) in [
        (vec![born(2010)], "below-minimum-age"),
        (vec![("purpose", Answer::Choice("securities".into()))], "cn-purpose-microloan"),
        (
            vec![("purpose", Answer::Choice("consumption".into())), ("student", Answer::YesNo(true))],
            "cn-student-microloan",
        ),
    ] {
        let answers = answers.into_iter().map(|(id, answer)| (id.to_owned(), answer)).collect();
        let partial = Partial { answers: Answers(answers), unknown: Vec::new() };
        let preview = preview(market(), pack(), &partial, today());
        assert_eq!((preview.next, preview.left, preview.score), (None, 0, None));
        assert_eq!(preview.outcomes, [Outcome::NotYet]);
        for product in preview.products {
            assert_eq!((product.stand, product.because), (Stand::Barred, vec![rule.to_owned()]));
        }
        assert!(form::application(market(), pack(), &partial.answers, today()).is_some());
    }
}

/// Asks as a page does until nothing more is asked, and gives the application, its decision, and that of the whole.
fn asked_to_the_end<'p>(
    pack: &'p Pack,
    whole: &Partial,
    today: Date,
) -> Option<(Partial, Assessment<'p>, Assessment<'p>)> {
    let of_whole = assess(market(), pack, &form::application(market(), pack, &whole.answers, today)?, today);
    let mut partial = Partial::default();
    while let Some(question) = preview(market(), pack, &partial, today).next {
        match whole.answers.get(&question) {
            Some(answer) => partial.answers.0.insert(question, answer.clone()),
            None => partial.unknown.push(question),
        }
    }
    let asked = form::application(market(), pack, &partial.answers, today).unwrap();
    let of_asked = assess(market(), pack, &asked, today);
    Some((partial, of_asked, of_whole))
}

/// A score that is too low whatever is left, or too little to carry any loan, ends the questions like a rule does; what is
/// said is what is known by then.
#[test]
fn a_score_or_a_capacity_that_nothing_lifts_ends_the_questions() {
    let (mut by_score, mut by_capacity, mut spared) = (0, 0, 0);
    for case in rows::cases() {
        let today = Date::parse(case.today).unwrap();
        let whole = form::read_partial(&case.application, pack()).unwrap();
        let (partial, asked, full) = asked_to_the_end(pack(), &whole, today).unwrap();
        assert_eq!(asked.outcome, full.outcome);
        let left_out = whole.answers.0.iter().filter(|(id, _)| partial.answers.get(id).is_none()).count();
        if left_out == 0 || !asked.findings.is_empty() {
            continue;
        }
        spared += left_out;
        let reasons = reasons_of(market(), &asked);
        assert!(!reasons.is_empty() && asked.outcome == Outcome::NotYet && asked.scored.is_none());
        match &asked.capacity {
            Some(capacity) => {
                by_capacity += 1;
                assert_eq!(reasons[0].code, "capacity-too-low");
                assert_eq!(full.capacity.as_ref(), Some(capacity));
            }
            None => {
                by_score += 1;
                let scored = full.scored.as_ref().unwrap();
                assert!(
                    !asked.known.is_empty() && asked.known.iter().all(|known| scored.contributions.contains(known))
                );
            }
        }
    }
    println!("refused before the end: {by_score} by score, {by_capacity} by capacity, {spared} questions spared");
    assert!(by_score > 20 && by_capacity > 0);
}

/// All that a decision says of an application, but for its receipt.
fn said(pack: &Pack, answers: &Answers) -> Option<String> {
    let application = form::application(market(), pack, answers, today())?;
    let assessment = assess(market(), pack, &application, today());
    let again = |changed: &Application| standing(&assess(market(), pack, changed, today()));
    let help = recourses(market(), pack, &application, today(), &standing(&assessment), &again);
    let facts = Facts::new(application.answers(), &pack.characteristics, today());
    let papers = documents(pack, &facts, &assessment.offers);
    Some(format!("{assessment:?} {:?} {help:?} {papers:?}", reasons_of(market(), &assessment)))
}

/// The second score counts only where the first is not known, and a question hangs on the second alone: with the first
/// known, neither is asked, and whatever they are answered the decision is the same, and so is what would help.
#[test]
fn what_can_change_nothing_any_more_is_not_asked() {
    let first = r#"{"kind": "first", "of": [{"kind": "answer", "of": "zhima-score"}, {"kind": "answer", "of": "wechat-pay-score"}]}"#;
    let mut questions = pack_json().get("questions").cloned().unwrap();
    let Value::List(list) = &mut questions else { panic!() };
    let months = list.iter().position(|question| question.get("id") == Some(&support::text("months-paid"))).unwrap();
    let gated = r#"{"kind": "compare", "left": {"kind": "answer", "of": "wechat-pay-score"}, "is": "at-least", "right": {"kind": "constant", "value": 600}}"#;
    let mut gated_question = at(list[months].clone(), "/id", support::text("visits"));
    gated_question = at(gated_question, "/when", parse(gated).unwrap());
    list.push(gated_question);
    let pack = changed(&[
        ("/questions", &canonical(&questions)),
        ("/segments/0/expert/characteristics/1/derivation", first),
        ("/segments/1/expert/characteristics/1/derivation", first),
        ("/texts/en/question-visits-label", r#""Visits""#),
        ("/texts/zh-Hans/question-visits-label", r#""次数""#),
    ]);
    let (mut compared, mut spared) = (0, 0);
    let chance = &mut Chance(27);
    while compared < count(40) {
        let whole = whole(chance, &pack);
        let Some(of_whole) = said(&pack, &whole.answers) else { continue };
        compared += 1;
        let idle = enough::idle(market(), &pack, &whole.answers, today());
        assert!(idle.iter().all(|id| whole.answers.get(id).is_none()));
        let kept = whole.answers.0.iter().filter(|(id, _)| *id != "wechat-pay-score" && *id != "visits");
        let fewer = Answers(kept.map(|(id, answer)| (id.clone(), answer.clone())).collect());
        let idle = enough::idle(market(), &pack, &fewer, today());
        let knows_first = fewer.get("zhima-score").is_some();
        assert_eq!(idle.contains(&"wechat-pay-score"), knows_first);
        if knows_first {
            spared += 1;
            assert!(idle.contains(&"visits"));
            assert_eq!(said(&pack, &fewer).as_ref(), Some(&of_whole));
            let partial = Partial { answers: fewer, unknown: Vec::new() };
            let next = preview(market(), &pack, &partial, today()).next;
            assert!(next != Some("wechat-pay-score".into()) && next != Some("visits".into()));
        }
    }
    assert!(spared * 3 > compared);
}

/// A question that only a relation reads can bar a move that would help, and one that papers are asked by says which: both
/// are asked. What a paper merely shows is not.
#[test]
fn what_a_move_or_a_paper_hangs_on_is_asked() {
    let mut questions = pack_json().get("questions").cloned().unwrap();
    let Value::List(list) = &mut questions else { panic!() };
    let id = |question: &Value| question.get("id").and_then(Value::as_text).map(String::from);
    let debt = list.iter().find(|question| id(question).as_deref() == Some("debt")).unwrap();
    let mut other = at(debt.clone(), "/id", support::text("debt-fixed"));
    let Value::Map(entries) = &mut other else { panic!() };
    entries.retain(|(key, _)| !matches!(key.as_str(), "lever" | "distribution" | "better"));
    list.push(other);
    let asked = |relations: &str, papers: &str| {
        let pack = changed(&[
            ("/questions", &canonical(&questions)),
            ("/relations", relations),
            ("/documents", papers),
            ("/texts/en/question-debt-fixed-label", r#""Fixed""#),
            ("/texts/zh-Hans/question-debt-fixed-label", r#""固定""#),
            ("/texts/en/relation-fixed-over-debt", r#""No""#),
            ("/texts/zh-Hans/relation-fixed-over-debt", r#""否""#),
        ]);
        let answers = support::read(&support::no_file()).unwrap().answers().clone();
        !enough::idle(market(), &pack, &answers, today()).contains(&"debt-fixed")
    };
    assert!(!asked("[]", "[]"));
    let paper = |more: &str| format!(r#"[{{"id": "identity-card", "proves": ["debt-fixed"]{more}}}]"#);
    assert!(!asked("[]", &paper("")));
    let owes = r#", "when": {"kind": "compare", "left": {"kind": "answer", "of": "debt-fixed"}, "is": "more", "right": {"kind": "constant", "value": 0}}"#;
    assert!(asked("[]", &paper(owes)));
    assert!(asked(
        r#"[{"id": "fixed-over-debt", "at": "debt-fixed", "holds": {"kind": "compare", "left": {"kind": "answer", "of": "debt"},
        "is": "at-least", "right": {"kind": "answer", "of": "debt-fixed"}}}]"#,
        "[]"
    ));
}

/// What comes before a question in the pack's `after` is asked before it.
#[test]
fn the_order_that_the_pack_wants_is_kept() {
    let mut partial = Partial::default();
    let mut order = Vec::new();
    let whole = support::read(&support::no_file()).unwrap();
    while let Some(next) = preview(market(), pack(), &partial, today()).next {
        order.push(next.clone());
        match whole.answers().get(&next) {
            Some(answer) => partial.answers.0.insert(next, answer.clone()),
            None => partial.unknown.push(next),
        }
    }
    let place = |id: &str| order.iter().position(|asked| asked == id);
    for question in &pack().questions {
        for earlier in question.after.iter().flatten() {
            assert!(place(&question.id).is_none() || place(earlier) < place(&question.id), "{order:?}");
        }
    }
    assert_eq!(order.len(), form::asked(pack().sheet(), whole.answers(), today()).len());
}
