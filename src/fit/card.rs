//! What a model's card says: from the recipe, from the fit, and from the rows kept apart.

use super::calibrate::coverage;
use super::cross::{Method, Verdict};
use super::evidence::information_value;
use super::metrics::{Estimate, Scored, metrics};
use super::recipe::Recipe;
use super::weights::Binned;
use crate::pack::model::{Card, Characteristic, Dropped, Information, Metric};
use crate::rate::Ppm;

/// The card of a model with these characteristics, fitted to `rows`; its metrics are still to be measured.
pub fn described(recipe: &Recipe, rows: &Binned, verdict: &Verdict, scored: &[Characteristic]) -> Card {
    Card {
        source: recipe.source.clone(),
        licence: recipe.licence.clone(),
        period: recipe.period.clone(),
        target: recipe.target.clone(),
        rows: count(rows.bads.len()),
        bads: count(rows.bads.iter().filter(|bad| **bad).count()),
        held_out_rows: 0,
        held_out_bads: 0,
        method: method(verdict),
        dropped: dropped(recipe, scored),
        information: information(recipe, rows),
        metrics: Vec::new(),
        range_coverage: coverage(&verdict.scored),
        adverse_impact: Vec::new(),
        limits: recipe.limits.clone(),
    }
}

/// What the recipe leaves out, and what it wished for in vain.
fn dropped(recipe: &Recipe, scored: &[Characteristic]) -> Vec<Dropped> {
    let mut dropped = recipe.dropped.clone();
    let wished = recipe.characteristics.iter().map(|wish| wish.id.clone());
    let silent: Vec<String> = wished.filter(|id| !scored.iter().any(|one| one.id == *id)).collect();
    if !silent.is_empty() {
        dropped.push(Dropped { columns: silent, reason: "says nothing more once the others are known".into() });
    }
    dropped
}

fn information(recipe: &Recipe, rows: &Binned) -> Vec<Information> {
    let tallies = rows.tallies();
    let values = tallies.iter().map(|tallies| ppm(information_value(tallies)));
    recipe.characteristics.iter().zip(values).map(|(wish, value)| Information { id: wish.id.clone(), value }).collect()
}

fn method(verdict: &Verdict) -> String {
    let (boosted, regression) = (verdict.boosted_auc, verdict.regression_auc);
    let taken = match verdict.method {
        Method::Boosted(steps) => format!(
            "An additive model boosted over supervised bins, one characteristic a step, {steps} steps, trends kept. \
             In five-fold cross-validation on the fitted rows its area was {boosted:.4}, that of regularised logistic \
             regression on weights of evidence {regression:.4}."
        ),
        Method::Regression => format!(
            "Regularised logistic regression on the weights of evidence of supervised bins, trends kept. In five-fold \
             cross-validation on the fitted rows its area was {regression:.4}, that of an additive model boosted over \
             the same bins {boosted:.4}."
        ),
    };
    taken
        + " The calibration is of scores by folds that had not seen the row. A fifth of the rows, taken by a hash of \
           their number, was kept apart: neither points nor calibration saw it, and every measure below is taken on it."
}

/// Fills in what the rows kept apart say.
pub fn measured(card: &mut Card, held_out: &[Scored]) {
    card.held_out_rows = count(held_out.len());
    card.held_out_bads = count(held_out.iter().filter(|row| row.bad).count());
    card.metrics = metrics(held_out).map_or_else(Vec::new, |metrics| {
        metrics.by_name().into_iter().map(|(name, estimate)| metric(name, estimate)).collect()
    });
}

fn metric(name: &str, estimate: Estimate) -> Metric {
    Metric { id: name.into(), value: ppm(estimate.value), low: ppm(estimate.low), high: ppm(estimate.high) }
}

fn ppm(value: f64) -> Ppm {
    Ppm(libm::round(value * 1e6) as i64)
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
