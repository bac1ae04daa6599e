//! Interest on what is overdue.

use super::ScheduleError;
use super::fees::share_of;
use super::interest::Factor;
use crate::date::Date;
use crate::loan::{LateCap, LateRule};
use crate::rate::YearlyRate;

/// What is overdue, and of which loan.
#[derive(Clone, Copy, Debug)]
pub struct Overdue {
    /// The amount, in minor units.
    pub minor: i64,
    /// The day on which it was due.
    pub due: Date,
    /// The principal of the loan at first.
    pub principal: i64,
    /// Interest, fees and late interest of the loan so far.
    pub costs: i64,
    /// Amounts go by this many minor units.
    pub step: i64,
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
/// let overdue = Overdue { minor: 1_000_00, due: day(11, 1)?, principal: 5_000_00, costs: 0, step: 1 };
/// let mut rule = LateRule { rate: Ppm(182_500), count: DayCount::Act365, cap: None };
/// let late = late_interest(&overdue, day(12, 1)?, &rule)?;
/// assert_eq!(late, LateInterest { minor: 15_00, capped: false });
/// rule.cap = Some(LateCap::ShareOfOverdue { share: Ppm(10_000) });
/// assert_eq!(late_interest(&overdue, day(12, 1)?, &rule)?, LateInterest { minor: 10_00, capped: true });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn late_interest(overdue: &Overdue, today: Date, rule: &LateRule) -> Result<LateInterest, ScheduleError> {
    if overdue.minor < 0 || overdue.principal < 0 || overdue.costs < 0 {
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
        Some(LateCap::Amount { max }) => (*max).max(0),
        None => asked,
    };
    Ok(LateInterest { minor: asked.min(most), capped: asked > most })
}

#[cfg(test)]
mod tests {
    use super::{LateInterest, Overdue, late_interest};
    use crate::date::Date;
    use crate::loan::{DayCount, LateCap, LateRule};
    use crate::rate::Ppm;

    /// 1,000.00 of a loan of 5,000.00 that has cost 4,990.00, due on 1 November 2026, at 0.2 % a day.
    fn check(day: i32, cap: Option<LateCap>, minor: i64, capped: bool) {
        let date = |day| Date::new(2026, 11, day).unwrap_or(Date::EPOCH);
        let overdue = Overdue { minor: 1_000_00, due: date(1), principal: 5_000_00, costs: 4_990_00, step: 1 };
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
}
