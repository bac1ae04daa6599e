//! Applicants made up from the pack's own words: what they reach, and the first who reaches it.

use super::law::over_cap;
use super::limits::beyond;
use super::space::Person;
use super::{Assessed, Cx};
use crate::bring::documents;
use crate::characteristic::{Facts, Figure};
use crate::decision::Outcome;
use crate::form;
use crate::pack::model::Bin;
use crate::pack::{Pack, PolicyEffect, TierOutcome};
use crate::product::Obstacle;
use crate::score::points_of;
use std::collections::BTreeMap;

/// Something that an applicant can reach; numbers are places in the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// The rule fires.
    Rule(usize),
    /// The rule fires and no other rule makes it pointless.
    Alone(usize),
    /// The question is asked.
    Asked(usize),
    /// The segment is taken.
    Segment(usize),
    /// In the segment, the scored characteristic is known.
    Known(usize, usize),
    /// The tier is the applicant's.
    Tier(usize),
    /// The outcome.
    Outcome(Outcome),
    /// The product is offered.
    Product(usize),
    /// The paper is asked for.
    Paper(usize),
    /// The product is offered over the term.
    Term(usize, usize),
    /// The product is offered beyond a limit.
    Beyond(usize),
    /// A tier that lends has no product for the applicant: none serves it.
    NotServed(usize),
    /// Everything is answered, yet what can be carried is not known.
    NoCapacity,
    /// A number falls into no range of a characteristic, and so to the rest.
    NoRange(usize, usize),
}

/// What was reached.
pub(super) struct Seen {
    /// By whom first.
    pub reached: BTreeMap<Target, Person>,
    /// The rules that knocked out each time that the rule fired, by its place.
    pub beside: BTreeMap<usize, Vec<String>>,
    /// For each product, the highest price that a cap on cost stood in the way of, and who was to pay it.
    pub too_dear: BTreeMap<usize, (i64, Person)>,
    /// So many had answers that fit together.
    pub whole: u64,
}

/// Everything that so many applicants reach.
pub(super) fn seen(cx: &Cx<'_>) -> Seen {
    let mut seen = Seen { reached: BTreeMap::new(), beside: BTreeMap::new(), too_dear: BTreeMap::new(), whole: 0 };
    let whole = cx.space.whole();
    for number in 0..cx.persons {
        if number % (cx.persons / 8).max(1) == 0 {
            (cx.step)();
        }
        let person = cx.space.person(number, &whole);
        if let Some(assessed) = cx.assessed(&person) {
            seen.whole += 1;
            seen.add(cx, &person, &assessed);
        }
    }
    seen
}

impl Seen {
    fn add(&mut self, cx: &Cx<'_>, person: &Person, assessed: &Assessed<'_>) {
        for target in targets(cx, assessed) {
            self.reached.entry(target).or_insert_with(|| person.clone());
            if let Target::Rule(rule) = target {
                self.fired(cx.pack, rule, assessed);
            }
        }
        for (place, product) in cx.pack.products.iter().enumerate() {
            let dearest = self.too_dear.get(&place).map(|(price, _)| *price);
            if let Some(price) = over_cap(assessed, product).filter(|price| Some(*price) > dearest) {
                self.too_dear.insert(place, (price, person.clone()));
            }
        }
    }

    fn fired(&mut self, pack: &Pack, rule: usize, assessed: &Assessed<'_>) {
        let own = pack.policy.get(rule).map_or("", |rule| rule.id.as_str());
        let findings = assessed.assessment.findings.iter();
        let knocks = findings.filter(|finding| finding.effect == PolicyEffect::KnockOut && finding.rule != own);
        let knocks: Vec<String> = knocks.map(|finding| finding.rule.clone()).collect();
        let beside = self.beside.entry(rule).or_insert_with(|| knocks.clone());
        beside.retain(|rule| knocks.contains(rule));
    }
}

/// All that an applicant reaches.
pub(super) fn targets(cx: &Cx<'_>, assessed: &Assessed<'_>) -> Vec<Target> {
    let Assessed { application, assessment } = assessed;
    let pack = cx.pack;
    let mut targets = vec![Target::Outcome(assessment.outcome)];
    let fires = |id: &str| assessment.findings.iter().any(|finding| finding.rule == id);
    for (place, rule) in pack.policy.iter().enumerate().filter(|(_, rule)| fires(&rule.id)) {
        targets.push(Target::Rule(place));
        let mut others = assessment.findings.iter().filter(|finding| finding.rule != rule.id);
        if !others.any(|other| other.effect == PolicyEffect::KnockOut) {
            targets.push(Target::Alone(place));
        }
    }
    for question in form::asked(pack.sheet(), application.answers(), cx.today) {
        targets.extend(cx.space.place(&question.id).map(Target::Asked));
    }
    for offer in &assessment.offers {
        let product = pack.products.iter().position(|product| product.id == offer.product);
        targets.extend(product.map(Target::Product));
        let terms = product.and_then(|place| pack.products.get(place)).map(|product| product.terms.as_slice());
        let term = terms.and_then(|terms| terms.iter().position(|periods| *periods == offer.term.periods));
        targets.extend(product.zip(term).map(|(product, term)| Target::Term(product, term)));
        if beyond(cx, assessed, offer).is_some() {
            targets.extend(product.map(Target::Beyond));
        }
    }
    let facts = Facts::new(application.answers(), &pack.characteristics, cx.today);
    for document in documents(pack, &facts, &assessment.offers) {
        let wanted = pack.documents.iter().flatten().position(|wanted| wanted.id == document.id);
        targets.extend(wanted.map(Target::Paper));
    }
    of_score(cx, assessed, &mut targets);
    let all_known = application.answers().0.len() == form::asked(pack.sheet(), application.answers(), cx.today).len();
    let is_referred = assessment.outcome == Outcome::Referred;
    if is_referred && assessment.capacity.is_none() && all_known {
        targets.push(Target::NoCapacity);
    }
    targets
}

fn of_score(cx: &Cx<'_>, assessed: &Assessed<'_>, targets: &mut Vec<Target>) {
    let Some(scored) = &assessed.assessment.scored else { return };
    let Some(segment) = cx.pack.segments.iter().position(|segment| segment.id == scored.segment.id) else { return };
    targets.push(Target::Segment(segment));
    let facts = Facts::new(assessed.application.answers(), &cx.pack.characteristics, cx.today);
    let experts = scored.segment.expert.iter().flat_map(|expert| &expert.characteristics);
    for (place, characteristic) in scored.model.characteristics.iter().chain(experts).enumerate() {
        let figure = facts.figure(&characteristic.derivation);
        if matches!(figure, Figure::Number(_) | Figure::Choice(_)) {
            targets.push(Target::Known(segment, place));
        }
        let has_ranges = characteristic.attributes.iter().any(|one| matches!(one.bin, Bin::Range { .. }));
        let rest = characteristic.attributes.len().saturating_sub(1);
        let ranges = characteristic.attributes.get(..rest).unwrap_or_default();
        // OK because no attribute gives this many points.
        let in_none = points_of(&[ranges, &[NOWHERE]].concat(), figure) == NOWHERE.points;
        if has_ranges && in_none && matches!(figure, Figure::Number(_)) {
            targets.push(Target::NoRange(segment, place));
        }
    }
    let Some(tier) = cx.pack.tiers.iter().position(|tier| tier.id == scored.tier.id) else { return };
    targets.push(Target::Tier(tier));
    let not_offered = &assessed.assessment.not_offered;
    let none_serves = not_offered.iter().all(|not| not.obstacle == Obstacle::TierNotServed);
    let lends = scored.outcome != TierOutcome::NotYet && assessed.assessment.capacity.is_some();
    let is_open = !assessed.assessment.findings.iter().any(|finding| finding.effect == PolicyEffect::KnockOut);
    if lends && is_open && none_serves && assessed.assessment.offers.is_empty() {
        targets.push(Target::NotServed(tier));
    }
}

const NOWHERE: crate::pack::model::Attribute = crate::pack::model::Attribute { bin: Bin::Other {}, points: i64::MAX };
