//! What the columns of a table mean.

use crate::json::record;

record! {
    /// Which column of a table holds what; columns are counted from 1. A date is needed, and either an amount or one of
    /// credit and debit.
    pub struct Columns {
        /// The day.
        "date" date: Option<u32>,
        /// The amount: with a sign, or with its direction in another column.
        "amount" amount: Option<u32>,
        /// What came in.
        "credit" credit: Option<u32>,
        /// What went out.
        "debit" debit: Option<u32>,
        /// In words, which way the amount went.
        "direction" direction: Option<u32>,
        /// The account's balance afterwards.
        "balance" balance: Option<u32>,
        /// Who was on the other side.
        "counterparty" counterparty: Option<u32>,
        /// What it was for.
        "memo" memo: Option<u32>,
        /// More of what it was for.
        "note" note: Option<u32>,
        /// The file's own category.
        "category" category: Option<u32>,
        /// The file's own status.
        "status" status: Option<u32>,
        /// The file's number of the entry.
        "reference" reference: Option<u32>,
        /// The currency.
        "currency" currency: Option<u32>,
    }
}

impl Columns {
    /// The names by which columns are mapped, in the order of [`Columns::slots`].
    pub const NAMES: [&str; 13] = [
        "date",
        "amount",
        "credit",
        "debit",
        "direction",
        "balance",
        "counterparty",
        "memo",
        "note",
        "category",
        "status",
        "reference",
        "currency",
    ];

    /// No column.
    pub const NONE: Columns = Columns {
        date: None,
        amount: None,
        credit: None,
        debit: None,
        direction: None,
        balance: None,
        counterparty: None,
        memo: None,
        note: None,
        category: None,
        status: None,
        reference: None,
        currency: None,
    };

    /// Every column, in the order of [`Columns::NAMES`].
    pub fn slots(&mut self) -> [&mut Option<u32>; 13] {
        [
            &mut self.date,
            &mut self.amount,
            &mut self.credit,
            &mut self.debit,
            &mut self.direction,
            &mut self.balance,
            &mut self.counterparty,
            &mut self.memo,
            &mut self.note,
            &mut self.category,
            &mut self.status,
            &mut self.reference,
            &mut self.currency,
        ]
    }

    /// Whether they are enough to read entries by.
    pub fn are_enough(&self) -> bool {
        self.date.is_some() && (self.amount.is_some() || self.credit.is_some() || self.debit.is_some())
    }

    /// The columns as they are written on a command line: `date=1,amount=4`.
    ///
    /// # Errors
    ///
    /// What is wrong with it, for the one who wrote it.
    pub fn parse(text: &str) -> Result<Columns, &'static str> {
        let mut columns = Columns::NONE;
        for pair in text.split(',') {
            let (name, number) = pair.split_once('=').ok_or("pairs are needed: date=1,amount=4")?;
            let place = Columns::NAMES.iter().position(|known| *known == name.trim());
            let place = place.ok_or(
                "known columns: date, amount, credit, debit, direction, balance, counterparty, memo, note, category, \
                 status, reference, currency",
            )?;
            let number = number.trim().parse::<u32>().ok().filter(|number| (1..=256).contains(number));
            let number = number.ok_or("a column is counted from 1 to 256")?;
            if let Some(slot) = columns.slots().into_iter().nth(place) {
                *slot = Some(number);
            }
        }
        if columns.are_enough() { Ok(columns) } else { Err("date is needed, and amount or credit or debit") }
    }
}
