//! `kaimen apr`: what a loan that someone was offered truly costs.

pub(super) mod flags;
mod table;

use super::{COMMAND_LINE, CliError, market, pretty, read_bytes, read_json, refused, write_text};
use crate::date::Date;
use crate::flow::Period;
use crate::json::Write;
use crate::quote::{Quote, QuoteFee, QuoteFeeTime, QuotedForm, RatePer, check_quote, read_quote};
use crate::rate::Ppm;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "Examples:
  kaimen apr --market www/markets/cn.json --received 10000 --pay 12x899.33 --every month
  kaimen apr --market www/markets/cn.json --amount 1500 --received 1000 --pay 1x1500 --every 7-days --lender private-lender
  kaimen apr --market www/markets/cn.json --amount 10000 --rate 0.6% --per month --count 12
  kaimen apr --market www/markets/cn.json flows.csv       # lines of date,received,paid
  kaimen apr --market www/markets/cn.json quote.json --json";

/// What `kaimen apr` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The market: the law of one country, such as www/markets/cn.json
    #[arg(long, value_name = "FILE")]
    market: PathBuf,
    /// A quote as JSON, or dated flows as CSV with the columns date, received and paid
    #[arg(value_name = "FILE", conflicts_with_all = ["received", "amount", "pay", "rate"])]
    file: Option<PathBuf>,
    /// What really arrives, such as 9500 or 9500.50
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    received: Option<String>,
    /// The amount that the contract states, where it is another
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    amount: Option<String>,
    /// The payments: 12x899.33, or 2027-01-05:899.33, the latter as often as there are payments
    #[arg(long, value_name = "PAYMENTS", conflicts_with = "rate")]
    pay: Vec<String>,
    /// How often: day, week, half-month, month, year, or fortnight, 2-weeks, 7-days, 3-months …
    #[arg(long, value_name = "PERIOD", default_value = "month", value_parser = flags::period)]
    every: Period,
    /// The day on which the money is paid out; today if left out
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    start: Option<Date>,
    /// The day of the first payment; one period after the start if left out
    #[arg(long, value_name = "DATE", value_parser = super::date)]
    first: Option<Date>,
    /// The rate, where nothing else was said: 0.6%
    #[arg(
        long,
        value_name = "PERCENT",
        value_parser = flags::percent,
        requires = "count",
        allow_hyphen_values = true
    )]
    rate: Option<Ppm>,
    /// What the rate is per: day, month or year
    #[arg(long, value_name = "UNIT", default_value = "month", value_parser = flags::word::<RatePer>)]
    per: RatePer,
    /// How it is repaid then: flat, level, equal-principal, interest-first or bullet; flat if left out
    #[arg(long, value_name = "FORM", value_parser = flags::word::<QuotedForm>)]
    form: Option<QuotedForm>,
    /// How many payments then
    #[arg(long, value_name = "NUMBER")]
    count: Option<u32>,
    /// A fee that is in none of the payments: kept-back:500, upfront:50, each-payment:3, end:100; `none` where there is
    /// none: the cost is told as the least that it can be if left out
    #[arg(long, value_name = "WHEN:AMOUNT")]
    fee: Vec<String>,
    /// The lender's class in the market's words; every limit of the market is shown if left out
    #[arg(long, value_name = "CLASS")]
    lender: Option<String>,
    /// What the loan is for, in the market's words
    #[arg(long, value_name = "PURPOSE")]
    purpose: Option<String>,
    /// A class of borrower of the market that the borrower is of, or `none`; as often as there are such
    #[arg(long, value_name = "CLASS")]
    borrower: Vec<String>,
    /// Print the answer as JSON
    #[arg(long)]
    json: bool,
}

/// Reads, checks, prints.
///
/// # Errors
///
/// [`CliError`] where a document is refused or can't be read.
pub fn run(args: &Args) -> Result<(), CliError> {
    let market = market::read(&args.market)?;
    let flags = Path::new(COMMAND_LINE);
    let (file, quote) = match &args.file {
        Some(file) => (file.as_path(), read(file, args, &market)?),
        None => (flags, flags::quote(args, &market).map_err(|problem| refused(flags, vec![problem]))?),
    };
    let check = check_quote(&market, &quote).map_err(|problems| refused(file, problems))?;
    let text = if args.json { pretty(&check.write()) + "\n" } else { table::table(&market, &quote, &check) };
    write_text(None, &text)
}

fn read(file: &Path, args: &Args, market: &crate::market::Market) -> Result<Quote, CliError> {
    if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")) {
        let bytes = read_bytes(file)?;
        return flags::of_csv(&bytes, args, market).map_err(|problem| refused(file, vec![problem]));
    }
    read_quote(&read_json(file)?).map_err(|problems| refused(file, problems))
}
