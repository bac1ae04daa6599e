//! Proofs about a pack, for those who make one: what can't be right in it, each finding shown on an applicant where one
//! can show it, and run through the assessment before it is told.

mod better;
mod bins;
mod boxes;
mod constants;
mod law;
mod limits;
mod parts;
mod reach;
mod read;
mod seen;
mod space;
mod words;

use crate::application::{Application, Scalar};
use crate::date::Date;
use crate::decision::{Assessment, Outcome, assess, reasons_of, standing};
use crate::form;
use crate::golden::mismatches;
use crate::json::{Hashed, Map, Path, Problem, Value, choice, record};
use crate::market::Market;
use crate::pack::{Pack, read_pack};
use crate::product::NotOffered;
use crate::rate::Ppm;
use seen::{Target, targets};
use space::{Person, Space};

choice! {
    /// The version of the lint document.
    pub enum LintSchema {
        /// The first.
        "kaimen/lint@1" V1,
    }
}

choice! {
    /// How a finding is known.
    pub enum Proof {
        /// The examples show it: each was run through the assessment.
        "shown" Shown,
        /// It follows from the documents alone, or from all applications that there are.
        "proven" Proven,
        /// Nothing that was tried says otherwise; `points` of what was looked at says how much that was.
        "not-found" NotFound,
    }
}

record! {
    /// An applicant, and what the assessment said.
    pub struct Example {
        /// Every answer by its question; what is not known is left out.
        "answers" answers: Map<Scalar>,
        /// The outcome.
        "outcome" outcome: Outcome,
        /// The rules that fired.
        "rules" rules: Vec<String>,
        /// The codes of the reasons.
        "reasons" reasons: Vec<String>,
        /// The score.
        "points" points: Option<i64>,
        /// The tier.
        "tier" tier: Option<String>,
        /// The greatest amount offered, in minor units.
        "mostMinor" most: i64,
        /// The lowest nominal rate offered.
        "ratePpm" rate: Option<Ppm>,
        /// What could not be offered, and why.
        "notOffered" not_offered: Vec<NotOffered>,
    }
}

record! {
    /// Something that can't be right.
    pub struct LintFinding {
        /// Which kind; permanent, kebab-case.
        "code" code: String,
        /// Where in the pack, as a JSON Pointer.
        "path" path: String,
        /// The id of what is there: a rule, a question, a product.
        "of" of: Option<String>,
        /// What is wrong, for who makes the pack.
        "message" message: String,
        /// How it is known.
        "proof" proof: Proof,
        /// Who shows it, where anyone can; where a better answer is worse off, the worse answer first, then the better.
        "examples" examples: Vec<Example>,
    }
}

record! {
    /// What was looked at for one thing, and how much of it.
    pub struct LookedAt {
        /// What was asked: a code of findings.
        "check" check: String,
        /// Of what in the pack, as a JSON Pointer.
        "path" path: String,
        /// So many applications, or parts of the space of all of them.
        "points" points: i64,
        /// Whether that is all there is: every bin and every boundary of a rule.
        "exhaustive" exhaustive: bool,
    }
}

record! {
    /// What was found in a pack.
    pub struct LintReport {
        /// Which document this is.
        "schema" schema: LintSchema,
        /// The market's id.
        "market" market: String,
        /// The pack's id.
        "pack" pack: String,
        /// SHA-256 of the pack's canonical form.
        "packSha256" pack_sha256: String,
        /// The day on which it was looked at: in the pack's time, the nearest to the day that was asked for.
        "today" today: Date,
        /// What can't be right, in the order of the checks.
        "findings" findings: Vec<LintFinding>,
        /// How much was looked at.
        "lookedAt" looked_at: Vec<LookedAt>,
    }
}

/// What a pack is looked at with.
#[derive(Clone, Copy)]
pub struct Extent<'a> {
    /// The day.
    pub today: Date,
    /// So many applicants are made up; a hundredth of them is gone through answer by answer.
    pub persons: u32,
    /// Hears of each of [`STEPS`] steps of equal weight.
    pub step: &'a dyn Fn(),
}

/// How many steps are heard of.
pub const STEPS: u64 = 20;

/// The pack that `document` holds, looked through.
///
/// # Errors
///
/// Where the pack is not whole or not lawful: the problems that keep it from being read, which are its findings.
pub fn lint(document: &Value, market: &Hashed<Market>, extent: &Extent<'_>) -> Result<LintReport, Vec<Problem>> {
    let pack = read_pack(document, market)?;
    let today = extent.today.clamp(pack.from, pack.to);
    let ages = [market.min_age.years, pack.eligibility.min_age];
    let space = Space::new(&pack, &ages, today);
    let cx = Cx { market, pack: &pack, today, persons: u64::from(extent.persons), step: extent.step, space };
    let mut found = Found::default();
    if extent.today != today {
        let message = ["the pack is to be used from ", &pack.from.text(), " to ", &pack.to.text()].concat();
        found.add("pack-out-of-date", &Path::Root.key("to"), &message, Proof::Proven, Vec::new());
    }
    golden(&cx, &mut found);
    read::check(&cx, &mut found);
    words::check(&cx, &mut found);
    bins::check(&cx, &mut found);
    let seen = seen::seen(&cx);
    law::check(&cx, &seen, &mut found);
    reach::check(&cx, &seen, &mut found);
    limits::check(&cx, &seen, &mut found);
    better::check(&cx, &mut found);
    for finding in &mut found.findings {
        finding.of = id_at(document, &finding.path);
    }
    Ok(LintReport {
        schema: LintSchema::V1,
        market: market.id.clone(),
        pack: pack.id.clone(),
        pack_sha256: pack.hash().into(),
        today,
        findings: found.findings,
        looked_at: found.looked_at,
    })
}

/// The id of the last thing with one on the way to a place of a document.
pub fn id_at(document: &Value, pointer: &str) -> Option<String> {
    let (mut value, mut id) = (document, None);
    for step in pointer.split('/').skip(1) {
        let next = match value {
            Value::List(items) => step.parse::<usize>().ok().and_then(|place| items.get(place)),
            other => other.get(step),
        };
        let Some(next) = next else { break };
        value = next;
        id = value.get("id").and_then(Value::as_text).or(id);
    }
    id.map(String::from)
}

/// What every check needs.
struct Cx<'a> {
    market: &'a Market,
    pack: &'a Pack,
    today: Date,
    persons: u64,
    step: &'a dyn Fn(),
    space: Space<'a>,
}

/// An application and what became of it.
struct Assessed<'a> {
    application: Application,
    assessment: Assessment<'a>,
}

impl<'a> Cx<'a> {
    /// What becomes of a person; none where their answers contradict each other.
    fn assessed(&self, person: &Person) -> Option<Assessed<'a>> {
        let answers = self.space.answers(person);
        let application = form::application(self.market, self.pack, &answers, self.today)?;
        let assessment = assess(self.market, self.pack, &application, self.today);
        Some(Assessed { application, assessment })
    }

    fn example(&self, of: &Assessed<'_>) -> Example {
        let Assessed { application, assessment } = of;
        let mut answers = Map::default();
        for (id, answer) in &application.answers().0 {
            answers.insert(id.clone(), form::scalar(answer));
        }
        let scored = assessment.scored.as_ref();
        Example {
            answers,
            outcome: assessment.outcome,
            rules: assessment.findings.iter().map(|finding| finding.rule.clone()).collect(),
            reasons: reasons_of(self.market, assessment).into_iter().map(|reason| reason.code).collect(),
            points: scored.map(|scored| scored.score.points),
            tier: scored.map(|scored| scored.tier.id.clone()),
            most: standing(assessment).principal,
            rate: assessment.offers.iter().map(|offer| offer.rate).min(),
            not_offered: assessment.not_offered.clone(),
        }
    }

    /// A person for whom something still is so, with the usual answer to every question that has nothing to do with it.
    fn plain(&self, person: &Person, still: &dyn Fn(&Person) -> bool) -> Person {
        let mut plain = person.clone();
        for place in 0..plain.len() {
            let Some(usual) = self.space.usual(place) else { continue };
            let mut tried = plain.clone();
            if let Some(answer) = tried.get_mut(place).filter(|answer| **answer != Some(usual)) {
                *answer = Some(usual);
                if still(&tried) {
                    plain = tried;
                }
            }
        }
        plain
    }

    /// The plainest who reaches something, as an example.
    fn reaches(&self, target: Target, person: Option<&Person>) -> Vec<Example> {
        let plain = person.map(|person| self.plain(person, &|person| self.does_reach(target, person)));
        self.shown(plain.as_ref())
    }

    fn does_reach(&self, target: Target, person: &Person) -> bool {
        self.assessed(person).is_some_and(|assessed| targets(self, &assessed).contains(&target))
    }

    /// The same of a person, where there is something to show.
    fn shown(&self, person: Option<&Person>) -> Vec<Example> {
        let assessed = person.and_then(|person| self.assessed(person));
        assessed.map(|assessed| self.example(&assessed)).into_iter().collect()
    }
}

/// What was found, and what was looked at.
#[derive(Default)]
struct Found {
    findings: Vec<LintFinding>,
    looked_at: Vec<LookedAt>,
}

impl Found {
    fn add(&mut self, code: &str, at: &Path<'_>, message: &str, proof: Proof, examples: Vec<Example>) {
        let (code, path, message) = (code.into(), at.pointer(), message.into());
        self.findings.push(LintFinding { code, path, of: None, message, proof, examples });
    }

    fn looked(&mut self, check: &str, at: &Path<'_>, points: u64, exhaustive: bool) {
        let points = i64::try_from(points).unwrap_or(i64::MAX);
        self.looked_at.push(LookedAt { check: check.into(), path: at.pointer(), points, exhaustive });
    }
}

fn golden(cx: &Cx<'_>, found: &mut Found) {
    for Problem { code, path, message } in mismatches(cx.market, cx.pack) {
        let proof = Proof::Proven;
        found.findings.push(LintFinding { code: code.into(), path, of: None, message, proof, examples: Vec::new() });
    }
    let at = &Path::Root.key("golden");
    let count = cx.pack.golden.as_ref().map_or(0, Vec::len);
    if count == 0 {
        let message =
            "no application with a known decision ships with the pack: nothing tells a slip in it from a change";
        found.add("golden-missing", at, message, Proof::Proven, Vec::new());
    }
    found.looked("golden", at, count as u64, true);
    let mut ids: Vec<&str> = Vec::new();
    for (index, golden) in cx.pack.golden.iter().flatten().enumerate() {
        if ids.contains(&golden.id.as_str()) {
            let message = "an id that no other golden application has is needed";
            found.add("golden-not-unique", &at.item(index).key("id"), message, Proof::Proven, Vec::new());
        }
        ids.push(&golden.id);
    }
}
