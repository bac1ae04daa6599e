//! How an offer stands to the caps that bar a loan, and for whom, where what was said leaves that open.

use super::law::Law;
use super::{ForSome, LastKnown, LawStanding};
use crate::cap::{CapStatus, CapTest};
use crate::market::{Case, Effect, Scope};

/// The offer is above these caps, whose scopes they are: by today's limits of the law, by the last that are known, and by
/// the market file's own rules.
#[derive(Default)]
struct Above<'a> {
    now: Vec<&'a Scope>,
    last_known: Vec<&'a Scope>,
    own: Vec<&'a Scope>,
}

impl Law<'_> {
    /// How the offer stands to the caps that bar a loan. It is above the law where, whatever was not said, one of those
    /// that are then about it is broken.
    pub fn standing(&self, caps: &[CapTest], last_known: &[LastKnown]) -> LawStanding {
        let (mut above, mut within, mut untested) = (Above::default(), 0, 0);
        for cap in caps {
            let Some(rule) = self.cap(&cap.rule).filter(|rule| rule.effect == Effect::Block) else { continue };
            if cap.effect != Effect::Block {
                // A limit that is not sure bars nothing, and nothing is within it either.
                untested += 1;
                continue;
            }
            let is_over = |known: &LastKnown| known.rule == cap.rule && known.over == Some(true);
            match cap.status {
                CapStatus::Over if is_own(cap) => above.own.push(&rule.scope),
                CapStatus::Over => above.now.push(&rule.scope),
                CapStatus::Within => within += 1,
                CapStatus::Untested if last_known.iter().any(is_over) => above.last_known.push(&rule.scope),
                CapStatus::Untested => untested += 1,
            }
        }
        match (within, untested) {
            _ if !(above.now.is_empty() && above.last_known.is_empty() && above.own.is_empty()) => self.over(&above),
            (0, 0) => LawStanding::NoLimit,
            (0, _) => LawStanding::Untested,
            (_, 0) => LawStanding::Within,
            (_, _) => LawStanding::WithinTested,
        }
    }

    fn over(&self, above: &Above<'_>) -> LawStanding {
        let mut scopes = above.now.clone();
        scopes.extend(&above.last_known);
        let is_by_law = !scopes.is_empty();
        if self.is_for_all(&scopes) {
            return if above.now.is_empty() { LawStanding::OverLastKnown } else { LawStanding::Over };
        }
        scopes.extend(&above.own);
        if self.is_for_all(&scopes) {
            return if is_by_law { LawStanding::OverOrOwnLimit } else { LawStanding::OverOwnLimit };
        }
        let is_open = |scope: &&Scope| self.is_purpose_open(scope) || self.is_borrower_open(scope);
        if scopes.iter().any(is_open) { LawStanding::OverForSome } else { LawStanding::OverForSomeLenders }
    }

    /// Whether one of these caps is about the offer, whichever of the market's lenders lends and whatever it is for, and
    /// even if the borrower is of no class but those that were said.
    fn is_for_all(&self, scopes: &[&Scope]) -> bool {
        let of = |said: &Option<String>, words: &[String]| match said {
            Some(said) => vec![Some(said.clone())],
            None if words.is_empty() => vec![None],
            None => words.iter().cloned().map(Some).collect(),
        };
        let mut denied = Vec::new();
        for class in &self.market.borrower_classes {
            if !self.quote.borrower.as_ref().is_some_and(|known| known.contains(class)) {
                denied.push(class.as_str());
            }
        }
        let purposes = of(&self.quote.purpose, &self.market.purposes);
        for lender in of(&self.quote.lender, &self.market.lender_classes) {
            for purpose in &purposes {
                let (lender, purpose) = (lender.as_deref(), purpose.as_deref());
                let case = Case { lender, purpose, denied: &denied, ..Case::default() };
                if !scopes.iter().any(|scope| scope.covers(&case)) {
                    return false;
                }
            }
        }
        true
    }

    fn is_purpose_open(&self, scope: &Scope) -> bool {
        scope.purposes.is_some() && self.quote.purpose.is_none()
    }

    fn is_borrower_open(&self, scope: &Scope) -> bool {
        scope.borrowers.is_some() && self.quote.borrower.is_none()
    }

    /// For whom the caps are that may not be about the offer.
    pub fn for_some(&self, caps: &[CapTest]) -> Vec<ForSome> {
        let mut for_some = Vec::new();
        for cap in caps {
            let Some(Scope { lenders, purposes, borrowers, .. }) = self.cap(&cap.rule).map(|cap| &cap.scope) else {
                continue;
            };
            let some = ForSome {
                rule: cap.rule.clone(),
                lenders: lenders.clone().filter(|_| self.quote.lender.is_none()),
                purposes: purposes.clone().filter(|_| self.quote.purpose.is_none()),
                borrowers: borrowers.clone().filter(|_| self.quote.borrower.is_none()),
            };
            if some.lenders.is_some() || some.purposes.is_some() || some.borrowers.is_some() {
                for_some.push(some);
            }
        }
        for_some
    }
}

/// Whether a cap is the market file's own rule, which goes beyond the law that it cites.
fn is_own(cap: &CapTest) -> bool {
    cap.cite.iter().any(|source| source.starts_with("house-"))
}
