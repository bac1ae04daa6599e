//! All of a diff in numbers.

use super::{Because, Cause, ChangeKind, Side};
use crate::decision::Outcome;
use crate::json::record;

record! {
    /// How many went from one outcome to another, or stayed.
    pub struct Moved {
        /// The outcome by the old pack.
        "from" from: Outcome,
        /// By the new one.
        "to" to: Outcome,
        /// So many.
        "count" count: i64,
    }
}

record! {
    /// For how many something moved, among those who are decided otherwise.
    pub struct Counted {
        /// What moved.
        "cause" cause: Cause,
        /// Of which rule, characteristic or product.
        "of" of: Option<String>,
        /// For so many.
        "count" count: i64,
    }
}

record! {
    /// All of it in numbers.
    #[derive(Default)]
    pub struct Totals {
        /// Applications that were read.
        "applications" applications: i64,
        /// Those that both packs decide.
        "decided" decided: i64,
        /// Those of them that are decided otherwise.
        "changed" changed: i64,
        /// Whose outcome changes.
        "outcomeChanged" outcome: i64,
        /// Whose offers change.
        "offerChanged" offer: i64,
        /// Whose reasons change.
        "reasonChanged" reason: i64,
        /// How many are offered something by the old pack.
        "offeredOld" offered_old: i64,
        /// By the new one.
        "offeredNew" offered_new: i64,
        /// The greatest amounts offered by the old pack, summed, in minor units.
        "amountOldMinor" amount_old: i64,
        /// By the new one.
        "amountNewMinor" amount_new: i64,
        /// From which outcome to which, best first.
        "outcomes" outcomes: Vec<Moved>,
        /// What moved, most often first.
        "because" because: Vec<Counted>,
    }
}

impl Totals {
    /// One more who is decided by both packs.
    pub(super) fn see(&mut self, old: &Side, new: &Side) {
        self.decided += 1;
        self.offered_old += i64::from(!old.offers.is_empty());
        self.offered_new += i64::from(!new.offers.is_empty());
        self.amount_old = self.amount_old.saturating_add(old.most);
        self.amount_new = self.amount_new.saturating_add(new.most);
        let (from, to) = (old.outcome, new.outcome);
        match self.outcomes.iter_mut().find(|moved| (moved.from, moved.to) == (from, to)) {
            Some(moved) => moved.count += 1,
            None => self.outcomes.push(Moved { from, to, count: 1 }),
        }
        self.outcomes.sort_by_key(|moved| (moved.from, moved.to));
    }

    /// One more who is decided otherwise.
    pub(super) fn count(&mut self, kinds: &[ChangeKind], because: &[Because]) {
        self.changed += 1;
        for kind in kinds {
            *match kind {
                ChangeKind::Outcome => &mut self.outcome,
                ChangeKind::Offer => &mut self.offer,
                ChangeKind::Reason => &mut self.reason,
            } += 1;
        }
        for one in because {
            match self.because.iter_mut().find(|known| known.cause == one.cause && known.of == one.of) {
                Some(known) => known.count += 1,
                None => self.because.push(Counted { cause: one.cause, of: one.of.clone(), count: 1 }),
            }
        }
        self.because.sort_by(|a, b| (-a.count, a.cause, &a.of).cmp(&(-b.count, b.cause, &b.of)));
    }
}
