//! What holds of every schedule, whatever its form, period, day count, calendar, currency and fees.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

mod support;

use kaimen::cli::schema::schemas;
use kaimen::date::Date;
use kaimen::decision::decide;
use kaimen::flow::{CashFlow, Period, PeriodUnit};
use kaimen::form::read_application;
use kaimen::json::{Value, parse};
use kaimen::loan::{
    Compensation, Customs, DayCount, EarlyRule, Fee, FeeBase, FeeKind, FeeTime, Rebate, Repayment, Roll, Term,
    YearFraction,
};
use kaimen::market::Case;
use kaimen::money::{Currency, Money, Rounding, scaled};
use kaimen::pack::read_pack;
use kaimen::product::Offer;
use kaimen::rate::{Ppm, YearlyRate};
use kaimen::schedule::{
    Account, Event, Instalment, Keep, Lawful, Schedule, ScheduleError, Terms, account_flows, ledger, prepay, schedule,
    settle, settle_by_law,
};
use proptest::prelude::*;
use std::process::{Command, Output, Stdio};
use support::{application_json, at, decided, has_record, market, pack_json, today, under};

/// Terms that own what they are made of.
#[derive(Clone, Debug)]
struct Contract {
    form: Repayment,
    principal: Money,
    ppm: i64,
    term: Term,
    fees: Vec<Fee>,
    start: Date,
    count: DayCount,
    step: i64,
    first: Option<Date>,
    month_end: bool,
    roll: Roll,
    holidays: Vec<Date>,
}

impl Contract {
    fn terms(&self) -> Terms<'_> {
        Terms {
            repayment: &self.form,
            principal: self.principal,
            rate: YearlyRate::from_ppm(self.ppm),
            term: self.term,
            fees: &self.fees,
            start: self.start,
            customs: Customs {
                count: self.count,
                step: self.step,
                first: self.first,
                last: None,
                month_end: self.month_end,
                roll: self.roll,
                holidays: &self.holidays,
            },
        }
    }

    fn plan(&self) -> Result<Schedule, ScheduleError> {
        schedule(&self.terms())
    }
}

fn form() -> impl Strategy<Value = Repayment> {
    prop_oneof![
        Just(Repayment::Level {}),
        Just(Repayment::EqualPrincipal {}),
        Just(Repayment::InterestFirst {}),
        Just(Repayment::Bullet {}),
        Just(Repayment::DayInterest {}),
        Just(Repayment::Flat {}),
        (1_i64..2_000_000).prop_map(|instalment| Repayment::Given { instalment }),
        (0_i64..=200_000, 1_u32..=12).prop_map(|(step, each)| Repayment::Graduated { step: Ppm(step), each }),
        proptest::collection::vec(0_u32..=5, 12).prop_map(|weights| Repayment::Seasonal { weights }),
        (0_u32..=12).prop_map(|periods| Repayment::InterestOnly { periods }),
        proptest::collection::vec(1_u32..=12, 0..=6).prop_map(|months| Repayment::Skipped { months }),
        (0_i64..1_000_000).prop_map(|share| Repayment::Balloon { share: Ppm(share) }),
    ]
}

fn fee() -> impl Strategy<Value = Fee> {
    let when = proptest::sample::select(FeeTime::ALL);
    let kind = proptest::sample::select(FeeKind::ALL);
    (when, kind, 0_i64..=30_000, 0_i64..=500, proptest::option::of(0_i64..=200_000), any::<bool>()).prop_map(
        |(when, kind, share, fixed, tax, on_balance)| Fee {
            id: "fee".into(),
            kind,
            when,
            of: if on_balance { FeeBase::Balance } else { FeeBase::Principal },
            share: Ppm(share),
            fixed,
            min: None,
            max: None,
            tax: tax.map(Ppm),
        },
    )
}

/// Currencies with 2, 0 and 3 decimals, and those whose smallest coin is more than a minor unit.
fn currency() -> impl Strategy<Value = (&'static str, i64)> {
    proptest::sample::select(&[("CNY", 1), ("JPY", 1), ("KWD", 1), ("CHF", 5), ("IDR", 10_000)][..])
}

fn contract() -> impl Strategy<Value = Contract> {
    let unit = proptest::sample::select(PeriodUnit::ALL);
    let term = (1_u32..=48, 1_u32..=3, unit);
    let money = (prop_oneof![1_i64..=1_000, 1_i64..=5_000_000, 1_i64..=1_000_000_000_000], currency());
    let rate = prop_oneof![Just(0_i64), 0_i64..=400_000, 0_i64..=4_000_000];
    let calendar = (
        proptest::sample::select(DayCount::ALL),
        proptest::option::of(0_i64..=100),
        any::<bool>(),
        proptest::sample::select(Roll::ALL),
        proptest::collection::vec(0_i32..1_500, 0..=3),
        0_i32..40_000,
    );
    let fees = proptest::collection::vec(fee(), 0..=2);
    (form(), money, rate, term, calendar, fees).prop_map(
        |(form, (minor, (code, step)), ppm, (periods, each, unit), (count, odd, month_end, roll, off, start), fees)| {
            let start_day = Date::from_days(start);
            Contract {
                form,
                principal: Money::new(minor, Currency::new(code).unwrap()).unwrap(),
                ppm,
                term: Term { periods, every: Period { count: each, unit } },
                fees,
                start: start_day,
                count,
                step,
                first: odd.map(|days| start_day.plus_days(days)),
                month_end,
                roll,
                holidays: off.into_iter().map(|day| Date::from_days(start + day)).collect(),
            }
        },
    )
}

/// What is no schedule is refused for a reason that these terms can have.
fn refused(error: ScheduleError) -> Result<(), TestCaseError> {
    let known = [
        ScheduleError::Form,
        ScheduleError::NothingDue,
        ScheduleError::NoTerm,
        ScheduleError::DaysOutOfOrder,
        ScheduleError::FeesOverPrincipal,
    ];
    prop_assert!(known.contains(&error), "{error:?}");
    Ok(())
}

fn sum(rows: &[Instalment], part: fn(&Instalment) -> i64) -> i64 {
    rows.iter().map(part).sum()
}

/// The interest of days by the long way.
fn accrued(balance: i64, contract: &Contract, part: YearFraction) -> i64 {
    let by = part.by * 1_000_000 * contract.step;
    scaled(balance, contract.ppm * part.of, by, Rounding::HalfUp).unwrap() * contract.step
}

/// Each day in turn: the oracle of the day counts.
fn counted(from: Date, to: Date) -> (i64, i64) {
    let (mut leap, mut other) = (0, 0);
    let mut day = from;
    while day < to {
        match Date::new(day.civil().0, 2, 29) {
            Some(_) => leap += 1,
            None => other += 1,
        }
        day = day.plus_days(1);
    }
    (leap, other)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, max_global_rejects: 200_000, ..ProptestConfig::default() })]

    #[test]
    fn principal_sums_to_the_amount_and_nothing_is_negative(contract in contract()) {
        let plan = match contract.plan() {
            Ok(plan) => plan,
            Err(error) => return refused(error),
        };
        let mut balance = contract.principal.minor();
        let mut day = contract.start;
        for row in &plan.instalments {
            prop_assert!(row.principal >= 0 && row.interest >= 0 && row.fees >= 0 && row.due >= day, "{row:?}");
            balance -= row.principal;
            prop_assert_eq!(row.balance, balance);
            day = row.due;
        }
        prop_assert_eq!(balance, 0);
        prop_assert_eq!(sum(&plan.instalments, |row| row.principal), contract.principal.minor());
        prop_assert!(plan.instalments.len() <= usize::try_from(contract.term.periods).unwrap());
    }

    #[test]
    fn amounts_go_by_the_step_of_the_currency(contract in contract()) {
        let whole = contract.principal.minor() / contract.step * contract.step;
        let contract = Contract {
            principal: Money::new(whole, contract.principal.currency()).unwrap(),
            form: match contract.form {
                Repayment::Given { instalment } => Repayment::Given { instalment: instalment * contract.step },
                form => form,
            },
            fees: Vec::new(),
            ..contract
        };
        for row in contract.plan().iter().flat_map(|plan| &plan.instalments) {
            prop_assert_eq!([row.principal % contract.step, row.interest % contract.step], [0, 0]);
        }
    }

    #[test]
    fn interest_is_what_the_day_count_says(contract in contract(), days in proptest::sample::select(
        &[DayCount::Act365, DayCount::Act360, DayCount::ActAct, DayCount::Thirty360, DayCount::ThirtyE360][..])) {
        let contract = Contract { count: days, ..contract };
        let Ok(plan) = contract.plan() else { return Ok(()) };
        let principal = contract.principal.minor();
        let is_flat = contract.form == Repayment::Flat {};
        // Interest that a payment does not cover is carried: never more is paid than has run, and all of it in the end.
        let (mut from, mut balance, mut carried) = (contract.start, principal, 0);
        for row in &plan.instalments {
            carried += accrued(if is_flat { principal } else { balance }, &contract, days.fraction(from, row.due));
            prop_assert!(row.interest <= carried, "{row:?}");
            let covers = matches!(contract.form, Repayment::InterestFirst {} | Repayment::EqualPrincipal {}
                | Repayment::DayInterest {} | Repayment::Bullet {} | Repayment::Flat {});
            prop_assert!(!covers || row.interest == carried);
            carried -= row.interest;
            (from, balance) = (row.due, row.balance);
        }
        prop_assert_eq!(carried, 0);
    }

    #[test]
    fn equal_periods_bear_equal_parts_of_the_year(contract in contract()) {
        let contract = Contract { count: DayCount::EqualPeriods, first: None, form: Repayment::EqualPrincipal {}, ..contract };
        let Ok(plan) = contract.plan() else { return Ok(()) };
        let mut balance = contract.principal.minor();
        for row in &plan.instalments {
            prop_assert_eq!(row.interest, accrued(balance, &contract, contract.term.every.of_year()));
            balance = row.balance;
        }
    }

    #[test]
    fn level_instalments_are_level(contract in contract()) {
        let contract = Contract { form: Repayment::Level {}, fees: Vec::new(), ..contract };
        let Ok(plan) = contract.plan() else { return Ok(()) };
        let totals: Vec<i64> = plan.instalments.iter().map(Instalment::total).collect();
        let (last, level) = totals.split_last().unwrap();
        // Where the step is coarse the loan may be repaid before its end: then one payment is less and no more are due.
        let first_short = level.iter().position(|total| *total != level[0]).unwrap_or(level.len());
        let after: i64 = level.get(first_short + 1..).unwrap_or_default().iter().sum();
        prop_assert!(first_short == level.len() || (level[first_short] < level[0] && after + last == 0), "{totals:?}");
    }

    #[test]
    fn a_higher_rate_never_costs_less(contract in contract(), more in 10_000_i64..=500_000) {
        let whole = contract.principal.minor().max(100_000 * contract.step);
        let contract = Contract {
            principal: Money::new(whole, contract.principal.currency()).unwrap(),
            fees: Vec::new(),
            ..contract
        };
        let dearer = Contract { ppm: contract.ppm + more, ..contract.clone() };
        // Beyond that what is rounded off an instalment grows past the loan itself.
        let months = contract.term.months().map_or(0, |months| i64::from(months.get()));
        prop_assume!(dearer.ppm * months <= 60_000_000);
        let (Ok(plan), Ok(other)) = (contract.plan(), dearer.plan()) else { return Ok(()) };
        let [cost, dear] = [plan, other].map(|plan| sum(&plan.instalments, |row| row.interest));
        prop_assert!(cost <= dear, "{cost} at {} and {dear} at {}", contract.ppm, dearer.ppm);
    }

    #[test]
    fn flows_are_what_is_received_and_paid(contract in contract(), left_out in proptest::sample::select(FeeKind::ALL)) {
        let Ok(plan) = contract.plan() else { return Ok(()) };
        let total = |list: &[CashFlow]| list.iter().map(|flow| flow.minor).sum::<i64>();
        let (all, some) = (plan.flows(&[]), plan.flows(&[left_out]));
        let charges = |keep: &dyn Fn(FeeKind) -> bool| {
            plan.charges.iter().filter(|charge| keep(charge.kind)).map(|charge| charge.minor).sum::<i64>()
        };
        let cost = total(&all.paid) - total(&all.received);
        prop_assert_eq!(cost, sum(&plan.instalments, |row| row.interest) + charges(&|_| true));
        let less = total(&some.paid) - total(&some.received);
        prop_assert_eq!(cost - less, charges(&|kind| kind == left_out));
    }

    #[test]
    fn settling_early_never_costs_more_than_staying(
        contract in contract(),
        after in 0_i64..2_000,
        share in 0_i64..=50_000,
        rebate in proptest::sample::select(Rebate::ALL),
    ) {
        let Ok(plan) = contract.plan() else { return Ok(()) };
        let span = plan.instalments.last().unwrap().due.days_since(contract.start);
        let date = contract.start.plus_days(after.min(span));
        let compensation = Compensation { share: Ppm(share), last_year: None, free: None, within_interest: true };
        for compensation in [None, Some(compensation)] {
            let paid = settle(&contract.terms(), &plan, date, &EarlyRule { rebate, compensation }).unwrap();
            prop_assert!(paid.saved() >= 0, "{paid:?}");
            prop_assert!(paid.interest >= 0 && paid.fees >= 0 && paid.refund >= 0 && paid.compensation >= 0);
            let left: i64 = plan.instalments.iter().filter(|row| row.due > date).map(Instalment::total).sum();
            prop_assert_eq!(paid.remaining, left);
        }
    }

    /// Whatever the contract asks for: where a market has a rule, its law keeps it from costing more.
    #[test]
    fn by_law_settling_early_never_costs_more_than_staying(
        contract in contract(),
        after in 0_i64..2_000,
        asked in proptest::option::of((0_i64..=200_000, proptest::sample::select(Rebate::ALL))),
        market in proptest::sample::select(&["br", "cn", "eu", "uk", "us", "us-ca"][..]),
    ) {
        let Ok(plan) = contract.plan() else { return Ok(()) };
        let span = plan.instalments.last().unwrap().due.days_since(contract.start);
        let date = contract.start.plus_days(after.min(span));
        let market = under(market);
        let compensation = |share| Compensation { share: Ppm(share), last_year: None, free: None, within_interest: false };
        let rule = asked.map(|(share, rebate)| EarlyRule { rebate, compensation: Some(compensation(share)) });
        let terms = contract.terms();
        let lawful = settle_by_law(market, &Case::default(), (&terms, &plan), date, rule.as_ref()).unwrap();
        let Some(Lawful { paid, asked, rules }) = lawful else { return Ok(()) };
        if rules.iter().any(|rule| market.early_repayment.iter().any(|one| one.rule.id == rule.id)) {
            prop_assert!(paid.saved() >= 0, "{paid:?}");
        }
        prop_assert!(asked.is_none_or(|asked| paid.total() <= asked), "{paid:?} {asked:?}");
    }

    #[test]
    fn a_part_repaid_leaves_the_rest_and_saves_interest(
        contract in contract(),
        after in 0_i64..2_000,
        part in 1_i64..1_000_000,
        keep in proptest::sample::select(&[Keep::Instalment, Keep::Term][..]),
    ) {
        let contract = Contract { fees: Vec::new(), ..contract };
        let Ok(plan) = contract.plan() else { return Ok(()) };
        let span = plan.instalments.last().unwrap().due.days_since(contract.start);
        let date = contract.start.plus_days(after.min(span));
        let rule = EarlyRule { rebate: Rebate::InterestToTheDay, compensation: None };
        let whole = settle(&contract.terms(), &plan, date, &rule).unwrap().principal;
        let months = contract.term.months().map_or(0, |months| i64::from(months.get()));
        prop_assume!(whole > 1 && contract.form != Repayment::Flat {} && contract.ppm * months <= 24_000_000);
        let part = part.min(whole - 1);
        let prepaid = prepay(&contract.terms(), &plan, date, part, keep, &rule).unwrap();
        let rows = &prepaid.rest.instalments;
        prop_assert_eq!(sum(rows, |row| row.principal), whole - part);
        prop_assert_eq!(rows.last().unwrap().balance, 0);
        let later = rows.iter().all(|row| row.principal >= 0 && row.interest >= 0 && row.due > date);
        prop_assert!(later, "{rows:?}");
        // Each period's interest is rounded once more, and so is the instalment, which adds up.
        let slack = contract.step * i64::try_from(rows.len() + 2).unwrap() * 8;
        let stay = prepaid.paid.remaining;
        let go = prepaid.paid.total() + sum(rows, Instalment::total);
        prop_assert!(go <= stay + slack, "{go} instead of {stay}");
    }

    #[test]
    fn nothing_is_lost_in_a_running_account(
        ppm in 0_i64..=1_000_000,
        count in proptest::sample::select(DayCount::ALL),
        events in proptest::collection::vec((any::<bool>(), 0_i64..=60, 1_i64..=1_000_000), 1..=20),
    ) {
        let account = Account { rate: YearlyRate::from_ppm(ppm), count, fees: &[], step: 1 };
        let mut day = Date::new(2026, 11, 23).unwrap();
        let events: Vec<Event> = events.into_iter().map(|(draw, days, minor)| {
            day = day.plus_days(days);
            if draw { Event::Draw { date: day, minor } } else { Event::Repayment { date: day, minor } }
        }).collect();
        let entries = ledger(&account, &events).unwrap();
        let last = entries.last().unwrap();
        let of = |part: fn(&kaimen::schedule::Entry) -> i64| entries.iter().map(part).sum::<i64>();
        prop_assert_eq!(of(|entry| entry.received), of(|entry| entry.principal) + last.balance);
        prop_assert_eq!(of(|entry| entry.accrued), of(|entry| entry.interest) + last.interest_owed);
        let flows = account_flows(&entries);
        let paid: i64 = flows.paid.iter().map(|flow| flow.minor).sum();
        prop_assert_eq!(paid, of(|entry| entry.fees + entry.interest + entry.principal));
        for entry in &entries {
            prop_assert!(entry.balance >= 0 && entry.interest_owed >= 0 && entry.surplus >= 0);
            prop_assert!(entry.surplus == 0 || entry.owed() == 0);
        }
    }

    #[test]
    fn actual_days_are_counted_one_by_one(start in -20_000_i32..60_000, days in 0_i64..1_500) {
        let from = Date::from_days(start);
        let to = from.plus_days(days);
        let (leap, other) = counted(from, to);
        let part = DayCount::ActAct.fraction(from, to);
        // leap/366 + other/365, on whatever denominator.
        prop_assert_eq!(part.of * 366 * 365, (leap * 365 + other * 366) * part.by);
        prop_assert_eq!(DayCount::Act365.fraction(from, to), YearFraction { of: leap + other, by: 365 });
        prop_assert_eq!(DayCount::Act360.fraction(from, to), YearFraction { of: leap + other, by: 360 });
    }
}

/// The shipped pack with another form, period and terms for its first product.
fn offers_of(form: &str, every: &str, terms: &str, count: &str) -> Vec<Offer> {
    let mut pack = pack_json();
    for (key, value) in [("repayment", form), ("every", every), ("terms", terms), ("dayCount", count)] {
        pack = at(pack, &format!("/products/0/{key}"), parse(value).unwrap());
    }
    let pack = read_pack(&pack, market()).unwrap();
    let application = read_application(&application_json(&has_record()), market(), &pack, today()).unwrap();
    decide(market(), &pack, &application, today())
        .offers
        .into_iter()
        .filter(|offer| offer.product == "steady")
        .collect()
}

#[test]
fn a_pack_may_lend_by_the_fortnight_and_by_every_form() {
    let months = r#"{"count": 1, "unit": "month"}"#;
    let fortnights =
        offers_of(r#"{"kind": "equal-principal"}"#, r#"{"count": 2, "unit": "week"}"#, "[13, 26]", r#""act-365""#);
    assert!(!fortnights.is_empty());
    for offer in &fortnights {
        let days: Vec<i64> = offer.schedule.due.windows(2).map(|pair| pair[1].days_since(pair[0])).collect();
        assert!(days.iter().all(|days| *days == 14), "{days:?}");
        // What falls due in a month is more than two instalments: 26 in a year.
        assert!(offer.burden > offer.instalment * 2, "{offer:?}");
        assert_eq!(offer.total, offer.principal + offer.interest + offer.fees);
    }
    for form in [
        r#"{"kind": "interest-first"}"#,
        r#"{"kind": "bullet"}"#,
        r#"{"kind": "graduated", "stepPpm": 50000, "each": 3}"#,
        r#"{"kind": "seasonal", "weights": [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1]}"#,
        r#"{"kind": "interest-only-then-level", "periods": 3}"#,
        r#"{"kind": "skipped", "months": [2]}"#,
        r#"{"kind": "balloon", "sharePpm": 300000}"#,
    ] {
        let offers = offers_of(form, months, "[6, 9]", r#""equal-periods""#);
        assert!(!offers.is_empty(), "{form}");
        for offer in offers {
            assert_eq!(offer.schedule.principal.iter().sum::<i64>(), offer.principal, "{form}");
            assert!(offer.burden <= decided(&has_record()).capacity.unwrap().instalment, "{form}");
        }
    }
}

#[test]
fn a_pack_whose_products_make_no_sense_is_refused() {
    for (key, value, code) in [
        ("repayment", r#"{"kind": "flat"}"#, "repayment-not-for-products"),
        ("repayment", r#"{"kind": "given", "instalmentMinor": 1}"#, "repayment-not-for-products"),
        ("repayment", r#"{"kind": "skipped", "months": [13]}"#, "repayment-does-not-fit"),
        ("repayment", r#"{"kind": "interest-only-then-level", "periods": 3}"#, "repayment-does-not-fit"),
        ("repayment", r#"{"kind": "day-interest"}"#, "day-count-does-not-fit"),
        ("every", r#"{"count": 0, "unit": "month"}"#, "term-out-of-range"),
        ("terms", "[601]", "term-out-of-range"),
        ("fees/0/of", r#""instalment""#, ""),
        ("fees/0/minMinor", "-1", "number-out-of-range"),
    ] {
        let pack = at(pack_json(), &format!("/products/0/{key}"), parse(value).unwrap());
        let codes: Vec<&str> =
            read_pack(&pack, market()).err().unwrap_or_default().iter().map(|problem| problem.code).collect();
        assert_eq!(codes, Vec::from_iter(Some(code).filter(|code| !code.is_empty())), "{key} {value}");
    }
}

fn kaimen(arguments: &[&str]) -> Output {
    let command = Command::new(env!("CARGO_BIN_EXE_kaimen")).arg("schedule").args(arguments).output();
    command.unwrap()
}

const TERMS: &str = r#"{"schema": "kaimen/terms@1", "currency": {"code": "CNY", "minorUnits": 2, "stepMinor": 1},
    "ratePpm": 120000, "dayCount": "equal-periods", "plan": {"kind": "instalments", "amountMinor": 1000000,
    "repayment": {"kind": "level"}, "term": {"periods": 4, "every": {"count": 1, "unit": "month"}}, "start": "2026-11-30",
    "early": {"date": "2026-12-30", "partMinor": 500000,
        "rule": {"rebate": "interest-to-the-day"}}}}"#;

#[test]
fn the_command_prints_a_table_json_or_rows() {
    let flags = ["--amount", "10000", "--rate", "12%", "--count", "4", "--start", "2026-11-30"];
    let printed = |more: &[&str]| String::from_utf8(kaimen(&[&flags[..], more].concat()).stdout).unwrap();
    let table = printed(&["--language", "zh-Hans"]);
    let rows: Vec<&str> = table.lines().take(5).collect();
    assert_eq!(rows[1], "  1  2026-12-30  2562.81  2462.81  100.00  0.00   7537.19");
    assert!(rows[0].starts_with("期   日期           应还"), "{}", rows[0]);
    let rows = printed(&["--csv"]);
    assert_eq!(rows.lines().last().unwrap(), "2027-03-30,2562.81,2537.44,25.37,0.00,0.00");
    let plan = parse(&printed(&["--json"])).unwrap();
    assert_eq!(plan.get("interestMinor").and_then(Value::as_int), Some(251_24));
}

#[test]
fn the_command_reads_terms_and_what_ships_fits_their_schemas() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("terms.json");
    std::fs::write(&file, TERMS).unwrap();
    let output = kaimen(&[file.to_str().unwrap(), "--json"]);
    let made = parse(&String::from_utf8(output.stdout).unwrap()).unwrap();
    let rest = made.get("rest").and_then(|rest| rest.get("principalMinor")).unwrap();
    assert_eq!(rest.items().iter().filter_map(Value::as_int).sum::<i64>(), 2_537_19);
    for (document, value) in [("terms", parse(TERMS).unwrap()), ("schedule", made)] {
        let (_, schema) = schemas().into_iter().find(|(name, _)| *name == document).unwrap();
        let schema = serde_json::to_value(&schema).unwrap();
        assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&serde_json::to_value(&value).unwrap()));
    }
}

#[test]
fn the_command_lists_every_problem() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("bad-terms.json");
    let bad = TERMS.replace("1000000", "0").replace("\"periods\": 4", "\"periods\": 0").replace("CNY", "yuan");
    std::fs::write(&file, bad).unwrap();
    let output = kaimen(&[file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let problems = parse(&String::from_utf8(output.stderr).unwrap()).unwrap();
    let paths: Vec<&str> =
        problems.items().iter().filter_map(|problem| problem.get("path").and_then(Value::as_text)).collect();
    assert_eq!(paths, ["/currency/code", "/plan/amountMinor", "/plan/term"]);
    assert_eq!(kaimen(&["no-such-file.json"]).status.code(), Some(3));
    assert_eq!(kaimen(&[]).status.code(), Some(2));
}

#[test]
fn the_command_says_what_is_wrong_with_a_flag() {
    let loan = ["--amount", "10000", "--rate", "12%", "--count", "12", "--start", "2026-11-23"];
    let law = ["--market", "www/markets/cn.json"];
    for (more, words) in [
        (vec!["--early", "2030-01-01"], "to that of the last payment"),
        (vec!["--borrower", "martian"], "university-student"),
        (vec!["--lender", "uncle"], "microloan-company"),
        (vec!["--early", "2027-01-01", "--part", "-5"], "not-an-amount"),
    ] {
        let output = kaimen(&[&loan[..], &law[..], &more[..]].concat());
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(words), "{error}");
        assert_eq!(output.status.code(), Some(2), "{error}");
    }
}

#[test]
fn a_running_account_is_read_from_lines_and_a_closed_pipe_is_no_error() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("events.csv");
    std::fs::write(&file, "date,received,paid\n2026-11-01,1000,\n2026-11-11,,505\n2026-11-21,,502.50\n").unwrap();
    let output = kaimen(&[file.to_str().unwrap(), "--rate", "18.25%", "--csv"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().last().unwrap(), "2026-11-21,0.00,502.50,2.50,0.00,2.50,500.00,0.00,0.00,0.00");

    let mut child = Command::new(env!("CARGO_BIN_EXE_kaimen"))
        .args(["schedule", "--amount", "100000", "--rate", "12%", "--count", "360", "--csv"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn an_amount_of_a_line_may_have_commas_and_what_is_none_is_named_by_line_and_column() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("commas-events.csv");
    std::fs::write(&file, "date,received,paid\n2026-11-01,\"1,000.00\",\n2026-11-11,,\"1,005.00\"\n").unwrap();
    let arguments = [file.to_str().unwrap(), "--rate", "18.25%", "--csv"];
    let text = String::from_utf8(kaimen(&arguments).stdout).unwrap();
    assert_eq!(text.lines().last().unwrap(), "2026-11-11,0.00,1005.00,5.00,0.00,5.00,1000.00,0.00,0.00,0.00");

    std::fs::write(&file, "date,received,paid\n2026-11-01,\"10,00\",\nyesterday,,５\n2026-11-21,1\n").unwrap();
    let output = kaimen(&arguments);
    assert_eq!(output.status.code(), Some(1));
    let problems = parse(&String::from_utf8(output.stderr).unwrap()).unwrap();
    let told = |key: &str| -> Vec<String> {
        problems.items().iter().map(|problem| problem.get(key).unwrap().as_text().unwrap().into()).collect()
    };
    assert_eq!(told("path"), ["/csv/2/received", "/csv/3/date", "/csv/3/paid", "/csv/4"]);
    let messages = told("message");
    for (message, start) in
        messages.iter().zip(["line 2, column received", "line 3, column date", "line 3, column paid", "line 4"])
    {
        assert!(message.starts_with(start), "{message}");
    }
}
