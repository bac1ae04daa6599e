//! From dates to times: whole months counted backwards from a date to the start, and what is left in days.

use super::root::Timed;
use crate::date::Date;
use crate::flow::{CashFlow, CashFlows};
use crate::order::order;

/// What changes hands on each day, in the order of the days: above zero it is paid, below zero received.
pub(super) struct Dated {
    pub flows: Vec<CashFlow>,
    /// The first day.
    pub start: Date,
    /// The day of the month on which all payments fall, the last day of shorter months included.
    day: Option<i32>,
}

/// Whole months from one date to another, counted backwards from the later one.
pub(super) struct Months {
    pub whole: u32,
    /// Days from the earlier date to the one that the count comes back to.
    pub days: i64,
    /// The date that the count comes back to.
    pub back: Date,
}

/// The months from `from` to `to`; `day` is the day of the month that is counted back to.
pub(super) fn months_back(from: Date, to: Date, day: i32) -> Months {
    let ((year, month, _), (from_year, from_month, _)) = (to.civil(), from.civil());
    let months = u32::try_from((year - from_year) * 12 + month - from_month).unwrap_or(0);
    let whole = if to.months_before(months, day) < from { months.saturating_sub(1) } else { months };
    let back = to.months_before(whole, day);
    Months { whole, days: back.days_since(from), back }
}

impl Dated {
    /// The flows of one day are one flow; days on which they come to nothing are left out.
    pub fn new(flows: &CashFlows) -> Option<Dated> {
        let received = flows.received.iter().map(|flow| CashFlow { minor: -flow.minor, ..*flow });
        let all: Vec<CashFlow> = received.chain(flows.paid.iter().copied()).collect();
        let mut merged: Vec<CashFlow> = Vec::with_capacity(all.len());
        for place in order(all.len(), &|a, b| all.get(a).map(|flow| flow.date).cmp(&all.get(b).map(|flow| flow.date))) {
            let Some(flow) = all.get(place) else { continue };
            match merged.last_mut() {
                Some(last) if last.date == flow.date => last.minor = last.minor.saturating_add(flow.minor),
                _ => merged.push(*flow),
            }
        }
        merged.retain(|flow| flow.minor != 0);
        let start = merged.first()?.date;
        let day = common_day(start, &merged);
        Some(Dated { flows: merged, start, day })
    }

    /// The months from the start to `date`. Where payments are due on the last day of each month, or on a day that not
    /// every month has, the last day of a shorter month counts as that day.
    pub fn months_to(&self, date: Date) -> Months {
        let own = date.civil().2;
        let day = self.day.filter(|day| date == date.months_before(0, *day)).unwrap_or(own);
        months_back(self.start, date, day)
    }

    /// Whether all payments fall on one day of the month.
    pub fn has_common_day(&self) -> bool {
        self.day.is_some()
    }

    /// Whether all flows fall on one day of the week.
    pub fn are_weeks_apart(&self) -> bool {
        self.flows.iter().all(|flow| flow.date.days_since(self.start) % 7 == 0)
    }

    /// Days from the start to `date`.
    pub fn days_to(&self, date: Date) -> f64 {
        date.days_since(self.start) as f64
    }

    /// The flows at the times that `time` gives: whole periods and the fraction beside them.
    pub fn timed(&self, time: &dyn Fn(Date) -> (f64, f64)) -> Vec<Timed> {
        let mut timed = Vec::with_capacity(self.flows.len());
        for flow in &self.flows {
            let (whole, fraction) = time(flow.date);
            timed.push(Timed { whole, fraction, amount: flow.minor as f64 });
        }
        timed
    }
}

/// The day of the month that all payments share: with the start where they can, else among themselves.
fn common_day(start: Date, flows: &[CashFlow]) -> Option<i32> {
    let paid = || flows.iter().filter(|flow| flow.minor > 0);
    let latest = paid().map(|flow| flow.date.civil().2).max()?;
    let shared = |day: &i32| paid().all(|flow| flow.date == flow.date.months_before(0, *day));
    Some(start.civil().2.max(latest)).filter(shared).or(Some(latest).filter(shared))
}
