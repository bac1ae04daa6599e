//! India: RBI Key Facts Statement for Loans and Advances (RBI/2024-25/18, 15 April 2024), Annex B. The annual percentage
//! rate is twelve times the monthly internal rate of return on what is paid out net of all charges, third parties' and
//! the tax on them included.

use super::cn_pboc::monthly_rate;
use super::time::Dated;
use super::{AprError, Found, Reading};
use crate::flow::PeriodUnit;

/// `12 · i`, to the two decimals of the annex's own example.
pub(super) fn found(flows: &Dated, unit: PeriodUnit) -> Result<Found, AprError> {
    Ok(Found::yearly(monthly_rate(flows, unit)?, 12.0, Reading::Nominal, 2))
}
