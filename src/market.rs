//! The market document: the law of one country as dated, cited data. Types and reading; nothing is computed here.

mod bounds;
mod cost;
#[cfg(feature = "cli")]
pub mod overlay;
mod rule;
mod told;

pub use bounds::{
    Affordability, AmountLimit, BarredBorrower, BarredInput, BarredPurposes, EarlyRepayment, MinAge, Structure,
    StructureRule, TermLimit, Use,
};
pub use cost::{Consequence, Effect, LateChargeCap, LateChargeLimit, Limit, Measure, RateCap, ReferenceRate, Slice};
pub use rule::{Case, Confidence, Rule, Scope};
pub use told::{Claim, Disclosure, Occasion, ReasonsRule, Reference, Right};

use crate::date::Date;
use crate::json::{Hashed, Map, Problem, Value, choice, record};
use crate::loan::FeeKind;

/// Texts of one locale by message id.
pub type Texts = Map<String>;

/// The market that `document` holds.
///
/// # Errors
///
/// Every problem at once, each with its path.
pub fn read_market(document: &Value) -> Result<Hashed<Market>, Vec<Problem>> {
    Hashed::read(document)
}

choice! {
    /// The version of the market document.
    pub enum MarketSchema {
        /// The first.
        "kaimen/market@1" V1,
    }
}

record! {
    /// The law of one market.
    pub struct Market {
        /// Which document this is.
        "schema" schema: MarketSchema,
        /// ISO 3166-1 code of the country, or 3166-2 of a part of it that has law of its own.
        "id" id: String,
        /// Who has checked the facts: a draft has been read by no lawyer.
        "status" status: Status,
        /// When the facts were collected.
        "asOf" as_of: Date,
        /// Its currency.
        "currency" currency: CurrencyUnit,
        /// The sources that the rules cite, by id.
        "sources" sources: Vec<Source>,
        /// Rates that caps hang on.
        "referenceRates" reference_rates: Vec<ReferenceRate>,
        /// What is not known, or left out on purpose.
        "notes" notes: Vec<Note>,
        /// The classes of lender that the rules tell apart.
        "lenderClasses" lender_classes: Vec<String>,
        /// The classes of borrower that the rules tell apart: a pack says by which answer it knows them.
        "borrowerClasses" borrower_classes: Vec<String>,
        /// The purposes that the rules tell apart.
        "purposes" purposes: Vec<String>,
        /// How the yearly cost is computed and shown.
        "apr" apr: AprRule,
        /// Limits on what a loan may cost.
        "rateCaps" rate_caps: Vec<RateCap>,
        /// Limits on what being late may cost.
        "lateCaps" late_caps: Vec<LateChargeCap>,
        /// Limits on the amount.
        "amountLimits" amount_limits: Vec<AmountLimit>,
        /// Limits on the term.
        "termLimits" term_limits: Vec<TermLimit>,
        /// The age below which no one is lent to; enforced whatever its confidence.
        "minAge" min_age: MinAge,
        /// Who may not borrow.
        "barredBorrowers" barred_borrowers: Vec<BarredBorrower>,
        /// What may not be borrowed for.
        "barredPurposes" barred_purposes: Vec<BarredPurposes>,
        /// What a borrower's income has to bear.
        "affordability" affordability: Vec<Affordability>,
        /// How a loan may not be built.
        "structure" structure: Vec<StructureRule>,
        /// What questions may be about: a pack names one of these for each, so that what is barred is known.
        "subjects" subjects: Vec<String>,
        /// Which of them may not be asked or scored.
        "barredInputs" barred_inputs: Vec<BarredInput>,
        /// Which reasons are owed and how they are chosen.
        "reasons" reasons: ReasonsRule,
        /// What an applicant or borrower may ask of a lender.
        "rights" rights: Vec<Right>,
        /// What is owed at most when a loan is repaid early.
        "earlyRepayment" early_repayment: Vec<EarlyRepayment>,
        /// What has to be said.
        "disclosures" disclosures: Vec<Disclosure>,
        /// Wording by locale.
        "texts" texts: Map<Texts>,
    }
}

impl Market {
    /// The day whose law protects whoever borrows on `today`: never one before the facts were collected. A clock that is
    /// behind would else set aside every rule that it takes for one to come; a rule that has ended by then, or ends after
    /// it, bites on its own dates.
    pub fn law_day(&self, today: Date) -> Date {
        today.max(self.as_of)
    }
}

choice! {
    /// How far the facts have been checked.
    pub enum Status {
        /// By this project alone.
        "draft" Draft,
        /// By a named lawyer.
        "reviewed" Reviewed,
    }
}

record! {
    /// A currency of the market.
    pub struct CurrencyUnit {
        /// ISO 4217 code.
        "code" code: String,
        /// Digits after the point.
        "minorUnits" minor_units: u32,
        /// Amounts go by this many minor units: more than 1 where the smallest coin is more than a minor unit.
        "stepMinor" step: i64,
    }
}

record! {
    /// Where a rule was read.
    pub struct Source {
        /// What rules cite it by.
        "id" id: String,
        /// Act, article, notice.
        "citation" citation: String,
        /// How sure the reading is.
        "confidence" confidence: Confidence,
        /// What is not certain, in words.
        "note" note: Option<String>,
    }
}

record! {
    /// What is not known of the law, or left out on purpose.
    pub struct Note {
        /// In words.
        "text" text: String,
        /// Sources.
        "cite" cite: Vec<String>,
    }
}

choice! {
    /// A legal method of the yearly cost.
    pub enum AprMethod {
        /// PBoC Announcement [2021] No. 3: the internal rate of return of the cash flows, on what is outstanding.
        "cn-pboc-2021-3" CnPboc,
        /// United States, Regulation Z, Appendix J: the actuarial method.
        "us-reg-z" UsRegZ,
        /// United States, Military Lending Act: the same arithmetic over the charges of 32 CFR 232.4(c).
        "us-mapr" UsMapr,
        /// European Union, Consumer Credit Directive (EU) 2023/2225, Annex III.
        "eu-ccd" EuCcd,
        /// United Kingdom, CONC App 1.2.
        "uk" Uk,
        /// India, Key Facts Statement of the Reserve Bank, Annex B.
        "in-kfs" InKfs,
        /// Brazil, Custo Efetivo Total, Resolução CMN 4.881.
        "br-cet" BrCet,
        /// Mexico, Costo Anual Total, Banxico Circular 21/2009.
        "mx-cat" MxCat,
        /// Philippines, effective interest rate of a month, SEC Memorandum Circular 3 of 2022.
        "ph-eir" PhEir,
        /// Indonesia, daily economic benefit, SEOJK 19/SEOJK.06/2023.
        "id-daily-benefit" IdDailyBenefit,
        /// Kenya: no method by law; the effective rate by days, said to be ours.
        "ke" Ke,
    }
}

record! {
    /// How the yearly cost is computed and shown.
    pub struct AprRule {
        /// The method.
        "method" method: AprMethod,
        /// The kinds of fee that it leaves out. Caps that count every cost have them in.
        "leftOut" left_out: Vec<FeeKind>,
        /// Sources.
        "cite" cite: Vec<String>,
    }
}
