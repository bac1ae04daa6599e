//! `kaimen check`: decide one application.

use super::{CliError, read_json, refused, today, write_document};
use crate::date::Date;
use crate::decision::decide;
use crate::form::read_application;
use crate::json::Write;
use std::path::PathBuf;

/// What `kaimen check` takes.
#[derive(Debug, clap::Args)]
#[command(after_long_help = AFTER)]
pub struct Args {
    /// The market: the law of one country, such as www/markets/cn.json
    #[arg(long, value_name = "FILE")]
    market: PathBuf,
    /// The lender's pack, such as www/packs/example-lender.json
    #[arg(long, value_name = "FILE")]
    pack: PathBuf,
    /// The application: answers by question id
    #[arg(long, value_name = "FILE")]
    application: PathBuf,
    /// The day on which it is decided, YYYY-MM-DD; today if left out
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    today: Option<Date>,
    /// Print the canonical form (RFC 8785), byte for byte what every face returns
    #[arg(long)]
    canonical: bool,
}

const AFTER: &str = "\
An application is {\"schema\": \"kaimen/application@1\", \"answers\": {\"<question>\": {\"value\": …, \"provenance\": \"said\"}, …}}; \
what it must answer is in the pack. Amounts are whole minor units.

  kaimen check --market www/markets/cn.json --pack www/packs/example-lender.json \
--application data/applications/no-file.json --today 2026-11-23

Exit codes: 0 decided, whatever the outcome; 1 a document was refused (the problems are on standard error as a JSON \
array of {file, code, path, message}); 2 wrong arguments; 3 a file can't be read.";

/// Reads the three documents, decides, prints.
///
/// # Errors
///
/// [`CliError`] where a document is refused or can't be read.
pub fn run(args: &Args) -> Result<(), CliError> {
    let today = args.today.unwrap_or_else(today);
    let market = super::market::read(&args.market)?;
    let pack = super::pack::read(&args.pack, &market)?;
    let application = read_application(&read_json(&args.application)?, &market, &pack, today);
    let application = application.map_err(|problems| refused(&args.application, problems))?;
    write_document(&decide(&market, &pack, &application, today).write(), args.canonical)
}
