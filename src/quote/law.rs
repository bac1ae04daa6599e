//! What the law says of an offer: its caps, and what becomes of money that was kept back.

use super::flows::Plan;
use super::{Cited, Deduction, LastKnown, LawStanding, Quote};
use crate::apr::{AprError, YearlyCost};
use crate::cap::{CapStatus, CapTest, Loan, limit, tests};
use crate::date::Date;
use crate::flow::CashFlows;
use crate::market::{Case, Confidence, Effect, Limit, Market, Measure, Occasion, RateCap, Structure};
use crate::money::{Rounding, scaled};

/// The caps that are about the offer. A yearly cost that is too great to keep is above every limit of it.
pub(super) fn caps(
    market: &Market,
    quote: &Quote,
    plan: &Plan,
    flows: &CashFlows,
    cost: &Result<YearlyCost, AprError>,
) -> Vec<CapTest> {
    let loan = Loan {
        lender: quote.lender.as_deref(),
        purpose: None,
        denied: &[],
        principal: plan.amount,
        months: months(plan, quote.start),
        flows,
        interest: None,
        cost: cost.as_ref().ok(),
    };
    let mut caps = tests(market, &loan, quote.start);
    for cap in &mut caps {
        let is_yearly = cap.measure == Measure::YearlyCost || cap.measure == Measure::Mapr;
        if is_yearly && cap.limit.is_some() && *cost == Err(AprError::OutOfRange) {
            cap.status = CapStatus::Over;
        }
    }
    caps
}

/// The term, a month begun counted whole.
fn months(plan: &Plan, start: Date) -> u32 {
    let last = plan.payments.last().map_or(start, |last| last.date);
    let whole = u32::try_from(last.months_since(start)).unwrap_or(0);
    if start.plus_months(whole) < last { whole + 1 } else { whole }
}

/// The caps that could not be tested, by the value that their reference rate had when it was last published.
pub(super) fn last_known(market: &Market, plan: &Plan, caps: &[CapTest]) -> Vec<LastKnown> {
    let mut known = Vec::new();
    for cap in caps.iter().filter(|cap| cap.limit.is_none()) {
        let Some(rule) = market.rate_caps.iter().find(|rule| rule.rule.id == cap.rule) else { continue };
        let Some(as_of) = published(market, rule) else { continue };
        if let Some(limit) = limit(market, &rule.limit, plan.amount, as_of) {
            let over = cap.value.map(|value| value > limit);
            known.push(LastKnown { rule: cap.rule.clone(), as_of, limit, over });
        }
    }
    known
}

fn published(market: &Market, cap: &RateCap) -> Option<Date> {
    match &cap.limit {
        Limit::Multiple { of, .. } | Limit::Sum { of, .. } => {
            market.reference_rates.iter().find(|rate| rate.id == *of)?.as_of
        }
        Limit::Fixed { .. } | Limit::Slices { .. } => None,
    }
}

/// How the offer stands to the caps that bar a loan. Where the lender's class is not known, what some caps say may not
/// be about it.
pub(super) fn standing(quote: &Quote, caps: &[CapTest], last_known: &[LastKnown]) -> LawStanding {
    let (mut over, mut within, mut untested, mut over_last_known) = (0, 0, 0, 0);
    for cap in caps.iter().filter(|cap| cap.effect == Effect::Block) {
        match cap.status {
            CapStatus::Over => over += 1,
            CapStatus::Within => within += 1,
            CapStatus::Untested => untested += 1,
        }
        let is_over = |known: &&LastKnown| known.rule == cap.rule && known.over == Some(true);
        over_last_known += last_known.iter().filter(is_over).count();
    }
    match (over, within, untested) {
        (0, 0, 0) => LawStanding::NoLimit,
        (0, _, _) if over_last_known > 0 => LawStanding::OverLastKnown,
        (0, 0, _) => LawStanding::Untested,
        (0, _, _) => LawStanding::Within,
        (_, 0, _) => LawStanding::Over,
        (_, _, _) if quote.lender.is_some() => LawStanding::Over,
        (_, _, _) => LawStanding::OverForSome,
    }
}

/// What the law makes of money kept back, where it forbids that.
///
/// The payments bear some rate on the contract's amount. The same plan at that rate on the money received is each
/// payment in the proportion of the two.
pub(super) fn deduction(market: &Market, quote: &Quote, plan: &Plan) -> Option<Deduction> {
    let rule = market.structure.iter().find(|rule| {
        matches!(rule.structure, Structure::NoUpfrontDeduction)
            && rule.rule.confidence != Confidence::Low
            && rule.rule.holds_on(quote.start)
            && rule.scope.covers(&Case { lender: quote.lender.as_deref(), ..Case::default() })
    })?;
    if plan.kept_back <= 0 {
        return None;
    }
    let asked: i64 = plan.payments.iter().map(|payment| payment.minor).sum();
    let due = scaled(asked, plan.received(), plan.amount, Rounding::HalfUp)?.max(plan.received());
    Some(Deduction {
        id: rule.rule.id.clone(),
        cite: rule.rule.cite.clone(),
        principal: plan.received(),
        interest: due - plan.received(),
        beyond: (asked - due).max(0),
    })
}

/// What the market wants told before signing or with an offer, and what may be asked of the lender.
pub(super) fn rights(market: &Market, quote: &Quote) -> Vec<Cited> {
    let case = Case { lender: quote.lender.as_deref(), ..Case::default() };
    let mut rules = Vec::new();
    for said in &market.disclosures {
        if said.when == Occasion::BeforeSigning || said.when == Occasion::Offer {
            rules.push((&said.rule, &said.scope));
        }
    }
    for right in &market.rights {
        rules.push((&right.rule, &right.scope));
    }
    let mut rights = Vec::new();
    for (rule, scope) in rules {
        if rule.holds_on(quote.start) && scope.covers(&case) {
            rights.push(Cited { id: rule.id.clone(), cite: rule.cite.clone() });
        }
    }
    rights
}
