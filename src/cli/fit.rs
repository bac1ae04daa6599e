//! `kaimen fit`: rows whose outcome is known become a model.

use super::{CliError, pretty, read_bytes, read_file, refused, tell, write_text};
use crate::fit::{FOLDS, MOST_STEPS, Recipe, Rows, fit, plain_recipe};
use crate::json::Write;
use crate::pack::model::Model;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal as _;
use std::path::PathBuf;

/// What `kaimen fit` takes.
#[derive(Debug, clap::Args)]
#[command(after_long_help = AFTER)]
pub struct Args {
    /// The rows: comma-separated text with column names, gzipped or not.
    #[arg(long, value_name = "CSV")]
    data: PathBuf,
    /// The column that is 1 for a row that defaulted and 0 for one that did not.
    #[arg(long, value_name = "COLUMN")]
    target: String,
    /// Columns to leave out: row numbers, and whatever the law or decency bars.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', conflicts_with = "recipe")]
    drop: Vec<String>,
    /// A recipe: columns, derivations, trends and the words of the card. Without one each column is a characteristic.
    #[arg(long, value_name = "JSON")]
    recipe: Option<PathBuf>,
    /// The model's name where no recipe gives one; rows are dealt by it.
    #[arg(long, value_name = "ID", default_value = "model", conflicts_with = "recipe")]
    id: String,
    /// Where the model goes.
    #[arg(long, value_name = "JSON")]
    out: PathBuf,
}

const AFTER: &str = "\
A fifth of the rows, taken by a hash of the model's name and their number, is kept apart: the model is fitted to the rest \
and its card says how good it is on that fifth. The same rows and recipe (or name and dropped columns) give the same bytes.

Without a recipe each column is a characteristic under its own name. Such a model can be measured and read at once; it goes \
into a pack whose questions have the columns' names. A recipe says how columns become a pack's answers.

  kaimen fit --data data/taiwan_default.csv.gz --target bad --recipe data/recipes/taiwan-repayment.json --out model.json
  kaimen fit --data rows.csv --target bad --drop row_id,SEX,AGE --out model.json

Exit codes: 0 the model is written; 1 the rows or the recipe were refused (the problems are on standard error \
as a JSON array of {file, code, path, message}); 2 wrong arguments; 3 a file can't be read or written.";

/// Fits, writes the model, and says in a few lines how good it is.
///
/// # Errors
///
/// [`CliError`] where the rows or the recipe are refused, or a file can't be read or written.
pub fn run(args: &Args) -> Result<(), CliError> {
    let rows_refused = |problems| refused(&args.data, problems);
    let rows = Rows::read(&read_bytes(&args.data)?).map_err(rows_refused)?;
    let recipe = match &args.recipe {
        Some(file) => read_file::<Recipe>(file)?.checked().map_err(|problems| refused(file, problems))?,
        None => plain_recipe(&rows, &args.id, &args.target, &args.drop).map_err(rows_refused)?,
    };
    if !std::io::stderr().is_terminal() {
        tell(&format!("fitting {} rows: seconds for a few thousand, a minute for some ten thousand", rows.len()));
    }
    let bar = ProgressBar::new(MOST_STEPS as u64 * u64::from(FOLDS)).with_style(style());
    let model = fit(&rows, &args.target, &recipe, &|| bar.inc(1));
    bar.finish_and_clear();
    let model = model.map_err(rows_refused)?;
    write_text(Some(&args.out), &(pretty(&model.write()) + "\n"))?;
    tell(&summary(&model));
    Ok(())
}

fn style() -> ProgressStyle {
    // OK because the template is a constant that a run of the command shows to be right.
    ProgressStyle::with_template("cross-validating {bar:40} {percent} % {eta} left")
        .unwrap_or(ProgressStyle::default_bar())
}

fn summary(model: &Model) -> String {
    let card = &model.card;
    let mut lines = vec![
        format!("{}: {} rows fitted, {} kept apart", model.id, card.rows, card.held_out_rows),
        card.method.clone(),
    ];
    lines.extend(card.metrics.iter().map(|metric| {
        let number = |ppm: i64| ppm as f64 / 1e6;
        let (value, low, high) = (number(metric.value.0), number(metric.low.0), number(metric.high.0));
        format!("{:<9} {value:.4} [{low:.4}, {high:.4}]", metric.id)
    }));
    lines.extend(doubts(model).into_iter().map(String::from));
    lines.join("\n")
}

/// What a risk team should look at before anything else.
fn doubts(model: &Model) -> Option<&'static str> {
    let auc = model.card.metrics.iter().find(|metric| metric.id == "auc")?;
    match (auc.low.0, auc.value.0) {
        (_, 980_000..) => {
            Some("warning: too good to be true: does a column know the outcome? Leave it out with --drop")
        }
        (..=500_000, _) => Some("warning: on the rows kept apart it tells goods and bads apart no better than chance"),
        _ => None,
    }
}
