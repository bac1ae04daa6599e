//! Rows of separated text, one at a time.

use super::bounds::{CELL_BYTES, CELLS};
use super::table::{Cell, Form, Row};

/// A text and how far it is read.
#[derive(Debug)]
pub(super) struct Csv {
    text: String,
    at: usize,
    line: u32,
    separator: u8,
}

impl Csv {
    pub fn new(text: String, separator: u8) -> Csv {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Csv { text, at, line: 1, separator }
    }

    /// The same from the start.
    pub fn rewind(&mut self) {
        self.at = if self.text.starts_with('\u{feff}') { 3 } else { 0 };
        self.line = 1;
    }

    /// How many bytes were read, and of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.at, self.text.len())
    }

    /// The next row; none after the last. A row that is too wide keeps its first cells and says so.
    pub fn row(&mut self) -> Option<Row> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut row = Row { line: self.line, cells: Vec::new(), fault: None };
        loop {
            let (cell, end) = self.cell(&mut row);
            if row.cells.len() < CELLS {
                row.cells.push(cell);
            } else {
                row.fault = Some(("too-many-cells", row.cells.len() + 1));
                self.skip_line();
                return Some(row);
            }
            if end != Some(self.separator) {
                return Some(row);
            }
        }
    }

    /// The next cell, and the byte that ended it; none at the end of a line or of the text.
    fn cell(&mut self, row: &mut Row) -> (Cell, Option<u8>) {
        let start = self.at;
        while matches!(self.byte(), Some(b' ' | b'\t')) && self.byte() != Some(self.separator) {
            self.at += 1;
        }
        let mut text = String::new();
        if self.byte() == Some(b'"') {
            match self.quoted() {
                Some(quoted) => text = quoted,
                // OK because what is not closed is read as it stands, from where it began.
                None => row.fault = Some(("quote-not-closed", row.cells.len() + 1)),
            }
        } else {
            self.at = start;
        }
        let from = self.at;
        while self.byte().is_some_and(|byte| byte != self.separator && byte != b'\n' && byte != b'\r') {
            self.at += 1;
        }
        let plain = self.text.get(from..self.at).unwrap_or_default();
        if text.is_empty() {
            text.push_str(bounded(plain, row))
        } else {
            text.push_str(plain.trim())
        }
        (Cell::of_text(&text), self.end())
    }

    /// Steps over what ended a cell.
    fn end(&mut self) -> Option<u8> {
        let end = self.byte()?;
        self.at += 1;
        if end == self.separator {
            return Some(end);
        }
        if end == b'\r' && self.byte() == Some(b'\n') {
            self.at += 1;
        }
        self.line = self.line.saturating_add(1);
        None
    }

    /// A text in quotes, a doubled quote standing for one; none where it is not closed within the longest cell.
    fn quoted(&mut self) -> Option<String> {
        let bytes = self.text.as_bytes();
        let mut text = String::new();
        let (mut at, mut from, mut lines) = (self.at + 1, self.at + 1, 0_u32);
        loop {
            match bytes.get(at)? {
                b'"' => {
                    text.push_str(self.text.get(from..at)?);
                    if bytes.get(at + 1) != Some(&b'"') {
                        break;
                    }
                    text.push('"');
                    at += 1;
                    from = at + 1;
                }
                b'\n' => lines = lines.saturating_add(1),
                _ => {}
            }
            at += 1;
            if at - self.at > CELL_BYTES {
                return None;
            }
        }
        self.at = at + 1;
        self.line = self.line.saturating_add(lines);
        Some(text)
    }

    fn skip_line(&mut self) {
        while self.byte().is_some_and(|byte| byte != b'\n') {
            self.at += 1;
        }
        self.at += 1;
        self.line = self.line.saturating_add(1);
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// As much of a text as a cell may hold.
fn bounded<'a>(text: &'a str, row: &mut Row) -> &'a str {
    if text.len() <= CELL_BYTES {
        return text;
    }
    row.fault = Some(("cell-too-long", row.cells.len() + 1));
    let end = (0..=CELL_BYTES).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

impl Cell {
    /// A cell as text gives it. `="0012"` is how a spreadsheet is told to leave a text alone.
    fn of_text(text: &str) -> Cell {
        let trimmed = text.trim();
        let alone = trimmed.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
        let form = if alone.is_none() && trimmed.starts_with('=') { Form::Formula } else { Form::Text };
        Cell { text: String::from(alone.unwrap_or(trimmed)), form }
    }
}

/// The separator of a text: the one that stands as often in a line as in the line before, most often.
pub(super) fn separator_of(text: &str) -> u8 {
    let mut best = (b',', 0_u32);
    for separator in [b',', b';', b'\t', b'|'] {
        let (mut score, mut before) = (0_u32, 0);
        for line in text.lines().take(60) {
            let line = line.get(..CELL_BYTES).unwrap_or(line);
            let count = line.bytes().filter(|byte| *byte == separator).count();
            if count > 0 && count == before {
                score += 1 + u32::from(count > 2);
            }
            before = count;
        }
        if score > best.1 {
            best = (separator, score);
        }
    }
    if best.1 > 0 { best.0 } else { most_frequent(text) }
}

/// For a text of few lines.
fn most_frequent(text: &str) -> u8 {
    let mut best = (b',', 0);
    for separator in [b',', b';', b'\t', b'|'] {
        let count = text.bytes().take(CELL_BYTES).filter(|byte| *byte == separator).count();
        if count > best.1 {
            best = (separator, count);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::{Csv, separator_of};

    fn check(text: &str, expected: &[(u32, &[&str])]) {
        let mut csv = Csv::new(text.into(), separator_of(text));
        for (line, cells) in expected {
            let row = csv.row().unwrap();
            let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            assert_eq!((row.line, texts.as_slice()), (*line, *cells));
        }
        assert!(csv.row().is_none());
    }

    #[test]
    fn quotes_hold_separators_and_lines() {
        check("a,\"b,\"\"c\"\"\nd\",e\r\nf,g\n", &[(1, &["a", "b,\"c\"\nd", "e"]), (3, &["f", "g"])]);
    }

    #[test]
    fn a_quote_inside_a_cell_is_a_character() {
        check("a,open \"b\",c\n1,2,3", &[(1, &["a", "open \"b\"", "c"]), (2, &["1", "2", "3"])]);
    }

    #[test]
    fn a_quote_that_is_never_closed_loses_no_row() {
        check("a,\"b\n1,2\n", &[(1, &["a", "\"b"]), (2, &["1", "2"])]);
    }

    #[test]
    fn the_separator_is_the_regular_one() {
        assert_eq!(separator_of("d;a;b\n1;2,5;3,0\n1;2,5;3\n"), b';');
        assert_eq!(separator_of("note\na\tb\tc\n1\t2\t3\n"), b'\t');
    }

    #[test]
    fn a_text_for_spreadsheets_is_no_formula() {
        let mut csv = Csv::new("=\"0012\",=1+2".into(), b',');
        let row = csv.row().unwrap();
        assert_eq!(format!("{:?}", row.cells.iter().map(|cell| cell.form).collect::<Vec<_>>()), "[Text, Formula]");
        assert_eq!(row.cells[0].text, "0012");
    }
}
