//! Offers beyond a limit, and gaps in which no outcome is reached.

use super::bins::each;
use super::seen::{Seen, Target};
use super::space::{Cell, Person};
use super::{Assessed, Cx, Found, Proof};
use crate::cap::CapStatus;
use crate::characteristic::Facts;
use crate::json::Path;
use crate::market::Effect;
use crate::pack::TierOutcome;
use crate::pack::model::Characteristic;
use crate::pack::product::Product;
use crate::pack::question::{AnswerKind, Question};
use crate::policy::denied;
use crate::product::{Offer, price};
use crate::rate::{Months, Ppm};

const ROOT: &Path<'static> = &Path::Root;

/// Adds offers above a limit and applicants that the pack has forgotten.
pub(super) fn check(cx: &Cx<'_>, seen: &Seen, found: &mut Found) {
    (cx.step)();
    for place in 0..cx.pack.products.len() {
        let target = Target::Beyond(place);
        let Some(person) = seen.reached.get(&target) else { continue };
        let plain = cx.plain(person, &|person| cx.does_reach(target, person));
        let message = cx.assessed(&plain).and_then(|assessed| {
            let mut offers = assessed.assessment.offers.iter();
            offers.find_map(|offer| beyond(cx, &assessed, offer))
        });
        let at = &ROOT.key("products");
        let message = message.unwrap_or_default();
        found.add("offer-over-cap", &at.item(place), &message, Proof::Shown, cx.shown(Some(&plain)));
    }
    found.looked("offer-over-cap", &ROOT.key("products"), seen.whole, false);
    tiers(cx, seen, found);
    prices(cx, found);
    if let Some(person) = seen.reached.get(&Target::NoCapacity) {
        let message = "everything is answered, and yet what can be carried can't be worked out: a person has to look";
        found.add(
            "capacity-not-known",
            &ROOT.key("capacity"),
            message,
            Proof::Shown,
            cx.reaches(Target::NoCapacity, Some(person)),
        );
    }
    bins(cx, seen, found);
    amounts(cx, found);
    terms(cx, found);
    terms_offered(cx, seen, found);
}

/// What a offer is beyond of, where it is: nothing that is reached ever should be.
pub(super) fn beyond(cx: &Cx<'_>, assessed: &Assessed<'_>, offer: &Offer) -> Option<String> {
    let over = offer.caps.iter().find(|cap| cap.status == CapStatus::Over);
    if let Some(cap) = over {
        let informs = if cap.effect == Effect::Inform { ", which informs and does not stop it" } else { "" };
        return Some(["it costs more than ", &cap.rule, " allows", informs].concat());
    }
    let product = cx.pack.products.iter().find(|product| product.id == offer.product)?;
    let carried = assessed.assessment.capacity.as_ref().map_or(0, |capacity| capacity.instalment);
    let answers = assessed.application.answers();
    let denied = denied(cx.pack, &Facts::new(answers, &[], cx.today));
    let case = cx.pack.case(answers.choice(&cx.pack.wanted.purpose), &denied);
    let limits = cx.market.amount_limits.iter();
    let limits = limits.filter(|limit| limit.rule.blocks_on(cx.market.law_day(cx.today)) && limit.scope.covers(&case));
    let lawful = limits.filter_map(|limit| limit.max_minor).min().unwrap_or(i64::MAX);
    let kept = [
        (offer.principal <= product.max, "it is above the product's greatest amount"),
        (offer.principal <= cx.pack.capacity.max_exposure, "it is above the most that may be owed"),
        (offer.principal <= lawful, "it is above what the market lets be lent"),
        (offer.rate <= product.price.max, "its rate is above the product's highest"),
        (offer.burden <= carried, "it takes more each month than can be carried"),
    ];
    kept.iter().find(|(kept, _)| !kept).map(|(_, message)| String::from(*message))
}

fn tiers(cx: &Cx<'_>, seen: &Seen, found: &mut Found) {
    for (place, tier) in cx.pack.tiers.iter().enumerate() {
        let served = cx.pack.products.iter().any(|product| product.tiers.contains(&tier.id));
        if tier.outcome != TierOutcome::NotYet && !served {
            let at = &ROOT.key("tiers");
            let message = "it has an outcome with an offer, but no product serves it";
            let target = Target::NotServed(place);
            let examples = cx.reaches(target, seen.reached.get(&target));
            found.add("tier-without-product", &at.item(place), message, Proof::Proven, examples);
        }
    }
}

/// Tiers that a product names and in which its price is always above its own highest.
fn prices(cx: &Cx<'_>, found: &mut Found) {
    for (place, product) in cx.pack.products.iter().enumerate() {
        for (number, id) in product.tiers.iter().enumerate() {
            let tier = cx.pack.tiers.iter().position(|tier| tier.id == *id).unwrap_or(0);
            let below = tier.checked_sub(1).and_then(|before| cx.pack.tiers.get(before));
            // The least probability in a tier is just above the greatest of the tier before it.
            let least = below.map_or(Ppm(0), |before| Ppm(before.max_pd.0 + 1));
            if price(product, least).is_none() {
                let at = &ROOT.key("products");
                let at = &at.item(place);
                let at = &at.key("tiers");
                let message = "in this tier its price is always above its own highest";
                found.add("tier-over-price", &at.item(number), message, Proof::Proven, Vec::new());
            }
        }
    }
}

/// Numbers that fall between the ranges of a characteristic.
fn bins(cx: &Cx<'_>, seen: &Seen, found: &mut Found) {
    let mut told: Vec<&Characteristic> = Vec::new();
    for (target, person) in &seen.reached {
        let Target::NoRange(segment, of) = target else { continue };
        let segment = cx.pack.segments.get(*segment);
        let model = segment.and_then(|segment| cx.pack.models.iter().find(|model| model.id == segment.model));
        let experts = segment.and_then(|segment| segment.expert.as_ref());
        let mut all = model.iter().flat_map(|model| &model.characteristics);
        let scored = all.nth(*of).or_else(|| {
            let before = model.map_or(0, |model| model.characteristics.len());
            experts.and_then(|expert| expert.characteristics.get(*of - before))
        });
        let is_told = |scored: &&Characteristic| told.iter().any(|told| std::ptr::eq(*told, *scored));
        let Some(scored) = scored.filter(|scored| !is_told(scored)) else { continue };
        told.push(scored);
        each(cx.pack, &mut |at, one| {
            if std::ptr::eq(one, scored) {
                let message = "a number falls between its ranges, and gets the points of whatever is left";
                found.add("bins-gap", &at.key("attributes"), message, Proof::Shown, cx.reaches(*target, Some(person)));
            }
        });
    }
}

fn question<'a>(cx: &'a Cx<'_>, id: &str) -> Option<(usize, &'a Question)> {
    let place = cx.space.place(id)?;
    cx.pack.questions.get(place).map(|question| (place, question))
}

/// Amounts that may be asked for and that no product goes down to.
fn amounts(cx: &Cx<'_>, found: &mut Found) {
    let Some((place, question)) = question(cx, &cx.pack.wanted.amount) else { return };
    let AnswerKind::Money { min, .. } = question.answer else { return };
    let least = cx.pack.products.iter().map(|product| product.min).min().unwrap_or(i64::MAX);
    if min >= least {
        return;
    }
    let message = ["up to ", &least.to_string(), " nothing can be offered to anyone who asks for it"].concat();
    let at = &ROOT.key("questions");
    let at = &at.item(place);
    let examples = cx.shown(refused_for_amount(cx, place, min, least).as_ref());
    found.add("amount-below-every-product", &at.key("answer").key("minMinor"), &message, Proof::Proven, examples);
}

/// Someone who would be offered the least amount, and asks for less.
fn refused_for_amount(cx: &Cx<'_>, place: usize, min: i64, least: i64) -> Option<Person> {
    let at = |amount: i64, number: u64| {
        let mut cells = cx.space.whole();
        if let Some(cell) = cells.get_mut(place) {
            *cell = Cell::of(Some(amount));
        }
        cx.space.person(number * 4, &cells)
    };
    let is_offered =
        |person: &Person| cx.assessed(person).is_some_and(|assessed| !assessed.assessment.offers.is_empty());
    let found = (0..200).find(|number| is_offered(&at(least, *number)) && !is_offered(&at(min, *number)));
    found.map(|number| at(min, number))
}

/// Terms that may be asked for and that are shorter or longer than those of every product.
fn terms(cx: &Cx<'_>, found: &mut Found) {
    let Some((place, question)) = question(cx, &cx.pack.wanted.term) else { return };
    let AnswerKind::Number { min, max, .. } = question.answer else { return };
    let months = |product: &Product| -> Vec<i64> {
        let terms = product.terms.iter().filter_map(|periods| product.term(*periods).months());
        terms.map(|months: Months| i64::from(months.get())).collect()
    };
    let all: Vec<i64> = cx.pack.products.iter().flat_map(months).collect();
    let at = &ROOT.key("questions");
    let at = &at.item(place);
    let at = &at.key("answer");
    let ends = [
        (all.iter().min().is_some_and(|least| min < *least), "min", "shorter"),
        (all.iter().max().is_some_and(|most| *most < max), "max", "longer"),
    ];
    for (_, key, word) in ends.into_iter().filter(|(is_beyond, ..)| *is_beyond) {
        let message = ["terms may be asked for that are ", word, " than those of every product"].concat();
        found.add("term-beyond-every-product", &at.key(key), &message, Proof::Proven, Vec::new());
    }
}

/// So many applicants who ask for a term are looked at before it is said that no one gets it.
const ASKING: u64 = 400;

/// Terms of a product that no one is ever shown, though the law allows them.
fn terms_offered(cx: &Cx<'_>, seen: &Seen, found: &mut Found) {
    for (place, product) in cx.pack.products.iter().enumerate() {
        for (number, periods) in product.terms.iter().enumerate() {
            let target = Target::Term(place, number);
            let at = &ROOT.key("products");
            let at = &at.item(place);
            let at = &at.key("terms");
            let at = &at.item(number);
            let told = found.findings.iter().any(|finding| finding.path == at.pointer());
            let is_offered = seen.reached.contains_key(&Target::Product(place));
            if told || !is_offered || seen.reached.contains_key(&target) {
                continue;
            }
            let months = product.term(*periods).months().map(|months| i64::from(months.get()));
            if !(0..ASKING).any(|one| cx.does_reach(target, &asking(cx, months, one))) {
                let message =
                    "no one is ever shown it: it is never the cheapest, nor the easiest to carry, nor asked for";
                found.add("term-never-offered", at, message, Proof::NotFound, Vec::new());
            }
            found.looked("term-never-offered", at, ASKING, false);
        }
    }
}

/// Someone who asks for a term, where that can be asked for.
fn asking(cx: &Cx<'_>, months: Option<i64>, number: u64) -> Person {
    let mut cells = cx.space.whole();
    let cell = cx.space.place(&cx.pack.wanted.term).and_then(|place| cells.get_mut(place));
    let fits =
        |cell: &&mut Cell| cell.known.zip(months).is_some_and(|((from, to), months)| (from..=to).contains(&months));
    if let Some(cell) = cell.filter(fits) {
        *cell = Cell::of(months);
    }
    cx.space.person(number, &cells)
}
