//! Repaying early under the law of each market that has a rule on it: amounts worked out by hand.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

mod support;

use kaimen::date::Date;
use kaimen::json::{Value, parse};
use kaimen::loan::{
    Compensation, Customs, DayCount, EarlyRule, Fee, FeeBase, FeeKind, FeeTime, Rebate, Repayment, Term,
};
use kaimen::market::Case;
use kaimen::money::{Currency, Money};
use kaimen::rate::{Months, Ppm, YearlyRate};
use kaimen::schedule::{Keep, Lawful, Settlement, Terms, prepay_by_law, schedule, settle_by_law};
use std::process::{Command, Output};
use support::under;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A loan of monthly payments with a fee on the first day.
#[derive(Clone, Copy)]
struct Loan {
    form: &'static Repayment,
    minor: i64,
    ppm: i64,
    months: u32,
    fee: i64,
    start: &'static str,
    market: &'static str,
    case: Case<'static>,
}

/// 10,000.00 in four level payments at 1 % a month, 100.00 in cash on the first day: 2,562.81 each, after the first of
/// which 7,537.19 is owed.
const LOAN: Loan = Loan {
    form: &Repayment::Level {},
    minor: 10_000_00,
    ppm: 120_000,
    months: 4,
    fee: 100_00,
    start: "2026-11-30",
    market: "cn",
    case: Case { lender: None, purpose: None, denied: &[], amount: None, months: None, yearly_cost: None },
};

impl Loan {
    fn with<T>(&self, what: impl FnOnce(&Terms<'_>) -> T) -> T {
        let fee = Fee {
            id: "fee".into(),
            kind: FeeKind::Service,
            when: FeeTime::Upfront,
            of: FeeBase::Principal,
            share: Ppm(0),
            fixed: self.fee,
            min: None,
            max: None,
            tax: None,
        };
        let currency = Currency::new(&under(self.market).currency.code).unwrap();
        what(&Terms {
            repayment: self.form,
            principal: Money::new(self.minor, currency).unwrap(),
            rate: YearlyRate::from_ppm(self.ppm),
            term: Term::of_months(Months::new(self.months).unwrap()),
            fees: &[fee],
            start: day(self.start),
            customs: Customs::plain(DayCount::EqualPeriods),
        })
    }

    /// What settles it on a day, and the ids of the rules that are about it.
    fn settled(
        &self,
        date: &str,
        contract: Option<EarlyRule>,
    ) -> Option<(Lawful<'static, Settlement>, Vec<&'static str>)> {
        let lawful = self.with(|terms| {
            let plan = schedule(terms).unwrap();
            settle_by_law(under(self.market), &self.case, (terms, &plan), day(date), contract.as_ref()).unwrap()
        })?;
        let ids = lawful.rules.iter().map(|rule| rule.id.as_str()).collect();
        Some((lawful, ids))
    }

    fn paid(&self, date: &str) -> Settlement {
        self.settled(date, None).unwrap().0.paid
    }
}

/// A contract that keeps all interest and charges 5 % of what is repaid.
fn harsh() -> EarlyRule {
    let compensation = Compensation { share: Ppm(50_000), last_year: None, free: None, within_interest: false };
    EarlyRule { rebate: Rebate::None, compensation: Some(compensation) }
}

/// Civil Code art. 677: 15 of the 31 days to the second payment bear 75.37 · 15 / 31 = 36.47, and no more is owed. The
/// harsh contract would ask for 7,537.19 + 151.24 + 376.86.
#[test]
fn china_interest_by_the_days_used_and_no_compensation() {
    let (law, rules) = LOAN.settled("2027-01-14", Some(harsh())).unwrap();
    assert_eq!((law.paid.interest, law.paid.compensation, law.paid.refund), (36_47, 0, 0));
    assert_eq!((law.paid.total(), law.asked, rules), (7_573_66, Some(8_065_29), vec!["cn-early-repayment"]));
    // Before 1 January 2021 the Civil Code did not hold: the contract alone counts.
    let (before, rules) = Loan { start: "2020-11-30", ..LOAN }.settled("2021-01-14", Some(harsh())).unwrap();
    assert_eq!((before.paid.total(), before.asked, rules.len()), (8_065_29, Some(8_065_29), 0));
}

/// Directive (EU) 2023/2225 art. 29: of the fee 75 of 120 days, 62.50, come back; 0.5 % of 7,537.19 is 37.69, less than the
/// 114.77 of interest not paid. With more than a year left it is 1 %.
#[test]
fn european_union_costs_in_proportion_and_half_a_per_cent_in_the_last_year() {
    let eu = Loan { market: "eu", ..LOAN };
    let (law, rules) = eu.settled("2027-01-14", Some(harsh())).unwrap();
    assert_eq!((law.paid.refund, law.paid.compensation, rules), (62_50, 37_69, vec!["eu-early-repayment"]));
    assert_eq!(law.paid.total(), 7_537_19 + 36_47 + 37_69 - 62_50);
    let long = Loan { months: 24, ..eu }.paid("2026-12-30");
    assert_eq!(long.compensation, (long.principal + 50) / 100);
    // Above EUR 100,000 the directive does not reach.
    assert_eq!(Loan { minor: 100_000_01, ..eu }.settled("2027-01-14", None), None);
}

/// Made under 2008/48/EC, a loan stays under it: the same numbers, from EUR 200 to EUR 75,000.
#[test]
fn european_union_a_loan_is_judged_by_the_law_of_its_day() {
    let before = Loan { market: "eu", start: "2026-11-19", ..LOAN };
    let rules = |loan: Loan| loan.settled("2027-01-14", None).map(|(_, rules)| rules);
    assert_eq!(rules(before), Some(vec!["eu-early-repayment-2008"]));
    assert_eq!(rules(Loan { start: "2026-11-20", ..before }), Some(vec!["eu-early-repayment"]));
    assert_eq!(rules(Loan { minor: 75_000_01, ..before }), None);
    assert_eq!(rules(Loan { minor: 199_99, ..before }), None);
    assert_eq!(rules(Loan { start: "2010-06-10", ..before }).map(|_| ()), None);
}

/// SI 2004/1483 reg. 4. 1,000.00 at no interest, 132.23 in cash on the first day, two payments of 500.00: 867.77 · 1.1 =
/// 954.55, less 500.00 is 454.55, times 1.1 is 500.00. So after the first payment 454.55 settles it, 45.45 less than the
/// balance; half a month later √1.1 times as much by the years of 365 days from it: 15 days, 454.55 · 1.1^(12 · 15/365).
#[test]
fn united_kingdom_the_rebate_is_actuarial_over_all_charges() {
    let uk = Loan { market: "uk", minor: 1_000_00, ppm: 0, months: 2, fee: 132_23, start: "2026-11-10", ..LOAN };
    let paid = uk.paid("2026-12-10");
    assert_eq!((paid.principal, paid.refund, paid.total(), paid.compensation), (500_00, 45_45, 454_55, 0));
    assert_eq!(uk.paid("2026-12-25").total(), 476_42);
    assert_eq!((uk.paid("2026-11-10").total(), uk.paid("2027-01-10").total()), (867_77, 0));
    // s.95A: above 8,000.00 and with more than a year left 1 %, up to a year 0.5 %, at most the interest left.
    let big = Loan { minor: 20_000_00, ppm: 120_000, months: 24, fee: 0, ..uk };
    let (early, late) = (big.paid("2026-12-10"), big.paid("2027-11-10"));
    assert_eq!(early.compensation, (early.principal + 50) / 100);
    assert_eq!(late.compensation, (late.principal + 100) / 200);
    assert_eq!(Loan { minor: 8_000_00, ..big }.paid("2026-12-10").compensation, 0);
    let free = Loan { ppm: 0, ..big }.paid("2026-12-10");
    assert_eq!((free.compensation, free.saved()), (0, 0));
}

/// 15 USC 1615. 1,000.00 flat, two payments of 576.19, which is 10 % a month: after the first, 1,100.00 − 576.19 = 523.81 is
/// owed by the actuarial method. The rule of 78 gives back a third of the interest of 152.38: 576.19 − 50.79 = 525.40.
#[test]
fn united_states_the_rule_of_78_is_barred_beyond_61_months() {
    let civilian = Case { denied: &["covered-servicemember"], ..Case::default() };
    let flat = Repayment::Flat {};
    let us = Loan {
        market: "us",
        form: Box::leak(Box::new(flat)),
        minor: 1_000_00,
        ppm: 914_280,
        months: 2,
        fee: 0,
        case: civilian,
        ..LOAN
    };
    let (law, rules) = us.settled("2026-12-30", None).unwrap();
    assert_eq!((law.paid.total(), rules), (525_40, vec!["us-unearned-interest"]));
    let by_78 = || EarlyRule { rebate: Rebate::RuleOf78, compensation: None };
    let long = Loan { ppm: 120_000, months: 72, ..us };
    let (law, rules) = long.settled("2027-11-30", Some(by_78())).unwrap();
    assert_eq!(rules, ["us-actuarial-refund"]);
    // 720.00 of interest; 60 of 72 payments are left: 60 · 61 / (72 · 73) of it comes back, and no less by law.
    let asked = 1_720_00 / 72 * 60 - 720_00 * 60 * 61 / (72 * 73);
    assert!((law.asked.unwrap() - asked).abs() <= 60, "{:?} {asked}", law.asked);
    assert!(law.paid.total() < law.asked.unwrap(), "{law:?}");
    assert_eq!(Loan { start: "1993-09-30", ..long }.settled("1994-11-30", None), None);
    // Whoever is in the armed forces is charged nothing for it, as everyone is taken to be who does not say.
    let some = EarlyRule { rebate: Rebate::InterestToTheDay, ..harsh() };
    let compensation =
        |case| Loan { case, ..us }.settled("2026-12-30", Some(some.clone())).unwrap().0.paid.compensation;
    assert_eq!(compensation(Case::default()), 0);
}

/// California bars a charge for prepaying from 2,500 to under 10,000; India for microfinance. Neither says what comes back.
#[test]
fn where_a_charge_is_barred_the_contract_says_the_rest() {
    let contract = || EarlyRule { rebate: Rebate::InterestToTheDay, ..harsh() };
    let india = Loan { market: "in", minor: 5_000_00, ..LOAN };
    assert_eq!(india.settled("2026-12-30", None), None);
    let (law, rules) = india.settled("2026-12-30", Some(contract())).unwrap();
    assert_eq!((law.paid.compensation, rules), (0, vec!["in-microfinance-no-prepayment-charge"]));
    assert!(law.asked > Some(law.paid.total()));
    let (free, _) = Loan { start: "2022-03-31", ..india }.settled("2022-04-30", Some(contract())).unwrap();
    assert!(free.paid.compensation > 0);
    let california = Loan { market: "us-ca", minor: 5_000_00, ..LOAN };
    let (law, rules) = california.settled("2026-12-30", Some(contract())).unwrap();
    assert_eq!(law.paid.compensation, 0);
    assert!(rules.contains(&"us-ca-no-prepayment-penalty"), "{rules:?}");
}

/// CDC art. 52 §2: interest and charges in proportion, nothing more.
#[test]
fn brazil_costs_in_proportion_and_nothing_more() {
    let (law, rules) = Loan { market: "br", ..LOAN }.settled("2027-01-14", Some(harsh())).unwrap();
    assert_eq!((law.paid.total(), law.paid.compensation), (7_537_19 + 36_47 - 62_50, 0));
    assert_eq!(rules, ["br-early-settlement"]);
}

#[test]
fn a_part_repaid_is_under_the_law_too() {
    let made = LOAN.with(|terms| {
        let plan = schedule(terms).unwrap();
        let part = (5_000_00, Keep::Term);
        prepay_by_law(under("cn"), &LOAN.case, (terms, &plan), day("2026-12-30"), part, Some(&harsh()))
            .unwrap()
            .unwrap()
    });
    assert_eq!((made.paid.paid.total(), made.asked), (5_000_00, Some(5_250_00)));
    assert_eq!(made.paid.rest.instalments.len(), 3);
}

/// A contract kinder than the law stays as it is.
#[test]
fn the_law_takes_nothing_from_a_kinder_contract() {
    let kind = EarlyRule { rebate: Rebate::ProportionalTotalCost, compensation: None };
    let (law, _) = LOAN.settled("2027-01-14", Some(kind)).unwrap();
    assert_eq!((law.paid.total(), law.asked), (7_511_16, Some(7_511_16)));
}

fn kaimen(arguments: &[&str]) -> Output {
    let flags = ["schedule", "--amount", "10,000", "--rate", "12%", "--count", "4", "--start", "2026-11-30"];
    let command = Command::new(env!("CARGO_BIN_EXE_kaimen"))
        .args(flags)
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output();
    command.unwrap()
}

#[test]
fn the_command_applies_the_law_and_names_it() {
    let cn = ["--market", "www/markets/cn.json", "--early", "2027-01-14"];
    let table = String::from_utf8(kaimen(&cn).stdout).unwrap();
    for line in ["paid on the day        7573.66", "by the law: cn-early-repayment", "  CN-12 Civil Code art. 677"] {
        assert!(table.contains(line), "{line}\n{table}");
    }
    let json = kaimen(&[&cn[..], &["--part", "5,000.00", "--json"]].concat());
    let json = parse(&String::from_utf8(json.stdout).unwrap()).unwrap();
    let settlement = json.get("settlement").unwrap();
    assert_eq!(settlement.get("principalMinor"), Some(&Value::Int(5_000_00)));
    assert_eq!(settlement.get("rules").unwrap().items()[0].get("id").unwrap().as_text(), Some("cn-early-repayment"));

    // 10,000.00 at 5 % of what is repaid, by contract.
    let contract = r#"{"schema": "kaimen/terms@1", "currency": {"code": "CNY", "minorUnits": 2, "stepMinor": 1},
        "ratePpm": 120000, "dayCount": "equal-periods", "plan": {"kind": "instalments", "amountMinor": 1000000,
        "repayment": {"kind": "level"}, "term": {"periods": 4, "every": {"count": 1, "unit": "month"}},
        "start": "2026-11-30", "early": {"date": "2027-01-14", "rule": {"rebate": "none",
        "compensation": {"sharePpm": 50000, "withinInterest": false}}}}}"#;
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("harsh.json");
    std::fs::write(&file, contract).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_kaimen"))
        .args(["schedule", file.to_str().unwrap(), "--market", "www/markets/cn.json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let table = String::from_utf8(run.stdout).unwrap();
    assert!(table.contains("the contract asks for more than the law allows: 8065.29"), "{table}");
}

#[test]
fn the_command_says_where_no_rule_is_known_and_what_does_not_fit() {
    let without = kaimen(&["--market", "www/markets/in.json", "--early", "2027-01-14"]);
    assert_eq!(without.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&without.stderr).contains("/plan/early/rule"));
    for (arguments, code) in [
        (["--lender", "uncle"], "unknown-lender-class"),
        (["--purpose", "moon"], "unknown-purpose"),
        (["--borrower", "king"], "unknown-borrower-class"),
        (["--currency", "USD"], "wrong-currency"),
    ] {
        let refused = kaimen(&[&["--market", "www/markets/cn.json"][..], &arguments].concat());
        assert_eq!(refused.status.code(), Some(2), "{code}");
        assert!(String::from_utf8_lossy(&refused.stderr).contains(code), "{refused:?}");
    }
}
