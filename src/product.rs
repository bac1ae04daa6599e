//! What can be offered within capacity, price and law.

use crate::apr::{YearlyCost, yearly_cost};
use crate::cap::{self, CapStatus, CapTest, Loan};
use crate::capacity::Capacity;
use crate::date::Date;
use crate::flow::CashFlows;
use crate::json::{MAX_SAFE, choice, record};
use crate::loan::{Customs, Repayment, Term};
use crate::market::{Case, Effect, Market};
use crate::money::{Currency, Money, Rounding, scaled};
use crate::order::by_keys;
use crate::pack::Pack;
use crate::pack::product::{Price, Product};
use crate::rate::{Apr, Months, Ppm, YearlyRate};
use crate::schedule::{Instalment, Schedule, ScheduleError, Terms, schedule};

choice! {
    /// What an offer is the best at.
    pub enum Aim {
        /// The amount and term that were asked for.
        "as-wanted" AsWanted,
        /// The lowest total cost.
        "lowest-total-cost" LowestTotalCost,
        /// The lowest instalment.
        "lowest-instalment" LowestInstalment,
        /// The most money, up to what was asked for.
        "most-money" MostMoney,
    }
}

record! {
    /// The due payments in columns, one entry each.
    pub struct ScheduleColumns {
        /// When each is due.
        "due" due: Vec<Date>,
        /// The part that repays principal.
        "principalMinor" principal: Vec<i64>,
        /// Interest.
        "interestMinor" interest: Vec<i64>,
        /// Fees.
        "feesMinor" fees: Vec<i64>,
        /// Principal still owed after it.
        "balanceMinor" balance: Vec<i64>,
    }
}

record! {
    /// A loan that could be offered. Amounts are in minor units.
    pub struct Offer {
        /// The product.
        "product" product: String,
        /// What it is the best at.
        "aims" aims: Vec<Aim>,
        /// How it is repaid.
        "repayment" repayment: Repayment,
        /// What is owed.
        "principalMinor" principal: i64,
        /// What is received.
        "disbursedMinor" disbursed: i64,
        /// For how long.
        "term" term: Term,
        /// The nominal rate a year.
        "ratePpm" rate: Ppm,
        /// The first payment.
        "instalmentMinor" instalment: i64,
        /// What has to be found each month so that every payment can be met.
        "monthlyBurdenMinor" burden: i64,
        /// All interest.
        "interestMinor" interest: i64,
        /// All fees.
        "feesMinor" fees: i64,
        /// All that is paid.
        "totalMinor" total: i64,
        /// All that is paid above what is received.
        "costMinor" cost: i64,
        /// The legal yearly cost.
        "yearlyCost" yearly_cost: YearlyCost,
        /// The caps it was held against.
        "caps" caps: Vec<CapTest>,
        /// The due payments.
        "schedule" schedule: ScheduleColumns,
    }
}

choice! {
    /// Why a product can't be offered.
    pub enum Obstacle {
        /// The pack is not yet, or no longer, to be used.
        "pack-out-of-date" PackOutOfDate,
        /// It is not offered to this tier.
        "tier-not-served" TierNotServed,
        /// The price that covers the expected loss is above the product's highest.
        "price-over-maximum" PriceOverMaximum,
        /// What is wanted, or what the market or lender allows, is below the least amount.
        "amount-below-minimum" AmountBelowMinimum,
        /// What can be carried each month is too little for the least amount.
        "capacity-too-low" CapacityTooLow,
        /// No term is allowed by the market.
        "term-barred" TermBarred,
        /// The yearly cost is above a legal cap.
        "cost-over-cap" CostOverCap,
        /// A cap hangs on a reference rate that is stale.
        "reference-rate-stale" ReferenceRateStale,
    }
}

record! {
    /// A product that can't be offered, and why.
    pub struct NotOffered {
        /// The product.
        "product" product: String,
        /// Why.
        "obstacle" obstacle: Obstacle,
    }
}

/// What decides which loans can be offered.
#[derive(Clone, Copy, Debug)]
pub struct Want<'a> {
    /// The market.
    pub market: &'a Market,
    /// The pack.
    pub pack: &'a Pack,
    /// The day on which the money would be paid out.
    pub today: Date,
    /// The amount wanted, in minor units; as much as possible if not known.
    pub amount: Option<i64>,
    /// The term wanted.
    pub term: Option<u32>,
    /// The purpose.
    pub purpose: Option<&'a str>,
    /// The classes of borrower that the applicant is not of.
    pub denied: &'a [&'a str],
    /// The tier.
    pub tier: &'a str,
    /// The probability of default that the price covers.
    pub pd: Ppm,
    /// What can be carried.
    pub capacity: &'a Capacity,
}

impl Want<'_> {
    /// What is known of every loan that is wanted.
    fn case(&self) -> Case<'_> {
        let lender = Some(self.pack.lender.class.as_str());
        Case { lender, purpose: self.purpose, denied: self.denied, ..Case::default() }
    }
}

/// The loans worth showing, the greatest amount first, then the cheapest, and the products that can't be offered.
pub fn offers(want: &Want<'_>) -> (Vec<Offer>, Vec<NotOffered>) {
    let mut offers = Vec::new();
    let mut not_offered = Vec::new();
    for product in &want.pack.products {
        match possible(want, product) {
            Ok(candidates) => offers.extend(worth_showing(want, candidates)),
            Err(obstacle) => not_offered.push(NotOffered { product: product.id.clone(), obstacle }),
        }
    }
    mark(want, &mut offers);
    (by_keys(offers, &|offer| (-offer.principal, offer.cost)), not_offered)
}

/// One loan for each term, each of the greatest amount that fits; the first obstacle of all where none does.
fn possible(want: &Want<'_>, product: &Product) -> Result<Vec<Offer>, Obstacle> {
    if want.today < want.pack.from || want.pack.to < want.today {
        return Err(Obstacle::PackOutOfDate);
    }
    if !product.tiers.iter().any(|tier| tier == want.tier) {
        return Err(Obstacle::TierNotServed);
    }
    let rate = rate(&product.price, want.pd).ok_or(Obstacle::PriceOverMaximum)?;
    let most = most(want, product).ok_or(Obstacle::AmountBelowMinimum)?;
    let mut obstacle = Obstacle::TermBarred;
    let mut offers = Vec::new();
    for periods in &product.terms {
        let term = product.term(*periods);
        if !is_allowed(want, product, &term) {
            continue;
        }
        match largest(want, product, rate, term, most) {
            Ok(offer) => offers.push(offer),
            Err(met) => obstacle = met,
        }
    }
    if offers.is_empty() { Err(obstacle) } else { Ok(offers) }
}

/// `base + PD · LGD`, rounded up to the step, at least the lowest; none above the highest.
fn rate(price: &Price, pd: Ppm) -> Option<Ppm> {
    let loss = scaled(pd.0, price.lgd.0, Ppm::ONE.0, Rounding::Up)?;
    let steps = scaled(price.base.0.checked_add(loss)?, 1, price.step.0, Rounding::Up)?;
    let rate = Ppm(steps.checked_mul(price.step.0)?).max(price.min);
    (rate <= price.max).then_some(rate)
}

/// The greatest amount that the wish, the product, the lender and the market allow, by the product's step; none where
/// it is below the product's least.
fn most(want: &Want<'_>, product: &Product) -> Option<i64> {
    let limits = want.market.amount_limits.iter();
    let legal = limits
        .filter(|limit| limit.rule.blocks_on(want.today) && limit.scope.covers(&want.case()))
        .map(|limit| limit.max_minor);
    let bounds = legal.chain(want.amount).chain([product.max, want.pack.capacity.max_exposure]);
    let most = bounds.min().unwrap_or(0);
    let by_step = most - (most - product.min).rem_euclid(product.step);
    (most >= product.min).then_some(by_step)
}

fn is_allowed(want: &Want<'_>, product: &Product, term: &Term) -> bool {
    let is_bullet = product.repayment.is_repaid_at_the_end();
    want.market
        .term_limits
        .iter()
        .filter(|limit| limit.rule.blocks_on(want.today) && limit.scope.covers(&want.case()))
        .all(|limit| {
            (limit.bullet_only && !is_bullet) || term.months().is_some_and(|months| months <= limit.max_months)
        })
}

/// The offer of the greatest amount, no more than `most`, whose burden can be carried, if the law allows it.
fn largest(want: &Want<'_>, product: &Product, rate: Ppm, term: Term, most: i64) -> Result<Offer, Obstacle> {
    let carried = want.capacity.instalment;
    let at = |amount: i64| offer(want, product, rate, term, amount).map_err(|_| Obstacle::CostOverCap);
    let full = at(most)?;
    if full.offer.burden <= carried {
        return lawful(want, full);
    }
    // The burden never falls as the amount rises: halve the steps between the least amount and the most.
    let (mut fits, mut too_much) = (None, (most - product.min) / product.step);
    let mut from = 0;
    while from < too_much {
        let middle = from + (too_much - from) / 2;
        let one = at(product.min + middle * product.step)?;
        if one.offer.burden <= carried {
            fits = Some(one);
            from = middle + 1;
        } else {
            too_much = middle;
        }
    }
    fits.ok_or(Obstacle::CapacityTooLow).and_then(|one| lawful(want, one))
}

fn lawful(want: &Want<'_>, one: Priced) -> Result<Offer, Obstacle> {
    let Priced { mut offer, flows } = one;
    let loan = Loan {
        lender: Some(&want.pack.lender.class),
        purpose: want.purpose,
        denied: want.denied,
        principal: offer.principal,
        months: months(&offer.term),
        flows: &flows,
        interest: Some(Apr::from_ppm(offer.rate)),
        cost: Some(&offer.yearly_cost),
    };
    let tests = cap::tests(want.market, &loan, want.today);
    for test in tests.iter().filter(|test| test.effect == Effect::Block) {
        match test.status {
            CapStatus::Within => {}
            CapStatus::Untested if test.limit.is_none() => return Err(Obstacle::ReferenceRateStale),
            CapStatus::Untested | CapStatus::Over => return Err(Obstacle::CostOverCap),
        }
    }
    offer.caps = tests;
    Ok(offer)
}

/// An offer with the cash flows that it was measured by.
struct Priced {
    offer: Offer,
    flows: CashFlows,
}

fn offer(want: &Want<'_>, product: &Product, rate: Ppm, term: Term, amount: i64) -> Result<Priced, ScheduleError> {
    let currency = Currency::new(&want.market.currency.code).ok_or(ScheduleError::OutOfRange)?;
    let terms = Terms {
        repayment: &product.repayment,
        principal: Money::new(amount, currency)?,
        rate: YearlyRate(rate),
        term,
        fees: &product.fees,
        start: want.today,
        customs: Customs { step: want.market.currency.step, ..Customs::plain(product.count) },
    };
    let schedule = schedule(&terms)?;
    let flows = schedule.flows(&[]);
    let yearly_cost = yearly_cost(want.market.apr.method, &flows).map_err(|_| ScheduleError::OutOfRange)?;
    let columns = columns(&schedule);
    let (interest, fees) = (sum(&columns.interest)?, sum(&columns.fees)?);
    let total = sum(&[amount, interest, fees, schedule.upfront()])?;
    let instalment = schedule.instalments.first().map_or(0, Instalment::total);
    let burden = burden(&schedule.instalments, &term, product.repayment == (Repayment::Bullet {}))?;
    let at_start = amount - schedule.disbursed.minor() + schedule.upfront();
    let offer = Offer {
        product: product.id.clone(),
        aims: Vec::new(),
        repayment: product.repayment.clone(),
        principal: amount,
        disbursed: schedule.disbursed.minor(),
        term,
        rate,
        instalment,
        burden,
        interest,
        fees: sum(&[fees, at_start])?,
        total,
        cost: total - schedule.disbursed.minor(),
        yearly_cost,
        caps: Vec::new(),
        schedule: columns,
    };
    Ok(Priced { offer, flows })
}

/// What has to be put aside each month, from the first, so that every payment can be met when it is due.
fn burden(rows: &[Instalment], term: &Term, at_once: bool) -> Result<i64, ScheduleError> {
    let period = term.every.of_year();
    let months = |periods: i64| periods.checked_mul(period.of).and_then(|parts| parts.checked_mul(12));
    let (mut paid, mut greatest) = (0_i64, 0);
    for (number, row) in (1_i64..).zip(rows) {
        paid = paid.saturating_add(row.total());
        let periods = if at_once { i64::from(term.periods) } else { number };
        let by = months(periods).ok_or(ScheduleError::OutOfRange)?;
        greatest = scaled(paid, period.by, by, Rounding::Up).ok_or(ScheduleError::OutOfRange)?.max(greatest);
    }
    Ok(greatest)
}

/// The term in months as laws count them.
fn months(term: &Term) -> u32 {
    term.months().map_or(u32::MAX, Months::get)
}

fn columns(schedule: &Schedule) -> ScheduleColumns {
    let mut columns = ScheduleColumns {
        due: Vec::new(),
        principal: Vec::new(),
        interest: Vec::new(),
        fees: Vec::new(),
        balance: Vec::new(),
    };
    for row in &schedule.instalments {
        columns.due.push(row.due);
        columns.principal.push(row.principal);
        columns.interest.push(row.interest);
        columns.fees.push(row.fees);
        columns.balance.push(row.balance);
    }
    columns
}

fn sum(amounts: &[i64]) -> Result<i64, ScheduleError> {
    let sum = amounts.iter().try_fold(0_i64, |sum, amount| sum.checked_add(*amount));
    sum.filter(|sum| sum.unsigned_abs() <= MAX_SAFE.unsigned_abs()).ok_or(ScheduleError::OutOfRange)
}

/// Marks each loan with what it is the best at among those of all products. An aim is given only where there is
/// something to choose: costs and instalments are compared among the loans of the greatest amount alone, since a
/// smaller loan always costs less.
fn mark(want: &Want<'_>, offers: &mut [Offer]) {
    let most = offers.iter().map(|offer| offer.principal).max().unwrap_or(0);
    let (mut full, mut cost, mut burden) = (0, i64::MAX, i64::MAX);
    for offer in offers.iter().filter(|offer| offer.principal == most) {
        full += 1;
        cost = cost.min(offer.cost);
        burden = burden.min(offer.burden);
    }
    let differ = full < offers.len();
    for offer in offers {
        let compared = full > 1 && offer.principal == most;
        let marks = [
            (Aim::AsWanted, is_as_wanted(want, offer)),
            (Aim::LowestTotalCost, compared && offer.cost == cost),
            (Aim::LowestInstalment, compared && offer.burden == burden),
            (Aim::MostMoney, differ && offer.principal == most),
        ];
        for (aim, given) in marks {
            if given {
                offer.aims.push(aim);
            }
        }
    }
}

fn is_as_wanted(want: &Want<'_>, offer: &Offer) -> bool {
    want.term == Some(months(&offer.term)) && want.amount == Some(offer.principal)
}

/// Of one product's loans, one for each term: the one that was asked for, the cheapest and the one with the lowest
/// instalment of those with the greatest amount.
fn worth_showing(want: &Want<'_>, mut candidates: Vec<Offer>) -> Vec<Offer> {
    let first = |key: &dyn Fn(&Offer) -> (i64, i64)| {
        candidates.iter().min_by_key(|offer| (-offer.principal, key(offer))).map(|offer| offer.term)
    };
    let term = |offer: &Offer| i64::from(offer.term.periods);
    let kept = [first(&|offer| (offer.cost, term(offer))), first(&|offer| (offer.burden, term(offer)))];
    candidates.retain(|offer| kept.contains(&Some(offer.term)) || is_as_wanted(want, offer));
    candidates
}
