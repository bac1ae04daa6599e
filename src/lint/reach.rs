//! What no one can reach: rules, questions, segments, characteristics, tiers, outcomes, products, papers.

use super::boxes::{Search, Verdict, search};
use super::seen::{Seen, Target};
use super::{Cx, Found, Proof};
use crate::decision::Outcome;
use crate::json::Path;
use crate::pack::derivation::Condition;
use crate::pack::model::Characteristic;
use crate::pack::{Pack, PolicyRule, TierOutcome};
use crate::policy::prospects;
use crate::preview::{Stand, preview_among};
use crate::range::Ranges;
use crate::score::scores;

/// At most so many boxes for what hangs on a few answers.
const BOXES: u64 = 4_000;
/// And for what hangs on all of them.
const FEW_BOXES: u64 = 150;

/// Adds what no one reaches.
pub(super) fn check(cx: &Cx<'_>, seen: &Seen, found: &mut Found) {
    let root = &Path::Root;
    found.looked("applications", root, seen.whole, false);
    if seen.whole == 0 {
        let message = "no application was found whose answers do not contradict each other";
        found.add("form-never-complete", &root.key("relations"), message, Proof::NotFound, Vec::new());
        return;
    }
    let mut reach = Reach { cx, seen, found };
    for (place, question) in cx.pack.questions.iter().enumerate() {
        reach.question(place, question.when.as_ref());
    }
    for (place, rule) in cx.pack.policy.iter().enumerate() {
        reach.rule(place, rule);
    }
    reach.segments();
    for (place, tier) in cx.pack.tiers.iter().enumerate() {
        let possible = |ranges: &Ranges<'_>| preview_among(cx.market, cx.pack, ranges).tiers.contains(&tier.id);
        let at = &root.key("tiers");
        let message = "no one comes into this tier";
        reach.wide(Target::Tier(place), ("tier-never-reached", &at.item(place), message), &possible);
    }
    reach.outcomes();
    for (place, product) in cx.pack.products.iter().enumerate() {
        // What no tier is offered is told as that.
        if product.tiers.is_empty() {
            continue;
        }
        let possible = |ranges: &Ranges<'_>| {
            let preview = preview_among(cx.market, cx.pack, ranges);
            preview.products.iter().any(|one| one.product == product.id && one.stand != Stand::Barred)
        };
        let at = &root.key("products");
        let message = "no one can be offered this product";
        reach.wide(Target::Product(place), ("product-never-offered", &at.item(place), message), &possible);
    }
    for (place, document) in cx.pack.documents.iter().flatten().enumerate() {
        reach.document(place, document.when.as_ref());
    }
}

struct Reach<'a, 'c> {
    cx: &'a Cx<'c>,
    seen: &'a Seen,
    found: &'a mut Found,
}

/// The code, where, and what is said of it.
type Fault<'f> = (&'static str, &'f Path<'f>, &'f str);

impl Reach<'_, '_> {
    fn question(&mut self, place: usize, when: Option<&Condition>) {
        let Some(when) = when else { return };
        let id = self.cx.pack.questions.get(place).map_or("", |question| question.id.as_str());
        let at = &Path::Root.key("questions");
        let at = &at.item(place);
        let fault = ("question-never-asked", &at.key("when"), "no answers make it true: this is never asked");
        self.narrow(Target::Asked(place), &when.names(), fault, &|ranges| ranges.is_open(id));
    }

    fn rule(&mut self, place: usize, rule: &PolicyRule) {
        let at = &Path::Root.key("policy");
        let at = &at.item(place);
        let fault = ("rule-never-fires", &at.key("when"), "no answers make it true");
        let fires = |ranges: &Ranges<'_>| truth(self.cx, place, ranges);
        if self.narrow(Target::Rule(place), &rule.when.names(), fault, &fires) {
            return;
        }
        let none = Vec::new();
        let others = self.seen.beside.get(&place).unwrap_or(&none);
        let who = if others.is_empty() { "one or the other".into() } else { others.join(", ") };
        let message = ["whenever it fires another rule refuses as well: ", &who].concat();
        let alone = |ranges: &Ranges<'_>| {
            let others = prospects(self.cx.market, self.cx.pack, ranges);
            let mut others = others.iter().filter(|other| other.finding.rule != rule.id);
            truth(self.cx, place, ranges) && !others.any(|other| other.declines())
        };
        let names = names_of_rules(self.cx.pack, &rule.id, others);
        self.narrow(Target::Alone(place), &names, ("rule-hidden", at, &message), &alone);
    }

    fn document(&mut self, place: usize, when: Option<&Condition>) {
        // What is asked of everyone is asked with the product, and it is told of a product that it is never offered.
        let Some(when) = when else { return };
        let at = &Path::Root.key("documents");
        let at = &at.item(place);
        let fault = ("document-never-wanted", &at.key("when"), "no one who could be offered a loan is asked for it");
        self.narrow(Target::Paper(place), &when.names(), fault, &|ranges| ranges.truth(when).holds);
    }

    fn segments(&mut self) {
        let pack = self.cx.pack;
        let mut names: Vec<&str> = Vec::new();
        for (place, segment) in pack.segments.iter().enumerate() {
            names.extend(segment.when.iter().flat_map(Condition::names));
            let at = &Path::Root.key("segments");
            let at = &at.item(place);
            let fault = ("segment-never-taken", at, "no one belongs to it: those before it take everyone who would");
            let taken = |ranges: &Ranges<'_>| scores(pack, ranges).iter().any(|open| open.segment.id == segment.id);
            if self.narrow(Target::Segment(place), &names, fault, &taken) {
                continue;
            }
            let model = pack.models.iter().find(|model| model.id == segment.model);
            let experts = segment.expert.iter().flat_map(|expert| &expert.characteristics);
            let all = model.iter().flat_map(|model| &model.characteristics).chain(experts);
            for (of, characteristic) in all.enumerate() {
                self.known((place, of), characteristic, &names);
            }
        }
    }

    /// A characteristic that is scored and never known: what it reads is never asked there.
    fn known(&mut self, (segment, of): (usize, usize), characteristic: &Characteristic, names: &[&str]) {
        let pack = self.cx.pack;
        let id = pack.segments.get(segment).map_or("", |segment| segment.id.as_str());
        let known = |ranges: &Ranges<'_>| {
            let span = ranges.span(&characteristic.derivation);
            let is_known = span.numbers.is_some() || !span.choices.is_empty();
            is_known && scores(pack, ranges).iter().any(|open| open.segment.id == id)
        };
        let names = [names, &characteristic.derivation.names()].concat();
        let at = &Path::Root.key("segments");
        let at = &at.item(segment);
        let message = ["scored, but what it reads is never asked in this segment: ", &characteristic.id].concat();
        self.narrow(Target::Known(segment, of), &names, ("characteristic-never-known", at, &message), &known);
    }

    fn outcomes(&mut self) {
        let cx = self.cx;
        for (outcome, tier) in [(Outcome::Likely, TierOutcome::Likely), (Outcome::Possible, TierOutcome::Possible)] {
            if !cx.pack.tiers.iter().any(|known| known.outcome == tier) {
                continue;
            }
            let possible = |ranges: &Ranges<'_>| preview_among(cx.market, cx.pack, ranges).outcomes.contains(&outcome);
            let message = ["there are tiers for it, but no one's outcome is ever ", outcome.word()].concat();
            let fault = ("outcome-never-reached", &Path::Root.key("tiers"), message.as_str());
            self.wide(Target::Outcome(outcome), fault, &possible);
        }
    }

    /// What hangs on a few answers. Whether it is a fault.
    fn narrow(
        &mut self,
        target: Target,
        names: &[&str],
        fault: Fault<'_>,
        possible: &dyn Fn(&Ranges<'_>) -> bool,
    ) -> bool {
        self.look(target, &support(self.cx, names), BOXES, fault, possible)
    }

    /// What hangs on all answers.
    fn wide(&mut self, target: Target, fault: Fault<'_>, possible: &dyn Fn(&Ranges<'_>) -> bool) {
        let all: Vec<usize> = (0..self.cx.space.axes.len()).collect();
        self.look(target, &all, FEW_BOXES, fault, possible);
    }

    fn look(
        &mut self,
        target: Target,
        support: &[usize],
        most: u64,
        (code, at, message): Fault<'_>,
        possible: &dyn Fn(&Ranges<'_>) -> bool,
    ) -> bool {
        if self.seen.reached.contains_key(&target) {
            return false;
        }
        let (verdict, boxes) = search(self.cx, &Search { target, support, most, possible });
        self.found.looked(code, at, boxes, matches!(verdict, Verdict::Never));
        let proof = match verdict {
            Verdict::Someone => return false,
            Verdict::Never => Proof::Proven,
            Verdict::Open => Proof::NotFound,
        };
        let shows = self.shows(target);
        let examples = self.cx.reaches(shows.unwrap_or(target), shows.and_then(|one| self.seen.reached.get(&one)));
        self.found.add(code, at, message, proof, examples);
        true
    }

    /// What someone reaches who shows the fault: of a hidden rule, that it fires.
    fn shows(&self, target: Target) -> Option<Target> {
        match target {
            Target::Alone(rule) => Some(Target::Rule(rule)),
            Target::Product(_) => Some(Target::Outcome(Outcome::NotYet)),
            _ => None,
        }
    }
}

/// What a rule and those that always refuse with it read; where none always does, everything that rules read.
fn names_of_rules<'p>(pack: &'p Pack, own: &str, others: &[String]) -> Vec<&'p str> {
    let mut names = Vec::new();
    let is_of_pack = |id: &String| pack.policy.iter().any(|rule| rule.id == *id);
    for rule in &pack.policy {
        if others.is_empty() || rule.id == own || others.contains(&rule.id) {
            names.extend(rule.when.names());
        }
    }
    if others.is_empty() || !others.iter().all(is_of_pack) {
        names.extend([pack.wanted.purpose.as_str(), pack.eligibility.birth_date.as_str()]);
        names.extend(pack.eligibility.borrowers.values().map(String::as_str));
        names.extend(pack.capacity.income.names());
    }
    names
}

/// Whether a rule can be true.
fn truth(cx: &Cx<'_>, place: usize, ranges: &Ranges<'_>) -> bool {
    let own = cx.pack.policy.get(place);
    let all = prospects(cx.market, cx.pack, ranges);
    let found = all.iter().rev().find(|one| own.is_some_and(|own| one.finding.rule == own.id));
    found.is_none_or(|one| one.possible)
}

/// The places of the questions on which these names hang: those they read, by characteristics, by when they are asked, and
/// by what holds between answers.
fn support(cx: &Cx<'_>, names: &[&str]) -> Vec<usize> {
    closure(cx, names, true)
}

/// The same but for what holds between answers, which only says that one is wrong.
pub(super) fn reads(cx: &Cx<'_>, names: &[&str]) -> Vec<usize> {
    closure(cx, names, false)
}

fn closure(cx: &Cx<'_>, names: &[&str], relations: bool) -> Vec<usize> {
    let pack = cx.pack;
    let mut names: Vec<&str> = names.to_vec();
    let mut known = 0;
    while let Some(name) = names.get(known).copied() {
        known += 1;
        let mut more: Vec<&str> = Vec::new();
        if let Some(named) = pack.characteristics.iter().find(|named| named.id == name) {
            more.extend(named.derivation.names());
        }
        if let Some(question) = pack.questions.iter().find(|question| question.id == name) {
            more.extend(question.when.iter().flat_map(Condition::names));
        }
        for relation in pack.relations.iter().filter(|_| relations) {
            let read = relation.holds.names();
            if relation.at == name || read.contains(&name) {
                more.extend(read);
                more.push(&relation.at);
            }
        }
        more.retain(|name| !names.contains(name));
        names.extend(more);
    }
    let mut places: Vec<usize> = names.iter().filter_map(|name| cx.space.place(name)).collect();
    places.sort_unstable();
    places.dedup();
    places
}
