//! A schedule as documents hold it.

use super::{Instalment, Schedule};
use crate::date::Date;
use crate::json::record;

record! {
    /// The due payments in columns, one entry each.
    pub struct ScheduleColumns {
        /// When each is due.
        "due" due: Vec<Date>,
        /// The part that repays principal.
        "principalMinor" principal: Vec<i64>,
        /// Interest.
        "interestMinor" interest: Vec<i64>,
        /// Fees.
        "feesMinor" fees: Vec<i64>,
        /// Principal still owed after it.
        "balanceMinor" balance: Vec<i64>,
    }
}

impl ScheduleColumns {
    /// The due payments of a schedule.
    pub fn of(schedule: &Schedule) -> ScheduleColumns {
        let mut columns = ScheduleColumns {
            due: Vec::new(),
            principal: Vec::new(),
            interest: Vec::new(),
            fees: Vec::new(),
            balance: Vec::new(),
        };
        for row in &schedule.instalments {
            columns.due.push(row.due);
            columns.principal.push(row.principal);
            columns.interest.push(row.interest);
            columns.fees.push(row.fees);
            columns.balance.push(row.balance);
        }
        columns
    }

    /// The due payments in rows.
    pub fn rows(&self) -> impl Iterator<Item = Instalment> + '_ {
        let money = self.principal.iter().zip(&self.interest).zip(&self.fees).zip(&self.balance);
        self.due.iter().zip(money).map(|(due, (((principal, interest), fees), balance))| Instalment {
            due: *due,
            principal: *principal,
            interest: *interest,
            fees: *fees,
            balance: *balance,
        })
    }

    /// All that is paid on each day.
    pub fn totals(&self) -> Vec<i64> {
        self.rows().map(|row| row.total()).collect()
    }
}
