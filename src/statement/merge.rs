//! Several statements of one person as one.

use super::document::{Account, Direction, Entry, Fault, Format, Rows, Statement};
use super::entries::recounted;
use super::figures::figures;
use super::fills::fills;
use super::months::months;
use super::transfers::own_transfers;
use crate::date::Date;
use std::cmp::Ordering;

/// Several statements as one, and where its entries come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The one: its problems are the new ones alone, and it has no preview.
    pub statement: Statement,
    /// For each of its entries the number of the statement, and the entry's in there, both from 0.
    pub origins: Vec<(usize, usize)>,
}

/// Statements that are of one account: where their first, and the days that they cover.
struct Group {
    first: usize,
    covered: Vec<(Date, Date)>,
}

/// One statement of all of these, so that nothing counts twice:
///
/// - Two exports of one account may overlap: an entry that both have is one. They are taken for one account where format and
///   kind of account are the same and either no day is in both, or at least half of what the shorter one has in the common days
///   is in the other too.
/// - Between different accounts, transfers and purchases that both tell count as nothing (`transfers.rs`).
///
/// A month is whole where every account covers all of it. Balances are kept where only one account has any: the sum of two
/// would need both at every moment. What is in another currency than the first statement is left out, with the problem
/// `another-currency`. None where there is no statement.
pub fn merged(statements: &[Statement]) -> Option<Merged> {
    let first = statements.first()?;
    if statements.len() == 1 {
        let origins = (0..first.entries.len()).map(|place| (0, place)).collect();
        // Worked out again, as its entries may have been corrected.
        let statement = recounted(Statement { preview: None, problems: Vec::new(), ..first.clone() });
        return Some(Merged { statement, origins });
    }
    let mut pool = Pool::default();
    let mut groups: Vec<Group> = Vec::new();
    let mut problems = Vec::new();
    for (number, statement) in statements.iter().enumerate() {
        if statement.currency != first.currency {
            let message = "the statement is in another currency than the first; it is left out";
            let code = String::from("another-currency");
            problems.push(Fault { code, line: 1, column: None, message: message.into() });
            continue;
        }
        let of_same = |group: &Group| statements.get(group.first).is_some_and(|known| is_same(known, statement));
        let place = groups.iter().position(of_same).unwrap_or(groups.len());
        if place == groups.len() {
            groups.push(Group { first: number, covered: Vec::new() });
        }
        if let Some(group) = groups.get_mut(place) {
            group.covered.push((statement.from, statement.to));
        }
        pool.take(number, statement, u32::try_from(place).unwrap_or(u32::MAX));
    }
    Some(pool.finish(statements, &groups, problems))
}

/// What makes two entries of one account the same: day, amount, which way, who and what for.
fn compared(a: &Entry, b: &Entry) -> Ordering {
    let way = |entry: &Entry| entry.direction == Direction::In;
    let first = (a.date, a.amount, way(a)).cmp(&(b.date, b.amount, way(b)));
    first.then_with(|| a.counterparty.cmp(&b.counterparty)).then_with(|| a.memo.cmp(&b.memo))
}

fn in_order(entries: &[&Entry]) -> Vec<usize> {
    let by = |a: usize, b: usize| match (entries.get(a), entries.get(b)) {
        (Some(a), Some(b)) => compared(a, b),
        _ => Ordering::Equal,
    };
    crate::order::order(entries.len(), &by)
}

/// Which of `more` are among `known` too, each of those once.
fn told_twice(known: &[&Entry], more: &[&Entry]) -> Vec<bool> {
    let mut is_told = vec![false; more.len()];
    let known_order = in_order(known);
    let mut left = known_order.iter().filter_map(|place| known.get(*place)).peekable();
    for place in in_order(more) {
        let (Some(entry), Some(is_told)) = (more.get(place), is_told.get_mut(place)) else { continue };
        while left.next_if(|known| compared(known, entry) == Ordering::Less).is_some() {}
        *is_told = left.next_if(|known| compared(known, entry) == Ordering::Equal).is_some();
    }
    is_told
}

fn is_same(a: &Statement, b: &Statement) -> bool {
    if a.format != b.format || a.account != b.account {
        return false;
    }
    let (from, to) = (a.from.max(b.from), a.to.min(b.to));
    let both = |entry: &&Entry| from <= entry.date && entry.date <= to;
    let left: Vec<&Entry> = a.entries.iter().filter(both).collect();
    let right: Vec<&Entry> = b.entries.iter().filter(both).collect();
    let common = told_twice(&left, &right).into_iter().filter(|is_told| *is_told).count();
    common * 2 >= left.len().min(right.len())
}

/// The entries that were taken.
#[derive(Default)]
struct Pool {
    entries: Vec<Entry>,
    origins: Vec<(usize, usize)>,
    /// The account of each entry: its number and its kind.
    owners: Vec<(u32, Account)>,
}

impl Pool {
    /// Takes what no statement of the same account had, the earliest first.
    fn take(&mut self, number: usize, statement: &Statement, group: u32) {
        let mut known = Vec::new();
        for (entry, (of, _)) in self.entries.iter().zip(&self.owners) {
            if *of == group {
                known.push(entry);
            }
        }
        let is_told = told_twice(&known, &statement.entries.iter().collect::<Vec<_>>());
        let entries = &statement.entries;
        let goes_back =
            matches!((entries.first(), entries.last()), (Some(first), Some(last)) if first.date > last.date);
        for at in 0..entries.len() {
            let place = if goes_back { entries.len() - 1 - at } else { at };
            if let (Some(entry), Some(false)) = (entries.get(place), is_told.get(place)) {
                self.entries.push(entry.clone());
                self.origins.push((number, place));
                self.owners.push((group, statement.account));
            }
        }
    }

    fn finish(mut self, statements: &[Statement], groups: &[Group], problems: Vec<Fault>) -> Merged {
        own_transfers(&mut self.entries, &self.owners);
        self.keep_one_balance();
        let spans = || groups.iter().flat_map(|group| group.covered.iter().copied());
        let from = spans().map(|(from, _)| from).min().unwrap_or(Date::EPOCH);
        let to = spans().map(|(_, to)| to).max().unwrap_or(from);
        let mut months = months(&self.entries, from, to);
        for month in &mut months {
            month.whole = groups.iter().all(|group| covers(&group.covered, month.from, month.from.month_end()));
        }
        let account = one_or(statements.iter().map(|statement| statement.account), Account::Several);
        let format = one_or(statements.iter().map(|statement| statement.format), Format::Several);
        let figures = figures(&self.entries, &months, to, account);
        let mut answers = fills(&figures, &self.entries, &months, account);
        let cards = statements.iter().filter(|one| one.account == Account::Card && account == Account::Several);
        for fill in cards.flat_map(|card| &card.fills) {
            if !answers.iter().any(|known| known.question == fill.question) {
                answers.push(fill.clone());
            }
        }
        let sum = |count: &dyn Fn(&Rows) -> u32| {
            statements.iter().fold(0_u32, |sum, statement| sum.saturating_add(count(&statement.rows)))
        };
        let (left_out, unread) = (sum(&|rows| rows.left_out), sum(&|rows| rows.unread));
        let rows = Rows { read: u32::try_from(self.entries.len()).unwrap_or(u32::MAX), left_out, unread, stated: None };
        let mut assumed = Vec::new();
        for one in statements.iter().flat_map(|statement| &statement.assumed) {
            if !assumed.contains(one) {
                assumed.push(*one);
            }
        }
        let currency = statements.first().map(|first| first.currency.clone()).unwrap_or_default();
        let statement = Statement {
            schema: super::document::StatementSchema::V1,
            format,
            account,
            currency,
            from,
            to,
            rows,
            entries: self.entries,
            months,
            figures,
            fills: answers,
            preview: None,
            assumed,
            problems,
            more_problems: 0,
        };
        Merged { statement, origins: self.origins }
    }

    fn keep_one_balance(&mut self) {
        let with = |(entry, (group, _)): (&Entry, &(u32, Account))| entry.balance.map(|_| *group);
        let mut groups = self.entries.iter().zip(&self.owners).filter_map(with);
        let first = groups.next();
        if groups.any(|group| Some(group) != first) {
            self.entries.iter_mut().for_each(|entry| entry.balance = None);
        }
    }
}

fn one_or<T: PartialEq>(mut all: impl Iterator<Item = T>, several: T) -> T {
    match all.next() {
        Some(first) if all.all(|other| other == first) => first,
        _ => several,
    }
}

/// Whether these spans, which may overlap and touch, cover all days from the first to the last.
fn covers(spans: &[(Date, Date)], first: Date, last: Date) -> bool {
    let mut day = first;
    // Each span is used up at most once.
    for _ in spans {
        for (from, to) in spans {
            if *from <= day && day <= *to {
                day = to.plus_days(1);
            }
        }
    }
    day > last
}
