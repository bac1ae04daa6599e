//! What can be offered within capacity, price and law.

mod amount;
mod burdens;
mod open;

pub use amount::{greatest_amount, too_little};
use amount::{largest, most};
pub use burdens::Burdens;
pub use open::{Outlook, Prices, Wants, least_burden, outlook, price};

use crate::apr::{YearlyCost, yearly_cost};
use crate::cap::{self, CapStatus, CapTest, Loan};
use crate::capacity::Capacity;
use crate::date::Date;
use crate::json::{choice, record};
use crate::loan::{Customs, DayCount, Repayment, Term};
use crate::market::{Case, Effect, Market, Rule};
use crate::money::{Currency, Money, Rounding, scaled};
use crate::order::by_keys;
use crate::pack::Pack;
use crate::pack::product::{Price, Product};
use crate::rate::{Apr, Months, Ppm, YearlyRate};
use crate::schedule::{Instalment, Schedule, ScheduleColumns, ScheduleError, Terms, schedule, sum};

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

choice! {
    /// What keeps the amount of a loan from being greater.
    pub enum AmountBound {
        /// No more was asked for.
        "wanted" Wanted,
        /// The product's greatest amount.
        "product" Product,
        /// The most that this lender has open with one borrower.
        "exposure" Exposure,
        /// What can be carried each month.
        "capacity" Capacity,
        /// The market's rules.
        "law" Law,
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
        /// What keeps it from being more.
        "amountBound" bound: AmountBound,
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

impl Offer {
    /// Whether its term is this many months as laws count them.
    pub fn is_for(&self, wanted: i64) -> bool {
        i64::from(months(&self.term)) == wanted
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
        /// Its payments or its yearly cost are beyond what can be worked out.
        "cost-unknown" CostUnknown,
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
        /// The market's rule that stands in the way, where it is one.
        "rule" rule: Option<String>,
        /// The sources it rests on.
        "cite" cite: Vec<String>,
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
    /// What is known of every loan: lender, purpose, borrower.
    pub case: Case<'a>,
    /// The tier.
    pub tier: &'a str,
    /// The probability of default that the price covers.
    pub pd: Ppm,
    /// What can be carried.
    pub capacity: &'a Capacity,
}

impl Want<'_> {
    /// The day whose law the loan is held against.
    fn law_day(&self) -> Date {
        self.market.law_day(self.today)
    }
}

/// What stands in the way of a loan.
struct Barrier {
    obstacle: Obstacle,
    rule: Option<String>,
    cite: Vec<String>,
}

impl Barrier {
    fn of_law(obstacle: Obstacle, rule: &str, cite: &[String]) -> Barrier {
        Barrier { obstacle, rule: Some(rule.into()), cite: cite.to_vec() }
    }
}

impl From<Obstacle> for Barrier {
    fn from(obstacle: Obstacle) -> Barrier {
        Barrier { obstacle, rule: None, cite: Vec::new() }
    }
}

/// The loans worth showing, the greatest amount first, then the cheapest, and the products that can't be offered.
pub fn offers(want: &Want<'_>) -> (Vec<Offer>, Vec<NotOffered>) {
    let mut offers = Vec::new();
    let mut not_offered = Vec::new();
    for product in &want.pack.products {
        match possible(want, product) {
            Ok(candidates) => offers.extend(worth_showing(want, candidates)),
            Err(Barrier { obstacle, rule, cite }) => {
                not_offered.push(NotOffered { product: product.id.clone(), obstacle, rule, cite });
            }
        }
    }
    mark(want, &mut offers);
    (by_keys(offers, &|offer| (-offer.principal, offer.cost)), not_offered)
}

/// The rate of a product for this applicant, and the greatest amount with what bounds it, where it is open to them at all.
fn open(want: &Want<'_>, product: &Product) -> Result<(Ppm, (i64, AmountBound)), Obstacle> {
    if want.today < want.pack.from || want.pack.to < want.today {
        return Err(Obstacle::PackOutOfDate);
    }
    if !product.tiers.iter().any(|tier| tier == want.tier) {
        return Err(Obstacle::TierNotServed);
    }
    let rate = rate(&product.price, want.pd).ok_or(Obstacle::PriceOverMaximum)?;
    Ok((rate, most(want, product).ok_or(Obstacle::AmountBelowMinimum)?))
}

/// One loan for each term, each of the greatest amount that fits; the first obstacle of all where none does.
fn possible(want: &Want<'_>, product: &Product) -> Result<Vec<Offer>, Barrier> {
    let (rate, most) = open(want, product)?;
    let mut barrier = Barrier::from(Obstacle::TermBarred);
    let mut offers = Vec::new();
    for periods in &product.terms {
        match largest(want, product, rate, product.term(*periods), most) {
            Ok(offer) => offers.push(offer),
            Err(met) => barrier = met,
        }
    }
    if offers.is_empty() { Err(barrier) } else { Ok(offers) }
}

/// `base + PD · LGD`, rounded up to the step, at least the lowest; none above the highest.
fn rate(price: &Price, pd: Ppm) -> Option<Ppm> {
    let loss = scaled(pd.0, price.lgd.0, Ppm::ONE.0, Rounding::Up)?;
    let steps = scaled(price.base.0.checked_add(loss)?, 1, price.step.0, Rounding::Up)?;
    let rate = Ppm(steps.checked_mul(price.step.0)?).max(price.min);
    (rate <= price.max).then_some(rate)
}

/// The market's rule on terms that bars this loan.
fn term_barred<'w>(want: &Want<'w>, offer: &Offer) -> Option<&'w Rule> {
    let is_bullet = offer.repayment.is_repaid_at_the_end();
    let case = Case { amount: Some(offer.principal), ..want.case };
    for limit in &want.market.term_limits {
        let (term, whole) = (offer.term.months(), offer.term.whole_months());
        let is_long = limit.max_months.is_some_and(|most| term.is_none_or(|months| most < months));
        let is_short = limit.min_months.is_some_and(|least| whole.is_none_or(|months| months < least.get()));
        let binds =
            limit.rule.blocks_on(want.law_day()) && limit.scope.covers(&case) && (is_bullet || !limit.bullet_only);
        if binds && (is_long || is_short) {
            return Some(&limit.rule);
        }
    }
    None
}

fn lawful(want: &Want<'_>, product: &Product, one: Priced) -> Result<Offer, Barrier> {
    let Priced { mut offer, schedule } = one;
    if let Some(rule) = term_barred(want, &offer) {
        return Err(Barrier::of_law(Obstacle::TermBarred, &rule.id, &rule.cite));
    }
    let flows = schedule.flows(&[]);
    let loan = Loan {
        case: want.case,
        principal: offer.principal,
        credit: offer.disbursed,
        months: months(&offer.term),
        flows: &flows,
        interest: simple(offer.rate, product.count),
        cost: Some(&offer.yearly_cost),
    };
    let broken = product.late.as_ref().and_then(|late| cap::late_broken(want.market, &loan, late, want.law_day()));
    if let Some((rule, is_stale)) = broken {
        let obstacle = if is_stale { Obstacle::ReferenceRateStale } else { Obstacle::CostOverCap };
        return Err(Barrier::of_law(obstacle, &rule.id, &rule.cite));
    }
    let tests = cap::tests(want.market, &loan, want.law_day());
    for test in tests.iter().filter(|test| test.effect == Effect::Block) {
        let obstacle = match test.status {
            CapStatus::Within => continue,
            CapStatus::Untested if test.limit.is_none() => Obstacle::ReferenceRateStale,
            CapStatus::Untested => Obstacle::CostUnknown,
            CapStatus::Over => Obstacle::CostOverCap,
        };
        return Err(Barrier::of_law(obstacle, &test.rule, &test.cite));
    }
    offer.caps = tests;
    Ok(offer)
}

/// The simple interest of a year of 365 days at a nominal rate.
fn simple(rate: Ppm, count: DayCount) -> Option<Apr> {
    match count {
        DayCount::Act360 => Apr::from_f64(rate.0 as f64 / 1e6 / 360.0 * 365.0),
        DayCount::Act365 | DayCount::ActAct | DayCount::Thirty360 | DayCount::ThirtyE360 | DayCount::EqualPeriods => {
            Some(Apr::from_ppm(rate))
        }
    }
}

/// An offer with the schedule that it was measured by.
#[derive(Clone)]
struct Priced {
    offer: Offer,
    schedule: Schedule,
}

/// A loan with what has to be found for it each month; what it costs by law is not known yet.
struct Plan {
    amount: i64,
    term: Term,
    schedule: Schedule,
    burden: i64,
}

fn planned(
    market: &Market,
    today: Date,
    product: &Product,
    rate: Ppm,
    term: Term,
    amount: i64,
) -> Result<Plan, ScheduleError> {
    let currency = Currency::new(&market.currency.code).ok_or(ScheduleError::OutOfRange)?;
    let terms = Terms {
        repayment: &product.repayment,
        principal: Money::new(amount, currency)?,
        rate: YearlyRate(rate),
        term,
        fees: &product.fees,
        start: today,
        customs: Customs { step: market.currency.step, ..Customs::plain(product.count) },
    };
    let schedule = schedule(&terms)?;
    let burden = burden(&schedule.instalments, &term, product.repayment == (Repayment::Bullet {}))?;
    Ok(Plan { amount, term, schedule, burden })
}

fn offer(want: &Want<'_>, product: &Product, rate: Ppm, plan: Plan) -> Result<Priced, ScheduleError> {
    let Plan { amount, term, schedule, burden } = plan;
    let counted = schedule.flows(&want.market.apr.left_out);
    let yearly_cost = yearly_cost(want.market.apr.method, &counted).map_err(|_| ScheduleError::OutOfRange)?;
    let columns = ScheduleColumns::of(&schedule);
    let (interest, fees) = (sum(columns.interest.iter().copied())?, sum(columns.fees.iter().copied())?);
    let total = sum([amount, interest, fees, schedule.upfront()])?;
    let instalment = schedule.instalments.first().map_or(0, Instalment::total);
    let at_start = amount - schedule.disbursed.minor() + schedule.upfront();
    let offer = Offer {
        product: product.id.clone(),
        aims: Vec::new(),
        repayment: product.repayment.clone(),
        principal: amount,
        bound: AmountBound::Wanted,
        disbursed: schedule.disbursed.minor(),
        term,
        rate,
        instalment,
        burden,
        interest,
        fees: sum([fees, at_start])?,
        total,
        cost: total - schedule.disbursed.minor(),
        yearly_cost,
        caps: Vec::new(),
        schedule: columns,
    };
    Ok(Priced { offer, schedule })
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
    is_of_wanted_term(want, offer) && want.amount == Some(offer.principal)
}

fn is_of_wanted_term(want: &Want<'_>, offer: &Offer) -> bool {
    want.term.is_some_and(|term| offer.is_for(term.into()))
}

/// Of one product's loans, one for each term: the one of the term that was asked for, the cheapest and the one with the lowest
/// instalment of those with the greatest amount.
fn worth_showing(want: &Want<'_>, mut candidates: Vec<Offer>) -> Vec<Offer> {
    let first = |key: &dyn Fn(&Offer) -> (i64, i64)| {
        candidates.iter().min_by_key(|offer| (-offer.principal, key(offer))).map(|offer| offer.term)
    };
    let term = |offer: &Offer| i64::from(offer.term.periods);
    let kept = [first(&|offer| (offer.cost, term(offer))), first(&|offer| (offer.burden, term(offer)))];
    candidates.retain(|offer| kept.contains(&Some(offer.term)) || is_of_wanted_term(want, offer));
    candidates
}
