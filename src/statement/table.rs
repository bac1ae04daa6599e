//! A table of rows, whichever file it comes from, and what it is a table of.

use super::amount::Decimal;
use super::bounds::{SAMPLE_ROWS, SAMPLE_STEPS};
use super::columns::Columns;
use super::csv::Csv;
use super::document::DayOrder;
use super::draft::Draft;
use super::sheet::Sheet;
use super::{bank, wallet};

/// What a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    /// A number of a workbook: what it looks like there is not in it.
    Number,
    /// A formula: it is not worked out, and what it last came to is not believed.
    Formula,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub text: String,
    pub form: Form,
}

#[derive(Clone, Debug)]
pub(super) struct Row {
    pub line: u32,
    pub cells: Vec<Cell>,
    /// What was wrong with it, and the cell.
    pub fault: Option<(&'static str, usize)>,
}

impl Row {
    /// The cell of a column that is counted from 1.
    pub fn cell(&self, column: Option<u32>) -> Option<&Cell> {
        let place = usize::try_from(column?).ok()?.checked_sub(1)?;
        self.cells.get(place)
    }

    /// The text of a column; empty where there is none.
    pub fn text(&self, column: Option<u32>) -> &str {
        self.cell(column).map_or("", |cell| cell.text.as_str())
    }

    pub fn texts(&self) -> Vec<&str> {
        self.cells.iter().map(|cell| cell.text.as_str()).collect()
    }

    /// Whether it is empty, a line of dashes, or a text alone.
    pub fn is_note(&self) -> bool {
        let mut filled = self.cells.iter().filter(|cell| !cell.text.is_empty());
        let first = filled.next();
        filled.next().is_none() || first.is_some_and(|cell| cell.text.starts_with("-----"))
    }
}

/// What it is a table of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Alipay,
    WechatPay,
    Bank,
}

/// How the amounts of a bank's table say which way they went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// By their sign.
    Signed,
    /// By a word in a column.
    Word,
    /// By the column that they stand in.
    Column,
    /// Not at all; the balance may.
    Unsigned,
}

/// How a table is read.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub sort: Sort,
    /// The line of the headings; 0 where there are none.
    pub heading: u32,
    pub columns: Columns,
    pub order: DayOrder,
    pub decimal: Decimal,
    pub sign: Sign,
    /// How many decimals the currency has.
    pub digits: u32,
}

/// What a step of reading gave.
#[derive(Debug)]
pub(super) enum Next {
    Row(Row),
    /// No row has ended yet.
    More,
    /// There is no more.
    End,
}

/// Where rows come from.
#[derive(Debug)]
pub(super) enum Source {
    Csv(Csv),
    Sheet(Box<Sheet>),
}

impl Source {
    pub fn step(&mut self) -> Next {
        match self {
            Source::Csv(csv) => csv.row().map_or(Next::End, Next::Row),
            Source::Sheet(sheet) => sheet.step(),
        }
    }

    pub fn progress(&self) -> (usize, usize) {
        match self {
            Source::Csv(csv) => csv.progress(),
            Source::Sheet(sheet) => sheet.progress(),
        }
    }

    /// The first rows; reading then begins anew.
    pub fn sample(&mut self) -> Vec<Row> {
        let mut rows = Vec::new();
        for _ in 0..SAMPLE_STEPS {
            match self.step() {
                Next::Row(row) => rows.push(row),
                Next::More => {}
                Next::End => break,
            }
            if rows.len() >= SAMPLE_ROWS {
                break;
            }
        }
        match self {
            Source::Csv(csv) => csv.rewind(),
            Source::Sheet(sheet) => sheet.rewind(),
        }
        rows
    }
}

/// A table that is being read.
#[derive(Debug)]
pub(super) struct Table {
    source: Source,
    layout: Layout,
    /// Whether the line that ends a bill was met: what stands below is about the bill.
    ended: bool,
}

impl Table {
    pub fn new(source: Source, layout: Layout) -> Table {
        Table { source, layout, ended: false }
    }

    pub fn progress(&self) -> (usize, usize) {
        self.source.progress()
    }

    /// Reads one row; false after the last.
    pub fn step(&mut self, draft: &mut Draft) -> bool {
        let row = match self.source.step() {
            Next::Row(row) => row,
            Next::More => return true,
            Next::End => return self.end(draft),
        };
        if row.line < self.layout.heading {
            wallet::preamble(&row, draft);
            return true;
        }
        if row.line == self.layout.heading {
            return true;
        }
        if let Some((code, column)) = row.fault {
            draft.refuse(code, row.line, u32::try_from(column).ok(), said(code));
        } else if row.is_note() || self.is_about(&row) {
            self.ended |= row.cells.first().is_some_and(|cell| cell.text.starts_with("-----"));
            wallet::preamble(&row, draft);
            draft.left_out = draft.left_out.saturating_add(1);
        } else {
            match self.layout.sort {
                Sort::Alipay | Sort::WechatPay => wallet::row(&row, &self.layout, draft),
                Sort::Bank => bank::row(&row, &self.layout, draft),
            }
        }
        true
    }

    fn end(&self, draft: &mut Draft) -> bool {
        if let Source::Sheet(sheet) = &self.source
            && sheet.broken
        {
            let message = "the sheet's XML is broken here: what comes after this row is not read";
            draft.fault("xml-broken", sheet.line(), None, message);
        }
        false
    }

    /// Whether a row without a day is about others: a sum, or what stands below a bill.
    fn is_about(&self, row: &Row) -> bool {
        const SUMS: [&str; 7] = ["合计", "总计", "小计", "total", "sum", "closing balance", "opening balance"];
        let label = row.text(self.layout.columns.date).to_lowercase();
        let is_sum = SUMS.iter().any(|sum| label.starts_with(sum));
        let has_day =
            row.cell(self.layout.columns.date).is_some_and(|cell| wallet::day_of(cell, self.layout.order).is_some());
        is_sum || (self.ended && !has_day)
    }
}

fn said(code: &str) -> &'static str {
    match code {
        "too-many-cells" => "a row has at most 256 cells",
        "cell-too-long" => "a cell has at most 16384 bytes",
        _ => "a quote that is opened has to be closed",
    }
}

/// A cell that an amount or a day is read from, told where it is missing or a formula.
pub(super) fn needed<'a>(row: &'a Row, column: Option<u32>, draft: &mut Draft) -> Option<&'a Cell> {
    match row.cell(column) {
        None => draft.refuse("cell-missing", row.line, column, "the row ends before this column"),
        Some(cell) if cell.form == Form::Formula => {
            draft.refuse("formula-cell", row.line, column, "a value is needed here, not a formula");
        }
        Some(cell) => return Some(cell),
    }
    None
}
