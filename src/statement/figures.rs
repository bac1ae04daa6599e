//! The cash-flow characteristics of a statement, each defined here and nowhere else.

use super::bills::bills;
use super::document::{Account, Direction, Entry, Kind, Month};
use super::months::{evenings, median, signed};
use crate::date::Date;
use crate::json::record;
use crate::money::{Rounding, scaled};

record! {
    /// What a statement says about someone's money. Money is in minor units a month, over the months that the statement
    /// covers whole; shares are parts per million. What can't be known is left out, never zero.
    pub struct Figures {
        /// How many calendar months the statement covers whole.
        "monthsWhole" months_whole: u32,
        /// Income: wages, benefits, business, interest and other money in; without what other people sent, loans paid
        /// out, refunds and money between own accounts. The median of the whole months.
        "incomeMinor" income: Option<i64>,
        /// How even income is: 1 less the mean distance of the months from their median, over that median; not below 0.
        /// From two months on.
        "incomeRegularityPpm" income_regularity: Option<i64>,
        /// Where income is going: the median of the later half of the months less that of the earlier half, over the
        /// median of all. From four months on; the middle one of an odd number is in neither half.
        "incomeTrendPpm" income_trend: Option<i64>,
        /// Wages alone, the median.
        "salaryMinor" salary: Option<i64>,
        /// What customers paid alone (二维码收款, 收钱码, settlements), the median.
        "businessMinor" business: Option<i64>,
        /// What other people sent (转账, 红包), the median. It is not in the income.
        "personalInMinor" personal_in: Option<i64>,
        /// Expenses of living: all money out but repayments, savings and money between own accounts, less refunds. The
        /// median.
        "expensesMinor" expenses: Option<i64>,
        /// Of those what nobody can do without: rent, utilities, telephone, food, transport, health, education,
        /// insurance, taxes. The median.
        "essentialMinor" essential: Option<i64>,
        /// Of those what comes back by contract: rent, utilities, telephone, insurance, subscriptions. The median.
        "fixedMinor" fixed: Option<i64>,
        /// Paid to other lenders (花呗, 借呗, 微粒贷, 信用卡还款, loans, instalments, mortgages), the median.
        "repaymentsMinor" repayments: Option<i64>,
        /// To how many other sides repayments went, by name.
        "lendersRepaid" lenders_repaid: i64,
        /// Paid out by lenders, the mean of the whole months.
        "borrowedMinor" borrowed: Option<i64>,
        /// Income less expenses and repayments, the median.
        "surplusMinor" surplus: Option<i64>,
        /// How many monthly bills (rent, utilities, telephone) were due: for each kind that was paid in three months or
        /// more, the whole months from the first in which it was.
        "billsDue" bills_due: i64,
        /// The share of them paid in that month and no later than seven days after the usual (median) day.
        "billsInTimePpm" bills_in_time: Option<i64>,
        /// The lowest balance at the end of a day.
        "lowestBalanceMinor" lowest_balance: Option<i64>,
        /// The median of the months' lowest balances.
        "lowBalanceMinor" low_balance: Option<i64>,
        /// The share of days that ended below zero.
        "negativeDaysPpm" negative_days: Option<i64>,
        /// For how many days the usual balance lasts: the median balance at the end of a day over the mean of a day's
        /// expenses and repayments in the whole months.
        "bufferDays" buffer_days: Option<i64>,
        /// How many times something was charged because it was late, bounced or overdrawn.
        "penalties" penalties: i64,
        /// The share of gambling in all money out that is counted. Shown; used only if the pack says so.
        "gamblingPpm" gambling: Option<i64>,
        /// The share of loans paid out in all money in that is counted. Shown; used only if the pack says so.
        "borrowedSharePpm" borrowed_share: Option<i64>,
    }
}

/// The figures of entries. A credit card has no income: what comes in is paid for it.
pub(super) fn figures(entries: &[Entry], months: &[Month], to: Date, account: Account) -> Figures {
    let whole: Vec<&Month> = months.iter().filter(|month| month.whole).collect();
    let of = |value: &dyn Fn(&Month) -> i64| median(&whole.iter().map(|month| value(month)).collect::<Vec<_>>());
    let kinds = |counted: &dyn Fn(Kind) -> bool| by_month(entries, &whole, counted);
    let sum = |counted: &dyn Fn(&Entry) -> bool| {
        let amounts = entries.iter().filter(|entry| counted(entry)).map(|entry| entry.amount);
        amounts.fold(0_i64, i64::saturating_add)
    };
    let incomes: Vec<i64> = whole.iter().map(|month| month.income).collect();
    let has_income = account != Account::Card;
    let (due, in_time) = bills(entries, months);
    let evenings = evenings(entries, to);
    let all_in =
        sum(&|entry| entry.kind.is_counted() && entry.direction == Direction::In && entry.kind != Kind::Refund);
    let all_out = sum(&|entry| entry.kind.is_counted() && entry.direction == Direction::Out);
    let gambled = sum(&|entry| entry.kind == Kind::Gambling && entry.direction == Direction::Out);
    let borrowed = kinds(&|kind| kind == Kind::Borrowed);
    Figures {
        months_whole: u32::try_from(whole.len()).unwrap_or(u32::MAX),
        income: median(&incomes).filter(|_| has_income),
        income_regularity: regularity(&incomes).filter(|_| has_income),
        income_trend: trend(&incomes).filter(|_| has_income),
        salary: median(&kinds(&|kind| kind == Kind::Salary)),
        business: median(&kinds(&|kind| kind == Kind::Business)),
        personal_in: median(&kinds(&|kind| kind == Kind::PersonalIn)),
        expenses: of(&|month| month.expenses),
        essential: median(&kinds(&Kind::is_essential)).map(|signed| -signed),
        fixed: median(&kinds(&Kind::is_fixed)).map(|signed| -signed),
        repayments: of(&|month| month.repayments),
        lenders_repaid: lenders(entries),
        borrowed: mean(&borrowed),
        surplus: of(&|month| month.income.saturating_sub(month.expenses).saturating_sub(month.repayments))
            .filter(|_| has_income),
        bills_due: due,
        bills_in_time: scaled(in_time, 1_000_000, due, Rounding::HalfUp),
        lowest_balance: evenings.iter().map(|(_, balance)| *balance).min(),
        low_balance: median(&months.iter().filter_map(|month| month.lowest).collect::<Vec<_>>()),
        negative_days: share(evenings.iter().filter(|(_, balance)| *balance < 0).count(), evenings.len()),
        buffer_days: buffer(&evenings, &whole),
        penalties: i64::try_from(entries.iter().filter(|entry| entry.kind == Kind::Penalty).count())
            .unwrap_or(i64::MAX),
        gambling: scaled(gambled, 1_000_000, all_out, Rounding::HalfUp),
        borrowed_share: scaled(sum(&|entry| entry.kind == Kind::Borrowed), 1_000_000, all_in, Rounding::HalfUp),
    }
}

/// The sums of some kinds in each of these months: in is more, out is less.
fn by_month(entries: &[Entry], months: &[&Month], counted: &dyn Fn(Kind) -> bool) -> Vec<i64> {
    let mut sums: Vec<i64> = vec![0; months.len()];
    for entry in entries.iter().filter(|entry| counted(entry.kind)) {
        // The month that begins last before the entry, if it is the entry's.
        let place = months.partition_point(|month| month.from <= entry.date).checked_sub(1);
        let month = place.and_then(|place| Some((place, months.get(place)?)));
        if let Some((place, month)) = month
            && entry.date <= month.from.month_end()
            && let Some(sum) = sums.get_mut(place)
        {
            *sum = sum.saturating_add(signed(entry));
        }
    }
    sums
}

fn mean(values: &[i64]) -> Option<i64> {
    let sum = values.iter().fold(0_i64, |sum, value| sum.saturating_add(*value));
    scaled(sum, 1, i64::try_from(values.len()).ok()?, Rounding::HalfUp)
}

fn regularity(incomes: &[i64]) -> Option<i64> {
    let middle = median(incomes).filter(|_| incomes.len() >= 2)?;
    let distances: Vec<i64> = incomes.iter().map(|income| income.saturating_sub(middle).saturating_abs()).collect();
    let spread = scaled(mean(&distances)?, 1_000_000, middle, Rounding::HalfUp)?;
    Some((1_000_000 - spread).max(0))
}

fn trend(incomes: &[i64]) -> Option<i64> {
    if incomes.len() < 4 {
        return None;
    }
    let half = incomes.len() / 2;
    let earlier = median(incomes.get(..half)?)?;
    let later = median(incomes.get(incomes.len() - half..)?)?;
    scaled(later.saturating_sub(earlier), 1_000_000, median(incomes)?, Rounding::HalfUp)
}

fn lenders(entries: &[Entry]) -> i64 {
    let names: Vec<&str> = entries
        .iter()
        .filter(|entry| entry.kind == Kind::Repayment && entry.direction == Direction::Out)
        .map(|entry| if entry.counterparty.is_empty() { entry.memo.as_str() } else { entry.counterparty.as_str() })
        .collect();
    let sorted = crate::order::order(names.len(), &|a, b| names.get(a).cmp(&names.get(b)));
    let mut count = 0;
    let mut before = None;
    for name in sorted.into_iter().filter_map(|place| names.get(place)) {
        count += i64::from(before != Some(name));
        before = Some(name);
    }
    count
}

fn share(part: usize, all: usize) -> Option<i64> {
    scaled(i64::try_from(part).ok()?, 1_000_000, i64::try_from(all).ok()?, Rounding::HalfUp)
}

fn buffer(evenings: &[(Date, i64)], whole: &[&Month]) -> Option<i64> {
    let usual = median(&evenings.iter().map(|(_, balance)| *balance).collect::<Vec<_>>())?;
    let (mut spent, mut days) = (0_i64, 0_i64);
    for month in whole {
        spent = spent.saturating_add(month.expenses).saturating_add(month.repayments);
        days += month.from.month_end().days_since(month.from) + 1;
    }
    scaled(usual.max(0), days, spent, Rounding::Down)
}
