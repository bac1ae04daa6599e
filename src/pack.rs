//! The pack: one lender's offer to the world. Types, reading and checks; nothing is computed here.

mod check;
mod law;
mod needs;
mod words;

pub mod derivation;
pub mod document;
pub mod golden;
pub mod model;
pub mod product;
pub mod question;

pub use check::read_pack;
pub(crate) use needs::{names_of_condition, names_of_derivation};

use crate::date::Date;
use crate::json::{Map, choice, record};
use crate::market::{Case, Texts};
use crate::rate::Ppm;
use derivation::{Condition, Derivation, NamedDerivation};
use document::DocumentWanted;
use golden::Golden;
use model::{Characteristic, Model};
use product::Product;
use question::Question;

choice! {
    /// The version of the pack document.
    pub enum PackSchema {
        /// The first.
        "kaimen/pack@1" V1,
    }
}

record! {
    /// One lender's questions, models, rules and products.
    pub struct Pack {
        /// Which document this is.
        "schema" schema: PackSchema,
        /// Its name.
        "id" id: String,
        /// Its version.
        "version" version: String,
        /// The market whose law it lives under.
        "market" market: String,
        /// The lender.
        "lender" lender: Lender,
        /// The first day on which it may be used.
        "from" from: Date,
        /// The last day on which it may be used.
        "to" to: Date,
        /// Which questions say what is wanted.
        "wanted" wanted: Wanted,
        /// Who is lent to at all.
        "eligibility" eligibility: Eligibility,
        /// The form, in the order in which it is asked.
        "questions" questions: Vec<Question>,
        /// What holds between answers of any applicant: where it does not, one of them is wrong.
        "relations" relations: Vec<Relation>,
        /// Variables that rules may refer to by an `answer` derivation, as if they were questions.
        "characteristics" characteristics: Vec<NamedDerivation>,
        /// Knock-out and referral rules.
        "policy" policy: Vec<PolicyRule>,
        /// Segments, in order: the first whose condition is true is taken; the last one has none.
        "segments" segments: Vec<Segment>,
        /// The models.
        "models" models: Vec<Model>,
        /// Tiers, from the best to the worst: the first whose limit is not passed is taken.
        "tiers" tiers: Vec<Tier>,
        /// What an applicant can carry.
        "capacity" capacity: CapacityRule,
        /// The products.
        "products" products: Vec<Product>,
        /// The papers that whoever applies brings, in the order in which they are told; none, if left out.
        "documents" documents: Option<Vec<DocumentWanted>>,
        /// Applications whose decision is known: a pack that decides one otherwise does not load.
        "golden" golden: Option<Vec<Golden>>,
        /// Words by locale and message id.
        "texts" texts: Map<Texts>,
    }
}

impl Pack {
    /// What is known of every loan of this lender to a borrower of whom this much is known.
    pub fn case<'a>(&'a self, purpose: Option<&'a str>, denied: &'a [&'a str]) -> Case<'a> {
        Case { lender: Some(&self.lender.class), purpose, denied, ..Case::default() }
    }

    /// These names, and those that they are derived from.
    pub fn made_of<'a>(&'a self, mut names: Vec<&'a str>) -> Vec<&'a str> {
        // Backwards, since a characteristic reads only earlier ones.
        for earlier in self.characteristics.iter().rev() {
            if names.contains(&earlier.id.as_str()) {
                names.extend(earlier.derivation.names());
            }
        }
        names
    }

    /// These names, and those that they are derived from or asked by.
    pub fn hanging_on<'a>(&'a self, names: Vec<&'a str>) -> Vec<&'a str> {
        let mut names = self.made_of(names);
        // Backwards, since a question hangs only on earlier ones.
        for question in self.questions.iter().rev() {
            if names.contains(&question.id.as_str()) {
                names.extend(question.when.iter().flat_map(|when| when.names()));
            }
        }
        names
    }
}

record! {
    /// Who lends.
    pub struct Lender {
        /// Its name, as shown.
        "name" name: String,
        /// Its class in the market's words: it decides which rules bind.
        "class" class: String,
        /// Whether this is a demonstration and no real offer.
        "demonstration" demonstration: bool,
    }
}

record! {
    /// Which questions say what is wanted.
    pub struct Wanted {
        /// The amount: a money question.
        "amount" amount: String,
        /// The term in months: a number question.
        "term" term: String,
        /// The purpose: a choice question whose options are the market's purposes.
        "purpose" purpose: String,
    }
}

record! {
    /// Who is lent to at all.
    pub struct Eligibility {
        /// The least age in years; never below the market's.
        "minAge" min_age: u32,
        /// The question that asks the date of birth.
        "birthDate" birth_date: String,
        /// The yes-or-no question that asks whether someone is a borrower whom the market bars, by that borrower.
        "borrowers" borrowers: Map<String>,
    }
}

record! {
    /// What holds between answers, whoever gives them.
    pub struct Relation {
        /// Its name; `relation-<id>` are the words that say what does not fit.
        "id" id: String,
        /// The question at which it is said: no question that it reads is asked after this one.
        "at" at: String,
        /// What holds; where an answer that it reads is missing, nothing is said.
        "holds" holds: Condition,
    }
}

choice! {
    /// What a policy rule does when its condition is true.
    pub enum PolicyEffect {
        /// It alone declines (一票否决).
        "knock-out" KnockOut,
        /// It asks for a person (转人工审核).
        "referral" Referral,
    }
}

record! {
    /// A rule of the lender.
    pub struct PolicyRule {
        /// Its name; `reason-<id>` are its words.
        "id" id: String,
        /// What it does.
        "effect" effect: PolicyEffect,
        /// When it does so.
        "when" when: Condition,
    }
}

record! {
    /// A group of applicants with a model of its own.
    pub struct Segment {
        /// Its name; `segment-<id>` are its words.
        "id" id: String,
        /// Who belongs to it; everyone, if left out.
        "when" when: Option<Condition>,
        /// The model that scores it.
        "model" model: String,
        /// Points given by judgement, not by data.
        "expert" expert: Option<Expert>,
    }
}

record! {
    /// Characteristics whose points rest on judgement; together they move a score by no more than the limit.
    pub struct Expert {
        /// The most points, up or down, that they may move the score together.
        "limitPoints" limit_points: u32,
        /// Why these points, in plain words.
        "basis" basis: String,
        /// The characteristics.
        "characteristics" characteristics: Vec<Characteristic>,
    }
}

choice! {
    /// What a tier means for the applicant.
    pub enum TierOutcome {
        /// An offer is likely.
        "likely" Likely,
        /// An offer is possible.
        "possible" Possible,
        /// Not yet.
        "not-yet" NotYet,
    }
}

record! {
    /// A band of probability of default.
    pub struct Tier {
        /// Its name.
        "id" id: String,
        /// The greatest probability of default in it; the last tier's is 1,000,000.
        "maxPdPpm" max_pd: Ppm,
        /// What it means.
        "outcome" outcome: TierOutcome,
    }
}

record! {
    /// How what an applicant can carry each month is found.
    pub struct CapacityRule {
        /// Monthly income.
        "income" income: Derivation,
        /// Monthly living expenses.
        "expenses" expenses: Derivation,
        /// Monthly repayments of other loans.
        "repayments" repayments: Derivation,
        /// The most that all repayments may take of income.
        "maxDtiPpm" max_dti: Ppm,
        /// The most that the new instalment may take of disposable income.
        "maxDisposablePpm" max_disposable: Ppm,
        /// The most that may be owed to this lender.
        "maxExposureMinor" max_exposure: i64,
    }
}

impl CapacityRule {
    /// What it is worked out from: income, expenses, repayments.
    pub fn parts(&self) -> [&Derivation; 3] {
        [&self.income, &self.expenses, &self.repayments]
    }
}
