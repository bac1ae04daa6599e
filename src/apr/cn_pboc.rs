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
    let monthly = match schedule.repayment {
        Repayment::Level => rate(schedule, |index, _| index + 1)?,
        // A month is a twelfth of 365 days.
        Repayment::DayInterest => libm::pow(1.0 + rate(schedule, |_, days| days)?, 365.0 / 12.0) - 1.0,
    };
    Ok(YearlyCost {
        method: AprMethod::CnPboc,
        effective: Apr::from_f64(power(1.0 + monthly, 12) - 1.0).ok_or(AprError::OutOfRange)?,
        nominal: Apr::from_f64(monthly * 12.0).ok_or(AprError::OutOfRange)?,
    })
}

/// The rate of one period; `periods` counts those before a payment, from its place in the row and the days until it.
fn rate(schedule: &Schedule, periods: impl Fn(u32, u32) -> u32) -> Result<f64, AprError> {
    let mut flows = Vec::new();
    for (index, instalment) in (0_u32..).zip(&schedule.instalments) {
        let days = u32::try_from(instalment.due.days_since(schedule.start)).map_err(|_| AprError::NoRate)?;
        let amount = instalment.total().map_err(|_| AprError::OutOfRange)?.minor() as f64;
        flows.push(Flow { periods: periods(index, days), amount });
    }
    periodic_rate(schedule.disbursed.minor() as f64, &flows)
}
