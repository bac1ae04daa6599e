//! Interest on what is overdue.

use super::fees::share_of;
use super::interest::Factor;
use super::{Instalment, Schedule, ScheduleError};
use crate::date::Date;
use crate::loan::{LateCap, LateRule};
use crate::rate::YearlyRate;

/// What is overdue, and of which loan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// The amount, in minor units.
    pub minor: i64,
    /// The day on which it was due.
    pub due: Date,
    /// The principal of the loan at first.
    pub principal: i64,
    /// Interest, fees and late interest of the loan so far.
    pub costs: i64,
    /// The principal that was owed when the loan came to be late: on the day of the first payment that was not made.
    pub owing: i64,
    /// Of the costs, what has come up and is not paid.
    pub unpaid: i64,
    /// Amounts go by this many minor units.
    pub step: i64,
}

impl Overdue {
    /// An instalment that is not paid, the first being 0, while all before it were paid: what a schedule can know of a loan
    /// that becomes late.
    ///
    /// # Errors
    ///
    /// [`ScheduleError::NothingDue`] where there is no such instalment.
    pub fn first(schedule: &Schedule, index: usize, step: i64) -> Result<Overdue, ScheduleError> {
        let late = schedule.instalments.get(index).ok_or(ScheduleError::NothingDue)?;
        // OK because a schedule whose payments do not sum within the bound is refused.
        let at_start: i64 =
            schedule.charges.iter().filter(|charge| charge.is_at_start()).map(|charge| charge.minor).sum();
        let cost = |row: &Instalment| row.interest + row.fees;
        Ok(Overdue {
            minor: late.total(),
            due: late.due,
            principal: schedule.principal.minor(),
            costs: at_start + schedule.instalments.iter().take(index + 1).map(cost).sum::<i64>(),
            owing: late.balance + late.principal,
            unpaid: cost(late),
            step,
        })
    }
}

/// Late interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LateInterest {
    /// How much, in minor units.
    pub minor: i64,
    /// Whether the cap has cut it.
    pub capped: bool,
}

/// The interest on what is overdue by `today`, within its cap: simple interest by the day, nothing before it is due.
///
/// # Errors
///
/// [`ScheduleError`] where an amount does not fit.
///
/// # Example
///
/// 1,000.00 overdue for 30 days at 18.25 % a year is 15.00; no more than 1 % of it is 10.00:
///
/// ```
/// use kaimen::{date::Date, loan::{DayCount, LateCap, LateRule}, rate::Ppm};
/// use kaimen::schedule::{LateInterest, Overdue, late_interest};
/// let day = |month, day| Date::new(2026, month, day).ok_or("no such day");
/// let due = day(11, 1)?;
/// let overdue = Overdue { minor: 1_000_00, due, principal: 5_000_00, costs: 0, owing: 3_000_00, unpaid: 0, step: 1 };
/// let mut rule = LateRule { rate: Ppm(182_500), count: DayCount::Act365, cap: None };
/// let late = late_interest(&overdue, day(12, 1)?, &rule)?;
/// assert_eq!(late, LateInterest { minor: 15_00, capped: false });
/// rule.cap = Some(LateCap::ShareOfOverdue { share: Ppm(10_000) });
/// assert_eq!(late_interest(&overdue, day(12, 1)?, &rule)?, LateInterest { minor: 10_00, capped: true });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn late_interest(overdue: &Overdue, today: Date, rule: &LateRule) -> Result<LateInterest, ScheduleError> {
    let Overdue { minor, principal, costs, owing, unpaid, .. } = *overdue;
    if minor.min(principal).min(costs).min(owing).min(unpaid) < 0 {
        return Err(ScheduleError::OutOfRange);
    }
    if today <= overdue.due {
        return Ok(LateInterest { minor: 0, capped: false });
    }
    let part = rule.count.fraction(overdue.due, today);
    let asked = Factor::new(YearlyRate(rule.rate), part, overdue.step)?.on(overdue.minor)?;
    let most = match &rule.cap {
        Some(LateCap::ShareOfOverdue { share }) => share_of(overdue.minor, *share, overdue.step)?,
        Some(LateCap::ShareOfPrincipal { share }) => {
            share_of(overdue.principal, *share, overdue.step)?.saturating_sub(overdue.costs).max(0)
        }
        Some(LateCap::ShareOfOwing { share }) => {
            share_of(overdue.owing, *share, overdue.step)?.saturating_sub(overdue.unpaid).max(0)
        }
        Some(LateCap::Amount { max }) => (*max).max(0),
        None => asked,
    };
    Ok(LateInterest { minor: asked.min(most), capped: asked > most })
}

#[cfg(test)]
mod tests {
    use super::{LateInterest, Overdue, late_interest};
    use crate::date::Date;
    use crate::flow::Period;
    use crate::loan::{Customs, DayCount, LateCap, LateRule, Repayment, Term};
    use crate::money::Money;
    use crate::rate::{Ppm, YearlyRate};
    use crate::schedule::{ScheduleError, Terms, schedule};

    /// 1,000.00 of a loan of 5,000.00 that has cost 4,990.00, due on 1 November 2026, at 0.2 % a day; 900.00 was still owed,
    /// and 885.00 of interest.
    fn check(day: i32, cap: Option<LateCap>, minor: i64, capped: bool) {
        let date = |day| Date::new(2026, 11, day).unwrap_or(Date::EPOCH);
        let (principal, costs, owing, unpaid) = (5_000_00, 4_990_00, 900_00, 885_00);
        let overdue = Overdue { minor: 1_000_00, due: date(1), principal, costs, owing, unpaid, step: 1 };
        let rule = LateRule { rate: Ppm(730_000), count: DayCount::Act365, cap };
        assert_eq!(late_interest(&overdue, date(day), &rule), Ok(LateInterest { minor, capped }));
    }

    #[test]
    fn it_counts_by_the_day_and_not_before() {
        check(1, None, 0, false);
        check(2, None, 2_00, false);
        check(11, None, 20_00, false);
    }

    #[test]
    fn a_cap_cuts_it() {
        check(11, Some(LateCap::Amount { max: 15_00 }), 15_00, true);
        // All costs within the principal: 10.00 is left.
        check(11, Some(LateCap::ShareOfPrincipal { share: Ppm::ONE }), 10_00, true);
        check(6, Some(LateCap::ShareOfPrincipal { share: Ppm::ONE }), 10_00, false);
    }
    #[test]
    fn interest_ends_where_it_comes_to_what_was_owed() {
        let in_duplum = || Some(LateCap::ShareOfOwing { share: Ppm::ONE });
        check(8, in_duplum(), 14_00, false);
        check(11, in_duplum(), 15_00, true);
    }

    /// 12,000.00 in twelve months at 60 % a year, equal principal: before the last payment 1,000.00 is owed, and 50.00 of
    /// interest comes with it. In duplum 950.00 more may come up; by the first principal, as it stood before, 8,100.00.
    #[test]
    fn the_principal_that_counts_is_the_one_owed_at_the_first_late_payment() -> Result<(), ScheduleError> {
        let terms = Terms {
            repayment: &Repayment::EqualPrincipal {},
            principal: Money::cny(12_000_00)?,
            rate: YearlyRate::from_ppm(600_000),
            term: Term { periods: 12, every: Period::MONTH },
            fees: &[],
            start: Date::EPOCH,
            customs: Customs::plain(DayCount::EqualPeriods),
        };
        let plan = schedule(&terms)?;
        let last = Overdue::first(&plan, 11, 1)?;
        assert_eq!((last.owing, last.unpaid, last.costs, last.minor), (1_000_00, 50_00, 3_900_00, 1_050_00));
        let most = |share_of: fn(Ppm) -> LateCap| {
            let rule = LateRule { rate: Ppm(600_000), count: DayCount::Act365, cap: Some(share_of(Ppm::ONE)) };
            late_interest(&last, last.due.plus_days(36_500), &rule)
        };
        let capped = |minor| Ok(LateInterest { minor, capped: true });
        assert_eq!(most(|share| LateCap::ShareOfOwing { share }), capped(950_00));
        assert_eq!(most(|share| LateCap::ShareOfPrincipal { share }), capped(8_100_00));
        let first = Overdue::first(&plan, 0, 1)?;
        assert_eq!((first.owing, first.unpaid), (12_000_00, 600_00));
        assert_eq!(Overdue::first(&plan, 12, 1), Err(ScheduleError::NothingDue));
        Ok(())
    }
}
