//! Loans of level instalments in whole cents, the last one different, at rates from 3 to 48 % a year (to 18 % over thirty
//! years, where a rounded instalment would else leave nothing of the last), some with a fee kept back.

use chrono::{DateTime, TimeDelta, Utc};
use kaimen::apr::Timed;
use kaimen::date::Date;

pub struct Loan {
    pub principal: i64,
    pub rate_ppm: i64,
    pub periods: u32,
    pub start: Date,
    /// One for each month, what is received first.
    pub flows: Vec<f64>,
    /// The same in days from the start.
    pub timed: Vec<Timed>,
    pub payments: Vec<xirr::Payment<Day>>,
    pub dates: Vec<DateTime<Utc>>,
}

/// A day as the crate `xirr` takes it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i32);

impl xirr::PaymentDate for Day {
    fn days_since(self, other: Day) -> i32 {
        self.0 - other.0
    }
}

/// 48 loans of so many monthly payments.
pub fn loans(periods: u32) -> Vec<Loan> {
    (0..48).map(|place| loan(periods, place)).collect()
}

fn loan(periods: u32, place: i64) -> Loan {
    let rate_ppm = 30_000 + place * if periods < 360 { 9_574 } else { 3_191 };
    let principal = 5_000_00 + place * 1_234_56;
    let start = Date::from_days(20_000 + i32::try_from(place).unwrap_or(0));
    let kept_back = if place % 3 == 0 { principal / 50 } else { 0 };
    let mut flows = vec![-((principal - kept_back) as f64)];
    let (month, mut balance) = (rate_ppm as f64 / 12e6, principal as f64);
    let level = (balance * month / (1.0 - (1.0 + month).powi(-i32::try_from(periods).unwrap_or(0)))).round();
    for period in 1..=periods {
        let interest = (balance * month).round();
        let paid = if period == periods { balance + interest } else { level };
        balance += interest - paid;
        flows.push(paid);
    }
    let days: Vec<i32> = (0..=periods).map(|month| days(start, month)).collect();
    let timed = |(days, amount): (&i32, &f64)| Timed { whole: f64::from(*days), fraction: 0.0, amount: *amount };
    let payment = |(days, amount): (&i32, &f64)| xirr::Payment { amount: *amount, date: Day(*days) };
    Loan {
        principal,
        rate_ppm,
        periods,
        start,
        timed: days.iter().zip(&flows).map(timed).collect(),
        payments: days.iter().zip(&flows).map(payment).collect(),
        dates: days.iter().map(|days| DateTime::UNIX_EPOCH + TimeDelta::days(i64::from(*days))).collect(),
        flows,
    }
}

fn days(start: Date, months: u32) -> i32 {
    i32::try_from(start.plus_months(months).days_since(start)).unwrap_or(0)
}
