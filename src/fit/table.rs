//! The chosen fit on all fitted rows becomes a model document.

use super::bins::{Binning, Slot};
use super::boost::Boosted;
use super::calibrate::{band_of, knots};
use super::card;
use super::column::Column;
use super::cross::{Method, Training, Verdict};
use super::cuts::Tally;
use super::evidence;
use super::points::Points;
use super::recipe::Recipe;
use super::weights::{Binned, Weights};
use crate::pack::derivation::NamedDerivation;
use crate::pack::model::{Attribute, Bin, Characteristic, Input, Knot, Model, ModelSchema};

/// The model that the verdict's method fits to `rows`. Its card is still to be measured.
pub fn model(training: &Training<'_>, rows: &[usize], verdict: &Verdict, recipe: &Recipe) -> Model {
    let binnings = training.binnings(rows);
    let binned = training.binned(&binnings, rows);
    let tallies = binned.tallies();
    let points = Points::of(&weights(&binned, verdict.method).centred(&tallies), &tallies, training.scale);
    let characteristics: Vec<Characteristic> = (0..training.columns.len())
        .filter_map(|place| {
            let attributes = attributes(
                training.columns.get(place)?,
                binnings.get(place)?,
                tallies.get(place)?,
                points.parts.get(place)?,
            );
            let mean = *points.means.get(place)?;
            let neutral = evidence::neutral_points(points.parts.get(place)?, tallies.get(place)?);
            characteristic(training.columns.get(place)?, attributes, mean, neutral)
        })
        .collect();
    let kept = training.columns.iter().map(|column| characteristics.iter().any(|one| one.id == column.id)).collect();
    let mut calibration = knots(verdict.scored.clone());
    add_means(&mut calibration, &points, &binned, kept);
    let (inputs, prepared) = needed(&characteristics, recipe);
    Model {
        schema: ModelSchema::V1,
        id: recipe.id.clone(),
        inputs: Some(inputs),
        prepared,
        // OK because a characteristic that is left out gave 0 points everywhere.
        base_points: points.base,
        scale: recipe.scale.clone(),
        calibration,
        card: card::described(recipe, &binned, verdict, &characteristics),
        characteristics,
    }
}

/// Mean points of the rows in each band, of the characteristics that are kept; those of all rows where no row is in it.
fn add_means(knots: &mut [Knot], points: &Points, rows: &Binned, kept: Vec<bool>) {
    let bands: Vec<usize> = points.scores(rows).into_iter().map(|score| band_of(knots, score)).collect();
    let one = |bins: &[u16], part: &[i64], mean: i64| {
        let mut sums = vec![(0.0, 0.0); knots.len()];
        for (bin, band) in bins.iter().zip(&bands) {
            if let Some((sum, rows)) = sums.get_mut(*band) {
                *sum += part.get(usize::from(*bin)).copied().unwrap_or(0) as f64;
                *rows += 1.0;
            }
        }
        let mean = |(sum, rows): (f64, f64)| if rows > 0.0 { libm::round(sum / rows) as i64 } else { mean };
        sums.into_iter().map(mean).collect::<Vec<i64>>()
    };
    let all = rows.bins.iter().zip(&points.parts).zip(&points.means).zip(kept).filter(|(_, kept)| *kept);
    let by_characteristic: Vec<Vec<i64>> = all.map(|(((bins, part), mean), _)| one(bins, part, *mean)).collect();
    for (place, knot) in knots.iter_mut().enumerate() {
        knot.means = by_characteristic.iter().filter_map(|means| means.get(place).copied()).collect();
    }
}

/// The inputs and prepared answers that the characteristics read, whether at once or through one another.
fn needed(characteristics: &[Characteristic], recipe: &Recipe) -> (Vec<Input>, Option<Vec<NamedDerivation>>) {
    let mut names: Vec<&str> = characteristics.iter().flat_map(|one| one.derivation.names()).collect();
    // A prepared answer reads only those before it.
    for named in recipe.prepared.iter().flatten().rev() {
        if names.contains(&named.id.as_str()) {
            names.extend(named.derivation.names());
        }
    }
    let prepared = recipe.prepared.as_ref();
    let prepared = prepared.map(|all| all.iter().filter(|named| names.contains(&named.id.as_str())).cloned().collect());
    (recipe.inputs.iter().filter(|input| names.contains(&input.id.as_str())).cloned().collect(), prepared)
}

fn weights(rows: &Binned, method: Method) -> Weights {
    match method {
        Method::Boosted(steps) => {
            let unwatched = Binned { bins: Vec::new(), shapes: Vec::new(), bads: Vec::new() };
            Boosted::fit(rows, steps, &unwatched, |_, _| {}).weights(&rows.shapes, steps)
        }
        Method::Regression => evidence::regression(rows),
    }
}

/// One whose every bin has the same points says nothing once the others are known: it is left out.
fn characteristic(column: &Column, attributes: Vec<Attribute>, mean: i64, neutral: i64) -> Option<Characteristic> {
    let differ = attributes.windows(2).any(|pair| matches!(pair, [a, b] if a.points != b.points));
    differ.then(|| Characteristic {
        id: column.id.clone(),
        derivation: column.derivation.clone(),
        trend: column.trend,
        mean_points: mean,
        neutral_points: neutral,
        attributes,
    })
}

/// Specials, ranges, choices, then missing and undefined where rows showed what they mean, and whatever is left.
fn attributes(column: &Column, binning: &Binning, tallies: &[Tally], part: &[i64]) -> Vec<Attribute> {
    let mut attributes: Vec<Attribute> = Vec::new();
    let rare = binning.slots.iter().zip(tallies).any(|(slot, tally)| *slot == Slot::Other && tally.rows() > 0.0);
    for ((slot, tally), points) in binning.slots.iter().zip(tallies).zip(part) {
        // Where rare choices have points of their own, what is not known must not fall to them.
        let shown =
            tally.rows() > 0.0 || (rare && *slot == Slot::Missing) || !matches!(slot, Slot::Missing | Slot::Undefined);
        if !shown || widened(&mut attributes, slot, *points) {
            continue;
        }
        attributes.extend(bin(column, slot).map(|bin| Attribute { bin, points: *points }));
    }
    attributes
}

/// Whether the last attribute could take a range of the same points in.
fn widened(attributes: &mut [Attribute], slot: &Slot, points: i64) -> bool {
    match (attributes.last_mut(), slot) {
        (Some(Attribute { bin: Bin::Range { to, .. }, points: same }), Slot::Range(from, end))
            if *same == points && *to == *from =>
        {
            *to = *end;
            true
        }
        _ => false,
    }
}

fn bin(column: &Column, slot: &Slot) -> Option<Bin> {
    Some(match slot {
        Slot::Special(number) => Bin::Range { from: Some(*number), to: number.checked_add(1) },
        Slot::Range(from, to) => Bin::Range { from: *from, to: *to },
        Slot::Level(level) => Bin::Choices { of: vec![column.levels.get(usize::from(*level))?.clone()] },
        Slot::Missing => Bin::Missing {},
        Slot::Undefined => Bin::Undefined {},
        Slot::Other => Bin::Other {},
    })
}
