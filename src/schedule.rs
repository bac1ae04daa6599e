//! What is due and when, to the last minor unit.

mod columns;
mod early;
mod fees;
mod interest;
mod late;
mod ledger;
mod level;
#[cfg(not(feature = "web"))]
mod quick; // the page has bytes to save and one schedule to make
mod rows;

pub use columns::ScheduleColumns;
pub use early::{Keep, Lawful, Prepayment, Settlement, prepay, prepay_by_law, settle, settle_by_law};
pub use late::{LateInterest, Overdue, late_interest};
pub use ledger::{Account, Entry, Event, account_flows, ledger};

use crate::date::Date;
use crate::flow::{CashFlow, CashFlows, Period};
use crate::json::MAX_SAFE;
use crate::loan::{Customs, Dues, Fee, FeeKind, FeeTime, Repayment, Term};
use crate::money::{Money, MoneyError};
use crate::rate::YearlyRate;

/// A due payment. Amounts are in minor units, 0 or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instalment {
    /// When it is due.
    pub due: Date,
    /// The part that repays principal.
    pub principal: i64,
    /// Interest.
    pub interest: i64,
    /// Fees.
    pub fees: i64,
    /// Principal still owed after it.
    pub balance: i64,
}

impl Instalment {
    /// All that is paid on the day.
    pub fn total(&self) -> i64 {
        // OK because each part is below 2⁵³.
        self.principal + self.interest + self.fees
    }
}

/// A fee, one time that it is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    /// Its place among the fees of the terms.
    pub fee: usize,
    /// What it is for.
    pub kind: FeeKind,
    /// When it is paid.
    pub when: FeeTime,
    /// With which instalment, the first being 0; the first too where it is paid before any.
    pub instalment: usize,
    /// How much, in minor units; a tax on it is a charge of its own.
    pub minor: i64,
}

impl Charge {
    /// Whether it is paid on the day on which the money is paid out: in cash, or kept back.
    pub fn is_at_start(&self) -> bool {
        match self.when {
            FeeTime::Upfront | FeeTime::Deducted | FeeTime::EachDraw => true,
            FeeTime::EachInstalment | FeeTime::AtEnd => false,
        }
    }
}

/// The plan of due payments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The day on which the money is paid out.
    pub start: Date,
    /// What is owed.
    pub principal: Money,
    /// What is paid out: the principal less fees kept back.
    pub disbursed: Money,
    /// The unit in which the time between payments counts: a day where interest counts by the day.
    pub every: Period,
    /// The due payments, in order.
    pub instalments: Vec<Instalment>,
    /// Every fee, each time it is paid.
    pub charges: Vec<Charge>,
}

impl Schedule {
    /// What is received and paid, every fee in but for those of the kinds that a law leaves out. What is paid in cash on
    /// the first day is taken from what is received on it.
    pub fn flows(&self, left_out: &[FeeKind]) -> CashFlows {
        let mut received = self.principal.minor();
        let mut paid = Vec::with_capacity(self.instalments.len());
        for instalment in &self.instalments {
            paid.push(CashFlow { date: instalment.due, minor: instalment.total() });
        }
        for charge in &self.charges {
            let counts = !left_out.contains(&charge.kind);
            if charge.is_at_start() && counts {
                received -= charge.minor;
            }
            if !charge.is_at_start()
                && !counts
                && let Some(flow) = paid.get_mut(charge.instalment)
            {
                flow.minor -= charge.minor;
            }
        }
        CashFlows { received: vec![CashFlow { date: self.start, minor: received }], paid, every: self.every }
    }

    /// All fees that are paid in cash on the first day.
    pub fn upfront(&self) -> i64 {
        let in_cash = |charge: &&Charge| charge.is_at_start() && charge.when != FeeTime::Deducted;
        self.charges.iter().filter(in_cash).map(|charge| charge.minor).sum()
    }
}

/// What a schedule is made from.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// How it is repaid.
    pub repayment: &'a Repayment,
    /// What is owed.
    pub principal: Money,
    /// The nominal rate.
    pub rate: YearlyRate,
    /// For how long.
    pub term: Term,
    /// The fees.
    pub fees: &'a [Fee],
    /// The day on which the money is paid out.
    pub start: Date,
    /// What else is settled.
    pub customs: Customs<'a>,
}

/// Why there is no schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScheduleError {
    /// An amount does not fit within 2⁵³ − 1 minor units, or the principal is below zero.
    OutOfRange,
    /// The term is no period at all, or longer than 600 months.
    NoTerm,
    /// The currency's step is not from 1 to 1,000,000.
    Step,
    /// The numbers of the form of repayment make no sense.
    Form,
    /// No instalment repays principal: interest alone for the whole term, or every month skipped.
    NothingDue,
    /// A payment would be due before the one before it, or before the money is paid out.
    DaysOutOfOrder,
    /// The day of early repayment is before the money is paid out, or after the last payment.
    NotWithinLoan,
    /// A payment would be due after 2199.
    BeyondCalendar,
    /// A fee is a share of an instalment that it does not come with.
    FeeWithoutBase,
    /// The fees kept back exceed the principal.
    FeesOverPrincipal,
}

impl std::fmt::Display for ScheduleError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            ScheduleError::OutOfRange => "an amount is out of range",
            ScheduleError::NoTerm => "a term is at least one period and at most 600 months",
            ScheduleError::Step => "amounts go by a step from 1 to 1000000 minor units",
            ScheduleError::Form => "the numbers of the form of repayment make no sense",
            ScheduleError::NothingDue => "no instalment repays principal",
            ScheduleError::DaysOutOfOrder => "a payment would be due before the one before it",
            ScheduleError::NotWithinLoan => {
                "a loan is repaid early from the day on which it is paid out to that of the last payment"
            }
            ScheduleError::BeyondCalendar => "a payment would be due after 2199",
            ScheduleError::FeeWithoutBase => "a fee is a share of an instalment that it does not come with",
            ScheduleError::FeesOverPrincipal => "the fees kept back exceed the principal",
        })
    }
}

impl std::error::Error for ScheduleError {}

impl From<MoneyError> for ScheduleError {
    fn from(_: MoneyError) -> ScheduleError {
        ScheduleError::OutOfRange
    }
}

/// The schedule of these terms.
///
/// Interest is rounded half-up to the currency's step, once for each period; so is the instalment. The last instalment
/// takes all that is left, so that the parts of principal sum to the amount. No part is ever negative: interest that a
/// payment does not cover is carried to the next and bears no interest.
///
/// # Errors
///
/// [`ScheduleError`] where the terms make no sense or an amount does not fit.
///
/// # Example
///
/// ```
/// use kaimen::{date::Date, loan::{Customs, DayCount, Repayment, Term}, money::Money};
/// use kaimen::{rate::{Months, YearlyRate}, schedule::{Terms, schedule}};
/// let terms = Terms {
///     repayment: &Repayment::Level {},
///     principal: Money::cny(10_000_00)?,
///     rate: YearlyRate::from_ppm(120_000),
///     term: Term::of_months(Months::new(12)?),
///     fees: &[],
///     start: Date::new(2026, 1, 31).ok_or("no such day")?,
///     customs: Customs::plain(DayCount::EqualPeriods),
/// };
/// let plan = schedule(&terms)?;
/// assert_eq!(plan.instalments.len(), 12);
/// assert_eq!(plan.instalments[0].due.to_string(), "2026-02-28");
/// assert_eq!(plan.instalments[0].total(), 888_49);
/// assert_eq!(plan.instalments[11].balance, 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn schedule(terms: &Terms<'_>) -> Result<Schedule, ScheduleError> {
    #[cfg(not(feature = "web"))]
    let quick = quick::rows(terms);
    #[cfg(feature = "web")]
    let quick = None;
    let mut instalments = match quick {
        Some(rows) => rows,
        None => exactly(terms)?,
    };
    let charges = fees::charge(terms, &mut instalments)?;
    let mut disbursed = terms.principal.minor();
    for charge in charges.iter().filter(|charge| charge.when == FeeTime::Deducted) {
        disbursed =
            disbursed.checked_sub(charge.minor).filter(|rest| *rest >= 0).ok_or(ScheduleError::FeesOverPrincipal)?;
    }
    let every = match terms.repayment {
        Repayment::DayInterest {} => Period::DAY,
        _ => terms.term.every,
    };
    let disbursed = Money::new(disbursed, terms.principal.currency())?;
    // All that is paid is one amount.
    sum(instalments.iter().map(Instalment::total).chain(charges.iter().map(|charge| charge.minor)))?;
    Ok(Schedule { start: terms.start, principal: terms.principal, disbursed, every, instalments, charges })
}

/// The sum of amounts.
///
/// # Errors
///
/// [`ScheduleError::OutOfRange`] where it can't be kept.
pub fn sum(amounts: impl IntoIterator<Item = i64>) -> Result<i64, ScheduleError> {
    let sum = amounts.into_iter().try_fold(0_i64, i64::checked_add);
    sum.filter(|sum| sum.unsigned_abs() <= MAX_SAFE.unsigned_abs()).ok_or(ScheduleError::OutOfRange)
}

/// The rows of these terms by the long way, without their fees.
fn exactly(terms: &Terms<'_>) -> Result<Vec<Instalment>, ScheduleError> {
    sensible(terms)?;
    rows::rows(terms)
}

fn sensible(terms: &Terms<'_>) -> Result<(), ScheduleError> {
    if terms.principal.minor() < 0 || terms.rate.0.0 < 0 {
        return Err(ScheduleError::OutOfRange);
    }
    if !(1..=1_000_000).contains(&terms.customs.step) {
        return Err(ScheduleError::Step);
    }
    if !terms.repayment.is_sound() {
        return Err(ScheduleError::Form);
    }
    terms.term.months().ok_or(ScheduleError::NoTerm)?;
    let last = Dues::new(terms.start, &terms.term, &terms.customs).unrolled(terms.term.periods - 1);
    if last == Date::LAST { Err(ScheduleError::BeyondCalendar) } else { Ok(()) }
}

/// The level instalment (等额本息) of a loan repaid in equal periods.
///
/// `A = P · i / (1 − (1 + i)⁻ⁿ)`, where `P` is the principal, `i` the period's part of the nominal yearly rate and `n`
/// the number of periods; at a zero rate, `P ÷ n`. Rounded half-up to the minor unit: the last instalment of the schedule
/// takes the rest.
///
/// # Errors
///
/// [`ScheduleError`] if there is no such term, or the instalment does not fit in [`Money`].
///
/// # Example
///
/// 10,000.00 at 12 % a year over twelve months (annuity factor 0.088 848 79):
///
/// ```
/// # use kaimen::{loan::Term, money::Money, rate::{Months, YearlyRate}, schedule::level_instalment};
/// let principal = Money::cny(10_000_00)?;
/// let instalment = level_instalment(principal, YearlyRate::from_ppm(120_000), &Term::of_months(Months::new(12)?))?;
/// assert_eq!(instalment, Money::cny(888_49)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn level_instalment(principal: Money, rate: YearlyRate, term: &Term) -> Result<Money, ScheduleError> {
    term.months().ok_or(ScheduleError::NoTerm)?;
    let period = interest::Factor::new(rate, term.every.of_year(), 1)?;
    let instalment = level::rounded(level::annuity(principal.minor(), period, term.periods, 0), 1)?;
    Ok(Money::new(instalment, principal.currency())?)
}

#[cfg(test)]
mod tests;
