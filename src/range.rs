//! Ranges: what derivations and conditions may still come to while questions are open.
//!
//! Everything here errs on one side: what an answer could still bring is always within the range, whatever else the
//! range holds. A range of answers that are all given is a single value, the one that `characteristic` computes.

#[cfg(feature = "cli")]
mod among;
mod arithmetic;
mod narrow;

#[cfg(feature = "cli")]
pub use among::Among;

use crate::application::{Answer, Partial};
use crate::date::Date;
use crate::pack::Pack;
use crate::pack::derivation::{Comparison, Condition, Derivation};
use crate::pack::question::{AnswerKind, Lever, Question};

/// What a derivation may still come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span<'a> {
    /// The least and the greatest number, where it can be one.
    pub numbers: Option<(i64, i64)>,
    /// The choices, where it can be one.
    pub choices: Vec<&'a str>,
    /// Whether it can be missing.
    pub missing: bool,
    /// Whether it can be undefined.
    pub undefined: bool,
}

impl Span<'_> {
    fn number(number: i64) -> Self {
        Span { numbers: Some((number, number)), ..Span::default() }
    }

    /// The numbers, where it can be nothing else.
    pub fn certain(&self) -> Option<(i64, i64)> {
        self.numbers.filter(|_| !self.can_be_no_number())
    }

    /// Whether it is one number, whatever is answered.
    pub fn is_known(&self) -> bool {
        self.certain().is_some_and(|(least, most)| least == most)
    }

    /// Whether it can be anything but a number.
    pub fn can_be_no_number(&self) -> bool {
        self.missing || self.undefined || !self.choices.is_empty()
    }
}

/// What a condition may still come to; of a complete application exactly one holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Truth {
    /// Whether it can be true.
    pub holds: bool,
    /// Whether it can be false.
    pub fails: bool,
    /// Whether what it needs can be missing.
    pub unknown: bool,
}

impl Truth {
    /// Whether it is true whatever is answered.
    pub fn is_certain(self) -> bool {
        self.holds && !self.fails && !self.unknown
    }
}

/// What may still become of answers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Latitude {
    /// What is open is answered.
    Answers,
    /// And the levers are moved.
    Levers,
    /// And what is open may be left out.
    Gaps,
}

/// One question and what its answer may still be.
#[derive(Clone, Debug)]
struct Held<'a> {
    question: &'a Question,
    span: Span<'a>,
    dates: Option<(Date, Date)>,
    asked: Truth,
    open: bool,
}

/// What may still be answered, question by question.
#[derive(Clone, Debug)]
pub struct Ranges<'a> {
    /// The day on which ages and spells end.
    pub today: Date,
    held: Vec<Held<'a>>,
    named: Vec<(&'a str, Span<'a>)>,
}

impl<'a> Ranges<'a> {
    /// What may still come of these answers: anything that the form allows for what is not answered.
    pub fn new(pack: &'a Pack, partial: &'a Partial, today: Date) -> Ranges<'a> {
        Ranges::of(pack, partial, today, Latitude::Answers)
    }

    /// The same where the applicant, too, may change whatever the pack's levers let be changed.
    pub fn with_levers(pack: &'a Pack, partial: &'a Partial, today: Date) -> Ranges<'a> {
        Ranges::of(pack, partial, today, Latitude::Levers)
    }

    /// The same where, besides, any question that is still open may be left out.
    pub fn with_gaps(pack: &'a Pack, partial: &'a Partial, today: Date) -> Ranges<'a> {
        Ranges::of(pack, partial, today, Latitude::Gaps)
    }

    fn of(pack: &'a Pack, partial: &'a Partial, today: Date, latitude: Latitude) -> Ranges<'a> {
        let mut ranges = Ranges { today, held: Vec::with_capacity(pack.questions.len()), named: Vec::new() };
        for question in &pack.questions {
            let held = ranges.hold(question, partial, latitude);
            ranges.held.push(held);
        }
        if latitude == Latitude::Answers {
            for relation in &pack.relations {
                ranges.narrow(&relation.at, &relation.holds);
            }
        }
        for named in &pack.characteristics {
            let span = ranges.span(&named.derivation);
            ranges.named.push((&named.id, span));
        }
        ranges
    }

    fn hold(&self, question: &'a Question, partial: &'a Partial, latitude: Latitude) -> Held<'a> {
        let certain = Truth { holds: true, fails: false, unknown: false };
        let asked = question.when.as_ref().map_or(certain, |when| self.truth(when));
        let answer = partial.answers.get(&question.id);
        let unknown = partial.unknown.contains(&question.id);
        let mut held = Held { question, span: Span::default(), dates: None, asked, open: answer.is_none() && !unknown };
        if asked.holds && !unknown {
            match answer {
                Some(answer) => held.take(answer),
                None => held.take_any(),
            }
            if let (Some(lever), Some(answer), true) = (&question.lever, answer, latitude != Latitude::Answers) {
                held.reach(lever, answer);
            }
        }
        let may_stay_open = question.may_be_unknown || latitude == Latitude::Gaps;
        held.span.missing |= unknown || !asked.is_certain() || (answer.is_none() && may_stay_open);
        held
    }

    /// What `derivation` may still come to.
    pub fn span(&self, derivation: &'a Derivation) -> Span<'a> {
        match derivation {
            Derivation::Answer { of } => self.answer(of),
            Derivation::Constant { value } => Span::number(*value),
            Derivation::Sum { of } => {
                let mut sum = Span::number(0);
                for part in of {
                    sum = arithmetic::sum(&sum, &self.span(part));
                }
                sum
            }
            Derivation::Difference { of, less } => arithmetic::difference(&self.span(of), &self.span(less)),
            Derivation::Ratio { of, by } => arithmetic::ratio(&self.span(of), &self.span(by)),
            Derivation::Scaled { of, times_ppm } => arithmetic::scale(&self.span(of), *times_ppm),
            Derivation::Min { of } => arithmetic::least(&mut of.iter().map(|part| self.span(part))),
            Derivation::Max { of } => {
                let mirrored = arithmetic::least(&mut of.iter().map(|part| arithmetic::mirror(self.span(part))));
                arithmetic::mirror(mirrored)
            }
            Derivation::CountAtLeast { of, at_least } => {
                let mut count = Span::number(0);
                for part in of {
                    count = arithmetic::sum(&count, &arithmetic::reaches(self.span(part), *at_least));
                }
                count
            }
            Derivation::First { of } => self.first(of),
            Derivation::Code { of, values } => self.code(of, values),
            Derivation::MonthsSince { of } => self.since(of, Date::months_since),
            Derivation::YearsSince { of } => self.since(of, Date::years_since),
        }
    }

    /// What `condition` may still come to.
    pub fn truth(&self, condition: &'a Condition) -> Truth {
        match condition {
            Condition::All { of } => all(&mut of.iter().map(|part| self.truth(part))),
            Condition::Any { of } => opposite(all(&mut of.iter().map(|part| opposite(self.truth(part))))),
            Condition::Not { of } => opposite(self.truth(of)),
            Condition::Compare { left, is, right } => compare(&self.span(left), *is, &self.span(right)),
            Condition::OneOf { of, choices } => self.one_of(of, choices),
            Condition::Yes { of } => {
                let span = self.answer(of);
                let (holds, fails) = span.numbers.map_or((false, false), |(least, most)| (most == 1, least == 0));
                Truth { holds, fails, unknown: span.can_be_no_number() }
            }
            Condition::Missing { of } => {
                let span = self.span(of);
                let there = span.numbers.is_some() || !span.choices.is_empty();
                Truth { holds: span.missing || span.undefined, fails: there, unknown: false }
            }
        }
    }

    /// The questions that are still open, in the order of the form: those that are certainly asked, and those that may be.
    pub fn open(&self) -> (Vec<&'a Question>, Vec<&'a Question>) {
        let open = self.held.iter().filter(|held| held.open && held.asked.holds);
        let (certain, possible): (Vec<_>, Vec<_>) = open.partition(|held| held.asked.is_certain());
        let questions = |held: Vec<&Held<'a>>| held.iter().map(|held| held.question).collect();
        (questions(certain), questions(possible))
    }

    /// Whether a question is open and may be asked.
    pub fn is_open(&self, question: &str) -> bool {
        self.find(question).is_some_and(|held| held.open && held.asked.holds)
    }

    /// The choices that a question may still be answered with; whether it may stay without one.
    pub fn choices(&self, question: &str) -> (&[&'a str], bool) {
        self.find(question).map_or((&[], true), |held| (held.span.choices.as_slice(), held.span.missing))
    }

    /// The number of a question's answer.
    pub fn number(&self, question: &str) -> Span<'a> {
        self.answer(question)
    }

    /// Whole years from a date that is asked to today.
    pub fn years_since(&self, question: &str) -> Span<'a> {
        self.since(question, Date::years_since)
    }

    fn find(&self, id: &str) -> Option<&Held<'a>> {
        self.held.iter().find(|held| held.question.id == id)
    }

    fn answer(&self, id: &str) -> Span<'a> {
        match self.find(id) {
            Some(Held { dates: Some(_), .. }) => Span { missing: true, ..Span::default() },
            Some(held) => held.span.clone(),
            None => {
                let named = self.named.iter().find(|(name, _)| *name == id);
                named.map_or(Span { missing: true, ..Span::default() }, |(_, span)| span.clone())
            }
        }
    }

    fn one_of(&self, of: &str, choices: &[String]) -> Truth {
        let (possible, missing) = self.choices(of);
        let mut truth = Truth { holds: false, fails: false, unknown: missing };
        for choice in possible {
            let listed = choices.iter().any(|listed| listed == choice);
            truth.holds |= listed;
            truth.fails |= !listed;
        }
        truth
    }

    fn first(&self, of: &'a [Derivation]) -> Span<'a> {
        let mut first = Span { missing: true, ..Span::default() };
        for part in of {
            if !first.missing {
                break;
            }
            first = arithmetic::either(first, self.span(part));
        }
        first
    }

    fn code(&self, of: &str, values: &crate::json::Map<i64>) -> Span<'a> {
        let (choices, missing) = self.choices(of);
        let mut code = Span { missing, ..Span::default() };
        for choice in choices {
            let one =
                values.get(choice).map_or(Span { missing: true, ..Span::default() }, |value| Span::number(*value));
            let missing = code.missing || one.missing;
            code = Span { missing, ..arithmetic::either(code, one) };
        }
        code
    }

    fn since(&self, question: &str, spell: fn(Date, Date) -> i64) -> Span<'a> {
        let held = self.find(question);
        let dates = held.and_then(|held| held.dates);
        Span {
            numbers: dates.map(|(first, last)| (spell(self.today, last), spell(self.today, first))),
            missing: held.is_none_or(|held| held.span.missing || held.dates.is_none()),
            ..Span::default()
        }
    }
}

impl<'a> Held<'a> {
    fn take(&mut self, answer: &'a Answer) {
        match answer {
            Answer::Number(number) => self.span.numbers = Some((*number, *number)),
            Answer::YesNo(yes) => self.span.numbers = Some((i64::from(*yes), i64::from(*yes))),
            Answer::Choice(choice) => self.span.choices.push(choice),
            Answer::Date(date) => self.dates = Some((*date, *date)),
        }
    }

    fn take_any(&mut self) {
        match &self.question.answer {
            AnswerKind::Money { min, max } | AnswerKind::Number { min, max, .. } => {
                self.span.numbers = Some((*min, *max));
            }
            AnswerKind::YesNo {} => self.span.numbers = Some((0, 1)),
            AnswerKind::Choice { options } => self.span.choices.extend(options.iter().map(String::as_str)),
            AnswerKind::Date { min, max } => {
                self.dates = Some((min.unwrap_or(Date::from_days(i32::MIN)), max.unwrap_or(Date::LAST)));
            }
        }
    }

    /// Whatever the lever can make of an answer that is given.
    fn reach(&mut self, lever: &'a Lever, answer: &Answer) {
        match (lever, answer, &mut self.span.numbers) {
            (Lever::Step { by, times, .. }, Answer::Number(now), Some((least, most))) => {
                let end = self.question.answer.clamped(now.saturating_add(by.saturating_mul(i64::from(*times))));
                (*least, *most) = ((*least).min(end), (*most).max(end));
            }
            (Lever::Choose { options, .. }, Answer::YesNo(_), Some((least, most))) => {
                for option in options {
                    let value = i64::from(option == "yes");
                    (*least, *most) = ((*least).min(value), (*most).max(value));
                }
            }
            (Lever::Choose { options, .. }, ..) => self.span.choices.extend(options.iter().map(String::as_str)),
            (Lever::Step { .. }, ..) => {}
        }
    }
}

/// All of these: false where one can be, true where all can be, unknown where one can be and none has to be false.
fn all(parts: &mut dyn Iterator<Item = Truth>) -> Truth {
    let mut all = Truth { holds: true, fails: false, unknown: false };
    let mut false_for_certain = false;
    for part in parts {
        false_for_certain |= !part.holds && !part.unknown;
        all.holds &= part.holds;
        all.fails |= part.fails;
        all.unknown |= part.unknown;
    }
    all.unknown &= !false_for_certain;
    all
}

fn opposite(truth: Truth) -> Truth {
    Truth { holds: truth.fails, fails: truth.holds, ..truth }
}

fn compare(left: &Span<'_>, is: Comparison, right: &Span<'_>) -> Truth {
    let unknown = left.can_be_no_number() || right.can_be_no_number();
    let (Some((left_least, left_most)), Some((right_least, right_most))) = (left.numbers, right.numbers) else {
        return Truth { holds: false, fails: false, unknown };
    };
    let (holds, fails) = match is {
        Comparison::Less => (left_least < right_most, left_most >= right_least),
        Comparison::AtMost => (left_least <= right_most, left_most > right_least),
        Comparison::AtLeast => (left_most >= right_least, left_least < right_most),
        Comparison::More => (left_most > right_least, left_least <= right_most),
        Comparison::Equal => (
            left_least <= right_most && right_least <= left_most,
            left_least != left_most || right_least != right_most || left_least != right_least,
        ),
    };
    Truth { holds, fails, unknown }
}

#[cfg(test)]
mod tests;
