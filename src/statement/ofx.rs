//! Open Financial Exchange. Version 1 is SGML whose values need no closing tag, version 2 is XML; both are tags with a value
//! behind them, and are read as that.

use super::amount::Decimal;
use super::booked::{Booked, Manner};
use super::document::{Account, DayOrder};
use super::draft::Draft;
use super::xml::plain;

/// A file that is being read.
#[derive(Debug)]
pub(super) struct Ofx {
    text: String,
    at: usize,
    line: u32,
    manner: Manner,
    /// The entry that is open.
    entry: Option<Booked>,
    /// Whether what is read is the balance of the account.
    in_balance: bool,
    accounts: u32,
}

impl Ofx {
    pub fn new(text: String, currency: &str) -> Ofx {
        let manner = Manner { order: DayOrder::DayFirst, decimal: Decimal::Point, currency: currency.into() };
        Ofx { text, at: 0, line: 1, manner, entry: None, in_balance: false, accounts: 0 }
    }

    pub fn progress(&self) -> (usize, usize) {
        (self.at, self.text.len())
    }

    /// Reads as far as the end of an entry, but only so many tags; false after the last.
    pub fn step(&mut self, draft: &mut Draft) -> bool {
        for _ in 0..super::bounds::TAGS {
            match self.tag() {
                Some((tag, value)) if !self.take(&tag, &value, draft) => {}
                Some(_) => return true,
                None => return self.end(draft),
            }
        }
        true
    }

    fn end(&mut self, draft: &mut Draft) -> bool {
        if self.entry.take().is_some() {
            draft.refuse("cut-off", self.line, None, "the file ends within an entry");
        }
        false
    }

    /// The next tag in capitals, and the value behind it.
    fn tag(&mut self) -> Option<(String, String)> {
        let rest = self.text.get(self.at..)?;
        let open = rest.find('<')?;
        let inner = rest.get(open + 1..)?;
        let close = inner.find(['>', '<'])?;
        let tag = inner.get(..close)?.trim().to_ascii_uppercase();
        let after = inner.get(close + 1..).unwrap_or_default();
        let length = after.find('<').unwrap_or(after.len());
        let value = after.get(..length.min(super::bounds::CELL_BYTES)).or(after.get(..length)).unwrap_or_default();
        let value = plain(value.trim());
        let step = open + 1 + close + 1;
        let lines = rest.bytes().take(step).filter(|byte| *byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.at += step;
        Some((tag, value))
    }

    /// Takes a tag in; whether an entry ended with it.
    fn take(&mut self, tag: &str, value: &str, draft: &mut Draft) -> bool {
        match tag {
            "STMTTRN" => {
                let before = self.entry.replace(Booked { line: self.line, ..Booked::default() });
                return self.kept(before, draft);
            }
            "/STMTTRN" | "/BANKTRANLIST" => {
                let entry = self.entry.take();
                return self.kept(entry, draft);
            }
            "CCSTMTRS" => draft.account = Account::Card,
            "STMTRS" => draft.account = Account::Bank,
            "BANKACCTFROM" | "CCACCTFROM" => {
                self.accounts += 1;
                if self.accounts > 1 {
                    draft.next_account();
                }
            }
            "CURDEF" if value.len() == 3 => {
                self.manner.currency = value.to_ascii_uppercase();
                draft.currency = Some(self.manner.currency.clone());
            }
            "DTSTART" => draft.from = draft.from.or(self.manner.date(value)),
            "DTEND" => draft.to = draft.to.or(self.manner.date(value)),
            "LEDGERBAL" => self.in_balance = true,
            "/LEDGERBAL" | "AVAILBAL" => self.in_balance = false,
            "BALAMT" if self.in_balance && self.accounts < 2 => draft.closing = self.manner.amount(&number(value)),
            _ => {}
        }
        self.field(tag, value);
        false
    }

    fn kept(&self, entry: Option<Booked>, draft: &mut Draft) -> bool {
        let Some(entry) = entry else { return false };
        entry.keep(&self.manner, draft);
        true
    }

    fn field(&mut self, tag: &str, value: &str) {
        let Some(entry) = &mut self.entry else { return };
        let field = match tag {
            "DTPOSTED" => &mut entry.date,
            "TRNAMT" => {
                entry.amount = number(value);
                return;
            }
            "NAME" => &mut entry.counterparty,
            "MEMO" => &mut entry.memo,
            "TRNTYPE" => &mut entry.category,
            "FITID" => &mut entry.reference,
            _ => return,
        };
        field.clear();
        field.push_str(value);
    }
}

/// A number with a point, whichever sign the file has: OFX groups no digits.
fn number(value: &str) -> String {
    if value.contains('.') { value.into() } else { value.replacen(',', ".", 1) }
}
