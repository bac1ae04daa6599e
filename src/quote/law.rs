//! What the law says of an offer: its caps, and what becomes of money that was kept back.

use super::flows::Plan;
use super::{Cited, Deduction, LastKnown, Quote};
use crate::apr::{AprError, YearlyCost, yearly_cost};
use crate::cap::{CapStatus, CapTest, Loan, limit, tests};
use crate::date::Date;
use crate::flow::CashFlows;
use crate::market::{AprMethod, Case, Limit, Market, Measure, Occasion, RateCap, Structure};
use crate::money::{Rounding, scaled};

/// The law that an offer is held against.
pub(super) struct Law<'a> {
    pub market: &'a Market,
    pub quote: &'a Quote,
    /// The classes of borrower that the borrower is known not to be of.
    denied: Vec<&'a str>,
}

impl<'a> Law<'a> {
    pub fn new(market: &'a Market, quote: &'a Quote) -> Law<'a> {
        let mut denied = Vec::new();
        if let Some(known) = &quote.borrower {
            denied.extend(market.borrower_classes.iter().filter(|class| !known.contains(class)).map(String::as_str));
        }
        Law { market, quote, denied }
    }

    fn case(&self) -> Case<'_> {
        Case {
            lender: self.quote.lender.as_deref(),
            purpose: self.quote.purpose.as_deref(),
            denied: &self.denied,
            ..Case::default()
        }
    }

    /// The caps that are about the offer. One that costs more for its time than can be kept is above every limit of
    /// that, known or not.
    pub fn caps(&self, plan: &Plan, flows: &CashFlows, cost: Result<YearlyCost, AprError>) -> Vec<CapTest> {
        let start = self.quote.start;
        let is_boundless = match &cost {
            Ok(cost) => cost.effective.is_none(),
            Err(AprError::OutOfRange) => true,
            // What costs something and no time has no rate: it is above any.
            Err(_) => plan.total() > plan.received() && plan.years(start) <= 0.0,
        };
        let cost = cost.ok();
        let nominal = || yearly_cost(AprMethod::UsRegZ, flows).ok().map(|cost| cost.nominal);
        let loan = Loan {
            case: self.case(),
            principal: plan.amount,
            credit: plan.received(),
            months: months(plan, start),
            flows,
            interest: if cost.is_none() { nominal() } else { None },
            cost: cost.as_ref(),
        };
        let mut caps = tests(self.market, &loan, start);
        for cap in &mut caps {
            if is_boundless && cap.value.is_none() && cap.measure != Measure::TotalCostRatio {
                cap.status = CapStatus::Over;
            }
        }
        caps
    }

    /// The caps whose reference rate is stale, by the value that it had when it was last published.
    pub fn last_known(&self, caps: &[CapTest]) -> Vec<LastKnown> {
        let mut known = Vec::new();
        for cap in caps.iter().filter(|cap| cap.limit.is_none()) {
            let Some(rule) = self.cap(&cap.rule) else { continue };
            let Some(as_of) = self.published(rule) else { continue };
            if let Some(limit) = limit(self.market, &rule.limit, &[], as_of) {
                let over = match cap.status {
                    CapStatus::Over => Some(true),
                    CapStatus::Within | CapStatus::Untested => cap.value.map(|value| value > limit),
                };
                known.push(LastKnown { rule: cap.rule.clone(), as_of, limit, over });
            }
        }
        known
    }

    /// The market's cap of this id.
    pub fn cap(&self, id: &str) -> Option<&'a RateCap> {
        self.market.rate_caps.iter().find(|cap| cap.rule.id == id)
    }

    fn published(&self, cap: &RateCap) -> Option<Date> {
        match &cap.limit {
            Limit::Multiple { of, .. } | Limit::Sum { of, .. } => {
                self.market.reference_rates.iter().find(|rate| rate.id == *of)?.as_of
            }
            Limit::Fixed { .. } | Limit::Slices { .. } => None,
        }
    }

    /// What the law makes of money kept back, where it forbids that.
    ///
    /// The payments bear some rate on the contract's amount. The same plan at that rate on the money received is each
    /// payment in the proportion of the two.
    pub fn deduction(&self, plan: &Plan) -> Option<Deduction> {
        let rule = self.market.structure.iter().find(|rule| {
            matches!(rule.structure, Structure::NoUpfrontDeduction)
                && rule.rule.blocks_on(self.quote.start)
                && rule.scope.covers(&self.case())
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
    pub fn rights(&self) -> Vec<Cited> {
        let case = self.case();
        let mut rules = Vec::new();
        for said in &self.market.disclosures {
            if said.when == Occasion::BeforeSigning || said.when == Occasion::Offer {
                rules.push((&said.rule, &said.scope));
            }
        }
        for right in &self.market.rights {
            rules.push((&right.rule, &right.scope));
        }
        let mut rights = Vec::new();
        for (rule, scope) in rules {
            if rule.holds_on(self.quote.start) && scope.covers(&case) {
                rights.push(Cited { id: rule.id.clone(), cite: rule.cite.clone() });
            }
        }
        rights
    }
}

/// The term, a month begun counted whole.
fn months(plan: &Plan, start: Date) -> u32 {
    let last = plan.payments.last().map_or(start, |last| last.date);
    let whole = u32::try_from(last.months_since(start)).unwrap_or(0);
    if start.plus_months(whole) < last { whole + 1 } else { whole }
}
