//! `kaimen schedule`: what is due and when.

pub mod document;
mod flags;
mod made;
mod print;

use super::{CliError, pretty, read_bytes, read_json, refused};
use crate::date::Date;
use crate::flow::Period;
use crate::json::Write as _;
use crate::loan::DayCount;
use crate::rate::Ppm;
use document::{LoanTerms, checked, read_terms};
use print::{Language, Style};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

const AFTER: &str = "\
Examples:
  kaimen schedule --amount 10000 --rate 12% --count 12
  kaimen schedule --amount 10000 --rate 12% --count 26 --every 2-weeks --form equal-principal --fee each-instalment:3
  kaimen schedule --amount 10000 --rate 9% --count 12 --day-count act-360 --first 2027-01-15 --csv
  kaimen schedule terms.json --json                        # a kaimen/terms@1 document
  kaimen schedule events.csv --rate 18.25%                 # a running account: lines of date,received,paid

Forms with numbers of their own (graduated, seasonal, skipped months, balloon), holidays and early repayment are said in
a document: `kaimen schema` writes what it may hold.

Exit codes: 0 done; 1 the terms were refused (every problem is on standard error as a JSON array of {file, code, path, \
message}); 2 wrong arguments; 3 a file can't be read or written.";

/// What `kaimen schedule` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub struct Args {
    /// Terms as JSON (kaimen/terms@1), or dated draws and repayments as CSV with the columns date, received and paid
    #[arg(value_name = "FILE", conflicts_with = "amount")]
    file: Option<PathBuf>,
    /// What is owed, such as 10000 or 9500.50
    #[arg(long, value_name = "AMOUNT", required_unless_present = "file", requires_all = ["rate", "count"])]
    amount: Option<String>,
    /// The nominal rate a year: 12%
    #[arg(long, value_name = "PERCENT", value_parser = flags::percent)]
    rate: Option<Ppm>,
    /// How many payments
    #[arg(long, value_name = "NUMBER")]
    count: Option<u32>,
    /// How often: day, week, half-month, month, year, or 2-weeks, 3-months …
    #[arg(long, value_name = "PERIOD", default_value = "month", value_parser = flags::period)]
    every: Period,
    /// How it is repaid: level, equal-principal, interest-first, bullet, day-interest or flat
    #[arg(long, value_name = "FORM", default_value = "level")]
    form: String,
    /// The instalment, where it is given: the loan ends when all is repaid
    #[arg(long, value_name = "AMOUNT", conflicts_with = "form")]
    payment: Option<String>,
    /// The day on which the money is paid out; today if left out
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    start: Option<Date>,
    /// The day of the first payment; one period after the start if left out
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    first: Option<Date>,
    /// How days become interest: act-365, act-360, act-act, 30-360, 30e-360 or equal-periods; equal periods for
    /// instalments and act-365 for an account if left out
    #[arg(long, value_name = "COUNT", value_parser = flags::word::<DayCount>)]
    day_count: Option<DayCount>,
    /// A fee: upfront:50, deducted:1%, each-instalment:3, each-draw:1%, at-end:100
    #[arg(long, value_name = "WHEN:AMOUNT")]
    fee: Vec<String>,
    /// The currency
    #[arg(long, value_name = "CODE", default_value = "CNY")]
    currency: String,
    /// Its digits after the point
    #[arg(long, value_name = "NUMBER", default_value_t = 2)]
    decimals: u32,
    /// Amounts go by this many minor units
    #[arg(long, value_name = "MINOR", default_value_t = 1)]
    step: i64,
    /// The language of the headings
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value = "en")]
    language: Language,
    /// Print JSON
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print comma-separated text
    #[arg(long)]
    csv: bool,
}

/// Reads, works out, prints.
///
/// # Errors
///
/// [`CliError`] where the terms are refused or a file can't be read.
pub fn run(args: &Args) -> Result<(), CliError> {
    let flags = Path::new("command line");
    let file = args.file.as_deref().unwrap_or(flags);
    let terms = match &args.file {
        Some(file) => read(file, args)?,
        None => flags::terms(args).map_err(|problems| refused(flags, problems))?,
    };
    let problems = checked(&terms);
    if !problems.is_empty() {
        return Err(refused(file, problems.into_vec()));
    }
    let made = made::made(&terms).map_err(|problem| refused(file, vec![problem]))?;
    let digits = terms.currency.minor_units;
    streamed(&mut |out| match (args.json, args.csv) {
        (true, _) => writeln!(out, "{}", pretty(&made.write())),
        (false, true) => print::csv(out, &made, digits),
        (false, false) => print::table(out, &made, Style { digits, language: args.language }),
    })
}

fn read(file: &Path, args: &Args) -> Result<LoanTerms, CliError> {
    if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")) {
        let bytes = read_bytes(file)?;
        return flags::of_csv(&bytes, args).map_err(|problems| refused(file, problems));
    }
    read_terms(&read_json(file)?).map_err(|problems| refused(file, problems))
}

/// Writes to standard output as it goes. That no one reads on is no error.
fn streamed(write: &mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>) -> Result<(), CliError> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(CliError::Io { file: "standard output".into(), error })
        }
        _ => Ok(()),
    }
}
