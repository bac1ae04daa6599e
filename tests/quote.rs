//! Offers that were published, worked out by hand, through the engine and the command line.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

mod support;

use kaimen::cap::CapStatus;
use kaimen::json::{Problem, Value, Write, canonical, parse};
use kaimen::market::read_market;
use kaimen::money::{Rounding, scaled};
use kaimen::quote::{Assumption, Certainty, LawStanding, QuoteCheck, QuoteWarning, check_quote, read_quote};
use proptest::prelude::*;
use std::process::{Command, Output, Stdio};
use support::market;

/// A quote of China's market; `rest` are its further keys.
fn document(rest: &str) -> Value {
    parse(&format!(r#"{{"schema": "kaimen/quote@1", "market": "CN", {rest}}}"#)).unwrap()
}

fn answered(rest: &str) -> Result<QuoteCheck, Vec<Problem>> {
    read_quote(&document(rest)).and_then(|quote| check_quote(market(), &quote))
}

/// The same with monthly payments from 23 November 2026 on.
fn monthly(amounts: &str, count: u32, payment: i64) -> QuoteCheck {
    let payback = format!(
        r#""payback": {{"kind": "regular", "count": {count}, "paymentMinor": {payment}, "every": {{"count": 1, "unit": "month"}}}}"#
    );
    answered(&format!(r#""start": "2026-11-23", {amounts}, {payback}"#)).unwrap()
}

/// One payment some days after 23 November 2026.
fn after_days(amounts: &str, days: u32, payment: i64) -> QuoteCheck {
    let payback = format!(
        r#""payback": {{"kind": "regular", "count": 1, "paymentMinor": {payment}, "every": {{"count": {days}, "unit": "day"}}}}"#
    );
    answered(&format!(r#""start": "2026-11-23", {amounts}, {payback}"#)).unwrap()
}

/// Per cent with two decimals, as published.
fn hundredths(e12: i64) -> i64 {
    (e12 + 50_000_000) / 100_000_000
}

fn nominal(check: &QuoteCheck) -> i64 {
    hundredths(check.rates.as_ref().unwrap().yearly.nominal.e12())
}

fn effective(check: &QuoteCheck) -> i64 {
    hundredths(check.rates.as_ref().unwrap().yearly.effective.unwrap().e12())
}

/// What always holds of an answer.
fn whole(check: &QuoteCheck) {
    let parts = &check.parts;
    let repaid: i64 = parts.principal.iter().sum();
    let interest: i64 = parts.interest.iter().sum();
    let fees: i64 = parts.fees.iter().sum();
    assert_eq!(repaid + interest + fees + check.upfront, check.total);
    assert_eq!(check.cost, check.total - check.received);
    if check.cost >= check.upfront + fees {
        assert_eq!((repaid, parts.balance.last()), (check.received, Some(&0)));
    }
    let all = parts.principal.iter().chain(&parts.interest).chain(&parts.fees).chain(&parts.balance);
    assert!(all.copied().all(|part| part >= 0), "{parts:?}");
}

/// China Merchants Bank, card instalments (y21.com.cn, 19 April 2021): 10,000 in 12, "0.66 % a month", 899.33 a month.
/// By hand: 12 · 899.33 − 10,000 = 791.96; the page's flows have a monthly rate of 1.1926 %, twelve times which is 14.31 %.
#[test]
fn a_monthly_fee_is_nearly_twice_itself() {
    let check = monthly(r#""receivedMinor": 1000000"#, 12, 899_33);
    whole(&check);
    assert_eq!((nominal(&check), check.cost, check.cost_share), (14_31, 791_96, Some(79_196)));
    let quoted = check.flat.unwrap();
    assert_eq!((hundredths(quoted.month.e12()), hundredths(quoted.year.e12())), (66, 7_92));
    assert_eq!(check.assumed, [Assumption::AmountIsReceived, Assumption::NoFees, Assumption::FirstAfterOnePeriod]);
}

/// miantaihao.com/cfxy/28914: 10,000 in 12 at "0.6 % a month", 893.33 a month: 13.03 %. From the rate alone the flows are
/// the same, but for the last, which takes the four fen of rounding.
#[test]
fn a_rate_that_was_named_is_flat_where_nothing_else_was_said() {
    let named = r#""start": "2026-11-23", "amountMinor": 1000000, "payback": {"kind": "rate", "ratePpm": 6000,
        "per": "month", "count": 12, "every": {"count": 1, "unit": "month"}}"#;
    let check = answered(named).unwrap();
    whole(&check);
    assert_eq!((nominal(&check), check.total), (13_03, 10_720_00));
    assert!(check.assumed.contains(&Assumption::FlatRate));
    assert_eq!(nominal(&monthly(r#""receivedMinor": 1000000"#, 12, 893_33)), 13_03);
}

/// 21xqjy.com's example with its slip mended: 100,000 at 6 %, 2,000 kept back, 12 payments of 8,606.64: 9.80 %.
/// By hand: what counts is 98,000, and its payments are 98 % of those: 101,214.09, 3,214.09 of it interest.
#[test]
fn money_kept_back_raises_the_rate_and_does_not_count() {
    let check = monthly(r#""amountMinor": 10000000, "receivedMinor": 9800000"#, 12, 8_606_64);
    whole(&check);
    assert_eq!((nominal(&check), check.kept_back, check.kept_back_share.0), (9_80, 2_000_00, 20_000));
    let deduction = check.deduction.unwrap();
    assert_eq!((deduction.principal, deduction.interest), (98_000_00, 3_214_09));
    assert_eq!(deduction.beyond, 12 * 8_606_64 - 98_000_00 - 3_214_09);
    assert_eq!(deduction.cite, ["CN-10", "CN-14"]);
    assert!(check.warnings.contains(&QuoteWarning::KeptBack));
    let fee = r#""amountMinor": 10000000, "fees": [{"when": "kept-back", "minor": 200000}]"#;
    assert_eq!(monthly(fee, 12, 8_606_64).rates, check.rates);
}

/// Banco Central do Brasil, CET: 1,000 less a fee of 50 and a tax of 10, five payments of 205.73: 43.93 % a year, 3.08 % a
/// month.
#[test]
fn fees_kept_back_by_a_brazilian_lender() {
    let fees = r#""fees": [{"when": "kept-back", "minor": 5000}, {"when": "kept-back", "minor": 1000}]"#;
    let check = monthly(&format!(r#""amountMinor": 100000, {fees}"#), 5, 205_73);
    whole(&check);
    assert_eq!((effective(&check), check.received), (43_93, 940_00));
    assert_eq!(hundredths(check.rates.unwrap().month.unwrap().e12()), 3_08);
}

/// RBL Bank, key facts statement: 47,000 less 1,386.50, 24 payments of 2,415.14: 24.16 %, which the printed
/// payments miss by less than a hundredth.
#[test]
fn a_processing_fee_with_its_tax() {
    let check = monthly(r#""amountMinor": 4700000, "receivedMinor": 4561350"#, 24, 2_415_14);
    whole(&check);
    assert!((nominal(&check) - 24_16).abs() <= 1);
    assert_eq!(check.kept_back, 1_386_50);
}

/// Reserve Bank of India, circular of 15 April 2024, annex B: 20,000, fees of 400, 24 payments of 970, 23,280 in all.
/// With the printed payments the rate is 17.10 %; the annex's 17.07 % needs payments that are not whole.
#[test]
fn the_illustration_of_a_key_facts_statement() {
    let check = monthly(r#""amountMinor": 2000000, "fees": [{"when": "kept-back", "minor": 40000}]"#, 24, 970_00);
    whole(&check);
    assert_eq!((nominal(&check), check.total), (17_10, 23_280_00));
}

/// loanup.com, a lender's disclosures: a fee of 10 on 100 for 7 days is 521.43 % a year, for 14 days 260.71 %; 20 for 7
/// days 1,042.86 %; 30 for 2 days 5,475 %. All simple. Compound, the last is more than can be kept.
#[test]
fn payday_loans_have_their_simple_rate() {
    for (fee, days, expected) in [(10_00, 7, 521_43), (10_00, 14, 260_71), (20_00, 7, 1_042_86), (30_00, 2, 5_475_00)] {
        let check = after_days(r#""receivedMinor": 10000"#, days, 100_00 + fee);
        whole(&check);
        assert_eq!(check.flat.map(|flat| hundredths(flat.year.e12())), Some(expected));
        assert_eq!(check.rates.is_none(), check.warnings.contains(&QuoteWarning::RateTooGreat));
    }
}

/// Weilidai (微粒贷), as read at 18959089220.com: 0.05 % a day, 10,000 cost 5.00 a day, 150.00 for thirty days.
/// By hand: 1.015^(365/30) − 1 = 19.86 %; the month of 365/12 days bears 1.5211 %, twelve times which is 18.25 %.
#[test]
fn day_interest_for_thirty_days() {
    let named = r#""start": "2026-11-23", "amountMinor": 1000000, "payback": {"kind": "rate", "ratePpm": 500,
        "per": "day", "form": "bullet", "count": 1, "every": {"count": 30, "unit": "day"}}"#;
    let check = answered(named).unwrap();
    whole(&check);
    assert_eq!((check.total, effective(&check), nominal(&check)), (10_150_00, 19_86, 18_25));
    assert_eq!(check.flat.map(|flat| hundredths(flat.day.e12() * 100)), Some(5_00));
}

/// Directive 98/7/EC, annex: 1,000 on 1 January 1994, 1,200 on 1 July 1995, 546 days: 12.96 %; where 50 are kept back,
/// 16.9 %.
#[test]
fn one_payment_after_546_days() {
    let dated = |received| {
        answered(&format!(
            r#""start": "1994-01-01", "amountMinor": 100000, "receivedMinor": {received},
            "payback": {{"kind": "dated", "payments": [{{"date": "1995-07-01", "minor": 120000}}]}}"#
        ))
        .unwrap()
    };
    let (whole_amount, less) = (dated(100_000), dated(95_000));
    whole(&less);
    assert_eq!(effective(&whole_amount), 12_96);
    assert_eq!((effective(&less) + 5) / 10, 169);
    assert!(less.assumed.contains(&Assumption::CountedInDays));
    // No rule of the market held before 2021.
    assert_eq!(less.deduction, None);
}

/// curo, brazil_cet_test.dart: 10,000 on 6 December 2025, 10,170 after 42 days: 15.777073 %.
#[test]
fn one_payment_after_42_days() {
    let check = after_days(r#""receivedMinor": 1000000"#, 42, 10_170_00);
    assert_eq!(check.rates.unwrap().yearly.effective.unwrap().e12() / 10_000, 15_777_073);
}

/// Microsoft's example of XIRR: 37.3362535 %.
#[test]
fn payments_on_any_days() {
    let payments = [("2008-03-01", 2750), ("2008-10-30", 4250), ("2009-02-15", 3250), ("2009-04-01", 2750)]
        .map(|(date, amount)| format!(r#"{{"date": "{date}", "minor": {amount}00}}"#))
        .join(",");
    let flows = format!(
        r#""start": "2008-01-01", "receivedMinor": 1000000, "payback": {{"kind": "dated", "payments": [{payments}]}}"#
    );
    let check = answered(&flows).unwrap();
    whole(&check);
    assert_eq!((check.rates.unwrap().yearly.effective.unwrap().e12() + 50_000) / 100_000, 3_733_625);
}

#[test]
fn months_that_are_dated_are_counted_as_months() {
    let payments =
        ["2026-12-31", "2027-01-31", "2027-02-28"].map(|date| format!(r#"{{"date": "{date}", "minor": 34000}}"#));
    let flows = format!(
        r#""start": "2026-11-30", "receivedMinor": 100000, "payback": {{"kind": "dated", "payments": [{}]}}"#,
        payments.join(",")
    );
    let counted = answered(&flows).unwrap();
    assert!(counted.assumed.contains(&Assumption::CountedInDays));
    let dated = answered(&flows.replace("12-31", "12-30").replace("01-31", "01-30")).unwrap();
    assert!(dated.assumed.contains(&Assumption::MonthlyPeriods));
    assert_eq!(dated.rates, monthly(r#""receivedMinor": 100000"#, 3, 340_00).rates);
}

#[test]
fn what_is_wanted_in_cash_counts_and_is_warned_of() {
    let fees = r#""fees": [{"when": "upfront", "minor": 50000}, {"when": "each-payment", "minor": 1000}, {"when": "end", "minor": 2000}]"#;
    let check = monthly(&format!(r#""amountMinor": 1000000, {fees}"#), 12, 899_33);
    whole(&check);
    assert_eq!((check.upfront, check.total), (500_00, 10_791_96 + 500_00 + 120_00 + 20_00));
    assert_eq!(check.parts.fees.last(), Some(&30_00));
    assert!(check.warnings.contains(&QuoteWarning::WantedUpfront));
    assert!(nominal(&check) > 25_00);
}

#[test]
fn less_paid_back_than_received_has_no_cost_and_is_asked_about() {
    let check = monthly(r#""receivedMinor": 1000000"#, 12, 800_00);
    whole(&check);
    assert_eq!((check.cost, check.cost_share), (-400_00, Some(-40_000)));
    assert!(check.warnings.contains(&QuoteWarning::PaidBackLess));
    assert_eq!(check.flat, None);
}

#[test]
fn every_form_repays_what_it_lends() {
    for (form, total) in [
        ("flat", 11_200_00),
        ("level", 10_661_88),
        ("equal-principal", 10_650_00),
        ("interest-first", 11_200_00),
        ("bullet", 11_200_00),
    ] {
        let named = format!(
            r#""start": "2026-11-23", "amountMinor": 1000000, "payback": {{"kind": "rate", "ratePpm": 10000, "per": "month",
            "form": "{form}", "count": 12, "every": {{"count": 1, "unit": "month"}}}}"#
        );
        let check = answered(&named).unwrap();
        whole(&check);
        assert!((check.total - total).abs() <= 5, "{form}: {}", check.total);
    }
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    let codes = |rest: &str| {
        let problems = answered(rest).unwrap_err();
        problems.into_iter().map(|problem| format!("{} {}", problem.path, problem.code)).collect::<Vec<_>>()
    };
    let wrong = r#""lender": "uncle", "start": "2026-11-23", "amountMinor": 0, "fees": [{"when": "end", "minor": -1}],
        "payback": {"kind": "regular", "count": 0, "paymentMinor": 0, "first": "2026-11-01", "every": {"count": 0, "unit": "day"}}"#;
    assert_eq!(
        codes(wrong),
        [
            "/lender unknown-lender-class",
            "/amountMinor number-out-of-range",
            "/fees/0/minor number-out-of-range",
            "/payback/paymentMinor number-out-of-range",
            "/payback/first payment-before-start",
            "/payback/count number-out-of-range",
            "/payback/every number-out-of-range",
        ]
    );
    let nothing = r#""start": "2026-11-23", "payback": {"kind": "dated", "payments": []}"#;
    assert_eq!(codes(nothing), ["/receivedMinor amount-missing", "/payback/payments payments-missing"]);
    let more = r#""start": "2026-11-23", "amountMinor": 100, "receivedMinor": 101,
        "payback": {"kind": "dated", "payments": [{"date": "2026-12-02", "minor": 50}, {"date": "2026-12-01", "minor": 50}]}"#;
    assert_eq!(codes(more), ["/payback/payments/1/date payments-out-of-order"]);
    assert_eq!(codes(&more.replace("2026-12-02", "2026-11-30")), ["/receivedMinor received-over-amount"]);
    let long = r#""start": "2100-01-01", "amountMinor": 100, "payback": {"kind": "regular", "count": 3000, "paymentMinor": 1,
        "every": {"count": 1, "unit": "year"}}"#;
    assert_eq!(codes(long), ["/payback/every number-out-of-range"]);
    let other = parse(r#"{"schema": "kaimen/quote@1", "market": "US", "moon": 1}"#).unwrap();
    assert!(read_quote(&other).unwrap_err().iter().any(|problem| problem.path == "/moon"));
}

/// 714 loans (714 高炮): 1,500 by contract, 1,050 received, 1,500 back after seven days. All interest is taken first, so what
/// counts is 1,050, and any other cent is beyond it. By hand: 450 / 1,050 · 365 / 7 = 2,234.69 %.
#[test]
fn interest_taken_first_is_shown_whole() {
    let named = r#""start": "2026-11-23", "amountMinor": 150000, "receivedMinor": 105000, "lender": "private-lender",
        "payback": {"kind": "regular", "count": 1, "paymentMinor": 150000, "every": {"count": 7, "unit": "day"}}"#;
    let check = answered(named).unwrap();
    whole(&check);
    assert_eq!(check.flat.map(|flat| hundredths(flat.year.e12())), Some(2_234_69));
    let deduction = check.deduction.unwrap();
    assert_eq!((deduction.principal, deduction.interest, deduction.beyond), (1_050_00, 0, 450_00));
}

#[test]
fn the_limits_of_the_lenders_class_decide_and_of_all_where_it_is_not_known() {
    let of = |lender: &str, payment: i64| {
        let amounts = format!(r#""receivedMinor": 1000000{lender}"#);
        monthly(&amounts, 12, payment).law
    };
    let microloan = r#", "lender": "microloan-company""#;
    // Twelve payments of 940.00 are 22.8 % a year as 12 · i and 25.4 % compound: the greater reading is held to 24 %.
    assert_eq!(of(microloan, 940_00), LawStanding::Over);
    assert_eq!(of(microloan, 899_33), LawStanding::Within);
    assert_eq!(of(r#", "lender": "private-lender""#, 893_33), LawStanding::OverLastKnown);
    // 14.31 % is within the 24 % of four classes and above the last known 12 % of private lenders.
    assert_eq!(of("", 899_33), LawStanding::OverForSomeLenders);
    // 35.1 % is above the law's 24 % and 12 % for all but banks, and above the market file's own 24 % for those.
    assert_eq!(of("", 1_000_00), LawStanding::OverOrOwnLimit);
}

/// 10,000 in twelve payments of 960 is 30.6 % a year: of a bank only the market file's own rule speaks.
#[test]
fn what_is_above_a_house_rule_alone_is_not_above_the_law() {
    let check = monthly(r#""receivedMinor": 1000000, "lender": "bank""#, 12, 960_00);
    assert_eq!(check.law, LawStanding::OverOwnLimit);
    assert!(check.caps.iter().all(|cap| cap.cite.iter().any(|source| source == "house-rule")));
    let microloan = monthly(r#""receivedMinor": 1000000, "lender": "microloan-company""#, 12, 960_00);
    assert_eq!(microloan.law, LawStanding::Over);
    let table = said(&["--received", "10000", "--pay", "12x960", "--lender", "bank"]);
    assert!(table.contains("over-own-limit") && !table.contains("Don't sign under pressure"), "{table}");
}

/// What was not said is no zero.
#[test]
fn a_cost_is_the_least_that_it_can_be_where_received_or_fees_are_not_known() {
    let of = |amounts: &str| monthly(amounts, 12, 960_00);
    let known = of(r#""amountMinor": 1000000, "receivedMinor": 1000000, "fees": []"#);
    assert_eq!((known.certainty, known.assumed), (Certainty::Exact, vec![Assumption::FirstAfterOnePeriod]));
    let fees = of(r#""amountMinor": 1000000, "receivedMinor": 1000000"#);
    assert_eq!(fees.certainty, Certainty::AtLeast);
    assert!(fees.assumed.contains(&Assumption::NoFees));
    let received = of(r#""amountMinor": 1000000, "fees": []"#);
    assert_eq!((received.certainty, received.rates), (Certainty::AtLeast, known.rates));
    let rate = r#""start": "2026-11-23", "amountMinor": 1000000, "payback": {"kind": "rate", "ratePpm": 6000,
        "per": "month", "count": 12, "every": {"count": 1, "unit": "month"}}"#;
    assert_eq!(answered(rate).unwrap().certainty, Certainty::About);
    let flags = ["--amount", "10000", "--pay", "12x960"];
    let table = said(&flags);
    for words in ["at least 30.56 %", "what really arrives was not said", "fees besides were not said"] {
        assert!(table.contains(words), "{words}\n{table}");
    }
    let table = said(&[&flags[..], &["--received", "10000", "--fee", "none"]].concat());
    assert!(!table.contains("at least") && !table.contains("may cost more"), "{table}");
}

/// By hand: (12 · 1,840 − 20,000) / 20,000 / 12 = 0.8667 % a month; (58,800 − 44,000) / 44,000 / 12 = 2.8030 %;
/// (350 interest + 500 kept back + 100 at the end) / 9,500 in half a year is 20 % a year.
#[test]
fn a_flat_rate_has_every_cost_in_and_only_what_is_received_below() {
    let month = |check: &QuoteCheck| (check.flat.as_ref().unwrap().month.e12() + 500_000) / 1_000_000;
    let fees = r#""amountMinor": 2000000, "receivedMinor": 2000000, "fees": [{"when": "each-payment", "minor": 6000}]"#;
    assert_eq!(month(&monthly(fees, 12, 1_780_00)), 8_667);
    assert_eq!(month(&monthly(r#""amountMinor": 5000000, "receivedMinor": 4400000"#, 12, 4_900_00)), 28_030);
    let fees = ["--fee", "kept-back:500", "--fee", "end:100"];
    let rate = ["--amount", "10000", "--rate", "1%", "--form", "equal-principal", "--count", "6"];
    let table = said(&[&rate[..], &fees[..]].concat());
    assert!(table.contains("20.00 % a year, 1.67 % a month"), "{table}");
}

#[test]
fn the_mark_of_a_fraud_stands_first() {
    let fees = r#""amountMinor": 1000000, "fees": [{"when": "upfront", "minor": 50000}]"#;
    assert_eq!(monthly(fees, 12, 900_00).warnings.first(), Some(&QuoteWarning::WantedUpfront));
    let flags = ["--amount", "10000", "--received", "10000", "--pay", "12x900", "--fee", "upfront:500"];
    assert!(said(&flags).starts_with("WARNING: money is wanted before the loan is paid out"));
    let less = said(&["--received", "10000", "--pay", "12x500"]);
    assert!(less.starts_with("WARNING: less is paid back than is received"), "{less}");
}

/// Seven days until the one payment were said: nothing was taken for granted.
#[test]
fn the_day_of_a_single_payment_is_said() {
    let check = after_days(r#""receivedMinor": 100000, "fees": []"#, 7, 1_010_00);
    assert_eq!(check.assumed, [Assumption::AmountIsReceived]);
}

#[test]
fn a_target_is_told_as_one() {
    let day = ["--amount", "10000", "--received", "10000", "--pay", "1x10150", "--every", "30-days"];
    let table = said(&[&day[..], &["--lender", "network-microloan-company"]].concat());
    assert!(table.contains("target (no limit)"), "{table}");
}

/// The answer under the law of another market.
fn under(name: &str, id: &str, rest: &str) -> QuoteCheck {
    let market = read_market(&support::json(&format!("www/markets/{name}.json"))).unwrap();
    let text = format!(r#"{{"schema": "kaimen/quote@1", "market": "{id}", "start": "2026-11-23", {rest}}}"#);
    check_quote(&market, &read_quote(&parse(&text).unwrap()).unwrap()).unwrap()
}

fn regular(count: u32, payment: i64, every: &str) -> String {
    format!(r#""payback": {{"kind": "regular", "count": {count}, "paymentMinor": {payment}, "every": {every}}}"#)
}

/// 砍头息: 1,500 by contract, 1,000 received, 1,500 back after seven days; and the 714 loan, 700 received of 1,000, back
/// after fourteen. By hand, compound: 1.5^(365/7) − 1 and (10/7)^(365/14) − 1, that is 1.5 thousand million times and
/// 10,926 times the money, more than the 9,007 that are kept; above every limit, and above one whose rate is stale.
#[test]
fn a_loan_too_dear_to_keep_is_over_every_limit() {
    for (amount, received, days) in [(150_000, 100_000, 7), (100_000, 70_000, 14)] {
        for lender in ["", r#""lender": "private-lender","#, r#""lender": "microloan-company","#] {
            let amounts = format!(r#"{lender} "amountMinor": {amount}, "receivedMinor": {received}"#);
            let check = after_days(&amounts, days, amount);
            let expected = if lender.is_empty() { LawStanding::OverOrOwnLimit } else { LawStanding::Over };
            assert_eq!((check.law, check.rates), (expected, None));
            assert!(check.warnings.contains(&QuoteWarning::RateTooGreat));
            assert!(check.caps.iter().all(|cap| cap.status == CapStatus::Over));
            assert!(check.last_known.iter().all(|known| known.over == Some(true)));
        }
    }
}

/// California, 5,000 in 24 payments of 230: 9.69 % a year. The state's own cap hangs on the federal funds rate, which is
/// stale; that for servicemembers is kept.
#[test]
fn within_says_that_the_cap_that_matters_was_not_tested() {
    let offer = format!(r#""amountMinor": 500000, "lender": "licensed-lender", {}"#, regular(24, 230_00, MONTH));
    let check = under("us-ca", "US-CA", &offer);
    assert_eq!(check.law, LawStanding::WithinTested);
    let state = check.caps.iter().find(|cap| cap.rule == "us-ca-36-and-federal-funds").unwrap();
    assert_eq!(state.status, CapStatus::Untested);
    let business = under("us-ca", "US-CA", &format!(r#""purpose": "production-business", {offer}"#));
    assert_eq!(business.law, LawStanding::NoLimit);
}

/// FCA CONC 5A.2.2R: charges must not exceed the amount of credit provided. 1,000 by contract, 700 received, six payments of
/// 283: the charges are 998 on 700 of credit, 142.57 %. A fee of 300 in cash leaves 1,000 of credit: 99.8 %.
#[test]
fn what_is_kept_back_is_no_credit() {
    let total = |rest: &str, count: u32, payment: i64| {
        let check = under("uk", "UK", &format!("{rest}, {}", regular(count, payment, MONTH)));
        let cap = check.caps.iter().find(|cap| cap.rule == "uk-hcstc-total").unwrap();
        (cap.value.map(|value| hundredths(value.e12())), cap.status)
    };
    let deducted = r#""amountMinor": 100000, "receivedMinor": 70000"#;
    assert_eq!(total(deducted, 6, 283_00), (Some(142_57), CapStatus::Over));
    assert_eq!(total(deducted, 4, 350_00), (Some(100_00), CapStatus::Within));
    assert_eq!(total(deducted, 4, 350_01), (Some(100_01), CapStatus::Over));
    let in_cash = r#""amountMinor": 100000, "fees": [{"when": "upfront", "minor": 30000}]"#;
    assert_eq!(total(in_cash, 6, 283_00), (Some(99_80), CapStatus::Within));
}

/// Every lender of a state is under a cap, but those whom its law exempts.
#[test]
fn a_state_cap_reaches_whoever_lends_there() {
    let of = |state: &str, lender: &str, amount: i64, payment: i64| {
        let said = r#""purpose": "consumption", "borrower": []"#;
        let offer =
            format!(r#"{said}, "lender": "{lender}", "amountMinor": {amount}, {}"#, regular(12, payment, MONTH));
        under(&format!("us-{}", state.to_lowercase()), &format!("US-{state}"), &offer).law
    };
    // 2,000.00 in twelve payments of 230.00 is 64 % a year, of 195.00 30 %, of 183.00 18 %, of 175.00 9 %.
    for lender in ["bank", "credit-union", "licensed-lender", "unlicensed-lender"] {
        let (dear, cheap) = match lender {
            // Banks are exempt by Illinois' act.
            "bank" => (LawStanding::NoLimit, LawStanding::NoLimit),
            _ => (LawStanding::Over, LawStanding::Within),
        };
        assert_eq!(of("IL", lender, 2_000_00, 230_00), dear, "{lender}");
        assert_eq!(of("IL", lender, 2_000_00, 195_00), cheap, "{lender}");
        assert_eq!(of("CO", lender, 2_000_00, 230_00), LawStanding::Over, "{lender}");
    }
    assert_eq!(of("CO", "licensed-lender", 2_000_00, 183_00), LawStanding::Within);
    assert_eq!(of("CO", "unlicensed-lender", 2_000_00, 183_00), LawStanding::Over);
    assert_eq!(of("CO", "unlicensed-lender", 2_000_00, 175_00), LawStanding::Within);
    assert_eq!(of("CA", "unlicensed-lender", 2_000_00, 183_00), LawStanding::Over);
    assert_eq!(of("CA", "unlicensed-lender", 50_000_00, 4_500_00), LawStanding::Over);
    assert_eq!(of("CA", "unlicensed-lender", 2_000_00, 175_00), LawStanding::Within);
    assert_eq!(of("CA", "licensed-lender", 2_000_00, 230_00), LawStanding::Over);
    assert_eq!(of("CA", "licensed-lender", 2_000_00, 183_00), LawStanding::Within);
    // Neither the Financing Law nor the constitution's 10 % is about a bank.
    assert_eq!(of("CA", "bank", 2_000_00, 183_00), LawStanding::NoLimit);
}

/// Colorado, 5-2-201: 36 % on what is owed up to 1,000, 21 % to 3,000. Twelve payments repay 2,000 so that a good half of it
/// lies above 1,000 at first and none in the end: a second program finds 28.08 % for the loan, and 31.80 % for the limit.
#[test]
fn slices_count_what_is_owed_month_by_month() {
    let of = |amount: i64, payment: i64| {
        let said = r#""purpose": "consumption", "borrower": [], "lender": "licensed-lender""#;
        let offer = format!(r#"{said}, "amountMinor": {amount}, {}"#, regular(12, payment, MONTH));
        let check = under("us-co", "US-CO", &offer);
        let cap = check.caps.iter().find(|cap| cap.rule == "us-co-by-slices").unwrap();
        (hundredths(cap.limit.unwrap().e12()), cap.status)
    };
    assert_eq!(of(1_000_00, 100_00), (36_00, CapStatus::Within));
    assert_eq!(of(2_000_00, 193_00), (31_80, CapStatus::Within));
    assert_eq!(of(2_000_00, 200_00), (31_76, CapStatus::Over));
    // Where most lies above 3,000 it is 21 % on all of it.
    assert_eq!(of(60_000_00, 5_500_00).0, 21_00);
}

/// A limit that was not read for sure bars nothing; but an offer is not within it either.
#[test]
fn an_unsure_limit_leaves_an_offer_untested() {
    let low =
        support::at(support::json("www/markets/us-ca.json"), "/rateCaps/2/rule/confidence", Value::Text("low".into()));
    let market = read_market(&low).unwrap();
    assert_eq!(market.rate_caps[2].rule.id, "us-ca-graduated");
    let offer = format!(
        r#"{{"schema": "kaimen/quote@1", "market": "US-CA", "start": "2026-11-23", "lender": "licensed-lender",
        "purpose": "consumption", "borrower": [], "amountMinor": 200000, {}}}"#,
        regular(12, 183_00, MONTH)
    );
    let check = check_quote(&market, &read_quote(&parse(&offer).unwrap()).unwrap()).unwrap();
    assert_eq!(check.law, LawStanding::Untested);
}

/// A loan is judged by the law of the day on which it is paid out: Directive 2008/48/EC until 19 November 2026.
#[test]
fn an_older_offer_has_the_rights_of_its_day() {
    let rights = |start: &str| {
        let text = format!(
            r#"{{"schema": "kaimen/quote@1", "market": "EU", "start": "{start}", "amountMinor": 500000, {}}}"#,
            regular(12, 450_00, MONTH)
        );
        let check = check_quote(support::under("eu"), &read_quote(&parse(&text).unwrap()).unwrap()).unwrap();
        check.rights.into_iter().map(|right| right.id).filter(|id| id.contains("withdrawal")).collect::<Vec<_>>()
    };
    assert_eq!(rights("2010-06-10"), Vec::<String>::new());
    assert_eq!(rights("2026-11-19"), ["eu-withdrawal-2008"]);
    assert_eq!(rights("2026-11-20"), ["eu-withdrawal"]);
}

const MONTH: &str = r#"{"count": 1, "unit": "month"}"#;

/// 1,000 against 1,100 on the same day: a cost without a time is above every limit of a time.
#[test]
fn a_cost_on_the_same_day_is_over() {
    let same_day = r#""amountMinor": 100000, "purpose": "consumption",
        "payback": {"kind": "dated", "payments": [{"date": "2026-11-23", "minor": 110000}]}"#;
    for (name, id) in [("ph", "PH"), ("id", "ID"), ("uk", "UK")] {
        assert_eq!(under(name, id, same_day).law, LawStanding::Over, "{name}");
    }
    let free = same_day.replace("110000", "100000");
    assert_ne!(under("ph", "PH", &free).law, LawStanding::Over);
}

/// 1,000 in twelve payments of 115 is 64 % a year: above the 36 % for servicemembers, of which civilians have no part.
#[test]
fn a_cap_for_some_borrowers_or_purposes_is_no_cap_for_all() {
    let of = |rest: &str| {
        let check = under("us", "US", &format!(r#"{rest} "amountMinor": 100000, {}"#, regular(12, 115_00, MONTH)));
        (check.law, check.for_some)
    };
    let (law, whom) = of("");
    assert_eq!(law, LawStanding::OverForSome);
    assert_eq!(
        (whom[0].rule.as_str(), whom[0].borrowers.clone()),
        ("us-mla-36", Some(vec!["covered-servicemember".into()]))
    );
    assert_eq!(of(r#""borrower": [],"#).0, LawStanding::NoLimit);
    assert_eq!(of(r#""purpose": "production-business","#).0, LawStanding::NoLimit);
    let soldier = r#""borrower": ["covered-servicemember"], "purpose": "consumption","#;
    assert_eq!(of(soldier), (LawStanding::Over, vec![]));

    // Indonesia, 0.2 % a day for thirty days: within the 0.3 % for consumption, above the 0.1 % for small businesses.
    let days = regular(1, 106_000, r#"{"count": 30, "unit": "day"}"#);
    let of = |purpose: &str| under("id", "ID", &format!(r#"{purpose} "amountMinor": 100000, {days}"#)).law;
    assert_eq!(of(""), LawStanding::OverForSome);
    assert_eq!(of(r#""purpose": "consumption","#), LawStanding::Within);
    assert_eq!(of(r#""purpose": "production-business","#), LawStanding::Over);
}

/// 1,000 against 1,500 in seven days. By hand: 1.5^(1/7) − 1 = 5.9634 % a day, 1.5^(365/84) − 1 = 482.32 % a month;
/// compound, the year is too great to keep, and 365/7 · 50 % = 2,607.14 % is the law's number in the United States.
#[test]
fn rates_of_a_day_and_a_month_stand_where_that_of_a_year_is_too_great() {
    let check = under(
        "us",
        "US",
        &format!(r#""amountMinor": 100000, {}"#, regular(1, 150_000, r#"{"count": 7, "unit": "day"}"#)),
    );
    let rates = check.rates.unwrap();
    assert_eq!((rates.yearly.effective, hundredths(rates.yearly.nominal.e12())), (None, 2_607_14));
    assert_eq!(rates.month.map(|month| hundredths(month.e12())), Some(482_32));
    assert_eq!(hundredths(rates.day.e12() * 100), 5_96_34);
    assert!(check.warnings.contains(&QuoteWarning::RateTooGreat));
}

#[test]
fn sums_that_are_too_great_are_refused() {
    let code = |rest: String| answered(&rest).unwrap_err()[0].code;
    let fee = r#"{"when": "each-payment", "minor": 1000000000000}"#;
    let fees = |count: usize| {
        let rest = regular(600, 1_000_000_000_000, r#"{"count": 1, "unit": "week"}"#);
        format!(r#""start": "2026-11-23", "receivedMinor": 100, "fees": [{}], {rest}"#, vec![fee; count].join(","))
    };
    assert_eq!(code(fees(15_500)), "too-many-fees");
    assert_eq!(code(fees(100)), "number-out-of-range");
    assert!(answered(&fees(10)).is_ok());
}

/// 1.2e14 against one hundredth: a share that is too great to keep is none, and is not nothing.
#[test]
fn a_share_that_is_too_great_is_left_out() {
    let check = monthly(r#""receivedMinor": 1"#, 120, 1_000_000_000_000);
    assert_eq!((check.cost, check.cost_share), (119_999_999_999_999, None));
}

#[test]
fn a_weekly_loan_of_twelve_years_is_looked_at() {
    let weekly = regular(624, 20_00, r#"{"count": 1, "unit": "week"}"#);
    let check = answered(&format!(r#""start": "2026-11-23", "receivedMinor": 1000000, {weekly}"#)).unwrap();
    whole(&check);
    assert_eq!((check.parts.due.len(), check.total), (624, 12_480_00));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Any offer is answered whole or refused; nothing panics.
    #[test]
    fn every_offer_is_answered_or_refused(
        amount in 1_i64..=1_000_000_000_000, share in 0_i64..=1_100_000, payment in 1_i64..=1_000_000_000_000,
        count in 0_u32..=3_100, every in 0_u32..=400, unit in 0_usize..5, fee in 0_i64..=2_000_000, rate in 0_i64..=1_000_000_000,
        form in 0_usize..7,
    ) {
        let received = scaled(amount, share, 1_000_000, Rounding::Down).unwrap();
        let unit = ["day", "week", "half-month", "month", "year"][unit];
        let every = format!(r#""count": {count}, "every": {{"count": {every}, "unit": "{unit}"}}"#);
        let forms = ["flat", "level", "equal-principal", "interest-first", "bullet"];
        let payback = match forms.get(form) {
            Some(form) => format!(r#"{{"kind": "rate", "ratePpm": {rate}, "per": "month", "form": "{form}", {every}}}"#),
            None => format!(r#"{{"kind": "regular", "paymentMinor": {payment}, {every}}}"#),
        };
        let fees = format!(r#"[{{"when": "each-payment", "minor": {fee}}}, {{"when": "upfront", "minor": {fee}}}]"#);
        let rest = format!(r#""start": "2026-11-23", "amountMinor": {amount}, "receivedMinor": {received}, "payback": {payback}, "fees": {fees}"#);
        if let Ok(check) = answered(&rest) {
            whole(&check);
            prop_assert!(parse(&canonical(&check.write())).is_ok());
        }
    }
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kaimen"))
        .args(["apr", "--market", "www/markets/cn.json"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

fn said(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn file(name: &str, text: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().into()
}

#[test]
fn the_command_reads_flags_json_and_csv_and_says_the_same() {
    let flags = ["--start", "2026-11-23", "--received", "10000", "--pay", "3x3400"];
    let table = said(&flags);
    for line in ["paid in all                10200.00", "cost                       200.00", "   3  2027-02-23"] {
        assert!(table.contains(line), "{table}");
    }
    let json = said(&[&flags[..], &["--json"]].concat());
    let quote = document(
        r#""start": "2026-11-23", "receivedMinor": 1000000,
        "payback": {"kind": "regular", "count": 3, "paymentMinor": 340000, "every": {"count": 1, "unit": "month"}}"#,
    );
    let path = file("quote.json", &canonical(&quote));
    assert_eq!(said(&[&path, "--json"]), json);

    let rows = "date,received,paid\n2026-11-23,10000,\n2026-12-23,,3400.00\n2027-01-23,,3400\n2027-02-23,0,3400\n";
    let csv = parse(&said(&[&file("flows.csv", rows), "--json"])).unwrap();
    let json = parse(&json).unwrap();
    for key in ["rates", "parts", "costMinor", "flat"] {
        assert_eq!(csv.get(key), json.get(key), "{key}");
    }
}

#[test]
fn the_command_says_the_rules_in_words_and_what_to_do() {
    let loan = ["--amount", "1500", "--received", "1000", "--pay", "1x1500", "--every", "7-days"];
    let said = said(&loan);
    for words in [
        "the law's limits           over",
        "New loans of microloan companies may cost no more than 24 % a year in all.",
        "only if the lender is private-lender",
        "kept back                  500.00",
        "  - Don't sign under pressure.",
        "  - No interest, fee or deposit may be kept back when the loan is paid out.",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
}

#[test]
fn a_part_of_a_market_is_named_as_one() {
    let output = Command::new(env!("CARGO_BIN_EXE_kaimen"))
        .args(["apr", "--market", "data/markets/us-ca.json", "--received", "1000", "--pay", "3x400"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("part-of-a-market") && error.contains("kaimen market"), "{error}");
}

/// Who reads the answer may stop: `kaimen apr … | head -1`.
#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kaimen"))
        .args([
            "apr",
            "--market",
            "www/markets/cn.json",
            "--received",
            "10000000",
            "--pay",
            "3000x5000",
            "--every",
            "week",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn the_command_says_what_is_wrong_and_where() {
    for (arguments, status, code) in [
        (vec!["--received", "1,00", "--pay", "3x400"], 2, "not-a-quote"),
        (vec!["--received", "１０００", "--pay", "3x400"], 2, "not-a-quote"),
        (vec!["--received", "-100", "--pay", "3x400"], 2, "not-a-quote"),
        (vec!["--received", "1000"], 2, "not-a-quote"),
        (vec!["--received", "1000", "--pay", "3x400", "--lender", "uncle"], 2, "unknown-lender-class"),
        (vec!["--received", "1000", "--pay", "3x400", "--borrower", "martian"], 2, "university-student"),
        (vec!["--received", "1000", "--pay", "3x400", "--every", "moon"], 2, "2-weeks"),
        (vec!["no-such-file.json"], 3, "no-such-file.json"),
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(code), "{output:?}");
        assert!(output.stdout.is_empty());
    }
    for (name, cell, message) in [
        ("short-group", "\"1,00\"", "line 3, column paid: an amount is needed"),
        ("long-group", "\"1000,000.00\"", "line 3, column paid: an amount is needed"),
        ("full-width", "１０００", "line 3, column paid: an amount is needed"),
        ("no-group", "\",000\"", "line 3, column paid: an amount is needed"),
    ] {
        let rows = format!("date,received,paid\n2026-11-23,10000,\n2026-12-23,,{cell}\n");
        let refused = run(&[&file(&format!("{name}.csv"), &rows)]);
        let error = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(error.contains(message) && error.contains("/csv/3/paid"), "{error}");
    }
    let rows = "date,received,paid\n2026-11-23,\"10,000\",\n2026-12-23,,\"1,234,567.50\"\n";
    let answer = parse(&said(&[&file("groups.csv", rows), "--json"])).unwrap();
    assert_eq!(answer.get("totalMinor"), Some(&Value::Int(1_234_567_50)));
    let every = |period| said(&["--received", "1000", "--pay", "3x400", "--every", period]);
    assert_eq!(every("fortnight"), every("2-weeks"));
    assert!(said(&["--help"]).contains("--received 10000 --pay 12x899.33"));
}
