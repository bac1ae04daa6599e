//! An additive model boosted over bins, one characteristic a step: exactly a points table, fitted better than one
//! weight for each characteristic can.

use super::weights::{Binned, Shape, Weights, logistic};
use crate::pack::model::Trend;

/// How much of each step is taken.
const SHRINKAGE: f64 = 0.1;

/// Keeps steps small where there are few rows: added to the curvature of each leaf.
const RIDGE: f64 = 5.0;

/// One step: a characteristic, and what each of its bins adds to the log odds of being good.
#[derive(Clone, Debug)]
struct Step {
    characteristic: usize,
    adds: Vec<f64>,
    gain: f64,
}

/// A model that grows step by step.
#[derive(Clone, Debug)]
pub struct Boosted {
    intercept: f64,
    steps: Vec<Step>,
}

impl Boosted {
    /// The model after so many steps on `rows`, and after each step the log odds of `watched` as told to `watch`.
    pub fn fit(rows: &Binned, steps: usize, watched: &Binned, mut watch: impl FnMut(usize, &[f64])) -> Boosted {
        let goods = rows.bads.iter().filter(|bad| !**bad).count() as f64;
        let intercept = libm::log((goods + 0.5) / (rows.bads.len() as f64 - goods + 0.5));
        let mut log_odds = vec![intercept; rows.bads.len()];
        let mut seen = vec![intercept; watched.bads.len()];
        let mut model = Boosted { intercept, steps: Vec::new() };
        for number in 1..=steps {
            if let Some(step) = best_step(rows, &log_odds) {
                step.apply(rows, &mut log_odds);
                step.apply(watched, &mut seen);
                model.steps.push(step);
            }
            watch(number, &seen);
        }
        model
    }

    /// The sums of its first `steps` steps.
    pub fn weights(&self, shapes: &[Shape], steps: usize) -> Weights {
        let mut parts: Vec<Vec<f64>> = shapes.iter().map(|shape| vec![0.0; shape.bins]).collect();
        for step in self.steps.iter().take(steps) {
            let part = parts.iter_mut().skip(step.characteristic).take(1).flatten();
            part.zip(&step.adds).for_each(|(sum, add)| *sum += add);
        }
        Weights { intercept: self.intercept, parts }
    }
}

impl Step {
    fn apply(&self, rows: &Binned, log_odds: &mut [f64]) {
        let Some(bins) = rows.bins.get(self.characteristic) else { return };
        for (sum, bin) in log_odds.iter_mut().zip(bins) {
            *sum += self.adds.get(usize::from(*bin)).copied().unwrap_or(0.0);
        }
    }
}

/// First and second derivative of the log likelihood, summed over a leaf.
#[derive(Clone, Copy, Debug, Default)]
struct Leaf {
    gradient: f64,
    curvature: f64,
}

impl Leaf {
    fn add(&mut self, other: Leaf) {
        self.gradient += other.gradient;
        self.curvature += other.curvature;
    }

    fn without(self, other: Leaf) -> Leaf {
        Leaf { gradient: self.gradient - other.gradient, curvature: self.curvature - other.curvature }
    }

    fn value(self) -> f64 {
        self.gradient / (self.curvature + RIDGE)
    }

    fn gain(self) -> f64 {
        self.gradient * self.value()
    }
}

fn best_step(rows: &Binned, log_odds: &[f64]) -> Option<Step> {
    let slopes: Vec<Leaf> = log_odds.iter().zip(&rows.bads).map(|(log_odds, bad)| slope(*log_odds, *bad)).collect();
    let step = |(characteristic, (bins, shape)): (usize, (&Vec<u16>, &Shape))| {
        let mut leaves = vec![Leaf::default(); shape.bins];
        for (bin, slope) in bins.iter().zip(&slopes) {
            if let Some(leaf) = leaves.get_mut(usize::from(*bin)) {
                leaf.add(*slope);
            }
        }
        step_of(characteristic, shape, &leaves)
    };
    let steps = rows.bins.iter().zip(&rows.shapes).enumerate().map(step);
    // The first of the best, so that a tie falls the same way everywhere.
    steps.reduce(|best, next| if next.gain > best.gain { next } else { best }).filter(|best| best.gain > 0.0)
}

fn slope(log_odds: f64, bad: bool) -> Leaf {
    let good = logistic(log_odds);
    Leaf { gradient: if bad { -good } else { 1.0 - good }, curvature: good * (1.0 - good) }
}

/// The best step on one characteristic: its ranges fall into two leaves, every other bin is a leaf of its own.
fn step_of(characteristic: usize, shape: &Shape, leaves: &[Leaf]) -> Step {
    let ranges = leaves.get(shape.ranges.clone()).unwrap_or_default();
    let (split, below, above) = best_split(ranges, shape.trend);
    let add = |(bin, leaf): (usize, &Leaf)| match shape.ranges.contains(&bin) {
        true if bin < shape.ranges.start + split => SHRINKAGE * below.value(),
        true => SHRINKAGE * above.value(),
        false => SHRINKAGE * leaf.value(),
    };
    let others = leaves.iter().enumerate().filter(|(bin, _)| !shape.ranges.contains(bin));
    let gain = others.fold(below.gain() + above.gain(), |sum, (_, leaf)| sum + leaf.gain());
    Step { characteristic, adds: leaves.iter().enumerate().map(add).collect(), gain }
}

/// How many ranges fall into the lower leaf, and both leaves; all in the upper one where no split follows the trend.
fn best_split(ranges: &[Leaf], trend: Trend) -> (usize, Leaf, Leaf) {
    let all = ranges.iter().fold(Leaf::default(), |mut sum, leaf| {
        sum.add(*leaf);
        sum
    });
    let mut best = (0, Leaf::default(), all);
    let mut below = Leaf::default();
    for (split, leaf) in ranges.iter().enumerate() {
        let above = all.without(below);
        let follows = match trend {
            Trend::Ascending => below.value() <= above.value(),
            Trend::Descending => below.value() >= above.value(),
            Trend::None => true,
        };
        if split > 0 && follows && below.gain() + above.gain() > best.1.gain() + best.2.gain() {
            best = (split, below, above);
        }
        below.add(*leaf);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two hundred rows of each of three bins, so many bad.
    fn rows(bads: [usize; 3], trend: Trend) -> Binned {
        let of_bin = |(bin, bads): (u16, usize)| (0..200).map(move |row| (bin, row < bads));
        let (bins, bads) = (0_u16..).zip(bads).flat_map(of_bin).unzip();
        Binned { bins: vec![bins], shapes: vec![Shape { bins: 3, ranges: 0..3, trend }], bads }
    }

    fn parts(rows: &Binned) -> Vec<f64> {
        let model = Boosted::fit(rows, 300, rows, |_, _| {});
        let mut weights = model.weights(&rows.shapes, 300);
        weights.parts.pop().map(|part| part.into_iter().map(|weight| weight + weights.intercept).collect()).unwrap()
    }

    #[test]
    fn many_steps_reach_the_log_odds_of_each_bin() {
        let found = parts(&rows([150, 100, 50], Trend::None));
        for (found, expected) in found.iter().zip([-libm::log(3.0), 0.0, libm::log(3.0)]) {
            assert!((found - expected).abs() < 0.02, "{found} is not {expected}");
        }
    }

    #[test]
    fn points_never_go_against_the_trend() {
        let found = parts(&rows([100, 150, 50], Trend::Ascending));
        assert!(found.windows(2).all(|pair| pair[0] <= pair[1]), "{found:?}");
        let found = parts(&rows([150, 100, 50], Trend::Descending));
        assert!(found.windows(2).all(|pair| pair[0] >= pair[1]), "{found:?}");
    }
}
