//! What the law lets a lender ask for when a loan is repaid early.

use super::{Keep, Prepayment, Settlement, prepay, settle};
use crate::date::Date;
use crate::loan::EarlyRule;
use crate::market::{Case, Market, Rule, Structure};
use crate::schedule::{Schedule, ScheduleError, Terms};

/// What is owed early under a market's law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lawful<'m, T> {
    /// What is paid, and what it leaves.
    pub paid: T,
    /// What the contract asks for on the day, where it says; minor units.
    pub asked: Option<i64>,
    /// The rules of the market that are about it.
    pub rules: Vec<&'m Rule>,
}

/// What settles the loan on `date` under the law of the day on which it was made: the least that the contract or a rule of
/// the market gives, and no more compensation than any of them allows. Rules of low confidence don't count. None where
/// neither the contract nor the market has a rule.
///
/// # Errors
///
/// As for [`settle`].
pub fn settle_by_law<'m>(
    market: &'m Market,
    case: &Case<'_>,
    (terms, schedule): (&Terms<'_>, &Schedule),
    date: Date,
    contract: Option<&EarlyRule>,
) -> Result<Option<Lawful<'m, Settlement>>, ScheduleError> {
    let whole = |rule: &EarlyRule| settle(terms, schedule, date, rule);
    by_law(market, case, terms, contract, &whole, |paid| paid)
}

/// The same for a part of the principal.
///
/// # Errors
///
/// As for [`prepay`].
pub fn prepay_by_law<'m>(
    market: &'m Market,
    case: &Case<'_>,
    (terms, schedule): (&Terms<'_>, &Schedule),
    date: Date,
    (part, keep): (i64, Keep),
    contract: Option<&EarlyRule>,
) -> Result<Option<Lawful<'m, Prepayment>>, ScheduleError> {
    let some = |rule: &EarlyRule| prepay(terms, schedule, date, part, keep, rule);
    by_law(market, case, terms, contract, &some, |made| &mut made.paid)
}

fn by_law<'m, T>(
    market: &'m Market,
    case: &Case<'_>,
    terms: &Terms<'_>,
    contract: Option<&EarlyRule>,
    made: &dyn Fn(&EarlyRule) -> Result<T, ScheduleError>,
    settlement: fn(&mut T) -> &mut Settlement,
) -> Result<Option<Lawful<'m, T>>, ScheduleError> {
    let case = Case {
        amount: Some(terms.principal.minor()),
        months: Some(terms.term.months().map_or(u32::MAX, crate::rate::Months::get)),
        ..*case
    };
    let (mut least, mut asked, mut most) = (None, None, i64::MAX);
    let mut hold = |mut one: T| {
        let paid = settlement(&mut one);
        most = most.min(paid.compensation);
        let without = paid.total() - paid.compensation;
        if least.as_ref().is_none_or(|(known, _)| without < *known) {
            least = Some((without, one));
        }
    };
    let mut rules = Vec::new();
    for one in &market.early_repayment {
        if one.rule.blocks_on(terms.start) && one.scope.covers(&case) {
            rules.push(&one.rule);
            hold(made(&one.owed)?);
        }
    }
    if let Some(contract) = contract {
        let mut one = made(contract)?;
        asked = Some(settlement(&mut one).total());
        hold(one);
    }
    for bar in &market.structure {
        let is_about = bar.rule.blocks_on(terms.start) && bar.scope.covers(&case);
        if bar.structure == Structure::NoPrepaymentCharge && is_about {
            rules.push(&bar.rule);
            most = 0;
        }
    }
    Ok(least.map(|(_, mut paid)| {
        settlement(&mut paid).compensation = most;
        Lawful { paid, asked, rules }
    }))
}
