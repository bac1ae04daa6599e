//! What holds between answers narrows what is still open: a delay now is no longer than the worst.

use super::{Ranges, Span};
use crate::pack::derivation::{Comparison, Condition, Derivation};

impl<'a> Ranges<'a> {
    /// Leaves out what a relation that is said at the question `at` rules out.
    pub(super) fn narrow(&mut self, at: &str, holds: &'a Condition) {
        match holds {
            Condition::All { of } => of.iter().for_each(|part| self.narrow(at, part)),
            Condition::Compare { left, is, right } => {
                // A relation is held only against an answer that is there.
                if self.find(at).is_some_and(|held| !held.span.missing) {
                    self.narrow_sides(left, *is, right);
                }
            }
            Condition::Any { .. }
            | Condition::Not { .. }
            | Condition::OneOf { .. }
            | Condition::Yes { .. }
            | Condition::Missing { .. } => {}
        }
    }

    fn narrow_sides(&mut self, left: &'a Derivation, is: Comparison, right: &'a Derivation) {
        let strict = i64::from(matches!(is, Comparison::Less | Comparison::More));
        let at_most = matches!(is, Comparison::Less | Comparison::AtMost | Comparison::Equal);
        let at_least = matches!(is, Comparison::More | Comparison::AtLeast | Comparison::Equal);
        if let Some((least, most)) = self.span(right).certain() {
            let from = if at_least { least.saturating_add(strict) } else { i64::MIN };
            let to = if at_most { most.saturating_sub(strict) } else { i64::MAX };
            self.need(left, from, to);
        }
        if let Some((least, most)) = self.span(left).certain() {
            let from = if at_most { least.saturating_add(strict) } else { i64::MIN };
            let to = if at_least { most.saturating_sub(strict) } else { i64::MAX };
            self.need(right, from, to);
        }
    }

    /// What has to lie from `from` to `to` lies there: so much is known of each part whose other parts are known.
    fn need(&mut self, derivation: &'a Derivation, from: i64, to: i64) {
        match derivation {
            Derivation::Answer { of } => self.clip(of, from, to),
            Derivation::Difference { of, less } => {
                if let Some((least, most)) = self.span(less).certain() {
                    self.need(of, plus(from, least), plus(to, most));
                }
                if let Some((least, most)) = self.span(of).certain() {
                    self.need(less, minus(least, to), minus(most, from));
                }
            }
            Derivation::Constant { .. }
            | Derivation::Sum { .. }
            | Derivation::Ratio { .. }
            | Derivation::Scaled { .. }
            | Derivation::Min { .. }
            | Derivation::Max { .. }
            | Derivation::CountAtLeast { .. }
            | Derivation::First { .. }
            | Derivation::Code { .. }
            | Derivation::MonthsSince { .. }
            | Derivation::YearsSince { .. } => {}
        }
    }

    /// Where nothing is left the answers contradict each other already, and nothing is said.
    fn clip(&mut self, question: &str, from: i64, to: i64) {
        let held = self.held.iter_mut().find(|held| held.question.id == question && held.open);
        let Some(Span { numbers: Some(numbers), .. }) = held.map(|held| &mut held.span) else { return };
        let clipped = (numbers.0.max(from), numbers.1.min(to));
        if clipped.0 <= clipped.1 {
            *numbers = clipped;
        }
    }
}

/// An end that is no bound stays none.
fn plus(end: i64, by: i64) -> i64 {
    if end == i64::MIN || end == i64::MAX { end } else { end.saturating_add(by) }
}

/// `number` less an end; an end that is no bound gives none on the other side.
fn minus(number: i64, end: i64) -> i64 {
    match end {
        i64::MIN => i64::MAX,
        i64::MAX => i64::MIN,
        end => number.saturating_sub(end),
    }
}
