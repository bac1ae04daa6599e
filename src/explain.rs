//! Why: findings, lost points and obstacles as reason codes.

use crate::capacity::Capacity;
use crate::json::{choice, record};
use crate::market::{ReasonsRule, Reference};
use crate::order::by_keys;
use crate::pack::PolicyEffect;
use crate::policy::{Finding, RuleSource};
use crate::product::NotOffered;
use crate::score::{Against, Contribution, Scored};

choice! {
    /// What a reason comes from.
    pub enum ReasonSource {
        /// A rule that fired.
        "rule" Rule,
        /// Points lost in a characteristic.
        "characteristic" Characteristic,
        /// What can be carried each month.
        "capacity" Capacity,
        /// What stands in a product's way.
        "product" Product,
    }
}

record! {
    /// One reason; `reason-<code>` are its words.
    pub struct Reason {
        /// The code: a rule, a characteristic or an obstacle.
        "code" code: String,
        /// What it comes from.
        "source" source: ReasonSource,
        /// Points below the reference, where points were lost.
        "pointsLost" points_lost: Option<i64>,
        /// Whether the points rest on judgement, not on data.
        "expert" expert: bool,
        /// The market's rule behind it, where there is one.
        "rule" rule: Option<String>,
        /// The sources it rests on.
        "cite" cite: Vec<String>,
    }
}

record! {
    /// What one characteristic gave to the score.
    pub struct PointsGiven {
        /// The characteristic.
        "characteristic" characteristic: String,
        /// Its points.
        "points" points: i64,
        /// What they are compared with, by the market's reference.
        "referencePoints" reference: i64,
        /// Whether the points rest on judgement, not on data.
        "expert" expert: bool,
    }
}

/// What each characteristic gave; with the model's base points they sum to the score.
pub fn points_given(reference: Reference, scored: &Scored<'_>) -> Vec<PointsGiven> {
    let mut given = Vec::new();
    for contribution in &scored.contributions {
        given.push(PointsGiven {
            characteristic: contribution.id.into(),
            points: contribution.points,
            reference: reference_points(reference, &contribution.against),
            expert: contribution.expert,
        });
    }
    given
}

/// The reasons that are owed, at most as many as the market says.
///
/// A decision that fell at one step is explained by that step (12 CFR 1002, comment 9(b)(2)-4): rules that knocked out
/// alone; else capacity and products, if nothing can be offered; then the points furthest below the reference (comment
/// 9(b)(2)-5 (i) names two that are right: the mean of all applicants, and of those at or slightly above the cut-off).
pub fn reasons(
    rule: &ReasonsRule,
    findings: &[Finding],
    contributions: &[Contribution<'_>],
    capacity: Option<&Capacity>,
    not_offered: &[NotOffered],
    nothing_offered: bool,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for finding in findings {
        let rule = (finding.source == RuleSource::Market).then(|| finding.rule.clone());
        reasons.push(Reason { rule, cite: finding.cite.clone(), ..plain(&finding.rule, ReasonSource::Rule) });
    }
    if !findings.iter().any(|finding| finding.effect == PolicyEffect::KnockOut) {
        if nothing_offered && capacity.is_none() {
            reasons.push(plain("capacity-unknown", ReasonSource::Capacity));
        }
        if nothing_offered {
            reasons.extend(obstacles(not_offered));
        }
        reasons.extend(points_lost(rule.reference, contributions));
    }
    reasons.truncate(usize::try_from(rule.max).unwrap_or(usize::MAX));
    reasons
}

fn obstacles(not_offered: &[NotOffered]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for product in not_offered {
        let code = product.obstacle.word();
        if !reasons.iter().any(|reason| reason.code == code) {
            let (rule, cite) = (product.rule.clone(), product.cite.clone());
            reasons.push(Reason { rule, cite, ..plain(code, ReasonSource::Product) });
        }
    }
    reasons
}

/// Characteristics below the reference, the furthest first; equal losses in the model's order, then judgement's.
fn points_lost(reference: Reference, contributions: &[Contribution<'_>]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for contribution in contributions {
        let lost = reference_points(reference, &contribution.against) - contribution.points;
        if lost > 0 {
            let plain = plain(contribution.id, ReasonSource::Characteristic);
            reasons.push(Reason { points_lost: Some(lost), expert: contribution.expert, ..plain });
        }
    }
    by_keys(reasons, &|reason| (-reason.points_lost.unwrap_or(0), 0))
}

fn reference_points(reference: Reference, against: &Against) -> i64 {
    match reference {
        Reference::Maximum => against.maximum,
        Reference::Mean => against.mean,
        Reference::Neutral => against.neutral,
        Reference::AboveCutOff => against.above_cut_off,
    }
}

fn plain(code: &str, source: ReasonSource) -> Reason {
    Reason { code: code.into(), source, points_lost: None, expert: false, rule: None, cite: Vec::new() }
}
