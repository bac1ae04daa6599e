//! `kaimen market`: a market's file put together from the files that it extends, checked as the checker will check it.

use super::{CliError, pretty, read_json, refused, write_text};
use crate::json::{Hashed, Problem, Value};
use crate::market::overlay::overlaid;
use crate::market::{Market, read_market};
use std::path::{Path, PathBuf};

/// What `kaimen market` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The market's own file; `"extends": "us"` in it names another file of its folder
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The file to write; standard output if left out
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// At most so many files extend one another.
const MAX_LAYERS: usize = 8;

/// Reads, puts together, checks, writes.
///
/// # Errors
///
/// [`CliError`] where a file can't be read or the market is refused.
pub fn run(args: &Args) -> Result<(), CliError> {
    let market = whole(&args.file)?;
    read_market(&market).map_err(|problems| refused(&args.file, problems))?;
    write_text(args.out.as_deref(), &(pretty(&market) + "\n"))
}

/// The market that a file holds whole.
///
/// # Errors
///
/// [`CliError`] where the file can't be read, is refused, or is only what a market adds to another.
pub fn read(file: &Path) -> Result<Hashed<Market>, CliError> {
    let document = read_json(file)?;
    if document.get("extends").is_some() {
        let message = "this is a part of a market: put it together first, with kaimen market FILE --out WHOLE";
        let problem = Problem { code: "part-of-a-market", path: "/extends".into(), message: message.into() };
        return Err(refused(file, vec![problem]));
    }
    read_market(&document).map_err(|problems| refused(file, problems))
}

/// The market that a file and those it extends hold together.
///
/// # Errors
///
/// [`CliError`] where a file can't be read, or they extend one another without end.
pub fn whole(file: &Path) -> Result<Value, CliError> {
    let mut layers = vec![read_json(file)?];
    while let Some(base) = layers.last().and_then(|layer| layer.get("extends")).and_then(Value::as_text) {
        let base = file.with_file_name([base, ".json"].concat());
        layers.push(read_json(&base)?);
        if layers.len() > MAX_LAYERS {
            let message = "files must not extend one another without end";
            let problem = Problem { code: "extends-itself", path: "/extends".into(), message: message.into() };
            return Err(refused(file, vec![problem]));
        }
    }
    let market = layers.into_iter().rev().reduce(overlaid).unwrap_or(Value::Null);
    Ok(without(market, "extends"))
}

fn without(market: Value, key: &str) -> Value {
    match market {
        Value::Map(entries) => Value::Map(entries.into_iter().filter(|(known, _)| known != key).collect()),
        other => other,
    }
}
