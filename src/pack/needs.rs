//! What derivations and conditions need of the names that they read.

use super::derivation::{Condition, Derivation};
use super::question::{AnswerKind, Question};

/// What is needed of a name.
#[derive(Clone, Debug)]
pub(super) enum Need<'p> {
    /// A number or a choice: a question that is no date, or a characteristic.
    Figure,
    /// A choice question with these options.
    Choice(Vec<&'p str>),
    /// A date question.
    Date,
    /// A yes-or-no question.
    YesNo,
}

impl Need<'_> {
    /// Whether a question gives what is needed.
    pub(super) fn is_met_by(&self, question: &Question) -> bool {
        match (self, &question.answer) {
            (Need::Choice(needed), AnswerKind::Choice { options }) => {
                needed.iter().all(|choice| options.iter().any(|option| option == choice))
            }
            (Need::Date, AnswerKind::Date { .. }) | (Need::YesNo, AnswerKind::YesNo {}) => true,
            (Need::Figure, kind) => !matches!(kind, AnswerKind::Date { .. }),
            (Need::Choice(_) | Need::Date | Need::YesNo, _) => false,
        }
    }

    /// Whether a characteristic gives what is needed.
    pub(super) fn is_met_by_characteristic(&self) -> bool {
        matches!(self, Need::Figure)
    }
}

/// A name that is read, and what is needed of it.
pub(super) type Named<'p> = (&'p str, Need<'p>);

/// The names that a derivation reads.
pub(super) fn of_derivation(derivation: &Derivation) -> Vec<Named<'_>> {
    match derivation {
        Derivation::Constant { .. } => Vec::new(),
        Derivation::Answer { of } => vec![(of, Need::Figure)],
        Derivation::Code { of, values } => vec![(of, Need::Choice(values.keys().map(String::as_str).collect()))],
        Derivation::MonthsSince { of } | Derivation::YearsSince { of } => vec![(of, Need::Date)],
        Derivation::Sum { of }
        | Derivation::Min { of }
        | Derivation::Max { of }
        | Derivation::CountAtLeast { of, .. }
        | Derivation::First { of } => of.iter().flat_map(of_derivation).collect(),
        Derivation::Scaled { of, .. } => of_derivation(of),
        Derivation::Difference { of: a, less: b } | Derivation::Ratio { of: a, by: b } => {
            let mut named = of_derivation(a);
            named.extend(of_derivation(b));
            named
        }
    }
}

/// The names alone.
#[cfg(feature = "cli")]
pub(crate) fn derivation_names(derivation: &Derivation) -> Vec<&str> {
    of_derivation(derivation).into_iter().map(|(name, _)| name).collect()
}

/// The names that a condition reads.
pub(super) fn of_condition(condition: &Condition) -> Vec<Named<'_>> {
    match condition {
        Condition::All { of } | Condition::Any { of } => of.iter().flat_map(of_condition).collect(),
        Condition::Not { of } => of_condition(of),
        Condition::OneOf { of, choices } => vec![(of, Need::Choice(choices.iter().map(String::as_str).collect()))],
        Condition::Yes { of } => vec![(of, Need::YesNo)],
        Condition::Missing { of } => of_derivation(of),
        Condition::Compare { left, right, .. } => {
            let mut named = of_derivation(left);
            named.extend(of_derivation(right));
            named
        }
    }
}
