//! Weight of evidence, information value, and the logistic regression on them.

use super::cuts::Tally;
use super::weights::{Binned, Weights, logistic};

/// `ln(share of all goods ÷ share of all bads)` of each bin, half a row added to each count; 0 for a bin without rows.
pub fn woe(tallies: &[Tally]) -> Vec<f64> {
    let (goods, bads) = totals(tallies);
    let of_one = |tally: &Tally| {
        let good = (tally.goods + 0.5) / (goods + 0.5);
        let bad = (tally.bads + 0.5) / (bads + 0.5);
        if tally.rows() > 0.0 { libm::log(good / bad) } else { 0.0 }
    };
    tallies.iter().map(of_one).collect()
}

/// Information value: `Σ (share of goods − share of bads) · woe`.
pub fn information_value(tallies: &[Tally]) -> f64 {
    let (goods, bads) = totals(tallies);
    let of_one = |(tally, woe): (&Tally, f64)| (tally.goods / goods.max(1.0) - tally.bads / bads.max(1.0)) * woe;
    tallies.iter().zip(woe(tallies)).map(of_one).sum()
}

/// The points of an attribute without weight of evidence: where the straight line through the bins' points by their
/// weight of evidence, each bin by its rows, meets 0. Regression gives exactly that line.
pub fn neutral_points(points: &[i64], tallies: &[Tally]) -> i64 {
    let woe = woe(tallies);
    let bins =
        || points.iter().zip(&woe).zip(tallies).map(|((points, woe), tally)| (*points as f64, woe, tally.rows()));
    let rows: f64 = bins().map(|(_, _, rows)| rows).sum();
    let mean_points = bins().map(|(points, _, rows)| points * rows).sum::<f64>() / rows.max(1.0);
    let mean_woe = bins().map(|(_, woe, rows)| woe * rows).sum::<f64>() / rows.max(1.0);
    let both: f64 = bins().map(|(points, woe, rows)| (points - mean_points) * (woe - mean_woe) * rows).sum();
    let spread: f64 = bins().map(|(_, woe, rows)| (woe - mean_woe) * (woe - mean_woe) * rows).sum();
    let slope = if spread > 0.0 { both / spread } else { 0.0 };
    libm::round(mean_points - slope * mean_woe) as i64
}

fn totals(tallies: &[Tally]) -> (f64, f64) {
    tallies.iter().fold((0.0, 0.0), |sum, tally| (sum.0 + tally.goods, sum.1 + tally.bads))
}

/// The ridge on the coefficients, which are about 1 where characteristics are independent.
const RIDGE: f64 = 1.0;

/// Newton steps; the likelihood is concave, and a dozen reach the last digits.
const STEPS: usize = 12;

/// Regularised logistic regression on weights of evidence. A characteristic whose coefficient comes out below zero
/// would turn its trend around: it is left out, and the rest fitted again.
pub fn regression(rows: &Binned) -> Weights {
    let tallies = rows.tallies();
    let woe: Vec<Vec<f64>> = tallies.iter().map(|tallies| woe(tallies)).collect();
    let mut used: Vec<bool> = vec![true; woe.len()];
    let mut coefficients = coefficients(rows, &woe, &used);
    while coefficients.iter().skip(1).any(|coefficient| *coefficient < 0.0) {
        for (used, coefficient) in used.iter_mut().zip(coefficients.iter().skip(1)) {
            *used = *used && *coefficient >= 0.0;
        }
        coefficients = self::coefficients(rows, &woe, &used);
    }
    let scaled = |(woe, coefficient): (&Vec<f64>, &f64)| woe.iter().map(|woe| woe * coefficient).collect();
    let parts = woe.iter().zip(coefficients.iter().skip(1)).map(scaled).collect();
    Weights { intercept: coefficients.first().copied().unwrap_or(0.0), parts }
}

/// The intercept, then one coefficient a characteristic: 0 for those not used.
fn coefficients(rows: &Binned, woe: &[Vec<f64>], used: &[bool]) -> Vec<f64> {
    let mut coefficients = vec![0.0; woe.len() + 1];
    for _ in 0..STEPS {
        let (gradient, curvature) = derivatives(rows, woe, used, &coefficients);
        for (coefficient, change) in coefficients.iter_mut().zip(solved(curvature, gradient)) {
            *coefficient += change;
        }
    }
    coefficients
}

fn derivatives(rows: &Binned, woe: &[Vec<f64>], used: &[bool], coefficients: &[f64]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let size = coefficients.len();
    let mut gradient: Vec<f64> = coefficients.iter().map(|coefficient| -RIDGE * coefficient).collect();
    let mut curvature = vec![vec![0.0; size]; size];
    gradient.iter_mut().take(1).for_each(|intercept| *intercept = 0.0);
    for (place, row) in curvature.iter_mut().enumerate() {
        row.iter_mut().skip(place).take(1).for_each(|cell| *cell = if place == 0 { 0.0 } else { RIDGE });
    }
    let mut inputs = vec![1.0; size];
    for (row, bad) in rows.bads.iter().enumerate() {
        for (((input, bins), woe), used) in inputs.iter_mut().skip(1).zip(&rows.bins).zip(woe).zip(used) {
            let of_bin = bins.get(row).and_then(|bin| woe.get(usize::from(*bin))).copied().unwrap_or(0.0);
            *input = if *used { of_bin } else { 0.0 };
        }
        let log_odds: f64 = inputs.iter().zip(coefficients).map(|(input, coefficient)| input * coefficient).sum();
        let good = logistic(log_odds);
        let error = f64::from(u8::from(!*bad)) - good;
        let weight = good * (1.0 - good);
        for ((input, gradient), row) in inputs.iter().zip(&mut gradient).zip(&mut curvature) {
            *gradient += error * input;
            row.iter_mut().zip(&inputs).for_each(|(cell, other)| *cell += weight * input * other);
        }
    }
    (gradient, curvature)
}

/// The solution of `matrix · x = right` for a positive definite matrix, by Gauss and Jordan.
fn solved(mut matrix: Vec<Vec<f64>>, right: Vec<f64>) -> Vec<f64> {
    for (row, value) in matrix.iter_mut().zip(right) {
        row.push(value);
    }
    for place in 0..matrix.len() {
        let Some(pivot_row) = matrix.get(place).cloned() else { break };
        let pivot = pivot_row.get(place).copied().unwrap_or(1.0);
        for (number, row) in matrix.iter_mut().enumerate() {
            let ahead = row.get(place).copied().unwrap_or(0.0);
            // Its own row is divided by the pivot, every other loses what stands below or above it.
            let factor = if number == place { pivot - 1.0 } else { ahead } / pivot;
            row.iter_mut().zip(&pivot_row).for_each(|(cell, other)| *cell -= factor * other);
        }
    }
    matrix.iter().filter_map(|row| row.last().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::weights::Shape;
    use crate::pack::model::Trend;

    fn near(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-6, "{left} is not {right}");
    }

    #[test]
    fn a_system_is_solved() {
        let solution = solved(vec![vec![4.0, 1.0], vec![1.0, 3.0]], vec![1.0, 2.0]);
        near(solution[0], 1.0 / 11.0);
        near(solution[1], 7.0 / 11.0);
    }

    #[test]
    fn information_of_two_bins_by_hand() {
        let tallies = [Tally { goods: 300.0, bads: 100.0 }, Tally { goods: 100.0, bads: 300.0 }];
        let woe = woe(&tallies);
        near(woe[0], libm::log((300.5 / 400.5) / (100.5 / 400.5)));
        near(information_value(&tallies), 0.5 * (woe[0] - woe[1]));
    }

    /// Points of 10 for each unit of evidence, 25 where there is none; a bin without rows says nothing.
    #[test]
    fn neutral_points_stand_where_there_is_no_evidence() {
        let counts = [(300.0, 100.0), (100.0, 300.0), (200.0, 200.0), (0.0, 0.0)];
        let tallies = counts.map(|(goods, bads)| Tally { goods, bads });
        let mut points: Vec<i64> = woe(&tallies).iter().map(|woe| libm::round(25.0 + 10_000.0 * woe) as i64).collect();
        points[3] = 9_999;
        assert_eq!(neutral_points(&points, &tallies), 25);
    }

    /// With one characteristic the regression gives back, up to the ridge, the log odds of each bin.
    #[test]
    fn one_characteristic_gives_its_own_log_odds() {
        let row = |bin: u16, bad: bool, times: usize| std::iter::repeat_n((bin, bad), times);
        let rows = row(0, false, 3000).chain(row(0, true, 1000)).chain(row(1, false, 1000)).chain(row(1, true, 3000));
        let (bins, bads): (Vec<u16>, Vec<bool>) = rows.unzip();
        let shape = Shape { bins: 2, ranges: 0..2, trend: Trend::None };
        let weights = regression(&Binned { bins: vec![bins], shapes: vec![shape], bads });
        let log_odds = weights.intercept + weights.parts[0][0];
        assert!((log_odds - libm::log(3.0)).abs() < 0.01, "{log_odds}");
    }
}
