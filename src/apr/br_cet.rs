//! Brazil: Custo Efetivo Total, Resolução CMN 4.881 of 23 December 2020: `Σ FCⱼ ÷ (1 + CET)^((dⱼ − d₀) ÷ 365) = FC₀`,
//! taxes, fees and insurance in.

use super::root::{Within, irr_timed};
use super::time::Dated;
use super::{AprError, Found, Reading};

/// Effective, to two decimals (NBR 5891).
pub(super) fn found(flows: &Dated) -> Result<Found, AprError> {
    Ok(Found::yearly(daily_rate(flows)?, 365.0, Reading::Effective, 2))
}

/// The internal rate of return of a day.
pub(super) fn daily_rate(flows: &Dated) -> Result<f64, AprError> {
    irr_timed(&flows.timed(&|date| (flows.days_to(date), 0.0)), Within::Compound)
}
