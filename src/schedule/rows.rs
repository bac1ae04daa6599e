//! The due payments of each form of repayment.

use super::fees::share_of;
use super::interest::{Factor, Factors};
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
    let amount = amount(terms, &factors, &dues, count)?;
    let stops = matches!(terms.repayment, Repayment::Given { .. });
    Plan { terms, factors, dues, count, amount, stops }.rows(Place::start(terms))
}

/// Interest by the day counts days, whatever the contract says of periods.
pub(super) fn day_customs<'a>(terms: &Terms<'a>) -> Customs<'a> {
    match (terms.repayment, terms.customs.count) {
        (Repayment::DayInterest {}, DayCount::EqualPeriods) => Customs { count: DayCount::Act365, ..terms.customs },
        _ => terms.customs,
    }
}

/// One payment on the last due day, with simple interest for the whole term.
pub(super) fn bullet(terms: &Terms<'_>, dues: &Dues<'_>) -> Result<Instalment, ScheduleError> {
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
pub(super) fn last_due(terms: &Terms<'_>, dues: &Dues<'_>) -> Result<u32, ScheduleError> {
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
pub(super) fn amount(terms: &Terms<'_>, factors: &Factors, dues: &Dues<'_>, count: u32) -> Result<f64, ScheduleError> {
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
        _ => Ok(solved(principal, &steps(terms, factors, dues, interest_only..count, None)?, left)),
    }
}

/// The periods of which the instalment is to be found, the first of them from `day` on where one is given.
pub(super) fn steps(
    terms: &Terms<'_>,
    factors: &Factors,
    dues: &Dues<'_>,
    periods: std::ops::Range<u32>,
    day: Option<Date>,
) -> Result<Vec<Step>, ScheduleError> {
    let mut steps = Vec::new();
    let mut begin = periods.start.checked_sub(1).map_or(terms.start, |before| dues.nth(before));
    let mut growth = (0..periods.start).fold(1.0, |growth, number| grown(growth, terms.repayment, number));
    let mut from = day.unwrap_or(begin);
    for number in periods {
        let due = dues.nth(number);
        growth = grown(growth, terms.repayment, number);
        let weight = growth * f64::from(terms.repayment.weight(due.civil().1));
        steps.push(Step { rate: factors.within(number, [begin, due], [from, due])?.as_f64(), weight });
        (begin, from) = (due, due);
    }
    Ok(steps)
}

/// By how much an instalment has grown over the first.
fn grown(growth: f64, repayment: &Repayment, number: u32) -> f64 {
    match repayment {
        Repayment::Graduated { step, each } if number > 0 && number.is_multiple_of(*each) => {
            growth * (1.0 + step.0 as f64 / Ppm::ONE.0 as f64)
        }
        _ => growth,
    }
}

/// Where a loan stands: the principal owed and the interest carried on a day, before the next instalment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) next: u32,
    pub(super) day: Date,
    pub(super) balance: i64,
    pub(super) carried: i64,
}

impl Place {
    fn start(terms: &Terms<'_>) -> Place {
        Place { next: 0, day: terms.start, balance: terms.principal.minor(), carried: 0 }
    }
}

/// How the instalments of a loan are made.
pub(super) struct Plan<'a> {
    pub(super) terms: &'a Terms<'a>,
    pub(super) factors: Factors,
    pub(super) dues: Dues<'a>,
    /// How many instalments there are.
    pub(super) count: u32,
    /// What their portions are made from.
    pub(super) amount: f64,
    /// Whether the loan ends once all is repaid, before the last of them.
    pub(super) stops: bool,
}

impl Plan<'_> {
    /// The rows from `place` on.
    pub(super) fn rows(&self, place: Place) -> Result<Vec<Instalment>, ScheduleError> {
        let (terms, principal) = (self.terms, self.terms.principal.minor());
        let is_flat = matches!(terms.repayment, Repayment::Flat {});
        let level = rounded(self.amount, terms.customs.step)?;
        let Place { mut balance, mut carried, day: mut from, next } = place;
        let mut rows = Vec::with_capacity(usize::try_from(self.count - next).unwrap_or(0));
        let mut growth = (0..next).fold(1.0, |growth, number| grown(growth, terms.repayment, number));
        for number in next..self.count {
            let due = self.dues.nth(number);
            let accrued = self.factor(number, from, due)?.on(if is_flat { principal } else { balance })?;
            let owed = Some(carried + accrued).filter(|owed| *owed <= MAX_SAFE).ok_or(ScheduleError::OutOfRange)?;
            growth = grown(growth, terms.repayment, number);
            let portion = if number + 1 == self.count {
                Portion::Principal(balance)
            } else {
                self.portion(number, due, level, growth)?
            };
            let (interest, part) = match portion {
                Portion::Payment(payment) => (owed.min(payment), (payment - owed.min(payment)).min(balance)),
                Portion::Principal(part) => (owed, part.min(balance)),
            };
            carried = owed - interest;
            balance -= part;
            rows.push(Instalment { due, principal: part, interest, fees: 0, balance });
            if self.stops && balance == 0 && carried == 0 {
                break;
            }
            from = due;
        }
        Ok(rows)
    }

    /// The factor from `from`, which may lie within a period, to its end.
    fn factor(&self, number: u32, from: Date, due: Date) -> Result<Factor, ScheduleError> {
        if due < from {
            return Err(ScheduleError::DaysOutOfOrder);
        }
        let begin = number.checked_sub(1).map_or(self.terms.start, |before| self.dues.nth(before));
        self.factors.within(number, [begin, due], [from, due])
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
