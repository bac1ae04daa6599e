//! What the fees of a loan come to, one charge each time one is paid.

use super::{Charge, Instalment, ScheduleError, Terms};
use crate::json::MAX_SAFE;
use crate::loan::{Fee, FeeBase, FeeKind, FeeTime, Repayment};
use crate::money::{Rounding, scaled};
use crate::rate::Ppm;

/// Every charge, in the order of the fees; each instalment is given what is paid with it.
pub(super) fn charge(terms: &Terms<'_>, rows: &mut [Instalment]) -> Result<Vec<Charge>, ScheduleError> {
    let mut charges = Vec::new();
    for (index, fee) in terms.fees.iter().enumerate() {
        let mut charge = |instalment, amount: Amount| {
            for (kind, minor) in [(fee.kind, amount.plain), (FeeKind::Tax, amount.tax)] {
                if minor > 0 || kind == fee.kind {
                    charges.push(Charge { fee: index, kind, when: fee.when, instalment, minor });
                }
            }
        };
        match fee.when {
            FeeTime::Upfront | FeeTime::Deducted | FeeTime::EachDraw => {
                if fee.of == FeeBase::Instalment {
                    return Err(ScheduleError::FeeWithoutBase);
                }
                charge(0, amount(fee, terms.principal.minor(), terms.customs.step)?);
            }
            FeeTime::EachInstalment | FeeTime::AtEnd => {
                let last = rows.len().saturating_sub(1);
                for (at, row) in rows.iter_mut().enumerate() {
                    let due = if fee.when == FeeTime::AtEnd { at == last } else { is_due(terms.repayment, row) };
                    if due {
                        let amount = amount(fee, base(terms, fee.of, row), terms.customs.step)?;
                        row.fees = within(row.fees.saturating_add(amount.sum()?))?;
                        charge(at, amount);
                    }
                }
            }
        }
    }
    Ok(charges)
}

/// Whether a fee falls due with this instalment: none does in a month that is skipped, nor once all is repaid.
fn is_due(repayment: &Repayment, row: &Instalment) -> bool {
    let (_, month, _) = row.due.civil();
    row.balance + row.principal > 0 && repayment.weight(month) > 0
}

fn base(terms: &Terms<'_>, of: FeeBase, row: &Instalment) -> i64 {
    match of {
        FeeBase::Principal => terms.principal.minor(),
        FeeBase::Balance => row.balance + row.principal,
        FeeBase::Instalment => row.principal + row.interest,
    }
}

/// What a fee comes to, one time that it is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) plain: i64,
    /// The tax on it, which some laws leave out of the yearly cost.
    pub(super) tax: i64,
}

impl Amount {
    /// Tax in.
    pub(super) fn sum(self) -> Result<i64, ScheduleError> {
        within(self.plain.saturating_add(self.tax))
    }
}

/// One charge of a fee on `base`.
pub(super) fn amount(fee: &Fee, base: i64, step: i64) -> Result<Amount, ScheduleError> {
    let share = share_of(base, fee.share, step)?;
    let plain = within(share.saturating_add(fee.fixed))?;
    let bounded = plain.max(fee.min.unwrap_or(0)).min(fee.max.unwrap_or(MAX_SAFE));
    Ok(Amount { plain: bounded, tax: share_of(bounded, fee.tax.unwrap_or(Ppm(0)), step)? })
}

/// A share of an amount, rounded half-up to the step.
pub(super) fn share_of(amount: i64, share: Ppm, step: i64) -> Result<i64, ScheduleError> {
    let steps = scaled(amount, share.0, Ppm::ONE.0.saturating_mul(step), Rounding::HalfUp);
    steps.and_then(|steps| steps.checked_mul(step)).ok_or(ScheduleError::OutOfRange)
}

fn within(minor: i64) -> Result<i64, ScheduleError> {
    if (0..=MAX_SAFE).contains(&minor) { Ok(minor) } else { Err(ScheduleError::OutOfRange) }
}
