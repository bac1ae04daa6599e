//! What a screen reader says, from the start to the result: names, what belongs to a field, headings in their order.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use kaimen_browser_tests::heard::{Heard, heard};
use kaimen_browser_tests::words::Words;
use kaimen_browser_tests::{browser, site, states};
use serde_json::json;

/// What someone acts on.
const ACTED_ON: [&str; 9] =
    ["button", "link", "textbox", "radio", "checkbox", "combobox", "slider", "DisclosureTriangle", "spinbutton"];
/// What is nothing without a name.
const NAMED: [&str; 7] = ["image", "img", "table", "radiogroup", "progressbar", "navigation", "meter"];

/// What holds of every view.
fn is_clear(all: &[Heard]) -> Result<()> {
    // OK because what is wrong stands before the title, under a heading of its own.
    let mut level = 1;
    let of = |role: &str| all.iter().filter(|one| one.role == role).count();
    ensure!(of("main") == 1, "{} main parts", of("main"));
    for one in all {
        let needs_name = ACTED_ON.contains(&one.role.as_str()) || NAMED.contains(&one.role.as_str());
        // A table that scrolls has the name of what it scrolls in.
        let around = one.within.last().map(|place| &all[*place]).filter(|around| around.role == "group");
        let named = one.name.is_empty() && around.is_none_or(|around| around.name.is_empty());
        ensure!(!(needs_name && named), "no name: {one:?}");
        if one.role == "heading" {
            let own = one.properties["level"].as_u64().unwrap_or(0);
            ensure!(own <= level + 1, "a heading of level {own} after one of {level}: {}", one.name);
            level = own;
        }
    }
    let is_top = |one: &&Heard| one.role == "heading" && one.properties.get("level") == Some(&json!(1));
    let top: Vec<&str> = all.iter().filter(is_top).map(name).collect();
    ensure!(top.len() == 1, "headings of the first level: {top:?}");
    Ok(())
}

fn name(one: &Heard) -> &str {
    &one.name
}

/// Two buttons of one name that do different things can't be told apart.
fn are_told_apart(all: &[Heard]) -> Result<()> {
    let buttons: Vec<&str> = all.iter().filter(|one| one.role == "button").map(name).collect();
    let different: BTreeSet<&&str> = buttons.iter().collect();
    ensure!(different.len() == buttons.len(), "buttons of one name: {buttons:?}");
    Ok(())
}

/// The field that was left out or is wrong says so, and why.
fn says_what_is_wrong(all: &[Heard]) -> Result<()> {
    let alert = all.iter().any(|one| one.role == "alert");
    // What belongs to a set of fields is said when one gets there.
    let field = all.iter().find(|one| one.role == "radio" || (one.role == "textbox" && one.is("invalid")));
    let within = field.into_iter().flat_map(|field| &field.within).map(|place| &all[*place]);
    let is_said = field.into_iter().chain(within).any(|one| !one.description.is_empty());
    ensure!(alert && is_said, "alert {alert}: {field:?}");
    Ok(())
}

#[test]
fn every_view_is_clear_to_who_only_hears_it() -> Result<()> {
    browser::drive(async move |driver| {
        for state in states::all()? {
            for locale in ["zh-Hans", "en"] {
                states::open(&driver, &state, &format!("locale={locale}")).await?;
                let all = heard(&driver).await?;
                ensure!(all.len() > 5, "{state}: {all:?}");
                let with_state = |error: anyhow::Error| error.context(format!("{state} in {locale}"));
                is_clear(&all).map_err(with_state)?;
                are_told_apart(&all).map_err(with_state)?;
                if state.ends_with("-wrong") && state.starts_with("question") {
                    says_what_is_wrong(&all).map_err(with_state)?;
                }
            }
        }
        Ok(())
    })
}

/// The question is the name of its field, and its hint belongs to it.
#[test]
fn a_field_says_its_question_and_its_hint() -> Result<()> {
    browser::drive(async move |driver| {
        let pack = site::document(site::PACK)?;
        for (locale, state, id) in [
            ("zh-Hans", "question-money", "amount"),
            ("en", "question-money", "amount"),
            ("en", "question-number", "term"),
            ("zh-Hans", "question-unknown", "zhima-score"),
        ] {
            states::open(&driver, state, &format!("locale={locale}")).await?;
            let all = heard(&driver).await?;
            let field = all.iter().find(|one| one.role == "textbox").unwrap();
            let texts = &pack["texts"][locale];
            ensure!(field.name == texts[format!("question-{id}-label")], "{field:?}");
            ensure!(field.description.contains(texts[format!("question-{id}-hint")].as_str().unwrap()), "{field:?}");
        }
        for (locale, state, id) in [("en", "question-choice", "purpose"), ("zh-Hans", "question-yes-no", "student")] {
            states::open(&driver, state, &format!("locale={locale}")).await?;
            let all = heard(&driver).await?;
            let question = pack["texts"][locale][format!("question-{id}-label")].as_str().unwrap().to_owned();
            let radios: Vec<&Heard> = all.iter().filter(|one| one.role == "radio").collect();
            ensure!(radios.len() >= 2, "{all:?}");
            for radio in radios {
                let is_within = radio.within.iter().any(|place| all[*place].name == question);
                ensure!(is_within, "{} is not heard as an answer to {question}", radio.name);
            }
        }
        Ok(())
    })
}

/// From the start to the result the parts are heard in the order in which they matter.
#[test]
fn the_parts_are_heard_in_the_order_in_which_they_matter() -> Result<()> {
    browser::drive(async move |driver| {
        for locale in ["zh-Hans", "en"] {
            let words = Words::of(locale)?;
            for (state, headings) in [
                ("start-first", vec!["start-title"]),
                ("check-whole", vec!["check-title"]),
                ("result-likely", vec!["outcome-likely-title", "offers-title", "documents-title", "rights-title"]),
                ("result-not-yet", vec!["outcome-possible-title", "offers-title", "recourse-title"]),
                ("result-settled", vec!["outcome-not-yet-title", "reasons-title", "recourse-title"]),
            ] {
                states::open(&driver, state, &format!("locale={locale}")).await?;
                let all = heard(&driver).await?;
                let heard: Vec<&str> = all.iter().filter(|one| one.role == "heading").map(name).collect();
                let mut rest = heard.iter();
                for id in headings {
                    let words = words.get(id)?;
                    ensure!(
                        rest.any(|heading| *heading == words),
                        "{state} in {locale}: {id} is not in its place: {heard:?}"
                    );
                }
            }
        }
        Ok(())
    })
}
