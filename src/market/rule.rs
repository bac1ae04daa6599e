//! When a rule holds, and which loans it is about.

use crate::date::Date;
use crate::json::{choice, record};
use crate::rate::{Apr, Ppm};

choice! {
    /// How sure a fact is.
    pub enum Confidence {
        /// The wording was read.
        "high" High,
        /// Read in one secondary summary.
        "med" Med,
        /// Not seen: it informs and does not block.
        "low" Low,
    }
}

record! {
    /// When a rule holds and where it stands.
    pub struct Rule {
        /// Its name in findings and offers.
        "id" id: String,
        /// The sources it rests on.
        "cite" cite: Vec<String>,
        /// How sure it is.
        "confidence" confidence: Confidence,
        /// The first day on which it holds; where that was not found it holds until it ends.
        "from" from: Option<Date>,
        /// The last day on which it holds, where it ends.
        "to" to: Option<Date>,
    }
}

impl Rule {
    /// Whether the rule holds on `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|first| first <= day) && self.to.is_none_or(|last| day <= last)
    }

    /// Whether the rule holds on `day` and is sure enough to stop an offer.
    pub fn blocks_on(&self, day: Date) -> bool {
        self.holds_on(day) && self.confidence != Confidence::Low
    }

    /// Whether the rule holds on any day from `first` to `last` and is sure enough to stop an offer.
    pub fn blocks_within(&self, first: Date, last: Date) -> bool {
        let begins = self.from.is_none_or(|from| from <= last);
        begins && self.to.is_none_or(|to| first <= to) && self.confidence != Confidence::Low
    }
}

record! {
    /// Which loans a rule is about; what is left out does not narrow it.
    pub struct Scope {
        /// Classes of lender.
        "lenders" lenders: Option<Vec<String>>,
        /// Purposes of the loan.
        "purposes" purposes: Option<Vec<String>>,
        /// Classes of borrower.
        "borrowers" borrowers: Option<Vec<String>>,
        /// The least amount, in minor units.
        "minMinor" min_minor: Option<i64>,
        /// The greatest amount.
        "maxMinor" max_minor: Option<i64>,
        /// The shortest term.
        "minMonths" min_months: Option<u32>,
        /// The longest term.
        "maxMonths" max_months: Option<u32>,
        /// The least yearly cost by the market's method.
        "minYearlyCostPpm" min_yearly_cost: Option<Ppm>,
    }
}

/// What is known of a loan when it is asked whether a rule is about it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Case<'a> {
    /// The lender's class.
    pub lender: Option<&'a str>,
    /// The purpose.
    pub purpose: Option<&'a str>,
    /// The classes of borrower that the borrower is known not to be of.
    pub denied: &'a [&'a str],
    /// The principal, in minor units.
    pub amount: Option<i64>,
    /// The term, a month begun counted whole.
    pub months: Option<u32>,
    /// The yearly cost by the market's method.
    pub yearly_cost: Option<Apr>,
}

impl Scope {
    /// Whether the rule is about this loan. What is not known does not keep a rule away.
    pub fn covers(&self, case: &Case<'_>) -> bool {
        let among = |list: &Option<Vec<String>>, word: Option<&str>| match (list, word) {
            (Some(list), Some(word)) => list.iter().any(|item| item == word),
            _ => true,
        };
        let borrower = self
            .borrowers
            .as_ref()
            .is_none_or(|list| list.iter().any(|class| !case.denied.iter().any(|denied| denied == class)));
        let within = |least: Option<i64>, most: Option<i64>, number: Option<i64>| {
            number.is_none_or(|number| {
                least.is_none_or(|least| least <= number) && most.is_none_or(|most| number <= most)
            })
        };
        among(&self.lenders, case.lender)
            && among(&self.purposes, case.purpose)
            && borrower
            && within(self.min_minor, self.max_minor, case.amount)
            && within(self.min_months.map(i64::from), self.max_months.map(i64::from), case.months.map(i64::from))
            && within(self.min_yearly_cost.map(|cost| Apr::from_ppm(cost).e12()), None, case.yearly_cost.map(Apr::e12))
    }

    /// Whether the rule is about every loan of this lender, whatever its purpose, borrower, amount and term.
    pub fn covers_all_of(&self, case: &Case<'_>) -> bool {
        let Scope { purposes, borrowers, min_minor, max_minor, min_months, max_months, min_yearly_cost, lenders: _ } =
            self;
        let is_open = purposes.is_none() && borrowers.is_none() && min_yearly_cost.is_none();
        let is_wide = min_minor.or(*max_minor).is_none() && min_months.or(*max_months).is_none();
        is_open && is_wide && self.covers(case)
    }
}
