//! Products and their prices.

use crate::flow::Period;
use crate::json::record;
use crate::loan::{DayCount, Fee, LateRule, Repayment, Term};
use crate::rate::Ppm;

record! {
    /// A product: what can be lent, for how long, at what price.
    pub struct Product {
        /// Its name; `product-<id>-name` and `-hint` are its words.
        "id" id: String,
        /// How it is repaid.
        "repayment" repayment: Repayment,
        /// How often.
        "every" every: Period,
        /// How days become interest.
        "dayCount" count: DayCount,
        /// The least amount.
        "minMinor" min: i64,
        /// The most.
        "maxMinor" max: i64,
        /// Amounts go by this step.
        "stepMinor" step: i64,
        /// The terms in periods, ascending.
        "terms" terms: Vec<u32>,
        /// The tiers to which it is offered.
        "tiers" tiers: Vec<String>,
        /// Its price.
        "price" price: Price,
        /// Its fees.
        "fees" fees: Vec<Fee>,
        /// What being late costs; nothing if left out.
        "late" late: Option<LateRule>,
    }
}

impl Product {
    /// The term of this many of its periods.
    pub fn term(&self, periods: u32) -> Term {
        Term { periods, every: self.every }
    }
}

record! {
    /// A nominal yearly rate that covers cost and expected loss: `base + PD · LGD`, rounded up to `step`, at least
    /// `min`. A price above `max` is not charged: the product is not offered.
    pub struct Price {
        /// Funding, operation and margin, a year.
        "basePpm" base: Ppm,
        /// Loss given default.
        "lgdPpm" lgd: Ppm,
        /// The lowest rate.
        "minPpm" min: Ppm,
        /// The highest rate.
        "maxPpm" max: Ppm,
        /// Rates go by this step, at least 1.
        "stepPpm" step: Ppm,
    }
}
