//! The parts of a decision that one answer moves: each hangs on a few answers alone, so that it is gone through over all
//! their bins and boundaries, and where a better answer makes one worse is known exactly.

use super::Cx;
use super::reach::reads;
use super::space::{Cell, Person, mixed};
use crate::application::Answers;
use crate::capacity::capacity;
use crate::characteristic::Facts;
use crate::form::{self, Sheet};
use crate::pack::derivation::{Condition, Derivation};
use crate::pack::model::Characteristic;
use crate::pack::question::{Better, Question};
use crate::pack::{Pack, TierOutcome};
use crate::policy::{denied, of_law};
use crate::score::points;

/// A step to a better answer at which a part gets worse, or at which what is asked or who is scored how changes.
pub(super) struct Step {
    /// The answers that the part hangs on.
    pub cells: Vec<Cell>,
    /// The worse answer.
    pub worse: i64,
    /// The better one, right beside it.
    pub better: i64,
    /// How much worse the part gets.
    pub loss: i64,
}

/// What was found along one question.
pub(super) struct Steps {
    pub steps: Vec<Step>,
    pub points: u64,
    pub exhaustive: bool,
}

/// One setting of the other answers of a part is gone through for so many applicants that are made up.
const PERSONS_A_SETTING: u64 = 5;
/// At most so many steps of one part are kept: those with the greatest loss.
const KEPT: usize = 12;
/// At most so many of them are the same step of other applicants.
const SAME: usize = 4;

/// Every step along a question at which some part gets worse.
pub(super) fn steps(cx: &Cx<'_>, place: usize, better: Better) -> Steps {
    let mut all = Steps { steps: Vec::new(), points: 0, exhaustive: is_nested(cx.pack) };
    for part in parts(cx) {
        let support = part.support(cx);
        if support.contains(&place) {
            along(cx, &part, &support, (place, better), &mut all);
        }
    }
    all
}

/// Whether every product that serves a tier serves all better ones that lend: else a better score may lose a product.
fn is_nested(pack: &Pack) -> bool {
    pack.products.iter().all(|product| {
        let lending = pack.tiers.iter().filter(|tier| tier.outcome != TierOutcome::NotYet);
        lending.map(|tier| !product.tiers.contains(&tier.id)).is_sorted()
    })
}

/// A part of a decision.
enum Part<'a> {
    /// Whether a question is asked: any change is worth a look.
    Asked(usize),
    /// Which segment is taken: the same.
    Segment,
    /// Whether a rule of the pack fires.
    Rule(&'a Condition),
    /// Whether a rule of the market refuses.
    Law,
    /// The points of a characteristic.
    Points(&'a Characteristic),
    /// What can be carried.
    Capacity,
}

fn parts<'a>(cx: &Cx<'a>) -> Vec<Part<'a>> {
    let pack = cx.pack;
    let asked = pack.questions.iter().enumerate().filter(|(_, question)| question.when.is_some());
    let mut parts: Vec<Part<'a>> = asked.map(|(place, _)| Part::Asked(place)).collect();
    parts.extend([Part::Segment, Part::Law, Part::Capacity]);
    parts.extend(pack.policy.iter().map(|rule| Part::Rule(&rule.when)));
    let models = pack.models.iter().flat_map(|model| &model.characteristics);
    let experts = pack.segments.iter().flat_map(|segment| &segment.expert).flat_map(|expert| &expert.characteristics);
    parts.extend(models.chain(experts).map(Part::Points));
    parts
}

impl Part<'_> {
    /// The places of the questions that it hangs on.
    fn support(&self, cx: &Cx<'_>) -> Vec<usize> {
        let pack = cx.pack;
        let names: Vec<&str> = match self {
            Part::Asked(place) => pack.questions.get(*place).into_iter().flat_map(when).collect(),
            Part::Segment => {
                pack.segments.iter().filter_map(|one| one.when.as_ref()).flat_map(Condition::names).collect()
            }
            Part::Rule(when) => when.names(),
            Part::Points(characteristic) => characteristic.derivation.names(),
            Part::Law => of_case(cx),
            Part::Capacity => {
                let rule = &pack.capacity;
                let mut names = of_case(cx);
                names.extend([&rule.expenses, &rule.repayments].into_iter().flat_map(|one| one.names()));
                names
            }
        };
        reads(cx, &names)
    }

    /// What it comes to: more is better, but for what is asked and for segments, where any change may matter.
    fn value(&self, cx: &Cx<'_>, answers: &Answers) -> i64 {
        let pack = cx.pack;
        let facts = Facts::new(answers, &pack.characteristics, cx.today);
        let good = |bad: bool| i64::from(!bad);
        match self {
            Part::Asked(place) => {
                let when = pack.questions.get(*place).and_then(|question| question.when.as_ref());
                i64::from(when.is_none_or(|when| facts.holds(when) == Some(true)))
            }
            Part::Segment => {
                let taken =
                    |one: &crate::pack::Segment| one.when.as_ref().is_none_or(|when| facts.holds(when) == Some(true));
                pack.segments.iter().position(taken).and_then(|place| i64::try_from(place).ok()).unwrap_or(-1)
            }
            Part::Rule(when) => good(facts.holds(when) == Some(true)),
            Part::Points(characteristic) => points(characteristic, &facts),
            Part::Law => good(!of_law(cx.market, pack, &facts).is_empty()),
            Part::Capacity => {
                let denied = denied(pack, &facts);
                let case = pack.case(answers.choice(&pack.wanted.purpose), &denied);
                let found = capacity(&pack.capacity, cx.market, &case, &facts);
                // Not to know it asks for a person, which is better than to know that it is nothing.
                found.map_or(1, |found| if found.instalment > 0 { found.instalment + 1 } else { 0 })
            }
        }
    }

    /// Whether each of its comparisons is of one answer as it stands, so that nothing changes but at the points of the axes.
    fn is_of_points(&self, pack: &Pack, support: &[usize]) -> bool {
        let reads_one = |names: &[&str]| answers_read(pack, names) <= 1;
        let compares = |when: &Condition| each_comparison(pack, when, &mut |names| reads_one(names));
        let asked = |place: &usize| pack.questions.get(*place).and_then(|question| question.when.as_ref());
        support.iter().filter_map(asked).all(compares)
            && match self {
                Part::Asked(place) => asked(place).is_none_or(compares),
                Part::Segment => pack.segments.iter().filter_map(|one| one.when.as_ref()).all(compares),
                Part::Rule(when) => compares(when),
                Part::Points(characteristic) => {
                    reads_one(&characteristic.derivation.names()) && is_plain(pack, &characteristic.derivation)
                }
                Part::Law => is_plain(pack, &pack.capacity.income),
                Part::Capacity => false,
            }
    }

    fn is_of_form(&self) -> bool {
        matches!(self, Part::Asked(_) | Part::Segment)
    }
}

/// Of how many answers these names are made.
fn answers_read(pack: &Pack, names: &[&str]) -> usize {
    let names = pack.made_of(names.to_vec());
    pack.questions.iter().filter(|question| names.contains(&question.id.as_str())).count()
}

/// Whether a number is an answer as it stands, or a constant: an axis has its points where such a one is compared.
fn is_plain(pack: &Pack, derivation: &Derivation) -> bool {
    match derivation {
        Derivation::Answer { of } => {
            let named = pack.characteristics.iter().find(|named| named.id == *of);
            named.is_none_or(|named| is_plain(pack, &named.derivation))
        }
        Derivation::First { of } => of.iter().all(|part| is_plain(pack, part)),
        Derivation::Scaled { times_ppm, of } => *times_ppm == 0 && is_plain(pack, of),
        Derivation::Constant { .. } | Derivation::Code { .. } | Derivation::YearsSince { .. } => true,
        Derivation::Sum { .. }
        | Derivation::Difference { .. }
        | Derivation::Ratio { .. }
        | Derivation::Min { .. }
        | Derivation::Max { .. }
        | Derivation::CountAtLeast { .. }
        | Derivation::MonthsSince { .. } => false,
    }
}

/// Whether each comparison of a condition is plain, and something is so of what it reads.
fn each_comparison(pack: &Pack, when: &Condition, is_so: &mut dyn FnMut(&[&str]) -> bool) -> bool {
    match when {
        Condition::All { of } | Condition::Any { of } => of.iter().all(|part| each_comparison(pack, part, is_so)),
        Condition::Not { of } => each_comparison(pack, of, is_so),
        Condition::Compare { left, right, .. } if !is_plain(pack, left) || !is_plain(pack, right) => false,
        Condition::Compare { .. } | Condition::OneOf { .. } | Condition::Yes { .. } | Condition::Missing { .. } => {
            is_so(&when.names())
        }
    }
}

fn when(question: &Question) -> Vec<&str> {
    question.when.iter().flat_map(Condition::names).collect()
}

/// What decides which rules of the market are about a loan.
fn of_case<'a>(cx: &Cx<'a>) -> Vec<&'a str> {
    let eligibility = &cx.pack.eligibility;
    let mut names = cx.pack.capacity.income.names();
    names.extend([cx.pack.wanted.purpose.as_str(), eligibility.birth_date.as_str()]);
    names.extend(eligibility.borrowers.values().map(String::as_str));
    names
}

/// The steps of one part along one question, with the other answers that the part hangs on set in every way.
fn along(cx: &Cx<'_>, part: &Part<'_>, support: &[usize], (place, better): (usize, Better), all: &mut Steps) {
    let others: Vec<usize> = support.iter().copied().filter(|other| *other != place).collect();
    let (settings, exhaustive) = settings(cx, &others);
    let is_thinned = support.iter().any(|place| cx.space.axes.get(*place).is_some_and(|axis| axis.thinned));
    all.exhaustive &= exhaustive && !is_thinned && part.is_of_points(cx.pack, support);
    let questions: Vec<Question> = support.iter().filter_map(|place| cx.pack.questions.get(*place)).cloned().collect();
    let sheet = Sheet { questions: &questions, relations: &[] };
    let mut found: Vec<Step> = Vec::new();
    for setting in &settings {
        let mut person: Person = vec![None; cx.space.axes.len()];
        for (other, answer) in others.iter().zip(setting) {
            if let Some(place) = person.get_mut(*other) {
                *place = *answer;
            }
        }
        let mut line = Line { cx, part, sheet, person, place, points: 0, changes: Vec::new() };
        line.walk();
        all.points += line.points;
        for (below, above, change) in line.changes {
            let (worse, better, loss) = match better {
                Better::More => (below, above, -change),
                Better::Less => (above, below, change),
            };
            if loss > 0 || part.is_of_form() {
                let mut cells = cx.space.whole();
                for (other, answer) in others.iter().zip(setting) {
                    if let Some(cell) = cells.get_mut(*other) {
                        *cell = Cell::of(*answer);
                    }
                }
                found.push(Step { cells, worse, better, loss });
            }
        }
    }
    all.steps.extend(kept(found));
}

/// Of all steps of a part those with the greatest loss, and of the same step some of the settings that it is met in.
fn kept(mut found: Vec<Step>) -> Vec<Step> {
    found.sort_by_key(|step| (-step.loss, step.worse, step.better));
    let mut kept: Vec<Step> = Vec::new();
    for step in found {
        let same = kept.iter().filter(|other| (other.worse, other.better) == (step.worse, step.better));
        if same.count() < SAME && kept.len() < KEPT {
            kept.push(step);
        }
    }
    kept
}

/// Every setting of some questions at their points; where there are too many, as many as are gone through.
fn settings(cx: &Cx<'_>, places: &[usize]) -> (Vec<Vec<Option<i64>>>, bool) {
    let mut settings: Vec<Vec<Option<i64>>> = vec![Vec::new()];
    let mut exhaustive = true;
    let most = usize::try_from(cx.persons / PERSONS_A_SETTING).unwrap_or(usize::MAX);
    for (number, place) in (0_u64..).zip(places) {
        let Some(axis) = cx.space.axes.get(*place) else { continue };
        let mut points: Vec<Option<i64>> = axis.points.iter().copied().map(Some).collect();
        if axis.whole.unknown {
            points.push(None);
        }
        let mut next = Vec::new();
        for setting in &settings {
            next.extend(points.iter().map(|point| [setting.as_slice(), &[*point]].concat()));
        }
        if next.len() > most {
            exhaustive = false;
            // As if by chance, so that no setting of another question is left out.
            next.sort_by_key(|setting| {
                setting.iter().fold(number, |sum, one| mixed(sum, one.unwrap_or(-1).unsigned_abs()))
            });
            next.truncate(most);
        }
        settings = next;
    }
    (settings, exhaustive)
}

/// One part along one question.
struct Line<'a, 'c> {
    cx: &'a Cx<'c>,
    part: &'a Part<'a>,
    sheet: Sheet<'a>,
    person: Person,
    place: usize,
    points: u64,
    /// From this answer to the next the part changes by so much.
    changes: Vec<(i64, i64, i64)>,
}

impl Line<'_, '_> {
    fn walk(&mut self) {
        let Some(axis) = self.cx.space.axes.get(self.place) else { return };
        let mut before: Option<(i64, i64)> = None;
        for to in &axis.points {
            let value = self.at(*to);
            if let Some(from) = before {
                self.between(from, (*to, value));
            }
            before = Some((*to, value));
        }
    }

    /// What is between two points: looked at at the middle and near the lower one, then halved to where it changes.
    fn between(&mut self, from: (i64, i64), to: (i64, i64)) {
        let mut last = from;
        for part in [256, 16, 2] {
            let at = from.0 + (to.0 - from.0) / part;
            if last.0 < at && at < to.0 {
                let middle = (at, self.at(at));
                self.halve(last, middle);
                last = middle;
            }
        }
        self.halve(last, to);
    }

    fn halve(&mut self, from: (i64, i64), to: (i64, i64)) {
        if from.1 == to.1 {
            return;
        }
        // What can be carried moves with every cent: only falls are of use, and there are few.
        let moves = matches!(self.part, Part::Capacity);
        if to.0 - from.0 <= 1 || (moves && self.is_smooth(from, to)) {
            self.changes.push((from.0, to.0, to.1 - from.1));
            return;
        }
        let at = i64::midpoint(from.0, to.0);
        let middle = (at, self.at(at));
        self.halve(from, middle);
        self.halve(middle, to);
    }

    /// Whether it goes one way between the two, as far as the middle tells.
    fn is_smooth(&mut self, from: (i64, i64), to: (i64, i64)) -> bool {
        let middle = self.at(i64::midpoint(from.0, to.0));
        (from.1 <= middle && middle <= to.1) || (from.1 >= middle && middle >= to.1)
    }

    fn at(&mut self, answer: i64) -> i64 {
        self.points += 1;
        if let Some(own) = self.person.get_mut(self.place) {
            *own = Some(answer);
        }
        let answers = self.cx.space.answers(&self.person);
        self.part.value(self.cx, &form::kept(self.sheet, &answers, self.cx.today))
    }
}
