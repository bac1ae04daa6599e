//! What is owed when a loan is repaid before its time, or late.

use super::DayCount;
use crate::json::{choice, record, union};
use crate::rate::Ppm;

choice! {
    /// What the borrower does not have to pay because the loan ends early.
    pub enum Rebate {
        /// Interest that has not run yet: interest counts to the day (China, Civil Code 677).
        "interest-to-the-day" InterestToTheDay,
        /// Interest that has not run yet, and of every fee, those paid at the start included, the part for the time that
        /// is left (EU, Directive (EU) 2023/2225 art. 29; CJEU C-383/18 *Lexitor*).
        "proportional-total-cost" ProportionalTotalCost,
        /// All charges that have not come up yet at the rate that equates what was received with all payments, every charge
        /// in (United Kingdom, SI 2004/1483 reg. 4).
        "actuarial-total-cost" ActuarialTotalCost,
        /// Interest that has not come up yet at the rate that equates the principal with its payments, each paying interest
        /// first (United States, 15 USC 1615(d)).
        "actuarial-interest" ActuarialInterest,
        /// Of the whole interest, the part of the instalments still to come when the first of `n` counts `n`, the last 1:
        /// a lender's rule of thumb that gives back less than has not come up.
        "rule-of-78" RuleOf78,
        /// Nothing: the interest of every instalment stays owed.
        "none" None,
    }
}

record! {
    /// What a lender may charge for being repaid early: a share of the amount repaid.
    pub struct Compensation {
        /// The share.
        "sharePpm" share: Ppm,
        /// The share where no more than a year is left, where it differs.
        "lastYearPpm" last_year: Option<Ppm>,
        /// Nothing is charged on repayments up to this amount.
        "freeMinor" free: Option<i64>,
        /// Whether it is at most the interest that is not paid because of the repayment.
        "withinInterest" within_interest: bool,
    }
}

record! {
    /// What is owed when a loan is repaid early.
    pub struct EarlyRule {
        /// What does not have to be paid.
        "rebate" rebate: Rebate,
        /// What may be charged; nothing if left out.
        "compensation" compensation: Option<Compensation>,
    }
}

union! {
    /// The most that late interest may come to.
    pub enum LateCap {
        /// A share of what is overdue.
        "share-of-overdue" ShareOfOverdue {
            /// The share.
            "sharePpm" share: Ppm,
        },
        /// What keeps all interest, fees and late interest of the loan within a share of its principal.
        "share-of-principal" ShareOfPrincipal {
            /// The share.
            "sharePpm" share: Ppm,
        },
        /// What keeps the interest and fees that are owed, late interest with them, within a share of the principal that
        /// was owed when the loan came to be late (*in duplum*: Kenya, LN 46 of 2022).
        "share-of-owing" ShareOfOwing {
            /// The share.
            "sharePpm" share: Ppm,
        },
        /// An amount.
        "amount" Amount {
            /// Minor units.
            "maxMinor" max: i64,
        },
    }
}

record! {
    /// Interest on what is overdue, by the day.
    pub struct LateRule {
        /// The rate a year on the overdue amount.
        "ratePpm" rate: Ppm,
        /// How days become years.
        "dayCount" count: DayCount,
        /// The most that it may come to; no limit if left out.
        "cap" cap: Option<LateCap>,
    }
}
