//! `kaimen schedule`: what is due and when.

pub mod document;
mod flags;
mod made;
mod print;

use super::{COMMAND_LINE, CliError, market, pretty, read_bytes, read_json, refused};
use crate::date::Date;
use crate::flow::Period;
use crate::json::{Problems, Write as _};
use crate::loan::DayCount;
use crate::market::{Case, CurrencyUnit, Market};
use crate::rate::Ppm;
use document::{LoanTerms, checked, read_terms};
use made::Law;
use print::{Language, Style};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

const AFTER: &str = "\
Examples:
  kaimen schedule --amount 10000 --rate 12% --count 12
  kaimen schedule --amount 10000 --rate 12% --count 26 --every 2-weeks --form equal-principal --fee each-instalment:3
  kaimen schedule --amount 10000 --rate 9% --count 12 --day-count act-360 --first 2027-01-15 --csv
  kaimen schedule --amount 10000 --rate 12% --count 12 --market www/markets/cn.json --early 2027-05-10
  kaimen schedule terms.json --json                        # a kaimen/terms@1 document
  kaimen schedule events.csv --rate 18.25%                 # a running account: lines of date,received,paid

Forms with numbers of their own (graduated, seasonal, skipped months, balloon), holidays and what a contract says of early
repayment and of being late are said in a document: `kaimen schema` writes what it may hold. With a market, neither costs
more than its law of the day on which the money was paid out allows.

Exit codes: 0 done; 1 the terms in a file were refused (problems are on standard error as a JSON array of {file, code, path, \
message}); 2 wrong arguments, their values with them; 3 a file can't be read or written.";

/// What `kaimen schedule` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub struct Args {
    /// Terms as JSON (kaimen/terms@1), or dated draws and repayments as CSV with the columns date, received and paid
    #[arg(value_name = "FILE", conflicts_with = "amount")]
    file: Option<PathBuf>,
    /// What is owed, such as 10000 or 9500.50
    #[arg(long, value_name = "AMOUNT", required_unless_present = "file", requires_all = ["rate", "count"],
        allow_negative_numbers = true)]
    amount: Option<String>,
    /// The nominal rate a year: 12%
    #[arg(long, value_name = "PERCENT", value_parser = flags::percent, allow_hyphen_values = true)]
    rate: Option<Ppm>,
    /// How many payments
    #[arg(long, value_name = "NUMBER")]
    count: Option<u32>,
    /// How often: day, week, half-month, month, year, or fortnight, 2-weeks, 3-months …
    #[arg(long, value_name = "PERIOD", default_value = "month", value_parser = flags::period)]
    every: Period,
    /// How it is repaid: level, equal-principal, interest-first, bullet, day-interest or flat
    #[arg(long, value_name = "FORM", default_value = "level")]
    form: String,
    /// The instalment, where it is given: the loan ends when all is repaid
    #[arg(long, value_name = "AMOUNT", conflicts_with = "form", allow_negative_numbers = true)]
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
    /// The day on which it is repaid early: by the market's law, if the document says no rule of the contract
    #[arg(long, value_name = "DATE", value_parser = super::date, requires = "market", conflicts_with = "file")]
    early: Option<Date>,
    /// The part of the principal that is repaid then; all of it if left out
    #[arg(long, value_name = "AMOUNT", requires = "early", allow_negative_numbers = true)]
    part: Option<String>,
    /// The market's whole file, whose law counts
    #[arg(long, value_name = "FILE")]
    market: Option<PathBuf>,
    /// The lender's class in the market's words
    #[arg(long, value_name = "CLASS", requires = "market")]
    lender: Option<String>,
    /// What the loan is for, in the market's words
    #[arg(long, value_name = "PURPOSE", requires = "market")]
    purpose: Option<String>,
    /// A class of borrower of the market that the borrower is of, or `none`; as often as there are such
    #[arg(long, value_name = "CLASS", requires = "market")]
    borrower: Vec<String>,
    /// The currency; the market's, or CNY, if left out
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// Its digits after the point; the market's, or 2, if left out
    #[arg(long, value_name = "NUMBER")]
    decimals: Option<u32>,
    /// Amounts go by this many minor units; the market's, or 1, if left out
    #[arg(long, value_name = "MINOR")]
    step: Option<i64>,
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
    let flags = Path::new(COMMAND_LINE);
    let file = args.file.as_deref().unwrap_or(flags);
    let market = args.market.as_deref().map(market::read).transpose()?;
    let market = market.as_deref();
    let money = flags::currency(args, market);
    let terms = match &args.file {
        Some(file) => read(file, args, &money)?,
        None => flags::terms(args, &money).map_err(|problems| refused(flags, problems))?,
    };
    let mut problems = checked(&terms);
    if let Some(market) = market {
        law_problems(args, market, &terms, &mut problems);
    }
    if !problems.is_empty() {
        return Err(refused(file, problems.into_vec()));
    }
    let (lender, purpose) = (args.lender.as_deref(), args.purpose.as_deref());
    let denied = market.map(|market| denied(args, market)).unwrap_or_default();
    let law = market.map(|market| Law { market, case: Case { lender, purpose, denied: &denied, ..Case::default() } });
    let made = made::made(&terms, law).map_err(|problem| refused(file, vec![problem]))?;
    let digits = terms.currency.minor_units;
    streamed(&mut |out| match (args.json, args.csv) {
        (true, _) => writeln!(out, "{}", pretty(&made.write())),
        (false, true) => print::csv(out, &made, digits),
        (false, false) => print::table(out, &made, market, Style { digits, language: args.language }),
    })
}

/// The classes of borrower that the borrower is not of, where it was said of which they are.
fn denied<'m>(args: &Args, market: &'m Market) -> Vec<&'m str> {
    let mut denied = Vec::new();
    if !args.borrower.is_empty() {
        denied
            .extend(market.borrower_classes.iter().filter(|class| !args.borrower.contains(class)).map(String::as_str));
    }
    denied
}

/// Adds what of the arguments does not fit the market.
fn law_problems(args: &Args, market: &Market, terms: &LoanTerms, problems: &mut Problems) {
    let fits = terms.currency.code == market.currency.code;
    problems.check(fits, "wrong-currency", &ROOT.key("currency"), "the currency of the market is needed");
    let known = |word: &Option<String>, words: &[String]| word.as_ref().is_none_or(|word| words.contains(word));
    let of = |what: &str, words: &[String]| format!("one of the market's {what} is needed: {}", words.join(", "));
    let message = of("lender classes", &market.lender_classes);
    problems.check(known(&args.lender, &market.lender_classes), "unknown-lender-class", &ROOT.key("lender"), &message);
    let mut classes = args.borrower.iter().filter(|class| *class != "none");
    let message = of("classes of borrower, or none,", &market.borrower_classes);
    let are_known = classes.all(|class| market.borrower_classes.contains(class));
    problems.check(are_known, "unknown-borrower-class", &ROOT.key("borrower"), &message);
    let message = of("purposes", &market.purposes);
    problems.check(known(&args.purpose, &market.purposes), "unknown-purpose", &ROOT.key("purpose"), &message);
}

const ROOT: crate::json::Path<'static> = crate::json::Path::Root;

fn read(file: &Path, args: &Args, money: &CurrencyUnit) -> Result<LoanTerms, CliError> {
    if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")) {
        let bytes = read_bytes(file)?;
        return flags::of_csv(&bytes, args, money).map_err(|problems| refused(file, problems));
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
