//! No better answer makes anyone worse off: the pack says which way an answer gets better, and then, all else equal, a
//! better one never lowers the outcome or the amount and never raises a price.

use super::parts::{Step, steps};
use super::space::{Cell, Person};
use super::{Assessed, Cx, Found, Proof};
use crate::decision::standing;
use crate::json::Path;
use crate::pack::question::{AnswerKind, Better};
use crate::rate::Ppm;

/// So many applicants are tried at each step at which a part of the decision gets worse.
const TRIES: u64 = 160;

/// Adds every question of which a better answer can make someone worse off.
pub(super) fn check(cx: &Cx<'_>, found: &mut Found) {
    let questions = cx.pack.questions.len().max(1);
    let mut heard = 0;
    for (place, question) in cx.pack.questions.iter().enumerate() {
        let ordered = !matches!(question.answer, AnswerKind::Choice { .. });
        if let Some(better) = question.better.filter(|_| ordered) {
            one(cx, place, better, found);
        }
        // Ten steps are heard of for all questions together.
        while heard < 10 * (place + 1) / questions {
            heard += 1;
            (cx.step)();
        }
    }
}

fn one(cx: &Cx<'_>, place: usize, better: Better, found: &mut Found) {
    let at = &Path::Root.key("questions");
    let at = &at.item(place);
    let at = &at.key("better");
    let steps = steps(cx, place, better);
    let mut faults = Faults { cx, place, told: Vec::new(), found, at, points: steps.points };
    for (number, step) in (0_u64..).zip(&steps.steps) {
        faults.step(number, step);
    }
    let lines = cx.persons / 100;
    for number in 0..lines {
        faults.line(number, better);
    }
    let proven = steps.exhaustive && steps.steps.is_empty();
    let points = faults.points;
    found.looked("better-answer", at, points, proven);
}

struct Faults<'a, 'c> {
    cx: &'a Cx<'c>,
    place: usize,
    told: Vec<&'static str>,
    found: &'a mut Found,
    at: &'a Path<'a>,
    points: u64,
}

impl Faults<'_, '_> {
    /// Applicants at a step at which a part gets worse: whether anyone's decision does.
    fn step(&mut self, number: u64, step: &Step) {
        for attempt in 0..TRIES {
            let mut cells = step.cells.clone();
            let person = |answer: i64, cells: &mut Vec<Cell>| {
                if let Some(cell) = cells.get_mut(self.place) {
                    *cell = Cell::of(Some(answer));
                }
                self.cx.space.person(number * TRIES + attempt, cells)
            };
            let (worse, better) = (person(step.worse, &mut cells), person(step.better, &mut cells));
            self.points += 2;
            self.compare(&worse, &better);
        }
    }

    /// One applicant, from the worst answer to the best.
    fn line(&mut self, number: u64, better: Better) {
        let Some(axis) = self.cx.space.axes.get(self.place) else { return };
        let person = self.cx.space.person(number, &self.cx.space.whole());
        let mut points = axis.points.clone();
        if better == Better::Less {
            points.reverse();
        }
        let mut before: Option<Person> = None;
        for point in points {
            let mut own: Person = person.clone();
            if let Some(answer) = own.get_mut(self.place) {
                *answer = Some(point);
            }
            self.points += 1;
            if self.cx.assessed(&own).is_none() {
                continue;
            }
            if let Some(before) = &before {
                self.compare(before, &own);
            }
            before = Some(own);
        }
    }

    /// Tells in what the better answer is worse off, by the plainest pair who show it.
    fn compare(&mut self, worse: &Person, better: &Person) {
        let cx = self.cx;
        let answers = [worse, better].map(|person| person.get(self.place).copied().flatten());
        let place = self.place;
        // The same person with each of the two answers.
        let pair = move |person: &Person| {
            let [worse, better] = answers.map(|answer| {
                let mut own = person.clone();
                if let Some(place) = own.get_mut(place) {
                    *place = answer;
                }
                cx.assessed(&own)
            });
            worse.zip(better)
        };
        let found = |person: &Person| pair(person).map(|(worse, better)| faults(&worse, &better)).unwrap_or_default();
        for (code, message) in found(worse) {
            if self.told.contains(&code) {
                continue;
            }
            self.told.push(code);
            let plain = cx.plain(worse, &|person| found(person).iter().any(|(other, _)| *other == code));
            let examples = pair(&plain).map(|(worse, better)| vec![cx.example(&worse), cx.example(&better)]);
            self.found.add(code, self.at, message, Proof::Shown, examples.unwrap_or_default());
        }
    }
}

/// In what the better answer is worse off.
fn faults(worse: &Assessed<'_>, better: &Assessed<'_>) -> Vec<(&'static str, &'static str)> {
    let (before, after) = (standing(&worse.assessment), standing(&better.assessment));
    let mut faults = Vec::new();
    if after.rank < before.rank {
        faults.push(("better-answer-lowers-outcome", "a better answer, all else equal, comes to a worse outcome"));
    } else if after.principal < before.principal {
        faults.push(("better-answer-lowers-amount", "a better answer, all else equal, is offered less"));
    }
    if is_dearer(worse, better) {
        faults.push(("better-answer-raises-price", "a better answer, all else equal, pays a higher rate"));
    }
    faults
}

/// Whether the lowest rate of all offers, or that of one product, rises.
fn is_dearer(worse: &Assessed<'_>, better: &Assessed<'_>) -> bool {
    let lowest = |of: &Assessed<'_>, product: Option<&str>| -> Option<Ppm> {
        let offers = of.assessment.offers.iter();
        let of_product = offers.filter(|offer| product.is_none_or(|product| offer.product == product));
        of_product.map(|offer| offer.rate).min()
    };
    let rises = |product: Option<&str>| {
        lowest(worse, product).zip(lowest(better, product)).is_some_and(|(before, after)| before < after)
    };
    rises(None) || worse.assessment.offers.iter().any(|offer| rises(Some(&offer.product)))
}
