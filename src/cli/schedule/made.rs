//! The terms worked out.

use super::document::{
    AccountColumns, Early, EarlyKeep, Late, LateCost, LawRule, LoanPlan, LoanSchedule, LoanTerms, PlanSchema, Settled,
};
use crate::apr::yearly_cost;
use crate::cap::{self, late_by_law};
use crate::json::Problem;
use crate::loan::{Customs, Roll};
use crate::market::{Case, Market, Rule};
use crate::money::{Currency, Money};
use crate::rate::YearlyRate;
use crate::schedule::{
    Account, Entry, Event, Keep, Overdue, Schedule, ScheduleColumns, ScheduleError, Settlement, Terms, late_interest,
    ledger, prepay, prepay_by_law, schedule, settle, settle_by_law, sum,
};

/// The law that a loan is under.
#[derive(Clone, Copy, Debug)]
pub struct Law<'a> {
    /// The market.
    pub market: &'a Market,
    /// What is known of lender and purpose.
    pub case: Case<'a>,
}

/// What the terms come to, repaid early by the law where there is one.
///
/// # Errors
///
/// The problem, where they come to nothing.
pub fn made(terms: &LoanTerms, law: Option<Law<'_>>) -> Result<LoanSchedule, Problem> {
    match &terms.plan {
        LoanPlan::Account { events } => account(terms, events).map_err(no_schedule),
        LoanPlan::Instalments { early, .. } => instalments(terms, early.as_ref(), law),
    }
}

fn no_schedule(error: ScheduleError) -> Problem {
    Problem { code: "no-schedule", path: "/plan".into(), message: error.to_string() }
}

fn instalments(document: &LoanTerms, early: Option<&Early>, law: Option<Law<'_>>) -> Result<LoanSchedule, Problem> {
    let LoanPlan::Instalments { amount, repayment, term, start, first, last, month_end, roll, holidays, late, .. } =
        &document.plan
    else {
        return Err(no_schedule(ScheduleError::NothingDue));
    };
    let currency = Currency::new(&document.currency.code).ok_or(no_schedule(ScheduleError::OutOfRange))?;
    let terms = Terms {
        repayment,
        principal: Money::new(*amount, currency).map_err(|error| no_schedule(error.into()))?,
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
    let plan = schedule(&terms).map_err(no_schedule)?;
    let (settlement, rest) = match early {
        Some(early) => repaid_early(&terms, &plan, early, law).map_err(no_schedule)?.ok_or_else(no_rule)?,
        None => (None, None),
    };
    let late = late.as_ref().map(|late| paid_late(&terms, &plan, late, law)).transpose().map_err(no_schedule)?;
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
        late,
    })
}

fn no_rule() -> Problem {
    let message = "neither a rule of the contract was said nor has the market's law one: say the contract's";
    Problem { code: "missing-key", path: "/plan/early/rule".into(), message: message.into() }
}

/// What is paid, and what is due after it.
type EarlyResult = (Option<Settled>, Option<ScheduleColumns>);

/// None where there is no rule to go by.
fn repaid_early(
    terms: &Terms<'_>,
    plan: &Schedule,
    early: &Early,
    law: Option<Law<'_>>,
) -> Result<Option<EarlyResult>, ScheduleError> {
    let keep = match early.keep {
        Some(EarlyKeep::Instalment) => Keep::Instalment,
        Some(EarlyKeep::Term) | None => Keep::Term,
    };
    let rule = early.rule.as_ref();
    Ok(match (early.part, law) {
        (Some(part), Some(Law { market, case })) => {
            let made = prepay_by_law(market, &case, (terms, plan), early.date, (part, keep), rule)?;
            made.map(|made| {
                let rest = ScheduleColumns::of(&made.paid.rest);
                (Some(lawful(&made.paid.paid, made.asked, &made.rules)), Some(rest))
            })
        }
        (None, Some(Law { market, case })) => {
            let made = settle_by_law(market, &case, (terms, plan), early.date, rule)?;
            made.map(|made| (Some(lawful(&made.paid, made.asked, &made.rules)), None))
        }
        (part, None) => match (part, rule) {
            (_, None) => None,
            (Some(part), Some(rule)) => {
                let made = prepay(terms, plan, early.date, part, keep, rule)?;
                Some((Some(settled(&made.paid)), Some(ScheduleColumns::of(&made.rest))))
            }
            (None, Some(rule)) => Some((Some(settled(&settle(terms, plan, early.date, rule)?)), None)),
        },
    })
}

/// What an instalment that is not paid costs.
fn paid_late(terms: &Terms<'_>, plan: &Schedule, late: &Late, law: Option<Law<'_>>) -> Result<LateCost, ScheduleError> {
    let index = usize::try_from(late.instalment).map_err(|_| ScheduleError::OutOfRange)?.saturating_sub(1);
    let overdue = Overdue::first(plan, index, terms.customs.step)?;
    let asked = late_interest(&overdue, late.until, &late.rule)?;
    let cost = LateCost {
        due: overdue.due,
        overdue: overdue.minor,
        owing: overdue.owing,
        until: late.until,
        interest: asked.minor,
        beyond: 0,
        rules: None,
        stale: None,
    };
    let Some(Law { market, case }) = law else { return Ok(cost) };
    let flows = plan.flows(&[]);
    let yearly = yearly_cost(market.apr.method, &plan.flows(&market.apr.left_out)).ok();
    let loan = cap::Loan {
        case,
        principal: terms.principal.minor(),
        credit: plan.disbursed.minor(),
        months: terms.term.months().map_or(u32::MAX, crate::rate::Months::get),
        flows: &flows,
        interest: None,
        cost: yearly.as_ref(),
    };
    let lawful = late_by_law(market, &loan, &overdue, &late.rule, [plan.start, late.until])?;
    Ok(LateCost {
        interest: lawful.late.minor,
        beyond: lawful.asked - lawful.late.minor,
        rules: Some(named(&lawful.rules)),
        stale: Some(named(&lawful.stale)),
        ..cost
    })
}

fn named(rules: &[&Rule]) -> Vec<LawRule> {
    rules.iter().map(|rule| LawRule { id: rule.id.clone(), cite: rule.cite.clone() }).collect()
}

fn lawful(paid: &Settlement, asked: Option<i64>, rules: &[&Rule]) -> Settled {
    Settled { asked, rules: Some(named(rules)), ..settled(paid) }
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
        asked: None,
        rules: None,
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
        late: None,
    })
}
