//! The `kaimen` command, for risk teams: one file a command.

mod applications;
pub mod apr;
pub mod card;
pub mod check;
pub mod diff;
pub mod fit;
pub mod import;
mod layout;
pub mod lint;
pub mod market;
pub mod pack;
pub mod preview;
mod progress;
pub mod schedule;
pub mod schema;
pub mod spread;
pub mod validate;

pub use layout::pretty;

use crate::date::Date;
use crate::json::{Problem, Read, Value, canonical, parse, read_document};
use crate::statement::Fault;
use clap::{Parser, Subcommand};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const EXIT_CODES: &str = "Exit codes:\n  0  done\n  1  a document was refused: the problems are on standard error as \
a JSON array of {file, code, path, message}\n  2  the command line is wrong: a flag, or a value of one\n  3  a file can't be read or written";

/// Check loan eligibility, and fit, check and assemble what the checker runs on.
#[derive(Debug, Parser)]
#[command(name = "kaimen", version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Decide one application and print the decision as JSON
    Check(check::Args),
    /// Check a loan you were offered: its true yearly cost, what was kept back, the law
    Apr(apr::Args),
    /// Put a market's file together from those that it extends
    Market(market::Args),
    /// Print what is due and when, in every form of repayment, or a running account
    Schedule(schedule::Args),
    /// Read an account statement: its entries, months and cash-flow characteristics
    Import(import::Args),
    /// Say what may still become of an application that is not complete, and what to ask next
    Preview(preview::Args),
    /// Look through a pack: what can't be right in it, each shown on an applicant
    Lint(lint::Args),
    /// Say who is decided otherwise by another pack, and why
    Diff(diff::Args),
    /// Put models into a pack and print or write the whole
    Pack(pack::Args),
    /// Fit a model to rows whose outcome is known
    Fit(fit::Args),
    /// Measure how good a model is on rows whose outcome is known
    Validate(validate::Args),
    /// Print how answers are spread in rows, for a pack's questions
    Spread(spread::Args),
    /// Print what is known about a model, as Markdown
    Card(card::Args),
    /// Write the JSON Schemas of every document
    Schema(schema::Args),
}

/// Why a command failed.
#[derive(Debug)]
pub enum CliError {
    /// Documents were refused: each problem with the file it is in.
    Refused(Vec<(PathBuf, Problem)>),
    /// Statements were refused, or not all of them could be read: of each file what could not be, and where.
    Unread(Vec<(PathBuf, Vec<Fault>)>),
    /// A file can't be read or written.
    Io {
        /// The file.
        file: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Apr(args) => apr::run(&args),
        Command::Market(args) => market::run(&args),
        Command::Schedule(args) => schedule::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Preview(args) => preview::run(&args),
        Command::Lint(args) => return lint::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Pack(args) => pack::run(&args),
        Command::Fit(args) => fit::run(&args),
        Command::Validate(args) => validate::run(&args),
        Command::Spread(args) => spread::run(&args),
        Command::Card(args) => card::run(&args),
        Command::Schema(args) => schema::run(&args),
    };
    result.map_or_else(|error| report(&error), |()| ExitCode::SUCCESS)
}

/// Where a value stands that is in no file.
const COMMAND_LINE: &str = "command line";

/// The most problems that are told one by one.
const MOST_TOLD: usize = 20;

fn report(error: &CliError) -> ExitCode {
    match error {
        CliError::Refused(problems) => {
            tell(&pretty(&problem_list(problems)));
            let is_flag = problems.iter().all(|(file, _)| file.as_os_str() == COMMAND_LINE);
            ExitCode::from(if is_flag { 2 } else { 1 })
        }
        CliError::Unread(unread) => {
            tell(&pretty(&import::problem_list(unread)));
            ExitCode::from(1)
        }
        CliError::Io { file, error } => {
            tell(&format!("{}: {error}", file.display()));
            ExitCode::from(3)
        }
    }
}

/// Writes a line to standard error. That no one reads it is no error, and no reason to stop.
fn tell(line: &str) {
    writeln!(std::io::stderr().lock(), "{line}").ok();
}

/// The problems, the number of those that are left out last.
fn problem_list(problems: &[(PathBuf, Problem)]) -> Value {
    let mut told: Vec<(PathBuf, Problem)> = problems.iter().take(MOST_TOLD).cloned().collect();
    let more = problems.len() - told.len();
    if let Some((file, _)) = told.last().filter(|_| more > 0).cloned() {
        let message = format!("{more} more problems are not told one by one");
        told.push((file, Problem { code: "more-problems", path: String::new(), message }));
    }
    let text = |text: &str| Value::Text(text.into());
    let item = |(file, problem): &(PathBuf, Problem)| {
        Value::Map(vec![
            ("file".into(), text(&file.display().to_string())),
            ("code".into(), text(problem.code)),
            ("path".into(), text(&problem.path)),
            ("message".into(), text(&problem.message)),
        ])
    };
    Value::List(told.iter().map(item).collect())
}

/// The bytes of a file.
///
/// # Errors
///
/// [`CliError::Io`].
pub fn read_bytes(file: &Path) -> Result<Vec<u8>, CliError> {
    std::fs::read(file).map_err(|error| CliError::Io { file: file.into(), error })
}

/// The document that a file holds.
///
/// # Errors
///
/// [`CliError`] if it can't be read or is refused.
pub fn read_file<T: Read>(file: &Path) -> Result<T, CliError> {
    read_document(&read_json(file)?).map_err(|problems| refused(file, problems))
}

/// The JSON value that a file holds.
///
/// # Errors
///
/// [`CliError`] if it can't be read or holds no JSON.
pub fn read_json(file: &Path) -> Result<Value, CliError> {
    parse(&String::from_utf8_lossy(&read_bytes(file)?)).map_err(|problem| refused(file, vec![problem]))
}

/// That `file` was refused.
pub fn refused(file: &Path, problems: Vec<Problem>) -> CliError {
    CliError::Refused(problems.into_iter().map(|problem| (file.into(), problem)).collect())
}

/// Writes `text` to a file, or to standard output where none is named.
///
/// # Errors
///
/// [`CliError::Io`].
pub fn write_text(file: Option<&Path>, text: &str) -> Result<(), CliError> {
    let written = match file {
        Some(file) => std::fs::write(file, text),
        // OK because who reads no further, such as `head`, has what they want.
        None => match std::io::stdout().lock().write_all(text.as_bytes()) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            written => written,
        },
    };
    written.map_err(|error| CliError::Io { file: file.unwrap_or(Path::new("standard output")).into(), error })
}

/// Prints a document: in its canonical form, or as people read it.
///
/// # Errors
///
/// [`CliError`] where it can't be written.
pub fn write_document(document: &Value, is_canonical: bool) -> Result<(), CliError> {
    let text = if is_canonical { canonical(document) } else { pretty(document) + "\n" };
    write_text(None, &text)
}

/// A date as it is written on the command line.
fn date(text: &str) -> Result<Date, &'static str> {
    Date::parse(text).ok_or("a date is needed, YYYY-MM-DD, from 1900 to 2199")
}

/// The day by the clock of this machine, in UTC.
fn today() -> Date {
    let since_epoch = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let days = since_epoch.map_or(0, |spell| spell.as_secs() / 86_400);
    Date::from_days(i32::try_from(days).unwrap_or(0))
}
