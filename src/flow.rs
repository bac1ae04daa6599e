//! Cash flows: what is received and what is paid, each on its day.

use crate::date::Date;
use crate::json::{choice, record};

choice! {
    /// What a period is counted in.
    pub enum PeriodUnit {
        /// Days.
        "day" Day,
        /// Weeks of seven days.
        "week" Week,
        /// Half months: a day of the month and the day fifteen days from it.
        "half-month" HalfMonth,
        /// Months.
        "month" Month,
        /// Years.
        "year" Year,
    }
}

record! {
    /// How often payments are due.
    #[derive(Copy)]
    pub struct Period {
        /// How many of the unit.
        "count" count: u32,
        /// The unit.
        "unit" unit: PeriodUnit,
    }
}

impl Period {
    /// A month.
    pub const MONTH: Period = Period { count: 1, unit: PeriodUnit::Month };
    /// A day: interest counts by the day, and payments come as they come.
    pub const DAY: Period = Period { count: 1, unit: PeriodUnit::Day };
}

/// Money that changes hands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CashFlow {
    /// When.
    pub date: Date,
    /// How much, in minor units.
    pub minor: i64,
}

/// What a borrower receives and pays, each list by its dates, all in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashFlows {
    /// What is paid out to the borrower: after what is kept back from it.
    pub received: Vec<CashFlow>,
    /// What the borrower pays, every cost that counts by law included.
    pub paid: Vec<CashFlow>,
    /// How often payments are due by contract: the unit in which a law counts the time between them.
    pub every: Period,
}
