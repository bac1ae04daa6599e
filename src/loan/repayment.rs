//! The forms of repayment.

use crate::json::union;
use crate::rate::Ppm;

union! {
    /// How a loan is repaid.
    pub enum Repayment {
        /// Level instalments (等额本息).
        "level" Level {},
        /// The same principal in each instalment, and interest on what is owed (等额本金).
        "equal-principal" EqualPrincipal {},
        /// Interest each period, the principal with the last (先息后本).
        "interest-first" InterestFirst {},
        /// Principal and interest in one payment at the end (到期还本付息).
        "bullet" Bullet {},
        /// Interest for each day on what is owed, paid each period; principal at the end or on any day
        /// (按日计息·随借随还).
        "day-interest" DayInterest {},
        /// Interest on the first balance throughout, principal in equal parts (等本等息). An input form, for what a
        /// lender has quoted: its rate is no yearly rate, so no pack's product takes it.
        "flat" Flat {},
        /// Instalments that grow: each is the one before it and this share of it more, after every so many.
        "graduated" Graduated {
            /// By how much.
            "stepPpm" step: Ppm,
            /// After how many instalments.
            "each" each: u32,
        },
        /// Instalments in proportion to the weight of the calendar month in which they are due.
        "seasonal" Seasonal {
            /// Twelve weights, January first; nothing is due in a month of weight 0.
            "weights" weights: Vec<u32>,
        },
        /// Interest alone at first, then level instalments.
        "interest-only-then-level" InterestOnly {
            /// How many instalments are interest alone.
            "periods" periods: u32,
        },
        /// Level instalments, none in some months of the year; interest runs on meanwhile, without interest on it.
        "skipped" Skipped {
            /// The months in which nothing is due, 1 for January.
            "months" months: Vec<u32>,
        },
        /// Level instalments, and this share of the principal with the last.
        "balloon" Balloon {
            /// The share that is left for the end.
            "sharePpm" share: Ppm,
        },
    }
}

impl Repayment {
    /// Whether the principal, or what is left of it as a balloon, falls due at the end.
    pub fn is_repaid_at_the_end(&self) -> bool {
        match self {
            Repayment::InterestFirst {}
            | Repayment::Bullet {}
            | Repayment::DayInterest {}
            | Repayment::Balloon { .. } => true,
            Repayment::Level {}
            | Repayment::EqualPrincipal {}
            | Repayment::Flat {}
            | Repayment::Graduated { .. }
            | Repayment::Seasonal { .. }
            | Repayment::InterestOnly { .. }
            | Repayment::Skipped { .. } => false,
        }
    }
}
