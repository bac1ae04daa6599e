//! Whether a pack may exist under the law of its market: it may be stricter, never laxer.

use super::Pack;
use super::needs::{Named, of_condition, of_derivation};
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
        if !market.subjects.contains(&question.subject) {
            let message = format!("one of the market's subjects is needed: {}", market.subjects.join(", "));
            problems.push(problem("unknown-subject", &format!("/questions/{index}/subject"), message));
        }
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

/// Whether the score can hang on a question: through a characteristic, through the choice of the segment, or through
/// whether another question that does is asked.
fn is_scored(pack: &Pack, question: &Question) -> bool {
    let experts = pack.segments.iter().flat_map(|segment| &segment.expert).flat_map(|expert| &expert.characteristics);
    let scored = pack.models.iter().flat_map(|model| &model.characteristics).chain(experts);
    let mut named: Vec<Named<'_>> =
        scored.flat_map(|characteristic| of_derivation(&characteristic.derivation)).collect();
    named.extend(pack.segments.iter().filter_map(|segment| segment.when.as_ref()).flat_map(of_condition));
    let mut names: Vec<&str> = named.into_iter().map(|(name, _)| name).collect();
    // Backwards, since a characteristic reads only earlier ones, and a question hangs only on earlier ones.
    for earlier in pack.characteristics.iter().rev() {
        if names.contains(&earlier.id.as_str()) {
            names.extend(of_derivation(&earlier.derivation).into_iter().map(|(name, _)| name));
        }
    }
    for earlier in pack.questions.iter().rev() {
        if names.contains(&earlier.id.as_str()) {
            names.extend(earlier.when.iter().flat_map(of_condition).map(|(name, _)| name));
        }
    }
    names.contains(&question.id.as_str())
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
