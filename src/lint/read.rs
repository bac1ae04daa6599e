//! What a pack has and never uses: questions that nothing reads, characteristics, models, tiers; and what it says of answers
//! that can't be so.

use super::{Cx, Found, Proof};
use crate::json::Path;
use crate::pack::derivation::Condition;
use crate::pack::question::{AnswerKind, Better, Lever, Question, Spread};
use crate::pack::{Pack, TierOutcome};

const ROOT: &Path<'static> = &Path::Root;

/// Adds what is never used.
pub(super) fn check(cx: &Cx<'_>, found: &mut Found) {
    let pack = cx.pack;
    let read = names_read(pack);
    let is_read = |id: &String| read.contains(&id.as_str());
    let mut say = |holds: bool, code: &str, at: &Path<'_>, message: &str| {
        if !holds {
            found.add(code, at, message, Proof::Proven, Vec::new());
        }
    };
    for (place, question) in pack.questions.iter().enumerate() {
        let at = &ROOT.key("questions");
        let at = &at.item(place);
        say(is_read(&question.id), "question-not-read", at, "it is asked, but nothing that decides reads the answer");
        say(quantiles_fit(question), "distribution-out-of-bounds", &at.key("distribution"), "no one can answer so");
        let ordered = !matches!(question.answer, AnswerKind::Choice { .. });
        let message = "choices have no order: a number, a date, or yes and no are needed";
        say(ordered || question.better.is_none(), "better-does-not-fit", &at.key("better"), message);
        let message = "it moves the answer to where the pack says that it is worse";
        say(!moves_to_worse(question), "lever-against-better", &at.key("lever"), message);
    }
    for (place, named) in pack.characteristics.iter().enumerate() {
        let at = &ROOT.key("characteristics");
        say(is_read(&named.id), "characteristic-not-read", &at.item(place), "nothing that decides reads it");
    }
    for (place, model) in pack.models.iter().enumerate() {
        let used = pack.segments.iter().any(|segment| segment.model == model.id);
        let at = &ROOT.key("models");
        say(used, "model-not-used", &at.item(place), "no segment is scored by it");
    }
    for (place, tier) in pack.tiers.iter().enumerate() {
        let served = pack.products.iter().any(|product| product.tiers.contains(&tier.id));
        let at = &ROOT.key("tiers");
        let lends = tier.outcome != TierOutcome::NotYet;
        let message = "products serve it, but whoever is in it is told not yet";
        say(!served || lends, "tier-never-lends", &at.item(place), message);
    }
    for (place, product) in pack.products.iter().enumerate() {
        let at = &ROOT.key("products");
        let at = &at.item(place);
        say(!product.tiers.is_empty(), "product-without-tier", &at.key("tiers"), "it is offered to no tier");
    }
}

/// Every name that something which decides reads, also through characteristics and through when a question that is read is
/// asked; also those by which papers are asked for. What holds between answers only says that one is wrong.
fn names_read(pack: &Pack) -> Vec<&str> {
    let mut names: Vec<&str> = vec![&pack.wanted.amount, &pack.wanted.term, &pack.wanted.purpose];
    names.push(&pack.eligibility.birth_date);
    names.extend(pack.eligibility.borrowers.values().map(String::as_str));
    for rule in &pack.policy {
        names.extend(rule.when.names());
    }
    for segment in &pack.segments {
        names.extend(segment.when.iter().flat_map(Condition::names));
        let model = pack.models.iter().find(|model| model.id == segment.model);
        let experts = segment.expert.iter().flat_map(|expert| &expert.characteristics);
        for characteristic in model.iter().flat_map(|model| &model.characteristics).chain(experts) {
            names.extend(characteristic.derivation.names());
        }
    }
    for derivation in pack.capacity.parts() {
        names.extend(derivation.names());
    }
    for document in pack.documents.iter().flatten() {
        names.extend(document.when.iter().flat_map(Condition::names));
    }
    pack.hanging_on(names)
}

/// Whether the answers that are said to be common can be given at all.
fn quantiles_fit(question: &Question) -> bool {
    let spread = question.distribution.as_ref().map(|distribution| &distribution.of);
    match (spread, &question.answer) {
        (Some(Spread::Quantiles { of }), AnswerKind::Money { min, max } | AnswerKind::Number { min, max, .. }) => {
            of.iter().all(|one| (min..=max).contains(&one))
        }
        _ => true,
    }
}

fn moves_to_worse(question: &Question) -> bool {
    match (&question.lever, question.better) {
        (Some(Lever::Step { by, .. }), Some(Better::More)) => *by < 0,
        (Some(Lever::Step { by, .. }), Some(Better::Less)) => *by > 0,
        (Some(Lever::Choose { options, .. }), Some(better)) => {
            let worse = if better == Better::More { "no" } else { "yes" };
            options.iter().any(|option| option == worse)
        }
        _ => false,
    }
}
