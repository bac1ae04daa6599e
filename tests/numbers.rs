//! Each number of a decision against one that was worked out by hand or by a second program: a small market and a small
//! pack, one thing changed at a time.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

mod support;

use kaimen::cap::CapStatus;
use kaimen::decision::{Decision, Outcome, Warning, decide};
use kaimen::form::read_application;
use kaimen::json::{Value, parse};
use kaimen::market::{Effect, read_market};
use kaimen::pack::read_pack;
use kaimen::product::Offer;
use kaimen::rate::Ppm;
use support::{application_json, at, json, text, today, with};

/// Everything that one of these decisions hangs on.
struct Case {
    market: Value,
    pack: Value,
    answers: Vec<(&'static str, Value)>,
}

impl Case {
    /// No law limits anything, the loan costs nothing, and 12,000.00 can be carried twice over.
    fn new() -> Case {
        let lists = ["rateCaps", "amountLimits", "termLimits", "barredPurposes", "structure"];
        let bare = |market, list: &str| at(market, &format!("/{list}"), Value::List(Vec::new()));
        Case {
            market: lists.iter().fold(json("www/markets/cn.json"), |market, list| bare(market, list)),
            pack: json("tests/numbers/pack.json"),
            answers: vec![
                ("amount", Value::Int(12_000_00)),
                ("term", Value::Int(12)),
                ("purpose", text("consumption")),
                ("birth-date", text("1990-05-17")),
                ("income", Value::Int(100_000_00)),
                ("expenses", Value::Int(0)),
                ("repayments", Value::Int(0)),
                ("since", text("2020-01-01")),
                ("x", Value::Int(600)),
            ],
        }
    }

    fn pack(self, pointer: &str, value: &str) -> Case {
        Case { pack: at(self.pack, pointer, parse(value).unwrap()), ..self }
    }

    fn market(self, pointer: &str, value: &str) -> Case {
        Case { market: at(self.market, pointer, parse(value).unwrap()), ..self }
    }

    fn answer(self, id: &'static str, value: Value) -> Case {
        Case { answers: with(self.answers, &[(id, value)]), ..self }
    }

    fn decided(&self) -> Decision {
        let market = read_market(&self.market).unwrap_or_else(|problems| panic!("{problems:?}"));
        let pack = read_pack(&self.pack, &market).unwrap_or_else(|problems| panic!("{problems:?}"));
        let application = read_application(&application_json(&self.answers), &market, &pack, today());
        decide(&market, &pack, &application.unwrap_or_else(|problems| panic!("{problems:?}")), today())
    }

    /// The one loan that is offered.
    fn offer(&self) -> Offer {
        let mut offers = self.decided().offers;
        assert_eq!(offers.len(), 1);
        offers.remove(0)
    }

    /// What keeps the one product from being offered.
    fn obstacle(&self) -> &'static str {
        let decision = self.decided();
        assert!(decision.offers.is_empty());
        decision.not_offered[0].obstacle.word()
    }
}

/// A cap on the yearly cost by a rule of this confidence.
fn cap(ppm: i64, confidence: &str) -> String {
    format!(
        r#"[{{ "rule": {}, "scope": {{}}, "measure": "yearly-cost",
               "limit": {{ "kind": "fixed", "ratePpm": {ppm} }}, "effect": "block" }}]"#,
        rule(confidence)
    )
}

fn rule(confidence: &str) -> String {
    format!(r#"{{ "id": "r", "cite": ["CN-01"], "confidence": "{confidence}", "from": "2020-01-01" }}"#)
}

/// Within a millionth of a per cent.
fn near(e12: i64, expected: i64) {
    assert!(e12.abs_diff(expected) < 10_000, "{e12}, expected {expected}");
}

/// 12,000.00 for twelve payments of 1,000.00 and a fee of 10.00. By bisection in forty decimal digits:
/// `Σ 1010 / (1 + i)^k = 12000` has `i` = 0.001534149906915…, so 12·i = 0.018409798882985… and
/// (1 + i)^12 − 1 = 0.018565934659546…
#[test]
fn fees_are_part_of_the_yearly_cost() {
    let fee = r#"[{ "id": "f", "kind": "service", "when": "each-instalment", "of": "principal", "sharePpm": 0, "fixedMinor": 1000 }]"#;
    let offer = Case::new().pack("/products/0/fees", fee).offer();
    assert_eq!((offer.instalment, offer.fees, offer.total), (1_010_00, 120_00, 12_120_00));
    near(offer.yearly_cost.nominal.e12(), 18_409_798_883);
    near(offer.yearly_cost.effective.unwrap().e12(), 18_565_934_660);
    assert_eq!(Case::new().offer().yearly_cost.effective.unwrap().e12(), 0);
}

/// 12,000.00 from 23 November to 23 December at 18.25 %: thirty days at 0.05 % are 180.00, so 1.015 comes back for 1.
/// Thirty days are 30/365 of a year: 1.015^(365/30) − 1 = 0.198588704804825… (and not 1.015^12 − 1 = 0.195618…).
fn thirty_days() -> Case {
    Case::new()
        .pack("/products/0/repayment", r#"{ "kind": "day-interest" }"#)
        .pack("/products/0/dayCount", r#""act-365""#)
        .pack("/products/0/terms", "[1]")
        .pack("/products/0/price/minPpm", "182500")
}

#[test]
fn days_count_as_365ths_of_a_year() {
    let offer = thirty_days().offer();
    assert_eq!((offer.rate, offer.interest, offer.total), (Ppm(182_500), 180_00, 12_180_00));
    near(offer.yearly_cost.effective.unwrap().e12(), 198_588_704_805);
    // 12 · (1.015^(365/360) − 1).
    near(offer.yearly_cost.nominal.e12(), 182_518_917_377);
}

/// All of it is due in a month: a month has to carry all of it.
#[test]
fn what_is_repaid_at_once_has_to_be_carried_at_once() {
    assert_eq!(thirty_days().offer().burden, 12_180_00);
    // Half of 20,000.00 is 10,000.00: what comes back with 150.00 of interest for 10,000.00 is more.
    let tight = thirty_days().answer("income", Value::Int(20_000_00));
    assert_eq!(tight.offer().principal, 9_800_00);
    let owed = |principal: i64| principal * 1_015 / 1_000;
    assert!(owed(9_900_00) > 10_000_00 && owed(9_800_00) <= 10_000_00);
}

/// At 1.5 % a month 12·i is 18 % and (1 + i)^12 − 1 is 19.5618 %.
#[test]
fn caps_are_held_against_the_greater_reading() {
    let at = |ppm| Case::new().pack("/products/0/price/minPpm", "180000").market("/rateCaps", &cap(ppm, "high"));
    assert_eq!(at(190_000).obstacle(), "cost-over-cap");
    assert_eq!(at(195_500).obstacle(), "cost-over-cap");
    assert_eq!(at(195_700).offer().caps[0].status, CapStatus::Within);
}

/// Half of 10,000.00 is 5,000.00, of which other loans take 4,000.00; 6,000.00 would be left over.
#[test]
fn what_other_loans_take_is_taken_from_what_can_be_carried() {
    let case = Case::new().answer("income", Value::Int(10_000_00)).answer("repayments", Value::Int(4_000_00));
    let capacity = case.decided().capacity.unwrap();
    assert_eq!((capacity.instalment, capacity.disposable, capacity.dti), (1_000_00, 6_000_00, Some(Ppm(400_000))));
    // 500.00 by half of the income, but only 100.00 are left over.
    let spent = Case::new()
        .answer("income", Value::Int(9_000_00))
        .answer("repayments", Value::Int(4_000_00))
        .answer("expenses", Value::Int(4_900_00));
    assert_eq!(spent.decided().capacity.unwrap().instalment, 100_00);
}

/// 10 % of 45 % is 4.5 %: with 8 % it is 12.5 %. By steps of a tenth of a per cent 4.55 % become 12.6 %.
#[test]
fn the_price_covers_the_expected_loss() {
    let at = |lgd| Case::new().pack("/products/0/price/basePpm", "80000").pack("/products/0/price/lgdPpm", lgd);
    assert_eq!(at("450000").offer().rate, Ppm(125_000));
    assert_eq!(at("455000").offer().rate, Ppm(126_000));
    // However little the loss is above 4.5 %, it is covered.
    assert_eq!(at("450001").offer().rate, Ppm(126_000));
    assert_eq!(at("0").offer().rate, Ppm(80_000));
    assert_eq!(at("450000").pack("/products/0/price/maxPpm", "124999").obstacle(), "price-over-maximum");
}

#[test]
fn no_more_is_lent_than_the_law_allows() {
    let limit = |confidence| format!(r#"[{{ "rule": {}, "scope": {{}}, "maxMinor": 500050 }}]"#, rule(confidence));
    assert_eq!(Case::new().offer().principal, 12_000_00);
    assert_eq!(Case::new().market("/amountLimits", &limit("high")).offer().principal, 5_000_00);
    assert_eq!(Case::new().market("/amountLimits", &limit("low")).offer().principal, 12_000_00);
}

#[test]
fn no_longer_is_lent_than_the_law_allows() {
    let limit = |bullet, confidence| {
        format!(r#"[{{ "rule": {}, "scope": {{}}, "bulletOnly": {bullet}, "maxMonths": 11 }}]"#, rule(confidence))
    };
    assert_eq!(Case::new().market("/termLimits", &limit(false, "high")).obstacle(), "term-barred");
    assert_eq!(Case::new().market("/termLimits", &limit(true, "high")).offer().term.periods, 12);
    assert_eq!(Case::new().market("/termLimits", &limit(false, "low")).offer().term.periods, 12);
}

#[test]
fn what_is_not_sure_informs_and_does_not_block() {
    let dear = |confidence| {
        Case::new().pack("/products/0/price/minPpm", "180000").market("/rateCaps", &cap(10_000, confidence))
    };
    let low = dear("low").offer();
    assert_eq!((low.caps[0].status, low.caps[0].effect), (CapStatus::Over, Effect::Inform));
    let purpose = |confidence| {
        let barred = format!(r#"[{{ "rule": {}, "scope": {{}}, "purposes": ["consumption"] }}]"#, rule(confidence));
        Case::new().market("/barredPurposes", &barred).decided()
    };
    assert_eq!((purpose("low").outcome, purpose("low").findings.len()), (Outcome::Likely, 0));
    assert_eq!((purpose("high").outcome, purpose("high").findings.len()), (Outcome::NotYet, 1));
}

/// 10 % is in the tier up to 15 %; an interval to 16 % reaches into the next.
#[test]
fn an_interval_over_a_line_is_only_possible() {
    let at = |high| Case::new().pack("/models/0/calibration/1/highPpm", high).decided();
    let (sure, unsure) = (at("150000"), at("160000"));
    assert_eq!(sure.outcome, Outcome::Likely);
    assert!(!sure.warnings.contains(&Warning::RangeStraddlesCutOff));
    assert_eq!((unsure.outcome, unsure.tier.as_deref()), (Outcome::Possible, Some("a")));
    assert!(unsure.warnings.contains(&Warning::RangeStraddlesCutOff));
    // 20 % is past the line, but its interval begins at 15 %.
    let other = Case::new().answer("x", Value::Int(0));
    assert_eq!(other.decided().outcome, Outcome::NotYet);
    let reaching = other.pack("/models/0/calibration/0/lowPpm", "150000").decided();
    assert_eq!((reaching.outcome, reaching.tier.as_deref()), (Outcome::Possible, Some("a")));
}

#[test]
fn no_more_is_owed_to_the_lender_than_it_allows() {
    assert_eq!(Case::new().pack("/capacity/maxExposureMinor", "305000").offer().principal, 3_000_00);
    assert_eq!(Case::new().pack("/capacity/maxExposureMinor", "99999").obstacle(), "amount-below-minimum");
}

/// Two characteristics by judgement of eight points each, and twelve are allowed: the second gives four.
#[test]
fn judgement_moves_the_score_no_further_than_its_limit() {
    let expert = |points: i64| {
        let one = |id: &str| {
            format!(
                r#"{{ "id": "{id}", "derivation": {{ "kind": "answer", "of": "x" }}, "trend": "none", "meanPoints": 0, "neutralPoints": 0,
                      "attributes": [{{ "bin": {{ "kind": "other" }}, "points": {points} }}] }}"#
            )
        };
        format!(r#"{{ "limitPoints": 12, "basis": "a test", "characteristics": [{}, {}] }}"#, one("x"), one("y"))
    };
    let scored = |points| {
        let decision = Case::new().pack("/segments/0/expert", &expert(points)).decided();
        let given: Vec<i64> = decision.points.iter().map(|given| given.points).collect();
        (decision.score.unwrap().points, given)
    };
    assert_eq!(scored(8), (112, vec![100, 8, 4]));
    assert_eq!(scored(-8), (88, vec![100, -8, -4]));
    assert_eq!(scored(6), (112, vec![100, 6, 6]));
}

/// The rule holds from the day on which the month is full.
#[test]
fn months_are_full_on_their_day() {
    let fires = |since: &str| {
        let rule = r#"[{ "id": "rule", "effect": "knock-out", "when": { "kind": "compare",
            "left": { "kind": "months-since", "of": "since" }, "is": "at-least", "right": { "kind": "constant", "value": 6 } } }]"#;
        !Case::new().pack("/policy", rule).answer("since", text(since)).decided().findings.is_empty()
    };
    assert!(fires("2026-05-23"));
    assert!(!fires("2026-05-24"));
}

/// Two thirds are 666,667 parts of a million, and half a part counts as one.
#[test]
fn ratios_are_rounded_half_up() {
    let fires = |of: i64, by: i64, equal: i64| {
        let rule = format!(
            r#"[{{ "id": "rule", "effect": "referral", "when": {{ "kind": "compare", "left": {{ "kind": "ratio",
                 "of": {{ "kind": "constant", "value": {of} }}, "by": {{ "kind": "constant", "value": {by} }} }},
                 "is": "equal", "right": {{ "kind": "constant", "value": {equal} }} }} }}]"#
        );
        Case::new().pack("/policy", &rule).decided().findings.len() == 1
    };
    assert!(fires(2, 3, 666_667) && fires(1, 3, 333_333));
    assert!(fires(1, 2_000_000, 1) && fires(3, 2_000_000, 2));
}

/// 1,000.00 at 1 % a month in three payments: 1000·0.01/(1 − 1.01⁻³) = 340.022…; interest is 10.00 on 1,000.00, 6.70 on
/// 669.98 and 3.37 on 336.66, and the last payment takes the rest.
#[test]
fn interest_is_on_what_is_still_owed() {
    let case = Case::new().pack("/products/0/terms", "[3]").pack("/products/0/price/minPpm", "120000");
    let schedule = case.answer("amount", Value::Int(1_000_00)).offer().schedule;
    assert_eq!(schedule.interest, [10_00, 6_70, 3_37]);
    assert_eq!(schedule.principal, [330_02, 333_32, 336_66]);
    assert_eq!(schedule.balance, [669_98, 336_66, 0]);
}
