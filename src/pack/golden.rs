//! Golden applications: the lender's own proof that the pack decides as it should.

use crate::application::Scalar;
use crate::date::Date;
use crate::json::{Map, choice, record};

choice! {
    /// What a lender with this pack would likely say.
    pub enum Outcome {
        /// An offer is likely.
        "likely" Likely,
        /// An offer is possible.
        "possible" Possible,
        /// A person would look at it.
        "referred" Referred,
        /// Not as things are.
        "not-yet" NotYet,
    }
}

record! {
    /// An application whose decision is known.
    pub struct Golden {
        /// Its name.
        "id" id: String,
        /// The day on which it is decided.
        "today" today: Date,
        /// Every answer by its question; "I don't know" is left out.
        "answers" answers: Map<Scalar>,
        /// What has to come out.
        "outcome" outcome: Outcome,
        /// The greatest amount that has to be offered, in minor units; 0 for no offer. Any, if left out.
        "mostMinor" most: Option<i64>,
        /// The codes of the reasons that have to be told, in their order. Any, if left out.
        "reasons" reasons: Option<Vec<String>>,
    }
}
