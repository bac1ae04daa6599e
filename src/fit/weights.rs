//! What a fit comes to: log odds by bin, before they become points.

use super::cuts::Tally;

/// The characteristics of a set of rows as bins, with the outcomes.
#[derive(Clone, Debug)]
pub struct Binned {
    /// For each characteristic, the bin of each row.
    pub bins: Vec<Vec<u16>>,
    /// For each characteristic, where its ranges stand and how points must go along them.
    pub shapes: Vec<Shape>,
    /// For each row, whether it is bad.
    pub bads: Vec<bool>,
}

/// What a fit must know of a characteristic's bins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// How many bins there are.
    pub bins: usize,
    /// Which of them are ranges, in ascending order.
    pub ranges: std::ops::Range<usize>,
    /// How points must go along the ranges.
    pub trend: crate::pack::model::Trend,
}

impl Binned {
    /// Goods and bads in each bin of each characteristic.
    pub fn tallies(&self) -> Vec<Vec<Tally>> {
        let of_one = |(bins, shape): (&Vec<u16>, &Shape)| {
            let mut tallies = vec![Tally::default(); shape.bins];
            for (bin, bad) in bins.iter().zip(&self.bads) {
                if let Some(tally) = tallies.get_mut(usize::from(*bin)) {
                    tally.count(*bad);
                }
            }
            tallies
        };
        self.bins.iter().zip(&self.shapes).map(of_one).collect()
    }
}

/// Log odds of being good: `intercept + Σ parts[characteristic][bin]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// The log odds of a row whose every part is the mean.
    pub intercept: f64,
    /// For each characteristic, the log odds that each bin adds.
    pub parts: Vec<Vec<f64>>,
}

impl Weights {
    /// The same sums with each characteristic's mean over the rows moved into the intercept. A bin without rows adds
    /// nothing: it is neutral.
    pub fn centred(mut self, tallies: &[Vec<Tally>]) -> Weights {
        for (part, tallies) in self.parts.iter_mut().zip(tallies) {
            let rows: f64 = tallies.iter().map(|tally| tally.rows()).sum();
            let sum: f64 = part.iter().zip(tallies).map(|(weight, tally)| weight * tally.rows()).sum();
            let mean = sum / rows.max(1.0);
            for (weight, tally) in part.iter_mut().zip(tallies) {
                *weight = if tally.rows() > 0.0 { *weight - mean } else { 0.0 };
            }
            self.intercept += mean;
        }
        self
    }
}

/// `1 / (1 + e^−x)`.
pub fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}
