//! The documents: what ships fits its schema, and no document, however hostile, does more than be refused.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

mod support;

use kaimen::cli::schema::schemas;
use kaimen::decision::decide;
use kaimen::form::read_application;
use kaimen::json::{Problem, Value, Write, canonical, parse};
use kaimen::market::read_market;
use kaimen::pack::read_pack;
use kaimen::quote::{check_quote, read_quote};
use proptest::prelude::*;
use std::process::Command;
use support::{application_json, decided, has_record, json, market, no_file, pack, pack_json, today};

fn fits(document: &str, value: &Value) -> bool {
    let (_, schema) = schemas().into_iter().find(|(name, _)| *name == document).unwrap();
    let schema = serde_json::to_value(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap().is_valid(&serde_json::to_value(value).unwrap())
}

#[test]
fn what_ships_fits_its_schema() {
    assert!(fits("market", &json("www/markets/cn.json")));
    assert!(fits("pack", &pack_json()));
    assert!(fits("model", &json("www/models/taiwan-repayment.json")));
    assert!(fits("model", &json("www/models/spain-self-reported.json")));
    let quote = json("tests/quote/kept-back.json");
    let partial = kaimen::application::Partial::default();
    assert!(fits("preview", &kaimen::preview::preview(market(), pack(), &partial, today()).write()));
    assert!(fits("quote", &quote));
    assert!(fits("quote-check", &check_quote(market(), &read_quote(&quote).unwrap()).unwrap().write()));
    for answers in [no_file(), has_record()] {
        assert!(fits("application", &application_json(&answers)));
        assert!(fits("decision", &decided(&answers).write()));
    }
}

/// Every place of a document, as JSON Pointers.
fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.into());
    match value {
        Value::Map(entries) => {
            entries.iter().for_each(|(key, value)| places(value, &format!("{here}/{key}"), found));
        }
        Value::List(items) => {
            items.iter().enumerate().for_each(|(index, item)| places(item, &format!("{here}/{index}"), found));
        }
        _ => {}
    }
}

#[test]
fn a_value_of_another_type_is_refused_by_reader_and_schema_at_its_place() {
    let document = json("www/markets/cn.json");
    let mut all = Vec::new();
    places(&document, "", &mut all);
    let texts = |place: &String| place.starts_with("/texts/");
    for place in all.iter().filter(|place| !place.is_empty() && !texts(place)).step_by(7) {
        let changed = support::at(document.clone(), place, Value::Float(0.5));
        let problems = read_market(&changed).unwrap_err();
        // Which shape an object has is a matter of the object.
        let place = place.strip_suffix("/kind").unwrap_or(place);
        assert!(problems.iter().any(|problem| problem.path == place), "{place}: {problems:?}");
        assert!(!fits("market", &changed), "{place}");
    }
}

#[test]
fn an_unknown_key_is_refused_by_reader_and_schema() {
    for place in ["/moon", "/lender/moon", "/questions/0/moon", "/questions/0/answer/moon", "/models/0/card/moon"] {
        let changed = support::at(pack_json(), place, Value::Bool(true));
        let problems = read_pack(&changed, market()).unwrap_err();
        assert_eq!(problems, [unknown_key(place)]);
        assert!(!fits("pack", &changed), "{place}");
    }
}

fn unknown_key(place: &str) -> Problem {
    Problem { code: "unknown-key", path: place.into(), message: "no such key is known here".into() }
}

#[test]
fn text_that_is_no_document_is_refused_with_one_problem() {
    let whole = canonical(&pack_json());
    let deep = "[".repeat(100_000);
    let large = format!("\"{}\"", "x".repeat(10 << 20));
    let cases =
        ["", "\u{0}", "nul", "{\"a\":1,\"a\":2}", whole.get(..whole.len() / 2).unwrap(), deep.as_str(), large.as_str()];
    for text in cases {
        let problem = parse(text).unwrap_err();
        assert!(["not-json", "document-too-large"].contains(&problem.code));
        assert!(problem.message.len() < 200);
    }
}

#[test]
fn the_command_names_the_file_and_lists_every_problem() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let bad = folder.join("bad-application.json");
    std::fs::write(&bad, r#"{"schema":"kaimen/application@1","answers":{"income":{"value":-1,"provenance":"said"},"moon":{"provenance":"said"}}}"#).unwrap();
    let run = |application: &str| {
        Command::new(env!("CARGO_BIN_EXE_kaimen"))
            .args(["check", "--market", "www/markets/cn.json", "--pack", "www/packs/example-lender.json"])
            .args(["--today", "2026-11-23", "--application", application])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap()
    };
    let refused = run(bad.to_str().unwrap());
    assert_eq!(refused.status.code(), Some(1));
    assert!(refused.stdout.is_empty());
    let problems = parse(&String::from_utf8(refused.stderr).unwrap()).unwrap();
    let codes: Vec<&str> =
        problems.items().iter().map(|problem| problem.get("code").unwrap().as_text().unwrap()).collect();
    assert!(
        codes.contains(&"answer-too-low") && codes.contains(&"unknown-question") && codes.contains(&"answer-missing")
    );
    assert_eq!(run("no-such-file.json").status.code(), Some(3));
}

/// Values that a hostile hand might put anywhere.
fn junk() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        prop_oneof![
            Just(0),
            Just(-1),
            Just(9_007_199_254_740_991),
            Just(-9_007_199_254_740_991),
            any::<i32>().prop_map(i64::from)
        ]
        .prop_map(Value::Int),
        Just(Value::Float(f64::NAN)),
        "[a-z-]{0,12}".prop_map(Value::Text),
        Just(Value::List(Vec::new())),
        Just(Value::Map(Vec::new())),
        Just(parse(r#"{"kind":"answer","of":"income"}"#).unwrap()),
        Just(parse(r#"{"kind":"constant","value":9007199254740991}"#).unwrap()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    /// A pack with junk in it is refused or decides; it never panics.
    #[test]
    fn no_pack_does_more_than_be_refused(at in any::<prop::sample::Index>(), value in junk()) {
        let mut all = Vec::new();
        places(&pack_json(), "", &mut all);
        let open: Vec<&String> = all.iter().filter(|place| !place.is_empty() && !place.starts_with("/texts/") && !place.contains("/card/")).collect();
        let changed = support::at(pack_json(), at.get(&open).as_str(), value);
        if let Ok(pack) = read_pack(&changed, market()) {
            for answers in [no_file(), has_record()] {
                if let Ok(application) = read_application(&application_json(&answers), market(), &pack, today()) {
                    let decision = decide(market(), &pack, &application, today());
                    prop_assert!(parse(&canonical(&decision.write())).is_ok());
                }
            }
        }
    }

    /// The same of an application.
    #[test]
    fn no_application_does_more_than_be_refused(at in any::<prop::sample::Index>(), value in junk()) {
        let document = application_json(&has_record());
        let mut all = Vec::new();
        places(&document, "", &mut all);
        all.retain(|place| !place.is_empty());
        let changed = support::at(document, at.get(&all).as_str(), value);
        if let Ok(application) = read_application(&changed, market(), pack(), today()) {
            let decision = decide(market(), pack(), &application, today());
            prop_assert!(parse(&canonical(&decision.write())).is_ok());
        }
    }
}
