//! Every locale says the same things, and says all that the page asks for.

use super::{EN, ZH_HANS, json, opened};
use crate::decision::{Outcome, Warning};
use crate::flow::PeriodUnit;
use crate::json::Value;
use crate::market::{Reference, Texts};
use crate::pack::question::{AnswerKind, Unit};
use crate::preview::Stand;
use crate::product::{Aim, AmountBound, Obstacle};
use crate::quote::{Assumption, LawStanding, QuoteWarning};
use crate::web::hand::Tool;
use crate::web::typed::FAULTS;
use std::collections::BTreeSet;
use std::path::Path;

fn locales() -> [Texts; 2] {
    [ZH_HANS, EN].map(|text| match json(text) {
        Value::Map(entries) => entries.iter().map(|(id, text)| (id.clone(), said(text))).collect(),
        _ => Texts::default(),
    })
}

fn said(text: &Value) -> String {
    text.as_text().map(String::from).unwrap_or_else(|| unreachable!("a message is text"))
}

/// The places of a message, sorted.
fn places(message: &str) -> BTreeSet<&str> {
    message.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(place, _)| place).collect()
}

#[test]
fn every_locale_has_the_same_ids_and_places() {
    let [zh, en] = locales();
    assert_eq!(zh.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
    for (id, message) in &zh {
        assert_eq!(Some(places(message)), en.get(id).map(|message| places(message)), "{id}");
    }
}

/// The ids that the source asks for by name.
fn ids_in_source() -> BTreeSet<String> {
    let sources = sources();
    let asked = ["cx.text(\"", ".fill(\"", "say(&[\"", "disclosure(cx, \""];
    let named = asked.iter().flat_map(|call| sources.split(call).skip(1)).filter_map(|rest| rest.split_once('"'));
    let in_markup = sources.split(['>', '=']).filter_map(|rest| rest.strip_prefix('{')?.split_once('}'));
    let is_id =
        |id: &&str| id.starts_with(|c: char| c.is_ascii_lowercase()) && !id.ends_with('-') && !id.contains([' ', '\n']);
    named.chain(in_markup).map(|(id, _)| id).filter(is_id).map(String::from).collect()
}

/// Everything that the page is made of.
pub fn sources() -> String {
    let mut sources = String::new();
    read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web"), &mut sources);
    sources
}

fn read_all(folder: &Path, sources: &mut String) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("tests") {
            read_all(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            sources.push_str(text.split("#[cfg(test)]").next().unwrap_or_default());
        }
    }
}

/// The ids that are put together: one of each family.
fn families() -> Vec<String> {
    let mut ids: Vec<String> = FAULTS.iter().map(|fault| format!("error-{fault}")).collect();
    ids.extend(Outcome::ALL.iter().map(|outcome| format!("outcome-{}-title", outcome.word())));
    ids.extend(Outcome::ALL.iter().map(|outcome| format!("recourse-reaches-{}", outcome.word())));
    ids.extend(Reference::ALL.iter().map(|reference| format!("points-lead-{}", reference.word())));
    ids.extend(Warning::ALL.iter().map(|warning| format!("warning-{}", warning.word())));
    ids.extend(Aim::ALL.iter().map(|aim| format!("aim-{}", aim.word())));
    ids.extend(AmountBound::ALL.iter().map(|bound| format!("amount-bound-{}", bound.word())));
    ids.extend(Obstacle::ALL.iter().map(|obstacle| format!("reason-{}", obstacle.word())));
    ids.extend(Stand::ALL.iter().map(|stand| format!("so-far-{}", stand.word())));
    for unit in Unit::ALL {
        ids.extend(["unit-", "unit-label-"].map(|area| format!("{area}{}", unit.word())));
        ids.push(format!("unit-{}-one", unit.word()));
    }
    for unit in PeriodUnit::ALL {
        ids.extend(["", "-one"].map(|number| format!("every-{}{number}", unit.word())));
    }
    let classes = &opened(Value::Null).documents.market.lender_classes;
    ids.extend(classes.iter().map(|class| format!("lender-class-{class}")));
    ids.extend(LawStanding::ALL.iter().map(|law| format!("offer-law-{}", law.word())));
    ids.extend(Assumption::ALL.iter().map(|assumed| format!("offer-{}", assumed.word())));
    ids.extend(QuoteWarning::ALL.iter().map(|warning| format!("offer-{}", warning.word())));
    ids.extend(asked_by_the_page());
    ids.extend(["notice-shared", "notice-forgotten", "reason-capacity-unknown"].map(String::from));
    ids.push("reason-below-lender-minimum-age".into());
    ids
}

/// The words of the second tool's questions, which are the page's own; those of many of a kind stand once.
fn asked_by_the_page() -> Vec<String> {
    let documents = opened(Value::Null).documents;
    let mut ids = Vec::new();
    for question in documents.sheet(Tool::Offer).questions {
        let kind = question.id.trim_end_matches(|character: char| character.is_ascii_digit()).trim_end_matches('-');
        ids.extend(["label", "hint"].map(|part| format!("question-{kind}-{part}")));
        if let AnswerKind::Choice { options } = &question.answer
            && kind != "offer-lender"
        {
            ids.extend(options.iter().map(|option| format!("question-{kind}-option-{option}")));
        }
    }
    ids.extend(["question-offer-received-why", "question-offer-lender-option-other"].map(String::from));
    ids.extend(documents.sheet(Tool::Offer).relations.iter().map(|relation| format!("relation-{}", relation.id)));
    ids
}

#[test]
fn every_message_that_is_asked_for_is_there() {
    let [zh, _] = locales();
    let asked = ids_in_source();
    assert!(asked.len() > 50, "the source is not read as this test expects");
    for id in asked.into_iter().chain(families()) {
        assert!(zh.contains_key(&id), "no message {id}");
    }
}

#[test]
fn no_message_is_left_over() {
    let [zh, _] = locales();
    let (sources, families) = (sources(), families());
    for id in zh.keys() {
        let is_named = [format!("\"{id}\""), format!("{{{id}}}")].iter().any(|named| sources.contains(named));
        let is_used = is_named || families.contains(id);
        assert!(is_used, "nothing asks for {id}");
    }
}

#[test]
fn a_pack_can_not_speak_for_the_page() {
    let documents = opened(Value::Null).documents;
    assert_eq!(documents.find("zh-Hans", "question-amount-label"), Some("借多少？"));
    assert_ne!(documents.find("zh-Hans", "start-title"), Some("假的标题"));
    assert_eq!(documents.find("zh-Hans", "no-such-message"), None);
}
