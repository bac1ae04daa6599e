//! How a characteristic is derived from answers, and how answers are put into conditions.

use crate::json::{Map, choice, record, union};

union! {
    /// A number or choice derived from answers. What is missing stays missing; see [`crate::characteristic`].
    pub enum Derivation {
        /// The answer to a question: a number, minor units, a choice, or 1 and 0 for yes and no.
        "answer" Answer {
            /// The question.
            "of" of: String,
        },
        /// A number that is always the same.
        "constant" Constant {
            /// The number.
            "value" value: i64,
        },
        /// The sum of all; missing if any is.
        "sum" Sum {
            /// What is added.
            "of" of: Vec<Derivation>,
        },
        /// One less another.
        "difference" Difference {
            /// From what.
            "of" of: Box<Derivation>,
            /// What is taken away.
            "less" less: Box<Derivation>,
        },
        /// One divided by another, in parts per million, rounded half-up; undefined where the divisor is 0 or less.
        "ratio" Ratio {
            /// What is divided.
            "of" of: Box<Derivation>,
            /// By what.
            "by" by: Box<Derivation>,
        },
        /// A number times a share in parts per million, rounded half-up.
        "scaled" Scaled {
            /// The number.
            "of" of: Box<Derivation>,
            /// Times so many parts per million.
            "timesPpm" times_ppm: i64,
        },
        /// The least of those that are there.
        "min" Min {
            /// Among these.
            "of" of: Vec<Derivation>,
        },
        /// The greatest of those that are there.
        "max" Max {
            /// Among these.
            "of" of: Vec<Derivation>,
        },
        /// How many are at least so much; missing if any is.
        "count-at-least" CountAtLeast {
            /// Among these.
            "of" of: Vec<Derivation>,
            /// So much.
            "atLeast" at_least: i64,
        },
        /// The first that is there.
        "first" First {
            /// Among these, in order.
            "of" of: Vec<Derivation>,
        },
        /// A number for each choice; missing for a choice that is not listed.
        "code" Code {
            /// The question.
            "of" of: String,
            /// The number of each choice.
            "values" values: Map<i64>,
        },
        /// Whole months from a date that was answered to today.
        "months-since" MonthsSince {
            /// The question.
            "of" of: String,
        },
        /// Whole years from a date that was answered to today.
        "years-since" YearsSince {
            /// The question.
            "of" of: String,
        },
    }
}

choice! {
    /// A comparison of two numbers.
    pub enum Comparison {
        /// `<`
        "less" Less,
        /// `≤`
        "at-most" AtMost,
        /// `=`
        "equal" Equal,
        /// `≥`
        "at-least" AtLeast,
        /// `>`
        "more" More,
    }
}

union! {
    /// A condition on answers: true, false, or unknown where what it needs is missing.
    pub enum Condition {
        /// All of them; true of none.
        "all" All {
            /// These.
            "of" of: Vec<Condition>,
        },
        /// Any of them; false of none.
        "any" Any {
            /// These.
            "of" of: Vec<Condition>,
        },
        /// The opposite.
        "not" Not {
            /// Of this.
            "of" of: Box<Condition>,
        },
        /// A comparison.
        "compare" Compare {
            /// The left side.
            "left" left: Derivation,
            /// How.
            "is" is: Comparison,
            /// The right side.
            "right" right: Derivation,
        },
        /// The answer is one of these choices.
        "one-of" OneOf {
            /// The question.
            "of" of: String,
            /// The choices.
            "choices" choices: Vec<String>,
        },
        /// The answer is yes.
        "yes" Yes {
            /// The question.
            "of" of: String,
        },
        /// There is no number: not asked, not known, or not defined.
        "missing" Missing {
            /// Of this.
            "of" of: Derivation,
        },
    }
}

record! {
    /// A named variable that rules and capacity may refer to.
    pub struct NamedDerivation {
        /// Its name.
        "id" id: String,
        /// How it is derived.
        "derivation" derivation: Derivation,
    }
}
