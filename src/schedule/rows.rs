//! The due payments of each form of repayment.

use super::fees::share_of;
use super::interest::Factors;
use super::level::{Step, annuity, rounded, solved};
use super::{Instalment, ScheduleError, Terms};
use crate::date::Date;
use crate::flow::Period;
use crate::json::MAX_SAFE;
use crate::loan::{Customs, DayCount, Dues, Repayment, Term};
use crate::rate::Ppm;

/// What an instalment is made of before the last, which takes all that is left.
#[derive(Clone, Copy, Debug)]
enum Portion {
    /// So much in all, interest first.
    Payment(i64),
    /// So much of the principal, and all interest.
    Principal(i64),
}

/// The due payments, without their fees.
pub(super) fn rows(terms: &Terms<'_>) -> Result<Vec<Instalment>, ScheduleError> {
    let customs = day_customs(terms);
    let terms = &Terms { customs, ..*terms };
    let dues = Dues::new(terms.start, &terms.term, &terms.customs);
    if let Repayment::Bullet {} = terms.repayment {
        return Ok(vec![bullet(terms, &dues)?]);
    }
    let factors = Factors::new(terms)?;
    let count = last_due(terms, &dues)?;
    let plan = Plan { terms, amount: amount(terms, &factors, &dues, count)? };
    plan.rows(&factors, &dues, count)
}

/// Interest by the day counts days, whatever the contract says of periods.
fn day_customs<'a>(terms: &Terms<'a>) -> Customs<'a> {
    match (terms.repayment, terms.customs.count) {
        (Repayment::DayInterest {}, DayCount::EqualPeriods) => Customs { count: DayCount::Act365, ..terms.customs },
        _ => terms.customs,
    }
}

/// One payment on the last due day, with simple interest for the whole term.
fn bullet(terms: &Terms<'_>, dues: &Dues<'_>) -> Result<Instalment, ScheduleError> {
    let due = dues.nth(terms.term.periods - 1);
    if due < terms.start {
        return Err(ScheduleError::DaysOutOfOrder);
    }
    let Period { count, unit } = terms.term.every;
    let whole = Term { periods: 1, every: Period { count: count.saturating_mul(terms.term.periods), unit } };
    let customs = Customs { first: Some(dues.unrolled(terms.term.periods - 1)), last: None, ..terms.customs };
    let factor = Factors::new(&Terms { term: whole, customs, ..*terms })?.of(0, terms.start, due)?;
    let principal = terms.principal.minor();
    Ok(Instalment { due, principal, interest: factor.on(principal)?, fees: 0, balance: 0 })
}

/// How many instalments there are: months in which nothing falls due don't end a loan.
fn last_due(terms: &Terms<'_>, dues: &Dues<'_>) -> Result<u32, ScheduleError> {
    let mut count = terms.term.periods;
    while let Repayment::Seasonal { .. } | Repayment::Skipped { .. } = terms.repayment {
        let last = count.checked_sub(1).ok_or(ScheduleError::NothingDue)?;
        if terms.repayment.weight(dues.nth(last).civil().1) > 0 {
            break;
        }
        count = last;
    }
    Ok(count)
}

/// The amount that the portions of a form are made from.
fn amount(terms: &Terms<'_>, factors: &Factors, dues: &Dues<'_>, count: u32) -> Result<f64, ScheduleError> {
    let principal = terms.principal.minor();
    let left = match terms.repayment {
        Repayment::EqualPrincipal {} | Repayment::Flat {} => return Ok(principal as f64 / f64::from(count)),
        Repayment::InterestFirst {} | Repayment::DayInterest {} | Repayment::Bullet {} => return Ok(0.0),
        Repayment::Given { instalment } => return Ok(*instalment as f64),
        Repayment::Balloon { share } => share_of(principal, *share, terms.customs.step)?,
        Repayment::Level {}
        | Repayment::Graduated { .. }
        | Repayment::Seasonal { .. }
        | Repayment::InterestOnly { .. }
        | Repayment::Skipped { .. } => 0,
    };
    let interest_only = match terms.repayment {
        Repayment::InterestOnly { periods } => *periods,
        _ => 0,
    };
    let level = count.checked_sub(interest_only).filter(|level| *level > 0).ok_or(ScheduleError::NothingDue)?;
    match (factors.same(), terms.repayment) {
        (Some(rate), Repayment::Level {} | Repayment::Balloon { .. } | Repayment::InterestOnly { .. }) => {
            Ok(annuity(principal, rate, level, left))
        }
        _ => Ok(solved(principal, &steps(terms, factors, dues, interest_only..count)?, left)),
    }
}

/// The periods of which the instalment is to be found.
fn steps(
    terms: &Terms<'_>,
    factors: &Factors,
    dues: &Dues<'_>,
    periods: std::ops::Range<u32>,
) -> Result<Vec<Step>, ScheduleError> {
    let mut steps = Vec::new();
    let mut from = periods.start.checked_sub(1).map_or(terms.start, |before| dues.nth(before));
    let mut growth = 1.0;
    for number in periods {
        let due = dues.nth(number);
        growth = grown(growth, terms.repayment, number);
        let weight = growth * f64::from(terms.repayment.weight(due.civil().1));
        steps.push(Step { rate: factors.of(number, from, due)?.as_f64(), weight });
        from = due;
    }
    Ok(steps)
}

/// By how much an instalment has grown over the first.
fn grown(growth: f64, repayment: &Repayment, number: u32) -> f64 {
    match repayment {
        Repayment::Graduated { step, each } if number > 0 && number % *each == 0 => {
            growth * (1.0 + step.0 as f64 / Ppm::ONE.0 as f64)
        }
        _ => growth,
    }
}

struct Plan<'a> {
    terms: &'a Terms<'a>,
    amount: f64,
}

impl Plan<'_> {
    fn rows(&self, factors: &Factors, dues: &Dues<'_>, count: u32) -> Result<Vec<Instalment>, ScheduleError> {
        let (terms, step) = (self.terms, self.terms.customs.step);
        let principal = terms.principal.minor();
        let is_flat = matches!(terms.repayment, Repayment::Flat {});
        let is_given = matches!(terms.repayment, Repayment::Given { .. });
        let mut rows = Vec::with_capacity(usize::try_from(count).unwrap_or(0));
        let (mut balance, mut carried, mut growth, mut from) = (principal, 0, 1.0, terms.start);
        let level = rounded(self.amount, step)?;
        for number in 0..count {
            let due = dues.nth(number);
            if due < from {
                return Err(ScheduleError::DaysOutOfOrder);
            }
            let accrued = factors.of(number, from, due)?.on(if is_flat { principal } else { balance })?;
            let owed = Some(carried + accrued).filter(|owed| *owed <= MAX_SAFE).ok_or(ScheduleError::OutOfRange)?;
            growth = grown(growth, terms.repayment, number);
            let (interest, part) = if number + 1 == count {
                (owed, balance)
            } else {
                match self.portion(number, due, level, growth)? {
                    Portion::Payment(payment) => (owed.min(payment), (payment - owed.min(payment)).min(balance)),
                    Portion::Principal(part) => (owed, part.min(balance)),
                }
            };
            carried = owed - interest;
            balance -= part;
            rows.push(Instalment { due, principal: part, interest, fees: 0, balance });
            if is_given && balance == 0 && carried == 0 {
                break;
            }
            from = due;
        }
        Ok(rows)
    }

    fn portion(&self, number: u32, due: Date, level: i64, growth: f64) -> Result<Portion, ScheduleError> {
        Ok(match self.terms.repayment {
            Repayment::Level {} | Repayment::Given { .. } | Repayment::Balloon { .. } => Portion::Payment(level),
            Repayment::InterestOnly { periods } if number >= *periods => Portion::Payment(level),
            Repayment::EqualPrincipal {} | Repayment::Flat {} => Portion::Principal(level),
            Repayment::InterestFirst {}
            | Repayment::InterestOnly { .. }
            | Repayment::DayInterest {}
            | Repayment::Bullet {} => Portion::Principal(0),
            Repayment::Graduated { .. } | Repayment::Seasonal { .. } | Repayment::Skipped { .. } => {
                let weight = growth * f64::from(self.terms.repayment.weight(due.civil().1));
                Portion::Payment(rounded(self.amount * weight, self.terms.customs.step)?)
            }
        })
    }
}
