//! ISO 20022 camt.053: a bank's statement to its customer.

use super::amount::Decimal;
use super::booked::{Booked, Manner};
use super::document::{DayOrder, Direction};
use super::draft::Draft;
use super::lines::append;
use super::xml::{Cursor, Event, attribute, place, plain};

/// A file that is being read.
#[derive(Debug)]
pub(super) struct Camt {
    text: String,
    cursor: Cursor,
    /// The names of open elements.
    path: Vec<String>,
    value: String,
    manner: Manner,
    entry: Booked,
    balance: Balance,
    account: Option<String>,
    /// Where lines were counted last, and how many.
    counted: (usize, u32),
}

#[derive(Debug, Default)]
struct Balance {
    code: String,
    amount: String,
    is_debit: bool,
}

impl Camt {
    pub fn new(text: String, currency: &str) -> Camt {
        Camt {
            text,
            cursor: Cursor::default(),
            path: Vec::new(),
            value: String::new(),
            manner: Manner { order: DayOrder::DayFirst, decimal: Decimal::Point, currency: currency.into() },
            entry: Booked::default(),
            balance: Balance::default(),
            account: None,
            counted: (0, 1),
        }
    }

    pub fn progress(&self) -> (usize, usize) {
        (self.cursor.at, self.text.len())
    }

    /// Reads as far as the end of an entry, but only so many tags; false after the last.
    pub fn step(&mut self, draft: &mut Draft) -> bool {
        for _ in 0..super::bounds::TAGS {
            let text = std::mem::take(&mut self.text);
            let event = self.cursor.next(&text);
            if matches!(event, Ok(Some(Event::Open { name: "Ntry", .. }))) {
                self.count_lines(&text);
            }
            let event = event.map(|event| event.map(|event| self.take(event, draft)));
            let (line, column) = if event.is_err() { place(&text, self.cursor.at) } else { (0, None) };
            self.text = text;
            match event {
                Ok(Some(true)) => return true,
                Ok(Some(false)) => {}
                Ok(None) => return false,
                Err(_) => {
                    let message = "the XML is broken here: what comes after is not read";
                    if self.path.iter().any(|name| name == "Ntry") {
                        draft.refuse("xml-broken", line, column, message);
                    } else {
                        draft.fault("xml-broken", line, column, message);
                    }
                    return false;
                }
            }
        }
        true
    }

    /// Takes an event in; whether an entry ended with it.
    fn take(&mut self, event: Event<'_>, draft: &mut Draft) -> bool {
        match event {
            Event::Open { name, attributes } => {
                self.path.push(name.into());
                self.value.clear();
                self.open(name, attributes, draft);
            }
            Event::Text(raw) => self.push(&plain(raw)),
            Event::Verbatim(text) => self.push(text),
            Event::Close { name } => {
                let ended = self.close(name, draft);
                self.path.pop();
                return ended;
            }
        }
        false
    }

    fn push(&mut self, text: &str) {
        if self.value.len() < super::bounds::CELL_BYTES {
            self.value.push_str(text);
        }
    }

    fn open(&mut self, name: &str, attributes: &str, draft: &mut Draft) {
        match name {
            "Ntry" => self.entry = Booked { line: self.counted.1, ..Booked::default() },
            "Bal" => self.balance = Balance::default(),
            "Amt" if self.is_in("Ntry") || self.is_in("Bal") => {
                if let Some(currency) = attribute(attributes, "Ccy").filter(|code| code.len() == 3) {
                    self.manner.currency.clone_from(&currency);
                    draft.currency = Some(currency);
                }
            }
            _ => {}
        }
    }

    /// Counts lines on to where an entry begins.
    fn count_lines(&mut self, text: &str) {
        let (at, line) = self.counted;
        let more =
            text.as_bytes().get(at..self.cursor.at).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
        self.counted = (self.cursor.at, line.saturating_add(u32::try_from(more).unwrap_or(u32::MAX)));
    }

    /// Whether the element that is open stands right in one of this name.
    fn is_in(&self, parent: &str) -> bool {
        self.path.iter().rev().nth(1).is_some_and(|name| name == parent)
    }

    fn close(&mut self, name: &str, draft: &mut Draft) -> bool {
        let value = std::mem::take(&mut self.value);
        let value = value.trim();
        match name {
            "Ntry" => {
                self.entry.keep(&self.manner, draft);
                return true;
            }
            "Bal" => self.balance_ends(draft),
            "IBAN" if self.path.len() > 2 && !self.path.iter().any(|name| name == "Ntry") => self.account(value, draft),
            "FrDtTm" | "FrDt" => draft.from = draft.from.or(self.manner.date(value)),
            "ToDtTm" | "ToDt" => draft.to = draft.to.or(self.manner.date(value)),
            "Amt" if self.is_in("Ntry") => self.entry.amount = value.into(),
            "Amt" if self.is_in("Bal") => self.balance.amount = value.into(),
            "CdtDbtInd" if self.is_in("Ntry") => self.entry.direction = direction(value),
            "CdtDbtInd" if self.is_in("Bal") => self.balance.is_debit = value == "DBIT",
            "Cd" if self.is_in("CdOrPrtry") => self.balance.code = value.into(),
            "Sts" | "Cd" if self.is_in("Ntry") || self.is_in("Sts") => self.status(value),
            "Dt" | "DtTm" if self.is_in("BookgDt") => self.entry.date = value.into(),
            "Dt" | "DtTm" if self.is_in("ValDt") && self.entry.date.is_empty() => self.entry.date = value.into(),
            "Nm" => self.name(value),
            "Ustrd" | "AddtlNtryInf" => append(&mut self.entry.memo, value),
            "NtryRef" | "AcctSvcrRef" => self.entry.reference = value.into(),
            _ => {}
        }
        false
    }

    fn account(&mut self, value: &str, draft: &mut Draft) {
        if self.account.as_deref().is_some_and(|known| known != value) {
            draft.next_account();
        }
        self.account = Some(value.into());
    }

    fn status(&mut self, value: &str) {
        if !value.is_empty() {
            self.entry.status = value.into();
            self.entry.is_closed = value == "PDNG" || value == "INFO";
        }
    }

    /// Who was on the other side: the one who paid where money came in, else the one who was paid.
    fn name(&mut self, value: &str) {
        let side = if self.entry.direction == Some(Direction::In) { "Dbtr" } else { "Cdtr" };
        if self.entry.counterparty.is_empty() && self.path.iter().any(|name| name == side) {
            self.entry.counterparty = value.into();
        }
    }

    fn balance_ends(&mut self, draft: &mut Draft) {
        let Some(amount) = self.manner.amount(&self.balance.amount) else { return };
        let signed = if self.balance.is_debit { -amount } else { amount };
        match self.balance.code.as_str() {
            "OPBD" | "PRCD" => draft.opening = draft.opening.or(Some(signed)),
            "CLBD" => draft.closing = Some(signed),
            _ => {}
        }
    }
}

fn direction(value: &str) -> Option<Direction> {
    match value {
        "CRDT" => Some(Direction::In),
        "DBIT" => Some(Direction::Out),
        _ => None,
    }
}
