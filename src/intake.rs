//! Statements for the page: a module of its own, loaded before the seal by who has a statement, and by no one else.
//!
//! The page finds the encoding here, decodes with the browser's own tables, and reads a slice between two frames:
//!
//! ```js
//! const bytes = new Uint8Array(await file.arrayBuffer());
//! const encoding = encodingOf(bytes);
//! const intake = encoding === '' ? Intake.ofBytes(bytes, 'CNY') : Intake.ofText(new TextDecoder(encoding).decode(bytes), 'CNY');
//! while (intake.advance(2_000) < 1) await new Promise(requestAnimationFrame);
//! const statement = JSON.parse(intake.finish());      // all but the entries
//! const entries = JSON.parse(intake.entries(0, 100)); // the first of them
//! ```
//!
//! What goes out is text in the canonical form, as of every face. What is refused is thrown: a JSON text, an array of one
//! `{code, line, message}`.

use crate::json::{Value, Write, canonical};
use crate::statement::encoding::encoding_of;
use crate::statement::{
    Account, Columns, DayOrder, Direction, Entry, Fault, Input, Kind, Merged, Options, Reader, Statement, correct,
    correct_entry, merged, recounted,
};
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
    /// credit card, `days` is `day-first` or `month-first`, where the file leaves that open.
    ///
    /// # Errors
    ///
    /// As every function here: why the file is refused.
    #[wasm_bindgen(js_name = ofText)]
    pub fn of_text(
        text: String,
        currency: &str,
        columns: Option<String>,
        is_card: Option<bool>,
        days: Option<String>,
    ) -> Result<Intake, JsValue> {
        Intake::open(Input::Text(text), currency, columns, is_card, days)
    }

    /// Opens a workbook.
    ///
    /// # Errors
    ///
    /// Where the file is refused.
    #[wasm_bindgen(js_name = ofBytes)]
    pub fn of_bytes(
        bytes: Vec<u8>,
        currency: &str,
        columns: Option<String>,
        is_card: Option<bool>,
        days: Option<String>,
    ) -> Result<Intake, JsValue> {
        Intake::open(Input::Bytes(bytes), currency, columns, is_card, days)
    }

    fn open(
        input: Input,
        currency: &str,
        columns: Option<String>,
        is_card: Option<bool>,
        days: Option<String>,
    ) -> Result<Intake, JsValue> {
        let mut options = Options::new(currency);
        options.account = (is_card == Some(true)).then_some(Account::Card);
        options.days = days.and_then(|days| DayOrder::ALL.iter().copied().find(|known| known.word() == days));
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

/// The statements of one person, and the one that they come to together.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Statements {
    /// What is being read.
    begun: Option<Intake>,
    each: Vec<Statement>,
    whole: Option<Merged>,
    /// The kind whose entries are shown.
    shown: String,
    /// The places of entries that were corrected while they were shown.
    corrected: Vec<usize>,
}

#[wasm_bindgen]
impl Statements {
    /// None yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Statements {
        Statements::default()
    }

    /// Begins to read a text, as [`Intake::of_text`] does; what was begun before and not kept is dropped.
    ///
    /// # Errors
    ///
    /// Where the file is refused.
    #[wasm_bindgen(js_name = beginText)]
    pub fn begin_text(
        &mut self,
        text: String,
        currency: &str,
        columns: Option<String>,
        is_card: Option<bool>,
        days: Option<String>,
    ) -> Result<(), JsValue> {
        self.begun = Some(Intake::of_text(text, currency, columns, is_card, days)?);
        Ok(())
    }

    /// Begins to read a workbook.
    ///
    /// # Errors
    ///
    /// Where the file is refused.
    #[wasm_bindgen(js_name = beginBytes)]
    pub fn begin_bytes(
        &mut self,
        bytes: Vec<u8>,
        currency: &str,
        columns: Option<String>,
        is_card: Option<bool>,
        days: Option<String>,
    ) -> Result<(), JsValue> {
        self.begun = Some(Intake::of_bytes(bytes, currency, columns, is_card, days)?);
        Ok(())
    }

    /// Reads on, as [`Intake::advance`].
    pub fn advance(&mut self, rows: u32) -> f64 {
        self.begun.as_mut().map_or(1.0, |begun| begun.advance(rows))
    }

    /// Keeps what was read in the place of the statement of this number, counted from 0, or after the last. What it gives is
    /// that statement without its entries, as JSON text.
    ///
    /// # Errors
    ///
    /// As [`Intake::finish`].
    pub fn keep(&mut self, number: usize) -> Result<String, JsValue> {
        let mut begun = self.begun.take().ok_or_else(|| told("not-open", "nothing was begun"))?;
        let text = begun.finish()?;
        if let Some(statement) = begun.statement {
            match self.each.get_mut(number) {
                Some(known) => *known = statement,
                None => self.each.push(statement),
            }
        }
        self.recount();
        Ok(text)
    }

    /// Forgets the statement of this number.
    pub fn remove(&mut self, number: usize) {
        if number < self.each.len() {
            self.each.remove(number);
        }
        self.recount();
    }

    fn recount(&mut self) {
        self.corrected.clear();
        self.whole = merged(&self.each);
    }

    /// The statement of all of them without its entries, as JSON text; `null` where there is none.
    pub fn whole(&mut self) -> String {
        let Some(whole) = &mut self.whole else { return "null".into() };
        let entries = std::mem::take(&mut whole.statement.entries);
        let text = canonical(&whole.statement.write());
        whole.statement.entries = entries;
        text
    }

    /// What was counted as what, as JSON text: for each kind that there is, or whose entries are shown, `{kind, count, inMinor,
    /// outMinor}`.
    pub fn kinds(&self) -> String {
        let mut sums = vec![(0_i64, 0_i64, 0_i64); Kind::ALL.len()];
        for entry in self.all_entries() {
            let place = Kind::ALL.iter().position(|kind| *kind == entry.kind);
            if let Some((count, came, went)) = place.and_then(|place| sums.get_mut(place)) {
                *count += 1;
                let sum = if entry.direction == Direction::In { came } else { went };
                *sum = sum.saturating_add(entry.amount).min(crate::json::MAX_SAFE);
            }
        }
        let mut rows = Vec::new();
        for (kind, (count, came, went)) in Kind::ALL.iter().zip(sums) {
            if count > 0 || self.shown == kind.word() {
                let numbers = [("count", count), ("inMinor", came), ("outMinor", went)];
                let mut fields = vec![(String::from("kind"), Value::Text(kind.word().into()))];
                fields.extend(numbers.map(|(key, number)| (String::from(key), Value::Int(number))));
                rows.push(Value::Map(fields));
            }
        }
        canonical(&Value::List(rows))
    }

    /// The first entries of a kind, each with its place `at`, as JSON text: also those that were of it until the applicant said
    /// otherwise, as long as no other kind is shown.
    pub fn entries(&mut self, kind: &str, count: usize) -> String {
        if self.shown != kind {
            self.shown = kind.into();
            self.corrected.clear();
        }
        let mut some = Vec::new();
        for (at, entry) in self.all_entries().iter().enumerate() {
            if some.len() < count && (entry.kind.word() == kind || self.corrected.contains(&at)) {
                let mut value = entry.write();
                if let Value::Map(fields) = &mut value {
                    fields.push(("at".into(), Value::Int(i64::try_from(at).unwrap_or(0))));
                }
                some.push(value);
            }
        }
        canonical(&Value::List(some))
    }

    fn all_entries(&self) -> &[Entry] {
        self.whole.as_ref().map_or(&[], |whole| whole.statement.entries.as_slice())
    }

    /// Counts the entry at this place as something else, because the applicant says so; false where that can't be.
    pub fn correct(&mut self, at: usize, kind: &str) -> bool {
        let kind = Kind::ALL.iter().find(|known| known.word() == kind);
        let origin = self.whole.as_ref().and_then(|whole| whole.origins.get(at)).copied();
        let entry = origin.and_then(|(number, place)| self.each.get_mut(number)?.entries.get_mut(place));
        let corrected = kind.zip(entry).map(|(kind, entry)| correct_entry(entry, *kind)).is_some();
        self.whole = merged(&self.each);
        if corrected {
            self.corrected.push(at);
        }
        corrected
    }
}

fn told(code: &str, message: &str) -> JsValue {
    thrown(&Fault { code: code.into(), line: 1, column: None, message: message.into() })
}

fn thrown(fault: &Fault) -> JsValue {
    canonical(&Value::List(vec![fault.write()])).into()
}
