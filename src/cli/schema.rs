//! `kaimen schema`: the JSON Schemas of the documents, made from the Rust types.

use super::schedule::document::{LoanSchedule, LoanTerms};
use super::{CliError, write_text};
use crate::application::ApplicationDocument;
use crate::decision::Decision;
use crate::diff::DiffReport;
use crate::fit::Recipe;
use crate::lint::LintReport;
use crate::market::Market;
use crate::pack::Pack;
use crate::pack::model::Model;
use crate::preview::Preview;
use crate::quote::{Quote, QuoteCheck};
use crate::statement::Statement;
use schemars::{Schema, schema_for};
use std::path::PathBuf;

/// What `kaimen schema` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder that <document>.schema.json are written to; made if it is not there
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

/// Every document and its schema, in reading order.
pub fn schemas() -> [(&'static str, Schema); 14] {
    [
        ("market", schema_for!(Market)),
        ("model", schema_for!(Model)),
        ("recipe", schema_for!(Recipe)),
        ("pack", schema_for!(Pack)),
        ("application", schema_for!(ApplicationDocument)),
        ("decision", schema_for!(Decision)),
        ("preview", schema_for!(Preview)),
        ("quote", schema_for!(Quote)),
        ("quote-check", schema_for!(QuoteCheck)),
        ("lint", schema_for!(LintReport)),
        ("diff", schema_for!(DiffReport)),
        ("terms", schema_for!(LoanTerms)),
        ("schedule", schema_for!(LoanSchedule)),
        ("statement", schema_for!(Statement)),
    ]
}

/// Writes the schemas.
///
/// # Errors
///
/// [`CliError::Io`].
pub fn run(args: &Args) -> Result<(), CliError> {
    std::fs::create_dir_all(&args.out).map_err(|error| CliError::Io { file: args.out.clone(), error })?;
    for (name, schema) in schemas() {
        // OK because a schema is a JSON value, which always has a text.
        let text = serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n";
        write_text(Some(&args.out.join(format!("{name}.schema.json"))), &text)?;
    }
    Ok(())
}
