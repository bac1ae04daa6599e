//! Which open questions can still change how a product stands.

use crate::pack::derivation::Derivation;
use crate::pack::{Pack, PolicyEffect};
use crate::policy::{Prospect, RuleSource};
use crate::product::Obstacle;
use crate::range::Ranges;

/// What the score still reads.
#[derive(Clone, Debug, Default)]
pub(crate) struct Read<'p> {
    score: Vec<&'p str>,
    /// Whether the segment is open.
    pub segments: bool,
}

impl<'p> Read<'p> {
    /// A characteristic whose points are open.
    pub fn characteristic(&mut self, derivation: &'p Derivation) {
        self.score.extend(derivation.names());
    }

    /// The open questions on which a product hangs: by rules that may decline, and by what may stand in its way.
    pub fn depends_on(
        &self,
        pack: &'p Pack,
        ranges: &Ranges<'p>,
        rules: &[Prospect],
        may_decline: bool,
        obstacles: &[Obstacle],
    ) -> Vec<String> {
        let mut names: Vec<&str> = Vec::new();
        if may_decline {
            read_by_rules(pack, rules, &mut names);
        }
        for obstacle in obstacles {
            match obstacle {
                Obstacle::TierNotServed | Obstacle::PriceOverMaximum => self.read_by_score(pack, &mut names),
                Obstacle::AmountBelowMinimum => names.extend([pack.wanted.amount.as_str(), &pack.wanted.purpose]),
                Obstacle::CapacityTooLow => read_by_capacity(pack, &mut names),
                Obstacle::CostOverCap | Obstacle::CostUnknown | Obstacle::ReferenceRateStale => {
                    self.read_by_score(pack, &mut names);
                    read_by_capacity(pack, &mut names);
                    names.extend([pack.wanted.amount.as_str(), &pack.wanted.purpose]);
                }
                Obstacle::TermBarred => names.push(&pack.wanted.purpose),
                Obstacle::PackOutOfDate => {}
            }
        }
        let open = names_of_open(pack, ranges, names);
        if open.is_empty() {
            // Where it is too close to call, whatever is open may have its part.
            return names_of_open(pack, ranges, pack.questions.iter().map(|question| question.id.as_str()).collect());
        }
        open
    }

    fn read_by_score(&self, pack: &'p Pack, names: &mut Vec<&'p str>) {
        names.extend(&self.score);
        for segment in pack.segments.iter().filter(|_| self.segments) {
            names.extend(segment.when.iter().flat_map(|when| when.names()));
        }
    }
}

fn read_by_rules<'p>(pack: &'p Pack, rules: &[Prospect], names: &mut Vec<&'p str>) {
    for rule in rules.iter().filter(|rule| rule.possible && !rule.certain) {
        if rule.finding.effect != PolicyEffect::KnockOut {
            continue;
        }
        match pack.policy.iter().find(|own| own.id == rule.finding.rule) {
            Some(own) if rule.finding.source == RuleSource::Pack => names.extend(own.when.names()),
            _ => {
                names.extend([pack.eligibility.birth_date.as_str(), &pack.wanted.purpose]);
                names.extend(pack.eligibility.borrowers.values().map(String::as_str));
            }
        }
    }
}

fn read_by_capacity<'p>(pack: &'p Pack, names: &mut Vec<&'p str>) {
    for part in pack.capacity.parts() {
        names.extend(part.names());
    }
}

/// Every question that the outcome can hang on: rules, segments, scores, capacity and what is wanted read it.
pub(crate) fn deciding(pack: &Pack) -> Vec<&str> {
    let mut names: Vec<&str> = vec![&pack.wanted.amount, &pack.wanted.purpose, &pack.eligibility.birth_date];
    names.extend(pack.eligibility.borrowers.values().map(String::as_str));
    read_by_capacity(pack, &mut names);
    for rule in &pack.policy {
        names.extend(rule.when.names());
    }
    let experts = pack.segments.iter().filter_map(|segment| segment.expert.as_ref());
    let experts = experts.flat_map(|expert| &expert.characteristics);
    for characteristic in pack.models.iter().flat_map(|model| &model.characteristics).chain(experts) {
        names.extend(characteristic.derivation.names());
    }
    for segment in &pack.segments {
        names.extend(segment.when.iter().flat_map(|when| when.names()));
    }
    pack.hanging_on(names)
}

/// The open questions among these names and among what they are derived from or asked by, in the order of the form.
fn names_of_open<'p>(pack: &'p Pack, ranges: &Ranges<'p>, names: Vec<&'p str>) -> Vec<String> {
    let names = pack.hanging_on(names);
    let mut open = Vec::new();
    for question in &pack.questions {
        if names.contains(&question.id.as_str()) && ranges.is_open(&question.id) {
            open.push(question.id.clone());
        }
    }
    open
}
