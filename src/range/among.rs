//! Ranges over a part of all applications: what proofs about a pack are made of.

use super::{Held, Ranges, Span, Truth};
use crate::date::Date;
use crate::pack::Pack;
use crate::pack::question::Question;

/// Among what the answer to one question is.
#[derive(Clone, Debug, Default)]
pub struct Among<'a> {
    /// Numbers and choices, and whether it may be unknown.
    pub span: Span<'a>,
    /// The first and the last date, of a date.
    pub dates: Option<(Date, Date)>,
}

impl<'a> Ranges<'a> {
    /// What may come of answers that are among these, one for each question of the pack; none where all of them contradict
    /// each other.
    pub fn among(pack: &'a Pack, among: &[Among<'a>], today: Date) -> Option<Ranges<'a>> {
        let mut ranges = Ranges { today, held: Vec::with_capacity(pack.questions.len()), named: Vec::new() };
        for (question, among) in pack.questions.iter().zip(among) {
            let held = ranges.held_among(question, among);
            ranges.held.push(held);
        }
        for relation in &pack.relations {
            let truth = ranges.truth(&relation.holds);
            let is_said = ranges.find(&relation.at).is_some_and(|held| !held.span.missing);
            if is_said && !truth.holds && !truth.unknown {
                return None;
            }
        }
        for relation in &pack.relations {
            ranges.narrow(&relation.at, &relation.holds);
        }
        for named in &pack.characteristics {
            let span = ranges.span(&named.derivation);
            ranges.named.push((&named.id, span));
        }
        Some(ranges)
    }

    fn held_among(&self, question: &'a Question, among: &Among<'a>) -> Held<'a> {
        let certain = Truth { holds: true, fails: false, unknown: false };
        let asked = question.when.as_ref().map_or(certain, |when| self.truth(when));
        let mut held = Held { question, span: Span::default(), dates: None, asked, open: true };
        if asked.holds {
            held.span = among.span.clone();
            held.dates = among.dates;
        }
        held.span.missing |= !asked.is_certain();
        held
    }
}
