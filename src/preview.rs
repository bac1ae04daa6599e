//! The decision while answers are missing: what it may still come to, what can change it, and what to ask next.
//!
//! Sound: whatever is answered, the decision lies within what is said here. Where the form branches by a yes or no, each
//! branch is worked out and the two are put together, so that what excludes each other is not mixed.

mod next;
mod told;

use crate::application::{Answer, Partial};
use crate::date::Date;
use crate::decision::{Outcome, assess};
use crate::enough;
use crate::form;
use crate::json::{choice, record};
use crate::market::Market;
use crate::pack::question::{AnswerKind, Question};
use crate::pack::{Pack, PolicyEffect};
use crate::policy::RuleSource;
use crate::range::Ranges;
use crate::reach::Reach;
pub use crate::reach::{Between, PdBetween, PointsBetween};

choice! {
    /// The version of the preview document.
    pub enum PreviewSchema {
        /// The first.
        "kaimen/preview@1" V1,
    }
}

choice! {
    /// Whether a rule fires.
    pub enum Firing {
        /// Whatever is answered.
        "certain" Certain,
        /// It depends.
        "possible" Possible,
        /// Whatever is answered, it does not.
        "impossible" Impossible,
    }
}

choice! {
    /// How a product stands.
    pub enum Stand {
        /// It is offered, and an offer is likely, whatever is answered.
        "likely" Likely,
        /// It is offered whatever is answered; how likely, or for how much, is open.
        "offered" Offered,
        /// It depends on what is answered.
        "open" Open,
        /// It can't be offered, whatever is answered.
        "barred" Barred,
    }
}

record! {
    /// What the decision may still come to.
    pub struct Preview {
        /// Which document this is.
        "schema" schema: PreviewSchema,
        /// The outcomes that can still be reached, the best first.
        "outcomes" outcomes: Vec<Outcome>,
        /// The segments that the applicant may belong to.
        "segments" segments: Vec<String>,
        /// The scores that can be reached; none where nobody is scored.
        "score" score: Option<Between>,
        /// The points that each characteristic can give.
        "points" points: Vec<PointsBetween>,
        /// The probabilities of default that can be reached; none where nobody is scored.
        "pd" pd: Option<PdBetween>,
        /// The tiers that can be reached.
        "tiers" tiers: Vec<String>,
        /// The rules, the market's first.
        "rules" rules: Vec<RuleOpen>,
        /// What can be carried each month, in minor units, where it can be known.
        "instalmentMinor" instalment: Option<Between>,
        /// How each product stands.
        "products" products: Vec<ProductOpen>,
        /// The question that settles most; none where nothing more has to be asked.
        "next" next: Option<String>,
        /// About how many questions are left.
        "left" left: u32,
    }
}

record! {
    /// A rule and whether it fires.
    pub struct RuleOpen {
        /// The rule; `reason-<rule>` are its words.
        "rule" rule: String,
        /// What it does.
        "effect" effect: PolicyEffect,
        /// Whose it is.
        "source" source: RuleSource,
        /// Whether it fires.
        "fires" fires: Firing,
    }
}

record! {
    /// How a product stands while answers are missing.
    pub struct ProductOpen {
        /// The product.
        "product" product: String,
        /// How it stands.
        "stand" stand: Stand,
        /// The open questions that can still change it, in the order of the form.
        "dependsOn" depends_on: Vec<String>,
        /// Why it can't be, for certain: the rules that decline, or the obstacle; `reason-<code>` are the words.
        "because" because: Vec<String>,
        /// The obstacles of which one or another will be met, where which one is still open.
        "becauseOneOf" because_one_of: Vec<String>,
        /// The most that it can come to, in minor units, where it can be offered.
        "mostMinor" most: Option<i64>,
    }
}

/// What may still become of these answers.
///
/// # Example
///
/// Before anything is answered everything is open; a date of birth alone can settle it:
///
/// ```
/// # fn documents() -> Result<[kaimen::json::Value; 2], kaimen::json::Problem> {
/// #     let read = |path| kaimen::json::parse(&std::fs::read_to_string(path).unwrap_or_default());
/// #     Ok([read("www/markets/cn.json")?, read("www/packs/example-lender.json")?])
/// # }
/// # let [market, pack] = documents().map_err(|problem| problem.message)?;
/// use kaimen::application::{Answer, Partial};
/// use kaimen::{date::Date, decision::Outcome, market::read_market, pack::read_pack, preview::preview};
/// let market = read_market(&market).map_err(|_| "refused")?;
/// let pack = read_pack(&pack, &market).map_err(|_| "refused")?;
/// let today = Date::new(2026, 11, 23).ok_or("no such day")?;
/// let mut partial = Partial::default();
/// assert_eq!(preview(&market, &pack, &partial, today).outcomes.len(), 4);
/// let born = Date::new(2010, 5, 17).ok_or("no such day")?;
/// partial.answers.0.insert("birth-date".into(), Answer::Date(born));
/// let preview = preview(&market, &pack, &partial, today);
/// assert_eq!((preview.outcomes, preview.next, preview.left), (vec![Outcome::NotYet], None, 0));
/// # Ok::<(), String>(())
/// ```
pub fn preview(market: &Market, pack: &Pack, partial: &Partial, today: Date) -> Preview {
    let mut reach = Reach::new(market, pack, today);
    let refusal = enough::refusal_for_good(market, pack, &partial.answers, today);
    // Where a rule declines, nobody is scored.
    let by_rule = refusal.is_some() && enough::declined_for_good(market, pack, &partial.answers, today);
    let mut worlds = vec![partial.clone()];
    for question in branching(pack, partial) {
        worlds = worlds.iter().flat_map(|world| branches(world, question)).collect();
    }
    for world in &worlds {
        reach.add(&Ranges::new(pack, world, today), by_rule);
    }
    let whole = Ranges::new(pack, partial, today);
    let mut preview = reach.told(&whole);
    if refusal.is_some() {
        return preview;
    }
    let idle = enough::idle(market, pack, &partial.answers, today);
    let open = Open::of(&whole, &idle);
    if !open.certain.is_empty() {
        let (next, left) = next::next(market, pack, partial, &open, today);
        preview.next = next.map(String::from);
        preview.left = left;
    } else if open.possible.is_empty() {
        settle(&mut preview, market, pack, partial, today);
    }
    preview
}

/// The open questions that can still change anything: those that are certainly asked, and those that may be.
struct Open<'p> {
    certain: Vec<&'p Question>,
    possible: Vec<&'p Question>,
}

impl<'p> Open<'p> {
    fn of(ranges: &Ranges<'p>, idle: &[&str]) -> Open<'p> {
        let (mut certain, mut possible) = ranges.open();
        for questions in [&mut certain, &mut possible] {
            questions.retain(|question| !idle.contains(&question.id.as_str()));
        }
        Open { certain, possible }
    }

    fn holds(&self, id: &str) -> bool {
        self.certain.iter().chain(&self.possible).any(|question| question.id == id)
    }
}

/// What may become of any application of which so much is known: products, outcomes, tiers and rules, but no next question.
#[cfg(feature = "cli")]
pub fn preview_among(market: &Market, pack: &Pack, ranges: &Ranges<'_>) -> Preview {
    let mut reach = Reach::new(market, pack, ranges.today);
    reach.add(ranges, false);
    reach.told(ranges)
}

/// At most so many questions are told apart by their answers: each doubles the work.
const MAX_BRANCHING: usize = 2;

/// The open yes-or-no questions on which the segment hangs.
fn branching<'p>(pack: &'p Pack, partial: &Partial) -> Vec<&'p str> {
    let mut read = Vec::new();
    for when in pack.segments.iter().filter_map(|segment| segment.when.as_ref()) {
        read.extend(when.names());
    }
    let is_open = |id: &str| partial.answers.get(id).is_none() && !partial.unknown.iter().any(|known| known == id);
    let mut found = Vec::new();
    for question in &pack.questions {
        let id = question.id.as_str();
        let branches = matches!(question.answer, AnswerKind::YesNo {}) && question.when.is_none() && read.contains(&id);
        if branches && !question.may_be_unknown && is_open(id) && found.len() < MAX_BRANCHING {
            found.push(id);
        }
    }
    found
}

fn branches(world: &Partial, question: &str) -> [Partial; 2] {
    [true, false].map(|yes| {
        let mut branch = world.clone();
        branch.answers.0.insert(question.into(), Answer::YesNo(yes));
        branch
    })
}

/// Nothing is open any more: outcome and products are those of the assessment.
fn settle(preview: &mut Preview, market: &Market, pack: &Pack, partial: &Partial, today: Date) {
    let Some(application) = form::application(market, pack, &partial.answers, today) else { return };
    let assessment = assess(market, pack, &application, today);
    preview.outcomes = vec![assessment.outcome];
    for product in &mut preview.products {
        let offers = assessment.offers.iter().filter(|offer| offer.product == product.product);
        let most = offers.map(|offer| offer.principal).max();
        if let Some(most) = most {
            let likely = assessment.outcome == Outcome::Likely;
            product.stand = if likely { Stand::Likely } else { Stand::Offered };
            product.most = Some(most);
            product.because.clear();
            product.because_one_of.clear();
            continue;
        }
        product.most = None;
        product.stand = Stand::Barred;
        product.because_one_of.clear();
        if let Some(not) = assessment.not_offered.iter().find(|not| not.product == product.product) {
            product.because = vec![not.obstacle.word().into()];
        }
    }
}
