//! Questions that can change nothing any more: whatever is answered, or left out, the decision is the same.

use crate::application::{Answers, Partial};
use crate::date::Date;
use crate::market::Market;
use crate::pack::derivation::{Condition, Derivation};
use crate::pack::question::Question;
use crate::pack::{Pack, Relation};
use crate::policy::prospects;
use crate::range::{Ranges, Truth};
use crate::score::scores;

/// The open questions whose answers no part of the decision hangs on any more, in the order of the form: neither rules,
/// segment, points, capacity, papers nor what is wanted, and no other question but one that is itself among them.
///
/// All of them may be left out together: what is looked at is whatever may become of these answers where every open
/// question may be left out, and where the applicant changes whatever the pack's levers let be changed.
pub fn idle<'p>(market: &Market, pack: &'p Pack, answers: &Answers, today: Date) -> Vec<&'p str> {
    let partial = Partial { answers: answers.clone(), unknown: Vec::new() };
    let ranges = Ranges::with_gaps(pack, &partial, today);
    let read = Read::of(market, pack, &ranges);
    let mut idle: Vec<&str> = Vec::new();
    // Backwards, since a question is asked by earlier ones alone.
    for question in pack.questions.iter().rev() {
        let is_idle = ranges.is_open(&question.id)
            && !read.decides(&question.id)
            && gated(pack, &ranges, &question.id).all(|gated| idle.contains(&gated.id.as_str()));
        if is_idle {
            idle.push(&question.id);
        }
    }
    idle.reverse();
    idle
}

/// The questions of which it hangs on this one whether they are asked.
fn gated<'p>(pack: &'p Pack, ranges: &Ranges<'_>, by: &str) -> impl Iterator<Item = &'p Question> {
    pack.questions.iter().filter(move |question| {
        let reads = |when: &&Condition| when.names().contains(&by);
        question.when.as_ref().filter(reads).is_some_and(|when| !is_settled(ranges.truth(when)))
    })
}

/// Whether a condition always comes to the same.
fn is_settled(truth: Truth) -> bool {
    [truth.holds, truth.fails, truth.unknown].iter().filter(|can_be| **can_be).count() == 1
}

/// Whether a relation is about something that the applicant can change.
fn moves(pack: &Pack, relation: &Relation) -> bool {
    let names = pack.made_of(relation.holds.names());
    let mut levers = pack.questions.iter().filter(|question| question.lever.is_some());
    levers.any(|question| question.id == relation.at || names.contains(&question.id.as_str()))
}

/// What the decision still hangs on: questions, and characteristics that have a name.
struct Read<'r> {
    names: Vec<&'r str>,
}

impl<'r> Read<'r> {
    fn of(market: &Market, pack: &'r Pack, ranges: &Ranges<'r>) -> Read<'r> {
        let mut names: Vec<&str> = vec![&pack.wanted.amount, &pack.wanted.term, &pack.wanted.purpose];
        names.push(&pack.eligibility.birth_date);
        names.extend(pack.eligibility.borrowers.values().map(String::as_str));
        let mut read = Read { names };
        for part in pack.capacity.parts() {
            read.number(part, ranges);
        }
        let own = prospects(market, pack, ranges);
        for rule in &pack.policy {
            let is_open = |id: &str| own.iter().any(|one| one.finding.rule == id && one.possible && !one.certain);
            if is_open(&rule.id) {
                read.names.extend(rule.when.names());
            }
        }
        for when in pack.documents.iter().flatten().filter_map(|document| document.when.as_ref()) {
            if !is_settled(ranges.truth(when)) {
                read.names.extend(when.names());
            }
        }
        for segment in &pack.segments {
            let Some(when) = &segment.when else { break };
            let truth = ranges.truth(when);
            if !is_settled(truth) {
                read.names.extend(when.names());
            }
            if truth.is_certain() {
                break;
            }
        }
        for open in scores(pack, ranges) {
            for one in open.points.iter().filter(|one| one.low != one.high) {
                read.names.extend(one.characteristic.derivation.names());
            }
        }
        // What a lever would contradict is no way out.
        for relation in pack.relations.iter().filter(|relation| moves(pack, relation)) {
            read.names.extend(relation.holds.names());
            read.names.push(&relation.at);
        }
        read.named(pack, ranges);
        read
    }

    fn number(&mut self, of: &'r Derivation, ranges: &Ranges<'r>) {
        if !ranges.span(of).is_known() {
            self.names.extend(of.names());
        }
    }

    /// What the named characteristics are derived from that are read.
    fn named(&mut self, pack: &'r Pack, ranges: &Ranges<'r>) {
        // Backwards, since a characteristic reads only earlier ones.
        for earlier in pack.characteristics.iter().rev() {
            if self.decides(&earlier.id) {
                self.number(&earlier.derivation, ranges);
            }
        }
    }

    fn decides(&self, name: &str) -> bool {
        self.names.contains(&name)
    }
}
