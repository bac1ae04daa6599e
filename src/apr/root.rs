//! The rate of one period at which payments are worth what was received.

use super::AprError;

/// A payment after so many periods.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flow {
    pub periods: u32,
    pub amount: f64,
}

/// The rate `i ≥ 0` of one period with `received = Σ amountₖ · (1 + i)^−periodsₖ`, by halving a bracket, with Newton's
/// step where it stays inside: it always converges, since the sum falls as `i` rises.
pub(super) fn periodic_rate(received: f64, flows: &[Flow]) -> Result<f64, AprError> {
    let total: f64 = flows.iter().map(|flow| flow.amount).sum();
    if received <= 0.0 || total < received {
        return Err(AprError::NoRate);
    }
    let (mut low, mut high) = (0.0, upper_bound(received, flows)?);
    let mut rate = (total / received - 1.0).min(high) / flows.len().max(1) as f64;
    for _ in 0..200 {
        let (value, slope) = value_and_slope(received, flows, rate);
        if value > 0.0 {
            low = rate;
        } else {
            high = rate;
        }
        let newton = rate - value / slope;
        let next = if newton > low && newton < high { newton } else { (low + high) / 2.0 };
        if next == rate || libm::fabs(next - rate) <= 1e-16 + 1e-15 * rate {
            return Ok(next);
        }
        rate = next;
    }
    Ok(rate)
}

fn upper_bound(received: f64, flows: &[Flow]) -> Result<f64, AprError> {
    let mut high = 1.0;
    while value_and_slope(received, flows, high).0 > 0.0 {
        high *= 4.0;
        if high > 1e12 {
            return Err(AprError::OutOfRange);
        }
    }
    Ok(high)
}

/// What the payments are worth above what was received, and how fast that changes with the rate.
fn value_and_slope(received: f64, flows: &[Flow], rate: f64) -> (f64, f64) {
    let discount = 1.0 / (1.0 + rate);
    let (mut value, mut slope) = (-received, 0.0);
    let (mut factor, mut at) = (1.0, 0);
    for flow in flows {
        factor *= power(discount, flow.periods - at.min(flow.periods));
        at = flow.periods;
        value += flow.amount * factor;
        slope -= f64::from(flow.periods) * flow.amount * factor * discount;
    }
    (value, slope)
}

/// `base` to a whole power by repeated squaring: the same bits everywhere.
pub(super) fn power(base: f64, exponent: u32) -> f64 {
    let (mut result, mut square, mut rest) = (1.0, base, exponent);
    while rest > 0 {
        if rest & 1 == 1 {
            result *= square;
        }
        square *= square;
        rest >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::{AprError, Flow, periodic_rate, power};

    fn check(received: f64, flows: &[(u32, f64)], expected: Result<f64, AprError>) {
        let flows: Vec<Flow> =
            flows.iter().map(|(periods, amount)| Flow { periods: *periods, amount: *amount }).collect();
        match (periodic_rate(received, &flows), expected) {
            (Ok(rate), Ok(expected)) => assert!((rate - expected).abs() < 1e-12, "{rate} is not {expected}"),
            (rate, expected) => assert_eq!(rate, expected),
        }
    }

    #[test]
    fn one_payment_gives_its_growth() {
        check(100.0, &[(1, 110.0)], Ok(0.1));
        check(100.0, &[(2, 121.0)], Ok(0.1));
    }

    #[test]
    fn no_interest_is_a_rate_of_zero() {
        check(300.0, &[(1, 100.0), (2, 100.0), (3, 100.0)], Ok(0.0));
    }

    #[test]
    fn a_payday_loan_has_its_rate() {
        check(1.0, &[(1, 51.0)], Ok(50.0));
    }

    #[test]
    fn less_paid_back_than_received_has_none() {
        check(100.0, &[(1, 99.0)], Err(AprError::NoRate));
        check(0.0, &[(1, 99.0)], Err(AprError::NoRate));
    }

    #[test]
    fn powers_are_those_of_the_library() {
        for exponent in [0, 1, 7, 365] {
            let expected = libm::pow(1.000_5, f64::from(exponent));
            assert!((power(1.000_5, exponent) - expected).abs() < 1e-12);
        }
    }
}
