//! Log odds become whole points on a scale.

use super::cuts::Tally;
use super::weights::{Binned, Weights};
use crate::pack::model::Scale;

/// A points table: `base + Σ parts[characteristic][bin]`, all of them whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Points {
    /// The score of the worst bin everywhere.
    pub base: i64,
    /// For each characteristic, the points of each bin: 0 for the worst.
    pub parts: Vec<Vec<i64>>,
    /// For each characteristic, the mean over the rows; also the points of a bin that no row fell into.
    pub means: Vec<i64>,
}

impl Points {
    /// The points of `weights` on a scale: `score = offset + factor · log odds`, `factor = pdo ÷ ln 2` and
    /// `offset = base score − factor · ln(base odds)`. Each characteristic's worst bin is moved to 0 points and what
    /// that takes away goes to the base, so that points are what a bin is better by than the worst.
    pub fn of(weights: &Weights, tallies: &[Vec<Tally>], scale: &Scale) -> Points {
        let factor = scale.pdo as f64 / core::f64::consts::LN_2;
        let offset = scale.base_score as f64 - factor * libm::log(scale.base_odds as f64);
        let mut base = offset + factor * weights.intercept;
        let (mut parts, mut means) = (Vec::new(), Vec::new());
        for (weights, tallies) in weights.parts.iter().zip(tallies) {
            let met = weights.iter().zip(tallies).filter(|(_, tally)| tally.rows() > 0.0);
            let worst = met.map(|(weight, _)| *weight).reduce(f64::min).unwrap_or(0.0);
            base += factor * worst;
            let points: Vec<i64> = weights.iter().map(|weight| whole(factor * (weight - worst))).collect();
            means.push(mean(&points, tallies));
            parts.push(points);
        }
        let mut points = Points { base: whole(base), parts, means };
        points.leave_unmet_neutral(tallies);
        points
    }

    fn leave_unmet_neutral(&mut self, tallies: &[Vec<Tally>]) {
        for ((part, tallies), mean) in self.parts.iter_mut().zip(tallies).zip(&self.means) {
            let unmet = part.iter_mut().zip(tallies).filter(|(_, tally)| tally.rows() == 0.0);
            unmet.for_each(|(points, _)| *points = *mean);
        }
    }

    /// The score of each row.
    pub fn scores(&self, rows: &Binned) -> Vec<i64> {
        let mut scores = vec![self.base; rows.bads.len()];
        for (bins, part) in rows.bins.iter().zip(&self.parts) {
            for (score, bin) in scores.iter_mut().zip(bins) {
                *score += part.get(usize::from(*bin)).copied().unwrap_or(0);
            }
        }
        scores
    }
}

fn mean(points: &[i64], tallies: &[Tally]) -> i64 {
    let rows: f64 = tallies.iter().map(|tally| tally.rows()).sum();
    let sum: f64 = points.iter().zip(tallies).map(|(points, tally)| *points as f64 * tally.rows()).sum();
    whole(sum / rows.max(1.0))
}

/// The nearest whole number; log odds of real rows stay far inside what it can hold.
fn whole(value: f64) -> i64 {
    libm::round(value) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: Scale = Scale { base_score: 600, base_odds: 20, pdo: 40 };

    #[test]
    fn doubled_odds_are_worth_the_points_that_double_them() {
        let tallies = vec![vec![Tally { goods: 1.0, bads: 0.0 }; 2]];
        let weights = Weights { intercept: libm::log(20.0), parts: vec![vec![-libm::log(2.0), libm::log(2.0)]] };
        let points = Points::of(&weights, &tallies, &SCALE);
        assert_eq!((points.base, points.parts, points.means), (560, vec![vec![0, 80]], vec![40]));
    }

    #[test]
    fn a_bin_that_no_row_fell_into_is_neutral() {
        let tallies = vec![vec![Tally { goods: 30.0, bads: 0.0 }, Tally { goods: 10.0, bads: 0.0 }, Tally::default()]];
        let weights = Weights { intercept: 0.0, parts: vec![vec![1.0, -3.0, -9.0]] };
        let points = Points::of(&weights, &tallies, &SCALE);
        assert_eq!(points.parts, vec![vec![231, 0, 173]]);
    }
}
