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
        /// Instalments of this amount until all is repaid, at the latest with the last of the term. An input form too.
        "given" Given {
            /// The instalment.
            "instalmentMinor" instalment: i64,
        },
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
            | Repayment::Given { .. }
            | Repayment::Graduated { .. }
            | Repayment::Seasonal { .. }
            | Repayment::InterestOnly { .. }
            | Repayment::Skipped { .. } => false,
        }
    }

    /// Whether it only describes what a lender has quoted, and is no form for a product.
    pub fn is_for_quotes(&self) -> bool {
        matches!(self, Repayment::Flat {} | Repayment::Given { .. })
    }

    /// Whether its numbers can be meant: shares up to the whole, months from 1 to 12, some month in which payments fall due.
    pub fn is_sound(&self) -> bool {
        match self {
            Repayment::Level {}
            | Repayment::EqualPrincipal {}
            | Repayment::InterestFirst {}
            | Repayment::Bullet {}
            | Repayment::DayInterest {}
            | Repayment::Flat {}
            | Repayment::InterestOnly { .. } => true,
            Repayment::Given { instalment } => *instalment > 0,
            Repayment::Graduated { step, each } => *step <= Ppm::ONE && *each > 0,
            Repayment::Seasonal { weights } => {
                weights.len() == 12
                    && weights.iter().any(|weight| *weight > 0)
                    && weights.iter().all(|weight| *weight <= 1000)
            }
            Repayment::Skipped { months } => {
                months.iter().all(|month| (1..=12).contains(month)) && (1..=12).any(|month| !months.contains(&month))
            }
            Repayment::Balloon { share } => *share < Ppm::ONE,
        }
    }

    /// The weight of an instalment that is due in this month (1 to 12) beside the others'; 0 where none is.
    pub fn weight(&self, month: i32) -> u32 {
        let month = u32::try_from(month).unwrap_or(0);
        match self {
            Repayment::Seasonal { weights } => {
                usize::try_from(month).ok().and_then(|month| weights.get(month.checked_sub(1)?)).copied().unwrap_or(0)
            }
            Repayment::Skipped { months } => u32::from(!months.contains(&month)),
            Repayment::Level {}
            | Repayment::EqualPrincipal {}
            | Repayment::InterestFirst {}
            | Repayment::Bullet {}
            | Repayment::DayInterest {}
            | Repayment::Flat {}
            | Repayment::Given { .. }
            | Repayment::Graduated { .. }
            | Repayment::InterestOnly { .. }
            | Repayment::Balloon { .. } => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Repayment;
    use crate::rate::Ppm;

    #[test]
    fn a_form_whose_numbers_make_no_sense_is_not_sound() {
        for form in [
            Repayment::Seasonal { weights: vec![1; 11] },
            Repayment::Seasonal { weights: vec![0; 12] },
            Repayment::Skipped { months: (1..=12).collect() },
            Repayment::Skipped { months: vec![13] },
            Repayment::Balloon { share: Ppm::ONE },
            Repayment::Graduated { step: Ppm(1), each: 0 },
            Repayment::Given { instalment: 0 },
        ] {
            assert!(!form.is_sound(), "{form:?}");
        }
        assert!(Repayment::Skipped { months: vec![7, 8] }.is_sound());
    }

    #[test]
    fn nothing_is_due_in_a_month_of_weight_zero() {
        let summer_off = Repayment::Skipped { months: vec![7, 8] };
        assert_eq!((6..=9).map(|month| summer_off.weight(month)).collect::<Vec<_>>(), [1, 0, 0, 1]);
    }
}
