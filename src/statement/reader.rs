//! Reading a file in slices.

use super::bank;
use super::bounds::{FILE_BYTES, ROWS};
use super::camt::Camt;
use super::columns::Columns;
use super::csv::{Csv, separator_of};
use super::detect::{Shape, foreign, shape};
use super::document::{Account, DayOrder, Fault, Format, Preview, Statement};
use super::draft::Draft;
use super::entries::statement;
use super::mt940::Mt940;
use super::ofx::Ofx;
use super::profile::{Profile, profile};
use super::qif::Qif;
use super::table::{Sort, Source, Table};
use super::workbook::{Step, Workbook};

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
    /// What kind of account a bank's table is of; a current account if left out.
    pub account: Option<Account>,
    /// Which comes first, day or month, where the file leaves that open; by the currency if left out.
    pub days: Option<DayOrder>,
}

impl Options {
    /// Everything is to be found out.
    pub fn new(currency: &str) -> Options {
        Options { currency: currency.into(), format: None, columns: None, account: None, days: None }
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
    options: Options,
    preview: Option<Preview>,
    /// Why it can't be read at all, where that is known only once a workbook is unpacked.
    refused: Option<Fault>,
}

#[derive(Debug)]
enum Stage {
    Workbook(Box<Workbook>),
    Table(Box<Table>),
    Ofx(Box<Ofx>),
    Qif(Box<Qif>),
    Camt(Box<Camt>),
    Mt940(Box<Mt940>),
    Done,
}

impl Reader {
    /// Finds out what a file is and gets ready to read it.
    ///
    /// # Errors
    ///
    /// Why it can't be read at all: `file-too-large`, `file-empty`, `not-text`, `wrong-encoding`, `is-pdf`,
    /// `is-old-workbook`, `is-archive`, `is-html`, `unknown-xml`, `unknown-format`, `another-format`, and of a workbook
    /// `archive-broken`, `archive-locked`, `too-many-parts`, `part-too-large`, `days-from-1904`.
    pub fn open(input: Input, options: &Options) -> Result<Reader, Fault> {
        let mut reader = Reader {
            stage: Stage::Done,
            draft: Draft::new(Format::BankTable, Account::Bank),
            options: options.clone(),
            preview: None,
            refused: None,
        };
        match input {
            Input::Text(text) => reader.open_text(text)?,
            Input::Bytes(bytes) => reader.open_bytes(bytes)?,
        }
        Ok(reader)
    }

    fn open_bytes(&mut self, bytes: Vec<u8>) -> Result<(), Fault> {
        if bytes.len() > FILE_BYTES {
            return Err(refused("file-too-large", 1, "a file has at most 64 MiB"));
        }
        if !bytes.starts_with(b"PK") {
            let (code, message) = foreign(&bytes).unwrap_or(UNKNOWN);
            return Err(refused(code, 1, message));
        }
        let workbook = Workbook::open(bytes).map_err(|(code, message)| refused(code, 1, message))?;
        self.stage = Stage::Workbook(Box::new(workbook));
        Ok(())
    }

    fn open_text(&mut self, text: String) -> Result<(), Fault> {
        check_text(&text)?;
        let spoilt = spoilt(&text);
        let currency = &self.options.currency;
        let shape = shape(&text).map_err(|(code, message)| refused(code, 1, message))?;
        (self.draft.format, self.stage) = match shape {
            Shape::Table => {
                let separator = separator_of(&text);
                self.open_table(Source::Csv(Csv::new(text, separator)))?;
                (self.draft.format, std::mem::replace(&mut self.stage, Stage::Done))
            }
            Shape::Ofx => (Format::Ofx, Stage::Ofx(Box::new(Ofx::new(text, currency)))),
            Shape::Qif => {
                (Format::Qif, Stage::Qif(Box::new(Qif::new(text, currency, self.options.days, &mut self.draft))))
            }
            Shape::Camt => (Format::Camt053, Stage::Camt(Box::new(Camt::new(text, currency)))),
            Shape::Mt940 => (Format::Mt940, Stage::Mt940(Box::new(Mt940::new(text, currency)))),
        };
        if let Some(line) = spoilt {
            let message = "characters are lost here: the file was decoded with another encoding than its own";
            self.draft.fault("wrong-encoding", line, None, message);
        }
        self.check_format()
    }

    fn open_table(&mut self, mut source: Source) -> Result<(), Fault> {
        let rows = source.sample();
        let map = self.options.columns.as_ref();
        let Some(found) = profile(&rows, map, &self.options.currency, self.options.days) else {
            return Err(refused(UNKNOWN.0, rows.last().map_or(1, |row| row.line), UNKNOWN.1));
        };
        let Profile { layout, assumed, preview, currency } = found;
        (self.draft.format, self.draft.account) = match layout.sort {
            Sort::Alipay => (Format::Alipay, Account::Wallet),
            Sort::WechatPay => (Format::WechatPay, Account::Wallet),
            Sort::Bank => (Format::BankTable, self.options.account.unwrap_or(Account::Bank)),
        };
        if layout.sort == Sort::Bank {
            assumed.into_iter().for_each(|assumed| self.draft.assume(assumed));
            bank::assumptions(&layout, map.is_none(), &mut self.draft);
            self.preview = Some(preview);
            // The decimals of every row are those of this currency.
            self.draft.currency = currency;
        } else {
            // Wallets are of one country.
            self.draft.currency = Some("CNY".into());
        }
        self.stage = Stage::Table(Box::new(Table::new(source, layout)));
        Ok(())
    }

    /// Reads up to so many rows more; what is unpacked counts too.
    pub fn advance(&mut self, rows: u32) -> Progress {
        for _ in 0..rows {
            if !self.step() {
                self.stage = Stage::Done;
                break;
            }
        }
        self.progress()
    }

    fn step(&mut self) -> bool {
        if self.draft.is_full() {
            let line = self.draft.entries.last().map_or(1, |entry| entry.line);
            let message = ["only the first ", &ROWS.to_string(), " rows are read"].concat();
            self.draft.fault("too-many-rows", line, None, &message);
            return false;
        }
        match &mut self.stage {
            Stage::Workbook(workbook) => match workbook.step() {
                Ok(Step::More) => true,
                Ok(Step::Done(sheet)) => {
                    workbook.assumed.into_iter().for_each(|assumed| self.draft.assume(assumed));
                    self.refused = self.open_table(Source::Sheet(sheet)).and_then(|()| self.check_format()).err();
                    self.refused.is_none()
                }
                Err((code, message)) => {
                    self.refused = Some(refused(code, 1, message));
                    false
                }
            },
            Stage::Table(table) => table.step(&mut self.draft),
            Stage::Ofx(ofx) => ofx.step(&mut self.draft),
            Stage::Qif(qif) => qif.step(&mut self.draft),
            Stage::Camt(camt) => camt.step(&mut self.draft),
            Stage::Mt940(mt940) => mt940.step(&mut self.draft),
            Stage::Done => false,
        }
    }

    /// How far it is read.
    pub fn progress(&self) -> Progress {
        let (read, of) = match &self.stage {
            Stage::Workbook(workbook) => workbook.progress(),
            Stage::Table(table) => table.progress(),
            Stage::Ofx(ofx) => ofx.progress(),
            Stage::Qif(qif) => qif.progress(),
            Stage::Camt(camt) => camt.progress(),
            Stage::Mt940(mt940) => mt940.progress(),
            Stage::Done => return Progress { done: true, read: 1, of: 1 },
        };
        Progress { done: false, read, of }
    }

    /// What was read.
    ///
    /// # Errors
    ///
    /// As [`Reader::open`], where it was known only once a workbook was unpacked.
    pub fn finish(self) -> Result<Statement, Fault> {
        match self.refused {
            Some(fault) => Err(fault),
            None => Ok(statement(self.draft, &self.options.currency, self.preview)),
        }
    }

    fn check_format(&self) -> Result<(), Fault> {
        match self.options.format {
            Some(format) if format != self.draft.format => {
                let message = ["the file is not of this format but of ", self.draft.format.word()].concat();
                Err(refused("another-format", 1, &message))
            }
            _ => Ok(()),
        }
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
    reader.finish()
}

const UNKNOWN: (&str, &str) = (
    "unknown-format",
    "a bill of Alipay or WeChat Pay, OFX, QIF, camt.053, MT940, or a bank's table with a column of days and one of amounts, \
     is needed; columns that can't be found may be named",
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
