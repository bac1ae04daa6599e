//! When enough has been answered: a refusal that nothing can lift that is left to answer or to change, and questions that
//! can change nothing any more.

mod idle;

pub use idle::idle;

use crate::application::{Answers, Partial};
use crate::capacity::{Capacity, capacity, capacity_open};
use crate::characteristic::Facts;
use crate::date::Date;
use crate::market::Market;
use crate::pack::golden::Outcome;
use crate::pack::{Pack, PolicyEffect, TierOutcome};
use crate::policy::{Cases, Finding, Prospect, denied, prospects};
use crate::product::{Burdens, NotOffered, too_little};
use crate::range::Ranges;
use crate::reach::Reach;
use crate::score::{Contribution, ScoreOpen, contributions, each_place, scores};

/// A refusal for good.
#[derive(Clone, Debug)]
pub struct Refusal<'p> {
    /// The rules that fire for certain.
    pub findings: Vec<Finding>,
    /// What it rests on.
    pub why: Why<'p>,
}

/// What a refusal for good rests on.
#[derive(Clone, Debug)]
pub enum Why<'p> {
    /// A rule declines.
    Rule,
    /// No score that can still be reached comes to an offer: what is known of it, characteristic by characteristic.
    Score(Vec<Contribution<'p>>),
    /// Too little can be carried for any product.
    Capacity(Capacity, Vec<NotOffered>),
}

/// Whether a rule declines these answers whatever else is answered, and whatever the applicant changes of what the pack
/// lets be changed.
pub fn declined_for_good(market: &Market, pack: &Pack, answers: &Answers, today: Date) -> bool {
    let partial = Partial { answers: answers.clone(), unknown: Vec::new() };
    prospects(market, pack, &Ranges::with_levers(pack, &partial, today)).iter().any(Prospect::declines)
}

/// The refusal that is certain whatever else is answered, and whatever the applicant changes of what the pack lets be
/// changed: then nothing more has to be asked. None either where it is not certain yet what it would rest on.
pub fn refusal_for_good<'p>(market: &Market, pack: &'p Pack, answers: &Answers, today: Date) -> Option<Refusal<'p>> {
    let partial = Partial { answers: answers.clone(), unknown: Vec::new() };
    let levers = Ranges::with_levers(pack, &partial, today);
    let mut reach = Reach::new(market, pack, today);
    reach.add(&levers, false);
    let by_rule = reach.rules.iter().any(Prospect::declines);
    if !by_rule && reach.outcomes != [Outcome::NotYet] {
        return None;
    }
    let ranges = Ranges::new(pack, &partial, today);
    let fired = prospects(market, pack, &ranges).into_iter().filter(|prospect| prospect.certain);
    let findings: Vec<Finding> = fired.map(|prospect| prospect.finding).collect();
    if by_rule || findings.iter().any(|finding| finding.effect == PolicyEffect::KnockOut) {
        return Some(Refusal { findings, why: Why::Rule });
    }
    let facts = Facts::new(answers, &pack.characteristics, today);
    let why = by_score(pack, &ranges, &facts).or_else(|| by_capacity(market, pack, &ranges, &facts))?;
    Some(Refusal { findings, why })
}

/// What is known of the score, where the segment is known and every score that can be reached is too low.
fn by_score<'p>(pack: &'p Pack, ranges: &Ranges<'_>, facts: &Facts<'_>) -> Option<Why<'p>> {
    let scores = scores(pack, ranges);
    let [open] = scores.as_slice() else { return None };
    let mut is_too_low = true;
    each_place(pack, open, &mut |_, _, outcome| is_too_low &= outcome == TierOutcome::NotYet);
    let known = if is_too_low { known(pack, open, facts) } else { Vec::new() };
    (!known.is_empty()).then_some(Why::Score(known))
}

/// What those characteristics gave whose points are certain.
fn known<'p>(pack: &'p Pack, open: &ScoreOpen<'_>, facts: &Facts<'_>) -> Vec<Contribution<'p>> {
    let segment = pack.segments.iter().find(|segment| segment.id == open.segment.id);
    let given = segment.map(|segment| contributions(pack, segment, TierOutcome::NotYet, facts)).unwrap_or_default();
    let mut known = Vec::new();
    for (contribution, open) in given.into_iter().zip(&open.points) {
        if open.low == open.high {
            known.push(Contribution { points: open.low, ..contribution });
        }
    }
    known
}

/// That too little can be carried for the least loan of any product at its lowest price, where it is known how much can be,
/// whoever asks and for what.
fn by_capacity<'p>(market: &Market, pack: &'p Pack, ranges: &Ranges<'_>, facts: &Facts<'_>) -> Option<Why<'p>> {
    let cases = Cases::of(pack, ranges);
    let open = capacity_open(&pack.capacity, market, &cases, ranges);
    let denied = denied(pack, facts);
    let case = pack.case(facts.answers.choice(&pack.wanted.purpose), &denied);
    let capacity = capacity(&pack.capacity, market, &case, facts)?;
    let is_certain = pack.capacity.parts().into_iter().all(|part| ranges.span(part).is_known())
        && open.instalment == Some((capacity.instalment, capacity.instalment))
        && (capacity.rule.is_none() || cases.is_settled());
    if !is_certain || capacity.instalment >= Burdens::default().floor(market, pack, ranges.today, 0) {
        return None;
    }
    let not_offered = pack.products.iter().map(|product| too_little(market, &capacity, product)).collect();
    Some(Why::Capacity(capacity, not_offered))
}
