//! Whether a pack is whole: what it names is there, what it bounds is in order.

use super::derivation::{Condition, Derivation};
use super::law;
use super::model::{Attribute, Bin, Characteristic, Knot, Model};
use super::product::Product;
use super::question::{AnswerKind, Lever, Question};
use super::{Pack, Segment, Tier};
use crate::json::{Hashed, Problem, Value, read_document};
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
    if problems.is_empty() { Ok(Hashed::new(pack, document)) } else { Err(problems) }
}

/// The greatest number of points, up or down, of one attribute.
const MAX_POINTS: i64 = 100_000;

struct Checks<'p> {
    pack: &'p Pack,
    problems: Vec<Problem>,
}

impl<'p> Checks<'p> {
    fn whole(&mut self) {
        let pack = self.pack;
        self.ids();
        self.questions();
        self.wanted();
        for (index, named) in pack.characteristics.iter().enumerate() {
            let before = pack.characteristics.get(..index).unwrap_or_default();
            let known = |id: &str| pack.questions.iter().any(|q| q.id == id) || before.iter().any(|n| n.id == id);
            self.names(&format!("/characteristics/{index}/derivation"), &derivation_names(&named.derivation), &known);
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
        if !holds {
            self.problems.push(Problem { code, path: path.into(), message: message.into() });
        }
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

    fn names(&mut self, path: &str, names: &[&str], known: &dyn Fn(&str) -> bool) {
        for name in names {
            self.check(
                known(name),
                "unknown-name",
                path,
                &format!("no question or earlier characteristic is named {name}"),
            );
        }
    }

    /// Any question and any characteristic.
    fn known_names(&mut self, path: &str, names: &[&str]) {
        let pack = self.pack;
        let known =
            |id: &str| pack.questions.iter().any(|q| q.id == id) || pack.characteristics.iter().any(|c| c.id == id);
        self.names(path, names, &known);
    }

    fn questions(&mut self) {
        let pack = self.pack;
        for (index, question) in pack.questions.iter().enumerate() {
            let path = format!("/questions/{index}");
            if let Some(when) = &question.when {
                let before = pack.questions.get(..index).unwrap_or_default();
                let known = |id: &str| before.iter().any(|q| q.id == id);
                self.names(&format!("{path}/when"), &condition_names(when), &known);
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
        self.check(
            fits,
            "lever-does-not-fit",
            path,
            "steps fit money and numbers; choices fit the question's own options",
        );
    }

    fn wanted(&mut self) {
        let pack = self.pack;
        let kind = |id: &str| pack.questions.iter().find(|question| question.id == id).map(|question| &question.answer);
        let amount = matches!(kind(&pack.wanted.amount), Some(AnswerKind::Money { min, .. }) if *min > 0);
        self.check(amount, "wrong-question-kind", "/wanted/amount", "a money question above 0 is needed");
        let term = matches!(kind(&pack.wanted.term), Some(AnswerKind::Number { min, .. }) if *min > 0);
        self.check(term, "wrong-question-kind", "/wanted/term", "a number question above 0 is needed");
        let purpose = matches!(kind(&pack.wanted.purpose), Some(AnswerKind::Choice { .. }));
        self.check(purpose, "wrong-question-kind", "/wanted/purpose", "a choice question is needed");
        let birth = matches!(kind(&pack.eligibility.birth_date), Some(AnswerKind::Date { .. }));
        self.check(birth, "wrong-question-kind", "/eligibility/birthDate", "a date question is needed");
    }

    fn rules(&mut self) {
        let pack = self.pack;
        for (index, rule) in pack.policy.iter().enumerate() {
            self.known_names(&format!("/policy/{index}/when"), &condition_names(&rule.when));
        }
        for (borrower, when) in pack.eligibility.borrowers.iter() {
            self.known_names(&format!("/eligibility/borrowers/{borrower}"), &condition_names(when));
        }
        let capacity = &pack.capacity;
        for (key, derivation) in
            [("income", &capacity.income), ("expenses", &capacity.expenses), ("repayments", &capacity.repayments)]
        {
            self.known_names(&format!("/capacity/{key}"), &derivation_names(derivation));
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
            self.known_names(&format!("{path}/when"), &condition_names(when));
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
        self.known_names(&format!("{path}/derivation"), &derivation_names(&characteristic.derivation));
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

/// The questions and characteristics that a derivation reads.
pub(crate) fn derivation_names(derivation: &Derivation) -> Vec<&str> {
    match derivation {
        Derivation::Constant { .. } => Vec::new(),
        Derivation::Answer { of }
        | Derivation::Code { of, .. }
        | Derivation::MonthsSince { of }
        | Derivation::YearsSince { of } => vec![of],
        Derivation::Sum { of }
        | Derivation::Min { of }
        | Derivation::Max { of }
        | Derivation::CountAtLeast { of, .. }
        | Derivation::First { of } => of.iter().flat_map(derivation_names).collect(),
        Derivation::Scaled { of, .. } => derivation_names(of),
        Derivation::Difference { of: a, less: b } | Derivation::Ratio { of: a, by: b } => {
            let mut names = derivation_names(a);
            names.extend(derivation_names(b));
            names
        }
    }
}

fn condition_names(condition: &Condition) -> Vec<&str> {
    match condition {
        Condition::All { of } | Condition::Any { of } => of.iter().flat_map(condition_names).collect(),
        Condition::Not { of } => condition_names(of),
        Condition::OneOf { of, .. } | Condition::Yes { of } => vec![of],
        Condition::Missing { of } => derivation_names(of),
        Condition::Compare { left, right, .. } => {
            let mut names = derivation_names(left);
            names.extend(derivation_names(right));
            names
        }
    }
}
