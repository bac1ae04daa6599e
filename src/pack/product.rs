//! Products, their prices and fees.

use crate::json::{choice, record};
use crate::rate::{Months, Ppm};

choice! {
    /// How a loan is repaid.
    pub enum Repayment {
        /// Level instalments each month (等额本息).
        "level" Level,
        /// Interest for each day on what is owed, principal at the end or on any day (随借随还·按日计息).
        "day-interest" DayInterest,
    }
}

record! {
    /// A product: what can be lent, for how long, at what price.
    pub struct Product {
        /// Its name; `product-<id>-name` and `-hint` are its words.
        "id" id: String,
        /// How it is repaid.
        "repayment" repayment: Repayment,
        /// The least amount.
        "minMinor" min: i64,
        /// The most.
        "maxMinor" max: i64,
        /// Amounts go by this step.
        "stepMinor" step: i64,
        /// The terms, ascending.
        "terms" terms: Vec<Months>,
        /// The tiers to which it is offered.
        "tiers" tiers: Vec<String>,
        /// Its price.
        "price" price: Price,
        /// Its fees.
        "fees" fees: Vec<Fee>,
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

choice! {
    /// When a fee is paid.
    pub enum FeeTime {
        /// Kept back from the amount paid out (砍头息).
        "deducted" Deducted,
        /// With each instalment.
        "each-instalment" EachInstalment,
    }
}

record! {
    /// A fee: a share of the principal plus a fixed amount, each time it is paid.
    pub struct Fee {
        /// Its name; `fee-<id>` is its word.
        "id" id: String,
        /// When it is paid.
        "when" when: FeeTime,
        /// Share of the principal.
        "sharePpm" share: Ppm,
        /// Fixed amount.
        "fixedMinor" fixed: i64,
    }
}
