//! What is our own because a crate would be more bytes than code, against kept crates: civil dates against jiff, and the
//! root finder against bisection in exact fractions.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

use jiff::{ToSpan, civil};
use kaimen::apr::irr;
use kaimen::date::Date;
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

fn jiffs(date: Date) -> civil::Date {
    date.to_string().parse().unwrap()
}

fn ours(date: civil::Date) -> Date {
    Date::new(date.year().into(), date.month().into(), date.day().into()).unwrap()
}

const FIRST: i32 = -25_567;
const LAST: i32 = 84_005;

#[test]
fn every_day_of_the_calendar_is_written_and_counted_as_by_jiff() {
    let mut day = civil::date(1900, 1, 1);
    for days in FIRST..=LAST {
        let own = Date::from_days(days);
        assert_eq!(own.to_string(), day.to_string());
        assert_eq!(Date::parse(&day.to_string()), Some(own));
        assert_eq!((own.month_end(), own.is_weekend()), (ours(day.last_of_month()), is_weekend(day)));
        day = day.tomorrow().unwrap();
    }
    assert_eq!(day, civil::date(2200, 1, 1));
}

fn is_weekend(day: civil::Date) -> bool {
    matches!(day.weekday(), civil::Weekday::Saturday | civil::Weekday::Sunday)
}

#[test]
fn days_that_are_none_are_refused_as_by_jiff() {
    for year in [1900, 1999, 2000, 2024, 2026, 2100] {
        for (month, day) in (0..=13).flat_map(|month| (0..=32).map(move |day| (month, day))) {
            let known = civil::Date::new(year, month, day).ok().map(ours);
            assert_eq!(Date::new(year.into(), month.into(), day.into()), known, "{year}-{month}-{day}");
        }
    }
}

proptest! {
    #[test]
    fn spells_are_counted_as_by_jiff(from in FIRST..LAST, days in 0..40_000, months in 0_u32..600) {
        let from = Date::from_days(from);
        let to = Date::from_days(from.days_since(Date::EPOCH) as i32 + days);
        prop_assert_eq!(to.days_since(from), i64::from((jiffs(to) - jiffs(from)).get_days()));
        let later = jiffs(from).checked_add(i64::from(months).months()).unwrap();
        if later.year() < 2200 {
            prop_assert_eq!(from.plus_months(months), ours(later));
        }
        // A month is full on its day, or on the last day of a shorter one: as far as jiff can come without passing `to`.
        let full = (0_i64..).take_while(|months| jiffs(from).checked_add(months.months()).unwrap() <= jiffs(to));
        prop_assert_eq!(to.months_since(from), full.count() as i64 - 1);
    }

    #[test]
    fn ages_are_counted_as_by_jiff(from in FIRST..LAST, days in 0..40_000) {
        let from = Date::from_days(from);
        let to = Date::from_days(from.days_since(Date::EPOCH) as i32 + days);
        let years = (jiffs(from), jiffs(to));
        let spell = years.0.until((civil::DateDifference::new(years.1)).smallest(jiff::Unit::Year).largest(jiff::Unit::Year));
        let spell = i64::from(spell.unwrap().get_years());
        // jiff reaches the birthday of 29 February on 28 February of other years; in law it is reached on 1 March.
        let leap = jiffs(from).month() == 2 && jiffs(from).day() == 29 && jiffs(to).month() == 2 && jiffs(to).day() == 28;
        let expected = if leap && !jiffs(to).in_leap_year() { spell.min(i64::from(jiffs(to).year() - jiffs(from).year()) - 1) } else { spell };
        prop_assert_eq!(to.years_since(from), expected);
    }

    /// Level payments for a loan: the rate of a period by bisection over fractions, where nothing is ever rounded.
    #[test]
    fn roots_are_those_of_bisection_in_exact_fractions(
        principal in 1_000_i64..10_000_000, paid in prop::collection::vec(1_i64..1_000_000, 1..14)
    ) {
        prop_assume!(paid.iter().sum::<i64>() > principal && paid.iter().sum::<i64>() < 4 * principal);
        let flows: Vec<i64> = std::iter::once(-principal).chain(paid).collect();
        let found = irr(&flows.iter().map(|flow| *flow as f64).collect::<Vec<_>>()).unwrap();
        let (low, high) = bisected(&flows);
        prop_assert!(low - 1e-12 <= found && found <= high + 1e-12, "{found} is not from {low} to {high}");
    }
}

/// Between which rates `Σ flowₖ · (1 + i)^−k` changes its sign: 2⁻⁴⁶ apart.
fn bisected(flows: &[i64]) -> (f64, f64) {
    let (mut low, mut step) = (BigRational::from_integer(BigInt::from(0)), BigRational::from_integer(BigInt::from(4)));
    for _ in 0..48 {
        step /= BigInt::from(2);
        let middle = &low + &step;
        if worth(flows, &middle) > BigRational::from_integer(BigInt::from(0)) {
            low = middle;
        }
    }
    let float = |rate: &BigRational| {
        rate.numer().to_string().parse::<f64>().unwrap() / rate.denom().to_string().parse::<f64>().unwrap()
    };
    (float(&low), float(&(&low + &step)))
}

/// `Σ flowₖ · (1 + rate)^(n−k)`, which has the sign of what the flows are worth at first.
fn worth(flows: &[i64], rate: &BigRational) -> BigRational {
    let growth = rate + BigInt::from(1);
    flows.iter().fold(BigRational::from_integer(BigInt::from(0)), |worth, flow| worth * &growth + BigInt::from(*flow))
}
