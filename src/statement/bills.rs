//! Whether the bills that come every month were paid in time.

use super::document::{Direction, Entry, Kind, Month};
use super::months::{median, month_of};
use crate::date::Date;

/// The bills that come every month.
const MONTHLY: [Kind; 3] = [Kind::Rent, Kind::Utility, Kind::Phone];

/// How many months have to be paid for a bill to count as monthly.
const MONTHS_NEEDED: usize = 3;

/// How many days after its usual day a bill may be paid.
const GRACE: i64 = 7;

/// How many monthly bills were due, and how many of them were paid in time.
pub(super) fn bills(entries: &[Entry], months: &[Month]) -> (i64, i64) {
    let (mut due, mut in_time) = (0, 0);
    for kind in MONTHLY {
        let paid = first_days(entries, kind);
        if paid.len() < MONTHS_NEEDED {
            continue;
        }
        let days: Vec<i64> = paid.iter().map(|(_, day)| *day).collect();
        let usual = median(&days).unwrap_or(31);
        let first = paid.iter().map(|(month, _)| *month).min().unwrap_or(0);
        for month in months.iter().filter(|month| month.whole && month_of(month.from) >= first) {
            due += 1;
            let day = paid.iter().find(|(number, _)| *number == month_of(month.from)).map(|(_, day)| *day);
            in_time += i64::from(day.is_some_and(|day| day <= usual + GRACE));
        }
    }
    (due, in_time)
}

/// For each month in which such a bill was paid, the first day on which one was.
fn first_days(entries: &[Entry], kind: Kind) -> Vec<(i64, i64)> {
    let mut first: Vec<(i64, i64)> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind == kind && entry.direction == Direction::Out) {
        let (month, day) = (month_of(entry.date), day_of_month(entry.date));
        match first.iter_mut().find(|(known, _)| *known == month) {
            Some((_, earliest)) => *earliest = (*earliest).min(day),
            None => first.push((month, day)),
        }
    }
    first
}

fn day_of_month(date: Date) -> i64 {
    i64::from(date.civil().2)
}
