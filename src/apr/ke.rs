//! Kenya: no method by law (the Digital Credit Providers Regulations 2022 ask for the total cost and name no formula).
//! The effective yearly rate by days and a year of 365 of them is shown, and said to be ours.

use super::br_cet::daily_rate;
use super::time::Dated;
use super::{AprError, Found, Reading};

/// Effective, to two decimals.
pub(super) fn found(flows: &Dated) -> Result<Found, AprError> {
    Ok(Found::yearly(daily_rate(flows)?, 365.0, Reading::Effective, 2))
}
