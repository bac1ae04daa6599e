//! The instalment that repays a loan within its term.

use super::ScheduleError;
use super::interest::Factor;
use crate::json::MAX_SAFE;
use crate::rate::power;

/// The instalment of equal periods: `(P − B · v) · i ÷ (1 − v)`, where `v = (1 + i)⁻ⁿ` and `B` is what is left for the
/// end; `(P − B) ÷ n` at a rate of zero.
pub(super) fn annuity(principal: i64, rate: Factor, periods: u32, left: i64) -> f64 {
    let (principal, left, i) = (principal as f64, left as f64, rate.as_f64());
    if i == 0.0 {
        return (principal - left) / f64::from(periods);
    }
    // OK because where the growth is too great for a float, nothing of what is left counts now.
    let discount = 1.0 / power(1.0 + i, periods);
    (principal - left * discount) * (i / (1.0 - discount))
}

/// A period whose payment is `weight` times the instalment, and whose interest is `rate` times the balance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) rate: f64,
    pub(super) weight: f64,
}

/// The instalment of periods that differ, whose weighted payments leave `left` at the end.
///
/// First as if unpaid interest bore interest: then what is left falls evenly as the instalment rises. Where a payment
/// so found is below its interest, less is enough, and it is found by halving.
pub(super) fn solved(principal: i64, steps: &[Step], left: i64) -> f64 {
    let (principal, left) = (principal as f64, left as f64);
    let (mut discount, mut worth) = (1.0, 0.0);
    for step in steps {
        discount /= 1.0 + step.rate;
        worth += step.weight * discount;
    }
    let most = (principal - left * discount) / worth;
    if rest(principal, steps, most).is_some() {
        return most;
    }
    let (mut low, mut high) = (0.0, most);
    // OK because fifty-three halvings are all that a float holds.
    for _ in 0..53 {
        let middle = (low + high) / 2.0;
        if simple_rest(principal, steps, middle) > left {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// What is left where every payment covers its interest; none where one does not.
fn rest(principal: f64, steps: &[Step], instalment: f64) -> Option<f64> {
    let mut balance = principal;
    for step in steps {
        let (interest, payment) = (balance * step.rate, instalment * step.weight);
        if payment < interest {
            return None;
        }
        balance += interest - payment;
    }
    Some(balance)
}

/// What is left, principal and interest, where unpaid interest is carried and bears none.
fn simple_rest(principal: f64, steps: &[Step], instalment: f64) -> f64 {
    let (mut balance, mut carried) = (principal, 0.0);
    for step in steps {
        carried += balance * step.rate - instalment * step.weight;
        if carried < 0.0 {
            balance += carried;
            carried = 0.0;
        }
    }
    balance + carried
}

/// An amount found as a float, rounded half-up to the step.
pub(super) fn rounded(amount: f64, step: i64) -> Result<i64, ScheduleError> {
    if !amount.is_finite() {
        return Err(ScheduleError::OutOfRange);
    }
    let steps = libm::round(amount / step as f64);
    // OK because a float beyond the range of i64 saturates, which the bound then refuses.
    let minor = (steps as i64).checked_mul(step);
    minor.filter(|minor| (0..=MAX_SAFE).contains(minor)).ok_or(ScheduleError::OutOfRange)
}
