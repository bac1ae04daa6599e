//! `kaimen import`: account statements → entries, months and cash-flow characteristics.

mod print;

use super::{COMMAND_LINE, CliError, pretty, read_bytes, refused, write_text};
use crate::json::{Problem, Value, Write};
use crate::statement::encoding::{Encoding, encoding_of};
use crate::statement::{
    Account, Columns, DayOrder, Fault, Format, Input, Kind, Options, Reader, Statement, bounds, correct, merged,
    recounted,
};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "Examples:
  kaimen import alipay_record.csv
  kaimen import statement.csv --map date=1,counterparty=2,debit=3,credit=4,balance=5 --currency GBP
  kaimen import bill.csv --count 31=rent --json
  kaimen import alipay_record.csv wechat.xlsx statement.csv

Several are made one statement, in which nothing counts twice; what is said of columns, account, days and encoding is said of each.

Problems are on standard error, each with its line and column; what could be read is printed all the same.";

/// What `kaimen import` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Statements of one person: bills of Alipay or WeChat Pay, OFX, QIF, camt.053, MT940, or banks' tables as CSV or XLSX
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The format; found out by the content if left out, or auto
    #[arg(long, value_name = "FORMAT", default_value = "auto", value_parser = format)]
    format: FormatFlag,
    /// The columns of a bank's table, counted from 1: date=1,amount=4
    #[arg(long, value_name = "COLUMNS", value_parser = Columns::parse)]
    map: Option<Columns>,
    /// What kind of account a bank's table is of: bank or card
    #[arg(long, value_name = "ACCOUNT", value_parser = account)]
    account: Option<Account>,
    /// Which comes first in a day of figures alone, where the file leaves that open: day-first or month-first
    #[arg(long, value_name = "ORDER", value_parser = days)]
    days: Option<DayOrder>,
    /// The currency, where the file does not say it
    #[arg(long, value_name = "CODE", default_value = "CNY", value_parser = currency)]
    currency: String,
    /// The encoding of a text; found out if left out
    #[arg(long, value_name = "LABEL", value_parser = encoding)]
    encoding: Option<Encoding>,
    /// Count the entry of a line as something else: 31=rent; as often as needed, of a single file
    #[arg(long, value_name = "LINE=KIND", value_parser = count)]
    count: Vec<(u32, Kind)>,
    /// Print the whole statement as JSON
    #[arg(long)]
    json: bool,
}

/// A format, or `auto`.
type FormatFlag = Option<Format>;

/// Reads, corrects, makes one of several, prints.
///
/// # Errors
///
/// [`CliError`] where a file can't be read, or not all of it.
pub fn run(args: &Args) -> Result<(), CliError> {
    if args.files.len() > 1 && !args.count.is_empty() {
        let message = "a line is one of a single file: leave --count out, or name one file".into();
        let slip = Problem { code: "flags-do-not-fit", path: "--count".into(), message };
        return Err(refused(Path::new(COMMAND_LINE), vec![slip]));
    }
    let (mut statements, mut unread) = (Vec::new(), Vec::new());
    for file in &args.files {
        match read(args, file) {
            Ok(statement) => {
                unread.extend(faults_of(&statement).map(|faults| (file.clone(), faults)));
                statements.push((file, statement));
            }
            Err(CliError::Unread(more)) => unread.extend(more),
            Err(error) => return Err(error),
        }
    }
    let text = match statements.as_slice() {
        [] => String::new(),
        [(_, statement)] if args.json => pretty(&statement.write()) + "\n",
        [(_, statement)] => print::text(statement),
        several => {
            let each: Vec<Statement> = several.iter().map(|(_, statement)| statement.clone()).collect();
            let whole = merged(&each).map(|merged| merged.statement);
            let faults = whole.iter().flat_map(|whole| whole.problems.iter());
            let left_out =
                several.iter().filter(|(_, one)| each.first().is_some_and(|first| first.currency != one.currency));
            unread.extend(left_out.zip(faults).map(|((file, _), fault)| (file.to_path_buf(), vec![fault.clone()])));
            match whole {
                Some(whole) if args.json => pretty(&whole.write()) + "\n",
                whole => print::files(several) + &whole.as_ref().map(print::text).unwrap_or_default(),
            }
        }
    };
    write_text(None, &text)?;
    if unread.is_empty() { Ok(()) } else { Err(CliError::Unread(unread)) }
}

/// One file, corrected.
fn read(args: &Args, file: &Path) -> Result<Statement, CliError> {
    let unread = |fault| CliError::Unread(vec![(file.into(), vec![fault])]);
    let input = input(file, args.encoding)?;
    let options = Options {
        currency: args.currency.clone(),
        format: args.format,
        columns: args.map.clone(),
        account: args.account,
        days: args.days,
    };
    let mut reader = Reader::open(input, &options).map_err(unread)?;
    read_on(&mut reader);
    let mut statement = reader.finish().map_err(unread)?;
    for (line, kind) in &args.count {
        if !correct(&mut statement, *line, *kind) {
            let message = "no entry stands in this line";
            return Err(unread(Fault {
                code: "no-such-entry".into(),
                line: *line,
                column: None,
                message: message.into(),
            }));
        }
    }
    Ok(if args.count.is_empty() { statement } else { recounted(statement) })
}

/// The problems of a statement, the number of those that were left out last.
fn faults_of(statement: &Statement) -> Option<Vec<Fault>> {
    let mut faults = statement.problems.clone();
    let line = faults.last()?.line;
    if statement.more_problems > 0 {
        let message = format!("{} more problems are not told one by one", statement.more_problems);
        faults.push(Fault { code: "more-problems".into(), line, column: None, message });
    }
    Some(faults)
}

/// Reads to the end, with a bar where it takes long enough to see one.
fn read_on(reader: &mut Reader) {
    let bar = indicatif::ProgressBar::new(1).with_elapsed(std::time::Duration::ZERO);
    let mut rows = 0_u32;
    loop {
        let progress = reader.advance(5_000);
        rows = rows.saturating_add(5_000);
        if progress.done {
            break;
        }
        if rows >= 50_000 {
            bar.set_length(u64::try_from(progress.of).unwrap_or(u64::MAX));
            bar.set_position(u64::try_from(progress.read).unwrap_or(0));
        }
    }
    bar.finish_and_clear();
}

/// The file as the room takes it. A file that is too large is not even read.
fn input(file: &Path, encoding: Option<Encoding>) -> Result<Input, CliError> {
    let size = std::fs::metadata(file).map_or(0, |metadata| metadata.len());
    if size > u64::try_from(bounds::FILE_BYTES).unwrap_or(u64::MAX) {
        let message = "a file has at most 64 MiB";
        let fault = Fault { code: "file-too-large".into(), line: 1, column: None, message: message.into() };
        return Err(CliError::Unread(vec![(file.into(), vec![fault])]));
    }
    let bytes = read_bytes(file)?;
    if bytes.starts_with(b"PK") {
        return Ok(Input::Bytes(bytes));
    }
    Ok(Input::Text(decoded(&bytes, encoding.unwrap_or_else(|| encoding_of(&bytes)))))
}

fn decoded(bytes: &[u8], encoding: Encoding) -> String {
    let encoding = encoding_rs::Encoding::for_label(encoding.label().as_bytes()).unwrap_or(encoding_rs::UTF_8);
    encoding.decode_with_bom_removal(bytes).0.into_owned()
}

fn format(text: &str) -> Result<FormatFlag, String> {
    if text == "auto" { Ok(None) } else { word(text, Format::ALL, Format::word).map(Some) }
}

fn account(text: &str) -> Result<Account, String> {
    word(text, &[Account::Bank, Account::Card], Account::word)
}

fn days(text: &str) -> Result<DayOrder, String> {
    word(text, DayOrder::ALL, DayOrder::word)
}

fn encoding(text: &str) -> Result<Encoding, String> {
    word(text, &Encoding::ALL, Encoding::label)
}

fn count(text: &str) -> Result<(u32, Kind), String> {
    let (line, kind) = text.split_once('=').ok_or("a line and a kind are needed: 31=rent")?;
    let line = line.trim().parse().map_err(|_| "a line is a number")?;
    Ok((line, word(kind.trim(), Kind::ALL, Kind::word)?))
}

fn currency(text: &str) -> Result<String, &'static str> {
    crate::money::Currency::new(text).map(|_| text.into()).ok_or("a currency is three capital letters: CNY")
}

fn word<T: Copy>(text: &str, all: &[T], word: fn(T) -> &'static str) -> Result<T, String> {
    let found = all.iter().copied().find(|known| word(*known) == text);
    found.ok_or_else(|| format!("known are: {}", all.iter().map(|known| word(*known)).collect::<Vec<_>>().join(", ")))
}

/// Problems as every command tells them: where is `/lines/12/columns/4`.
pub(super) fn problem_list(unread: &[(PathBuf, Vec<Fault>)]) -> Value {
    Value::List(unread.iter().flat_map(|(file, faults)| faults.iter().map(|fault| problem(file, fault))).collect())
}

fn problem(file: &Path, fault: &Fault) -> Value {
    let text = |text: &str| Value::Text(text.into());
    let column = fault.column.map_or(String::new(), |column| format!("/columns/{column}"));
    Value::Map(vec![
        ("file".into(), text(&file.display().to_string())),
        ("code".into(), text(&fault.code)),
        ("path".into(), text(&format!("/lines/{}{column}", fault.line))),
        ("message".into(), text(&fault.message)),
    ])
}
