//! The Philippines: the effective interest rate of a month, at which payments are worth the net proceeds (SEC
//! Memorandum Circular 3 of 2022, BSP Circular 1133). Processing, service, notarial, handling and verification fees are
//! in, late fees are not. The ceilings are per month, so the rate of a month is what the law shows.

use super::root::{Within, irr_timed};
use super::time::Dated;
use super::{AprError, Found, Reading};
use crate::date::Date;
use crate::flow::PeriodUnit;

/// Days of a month, where time is counted in days: the circular writes 6 % a month as about 0.2 % a day.
const DAYS: f64 = 30.0;

/// The effective rate of a month, to two decimals; the rate of a year stands beside it.
pub(super) fn found(flows: &Dated, unit: PeriodUnit) -> Result<Found, AprError> {
    let by_days = matches!(unit, PeriodUnit::Day | PeriodUnit::Week);
    let timed = flows.timed(&|date: Date| {
        if by_days {
            return (0.0, flows.days_to(date) / DAYS);
        }
        let months = flows.months_to(date);
        (f64::from(months.whole), months.days as f64 / DAYS)
    });
    let rate = irr_timed(&timed, Within::Compound)?;
    let per_year = if by_days { 365.0 / DAYS } else { 12.0 };
    let found = Found::yearly(rate, per_year, Reading::Effective, 2);
    Ok(Found { per: PeriodUnit::Month, other: Some(rate), ..found })
}
