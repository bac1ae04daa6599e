//! The same while answers are missing: whether a product can still be offered, and what stands in its way.

use super::amount::{largest, most};
use super::{Obstacle, Plan, Priced, Want, lawful, offer, planned, rate};
use crate::cap::CapStatus;
use crate::capacity::Capacity;
use crate::date::Date;
use crate::loan::Term;
use crate::market::{Case, Effect, Limit, Market, Scope};
use crate::pack::Pack;
use crate::pack::product::Product;
use crate::rate::Ppm;

/// The prices that can still come out, and whether there may be none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Prices {
    /// The least and the greatest nominal rate.
    pub between: Option<(Ppm, Ppm)>,
    /// Whether the tier may not be served.
    pub not_served: bool,
    /// Whether the price may be above the highest.
    pub too_dear: bool,
}

impl Prices {
    /// One more probability of default and tier that can come out.
    pub fn see(&mut self, product: &Product, tier: &str, pd: Ppm) {
        if !product.tiers.iter().any(|served| served == tier) {
            self.not_served = true;
            return;
        }
        match rate(&product.price, pd) {
            None => self.too_dear = true,
            Some(rate) => {
                let (least, greatest) = self.between.unwrap_or((rate, rate));
                self.between = Some((least.min(rate), greatest.max(rate)));
            }
        }
    }
}

/// What can still be wanted, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Wants<'a> {
    /// The least and the greatest amount.
    pub amount: (i64, i64),
    /// What is known of the loan where the most rules of the market are about it.
    pub hard: &'a [Case<'a>],
    /// The same where the fewest are.
    pub easy: &'a [Case<'a>],
    /// The least and the most that can be carried each month.
    pub carried: (i64, i64),
}

impl Wants<'_> {
    /// Whether amount, borrower and what can be carried are known.
    fn is_settled(&self) -> bool {
        let same = |(hard, easy): (&Case<'_>, &Case<'_>)| hard.denied.len() == easy.denied.len();
        self.amount.0 == self.amount.1 && self.carried.0 == self.carried.1 && self.hard.iter().zip(self.easy).all(same)
    }
}

/// Whether a product can be offered, and what may stand in its way.
#[derive(Clone, Debug, Default)]
pub struct Outlook {
    /// Whether it can be offered.
    pub possible: bool,
    /// What may stand in its way; nothing where it is offered for certain.
    pub obstacles: Vec<Obstacle>,
    /// The most that it can come to, where it can be offered.
    pub most: i64,
}

impl Outlook {
    fn meets(&mut self, obstacle: Obstacle) {
        if !self.obstacles.contains(&obstacle) {
            self.obstacles.push(obstacle);
        }
    }

    /// What bars it whatever else is met comes first.
    fn barred_by(mut self, obstacle: Obstacle) -> Outlook {
        self.obstacles.retain(|met| *met != obstacle);
        self.obstacles.insert(0, obstacle);
        self
    }
}

const NOTHING: &Capacity =
    &Capacity { income: 0, expenses: 0, repayments: 0, disposable: 0, dti: None, instalment: 0, rule: None };

impl<'a> Want<'a> {
    /// Nothing of it is known yet but where and when.
    pub fn open(market: &'a Market, pack: &'a Pack, today: Date) -> Want<'a> {
        let case = Case { lender: Some(&pack.lender.class), ..Case::default() };
        Want { market, pack, today, amount: None, term: None, case, tier: "", pd: Ppm(0), capacity: NOTHING }
    }
}

/// What becomes of a product. `base` says market, pack and day.
///
/// A burden rises with amount and rate, and a yearly cost with the rate, while it falls as the amount rises; both but
/// for what rounding takes or gives, for which there is a margin.
pub fn outlook(base: &Want<'_>, product: &Product, prices: &Prices, wants: &Wants<'_>) -> Outlook {
    let mut outlook = Outlook::default();
    if base.today < base.pack.from || base.pack.to < base.today {
        return outlook.barred_by(Obstacle::PackOutOfDate);
    }
    if prices.not_served {
        outlook.meets(Obstacle::TierNotServed);
    }
    if prices.too_dear {
        outlook.meets(Obstacle::PriceOverMaximum);
    }
    let Some((least_rate, greatest_rate)) = prices.between else { return outlook };
    let easy = each(base, wants.easy, wants.amount.1);
    let hard = each(base, wants.hard, wants.amount.0);
    let Some(greatest) = easy.iter().filter_map(|want| Some(most(want, product)?.0)).max() else {
        return outlook.barred_by(Obstacle::AmountBelowMinimum);
    };
    if hard.iter().any(|want| most(want, product).is_none()) {
        outlook.meets(Obstacle::AmountBelowMinimum);
    }
    if let ([want], [_], true) = (easy.as_slice(), hard.as_slice(), wants.is_settled() && least_rate == greatest_rate) {
        return exact(outlook, want, product, least_rate, wants.carried.0);
    }
    let terms: Vec<Term> = product.terms.iter().rev().map(|periods| product.term(*periods)).collect();
    let is_open = |term: &&Term| easy.iter().any(|want| !never(want, product, term));
    if !terms.iter().any(|term| is_open(&term)) {
        return outlook.barred_by(Obstacle::TermBarred);
    }
    let slack = base.market.currency.step.saturating_mul(4);
    let fits = |term: &Term| {
        let least = planned(base.market, base.today, product, least_rate, *term, product.min);
        least.map_or(true, |least| least.burden.saturating_sub(slack) <= wants.carried.1)
    };
    if !terms.iter().filter(is_open).any(fits) {
        return outlook.barred_by(Obstacle::CapacityTooLow);
    }
    outlook.possible = true;
    outlook.most = greatest;
    if let Err(obstacle) = sure(base, product, greatest_rate, greatest, wants, &hard, &terms) {
        outlook.meets(obstacle);
    }
    outlook
}

/// Nothing that decides about a product is open any more, but for the tier.
fn exact(mut outlook: Outlook, want: &Want<'_>, product: &Product, rate: Ppm, carried: i64) -> Outlook {
    let capacity = Capacity { instalment: carried, ..NOTHING.clone() };
    let want = Want { capacity: &capacity, ..*want };
    let Some(most) = most(&want, product) else { return outlook.barred_by(Obstacle::AmountBelowMinimum) };
    let mut met = Obstacle::TermBarred;
    for periods in &product.terms {
        match largest(&want, product, rate, product.term(*periods), most) {
            Ok(offer) => {
                outlook.possible = true;
                outlook.most = outlook.most.max(offer.principal);
            }
            Err(barrier) => met = barrier.obstacle,
        }
    }
    if outlook.possible { outlook } else { outlook.barred_by(met) }
}

/// What is wanted in each case.
fn each<'a>(base: &Want<'a>, cases: &[Case<'a>], amount: i64) -> Vec<Want<'a>> {
    cases.iter().map(|case| Want { case: *case, amount: Some(amount), ..*base }).collect()
}

/// Whether the market bars a term whatever the amount.
fn never(want: &Want<'_>, product: &Product, term: &Term) -> bool {
    let is_bullet = product.repayment.is_repaid_at_the_end();
    want.market.term_limits.iter().any(|limit| {
        let of_all = limit.scope.min_minor.or(limit.scope.max_minor).is_none();
        let binds = of_all && limit.rule.blocks_on(want.law_day()) && limit.scope.covers(&want.case);
        let is_long = limit.max_months.is_some_and(|most| term.months().is_none_or(|months| most < months));
        binds && is_long && (is_bullet || !limit.bullet_only)
    })
}

/// Whether some loan fits and is lawful at the greatest rate, whatever is wanted; else what may stand in its way.
fn sure(
    base: &Want<'_>,
    product: &Product,
    rate: Ppm,
    greatest: i64,
    wants: &Wants<'_>,
    hard: &[Want<'_>],
    terms: &[Term],
) -> Result<(), Obstacle> {
    let slack = base.market.currency.step.saturating_mul(4);
    let mut met = Obstacle::TermBarred;
    for term in terms {
        let plan = |amount: i64| planned(base.market, base.today, product, rate, *term, amount);
        let priced = |plan: Plan| offer(base, product, rate, plan).map_err(|_| Obstacle::CostOverCap);
        let found = plan(product.min).map_err(|_| Obstacle::CostOverCap).and_then(|least| {
            if least.burden.saturating_add(slack) > wants.carried.0 {
                return Err(Obstacle::CapacityTooLow);
            }
            let least = priced(least)?;
            hard.iter().try_for_each(|want| well_within(want, product, &least))?;
            let most = plan(greatest).map_err(|_| Obstacle::CostOverCap).and_then(priced)?;
            hard.iter().try_for_each(|want| well_within(want, product, &most))
        });
        match found {
            Ok(()) => return Ok(()),
            Err(obstacle) => met = obstacle,
        }
    }
    Err(met)
}

/// Half a percentage point, in units of 1e-12: more than rounding can move a yearly cost.
const MARGIN: i64 = 5_000_000_000;

/// Whether a loan is lawful with room to spare, whatever its amount.
fn well_within(want: &Want<'_>, product: &Product, priced: &Priced) -> Result<(), Obstacle> {
    let lawful = lawful(want, product, priced.clone()).map_err(|barrier| barrier.obstacle)?;
    for test in lawful.caps.iter().filter(|test| test.effect == Effect::Block) {
        let close = test.limit.zip(test.value).is_none_or(|(limit, value)| limit.e12() - value.e12() < MARGIN);
        if close || test.status != CapStatus::Within {
            return Err(Obstacle::CostOverCap);
        }
    }
    let narrow = |scope: &Scope| scope.min_minor.or(scope.max_minor).is_some() || scope.min_yearly_cost.is_some();
    let caps = want.market.rate_caps.iter().filter(|cap| cap.effect == Effect::Block);
    let by_amount = caps.into_iter().any(|cap| narrow(&cap.scope) || matches!(cap.limit, Limit::Slices { .. }))
        || want.market.term_limits.iter().any(|limit| narrow(&limit.scope));
    if by_amount { Err(Obstacle::CostOverCap) } else { Ok(()) }
}

/// About the least that has to be carried each month for any loan of a product: the least amount over the longest term,
/// at a price between its lowest and its highest.
pub fn least_burden(market: &Market, product: &Product, today: Date) -> i64 {
    let middle = Ppm(product.price.min.0 / 2 + product.price.max.0 / 2);
    let longest = product.terms.last().map(|periods| product.term(*periods));
    let plan = longest.and_then(|term| planned(market, today, product, middle, term, product.min).ok());
    plan.map_or(i64::MAX, |plan| plan.burden)
}

/// The nominal rate that covers a probability of default; none above the product's highest.
pub fn price(product: &Product, pd: Ppm) -> Option<Ppm> {
    rate(&product.price, pd)
}
