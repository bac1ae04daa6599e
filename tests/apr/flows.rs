//! Inputs of cases: numbers, dates, and flows that repeat.

use kaimen::apr::Timed;
use kaimen::date::Date;
use kaimen::flow::{CashFlow, CashFlows, Period, PeriodUnit};
use serde_json::Value;

/// A number, the quotient of two, or a number written as text.
pub fn number(value: &Value) -> f64 {
    try_number(value).unwrap_or_else(|| panic!("no number: {value}"))
}

pub fn try_number(value: &Value) -> Option<f64> {
    match value {
        Value::Array(pair) if pair.len() == 2 => Some(try_number(&pair[0])? / try_number(&pair[1])?),
        Value::String(text) => text.parse().ok(),
        Value::Bool(holds) => Some(f64::from(u8::from(*holds))),
        other => other.as_f64(),
    }
}

pub fn number_or(value: &Value, absent: f64) -> f64 {
    if value.is_null() { absent } else { number(value) }
}

pub fn date(value: &Value) -> Option<Date> {
    let text = value.as_str()?;
    Some(Date::parse(text).unwrap_or_else(|| panic!("no date: {text}")))
}

/// `[3, "month"]`, `["month", 3]`, `"month"`, or an object of the two.
pub fn period(value: &Value) -> Option<Period> {
    let parts: Vec<&Value> = match value {
        Value::Array(parts) => parts.iter().collect(),
        Value::Object(parts) => parts.values().collect(),
        Value::Null => return None,
        word => vec![word],
    };
    let count = parts.iter().find_map(|part| part.as_u64()).unwrap_or(1);
    let (times, unit) = unit(parts.iter().find_map(|part| part.as_str())?)?;
    Some(Period { count: u32::try_from(count).unwrap() * times, unit })
}

/// The unit that a word names and how many of it; none where the period is the case's own.
pub fn unit(word: &str) -> Option<(u32, PeriodUnit)> {
    Some(match word.trim_end_matches('s').replace(['-', '_'], "").as_str() {
        "day" => (1, PeriodUnit::Day),
        "week" => (1, PeriodUnit::Week),
        "fortnight" | "biweek" => (2, PeriodUnit::Week),
        "semimonth" | "halfmonth" => (1, PeriodUnit::HalfMonth),
        "month" => (1, PeriodUnit::Month),
        "quarter" => (3, PeriodUnit::Month),
        "halfyear" | "semiyear" => (6, PeriodUnit::Month),
        "year" => (1, PeriodUnit::Year),
        "custom" | "term" => return None,
        other => panic!("no unit: {other}"),
    })
}

/// The date so many periods after `first`; days of a month that is shorter fall on its last.
pub fn later(first: Date, every: Period, times: u32) -> Date {
    let count = every.count * times;
    match every.unit {
        PeriodUnit::Day => first.plus_days(i64::from(count)),
        PeriodUnit::Week => first.plus_days(7 * i64::from(count)),
        PeriodUnit::Month => first.plus_months(count),
        PeriodUnit::Year => first.plus_months(12 * count),
        // Two days of each month, fifteen days apart: from the 16th the other one is the 1st of the next month.
        PeriodUnit::HalfMonth => {
            let (year, month, day) = first.civil();
            let days = if day <= 15 { [day, day + 15] } else { [day - 15, day] };
            let place = count + u32::from(day > 15);
            let months = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(place / 2);
            Date::in_month(months, days[(place % 2) as usize])
        }
    }
}

/// One flow of a case, repeated as it says.
pub struct Given<'a> {
    pub amount: f64,
    pub date: Option<Date>,
    /// Which of its repetitions, from 0.
    pub place: u32,
    pub entry: &'a Value,
}

/// The flows, each as often as it says; one that repeats without saying how often comes by `usual`.
pub fn repeated(entries: &Value, usual: Option<Period>) -> Vec<Given<'_>> {
    let mut all = Vec::new();
    for entry in entries.as_array().unwrap_or_else(|| panic!("no flows: {entries}")) {
        let count = number_or(&entry["count"], 1.0) as u32;
        for place in 0..count {
            // Else it has times of its own, and dates that are not known.
            let every = period(&entry["every"]).or(usual);
            let date = date(&entry["date"]).and_then(|first| match every {
                Some(every) => Some(later(first, every, place)),
                None => (place == 0).then_some(first),
            });
            all.push(Given { amount: number(&entry["amount"]), date, place, entry });
        }
    }
    all
}

/// How often payments come: as the case says, or as one of them does.
pub fn usual(inputs: &Value) -> Option<Period> {
    let said = ["unit_period", "interval_unit", "every"].iter().find_map(|key| period(&inputs[*key]));
    said.or_else(|| inputs["payments"].as_array()?.iter().find_map(|entry| period(&entry["every"])))
}

/// What is received, then what is paid, each with its sign.
pub fn both(inputs: &Value) -> Vec<Given<'_>> {
    let usual = usual(inputs);
    let received = repeated(&inputs["advances"], usual).into_iter();
    let received = received.map(|given| Given { amount: -given.amount, ..given });
    received.chain(repeated(&inputs["payments"], usual)).collect()
}

/// The flows at the times that `time` gives, in the order of these.
pub fn timed(given: &[Given<'_>], time: impl Fn(&Given<'_>) -> (f64, f64)) -> Vec<Timed> {
    let at = |given: &Given<'_>| {
        let (whole, fraction) = time(given);
        Timed { whole, fraction, amount: given.amount }
    };
    let mut timed: Vec<Timed> = given.iter().map(at).collect();
    timed.sort_by(|a, b| (a.whole + a.fraction).total_cmp(&(b.whole + b.fraction)));
    timed
}

/// The flows with their dates, amounts in millionths.
pub fn dated(inputs: &Value, every: Period) -> Option<CashFlows> {
    let mut flows = CashFlows { received: Vec::new(), paid: Vec::new(), every };
    for given in both(inputs) {
        let minor = (given.amount * 1e6).round() as i64;
        let date = given.date?;
        match minor < 0 {
            true => flows.received.push(CashFlow { date, minor: -minor }),
            false => flows.paid.push(CashFlow { date, minor }),
        }
    }
    Some(flows)
}
