//! What the applicant can carry: disposable income, debt to income.

use crate::characteristic::Facts;
use crate::json::{MAX_SAFE, record};
use crate::market::{Affordability, Case, Market};
use crate::money::{Rounding, scaled};
use crate::pack::CapacityRule;
use crate::policy::Cases;
use crate::range::{Ranges, Span};
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
        /// The market's rule that bounds it, where one leaves less than the lender's own.
        "rule" rule: Option<String>,
    }
}

/// What the applicant can carry; none where income, expenses or repayments are not known.
///
/// `instalment = min(income · maxDti − repayments, disposable · maxDisposable)`, never below zero, rounded down; the
/// market's own share of income takes the place of the lender's where it is less.
pub fn capacity(rule: &CapacityRule, market: &Market, case: &Case<'_>, facts: &Facts<'_>) -> Option<Capacity> {
    let income = facts.number(&rule.income)?;
    let (expenses, repayments) = (facts.number(&rule.expenses)?, facts.number(&rule.repayments)?);
    let binds = |law: &Affordability| law.rule.blocks_on(market.law_day(facts.today)) && law.binds(case, income);
    of(rule, &market.affordability, &binds, [income, expenses, repayments])
}

fn of(
    rule: &CapacityRule,
    law: &[Affordability],
    binds: &dyn Fn(&Affordability) -> bool,
    [income, expenses, repayments]: [i64; 3],
) -> Option<Capacity> {
    let safe = |amount: &i64| amount.unsigned_abs() <= MAX_SAFE.unsigned_abs();
    let disposable = income.checked_sub(expenses)?.checked_sub(repayments).filter(safe)?;
    let by_share = |share: Ppm| scaled(income, share.0, Ppm::ONE.0, Rounding::Down)?.checked_sub(repayments);
    let by_disposable = scaled(disposable, rule.max_disposable.0, Ppm::ONE.0, Rounding::Down)?;
    let mut instalment = by_share(rule.max_dti)?.min(by_disposable).max(0);
    let mut bound = None;
    for law in law.iter().filter(|law| binds(law)) {
        let lawful = law.max_repayment.map_or(Some(i64::MAX), by_share)?.max(0);
        if lawful < instalment {
            instalment = lawful;
            bound = Some(law.rule.id.clone());
        }
    }
    let dti = scaled(repayments, Ppm::ONE.0, income, Rounding::HalfUp).map(Ppm);
    Some(Capacity { income, expenses, repayments, disposable, dti, instalment, rule: bound })
}

/// What can be carried while answers are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapacityOpen {
    /// The least and the greatest instalment, where they can be known.
    pub instalment: Option<(i64, i64)>,
    /// Whether it can turn out not to be known.
    pub unknown: bool,
}

/// The least is carried with the least income and the greatest expenses and repayments under every law that may bind,
/// and the greatest with the opposite.
pub fn capacity_open<'p>(
    rule: &'p CapacityRule,
    market: &Market,
    cases: &Cases<'_>,
    ranges: &Ranges<'p>,
) -> CapacityOpen {
    let parts = [ranges.span(&rule.income), ranges.span(&rule.expenses), ranges.span(&rule.repayments)];
    let unknown = parts.iter().any(Span::can_be_no_number);
    let [Some(income), Some(expenses), Some(repayments)] = parts.map(|part| part.numbers) else {
        return CapacityOpen { instalment: None, unknown: true };
    };
    let holds = |law: &Affordability| law.rule.blocks_on(market.law_day(ranges.today));
    let may_bind = |law: &Affordability| holds(law) && cases.hard().iter().any(|case| law.binds(case, income.0));
    let binds = |law: &Affordability| holds(law) && cases.easy().iter().all(|case| law.binds(case, income.1));
    let least = of(rule, &market.affordability, &may_bind, [income.0, expenses.1, repayments.1]);
    let most = of(rule, &market.affordability, &binds, [income.1, expenses.0, repayments.0]);
    let unknown = unknown || least.is_none() || most.is_none();
    let least = least.map_or(0, |least| least.instalment);
    CapacityOpen { instalment: Some((least, most.map_or(i64::MAX, |most| most.instalment))), unknown }
}
