//! What being late costs under the law of the markets that limit it, through the command.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

use kaimen::json::{Value, parse};
use std::path::Path;
use std::process::{Command, Output};

/// A loan and what is late of it.
struct Case {
    name: &'static str,
    market: &'static str,
    currency: &'static str,
    step: u32,
    minor: i64,
    form: &'static str,
    ppm: u32,
    months: u32,
    start: &'static str,
    instalment: u32,
    until: &'static str,
    rule: &'static str,
}

/// 12,000.00 in twelve months at 60 % a year, equal principal. The last payment, 1,000.00 and 50.00 of interest, is due on
/// 1 December 2026.
const KENYA: Case = Case {
    name: "ke",
    market: "ke",
    currency: "KES",
    step: 1,
    minor: 12_000_00,
    form: "equal-principal",
    ppm: 600_000,
    months: 12,
    start: "2025-12-01",
    instalment: 12,
    until: "2031-12-01",
    rule: r#"{"ratePpm": 600000, "dayCount": "act-365"}"#,
};

impl Case {
    fn run(&self, arguments: &[&str]) -> Output {
        let terms = format!(
            r#"{{"schema": "kaimen/terms@1", "currency": {{"code": "{}", "minorUnits": 2, "stepMinor": {}}}, "ratePpm": {},
            "dayCount": "equal-periods", "plan": {{"kind": "instalments", "amountMinor": {}, "repayment": {{"kind": "{}"}},
            "term": {{"periods": {}, "every": {{"count": 1, "unit": "month"}}}}, "start": "{}",
            "late": {{"instalment": {}, "until": "{}", "rule": {}}}}}}}"#,
            self.currency,
            self.step,
            self.ppm,
            self.minor,
            self.form,
            self.months,
            self.start,
            self.instalment,
            self.until,
            self.rule
        );
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("late-{}.json", self.name));
        std::fs::write(&file, terms).unwrap();
        Command::new(env!("CARGO_BIN_EXE_kaimen"))
            .args(["schedule", file.to_str().unwrap()])
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap()
    }

    /// Late interest, what the contract asks beyond it, and the rules that are about it.
    fn cost(&self, arguments: &[&str]) -> (i64, i64, Vec<String>, Value) {
        let market = format!("www/markets/{}.json", self.market);
        let output = self.run(&[&["--market", &market, "--json"], arguments].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let answer = parse(&String::from_utf8(output.stdout).unwrap()).unwrap();
        let late = answer.get("late").unwrap().clone();
        let of = |key: &str| late.get(key).unwrap().as_int().unwrap();
        let rules = late.get("rules").unwrap().items().iter();
        let rules = rules.map(|rule| rule.get("id").unwrap().as_text().unwrap().to_string()).collect();
        (of("interestMinor"), of("beyondMinor"), rules, late.clone())
    }
}

/// LN 46 of 2022: 1,000.00 was owed when the loan came to be late, so that interest ends at 1,000.00, of which 50.00 is owed
/// already. The contract asks for 1,826 days of 60 % on 1,050.00: 3,151.73.
#[test]
fn kenya_interest_ends_at_the_principal_owed_when_the_loan_came_to_be_late() {
    let (interest, beyond, rules, late) = KENYA.cost(&[]);
    assert_eq!(late.get("owingMinor").unwrap().as_int(), Some(1_000_00));
    assert_eq!((interest, interest + beyond, rules), (950_00, 3_151_73, vec!["ke-in-duplum".to_string()]));
    // Late from the first payment on, as much again as all of it.
    let (first, ..) = Case { name: "ke-1", instalment: 1, until: "2100-01-01", ..KENYA }.cost(&[]);
    assert_eq!(first, 12_000_00 - 600_00);
    let before = Case { name: "ke-0", start: "2021-12-01", ..KENYA }.cost(&[]);
    assert_eq!((before.1, before.2.len()), (0, 0));
}

/// 0.5 % a day by contract; 0.3 % a day by law, in 2024 by the first step of SEOJK 19/2023 and then by the letter of 2025.
#[test]
fn indonesia_a_day_costs_no_more_late_than_in_time() {
    let id = |name, start, until| Case {
        name,
        market: "id",
        currency: "IDR",
        step: 100,
        minor: 2_000_000_00,
        form: "bullet",
        ppm: 0,
        months: 6,
        start,
        instalment: 1,
        until,
        rule: r#"{"ratePpm": 1825000, "dayCount": "act-365"}"#,
    };
    for (name, start, until, rule) in [
        ("id-2024", "2024-01-10", "2024-07-20", "id-late-consumer-2024"),
        ("id-2025", "2025-01-10", "2025-07-20", "id-late-consumer-short"),
    ] {
        let (interest, beyond, rules, _) = id(name, start, until).cost(&["--purpose", "consumption"]);
        assert_eq!((interest, beyond, rules), (60_000_00, 40_000_00, vec![rule.to_string()]));
    }
}

/// CONC 5A.2.11R, with high-cost short-term credit: a default costs 15.00 at most.
#[test]
fn united_kingdom_a_default_costs_fifteen_pounds() {
    let uk = Case {
        name: "uk",
        market: "uk",
        currency: "GBP",
        minor: 300_00,
        form: "bullet",
        ppm: 2_000_000,
        months: 1,
        start: "2026-11-01",
        instalment: 1,
        until: "2027-03-01",
        rule: r#"{"ratePpm": 365000, "dayCount": "act-365"}"#,
        ..KENYA
    };
    // 350.00 for ninety days at 0.1 % a day.
    let (interest, beyond, ..) = uk.cost(&[]);
    assert_eq!((interest, interest + beyond), (15_00, 31_50));
    // At 20 % a year it is no such credit.
    let (cheap, beyond, rules, _) = Case { name: "uk-cheap", ppm: 200_000, ..uk }.cost(&[]);
    assert_eq!((beyond, rules.len()), (0, 0));
    assert!(cheap > 15_00);
}

/// Four times the LPR, where the LPR is out of date: the rule is named, and said not to be applied.
#[test]
fn china_a_limit_on_a_stale_rate_is_named_as_one() {
    let cn = Case { name: "cn", market: "cn", currency: "CNY", start: "2026-11-01", until: "2028-12-01", ..KENYA };
    let (_, beyond, rules, late) = cn.cost(&["--lender", "private-lender"]);
    assert_eq!((beyond, rules), (0, vec!["cn-late-private".to_string()]));
    assert_eq!(late.get("stale").unwrap().items().len(), 1);
    let table = cn.run(&["--market", "www/markets/cn.json", "--lender", "private-lender"]).stdout;
    let table = String::from_utf8(table).unwrap();
    assert!(table.contains("not applied, its reference rate is out of date: cn-late-private"), "{table}");
}

#[test]
fn without_a_market_the_contract_counts_and_what_makes_no_sense_is_refused() {
    let table = String::from_utf8(KENYA.run(&[]).stdout).unwrap();
    for line in ["due on 2026-12-01, paid on 2031-12-01", "late interest         3151.73"] {
        assert!(table.contains(line), "{line}\n{table}");
    }
    let beyond = Case { name: "beyond", instalment: 13, ..KENYA }.run(&[]);
    assert_eq!(beyond.status.code(), Some(1));
    let none = Case { name: "none", instalment: 0, ..KENYA }.run(&[]);
    assert!(String::from_utf8_lossy(&none.stderr).contains("/plan/late"), "{none:?}");
}
