//! The yearly cost of a loan by its market's legal method, from real cash flows, all costs in, on the money received.

mod cn_pboc;
mod root;

use crate::flow::CashFlows;
use crate::json::record;
use crate::market::AprMethod;
use crate::rate::Apr;

record! {
    /// The yearly cost in both readings of the law's word "compound".
    pub struct YearlyCost {
        /// The method.
        "method" method: AprMethod,
        /// `(1 + i)¹² − 1`, where `i` is the rate of a month. Units of 1e-12.
        "effectiveE12" effective: Apr,
        /// `12 · i`. Units of 1e-12.
        "nominalE12" nominal: Apr,
    }
}

impl YearlyCost {
    /// The greater of the two readings: what caps are held against.
    pub fn against_caps(&self) -> Apr {
        self.effective.max(self.nominal)
    }
}

/// Why a yearly cost can't be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AprError {
    /// Nothing is received, or less is paid back than was received: no rate of 0 or more fits.
    NoRate,
    /// The rate is too great to keep.
    OutOfRange,
}

impl std::fmt::Display for AprError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            AprError::NoRate => "no rate of zero or more fits these payments",
            AprError::OutOfRange => "the yearly rate is too great to keep",
        })
    }
}

impl std::error::Error for AprError {}

/// The yearly cost of what is received and paid, by `method`.
///
/// # Errors
///
/// [`AprError`] where there is none.
///
/// # Example
///
/// 1,000.00 for a year at 1.5 % a month: `12 · i` is 18 %, `(1 + i)¹² − 1` is 19.56 %.
///
/// ```
/// use kaimen::{apr::yearly_cost, date::Date, market::AprMethod, money::Money, pack::product::Repayment};
/// use kaimen::{rate::{Months, YearlyRate}, schedule::{Terms, schedule}};
/// let terms = Terms {
///     repayment: Repayment::Level,
///     principal: Money::cny(1_000_000_00)?,
///     rate: YearlyRate::from_ppm(180_000),
///     term: Months::new(12)?,
///     fees: &[],
///     start: Date::new(2026, 11, 23).ok_or("no such day")?,
/// };
/// let cost = yearly_cost(AprMethod::CnPboc, &schedule(&terms)?.flows()?)?;
/// // In parts per million; the instalments are whole fen, so the last digits differ from the contract rate's.
/// assert!((cost.nominal.e12() / 1_000_000).abs_diff(180_000) <= 1);
/// assert!((cost.effective.e12() / 1_000_000).abs_diff(195_618) <= 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn yearly_cost(method: AprMethod, flows: &CashFlows) -> Result<YearlyCost, AprError> {
    match method {
        AprMethod::CnPboc => cn_pboc::yearly_cost(flows),
    }
}
