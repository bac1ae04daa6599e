//! The decision on the shipped market and pack.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

mod support;

use kaimen::application::Scalar;
use kaimen::decision::{Decision, Outcome, Warning, decide};
use kaimen::form::{read_application, read_consistent};
use kaimen::json::{Value, Write, canonical, parse};
use kaimen::pack::read_pack;
use kaimen::product::Aim;
use kaimen::recourse::Recourse;
use proptest::prelude::*;
use support::{application_json, at, decided, has_record, market, no_file, pack, pack_json, read, text, today, with};

fn rank(outcome: Outcome) -> u32 {
    match outcome {
        Outcome::NotYet => 0,
        Outcome::Referred => 1,
        Outcome::Possible => 2,
        Outcome::Likely => 3,
    }
}

fn value(scalar: &Scalar) -> Value {
    scalar.write()
}

#[test]
fn a_good_record_is_likely_to_get_an_offer() {
    let decision = decided(&has_record());
    assert_eq!(decision.outcome, Outcome::Likely);
    assert_eq!(decision.segment.as_deref(), Some("has-record"));
    assert!(decision.offers.iter().any(|offer| offer.aims.contains(&Aim::AsWanted)));
}

#[test]
fn no_file_is_scored_by_its_own_model() {
    let decision = decided(&no_file());
    assert_eq!(decision.segment.as_deref(), Some("no-file"));
    assert_eq!(decision.model.as_deref(), Some("spain-self-reported"));
    assert_ne!(decision.outcome, Outcome::NotYet);
}

#[test]
fn the_points_sum_to_the_score() {
    for answers in [
        has_record(),
        no_file(),
        with(no_file(), &[("zhima-score", Value::Int(720)), ("wechat-pay-score", Value::Int(340))]),
    ] {
        let decision = decided(&answers);
        let sum: i64 = decision.points.iter().map(|given| given.points).sum();
        assert_eq!(decision.base_points.unwrap() + sum, decision.score.unwrap().points);
    }
}

#[test]
fn judgement_moves_the_score_no_further_than_its_limit() {
    let pack = pack();
    let limit = i64::from(pack.segments[0].expert.as_ref().unwrap().limit_points);
    let points = |zhima: i64, wechat: i64| {
        let answers = with(no_file(), &[("zhima-score", Value::Int(zhima)), ("wechat-pay-score", Value::Int(wechat))]);
        decided(&answers).score.unwrap().points
    };
    let without = decided(&no_file()).score.unwrap().points;
    assert!(points(950, 850) > without && points(950, 850) - without <= limit);
    assert!(points(350, 300) < without && without - points(350, 300) <= limit);
}

#[test]
fn a_referral_asks_for_a_person() {
    let decision = decided(&with(
        no_file(),
        &[
            ("job", text("freelance")),
            ("years-in-job", Value::Int(0)),
            ("home", text("owner")),
            ("assets", Value::Int(900_000_00)),
        ],
    ));
    assert!(decision.findings.iter().any(|finding| finding.rule == "new-freelancer"));
    assert!(matches!(decision.outcome, Outcome::Referred | Outcome::NotYet));
}

#[test]
fn more_than_can_be_carried_is_not_offered() {
    let decision =
        decided(&with(has_record(), &[("amount", Value::Int(50_000_00)), ("expenses", Value::Int(5_500_00))]));
    let capacity = decision.capacity.unwrap().instalment;
    assert!(!decision.offers.is_empty());
    for offer in &decision.offers {
        assert!(offer.burden <= capacity);
        assert!(offer.principal < 50_000_00);
    }
}

#[test]
fn the_greatest_amount_that_can_be_carried_is_found() {
    let decision =
        decided(&with(has_record(), &[("amount", Value::Int(50_000_00)), ("expenses", Value::Int(5_500_00))]));
    let pack = pack();
    let capacity = decision.capacity.as_ref().unwrap().instalment;
    for offer in decision.offers.iter().filter(|offer| offer.aims.contains(&Aim::MostMoney)) {
        let step = pack.products.iter().find(|product| product.id == offer.product).unwrap().step;
        let larger = with(
            has_record(),
            &[("amount", Value::Int(offer.principal + step)), ("term", Value::Int(offer.term.periods.into()))],
        );
        let larger = decided(&larger);
        let one_step_more =
            larger.offers.iter().find(|other| other.product == offer.product && other.term == offer.term);
        assert!(one_step_more.is_none_or(|other| other.principal != offer.principal + step || other.burden > capacity));
    }
}

#[test]
fn an_aim_is_given_once_among_all_products_and_truly() {
    for amount in [3_000_00, 8_000_00, 20_000_00, 50_000_00] {
        let offers = decided(&with(has_record(), &[("amount", Value::Int(amount))])).offers;
        let most = offers.iter().map(|offer| offer.principal).max().unwrap();
        let full: Vec<_> = offers.iter().filter(|offer| offer.principal == most).collect();
        for offer in &offers {
            let cheapest = full.iter().all(|other| offer.cost <= other.cost) && offer.principal == most;
            assert!(cheapest || !offer.aims.contains(&Aim::LowestTotalCost));
            let lightest = full.iter().all(|other| offer.burden <= other.burden) && offer.principal == most;
            assert!(lightest || !offer.aims.contains(&Aim::LowestInstalment));
            assert!(offer.principal == most || !offer.aims.contains(&Aim::MostMoney));
        }
    }
}

#[test]
fn named_variables_that_double_each_other_are_computed_once() {
    let line = |index: usize| {
        let earlier = if index == 0 { "income".to_owned() } else { format!("x{}", index - 1) };
        let part = format!(r#"{{"kind":"answer","of":"{earlier}"}}"#);
        let sum = format!(r#"{{"kind":"sum","of":[{part},{part}]}}"#);
        parse(&format!(r#"{{"id":"x{index}","derivation":{sum}}}"#)).unwrap()
    };
    let mut lines = pack_json().get("characteristics").unwrap().items().to_vec();
    lines.extend((0..200).map(line));
    let pack = read_pack(&at(pack_json(), "/characteristics", Value::List(lines)), market()).unwrap();
    assert_eq!(decide(market(), &pack, &read(&no_file()).unwrap(), today()).segment.as_deref(), Some("no-file"));
}

#[test]
fn what_nothing_left_over_means_is_said() {
    let decision = decided(&with(has_record(), &[("expenses", Value::Int(7_000_00))]));
    assert_eq!(decision.outcome, Outcome::NotYet);
    assert_eq!(decision.reasons[0].code, "capacity-too-low");
}

#[test]
fn the_demonstration_says_that_it_is_one() {
    let warnings = decided(&has_record()).warnings;
    assert!(warnings.contains(&Warning::Demonstration) && warnings.contains(&Warning::Unsigned));
}

#[test]
fn answers_that_contradict_each_other_are_refused_where_the_later_one_is_asked() {
    let behind = |latest: i64| {
        let late =
            [("months-late", Value::Int(2)), ("worst-delay", Value::Int(1)), ("latest-delay", Value::Int(latest))];
        read(&with(has_record(), &late))
    };
    assert!(behind(1).is_ok());
    let problems = behind(2).unwrap_err();
    let found: Vec<_> = problems.iter().map(|problem| (problem.code, problem.path.as_str())).collect();
    assert_eq!(found, [("answers-contradict", "/answers/latest-delay")]);
    let young = with(no_file(), &[("birth-date", text("2004-05-01")), ("years-in-job", Value::Int(15))]);
    assert_eq!(read(&young).unwrap_err()[0].path, "/answers/years-in-job");
    let part: Vec<_> = young.into_iter().filter(|(id, _)| *id != "income").collect();
    let problems = read_consistent(&application_json(&part), pack(), today()).unwrap_err();
    assert_eq!((problems[0].code, problems[0].path.as_str()), ("answers-contradict", "/answers/years-in-job"));
}

#[test]
fn every_problem_of_an_application_is_told_at_once() {
    let answers = with(
        no_file(),
        &[("amount", Value::Int(-1)), ("home", text("castle")), ("limit", Value::Int(500)), ("moon", Value::Null)],
    );
    let without_income: Vec<_> = answers.into_iter().filter(|(id, _)| *id != "income").collect();
    let problems = read(&without_income).unwrap_err();
    let mut found: Vec<(&str, &str)> = problems.iter().map(|problem| (problem.code, problem.path.as_str())).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("answer-missing", "/answers/income"),
            ("answer-not-an-option", "/answers/home/value"),
            ("answer-not-asked", "/answers/limit"),
            ("answer-too-low", "/answers/amount/value"),
            ("unknown-question", "/answers/moon"),
        ]
    );
}

fn applied(answers: &[(&'static str, Value)], recourse: &Recourse) -> Decision {
    let ids: Vec<&'static str> = answers.iter().map(|(id, _)| *id).collect();
    let changes: Vec<(&'static str, Value)> = recourse
        .changes
        .iter()
        .map(|change| (*ids.iter().find(|id| **id == change.question).unwrap(), value(&change.to)))
        .collect();
    decided(&with(answers.to_vec(), &changes))
}

#[test]
fn each_recourse_when_applied_does_what_it_says() {
    let mut told = 0;
    for answers in cases() {
        let now = decided(&answers);
        for recourse in &now.recourse {
            told += 1;
            let then = applied(&answers, recourse);
            assert_eq!(rank(then.outcome), recourse.reaches.rank);
            let most = then.offers.iter().map(|offer| offer.principal).max().unwrap_or(0);
            assert_eq!(most, recourse.reaches.principal);
            assert!(rank(then.outcome) > rank(now.outcome) || most >= 8_000_00);
            assert_eq!(recourse.effort, recourse.changes.iter().map(|change| change.effort).sum::<i64>());
        }
    }
    assert!(told > 5, "{told} ways told: too few to mean anything");
}

/// Applicants short of the best, each for another cause.
fn cases() -> Vec<Vec<(&'static str, Value)>> {
    let int = Value::Int;
    vec![
        with(no_file(), &[("years-in-job", int(0)), ("assets", int(0))]),
        with(no_file(), &[("income", int(3_800_00)), ("expenses", int(3_000_00))]),
        with(no_file(), &[("debt", int(30_000_00)), ("home", text("other"))]),
        with(no_file(), &[("repayments", int(3_700_00)), ("expenses", int(2_000_00))]),
        with(has_record(), &[("bill-latest", int(19_900_00)), ("months-paid", int(2))]),
        with(has_record(), &[("months-late", int(1)), ("worst-delay", int(1)), ("latest-delay", int(1))]),
        with(has_record(), &[("months-late", int(4)), ("worst-delay", int(4)), ("latest-delay", int(3))]),
        with(has_record(), &[("expenses", int(6_400_00))]),
        with(has_record(), &[("amount", int(30_000_00)), ("expenses", int(5_000_00))]),
    ]
}

#[test]
fn only_what_can_be_changed_in_truth_is_advised() {
    let pack = pack();
    for answers in cases() {
        for change in decided(&answers).recourse.iter().flat_map(|recourse| &recourse.changes) {
            let question = pack.questions.iter().find(|question| question.id == change.question).unwrap();
            assert!(question.lever.is_some(), "{}", question.id);
            assert!(
                !["income", "birth-date", "student", "months-late", "years-in-job"].contains(&question.id.as_str())
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Same inputs, same bytes; amounts that fit together; principal that sums.
    #[test]
    fn every_decision_holds_together(
        amount in 500_00_i64..=100_000_00,
        term in 1_i64..=24,
        income in 0_i64..=30_000_00,
        expenses in 0_i64..=30_000_00,
        repayments in 0_i64..=10_000_00,
        record in any::<bool>(),
        late in 0_i64..=6,
        years in 0_i64..=10,
        assets in 0_i64..=500_000_00,
    ) {
        let start = if record { has_record() } else { no_file() };
        let mut changes = vec![("amount", Value::Int(amount)), ("term", Value::Int(term)), ("income", Value::Int(income)),
            ("expenses", Value::Int(expenses)), ("repayments", Value::Int(repayments))];
        if record {
            changes.push(("months-late", Value::Int(late)));
            if late > 0 {
                changes.extend([("worst-delay", Value::Int(late)), ("latest-delay", Value::Int(late - 1))]);
            }
        } else {
            changes.extend([("years-in-job", Value::Int(years)), ("assets", Value::Int(assets))]);
        }
        let answers = with(start, &changes);
        let (market, pack) = (market(), pack());
        let application = read_application(&application_json(&answers), market, pack, today()).unwrap();
        let decision = decide(market, pack, &application, today());
        prop_assert_eq!(canonical(&decision.write()), canonical(&decide(market, pack, &application, today()).write()));
        prop_assert!(decision.reasons.len() <= 4);
        let open = matches!(decision.outcome, Outcome::Likely | Outcome::Possible);
        prop_assert!(!open || !decision.offers.is_empty());
        prop_assert!(decision.outcome != Outcome::NotYet || decision.offers.is_empty());
        for offer in &decision.offers {
            let plan = &offer.schedule;
            prop_assert_eq!(plan.principal.iter().sum::<i64>(), offer.principal);
            prop_assert_eq!(plan.balance.last(), Some(&0));
            prop_assert_eq!(offer.total, offer.principal + plan.interest.iter().sum::<i64>() + plan.fees.iter().sum::<i64>());
            prop_assert_eq!(offer.cost, offer.total - offer.disbursed);
            prop_assert!(offer.principal <= amount);
            prop_assert!(offer.burden <= decision.capacity.as_ref().unwrap().instalment);
            prop_assert!(offer.yearly_cost.against_caps().e12() <= 240_000_000_000);
            prop_assert!(offer.yearly_cost.against_caps().e12() >= offer.rate.0 * 1_000_000 * 99 / 100);
        }
    }
}

/// Answers up to a refusal that nothing lifts are an application; the rule is all that it comes to.
#[test]
fn a_refusal_for_good_needs_no_further_answers() {
    let barred = [
        (vec![("birth-date", text("2010-01-01"))], "below-minimum-age"),
        (vec![("purpose", text("securities"))], "cn-purpose-microloan"),
        (vec![("purpose", text("consumption")), ("student", Value::Bool(true))], "cn-student-microloan"),
    ];
    for (answers, rule) in barred {
        let application = read(&answers).unwrap();
        let decision = decide(market(), pack(), &application, today());
        assert_eq!(decision.outcome, Outcome::NotYet);
        assert_eq!(decision.findings.iter().map(|finding| finding.rule.as_str()).collect::<Vec<_>>(), [rule]);
        assert_eq!(decision.reasons.iter().map(|reason| reason.code.as_str()).collect::<Vec<_>>(), [rule]);
        assert_eq!((decision.score, decision.pd, decision.capacity), (None, None, None));
        assert!(decision.recourse.is_empty() && decision.not_offered.is_empty());
    }
}

/// Who is refused for good is not scored, whatever else was answered.
#[test]
fn further_answers_change_nothing_where_a_rule_refuses_for_good() {
    let mut answers = support::no_file();
    answers.retain(|(id, _)| *id != "student");
    answers.push(("student", Value::Bool(true)));
    let decision = decide(market(), pack(), &read(&answers).unwrap(), today());
    assert_eq!((decision.outcome, decision.score), (Outcome::NotYet, None));
}

/// A rule that a change within the applicant's power could lift ends nothing.
#[test]
fn a_refusal_that_a_lever_could_lift_needs_all_answers() {
    let answers = [("income", Value::Int(3_000_00)), ("repayments", Value::Int(1_700_00))];
    assert!(read(&answers).is_err());
    let answers = [("income", Value::Int(3_000_00)), ("repayments", Value::Int(2_900_00))];
    assert!(read(&answers).is_ok());
}
