//! The documents of `kaimen schedule`: terms in, a plan or an account out.

use crate::date::Date;
use crate::json::{Path, Problem, Problems, Value, choice, read_document, record, union};
use crate::loan::{DayCount, EarlyRule, Fee, LateRule, Repayment, Roll, Term};
use crate::market::CurrencyUnit;
use crate::money::Currency;
use crate::rate::Ppm;
use crate::schedule::Event;
use crate::schedule::ScheduleColumns;

choice! {
    /// The version of the terms document.
    pub enum TermsSchema {
        /// The first.
        "kaimen/terms@1" V1,
    }
}

record! {
    /// The terms of a loan.
    pub struct LoanTerms {
        /// Which document this is.
        "schema" schema: TermsSchema,
        /// The currency.
        "currency" currency: CurrencyUnit,
        /// The nominal rate a year.
        "ratePpm" rate: Ppm,
        /// How days become interest.
        "dayCount" count: DayCount,
        /// The fees.
        "fees" fees: Option<Vec<Fee>>,
        /// How it is paid out and back.
        "plan" plan: LoanPlan,
    }
}

union! {
    /// How a loan is paid out and back.
    pub enum LoanPlan {
        /// Paid out at once, repaid in instalments.
        "instalments" Instalments {
            /// What is owed, in minor units.
            "amountMinor" amount: i64,
            /// The form of repayment.
            "repayment" repayment: Repayment,
            /// For how long.
            "term" term: Term,
            /// The day on which the money is paid out.
            "start" start: Date,
            /// The first due day, where it is not one period after the start.
            "firstDue" first: Option<Date>,
            /// The last due day, where it is not a whole number of periods after the first.
            "lastDue" last: Option<Date>,
            /// Whether payments fall on the last day of each month where the first does.
            "monthEnd" month_end: Option<bool>,
            /// What happens to a due day without business.
            "businessDays" roll: Option<Roll>,
            /// Days without business beside Saturdays and Sundays.
            "holidays" holidays: Option<Vec<Date>>,
            /// That it is repaid early.
            "early" early: Option<Early>,
            /// That a payment is late.
            "late" late: Option<Late>,
        },
        /// Drawn and repaid on any day.
        "account" Account {
            /// What happens, in the order of its days.
            "events" events: Vec<Event>,
        },
    }
}

choice! {
    /// What repaying a part changes.
    pub enum EarlyKeep {
        /// The instalments stay, and end sooner.
        "instalment" Instalment,
        /// The term stays, and the instalments are smaller.
        "term" Term,
    }
}

record! {
    /// That a loan is repaid early.
    pub struct Early {
        /// On which day.
        "date" date: Date,
        /// The part of the principal that is repaid; all of it if left out.
        "partMinor" part: Option<i64>,
        /// What a part changes; the instalments become smaller if left out.
        "keep" keep: Option<EarlyKeep>,
        /// What the contract says of it; what the market's law says, if left out.
        "rule" rule: Option<EarlyRule>,
    }
}

record! {
    /// That an instalment is not paid when it is due, all before it being paid.
    pub struct Late {
        /// Which: the first is 1.
        "instalment" instalment: u32,
        /// By which day its late interest is counted.
        "until" until: Date,
        /// What the contract says of it.
        "rule" rule: LateRule,
    }
}

choice! {
    /// The version of the schedule document.
    pub enum PlanSchema {
        /// The first.
        "kaimen/schedule@1" V1,
    }
}

record! {
    /// What a loan's terms come to. Amounts are in minor units.
    pub struct LoanSchedule {
        /// Which document this is.
        "schema" schema: PlanSchema,
        /// What is paid out.
        "disbursedMinor" disbursed: i64,
        /// All interest.
        "interestMinor" interest: i64,
        /// All fees.
        "feesMinor" fees: i64,
        /// All that is paid.
        "totalMinor" total: i64,
        /// The due payments, where there are instalments.
        "schedule" schedule: Option<ScheduleColumns>,
        /// The account after each event, where it is one.
        "account" account: Option<AccountColumns>,
        /// What is paid early.
        "settlement" settlement: Option<Settled>,
        /// The due payments after a part was repaid early.
        "rest" rest: Option<ScheduleColumns>,
        /// What a late payment costs.
        "late" late: Option<LateCost>,
    }
}

record! {
    /// A running account in columns, one entry for each event.
    pub struct AccountColumns {
        /// The day.
        "date" date: Vec<Date>,
        /// What is paid out.
        "receivedMinor" received: Vec<i64>,
        /// What is paid back.
        "paidMinor" paid: Vec<i64>,
        /// The interest of the days since the event before.
        "accruedMinor" accrued: Vec<i64>,
        /// What of the payment went to fees.
        "feesMinor" fees: Vec<i64>,
        /// What of it went to interest.
        "interestMinor" interest: Vec<i64>,
        /// What of it went to principal.
        "principalMinor" principal: Vec<i64>,
        /// What of it was more than all that was owed, and comes back.
        "surplusMinor" surplus: Vec<i64>,
        /// Principal still owed.
        "balanceMinor" balance: Vec<i64>,
        /// All that is still owed.
        "owedMinor" owed: Vec<i64>,
    }
}

record! {
    /// A rule of the market that is about a loan.
    pub struct LawRule {
        /// Its id.
        "id" id: String,
        /// The sources it rests on.
        "cite" cite: Vec<String>,
    }
}

record! {
    /// What is paid when a loan is repaid early.
    pub struct Settled {
        /// The day.
        "date" date: Date,
        /// The principal that is repaid.
        "principalMinor" principal: i64,
        /// Interest owed.
        "interestMinor" interest: i64,
        /// Fees owed.
        "feesMinor" fees: i64,
        /// What is charged for being repaid early.
        "compensationMinor" compensation: i64,
        /// What comes back of fees already paid.
        "refundMinor" refund: i64,
        /// All that is paid on the day, less what comes back.
        "totalMinor" total: i64,
        /// What was left to pay of the loan as it stood.
        "remainingMinor" remaining: i64,
        /// What the contract asks for, where it says and the law of a market was asked.
        "askedMinor" asked: Option<i64>,
        /// The rules of that law that are about it; none where no market was said.
        "rules" rules: Option<Vec<LawRule>>,
    }
}

record! {
    /// What a late payment costs by a day.
    pub struct LateCost {
        /// When it was due.
        "due" due: Date,
        /// The payment.
        "overdueMinor" overdue: i64,
        /// The principal owed when it was due, itself included.
        "owingMinor" owing: i64,
        /// By which day it is counted.
        "until" until: Date,
        /// Late interest, within its limits.
        "interestMinor" interest: i64,
        /// What the contract asks for beyond them.
        "beyondMinor" beyond: i64,
        /// The rules of the market that are about it; none where no market was said.
        "rules" rules: Option<Vec<LawRule>>,
        /// Those of them whose reference rate is out of date: they could not be applied.
        "stale" stale: Option<Vec<LawRule>>,
    }
}

/// The terms that a document holds.
///
/// # Errors
///
/// Every problem at once.
pub fn read_terms(document: &Value) -> Result<LoanTerms, Vec<Problem>> {
    let terms: LoanTerms = read_document(document)?;
    let problems = checked(&terms);
    if problems.is_empty() { Ok(terms) } else { Err(problems.into_vec()) }
}

/// What is wrong with terms whose every part can be read.
pub fn checked(terms: &LoanTerms) -> Problems {
    let mut problems = Problems::default();
    let root = &Path::Root;
    let mut check = |holds, code, path: &Path<'_>, message| problems.check(holds, code, path, message);
    let at = root.key("currency");
    let code = Currency::new(&terms.currency.code).is_some();
    check(code, "unknown-currency", &at.key("code"), "three capital letters are needed");
    let digits = terms.currency.minor_units <= 4;
    check(digits, "number-out-of-range", &at.key("minorUnits"), "0 to 4 digits are needed");
    let step = (1..=1_000_000).contains(&terms.currency.step);
    check(step, "number-out-of-range", &at.key("stepMinor"), "1 to 1000000 minor units are needed");
    for (index, fee) in terms.fees.iter().flatten().enumerate() {
        let at = root.key("fees");
        let sane = fee.fixed >= 0 && fee.min.unwrap_or(0) >= 0 && fee.max.unwrap_or(0) >= 0;
        check(sane, "number-out-of-range", &at.item(index), "a fee is not below 0");
    }
    let at = root.key("plan");
    match &terms.plan {
        LoanPlan::Instalments { amount, repayment, term, start, first, last, late, .. } => {
            let is_one = late.as_ref().is_none_or(|late| late.instalment >= 1 && late.rule.rate.0 >= 0);
            let message = "an instalment from 1 on and a rate of 0 or more are needed";
            check(is_one, "number-out-of-range", &at.key("late"), message);
            check(*amount > 0, "number-out-of-range", &at.key("amountMinor"), "an amount above 0 is needed");
            let message = "shares are below the whole, months from 1 to 12, twelve weights, and something falls due";
            check(repayment.is_sound(), "repayment-does-not-fit", &at.key("repayment"), message);
            let message = "a term is at least one period and at most 600 months";
            check(term.months().is_some(), "term-out-of-range", &at.key("term"), message);
            let after = |day: &Option<Date>, from: Date| day.is_none_or(|day| day >= from);
            let message = "the first payment is not due before the money is paid out";
            check(after(first, *start), "dates-out-of-order", &at.key("firstDue"), message);
            let message = "the last payment is not due before the first";
            check(after(last, first.unwrap_or(*start)), "dates-out-of-order", &at.key("lastDue"), message);
        }
        LoanPlan::Account { events } => {
            check(!events.is_empty(), "list-empty", &at.key("events"), "at least one draw is needed");
            for (index, event) in events.iter().enumerate() {
                let at = at.key("events");
                let (Event::Draw { minor, .. } | Event::Repayment { minor, .. }) = event;
                check(*minor > 0, "number-out-of-range", &at.item(index), "an amount above 0 is needed");
            }
            let day = |event: &Event| match event {
                Event::Draw { date, .. } | Event::Repayment { date, .. } => *date,
            };
            let rising = events.windows(2).all(|pair| matches!(pair, [a, b] if day(a) <= day(b)));
            check(rising, "dates-out-of-order", &at.key("events"), "events go by their days");
        }
    }
    problems
}
