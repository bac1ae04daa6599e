//! The numbers that a pack compares each answer with.

use crate::pack::derivation::{Condition, Derivation};
use crate::pack::model::{Bin, Characteristic};
use crate::pack::{Pack, names_of_condition, names_of_derivation};

/// Every number that stands in a condition or a bin which reads a question, by itself or through characteristics. Points
/// where something changes are among these and those beside them, where the answer is compared as it is.
pub(super) fn constants(pack: &Pack, question: &str) -> Vec<i64> {
    let names = names_that_read(pack, question);
    let mut found = Vec::new();
    for condition in conditions(pack) {
        of_condition(condition, &names, &mut found);
    }
    for characteristic in scored(pack) {
        if reads(&characteristic.derivation, &names) {
            for attribute in &characteristic.attributes {
                if let Bin::Range { from, to } = attribute.bin {
                    found.extend([from, to].into_iter().flatten());
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Every characteristic that is scored, by model or by judgement.
pub(super) fn scored(pack: &Pack) -> impl Iterator<Item = &Characteristic> {
    let experts = pack.segments.iter().filter_map(|segment| segment.expert.as_ref());
    let by_judgement = experts.flat_map(|expert| &expert.characteristics);
    pack.models.iter().flat_map(|model| &model.characteristics).chain(by_judgement)
}

/// Every condition.
fn conditions(pack: &Pack) -> impl Iterator<Item = &Condition> {
    let asked = pack.questions.iter().filter_map(|question| question.when.as_ref());
    let relations = pack.relations.iter().map(|relation| &relation.holds);
    let rules = pack.policy.iter().map(|rule| &rule.when);
    let segments = pack.segments.iter().filter_map(|segment| segment.when.as_ref());
    asked.chain(relations).chain(rules).chain(segments)
}

/// The question itself, and every named characteristic that reads it.
fn names_that_read<'p>(pack: &'p Pack, question: &'p str) -> Vec<&'p str> {
    let mut names = vec![question];
    for named in &pack.characteristics {
        if reads(&named.derivation, &names) {
            names.push(&named.id);
        }
    }
    names
}

fn reads(derivation: &Derivation, names: &[&str]) -> bool {
    let mut found = false;
    names_of_derivation(derivation, &mut |name| found |= names.contains(&name));
    found
}

fn of_condition(condition: &Condition, names: &[&str], found: &mut Vec<i64>) {
    let mut read = false;
    names_of_condition(condition, &mut |name| read |= names.contains(&name));
    if !read {
        return;
    }
    match condition {
        Condition::All { of } | Condition::Any { of } => of.iter().for_each(|part| of_condition(part, names, found)),
        Condition::Not { of } => of_condition(of, names, found),
        Condition::Compare { left, right, .. } => {
            of_derivation(left, found);
            of_derivation(right, found);
        }
        Condition::Missing { of } => of_derivation(of, found),
        Condition::OneOf { .. } | Condition::Yes { .. } => {}
    }
}

fn of_derivation(derivation: &Derivation, found: &mut Vec<i64>) {
    match derivation {
        Derivation::Constant { value } => found.push(*value),
        Derivation::CountAtLeast { of, at_least } => {
            found.push(*at_least);
            of.iter().for_each(|part| of_derivation(part, found));
        }
        Derivation::Sum { of } | Derivation::Min { of } | Derivation::Max { of } | Derivation::First { of } => {
            of.iter().for_each(|part| of_derivation(part, found));
        }
        Derivation::Difference { of, less } | Derivation::Ratio { of, by: less } => {
            of_derivation(of, found);
            of_derivation(less, found);
        }
        Derivation::Scaled { of, .. } => of_derivation(of, found),
        Derivation::Answer { .. }
        | Derivation::Code { .. }
        | Derivation::MonthsSince { .. }
        | Derivation::YearsSince { .. } => {}
    }
}
