//! The least change that turns the outcome, among what the applicant can change in truth: exact over score, rules,
//! capacity and price together, of as many answers as have levers. Each is proven by running the assessment again.

mod bound;
mod levers;

use crate::application::{Answers, Application, Scalar};
use crate::capacity::capacity;
use crate::characteristic::Facts;
use crate::date::Date;
use crate::form;
use crate::json::{choice, record};
use crate::market::Market;
use crate::pack::Pack;
use crate::policy::denied;
use crate::product::{Burdens, Want, greatest_amount};
use crate::score::scored;
use bound::Bounds;
use levers::{Moves, moves};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

record! {
    /// One answer that would have to become another.
    pub struct Change {
        /// The question.
        "question" question: String,
        /// The answer now.
        "from" from: Option<Scalar>,
        /// What it would have to be.
        "to" to: Scalar,
        /// What it costs the applicant, by the pack's own measure.
        "effort" effort: i64,
        /// How long it takes.
        "days" days: i64,
    }
}

record! {
    /// Changes that together turn the outcome.
    pub struct Recourse {
        /// The changes.
        "changes" changes: Vec<Change>,
        /// What they cost together.
        "effort" effort: i64,
        /// How long the longest takes.
        "days" days: i64,
        /// What they reach.
        "reaches" reaches: Standing,
    }
}

record! {
    /// How an application stands: a greater one is better.
    pub struct Standing {
        /// The outcome's rank: 0 not yet, 1 referred, 2 possible, 3 likely.
        "rank" rank: u32,
        /// The greatest amount that could be offered, in minor units.
        "principalMinor" principal: i64,
    }
}

choice! {
    /// Whether anything would help.
    pub enum Outlook {
        /// There is nothing better to reach.
        "best-already" BestAlready,
        /// There are changes that would be enough.
        "can-be-better" CanBeBetter,
        /// Nothing that the applicant can change would be enough.
        "nothing-is-enough" NothingIsEnough,
    }
}

/// The rank of the best outcome.
const BEST_RANK: u32 = 3;
/// At most so many ways are told.
const MAX_WAYS: usize = 3;

/// What has to be reached: a better outcome, or this one with the amount that is wanted.
struct Goal {
    rank: u32,
    wanted: Option<i64>,
}

impl Goal {
    fn is_reached_by(&self, standing: &Standing) -> bool {
        let fulfils = self.wanted.is_some_and(|wanted| standing.principal >= wanted);
        standing.rank > self.rank || (standing.rank == self.rank && fulfils)
    }
}

/// The cheapest changes, by effort, that reach a better outcome, or the amount that is wanted: the cheapest of all
/// first, then the cheapest that change no question of those before. Of equal ones fewer changes come first, then those
/// of earlier questions, then smaller ones. A pack has at most 65,536 ways to set its levers, so that this is exact.
pub fn recourses(
    market: &Market,
    pack: &Pack,
    application: &Application,
    today: Date,
    now: &Standing,
    standing: &dyn Fn(&Application) -> Standing,
) -> (Outlook, Vec<Recourse>) {
    let answers = application.answers();
    let wanted = attainable(market, pack, answers, today);
    let is_short = now.principal < wanted;
    if now.rank == BEST_RANK && !is_short {
        return (Outlook::BestAlready, Vec::new());
    }
    // What a refusal that nothing can lift left unasked can't be weighed.
    if !application.is_whole() {
        return (Outlook::NothingIsEnough, Vec::new());
    }
    let goal = Goal { rank: now.rank, wanted: (is_short && now.rank > 0).then_some(wanted) };
    let levers = moves(pack, answers, today);
    let burdens = Burdens::default();
    let bounds = Bounds::new(market, pack, answers, today, &levers, &burdens, &goal);
    let mut search = Search { market, pack, answers, today, goal, levers: &levers, bounds, burdens };
    let found = search.run(standing);
    (if found.is_empty() { Outlook::NothingIsEnough } else { Outlook::CanBeBetter }, found)
}

/// The most of what is wanted that any product could come to, by its step and by law.
fn attainable(market: &Market, pack: &Pack, answers: &Answers, today: Date) -> i64 {
    let denied = denied(pack, &Facts::new(answers, &[], today));
    let case = pack.case(answers.choice(&pack.wanted.purpose), &denied);
    let amount = answers.number(&pack.wanted.amount);
    greatest_amount(&Want { case, amount, ..Want::open(market, pack, today) })
}

struct Search<'a> {
    market: &'a Market,
    pack: &'a Pack,
    answers: &'a Answers,
    today: Date,
    goal: Goal,
    levers: &'a [Moves],
    bounds: Bounds,
    burdens: Burdens,
}

impl Search<'_> {
    /// Sets the levers one after the other, always going on from the cheapest way so far, and never where its bounds say
    /// that nothing can be reached.
    fn run(&mut self, standing: &dyn Fn(&Application) -> Standing) -> Vec<Recourse> {
        let mut found: Vec<Recourse> = Vec::new();
        let mut used = vec![false; self.levers.len()];
        // Effort, number of changes, the settings as one number, and how many levers are set.
        let mut open = BinaryHeap::from([Reverse((0_i64, 0_u32, 0_usize, 0_usize))]);
        while let Some(Reverse((effort, changes, settings, depth))) = open.pop() {
            let mut set = self.settings(settings, depth);
            let is_used = |(place, setting): (usize, &usize)| {
                used.get(place) == Some(&true)
                    && self.levers.get(place).is_some_and(|lever| lever.change(*setting).is_some())
            };
            if set.iter().enumerate().any(is_used) {
                continue;
            }
            let Some(lever) = self.levers.get(depth) else {
                if changes > 0
                    && let Some(reaches) = self.reached(&set, standing)
                {
                    for (used, (lever, setting)) in used.iter_mut().zip(self.levers.iter().zip(&set)) {
                        *used |= lever.change(*setting).is_some();
                    }
                    found.push(self.way(&set, reaches));
                    if found.len() == MAX_WAYS {
                        break;
                    }
                }
                continue;
            };
            let weight: usize = self.levers.iter().skip(depth + 1).map(Moves::count).product();
            for setting in 0..lever.count() {
                set.push(setting);
                if self.bounds.allow(self.levers, &set) {
                    let change = lever.change(setting);
                    open.push(Reverse((
                        effort + change.map_or(0, |change| change.effort),
                        changes + u32::from(change.is_some()),
                        settings + setting * weight,
                        depth + 1,
                    )));
                }
                set.pop();
            }
        }
        found
    }

    /// The settings of the first `depth` levers, of which the last lever's count least.
    fn settings(&self, settings: usize, depth: usize) -> Vec<usize> {
        let mut rest = settings;
        let mut set: Vec<usize> = Vec::with_capacity(self.levers.len());
        for lever in self.levers.iter().rev() {
            set.push(rest % lever.count());
            rest /= lever.count();
        }
        set.reverse();
        set.truncate(depth);
        set
    }

    /// What these settings of all levers reach, if it is what has to be reached: proven by the assessment itself, after
    /// what is cheap to see has been looked at.
    fn reached(&mut self, set: &[usize], standing: &dyn Fn(&Application) -> Standing) -> Option<Standing> {
        let mut answers = self.answers.clone();
        for (lever, setting) in self.levers.iter().zip(set) {
            if let Some(answer) = lever.answer(*setting) {
                answers.0.insert(lever.question.clone(), answer.clone());
            }
        }
        let application = form::whole(self.market, self.pack, &answers, self.today)?;
        if !self.could_carry(application.answers()) {
            return None;
        }
        let reached = standing(&application);
        self.goal.is_reached_by(&reached).then_some(reached)
    }

    /// Whether the loan that has to be reached could be carried, whatever the law says of its cost.
    fn could_carry(&mut self, answers: &Answers) -> bool {
        let (market, pack, today) = (self.market, self.pack, self.today);
        let facts = Facts::new(answers, &pack.characteristics, today);
        let denied = denied(pack, &facts);
        let purpose = answers.choice(&pack.wanted.purpose);
        let case = pack.case(purpose, &denied);
        let (Some(scored), Some(capacity)) = (scored(pack, &facts), capacity(&pack.capacity, market, &case, &facts))
        else {
            return true;
        };
        let amount = answers.number(&pack.wanted.amount);
        let (tier, pd) = (&scored.tier.id, scored.pd.ppm);
        let want = Want { market, pack, today, amount, term: None, case, tier, pd, capacity: &capacity };
        let rank = Bounds::rank(scored.outcome);
        let least = if rank > self.goal.rank { 0 } else { self.goal.wanted.unwrap_or(0) };
        let is_carried = self.burdens.least(&want, least).is_some_and(|burden| burden <= capacity.instalment);
        is_carried || (self.goal.rank == 0 && self.bounds.may_refer)
    }

    fn way(&self, set: &[usize], reaches: Standing) -> Recourse {
        let mut way = Recourse { changes: Vec::new(), effort: 0, days: 0, reaches };
        for change in self.levers.iter().zip(set).filter_map(|(lever, setting)| lever.change(*setting)) {
            way.effort += change.effort;
            way.days = way.days.max(change.days);
            way.changes.push(change.clone());
        }
        way
    }
}
