//! `kaimen preview`: what may still become of an application that is not complete.

use super::{CliError, pretty, read_json, refused, today, write_text};
use crate::date::Date;
use crate::form::read_partial;
use crate::golden::load_pack;
use crate::json::{Write, canonical};
use crate::market::read_market;
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
    let market = read_market(&read_json(&args.market)?).map_err(|problems| refused(&args.market, problems))?;
    let pack = load_pack(&read_json(&args.pack)?, &market).map_err(|problems| refused(&args.pack, problems))?;
    let partial = read_partial(&read_json(&args.application)?, &pack);
    let partial = partial.map_err(|problems| refused(&args.application, problems))?;
    let preview = preview(&market, &pack, &partial, today).write();
    let text = if args.canonical { canonical(&preview) } else { pretty(&preview) + "\n" };
    write_text(None, &text)
}
