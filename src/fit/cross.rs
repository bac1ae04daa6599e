//! Which method, and how many steps: decided on rows that each fold had not seen.

use super::bins::Binning;
use super::boost::Boosted;
use super::column::Column;
use super::cuts::{Fineness, Tally};
use super::evidence;
use super::metrics::{Scored, auc};
use super::points::Points;
use super::resample::{Deal, FOLDS, part};
use super::weights::{Binned, Shape, Weights, logistic};
use crate::pack::model::Scale;

/// Boosting goes no further than this.
pub const MOST_STEPS: usize = 1000;

/// How the log odds of the bins are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// An additive model boosted over the bins by so many steps.
    Boosted(usize),
    /// Regularised logistic regression on weights of evidence.
    Regression,
}

/// What the folds say.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The method with the lower log loss.
    pub method: Method,
    /// The area that boosting reaches, all folds' rows together.
    pub boosted_auc: f64,
    /// The area that regression reaches.
    pub regression_auc: f64,
    /// The score and outcome of every row, by the chosen method as fitted without it.
    pub scored: Vec<(i64, bool)>,
}

/// All columns with the outcomes: what is fitted.
#[derive(Clone, Copy, Debug)]
pub struct Training<'a> {
    /// The name of the model: it decides how rows are dealt into folds.
    pub model: &'a str,
    /// The characteristics over all rows of the file.
    pub columns: &'a [Column],
    /// Which rows are bad.
    pub bads: &'a [bool],
    /// How finely numbers are cut.
    pub fineness: &'a Fineness,
    /// The scale of the points.
    pub scale: &'a Scale,
}

impl Training<'_> {
    /// The bins that `rows` suggest, for every characteristic.
    pub fn binnings(&self, rows: &[usize]) -> Vec<Binning> {
        self.columns.iter().map(|column| Binning::of(column, rows, self.bads, self.fineness)).collect()
    }

    /// `rows` as bins.
    pub fn binned(&self, binnings: &[Binning], rows: &[usize]) -> Binned {
        let pick = |placed: Vec<u16>| rows.iter().filter_map(|row| placed.get(*row).copied()).collect();
        let shape = |(column, binning): (&Column, &Binning)| Shape {
            bins: binning.slots.len(),
            ranges: binning.ranges.clone(),
            trend: column.trend,
        };
        Binned {
            bins: self.columns.iter().zip(binnings).map(|(column, binning)| pick(binning.place(column))).collect(),
            shapes: self.columns.iter().zip(binnings).map(shape).collect(),
            bads: rows.iter().filter_map(|row| self.bads.get(*row).copied()).collect(),
        }
    }

    /// The better method by five-fold cross-validation over `rows`; `tell` is called at every step.
    pub fn cross(&self, rows: &[usize], tell: &dyn Fn()) -> Verdict {
        let mut losses = vec![0.0; MOST_STEPS];
        let folds: Vec<Fold> = (0..FOLDS).map(|fold| self.fold(rows, fold, &mut losses, tell)).collect();
        let steps = (1..=MOST_STEPS).zip(&losses);
        let (steps, boosted_loss) =
            steps.fold((1, f64::INFINITY), |best, (steps, loss)| if *loss < best.1 { (steps, *loss) } else { best });
        let boosted = self.scored(&folds, |fold| fold.boosted.weights(&fold.watched.shapes, steps));
        let regression = self.scored(&folds, |fold| fold.regression.clone());
        let regression_loss: f64 =
            folds.iter().map(|fold| loss(&log_odds(&fold.regression, &fold.watched), &fold.watched)).sum();
        let boosting_wins = boosted_loss < regression_loss;
        Verdict {
            method: if boosting_wins { Method::Boosted(steps) } else { Method::Regression },
            boosted_auc: area(&boosted),
            regression_auc: area(&regression),
            scored: if boosting_wins { boosted } else { regression },
        }
    }

    fn fold(&self, rows: &[usize], fold: u32, losses: &mut [f64], tell: &dyn Fn()) -> Fold {
        let (watched, fitted): (Vec<usize>, Vec<usize>) =
            rows.iter().partition(|row| part(self.model, Deal::Fold, **row) == fold);
        let binnings = self.binnings(&fitted);
        let (fitted, watched) = (self.binned(&binnings, &fitted), self.binned(&binnings, &watched));
        let watch = |step: usize, log_odds: &[f64]| {
            losses.iter_mut().skip(step - 1).take(1).for_each(|sum| *sum += loss(log_odds, &watched));
            tell();
        };
        let boosted = Boosted::fit(&fitted, MOST_STEPS, &watched, watch);
        let regression = evidence::regression(&fitted);
        Fold { boosted, regression, tallies: fitted.tallies(), watched }
    }

    fn scored(&self, folds: &[Fold], weights: impl Fn(&Fold) -> Weights) -> Vec<(i64, bool)> {
        let of_fold = |fold: &Fold| {
            let points = Points::of(&weights(fold).centred(&fold.tallies), &fold.tallies, self.scale);
            points.scores(&fold.watched).into_iter().zip(fold.watched.bads.clone()).collect::<Vec<_>>()
        };
        folds.iter().flat_map(of_fold).collect()
    }
}

/// One fold: both methods fitted without the watched rows.
struct Fold {
    boosted: Boosted,
    regression: Weights,
    tallies: Vec<Vec<Tally>>,
    watched: Binned,
}

fn log_odds(weights: &Weights, rows: &Binned) -> Vec<f64> {
    let mut sums = vec![weights.intercept; rows.bads.len()];
    for (bins, part) in rows.bins.iter().zip(&weights.parts) {
        for (sum, bin) in sums.iter_mut().zip(bins) {
            *sum += part.get(usize::from(*bin)).copied().unwrap_or(0.0);
        }
    }
    sums
}

/// The summed negative log likelihood.
fn loss(log_odds: &[f64], rows: &Binned) -> f64 {
    let of_row = |(log_odds, bad): (&f64, &bool)| -libm::log(logistic(if *bad { -log_odds } else { *log_odds }));
    log_odds.iter().zip(&rows.bads).map(of_row).sum()
}

fn area(scored: &[(i64, bool)]) -> f64 {
    let rows: Vec<Scored> = scored.iter().map(|(score, bad)| Scored { score: *score, pd_ppm: 0, bad: *bad }).collect();
    auc(&rows)
}
