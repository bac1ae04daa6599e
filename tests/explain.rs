//! Why: reasons as Regulation B describes them, on cases worked by hand.
//!
//! Ten applicants, their points on a base of 500, and a cut-off of 580:
//!
//! | applicant | years | income | amount | score |
//! | --- | --- | --- | --- | --- |
//! | A | 0 | 0 | 4 | 504 |
//! | B | 0 | 32 | 4 | 536 |
//! | C | 20 | 0 | 24 | 544 |
//! | G | 44 | 32 | 4 | 580 |
//! | E | 44 | 0 | 40 | 584 |
//! | D | 20 | 48 | 24 | 592 |
//! | L | 20 | 32 | 40 | 592 |
//! | H | 44 | 32 | 24 | 600 |
//! | I | 44 | 48 | 24 | 616 |
//! | J | 44 | 48 | 40 | 632 |
//!
//! Mean of all: years 280 ÷ 10 = 28, income 272 ÷ 10 = 27.2, so 27, amount 228 ÷ 10 = 22.8, so 23.
//! At or slightly above the cut-off are G, E, D and L: years 128 ÷ 4 = 32, income 112 ÷ 4 = 28, amount 108 ÷ 4 = 27.
//! (12 CFR 1002, Supplement I, comment 9(b)(2)-5 (i) allows both.)
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

#[path = "parity/rows.rs"]
mod rows;
mod support;

use kaimen::characteristic::Facts;
use kaimen::date::Date;
use kaimen::decision::decide;
use kaimen::explain::{Reason, points_given, reasons};
use kaimen::form::read_application;
use kaimen::json::{Hashed, Value, parse};
use kaimen::market::{ReasonsRule, Reference};
use kaimen::pack::{Pack, read_pack};
use kaimen::score::{Against, Contribution, scored};
use support::{application_json, at, json, market, pack, text, today};

const MODEL: &str = r#"{
  "schema": "kaimen/model@1", "id": "one", "basePoints": 500,
  "scale": { "baseScore": 600, "baseOdds": 30, "pdo": 20 },
  "characteristics": [
    { "id": "years", "derivation": { "kind": "answer", "of": "years" }, "trend": "ascending",
      "meanPoints": 28, "neutralPoints": 24, "attributes": [
        { "bin": { "kind": "range", "to": 1 }, "points": 0 }, { "bin": { "kind": "range", "from": 1, "to": 5 }, "points": 20 },
        { "bin": { "kind": "range", "from": 5 }, "points": 44 }, { "bin": { "kind": "other" }, "points": 28 }] },
    { "id": "income", "derivation": { "kind": "answer", "of": "income" }, "trend": "ascending",
      "meanPoints": 27, "neutralPoints": 26, "attributes": [
        { "bin": { "kind": "range", "to": 300000 }, "points": 0 }, { "bin": { "kind": "range", "from": 300000, "to": 600000 }, "points": 32 },
        { "bin": { "kind": "range", "from": 600000 }, "points": 48 }, { "bin": { "kind": "other" }, "points": 27 }] },
    { "id": "amount", "derivation": { "kind": "answer", "of": "amount" }, "trend": "descending",
      "meanPoints": 23, "neutralPoints": 22, "attributes": [
        { "bin": { "kind": "range", "to": 1000000 }, "points": 40 }, { "bin": { "kind": "range", "from": 1000000, "to": 2000000 }, "points": 24 },
        { "bin": { "kind": "range", "from": 2000000 }, "points": 4 }, { "bin": { "kind": "other" }, "points": 23 }] }],
  "calibration": [
    { "fromScore": 500, "score": 528, "pdPpm": 400000, "lowPpm": 350000, "highPpm": 450000, "rows": 3, "meanPoints": [7, 11, 11] },
    { "fromScore": 580, "score": 587, "pdPpm": 200000, "lowPpm": 180000, "highPpm": 220000, "rows": 4, "meanPoints": [32, 28, 27] },
    { "fromScore": 600, "score": 616, "pdPpm": 50000, "lowPpm": 40000, "highPpm": 60000, "rows": 3, "meanPoints": [44, 43, 29] }],
  "card": { "source": "none: a test", "licence": "none", "period": "none", "target": "none", "rows": 10, "bads": 2,
    "heldOutRows": 0, "heldOutBads": 0, "method": "none", "dropped": [], "information": [], "metrics": [],
    "adverseImpact": [], "limits": [] }
}"#;

/// The pack of ten applicants; scores from about 580 have a probability of at most `cut_off` parts per million.
fn ten(cut_off: i64) -> Hashed<Pack> {
    let pack = at(json("src/web/tests/pack.json"), "/models/0", parse(MODEL).unwrap());
    let pack = at(pack, "/segments", parse(r#"[{"id": "all", "model": "one"}]"#).unwrap());
    read_pack(&at(pack, "/tiers/0/maxPdPpm", Value::Int(cut_off)), market()).unwrap()
}

/// The reasons of an applicant of so many years, income and amount, by code and points lost.
fn lost(reference: Reference, years: i64, income: i64, amount: i64) -> Vec<(String, i64)> {
    let pack = ten(300_000);
    let answers = [
        ("amount", Value::Int(amount)),
        ("term", Value::Int(12)),
        ("purpose", text("consumption")),
        ("birth-date", text("1990-01-01")),
        ("income", Value::Int(income)),
        ("works", Value::Bool(true)),
        ("years", Value::Int(years)),
        ("zhima-score", Value::Null),
    ];
    let application = read_application(&application_json(&answers), market(), &pack, today()).unwrap();
    let facts = Facts::new(application.answers(), &pack.characteristics, today());
    let scored = scored(&pack, &facts).unwrap();
    said(&reasons(&rule(reference), &[], &scored.contributions, None, &[], false))
}

fn rule(reference: Reference) -> ReasonsRule {
    ReasonsRule { reference, ..market().reasons.clone() }
}

fn said(reasons: &[Reason]) -> Vec<(String, i64)> {
    reasons.iter().map(|reason| (reason.code.clone(), reason.points_lost.unwrap())).collect()
}

fn check(found: Vec<(String, i64)>, expected: &[(&str, i64)]) {
    let expected: Vec<(String, i64)> = expected.iter().map(|(code, lost)| ((*code).into(), *lost)).collect();
    assert_eq!(found, expected);
}

/// C has 20, 0 and 24. The mean of all is 28, 27 and 23: 8 and 27 below, amount 1 above.
#[test]
fn below_the_mean_of_all_applicants() {
    check(lost(Reference::Mean, 2, 2_000_00, 15_000_00), &[("income", 27), ("years", 8)]);
}

/// Just above the cut-off the mean is 32, 28 and 27: C is 12, 28 and 3 below; B, with 0, 32 and 4, is 32 and 23 below.
#[test]
fn below_the_mean_of_those_just_above_the_cut_off() {
    check(lost(Reference::AboveCutOff, 2, 2_000_00, 15_000_00), &[("income", 28), ("years", 12), ("amount", 3)]);
    check(lost(Reference::AboveCutOff, 0, 4_000_00, 25_000_00), &[("years", 32), ("amount", 23)]);
}

/// The most is 44, 48 and 40: C is 24, 48 and 16 below.
#[test]
fn below_the_most_that_can_be_given() {
    check(lost(Reference::Maximum, 2, 2_000_00, 15_000_00), &[("income", 48), ("years", 24), ("amount", 16)]);
}

/// Without weight of evidence it would be 24, 26 and 22: C is 4 and 26 below, amount 2 above.
#[test]
fn below_what_says_neither_good_nor_bad() {
    check(lost(Reference::Neutral, 2, 2_000_00, 15_000_00), &[("income", 26), ("years", 4)]);
}

/// An applicant of 44, 32 and 24 is 16 below the most twice: the model's order decides, whichever way it is asked.
#[test]
fn equal_losses_stand_in_the_order_of_the_model() {
    check(lost(Reference::Maximum, 9, 4_000_00, 15_000_00), &[("income", 16), ("amount", 16)]);
}

/// With a cut-off of 10 %, only the band from 600 passes; its means are 44, 43 and 29.
#[test]
fn the_cut_off_is_where_the_tiers_put_it() {
    let pack = ten(100_000);
    let answers = kaimen::application::Answers::default();
    let scored = scored(&pack, &Facts::new(&answers, &[], today())).unwrap();
    let above: Vec<i64> = scored.contributions.iter().map(|one| one.against.above_cut_off).collect();
    assert_eq!(above, [44, 43, 29]);
}

/// What is explained is contributions, wherever they come from: here the shares of no points table at all.
#[test]
fn at_most_four_are_told_of_any_contributions() {
    let answers = kaimen::application::Answers::default();
    let mut scored = scored(pack(), &Facts::new(&answers, &[], today())).unwrap();
    let against = Against { maximum: 90, mean: 0, neutral: 0, above_cut_off: 10 };
    let shares = [("a", -7), ("b", 12), ("c", -30), ("d", -7), ("e", -1), ("f", -2)];
    scored.contributions = shares.map(|(id, points)| Contribution { id, points, against, expert: false }).into();
    let told = |reference| said(&reasons(&rule(reference), &[], &scored.contributions, None, &[], false));
    check(told(Reference::Mean), &[("c", 30), ("a", 7), ("d", 7), ("f", 2)]);
    check(told(Reference::AboveCutOff), &[("c", 40), ("a", 17), ("d", 17), ("f", 12)]);
}

/// On every application of `tests/parity`: the sum of contributions is the score, reasons are at most four, the furthest
/// first, and each says by how much the contribution is below its reference.
#[test]
fn the_sum_of_contributions_is_the_score() {
    let mut scored = 0;
    for case in rows::cases() {
        let day = Date::parse(case.today).unwrap();
        let application = read_application(&case.application, market(), pack(), day).unwrap();
        let decision = decide(market(), pack(), &application, day);
        let Some(score) = &decision.score else { continue };
        scored += 1;
        let sum: i64 = decision.points.iter().map(|given| given.points).sum();
        assert_eq!(decision.base_points.unwrap() + sum, score.points, "{}", case.from);
        let lost: Vec<i64> = decision.reasons.iter().filter_map(|reason| reason.points_lost).collect();
        assert!(decision.reasons.len() <= 4 && lost.windows(2).all(|pair| pair[0] >= pair[1]), "{}", case.from);
        for reason in decision.reasons.iter().filter(|reason| reason.points_lost.is_some()) {
            let given = decision.points.iter().find(|given| given.characteristic == reason.code).unwrap();
            assert_eq!(reason.points_lost, Some(given.reference - given.points), "{}", case.from);
        }
    }
    assert!(scored > 150, "{scored}");
}

#[test]
fn the_reference_of_the_market_is_the_one_that_is_told() {
    let answers = kaimen::application::Answers::default();
    let scored = scored(pack(), &Facts::new(&answers, &[], today())).unwrap();
    for reference in Reference::ALL {
        for (given, one) in points_given(*reference, &scored).iter().zip(&scored.contributions) {
            let expected = match reference {
                Reference::Maximum => one.against.maximum,
                Reference::Mean => one.against.mean,
                Reference::Neutral => one.against.neutral,
                Reference::AboveCutOff => one.against.above_cut_off,
            };
            assert_eq!((given.reference, given.characteristic.as_str()), (expected, one.id));
        }
    }
}
