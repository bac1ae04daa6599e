//! Every locale says the same things, and says all that the page asks for.

use super::{json, opened, statement};
use crate::decision::{Outcome, Warning};
use crate::flow::PeriodUnit;
use crate::json::Value;
use crate::market::{Reference, Texts};
use crate::pack::question::{AnswerKind, Unit};
use crate::preview::Stand;
use crate::product::{AmountBound, Obstacle};
use crate::quote::{Assumption, LawStanding, QuoteWarning};
use crate::web::compare::Wish;
use crate::web::hand::Tool;
use crate::web::typed::FAULTS;
use std::collections::BTreeSet;
use std::path::Path;

/// Every file of `www/locales/`, by its name.
fn locales() -> Vec<(String, Texts)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/locales");
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    files
        .map(|path| (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), with_statements(&path)))
        .collect()
}

/// With the words for statements, which are loaded by who has one.
fn with_statements(path: &Path) -> Texts {
    let mut all = texts(path);
    let name = path.file_name().unwrap_or_default();
    let more = texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("www/statement").join(name));
    for (id, text) in more.iter() {
        assert!(!all.contains_key(id), "{id} is said twice");
        all.insert(id.clone(), text.clone());
    }
    all
}

fn texts(path: &Path) -> Texts {
    match json(&std::fs::read_to_string(path).unwrap_or_default()) {
        Value::Map(entries) => entries.iter().map(|(id, text)| (id.clone(), said(text))).collect(),
        _ => Texts::default(),
    }
}

fn chinese() -> Texts {
    locales().into_iter().find(|(locale, _)| locale == "zh-Hans").map(|(_, texts)| texts).unwrap_or_default()
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
    let (zh, locales) = (chinese(), locales());
    assert!(locales.len() >= 4, "{} locales", locales.len());
    for (locale, texts) in &locales {
        assert_eq!(zh.keys().collect::<Vec<_>>(), texts.keys().collect::<Vec<_>>(), "{locale}");
        for (id, message) in &zh {
            assert_eq!(Some(places(message)), texts.get(id).map(|message| places(message)), "{locale}: {id}");
        }
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
    ids.extend(Wish::ALL.iter().map(|wish| format!("aim-{}", wish.word())));
    ids.extend(["aim-as-wanted", "chart-principal", "chart-interest", "chart-fees", "chart-balance"].map(String::from));
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
    ids.extend(
        [
            "not-again",
            "not-loaded",
            "notice-saved",
            "notice-not-saved",
            "file-unknown-question",
            "notice-shared",
            "notice-forgotten",
            "reason-capacity-unknown",
        ]
        .map(String::from),
    );
    ids.extend(statement::families());
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
    let zh = chinese();
    let asked = ids_in_source();
    assert!(asked.len() > 50, "the source is not read as this test expects");
    for id in asked.into_iter().chain(families()) {
        assert!(zh.contains_key(&id), "no message {id}");
    }
}

#[test]
fn no_message_is_left_over() {
    let zh = chinese();
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
    let find = |locale, id| documents.find(locale, id).map(|said| (said.locale, said.text));
    assert_eq!(find("zh-Hans", "question-amount-label"), Some(("zh-Hans", "借多少？")));
    assert_ne!(find("zh-Hans", "start-title"), Some(("zh-Hans", "假的标题")));
    assert_eq!(find("zh-Hans", "no-such-message"), None);
}

#[test]
fn what_has_no_words_in_a_language_is_said_in_english() {
    let documents = opened(Value::Null).documents;
    let locale = |id| documents.find("es", id).map(|said| said.locale);
    assert_eq!((locale("start-title"), locale("question-amount-label")), (Some("en"), Some("en")));
    assert_eq!((documents.elsewhere("es"), documents.elsewhere("zh-Hans")), (Some("en"), None));
}
