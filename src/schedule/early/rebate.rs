//! What is still owed by the rules that carry a rate on, and what the rule of 78 gives back.

use crate::apr::{Timed, Within, eu_ccd, irr_timed, us_reg_z};
use crate::date::Date;
use crate::money::{Rounding, scaled};
use crate::schedule::{Instalment, Schedule, ScheduleError};

/// What counts as a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// Interest and every fee: years as the United Kingdom's rules count them, interest on interest.
    AllCharges,
    /// Interest alone: unit-periods as Appendix J counts them, simple interest within one.
    Interest,
}

impl Counted {
    fn within(self) -> Within {
        match self {
            Counted::AllCharges => Within::Compound,
            Counted::Interest => Within::Simple,
        }
    }

    /// The time between two days: whole periods, and the fraction beside them.
    fn time(self, schedule: &Schedule, from: Date, to: Date) -> (f64, f64) {
        match self {
            Counted::AllCharges => (0.0, eu_ccd::interval(from, to, schedule.every.unit).years()),
            Counted::Interest => {
                let time = us_reg_z::unit_periods(from, to, schedule.every);
                (f64::from(time.whole), time.fraction())
            }
        }
    }

    fn growth(self, rate: f64, (whole, fraction): (f64, f64)) -> f64 {
        match self {
            Counted::AllCharges => libm::pow(1.0 + rate, whole + fraction),
            Counted::Interest => libm::pow(1.0 + rate, whole) * (1.0 + rate * fraction),
        }
    }

    fn received(self, schedule: &Schedule) -> i64 {
        let mut received = schedule.principal.minor();
        for charge in schedule.charges.iter().filter(|charge| self == Counted::AllCharges && charge.is_at_start()) {
            received -= charge.minor;
        }
        received
    }

    fn paid(self, row: &Instalment) -> f64 {
        (row.total() - if self == Counted::AllCharges { 0 } else { row.fees }) as f64
    }
}

/// What is owed on `date`, everything due up to it being paid, rounded half-up to the step:
/// `Σ Aᵢ·(1 + r)^aᵢ − Σ Bⱼ·(1 + r)^bⱼ`, with what was received `A` and paid `B` so long ago, and `r` the rate at which all
/// payments clear the loan. None where no rate fits.
pub(super) fn actuarial(schedule: &Schedule, date: Date, counted: Counted, step: i64) -> Option<i64> {
    let received = counted.received(schedule) as f64;
    let mut flows = vec![Timed { whole: 0.0, fraction: 0.0, amount: -received }];
    for row in &schedule.instalments {
        let (whole, fraction) = counted.time(schedule, schedule.start, row.due);
        flows.push(Timed { whole, fraction, amount: counted.paid(row) });
    }
    let rate = irr_timed(&flows, counted.within()).ok()?;
    let (mut owed, mut at) = (received, schedule.start);
    for row in schedule.instalments.iter().filter(|row| row.due <= date) {
        owed = owed * counted.growth(rate, counted.time(schedule, at, row.due)) - counted.paid(row);
        at = row.due;
    }
    owed *= counted.growth(rate, counted.time(schedule, at, date));
    let steps = libm::floor(owed / step as f64 + 0.5);
    // OK because a float below 2⁵³ converts exactly.
    (steps.abs() * (step as f64) < 9e15).then(|| steps as i64 * step)
}

/// The interest that the rule of 78 gives back: `I · k·(k + 1) ÷ (n·(n + 1))`, where `I` is all of it, `n` the number of
/// instalments and `k` of those whose period has not begun.
pub(super) fn rule_of_78(schedule: &Schedule, date: Date) -> Result<i64, ScheduleError> {
    let (mut count, mut ahead, mut interest) = (0, 0, 0);
    let mut begin = schedule.start;
    for row in &schedule.instalments {
        count += 1;
        ahead += i64::from(begin >= date);
        interest += row.interest;
        begin = row.due;
    }
    let back = scaled(interest, ahead * (ahead + 1), count * (count + 1), Rounding::Down);
    back.ok_or(ScheduleError::OutOfRange)
}
