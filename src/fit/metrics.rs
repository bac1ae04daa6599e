//! How well a model separates and how true its probabilities are, each with a 95 % interval.

use std::collections::BTreeMap;

use super::resample::Resampler;

/// A row with what the model said of it and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The score; a higher one is a better risk.
    pub score: i64,
    /// The probability of default, in parts per million.
    pub pd_ppm: i64,
    /// Whether it defaulted.
    pub bad: bool,
}

/// A figure with the ends of its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure itself.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What is said of a model on one set of rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Rows.
    pub rows: usize,
    /// Rows that defaulted.
    pub bads: usize,
    /// Area under the ROC curve of the score: the share of (good, bad) pairs in which the good scores higher, ties half.
    /// Interval by DeLong, DeLong and Clarke-Pearson (1988).
    pub auc: Estimate,
    /// `2 · AUC − 1`.
    pub gini: Estimate,
    /// Greatest distance between the score distributions of goods and bads. Interval by bootstrap, less its bias.
    pub ks: Estimate,
    /// Mean squared distance of probability and outcome. Normal interval.
    pub brier: Estimate,
    /// Mean negative log likelihood. Normal interval.
    pub log_loss: Estimate,
    /// Expected calibration error over ten bins of equal frequency. Interval by bootstrap, less its bias.
    pub ece: Estimate,
}

impl Metrics {
    /// Each with its name, in the order in which they are told.
    pub fn by_name(&self) -> [(&'static str, Estimate); 6] {
        [
            ("auc", self.auc),
            ("gini", self.gini),
            ("ks", self.ks),
            ("brier", self.brier),
            ("log-loss", self.log_loss),
            ("ece", self.ece),
        ]
    }
}

/// Half the width of a 95 % interval, in standard errors.
const Z: f64 = 1.959_963_984_540_054;

/// The metrics of `rows`, or none where they lack a good or a bad: nothing can then be said.
pub fn metrics(rows: &[Scored]) -> Option<Metrics> {
    let bads = rows.iter().filter(|row| row.bad).count();
    if bads == 0 || bads == rows.len() {
        return None;
    }
    let (auc, auc_error) = auc_with_error(rows);
    let auc = normal(auc, auc_error, 0.0, 1.0);
    let sorted = by_risk(rows);
    let drawn = resampled(&sorted);
    Some(Metrics {
        rows: rows.len(),
        bads,
        auc,
        gini: Estimate { value: 2.0 * auc.value - 1.0, low: 2.0 * auc.low - 1.0, high: 2.0 * auc.high - 1.0 },
        ks: centred(ks(&sorted), drawn.iter().map(|one| one.0)),
        brier: mean(rows.iter().map(squared_error)),
        log_loss: mean(rows.iter().map(surprise)),
        ece: centred(ece(&sorted), drawn.iter().map(|one| one.1)),
    })
}

/// The area alone: the score's chance to rank a good above a bad.
pub fn auc(rows: &[Scored]) -> f64 {
    auc_with_error(rows).0
}

/// Goods and bads at each score, worst score first.
fn by_score(rows: &[Scored]) -> BTreeMap<i64, (f64, f64)> {
    let mut counts = BTreeMap::new();
    for row in rows {
        let (goods, bads) = counts.entry(row.score).or_insert((0.0, 0.0));
        *(if row.bad { bads } else { goods }) += 1.0;
    }
    counts
}

/// The area and its standard error by DeLong: the variance of each row's own share of won pairs.
fn auc_with_error(rows: &[Scored]) -> (f64, f64) {
    let counts = by_score(rows);
    let (goods, bads) = counts.values().fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let (mut goods_below, mut bads_below) = (0.0, 0.0);
    let (mut of_goods, mut of_bads) = (Moments::default(), Moments::default());
    for &(good, bad) in counts.values() {
        of_goods.add((bads_below + bad / 2.0) / bads, good);
        of_bads.add((goods - goods_below - good / 2.0) / goods, bad);
        goods_below += good;
        bads_below += bad;
    }
    let variance = of_goods.variance() / goods + of_bads.variance() / bads;
    (of_goods.mean(), libm::sqrt(variance))
}

/// Weighted sums from which a mean and a sample variance follow.
#[derive(Default)]
struct Moments {
    weight: f64,
    sum: f64,
    squares: f64,
}

impl Moments {
    fn add(&mut self, value: f64, weight: f64) {
        self.weight += weight;
        self.sum += weight * value;
        self.squares += weight * value * value;
    }

    fn mean(&self) -> f64 {
        self.sum / self.weight
    }

    fn variance(&self) -> f64 {
        let spread = self.squares - self.sum * self.sum / self.weight;
        if self.weight > 1.0 { spread.max(0.0) / (self.weight - 1.0) } else { 0.0 }
    }
}

fn normal(value: f64, error: f64, least: f64, most: f64) -> Estimate {
    Estimate { value, low: (value - Z * error).max(least), high: (value + Z * error).min(most) }
}

fn mean(values: impl Iterator<Item = f64>) -> Estimate {
    let mut moments = Moments::default();
    values.for_each(|value| moments.add(value, 1.0));
    let error = libm::sqrt(moments.variance() / moments.weight);
    normal(moments.mean(), error, 0.0, f64::INFINITY)
}

fn pd(row: &Scored) -> f64 {
    row.pd_ppm as f64 / 1e6
}

fn outcome(row: &Scored) -> f64 {
    f64::from(u8::from(row.bad))
}

fn squared_error(row: &Scored) -> f64 {
    let distance = pd(row) - outcome(row);
    distance * distance
}

/// Minus the log of the probability given to what happened, which is kept a millionth away from zero.
fn surprise(row: &Scored) -> f64 {
    let bad = pd(row).clamp(1e-6, 1.0 - 1e-6);
    -libm::log(if row.bad { bad } else { 1.0 - bad })
}

/// The rows from the lowest probability to the highest; equal ones keep their order.
fn by_risk(rows: &[Scored]) -> Vec<(Scored, u32)> {
    let mut sorted: Vec<(Scored, u32)> = rows.iter().map(|row| (*row, 1)).collect();
    sorted.sort_by_key(|(row, _)| (row.pd_ppm, -row.score));
    sorted
}

/// Kolmogorov–Smirnov distance of rows sorted by risk, each counted as often as its weight says.
fn ks(sorted: &[(Scored, u32)]) -> f64 {
    let (goods, bads) = totals(sorted);
    let (mut good, mut bad, mut most) = (0.0, 0.0, 0.0_f64);
    for tied in sorted.chunk_by(|(left, _), (right, _)| left.score == right.score) {
        let (more_goods, more_bads) = totals(tied);
        good += more_goods;
        bad += more_bads;
        most = most.max(libm::fabs(good / goods - bad / bads));
    }
    most
}

fn totals(rows: &[(Scored, u32)]) -> (f64, f64) {
    rows.iter().fold((0.0, 0.0), |(goods, bads), (row, weight)| {
        let weight = f64::from(*weight);
        if row.bad { (goods, bads + weight) } else { (goods + weight, bads) }
    })
}

/// Ten bins of equal frequency: the mean distance of said and seen shares of bads, weighted by rows.
fn ece(sorted: &[(Scored, u32)]) -> f64 {
    let total: u64 = sorted.iter().map(|(_, weight)| u64::from(*weight)).sum();
    let mut bins = [0.0_f64; 10];
    let mut seen = 0_u64;
    for (row, weight) in sorted {
        let gap = pd(row) - outcome(row);
        for _ in 0..*weight {
            let bin = usize::try_from(seen * 10 / total.max(1)).unwrap_or(0);
            if let Some(sum) = bins.get_mut(bin) {
                *sum += gap;
            }
            seen += 1;
        }
    }
    bins.iter().map(|sum| libm::fabs(*sum)).sum::<f64>() / total as f64
}

/// Distance and calibration error of 400 resamples, from a fixed seed.
fn resampled(sorted: &[(Scored, u32)]) -> Vec<(f64, f64)> {
    let mut resampler = Resampler::new(sorted.len());
    let mut rows = sorted.to_vec();
    (0..400)
        .filter_map(|_| {
            let weights = resampler.draw();
            rows.iter_mut().zip(weights).for_each(|(row, weight)| row.1 = *weight);
            let (goods, bads) = totals(&rows);
            (goods > 0.0 && bads > 0.0).then(|| (ks(&rows), ece(&rows)))
        })
        .collect()
}

/// `value` with the 2.5 and 97.5 percentiles of its resamples, less what their mean lies above it, within 0 and 1.
///
/// Both figures are sums or maxima of distances, which drawing again only makes greater: uncorrected, a small one lies
/// below all of its own resamples. The correction for bias is that of B. Efron and R. Tibshirani, An Introduction to the
/// Bootstrap (1993), ch. 10: the mean of the resamples less the figure.
fn centred(value: f64, resamples: impl Iterator<Item = f64>) -> Estimate {
    let mut sorted: Vec<f64> = resamples.collect();
    sorted.sort_by(f64::total_cmp);
    let bias = sorted.iter().sum::<f64>() / sorted.len().max(1) as f64 - value;
    let at = |share: usize| sorted.get((sorted.len() * share / 1000).min(sorted.len().saturating_sub(1)));
    let end = |share: usize| at(share).map_or(value, |end| libm::fmin(libm::fmax(end - bias, 0.0), 1.0));
    Estimate { value, low: libm::fmin(end(25), value), high: libm::fmax(end(975), value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(of: &[(i64, i64, bool)]) -> Vec<Scored> {
        of.iter().map(|&(score, pd_ppm, bad)| Scored { score, pd_ppm, bad }).collect()
    }

    fn near(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-9, "{left} is not {right}");
    }

    #[test]
    fn area_counts_ties_as_half() {
        let set = rows(&[(1, 0, true), (2, 0, false), (2, 0, true), (3, 0, false)]);
        near(auc(&set), 3.5 / 4.0);
    }

    #[test]
    fn nothing_is_said_without_a_bad() {
        assert_eq!(metrics(&rows(&[(1, 0, false), (2, 0, false)])), None);
    }

    /// Worked by hand: won shares of goods 1/2, 1; of bads 1, 1/2; variances 1/8 over two each.
    #[test]
    fn delong_error_by_hand() {
        let set = rows(&[(1, 0, true), (2, 0, false), (3, 0, true), (4, 0, false)]);
        let (area, error) = auc_with_error(&set);
        near(area, 0.75);
        near(error, libm::sqrt(0.125));
    }

    #[test]
    fn certain_and_right_has_no_error() {
        let set: Vec<Scored> = (0..100)
            .map(|row| Scored { score: row, pd_ppm: if row < 50 { 1_000_000 } else { 0 }, bad: row < 50 })
            .collect();
        let all = metrics(&set).unwrap();
        near(all.auc.value, 1.0);
        near(all.ks.value, 1.0);
        near(all.brier.value, 0.0);
        near(all.ece.value, 0.0);
    }

    #[test]
    fn constant_probability_at_the_base_rate_is_calibrated_and_blind() {
        let set: Vec<Scored> = (0..1000).map(|row| Scored { score: 5, pd_ppm: 200_000, bad: row % 5 == 0 }).collect();
        let all = metrics(&set).unwrap();
        near(all.auc.value, 0.5);
        near(all.ks.value, 0.0);
        near(all.ece.value, 0.0);
        near(all.brier.value, 0.16);
        near(all.ece.low, 0.0);
    }

    /// Every tenth of the rows says a share of bads that is nearly true: drawing again makes each of them worse.
    #[test]
    fn a_figure_lies_within_its_own_interval() {
        let set: Vec<Scored> = (0..500)
            .map(|row| Scored { score: row, pd_ppm: 100_000 + row * 400, bad: (row * 7919) % 1000 < 100 + row * 2 / 5 })
            .collect();
        let sorted = by_risk(&set);
        let drawn: Vec<f64> = resampled(&sorted).into_iter().map(|one| one.1).collect();
        let figure = ece(&sorted);
        let above = drawn.iter().filter(|one| **one > figure).count();
        assert!(above * 10 > drawn.len() * 9, "{above} of {} are above {figure}", drawn.len());
        let interval = metrics(&set).unwrap().ece;
        assert!(0.0 <= interval.low && interval.low < figure && figure < interval.high, "{interval:?}");
    }
}
