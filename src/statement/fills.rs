//! Which questions a statement answers.

use super::document::{Account, Direction, Entry, Fill, Kind, Month};
use super::figures::Figures;
use super::months::month_of;
use crate::application::Provenance;

/// How many whole months a median has to rest on.
const MONTHS_NEEDED: u32 = 2;

/// How many months a repayment record looks back.
const RECORD_MONTHS: usize = 6;

/// The answers: income, expenses and repayments a month; of a credit card's statement how many of its last six months were
/// paid for, and its latest bill.
pub(super) fn fills(figures: &Figures, entries: &[Entry], months: &[Month], account: Account) -> Vec<Fill> {
    let was_said = entries.iter().any(|entry| entry.provenance == Provenance::Said);
    let provenance = if was_said { Provenance::Said } else { Provenance::FromStatement };
    let fill = |question: &str, subject: &str, value: i64| Fill {
        question: question.into(),
        subject: subject.into(),
        value,
        provenance,
    };
    let mut fills = Vec::new();
    if account == Account::Card {
        fills.extend(months_paid(entries, months).map(|paid| fill("months-paid", "repayment-record", paid)));
        fills.extend(latest_bill(entries, months).map(|bill| fill("bill-latest", "repayment-record", bill)));
    } else if figures.months_whole >= MONTHS_NEEDED {
        for (question, value) in
            [("income", figures.income), ("expenses", figures.expenses), ("repayments", figures.repayments)]
        {
            // OK because nothing found is not nothing earned: it may go by another account.
            fills.extend(value.filter(|value| *value > 0).map(|value| fill(question, question, value)));
        }
    }
    fills
}

/// The last six months that are covered whole; none where there are fewer.
fn record(months: &[Month]) -> Option<Vec<&Month>> {
    let whole: Vec<&Month> = months.iter().filter(|month| month.whole).collect();
    whole.len().checked_sub(RECORD_MONTHS).and_then(|first| whole.get(first..)).map(Vec::from)
}

fn months_paid(entries: &[Entry], months: &[Month]) -> Option<i64> {
    let is_payment = |entry: &&Entry| entry.kind == Kind::Own && entry.direction == Direction::In;
    let paid: Vec<i64> = entries.iter().filter(is_payment).map(|entry| month_of(entry.date)).collect();
    let count = record(months)?.into_iter().filter(|month| paid.contains(&month_of(month.from))).count();
    i64::try_from(count).ok()
}

/// What was owed at the end of the last whole month.
fn latest_bill(entries: &[Entry], months: &[Month]) -> Option<i64> {
    let end = months.iter().rfind(|month| month.whole)?.from.month_end();
    let (_, balance) = super::months::evenings(entries, end).pop()?;
    Some(balance.saturating_neg().max(0))
}
