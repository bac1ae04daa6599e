//! Runs the rooms and assembles the answer; the only file that knows them all.

pub use crate::pack::golden::Outcome;

use crate::application::Application;
use crate::bring::{DocumentToBring, documents};
use crate::cap::CapStatus;
use crate::capacity::{Capacity, capacity};
use crate::characteristic::Facts;
use crate::date::Date;
use crate::enough::{Refusal, Why, declined_for_good, refusal_for_good};
use crate::explain::{PointsGiven, Reason, points_given, reasons};
use crate::json::{Hashed, choice, record};
use crate::market::{Market, Reference, Status};
use crate::pack::{Pack, PolicyEffect, TierOutcome};
use crate::policy::{Finding, denied, findings};
use crate::product::{NotOffered, Offer, Want, offers};
use crate::recourse::{Outlook, Recourse, Standing, recourses};
use crate::score::{Contribution, Pd, Score, Scored, scored};

choice! {
    /// The version of the decision document.
    pub enum DecisionSchema {
        /// The first.
        "kaimen/decision@1" V1,
    }
}

choice! {
    /// What has to be known about a decision.
    pub enum Warning {
        /// The lender is a demonstration: this is no real offer.
        "demonstration" Demonstration,
        /// The pack bears no signature.
        "unsigned" Unsigned,
        /// No lawyer has read the market's facts.
        "market-is-draft" MarketIsDraft,
        /// The interval of the probability reaches into a tier of another outcome.
        "range-straddles-cut-off" RangeStraddlesCutOff,
        /// A limit could not be tested: its reference rate is stale.
        "reference-rate-stale" ReferenceRateStale,
    }
}

record! {
    /// The decision: everything a face may show.
    pub struct Decision {
        /// Which document this is.
        "schema" schema: DecisionSchema,
        /// What the lender would likely say.
        "outcome" outcome: Outcome,
        /// The segment.
        "segment" segment: Option<String>,
        /// The model.
        "model" model: Option<String>,
        /// The score.
        "score" score: Option<Score>,
        /// Points of an applicant about whom nothing is known yet.
        "basePoints" base_points: Option<i64>,
        /// What each characteristic gave: with the base points they sum to the score.
        "points" points: Vec<PointsGiven>,
        /// What their points are compared with, as the market says.
        "reference" reference: Reference,
        /// The probability of default.
        "pd" pd: Option<Pd>,
        /// The tier.
        "tier" tier: Option<String>,
        /// The rules that fired.
        "findings" findings: Vec<Finding>,
        /// Why: at most as many as the market says.
        "reasons" reasons: Vec<Reason>,
        /// What can be carried each month.
        "capacity" capacity: Option<Capacity>,
        /// What could be offered.
        "offers" offers: Vec<Offer>,
        /// What could not, and why.
        "notOffered" not_offered: Vec<NotOffered>,
        /// The papers to bring for what could be offered.
        "documents" documents: Vec<DocumentToBring>,
        /// Whether anything that the applicant can change would be enough for more.
        "outlook" outlook: Outlook,
        /// What would change the outcome.
        "recourse" recourse: Vec<Recourse>,
        /// What has to be known.
        "warnings" warnings: Vec<Warning>,
        /// What it was made from.
        "receipt" receipt: Receipt,
    }
}

record! {
    /// What a decision was made from: the same receipt, the same decision.
    pub struct Receipt {
        /// The engine's version.
        "engine" engine: String,
        /// The day.
        "today" today: Date,
        /// SHA-256 of the market's canonical form, in hexadecimal digits.
        "marketSha256" market: String,
        /// SHA-256 of the pack's canonical form.
        "packSha256" pack: String,
        /// SHA-256 of the application's canonical form.
        "applicationSha256" application: String,
    }
}

/// What the rooms say of an application, before anything is said of how it could be changed.
#[derive(Clone, Debug)]
pub struct Assessment<'p> {
    /// What the lender would likely say.
    pub outcome: Outcome,
    /// Segment, score, probability and tier.
    pub scored: Option<Scored<'p>>,
    /// What is known of the score where it is too low whatever else is answered, and so is not worked out.
    pub known: Vec<Contribution<'p>>,
    /// The rules that fired.
    pub findings: Vec<Finding>,
    /// What can be carried each month.
    pub capacity: Option<Capacity>,
    /// What could be offered.
    pub offers: Vec<Offer>,
    /// What could not, and why.
    pub not_offered: Vec<NotOffered>,
}

/// Policy, score, capacity and offers: the core. Pure: the same inputs give the same bytes everywhere.
pub fn assess<'p>(market: &Market, pack: &'p Pack, application: &Application, today: Date) -> Assessment<'p> {
    let facts = Facts::new(application.answers(), &pack.characteristics, today);
    let findings = findings(market, pack, &facts);
    if !application.is_whole()
        && let Some(refusal) = refusal_for_good(market, pack, application.answers(), today)
    {
        return refused(refusal);
    }
    if knocked_out(&findings) && declined_for_good(market, pack, application.answers(), today) {
        return refused(Refusal { findings, why: Why::Rule });
    }
    let scored = scored(pack, &facts);
    let denied = denied(pack, &facts);
    let purpose = facts.answers.choice(&pack.wanted.purpose);
    let case = pack.case(purpose, &denied);
    let capacity = capacity(&pack.capacity, market, &case, &facts);
    let (offers, not_offered) = match (&scored, &capacity) {
        (Some(scored), Some(capacity)) if is_open(&findings, scored) => offers(&Want {
            market,
            pack,
            today,
            amount: facts.answers.number(&pack.wanted.amount),
            term: facts.answers.number(&pack.wanted.term).and_then(|term| u32::try_from(term).ok()),
            case,
            tier: &scored.tier.id,
            pd: scored.pd.ppm,
            capacity,
        }),
        _ => (Vec::new(), Vec::new()),
    };
    let outcome = outcome(&findings, scored.as_ref(), capacity.as_ref(), &offers);
    Assessment { outcome, scored, known: Vec::new(), findings, capacity, offers, not_offered }
}

/// After a refusal for good nothing else is worked out: what is not asked can change nothing.
fn refused(refusal: Refusal<'_>) -> Assessment<'_> {
    let mut assessment = Assessment {
        outcome: Outcome::NotYet,
        scored: None,
        known: Vec::new(),
        findings: refusal.findings,
        capacity: None,
        offers: Vec::new(),
        not_offered: Vec::new(),
    };
    match refusal.why {
        Why::Rule => {}
        Why::Score(known) => assessment.known = known,
        Why::Capacity(capacity, not_offered) => {
            (assessment.capacity, assessment.not_offered) = (Some(capacity), not_offered);
        }
    }
    assessment
}

/// The decision: the assessment, its reasons, what would change it, and the receipt.
///
/// # Example
///
/// `tests/decision.rs` runs it on the shipped market and pack; a face reads its three documents first:
///
/// ```no_run
/// # fn documents() -> Result<[kaimen::json::Value; 3], Vec<kaimen::json::Problem>> { Err(Vec::new()) }
/// # let [market, pack, application] = documents()?;
/// # let today = kaimen::date::Date::new(2026, 11, 23).unwrap_or_else(|| unreachable!());
/// use kaimen::{decision::decide, form::read_application, market::read_market, pack::read_pack};
/// let market = read_market(&market)?;
/// let pack = read_pack(&pack, &market)?;
/// let application = read_application(&application, &market, &pack, today)?;
/// let decision = decide(&market, &pack, &application, today);
/// println!("{}", decision.outcome.word());
/// # Ok::<(), Vec<kaimen::json::Problem>>(())
/// ```
pub fn decide(market: &Hashed<Market>, pack: &Hashed<Pack>, application: &Application, today: Date) -> Decision {
    let assessment = assess(market, pack, application, today);
    let now = standing(&assessment);
    let again = |changed: &Application| standing(&assess(market, pack, changed, today));
    let (outlook, recourse) = recourses(market, pack, application, today, &now, &again);
    let scored = assessment.scored.as_ref();
    let facts = Facts::new(application.answers(), &pack.characteristics, today);
    Decision {
        schema: DecisionSchema::V1,
        outcome: assessment.outcome,
        segment: scored.map(|scored| scored.segment.id.clone()),
        model: scored.map(|scored| scored.model.id.clone()),
        score: scored.map(|scored| scored.score.clone()),
        base_points: scored.map(|scored| scored.model.base_points),
        points: scored.map(|scored| points_given(market.reasons.reference, scored)).unwrap_or_default(),
        reference: market.reasons.reference,
        pd: scored.map(|scored| scored.pd.clone()),
        tier: scored.map(|scored| scored.tier.id.clone()),
        reasons: reasons_of(market, &assessment),
        outlook,
        recourse,
        warnings: warnings(market, pack, &assessment),
        receipt: receipt(market, pack, application, today),
        documents: documents(pack, &facts, &assessment.offers),
        findings: assessment.findings,
        capacity: assessment.capacity,
        offers: assessment.offers,
        not_offered: assessment.not_offered,
    }
}

fn is_open(findings: &[Finding], scored: &Scored<'_>) -> bool {
    !knocked_out(findings) && scored.outcome != TierOutcome::NotYet
}

fn knocked_out(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.effect == PolicyEffect::KnockOut)
}

fn outcome(
    findings: &[Finding],
    scored: Option<&Scored<'_>>,
    capacity: Option<&Capacity>,
    offers: &[Offer],
) -> Outcome {
    if knocked_out(findings) {
        return Outcome::NotYet;
    }
    let tier = scored.map(|scored| scored.outcome);
    if tier == Some(TierOutcome::NotYet) {
        return Outcome::NotYet;
    }
    let asks_for_person = findings.iter().any(|finding| finding.effect == PolicyEffect::Referral);
    match tier {
        _ if capacity.is_none() => Outcome::Referred,
        // OK because no person may lend what can't be carried, or what the law bars.
        _ if offers.is_empty() => Outcome::NotYet,
        _ if asks_for_person => Outcome::Referred,
        Some(TierOutcome::Likely) => Outcome::Likely,
        Some(TierOutcome::Possible) => Outcome::Possible,
        Some(TierOutcome::NotYet) | None => Outcome::NotYet,
    }
}

/// How an assessment stands: a greater one is better.
pub fn standing(assessment: &Assessment<'_>) -> Standing {
    let rank = match assessment.outcome {
        Outcome::NotYet => 0,
        Outcome::Referred => 1,
        Outcome::Possible => 2,
        Outcome::Likely => 3,
    };
    let principal = assessment.offers.iter().map(|offer| offer.principal).max().unwrap_or(0);
    Standing { rank, principal }
}

/// Why: at most as many reasons as the market says.
pub fn reasons_of(market: &Market, assessment: &Assessment<'_>) -> Vec<Reason> {
    let scored = assessment.scored.as_ref();
    let open = scored.map_or(!assessment.not_offered.is_empty(), |scored| is_open(&assessment.findings, scored));
    reasons(
        &market.reasons,
        &assessment.findings,
        scored.map_or(&assessment.known, |scored| &scored.contributions),
        assessment.capacity.as_ref(),
        &assessment.not_offered,
        open && assessment.offers.is_empty(),
    )
}

fn warnings(market: &Market, pack: &Pack, assessment: &Assessment<'_>) -> Vec<Warning> {
    let straddles = assessment.scored.as_ref().is_some_and(|scored| scored.straddles);
    let untested = assessment.offers.iter().flat_map(|offer| &offer.caps).any(|cap| cap.status == CapStatus::Untested);
    let told = [
        (pack.lender.demonstration, Warning::Demonstration),
        (true, Warning::Unsigned),
        (market.status == Status::Draft, Warning::MarketIsDraft),
        (straddles, Warning::RangeStraddlesCutOff),
        (untested, Warning::ReferenceRateStale),
    ];
    let mut warnings = Vec::new();
    for (applies, warning) in told {
        if applies {
            warnings.push(warning);
        }
    }
    warnings
}

fn receipt(market: &Hashed<Market>, pack: &Hashed<Pack>, application: &Application, today: Date) -> Receipt {
    Receipt {
        engine: env!("CARGO_PKG_VERSION").into(),
        today,
        market: market.hash().into(),
        pack: pack.hash().into(),
        application: application.hash().into(),
    }
}
