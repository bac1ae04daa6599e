//! Contradictions with the market's law: what a product says that it offers and the law never lets be offered.

use super::seen::Seen;
use super::space::Person;
use super::{Assessed, Cx, Found, LintFinding, Proof};
use crate::capacity::Capacity;
use crate::date::Date;
use crate::json::Path;
use crate::market::{Case, Effect, Limit};
use crate::pack::Pack;
use crate::pack::product::{Price, Product};
use crate::pack::question::AnswerKind;
use crate::product::{NotOffered, Obstacle, Want, offers};
use crate::rate::Ppm;

const ROOT: &Path<'static> = &Path::Root;
const TIER: &str = "any";

/// Adds what the law never lets be offered.
pub(super) fn check(cx: &Cx<'_>, seen: &Seen, found: &mut Found) {
    (cx.step)();
    class(cx, found);
    products(cx, Some(seen), cx.today, found);
    for day in later(cx) {
        let mut then = Found::default();
        products(cx, None, day, &mut then);
        for finding in then.findings.into_iter().filter(|finding| finding.code != "reference-rate-stale") {
            let is_known = |known: &LintFinding| known.code == finding.code && known.path == finding.path;
            if !found.findings.iter().any(is_known) {
                let message = ["from ", &day.text(), " on: ", &finding.message].concat();
                found.findings.push(LintFinding { message, ..finding });
            }
        }
    }
}

/// The days of the pack's time, after today, on which a rule about loans begins or has ended.
fn later(cx: &Cx<'_>) -> Vec<Date> {
    let market = cx.market;
    let caps = market.rate_caps.iter().map(|cap| &cap.rule);
    let limits = market.term_limits.iter().map(|limit| &limit.rule);
    let amounts = market.amount_limits.iter().map(|limit| &limit.rule);
    let purposes = market.barred_purposes.iter().map(|bar| &bar.rule);
    let mut days: Vec<Date> = Vec::new();
    for rule in caps.chain(limits).chain(amounts).chain(purposes) {
        days.extend(rule.from.into_iter().chain(rule.to.map(|last| last.plus_days(1))));
    }
    days.retain(|day| cx.today < *day && *day <= cx.pack.to);
    days.sort_unstable();
    days.dedup();
    days
}

/// What the law of a day says of each product; who was seen was seen today.
fn products(cx: &Cx<'_>, seen: Option<&Seen>, day: Date, found: &mut Found) {
    let mut probe = Probe::new(cx, day);
    if probe.purposes.is_empty() {
        let message = "the market bars every purpose that may be asked for";
        found.add("purpose-barred", &ROOT.key("wanted").key("purpose"), message, Proof::Proven, Vec::new());
        return;
    }
    for (place, product) in cx.pack.products.iter().enumerate() {
        let at = &ROOT.key("products");
        let at = &at.item(place);
        let lowest = at_rate(product, product.price.min.0);
        if let Err(not) = probe.most(lowest.clone()) {
            never(&probe, &not, at, found);
            continue;
        }
        terms(&mut probe, &lowest, at, found);
        amount(cx, &mut probe, &lowest, at, found);
        price(cx, seen, &mut probe, (place, product), at, found);
    }
}

/// A lender whose loans no cap that stops an offer is about.
fn class(cx: &Cx<'_>, found: &mut Found) {
    let case = cx.pack.case(None, &[]);
    let binds = cx.market.rate_caps.iter().any(|cap| {
        cap.effect == Effect::Block
            && cap.rule.blocks_within(cx.market.law_day(cx.pack.from), cx.market.law_day(cx.pack.to))
            && cap.scope.covers(&case)
    });
    if !binds {
        let message = "the market has no cap on cost for this class of lender: nothing but the pack bounds its prices";
        found.add("class-without-cap", &ROOT.key("lender").key("class"), message, Proof::Proven, Vec::new());
    }
}

/// A product that can't be offered even at its lowest price to someone who can carry anything.
fn never(probe: &Probe<'_>, not: &NotOffered, at: &Path<'_>, found: &mut Found) {
    let (code, start) = match not.obstacle {
        Obstacle::ReferenceRateStale => ("reference-rate-stale", "a cap hangs on a rate that is stale: "),
        Obstacle::TermBarred => ("term-over-law", "the market bars every term: "),
        Obstacle::AmountBelowMinimum => ("amount-over-law", "the least amount is above what may be lent"),
        Obstacle::CostUnknown => ("cost-unknown", "its payments or its yearly cost can't be worked out at any amount"),
        Obstacle::CostOverCap
        | Obstacle::PackOutOfDate
        | Obstacle::TierNotServed
        | Obstacle::PriceOverMaximum
        | Obstacle::CapacityTooLow => {
            ("product-over-law", "even the lowest price is above a cap at every amount and term: ")
        }
    };
    let message = [start, not.rule.as_deref().unwrap_or("")].concat();
    found.add(code, at, &message, probe.proof(), Vec::new());
}

fn terms(probe: &mut Probe<'_>, product: &Product, at: &Path<'_>, found: &mut Found) {
    for (place, periods) in product.terms.iter().enumerate() {
        let one = Product { terms: vec![*periods], ..product.clone() };
        let at = &at.key("terms");
        match probe.most(one) {
            Err(not) if not.obstacle == Obstacle::TermBarred => {
                let message = ["the market never allows this term: ", not.rule.as_deref().unwrap_or("")].concat();
                found.add("term-over-law", &at.item(place), &message, Proof::Proven, Vec::new());
            }
            Err(not) if not.obstacle == Obstacle::CostOverCap => {
                let message =
                    ["over this term even the lowest price is above a cap: ", not.rule.as_deref().unwrap_or("")];
                found.add("term-over-cap", &at.item(place), &message.concat(), probe.proof(), Vec::new());
            }
            _ => {}
        }
    }
}

/// The greatest amount, where it is more than law or the pack's own limit on what is owed ever lets be lent.
fn amount(cx: &Cx<'_>, probe: &mut Probe<'_>, product: &Product, at: &Path<'_>, found: &mut Found) {
    let Ok(most) = probe.most(product.clone()) else { return };
    let greatest = product.max - (product.max - product.min).rem_euclid(product.step);
    if most >= greatest {
        return;
    }
    let own = cx.pack.capacity.max_exposure < greatest;
    let (code, by) =
        if own { ("amount-over-exposure", "the pack's own maxExposureMinor") } else { ("amount-over-law", "law") };
    let message = ["no more than ", &most.to_string(), " is ever lent, by ", by].concat();
    found.add(code, &at.key("maxMinor"), &message, probe.proof(), Vec::new());
}

/// A band of prices whose upper part no loan may have.
fn price(
    cx: &Cx<'_>,
    seen: Option<&Seen>,
    probe: &mut Probe<'_>,
    (place, product): (usize, &Product),
    at: &Path<'_>,
    found: &mut Found,
) {
    let Price { min, max, step, .. } = product.price;
    // The steps at which a price can stand: the lowest itself, and every multiple above it.
    let rate = |steps: i64| (steps * step.0).max(min.0);
    let (mut lawful, mut over) = (min.0 / step.0, max.0 / step.0);
    let mut tried = 1;
    if rate(over) <= max.0 && probe.most(at_rate(product, rate(over))).is_ok() {
        found.looked("price-over-cap", at, tried, probe.is_exact());
        return;
    }
    while over - lawful > 1 {
        let middle = lawful + (over - lawful) / 2;
        tried += 1;
        *(if probe.most(at_rate(product, rate(middle))).is_ok() { &mut lawful } else { &mut over }) = middle;
    }
    found.looked("price-over-cap", at, tried, probe.is_exact());
    let rule = probe.most(at_rate(product, rate(over))).err().and_then(|not| not.rule).unwrap_or_default();
    let numbers = ["no loan above ", &rate(lawful).to_string(), " ppm is lawful at any amount or term: "].concat();
    let message = [&numbers, &rule, "; up to ", &max.0.to_string(), " is never charged"].concat();
    let who = seen.and_then(|seen| seen.too_dear.get(&place)).filter(|(price, _)| *price > rate(lawful));
    let who =
        who.map(|(_, person)| cx.plain(person, &|person| price_over_cap(cx, product, person) > Some(rate(lawful))));
    found.add("price-over-cap", &at.key("price").key("maxPpm"), &message, probe.proof(), cx.shown(who.as_ref()));
}

/// The price of a product for someone to whom a cap on cost keeps it from being offered.
fn price_over_cap(cx: &Cx<'_>, product: &Product, person: &Person) -> Option<i64> {
    let assessed = cx.assessed(person)?;
    over_cap(&assessed, product)
}

/// The price at which a cap on cost keeps a product from someone.
pub(super) fn over_cap(assessed: &Assessed<'_>, product: &Product) -> Option<i64> {
    let is_barred = |not: &&NotOffered| not.product == product.id && not.obstacle == Obstacle::CostOverCap;
    assessed.assessment.not_offered.iter().find(is_barred)?;
    let scored = assessed.assessment.scored.as_ref()?;
    crate::product::price(product, scored.pd.ppm).map(|rate| rate.0)
}

/// A product whose price is this, whoever asks.
fn at_rate(product: &Product, rate: i64) -> Product {
    let rate = Ppm(rate);
    let price = Price { base: rate, lgd: Ppm(0), min: rate, max: rate, step: Ppm(1) };
    Product { price, tiers: vec![TIER.into()], ..product.clone() }
}

/// Offers products to someone who can carry anything.
struct Probe<'a> {
    cx: &'a Cx<'a>,
    day: Date,
    pack: Pack,
    purposes: Vec<Option<&'a str>>,
    denied: Vec<&'a str>,
}

const ANYTHING: &Capacity =
    &Capacity { income: 0, expenses: 0, repayments: 0, disposable: 0, dti: None, instalment: i64::MAX, rule: None };

impl<'a> Probe<'a> {
    fn new(cx: &'a Cx<'a>, day: Date) -> Probe<'a> {
        let question = cx.pack.questions.iter().find(|question| question.id == cx.pack.wanted.purpose);
        let purposes = match question.map(|question| &question.answer) {
            Some(AnswerKind::Choice { options }) => {
                options.iter().map(String::as_str).filter(|option| !is_barred(cx, option, day)).map(Some).collect()
            }
            _ => vec![None],
        };
        let denied = cx.pack.eligibility.borrowers.keys().map(String::as_str).collect();
        let pack = Pack { models: Vec::new(), questions: Vec::new(), ..cx.pack.clone() };
        Probe { cx, day, pack, purposes, denied }
    }

    /// Whether every amount is as good as tried: a greater one costs no more a year, and no limit falls as it rises.
    fn is_exact(&self) -> bool {
        !self.cx.market.rate_caps.iter().any(|cap| matches!(cap.limit, Limit::Slices { .. }))
    }

    fn proof(&self) -> Proof {
        if self.is_exact() { Proof::Proven } else { Proof::NotFound }
    }

    /// The greatest loan of a product, over all purposes; the last thing in the way where there is none.
    fn most(&mut self, product: Product) -> Result<i64, NotOffered> {
        self.pack.products = vec![product];
        let mut most: Option<i64> = None;
        let mut met = None;
        for purpose in &self.purposes {
            let case: Case<'_> = self.pack.case(*purpose, &self.denied);
            let open = Want::open(self.cx.market, &self.pack, self.day);
            let (found, mut not) = offers(&Want { case, tier: TIER, capacity: ANYTHING, ..open });
            most = found.iter().map(|offer| offer.principal).chain(most).max();
            met = not.pop().or(met);
        }
        let none =
            || NotOffered { product: String::new(), obstacle: Obstacle::CostUnknown, rule: None, cite: Vec::new() };
        most.ok_or_else(|| met.unwrap_or_else(none))
    }
}

/// Whether the market lets no one borrow for this.
fn is_barred(cx: &Cx<'_>, purpose: &str, day: Date) -> bool {
    let case = cx.pack.case(Some(purpose), &[]);
    let bars = cx.market.barred_purposes.iter();
    bars.filter(|bar| bar.rule.blocks_on(cx.market.law_day(day)) && bar.scope.covers(&case))
        .any(|bar| bar.purposes.iter().any(|barred| barred == purpose))
}
