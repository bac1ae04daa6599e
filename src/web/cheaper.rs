//! A cheaper way to what was asked for, from the same rules, and what a loan would take of someone's income.

use super::compare::{Asked, Wish, sorted};
use super::hand::Documents;
use super::suppose::supposed;
use crate::application::Answers;
use crate::capacity::Capacity;
use crate::date::Date;
use crate::decision::Decision;
use crate::loan::Term;
use crate::product::Offer;
use crate::rate::Ppm;
use crate::schedule::ScheduleColumns;

/// Borrowing less is tried with a tenth less.
const LESS: i64 = 10;
/// What is near a limit is at least nine tenths of it.
const NEAR: (i64, i64) = (9, 10);
/// What is much more than what is put aside is above five quarters of it.
const MUCH: (i64, i64) = (5, 4);

/// A cheaper way. Amounts are in minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cheaper {
    /// The product.
    pub product: String,
    /// For how long.
    pub term: Term,
    /// By how much less is borrowed; 0 where it is as much.
    pub less: i64,
    /// By how much less all of it costs.
    pub saves: i64,
    /// By how much more has to be found each month; below zero where it is less.
    pub more: i64,
}

/// The offer that is nearest to what was asked for, and a cheaper way: another offer of as much money, the cheapest; else the same
/// with a tenth less. None where neither is cheaper.
pub fn cheaper<'d>(documents: &Documents, answers: &Answers, decision: &'d Decision) -> Option<(&'d Offer, Cheaper)> {
    let offers = &decision.offers;
    let asked = Asked::of(answers, &documents.pack.wanted);
    let nearest = offers.get(*sorted(offers, Wish::Nearest, asked).first()?)?;
    let as_much = offers.iter().filter(|offer| offer.principal == nearest.principal);
    let found = as_much.min_by_key(|offer| offer.cost).and_then(|offer| than(nearest, offer));
    let found = found.or_else(|| than(nearest, &with_less(documents, answers, nearest)?))?;
    Some((nearest, found))
}

/// The same product over the same term with a tenth less, by the product's step.
fn with_less(documents: &Documents, answers: &Answers, nearest: &Offer) -> Option<Offer> {
    let product = documents.pack.products.iter().find(|product| product.id == nearest.product)?;
    let steps = (nearest.principal / LESS / product.step).max(1);
    let tried = [(documents.pack.wanted.amount.clone(), nearest.principal - steps * product.step)];
    let offers = supposed(documents, answers, &tried)?.offers;
    let is_same = |offer: &Offer| offer.product == nearest.product && offer.term == nearest.term;
    offers.into_iter().find(is_same)
}

fn than(nearest: &Offer, offer: &Offer) -> Option<Cheaper> {
    let saves = nearest.cost - offer.cost;
    (saves > 0).then(|| Cheaper {
        product: offer.product.clone(),
        term: offer.term,
        less: nearest.principal - offer.principal,
        saves,
        more: offer.burden - nearest.burden,
    })
}

/// What all repayments would take of income with loans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// The share now.
    pub before: Ppm,
    /// The share with the heaviest of the loans, where what is due later is put aside evenly.
    pub with: Ppm,
    /// Whether that is near the most that this lender allows.
    pub is_near: bool,
    /// The month that takes most, where that is much more than what is put aside.
    pub peak: Option<Peak>,
}

/// The month in which most has to be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peak {
    /// When the last payment of that month is due.
    pub due: Date,
    /// What that month's payments come to, in minor units.
    pub amount: i64,
    /// The share of a month's income that they and what is repaid already take.
    pub share: Ppm,
    /// What has to be put aside each month to meet them, in minor units.
    pub aside: i64,
}

/// The load of the heaviest of these offers; none where there is no income. `most`: the lender's limit.
pub fn load(capacity: &Capacity, offers: &[Offer], most: Ppm) -> Option<Load> {
    let before = capacity.dti?;
    let with = share(capacity, offers.iter().map(|offer| offer.burden).max()?)?;
    let is_near = with.0 * NEAR.1 >= most.0 * NEAR.0;
    let mut peak: Option<Peak> = None;
    for offer in offers {
        let (due, amount) = greatest_month(&offer.schedule);
        let is_peak = amount > offer.burden.saturating_mul(MUCH.0) / MUCH.1;
        if is_peak && peak.is_none_or(|peak| peak.amount < amount) {
            peak = Some(Peak { due, amount, share: share(capacity, amount)?, aside: offer.burden });
        }
    }
    Some(Load { before, with, is_near, peak })
}

/// The share of a month's income that this much and what is repaid already take.
fn share(capacity: &Capacity, amount: i64) -> Option<Ppm> {
    let all = capacity.repayments.checked_add(amount)?.checked_mul(Ppm::ONE.0)?;
    Some(Ppm(all / capacity.income.max(1)))
}

/// The calendar month in which most is due: its last payment's day, and what is due in it.
fn greatest_month(schedule: &ScheduleColumns) -> (Date, i64) {
    let mut greatest = (Date::from_days(0), 0);
    let mut month = (Date::from_days(0).month_end(), 0_i64);
    for row in schedule.rows() {
        let end = row.due.month_end();
        let before = if end == month.0 { month.1 } else { 0 };
        month = (end, before.saturating_add(row.total()));
        if month.1 > greatest.1 {
            greatest = (row.due, month.1);
        }
    }
    greatest
}

#[cfg(test)]
mod tests {
    use super::{greatest_month, share};
    use crate::capacity::Capacity;
    use crate::date::Date;
    use crate::rate::Ppm;
    use crate::schedule::ScheduleColumns;

    fn capacity(income: i64, repayments: i64) -> Capacity {
        let dti = (income > 0).then(|| Ppm(repayments * 1_000_000 / income));
        Capacity { income, expenses: 0, repayments, disposable: income, dti, instalment: income, rule: None }
    }

    fn paid(payments: &[(&str, i64)]) -> ScheduleColumns {
        let nothing = vec![0; payments.len()];
        ScheduleColumns {
            due: payments.iter().map(|(due, _)| Date::parse(due).unwrap()).collect(),
            principal: payments.iter().map(|(_, amount)| *amount).collect(),
            interest: nothing.clone(),
            fees: nothing.clone(),
            balance: nothing,
        }
    }

    #[test]
    fn a_share_counts_what_is_repaid_already() {
        assert_eq!(share(&capacity(10_000, 1_000), 2_000), Some(Ppm(300_000)));
        assert_eq!(share(&capacity(10_000, 0), 12_300), Some(Ppm(1_230_000)));
    }

    #[test]
    fn the_month_that_takes_most_may_have_several_payments() {
        let last = paid(&[("2026-01-31", 10), ("2026-02-28", 10), ("2026-03-31", 910)]);
        assert_eq!(greatest_month(&last), (Date::parse("2026-03-31").unwrap(), 910));
        let weekly = paid(&[("2026-01-28", 30), ("2026-02-04", 30), ("2026-02-25", 30), ("2027-02-01", 50)]);
        assert_eq!(greatest_month(&weekly), (Date::parse("2026-02-25").unwrap(), 60));
    }
}
