//! Words that a locale lacks, beyond those without which a pack is refused.

use super::constants::scored;
use super::{Cx, Found, Proof};
use crate::json::Path;
use crate::pack::Pack;
use crate::product::Obstacle;

/// Adds what a locale lacks, and what it says with other places than the first.
pub(super) fn check(cx: &Cx<'_>, found: &mut Found) {
    let texts_of = &cx.pack.texts;
    let mut needed = needed(cx.pack);
    for id in texts_of.values().flat_map(|texts| texts.keys()) {
        if !needed.contains(id) {
            needed.push(id.clone());
        }
    }
    let first = texts_of.values().next();
    let at = &Path::Root.key("texts");
    for (locale, texts) in texts_of {
        let at = &at.key(locale);
        for id in &needed {
            let Some(text) = texts.get(id) else {
                let message = "it is shown, or another locale has it, and it has no words here";
                found.add("text-missing", &at.key(id), message, Proof::Proven, Vec::new());
                continue;
            };
            if first.and_then(|first| first.get(id)).is_some_and(|own| places(own) != places(text)) {
                let message = "other things are filled in here than in the first locale";
                found.add("text-places-differ", &at.key(id), message, Proof::Proven, Vec::new());
            }
        }
    }
    found.looked("text-missing", at, (needed.len() * texts_of.len()) as u64, true);
}

/// What a page shows of a pack where there is something to show.
fn needed(pack: &Pack) -> Vec<String> {
    let mut ids: Vec<String> = vec!["lender-name".into(), "reason-capacity-unknown".into()];
    let mut need = |parts: &[&str]| ids.push(parts.concat());
    if pack.lender.demonstration {
        need(&["lender-notice"]);
    }
    for question in pack.questions.iter().filter(|question| question.lever.is_some()) {
        need(&["change-", &question.id]);
    }
    for product in &pack.products {
        need(&["product-", &product.id, "-hint"]);
        product.fees.iter().for_each(|fee| need(&["fee-", &fee.id]));
    }
    for characteristic in scored(pack) {
        need(&["characteristic-", &characteristic.id]);
    }
    for obstacle in Obstacle::ALL {
        need(&["reason-", obstacle.word()]);
    }
    need(&["reason-below-lender-minimum-age"]);
    ids.dedup();
    ids
}

/// The named places of a message, sorted.
fn places(text: &str) -> Vec<&str> {
    let after = text.split('{').skip(1);
    let mut places: Vec<&str> = after.filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
    places.sort_unstable();
    places
}
