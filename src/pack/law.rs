//! Whether a pack may exist under the law of its market: it may be stricter, never laxer.

use super::Pack;
use super::needs::{of_condition, of_derivation};
use super::question::{AnswerKind, Question};
use crate::json::{Path, Problems, listed};
use crate::loan::FeeTime;
use crate::market::{Case, Confidence, Effect, Limit, Market, Structure, Use};

const ROOT: &Path<'static> = &Path::Root;

/// Adds every way in which `pack` breaks the law of `market`.
pub(super) fn check(pack: &Pack, market: &Market, problems: &mut Problems) {
    market_and_lender(pack, market, problems);
    barred_inputs(pack, market, problems);
    barred_borrowers(pack, market, problems);
    purposes(pack, market, problems);
    deducted_fees(pack, market, problems);
    prices(pack, market, problems);
}

fn market_and_lender(pack: &Pack, market: &Market, problems: &mut Problems) {
    let at = &ROOT.key("market");
    problems.check(pack.market == market.id, "wrong-market", at, "the pack is for another market");
    if !market.lender_classes.contains(&pack.lender.class) {
        let message = with("one of the market's lender classes is needed: ", &market.lender_classes, "");
        problems.add("unknown-lender-class", &ROOT.key("lender").key("class"), &message);
    }
    if pack.eligibility.min_age < market.min_age.years {
        let start = format!("no one below {} is lent to (", market.min_age.years);
        let message = with(&start, &market.min_age.cite, ")");
        problems.add("min-age-below-market", &ROOT.key("eligibility").key("minAge"), &message);
    }
}

fn barred_inputs(pack: &Pack, market: &Market, problems: &mut Problems) {
    for (index, question) in pack.questions.iter().enumerate() {
        let at = &ROOT.key("questions");
        let at = &at.item(index);
        let at = &at.key("subject");
        if !market.subjects.contains(&question.subject) {
            let message = with("one of the market's subjects is needed: ", &market.subjects, "");
            problems.add("unknown-subject", at, &message);
        }
        for bar in market.barred_inputs.iter().filter(|bar| bar.subject == question.subject) {
            match bar.barred_use {
                Use::Any => {
                    let message = with("the market bars asking about this (", &bar.cite, ")");
                    problems.add("input-barred", at, &message);
                }
                Use::Score if is_scored(pack, question) => {
                    let message = with("the market bars scoring this (", &bar.cite, ")");
                    problems.add("input-barred-from-score", at, &message);
                }
                Use::Score => {}
            }
        }
    }
}

/// Whether the score can hang on a question: through a characteristic, through the choice of the segment, or through
/// whether another question that does is asked.
fn is_scored(pack: &Pack, question: &Question) -> bool {
    let mut names: Vec<&str> = Vec::new();
    for characteristic in pack.models.iter().flat_map(|model| &model.characteristics) {
        of_derivation(&characteristic.derivation, &mut |name, _| names.push(name));
    }
    for segment in &pack.segments {
        for characteristic in segment.expert.iter().flat_map(|expert| &expert.characteristics) {
            of_derivation(&characteristic.derivation, &mut |name, _| names.push(name));
        }
        if let Some(when) = &segment.when {
            of_condition(when, &mut |name, _| names.push(name));
        }
    }
    // Backwards, since a characteristic reads only earlier ones, and a question hangs only on earlier ones.
    for earlier in pack.characteristics.iter().rev() {
        if names.contains(&earlier.id.as_str()) {
            of_derivation(&earlier.derivation, &mut |name, _| names.push(name));
        }
    }
    for earlier in pack.questions.iter().rev() {
        if let Some(when) = earlier.when.as_ref().filter(|_| names.contains(&earlier.id.as_str())) {
            of_condition(when, &mut |name, _| names.push(name));
        }
    }
    names.contains(&question.id.as_str())
}

fn barred_borrowers(pack: &Pack, market: &Market, problems: &mut Problems) {
    for bar in market.barred_borrowers.iter().filter(|bar| bar.scope.covers(&of_lender(pack))) {
        if !pack.eligibility.borrowers.contains_key(&bar.borrower) {
            let start =
                String::from("say by which answer ") + &bar.borrower + " is known: the market bars lending to them (";
            let message = with(&start, &bar.rule.cite, ")");
            problems.add("borrower-not-asked", &ROOT.key("eligibility").key("borrowers"), &message);
        }
    }
}

fn purposes(pack: &Pack, market: &Market, problems: &mut Problems) {
    for question in pack.questions.iter().filter(|question| question.id == pack.wanted.purpose) {
        let AnswerKind::Choice { options } = &question.answer else { continue };
        for option in options.iter().filter(|option| !market.purposes.contains(option)) {
            let start = String::from(option) + " is none of the market's purposes: ";
            let message = with(&start, &market.purposes, "");
            problems.add("unknown-purpose", &ROOT.key("wanted").key("purpose"), &message);
        }
    }
}

fn deducted_fees(pack: &Pack, market: &Market, problems: &mut Problems) {
    let Some(bar) = market.structure.iter().find(|rule| {
        matches!(rule.structure, Structure::NoUpfrontDeduction)
            && rule.rule.confidence != Confidence::Low
            && rule.scope.covers(&of_lender(pack))
    }) else {
        return;
    };
    for (index, product) in pack.products.iter().enumerate() {
        let at = &ROOT.key("products");
        let at = &at.item(index);
        for (index, _) in product.fees.iter().enumerate().filter(|(_, fee)| fee.when == FeeTime::Deducted) {
            let message = with("nothing may be kept back when the loan is paid out (", &bar.rule.cite, ")");
            problems.add("upfront-deduction", &at.key("fees").item(index).key("when"), &message);
        }
    }
}

/// A product whose lowest nominal rate is above a fixed cap can never be offered.
fn prices(pack: &Pack, market: &Market, problems: &mut Problems) {
    for cap in
        market.rate_caps.iter().filter(|cap| cap.effect == Effect::Block && cap.rule.confidence != Confidence::Low)
    {
        let Limit::Fixed { rate } = cap.limit else { continue };
        if !cap.rule.holds_on(pack.to) || !cap.scope.covers(&of_lender(pack)) {
            continue;
        }
        for (index, _) in pack.products.iter().enumerate().filter(|(_, product)| product.price.min > rate) {
            let message = with("the lowest rate is above the market's cap (", &cap.rule.cite, ")");
            let at = &ROOT.key("products");
            problems.add("rate-over-cap", &at.item(index).key("price").key("minPpm"), &message);
        }
    }
}

/// What is known of every loan of the pack.
fn of_lender(pack: &Pack) -> Case<'_> {
    Case { lender: Some(&pack.lender.class), ..Case::default() }
}

/// A message with a list in it.
fn with(start: &str, list: &[String], end: &str) -> String {
    String::from(start) + &listed(&mut list.iter().map(String::as_str)) + end
}
