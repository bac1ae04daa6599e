//! China: PBoC Announcement [2021] No. 3. The annualised rate is all costs over the principal actually outstanding, as
//! the internal rate of return of the cash flows. The announcement's annex does not settle whether "compound" is
//! `12 · i` or `(1 + i)¹² − 1`: both are kept, and caps are held against the greater.

use super::root::{Flow, periodic_rate, power};
use super::{AprError, YearlyCost};
use crate::flow::{CashFlows, PeriodUnit};
use crate::market::AprMethod;
use crate::rate::Apr;

/// Equal months for monthly instalments; actual days, 365 to a year, where interest counts by the day.
pub(super) fn yearly_cost(flows: &CashFlows) -> Result<YearlyCost, AprError> {
    let monthly = match flows.every.unit {
        // A month is a twelfth of 365 days.
        PeriodUnit::Day => libm::pow(1.0 + rate(flows, |_, days| days)?, 365.0 / 12.0) - 1.0,
        _ => rate(flows, |index, _| index + 1)?,
    };
    Ok(YearlyCost {
        method: AprMethod::CnPboc,
        effective: Apr::from_f64(power(1.0 + monthly, 12) - 1.0).ok_or(AprError::OutOfRange)?,
        nominal: Apr::from_f64(monthly * 12.0).ok_or(AprError::OutOfRange)?,
    })
}

/// The rate of one period; `periods` counts those before a payment, from its place in the row and the days until it.
fn rate(flows: &CashFlows, periods: impl Fn(u32, u32) -> u32) -> Result<f64, AprError> {
    let start = flows.received.first().ok_or(AprError::NoRate)?;
    let mut paid = Vec::new();
    for (index, flow) in (0_u32..).zip(&flows.paid) {
        let days = u32::try_from(flow.date.days_since(start.date)).map_err(|_| AprError::NoRate)?;
        paid.push(Flow { periods: periods(index, days), amount: flow.minor as f64 });
    }
    periodic_rate(start.minor as f64, &paid)
}
