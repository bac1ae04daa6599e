//! Questions as data: the form is drawn from them.

use super::derivation::Condition;
use crate::date::Date;
use crate::json::{Map, choice, record, union};
use crate::rate::Ppm;

record! {
    /// One question of the form. Its words are in the texts: `question-<id>-label`, `-hint`, `-why`, and for each
    /// choice `question-<id>-option-<choice>`.
    pub struct Question {
        /// Its name, and the key of its answer.
        "id" id: String,
        /// What it is about, in the words of the market's barred inputs: `income`, `age`, `repayment-record` …
        "subject" subject: String,
        /// What kind of answer it takes.
        "answer" answer: AnswerKind,
        /// When it is asked; always, if left out.
        "when" when: Option<Condition>,
        /// Whether "I don't know" is an answer.
        "mayBeUnknown" may_be_unknown: bool,
        /// Whether, and how, the applicant can change the answer in truth.
        "lever" lever: Option<Lever>,
        /// Which answer is the better one, where that is so all else equal: `kaimen lint` holds the pack to it.
        "better" better: Option<Better>,
        /// Earlier questions that come before this one, in whatever order the rest is asked.
        "after" after: Option<Vec<String>>,
        /// How answers are spread among those who ask for a loan; it decides what is asked first and nothing else.
        "distribution" distribution: Option<Distribution>,
    }
}

choice! {
    /// Which way an answer gets better.
    pub enum Better {
        /// A greater number, a later date, yes.
        "more" More,
        /// A smaller number, an earlier date, no.
        "less" Less,
    }
}

record! {
    /// How answers to a question are spread.
    pub struct Distribution {
        /// Where the numbers come from, in plain words.
        "basis" basis: String,
        /// The share of those who don't know, where that is an answer.
        "unknownPpm" unknown: Ppm,
        /// How the others answer.
        "of" of: Spread,
    }
}

union! {
    /// How answers are spread.
    pub enum Spread {
        /// Of a number; of a date, whole years before the day of the check.
        "quantiles" Quantiles {
            /// The middles of so many equal shares, ascending.
            "of" of: Vec<i64>,
        },
        /// Of a choice, or of yes and no.
        "shares" Shares {
            /// The share of each; one that is left out is never chosen.
            "of" of: Map<Ppm>,
        },
    }
}

union! {
    /// What kind of answer a question takes.
    pub enum AnswerKind {
        /// An amount in minor units of the market's currency.
        "money" Money {
            /// The least.
            "minMinor" min: i64,
            /// The most.
            "maxMinor" max: i64,
        },
        /// A whole number.
        "number" Number {
            /// The least.
            "min" min: i64,
            /// The most.
            "max" max: i64,
            /// What it counts.
            "unit" unit: Unit,
        },
        /// One of several.
        "choice" Choice {
            /// The choices, in the order in which they are shown.
            "options" options: Vec<String>,
        },
        /// A date.
        "date" Date {
            /// The first.
            "min" min: Option<Date>,
            /// The last.
            "max" max: Option<Date>,
        },
        /// Yes or no.
        "yes-no" YesNo {},
    }
}

impl AnswerKind {
    /// The number nearest to this one that may be answered, of a question that asks for a number.
    pub fn clamped(&self, number: i64) -> i64 {
        match self {
            AnswerKind::Money { min, max } | AnswerKind::Number { min, max, .. } => number.clamp(*min, *max),
            AnswerKind::Choice { .. } | AnswerKind::Date { .. } | AnswerKind::YesNo {} => number,
        }
    }
}

choice! {
    /// What a number counts.
    pub enum Unit {
        /// Years.
        "years" Years,
        /// Months.
        "months" Months,
        /// Times, people, things.
        "count" Count,
        /// Points of a score.
        "points" Points,
        /// Days.
        "days" Days,
        /// Per cent, kept in parts per million: 6,000 is 0.6 %.
        "percent" Percent,
    }
}

union! {
    /// How an answer can be changed in truth.
    pub enum Lever {
        /// By steps up or down.
        "step" Step {
            /// One step: minor units or units; below zero for down.
            "by" by: i64,
            /// At most so many steps.
            "times" times: u32,
            /// What one step costs the applicant, 1 to 100.
            "effort" effort: u32,
            /// How long one step takes.
            "days" days: u32,
        },
        /// To another choice, or to `yes` or `no`.
        "choose" Choose {
            /// The answers that it may become.
            "options" options: Vec<String>,
            /// What it costs the applicant, 1 to 100.
            "effort" effort: u32,
            /// How long it takes.
            "days" days: u32,
        },
    }
}
