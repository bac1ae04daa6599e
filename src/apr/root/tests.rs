use super::{AprError, Timed, Within, irr, irr_timed};

fn check(flows: &[f64], expected: Result<f64, AprError>) {
    let timed: Vec<Timed> = (0_u32..)
        .zip(flows)
        .map(|(period, amount)| Timed { whole: f64::from(period), fraction: 0.25, amount: *amount })
        .collect();
    for found in [irr(flows), irr_timed(&timed, Within::Compound)] {
        match (found, expected) {
            (Ok(rate), Ok(expected)) => {
                assert!((rate - expected).abs() <= 1e-12 * (1.0 + expected), "{rate} is not {expected}");
            }
            (rate, expected) => assert_eq!(rate, expected),
        }
    }
}

#[test]
fn one_payment_gives_its_growth() {
    check(&[-100.0, 110.0], Ok(0.1));
    check(&[-100.0, 0.0, 121.0], Ok(0.1));
    check(&[0.0, 100.0, 0.0, -121.0], Ok(0.1));
}

#[test]
fn no_interest_is_a_rate_of_exactly_zero() {
    assert_eq!(irr(&[-300.0, 100.0, 100.0, 100.0]), Ok(0.0));
    assert_eq!(irr(&[-300.0, 100.0, -50.0, 200.0, 50.0]), Ok(0.0));
}

#[test]
fn a_payday_loan_has_its_rate() {
    check(&[-1.0, 51.0], Ok(50.0));
    check(&[-1.0, 1e12], Ok(1e12 - 1.0));
}

#[test]
fn less_paid_back_than_received_is_a_rate_below_zero() {
    check(&[-100.0, 99.0], Ok(-0.01));
    check(&[-1e6, 0.0, 1.0], Ok(-0.999));
}

#[test]
fn one_side_alone_has_no_rate() {
    check(&[-100.0], Err(AprError::NothingPaid));
    check(&[100.0, 0.0, 1.0], Err(AprError::NothingReceived));
    check(&[], Err(AprError::NothingReceived));
    check(&[0.0; 400], Err(AprError::NothingReceived));
}

#[test]
fn of_several_roots_the_positive_one_nearest_zero_counts() {
    // (x − 1.1)(x − 1.5)(x − 2), x = 1 + i.
    check(&[1.0, -4.6, 6.85, -3.3], Ok(0.1));
    // (x − 0.9)(x − 1.2).
    check(&[1.0, -2.1, 1.08], Ok(0.2));
    // (x − 0.9)(x − 0.5): none is positive.
    check(&[1.0, -1.4, 0.45], Ok(-0.1));
}

#[test]
fn flows_that_never_balance_have_no_rate() {
    // x² − 2x + 1.5 has no root.
    check(&[1.0, -2.0, 1.5], Err(AprError::NoRate));
}

#[test]
fn what_comes_to_nearly_nothing_has_no_rate() {
    check(&[-1e15, 1.0], Err(AprError::NoRate));
    check(&[-1.0, 1e17], Err(AprError::OutOfRange));
}

#[test]
fn zeros_before_and_after_change_nothing() {
    let mut flows = vec![0.0; 500];
    flows.extend([-100.0, 0.0, 121.0, 0.0]);
    assert!(irr(&flows).is_ok_and(|rate| (rate - 0.1).abs() < 1e-14));
}

/// What flows come to at a rate, and how much of that is rounding.
fn worth(flows: &[f64], rate: f64) -> (f64, f64) {
    let mut sums = (0.0, 0.0);
    for flow in flows.iter().rev() {
        sums = (sums.0 / (1.0 + rate) + flow, sums.1 / (1.0 + rate) + flow.abs());
    }
    (sums.0, 1e-12 * sums.1)
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(10_000))]

    /// Whatever the signs: what is found is a root, and no rate nearer to zero above it shows another.
    #[test]
    fn any_flows_have_the_root_of_the_rule_or_none(flows in proptest::collection::vec(-1_000_i32..1_000, 2..9)) {
        let flows: Vec<f64> = flows.into_iter().map(f64::from).collect();
        let found = irr(&flows);
        let end = found.map_or(20.0, |rate| if rate < 0.0 { 20.0 } else { rate });
        let start = worth(&flows, 0.0).0.signum();
        for step in 1..400 {
            let (value, noise) = worth(&flows, end * f64::from(step) / 400.0);
            proptest::prop_assert!(value * start >= -noise, "{flows:?} {found:?}");
        }
        if let Ok(rate) = found {
            let (value, noise) = worth(&flows, rate);
            proptest::prop_assert!(value.abs() <= noise, "{flows:?} {rate} {value}");
        }
    }
}
