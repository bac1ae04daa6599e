//! From the first rows of a table to its layout.

use super::amount::{Decimal, decimal_of, digits_of, minor};
use super::bank::{code, word};
use super::bounds::PREAMBLE_ROWS;
use super::columns::Columns;
use super::document::{Assumed, DayOrder, Preview};
use super::header;
use super::table::{Cell, Form, Layout, Row, Sign, Sort};
use super::wallet::day_of;
use super::when::{assumed_order, order_of};

/// What was found, what had to be assumed for it, and the table to show.
pub(super) struct Profile {
    pub layout: Layout,
    pub assumed: Vec<Assumed>,
    pub preview: Preview,
    /// What the rows say their currency is, by the first that says it.
    pub currency: Option<String>,
}

/// The layout of a table, by its first rows; `map` where the columns were named, `days` where the order of days was said. None where it is no table with days and
/// amounts.
pub(super) fn profile(rows: &[Row], map: Option<&Columns>, currency: &str, days: Option<DayOrder>) -> Option<Profile> {
    let (heading, found) = match map {
        Some(map) => (heading_before(rows, map), Some(map.clone())),
        None => headings(rows).unwrap_or((before_first_day(rows), None)),
    };
    let body: Vec<&Row> = rows.iter().filter(|row| row.line > heading && !row.is_note()).collect();
    let columns = found.or_else(|| guessed(&body))?;
    let mut assumed = Vec::new();
    let stated = body.iter().find_map(|row| code(row.text(columns.currency)));
    let currency = stated.as_deref().unwrap_or(currency);
    let (order, open) = order(&body, &columns, currency, days);
    assumed.extend(open);
    let amounts = [columns.amount, columns.credit, columns.debit, columns.balance];
    let mut cells = body.iter().flat_map(|row| amounts.iter().filter_map(|column| row.cell(*column)));
    let mut texts = cells.by_ref().filter(|cell| cell.form == Form::Text).map(|cell| cell.text.as_str());
    let decimal = decimal_of(&mut texts);
    let sort = if map.is_some() { Sort::Bank } else { sort(rows, heading) };
    let mut layout = Layout { sort, heading, columns, order, decimal, sign: Sign::Signed, digits: digits_of(currency) };
    layout.sign = sign(&body, &layout);
    let preview = preview(rows, &layout);
    Some(Profile { layout, assumed, preview, currency: stated })
}

/// The row of headings: the first that names enough.
fn headings(rows: &[Row]) -> Option<(u32, Option<Columns>)> {
    for row in rows.iter().take(PREAMBLE_ROWS) {
        let columns = header::columns(&row.texts());
        if columns.are_enough() {
            return Some((row.line, Some(columns)));
        }
    }
    None
}

/// With columns named, the headings are what stands before the first row that has a day there.
fn heading_before(rows: &[Row], map: &Columns) -> u32 {
    line_before(rows, &|row| row.cell(map.date).is_some_and(is_day))
}

/// Where no heading is known, they are what stands before the first row that has a day.
fn before_first_day(rows: &[Row]) -> u32 {
    line_before(rows, &|row| !row.is_note() && row.cells.iter().any(is_day))
}

fn line_before(rows: &[Row], is_first: &dyn Fn(&Row) -> bool) -> u32 {
    let before = rows.iter().position(is_first).and_then(|first| first.checked_sub(1));
    before.and_then(|before| rows.get(before)).map_or(0, |row| row.line)
}

fn is_day(cell: &Cell) -> bool {
    day_of(cell, DayOrder::DayFirst).or(day_of(cell, DayOrder::MonthFirst)).is_some()
}

/// What a table is of, by its headings.
fn sort(rows: &[Row], heading: u32) -> Sort {
    let plain: Vec<String> = rows
        .iter()
        .filter(|row| row.line == heading)
        .flat_map(|row| row.texts().into_iter().map(header::plain).collect::<Vec<_>>())
        .collect();
    let has = |name: &str| plain.iter().any(|heading| heading == name);
    let says = |word: &str| {
        rows.iter().take_while(|row| row.line < heading).any(|row| row.texts().iter().any(|text| text.contains(word)))
    };
    if !has("收/支") {
        Sort::Bank
    } else if has("当前状态") || says("微信支付") {
        Sort::WechatPay
    } else if has("交易状态") || has("交易分类") || says("支付宝") {
        Sort::Alipay
    } else {
        Sort::Bank
    }
}

/// The columns of a table without headings: the first of days, then of amounts; the last of amounts is the balance where
/// there are two, unless both are never filled together.
fn guessed(body: &[&Row]) -> Option<Columns> {
    let width = body.iter().map(|row| row.cells.len()).max()?;
    let mut columns = Columns::NONE;
    let (mut amounts, mut texts) = (Vec::new(), Vec::new());
    for place in 0..width {
        let number = u32::try_from(place + 1).ok();
        let (mut days, mut numbers, mut filled) = (0, 0, 0);
        for cell in body.iter().filter_map(|row| row.cells.get(place)).filter(|cell| !cell.text.is_empty()) {
            filled += 1;
            days += usize::from(is_day(cell));
            numbers += usize::from(
                !is_day(cell)
                    && minor(&cell.text, Decimal::Point, 2).or(minor(&cell.text, Decimal::Comma, 2)).is_some(),
            );
        }
        if filled == 0 {
        } else if days * 10 >= filled * 9 {
            columns.date = columns.date.or(number);
        } else if numbers * 10 >= filled * 9 {
            amounts.push((number, filled));
        } else {
            texts.push(number);
        }
    }
    match amounts.as_slice() {
        [(only, _)] => columns.amount = *only,
        // Neither is ever filled in full: money in, money out.
        [(a, in_a), (b, in_b), rest @ ..] if in_a + in_b <= body.len() => {
            (columns.credit, columns.debit) = (*a, *b);
            columns.balance = rest.first().and_then(|(number, _)| *number);
        }
        [(a, _), (b, _), ..] => (columns.amount, columns.balance) = (*a, *b),
        [] => {}
    }
    columns.counterparty = texts.first().copied().flatten();
    columns.memo = texts.get(1).copied().flatten();
    columns.are_enough().then_some(columns)
}

/// What the cells say comes before what was said; and what is assumed where they leave it open.
fn order(body: &[&Row], columns: &Columns, currency: &str, said: Option<DayOrder>) -> (DayOrder, Option<Assumed>) {
    let mut days = body.iter().map(|row| row.text(columns.date));
    match order_of(&mut days) {
        None | Some((true, false)) => (DayOrder::DayFirst, None),
        Some((false, true)) => (DayOrder::MonthFirst, None),
        Some(_) => {
            let (order, assumed) = assumed_order(said, currency);
            (order, Some(assumed))
        }
    }
}

fn sign(body: &[&Row], layout: &Layout) -> Sign {
    let columns = &layout.columns;
    if columns.amount.is_none() {
        return Sign::Column;
    }
    let words = body.iter().map(|row| row.text(columns.direction)).filter(|text| !text.is_empty());
    let (known, all) = words.fold((0, 0), |(known, all), text| (known + usize::from(word(text).is_some()), all + 1));
    if all > 0 && known * 10 >= all * 8 {
        return Sign::Word;
    }
    let numbers = body.iter().filter_map(|row| minor(row.text(columns.amount), layout.decimal, layout.digits));
    if numbers.into_iter().any(|number| number < 0) { Sign::Signed } else { Sign::Unsigned }
}

/// How many rows are shown.
const SHOWN: usize = 5;

fn preview(rows: &[Row], layout: &Layout) -> Preview {
    let texts = |row: &Row| row.texts().into_iter().take(40).map(|text| text.chars().take(60).collect()).collect();
    let shown: Vec<Vec<String>> =
        rows.iter().filter(|row| row.line > layout.heading && !row.is_note()).take(SHOWN).map(texts).collect();
    let heading = rows.iter().find(|row| row.line == layout.heading);
    let width = shown.iter().map(Vec::len).max().unwrap_or(0);
    Preview {
        heading_line: layout.heading,
        headings: heading.map_or_else(|| vec![String::new(); width], texts),
        rows: shown,
        columns: layout.columns.clone(),
    }
}
