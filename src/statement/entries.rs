//! From what was read to the statement, and from the statement to a corrected one.

use super::document::{Account, Assumed, Direction, Entry, Kind, Preview, Rows, Statement, StatementSchema};
use super::draft::{Draft, Said};
use super::figures::figures;
use super::fills::fills;
use super::kinds;
use super::months::{covered, months, signed};
use super::transfers::own_transfers;
use crate::application::Provenance;

/// The statement of all that was read.
pub(super) fn statement(mut draft: Draft, currency: &str, preview: Option<Preview>) -> Statement {
    if draft.assumed.contains(&Assumed::DirectionByBalance) {
        direct_by_balance(&mut draft.entries);
    }
    pay_cards(&mut draft);
    own_transfers(&mut draft.entries, &draft.owners);
    let account = draft.owners.iter().map(|(_, account)| *account).find(|account| *account != Account::Card);
    let account = account.unwrap_or(draft.account);
    settle_refunds(&mut draft);
    run_balances(&mut draft);
    check_count(&mut draft);
    if draft.from.is_none() || draft.to.is_none() {
        draft.assume(Assumed::Period);
    }
    if draft.currency.is_none() {
        draft.assume(Assumed::Currency);
    }
    let (from, to) = covered(&draft.entries, draft.from, draft.to);
    let months = months(&draft.entries, from, to);
    let figures = figures(&draft.entries, &months, to, account);
    let fills = fills(&figures, &draft.entries, &months, account);
    Statement {
        schema: StatementSchema::V1,
        format: draft.format,
        account,
        currency: draft.currency.unwrap_or_else(|| currency.into()),
        from,
        to,
        rows: Rows {
            read: u32::try_from(draft.entries.len()).unwrap_or(u32::MAX),
            left_out: draft.left_out,
            unread: draft.unread,
            stated: draft.stated,
        },
        entries: draft.entries,
        months,
        figures,
        fills,
        preview,
        assumed: draft.assumed,
        problems: draft.faults,
        more_problems: draft.more_faults,
    }
}

/// Counts an entry as something else, because the applicant says so; false where no entry stands in that line.
pub fn correct(statement: &mut Statement, line: u32, kind: Kind) -> bool {
    let mut found = false;
    for entry in statement.entries.iter_mut().filter(|entry| entry.line == line) {
        correct_entry(entry, kind);
        found = true;
    }
    found
}

/// The same of one entry: several may stand in one line.
pub fn correct_entry(entry: &mut Entry, kind: Kind) {
    entry.kind = kind;
    entry.provenance = Provenance::Said;
}

/// The statement with its months, figures and answers worked out again from its entries.
pub fn recounted(mut statement: Statement) -> Statement {
    statement.months = months(&statement.entries, statement.from, statement.to);
    statement.figures = figures(&statement.entries, &statement.months, statement.to, statement.account);
    statement.fills = fills(&statement.figures, &statement.entries, &statement.months, statement.account);
    statement
}

/// A purchase that was closed and the refund of it are nothing both: the refund's number begins with the purchase's. A
/// closed purchase counts as nothing already.
fn settle_refunds(draft: &mut Draft) {
    let closed: Vec<&String> = draft
        .entries
        .iter()
        .zip(&draft.references)
        .filter(|(entry, reference)| entry.kind == Kind::Closed && !reference.is_empty())
        .map(|(_, reference)| reference)
        .collect();
    let places = crate::order::order(closed.len(), &|a, b| closed.get(a).cmp(&closed.get(b)));
    for (entry, reference) in draft.entries.iter_mut().zip(&draft.references) {
        if entry.kind != Kind::Refund {
            continue;
        }
        // A beginning of a text is in order before it, and only others with the same beginning lie between.
        let after = places.partition_point(|place| closed.get(*place).is_some_and(|known| *known <= reference));
        let known = after.checked_sub(1).and_then(|before| places.get(before)).and_then(|place| closed.get(*place));
        if known.is_some_and(|known| reference.starts_with(known.as_str())) {
            entry.kind = Kind::Closed;
        }
    }
}

/// Works the balance after each entry out from the one before the first or after the last, for a file of one account that
/// has only those; where it has both, they have to agree.
fn run_balances(draft: &mut Draft) {
    let is_known = draft.entries.iter().any(|entry| entry.balance.is_some());
    if is_known || draft.assumed.contains(&Assumed::AccountsJoined) {
        return;
    }
    let counted = |entry: &Entry| if entry.kind == Kind::Closed { 0 } else { signed(entry) };
    let sum = draft.entries.iter().fold(0_i64, |sum, entry| sum.saturating_add(counted(entry)));
    let Some(opening) = draft.opening.or(draft.closing.map(|closing| closing.saturating_sub(sum))) else { return };
    if draft.closing.is_some_and(|closing| closing != opening.saturating_add(sum)) {
        let line = draft.entries.last().map_or(1, |entry| entry.line);
        draft.fault("balances-disagree", line, None, "the entries do not lead from the first balance to the last");
        return;
    }
    let goes_back =
        matches!((draft.entries.first(), draft.entries.last()), (Some(first), Some(last)) if first.date > last.date);
    let last = draft.entries.len().saturating_sub(1);
    let place = |place: usize| if goes_back { last - place } else { place };
    let date = |at: usize| draft.entries.get(place(at)).map(|entry| entry.date);
    let order = crate::order::order(draft.entries.len(), &|a, b| date(a).cmp(&date(b)));
    let mut balance = opening;
    for at in order {
        if let Some(entry) = draft.entries.get_mut(place(at)) {
            balance = balance.saturating_add(counted(entry));
            entry.balance =
                Some(balance).filter(|balance| balance.unsigned_abs() <= crate::json::MAX_SAFE.unsigned_abs());
        }
    }
}

/// A file that says how many entries it has and holds fewer was cut; one that holds none is told too.
fn check_count(draft: &mut Draft) {
    if draft.entries.is_empty() && draft.unread == 0 {
        draft.fault("no-entries", 1, None, "the file is of a known format and holds no entry");
    }
    let held = u32::try_from(draft.entries.len()).unwrap_or(u32::MAX).saturating_add(draft.unread);
    if draft.stated.is_some_and(|stated| stated > held) {
        let line = draft.entries.last().map_or(1, |entry| entry.line);
        draft.fault(
            "rows-missing",
            line,
            None,
            "the file has fewer entries than it says at its top: it may have been cut",
        );
    }
}

/// What comes in on a credit card is paid for it, from the applicant's own account.
fn pay_cards(draft: &mut Draft) {
    for (entry, (_, account)) in draft.entries.iter_mut().zip(&draft.owners) {
        let is_payment = *account == Account::Card && entry.direction == Direction::In;
        if is_payment && !matches!(entry.kind, Kind::Refund | Kind::Closed) {
            entry.kind = Kind::Own;
        }
    }
}

/// Finds out from the balances which way amounts without a sign went.
fn direct_by_balance(entries: &mut [Entry]) {
    let balances: Vec<Option<i64>> = entries.iter().map(|entry| entry.balance).collect();
    let goes_back = matches!((entries.first(), entries.last()), (Some(first), Some(last)) if first.date > last.date);
    for (place, entry) in entries.iter_mut().enumerate() {
        let before = if goes_back { Some(place + 1) } else { place.checked_sub(1) };
        let before = before.and_then(|before| balances.get(before)).copied().flatten();
        let grew = match (entry.balance, before) {
            (Some(after), Some(before)) => after.checked_sub(before) == Some(entry.amount),
            // The first entry of an account makes its balance.
            (Some(after), None) => after == entry.amount,
            (None, _) => false,
        };
        if grew {
            entry.direction = Direction::In;
            entry.kind = rekinded(entry);
        }
    }
}

fn rekinded(entry: &Entry) -> Kind {
    kinds::kind(&Said {
        line: entry.line,
        date: entry.date,
        amount: entry.amount,
        direction: entry.direction,
        counterparty: &entry.counterparty,
        memo: &entry.memo,
        category: &entry.category,
        status: &entry.status,
        balance: entry.balance,
    })
}
