//! Each method of the cases, answered by the engine.

use crate::case::Answer;
use crate::flows::{Given, both, date, dated, number, number_or, period, repeated, timed, try_number, unit, usual};
use crate::{schedules, spreadsheet};
use kaimen::apr::{Timed, Within, compounded, eu_ccd, irr, irr_timed, rounded, us_reg_z, yearly_cost};
use kaimen::date::Date;
use kaimen::flow::Period;
use kaimen::loan::DayCount;
use kaimen::market::AprMethod;
use kaimen::money::{Rounding, scaled};
use kaimen::rate::Apr;
use serde_json::Value;

/// What the engine says; none where it knows no such method.
pub fn answer(method: &str, inputs: &Value) -> Option<Answer> {
    let one = |key: &str, value: f64| Answer::from([(key.to_string(), value)]);
    Some(match method {
        "us_reg_z_actuarial" => one("apr_pct", us_reg_z(inputs)),
        "eu_ccd" => one("apr_pct", eu_ccd(inputs)),
        "eu_ccd_year_fraction" => year_fraction(inputs),
        "irr_monthly_nominal" | "irr_effective" => readings(&even(inputs), inputs, 12.0),
        "irr_periodic" => readings(&even(inputs), inputs, 1.0),
        "xirr_365" => yearly(xirr(inputs, &|from, to| to.days_since(from) as f64 / 365.0)),
        "xirr_other_basis" => {
            let count = basis(&inputs["basis"]);
            yearly(xirr(inputs, &*count))
        }
        "xnpv_365" => one("npv", xnpv(inputs)),
        "rounding_half_up" => one("rounded", half_up(inputs)),
        "tvm" => one("value", spreadsheet::value(inputs["function"].as_str().unwrap(), &inputs["args"])),
        "yearly_cost" => legal(inputs),
        "schedule_level_payment" => schedules::level_payment(inputs),
        "schedule_equal_principal" => schedules::equal_principal(inputs),
        "schedule_actual_day_simple_interest" => schedules::actual_day_simple_interest(inputs),
        _ => return None,
    })
}

pub fn list(values: &Value) -> Vec<f64> {
    values.as_array().unwrap().iter().map(number).collect()
}

/// Appendix J: by the times that are given; by our own calendar where only dates are.
fn us_reg_z(inputs: &Value) -> f64 {
    let flows = both(inputs);
    if flows.iter().any(|given| given.entry["t"].is_null()) {
        return 100.0 * us_reg_z_by_dates(inputs).unwrap_or_else(|| panic!("neither times nor dates: {inputs}"));
    }
    let per_year = try_number(&inputs["unit_periods_per_year"]).unwrap_or_else(|| match usual(inputs) {
        Some(unit) => us_reg_z::per_year(unit),
        // A unit-period of its own is one of so many days.
        None => 365.0 / number(&inputs["unit_period"][1]),
    });
    100.0 * per_year * irr_timed(&timed(&flows, given_time), Within::Simple).unwrap()
}

fn given_time(given: &Given<'_>) -> (f64, f64) {
    let step = number_or(&given.entry["step"], 1.0);
    (number(&given.entry["t"]) + step * f64::from(given.place), number_or(&given.entry["f"], 0.0))
}

/// The rate by Appendix J from dates alone.
fn us_reg_z_by_dates(inputs: &Value) -> Option<f64> {
    let every = usual(inputs).unwrap_or(Period::DAY);
    let cost = yearly_cost(AprMethod::UsRegZ, &dated(inputs, every)?).unwrap();
    Some(cost.headline.rate.e12() as f64 / 1e12)
}

/// Asserts that dates lead to the times that are given and to the same rate; how many times were compared.
pub fn us_reg_z_times(id: &str, inputs: &Value) -> usize {
    let flows = both(inputs);
    let (Some(unit), false) = (period(&inputs["unit_period"]), flows.iter().any(|given| given.date.is_none())) else {
        return 0;
    };
    if flows.iter().any(|given| given.entry["t"].is_null()) {
        return 0;
    }
    let start = date(&inputs["term_start"]).or(flows.iter().filter_map(|given| given.date).min()).unwrap();
    for given in &flows {
        let (whole, fraction) = given_time(given);
        let found = us_reg_z::unit_periods(start, given.date.unwrap(), unit);
        let difference = f64::from(found.whole) + found.fraction() - whole - fraction;
        assert!(difference.abs() < 1e-12, "{id}: {} is {found:?}", given.date.unwrap());
    }
    let (by_times, by_dates) = (us_reg_z(inputs), 100.0 * us_reg_z_by_dates(inputs).unwrap());
    assert!((by_times - by_dates).abs() < 1e-9, "{id}: {by_times} is not {by_dates}");
    flows.len()
}

/// Annex III: by times in years where they are given, else by dates and the interval between payments.
fn eu_ccd(inputs: &Value) -> f64 {
    let flows = both(inputs);
    if flows.iter().all(|given| !given.entry["years"].is_null()) {
        let years = |given: &Given<'_>| {
            let step = number_or(&given.entry["years_step"], 0.0);
            (0.0, number(&given.entry["years"]) + step * f64::from(given.place))
        };
        return 100.0 * irr_timed(&timed(&flows, years), Within::Compound).unwrap();
    }
    let every = usual(inputs).unwrap_or(Period::DAY);
    if inputs["interval_unit"] == "day" {
        // By days and no other interval; where no unit is said the engine looks for whole months and weeks.
        let start = flows.iter().filter_map(|given| given.date).min().unwrap();
        let years = |given: &Given<'_>| (0.0, eu_ccd::interval(start, given.date.unwrap(), every.unit).years());
        return 100.0 * irr_timed(&timed(&flows, years), Within::Compound).unwrap();
    }
    let cost = yearly_cost(AprMethod::EuCcd, &dated(inputs, every).unwrap()).unwrap();
    cost.headline.rate.e12() as f64 / 1e10
}

fn year_fraction(inputs: &Value) -> Answer {
    let (_, unit) = unit(inputs["interval_unit"].as_str().unwrap_or("month")).unwrap();
    let time = eu_ccd::interval(date(&inputs["from"]).unwrap(), date(&inputs["to"]).unwrap(), unit);
    let parts = [
        ("whole", f64::from(time.whole)),
        ("whole_per_year", f64::from(time.per_year)),
        ("days", time.days as f64),
        ("days_in_year", time.days_in_year as f64),
        ("years", time.years()),
    ];
    parts.into_iter().map(|(key, value)| (key.to_string(), value)).collect()
}

/// A flow each period, as a row; or what is received at once and what is paid each period after it.
fn even(inputs: &Value) -> Vec<f64> {
    let mut flows = Vec::new();
    flows.extend(try_number(&inputs["net_proceeds"]).map(|received| -received));
    for key in ["flows", "payments"] {
        for item in inputs[key].as_array().into_iter().flatten() {
            match try_number(item) {
                Some(amount) => flows.push(amount),
                None => flows.extend(vec![number(&item["amount"]); number_or(&item["count"], 1.0) as usize]),
            }
        }
    }
    flows
}

/// The rate of a period and both readings of the year.
fn readings(flows: &[f64], inputs: &Value, per_year: f64) -> Answer {
    let rate = irr(flows).unwrap();
    let per_year = number_or(&inputs["periods_per_year"], per_year);
    let (effective, nominal) = (compounded(rate, per_year), rate * per_year);
    let all = [
        ("periodic_rate", rate),
        ("rate", rate),
        ("irr", rate),
        ("rate_pct", 100.0 * rate),
        ("periodic_rate_pct", 100.0 * rate),
        ("monthly_rate_pct", 100.0 * rate),
        ("nominal_apr_pct", 100.0 * nominal),
        ("effective_apr_pct", 100.0 * effective),
        ("nominal_rate", nominal),
        ("effective_rate", effective),
    ];
    all.into_iter().map(|(key, value)| (key.to_string(), value)).collect()
}

/// A yearly cost from dates by the legal method that is named, in per cent.
fn legal(inputs: &Value) -> Answer {
    let word = inputs["method"].as_str().unwrap();
    let method = AprMethod::ALL.iter().find(|method| method.word() == word).unwrap();
    let every = usual(inputs).unwrap_or(Period::DAY);
    let cost = yearly_cost(*method, &dated(inputs, every).unwrap()).unwrap();
    let parts = [
        ("headline_pct", Some(cost.headline.rate)),
        ("shown_pct", Some(cost.headline.shown)),
        ("effective_pct", cost.effective),
        ("nominal_pct", Some(cost.nominal)),
    ];
    parts
        .into_iter()
        .filter_map(|(key, rate)| Some((key, rate?)))
        .map(|(key, rate)| (key.to_string(), rate.e12() as f64 / 1e10))
        .collect()
}

fn yearly(rate: f64) -> Answer {
    [("rate", rate), ("rate_pct", 100.0 * rate), ("apr_pct", 100.0 * rate), ("effective_apr_pct", 100.0 * rate)]
        .map(|(key, rate)| (key.into(), rate))
        .into()
}

/// The effective yearly rate of dated flows, years counted by `years` from the first date.
fn xirr(inputs: &Value, years: &dyn Fn(Date, Date) -> f64) -> f64 {
    let flows = repeated(&inputs["flows"], Some(Period::MONTH));
    let start = flows.iter().filter(|given| given.amount != 0.0).filter_map(|given| given.date).min().unwrap();
    let flows: Vec<Given<'_>> = flows.into_iter().filter(|given| given.amount != 0.0).collect();
    irr_timed(&timed(&flows, |given| (0.0, years(start, given.date.unwrap()))), Within::Compound).unwrap()
}

fn xnpv(inputs: &Value) -> f64 {
    let flows = repeated(&inputs["flows"], Some(Period::MONTH));
    let start = flows.iter().filter_map(|given| given.date).min().unwrap();
    let growth = 1.0 + number(&inputs["rate"]);
    let worth = |given: &Given<'_>| given.amount * growth.powf(-given.date.unwrap().days_since(start) as f64 / 365.0);
    flows.iter().map(worth).sum()
}

/// Years between two dates by a day count's name, or by the number that spreadsheets give it.
fn basis(name: &Value) -> Box<dyn Fn(Date, Date) -> f64> {
    let name = match name.as_u64() {
        Some(number) => ["30/360", "act/act", "act/360", "act/365", "30e/360"][number as usize],
        None => name.as_str().unwrap_or_else(|| panic!("no day count: {name}")),
    };
    let known = |count: DayCount| -> Box<dyn Fn(Date, Date) -> f64> {
        Box::new(move |from, to| count.fraction(from, to).as_f64())
    };
    let days_of =
        |year: f64| -> Box<dyn Fn(Date, Date) -> f64> { Box::new(move |from, to| to.days_since(from) as f64 / year) };
    match name.to_lowercase().replace([' ', '_', '-', '(', ')'], "").as_str() {
        "act/365" | "act/365f" | "act/365fixed" | "actual/365" | "actual/365f" | "actual/365fixed" => {
            known(DayCount::Act365)
        }
        "act/360" | "actual/360" => known(DayCount::Act360),
        "act/act" | "act/actisda" | "actual/actual" | "actual/actualisda" => known(DayCount::ActAct),
        "30/360" | "30/360isda" | "30u/360" | "30/360us" => known(DayCount::Thirty360),
        "30e/360" | "30/360e" | "30/360european" => known(DayCount::ThirtyE360),
        "act/365.25" | "actual/365.25" => days_of(365.25),
        "act/364" | "actual/364" => days_of(364.0),
        "act/366" | "actual/366" => days_of(366.0),
        "nl/365" | "actual/365nl" | "act/365l" | "noleap/365" => Box::new(|from, to| {
            let leap_days = |day: Date| {
                (1900..=day.civil().0).filter_map(|year| Date::new(year, 2, 29)).filter(move |leap| *leap <= day)
            };
            let between = leap_days(to).count() as f64 - leap_days(from).count() as f64;
            (to.days_since(from) as f64 - between) / 365.0
        }),
        other => panic!("no day count: {other}"),
    }
}

/// A per cent rounded to so many decimals; an amount where it is no rate that can be kept.
fn half_up(inputs: &Value) -> f64 {
    let (value, decimals) = (number(&inputs["value"]), number(&inputs["decimals"]) as u32);
    match Apr::from_f64(value / 100.0) {
        Some(percent) if decimals <= 10 => rounded(percent, decimals).e12() as f64 / 1e10,
        _ => {
            let digit = 10_i64.pow(9 - decimals.min(9));
            let whole = scaled((value * 1e9).round() as i64, 1, digit, Rounding::HalfUp).unwrap();
            whole as f64 / 10_f64.powi(decimals as i32)
        }
    }
}

/// Equal times by the two ways of giving them.
#[test]
fn whole_times_and_dates_of_whole_months_agree() {
    let flows = |fraction: f64| [(0.0, 0.0, -1e4), (1.0, fraction, 6e3), (2.0, fraction, 6e3)];
    let at = |fraction| flows(fraction).map(|(whole, fraction, amount)| Timed { whole, fraction, amount });
    let exact = irr_timed(&at(0.0), Within::Compound).unwrap();
    let nearly = irr_timed(&at(1e-13), Within::Simple).unwrap();
    assert!((exact - nearly).abs() < 1e-12);
}
