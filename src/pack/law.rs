//! Whether a pack may exist under the law of its market: it may be stricter, never laxer.

use super::Pack;
use super::check::derivation_names;
use super::model::Characteristic;
use super::product::FeeTime;
use super::question::{AnswerKind, Question};
use crate::json::Problem;
use crate::market::{Confidence, Effect, Limit, Market, Structure, Use};

/// Every way in which `pack` breaks the law of `market`.
pub(super) fn problems(pack: &Pack, market: &Market) -> Vec<Problem> {
    let mut problems = Vec::new();
    problems.extend(wrong_market(pack, market));
    problems.extend(barred_inputs(pack, market));
    problems.extend(barred_borrowers(pack, market));
    problems.extend(purposes(pack, market));
    problems.extend(deducted_fees(pack, market));
    problems.extend(prices(pack, market));
    problems
}

fn wrong_market(pack: &Pack, market: &Market) -> Vec<Problem> {
    let mut problems = Vec::new();
    if pack.market != market.id {
        problems.push(problem("wrong-market", "/market", "the pack is for another market".into()));
    }
    if !market.lender_classes.contains(&pack.lender.class) {
        let message = format!("one of the market's lender classes is needed: {}", market.lender_classes.join(", "));
        problems.push(problem("unknown-lender-class", "/lender/class", message));
    }
    if pack.eligibility.min_age < market.min_age.years {
        let message = format!("no one below {} is lent to ({})", market.min_age.years, market.min_age.cite.join(", "));
        problems.push(problem("min-age-below-market", "/eligibility/minAge", message));
    }
    problems
}

fn barred_inputs(pack: &Pack, market: &Market) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, question) in pack.questions.iter().enumerate() {
        for bar in market.barred_inputs.iter().filter(|bar| bar.subject == question.subject) {
            let cite = bar.cite.join(", ");
            let path = format!("/questions/{index}/subject");
            match bar.barred_use {
                Use::Any => {
                    problems.push(problem("input-barred", &path, format!("the market bars asking about this ({cite})")))
                }
                Use::Score if is_scored(pack, question) => {
                    problems.push(problem(
                        "input-barred-from-score",
                        &path,
                        format!("the market bars scoring this ({cite})"),
                    ));
                }
                Use::Score => {}
            }
        }
    }
    problems
}

fn is_scored(pack: &Pack, question: &Question) -> bool {
    let experts = pack.segments.iter().flat_map(|segment| &segment.expert).flat_map(|expert| &expert.characteristics);
    let scored = pack.models.iter().flat_map(|model| &model.characteristics).chain(experts);
    scored.into_iter().any(|characteristic| reads(pack, characteristic, &question.id))
}

/// Whether a characteristic reads a question, itself or through named ones.
fn reads(pack: &Pack, characteristic: &Characteristic, question: &str) -> bool {
    let mut names: Vec<&str> = derivation_names(&characteristic.derivation);
    for named in pack.characteristics.iter().rev() {
        if names.contains(&named.id.as_str()) {
            names.extend(derivation_names(&named.derivation));
        }
    }
    names.contains(&question)
}

fn barred_borrowers(pack: &Pack, market: &Market) -> Vec<Problem> {
    market
        .barred_borrowers
        .iter()
        .filter(|bar| bar.scope.covers(&pack.lender.class, None))
        .filter(|bar| !pack.eligibility.borrowers.contains_key(&bar.borrower))
        .map(|bar| {
            let message = format!(
                "say by which answer {} is known: the market bars lending to them ({})",
                bar.borrower,
                bar.rule.cite.join(", ")
            );
            problem("borrower-not-asked", "/eligibility/borrowers", message)
        })
        .collect()
}

fn purposes(pack: &Pack, market: &Market) -> Vec<Problem> {
    let options =
        pack.questions.iter().filter(|question| question.id == pack.wanted.purpose).flat_map(
            |question| match &question.answer {
                AnswerKind::Choice { options } => options.as_slice(),
                AnswerKind::Money { .. }
                | AnswerKind::Number { .. }
                | AnswerKind::Date { .. }
                | AnswerKind::YesNo {} => &[],
            },
        );
    options
        .filter(|option| !market.purposes.contains(option))
        .map(|option| {
            problem(
                "unknown-purpose",
                "/wanted/purpose",
                format!("{option} is none of the market's purposes: {}", market.purposes.join(", ")),
            )
        })
        .collect()
}

fn deducted_fees(pack: &Pack, market: &Market) -> Vec<Problem> {
    let Some(bar) = market.structure.iter().find(|rule| {
        matches!(rule.structure, Structure::NoUpfrontDeduction)
            && rule.rule.confidence != Confidence::Low
            && rule.scope.covers(&pack.lender.class, None)
    }) else {
        return Vec::new();
    };
    let mut problems = Vec::new();
    for (index, product) in pack.products.iter().enumerate() {
        for (fee_index, fee) in product.fees.iter().enumerate() {
            if fee.when == FeeTime::Deducted {
                let message =
                    format!("nothing may be kept back when the loan is paid out ({})", bar.rule.cite.join(", "));
                problems.push(problem(
                    "upfront-deduction",
                    &format!("/products/{index}/fees/{fee_index}/when"),
                    message,
                ));
            }
        }
    }
    problems
}

/// A product whose lowest nominal rate is above a fixed cap can never be offered.
fn prices(pack: &Pack, market: &Market) -> Vec<Problem> {
    let mut problems = Vec::new();
    for cap in
        market.rate_caps.iter().filter(|cap| cap.effect == Effect::Block && cap.rule.confidence != Confidence::Low)
    {
        let Limit::Fixed { rate } = cap.limit else { continue };
        if !cap.rule.holds_on(pack.to) || !cap.scope.covers(&pack.lender.class, None) {
            continue;
        }
        for (index, _) in pack.products.iter().enumerate().filter(|(_, product)| product.price.min > rate) {
            let message = format!("the lowest rate is above the market's cap ({})", cap.rule.cite.join(", "));
            problems.push(problem("rate-over-cap", &format!("/products/{index}/price/minPpm"), message));
        }
    }
    problems
}

fn problem(code: &'static str, path: &str, message: String) -> Problem {
    Problem { code, path: path.into(), message }
}
