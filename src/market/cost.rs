//! Limits on what a loan, and being late with it, may cost.

use super::{Rule, Scope};
use crate::date::Date;
use crate::flow::PeriodUnit;
use crate::json::{choice, record, union};
use crate::market::Confidence;
use crate::rate::Ppm;

record! {
    /// A published rate that limits are multiples of.
    pub struct ReferenceRate {
        /// What limits refer to.
        "id" id: String,
        /// Its value, parts per million a year; where it is not known the rate counts as stale.
        "ratePpm" rate: Option<Ppm>,
        /// When it was published.
        "asOf" as_of: Option<Date>,
        /// Days after which it is stale.
        "maxAgeDays" max_age_days: u32,
        /// Where it is published.
        "source" source: String,
        /// How sure the value is.
        "confidence" confidence: Confidence,
    }
}

impl ReferenceRate {
    /// Its value on `day`; none where that is past its age, not published yet, or not known.
    pub fn on(&self, day: Date) -> Option<Ppm> {
        let age = self.as_of.map(|published| day.days_since(published));
        let fresh = age.is_some_and(|days| (0..=i64::from(self.max_age_days)).contains(&days));
        self.rate.filter(|_| fresh)
    }
}

choice! {
    /// What happens beyond a limit.
    pub enum Effect {
        /// The offer is not shown.
        "block" Block,
        /// The offer is shown with a note.
        "inform" Inform,
    }
}

choice! {
    /// What the law says of a loan beyond a limit.
    pub enum Consequence {
        /// What is above the limit can't be claimed.
        "excess-unenforceable" ExcessUnenforceable,
        /// The agreement, or what it costs, can't be enforced.
        "unenforceable" Unenforceable,
        /// The loan is void.
        "void" Void,
        /// A target of the regulator, not yet a bar.
        "target" Target,
    }
}

choice! {
    /// A cost that law limits.
    pub enum Measure {
        /// The yearly cost by the market's method, all costs in; where the method has two readings, the greater.
        "yearly-cost" YearlyCost,
        /// The military annual percentage rate, 32 CFR 232.4: Regulation Z's arithmetic with every charge in.
        "mapr" Mapr,
        /// The nominal yearly rate of the interest alone, on what is outstanding.
        "simple-annual-interest" SimpleAnnualInterest,
        /// A twelfth of it: the nominal rate of a month.
        "monthly-nominal" MonthlyNominal,
        /// The rate of a month that equates what is received and what is paid, all costs in.
        "monthly-effective" MonthlyEffective,
        /// All costs over what is outstanding on each day, by the day.
        "daily-cost" DailyCost,
        /// All costs over the credit really provided: the principal less what is kept back of it.
        "total-cost-ratio" TotalCostRatio,
    }
}

record! {
    /// A slice of what is owed with a rate of its own.
    pub struct Slice {
        /// Where it ends, in minor units; the last has no end.
        "upToMinor" up_to: Option<i64>,
        /// The limit on it.
        "ratePpm" rate: Ppm,
    }
}

union! {
    /// A limit, in the unit of its measure: by year, month or day, or over the principal.
    pub enum Limit {
        /// The same for all.
        "fixed" Fixed {
            /// Parts per million.
            "ratePpm" rate: Ppm,
        },
        /// A multiple of a reference rate.
        "multiple" Multiple {
            /// The reference rate.
            "of" of: String,
            /// How many times it.
            "times" times: u32,
        },
        /// A reference rate and something more.
        "sum" Sum {
            /// The reference rate.
            "of" of: String,
            /// Parts per million above it.
            "plusPpm" plus: Ppm,
        },
        /// A rate for each slice of what is owed: together their mean, weighted by the slices and the days.
        "slices" Slices {
            /// The slices, from the first minor unit up.
            "slices" slices: Vec<Slice>,
            /// The limit is never below this, parts per million: where the law gives the greater of the two.
            "leastPpm" least: Option<Ppm>,
        },
    }
}

record! {
    /// A limit on the cost of a loan.
    pub struct RateCap {
        /// When it holds.
        "rule" rule: Rule,
        /// Which loans it is about.
        "scope" scope: Scope,
        /// What is measured.
        "measure" measure: Measure,
        /// The limit.
        "limit" limit: Limit,
        /// What happens beyond it.
        "effect" effect: Effect,
        /// What the law says of a loan beyond it.
        "consequence" consequence: Option<Consequence>,
    }
}

union! {
    /// A limit on what being late may cost.
    pub enum LateChargeLimit {
        /// Interest and penalties on what is overdue.
        "rate" Rate {
            /// By which unit of time.
            "per" per: PeriodUnit,
            /// The limit, in that unit.
            "limit" limit: Limit,
        },
        /// A charge for one default.
        "charge" Charge {
            /// Minor units.
            "maxMinor" max_minor: i64,
        },
        /// All interest that may still be claimed, over the principal that was owed when the loan came to be late.
        "interest-ratio" InterestRatio {
            /// Parts per million of that principal.
            "ratePpm" rate: Ppm,
        },
    }
}

record! {
    /// A limit on what being late may cost.
    pub struct LateChargeCap {
        /// When it holds.
        "rule" rule: Rule,
        /// Which loans it is about.
        "scope" scope: Scope,
        /// The limit.
        "limit" limit: LateChargeLimit,
        /// What happens beyond it.
        "effect" effect: Effect,
        /// What the law says of a charge beyond it.
        "consequence" consequence: Option<Consequence>,
    }
}
