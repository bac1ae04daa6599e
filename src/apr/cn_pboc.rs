//! China: PBoC Announcement [2021] No. 3. The annualised rate is all costs over the principal actually outstanding, as
//! the internal rate of return of the cash flows. The announcement's annex does not settle whether "compound" is
//! `12 · i` or `(1 + i)¹² − 1`: both are kept, the greater is shown, and caps are held against the greater.

use super::root::{Within, irr_timed};
use super::time::Dated;
use super::{AprError, Found, Reading};
use crate::date::Date;
use crate::flow::PeriodUnit;

/// By the rate of a month; the announcement names no decimals: two.
pub(super) fn found(flows: &Dated, unit: PeriodUnit) -> Result<Found, AprError> {
    let monthly = monthly_rate(flows, unit)?;
    // Below zero the other reading is the greater, by less than what is shown.
    Ok(Found::yearly(monthly, 12.0, Reading::Effective, 2))
}

/// The internal rate of return of a month: equal months, and days as 365ths of a year beside them; actual days where
/// payments come by the week or interest counts by the day.
pub(super) fn monthly_rate(flows: &Dated, unit: PeriodUnit) -> Result<f64, AprError> {
    let by_days = matches!(unit, PeriodUnit::Day | PeriodUnit::Week);
    let timed = flows.timed(&|date: Date| {
        if by_days {
            return (0.0, flows.days_to(date) * 12.0 / 365.0);
        }
        let months = flows.months_to(date);
        (f64::from(months.whole), months.days as f64 * 12.0 / 365.0)
    });
    irr_timed(&timed, Within::Compound)
}
