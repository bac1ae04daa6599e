//! From scores to probabilities: how often rows scored by folds that had not seen them defaulted.

use super::cuts::Tally;
use crate::pack::model::Knot;
use crate::rate::Ppm;

/// The least rows from which a probability is told.
const BAND_ROWS: usize = 250;

/// The most bands.
const BANDS: usize = 24;

/// Half the width of a 95 % interval, in standard errors.
const Z: f64 = 1.959_963_984_540_054;

/// Knots of ascending scores and never rising probabilities of default.
///
/// Rows are put into bands of about equal frequency by score; neighbours that go against the order are pooled, so that
/// the share of bads falls as the score rises. A knot stands at the mean score of its band; its interval is Wilson's
/// (1927) for the rows in it: the fewer rows, the wider.
pub fn knots(mut scored: Vec<(i64, bool)>) -> Vec<Knot> {
    scored.sort_unstable();
    let mut knots: Vec<Knot> = Vec::new();
    for band in pooled(bands(&scored)) {
        let knot = band.knot();
        // Two bands of one rounded mean score would be two probabilities for it.
        if knots.last().is_none_or(|last| last.score < knot.score) {
            knots.push(knot);
        }
    }
    monotone_intervals(&mut knots);
    knots
}

#[derive(Clone, Copy, Debug, Default)]
struct Band {
    score_sum: f64,
    tally: Tally,
}

impl Band {
    fn count(&mut self, score: i64, bad: bool) {
        self.score_sum += score as f64;
        self.tally.count(bad);
    }

    fn with(self, other: Band) -> Band {
        Band { score_sum: self.score_sum + other.score_sum, tally: self.tally.plus(other.tally) }
    }

    fn knot(self) -> Knot {
        let rows = self.tally.rows();
        let (low, high) = wilson(self.tally.bads, rows);
        let pd = self.tally.share();
        Knot { score: libm::round(self.score_sum / rows) as i64, pd: ppm(pd), low: ppm(low), high: ppm(high) }
    }
}

/// Wilson's interval of a share.
fn wilson(bads: f64, rows: f64) -> (f64, f64) {
    let share = bads / rows;
    let centre = share + Z * Z / (2.0 * rows);
    let spread = Z * libm::sqrt(share * (1.0 - share) / rows + Z * Z / (4.0 * rows * rows));
    let scale = 1.0 + Z * Z / rows;
    // OK because the ends of Wilson's interval hold the share itself; the bounds only take off rounding.
    (((centre - spread) / scale).clamp(0.0, share), ((centre + spread) / scale).clamp(share, 1.0))
}

fn ppm(share: f64) -> Ppm {
    Ppm(libm::round(share * 1e6) as i64)
}

/// Bands of equal frequency; a score is never in two.
fn bands(sorted: &[(i64, bool)]) -> Vec<Band> {
    let count = (sorted.len() / BAND_ROWS).clamp(1, BANDS);
    let size = sorted.len().div_ceil(count);
    let mut bands: Vec<Band> = Vec::new();
    let mut band = Band::default();
    for tied in sorted.chunk_by(|left, right| left.0 == right.0) {
        if band.tally.rows() + tied.len() as f64 / 2.0 > size as f64 {
            bands.push(std::mem::take(&mut band));
        }
        tied.iter().for_each(|(score, bad)| band.count(*score, *bad));
    }
    bands.push(band);
    bands.retain(|band| band.tally.rows() > 0.0);
    bands
}

fn pooled(bands: Vec<Band>) -> Vec<Band> {
    let mut kept: Vec<Band> = Vec::new();
    for mut band in bands {
        while let Some(worse) = kept.pop_if(|last| last.tally.share() <= band.tally.share()) {
            band = worse.with(band);
        }
        kept.push(band);
    }
    kept
}

/// A better score never has a higher end of its interval.
fn monotone_intervals(knots: &mut [Knot]) {
    let mut least = Ppm::ONE;
    for knot in knots.iter_mut() {
        knot.high = knot.high.min(least);
        least = knot.high;
    }
    let mut most = Ppm(0);
    for knot in knots.iter_mut().rev() {
        knot.low = knot.low.max(most);
        most = knot.low;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_by_hand() {
        let (low, high) = wilson(10.0, 100.0);
        assert!((low - 0.055_229).abs() < 1e-6 && (high - 0.174_366).abs() < 1e-6, "{low} {high}");
    }

    #[test]
    fn probabilities_fall_as_scores_rise() {
        let rows = (0..5000).map(|row: i64| (row / 10, (row * 7919) % 5000 > row)).collect();
        let knots = knots(rows);
        assert!(knots.len() > 10);
        for pair in knots.windows(2) {
            assert!(pair[0].score < pair[1].score && pair[0].pd > pair[1].pd);
            assert!(pair[0].low >= pair[1].low && pair[0].high >= pair[1].high);
        }
        assert!(knots.iter().all(|knot| knot.low <= knot.pd && knot.pd <= knot.high));
    }

    #[test]
    fn few_rows_give_one_wide_knot() {
        let knots = knots(vec![(500, true), (510, false), (520, false)]);
        assert_eq!(knots.len(), 1);
        assert!(knots[0].high.0 - knots[0].low.0 > 500_000);
    }
}
