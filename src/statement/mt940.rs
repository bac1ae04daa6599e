//! SWIFT MT940: fields `:61:` for each entry and `:86:` for what is said of it, between the balances `:60F:` and `:62F:`.

use super::amount::Decimal;
use super::booked::{Booked, Manner};
use super::document::{DayOrder, Direction};
use super::draft::Draft;
use super::lines::{Lines, append};
use crate::date::Date;

/// A file that is being read.
#[derive(Debug)]
pub(super) struct Mt940 {
    lines: Lines,
    manner: Manner,
    /// The field that is open: its tag, its line, its text.
    field: Option<(String, u32, String)>,
    /// The entry that is waiting for what is said of it.
    entry: Option<Booked>,
    account: Option<String>,
}

impl Mt940 {
    pub fn new(text: String, currency: &str) -> Mt940 {
        let manner = Manner { order: DayOrder::DayFirst, decimal: Decimal::Comma, currency: currency.into() };
        Mt940 { lines: Lines::new(text), manner, field: None, entry: None, account: None }
    }

    pub fn progress(&self) -> (usize, usize) {
        self.lines.progress()
    }

    /// Reads one line; false after the last.
    pub fn step(&mut self, draft: &mut Draft) -> bool {
        let line = self.lines.line().map(String::from);
        let number = self.lines.number;
        let Some(line) = line else {
            self.end(draft);
            self.keep(draft);
            return false;
        };
        let tagged = line.strip_prefix(':').and_then(|rest| rest.split_once(':')).filter(|(tag, _)| is_tag(tag));
        match tagged {
            Some((tag, value)) => {
                self.end(draft);
                self.field = Some((tag.into(), number, value.into()));
            }
            // A block of SWIFT's envelope begins or ends.
            None if line.starts_with('-') || line.starts_with('{') => self.end(draft),
            None => {
                if let Some((tag, _, text)) = &mut self.field {
                    // What is said of an entry is folded wherever the line was full.
                    if tag != "86" {
                        text.push('\n')
                    }
                    if text.len() < super::bounds::CELL_BYTES {
                        text.push_str(line.trim_end());
                    }
                }
            }
        }
        true
    }

    fn end(&mut self, draft: &mut Draft) {
        let Some((tag, line, text)) = self.field.take() else { return };
        match tag.as_str() {
            "25" => self.account(&text, draft),
            "60F" | "60M" => {
                let (day, balance) = self.balance(&text, draft);
                draft.from = draft.from.or(day);
                draft.opening = draft.opening.or(balance);
            }
            "62F" | "62M" => {
                self.keep(draft);
                let (day, balance) = self.balance(&text, draft);
                draft.to = day.or(draft.to);
                draft.closing = balance.or(draft.closing);
            }
            "61" => {
                self.keep(draft);
                match entry(&text, line) {
                    Some(entry) => self.entry = Some(entry),
                    None => {
                        let message = "a statement line is YYMMDD[MMDD]C|D|RC|RD[X]amount and a type, such as 2603050305D28,16NTRF";
                        draft.refuse("not-a-statement-line", line, None, message);
                    }
                }
            }
            "86" => {
                if let Some(mut entry) = self.entry.take() {
                    said(&mut entry, &text);
                    entry.keep(&self.manner, draft);
                }
            }
            _ => self.keep(draft),
        }
    }

    fn keep(&mut self, draft: &mut Draft) {
        if let Some(entry) = self.entry.take() {
            entry.keep(&self.manner, draft);
        }
    }

    fn account(&mut self, text: &str, draft: &mut Draft) {
        if self.account.as_deref().is_some_and(|known| known != text) {
            draft.next_account();
        }
        self.account = Some(text.into());
    }

    /// A balance and its day: `C260301EUR1234,56`. It tells the currency too.
    fn balance(&mut self, text: &str, draft: &mut Draft) -> (Option<Date>, Option<i64>) {
        let currency = text.get(7..10).filter(|code| code.bytes().all(|byte| byte.is_ascii_uppercase()));
        let Some(currency) = currency else { return (None, None) };
        self.manner.currency = currency.into();
        draft.currency = Some(currency.into());
        let balance = text.get(10..).and_then(|amount| self.manner.amount(amount));
        let signed = balance.map(|balance| if text.starts_with('D') { -balance } else { balance });
        (text.get(1..7).and_then(|day| self.manner.date(&["20", day].concat())), signed)
    }
}

fn is_tag(tag: &str) -> bool {
    (2..=3).contains(&tag.len()) && tag.bytes().take(2).all(|byte| byte.is_ascii_digit())
}

/// A statement line: value date, booking date, mark, amount, type, references.
fn entry(text: &str, line: u32) -> Option<Booked> {
    let first = text.lines().next()?;
    let (value_date, rest) =
        first.split_at_checked(6).filter(|(date, _)| date.bytes().all(|byte| byte.is_ascii_digit()))?;
    let rest = rest
        .split_at_checked(4)
        .filter(|(day, _)| day.bytes().all(|byte| byte.is_ascii_digit()))
        .map_or(rest, |(_, rest)| rest);
    let (direction, rest) = mark(rest)?;
    // The third letter of the currency may stand between.
    let rest = rest.strip_prefix(|letter: char| letter.is_ascii_uppercase()).unwrap_or(rest);
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.')?;
    let (amount, rest) = rest.split_at_checked(length)?;
    let (category, reference) = rest.split_at_checked(4).unwrap_or((rest, ""));
    let date = ["20", value_date].concat();
    Some(Booked {
        line,
        date,
        amount: amount.replace('.', ","),
        direction: Some(direction),
        category: category.into(),
        reference: reference.into(),
        memo: text.lines().nth(1).unwrap_or_default().into(),
        ..Booked::default()
    })
}

fn mark(text: &str) -> Option<(Direction, &str)> {
    for (mark, direction) in [
        ("RC", Direction::Out),
        ("RD", Direction::In),
        ("EC", Direction::In),
        ("ED", Direction::Out),
        ("C", Direction::In),
        ("D", Direction::Out),
    ] {
        if let Some(rest) = text.strip_prefix(mark) {
            return Some((direction, rest));
        }
    }
    None
}

/// What is said of an entry: free, or in subfields `?20` to `?29` and `?60` to `?63` for what for, `?32` and `?33` for who.
fn said(entry: &mut Booked, text: &str) {
    let Some(sign) = text.get(3..4).filter(|sign| *sign == "?" || *sign == "<" || *sign == "^") else {
        append(&mut entry.memo, text);
        return;
    };
    for part in text.split(sign).skip(1) {
        let Some((code, value)) = part.split_at_checked(2) else { continue };
        match code {
            "00" => append(&mut entry.category, value),
            "32" | "33" => append(&mut entry.counterparty, value),
            _ if code.starts_with('2') || code.starts_with('6') => append(&mut entry.memo, value),
            _ => {}
        }
    }
}
