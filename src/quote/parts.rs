//! Where each payment goes: what repays the money received, what is interest on it, what is fees.

use super::flows::Plan;
use crate::apr::{Timed, Within, irr_timed};
use crate::date::Date;
use crate::schedule::ScheduleColumns;

/// The parts of each payment. Interest runs on what is truly owed, at the one rate at which the payments repay the
/// money received; a payment pays interest first, and what it leaves unpaid is carried on. The last one takes the rest.
/// Where no rate fits there is no interest.
///
/// So what is owed of the money received never rises but by what is paid out, and never lies above what is owed in all:
/// `balanceₖ = min(balanceₖ₋₁, owedₖ)`.
pub(super) fn parts(plan: &Plan) -> ScheduleColumns {
    let owed = owed(plan, rate(plan));
    let mut parts = ScheduleColumns {
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

/// The rate of an even period, or of a day, at which the payments repay what is received; none, and one below zero, is
/// zero.
fn rate(plan: &Plan) -> f64 {
    let start = plan.advances.first().map(|advance| advance.date);
    let mut flows = Vec::new();
    let mut add = |date: Date, number: f64, amount: f64| {
        let days = start.map_or(0, |start| date.days_since(start)) as f64;
        flows.push(Timed { whole: if plan.even { number } else { days }, fraction: 0.0, amount });
    };
    let mut advances = plan.advances.iter().peekable();
    for (number, payment) in (1..).zip(&plan.payments) {
        while let Some(advance) = advances.next_if(|advance| advance.date <= payment.date) {
            add(advance.date, 0.0, -(advance.minor as f64));
        }
        add(payment.date, f64::from(number), payment.minor as f64);
    }
    irr_timed(&flows, Within::Compound).map_or(0.0, |rate| libm::fmax(rate, 0.0))
}
