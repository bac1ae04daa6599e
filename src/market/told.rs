//! What a borrower is owed in words: reasons, rights, disclosures.

use super::{Rule, Scope};
use crate::json::{choice, record};

choice! {
    /// What points are compared with when reasons are chosen.
    pub enum Reference {
        /// The most points that the characteristic can give.
        "maximum" Maximum,
        /// The mean points of those the model was fitted on.
        "mean" Mean,
        /// The points of an attribute without weight of evidence.
        "neutral" Neutral,
        /// The mean points of those whose score was at or just above the cut-off.
        "above-cut-off" AboveCutOff,
    }
}

record! {
    /// Which reasons are owed and how they are chosen.
    pub struct ReasonsRule {
        /// At most so many.
        "max" max: u32,
        /// What points are compared with.
        "reference" reference: Reference,
        /// Sources.
        "cite" cite: Vec<String>,
    }
}

choice! {
    /// What may be asked of a lender.
    pub enum Claim {
        /// An explanation of the decision.
        "explanation" Explanation,
        /// A review by a person.
        "human-review" HumanReview,
        /// To refuse a decision made by a machine alone.
        "refuse-automated" RefuseAutomated,
        /// To have wrong data put right.
        "correction" Correction,
        /// To repay early.
        "early-repayment" EarlyRepayment,
        /// To step back from the loan within so many days.
        "withdrawal" Withdrawal,
    }
}

record! {
    /// What an applicant or borrower may ask of a lender; its wording is under the rule's id in `texts`.
    pub struct Right {
        /// When it holds.
        "rule" rule: Rule,
        /// Which loans it is about.
        "scope" scope: Scope,
        /// What may be asked.
        "claim" claim: Claim,
        /// Within how many days, where the law says so.
        "days" days: Option<u32>,
    }
}

choice! {
    /// When something has to be said.
    pub enum Occasion {
        /// With an offer.
        "offer" Offer,
        /// Before signing.
        "before-signing" BeforeSigning,
        /// With every result.
        "result" Result,
        /// Where nothing can be offered.
        "refusal" Refusal,
    }
}

record! {
    /// Something that has to be said: its wording is under the rule's id in `texts`.
    pub struct Disclosure {
        /// When it holds.
        "rule" rule: Rule,
        /// Which loans it is about.
        "scope" scope: Scope,
        /// When.
        "when" when: Occasion,
        /// The language in which the wording is the regulator's own, where it is.
        "official" official: Option<String>,
    }
}
