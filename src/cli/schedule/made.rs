//! The terms worked out.

use super::document::{AccountColumns, Early, EarlyKeep, LoanPlan, LoanSchedule, LoanTerms, PlanSchema, Settled};
use crate::json::Problem;
use crate::loan::{Customs, Roll};
use crate::money::{Currency, Money};
use crate::rate::YearlyRate;
use crate::schedule::{
    Account, Entry, Event, Keep, Schedule, ScheduleColumns, ScheduleError, Settlement, Terms, ledger, prepay, schedule,
    settle, sum,
};

/// What the terms come to.
///
/// # Errors
///
/// The problem, where they come to nothing.
pub fn made(terms: &LoanTerms) -> Result<LoanSchedule, Problem> {
    let problem =
        |error: ScheduleError| Problem { code: "no-schedule", path: "/plan".into(), message: error.to_string() };
    match &terms.plan {
        LoanPlan::Account { events } => account(terms, events).map_err(problem),
        LoanPlan::Instalments { early, .. } => instalments(terms, early.as_ref()).map_err(problem),
    }
}

fn instalments(document: &LoanTerms, early: Option<&Early>) -> Result<LoanSchedule, ScheduleError> {
    let LoanPlan::Instalments { amount, repayment, term, start, first, last, month_end, roll, holidays, .. } =
        &document.plan
    else {
        return Err(ScheduleError::NothingDue);
    };
    let currency = Currency::new(&document.currency.code).ok_or(ScheduleError::OutOfRange)?;
    let terms = Terms {
        repayment,
        principal: Money::new(*amount, currency)?,
        rate: YearlyRate(document.rate),
        term: *term,
        fees: document.fees.as_deref().unwrap_or_default(),
        start: *start,
        customs: Customs {
            count: document.count,
            step: document.currency.step,
            first: *first,
            last: *last,
            month_end: month_end.unwrap_or(false),
            roll: roll.unwrap_or(Roll::None),
            holidays: holidays.as_deref().unwrap_or_default(),
        },
    };
    let plan = schedule(&terms)?;
    let (settlement, rest) = match early {
        Some(early) => repaid_early(&terms, &plan, early)?,
        None => (None, None),
    };
    // OK because a schedule whose payments do not sum within the bound is refused.
    let all = |part: fn(&crate::schedule::Instalment) -> i64| plan.instalments.iter().map(part).sum::<i64>();
    let interest = all(|row| row.interest);
    let fees = plan.charges.iter().map(|charge| charge.minor).sum();
    Ok(LoanSchedule {
        schema: PlanSchema::V1,
        disbursed: plan.disbursed.minor(),
        interest,
        fees,
        total: all(crate::schedule::Instalment::total) + plan.upfront(),
        schedule: Some(ScheduleColumns::of(&plan)),
        account: None,
        settlement,
        rest,
    })
}

/// What is paid, and what is due after it.
type EarlyResult = (Option<Settled>, Option<ScheduleColumns>);

fn repaid_early(terms: &Terms<'_>, plan: &Schedule, early: &Early) -> Result<EarlyResult, ScheduleError> {
    let keep = match early.keep {
        Some(EarlyKeep::Instalment) => Keep::Instalment,
        Some(EarlyKeep::Term) | None => Keep::Term,
    };
    match early.part {
        Some(part) => {
            let made = prepay(terms, plan, early.date, part, keep, &early.rule)?;
            Ok((Some(settled(&made.paid)), Some(ScheduleColumns::of(&made.rest))))
        }
        None => Ok((Some(settled(&settle(terms, plan, early.date, &early.rule)?)), None)),
    }
}

fn settled(paid: &Settlement) -> Settled {
    Settled {
        date: paid.date,
        principal: paid.principal,
        interest: paid.interest,
        fees: paid.fees,
        compensation: paid.compensation,
        refund: paid.refund,
        total: paid.total(),
        remaining: paid.remaining,
    }
}

fn account(document: &LoanTerms, events: &[Event]) -> Result<LoanSchedule, ScheduleError> {
    let account = Account {
        rate: YearlyRate(document.rate),
        count: document.count,
        fees: document.fees.as_deref().unwrap_or_default(),
        step: document.currency.step,
    };
    let entries = ledger(&account, events)?;
    let column = |part: fn(&Entry) -> i64| entries.iter().map(part).collect::<Vec<i64>>();
    let fees_owed = entries.last().map_or(0, |last| last.fees_owed);
    let with_fees_owed = |part: fn(&Entry) -> i64| sum(entries.iter().map(part).chain([fees_owed]));
    Ok(LoanSchedule {
        schema: PlanSchema::V1,
        disbursed: with_fees_owed(|entry| entry.received)? - fees_owed,
        interest: with_fees_owed(|entry| entry.accrued)? - fees_owed,
        fees: with_fees_owed(|entry| entry.fees)?,
        total: with_fees_owed(|entry| entry.paid)? - fees_owed,
        schedule: None,
        account: Some(AccountColumns {
            date: entries.iter().map(|entry| entry.date).collect(),
            received: column(|entry| entry.received),
            paid: column(|entry| entry.paid),
            accrued: column(|entry| entry.accrued),
            fees: column(|entry| entry.fees),
            interest: column(|entry| entry.interest),
            principal: column(|entry| entry.principal),
            surplus: column(|entry| entry.surplus),
            balance: column(|entry| entry.balance),
            owed: column(Entry::owed),
        }),
        settlement: None,
        rest: None,
    })
}
