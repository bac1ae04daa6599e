//! Fees: what for, when, and of what.

use crate::json::{choice, record};
use crate::rate::Ppm;

choice! {
    /// What a fee is for: laws say which kinds count towards a yearly cost.
    pub enum FeeKind {
        /// Arranging or running the loan.
        "service" Service,
        /// Insurance of the loan, single or with each instalment.
        "insurance" Insurance,
        /// A guarantee (担保费).
        "guarantee" Guarantee,
        /// Applying for the loan.
        "application" Application,
        /// Having the credit line at all.
        "participation" Participation,
        /// Administration.
        "admin" Admin,
        /// A tax on the loan itself, such as Brazil's IOF.
        "tax" Tax,
        /// A product sold with the loan.
        "add-on" AddOn,
    }
}

choice! {
    /// When a fee is paid.
    pub enum FeeTime {
        /// In cash when the money is paid out.
        "upfront" Upfront,
        /// Kept back from the amount paid out (砍头息).
        "deducted" Deducted,
        /// With each instalment.
        "each-instalment" EachInstalment,
        /// In cash each time that money is drawn: a loan paid out at once is one draw.
        "each-draw" EachDraw,
        /// With the last instalment.
        "at-end" AtEnd,
    }
}

choice! {
    /// What a fee is a share of.
    pub enum FeeBase {
        /// The principal, or the draw.
        "principal" Principal,
        /// What is owed before the payment that it comes with.
        "balance" Balance,
        /// Principal and interest of the instalment that it comes with.
        "instalment" Instalment,
    }
}

record! {
    /// A fee, each time it is paid: a share and a fixed amount, within bounds, and the tax on it.
    pub struct Fee {
        /// Its name; `fee-<id>` is its word.
        "id" id: String,
        /// What it is for.
        "kind" kind: FeeKind,
        /// When it is paid.
        "when" when: FeeTime,
        /// What it is a share of.
        "of" of: FeeBase,
        /// The share.
        "sharePpm" share: Ppm,
        /// The fixed amount.
        "fixedMinor" fixed: i64,
        /// The least that share and fixed amount come to.
        "minMinor" min: Option<i64>,
        /// The most.
        "maxMinor" max: Option<i64>,
        /// The tax on it (GST, VAT): a share on top.
        "taxPpm" tax: Option<Ppm>,
    }
}
