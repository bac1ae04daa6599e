//! The commonest loan by a short way: level monthly instalments, to the minor unit, where nothing is odd and every
//! product fits in 64 bits. The rows are those of the long way, to the last minor unit (the test below).

use super::interest::Factor;
use super::level::{annuity, rounded};
use super::{Instalment, Terms};
use crate::date::Monthly;
use crate::flow::{Period, PeriodUnit};
use crate::loan::{DayCount, Repayment, Roll};

/// The rows, where these are such terms.
pub(super) fn rows(terms: &Terms<'_>) -> Option<Vec<Instalment>> {
    let principal = terms.principal.minor();
    if !is_common(terms) || principal >> 51 != 0 {
        return None;
    }
    let factor = Factor::new(terms.rate, Period::MONTH.of_year(), 1).ok()?;
    let ratio = Ratio::new(&factor, principal)?;
    let payment = rounded(annuity(principal, factor, terms.term.periods, 0), 1).ok()?;
    // Interest never rises again, so that no payment falls short of it.
    if ratio.of(principal) > payment {
        return None;
    }
    let mut days = Monthly::after(terms.start, terms.term.periods)?;
    let mut balance = principal;
    let mut rows = Vec::with_capacity(usize::try_from(terms.term.periods).ok()?);
    rows.extend((1..terms.term.periods).map(|_| {
        let interest = ratio.of(balance);
        let part = (payment - interest).min(balance);
        balance -= part;
        Instalment { due: days.step(), principal: part, interest, fees: 0, balance }
    }));
    let interest = ratio.of(balance);
    rows.push(Instalment { due: days.step(), principal: balance, interest, fees: 0, balance: 0 });
    Some(rows)
}

fn is_common(terms: &Terms<'_>) -> bool {
    let (customs, every) = (&terms.customs, terms.term.every);
    matches!(terms.repayment, Repayment::Level {})
        && (every.count == 1 && every.unit == PeriodUnit::Month)
        && (1..=600).contains(&terms.term.periods)
        && (customs.count == DayCount::EqualPeriods && customs.step == 1 && customs.roll == Roll::None)
        && (customs.first.is_none() && customs.last.is_none() && !customs.month_end)
}

/// `of ÷ by` below 1, also as a fraction of 2⁶⁴ that is a little too small: one multiplication then gives the quotient or
/// one less, and the remainder says which.
struct Ratio {
    of: i64,
    by: i64,
    of_2_64: u64,
}

impl Ratio {
    fn new(factor: &Factor, most: i64) -> Option<Ratio> {
        let (of, by) = factor.parts();
        // OK because the float is below 2⁶⁴, and wrong by less than 2¹².
        let of_2_64 = ((of as f64 / by as f64 * 18_446_744_073_709_551_616.0) as u64).saturating_sub(1 << 12);
        (0 <= of && of < by && most.checked_mul(of).is_some()).then_some(Ratio { of, by, of_2_64 })
    }

    /// Of a balance below 2⁵¹, rounded half-up.
    fn of(&self, balance: i64) -> i64 {
        // OK because a balance is not below zero, and the high half of the product is below the balance.
        let short = ((balance as u128 * u128::from(self.of_2_64)) >> 64) as i64;
        let rest = 2 * (balance * self.of - short * self.by);
        short + i64::from(rest >= self.by) + i64::from(rest >= 3 * self.by)
    }
}

#[cfg(test)]
mod tests {
    use crate::date::Date;
    use crate::loan::{Customs, DayCount, Repayment, Term};
    use crate::money::Money;
    use crate::rate::{Months, YearlyRate};
    use crate::schedule::Terms;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn the_short_way_gives_the_rows_of_the_long_way(
            minor in prop_oneof![0_i64..=1_000, 0_i64..=10_000_000, 0_i64..1 << 53],
            ppm in prop_oneof![0_i64..=500_000, 0_i64..=20_000_000],
            months in 1_u32..=120,
            start in -20_000_i32..=60_000,
        ) {
            let terms = Terms {
                repayment: &Repayment::Level {},
                principal: Money::cny(minor).unwrap(),
                rate: YearlyRate::from_ppm(ppm),
                term: Term::of_months(Months::new(months).unwrap()),
                fees: &[],
                start: Date::from_days(start),
                customs: Customs::plain(DayCount::EqualPeriods),
            };
            if let Some(rows) = super::rows(&terms) {
                prop_assert_eq!(Ok(rows), crate::schedule::exactly(&terms));
            }
        }
    }
}
