//! A pack that breaks the law of its market does not load; an offer that breaks it is not shown.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

mod support;

use kaimen::cap::CapStatus;
use kaimen::date::Date;
use kaimen::decision::{Outcome, decide};
use kaimen::json::{Value, parse};
use kaimen::market::read_market;
use kaimen::pack::read_pack;
use kaimen::product::Obstacle;
use support::{at, decided, has_record, json, market, no_file, pack, pack_json, read, text, today, with};

/// The codes and paths with which the shipped pack is refused once `pointer` holds `value`.
fn refused(pointer: &str, value: Value) -> Vec<(&'static str, String)> {
    let problems = read_pack(&at(pack_json(), pointer, value), market()).err().unwrap_or_default();
    problems.into_iter().map(|problem| (problem.code, problem.path)).collect()
}

fn check(pointer: &str, value: Value, code: &'static str, path: &str) {
    assert!(refused(pointer, value).contains(&(code, path.into())), "{code} at {path}");
}

#[test]
fn the_shipped_pack_loads() {
    assert_eq!(pack().id, "example-lender");
}

#[test]
fn a_minimum_age_below_the_markets_is_refused() {
    check("/eligibility/minAge", Value::Int(17), "min-age-below-market", "/eligibility/minAge");
}

#[test]
fn an_unknown_lender_class_is_refused() {
    check("/lender/class", text("friend"), "unknown-lender-class", "/lender/class");
}

#[test]
fn a_pack_for_another_market_is_refused() {
    check("/market", text("EU"), "wrong-market", "/market");
}

#[test]
fn asking_what_may_not_be_asked_is_refused() {
    for subject in ["social-graph", "sex", "marital-status", "religion", "nationality"] {
        check("/questions/12/subject", text(subject), "input-barred", "/questions/12/subject");
    }
}

#[test]
fn scoring_age_is_refused() {
    let pack = pack();
    let income = pack.questions.iter().position(|question| question.id == "income").unwrap();
    check(
        &format!("/questions/{income}/subject"),
        text("age"),
        "input-barred-from-score",
        &format!("/questions/{income}/subject"),
    );
}

#[test]
fn a_fee_kept_back_from_the_payout_is_refused() {
    check("/products/0/fees/0/when", text("deducted"), "upfront-deduction", "/products/0/fees/0/when");
}

/// A pack for years gone by is held to the law of the day on which it was collected: what is decided by it is too.
#[test]
fn a_pack_for_the_past_sets_no_rule_aside() {
    let past = at(at(pack_json(), "/from", text("2010-01-01")), "/to", text("2010-12-31"));
    for (pointer, value, code) in [
        ("/products/0/fees/0/when", text("deducted"), "upfront-deduction"),
        ("/products/0/price/minPpm", Value::Int(240_001), "rate-over-cap"),
    ] {
        let problems = read_pack(&at(past.clone(), pointer, value), market()).unwrap_err();
        assert!(problems.iter().any(|problem| problem.code == code), "{code}: {problems:?}");
    }
}

#[test]
fn a_lowest_rate_above_the_cap_is_refused() {
    let found = refused("/products/0/price/minPpm", Value::Int(240_001));
    assert!(found.contains(&("rate-over-cap", "/products/0/price/minPpm".into())));
}

#[test]
fn a_borrower_whom_the_market_bars_has_to_be_asked_about() {
    check("/eligibility/borrowers", Value::Map(Vec::new()), "borrower-not-asked", "/eligibility/borrowers");
}

#[test]
fn a_rule_that_reads_what_its_question_can_not_answer_is_refused() {
    let condition = |text: &str| parse(text).unwrap();
    let path = "/policy/0/when";
    for (code, text) in [
        ("wrong-question-kind", r#"{"kind":"one-of","of":"job","choices":["fixd"]}"#),
        ("wrong-question-kind", r#"{"kind":"yes","of":"job"}"#),
        ("wrong-question-kind", r#"{"kind":"missing","of":{"kind":"years-since","of":"income"}}"#),
        ("wrong-question-kind", r#"{"kind":"missing","of":{"kind":"answer","of":"birth-date"}}"#),
        ("unknown-name", r#"{"kind":"yes","of":"moon"}"#),
    ] {
        check(path, condition(text), code, path);
    }
}

#[test]
fn what_the_law_hangs_on_has_to_be_asked_of_everyone() {
    let pack = pack();
    let place = |id: &str| pack.questions.iter().position(|question| question.id == id).unwrap();
    let unknown = |id: &str| format!("/questions/{}/mayBeUnknown", place(id));
    check(&unknown("student"), Value::Bool(true), "wrong-question-kind", "/eligibility/borrowers/university-student");
    check(&unknown("purpose"), Value::Bool(true), "wrong-question-kind", "/wanted/purpose");
    check(&unknown("birth-date"), Value::Bool(true), "wrong-question-kind", "/eligibility/birthDate");
}

#[test]
fn a_subject_that_the_market_does_not_know_is_refused() {
    check("/questions/12/subject", text("gender"), "unknown-subject", "/questions/12/subject");
}

#[test]
fn the_choice_of_a_model_counts_as_scoring() {
    let by_age = r#"{"kind":"compare","left":{"kind":"years-since","of":"birth-date"},"is":"at-least","right":{"kind":"constant","value":36}}"#;
    let birth = pack().questions.iter().position(|question| question.id == "birth-date").unwrap();
    check(
        "/segments/0/when",
        parse(by_age).unwrap(),
        "input-barred-from-score",
        &format!("/questions/{birth}/subject"),
    );
}

#[test]
fn levers_without_bound_are_refused() {
    check("/questions/0/lever/times", Value::Int(4_294_967_295), "too-many-moves", "/questions");
    check("/questions/0/lever/effort", Value::Int(101), "number-out-of-range", "/questions/0/lever");
}

#[test]
fn a_bank_is_held_to_a_cap_as_well() {
    let bank = at(at(pack_json(), "/lender/class", text("bank")), "/products/0/price/minPpm", Value::Int(240_001));
    let problems = read_pack(&bank, market()).unwrap_err();
    assert!(problems.iter().any(|problem| problem.code == "rate-over-cap"));
}

#[test]
fn students_and_minors_get_nothing_and_the_rule_is_named() {
    let student = decided(&with(no_file(), &[("student", Value::Bool(true))]));
    assert_eq!((student.outcome, student.reasons[0].code.as_str()), (Outcome::NotYet, "cn-student-microloan"));
    assert_eq!(student.findings[0].cite, ["CN-17"]);
    let minor = decided(&with(no_file(), &[("birth-date", text("2008-11-24"))]));
    assert_eq!((minor.outcome, minor.reasons[0].code.as_str()), (Outcome::NotYet, "below-minimum-age"));
    let adult = decided(&with(no_file(), &[("birth-date", text("2008-11-23"))]));
    assert!(adult.findings.is_empty());
}

#[test]
fn purposes_that_the_market_bars_get_nothing() {
    let decision = decided(&with(has_record(), &[("purpose", text("securities"))]));
    assert_eq!((decision.outcome, decision.offers.len()), (Outcome::NotYet, 0));
    assert_eq!(decision.reasons[0].code, "cn-purpose-microloan");
}

#[test]
fn no_offer_is_above_its_cap_and_one_at_the_cap_is_shown() {
    let offer = decided(&has_record()).offers[0].clone();
    let cost = offer.yearly_cost.against_caps().e12();
    // The cap in whole parts per million just above and just below the offer's cost.
    for (cap, shown) in [(cost / 1_000_000 + 1, true), (cost / 1_000_000, false)] {
        let market =
            read_market(&at(json("www/markets/cn.json"), "/rateCaps/0/limit/ratePpm", Value::Int(cap))).unwrap();
        let decision = decide(&market, pack(), &read(&has_record()).unwrap(), today());
        let same = |other: &&kaimen::product::Offer| other.product == offer.product && other.term == offer.term;
        assert_eq!(decision.offers.iter().any(|other| same(&other)), shown, "cap {cap}");
        for offer in &decision.offers {
            assert!(offer.yearly_cost.against_caps().e12() <= cap * 1_000_000);
        }
    }
}

#[test]
fn a_cap_that_hangs_on_a_stale_rate_shows_no_offer() {
    let market_json = at(json("www/markets/cn.json"), "/rateCaps/1/effect", text("block"));
    let market = read_market(&market_json).unwrap();
    let application = read(&has_record()).unwrap();
    let decision = decide(&market, pack(), &application, today());
    assert!(decision.offers.is_empty());
    assert!(decision.not_offered.iter().all(|product| product.obstacle == Obstacle::ReferenceRateStale));
    assert!(decision.reasons.iter().any(|reason| reason.code == "reference-rate-stale"));
}

#[test]
fn a_target_that_hangs_on_a_stale_rate_is_told_and_does_not_block() {
    let decision = decided(&has_record());
    let target = decision.offers[0].caps.iter().find(|cap| cap.rule == "cn-4lpr-microloan-target").unwrap();
    assert_eq!((target.status, target.limit), (CapStatus::Untested, None));
}

#[test]
fn a_rule_outside_its_dates_does_not_bite() {
    let late = at(json("www/markets/cn.json"), "/barredBorrowers/0/rule/from", text("2026-11-24"));
    let market = read_market(&late).unwrap();
    let application = read(&with(no_file(), &[("student", Value::Bool(true))])).unwrap();
    assert!(decide(&market, pack(), &application, today()).findings.is_empty());
    let tomorrow = Date::new(2026, 11, 24).unwrap();
    assert_eq!(decide(&market, pack(), &application, tomorrow).findings.len(), 1);
}
