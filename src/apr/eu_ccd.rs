//! European Union: Directive (EU) 2023/2225, Annex III (before it 2008/48/EC, Annex I): the effective rate `X` with
//! `Σ Cₖ ÷ (1 + X)^tₖ = Σ Dₗ ÷ (1 + X)^sₗ`, times in years. The United Kingdom's is the same (CONC App 1.2).

use super::root::{Within, irr_timed};
use super::time::{Dated, months_back};
use super::{AprError, Found, Reading};
use crate::date::Date;
use crate::flow::PeriodUnit;

/// A time in years as remark (c) counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Whole years, months or weeks, counted backwards from the later date.
    pub whole: u32,
    /// How many of them are a year: 1, 12 or 52.
    pub per_year: u32,
    /// Days from the earlier date to the one that the count comes back to.
    pub days: i64,
    /// Days of the year before that date: 366 where it has a leap day.
    pub days_in_year: i64,
}

impl Interval {
    /// The time in years.
    pub fn years(&self) -> f64 {
        f64::from(self.whole) / f64::from(self.per_year) + self.days as f64 / self.days_in_year as f64
    }
}

/// The time from `from` to `to` for payments that come by `unit`: remark (c) as the Commission's guidelines read it
/// (SWD(2012) 128, section 4.1.1). Half months count as months. By the day there is no whole interval.
///
/// # Example
///
/// ```
/// use kaimen::{apr::eu_ccd::interval, date::Date, flow::PeriodUnit};
/// let day = |text| Date::parse(text).ok_or("no such day");
/// let time = interval(day("2013-02-26")?, day("2013-03-29")?, PeriodUnit::Month);
/// assert_eq!((time.whole, time.days, time.days_in_year), (1, 2, 366));
/// # Ok::<(), &str>(())
/// ```
pub fn interval(from: Date, to: Date, unit: PeriodUnit) -> Interval {
    let months = months_back(from, to, to.civil().2);
    counted(from, to, unit, (months.whole, months.back), &days_in_year_before)
}

fn days_in_year_before(date: Date) -> i64 {
    date.days_since(date.months_before(12, date.civil().2))
}

/// The interval, where `months` are the whole months between the dates and the date that they come back to.
fn counted(from: Date, to: Date, unit: PeriodUnit, months: (u32, Date), year: &dyn Fn(Date) -> i64) -> Interval {
    let (whole, per_year, back) = match unit {
        PeriodUnit::Year => {
            let years = months.0 / 12;
            (years, 1, to.months_before(years * 12, to.civil().2))
        }
        PeriodUnit::Month | PeriodUnit::HalfMonth => (months.0, 12, months.1),
        PeriodUnit::Week => {
            let days = to.days_since(from);
            (u32::try_from(days / 7).unwrap_or(0), 52, from.plus_days(days % 7))
        }
        PeriodUnit::Day => (0, 1, to),
    };
    Interval { whole, per_year, days: back.days_since(from), days_in_year: year(back) }
}

/// Effective, to one decimal.
pub(super) fn found(flows: &Dated, unit: PeriodUnit) -> Result<Found, AprError> {
    let (rate, per_year) = irr_in_years(flows, unit, &days_in_year_before)?;
    Ok(Found::yearly(rate, per_year, Reading::Effective, 1))
}

/// The rate of one interval and how many are a year. Where interest counts by the day, an interval that can be said in
/// whole months is (remark (c)), and else one that can be said in whole weeks.
pub(super) fn irr_in_years(
    flows: &Dated,
    unit: PeriodUnit,
    year: &dyn Fn(Date) -> i64,
) -> Result<(f64, f64), AprError> {
    let unit = match unit {
        PeriodUnit::Day if !flows.has_common_day() && flows.are_weeks_apart() => PeriodUnit::Week,
        PeriodUnit::Day => PeriodUnit::Month,
        unit => unit,
    };
    let per_year = f64::from(counted(flows.start, flows.start, unit, (0, flows.start), year).per_year);
    let timed = flows.timed(&|date| {
        let months = flows.months_to(date);
        let time = counted(flows.start, date, unit, (months.whole, months.back), year);
        (f64::from(time.whole), time.days as f64 / time.days_in_year as f64 * per_year)
    });
    Ok((irr_timed(&timed, Within::Compound)?, per_year))
}
