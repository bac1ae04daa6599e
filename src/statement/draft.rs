//! What was read so far.

use super::bounds::{FAULTS, ROWS, TEXT_CHARS};
use super::document::{Account, Assumed, Direction, Entry, Fault, Format, Kind};
use crate::application::Provenance;
use crate::date::Date;

/// What is collected while a file is read.
#[derive(Debug)]
pub(super) struct Draft {
    pub format: Format,
    /// What kind of account is being read.
    pub account: Account,
    /// The account's number in the file.
    pub number: u32,
    /// Which account each entry is of.
    pub owners: Vec<(u32, Account)>,
    pub currency: Option<String>,
    /// The days that the file says it covers.
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub stated: Option<u32>,
    /// The balances before the first entry and after the last, where the file says them and not that after each.
    pub opening: Option<i64>,
    pub closing: Option<i64>,
    pub entries: Vec<Entry>,
    /// The file's number of each entry, by which a refund is found to belong to a purchase.
    pub references: Vec<String>,
    pub left_out: u32,
    pub unread: u32,
    pub assumed: Vec<Assumed>,
    pub faults: Vec<Fault>,
    pub more_faults: u32,
}

/// What an entry says, before it is known what it is counted as.
#[derive(Clone, Debug)]
pub(super) struct Said<'a> {
    pub line: u32,
    pub date: Date,
    pub amount: i64,
    pub direction: Direction,
    pub counterparty: &'a str,
    pub memo: &'a str,
    pub category: &'a str,
    pub status: &'a str,
    pub balance: Option<i64>,
}

impl Draft {
    pub fn new(format: Format, account: Account) -> Draft {
        Draft {
            format,
            account,
            number: 0,
            owners: Vec::new(),
            currency: None,
            from: None,
            to: None,
            stated: None,
            opening: None,
            closing: None,
            entries: Vec::new(),
            references: Vec::new(),
            left_out: 0,
            unread: 0,
            assumed: Vec::new(),
            faults: Vec::new(),
            more_faults: 0,
        }
    }

    /// Keeps an entry.
    pub fn add(&mut self, said: &Said<'_>, neutral: bool, kind: Kind, reference: &str) {
        self.entries.push(Entry {
            line: said.line,
            date: said.date,
            amount: said.amount,
            direction: said.direction,
            neutral,
            counterparty: kept(said.counterparty),
            memo: kept(said.memo),
            category: kept(said.category),
            status: kept(said.status),
            balance: said.balance,
            kind,
            provenance: Provenance::FromStatement,
        });
        self.owners.push((self.number, self.account));
        self.references.push(reference.chars().take(TEXT_CHARS).collect());
    }

    /// Tells a problem, as long as there is room.
    pub fn fault(&mut self, code: &str, line: u32, column: Option<u32>, message: &str) {
        if self.faults.len() < FAULTS {
            let (code, message) = (String::from(code), String::from(message));
            self.faults.push(Fault { code, line, column, message });
        } else {
            self.more_faults = self.more_faults.saturating_add(1);
        }
    }

    /// Tells why a row could not be read.
    pub fn refuse(&mut self, code: &str, line: u32, column: Option<u32>, message: &str) {
        self.unread = self.unread.saturating_add(1);
        self.fault(code, line, column, message);
    }

    /// Another account begins, in a file that had one already.
    pub fn next_account(&mut self) {
        self.number = self.number.saturating_add(1);
        self.assume(Assumed::AccountsJoined);
    }

    /// Says once what was assumed.
    pub fn assume(&mut self, assumed: Assumed) {
        if !self.assumed.contains(&assumed) {
            self.assumed.push(assumed);
        }
    }

    /// Whether as many rows were read as ever are.
    pub fn is_full(&self) -> bool {
        let read = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        read.saturating_add(self.left_out).saturating_add(self.unread) >= ROWS
    }
}

/// A text as it is kept: its runs of white space as one space each, no control characters, and not without end. `/` is
/// how WeChat and Alipay write that there is none.
fn kept(text: &str) -> String {
    let mut kept = String::new();
    let mut left = TEXT_CHARS;
    let mut gap = false;
    for character in text.chars() {
        if character.is_whitespace() || character.is_control() {
            gap = !kept.is_empty();
            continue;
        }
        if left == 0 {
            break;
        }
        if gap {
            kept.push(' ');
            gap = false;
        }
        kept.push(character);
        left -= 1;
    }
    if kept == "/" { String::new() } else { kept }
}
