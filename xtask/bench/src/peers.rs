//! The same work by each contender. What can't be found is not a number, and shows in the check.

use crate::loans::Loan;
use kaimen::apr::{Timed, Within, irr, irr_timed};
use kaimen::flow::Period;
use kaimen::loan::{Customs, DayCount, Repayment, Term};
use kaimen::money::Money;
use kaimen::rate::YearlyRate;
use kaimen::schedule::{Terms, schedule};

pub fn kaimen_periodic(loan: &Loan) -> f64 {
    irr(&loan.flows).unwrap_or(f64::NAN)
}

/// By days, then to the year.
pub fn kaimen_dated(loan: &Loan) -> f64 {
    irr_timed(&loan.timed, Within::Compound).map_or(f64::NAN, |day| kaimen::apr::compounded(day, 365.0))
}

/// Level instalments with their dates, to the minor unit.
pub fn kaimen_schedule(loan: &Loan) -> f64 {
    let terms = || {
        Some(Terms {
            repayment: &Repayment::Level {},
            principal: Money::cny(loan.principal).ok()?,
            rate: YearlyRate::from_ppm(loan.rate_ppm),
            term: Term { periods: loan.periods, every: Period::MONTH },
            fees: &[],
            start: loan.start,
            customs: Customs::plain(DayCount::EqualPeriods),
        })
    };
    let plan = terms().and_then(|terms| schedule(&terms).ok());
    plan.and_then(|plan| plan.instalments.last().map(|last| last.interest as f64)).unwrap_or(f64::NAN)
}

/// Newton's method and nothing else: no bracket, no bound, no answer where it runs away.
pub fn newton(flows: &[f64], enough: f64) -> f64 {
    let mut rate = 0.01;
    for _ in 0..50 {
        let discount = 1.0 / (1.0 + rate);
        let (mut value, mut slope, mut worth, mut place) = (0.0, 0.0, 1.0, 0.0);
        for flow in flows {
            let now = flow * worth;
            value += now;
            slope -= place * now;
            worth *= discount;
            place += 1.0;
        }
        let step = value / (slope * discount);
        rate -= step;
        if step.abs() < enough {
            return rate;
        }
    }
    f64::NAN
}

/// The same for times in days, the rate yearly.
pub fn newton_dated(flows: &[Timed], enough: f64) -> f64 {
    let mut rate = 0.1;
    for _ in 0..50 {
        let (mut value, mut slope) = (0.0, 0.0);
        for flow in flows {
            let years = flow.whole / 365.0;
            let now = flow.amount * (1.0_f64 + rate).powf(-years);
            value += now;
            slope -= years * now;
        }
        let step = value * (1.0 + rate) / slope;
        rate -= step;
        if step.abs() < enough {
            return rate;
        }
    }
    f64::NAN
}

pub fn financial_periodic(loan: &Loan) -> f64 {
    financial::irr(&loan.flows, Some(0.01)).unwrap_or(f64::NAN)
}

pub fn financial_dated(loan: &Loan) -> f64 {
    financial::xirr(&loan.flows, &loan.dates, Some(0.1)).unwrap_or(f64::NAN)
}

pub fn xirr_dated(loan: &Loan) -> f64 {
    xirr::compute(&loan.payments).unwrap_or(f64::NAN)
}

/// A plan in floats, without dates, money or a check of either.
pub fn bare_schedule(loan: &Loan) -> f64 {
    let (month, mut balance) = (loan.rate_ppm as f64 / 12e6, loan.principal as f64);
    let periods = i32::try_from(loan.periods).unwrap_or(0);
    let level = (balance * month / (1.0 - (1.0 + month).powi(-periods))).round();
    let mut rows = Vec::with_capacity(loan.periods as usize);
    for period in 1..=periods {
        let interest = (balance * month).round();
        let principal = if period == periods { balance } else { level - interest };
        balance -= principal;
        rows.push((principal, interest, balance));
    }
    rows.last().map_or(f64::NAN, |row| row.1)
}
