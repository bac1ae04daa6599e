//! Quicken Interchange Format: one field a line, told by its first letter, `^` after each entry.

use super::amount::{Decimal, decimal_of};
use super::booked::{Booked, Manner};
use super::document::{Account, DayOrder};
use super::draft::Draft;
use super::lines::{Lines, append};
use super::when::{assumed_order, order_of};

/// A file that is being read.
#[derive(Debug)]
pub(super) struct Qif {
    lines: Lines,
    manner: Manner,
    entry: Booked,
    /// Whether what is read are entries of an account, and not a list of accounts, categories or shares.
    in_account: bool,
    accounts: u32,
}

impl Qif {
    pub fn new(text: String, currency: &str, said: Option<DayOrder>, draft: &mut Draft) -> Qif {
        let mut days = text.lines().filter_map(|line| line.strip_prefix('D')).take(2_000);
        let order = match order_of(&mut days) {
            Some((true, _)) => DayOrder::DayFirst,
            // Quicken is American.
            Some((false, true)) | None => DayOrder::MonthFirst,
            Some((false, false)) => {
                let (order, assumed) = assumed_order(said, currency);
                draft.assume(assumed);
                order
            }
        };
        let decimal = decimal_of(&mut text.lines().filter_map(|line| line.strip_prefix('T')).take(2_000));
        let decimal = if decimal == Decimal::Comma { Decimal::Comma } else { Decimal::Point };
        let manner = Manner { order, decimal, currency: currency.into() };
        Qif { lines: Lines::new(text), manner, entry: Booked::default(), in_account: false, accounts: 0 }
    }

    pub fn progress(&self) -> (usize, usize) {
        self.lines.progress()
    }

    /// Reads one line; false after the last.
    pub fn step(&mut self, draft: &mut Draft) -> bool {
        let Some(line) = self.lines.line().map(String::from) else {
            if !self.entry.date.is_empty() {
                draft.refuse("cut-off", self.entry.line, None, "the file ends within an entry");
            }
            return false;
        };
        if let Some(heading) = line.strip_prefix('!') {
            let heading = heading.trim().to_ascii_lowercase();
            self.heading(&heading, draft);
            return true;
        }
        let mut characters = line.chars();
        let (Some(letter), value) = (characters.next(), characters.as_str().trim()) else { return true };
        if letter == '^' {
            self.end(draft);
        } else if self.in_account {
            if self.entry.line == 0 {
                self.entry.line = self.lines.number;
            }
            field(&mut self.entry, letter, value);
        }
        true
    }

    fn heading(&mut self, heading: &str, draft: &mut Draft) {
        let Some(sort) = heading.strip_prefix("type:") else {
            self.in_account = false;
            return;
        };
        self.in_account = matches!(sort.trim(), "bank" | "cash" | "ccard" | "oth a" | "oth l");
        if self.in_account {
            draft.account = if sort.trim() == "ccard" { Account::Card } else { Account::Bank };
            self.accounts += 1;
        }
        if self.in_account && self.accounts > 1 {
            draft.next_account();
        }
    }

    fn end(&mut self, draft: &mut Draft) {
        let entry = std::mem::take(&mut self.entry);
        if self.in_account && entry.line > 0 {
            entry.keep(&self.manner, draft);
        }
    }
}

fn field(entry: &mut Booked, letter: char, value: &str) {
    match letter {
        'D' => entry.date = value.into(),
        'T' => entry.amount = value.into(),
        // The same with more digits, in newer files.
        'U' if entry.amount.is_empty() => entry.amount = value.into(),
        'P' => append(&mut entry.counterparty, value),
        'M' => append(&mut entry.memo, value),
        'L' => append(&mut entry.category, value),
        'N' => entry.reference = value.into(),
        _ => {}
    }
}
