//! China: PBoC Announcement [2021] No. 3. The annualised rate is all costs over the principal actually outstanding, as
//! the internal rate of return of the cash flows. The announcement's annex does not settle whether "compound" is
//! `12 · i` or `(1 + i)¹² − 1`: both are kept, and caps are held against the greater.

use super::root::{Flow, periodic_rate, power};
use super::{AprError, YearlyCost};
use crate::market::AprMethod;
use crate::pack::product::Repayment;
use crate::rate::Apr;
use crate::schedule::Schedule;

/// Equal months for monthly instalments; actual days, 365 to a year, where interest counts by the day.
pub(super) fn yearly_cost(schedule: &Schedule) -> Result<YearlyCost, AprError> {
    match schedule.repayment {
        Repayment::Level => annualised(schedule, 12, |index, _| index + 1),
        Repayment::DayInterest => annualised(schedule, 365, |_, days| days),
    }
}

fn annualised(
    schedule: &Schedule,
    periods_per_year: u32,
    periods: impl Fn(u32, u32) -> u32,
) -> Result<YearlyCost, AprError> {
    let mut flows = Vec::new();
    for (index, instalment) in (0_u32..).zip(&schedule.instalments) {
        let days = u32::try_from(instalment.due.days_since(schedule.start)).map_err(|_| AprError::NoRate)?;
        let amount = instalment.total().map_err(|_| AprError::OutOfRange)?.minor() as f64;
        flows.push(Flow { periods: periods(index, days), amount });
    }
    let rate = periodic_rate(schedule.disbursed.minor() as f64, &flows)?;
    let effective = power(1.0 + rate, periods_per_year) - 1.0;
    Ok(YearlyCost {
        method: AprMethod::CnPboc,
        effective: Apr::from_f64(effective).ok_or(AprError::OutOfRange)?,
        nominal: Apr::from_f64(rate * f64::from(periods_per_year)).ok_or(AprError::OutOfRange)?,
    })
}
