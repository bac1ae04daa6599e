//! The second tool: from its questions to what an offered loan comes to.

use super::{after, opened};
use crate::flow::{Period, PeriodUnit};
use crate::json::Value;
use crate::quote::{Assumption, Certainty, LawStanding, Payback, Quote, QuoteFeeTime, QuotedForm};
use crate::web::hand::Tool;
use crate::web::offer::quote;
use crate::web::state::{Action, Place, State};

fn at(question: &str) -> Place {
    Place::Question(["offer-", question].concat())
}

fn typed(question: &str, text: &str) -> Action {
    Action::Type(["offer-", question].concat(), 0, text.into())
}

fn begun() -> State {
    after(&opened(Value::Null), [Action::Sealed, Action::Open(Tool::Offer), Action::Begin])
}

/// The check after these answers, each to the question that is then asked; "?" is not known.
fn answered(answers: &[(&str, &str)]) -> State {
    answers.iter().fold(begun(), |state, (question, text)| {
        assert_eq!(state.place, at(question));
        let answer = match *text {
            "?" => Action::Unknown(["offer-", question].concat(), true),
            text => typed(question, text),
        };
        after(&state, [answer, Action::Continue])
    })
}

fn told(state: &State) -> Quote {
    assert_eq!(state.place, Place::Check, "{:?}", state.faults);
    quote(&state.documents, &state.answers())
}

const SAME: [(&str, &str); 9] = [
    ("amount", "1万"),
    ("received", "9500"),
    ("way", "same"),
    ("payment", "899.33"),
    ("count", "12"),
    ("every", "month"),
    ("regular", "yes"),
    ("fees", "no"),
    ("lender", "microloan-company"),
];

#[test]
fn level_payments_lead_to_what_they_cost() {
    let check = answered(&SAME);
    let said = told(&check);
    assert_eq!((said.amount, said.received), (Some(10_000_00), Some(9_500_00)));
    let every = Period::MONTH;
    assert_eq!(said.payback, Payback::Regular { count: 12, payment: 899_33, every, first: None });
    let result = after(&check, [Action::Decide]);
    assert_eq!(result.place, Place::Result);
    let offer = result.offer.as_deref();
    assert_eq!(offer.map(|offer| (offer.kept_back, offer.law)), Some((500_00, LawStanding::Over)));
    assert!(after(&result, [typed("payment", "900")]).offer.is_none());
}

#[test]
fn days_that_were_said_are_the_days_that_count() {
    let mut answers = SAME.to_vec();
    answers.splice(
        6..,
        [("regular", "no"), ("start", "2026-11-01"), ("first", "2027-01-05"), ("fees", "?"), ("lender", "?")],
    );
    let check = answered(&answers);
    let said = told(&check);
    assert_eq!((said.start.to_string(), said.lender), ("2026-11-01".into(), None));
    assert!(matches!(said.payback, Payback::Regular { first: Some(_), .. }));
    let early = after(&check, [typed("first", "2026-10-31"), Action::Decide]);
    assert_eq!(early.place, at("first"));
    assert_eq!(early.faults, [("offer-first".to_owned(), "error-offer-first".to_owned())]);
    assert_eq!(after(&early, [typed("first", "2026-12-01"), Action::Continue]).place, Place::Check);
}

#[test]
fn what_is_no_longer_asked_does_not_count() {
    let mut answers = SAME.to_vec();
    answers.splice(
        6..,
        [("regular", "no"), ("start", "2026-11-01"), ("first", "2027-01-05"), ("fees", "no"), ("lender", "?")],
    );
    let regular = after(&answered(&answers), [typed("regular", "yes"), Action::Decide]);
    let offer = regular.offer.as_deref();
    assert_eq!(offer.and_then(|offer| offer.parts.due.first()).map(ToString::to_string), Some("2026-12-23".into()));
}

#[test]
fn more_than_was_promised_does_not_arrive() {
    let over = after(&begun(), [typed("amount", "1万"), Action::Continue, typed("received", "2万"), Action::Continue]);
    assert_eq!(over.place, at("received"));
    assert_eq!(over.faults, [("offer-received".to_owned(), "relation-offer-received-over-amount".to_owned())]);
}

#[test]
fn all_at_once_counts_by_days() {
    let once = [("amount", "1500"), ("received", "1050"), ("way", "once"), ("total", "1500"), ("days", "1周")];
    let once = answered(&[&once[..], &[("fees", "no"), ("lender", "private-lender")]].concat());
    let every = Period { count: 7, unit: PeriodUnit::Day };
    assert_eq!(told(&once).payback, Payback::Regular { count: 1, payment: 1_500_00, every, first: None });
}

#[test]
fn a_rate_alone_is_enough() {
    let rate = [("amount", "1万"), ("received", "?"), ("way", "rate"), ("rate", "万五"), ("rate-per", "day")];
    let rest = [("form", "interest-first"), ("months", "12"), ("fees", "no"), ("lender", "bank")];
    let check = answered(&[&rate[..], &rest[..]].concat());
    assert!(matches!(told(&check).payback, Payback::Rate { form: Some(QuotedForm::InterestFirst), count: 12, .. }));
    let unknown = after(&check, [Action::Unknown("offer-form".into(), true), Action::Decide]);
    let assumed = unknown.offer.as_deref().map(|offer| offer.assumed.clone()).unwrap_or_default();
    assert!(assumed.contains(&Assumption::FlatRate) && assumed.contains(&Assumption::ReceivedInFull));
}

#[test]
fn payments_that_differ_are_asked_for_one_by_one_and_their_days_where_they_are_irregular() {
    let start = [("amount", "1000"), ("received", "1000"), ("way", "differing"), ("payments", "2")];
    let even = [("rhythm", "month"), ("pay-1", "600"), ("pay-2", "550"), ("fees", "no"), ("lender", "?")];
    let even = answered(&[&start[..], &even[..]].concat());
    let days = |state: &State| match told(state).payback {
        Payback::Dated { payments } => payments.iter().map(|payment| payment.date.to_string()).collect(),
        Payback::Regular { .. } | Payback::Rate { .. } => Vec::new(),
    };
    assert_eq!(days(&even), ["2026-12-23", "2027-01-23"]);
    let odd = [("rhythm", "irregular"), ("paid-out", "2026-11-01"), ("pay-1", "600"), ("due-1", "2026-12-24")];
    let rest = [("pay-2", "550"), ("due-2", "2026-12-20"), ("fees", "no"), ("lender", "?")];
    let odd = answered(&[&start[..], &odd[..], &rest[..]].concat());
    assert_eq!(days(&odd), ["2026-12-24", "2026-12-20"]);
    let refused = after(&odd, [Action::Decide]);
    assert_eq!(refused.place, at("due-2"));
    assert_eq!(refused.faults, [("offer-due-2".to_owned(), "error-offer-due".to_owned())]);
}

#[test]
fn fees_beside_the_payments_are_asked_for_and_none_is_nothing() {
    let mut answers = SAME.to_vec();
    answers
        .splice(7.., [("fees", "yes"), ("fee-upfront", "200"), ("fee-each", "0"), ("fee-end", "0"), ("lender", "?")]);
    let fees = told(&answered(&answers)).fees.unwrap_or_default();
    assert_eq!(fees.iter().map(|fee| (fee.when, fee.minor)).collect::<Vec<_>>(), [(QuoteFeeTime::Upfront, 200_00)]);
}

#[test]
fn each_tool_keeps_its_answers_and_its_places() {
    let half = after(&begun(), [typed("amount", "1万"), Action::Continue]);
    let checker = after(&half, [Action::Open(Tool::Checker)]);
    assert_eq!((checker.tool, &checker.place, checker.form.is_empty()), (Tool::Checker, &Place::Start, true));
    let back = after(&checker, [Action::Show(Tool::Offer, at("received"))]);
    assert_eq!((back.tool, &back.place, &back.form), (Tool::Offer, &at("received"), &half.form));
    for place in [Place::Start, at("amount"), at("due-36"), Place::Check, Place::Result] {
        let number = place.number(Tool::Offer, &half.documents);
        assert_eq!(Place::of_number(number, &half.documents), (Tool::Offer, place));
    }
    let result = after(&answered(&SAME), [Action::Decide, Action::Open(Tool::Checker), Action::Open(Tool::Offer)]);
    assert_eq!((result.tool, &result.place, result.offer.is_some()), (Tool::Offer, &Place::Result, true));
    let kept = opened(after(&half, [Action::Keep(true)]).kept());
    assert_eq!((kept.keep, kept.form.is_empty(), &kept.other_form), (true, true, &half.form));
    let forgotten = after(&kept, [Action::Forget]);
    assert!(forgotten.other_form.is_empty() && !forgotten.keep);
}

/// How many questions are said to be there at the start, and then with each answer.
fn counts(answers: &[(&str, &str)]) -> Vec<usize> {
    let mut state = begun();
    let mut counts = vec![state.about()];
    for (question, text) in answers {
        state = after(&state, [typed(question, text), Action::Continue]);
        counts.push(state.about());
    }
    counts
}

#[test]
fn the_number_of_questions_rises_by_what_an_answer_opens_and_no_more() {
    // Opened at the tool's own address, before anything was done.
    let mut at_once = opened(Value::Null);
    at_once.tool = Tool::Offer;
    assert_eq!(at_once.about(), 9);
    assert_eq!(counts(&SAME), [9; 10]);
    let rest = [("form", "level"), ("months", "12"), ("fees", "no"), ("lender", "bank")];
    let rate = [("amount", "1万"), ("received", "1万"), ("way", "rate"), ("rate", "6厘"), ("rate-per", "month")];
    assert_eq!(counts(&[&rate[..], &rest[..]].concat()), [9; 10]);
    let mut opens = SAME.to_vec();
    opens.splice(
        6..,
        [("regular", "no"), ("start", "2026-11-01"), ("first", "2027-01-05"), ("fees", "yes"), ("fee-upfront", "500")],
    );
    assert_eq!(counts(&opens), [9, 9, 9, 9, 9, 9, 9, 11, 11, 11, 14, 14]);
}

/// "I don't know" is no zero: the cost is told as the least that it can be.
#[test]
fn what_is_not_known_makes_the_cost_the_least_that_it_can_be() {
    let certainty = |changed: &[(&str, &str)]| {
        let mut answers = SAME.to_vec();
        for (question, text) in changed {
            answers.iter_mut().filter(|(asked, _)| asked == question).for_each(|answer| answer.1 = text);
        }
        after(&answered(&answers), [Action::Decide]).offer.as_deref().map(|offer| offer.certainty)
    };
    assert_eq!(certainty(&[]), Some(Certainty::Exact));
    assert_eq!(certainty(&[("received", "?")]), Some(Certainty::AtLeast));
    assert_eq!(certainty(&[("fees", "?")]), Some(Certainty::AtLeast));
    assert_eq!(certainty(&[("received", "?"), ("fees", "?"), ("lender", "?")]), Some(Certainty::AtLeast));
}

#[test]
fn a_lender_of_no_class_is_not_known() {
    let mut answers = SAME.to_vec();
    answers.splice(8.., [("lender", "other")]);
    let check = answered(&answers);
    assert_eq!(told(&check).lender, None);
    assert!(after(&check, [Action::Decide]).offer.is_some());
}

/// So that a result of the one can stand beside that of the other.
#[test]
fn an_answer_to_one_tool_leaves_what_the_other_found() {
    let result = after(&answered(&SAME), [Action::Decide, Action::Open(Tool::Checker)]);
    let typed_there = after(&result, [Action::Type("amount".into(), 0, "1".into())]);
    assert!(typed_there.offer.is_some());
    let typed_here = after(&typed_there, [Action::Open(Tool::Offer), typed("payment", "900")]);
    assert!(typed_here.offer.is_none());
}
