//! Rows of a worksheet (ECMA-376, SpreadsheetML).

use super::bounds::{CELL_BYTES, CELLS, STRINGS, TAGS};
use super::table::{Cell, Form, Next, Row};
use super::xml::{Cursor, Event, attribute, plain};

/// The texts that cells refer to by number, while they are read.
#[derive(Debug, Default)]
pub(super) struct Strings {
    cursor: Cursor,
    pub texts: Vec<String>,
    /// Whether what is read belongs to a text, and is not how it is pronounced.
    in_text: bool,
    in_phonetic: bool,
    /// Whether there are more than are kept.
    is_over: bool,
}

impl Strings {
    /// Reads one event; false after the last.
    pub fn step(&mut self, text: &str) -> Result<bool, usize> {
        match self.cursor.next(text)? {
            None => return Ok(false),
            Some(Event::Open { name: "si", .. }) => {
                self.is_over = self.texts.len() >= STRINGS;
                if !self.is_over {
                    self.texts.push(String::new());
                }
            }
            Some(Event::Open { name: "t", .. }) => self.in_text = !self.in_phonetic && !self.is_over,
            Some(Event::Open { name: "rPh", .. }) => self.in_phonetic = true,
            Some(Event::Close { name: "rPh" }) => self.in_phonetic = false,
            Some(Event::Close { name: "t" }) => self.in_text = false,
            Some(Event::Text(raw)) if self.in_text => self.push(&plain(raw)),
            Some(Event::Verbatim(text)) if self.in_text => self.push(text),
            Some(_) => {}
        }
        Ok(true)
    }

    fn push(&mut self, text: &str) {
        if let Some(last) = self.texts.last_mut().filter(|last| last.len() < CELL_BYTES) {
            last.push_str(text);
        }
    }
}

/// A worksheet that is being read.
#[derive(Debug)]
pub(super) struct Sheet {
    text: String,
    strings: Vec<String>,
    cursor: Cursor,
    line: u32,
    /// The row that is open, and its cell.
    row: Option<Row>,
    cell: Reading,
    /// Where the text is broken, once that was met.
    pub broken: bool,
}

impl Sheet {
    pub fn new(text: String, strings: Vec<String>) -> Sheet {
        Sheet { text, strings, cursor: Cursor::default(), line: 0, row: None, cell: Reading::default(), broken: false }
    }

    pub fn rewind(&mut self) {
        self.cursor = Cursor::default();
        self.line = 0;
        self.row = None;
        self.broken = false;
    }

    pub fn progress(&self) -> (usize, usize) {
        (self.cursor.at, self.text.len())
    }

    /// The row that was read last.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// Reads as far as the end of a row, but only so many tags; nothing after the last row, or where the text is broken.
    pub fn step(&mut self) -> Next {
        let next = self.next();
        self.broken |= next.is_err();
        next.unwrap_or(Next::End)
    }

    fn next(&mut self) -> Result<Next, usize> {
        let (text, strings, cell) = (&self.text, &self.strings, &mut self.cell);
        for _ in 0..TAGS {
            let Some(event) = self.cursor.next(text)? else { return Ok(Next::End) };
            match (event, &mut self.row) {
                (Event::Open { name: "row", attributes }, None) => {
                    let number = attribute(attributes, "r").and_then(|number| number.parse().ok());
                    self.line = number.filter(|number| *number > self.line).unwrap_or(self.line.saturating_add(1));
                    self.row = Some(Row { line: self.line, cells: Vec::new(), fault: None });
                }
                (Event::Close { name: "row" }, row @ Some(_)) => return Ok(row.take().map_or(Next::More, Next::Row)),
                (Event::Open { name: "c", attributes }, Some(_)) => *cell = Reading::new(attributes),
                (Event::Close { name: "c" }, Some(row)) => cell.put(row, strings),
                (Event::Open { name: "v" | "t", .. }, Some(_)) => cell.in_value = true,
                (Event::Close { name: "v" | "t" }, Some(_)) => cell.in_value = false,
                (Event::Open { name: "f", .. }, Some(_)) => cell.is_formula = true,
                (Event::Text(raw), Some(_)) if cell.in_value => cell.push(&plain(raw)),
                (Event::Verbatim(text), Some(_)) if cell.in_value => cell.push(text),
                _ => {}
            }
        }
        Ok(Next::More)
    }
}

/// A cell while it is read.
#[derive(Debug, Default)]
struct Reading {
    /// Its column, counted from 0, where it says so.
    column: Option<usize>,
    kind: String,
    value: String,
    in_value: bool,
    is_formula: bool,
}

impl Reading {
    fn new(attributes: &str) -> Reading {
        let column = attribute(attributes, "r").as_deref().and_then(column_of);
        Reading { column, kind: attribute(attributes, "t").unwrap_or_default(), ..Reading::default() }
    }

    fn push(&mut self, text: &str) {
        if self.value.len() < CELL_BYTES {
            self.value.push_str(text);
        }
    }

    /// Puts the cell in its place; those before it that are not written are empty.
    fn put(&mut self, row: &mut Row, strings: &[String]) {
        let column = self.column.unwrap_or(row.cells.len());
        if column >= CELLS {
            row.fault = Some(("too-many-cells", column + 1));
            return;
        }
        while row.cells.len() < column {
            row.cells.push(Cell { text: String::new(), form: Form::Text });
        }
        let place = if self.kind == "s" { self.value.trim().parse::<usize>().ok() } else { None };
        let text = match (self.kind.as_str(), place) {
            ("s", Some(place)) => strings.get(place).map_or("", String::as_str),
            ("s", None) => "",
            _ => &self.value,
        };
        let form = match self.kind.as_str() {
            _ if self.is_formula => Form::Formula,
            "" | "n" => Form::Number,
            _ => Form::Text,
        };
        // A cell that stands twice is the first.
        if row.cells.len() == column {
            row.cells.push(Cell { text: text.trim().into(), form });
        }
    }
}

/// The column of a reference, counted from 0: `AB12` is 27.
fn column_of(reference: &str) -> Option<usize> {
    let mut column = 0_usize;
    for byte in reference.bytes().take_while(u8::is_ascii_alphabetic) {
        column = column.checked_mul(26)?.checked_add(usize::from(byte.to_ascii_uppercase() - b'A') + 1)?;
    }
    column.checked_sub(1)
}
