//! A loan that someone was offered: what it truly costs a year, what was kept back, and whether the law allows it.

mod flows;
mod law;
mod parts;
mod standing;

use crate::apr::{AprError, YearlyCost, yearly_cost_and_parts};
use crate::cap::CapTest;
use crate::date::Date;
use crate::flow::{CashFlow, CashFlows, Period};
use crate::json::{Hashed, Problem, Value, choice, read_document, record, union};
use crate::market::{Market, Status};
use crate::money::{Rounding, scaled};
use crate::rate::{Apr, Ppm};
use crate::schedule::ScheduleColumns;
pub use flows::{MOST_FEES, MOST_PAYMENTS};

choice! {
    /// The version of the quote document.
    pub enum QuoteSchema {
        /// The first.
        "kaimen/quote@1" V1,
    }
}

record! {
    /// A loan as it was offered. Amounts are minor units of the market's currency.
    pub struct Quote {
        /// Which document this is.
        "schema" schema: QuoteSchema,
        /// The id of the market whose law is asked.
        "market" market: String,
        /// The lender's class in the market's words; left out where it is not known.
        "lender" lender: Option<String>,
        /// What the loan is for, in the market's words; left out where it is not known.
        "purpose" purpose: Option<String>,
        /// The market's classes of borrower that the borrower is of, all of them; left out where they are not known.
        "borrower" borrower: Option<Vec<String>>,
        /// The day on which the money is paid out.
        "start" start: Date,
        /// The amount that the contract states; what is received, if left out.
        "amountMinor" amount: Option<i64>,
        /// What really arrives on that day; the amount less the fees kept back, if left out.
        "receivedMinor" received: Option<i64>,
        /// Money that is paid out later.
        "further" further: Option<Vec<DatedAmount>>,
        /// How it is paid back.
        "payback" payback: Payback,
        /// Fees that are in none of the payments; an empty list where there are none, left out where that is not known.
        "fees" fees: Option<Vec<QuoteFee>>,
    }
}

record! {
    /// Money on a day.
    pub struct DatedAmount {
        /// When.
        "date" date: Date,
        /// How much, in minor units.
        "minor" minor: i64,
    }
}

union! {
    /// How a loan is paid back, as far as it was said.
    pub enum Payback {
        /// The same amount each period.
        "regular" Regular {
            /// How many payments.
            "count" count: u32,
            /// Each of them.
            "paymentMinor" payment: i64,
            /// How often.
            "every" every: Period,
            /// When the first is due; one period after the money is paid out, if left out.
            "first" first: Option<Date>,
        },
        /// These amounts on these days.
        "dated" Dated {
            /// The payments, in order.
            "payments" payments: Vec<DatedAmount>,
        },
        /// Nothing but a rate was said.
        "rate" Rate {
            /// The rate, parts per million of the contract's amount or of what is owed.
            "ratePpm" rate: Ppm,
            /// What it is per.
            "per" per: RatePer,
            /// How the loan is repaid; `flat` if left out.
            "form" form: Option<QuotedForm>,
            /// How many payments, or periods until the one payment.
            "count" count: u32,
            /// How often.
            "every" every: Period,
        },
    }
}

choice! {
    /// What a quoted rate is per.
    pub enum RatePer {
        /// A day.
        "day" Day,
        /// A month: a twelfth of a year.
        "month" Month,
        /// A year of 365 days.
        "year" Year,
    }
}

choice! {
    /// How a loan of which only a rate was said is repaid.
    pub enum QuotedForm {
        /// Equal principal, and interest on the first amount throughout (等本等息).
        "flat" Flat,
        /// Level instalments, interest on what is still owed (等额本息).
        "level" Level,
        /// Equal principal, interest on what is still owed (等额本金).
        "equal-principal" EqualPrincipal,
        /// Interest each period, the principal with the last (先息后本).
        "interest-first" InterestFirst,
        /// All of it at the end (到期还本付息).
        "bullet" Bullet,
    }
}

choice! {
    /// When a fee is paid.
    pub enum QuoteFeeTime {
        /// Kept back from what is paid out (砍头息).
        "kept-back" KeptBack,
        /// In cash on the day on which the money is paid out, or before.
        "upfront" Upfront,
        /// With each payment.
        "each-payment" EachPayment,
        /// With the last payment.
        "end" End,
    }
}

record! {
    /// A fee that is in none of the payments.
    pub struct QuoteFee {
        /// When it is paid.
        "when" when: QuoteFeeTime,
        /// How much each time, in minor units.
        "minor" minor: i64,
    }
}

choice! {
    /// The version of the answer.
    pub enum QuoteCheckSchema {
        /// The first.
        "kaimen/quote-check@1" V1,
    }
}

record! {
    /// What an offered loan comes to. Amounts are minor units of the market's currency.
    pub struct QuoteCheck {
        /// Which document this is.
        "schema" schema: QuoteCheckSchema,
        /// The engine's version.
        "engine" engine: String,
        /// SHA-256 of the market's canonical form, in hexadecimal digits.
        "marketSha256" market: String,
        /// The amount that the contract states.
        "amountMinor" amount: i64,
        /// What is received in all.
        "receivedMinor" received: i64,
        /// What is kept back from the amount.
        "keptBackMinor" kept_back: i64,
        /// Its share of the amount.
        "keptBackPpm" kept_back_share: Ppm,
        /// What is paid in cash before or when the money arrives.
        "upfrontMinor" upfront: i64,
        /// All that is paid, every fee in.
        "totalMinor" total: i64,
        /// What that is above what is received; below zero where less is paid back.
        "costMinor" cost: i64,
        /// The cost of each unit received: 120,000 is 12 for each 100; none where it is too great to keep.
        "costPpm" cost_share: Option<i64>,
        /// How sure the cost and the rates are.
        "certainty" certainty: Certainty,
        /// The true rates; none where no rate fits.
        "rates" rates: Option<QuoteRates>,
        /// The same cost as flat rates; none where it costs nothing or takes no time.
        "flat" flat: Option<FlatRates>,
        /// How it stands to the limits of the law, in a word.
        "law" law: LawStanding,
        /// The caps that are about it.
        "caps" caps: Vec<CapTest>,
        /// For whom, where a cap is about some and what was said doesn't tell whether the offer is such a one.
        "forSome" for_some: Vec<ForSome>,
        /// Those that could not be tested, by the last value that is known of their reference rate.
        "lastKnown" last_known: Vec<LastKnown>,
        /// What the law makes of money that was kept back.
        "deduction" deduction: Option<Deduction>,
        /// Where each payment goes: what repays the money received, interest on what is truly owed, fees on top.
        "parts" parts: ScheduleColumns,
        /// What was taken for granted.
        "assumed" assumed: Vec<Assumption>,
        /// What has to be known.
        "warnings" warnings: Vec<QuoteWarning>,
        /// What the law says has to be told before signing, by message id of the market's texts.
        "rights" rights: Vec<Cited>,
    }
}

record! {
    /// The true rates, from what is received and paid.
    pub struct QuoteRates {
        /// By the market's legal method.
        "yearly" yearly: YearlyCost,
        /// The rate of a month that gives the effective yearly one: `(1 + r)^(1/12) − 1`; none where it is too great to
        /// keep. Units of 1e-12.
        "monthE12" month: Option<Apr>,
        /// The rate of a day: `(1 + r)^(1/365) − 1`. Units of 1e-12.
        "dayE12" day: Apr,
    }
}

choice! {
    /// How sure a cost is, by what was said.
    pub enum Certainty {
        /// Nothing that it hangs on was left open.
        "exact" Exact,
        /// What arrives, or which fees come on top, was not said: nothing was counted for it, and it can only cost more.
        "at-least" AtLeast,
        /// How a rate is meant was not said: it was taken as the dearest, and it may cost less, or for another gap more.
        "about" About,
    }
}

record! {
    /// The same cost as flat rates: all that is paid beyond what is received, every fee in, over what is received and the
    /// time, as if all of it were owed to the end and without interest on interest. Units of 1e-12.
    pub struct FlatRates {
        /// For a year.
        "yearE12" year: Apr,
        /// For a month.
        "monthE12" month: Apr,
        /// For a day.
        "dayE12" day: Apr,
    }
}

choice! {
    /// How an offer stands to the caps that bar a loan.
    pub enum LawStanding {
        /// No cap of the market is about it.
        "no-limit" NoLimit,
        /// Within all of them.
        "within" Within,
        /// Within those that could be tested; one that may count could not be.
        "within-tested" WithinTested,
        /// Above one, whatever was not said.
        "over" Over,
        /// Above one that is the market file's own rule (a source `house-…`), and above none of the law.
        "over-own-limit" OverOwnLimit,
        /// Above one of the law for some classes of lender, and for the others above the market file's own rule; this
        /// lender's class is not known.
        "over-or-own-limit" OverOrOwnLimit,
        /// Above those of some classes of lender and not of others; this lender's class is not known.
        "over-for-some-lenders" OverForSomeLenders,
        /// Above one that is about some borrowers or purposes; whether this loan is such a one is not known.
        "over-for-some" OverForSome,
        /// Above one by the last value that is known of its reference rate, which is out of date.
        "over-last-known" OverLastKnown,
        /// None could be tested.
        "untested" Untested,
    }
}

record! {
    /// For whom a cap is, as far as what was said leaves open whether it is about the offer.
    pub struct ForSome {
        /// The rule's id.
        "rule" rule: String,
        /// For these classes of lender.
        "lenders" lenders: Option<Vec<String>>,
        /// For these purposes.
        "purposes" purposes: Option<Vec<String>>,
        /// For borrowers of these classes.
        "borrowers" borrowers: Option<Vec<String>>,
    }
}

record! {
    /// A cap by the last value that is known of its reference rate.
    pub struct LastKnown {
        /// The rule's id.
        "rule" rule: String,
        /// When that value was published.
        "asOf" as_of: Date,
        /// The limit that it gave. Units of 1e-12.
        "limitE12" limit: Apr,
        /// Whether the offer is above it.
        "over" over: Option<bool>,
    }
}

record! {
    /// Money was kept back, and the law counts the loan as what was received (in China Civil Code art. 670).
    pub struct Deduction {
        /// The rule's id.
        "id" id: String,
        /// The sources it rests on.
        "cite" cite: Vec<String>,
        /// The principal that counts.
        "principalMinor" principal: i64,
        /// The interest on it, at the rate that the payments bear on the contract's amount.
        "interestMinor" interest: i64,
        /// What the payments ask for beyond the two.
        "beyondMinor" beyond: i64,
    }
}

record! {
    /// A text of the market and what it rests on.
    pub struct Cited {
        /// The message id.
        "id" id: String,
        /// The sources.
        "cite" cite: Vec<String>,
    }
}

choice! {
    /// What was taken for granted because it was not said.
    pub enum Assumption {
        /// No amount was said: it is what is received.
        "assumed-amount-is-received" AmountIsReceived,
        /// Nothing was said of what is kept back: all of the amount is received.
        "assumed-received-in-full" ReceivedInFull,
        /// Nothing was said of fees besides the payments: there are none.
        "assumed-no-fees" NoFees,
        /// The first payment is due one period after the money is paid out.
        "assumed-first-payment-after-one-period" FirstAfterOnePeriod,
        /// The payments lie months apart and are counted in equal months.
        "assumed-monthly-periods" MonthlyPeriods,
        /// The payments lie no even time apart and are counted in days.
        "assumed-counted-in-days" CountedInDays,
        /// The rate that was said is on the first amount throughout: what such a rate mostly is.
        "assumed-flat-rate" FlatRate,
        /// The interest that counts bears the rate that the payments bear on the contract's amount.
        "assumed-contract-rate-from-payments" ContractRateFromPayments,
    }
}

choice! {
    /// What has to be known about the answer.
    pub enum QuoteWarning {
        /// Money is wanted before the loan is paid out: the mark of a fraud.
        "money-wanted-upfront" WantedUpfront,
        /// No yearly rate fits what is received and paid.
        "no-rate" NoRate,
        /// The yearly rate with interest on interest is too great to keep.
        "rate-too-great" RateTooGreat,
        /// Less is paid back than is received: something may be missing.
        "paid-back-less-than-received" PaidBackLess,
        /// Money goes back and forth: more than one rate fits.
        "several-rates" SeveralRates,
        /// Money is kept back from the amount.
        "money-kept-back" KeptBack,
        /// The lender's class is not known: every limit of the market is shown.
        "lender-unknown" LenderUnknown,
        /// No lawyer has read the market's facts.
        "market-is-draft" MarketIsDraft,
    }
}

/// The quote that `document` holds.
///
/// # Errors
///
/// Every problem at once, each with its path.
pub fn read_quote(document: &Value) -> Result<Quote, Vec<Problem>> {
    read_document(document)
}

/// What an offered loan comes to, under the law of `market`.
///
/// # Errors
///
/// Every problem of the quote at once: amounts that are none, payments that are missing or out of order, more of them than
/// are looked at, a class of lender or borrower or a purpose that the market does not know.
///
/// # Example
///
/// 10,000.00 in twelve payments of 899.33: a "0.66 % a month" fee is 14.31 % a year, twelve times the monthly rate.
///
/// ```
/// # use kaimen::{apr::rounded, cli::read_json, json::parse, market::read_market, quote::{check_quote, read_quote}};
/// # let market = read_market(&read_json("www/markets/cn.json".as_ref()).unwrap()).unwrap();
/// let quote = parse(r#"{"schema": "kaimen/quote@1", "market": "CN", "start": "2026-11-23", "receivedMinor": 1000000,
///     "payback": {"kind": "regular", "count": 12, "paymentMinor": 89933, "every": {"count": 1, "unit": "month"}}}"#);
/// let check = check_quote(&market, &read_quote(&quote.unwrap()).unwrap()).unwrap();
/// assert_eq!(check.cost, 791_96);
/// assert_eq!(rounded(check.rates.unwrap().yearly.nominal, 2).e12(), 143_100_000_000);
/// ```
pub fn check_quote(market: &Hashed<Market>, quote: &Quote) -> Result<QuoteCheck, Vec<Problem>> {
    let plan = flows::plan(market, quote)?;
    let mut warnings = Vec::new();
    let flows = plan.flows(quote.start);
    let found = yearly_cost_and_parts(market.apr.method, &flows);
    let too_great = match &found {
        Ok((yearly, ..)) => yearly.effective.is_none(),
        Err(error) => *error == AprError::OutOfRange,
    };
    let rates = found.clone().ok().map(|(yearly, month, day)| QuoteRates { yearly, month, day });
    let cost = plan.total() - plan.received();
    let mut warn = |holds: bool, warning: QuoteWarning| {
        if holds {
            warnings.push(warning);
        }
    };
    warn(plan.upfront > 0, QuoteWarning::WantedUpfront);
    warn(too_great, QuoteWarning::RateTooGreat);
    warn(rates.is_none() && !too_great, QuoteWarning::NoRate);
    warn(cost < 0, QuoteWarning::PaidBackLess);
    warn(is_back_and_forth(&flows), QuoteWarning::SeveralRates);
    warn(plan.kept_back > 0, QuoteWarning::KeptBack);
    warn(quote.lender.is_none(), QuoteWarning::LenderUnknown);
    warn(market.status == Status::Draft, QuoteWarning::MarketIsDraft);
    let law = law::Law::new(market, quote);
    let deduction = law.deduction(&plan);
    let caps = law.caps(&plan, &flows, found.map(|(yearly, ..)| yearly));
    let last_known = law.last_known(&caps);
    let mut assumed = plan.assumed.clone();
    if deduction.is_some() {
        assumed.push(Assumption::ContractRateFromPayments);
    }
    let parts = parts::parts(&plan);
    Ok(QuoteCheck {
        schema: QuoteCheckSchema::V1,
        engine: env!("CARGO_PKG_VERSION").into(),
        market: market.hash().into(),
        amount: plan.amount,
        received: plan.received(),
        kept_back: plan.kept_back,
        kept_back_share: Ppm(share(plan.kept_back, plan.amount).unwrap_or(0)),
        upfront: plan.upfront,
        total: plan.total(),
        cost,
        cost_share: share(cost, plan.received()),
        certainty: certainty(&plan.assumed),
        rates,
        flat: plan.flat(quote.start),
        law: law.standing(&caps, &last_known),
        for_some: law.for_some(&caps),
        caps,
        last_known,
        deduction,
        parts,
        assumed,
        warnings,
        rights: law.rights(),
    })
}

/// What was left open says which way the cost may be off.
fn certainty(assumed: &[Assumption]) -> Certainty {
    let has = |one: Assumption| assumed.contains(&one);
    match has(Assumption::ReceivedInFull) || has(Assumption::NoFees) {
        _ if has(Assumption::FlatRate) => Certainty::About,
        true => Certainty::AtLeast,
        false => Certainty::Exact,
    }
}

/// Parts per million of `whole`; none where they are too many to keep.
fn share(part: i64, whole: i64) -> Option<i64> {
    scaled(part, Ppm::ONE.0, whole, Rounding::HalfUp)
}

/// Whether money comes after money has gone: more than one rate may fit then.
fn is_back_and_forth(flows: &CashFlows) -> bool {
    let last = |flows: &[CashFlow]| flows.iter().map(|flow| flow.date).max();
    let first = flows.paid.iter().find(|flow| flow.minor > 0).map(|flow| flow.date);
    matches!((first, last(&flows.received)), (Some(first), Some(last)) if first < last)
}
