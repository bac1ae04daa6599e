//! From scores to probabilities: how often rows scored by folds that had not seen them defaulted, and how far as many
//! later rows may differ from that.

use super::cuts::Tally;
use super::range::later;
use super::resample::Resampler;
use crate::pack::model::Knot;
use crate::rate::Ppm;

/// The least rows from which a probability is told.
const BAND_ROWS: usize = 250;

/// The most bands.
const BANDS: usize = 24;

/// The halvings by which ranges are tried.
const HALVINGS: usize = 200;

/// Knots of ascending scores and never rising probabilities of default, without the mean points of their rows.
///
/// Rows are put into bands of about equal frequency by score; neighbours that go against the order are pooled, so that
/// the share of bads falls as the score rises. A knot stands at the mean score of its band. Its range is where the share
/// of bads among as many later rows of the band will lie in 95 cases of 100: it holds the chance in these rows and
/// the chance in the later ones, so the fewer rows, the wider.
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
    widen_to_monotone(&mut knots);
    knots
}

/// The place of the band that a score is in.
pub fn band_of(knots: &[Knot], score: i64) -> usize {
    knots.iter().skip(1).take_while(|knot| knot.from <= score).count()
}

/// The share of score bands whose later share of bads lies in their range: one half of the rows calibrates, the other
/// is the later one, over 200 random halvings from a fixed seed. None where no band was ever met.
pub fn coverage(scored: &[(i64, bool)]) -> Option<Ppm> {
    let mut resampler = Resampler::new(0);
    let (mut told, mut right) = (0_u32, 0_u32);
    for _ in 0..HALVINGS {
        let (first, second): (Vec<_>, Vec<_>) = scored.iter().copied().partition(|_| resampler.heads());
        for (knot, share) in later_shares(&knots(first), &second) {
            told += 1;
            right += u32::from(knot.low <= share && share <= knot.high);
        }
    }
    (told > 0).then(|| ppm(f64::from(right) / f64::from(told)))
}

/// Each band that some of `rows` score in, with the share of bads among them.
pub fn later_shares<'k>(knots: &'k [Knot], rows: &[(i64, bool)]) -> Vec<(&'k Knot, Ppm)> {
    let mut tallies = vec![Tally::default(); knots.len()];
    for (score, bad) in rows {
        if let Some(tally) = tallies.get_mut(band_of(knots, *score)) {
            tally.count(*bad);
        }
    }
    let met = knots.iter().zip(tallies).filter(|(_, tally)| tally.rows() > 0.0);
    met.map(|(knot, tally)| (knot, ppm(tally.share()))).collect()
}

#[derive(Clone, Copy, Debug, Default)]
struct Band {
    from: i64,
    score_sum: f64,
    tally: Tally,
}

impl Band {
    fn count(&mut self, score: i64, bad: bool) {
        if self.tally.rows() == 0.0 {
            self.from = score;
        }
        self.score_sum += score as f64;
        self.tally.count(bad);
    }

    /// This band and the next better one.
    fn with(self, next: Band) -> Band {
        Band { score_sum: self.score_sum + next.score_sum, tally: self.tally.plus(next.tally), ..self }
    }

    fn knot(self) -> Knot {
        let rows = self.tally.rows();
        let (low, high) = later(self.tally.bads, rows);
        Knot {
            from: self.from,
            score: libm::round(self.score_sum / rows) as i64,
            pd: ppm(self.tally.share()),
            low: ppm(low),
            high: ppm(high),
            rows: rows as u32,
            means: Vec::new(),
        }
    }
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

/// A better score never has a higher end of its range: ends that go against that are moved outwards.
fn widen_to_monotone(knots: &mut [Knot]) {
    let mut low = Ppm::ONE;
    for knot in knots.iter_mut() {
        knot.low = knot.low.min(low);
        low = knot.low;
    }
    let mut high = Ppm(0);
    for knot in knots.iter_mut().rev() {
        knot.high = knot.high.max(high);
        high = knot.high;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<(i64, bool)> {
        (0..5000).map(|row: i64| (row / 10, (row * 7919) % 5000 > row)).collect()
    }

    #[test]
    fn probabilities_fall_as_scores_rise() {
        let knots = knots(rows());
        assert!(knots.len() > 10);
        for pair in knots.windows(2) {
            assert!(pair[0].score < pair[1].from && pair[1].from <= pair[1].score && pair[0].pd > pair[1].pd);
            assert!(pair[0].low >= pair[1].low && pair[0].high >= pair[1].high);
        }
        assert!(knots.iter().all(|knot| knot.low <= knot.pd && knot.pd <= knot.high));
        assert_eq!(knots.iter().map(|knot| knot.rows).sum::<u32>(), 5000);
    }

    #[test]
    fn every_score_is_in_one_band() {
        let knots = knots(rows());
        assert_eq!((band_of(&knots, -9), band_of(&knots, 9_999)), (0, knots.len() - 1));
        assert_eq!((band_of(&knots, knots[3].from), band_of(&knots, knots[3].from - 1)), (3, 2));
    }

    #[test]
    fn few_rows_give_one_wide_knot() {
        let knots = knots(vec![(500, true), (510, false), (520, false)]);
        assert_eq!(knots.len(), 1);
        assert!(knots[0].high.0 - knots[0].low.0 > 500_000);
    }
}
