//! What is owed when a loan is repaid before its time, in whole or in part.

mod law;
mod rebate;

pub use law::{Lawful, prepay_by_law, settle_by_law};
use rebate::{Counted, actuarial, rule_of_78};

use super::fees::{self, share_of};
use super::interest::Factors;
use super::level::solved;
use super::rows::{Place, Plan, day_customs, last_due, steps};
use super::{Instalment, Schedule, ScheduleError, Terms};
use crate::date::Date;
use crate::loan::{Compensation, Dues, EarlyRule, FeeTime, Rebate, Repayment};
use crate::money::{Rounding, scaled};
use crate::rate::Ppm;

/// What is paid when a loan is repaid on a day, everything due up to it being paid. Amounts are in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The day.
    pub date: Date,
    /// The principal that is repaid.
    pub principal: i64,
    /// Interest owed: up to the day, or all of it where the law lets the lender keep that.
    pub interest: i64,
    /// Fees owed.
    pub fees: i64,
    /// What the lender charges for being repaid early.
    pub compensation: i64,
    /// What comes back of fees already paid.
    pub refund: i64,
    /// What is left to pay of the loan as it stands.
    pub remaining: i64,
}

impl Settlement {
    /// All that is paid on the day, less what comes back.
    pub fn total(&self) -> i64 {
        self.principal + self.interest + self.fees + self.compensation - self.refund
    }

    /// How much less that is than what is left to pay: below zero where repaying early costs more than staying.
    pub fn saved(&self) -> i64 {
        self.remaining - self.total()
    }
}

/// What a part repaid early changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The instalments stay, and end sooner.
    Instalment,
    /// The term stays, and the instalments are smaller.
    Term,
}

/// A part of a loan repaid early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepayment {
    /// What is paid on the day.
    pub paid: Settlement,
    /// What is due from then on.
    pub rest: Schedule,
}

/// What settles the loan on `date`.
///
/// # Errors
///
/// [`ScheduleError`] where `schedule` is not of these terms, `date` is not within it, or an amount does not fit.
pub fn settle(
    terms: &Terms<'_>,
    schedule: &Schedule,
    date: Date,
    rule: &EarlyRule,
) -> Result<Settlement, ScheduleError> {
    let place = place(terms, schedule, date)?;
    let left = Left::of(schedule, place.next)?;
    let Owed { interest, fees, refund } = owed(terms, schedule, date, rule.rebate, &place, &left)?;
    let mut paid = Settlement {
        date,
        principal: place.balance,
        interest,
        fees,
        compensation: 0,
        refund,
        remaining: place.balance + left.interest + left.fees,
    };
    if let Some(compensation) = &rule.compensation {
        let unpaid = (left.interest - place.carried).max(0).min(paid.saved());
        paid.compensation = compensated(terms, schedule, date, compensation, place.balance, unpaid)?;
    }
    Ok(paid)
}

/// What is owed beside the principal, and what comes back.
struct Owed {
    interest: i64,
    fees: i64,
    refund: i64,
}

fn owed(
    terms: &Terms<'_>,
    schedule: &Schedule,
    date: Date,
    rebate: Rebate,
    place: &Place,
    left: &Left,
) -> Result<Owed, ScheduleError> {
    // Rounding never makes the part cost more than the whole.
    let run = place.carried.min(left.interest);
    let (fees, refund) = fee_share(terms, schedule, date, rebate, left.fees, Ppm::ONE)?;
    let with = |interest: i64| Owed { interest: interest.clamp(0, left.interest), fees, refund };
    let actuarial = |counted: Counted| actuarial(schedule, date, counted, terms.customs.step);
    Ok(match rebate {
        Rebate::None => with(left.interest),
        Rebate::InterestToTheDay | Rebate::ProportionalTotalCost => with(run),
        Rebate::RuleOf78 => with(left.interest - rule_of_78(schedule, date)?),
        Rebate::ActuarialInterest => with(actuarial(Counted::Interest).map_or(run, |owed| owed - place.balance)),
        Rebate::ActuarialTotalCost => match actuarial(Counted::AllCharges) {
            // The charges that have come up are more, or less, than the payments so far have covered.
            Some(owed) => {
                let charges = (owed - place.balance).min(left.interest + left.fees);
                Owed { interest: charges.max(0), fees: 0, refund: (-charges).max(0) }
            }
            None => with(run),
        },
    })
}

/// What repaying `part` of the principal on `date` costs and leaves: interest up to the day is paid with it, whatever the
/// rebate; fees already paid come back for the part where the rebate is in proportion.
///
/// # Errors
///
/// [`ScheduleError`] where `part` is not below what is owed, the form has no smaller loan of its kind (flat interest), or
/// as for [`settle`].
pub fn prepay(
    terms: &Terms<'_>,
    schedule: &Schedule,
    date: Date,
    part: i64,
    keep: Keep,
    rule: &EarlyRule,
) -> Result<Prepayment, ScheduleError> {
    let place = place(terms, schedule, date)?;
    if part <= 0 || part >= place.balance || matches!(terms.repayment, Repayment::Flat {}) {
        return Err(ScheduleError::Form);
    }
    let left = Left::of(schedule, place.next)?;
    let interest = place.carried.min(left.interest);
    let rest = rest(terms, Place { balance: place.balance - part, carried: 0, ..place }, keep)?;
    let unpaid = left.interest - interest - rest.instalments.iter().map(|row| row.interest).sum::<i64>();
    let share = Ppm(scaled(part, Ppm::ONE.0, place.balance, Rounding::Down).ok_or(ScheduleError::OutOfRange)?);
    let (_, refund) = fee_share(terms, schedule, date, rule.rebate, 0, share)?;
    let compensation = match &rule.compensation {
        Some(compensation) => compensated(terms, schedule, date, compensation, part, unpaid.max(0))?,
        None => 0,
    };
    let remaining = place.balance + left.interest + left.fees;
    let paid = Settlement { date, principal: part, interest, fees: 0, compensation, refund, remaining };
    Ok(Prepayment { paid, rest })
}

/// What is left to pay.
struct Left {
    interest: i64,
    fees: i64,
}

impl Left {
    fn of(schedule: &Schedule, next: u32) -> Result<Left, ScheduleError> {
        let next = usize::try_from(next).map_err(|_| ScheduleError::OutOfRange)?;
        let rows = schedule.instalments.get(next..).ok_or(ScheduleError::DaysOutOfOrder)?;
        let sum = |part: fn(&Instalment) -> i64| rows.iter().map(part).fold(0_i64, i64::saturating_add);
        Ok(Left { interest: sum(|row| row.interest), fees: sum(|row| row.fees) })
    }
}

/// Where the loan stands on `date`, with what is due up to it paid; all interest up to the day counts as carried.
fn place(terms: &Terms<'_>, schedule: &Schedule, date: Date) -> Result<Place, ScheduleError> {
    let last = schedule.instalments.last().ok_or(ScheduleError::NothingDue)?.due;
    if date < schedule.start || date > last {
        return Err(ScheduleError::NotWithinLoan);
    }
    let customs = day_customs(terms);
    let terms = &Terms { customs, ..*terms };
    let dues = Dues::new(terms.start, &terms.term, &terms.customs);
    let factors = Factors::new(terms)?;
    let is_bullet = matches!(terms.repayment, Repayment::Bullet {});
    let mut place = Place { next: 0, day: terms.start, balance: terms.principal.minor(), carried: 0 };
    for (number, row) in (0_u32..).zip(&schedule.instalments) {
        let base = if matches!(terms.repayment, Repayment::Flat {}) { terms.principal.minor() } else { place.balance };
        let end = if is_bullet { row.due } else { dues.nth(number) };
        let is_paid = row.due <= date;
        let interest = if is_bullet {
            part_of(row.interest, terms, place.day, end, if is_paid { end } else { date })?
        } else {
            factors.within(number, [place.day, end], [place.day, if is_paid { end } else { date }])?.on(base)?
        };
        place.carried = place.carried.saturating_add(interest);
        if !is_paid {
            break;
        }
        place.carried -= row.interest;
        place = Place { next: number + 1, day: end, balance: row.balance, ..place };
    }
    Ok(Place { day: date, ..place })
}

/// The part of a single payment's interest that has run by `to`, by its days.
fn part_of(interest: i64, terms: &Terms<'_>, from: Date, end: Date, to: Date) -> Result<i64, ScheduleError> {
    let step = terms.customs.step;
    let days = end.days_since(from).max(1).saturating_mul(step);
    let steps = scaled(interest, to.days_since(from), days, Rounding::HalfUp);
    steps.map(|steps| steps * step).ok_or(ScheduleError::OutOfRange)
}

/// The fees still owed, and what comes back of those paid, for a share of the loan.
fn fee_share(
    terms: &Terms<'_>,
    schedule: &Schedule,
    date: Date,
    rebate: Rebate,
    left: i64,
    share: Ppm,
) -> Result<(i64, i64), ScheduleError> {
    let last = schedule.instalments.last().ok_or(ScheduleError::NothingDue)?.due;
    let whole = last.days_since(schedule.start).max(1);
    let ahead = Ppm(scaled(last.days_since(date), Ppm::ONE.0, whole, Rounding::Down).ok_or(ScheduleError::OutOfRange)?);
    let (mut owed, mut refund) = (0_i64, 0_i64);
    for charge in &schedule.charges {
        // Rounding to the step never gives back more than was charged.
        let back = share_of(charge.minor, ahead, terms.customs.step)?.min(charge.minor);
        match (rebate, charge.when) {
            (Rebate::None, _) => {}
            (Rebate::InterestToTheDay | Rebate::ActuarialInterest | Rebate::RuleOf78, FeeTime::AtEnd) => {
                owed = owed.saturating_add(charge.minor)
            }
            (Rebate::ProportionalTotalCost, FeeTime::AtEnd) => owed = owed.saturating_add(charge.minor - back),
            (Rebate::ProportionalTotalCost, _) if charge.is_at_start() => {
                refund = refund.saturating_add(share_of(back, share, terms.customs.step)?);
            }
            (
                Rebate::InterestToTheDay
                | Rebate::ProportionalTotalCost
                | Rebate::ActuarialTotalCost
                | Rebate::ActuarialInterest
                | Rebate::RuleOf78,
                _,
            ) => {}
        }
    }
    Ok((if rebate == Rebate::None { left } else { owed.min(left) }, refund))
}

/// What the lender charges: never less than nothing, and within the interest that is not paid where the rule says so.
fn compensated(
    terms: &Terms<'_>,
    schedule: &Schedule,
    date: Date,
    rule: &Compensation,
    repaid: i64,
    unpaid: i64,
) -> Result<i64, ScheduleError> {
    if repaid <= rule.free.unwrap_or(0) {
        return Ok(0);
    }
    let last = schedule.instalments.last().map_or(date, |row| row.due);
    let is_short = last <= date.plus_months(12);
    let share = rule.last_year.filter(|_| is_short).unwrap_or(rule.share);
    let asked = share_of(repaid, share, terms.customs.step)?;
    Ok(if rule.within_interest { asked.min(unpaid) } else { asked })
}

/// The payments after a part has been repaid.
fn rest(terms: &Terms<'_>, place: Place, keep: Keep) -> Result<Schedule, ScheduleError> {
    let terms = &Terms { customs: day_customs(terms), ..*terms };
    let dues = Dues::new(terms.start, &terms.term, &terms.customs);
    let mut instalments = match terms.repayment {
        Repayment::Bullet {} => vec![shrunk_bullet(terms, &dues, place)?],
        _ => {
            let (factors, count) = (Factors::new(terms)?, last_due(terms, &dues)?);
            let amount = super::rows::amount(terms, &factors, &dues, count)?;
            let mut plan = Plan { terms, factors, dues, count, amount, stops: keep == Keep::Instalment };
            if keep == Keep::Term {
                plan.amount = smaller(&plan, place)?;
            }
            plan.rows(place)?
        }
    };
    let mut charges = fees::charge(terms, &mut instalments)?;
    charges.retain(|charge| !charge.is_at_start());
    let principal = crate::money::Money::new(place.balance, terms.principal.currency())?;
    Ok(Schedule { start: place.day, principal, disbursed: principal, every: terms.term.every, instalments, charges })
}

fn shrunk_bullet(terms: &Terms<'_>, dues: &Dues<'_>, place: Place) -> Result<Instalment, ScheduleError> {
    let whole = super::rows::bullet(terms, dues)?;
    let interest = part_of(whole.interest, terms, terms.start, whole.due, whole.due)?
        - part_of(whole.interest, terms, terms.start, whole.due, place.day)?;
    let share =
        scaled(interest, place.balance, whole.principal.max(1).saturating_mul(terms.customs.step), Rounding::HalfUp);
    let interest = share.map(|steps| steps * terms.customs.step).ok_or(ScheduleError::OutOfRange)?;
    Ok(Instalment { principal: place.balance, interest, ..whole })
}

/// What the portions of the same form are made from where the rest is repaid within the same term.
fn smaller(plan: &Plan<'_>, place: Place) -> Result<f64, ScheduleError> {
    let (terms, count) = (plan.terms, plan.count);
    let left = match terms.repayment {
        Repayment::EqualPrincipal {} => return Ok(place.balance as f64 / f64::from(count - place.next)),
        Repayment::InterestFirst {}
        | Repayment::DayInterest {}
        | Repayment::Bullet {}
        | Repayment::Flat {}
        | Repayment::Given { .. } => return Ok(plan.amount),
        Repayment::Balloon { share } => share_of(place.balance, *share, terms.customs.step)?,
        Repayment::Level {}
        | Repayment::Graduated { .. }
        | Repayment::Seasonal { .. }
        | Repayment::InterestOnly { .. }
        | Repayment::Skipped { .. } => 0,
    };
    let from = match terms.repayment {
        Repayment::InterestOnly { periods } => place.next.max(*periods),
        _ => place.next,
    };
    let day = Some(place.day).filter(|_| from == place.next);
    Ok(solved(place.balance, &steps(terms, &plan.factors, &plan.dues, from..count, day)?, left))
}

#[cfg(test)]
mod tests;
