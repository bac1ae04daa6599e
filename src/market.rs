//! The market document: the law of one country as dated, cited data. Types and reading; nothing is computed here.

use crate::date::Date;
use crate::json::{Hashed, Map, Problem, Value, choice, record, union};
use crate::rate::{Months, Ppm};

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
        /// ISO 3166-1 code of the country.
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
        /// The classes of lender that the rules tell apart.
        "lenderClasses" lender_classes: Vec<String>,
        /// The purposes that the rules tell apart.
        "purposes" purposes: Vec<String>,
        /// How the yearly cost is computed and shown.
        "apr" apr: AprRule,
        /// Limits on the yearly cost.
        "rateCaps" rate_caps: Vec<RateCap>,
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
        /// How a loan may not be built.
        "structure" structure: Vec<StructureRule>,
        /// What questions may be about: a pack names one of these for each, so that what is barred is known.
        "subjects" subjects: Vec<String>,
        /// Which of them may not be asked or scored.
        "barredInputs" barred_inputs: Vec<BarredInput>,
        /// Which reasons are owed and how they are chosen.
        "reasons" reasons: ReasonsRule,
        /// What the applicant may ask of a lender.
        "rights" rights: Rights,
        /// Days within which a loan may be handed back, where the law knows such a right.
        "coolingOffDays" cooling_off_days: Option<u32>,
        /// What has to be said, by message id.
        "disclosures" disclosures: Vec<Disclosure>,
        /// Wording by locale.
        "texts" texts: Map<Texts>,
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
    /// A currency of the market.
    pub struct CurrencyUnit {
        /// ISO 4217 code.
        "code" code: String,
        /// Digits after the point.
        "minorUnits" minor_units: u32,
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
    /// When a rule holds and where it stands.
    pub struct Rule {
        /// Its name in findings and offers.
        "id" id: String,
        /// The sources it rests on.
        "cite" cite: Vec<String>,
        /// How sure it is.
        "confidence" confidence: Confidence,
        /// The first day on which it holds.
        "from" from: Date,
        /// The last day on which it holds, where it ends.
        "to" to: Option<Date>,
    }
}

impl Rule {
    /// Whether the rule holds on `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    /// Whether the rule holds on `day` and is sure enough to stop an offer.
    pub fn blocks_on(&self, day: Date) -> bool {
        self.holds_on(day) && self.confidence != Confidence::Low
    }
}

record! {
    /// Whom a rule is about; what is left out does not narrow it.
    pub struct Scope {
        /// Classes of lender.
        "lenders" lenders: Option<Vec<String>>,
        /// Purposes of the loan.
        "purposes" purposes: Option<Vec<String>>,
    }
}

impl Scope {
    /// Whether the rule is about this lender's class and, where one is known, this purpose.
    pub fn covers(&self, lender: &str, purpose: Option<&str>) -> bool {
        let among = |list: &Option<Vec<String>>, word: &str| {
            list.as_ref().is_none_or(|list| list.iter().any(|item| item == word))
        };
        among(&self.lenders, lender) && purpose.is_none_or(|purpose| among(&self.purposes, purpose))
    }
}

record! {
    /// A published rate that limits are multiples of.
    pub struct ReferenceRate {
        /// What limits refer to.
        "id" id: String,
        /// Its value, parts per million a year.
        "ratePpm" rate: Ppm,
        /// When it was published.
        "asOf" as_of: Date,
        /// Days after which it is stale.
        "maxAgeDays" max_age_days: u32,
        /// Where it is published.
        "source" source: String,
        /// How sure the value is.
        "confidence" confidence: Confidence,
    }
}

impl ReferenceRate {
    /// Whether the value is past its age on `day`.
    pub fn is_stale_on(&self, day: Date) -> bool {
        day.days_since(self.as_of) > i64::from(self.max_age_days)
    }
}

choice! {
    /// A legal method of the yearly cost.
    pub enum AprMethod {
        /// PBoC Announcement [2021] No. 3: the internal rate of return of the cash flows, on what is outstanding.
        "cn-pboc-2021-3" CnPboc,
    }
}

record! {
    /// How the yearly cost is computed and shown.
    pub struct AprRule {
        /// The method.
        "method" method: AprMethod,
        /// Sources.
        "cite" cite: Vec<String>,
    }
}

choice! {
    /// What happens beyond a limit.
    pub enum Effect {
        /// The offer is not shown.
        "block" Block,
        /// The offer is shown with a note: a target, or a rule that limits what can be enforced.
        "inform" Inform,
    }
}

union! {
    /// A limit on a yearly rate.
    pub enum Limit {
        /// The same for all.
        "fixed" Fixed {
            /// Parts per million a year.
            "ratePpm" rate: Ppm,
        },
        /// A multiple of a reference rate.
        "multiple" Multiple {
            /// The reference rate.
            "of" of: String,
            /// How many times it.
            "times" times: u32,
        },
    }
}

record! {
    /// A limit on the yearly cost, all costs in.
    pub struct RateCap {
        /// When it holds.
        "rule" rule: Rule,
        /// Whom it is about.
        "scope" scope: Scope,
        /// The limit.
        "limit" limit: Limit,
        /// What happens beyond it.
        "effect" effect: Effect,
    }
}

record! {
    /// A limit on what one borrower may owe.
    pub struct AmountLimit {
        /// When it holds.
        "rule" rule: Rule,
        /// Whom it is about.
        "scope" scope: Scope,
        /// Minor units.
        "maxMinor" max_minor: i64,
    }
}

record! {
    /// A limit on the term.
    pub struct TermLimit {
        /// When it holds.
        "rule" rule: Rule,
        /// Whom it is about.
        "scope" scope: Scope,
        /// Only loans whose principal is repaid at the end.
        "bulletOnly" bullet_only: bool,
        /// The longest term.
        "maxMonths" max_months: Months,
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
        /// Whom it is about.
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
        /// Whom it is about.
        "scope" scope: Scope,
        /// The purposes.
        "purposes" purposes: Vec<String>,
    }
}

choice! {
    /// A way in which a loan may not be built.
    pub enum Structure {
        /// Nothing may be kept back from the principal when it is paid out.
        "no-upfront-deduction" NoUpfrontDeduction,
    }
}

record! {
    /// How a loan may not be built.
    pub struct StructureRule {
        /// When it holds.
        "rule" rule: Rule,
        /// Whom it is about.
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

choice! {
    /// What points are compared with when reasons are chosen.
    pub enum Reference {
        /// The most points that the characteristic can give.
        "maximum" Maximum,
        /// The mean points of those the model was fitted on.
        "mean" Mean,
    }
}

record! {
    /// Which reasons are owed and how they are chosen.
    pub struct ReasonsRule {
        /// At most so many.
        "max" max: u32,
        /// What points are compared with.
        "reference" reference: Reference,
        /// Sources.
        "cite" cite: Vec<String>,
    }
}

record! {
    /// What the applicant may ask of a lender.
    pub struct Rights {
        /// An explanation of the decision.
        "explanation" explanation: bool,
        /// A review by a person.
        "humanReview" human_review: bool,
        /// To refuse a decision made by a machine alone.
        "refuseAutomated" refuse_automated: bool,
        /// Sources.
        "cite" cite: Vec<String>,
    }
}

choice! {
    /// When something has to be said.
    pub enum Occasion {
        /// With an offer.
        "offer" Offer,
        /// Before signing.
        "before-signing" BeforeSigning,
        /// With every result.
        "result" Result,
    }
}

record! {
    /// Something that has to be said: its wording is under the same id in `texts`.
    pub struct Disclosure {
        /// The message id.
        "id" id: String,
        /// When.
        "when" when: Occasion,
        /// Whether the wording is the regulator's own.
        "official" official: bool,
        /// Sources.
        "cite" cite: Vec<String>,
    }
}
