//! Where each payment goes: what repays the money received, what is interest on it, what is fees.

use super::PaymentParts;
use super::flows::Plan;
use crate::apr::yearly_cost;
use crate::flow::{CashFlows, Period};
use crate::market::AprMethod;

/// The parts of each payment. Interest runs on what is truly owed, at the one rate at which the payments repay the
/// money received; a payment pays interest first, and what it leaves unpaid is carried on. The last one takes the rest.
/// Where no rate fits there is no interest.
///
/// So what is owed of the money received never rises but by what is paid out, and never lies above what is owed in all:
/// `balanceₖ = min(balanceₖ₋₁, owedₖ)`.
pub(super) fn parts(plan: &Plan) -> PaymentParts {
    let owed = owed(plan, rate(plan));
    let mut parts = PaymentParts {
        due: Vec::new(),
        principal: Vec::new(),
        interest: Vec::new(),
        fees: plan.fees.clone(),
        balance: Vec::new(),
    };
    let mut advances = plan.advances.iter().peekable();
    let mut balance = 0_i64;
    for (payment, owed) in plan.payments.iter().zip(owed) {
        while let Some(advance) = advances.next_if(|advance| advance.date <= payment.date) {
            balance += advance.minor;
        }
        // OK because what payments are worth is no more than their sum.
        let principal = (balance - libm::round(owed) as i64).clamp(0, payment.minor.min(balance));
        balance -= principal;
        parts.due.push(payment.date);
        parts.principal.push(principal);
        parts.interest.push(payment.minor - principal);
        parts.balance.push(balance);
    }
    parts
}

/// What is owed in all after each payment: what the later ones are worth then, less what is still to be paid out.
/// Counted from the end, where every step makes an error smaller.
fn owed(plan: &Plan, rate: f64) -> Vec<f64> {
    let mut owed = Vec::new();
    let mut worth = 0.0;
    let mut advances = plan.advances.iter().rev().peekable();
    let mut at = plan.payments.last().map(|last| last.date);
    let discount = |steps: i64| libm::pow(1.0 + rate, -steps as f64);
    for payment in plan.payments.iter().rev() {
        while let Some(advance) = advances.next_if(|advance| advance.date > payment.date) {
            worth = worth * discount(at.map_or(0, |at| at.days_since(advance.date))) - advance.minor as f64;
            at = Some(advance.date);
        }
        let days = at.map_or(0, |at| at.days_since(payment.date));
        worth *= discount(if plan.even { days.min(1) } else { days });
        owed.push(worth);
        worth += payment.minor as f64;
        at = Some(payment.date);
    }
    owed.reverse();
    owed
}

/// The rate of an even period, or of a day, at which the payments repay what is received; none is zero.
fn rate(plan: &Plan) -> f64 {
    let every = if plan.even { Period::MONTH } else { Period::DAY };
    let flows = CashFlows { received: plan.advances.clone(), paid: plan.payments.clone(), every };
    let month = yearly_cost(AprMethod::CnPboc, &flows).map_or(0.0, |cost| cost.nominal.e12() as f64 / 12e12);
    let month = libm::fmax(month, 0.0);
    if plan.even { month } else { libm::pow(1.0 + month, 12.0 / 365.0) - 1.0 }
}
