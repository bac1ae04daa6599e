//! Whether a pack is whole: what it names is there, what it bounds is in order.

use super::law;
use super::model::{Attribute, Bin, Characteristic, Knot, Model};
use super::needs::{Named, of_condition, of_derivation};
use super::product::Product;
use super::question::{AnswerKind, Lever, Question};
use super::{Pack, Segment, Tier};
use crate::json::{Hashed, MAX_PROBLEMS, Problem, Value, read_document};
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
    let mut checks = Checks { pack: &pack, problems: Vec::new() };
    checks.whole();
    let mut problems = checks.problems;
    problems.extend(law::problems(&pack, market));
    problems.truncate(MAX_PROBLEMS);
    if problems.is_empty() { Ok(Hashed::new(pack, document)) } else { Err(problems) }
}

/// At most this many entries in any list of a pack that others refer to.
const MAX_ENTRIES: usize = 500;
/// At most this many single moves by all levers together: recourse tries every pair of them.
const MAX_MOVES: u32 = 150;

/// The greatest number of points, up or down, of one attribute.
const MAX_POINTS: i64 = 100_000;

struct Checks<'p> {
    pack: &'p Pack,
    problems: Vec<Problem>,
}

impl<'p> Checks<'p> {
    fn whole(&mut self) {
        let pack = self.pack;
        if !self.lengths() {
            return;
        }
        self.ids();
        self.questions();
        self.moves();
        self.wanted();
        for (index, named) in pack.characteristics.iter().enumerate() {
            let path = format!("/characteristics/{index}/derivation");
            self.names(&path, &of_derivation(&named.derivation), usize::MAX, index);
        }
        self.rules();
        self.segments();
        for (index, model) in pack.models.iter().enumerate() {
            self.model(&format!("/models/{index}"), model);
        }
        self.tiers();
        for (index, product) in pack.products.iter().enumerate() {
            self.product(&format!("/products/{index}"), product);
        }
        self.check(pack.from <= pack.to, "dates-out-of-order", "/to", "the last day must not come before the first");
    }

    fn check(&mut self, holds: bool, code: &'static str, path: &str, message: &str) {
        if !holds && self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem { code, path: path.into(), message: message.into() });
        }
    }

    fn lengths(&mut self) -> bool {
        let pack = self.pack;
        let lists = [
            ("/questions", pack.questions.len()),
            ("/characteristics", pack.characteristics.len()),
            ("/policy", pack.policy.len()),
            ("/segments", pack.segments.len()),
            ("/models", pack.models.len()),
            ("/tiers", pack.tiers.len()),
            ("/products", pack.products.len()),
        ];
        for (path, length) in lists {
            self.check(length <= MAX_ENTRIES, "list-too-long", path, "at most 500 entries are read");
        }
        self.problems.is_empty()
    }

    fn moves(&mut self) {
        let moves = |lever: &Lever| match lever {
            Lever::Step { times, .. } => *times,
            Lever::Choose { options, .. } => u32::try_from(options.len()).unwrap_or(u32::MAX),
        };
        let sum = self.pack.questions.iter().filter_map(|question| question.lever.as_ref()).map(moves);
        let sum = sum.fold(0, u32::saturating_add);
        self.check(sum <= MAX_MOVES, "too-many-moves", "/questions", "all levers together have at most 150 moves");
    }

    fn ids(&mut self) {
        let pack = self.pack;
        let questions = pack.questions.iter().map(|q| &q.id);
        self.unique("/questions", questions.chain(pack.characteristics.iter().map(|c| &c.id)));
        self.unique("/policy", pack.policy.iter().map(|rule| &rule.id));
        self.unique("/segments", pack.segments.iter().map(|segment| &segment.id));
        self.unique("/models", pack.models.iter().map(|model| &model.id));
        self.unique("/tiers", pack.tiers.iter().map(|tier| &tier.id));
        self.unique("/products", pack.products.iter().map(|product| &product.id));
    }

    fn unique(&mut self, path: &str, ids: impl Iterator<Item = &'p String>) {
        let mut seen: Vec<&str> = Vec::new();
        for (index, id) in ids.enumerate() {
            let fresh = !seen.contains(&id.as_str()) && !id.is_empty();
            self.check(fresh, "id-not-unique", &format!("{path}/{index}/id"), "an id that no other here has is needed");
            seen.push(id);
        }
    }

    /// Each name is a question among the first `questions` or a characteristic among the first `characteristics`, and
    /// gives what is needed of it.
    fn names(&mut self, path: &str, named: &[Named<'_>], questions: usize, characteristics: usize) {
        let pack = self.pack;
        for (name, need) in named {
            let question = pack.questions.iter().take(questions).find(|question| question.id == *name);
            let characteristic = pack.characteristics.iter().take(characteristics).any(|known| known.id == *name);
            let message = format!("no question or earlier characteristic is named {name}");
            self.check(question.is_some() || characteristic, "unknown-name", path, &message);
            let fits = question.is_none_or(|question| need.is_met_by(question));
            let fits = fits && (!characteristic || need.is_met_by_characteristic());
            let message = format!("{name} is of another kind than is needed here, or lacks an option");
            self.check(fits, "wrong-question-kind", path, &message);
        }
    }

    /// Any question and any characteristic.
    fn known_names(&mut self, path: &str, named: &[Named<'_>]) {
        self.names(path, named, usize::MAX, usize::MAX);
    }

    fn questions(&mut self) {
        let pack = self.pack;
        for (index, question) in pack.questions.iter().enumerate() {
            let path = format!("/questions/{index}");
            if let Some(when) = &question.when {
                self.names(&format!("{path}/when"), &of_condition(when), index, 0);
            }
            self.bounds(&format!("{path}/answer"), question);
            self.lever(&format!("{path}/lever"), question);
        }
    }

    fn bounds(&mut self, path: &str, question: &Question) {
        let in_order = match &question.answer {
            AnswerKind::Money { min, max } | AnswerKind::Number { min, max, .. } => min <= max,
            AnswerKind::Date { min, max } => min.zip(*max).is_none_or(|(min, max)| min <= max),
            AnswerKind::Choice { options } => !options.is_empty(),
            AnswerKind::YesNo {} => true,
        };
        self.check(
            in_order,
            "bounds-out-of-order",
            path,
            "the least must not be above the most, and a choice needs options",
        );
        if let AnswerKind::Choice { options } = &question.answer {
            let options: Vec<&str> = options.iter().map(String::as_str).collect();
            self.check(are_distinct(&options), "id-not-unique", path, "each option stands once");
        }
    }

    fn lever(&mut self, path: &str, question: &Question) {
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
        self.check(measured, "number-out-of-range", path, "effort is from 1 to 100, and at most 3650 days are needed");
        self.check(
            fits,
            "lever-does-not-fit",
            path,
            "steps fit money and numbers; choices fit the question's own options",
        );
    }

    /// What the law's protection hangs on is always asked and always answered.
    fn wanted(&mut self) {
        let pack = self.pack;
        let of = |id: &str| pack.questions.iter().find(|question| question.id == id);
        let owed = |question: &&Question| question.when.is_none() && !question.may_be_unknown;
        let kind = |id: &str| of(id).filter(owed).map(|question| &question.answer);
        let amount = matches!(kind(&pack.wanted.amount), Some(AnswerKind::Money { min, .. }) if *min > 0);
        self.check(
            amount,
            "wrong-question-kind",
            "/wanted/amount",
            "a money question above 0, always asked, is needed",
        );
        let term = matches!(kind(&pack.wanted.term), Some(AnswerKind::Number { min, .. }) if *min > 0);
        self.check(term, "wrong-question-kind", "/wanted/term", "a number question above 0, always asked, is needed");
        let purpose = matches!(kind(&pack.wanted.purpose), Some(AnswerKind::Choice { .. }));
        self.check(purpose, "wrong-question-kind", "/wanted/purpose", "a choice question, always asked, is needed");
        let birth = matches!(kind(&pack.eligibility.birth_date), Some(AnswerKind::Date { .. }));
        self.check(birth, "wrong-question-kind", "/eligibility/birthDate", "a date question, always asked, is needed");
        for (borrower, question) in pack.eligibility.borrowers.iter() {
            let asked = matches!(kind(question), Some(AnswerKind::YesNo {}));
            let path = format!("/eligibility/borrowers/{borrower}");
            self.check(asked, "wrong-question-kind", &path, "a yes-or-no question, always asked, is needed");
        }
    }

    fn rules(&mut self) {
        let pack = self.pack;
        for (index, rule) in pack.policy.iter().enumerate() {
            self.known_names(&format!("/policy/{index}/when"), &of_condition(&rule.when));
        }
        let capacity = &pack.capacity;
        for (key, derivation) in
            [("income", &capacity.income), ("expenses", &capacity.expenses), ("repayments", &capacity.repayments)]
        {
            self.known_names(&format!("/capacity/{key}"), &of_derivation(derivation));
        }
        let sane = capacity.max_dti <= Ppm::ONE && capacity.max_disposable <= Ppm::ONE && capacity.max_exposure >= 0;
        self.check(sane, "number-out-of-range", "/capacity", "shares go up to 1000000 and amounts are not below 0");
    }

    fn segments(&mut self) {
        let pack = self.pack;
        let last = pack.segments.len().saturating_sub(1);
        for (index, segment) in pack.segments.iter().enumerate() {
            self.segment(&format!("/segments/{index}"), segment, index == last);
        }
        self.check(!pack.segments.is_empty(), "list-empty", "/segments", "at least one segment is needed");
    }

    fn segment(&mut self, path: &str, segment: &'p Segment, is_last: bool) {
        if let Some(when) = &segment.when {
            self.known_names(&format!("{path}/when"), &of_condition(when));
        }
        self.check(
            segment.when.is_none() == is_last,
            "segment-order",
            path,
            "the last segment, and no other, takes everyone",
        );
        let model = self.pack.models.iter().any(|model| model.id == segment.model);
        self.check(model, "unknown-name", &format!("{path}/model"), "a model of this pack is needed");
        for (index, characteristic) in segment.expert.iter().flat_map(|expert| &expert.characteristics).enumerate() {
            self.characteristic(&format!("{path}/expert/characteristics/{index}"), characteristic);
        }
    }

    fn model(&mut self, path: &str, model: &'p Model) {
        for (index, characteristic) in model.characteristics.iter().enumerate() {
            self.characteristic(&format!("{path}/characteristics/{index}"), characteristic);
        }
        let ids: Vec<&String> = model.characteristics.iter().map(|characteristic| &characteristic.id).collect();
        self.unique(&format!("{path}/characteristics"), ids.into_iter());
        self.check(
            model.base_points.abs() <= MAX_POINTS,
            "number-out-of-range",
            &format!("{path}/basePoints"),
            "up to 100000 points",
        );
        self.check(
            is_calibration(&model.calibration),
            "calibration-out-of-order",
            &format!("{path}/calibration"),
            "scores must rise, probabilities must not, and each lies in its interval within 0 to 1000000",
        );
    }

    fn characteristic(&mut self, path: &str, characteristic: &'p Characteristic) {
        self.known_names(&format!("{path}/derivation"), &of_derivation(&characteristic.derivation));
        let total = characteristic.attributes.last().is_some_and(|attribute| matches!(attribute.bin, Bin::Other {}));
        self.check(
            total,
            "no-other-bin",
            &format!("{path}/attributes"),
            "the last attribute must hold whatever is left: kind other",
        );
        let points = |attribute: &Attribute| attribute.points.abs() <= MAX_POINTS;
        let bounded = characteristic.attributes.iter().all(points) && characteristic.mean_points.abs() <= MAX_POINTS;
        self.check(bounded, "number-out-of-range", path, "up to 100000 points");
    }

    fn tiers(&mut self) {
        let tiers = &self.pack.tiers;
        let rising = tiers.windows(2).all(|pair| matches!(pair, [a, b] if a.max_pd < b.max_pd));
        let whole = tiers.last().map(|tier: &Tier| tier.max_pd) == Some(Ppm::ONE);
        self.check(rising && whole, "tiers-out-of-order", "/tiers", "limits must rise, the last to 1000000");
    }

    fn product(&mut self, path: &str, product: &Product) {
        let amounts = 0 < product.min && product.min <= product.max && product.step > 0;
        self.check(
            amounts,
            "bounds-out-of-order",
            path,
            "amounts are above 0, the least not above the most, the step above 0",
        );
        let rising = product.terms.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
        self.check(
            rising && !product.terms.is_empty(),
            "terms-out-of-order",
            &format!("{path}/terms"),
            "terms must rise",
        );
        let tiers = product.tiers.iter().all(|id| self.pack.tiers.iter().any(|tier| tier.id == *id));
        self.check(tiers, "unknown-name", &format!("{path}/tiers"), "tiers of this pack are needed");
        let price = &product.price;
        let priced = price.min <= price.max && price.step > Ppm(0) && price.lgd <= Ppm::ONE;
        self.check(
            priced,
            "bounds-out-of-order",
            &format!("{path}/price"),
            "the lowest rate is not above the highest, the step above 0",
        );
        let fees = product.fees.iter().all(|fee| fee.fixed >= 0 && fee.share <= Ppm::ONE);
        self.check(
            fees,
            "number-out-of-range",
            &format!("{path}/fees"),
            "a fee is not below 0 and no more than the principal",
        );
    }
}

fn is_calibration(knots: &[Knot]) -> bool {
    let each = knots.iter().all(|knot| {
        knot.low <= knot.pd && knot.pd <= knot.high && knot.high <= Ppm::ONE && knot.score.abs() <= MAX_POINTS * 100
    });
    let order = knots.windows(2).all(|pair| matches!(pair, [a, b] if a.score < b.score && a.pd >= b.pd));
    !knots.is_empty() && each && order
}
