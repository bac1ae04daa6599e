//! Rows of a bank's table.

use super::amount::minor;
use super::document::{Assumed, Direction};
use super::draft::{Draft, Said};
use super::kinds;
use super::table::{Layout, Row, Sign, needed};
use super::wallet::day;

/// One row after the headings.
pub(super) fn row(row: &Row, layout: &Layout, draft: &mut Draft) {
    let columns = &layout.columns;
    let amounts = [columns.amount, columns.credit, columns.debit];
    let is_there = amounts.iter().any(|column| row.cell(*column).is_some());
    // A day with no amount is a balance brought forward, or the like.
    if is_there && amounts.iter().all(|column| row.text(*column).is_empty()) {
        draft.left_out = draft.left_out.saturating_add(1);
        return;
    }
    let Some(date) = day(row, layout, draft) else { return };
    let Some((amount, direction)) = amount(row, layout, draft) else { return };
    let balance = balance(row, layout, draft);
    let memo = [row.text(columns.memo), " ", row.text(columns.note)].concat();
    let said = Said {
        line: row.line,
        date,
        amount,
        direction,
        counterparty: row.text(columns.counterparty),
        memo: &memo,
        category: row.text(columns.category),
        status: row.text(columns.status),
        balance,
    };
    currency(row, layout, draft);
    let kind = kinds::kind(&said);
    draft.add(&said, false, kind, row.text(columns.reference));
}

/// How much, and which way.
fn amount(row: &Row, layout: &Layout, draft: &mut Draft) -> Option<(i64, Direction)> {
    let columns = &layout.columns;
    if layout.sign == Sign::Column {
        return of_two(row, layout, draft);
    }
    let amount = number(row, columns.amount, layout, draft)?;
    let direction = match layout.sign {
        Sign::Word => {
            word(row.text(columns.direction)).map(|direction| if amount < 0 { other(direction) } else { direction })
        }
        Sign::Signed | Sign::Column => Some(if amount < 0 { Direction::Out } else { Direction::In }),
        Sign::Unsigned => Some(Direction::Out),
    };
    if direction.is_none() {
        draft.refuse("not-a-direction", row.line, columns.direction, "a word for in or out is needed here");
    }
    Some((amount.abs(), direction?))
}

/// From a column for what came in and one for what went out; either may hold the other's with a sign.
fn of_two(row: &Row, layout: &Layout, draft: &mut Draft) -> Option<(i64, Direction)> {
    let columns = &layout.columns;
    let mut sum = 0_i64;
    for (column, times) in [(columns.credit, 1), (columns.debit, -1)] {
        if !row.text(column).is_empty() {
            let number = number(row, column, layout, draft)?;
            // Money out is written with a sign by some and without by others.
            sum = sum.checked_add(if times < 0 { -number.abs() } else { number })?;
        }
    }
    Some((sum.abs(), if sum < 0 { Direction::Out } else { Direction::In }))
}

fn number(row: &Row, column: Option<u32>, layout: &Layout, draft: &mut Draft) -> Option<i64> {
    let cell = needed(row, column, draft)?;
    // A number of a workbook has a point, whatever it looks like there.
    let decimal = if cell.form == super::table::Form::Number { super::amount::Decimal::Point } else { layout.decimal };
    let number = minor(&cell.text, decimal, layout.digits);
    if number.is_none() {
        draft.refuse("not-an-amount", row.line, column, "an amount is needed here, such as -28.16");
    }
    number
}

/// A balance that can't be read is told, and the entry kept without it.
fn balance(row: &Row, layout: &Layout, draft: &mut Draft) -> Option<i64> {
    let cell = row.cell(layout.columns.balance).filter(|cell| !cell.text.is_empty())?;
    let decimal = if cell.form == super::table::Form::Number { super::amount::Decimal::Point } else { layout.decimal };
    let balance = minor(&cell.text, decimal, layout.digits);
    if balance.is_none() {
        draft.fault(
            "not-a-balance",
            row.line,
            layout.columns.balance,
            "an amount is needed here; the entry is kept without it",
        );
    }
    balance
}

fn currency(row: &Row, layout: &Layout, draft: &mut Draft) {
    let code = code(row.text(layout.columns.currency));
    if code.is_some() && draft.currency.is_some() && code != draft.currency {
        let message = "the row is in another currency than those before; its amount is counted as if it were not";
        draft.fault("another-currency", row.line, layout.columns.currency, message);
    }
    draft.currency = draft.currency.take().or(code);
}

/// The code of a currency, as a cell says it.
pub(super) fn code(text: &str) -> Option<String> {
    let code = if text.contains("人民币") || text == "RMB" { "CNY" } else { text };
    (code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())).then(|| code.into())
}

/// Which way a word says.
pub(super) fn word(word: &str) -> Option<Direction> {
    let word = word.trim().to_lowercase();
    let said =
        |words: &[&str]| words.iter().any(|known| word == *known || (known.len() > 3 && word.starts_with(*known)));
    if said(&["收入", "贷", "贷方", "存入", "收", "in", "credit", "cr", "c", "crdt", "+", "deposit", "haben", "h"])
    {
        Some(Direction::In)
    } else if said(&[
        "支出",
        "借",
        "借方",
        "支取",
        "支",
        "out",
        "debit",
        "dr",
        "d",
        "dbit",
        "-",
        "withdrawal",
        "soll",
        "s",
    ]) {
        Some(Direction::Out)
    } else {
        None
    }
}

fn other(direction: Direction) -> Direction {
    match direction {
        Direction::In => Direction::Out,
        Direction::Out => Direction::In,
    }
}

/// Says what the layout had to assume.
pub(super) fn assumptions(layout: &Layout, is_guess: bool, draft: &mut Draft) {
    if is_guess {
        draft.assume(Assumed::Columns);
    }
    if layout.sign == Sign::Unsigned {
        let by_balance = layout.columns.balance.is_some();
        draft.assume(if by_balance { Assumed::DirectionByBalance } else { Assumed::AllOut });
    }
}
