//! Statements for the page: a module of its own, loaded before the seal by who has a statement, and by no one else.
//!
//! The page finds the encoding here, decodes with the browser's own tables, and reads a slice between two frames:
//!
//! ```js
//! const bytes = new Uint8Array(await file.arrayBuffer());
//! const encoding = encodingOf(bytes);
//! const intake = encoding === '' ? Intake.ofBytes(bytes, 'CNY', undefined, false) : Intake.ofText(new TextDecoder(encoding).decode(bytes), 'CNY', undefined, false);
//! while (intake.advance(2_000) < 1) await new Promise(requestAnimationFrame);
//! const statement = JSON.parse(intake.finish());      // all but the entries
//! const entries = JSON.parse(intake.entries(0, 100)); // the first of them
//! ```
//!
//! What goes out is text in the canonical form, as of every face. What is refused is thrown: a JSON text, an array of one
//! `{code, line, message}`.

use crate::json::{Value, Write, canonical};
use crate::statement::encoding::encoding_of;
use crate::statement::{Account, Columns, Fault, Input, Kind, Options, Reader, Statement, correct, recounted};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The label by which a browser decodes a file; empty for a workbook, whose bytes are handed over as they are.
#[wasm_bindgen(js_name = encodingOf)]
pub fn encoding_label(bytes: &[u8]) -> String {
    if bytes.starts_with(b"PK") { String::new() } else { encoding_of(bytes).label().into() }
}

/// A statement that is being read, and then was.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Intake {
    reader: Option<Reader>,
    statement: Option<Statement>,
}

#[wasm_bindgen]
impl Intake {
    /// Opens a text; `columns` as `date=1,amount=4` where they are not to be guessed, `is_card` where a bank's table is of a
    /// credit card.
    ///
    /// # Errors
    ///
    /// As every function here: why the file is refused.
    #[wasm_bindgen(js_name = ofText)]
    pub fn of_text(text: String, currency: &str, columns: Option<String>, is_card: bool) -> Result<Intake, JsValue> {
        Intake::open(Input::Text(text), currency, columns, is_card)
    }

    /// Opens a workbook.
    ///
    /// # Errors
    ///
    /// Where the file is refused.
    #[wasm_bindgen(js_name = ofBytes)]
    pub fn of_bytes(bytes: Vec<u8>, currency: &str, columns: Option<String>, is_card: bool) -> Result<Intake, JsValue> {
        Intake::open(Input::Bytes(bytes), currency, columns, is_card)
    }

    fn open(input: Input, currency: &str, columns: Option<String>, is_card: bool) -> Result<Intake, JsValue> {
        let mut options = Options::new(currency);
        options.account = is_card.then_some(Account::Card);
        if let Some(columns) = columns {
            options.columns = Some(Columns::parse(&columns).map_err(|message| told("not-columns", message))?);
        }
        let reader = Reader::open(input, &options).map_err(|fault| thrown(&fault))?;
        Ok(Intake { reader: Some(reader), statement: None })
    }

    /// Reads up to so many rows more; how much was read of what there is, 1 once all was.
    pub fn advance(&mut self, rows: u32) -> f64 {
        let Some(reader) = &mut self.reader else { return 1.0 };
        let progress = reader.advance(rows);
        if progress.done {
            return 1.0;
        }
        // Not 1 before it is done.
        (progress.read as f64 / progress.of.max(1) as f64).min(0.99)
    }

    /// What was read, but for its entries, as JSON text. It may be called again, after a correction.
    ///
    /// # Errors
    ///
    /// Where a workbook turned out to hold no statement.
    pub fn finish(&mut self) -> Result<String, JsValue> {
        if let Some(reader) = self.reader.take() {
            self.statement = Some(reader.finish().map_err(|fault| thrown(&fault))?);
        }
        let statement = self.statement.as_mut().ok_or_else(|| told("not-open", "the statement was refused"))?;
        let entries = std::mem::take(&mut statement.entries);
        let text = canonical(&statement.write());
        statement.entries = entries;
        Ok(text)
    }

    /// Some of the entries, as JSON text.
    pub fn entries(&self, from: usize, count: usize) -> String {
        let all = self.statement.as_ref().map(|statement| statement.entries.as_slice()).unwrap_or_default();
        let some = all.iter().skip(from).take(count).map(Write::write).collect();
        canonical(&Value::List(some))
    }

    /// Counts the entry of a line as something else, because the applicant says so; false where that can't be.
    pub fn correct(&mut self, line: u32, kind: &str) -> bool {
        let kind = Kind::ALL.iter().find(|known| known.word() == kind);
        let corrected =
            kind.zip(self.statement.as_mut()).is_some_and(|(kind, statement)| correct(statement, line, *kind));
        self.statement = self.statement.take().map(recounted);
        corrected
    }
}

fn told(code: &str, message: &str) -> JsValue {
    thrown(&Fault { code: code.into(), line: 1, column: None, message: message.into() })
}

fn thrown(fault: &Fault) -> JsValue {
    canonical(&Value::List(vec![fault.write()])).into()
}
