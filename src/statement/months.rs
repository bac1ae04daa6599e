//! Months: what came in, what went out, what was lowest.

use super::document::{Direction, Entry, Kind, Month};
use crate::date::Date;

/// An entry's amount as it changes the account: in is more, out is less.
pub(super) fn signed(entry: &Entry) -> i64 {
    match entry.direction {
        Direction::In => entry.amount,
        Direction::Out => -entry.amount,
    }
}

/// The number of a month, counted from January of year 0.
pub(super) fn month_of(date: Date) -> i64 {
    let (year, month, _) = date.civil();
    i64::from(year) * 12 + i64::from(month) - 1
}

/// The days from and to which a statement tells all. A file that does not say so is taken to, from its first entry to its
/// last, and for the whole of a month whose first or last three days those lie in.
pub(super) fn covered(entries: &[Entry], from: Option<Date>, to: Option<Date>) -> (Date, Date) {
    let first = entries.iter().map(|entry| entry.date).min();
    let last = entries.iter().map(|entry| entry.date).max();
    let from = from.or_else(|| first.map(start)).or(to).unwrap_or(Date::EPOCH);
    let to = to.or_else(|| last.map(end)).unwrap_or(from);
    (first.map_or(from, |first| first.min(from)), last.map_or(to, |last| last.max(to)))
}

/// How near to a month's edge an entry has to be for the month to count as covered.
const EDGE: i64 = 3;

fn start(first: Date) -> Date {
    let month = Date::in_month(month_of(first), 1);
    if first.days_since(month) < EDGE { month } else { first }
}

fn end(last: Date) -> Date {
    if last.month_end().days_since(last) < EDGE { last.month_end() } else { last }
}

/// The calendar months from the first day to the last.
pub(super) fn months(entries: &[Entry], from: Date, to: Date) -> Vec<Month> {
    let start = month_of(from);
    let mut months = Vec::new();
    for number in start..=month_of(to) {
        let first = Date::in_month(number, 1);
        months.push(Month {
            from: first,
            whole: from <= first && to >= first.month_end(),
            money_in: 0,
            money_out: 0,
            income: 0,
            expenses: 0,
            repayments: 0,
            lowest: None,
        });
    }
    for entry in entries {
        let place = usize::try_from(month_of(entry.date) - start).ok();
        if let Some(month) = place.and_then(|place| months.get_mut(place)) {
            count(entry, month);
        }
    }
    for (date, low) in evenings(entries, to) {
        let place = usize::try_from(month_of(date) - start).ok();
        if let Some(month) = place.and_then(|place| months.get_mut(place)) {
            month.lowest = Some(month.lowest.map_or(low, |known| known.min(low)));
        }
    }
    months
}

/// Adds an entry to its month. A sum that would not fit stays at the bound.
fn count(entry: &Entry, month: &mut Month) {
    let signed = signed(entry);
    let add = |sum: &mut i64, more: i64| *sum = sum.saturating_add(more);
    if !entry.kind.is_counted() {
        return;
    }
    // What came back is less out, not more in.
    if entry.kind == Kind::Refund || entry.direction == Direction::Out {
        add(&mut month.money_out, -signed);
    } else {
        add(&mut month.money_in, signed);
    }
    if entry.kind.is_income() {
        add(&mut month.income, signed);
    } else if entry.kind == Kind::Repayment {
        add(&mut month.repayments, -signed);
    } else if entry.kind.is_expense()
        && !(matches!(entry.kind, Kind::Gambling | Kind::Cash) && entry.direction == Direction::In)
    {
        add(&mut month.expenses, -signed);
    }
}

/// The balance at the end of each day to the last, from the first day that has one: days without an entry keep that of the
/// day before.
pub(super) fn evenings(entries: &[Entry], to: Date) -> Vec<(Date, i64)> {
    let mut known = known_balances(entries).into_iter().peekable();
    let mut evenings = Vec::new();
    let Some((first, mut balance)) = known.peek().copied() else { return evenings };
    for day in 0..=to.days_since(first).clamp(0, MOST_DAYS) {
        let date = first.plus_days(day);
        while let Some((_, later)) = known.next_if(|(known, _)| *known <= date) {
            balance = later;
        }
        evenings.push((date, balance));
    }
    evenings
}

/// Thirty years: a day by day table has to end.
const MOST_DAYS: i64 = 11_000;

/// Balances after each entry, in the order of days. A file whose first entry is later than its last goes backwards.
fn known_balances(entries: &[Entry]) -> Vec<(Date, i64)> {
    let mut known: Vec<(Date, i64)> = entries.iter().filter_map(|entry| Some((entry.date, entry.balance?))).collect();
    if let ([(first, _), ..], [.., (last, _)]) = (known.as_slice(), known.as_slice())
        && first > last
    {
        known.reverse();
    }
    let places = crate::order::order(known.len(), &|a, b| {
        known.get(a).map(|(date, _)| *date).cmp(&known.get(b).map(|(date, _)| *date))
    });
    places.into_iter().filter_map(|place| known.get(place).copied()).collect()
}

/// The middle of these; between two, half-way, half up. None of none.
pub(super) fn median(values: &[i64]) -> Option<i64> {
    let places = crate::order::order(values.len(), &|a, b| values.get(a).cmp(&values.get(b)));
    let at = |place: usize| places.get(place).and_then(|place| values.get(*place)).copied();
    let upper = at(values.len() / 2)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = at(values.len() / 2 - 1)?;
    crate::money::scaled(lower.saturating_add(upper), 1, 2, crate::money::Rounding::HalfUp)
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_of_an_even_number_lies_half_way() {
        assert_eq!(median(&[3, 1, 2]), Some(2));
        assert_eq!(median(&[4, 1]), Some(3));
        assert_eq!(median(&[]), None);
    }
}
