//! Two packs held against each other on the same applications: who is decided otherwise, and why.

mod because;
mod totals;

pub use totals::{Counted, Moved, Totals};

use crate::application::{Answers, Scalar};
use crate::date::Date;
use crate::decision::{Assessment, Outcome, assess, reasons_of, standing};
use crate::form::{self, answer};
use crate::json::{Hashed, Map, Path, choice, record};
use crate::market::Market;
use crate::pack::Pack;
use crate::rate::Ppm;

choice! {
    /// The version of the diff document.
    pub enum DiffSchema {
        /// The first.
        "kaimen/diff@1" V1,
    }
}

choice! {
    /// What changes for an applicant.
    pub enum ChangeKind {
        /// The outcome.
        "outcome" Outcome,
        /// What is offered: product, amount, term, rate or instalment.
        "offer" Offer,
        /// The reasons that are told, or their order.
        "reason" Reason,
    }
}

choice! {
    /// Which of the two packs.
    pub enum Which {
        /// The one before.
        "old" Old,
        /// The one after.
        "new" New,
    }
}

record! {
    /// A pack that was held against another.
    pub struct PackName {
        /// Its name.
        "id" id: String,
        /// Its version.
        "version" version: String,
        /// SHA-256 of its canonical form.
        "sha256" sha256: String,
    }
}

record! {
    /// An offer in short.
    pub struct ShortOffer {
        /// The product.
        "product" product: String,
        /// What is owed, in minor units.
        "principalMinor" principal: i64,
        /// For so many periods.
        "periods" periods: u32,
        /// The nominal rate a year.
        "ratePpm" rate: Ppm,
        /// The first payment.
        "instalmentMinor" instalment: i64,
    }
}

record! {
    /// What one pack says of an application.
    pub struct Side {
        /// The outcome.
        "outcome" outcome: Outcome,
        /// The segment.
        "segment" segment: Option<String>,
        /// The score.
        "points" points: Option<i64>,
        /// The probability of default.
        "pdPpm" pd: Option<Ppm>,
        /// The tier.
        "tier" tier: Option<String>,
        /// The greatest amount offered; 0 for none.
        "mostMinor" most: i64,
        /// What is offered.
        "offers" offers: Vec<ShortOffer>,
        /// The codes of the reasons.
        "reasons" reasons: Vec<String>,
    }
}

choice! {
    /// What moved between the packs for an applicant.
    pub enum Cause {
        /// A rule fires now.
        "rule-fires" RuleFires,
        /// A rule fires no longer.
        "rule-fires-no-more" RuleFiresNoMore,
        /// Another segment is taken.
        "segment" Segment,
        /// Points that everyone starts from.
        "base-points" BasePoints,
        /// The points of a characteristic.
        "points" Points,
        /// The probability of default, at the same score.
        "probability" Probability,
        /// The tier.
        "tier" Tier,
        /// What can be carried each month.
        "capacity" Capacity,
        /// The rate of a product.
        "price" Price,
        /// The greatest amount of a product.
        "amount" Amount,
        /// What stands in the way of a product, or no longer does.
        "obstacle" Obstacle,
        /// Anything else of the terms of an offer, or of how reasons are chosen.
        "terms" Terms,
    }
}

record! {
    /// Something that moved for an applicant, and from what to what.
    pub struct Because {
        /// What moved.
        "cause" cause: Cause,
        /// Of which rule, characteristic or product.
        "of" of: Option<String>,
        /// What it was; nothing where there was none.
        "from" from: Option<Scalar>,
        /// What it is.
        "to" to: Option<Scalar>,
    }
}

record! {
    /// Someone who is decided otherwise.
    pub struct Changed {
        /// The application, by its name in what was read.
        "application" application: String,
        /// What changes.
        "kinds" kinds: Vec<ChangeKind>,
        /// What the old pack says.
        "old" old: Side,
        /// What the new one says.
        "new" new: Side,
        /// Why: all that moved, in the order in which it is worked out.
        "because" because: Vec<Because>,
    }
}

record! {
    /// An application that a pack can't decide.
    pub struct NotDecided {
        /// The application.
        "application" application: String,
        /// By which pack.
        "by" by: Which,
        /// Which kind of problem.
        "code" code: String,
        /// Where in the application, as a JSON Pointer.
        "path" path: String,
    }
}

record! {
    /// Two packs on the same applications.
    pub struct DiffReport {
        /// Which document this is.
        "schema" schema: DiffSchema,
        /// The market's id.
        "market" market: String,
        /// The pack before.
        "old" old: PackName,
        /// The pack after.
        "new" new: PackName,
        /// The day on which both decide.
        "today" today: Date,
        /// All of it in numbers.
        "totals" totals: Totals,
        /// Who is decided otherwise, in the order of the applications.
        "changes" changes: Vec<Changed>,
        /// Who is not decided by one pack or by both.
        "notDecided" not_decided: Vec<NotDecided>,
        /// Names under which there were answers and that neither pack asks for.
        "notAsked" not_asked: Vec<String>,
    }
}

/// An application that is held against both packs.
#[derive(Clone, Debug)]
pub struct Applicant {
    /// Its name: a file, a line, or what its `id` says.
    pub name: String,
    /// Every answer by its question; what is not known is left out.
    pub answers: Map<Scalar>,
}

/// Both packs' decisions on all applications, held against each other.
///
/// Each pack is asked with the answers to its own questions, so that packs may ask different ones. `step` hears of each
/// application.
pub fn diff(
    market: &Market,
    [old, new]: [&Hashed<Pack>; 2],
    applicants: &[Applicant],
    today: Date,
    step: &dyn Fn(),
) -> DiffReport {
    let mut report = DiffReport {
        schema: DiffSchema::V1,
        market: market.id.clone(),
        old: name(old),
        new: name(new),
        today,
        totals: Totals::default(),
        changes: Vec::new(),
        not_decided: Vec::new(),
        not_asked: Vec::new(),
    };
    for applicant in applicants {
        step();
        report.totals.applications += 1;
        for id in applicant.answers.keys() {
            let is_asked = [old, new].iter().any(|pack| pack.questions.iter().any(|question| question.id == *id));
            if !is_asked && !report.not_asked.contains(id) {
                report.not_asked.push(id.clone());
            }
        }
        let sides = [(Which::Old, old), (Which::New, new)];
        let [before, after] = sides.map(|(by, pack)| {
            decided(market, pack, applicant, today)
                .map_err(|(code, path)| {
                    let application = applicant.name.clone();
                    report.not_decided.push(NotDecided { application, by, code: code.into(), path });
                })
                .ok()
        });
        if let Some((before, after)) = before.zip(after) {
            report.add(&applicant.name, &before, &after);
        }
    }
    report
}

fn name(pack: &Hashed<Pack>) -> PackName {
    PackName { id: pack.id.clone(), version: pack.version.clone(), sha256: pack.hash().into() }
}

/// An application as one pack has decided it.
pub(crate) struct Decided<'p> {
    pub pack: &'p Pack,
    pub assessment: Assessment<'p>,
    pub side: Side,
}

impl DiffReport {
    fn add(&mut self, application: &str, before: &Decided<'_>, after: &Decided<'_>) {
        let (old, new) = (&before.side, &after.side);
        self.totals.see(old, new);
        let kinds = [
            (old.outcome != new.outcome, ChangeKind::Outcome),
            (old.offers != new.offers, ChangeKind::Offer),
            (old.reasons != new.reasons, ChangeKind::Reason),
        ];
        let kinds: Vec<ChangeKind> = kinds.iter().filter(|(changed, _)| *changed).map(|(_, kind)| *kind).collect();
        if kinds.is_empty() {
            return;
        }
        let because = because::because(before, after);
        self.totals.count(&kinds, &because);
        let (old, new) = (old.clone(), new.clone());
        self.changes.push(Changed { application: application.into(), kinds, old, new, because });
    }
}

/// What a pack makes of an applicant.
///
/// # Errors
///
/// The code and place of the first thing that keeps it from deciding.
fn decided<'p>(
    market: &Market,
    pack: &'p Pack,
    applicant: &Applicant,
    today: Date,
) -> Result<Decided<'p>, (&'static str, String)> {
    let at = &Path::Root.key("answers");
    let mut answers = Answers::default();
    for (id, value) in &applicant.answers {
        // OK because a question that only the other pack asks is nothing to this one.
        let Some(question) = pack.questions.iter().find(|question| question.id == *id) else { continue };
        let answer = answer(question, value).map_err(|(code, _)| (code, at.key(id).pointer()))?;
        answers.0.insert(id.clone(), answer);
    }
    let application = form::application(market, pack, &answers, today).ok_or_else(|| why_not(pack, &answers, today))?;
    let assessment = assess(market, pack, &application, today);
    Ok(Decided { pack, side: side(market, &assessment), assessment })
}

/// What keeps answers from being an application: the first that is missing, or that contradicts others.
fn why_not(pack: &Pack, answers: &Answers, today: Date) -> (&'static str, String) {
    let at = &Path::Root.key("answers");
    let asked = form::asked(pack.sheet(), answers, today);
    let is_missing =
        |question: &&&crate::pack::question::Question| !question.may_be_unknown && answers.get(&question.id).is_none();
    if let Some(missing) = asked.iter().find(is_missing) {
        return ("answer-missing", at.key(&missing.id).pointer());
    }
    let broken = form::contradictions(pack.sheet(), answers, today);
    ("answers-contradict", broken.first().map_or_else(|| at.pointer(), |relation| at.key(&relation.at).pointer()))
}

fn side(market: &Market, assessment: &Assessment<'_>) -> Side {
    let scored = assessment.scored.as_ref();
    let offers = assessment.offers.iter().map(|offer| ShortOffer {
        product: offer.product.clone(),
        principal: offer.principal,
        periods: offer.term.periods,
        rate: offer.rate,
        instalment: offer.instalment,
    });
    Side {
        outcome: assessment.outcome,
        segment: scored.map(|scored| scored.segment.id.clone()),
        points: scored.map(|scored| scored.score.points),
        pd: scored.map(|scored| scored.pd.ppm),
        tier: scored.map(|scored| scored.tier.id.clone()),
        most: standing(assessment).principal,
        offers: offers.collect(),
        reasons: reasons_of(market, assessment).into_iter().map(|reason| reason.code).collect(),
    }
}
