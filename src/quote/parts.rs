//! Where each payment goes: what repays the money received, what is interest on it, what is fees.

use super::PaymentParts;
use super::flows::Plan;
use crate::apr::yearly_cost;
use crate::flow::{CashFlows, Period};
use crate::market::AprMethod;

/// The parts of each payment. Interest runs on what is truly owed, at the one rate at which the payments repay the
/// money received; a payment pays interest first, and what it leaves unpaid is carried on. The last one takes the rest.
/// Where no rate fits there is no interest.
pub(super) fn parts(plan: &Plan) -> PaymentParts {
    let rate = rate(plan);
    let mut parts = PaymentParts {
        due: Vec::new(),
        principal: Vec::new(),
        interest: Vec::new(),
        fees: plan.fees.clone(),
        balance: Vec::new(),
    };
    let mut advances = plan.advances.iter().peekable();
    let (mut balance, mut unpaid) = (0_i64, 0.0);
    let mut from = None;
    for (number, payment) in (1..).zip(&plan.payments) {
        while let Some(advance) = advances.next_if(|advance| advance.date <= payment.date) {
            let days = from.map_or(0, |from| advance.date.days_since(from));
            unpaid += (balance as f64 + unpaid) * growth(rate, days);
            balance += advance.minor;
            from = Some(advance.date);
        }
        let steps = if plan.even { 1 } else { from.map_or(0, |from| payment.date.days_since(from)) };
        unpaid += (balance as f64 + unpaid) * growth(rate, steps);
        from = Some(payment.date);
        let principal = if number == plan.payments.len() {
            payment.minor.min(balance)
        } else {
            // OK because what is left of a payment is no greater than it.
            (payment.minor - libm::round(unpaid.min(payment.minor as f64)) as i64).min(balance)
        };
        let interest = payment.minor - principal;
        unpaid = libm::fmax(unpaid - interest as f64, 0.0);
        balance -= principal;
        parts.due.push(payment.date);
        parts.principal.push(principal);
        parts.interest.push(interest);
        parts.balance.push(balance);
    }
    parts
}

/// What one of money grows by in so many steps.
fn growth(rate: f64, steps: i64) -> f64 {
    libm::pow(1.0 + rate, steps as f64) - 1.0
}

/// The rate of an even period, or of a day, at which the payments repay what is received; none is zero.
fn rate(plan: &Plan) -> f64 {
    let every = if plan.even { Period::MONTH } else { Period::DAY };
    let flows = CashFlows { received: plan.advances.clone(), paid: plan.payments.clone(), every };
    let month = yearly_cost(AprMethod::CnPboc, &flows).map_or(0.0, |cost| cost.nominal.e12() as f64 / 12e12);
    let month = libm::fmax(month, 0.0);
    if plan.even { month } else { libm::pow(1.0 + month, 12.0 / 365.0) - 1.0 }
}
