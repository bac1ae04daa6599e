//! Mexico: Costo Anual Total, Banxico Circular 21/2009: the effective rate `i` with `Σ Aⱼ ÷ (1 + i)^tⱼ = Σ Bₖ ÷ (1 + i)^sₖ`,
//! times in years, value added tax left out.

use super::eu_ccd::irr_in_years;
use super::time::Dated;
use super::{AprError, Found, Reading};
use crate::flow::PeriodUnit;

/// Effective, to one decimal; a year has 12 months, 52 weeks or 365 days.
pub(super) fn found(flows: &Dated, unit: PeriodUnit) -> Result<Found, AprError> {
    let (rate, per_year) = irr_in_years(flows, unit, &|_| 365)?;
    Ok(Found::yearly(rate, per_year, Reading::Effective, 1))
}
