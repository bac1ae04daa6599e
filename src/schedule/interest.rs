//! Interest of one period, in whole steps of the currency.

use super::{ScheduleError, Terms};
use crate::date::Date;
use crate::json::MAX_SAFE;
use crate::loan::{Customs, DayCount, Dues, YearFraction};
use crate::money::{Rounding, scaled};
use crate::rate::{Ppm, YearlyRate};

/// What a balance is multiplied by to give the interest of a period: `of ÷ by` steps of the currency.
#[derive(Clone, Copy, Debug)]
pub(super) struct Factor {
    of: i64,
    by: i64,
    step: i64,
}

impl Factor {
    pub(super) fn new(rate: YearlyRate, part: YearFraction, step: i64) -> Result<Factor, ScheduleError> {
        let of = rate.0.0.checked_mul(part.of);
        let by = part.by.checked_mul(Ppm::ONE.0).and_then(|by| by.checked_mul(step));
        of.zip(by).map(|(of, by)| Factor { of, by, step }).ok_or(ScheduleError::OutOfRange)
    }

    /// The interest on a balance, rounded half-up to the step.
    pub(super) fn on(self, balance: i64) -> Result<i64, ScheduleError> {
        let interest = match balance.checked_mul(self.of) {
            Some(product) => {
                // OK because the remainder and its double are below twice `by`, which `Factor::new` bounds.
                let (whole, rest) = (product / self.by, product % self.by);
                whole + i64::from(rest >= self.by - rest)
            }
            None => self.exactly(balance).ok_or(ScheduleError::OutOfRange)?,
        };
        interest.checked_mul(self.step).filter(|interest| *interest <= MAX_SAFE).ok_or(ScheduleError::OutOfRange)
    }

    /// The same by the long way, for products beyond 64 bits.
    fn exactly(self, balance: i64) -> Option<i64> {
        scaled(balance, self.of, self.by, Rounding::HalfUp)
    }

    /// How many steps of the currency for how much balance.
    #[cfg(not(feature = "web"))]
    pub(super) fn parts(self) -> (i64, i64) {
        (self.of, self.by)
    }

    pub(super) fn as_f64(self) -> f64 {
        self.of as f64 / self.by as f64 * self.step as f64
    }
}

/// The interest of each period of a loan.
#[derive(Clone, Copy, Debug)]
pub(super) struct Factors {
    rate: YearlyRate,
    count: DayCount,
    step: i64,
    /// The factor of a regular period, where the days don't count.
    regular: Option<Factor>,
    odd_first: bool,
    odd_last: Option<u32>,
}

impl Factors {
    pub(super) fn new(terms: &Terms<'_>) -> Result<Factors, ScheduleError> {
        let customs = &terms.customs;
        let regular = match customs.count {
            DayCount::EqualPeriods => Some(Factor::new(terms.rate, terms.term.every.of_year(), customs.step)?),
            DayCount::Act365 | DayCount::Act360 | DayCount::ActAct | DayCount::Thirty360 | DayCount::ThirtyE360 => None,
        };
        let plain = Customs { first: None, last: None, ..*customs };
        let is_regular = |day: Option<Date>, number: u32, customs| {
            day.is_none_or(|day| Dues::new(terms.start, &terms.term, customs).unrolled(number) == day)
        };
        let last = terms.term.periods.saturating_sub(1);
        let by_first = Customs { last: None, ..*customs };
        Ok(Factors {
            rate: terms.rate,
            count: customs.count,
            step: customs.step,
            regular,
            odd_first: !is_regular(customs.first, 0, &plain),
            odd_last: (!is_regular(customs.last, last, &by_first)).then_some(last),
        })
    }

    /// Whether every period has the same factor, and which.
    pub(super) fn same(&self) -> Option<Factor> {
        self.regular.filter(|_| !self.odd_first && self.odd_last.is_none())
    }

    /// The factor of some days of period `number`: of equal periods, the part that these days are of all of it.
    pub(super) fn within(
        &self,
        number: u32,
        [begin, end]: [Date; 2],
        [from, to]: [Date; 2],
    ) -> Result<Factor, ScheduleError> {
        match self.regular {
            Some(_) if (from, to) != (begin, end) => {
                let whole = self.of(number, begin, end)?;
                let (of, by) = (to.days_since(from), end.days_since(begin).max(1));
                let parts = whole.of.checked_mul(of).zip(whole.by.checked_mul(by));
                parts.map(|(of, by)| Factor { of, by, ..whole }).ok_or(ScheduleError::OutOfRange)
            }
            Some(_) => self.of(number, begin, end),
            None => Factor::new(self.rate, self.days(begin, from, to), self.step),
        }
    }

    /// The part of a year from `from` to `to` of a period that begins with `begin`. Months of thirty days don't add up
    /// where a period is cut in two: the second part is then what the first has left of the whole.
    fn days(&self, begin: Date, from: Date, to: Date) -> YearFraction {
        match self.count {
            DayCount::Thirty360 | DayCount::ThirtyE360 => {
                let [whole, first] = [to, from].map(|day| self.count.fraction(begin, day));
                YearFraction { of: (whole.of - first.of).max(0), by: whole.by }
            }
            DayCount::Act365 | DayCount::Act360 | DayCount::ActAct | DayCount::EqualPeriods => {
                self.count.fraction(from, to)
            }
        }
    }

    /// The factor of period `number`, from the last due day to the next.
    pub(super) fn of(&self, number: u32, from: Date, due: Date) -> Result<Factor, ScheduleError> {
        match self.regular {
            Some(regular) if !(self.odd_first && number == 0) && self.odd_last != Some(number) => Ok(regular),
            _ => Factor::new(self.rate, self.count.fraction(from, due), self.step),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Factor;
    use crate::loan::YearFraction;
    use crate::rate::YearlyRate;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn the_short_way_is_the_long_way(
            balance in 0_i64..=9_007_199_254_740_991,
            ppm in 0_i64..=1_000_000_000,
            days in 0_i64..=366,
            step in 1_i64..=1_000,
        ) {
            let factor = Factor::new(YearlyRate::from_ppm(ppm), YearFraction { of: days, by: 365 }, step).unwrap();
            let exactly = factor.exactly(balance).map(|steps| steps.saturating_mul(step));
            prop_assert_eq!(factor.on(balance).ok(), exactly.filter(|interest| *interest <= 9_007_199_254_740_991));
        }

        #[test]
        fn small_amounts_too(balance in 0_i64..=10_000, ppm in 0_i64..=500_000, days in 0_i64..=60) {
            let factor = Factor::new(YearlyRate::from_ppm(ppm), YearFraction { of: days, by: 360 }, 1).unwrap();
            prop_assert_eq!(factor.on(balance).ok(), factor.exactly(balance));
        }
    }
}
