//! An entry as formats made for programs have it, put together field by field.

use super::amount::{Decimal, digits_of, minor};
use super::document::{DayOrder, Direction, Kind};
use super::draft::{Draft, Said};
use super::kinds;
use super::when;
use crate::date::Date;

/// What was met of one entry. A date and an amount are needed.
#[derive(Clone, Debug, Default)]
pub(super) struct Booked {
    pub line: u32,
    pub date: String,
    pub amount: String,
    /// Which way it went, where that is not the amount's sign.
    pub direction: Option<Direction>,
    pub counterparty: String,
    pub memo: String,
    pub category: String,
    pub status: String,
    pub reference: String,
    /// Whether it has not been booked, or was taken back.
    pub is_closed: bool,
}

/// How the numbers and days of a file are written.
#[derive(Clone, Debug)]
pub(super) struct Manner {
    pub order: DayOrder,
    pub decimal: Decimal,
    pub currency: String,
}

impl Manner {
    /// The amount with its sign, in minor units.
    pub fn amount(&self, text: &str) -> Option<i64> {
        minor(text, self.decimal, digits_of(&self.currency))
    }

    pub fn date(&self, text: &str) -> Option<Date> {
        when::date(text, self.order)
    }
}

impl Booked {
    /// Keeps the entry, or tells what it lacks.
    pub fn keep(&self, manner: &Manner, draft: &mut Draft) {
        let Some(date) = manner.date(&self.date) else {
            draft.refuse("not-a-date", self.line, None, "the entry needs a day from 1900 to 2199");
            return;
        };
        let Some(signed) = manner.amount(&self.amount) else {
            draft.refuse("not-an-amount", self.line, None, "the entry needs an amount");
            return;
        };
        let of_sign = if signed < 0 { Direction::Out } else { Direction::In };
        let said = Said {
            line: self.line,
            date,
            amount: signed.abs(),
            direction: self.direction.unwrap_or(of_sign),
            counterparty: &self.counterparty,
            memo: &self.memo,
            category: &self.category,
            status: &self.status,
            balance: None,
        };
        let kind = if self.is_closed { Kind::Closed } else { kinds::kind(&said) };
        draft.add(&said, false, kind, &self.reference);
    }
}
