//! `kaimen preview`: what may still become of an application that is not complete.

use super::{CliError, read_json, refused, today, write_document};
use crate::date::Date;
use crate::form::read_consistent;
use crate::json::Write;
use crate::preview::preview;
use std::path::PathBuf;

/// What `kaimen preview` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The market: the law of one country, such as www/markets/cn.json
    #[arg(long, value_name = "FILE")]
    market: PathBuf,
    /// The lender's pack, such as www/packs/example-lender.json
    #[arg(long, value_name = "FILE")]
    pack: PathBuf,
    /// The answers so far; one without a value is "I don't know", one that is not there is still open
    #[arg(long, value_name = "FILE")]
    application: PathBuf,
    /// The day of the check, YYYY-MM-DD; today if left out
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    today: Option<Date>,
    /// Print the canonical form (RFC 8785), byte for byte what every face returns
    #[arg(long)]
    canonical: bool,
}

/// Reads the three documents, looks ahead, prints.
///
/// # Errors
///
/// [`CliError`] where a document is refused or can't be read.
pub fn run(args: &Args) -> Result<(), CliError> {
    let today = args.today.unwrap_or_else(today);
    let market = super::market::read(&args.market)?;
    let pack = super::pack::read(&args.pack, &market)?;
    let partial = read_consistent(&read_json(&args.application)?, &pack, today);
    let partial = partial.map_err(|problems| refused(&args.application, problems))?;
    write_document(&preview(&market, &pack, &partial, today).write(), args.canonical)
}
