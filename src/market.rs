//! The market document: the law of one country as dated, cited data. Types and reading; nothing is computed here.

use crate::date::Date;
use crate::json::{Hashed, Map, Problem, Value, choice, record, union};
use crate::rate::{Apr, Months, Ppm};

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
}

record! {
    /// A published rate that limits are multiples of.
    pub struct ReferenceRate {
        /// What limits refer to.
        "id" id: String,
        /// Its value, parts per million a year; where it is not known the rate counts as stale.
        "ratePpm" rate: Option<Ppm>,
        /// When it was published.
        "asOf" as_of: Option<Date>,
        /// Days after which it is stale.
        "maxAgeDays" max_age_days: u32,
        /// Where it is published.
        "source" source: String,
        /// How sure the value is.
        "confidence" confidence: Confidence,
    }
}

impl ReferenceRate {
    /// Its value on `day`; none where that is past its age or not known.
    pub fn on(&self, day: Date) -> Option<Ppm> {
        let fresh = self.as_of.is_some_and(|published| day.days_since(published) <= i64::from(self.max_age_days));
        self.rate.filter(|_| fresh)
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
        /// Sources.
        "cite" cite: Vec<String>,
    }
}

choice! {
    /// What happens beyond a limit.
    pub enum Effect {
        /// The offer is not shown.
        "block" Block,
        /// The offer is shown with a note.
        "inform" Inform,
    }
}

choice! {
    /// What the law says of a loan beyond a limit.
    pub enum Consequence {
        /// What is above the limit can't be claimed.
        "excess-unenforceable" ExcessUnenforceable,
        /// The agreement, or what it costs, can't be enforced.
        "unenforceable" Unenforceable,
        /// The loan is void.
        "void" Void,
        /// A target of the regulator, not yet a bar.
        "target" Target,
    }
}

choice! {
    /// A cost that law limits.
    pub enum Measure {
        /// The yearly cost by the market's method, all costs in; where the method has two readings, the greater.
        "yearly-cost" YearlyCost,
        /// The military annual percentage rate, 32 CFR 232.4: Regulation Z's arithmetic with every charge in.
        "mapr" Mapr,
        /// The nominal yearly rate of the interest alone, on what is outstanding.
        "simple-annual-interest" SimpleAnnualInterest,
        /// A twelfth of it: the nominal rate of a month.
        "monthly-nominal" MonthlyNominal,
        /// The rate of a month that equates what is received and what is paid, all costs in.
        "monthly-effective" MonthlyEffective,
        /// All costs over what is outstanding on each day, by the day.
        "daily-cost" DailyCost,
        /// All costs over the principal.
        "total-cost-ratio" TotalCostRatio,
    }
}

record! {
    /// A slice of the amount with a rate of its own.
    pub struct Slice {
        /// Where it ends, in minor units; the last has no end.
        "upToMinor" up_to: Option<i64>,
        /// The limit on it.
        "ratePpm" rate: Ppm,
    }
}

union! {
    /// A limit, in the unit of its measure: by year, month or day, or over the principal.
    pub enum Limit {
        /// The same for all.
        "fixed" Fixed {
            /// Parts per million.
            "ratePpm" rate: Ppm,
        },
        /// A multiple of a reference rate.
        "multiple" Multiple {
            /// The reference rate.
            "of" of: String,
            /// How many times it.
            "times" times: u32,
        },
        /// A reference rate and something more.
        "sum" Sum {
            /// The reference rate.
            "of" of: String,
            /// Parts per million above it.
            "plusPpm" plus: Ppm,
        },
        /// A rate for each slice of the amount: together their mean, weighted by the slices.
        "slices" Slices {
            /// The slices, from the first minor unit up.
            "slices" slices: Vec<Slice>,
        },
    }
}

record! {
    /// A limit on the cost of a loan.
    pub struct RateCap {
        /// When it holds.
        "rule" rule: Rule,
        /// Which loans it is about.
        "scope" scope: Scope,
        /// What is measured.
        "measure" measure: Measure,
        /// The limit.
        "limit" limit: Limit,
        /// What happens beyond it.
        "effect" effect: Effect,
        /// What the law says of a loan beyond it.
        "consequence" consequence: Option<Consequence>,
    }
}

record! {
    /// A limit on what one borrower may owe.
    pub struct AmountLimit {
        /// When it holds.
        "rule" rule: Rule,
        /// Which loans it is about.
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
        /// Which loans it is about.
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
