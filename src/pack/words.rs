//! Whether a pack has words for all that the applicant is shown of it, and none that are the market's to say.

use super::Pack;
use super::model::Characteristic;
use super::question::AnswerKind;
use crate::json::{Path, Problems};
use crate::market::Market;
use crate::order::order;

/// Adds, for each locale, every message that is missing, and every one that the market says itself.
pub(super) fn check(pack: &Pack, market: &Market, problems: &mut Problems) {
    let at = &Path::Root.key("texts");
    problems.check(!pack.texts.is_empty(), "words-missing", at, "words in at least one language are needed");
    let needed = needed(pack);
    for (locale, texts) in pack.texts.iter() {
        let at = &at.key(locale);
        let ids: Vec<&str> = texts.keys().map(String::as_str).collect();
        let places = order(ids.len(), &|a, b| ids.get(a).cmp(&ids.get(b)));
        for id in &needed {
            let there = places.binary_search_by(|place| ids.get(*place).copied().cmp(&Some(id.as_str()))).is_ok();
            problems.check(there, "words-missing", &at.key(id), "what the applicant is shown needs words");
        }
        for id in ids {
            let of_market = market.texts.values().any(|texts| texts.contains_key(id));
            problems.check(!of_market, "words-of-market", &at.key(id), "the market says this itself");
        }
    }
}

/// The ids of the messages without which something would be shown by its bare id.
fn needed(pack: &Pack) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for question in &pack.questions {
        ids.push(["question-", &question.id, "-label"].concat());
        if let AnswerKind::Choice { options } = &question.answer {
            for option in options {
                ids.push(["question-", &question.id, "-option-", option].concat());
            }
        }
    }
    for relation in &pack.relations {
        ids.push(["relation-", &relation.id].concat());
    }
    for rule in &pack.policy {
        ids.push(["reason-", &rule.id].concat());
    }
    for model in &pack.models {
        reasons(&model.characteristics, &mut ids);
    }
    for segment in &pack.segments {
        ids.push(["segment-", &segment.id].concat());
        if let Some(expert) = &segment.expert {
            reasons(&expert.characteristics, &mut ids);
        }
    }
    for product in &pack.products {
        ids.push(["product-", &product.id, "-name"].concat());
    }
    for document in pack.documents.iter().flatten() {
        ids.push(["document-", &document.id].concat());
    }
    ids
}

fn reasons(characteristics: &[Characteristic], ids: &mut Vec<String>) {
    for characteristic in characteristics {
        ids.push(["reason-", &characteristic.id].concat());
    }
}
