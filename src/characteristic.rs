//! Characteristics: numbers and choices derived from answers, and conditions on them. Missing stays missing.

use crate::application::{Answer, Answers};
use crate::date::Date;
use crate::money::{Rounding, scaled};
use crate::pack::derivation::{Comparison, Condition, Derivation, NamedDerivation};

/// What a derivation comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure<'a> {
    /// A number: minor units, parts per million, a count.
    Number(i64),
    /// A choice.
    Choice(&'a str),
    /// Not answered, or not known.
    Missing,
    /// A ratio whose divisor is 0 or less, or a number too great to keep.
    Undefined,
}

/// What derivations are computed from.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The answers.
    pub answers: &'a Answers,
    /// The day on which ages and spells end.
    pub today: Date,
    /// What the named derivations come to.
    named: Vec<(&'a str, Figure<'a>)>,
}

impl<'a> Facts<'a> {
    /// The facts of these answers. Each named derivation may use those before it, and is computed once.
    pub fn new(answers: &'a Answers, named: &'a [NamedDerivation], today: Date) -> Facts<'a> {
        let mut facts = Facts { answers, today, named: Vec::with_capacity(named.len()) };
        for derivation in named {
            let figure = facts.figure(&derivation.derivation);
            facts.named.push((&derivation.id, figure));
        }
        facts
    }

    /// What `derivation` comes to.
    ///
    /// # Example
    ///
    /// Two loans of 300.00 and 200.00 a month on an income of 5,000.00:
    ///
    /// ```
    /// use kaimen::{application::{Answer, Answers}, characteristic::{Facts, Figure}, date::Date};
    /// use kaimen::pack::derivation::Derivation::{Answer as Of, Constant, Ratio, Sum};
    /// let answers = Answers([("income".to_string(), Answer::Number(5_000_00))].into());
    /// let today = Date::new(2026, 11, 23).ok_or("no such day")?;
    /// let facts = Facts::new(&answers, &[], today);
    /// let repayments = Sum { of: vec![Constant { value: 300_00 }, Constant { value: 200_00 }] };
    /// let dti = Ratio { of: Box::new(repayments), by: Box::new(Of { of: "income".into() }) };
    /// assert_eq!(facts.figure(&dti), Figure::Number(100_000));
    /// assert_eq!(facts.figure(&Of { of: "debts".into() }), Figure::Missing);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn figure(&self, derivation: &Derivation) -> Figure<'a> {
        match derivation {
            Derivation::Answer { of } => self.answer(of),
            Derivation::Constant { value } => Figure::Number(*value),
            Derivation::Sum { of } => self.sum(of),
            Derivation::Difference { of, less } => self.pair(of, less, |a, b| a.checked_sub(b)),
            Derivation::Ratio { of, by } => self.pair(of, by, |a, b| scaled(a, 1_000_000, b, Rounding::HalfUp)),
            Derivation::Scaled { of, times_ppm } => {
                self.map(of, |number| scaled(number, *times_ppm, 1_000_000, Rounding::HalfUp))
            }
            Derivation::Min { of } => number_or_missing(self.numbers(of).min()),
            Derivation::Max { of } => number_or_missing(self.numbers(of).max()),
            Derivation::CountAtLeast { of, at_least } => self.count_at_least(of, *at_least),
            Derivation::First { of } => self.first(of),
            Derivation::Code { of, values } => {
                number_or_missing(self.answers.choice(of).and_then(|choice| values.get(choice)).copied())
            }
            Derivation::MonthsSince { of } => self.since(of, Date::months_since),
            Derivation::YearsSince { of } => self.since(of, Date::years_since),
        }
    }

    /// The number that `derivation` comes to, where it is one.
    pub fn number(&self, derivation: &Derivation) -> Option<i64> {
        match self.figure(derivation) {
            Figure::Number(number) => Some(number),
            Figure::Choice(_) | Figure::Missing | Figure::Undefined => None,
        }
    }

    /// Whether `condition` is true; none where what it needs is missing.
    pub fn holds(&self, condition: &Condition) -> Option<bool> {
        match condition {
            Condition::All { of } => all(of.iter().map(|condition| self.holds(condition))),
            Condition::Any { of } => {
                all(of.iter().map(|condition| self.holds(condition).map(|held| !held))).map(|none| !none)
            }
            Condition::Not { of } => self.holds(of).map(|held| !held),
            Condition::Compare { left, is, right } => Some(compare(self.number(left)?, *is, self.number(right)?)),
            Condition::OneOf { of, choices } => {
                self.answers.choice(of).map(|choice| choices.iter().any(|listed| listed == choice))
            }
            Condition::Yes { of } => match self.answers.get(of)? {
                Answer::YesNo(yes) => Some(*yes),
                Answer::Number(_) | Answer::Choice(_) | Answer::Date(_) => None,
            },
            Condition::Missing { of } => Some(matches!(self.figure(of), Figure::Missing | Figure::Undefined)),
        }
    }

    fn answer(&self, id: &str) -> Figure<'a> {
        match self.answers.get(id) {
            Some(Answer::Number(number)) => Figure::Number(*number),
            Some(Answer::YesNo(yes)) => Figure::Number(i64::from(*yes)),
            Some(Answer::Choice(choice)) => Figure::Choice(choice),
            Some(Answer::Date(_)) => Figure::Missing,
            None => self.named(id),
        }
    }

    fn named(&self, id: &str) -> Figure<'a> {
        self.named.iter().find(|(name, _)| *name == id).map_or(Figure::Missing, |(_, figure)| *figure)
    }

    fn sum(&self, of: &[Derivation]) -> Figure<'a> {
        let mut sum = Figure::Number(0);
        for derivation in of {
            sum = join(sum, self.figure(derivation), i64::checked_add);
        }
        sum
    }

    fn pair(&self, a: &Derivation, b: &Derivation, with: impl Fn(i64, i64) -> Option<i64>) -> Figure<'a> {
        join(self.figure(a), self.figure(b), with)
    }

    fn map(&self, of: &Derivation, with: impl Fn(i64) -> Option<i64>) -> Figure<'a> {
        join(self.figure(of), Figure::Number(0), |number, _| with(number))
    }

    fn numbers<'d>(&'d self, of: &'d [Derivation]) -> impl Iterator<Item = i64> + 'd {
        of.iter().filter_map(|derivation| self.number(derivation))
    }

    fn count_at_least(&self, of: &[Derivation], at_least: i64) -> Figure<'a> {
        let mut count = Figure::Number(0);
        for derivation in of {
            count = join(count, self.figure(derivation), |count, number| Some(count + i64::from(number >= at_least)));
        }
        count
    }

    fn first(&self, of: &[Derivation]) -> Figure<'a> {
        of.iter()
            .map(|derivation| self.figure(derivation))
            .find(|figure| *figure != Figure::Missing)
            .unwrap_or(Figure::Missing)
    }

    fn since(&self, question: &str, spell: fn(Date, Date) -> i64) -> Figure<'a> {
        match self.answers.get(question) {
            Some(Answer::Date(date)) => Figure::Number(spell(self.today, *date)),
            Some(Answer::Number(_) | Answer::Choice(_) | Answer::YesNo(_)) | None => Figure::Missing,
        }
    }
}

fn number_or_missing<'a>(number: Option<i64>) -> Figure<'a> {
    number.map_or(Figure::Missing, Figure::Number)
}

/// Two numbers joined; missing where either is missing, undefined where either is or the result is.
fn join<'a>(a: Figure<'a>, b: Figure<'a>, with: impl Fn(i64, i64) -> Option<i64>) -> Figure<'a> {
    match (a, b) {
        (Figure::Number(a), Figure::Number(b)) => with(a, b).map_or(Figure::Undefined, Figure::Number),
        (Figure::Undefined, _) | (_, Figure::Undefined) => Figure::Undefined,
        (Figure::Missing | Figure::Choice(_), _) | (_, Figure::Missing | Figure::Choice(_)) => Figure::Missing,
    }
}

fn compare(left: i64, is: Comparison, right: i64) -> bool {
    match is {
        Comparison::Less => left < right,
        Comparison::AtMost => left <= right,
        Comparison::Equal => left == right,
        Comparison::AtLeast => left >= right,
        Comparison::More => left > right,
    }
}

/// False if any is false, else unknown if any is unknown, else true.
fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = true;
    for part in parts {
        match part {
            Some(false) => return Some(false),
            None => known = false,
            Some(true) => {}
        }
    }
    known.then_some(true)
}

#[cfg(test)]
mod tests {
    use super::{Facts, Figure, all};
    use crate::application::{Answer, Answers};
    use crate::date::Date;
    use crate::pack::derivation::Derivation;

    fn check(derivation: Derivation, expected: Figure<'_>) {
        let answers = Answers([("income".into(), Answer::Number(8))].into());
        let Some(today) = Date::new(2026, 11, 23) else { return };
        assert_eq!(Facts::new(&answers, &[], today).figure(&derivation), expected);
    }

    fn of(id: &str) -> Derivation {
        Derivation::Answer { of: id.into() }
    }

    #[test]
    fn a_missing_part_makes_a_sum_missing() {
        check(Derivation::Sum { of: vec![of("income"), of("debts")] }, Figure::Missing);
    }

    #[test]
    fn the_greatest_is_among_those_that_are_there() {
        check(Derivation::Max { of: vec![of("income"), of("debts")] }, Figure::Number(8));
        check(Derivation::Max { of: vec![of("debts")] }, Figure::Missing);
    }

    #[test]
    fn a_ratio_by_zero_is_undefined_not_missing() {
        let zero = Derivation::Constant { value: 0 };
        check(Derivation::Ratio { of: Box::new(of("income")), by: Box::new(zero) }, Figure::Undefined);
    }

    #[test]
    fn false_beats_unknown_and_unknown_beats_true() {
        assert_eq!(all([Some(true), None, Some(false)].into_iter()), Some(false));
        assert_eq!(all([Some(true), None].into_iter()), None);
        assert_eq!(all([].into_iter()), Some(true));
    }
}
