//! Whether a pack is whole: what it names is there, what it bounds is in order.

use super::derivation::{Condition, Derivation};
use super::document::DocumentWanted;
use super::law;
use super::model::{Attribute, Bin, Characteristic, Knot, Model};
use super::needs::{Need, of_condition, of_derivation};
use super::product::Product;
use super::question::{AnswerKind, Lever, Question, Spread};
use super::{Pack, Segment, Tier, TierOutcome, words};
use crate::json::{Hashed, MAX_SAFE, Path, Problem, Problems, Value, read_document};
use crate::loan::{DayCount, Fee, FeeBase, FeeTime, Repayment};
use crate::market::Market;
use crate::order::are_distinct;
use crate::rate::Ppm;

/// The pack that `document` holds, if it is whole and lawful in `market`.
///
/// # Errors
///
/// Every problem at once, each with its path.
pub fn read_pack(document: &Value, market: &Market) -> Result<Hashed<Pack>, Vec<Problem>> {
    let pack: Pack = read_document(document)?;
    let mut checks = Checks { pack: &pack, problems: Problems::default() };
    checks.whole();
    let mut problems = checks.problems;
    law::check(&pack, market, &mut problems);
    words::check(&pack, market, &mut problems);
    if problems.is_empty() { Ok(Hashed::new(pack, document)) } else { Err(problems.into_vec()) }
}

/// At most this many entries in any list of a pack that others refer to.
const MAX_ENTRIES: usize = 500;
/// At most this many ways to set all levers: recourse is exact among them.
const MAX_SETTINGS: u32 = 1 << 16;
/// At most this many terms by all products together: each is a loan of its own in every assessment.
const MAX_TERMS: usize = 200;
/// At most this many payments worked out for one decision, as [`Checks::work`] counts them.
const MAX_WORK: u64 = 500_000_000;

/// At most so many points from the first knot of a calibration to the last: a preview looks at each.
const MAX_SPAN: i64 = 10_000;

/// The greatest number of points, up or down, of one attribute.
const MAX_POINTS: i64 = 100_000;

const ROOT: &Path<'static> = &Path::Root;

struct Checks<'p> {
    pack: &'p Pack,
    problems: Problems,
}

impl<'p> Checks<'p> {
    fn whole(&mut self) {
        let pack = self.pack;
        if !self.lengths() {
            return;
        }
        self.ids();
        self.questions(&ROOT.key("questions"));
        self.moves();
        self.wanted();
        self.relations(&ROOT.key("relations"));
        for (index, named) in pack.characteristics.iter().enumerate() {
            let at = &ROOT.key("characteristics");
            let earlier = Known { questions: usize::MAX, characteristics: index };
            self.derivation(&at.item(index).key("derivation"), &named.derivation, earlier);
        }
        self.rules();
        self.segments(&ROOT.key("segments"));
        for (index, model) in pack.models.iter().enumerate() {
            self.model(&ROOT.key("models").item(index), model);
        }
        self.tiers();
        for (index, product) in pack.products.iter().enumerate() {
            self.product(&ROOT.key("products").item(index), product);
        }
        for (index, document) in pack.documents.iter().flatten().enumerate() {
            self.document(&ROOT.key("documents").item(index), document);
        }
        let to = &ROOT.key("to");
        self.check(pack.from <= pack.to, "dates-out-of-order", to, "the last day must not come before the first");
    }

    fn check(&mut self, holds: bool, code: &'static str, at: &Path<'_>, message: &str) {
        self.problems.check(holds, code, at, message);
    }

    fn lengths(&mut self) -> bool {
        let pack = self.pack;
        let lists = [
            ("questions", pack.questions.len()),
            ("relations", pack.relations.len()),
            ("characteristics", pack.characteristics.len()),
            ("policy", pack.policy.len()),
            ("segments", pack.segments.len()),
            ("models", pack.models.len()),
            ("tiers", pack.tiers.len()),
            ("products", pack.products.len()),
            ("documents", pack.documents.as_ref().map_or(0, Vec::len)),
        ];
        for (key, length) in lists {
            self.check(length <= MAX_ENTRIES, "list-too-long", &ROOT.key(key), "at most 500 entries are read");
        }
        self.problems.is_empty()
    }

    fn moves(&mut self) {
        let moves = |lever: &Lever| match lever {
            Lever::Step { times, .. } => *times,
            Lever::Choose { options, .. } => u32::try_from(options.len()).unwrap_or(u32::MAX),
        };
        let levers = self.pack.questions.iter().filter_map(|question| question.lever.as_ref());
        let settings = levers.fold(1, |all: u32, lever| all.saturating_mul(moves(lever).saturating_add(1)));
        let at = &ROOT.key("questions");
        let message = "all levers together can be set in at most 65536 ways, each left as it is or moved";
        self.check(settings <= MAX_SETTINGS, "too-many-moves", at, message);
        let work = self.work().saturating_mul(u64::from(settings));
        let message = "fewer moves, or fewer or shorter terms, or greater steps of the amount are needed";
        self.check(work <= MAX_WORK, "too-much-work", &ROOT.key("products"), message);
    }

    /// How many payments one assessment may have to work out: those of every term, as often as the greatest amount that
    /// fits is halved for; and as much as eight payments for each loan, however short.
    fn work(&mut self) -> u64 {
        let (mut terms, mut work) = (0, 0_u64);
        for product in &self.pack.products {
            let steps = product.max.saturating_sub(product.min).checked_div(product.step).unwrap_or(0);
            let halvings = u64::from(i64::BITS - steps.leading_zeros()) + 1;
            for periods in &product.terms {
                work = work.saturating_add(halvings * (u64::from(*periods) + 8));
            }
            terms += product.terms.len();
        }
        let at = &ROOT.key("products");
        self.check(terms <= MAX_TERMS, "too-many-terms", at, "all products together have at most 200 terms");
        work
    }

    fn ids(&mut self) {
        let pack = self.pack;
        let questions = pack.questions.iter().map(|question| &question.id);
        let characteristics = pack.characteristics.iter().map(|characteristic| &characteristic.id);
        self.unique(&ROOT.key("questions"), &mut questions.chain(characteristics));
        self.unique(&ROOT.key("relations"), &mut pack.relations.iter().map(|relation| &relation.id));
        self.unique(&ROOT.key("policy"), &mut pack.policy.iter().map(|rule| &rule.id));
        self.unique(&ROOT.key("segments"), &mut pack.segments.iter().map(|segment| &segment.id));
        self.unique(&ROOT.key("models"), &mut pack.models.iter().map(|model| &model.id));
        self.unique(&ROOT.key("tiers"), &mut pack.tiers.iter().map(|tier| &tier.id));
        self.unique(&ROOT.key("products"), &mut pack.products.iter().map(|product| &product.id));
        let documents = pack.documents.iter().flatten();
        self.unique(&ROOT.key("documents"), &mut documents.map(|document| &document.id));
    }

    fn unique(&mut self, at: &Path<'_>, ids: &mut dyn Iterator<Item = &'p String>) {
        let mut seen: Vec<&str> = Vec::new();
        for (index, id) in ids.enumerate() {
            let fresh = !seen.contains(&id.as_str()) && !id.is_empty();
            let at = &at.item(index);
            self.check(fresh, "id-not-unique", &at.key("id"), "an id that no other here has is needed");
            seen.push(id);
        }
    }

    fn derivation(&mut self, at: &Path<'_>, derivation: &'p Derivation, known: Known) {
        of_derivation(derivation, &mut |name, need| self.name(at, name, need, known));
    }

    fn condition(&mut self, at: &Path<'_>, condition: &'p Condition, known: Known) {
        of_condition(condition, &mut |name, need| self.name(at, name, need, known));
    }

    /// A name that is read is known there, and gives what is needed of it.
    fn name(&mut self, at: &Path<'_>, name: &str, need: Need<'_>, known: Known) {
        let pack = self.pack;
        let question = pack.questions.iter().take(known.questions).find(|question| question.id == name);
        let characteristic = pack.characteristics.iter().take(known.characteristics).any(|known| known.id == name);
        if question.is_none() && !characteristic {
            let message = String::from("no question or earlier characteristic is named ") + name;
            self.problems.add("unknown-name", at, &message);
        }
        let fits = question.is_none_or(|question| need.is_met_by(question));
        if !fits || (characteristic && !need.is_met_by_characteristic()) {
            let message = String::from(name) + " is of another kind than is needed here, or lacks an option";
            self.problems.add("wrong-question-kind", at, &message);
        }
    }

    fn questions(&mut self, at: &Path<'_>) {
        for (index, question) in self.pack.questions.iter().enumerate() {
            let at = &at.item(index);
            if let Some(when) = &question.when {
                self.condition(&at.key("when"), when, Known { questions: index, characteristics: 0 });
            }
            self.bounds(&at.key("answer"), question);
            self.order(&at.key("after"), question, index);
            self.distribution(&at.key("distribution"), question);
            self.lever(&at.key("lever"), question);
        }
    }

    fn order(&mut self, at: &Path<'_>, question: &'p Question, index: usize) {
        let earlier = self.pack.questions.iter().take(index);
        let known = |id: &String| earlier.clone().any(|question| question.id == *id);
        let ordered = question.after.as_ref().is_none_or(|after| after.iter().all(known));
        self.check(ordered, "unknown-name", at, "earlier questions of this pack are needed");
    }

    fn distribution(&mut self, at: &Path<'_>, question: &'p Question) {
        let Some(distribution) = &question.distribution else { return };
        let options: Vec<&str> = match &question.answer {
            AnswerKind::Choice { options } => options.iter().map(String::as_str).collect(),
            AnswerKind::YesNo {} => vec!["yes", "no"],
            AnswerKind::Money { .. } | AnswerKind::Number { .. } | AnswerKind::Date { .. } => Vec::new(),
        };
        let fits = match &distribution.of {
            Spread::Quantiles { of } => options.is_empty() && !of.is_empty() && of.is_sorted(),
            Spread::Shares { of } => {
                let whole: i64 = of.values().map(|share| share.0).sum();
                of.keys().all(|option| options.contains(&option.as_str())) && whole == Ppm::ONE.0
            }
        };
        let message = "ascending quantiles of a number or date, or shares of the options that sum to 1000000";
        self.check(fits && distribution.unknown <= Ppm::ONE, "distribution-does-not-fit", at, message);
    }

    fn relations(&mut self, at: &Path<'_>) {
        for (index, relation) in self.pack.relations.iter().enumerate() {
            let at = &at.item(index);
            let place = self.pack.questions.iter().position(|question| question.id == relation.at);
            self.check(place.is_some(), "unknown-name", &at.key("at"), "a question of this pack is needed");
            let questions = place.map_or(usize::MAX, |place| place + 1);
            self.condition(&at.key("holds"), &relation.holds, Known { questions, characteristics: 0 });
        }
    }

    fn bounds(&mut self, at: &Path<'_>, question: &Question) {
        let in_order = match &question.answer {
            AnswerKind::Money { min, max } | AnswerKind::Number { min, max, .. } => min <= max,
            AnswerKind::Date { min, max } => min.zip(*max).is_none_or(|(min, max)| min <= max),
            AnswerKind::Choice { options } => !options.is_empty(),
            AnswerKind::YesNo {} => true,
        };
        let message = "the least must not be above the most, and a choice needs options";
        self.check(in_order, "bounds-out-of-order", at, message);
        if let AnswerKind::Choice { options } = &question.answer {
            let options: Vec<&str> = options.iter().map(String::as_str).collect();
            self.check(are_distinct(&options), "id-not-unique", at, "each option stands once");
        }
    }

    fn lever(&mut self, at: &Path<'_>, question: &Question) {
        let fits = match (&question.lever, &question.answer) {
            (None, _) => true,
            (Some(Lever::Step { by, .. }), AnswerKind::Money { .. } | AnswerKind::Number { .. }) => *by != 0,
            (Some(Lever::Choose { options, .. }), AnswerKind::Choice { options: all }) => {
                options.iter().all(|option| all.contains(option))
            }
            (Some(Lever::Choose { options, .. }), AnswerKind::YesNo {}) => {
                options.iter().all(|option| option == "yes" || option == "no")
            }
            (Some(_), _) => false,
        };
        let measured = question.lever.as_ref().is_none_or(|lever| match lever {
            Lever::Step { effort, days, .. } | Lever::Choose { effort, days, .. } => {
                (1..=100).contains(effort) && *days <= 3_650
            }
        });
        self.check(measured, "number-out-of-range", at, "effort is from 1 to 100, and at most 3650 days are needed");
        let message = "steps fit money and numbers; choices fit the question's own options";
        self.check(fits, "lever-does-not-fit", at, message);
    }

    /// What the law's protection hangs on is always asked and always answered.
    fn wanted(&mut self) {
        let (wanted, eligibility) = (&self.pack.wanted, &self.pack.eligibility);
        let at = &ROOT.key("wanted");
        let money = |kind: &AnswerKind| matches!(kind, AnswerKind::Money { min, .. } if *min > 0);
        self.owed(&at.key("amount"), &wanted.amount, &money, "a money question above 0, always asked, is needed");
        let number = |kind: &AnswerKind| matches!(kind, AnswerKind::Number { min, .. } if *min > 0);
        self.owed(&at.key("term"), &wanted.term, &number, "a number question above 0, always asked, is needed");
        let choice = |kind: &AnswerKind| matches!(kind, AnswerKind::Choice { .. });
        self.owed(&at.key("purpose"), &wanted.purpose, &choice, "a choice question, always asked, is needed");
        let at = &ROOT.key("eligibility");
        let date = |kind: &AnswerKind| matches!(kind, AnswerKind::Date { .. });
        let birth = &eligibility.birth_date;
        self.owed(&at.key("birthDate"), birth, &date, "a date question, always asked, is needed");
        let yes_no = |kind: &AnswerKind| matches!(kind, AnswerKind::YesNo {});
        for (borrower, question) in eligibility.borrowers.iter() {
            let at = &at.key("borrowers");
            self.owed(&at.key(borrower), question, &yes_no, "a yes-or-no question, always asked, is needed");
        }
    }

    fn owed(&mut self, at: &Path<'_>, id: &str, fits: &dyn Fn(&AnswerKind) -> bool, message: &str) {
        let question = self.pack.questions.iter().find(|question| question.id == id);
        let owed = question
            .is_some_and(|question| question.when.is_none() && !question.may_be_unknown && fits(&question.answer));
        self.check(owed, "wrong-question-kind", at, message);
    }

    fn rules(&mut self) {
        let pack = self.pack;
        for (index, rule) in pack.policy.iter().enumerate() {
            self.condition(&ROOT.key("policy").item(index).key("when"), &rule.when, Known::ALL);
        }
        let (capacity, at) = (&pack.capacity, &ROOT.key("capacity"));
        self.derivation(&at.key("income"), &capacity.income, Known::ALL);
        self.derivation(&at.key("expenses"), &capacity.expenses, Known::ALL);
        self.derivation(&at.key("repayments"), &capacity.repayments, Known::ALL);
        let sane = capacity.max_dti <= Ppm::ONE && capacity.max_disposable <= Ppm::ONE && capacity.max_exposure >= 0;
        self.check(sane, "number-out-of-range", at, "shares go up to 1000000 and amounts are not below 0");
    }

    fn segments(&mut self, at: &Path<'_>) {
        let pack = self.pack;
        let last = pack.segments.len().saturating_sub(1);
        for (index, segment) in pack.segments.iter().enumerate() {
            self.segment(&at.item(index), segment, index == last);
        }
        self.check(!pack.segments.is_empty(), "list-empty", at, "at least one segment is needed");
    }

    fn segment(&mut self, at: &Path<'_>, segment: &'p Segment, is_last: bool) {
        if let Some(when) = &segment.when {
            self.condition(&at.key("when"), when, Known::ALL);
        }
        let message = "the last segment, and no other, takes everyone";
        self.check(segment.when.is_none() == is_last, "segment-order", at, message);
        if !self.pack.models.iter().any(|model| model.id == segment.model) {
            let message = String::from("no model of this pack is named ") + &segment.model;
            self.problems.add("unknown-name", &at.key("model"), &message);
        }
        if let Some(expert) = &segment.expert {
            self.characteristics(&at.key("expert").key("characteristics"), &expert.characteristics);
        }
    }

    fn model(&mut self, at: &Path<'_>, model: &'p Model) {
        let of = &at.key("characteristics");
        self.characteristics(of, &model.characteristics);
        self.unique(of, &mut model.characteristics.iter().map(|characteristic| &characteristic.id));
        let bounded = model.base_points.abs() <= MAX_POINTS;
        self.check(bounded, "number-out-of-range", &at.key("basePoints"), "up to 100000 points");
        let message = "scores must rise, by 10000 at most, and probabilities and the ends of their ranges must not, each in \
                       its range and band";
        let in_order = is_calibration(&model.calibration);
        self.check(in_order, "calibration-out-of-order", &at.key("calibration"), message);
        let count = model.characteristics.len();
        let fits = |knot: &Knot| knot.means.len() == count && knot.means.iter().all(|mean| mean.abs() <= MAX_POINTS);
        let message = "each band has the mean points of every characteristic";
        self.check(model.calibration.iter().all(fits), "means-do-not-fit", &at.key("calibration"), message);
    }

    fn characteristics(&mut self, at: &Path<'_>, characteristics: &'p [Characteristic]) {
        for (index, characteristic) in characteristics.iter().enumerate() {
            let at = &at.item(index);
            self.derivation(&at.key("derivation"), &characteristic.derivation, Known::ALL);
            let attributes = &characteristic.attributes;
            let total = attributes.last().is_some_and(|attribute| matches!(attribute.bin, Bin::Other {}));
            let message = "the last attribute must hold whatever is left: kind other";
            self.check(total, "no-other-bin", &at.key("attributes"), message);
            let points = |attribute: &Attribute| attribute.points.abs() <= MAX_POINTS;
            let references = [characteristic.mean_points, characteristic.neutral_points];
            let bounded = attributes.iter().all(points) && references.iter().all(|mean| mean.abs() <= MAX_POINTS);
            self.check(bounded, "number-out-of-range", at, "up to 100000 points");
        }
    }

    fn tiers(&mut self) {
        let tiers = &self.pack.tiers;
        let rising = tiers.windows(2).all(|pair| matches!(pair, [a, b] if a.max_pd < b.max_pd));
        let whole = tiers.last().map(|tier: &Tier| tier.max_pd) == Some(Ppm::ONE);
        let at = &ROOT.key("tiers");
        self.check(rising && whole, "tiers-out-of-order", at, "limits must rise, the last to 1000000");
        let falling = tiers.windows(2).all(|pair| matches!(pair, [a, b] if rank(a.outcome) >= rank(b.outcome)));
        self.check(falling, "tiers-out-of-order", at, "a riskier tier never has a better outcome");
    }

    fn product(&mut self, at: &Path<'_>, product: &Product) {
        let amounts = 0 < product.min && product.min <= product.max && product.step > 0;
        let message = "amounts are above 0, the least not above the most, the step above 0";
        self.check(amounts, "bounds-out-of-order", at, message);
        let rising = product.terms.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
        let terms = rising && !product.terms.is_empty();
        self.check(terms, "terms-out-of-order", &at.key("terms"), "terms must rise");
        let within = product.terms.iter().all(|periods| product.term(*periods).months().is_some());
        self.check(
            within,
            "term-out-of-range",
            &at.key("terms"),
            "a term is at least one period and at most 600 months",
        );
        self.form(at, product);
        let tiers = product.tiers.iter().all(|id| self.pack.tiers.iter().any(|tier| tier.id == *id));
        self.check(tiers, "unknown-name", &at.key("tiers"), "tiers of this pack are needed");
        let price = &product.price;
        let priced = price.min <= price.max && price.step > Ppm(0) && price.lgd <= Ppm::ONE;
        let message = "the lowest rate is not above the highest, the step above 0";
        self.check(priced, "bounds-out-of-order", &at.key("price"), message);
        for (index, fee) in product.fees.iter().enumerate() {
            self.fee(&at.key("fees").item(index), fee);
        }
    }

    fn document(&mut self, at: &Path<'_>, document: &'p DocumentWanted) {
        let pack = self.pack;
        if let Some(when) = &document.when {
            self.condition(&at.key("when"), when, Known::ALL);
        }
        if let Some(products) = &document.products {
            let at = &at.key("products");
            self.check(!products.is_empty(), "list-empty", at, "a product is needed, or none of this key for all");
            self.named(at, products, "product", &|id| pack.products.iter().any(|product| product.id == *id));
        }
        if let Some(questions) = &document.proves {
            let is_asked = |id: &String| pack.questions.iter().any(|question| question.id == *id);
            self.named(&at.key("proves"), questions, "question", &is_asked);
        }
    }

    /// Each of these names is known, and stands once.
    fn named(&mut self, at: &Path<'_>, names: &[String], kind: &str, is_known: &dyn Fn(&String) -> bool) {
        for (index, name) in names.iter().enumerate() {
            let message = ["no ", kind, " of this pack is named ", name].concat();
            self.check(is_known(name), "unknown-name", &at.item(index), &message);
            let first = names.iter().position(|other| other == name) == Some(index);
            self.check(first, "id-not-unique", &at.item(index), "it stands here once");
        }
    }

    fn form(&mut self, at: &Path<'_>, product: &Product) {
        let form = &product.repayment;
        let at_form = &at.key("repayment");
        let message = "this form says what was quoted: its rate is no yearly rate, and a product needs one";
        self.check(!form.is_for_quotes(), "repayment-not-for-products", at_form, message);
        let message = "shares are below the whole, months from 1 to 12, twelve weights, and something falls due";
        self.check(form.is_sound(), "repayment-does-not-fit", at_form, message);
        if let Repayment::InterestOnly { periods } = form {
            let level = product.terms.first().is_none_or(|shortest| periods < shortest);
            self.check(level, "repayment-does-not-fit", at_form, "every term is longer than the interest-only periods");
        }
        let by_days = product.count != DayCount::EqualPeriods || !matches!(form, Repayment::DayInterest {});
        let message = "interest by the day needs a count of days";
        self.check(by_days, "day-count-does-not-fit", &at.key("dayCount"), message);
    }

    fn fee(&mut self, at: &Path<'_>, fee: &Fee) {
        let amounts = [Some(fee.fixed), fee.min, fee.max];
        let bounded =
            amounts.iter().flatten().all(|amount| *amount >= 0) && fee.min.unwrap_or(0) <= fee.max.unwrap_or(MAX_SAFE);
        let shares = fee.share <= Ppm::ONE && fee.tax.is_none_or(|tax| tax <= Ppm::ONE);
        let message = "a fee is not below 0 and no more than what it is a share of, its least not above its most";
        self.check(bounded && shares, "number-out-of-range", at, message);
        let with_instalment = matches!(fee.when, FeeTime::EachInstalment | FeeTime::AtEnd);
        let based = fee.of != FeeBase::Instalment || with_instalment;
        let message = "a share of the instalment is paid with one: each-instalment or at-end";
        self.check(based, "fee-without-base", &at.key("of"), message);
    }
}

/// What may be named at some place: the first so many questions and characteristics.
#[derive(Clone, Copy)]
struct Known {
    questions: usize,
    characteristics: usize,
}

impl Known {
    /// Any question and any characteristic.
    const ALL: Known = Known { questions: usize::MAX, characteristics: usize::MAX };
}

fn is_calibration(knots: &[Knot]) -> bool {
    let each = knots.iter().all(|knot| {
        knot.low <= knot.pd && knot.pd <= knot.high && knot.high <= Ppm::ONE && knot.score.abs() <= MAX_POINTS * 100
    });
    let falls = |a: &Knot, b: &Knot| a.pd >= b.pd && a.low >= b.low && a.high >= b.high;
    let rises = |a: &Knot, b: &Knot| a.score < b.from && b.from <= b.score;
    let order = knots.windows(2).all(|pair| matches!(pair, [a, b] if falls(a, b) && rises(a, b)));
    let is_short = knots.first().zip(knots.last()).is_some_and(|(first, last)| last.score - first.score <= MAX_SPAN);
    is_short && each && order
}

fn rank(outcome: TierOutcome) -> u32 {
    match outcome {
        TierOutcome::Likely => 2,
        TierOutcome::Possible => 1,
        TierOutcome::NotYet => 0,
    }
}
