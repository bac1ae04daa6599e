//! What the applicant can carry: disposable income, debt to income.

use crate::characteristic::Facts;
use crate::json::{MAX_SAFE, record};
use crate::money::{Rounding, scaled};
use crate::pack::CapacityRule;
use crate::rate::Ppm;

record! {
    /// What the applicant can carry each month, in minor units.
    pub struct Capacity {
        /// Income.
        "incomeMinor" income: i64,
        /// Living expenses.
        "expensesMinor" expenses: i64,
        /// Repayments of other loans.
        "repaymentsMinor" repayments: i64,
        /// Income less expenses less repayments; below zero where they exceed it.
        "disposableMinor" disposable: i64,
        /// Repayments over income before the new loan; none where there is no income.
        "dtiPpm" dti: Option<Ppm>,
        /// The greatest instalment that can be carried.
        "instalmentMinor" instalment: i64,
    }
}

/// What the applicant can carry; none where income, expenses or repayments are not known.
///
/// `instalment = min(income · maxDti − repayments, disposable · maxDisposable)`, never below zero, rounded down.
pub fn capacity(rule: &CapacityRule, facts: &Facts<'_>) -> Option<Capacity> {
    let income = facts.number(&rule.income)?;
    let expenses = facts.number(&rule.expenses)?;
    let repayments = facts.number(&rule.repayments)?;
    let safe = |amount: &i64| amount.unsigned_abs() <= MAX_SAFE.unsigned_abs();
    let disposable = income.checked_sub(expenses)?.checked_sub(repayments).filter(safe)?;
    let by_dti = scaled(income, rule.max_dti.0, Ppm::ONE.0, Rounding::Down)?.checked_sub(repayments)?;
    let by_disposable = scaled(disposable, rule.max_disposable.0, Ppm::ONE.0, Rounding::Down)?;
    let dti = scaled(repayments, Ppm::ONE.0, income, Rounding::HalfUp).map(Ppm);
    Some(Capacity { income, expenses, repayments, disposable, dti, instalment: by_dti.min(by_disposable).max(0) })
}
