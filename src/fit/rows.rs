//! Raw rows: comma-separated text, gzipped or not, and how its cells become answers.

use std::cell::RefCell;
use std::io::Read;

use crate::application::{Answer, Answers};
use crate::json::Problem;
use crate::pack::model::Input;

/// A file of rows under named columns.
#[derive(Clone, Debug)]
pub struct Rows {
    columns: Vec<String>,
    records: Vec<csv::StringRecord>,
}

impl Rows {
    /// The rows of a file's bytes; gzip is known by its first two.
    ///
    /// # Errors
    ///
    /// One problem: a broken gzip stream, text that is not UTF-8, or a row with more or fewer cells than columns.
    pub fn read(bytes: &[u8]) -> Result<Rows, Vec<Problem>> {
        let mut plain = Vec::new();
        let text = if bytes.starts_with(&[0x1f, 0x8b]) {
            let read = flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut plain);
            read.map_err(|_| vec![problem("not-gzip", "", "the file begins like gzip but can't be unpacked".into())])?;
            plain.as_slice()
        } else {
            bytes
        };
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text);
        let columns: Vec<String> = reader.headers().map_err(csv_problem)?.iter().map(String::from).collect();
        let twice: Vec<Problem> = columns
            .iter()
            .enumerate()
            .filter(|(place, name)| columns.iter().take(*place).any(|one| one == *name))
            .map(|(_, name)| column_twice(name))
            .collect();
        if !twice.is_empty() {
            return Err(twice);
        }
        let records = reader.into_records().collect::<Result<Vec<_>, _>>().map_err(csv_problem)?;
        if records.is_empty() {
            return Err(vec![problem("no-rows", "", "at least one row below the column names is needed".into())]);
        }
        Ok(Rows { columns, records })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The cells of a column, where there is one of that name.
    pub fn column(&self, name: &str) -> Option<impl Iterator<Item = &str>> {
        let place = self.columns.iter().position(|column| column == name)?;
        Some(self.records.iter().map(move |record| record.get(place).unwrap_or("")))
    }

    /// Whether each row is bad: its target cell is 1, not 0.
    ///
    /// # Errors
    ///
    /// The missing column, or every cell (up to a hundred) that is neither.
    pub fn bads(&self, target: &str) -> Result<Vec<bool>, Vec<Problem>> {
        let cells = self.column(target).ok_or_else(|| vec![self.missing_column(target)])?;
        let problems = Problems::default();
        let bads: Vec<bool> =
            cells.enumerate().filter_map(|(row, cell)| outcome(row, target, cell, &problems)).collect();
        done(bads, problems)
    }

    /// The answers in each row.
    ///
    /// # Errors
    ///
    /// Every column that is missing, or every cell (up to a hundred) that should be a number and is none.
    pub fn answers(&self, inputs: &[Input]) -> Result<Vec<Answers>, Vec<Problem>> {
        let place = |input: &Input| self.columns.iter().position(|column| *column == input.column);
        let missing: Vec<Problem> = inputs
            .iter()
            .filter(|input| place(input).is_none())
            .map(|input| self.missing_column(&input.column))
            .collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        let placed: Vec<(usize, &Input)> = inputs.iter().filter_map(|input| Some((place(input)?, input))).collect();
        let problems = Problems::default();
        let of_row = |(row, record): (usize, &csv::StringRecord)| {
            let answer = |(place, input): &(usize, &Input)| {
                let cell = record.get(*place).unwrap_or("");
                Some((input.id.clone(), answer(row, cell, input, &problems)?))
            };
            Answers(placed.iter().filter_map(answer).collect())
        };
        let answers = self.records.iter().enumerate().map(of_row).collect();
        done(answers, problems)
    }

    fn missing_column(&self, name: &str) -> Problem {
        let found = match self.columns.as_slice() {
            [one] if one.contains(';') || one.contains('\t') => {
                "the line of column names has no comma: columns must be separated by commas, not by semicolons or tabs"
                    .into()
            }
            columns => format!(
                "there are: {}",
                columns.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ")
            ),
        };
        problem("missing-column", "/columns", format!("a column named {name} is needed; {found}"))
    }
}

/// At most this many problems of one file are kept.
const MAX_PROBLEMS: usize = 100;
/// At most this many columns are named in one problem.
const MOST_NAMED: usize = 40;

/// The problems met so far.
#[derive(Default)]
struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    fn push(&self, problem: Problem) {
        let mut problems = self.0.borrow_mut();
        if problems.len() < MAX_PROBLEMS {
            problems.push(problem);
        }
    }
}

fn done<T>(value: T, problems: Problems) -> Result<T, Vec<Problem>> {
    let problems = problems.0.into_inner();
    if problems.is_empty() { Ok(value) } else { Err(problems) }
}

fn outcome(row: usize, target: &str, cell: &str, problems: &Problems) -> Option<bool> {
    match cell {
        "0" => Some(false),
        "1" => Some(true),
        _ => {
            let message = "the target must be 1 for a row that defaulted and 0 for one that did not";
            problems.push(of_cell("target-not-0-or-1", row, target, message));
            None
        }
    }
}

/// The answer in a cell: none where it is empty or says that it is not known.
fn answer(row: usize, cell: &str, input: &Input, problems: &Problems) -> Option<Answer> {
    if cell.is_empty() || input.missing.iter().any(|missing| missing == cell) {
        return None;
    }
    if let Some(choices) = &input.choices {
        return Some(Answer::Choice(choices.get(cell).map_or_else(|| cell.into(), Clone::clone)));
    }
    let number = number(cell, input.times);
    if number.is_none() {
        problems.push(not_a_number(row, &input.column));
    }
    number.map(Answer::Number)
}

/// The nearest whole number of units; none where the text is no number or too great to keep.
pub fn number(cell: &str, times: i64) -> Option<i64> {
    let value = libm::round(cell.parse::<f64>().ok()? * times as f64);
    // OK because a float below 2⁵³ in size converts exactly.
    (libm::fabs(value) <= crate::json::MAX_SAFE as f64).then_some(value as i64)
}

/// That a cell holds something else than a number.
pub(super) fn not_a_number(row: usize, column: &str) -> Problem {
    of_cell("cell-not-a-number", row, column, "a number is needed here, or nothing where it is not known")
}

/// A problem of one cell. In the path rows count from 0 like everything in a JSON Pointer; the message says the record as
/// a person finds it in the file, whose first line names the columns.
fn of_cell(code: &'static str, row: usize, column: &str, message: &str) -> Problem {
    let path = format!("/rows/{row}/{}", column.replace('~', "~0").replace('/', "~1"));
    problem(code, &path, format!("line {}, column {column}: {message}", row + 2))
}

fn column_twice(name: &str) -> Problem {
    problem("column-not-unique", "/columns", format!("two columns are named {name}: which one is meant can't be told"))
}

fn csv_problem(error: csv::Error) -> Vec<Problem> {
    vec![problem("not-csv", "", format!("comma-separated text with one line of column names is needed: {error}"))]
}

fn problem(code: &'static str, path: &str, message: String) -> Problem {
    Problem { code, path: path.into(), message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(id: &str, column: &str) -> Input {
        Input { id: id.into(), column: column.into(), missing: vec!["NA".into()], choices: None, times: 100 }
    }

    fn codes<T>(found: Result<T, Vec<Problem>>) -> Vec<(&'static str, String)> {
        found.err().unwrap_or_default().into_iter().map(|problem| (problem.code, problem.path)).collect()
    }

    #[test]
    fn a_cell_that_is_empty_or_says_so_is_missing() {
        let rows = Rows::read(b"A,B\n1.5,2\n,NA\n").unwrap();
        let answers = rows.answers(&[input("a", "A"), input("b", "B")]).unwrap();
        assert_eq!(answers[0].number("a"), Some(150));
        assert_eq!(answers[1], Answers::default());
    }

    #[test]
    fn every_missing_column_is_named() {
        let rows = Rows::read(b"A\n1\n").unwrap();
        let missing = rows.answers(&[input("b", "B"), input("c", "C")]);
        assert_eq!(missing.as_ref().err().map(Vec::len), Some(2));
        assert_eq!(codes(missing)[0], ("missing-column", "/columns".into()));
    }

    #[test]
    fn a_cell_that_is_no_number_is_named_by_its_row() {
        let rows = Rows::read(b"A\n1\nmuch\n").unwrap();
        assert_eq!(codes(rows.answers(&[input("a", "A")])), [("cell-not-a-number", "/rows/1/A".into())]);
    }

    #[test]
    fn files_that_are_no_rows_are_refused() {
        for (bytes, code) in [
            (&b""[..], "no-rows"),
            (b"A,B\n", "no-rows"),
            (b"A,B\n1\n", "not-csv"),
            (b"\x1f\x8bnot gzip", "not-gzip"),
            (b"A\n\xff\xfe\n", "not-csv"),
        ] {
            assert_eq!(codes(Rows::read(bytes)).first().map(|found| found.0), Some(code), "{bytes:?}");
        }
    }

    #[test]
    fn columns_that_are_missing_or_doubled_are_named_with_those_that_are_there() {
        assert_eq!(codes(Rows::read(b"A,B,A\n1,2,3\n")), [("column-not-unique", "/columns".into())]);
        let message = |text: &[u8]| Rows::read(text).unwrap().bads("bad").unwrap_err()[0].message.clone();
        assert!(message(b"A,B\n1,2\n").ends_with("there are: A, B"));
        assert!(message(b"A;bad\n1;0\n").contains("semicolons"));
    }

    #[test]
    fn the_target_is_0_or_1() {
        let rows = Rows::read(b"bad\n0\n1\nyes\n").unwrap();
        assert_eq!(codes(rows.bads("bad")), [("target-not-0-or-1", "/rows/2/bad".into())]);
        assert_eq!(codes(rows.bads("default")), [("missing-column", "/columns".into())]);
    }
}
