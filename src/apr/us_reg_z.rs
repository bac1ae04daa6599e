//! United States: the actuarial method of Regulation Z, 12 CFR Part 1026, Appendix J. The annual percentage rate is the
//! rate of a unit-period times the unit-periods of a year; within a fraction of one, interest is simple. The military
//! annual percentage rate (32 CFR 232.4(c)) is the same arithmetic over more charges, which are the caller's.

use super::root::{Timed, Within, irr_timed};
use super::time::{Dated, Months, months_back};
use super::{AprError, Found, Reading};
use crate::date::Date;
use crate::flow::{CashFlow, Period, PeriodUnit};
use crate::order::order;

/// `n · i`, to two decimals.
pub(super) fn found(flows: &Dated, every: Period) -> Result<Found, AprError> {
    let (timed, per_year) = match flows.flows.as_slice() {
        [_, last] => single(flows, last.date),
        _ => {
            let unit = in_weeks(unit_period(flows, every));
            (timed(flows, unit), per_year(unit))
        }
    };
    Ok(Found::yearly(irr_timed(&timed, Within::Simple)?, per_year, Reading::Nominal, 2))
}

/// A single advance and a single payment: (b)(5)(v)–(vi) and (c)(5). A term under a year is one unit-period, of whole
/// months where it is that and of days where it is not; a longer one is counted in years.
fn single(flows: &Dated, end: Date) -> (Vec<Timed>, f64) {
    let (months, days) = (flows.months_to(end), flows.days_to(end));
    if months.whole >= 12 {
        return (timed(flows, Period { count: 1, unit: PeriodUnit::Year }), 1.0);
    }
    let whole = |date| (if date == end { 1.0 } else { 0.0 }, 0.0);
    (flows.timed(&whole), if months.days == 0 { 12.0 / f64::from(months.whole) } else { 365.0 / days })
}

/// Seven days are a week: (b)(4) counts 52 of them.
fn in_weeks(unit: Period) -> Period {
    if unit.unit == PeriodUnit::Day && unit.count > 0 && unit.count.is_multiple_of(7) {
        return Period { count: unit.count / 7, unit: PeriodUnit::Week };
    }
    unit
}

fn timed(flows: &Dated, unit: Period) -> Vec<Timed> {
    flows.timed(&|date| {
        let days = u32::try_from(date.days_since(flows.start)).unwrap_or(0);
        let count = counted(&flows.months_to(date), days, flows.start, date, unit);
        (f64::from(count.whole), count.fraction())
    })
}

/// Unit-periods between two dates: (b)(5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitPeriods {
    /// Whole ones, counted backwards from the later date.
    pub whole: u32,
    /// What is left over, in parts of a unit-period.
    pub odd: u32,
    /// How many such parts it has: 30 to a month, 15 to half a one, 7 to a week, 365 or 12 to a year.
    pub of: u32,
}

impl UnitPeriods {
    /// What is left over as a fraction.
    pub fn fraction(&self) -> f64 {
        f64::from(self.odd) / f64::from(self.of)
    }
}

/// The unit-periods from `from` to `to`.
///
/// # Example
///
/// Appendix J (c)(1)(iv): quarters from 23 May to 1 October 1978: one, and a month and nine days of 90.
///
/// ```
/// use kaimen::{apr::us_reg_z::unit_periods, date::Date, flow::{Period, PeriodUnit}};
/// let day = |text| Date::parse(text).ok_or("no such day");
/// let quarter = Period { count: 3, unit: PeriodUnit::Month };
/// let time = unit_periods(day("1978-05-23")?, day("1978-10-01")?, quarter);
/// assert_eq!((time.whole, time.odd, time.of), (1, 39, 90));
/// # Ok::<(), &str>(())
/// ```
pub fn unit_periods(from: Date, to: Date, unit: Period) -> UnitPeriods {
    let days = u32::try_from(to.days_since(from)).unwrap_or(0);
    counted(&months_back(from, to, to.civil().2), days, from, to, unit)
}

fn counted(months: &Months, days: u32, from: Date, to: Date, unit: Period) -> UnitPeriods {
    let count = unit.count.max(1);
    let left = u32::try_from(months.days).unwrap_or(0);
    let parts = |whole: u32, of: u32| UnitPeriods { whole: whole / of, odd: whole % of, of };
    match unit.unit {
        PeriodUnit::Day => parts(days, count),
        PeriodUnit::Week => parts(days, 7 * count),
        PeriodUnit::HalfMonth => {
            let halves = months.whole * 2 + u32::from(left >= 15);
            let odd = if left >= 15 { left - 15 } else { left };
            UnitPeriods { whole: halves / count, odd: halves % count * 15 + odd, of: 15 * count }
        }
        PeriodUnit::Month => {
            UnitPeriods { whole: months.whole / count, odd: months.whole % count * 30 + left, of: 30 * count }
        }
        PeriodUnit::Year => {
            let whole = months.whole / 12;
            if left == 0 {
                return UnitPeriods { whole, odd: months.whole % 12, of: 12 };
            }
            let back = to.months_before(whole * 12, to.civil().2);
            UnitPeriods { whole, odd: u32::try_from(back.days_since(from)).unwrap_or(0), of: 365 }
        }
    }
}

/// How many unit-periods a year has: (b)(4), and 365 days, 52 weeks, 24 half months or 12 months.
pub fn per_year(unit: Period) -> f64 {
    let units = match unit.unit {
        PeriodUnit::Day => 365.0,
        PeriodUnit::Week => 52.0,
        PeriodUnit::HalfMonth => 24.0,
        PeriodUnit::Month => 12.0,
        PeriodUnit::Year => 1.0,
    };
    units / f64::from(unit.count.max(1))
}

/// The unit-period: the common period, not above a year, (b)(4). Payments that come as they come are looked through for
/// the one that is most frequent.
fn unit_period(flows: &Dated, every: Period) -> Period {
    let period = if every == Period::DAY { common(flows) } else { every };
    if per_year(period) <= 1.0 { Period { count: 1, unit: PeriodUnit::Year } } else { period }
}

/// The period that occurs most often between payments; the smaller of two as frequent, and the mean, to the day, where
/// none occurs twice.
fn common(flows: &Dated) -> Period {
    let paid: Vec<&CashFlow> = flows.flows.iter().filter(|flow| flow.minor > 0).collect();
    let gaps = |measure: &dyn Fn(Date, Date) -> u32| -> Vec<u32> {
        paid.windows(2).map(|pair| if let [a, b] = pair { measure(a.date, b.date) } else { 0 }).collect()
    };
    if flows.has_common_day() {
        let months = gaps(&|from, to| u32::try_from(to.months_since(from)).unwrap_or(0));
        return Period { count: most_frequent(&months), unit: PeriodUnit::Month };
    }
    match most_frequent(&gaps(&|from, to| u32::try_from(to.days_since(from)).unwrap_or(0))) {
        days if days % 7 == 0 => Period { count: days / 7, unit: PeriodUnit::Week },
        days => Period { count: days, unit: PeriodUnit::Day },
    }
}

/// The number that occurs most often, at least 1; the mean, rounded, where none occurs twice.
fn most_frequent(numbers: &[u32]) -> u32 {
    let mut best = (1, 0);
    let mut run = (0, 0);
    for place in order(numbers.len(), &|a, b| numbers.get(a).cmp(&numbers.get(b))) {
        let number = numbers.get(place).copied().unwrap_or(0);
        run = if run.1 > 0 && run.0 == number { (number, run.1 + 1) } else { (number, 1) };
        if run.1 > best.1 {
            best = run;
        }
    }
    if best.1 > 1 {
        return best.0.max(1);
    }
    let (sum, count) = (numbers.iter().sum::<u32>(), u32::try_from(numbers.len()).unwrap_or(0).max(1));
    ((sum + count / 2) / count).max(1)
}
