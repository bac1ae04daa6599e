//! What derivations and conditions need of the names that they read.

use super::derivation::{Condition, Derivation};
use super::question::{AnswerKind, Question};

/// What is needed of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need<'p> {
    /// A number or a choice: a question that is no date, or a characteristic.
    Figure,
    /// A choice question.
    Choice,
    /// A choice question with this option.
    Option(&'p str),
    /// A date question.
    Date,
    /// A yes-or-no question.
    YesNo,
}

impl Need<'_> {
    /// Whether a question gives what is needed.
    pub(super) fn is_met_by(self, question: &Question) -> bool {
        match (self, &question.answer) {
            (Need::Option(needed), AnswerKind::Choice { options }) => options.iter().any(|option| option == needed),
            (Need::Choice, AnswerKind::Choice { .. })
            | (Need::Date, AnswerKind::Date { .. })
            | (Need::YesNo, AnswerKind::YesNo {}) => true,
            (Need::Figure, kind) => !matches!(kind, AnswerKind::Date { .. }),
            (Need::Option(_) | Need::Choice | Need::Date | Need::YesNo, _) => false,
        }
    }

    /// Whether a characteristic gives what is needed.
    pub(super) fn is_met_by_characteristic(self) -> bool {
        self == Need::Figure
    }
}

/// Hands over every name that a derivation reads, with what is needed of it.
pub(super) fn of_derivation<'p>(derivation: &'p Derivation, see: &mut dyn FnMut(&'p str, Need<'p>)) {
    match derivation {
        Derivation::Constant { .. } => {}
        Derivation::Answer { of } => see(of, Need::Figure),
        Derivation::Code { of, values } => {
            see(of, Need::Choice);
            values.keys().for_each(|choice| see(of, Need::Option(choice)));
        }
        Derivation::MonthsSince { of } | Derivation::YearsSince { of } => see(of, Need::Date),
        Derivation::Sum { of }
        | Derivation::Min { of }
        | Derivation::Max { of }
        | Derivation::CountAtLeast { of, .. }
        | Derivation::First { of } => of.iter().for_each(|inner| of_derivation(inner, see)),
        Derivation::Scaled { of, .. } => of_derivation(of, see),
        Derivation::Difference { of: a, less: b } | Derivation::Ratio { of: a, by: b } => {
            of_derivation(a, see);
            of_derivation(b, see);
        }
    }
}

/// The names that a derivation reads.
pub(crate) fn names_of_derivation<'p>(derivation: &'p Derivation, see: &mut dyn FnMut(&'p str)) {
    of_derivation(derivation, &mut |name, _| see(name));
}

/// The names that a condition reads.
pub(crate) fn names_of_condition<'p>(condition: &'p Condition, see: &mut dyn FnMut(&'p str)) {
    of_condition(condition, &mut |name, _| see(name));
}

impl Derivation {
    /// The names that it reads.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        of_derivation(self, &mut |name, _| names.push(name));
        names
    }
}

impl Condition {
    /// The names that it reads.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        of_condition(self, &mut |name, _| names.push(name));
        names
    }
}

/// Hands over every name that a condition reads, with what is needed of it.
pub(super) fn of_condition<'p>(condition: &'p Condition, see: &mut dyn FnMut(&'p str, Need<'p>)) {
    match condition {
        Condition::All { of } | Condition::Any { of } => of.iter().for_each(|inner| of_condition(inner, see)),
        Condition::Not { of } => of_condition(of, see),
        Condition::OneOf { of, choices } => {
            see(of, Need::Choice);
            choices.iter().for_each(|choice| see(of, Need::Option(choice)));
        }
        Condition::Yes { of } => see(of, Need::YesNo),
        Condition::Missing { of } => of_derivation(of, see),
        Condition::Compare { left, right, .. } => {
            of_derivation(left, see);
            of_derivation(right, see);
        }
    }
}
