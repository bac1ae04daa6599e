//! For risk teams: a points table fitted to rows whose outcome is known, and how good any model is on such rows.
//!
//! The same rows and recipe give the same bytes on every machine: rows are dealt by hash, resamples come from a fixed
//! seed, sums run in the order of the file, and logarithms are `libm`'s.

mod adverse;
mod bins;
mod boost;
mod calibrate;
mod card;
mod column;
mod cross;
mod cuts;
mod evidence;
mod metrics;
mod plain;
mod points;
mod range;
mod recipe;
mod resample;
mod rows;
mod table;
mod weights;

pub use calibrate::{knots, later_shares};
pub use cross::MOST_STEPS;
pub use metrics::{Estimate, Metrics, Scored, metrics};
pub use plain::plain_recipe;
pub use recipe::{Comparison, Group, Recipe, RecipeSchema, Wish};
pub use resample::FOLDS;
pub use rows::Rows;

use crate::application::Answers;
use crate::characteristic::Facts;
use crate::date::Date;
use crate::json::Problem;
use crate::pack::derivation::NamedDerivation;
use crate::pack::model::{Input, Model};
use crate::score::{pd_at, points_of};
use column::Column;
use cross::Training;
use cuts::Fineness;
use resample::{Deal, part};

/// Fine enough that boosting loses nothing, coarse enough that a table can be read: chosen by cross-validation
/// (`data/README.md`).
const FINENESS: Fineness = Fineness { share_with_trend: 0.02, share_without: 0.04, penalty: 1.0, min_level_rows: 30 };

/// The least goods and the least bads among the fitted rows.
const LEAST: usize = 100;

/// A model fitted to four fifths of `rows`, its card measured on the fifth that it never saw.
///
/// The recipe is one that was [checked](Recipe::checked). `tell` is called at every one of [`MOST_STEPS`] steps of each of [`FOLDS`] folds.
///
/// # Errors
///
/// Every column that is missing, every cell that can't be read, or too few goods or bads.
pub fn fit(rows: &Rows, target: &str, recipe: &Recipe, tell: &dyn Fn()) -> Result<Model, Vec<Problem>> {
    let bads = rows.bads(target)?;
    let answers = rows.answers(&recipe.inputs)?;
    let columns = columns(&answers, recipe);
    let held_out = |row: &usize| part(&recipe.id, Deal::HoldOut, *row) == 0;
    let (held_out, fitted): (Vec<usize>, Vec<usize>) = (0..rows.len()).partition(held_out);
    enough(&fitted, &bads)?;
    let training =
        Training { model: &recipe.id, columns: &columns, bads: &bads, fineness: &FINENESS, scale: &recipe.scale };
    let verdict = training.cross(&fitted, tell);
    let mut model = table::model(&training, &fitted, &verdict, recipe);
    let scored: Vec<Scored> =
        held_out.iter().filter_map(|row| scored(&model, answers.get(*row)?, *bads.get(*row)?)).collect();
    let by_row: Vec<(usize, i64)> = held_out.into_iter().zip(scored.iter().map(|row| row.score)).collect();
    card::measured(&mut model.card, &scored);
    model.card.adverse_impact = adverse::impact(rows, &by_row, &recipe.passing, &recipe.comparisons);
    Ok(model)
}

/// How good `model` is on rows whose outcome is known; they need the columns that it was fitted from, and no others
/// matter.
///
/// # Errors
///
/// What [`inputs`] says, every column that is missing, every cell that can't be read, or rows of one outcome only.
pub fn validate(model: &Model, rows: &Rows, target: &str) -> Result<Metrics, Vec<Problem>> {
    let inputs = inputs(model)?;
    let bads = rows.bads(target)?;
    let answers = rows.answers(inputs)?;
    let scored: Vec<Scored> =
        answers.iter().zip(bads).filter_map(|(answers, bad)| scored(model, answers, bad)).collect();
    metrics(&scored).ok_or_else(|| {
        vec![problem("one-outcome-only", "/rows", "rows that defaulted and rows that did not are needed")]
    })
}

/// How columns become the answers that `model` reads.
///
/// # Errors
///
/// A model that can't be measured on raw rows: one without inputs (as packs hold it) or without calibration.
pub fn inputs(model: &Model) -> Result<&[Input], Vec<Problem>> {
    if model.calibration.is_empty() {
        return Err(vec![problem("list-empty", "/calibration", "at least one score with its probability is needed")]);
    }
    let message = "a model that says how columns become answers is needed, as kaimen fit writes it";
    model.inputs.as_deref().ok_or_else(|| vec![problem("missing-key", "/inputs", message)])
}

/// What the model says of one row: the engine's own attributes and calibration.
fn scored(model: &Model, answers: &Answers, bad: bool) -> Option<Scored> {
    let facts = facts(answers, model.prepared.as_deref().unwrap_or_default());
    let points = model.characteristics.iter().map(|one| points_of(&one.attributes, facts.figure(&one.derivation)));
    let score = points.fold(model.base_points, i64::saturating_add);
    Some(Scored { score, pd_ppm: pd_at(&model.calibration, score)?.ppm.0, bad })
}

/// Raw rows hold no dates: what depends on the day is missing in all of them alike.
fn facts<'a>(answers: &'a Answers, prepared: &'a [NamedDerivation]) -> Facts<'a> {
    Facts::new(answers, prepared, Date::EPOCH)
}

/// Every wished characteristic over all rows.
fn columns(answers: &[Answers], recipe: &Recipe) -> Vec<Column> {
    let prepared = recipe.prepared.as_deref().unwrap_or_default();
    let column = |wish: &Wish| {
        let mut column = Column::new(wish);
        answers.iter().for_each(|answers| column.push(facts(answers, prepared).figure(&wish.derivation)));
        column
    };
    recipe.characteristics.iter().map(column).collect()
}

fn enough(fitted: &[usize], bads: &[bool]) -> Result<(), Vec<Problem>> {
    let bad = fitted.iter().filter(|row| bads.get(**row) == Some(&true)).count();
    if bad.min(fitted.len() - bad) >= LEAST {
        return Ok(());
    }
    let good = fitted.len() - bad;
    let message = format!(
        "four fifths of the rows must hold {LEAST} that defaulted and {LEAST} that did not; they hold {bad} and {good}"
    );
    Err(vec![problem("too-few-rows", "/rows", &message)])
}

fn problem(code: &'static str, path: &str, message: &str) -> Problem {
    Problem { code, path: path.into(), message: message.into() }
}
