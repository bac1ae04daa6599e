//! How much of a product can be lent: the greatest amount that the wish, the lender, the law and what can be carried allow.

use super::{AmountBound, Barrier, NotOffered, Obstacle, Offer, Plan, Priced, Want, lawful, offer, planned};
use crate::capacity::Capacity;
use crate::loan::Term;
use crate::market::{Effect, Limit, Market};
use crate::pack::product::Product;
use crate::rate::Ppm;

/// The greatest amount that any product could come to, whoever asks; 0 where what is wanted is below all of them.
pub fn greatest_amount(want: &Want<'_>) -> i64 {
    let amounts = want.pack.products.iter().filter_map(|product| most(want, product));
    amounts.map(|(most, _)| most).max().unwrap_or(0)
}

/// The greatest amount that the wish, the product, the lender and the market allow, by the product's step, and what bounds
/// it; none where it is below the product's least.
pub(super) fn most(want: &Want<'_>, product: &Product) -> Option<(i64, AmountBound)> {
    let (most, bound) = greatest(want, product);
    let by_step = most - (most - product.min).rem_euclid(product.step);
    (most >= product.min).then_some((by_step, bound))
}

/// The same before the product's step, and what bounds it.
fn greatest(want: &Want<'_>, product: &Product) -> (i64, AmountBound) {
    let mut least = (product.max, AmountBound::Product);
    let exposure = (want.pack.capacity.max_exposure, AmountBound::Exposure);
    let limits = want.market.amount_limits.iter();
    let legal = limits
        .filter(|limit| limit.rule.blocks_on(want.law_day()) && limit.scope.covers(&want.case))
        .filter_map(|limit| Some((limit.max_minor?, AmountBound::Law)));
    for bound in [exposure].into_iter().chain(legal) {
        if bound.0 < least.0 {
            least = bound;
        }
    }
    match want.amount {
        Some(wanted) if wanted <= least.0 => (wanted, AmountBound::Wanted),
        _ => least,
    }
}

/// The offer of the greatest amount, no more than `most`, that can be carried and that the law allows. Where a rule
/// that is about some amounts alone bars it, the next amount that the rule is not about is tried; where a limit falls as
/// the amount rises, those between as well.
pub(super) fn largest(
    want: &Want<'_>,
    product: &Product,
    rate: Ppm,
    term: Term,
    (most, bound): (i64, AmountBound),
) -> Result<Offer, Barrier> {
    let mut first = None;
    let (mut most, mut bound) = (most, bound);
    loop {
        let mut one = carried(want, product, rate, term, most)?;
        let amount = one.offer.principal;
        one.offer.bound = if amount < most { AmountBound::Capacity } else { bound };
        match lawful(want, product, one) {
            Ok(offer) => return Ok(offer),
            Err(barrier) => _ = first.get_or_insert(barrier),
        }
        bound = AmountBound::Law;
        let next = next_below(want.market, amount).filter(|next| *next >= product.min);
        let next = next.map(|next| next - (next - product.min).rem_euclid(product.step));
        if falls(want) {
            let at = |amount: i64| at_amount(want, product, rate, term, amount);
            let least = next.map_or(product.min, |next| next + product.step);
            if let Some(found) = between(&at, (least, amount), product.step) {
                return Ok(Offer { bound, ..found });
            }
        }
        match next {
            Some(next) => most = next,
            None => return Err(first.unwrap_or_else(|| Obstacle::CostOverCap.into())),
        }
    }
}

/// Whether a limit on cost that may be about the loan falls as the amount rises.
fn falls(want: &Want<'_>) -> bool {
    want.market.rate_caps.iter().any(|cap| {
        matches!(cap.limit, Limit::Slices { .. })
            && cap.effect == Effect::Block
            && cap.rule.blocks_on(want.law_day())
            && cap.scope.covers(&want.case)
    })
}

/// At most so many amounts are tried between two.
const TRIED: i64 = 64;

/// The greatest lawful offer that is found of an amount from `least` up to one that is none. Fees weigh on a small loan and the
/// limit on a great one, so that what is lawful may lie between: from above, in so many parts, then halved. What is lawful
/// only within one of these parts is not found.
fn between(at: &dyn Fn(i64) -> Option<Offer>, (least, none): (i64, i64), step: i64) -> Option<Offer> {
    let steps = (none - least) / step;
    let mut none = steps;
    for part in (0..TRIED.min(steps)).rev() {
        let steps = steps * part / TRIED.min(steps);
        if let Some(mut found) = at(least + steps * step) {
            let mut lawful = steps;
            while none - lawful > 1 {
                let middle = lawful + (none - lawful) / 2;
                match at(least + middle * step) {
                    Some(more) => (lawful, found) = (middle, more),
                    None => none = middle,
                }
            }
            return Some(found);
        }
        none = steps;
    }
    None
}

/// The lawful offer of one amount.
fn at_amount(want: &Want<'_>, product: &Product, rate: Ppm, term: Term, amount: i64) -> Option<Offer> {
    let plan = planned(want.market, want.today, product, rate, term, amount).ok()?;
    lawful(want, product, offer(want, product, rate, plan).ok()?).ok()
}

/// The greatest amount below this one at which a rule of the market ceases or begins to be about a loan.
fn next_below(market: &Market, amount: i64) -> Option<i64> {
    let mut next = None;
    let caps = market.rate_caps.iter().map(|cap| &cap.scope);
    for scope in caps.chain(market.term_limits.iter().map(|limit| &limit.scope)) {
        for edge in [scope.min_minor.map(|least| least - 1), scope.max_minor].into_iter().flatten() {
            if edge < amount && next.is_none_or(|known| known < edge) {
                next = Some(edge);
            }
        }
    }
    next
}

/// The loan of the greatest amount, no more than `most`, whose burden can be carried.
fn carried(want: &Want<'_>, product: &Product, rate: Ppm, term: Term, most: i64) -> Result<Priced, Barrier> {
    let carried = want.capacity.instalment;
    let priced = |plan: Plan| offer(want, product, rate, plan).map_err(|_| Obstacle::CostUnknown.into());
    let at =
        |amount: i64| planned(want.market, want.today, product, rate, term, amount).map_err(|_| Obstacle::CostUnknown);
    let full = at(most)?;
    if full.burden <= carried {
        return priced(full);
    }
    // The burden never falls as the amount rises: halve the steps between the least amount and the most.
    let (mut fits, mut too_much) = (None, (most - product.min) / product.step);
    let mut from = 0;
    while from < too_much {
        let middle = from + (too_much - from) / 2;
        let one = at(product.min + middle * product.step)?;
        if one.burden <= carried {
            fits = Some(one);
            from = middle + 1;
        } else {
            too_much = middle;
        }
    }
    fits.map_or_else(|| Err(barrier_of(want.market, want.capacity)), priced)
}

/// That too little can be carried for a product.
pub fn too_little(market: &Market, capacity: &Capacity, product: &Product) -> NotOffered {
    let Barrier { obstacle, rule, cite } = barrier_of(market, capacity);
    NotOffered { product: product.id.clone(), obstacle, rule, cite }
}

/// That too little can be carried, and whether that is by the market's rule.
fn barrier_of(market: &Market, capacity: &Capacity) -> Barrier {
    match market.affordability.iter().find(|law| capacity.rule.as_ref() == Some(&law.rule.id)) {
        Some(law) => Barrier::of_law(Obstacle::CapacityTooLow, &law.rule.id, &law.rule.cite),
        None => Obstacle::CapacityTooLow.into(),
    }
}
