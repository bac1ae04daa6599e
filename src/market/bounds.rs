//! Who may borrow what, for what, and what may be asked about them.

use super::{Case, Confidence, Rule, Scope};
use crate::json::{choice, record};
use crate::loan::EarlyRule;
use crate::rate::{Months, Ppm};

record! {
    /// A limit on what one borrower may owe.
    pub struct AmountLimit {
        /// When it holds.
        "rule" rule: Rule,
        /// Which loans it is about.
        "scope" scope: Scope,
        /// The least amount, in minor units.
        "minMinor" min_minor: Option<i64>,
        /// The greatest.
        "maxMinor" max_minor: Option<i64>,
    }
}

record! {
    /// A limit on the term.
    pub struct TermLimit {
        /// When it holds.
        "rule" rule: Rule,
        /// Which loans it is about.
        "scope" scope: Scope,
        /// Only loans whose principal is repaid at the end.
        "bulletOnly" bullet_only: bool,
        /// The shortest term.
        "minMonths" min_months: Option<Months>,
        /// The longest.
        "maxMonths" max_months: Option<Months>,
    }
}

record! {
    /// The age below which no one is lent to.
    pub struct MinAge {
        /// Whole years.
        "years" years: u32,
        /// Sources.
        "cite" cite: Vec<String>,
        /// How sure it is.
        "confidence" confidence: Confidence,
    }
}

record! {
    /// Someone who may not borrow.
    pub struct BarredBorrower {
        /// When it holds.
        "rule" rule: Rule,
        /// Which loans it is about.
        "scope" scope: Scope,
        /// Which borrower: a pack says by which answer it knows.
        "borrower" borrower: String,
    }
}

record! {
    /// What may not be borrowed for.
    pub struct BarredPurposes {
        /// When it holds.
        "rule" rule: Rule,
        /// Which loans it is about.
        "scope" scope: Scope,
        /// The purposes.
        "purposes" purposes: Vec<String>,
    }
}

record! {
    /// What a borrower's income has to bear.
    pub struct Affordability {
        /// When it holds.
        "rule" rule: Rule,
        /// Which loans it is about.
        "scope" scope: Scope,
        /// Only borrowers of no more than this monthly income, in minor units; where the law means a household's, a pack
        /// whose income is one person's is held to it all the same.
        "upToIncomeMinor" up_to_income: Option<i64>,
        /// The most that all repayments together may take of income.
        "maxRepaymentPpm" max_repayment: Option<Ppm>,
        /// The least monthly income, in minor units.
        "minIncomeMinor" min_income: Option<i64>,
    }
}

record! {
    /// What is owed at most when a loan is repaid early.
    pub struct EarlyRepayment {
        /// When it holds.
        "rule" rule: Rule,
        /// Which loans it is about.
        "scope" scope: Scope,
        /// What does not have to be paid, and what may be charged.
        "owed" owed: EarlyRule,
    }
}

impl Affordability {
    /// Whether it is about this loan to someone of this monthly income.
    pub fn binds(&self, case: &Case<'_>, income: i64) -> bool {
        self.scope.covers(case) && self.up_to_income.is_none_or(|most| income <= most)
    }
}

choice! {
    /// A way in which a loan may not be built.
    pub enum Structure {
        /// Nothing may be kept back from the principal when it is paid out.
        "no-upfront-deduction" NoUpfrontDeduction,
        /// The borrower is charged no fee for a service: insurance, guarantee and tax aside.
        "no-service-fee" NoServiceFee,
        /// Nothing is charged for early repayment.
        "no-prepayment-charge" NoPrepaymentCharge,
        /// Interest counts on what is outstanding, never on the first balance throughout.
        "no-flat-rate" NoFlatRate,
    }
}

record! {
    /// How a loan may not be built.
    pub struct StructureRule {
        /// When it holds.
        "rule" rule: Rule,
        /// Which loans it is about.
        "scope" scope: Scope,
        /// What is not allowed.
        "structure" structure: Structure,
    }
}

choice! {
    /// For what a subject is barred.
    pub enum Use {
        /// It may not even be asked.
        "any" Any,
        /// It may be asked and not scored.
        "score" Score,
    }
}

record! {
    /// A subject that may not be asked or scored. Enforced whatever its confidence.
    pub struct BarredInput {
        /// What the question is about.
        "subject" subject: String,
        /// For what it is barred.
        "use" barred_use: Use,
        /// Sources; `house-rule` is this project's own.
        "cite" cite: Vec<String>,
        /// How sure it is.
        "confidence" confidence: Confidence,
    }
}
