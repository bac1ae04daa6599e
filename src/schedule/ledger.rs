//! A running account: money is drawn and repaid on any day, and interest counts by the day (随借随还).

use super::ScheduleError;
use super::fees::amount;
use super::interest::Factor;
use crate::date::Date;
use crate::flow::{CashFlow, CashFlows, Period};
use crate::json::{MAX_SAFE, union};
use crate::loan::{DayCount, Fee, FeeTime};
use crate::rate::YearlyRate;

union! {
    /// What happens on a day.
    pub enum Event {
        /// Money is paid out.
        "draw" Draw {
            /// The day.
            "date" date: Date,
            /// Minor units, above 0.
            "minor" minor: i64,
        },
        /// Money is paid back.
        "repayment" Repayment {
            /// The day.
            "date" date: Date,
            /// Minor units, above 0.
            "minor" minor: i64,
        },
    }
}

/// The terms of a running account.
#[derive(Clone, Copy, Debug)]
pub struct Account<'a> {
    /// The nominal rate.
    pub rate: YearlyRate,
    /// How days become interest; equal periods count actual days over 365.
    pub count: DayCount,
    /// The fees on each draw: kept back from it, or owed from that day on. Others are not for an account.
    pub fees: &'a [Fee],
    /// Amounts go by this many minor units.
    pub step: i64,
}

/// Where the account stands after an event. Amounts are in minor units, 0 or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The day.
    pub date: Date,
    /// What is paid out.
    pub received: i64,
    /// What is paid back.
    pub paid: i64,
    /// The interest of the days since the event before.
    pub accrued: i64,
    /// What of the payment went to fees.
    pub fees: i64,
    /// What of it went to interest.
    pub interest: i64,
    /// What of it went to principal.
    pub principal: i64,
    /// What of it was more than all that was owed, and comes back.
    pub surplus: i64,
    /// Fees still owed.
    pub fees_owed: i64,
    /// Interest still owed.
    pub interest_owed: i64,
    /// Principal still owed.
    pub balance: i64,
}

impl Entry {
    /// All that is still owed.
    pub fn owed(&self) -> i64 {
        self.fees_owed + self.interest_owed + self.balance
    }
}

/// The account after each event. A payment goes to fees, then to interest, then to principal; interest bears none.
///
/// # Errors
///
/// [`ScheduleError`] where events are not in the order of their days or an amount does not fit.
///
/// # Example
///
/// 1,000.00 at 18.25 % a year is 0.50 a day. After ten days 505.00 come back, after ten more the rest:
///
/// ```
/// use kaimen::{date::Date, loan::DayCount, rate::YearlyRate, schedule::{Account, Event, ledger}};
/// let day = |day| Date::new(2026, 11, day).ok_or("no such day");
/// let account = Account { rate: YearlyRate::from_ppm(182_500), count: DayCount::Act365, fees: &[], step: 1 };
/// let entries = ledger(&account, &[
///     Event::Draw { date: day(1)?, minor: 1_000_00 },
///     Event::Repayment { date: day(11)?, minor: 505_00 },
///     Event::Repayment { date: day(21)?, minor: 502_50 },
/// ])?;
/// assert_eq!((entries[1].interest, entries[1].balance), (5_00, 500_00));
/// assert_eq!((entries[2].interest, entries[2].owed()), (2_50, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn ledger(account: &Account<'_>, events: &[Event]) -> Result<Vec<Entry>, ScheduleError> {
    let mut entries: Vec<Entry> = Vec::with_capacity(events.len());
    for event in events {
        let before = entries.last();
        let entry = after(account, before, event)?;
        entries.push(entry);
    }
    Ok(entries)
}

fn after(account: &Account<'_>, before: Option<&Entry>, event: &Event) -> Result<Entry, ScheduleError> {
    let (Event::Draw { date, minor } | Event::Repayment { date, minor }) = event;
    if *minor <= 0 || *minor > MAX_SAFE {
        return Err(ScheduleError::OutOfRange);
    }
    let accrued = before.map_or(Ok(0), |before| interest(account, before, *date))?;
    let entry = Entry {
        date: *date,
        received: 0,
        paid: 0,
        accrued,
        fees: 0,
        interest: 0,
        principal: 0,
        surplus: 0,
        fees_owed: before.map_or(0, |before| before.fees_owed),
        interest_owed: within(before.map_or(0, |before| before.interest_owed) + accrued)?,
        balance: before.map_or(0, |before| before.balance),
    };
    match event {
        Event::Draw { .. } => drawn(account, entry, *minor),
        Event::Repayment { .. } => Ok(repaid(entry, *minor)),
    }
}

/// The interest of the days from one event to the next.
fn interest(account: &Account<'_>, before: &Entry, date: Date) -> Result<i64, ScheduleError> {
    if date < before.date {
        return Err(ScheduleError::DaysOutOfOrder);
    }
    Factor::new(account.rate, account.count.fraction(before.date, date), account.step)?.on(before.balance)
}

fn drawn(account: &Account<'_>, mut entry: Entry, minor: i64) -> Result<Entry, ScheduleError> {
    entry.received = minor;
    entry.balance = within(entry.balance + minor)?;
    for fee in account.fees {
        let charge = amount(fee, minor, account.step)?.sum()?;
        match fee.when {
            FeeTime::Deducted => {
                entry.received =
                    Some(entry.received - charge).filter(|rest| *rest >= 0).ok_or(ScheduleError::FeesOverPrincipal)?;
            }
            FeeTime::EachDraw => entry.fees_owed = within(entry.fees_owed + charge)?,
            FeeTime::Upfront | FeeTime::EachInstalment | FeeTime::AtEnd => return Err(ScheduleError::FeeWithoutBase),
        }
    }
    Ok(entry)
}

fn repaid(mut entry: Entry, minor: i64) -> Entry {
    let mut left = minor;
    let mut take = |owed: &mut i64| {
        let part = left.min(*owed);
        left -= part;
        *owed -= part;
        part
    };
    entry.fees = take(&mut entry.fees_owed);
    entry.interest = take(&mut entry.interest_owed);
    entry.principal = take(&mut entry.balance);
    entry.paid = minor - left;
    entry.surplus = left;
    entry
}

fn within(minor: i64) -> Result<i64, ScheduleError> {
    if minor <= MAX_SAFE { Ok(minor) } else { Err(ScheduleError::OutOfRange) }
}

/// What an account's borrower receives and pays: what comes back as surplus was never paid.
pub fn account_flows(entries: &[Entry]) -> CashFlows {
    let mut flows = CashFlows { received: Vec::new(), paid: Vec::new(), every: Period::DAY };
    for entry in entries {
        if entry.received > 0 {
            flows.received.push(CashFlow { date: entry.date, minor: entry.received });
        }
        if entry.paid > 0 {
            flows.paid.push(CashFlow { date: entry.date, minor: entry.paid });
        }
    }
    flows
}

#[cfg(test)]
mod tests {
    use super::{Account, Entry, Event, account_flows, ledger};
    use crate::date::Date;
    use crate::loan::{DayCount, Fee, FeeBase, FeeKind, FeeTime};
    use crate::rate::{Ppm, YearlyRate};
    use crate::schedule::ScheduleError;

    fn day(day: i32) -> Date {
        Date::new(2026, 11, day).unwrap_or(Date::EPOCH)
    }

    /// At 36.5 %, 1,000.00 bears 1.00 a day.
    fn account(fees: &[Fee]) -> Account<'_> {
        Account { rate: YearlyRate::from_ppm(365_000), count: DayCount::Act365, fees, step: 1 }
    }

    fn run(events: &[Event]) -> Result<Vec<Entry>, ScheduleError> {
        ledger(&account(&[]), events)
    }

    #[test]
    fn a_second_draw_bears_interest_from_its_own_day() -> Result<(), ScheduleError> {
        let entries = run(&[
            Event::Draw { date: day(1), minor: 1_000_00 },
            Event::Draw { date: day(11), minor: 1_000_00 },
            Event::Repayment { date: day(21), minor: 2_030_00 },
        ])?;
        let [first, second, last] = entries.as_slice() else { unreachable!("three events") };
        assert_eq!([first.accrued, second.accrued, last.accrued], [0, 10_00, 20_00]);
        assert_eq!((last.interest, last.principal, last.owed()), (30_00, 2_000_00, 0));
        Ok(())
    }

    #[test]
    fn a_small_payment_goes_to_fees_then_interest_and_interest_bears_none() -> Result<(), ScheduleError> {
        let fee = Fee {
            id: "draw".into(),
            kind: FeeKind::Service,
            when: FeeTime::EachDraw,
            of: FeeBase::Principal,
            share: Ppm(10_000),
            fixed: 0,
            min: None,
            max: None,
            tax: None,
        };
        let entries = ledger(
            &account(&[fee]),
            &[
                Event::Draw { date: day(1), minor: 1_000_00 },
                Event::Repayment { date: day(11), minor: 13_00 },
                Event::Repayment { date: day(21), minor: 2_000_00 },
            ],
        )?;
        let [_, small, last] = entries.as_slice() else { unreachable!("three events") };
        assert_eq!((small.fees, small.interest, small.interest_owed, small.balance), (10_00, 3_00, 7_00, 1_000_00));
        assert_eq!((last.accrued, last.interest, last.surplus, last.owed()), (10_00, 17_00, 983_00, 0));
        let flows = account_flows(&entries);
        assert_eq!(flows.paid.iter().map(|flow| flow.minor).sum::<i64>(), 1_030_00);
        Ok(())
    }

    #[test]
    fn events_out_of_order_are_refused() {
        let events = [Event::Draw { date: day(2), minor: 1 }, Event::Repayment { date: day(1), minor: 1 }];
        assert_eq!(run(&events), Err(ScheduleError::DaysOutOfOrder));
        assert_eq!(run(&[Event::Draw { date: day(2), minor: 0 }]), Err(ScheduleError::OutOfRange));
    }
}
