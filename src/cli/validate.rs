//! `kaimen validate`: how good a model is on rows whose outcome is known.

use super::{CliError, read_bytes, read_file, refused, write_text};
use crate::fit::{Estimate, Metrics, Rows, inputs, validate};
use crate::pack::model::Model;
use std::path::PathBuf;

/// What `kaimen validate` takes.
#[derive(Debug, clap::Args)]
#[command(after_long_help = AFTER)]
pub struct Args {
    /// The model, as `kaimen fit` wrote it.
    #[arg(long, value_name = "JSON")]
    model: PathBuf,
    /// The rows: comma-separated text with the columns that the model was fitted from, gzipped or not.
    #[arg(long, value_name = "CSV")]
    data: PathBuf,
    /// The column that is 1 for a row that defaulted and 0 for one that did not.
    #[arg(long, value_name = "COLUMN")]
    target: String,
    /// Print JSON instead of a table.
    #[arg(long)]
    json: bool,
}

const AFTER: &str = "\
Columns that the model does not name are ignored; each one that it lacks is named. Every figure comes with the ends of \
its 95 % interval: `auc` by DeLong, `gini` from it, `brier` and `log_loss` normal, `ks` and `ece` (ten bins of equal \
frequency) by the percentiles of a bootstrap from a fixed seed, less its bias (the mean of the resamples less the figure).

  kaimen validate --model www/models/taiwan-repayment.json --data rows.csv.gz --target bad --json

Exit codes: 0 measured; 1 the rows or the model were refused (the problems are on standard error as a JSON array of \
{file, code, path, message}); 2 wrong arguments; 3 a file can't be read.";

/// Measures and prints.
///
/// # Errors
///
/// [`CliError`] where the rows or the model are refused or can't be read.
pub fn run(args: &Args) -> Result<(), CliError> {
    let model: Model = read_file(&args.model)?;
    inputs(&model).map_err(|problems| refused(&args.model, problems))?;
    let rows = Rows::read(&read_bytes(&args.data)?).map_err(|problems| refused(&args.data, problems))?;
    let metrics = validate(&model, &rows, &args.target).map_err(|problems| refused(&args.data, problems))?;
    write_text(None, &if args.json { as_json(&model, &metrics) } else { as_table(&metrics) })
}

/// Floats with six decimals: this is a report, not a document that is hashed.
fn as_json(model: &Model, metrics: &Metrics) -> String {
    let figure = |(name, one): (&str, Estimate)| {
        format!(
            "  \"{}\": {:.6},\n  \"{0}_interval\": [{:.6}, {:.6}]",
            name.replace('-', "_"),
            one.value,
            one.low,
            one.high
        )
    };
    let figures: Vec<String> = metrics.by_name().into_iter().map(figure).collect();
    let model = serde_json::to_string(&model.id).unwrap_or_default();
    let Metrics { rows, bads, .. } = metrics;
    format!("{{\n  \"model\": {model},\n  \"rows\": {rows},\n  \"bads\": {bads},\n{}\n}}\n", figures.join(",\n"))
}

fn as_table(metrics: &Metrics) -> String {
    let line = |(name, one): (&str, Estimate)| format!("{name:<9} {:.4} [{:.4}, {:.4}]", one.value, one.low, one.high);
    let mut lines = vec![format!("{} rows, {} bad", metrics.rows, metrics.bads)];
    lines.extend(metrics.by_name().into_iter().map(line));
    lines.join("\n") + "\n"
}
