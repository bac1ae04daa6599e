//! Reading a file in slices.

use super::bank;
use super::bounds::{FILE_BYTES, ROWS};
use super::columns::Columns;
use super::csv::{Csv, separator_of};
use super::detect::{Shape, foreign, shape};
use super::document::{Account, Assumed, Fault, Format, Preview, Statement};
use super::draft::Draft;
use super::entries::statement;
use super::profile::{Profile, profile};
use super::table::{Sort, Source, Table};

/// A file as a face hands it over.
#[derive(Clone, Debug)]
pub enum Input {
    /// A text that was decoded.
    Text(String),
    /// The bytes of what is no text: a workbook.
    Bytes(Vec<u8>),
}

/// What is said beside a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The currency where the file does not say it, ISO 4217.
    pub currency: String,
    /// The format, where it is not to be found out.
    pub format: Option<Format>,
    /// What the columns of a bank's table mean, where that is not to be guessed.
    pub columns: Option<Columns>,
}

impl Options {
    /// Everything is to be found out.
    pub fn new(currency: &str) -> Options {
        Options { currency: currency.into(), format: None, columns: None }
    }
}

/// How far a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Whether it is read to its end.
    pub done: bool,
    /// How much was read, of `of`.
    pub read: usize,
    /// How much there is; it may grow where a workbook is unpacked.
    pub of: usize,
}

/// A file that is being read: it holds the whole file, and reads as many rows of it at a time as it is told.
#[derive(Debug)]
pub struct Reader {
    stage: Stage,
    draft: Draft,
    currency: String,
    preview: Option<Preview>,
}

#[derive(Debug)]
enum Stage {
    Table(Box<Table>),
    Done,
}

impl Reader {
    /// Finds out what a file is and gets ready to read it.
    ///
    /// # Errors
    ///
    /// Why it can't be read at all: `file-too-large`, `file-empty`, `not-text`, `wrong-encoding`, `is-pdf`, `is-old-workbook`, `is-archive`,
    /// `is-html`, `unknown-format`, `another-format`.
    pub fn open(input: Input, options: &Options) -> Result<Reader, Fault> {
        let text = match input {
            Input::Text(text) => text,
            Input::Bytes(bytes) => {
                let (code, message) = foreign(&bytes).unwrap_or(UNKNOWN);
                return Err(refused(code, 1, message));
            }
        };
        check_text(&text)?;
        let (code, message) = match shape(&text) {
            Ok(Shape::Table) => {
                let separator = separator_of(&text);
                let spoilt = spoilt(&text);
                let mut reader = Reader::of_table(Source::Csv(Csv::new(text, separator)), options)?;
                if let Some(line) = spoilt {
                    let message = "characters are lost here: the file was decoded with another encoding than its own";
                    reader.draft.fault("wrong-encoding", line, None, message);
                }
                return expected(reader, options);
            }
            Err(known) => known,
        };
        Err(refused(code, 1, message))
    }

    fn of_table(mut source: Source, options: &Options) -> Result<Reader, Fault> {
        let rows = source.sample();
        let Some(found) = profile(&rows, options.columns.as_ref(), &options.currency) else {
            return Err(refused(UNKNOWN.0, rows.last().map_or(1, |row| row.line), UNKNOWN.1));
        };
        Ok(Reader::of_profile(source, found, options))
    }

    fn of_profile(source: Source, found: Profile, options: &Options) -> Reader {
        let Profile { layout, assumed, preview } = found;
        let (format, account) = match layout.sort {
            Sort::Alipay => (Format::Alipay, Account::Wallet),
            Sort::WechatPay => (Format::WechatPay, Account::Wallet),
            Sort::Bank => (Format::BankTable, Account::Bank),
        };
        let mut draft = Draft::new(format, account);
        let is_bank = layout.sort == Sort::Bank;
        if is_bank {
            assumed.into_iter().for_each(|assumed| draft.assume(assumed));
            bank::assumptions(&layout, &mut draft);
            if options.columns.is_some() {
                draft.assumed.retain(|assumed| *assumed != Assumed::Columns);
            }
        } else {
            // Wallets are of one country.
            draft.currency = Some("CNY".into());
        }
        let preview = is_bank.then_some(preview);
        let stage = Stage::Table(Box::new(Table::new(source, layout)));
        Reader { stage, draft, currency: options.currency.clone(), preview }
    }

    /// Reads up to so many rows more.
    pub fn advance(&mut self, rows: u32) -> Progress {
        for _ in 0..rows {
            if self.draft.is_full() {
                let line = self.draft.entries.last().map_or(1, |entry| entry.line);
                let message = ["only the first ", &ROWS.to_string(), " rows are read"].concat();
                self.draft.fault("too-many-rows", line, None, &message);
                self.stage = Stage::Done;
            }
            let more = match &mut self.stage {
                Stage::Table(table) => table.step(&mut self.draft),
                Stage::Done => false,
            };
            if !more {
                self.stage = Stage::Done;
                break;
            }
        }
        self.progress()
    }

    /// How far it is read.
    pub fn progress(&self) -> Progress {
        match &self.stage {
            Stage::Table(table) => {
                let (read, of) = table.progress();
                Progress { done: false, read, of }
            }
            Stage::Done => Progress { done: true, read: 1, of: 1 },
        }
    }

    /// What was read.
    pub fn finish(self) -> Statement {
        statement(self.draft, &self.currency, self.preview)
    }
}

/// Reads a file to its end.
///
/// # Errors
///
/// As [`Reader::open`].
///
/// # Example
///
/// ```
/// use kaimen::statement::{Input, Options, read};
/// let csv = "Date,Description,Amount\n2026-03-01,ACME SALARY,5000.00\n2026-03-02,Rent,-1500.00\n";
/// let statement = read(Input::Text(csv.into()), &Options::new("CNY")).map_err(|fault| fault.message)?;
/// assert_eq!(statement.entries[1].amount, 1_500_00);
/// # Ok::<(), String>(())
/// ```
pub fn read(input: Input, options: &Options) -> Result<Statement, Fault> {
    let mut reader = Reader::open(input, options)?;
    while !reader.advance(1_000).done {}
    Ok(reader.finish())
}

const UNKNOWN: (&str, &str) = (
    "unknown-format",
    "a bill of Alipay or WeChat Pay, or a bank's table with a column of days and one of amounts, is needed; columns that \
     can't be found may be named",
);

fn refused(code: &str, line: u32, message: &str) -> Fault {
    Fault { code: code.into(), line, column: None, message: message.into() }
}

fn check_text(text: &str) -> Result<(), Fault> {
    if text.len() > FILE_BYTES {
        return Err(refused("file-too-large", 1, "a file has at most 64 MiB"));
    }
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(refused("file-empty", 1, "the file holds nothing"));
    }
    if let Some((code, message)) = foreign(text.as_bytes()) {
        return Err(refused(code, 1, message));
    }
    let lost = text.matches('\u{fffd}').count();
    if lost > 10 && lost > text.len() / 100 {
        let message = "the file was decoded with another encoding than its own";
        return Err(refused("wrong-encoding", spoilt(text).unwrap_or(1), message));
    }
    match text.bytes().position(|byte| byte == 0) {
        Some(at) => Err(refused("not-text", line_of(text, at), "a text has no zero bytes")),
        None => Ok(()),
    }
}

/// The first line in which characters were lost when the text was decoded.
fn spoilt(text: &str) -> Option<u32> {
    text.find('\u{fffd}').map(|at| line_of(text, at))
}

fn line_of(text: &str, at: usize) -> u32 {
    let lines = text.bytes().take(at).filter(|byte| *byte == b'\n').count();
    u32::try_from(lines + 1).unwrap_or(u32::MAX)
}

/// The reader, unless another format was asked for than the file is of.
fn expected(reader: Reader, options: &Options) -> Result<Reader, Fault> {
    match options.format {
        Some(format) if format != reader.draft.format => {
            let message = ["the file is not of this format but of ", reader.draft.format.word()].concat();
            Err(refused("another-format", 1, &message))
        }
        _ => Ok(reader),
    }
}
