//! The way from what a score is compared with to the score: what helped and what hurt.

use crate::decision::Decision;
use crate::explain::PointsGiven;

/// What one characteristic takes the score from and to.
#[derive(Clone, Copy, Debug)]
pub struct Step<'d> {
    /// What it is.
    pub given: &'d PointsGiven,
    /// The score before it.
    pub from: i64,
    /// The score after it.
    pub to: i64,
}

/// The steps, in the order of the model; the first begins at the score of the reference, the last ends at the score. Those
/// that change nothing are left out.
pub fn steps(decision: &Decision) -> Vec<Step<'_>> {
    let mut score = decision.base_points.unwrap_or(0);
    for given in &decision.points {
        score += given.reference;
    }
    let mut steps = Vec::new();
    for given in &decision.points {
        let to = score + given.points - given.reference;
        if to != score {
            steps.push(Step { given, from: score, to });
        }
        score = to;
    }
    steps
}

/// Where the steps go at the least and at the most.
pub fn span(steps: &[Step<'_>]) -> (i64, i64) {
    let (mut least, mut most) = (i64::MAX, i64::MIN);
    for step in steps {
        least = least.min(step.from).min(step.to);
        most = most.max(step.from).max(step.to);
    }
    (least, most)
}
