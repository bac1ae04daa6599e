//! Schedules of the cases, made by the engine. Where a case doesn't round, the minor unit is a millionth.

use crate::case::Answer;
use crate::flows::{date, number, number_or, period, repeated};
use kaimen::apr::compounded;
use kaimen::date::Date;
use kaimen::flow::{Period, PeriodUnit};
use kaimen::loan::{Customs, DayCount, Repayment, Term};
use kaimen::money::Money;
use kaimen::rate::YearlyRate;
use kaimen::schedule::{Account, Event, Schedule, Terms, ledger, schedule};
use serde_json::Value;

const CENTS: f64 = 1e2;
const MILLIONTHS: f64 = 1e6;

fn rate(inputs: &Value) -> YearlyRate {
    YearlyRate::from_ppm((number(&inputs["nominal_rate_pct"]) * 1e4).round() as i64)
}

fn plan(inputs: &Value, repayment: &Repayment, units: f64) -> Schedule {
    let every = match number_or(&inputs["periods_per_year"], 12.0) as u32 {
        52 => Period { count: 1, unit: PeriodUnit::Week },
        26 => Period { count: 2, unit: PeriodUnit::Week },
        24 => Period { count: 1, unit: PeriodUnit::HalfMonth },
        13 => Period { count: 4, unit: PeriodUnit::Week },
        365 => Period::DAY,
        per_year => Period { count: 12 / per_year, unit: PeriodUnit::Month },
    };
    let terms = Terms {
        repayment,
        principal: Money::cny((number(&inputs["principal"]) * units).round() as i64).unwrap(),
        rate: rate(inputs),
        // Where the instalment is given the loan ends when all is repaid.
        term: Term {
            periods: number_or(&inputs["periods"], 600.0) as u32,
            every: period(&inputs["every"]).unwrap_or(every),
        },
        fees: &[],
        start: date(&inputs["loan_date"]).unwrap_or(Date::EPOCH),
        customs: Customs::plain(DayCount::EqualPeriods),
    };
    schedule(&terms).unwrap()
}

/// Totals, and every row.
fn outcome(plan: &Schedule, units: f64) -> Answer {
    let interest: i64 = plan.instalments.iter().map(|row| row.interest).sum();
    let paid: i64 = plan.instalments.iter().map(|row| row.total()).sum();
    let of_row = |place: usize| plan.instalments.get(place).map_or(0.0, |row| row.total() as f64 / units);
    let last = of_row(plan.instalments.len() - 1);
    let mut answer = Answer::from([
        ("total_interest".into(), interest as f64 / units),
        ("total_paid".into(), paid as f64 / units),
        ("number_of_payments".into(), plan.instalments.len() as f64),
        ("first_payment".into(), of_row(0)),
        ("second_payment".into(), of_row(1)),
        ("last_payment".into(), last),
        ("final_payment".into(), last),
        ("monthly_decrease".into(), of_row(0) - of_row(1)),
    ]);
    for (n, row) in (1..).zip(&plan.instalments) {
        let parts = [
            ("interest", row.interest),
            ("principal", row.principal),
            ("payment", row.total()),
            ("balance", row.balance),
        ];
        answer.extend(parts.map(|(key, minor)| (format!("rows.{n}.{key}"), minor as f64 / units)));
    }
    answer
}

fn is_exact(inputs: &Value) -> bool {
    inputs["rounding"].as_str().is_none_or(|rounding| rounding == "none")
}

/// Level instalments, or instalments of a given amount until all is repaid.
pub fn level_payment(inputs: &Value) -> Answer {
    let units = if is_exact(inputs) { MILLIONTHS } else { CENTS };
    let given = inputs["payment"].as_f64().map(|payment| (payment * units).round() as i64);
    let repayment = given.map_or(Repayment::Level {}, |instalment| Repayment::Given { instalment });
    let plan = plan(inputs, &repayment, units);
    let mut answer = outcome(&plan, units);
    let payment = (plan.instalments[0].total() as f64 / units * CENTS).round() / CENTS;
    let per_year = number_or(&inputs["periods_per_year"], 12.0);
    let effective = compounded(number(&inputs["nominal_rate_pct"]) / 100.0 / per_year, per_year);
    answer.insert("payment".into(), payment);
    answer.insert("payment_times_n".into(), payment * number_or(&inputs["periods"], plan.instalments.len() as f64));
    answer.insert("effective_rate_pct".into(), 100.0 * effective);
    answer
}

pub fn equal_principal(inputs: &Value) -> Answer {
    let units = if is_exact(inputs) { MILLIONTHS } else { CENTS };
    let plan = plan(inputs, &Repayment::EqualPrincipal {}, units);
    outcome(&plan, units)
}

/// Interest for actual days on what is owed, rounded to the cent at each payment: a running account.
pub fn actual_day_simple_interest(inputs: &Value) -> Answer {
    let count = match (number_or(&inputs["days_per_year"], 365.0) as u32, inputs["basis"].as_str()) {
        (_, Some(name)) if name.to_lowercase().starts_with("act/act") => DayCount::ActAct,
        (_, Some(name)) if name.ends_with("/360") => DayCount::Act360,
        (365, _) => DayCount::Act365,
        (360, _) => DayCount::Act360,
        (other, _) => panic!("no day count for {other}"),
    };
    let cents = |amount: f64| (amount * CENTS).round() as i64;
    let draw = Event::Draw { date: date(&inputs["loan_date"]).unwrap(), minor: cents(number(&inputs["principal"])) };
    let payments = repeated(&inputs["payments"], Some(Period::MONTH))
        .into_iter()
        .map(|given| (given.date.unwrap(), cents(given.amount)));
    let mut events = vec![draw];
    events.extend(payments.map(|(date, minor)| Event::Repayment { date, minor }));
    let account = Account { rate: rate(inputs), count, fees: &[], step: 1 };
    let entries = ledger(&account, &events).unwrap();
    let sum = |part: fn(&kaimen::schedule::Entry) -> i64| entries.iter().map(part).sum::<i64>() as f64 / CENTS;
    let mut answer = Answer::from([
        ("total_interest".into(), sum(|entry| entry.interest)),
        ("total_paid".into(), sum(|entry| entry.paid)),
        ("final_balance".into(), entries[entries.len() - 1].owed() as f64 / CENTS),
        ("number_of_payments".into(), (entries.len() - 1) as f64),
    ]);
    for (n, entry) in entries.iter().enumerate().skip(1) {
        let parts = [
            ("interest", entry.interest),
            ("principal", entry.principal),
            ("payment", entry.paid),
            ("balance", entry.balance),
        ];
        answer.extend(parts.map(|(key, minor)| (format!("rows.{n}.{key}"), minor as f64 / CENTS)));
    }
    answer
}
