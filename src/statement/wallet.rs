//! Rows of the bills of Alipay and WeChat Pay.

use super::amount::minor;
use super::document::{DayOrder, Direction, Kind};
use super::draft::{Draft, Said};
use super::kinds;
use super::table::{Cell, Form, Layout, Row, Sort, needed};
use super::when;
use crate::date::Date;

/// One row after the headings.
pub(super) fn row(row: &Row, layout: &Layout, draft: &mut Draft) {
    let columns = &layout.columns;
    let Some(date) = day(row, layout, draft) else { return };
    let Some(cell) = needed(row, columns.amount, draft) else { return };
    let Some(amount) = minor(&cell.text, layout.decimal, layout.digits).filter(|amount| *amount >= 0) else {
        draft.refuse("not-an-amount", row.line, columns.amount, "an amount of 0 or more is needed here, such as 28.16");
        return;
    };
    let Some(flow) = flow(row.text(columns.direction)) else {
        let accepted = "the word 收入, 支出 or 不计收支, or / is needed here";
        draft.refuse("not-a-direction", row.line, columns.direction, accepted);
        return;
    };
    let memo = joined(row.text(columns.memo), row.text(columns.note));
    let mut said = Said {
        line: row.line,
        date,
        amount,
        direction: flow.unwrap_or(Direction::Out),
        counterparty: row.text(columns.counterparty),
        memo: &memo,
        category: row.text(columns.category),
        status: row.text(columns.status),
        balance: None,
    };
    let kind = kind(&mut said, flow, layout.sort);
    draft.add(&said, flow.is_none(), kind, row.text(columns.reference));
}

/// The day of a row, told where there is none.
pub(super) fn day(row: &Row, layout: &Layout, draft: &mut Draft) -> Option<Date> {
    let cell = needed(row, layout.columns.date, draft)?;
    let date = day_of(cell, layout.order);
    if date.is_none() {
        let accepted = "a day from 1900 to 2199 is needed here, such as 2026-03-05";
        draft.refuse("not-a-date", row.line, layout.columns.date, accepted);
    }
    date
}

pub(super) fn day_of(cell: &Cell, order: DayOrder) -> Option<Date> {
    let serial = if cell.form == Form::Number { when::of_serial(&cell.text) } else { None };
    serial.or_else(|| when::date(&cell.text, order))
}

/// Which way a row says that money went: `Some(None)` for neither, none where it says nothing that is known.
fn flow(word: &str) -> Option<Option<Direction>> {
    match word {
        "收入" | "已收入" => Some(Some(Direction::In)),
        "支出" | "已支出" => Some(Some(Direction::Out)),
        "不计收支" | "中性交易" | "其他" | "资金转移" | "/" | "" => Some(None),
        _ => None,
    }
}

/// States in which no money moved, or none has yet.
const CLOSED: [&str; 14] = [
    "交易关闭",
    "已关闭",
    "支付失败",
    "交易失败",
    "还款失败",
    "转账失败",
    "提现失败",
    "充值失败",
    "退款失败",
    "等待付款",
    "已取消",
    "已撤销",
    "芝麻免押",
    "信用服务使用",
];

fn kind(said: &mut Said<'_>, flow: Option<Direction>, sort: Sort) -> Kind {
    if CLOSED.iter().any(|closed| said.status.contains(closed)) {
        return Kind::Closed;
    }
    let is_refund = match sort {
        Sort::Alipay => said.status == "退款成功" || said.category == "退款",
        Sort::WechatPay => said.category.ends_with("退款"),
        Sort::Bank => false,
    };
    if is_refund {
        said.direction = Direction::In;
        return Kind::Refund;
    }
    match flow {
        Some(_) => kinds::kind(said),
        None => neutral(said),
    }
}

/// What a row is that its file counts as neither: repaying or borrowing is something all the same, the rest is between
/// accounts of the applicant.
fn neutral(said: &mut Said<'_>) -> Kind {
    said.direction = Direction::In;
    let came = kinds::kind(said);
    if matches!(came, Kind::Borrowed | Kind::Interest) {
        return came;
    }
    said.direction = Direction::Out;
    match kinds::kind(said) {
        went @ (Kind::Repayment | Kind::Saving | Kind::Fee | Kind::Penalty | Kind::Insurance) => went,
        _ => Kind::Own,
    }
}

fn joined(memo: &str, note: &str) -> String {
    if note.is_empty() || note == "/" || note == memo { memo.into() } else { [memo, " ", note].concat() }
}

/// What stands around the table: the days that it covers and how many rows it has.
pub(super) fn preamble(row: &Row, draft: &mut Draft) {
    for text in row.texts() {
        let period = text.split_once("起始").map(|(_, rest)| rest.split_once("终止").or(rest.split_once("截止")));
        if let Some(Some((from, to))) = period {
            let label = ['时', '间', '日', '期', '：', ':', '[', ' '];
            let day = |text: &str| when::date(text.trim_start_matches(label), DayOrder::DayFirst);
            draft.from = draft.from.or(day(from));
            draft.to = draft.to.or(day(to));
        }
        let count = text.strip_prefix('共').and_then(|rest| rest.split_once("笔记录"));
        if let Some((count, _)) = count {
            draft.stated = draft.stated.or(count.trim().parse().ok());
        }
    }
}
