//! `kaimen pack`: models into a pack, checked as the checker will check it.

use super::{CliError, pretty, read_json, refused, write_text};
use crate::golden::load_pack;
use crate::json::{Hashed, Problem, Value, read_document};
use crate::market::Market;
use crate::pack::Pack;
use crate::pack::model::Model;
use std::path::{Path, PathBuf};

/// What `kaimen pack` takes.
#[derive(Debug, clap::Args)]
#[command(after_long_help = AFTER)]
pub struct Args {
    /// The market whose law the pack is held against
    #[arg(long, value_name = "FILE")]
    market: PathBuf,
    /// The pack without its models; those of a whole pack are left out
    #[arg(long, value_name = "FILE")]
    base: PathBuf,
    /// A model made by `kaimen fit`; may be given several times
    #[arg(long = "model", value_name = "FILE", required = true)]
    models: Vec<PathBuf>,
    /// The file to write; standard output if left out
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

const AFTER: &str = "\
A model fits a pack whose questions and characteristics have the names that it reads: fit it by a recipe whose inputs \
have them (data/recipes has two).

  kaimen pack --market www/markets/cn.json --base data/packs/example-lender.json --model www/models/taiwan-repayment.json \
--model www/models/spain-self-reported.json --out pack.json

Exit codes: 0 written; 1 a document was refused (the problems are on standard error as a JSON array of \
{file, code, path, message}); 2 wrong arguments; 3 a file can't be read or written.";

/// Reads, puts together, checks, writes.
///
/// # Errors
///
/// [`CliError`] where a document is refused or can't be read.
pub fn run(args: &Args) -> Result<(), CliError> {
    let market = super::market::read(&args.market)?;
    let mut models = Vec::new();
    for file in &args.models {
        let model = read_json(file)?;
        read_document::<Model>(&model).map_err(|problems| refused(file, problems))?;
        models.push(for_a_pack(model));
    }
    let pack = with_models(read_json(&args.base)?, models);
    load_pack(&pack, &market).map_err(|problems| {
        CliError::Refused(problems.into_iter().map(|problem| of_its_file(args, problem)).collect())
    })?;
    write_text(args.out.as_deref(), &(pretty(&pack) + "\n"))
}

/// The pack that a file holds.
///
/// # Errors
///
/// [`CliError`] where the file can't be read or is refused.
pub fn read(file: &Path, market: &Market) -> Result<Hashed<Pack>, CliError> {
    load_pack(&read_json(file)?, market).map_err(|problems| refused(file, problems))
}

/// A problem with the file that it is in: what is wrong with a model is wrong with the model's own file.
fn of_its_file(args: &Args, problem: Problem) -> (PathBuf, Problem) {
    let place = problem.path.strip_prefix("/models/").map(|rest| rest.split_once('/').unwrap_or((rest, "")));
    let model = place.and_then(|(place, rest)| Some((args.models.get(place.parse::<usize>().ok()?)?, rest)));
    let is_model = problem.path.starts_with("/segments/") && problem.path.ends_with("/model");
    if problem.code == "unknown-name" && is_model {
        let message =
            problem.message + ": the models of the base are left out, so give each that it needs with --model";
        return (args.base.clone(), Problem { message, ..problem });
    }
    match model {
        Some((file, rest)) => (file.clone(), Problem { path: String::from("/") + rest, ..problem }),
        None => (args.base.clone(), problem),
    }
}

/// A model without what only fitting and validating read.
fn for_a_pack(model: Value) -> Value {
    match model {
        Value::Map(entries) => {
            Value::Map(entries.into_iter().filter(|(key, _)| key != "inputs" && key != "prepared").collect())
        }
        other => other,
    }
}

fn with_models(pack: Value, models: Vec<Value>) -> Value {
    match pack {
        Value::Map(mut entries) => {
            entries.retain(|(key, _)| key != "models");
            entries.push(("models".into(), Value::List(models)));
            Value::Map(entries)
        }
        other => other,
    }
}
