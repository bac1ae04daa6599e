//! A pack has words for all that is shown of it, in each of its languages, and none that are the market's to say.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

mod support;

use kaimen::json::Value;
use kaimen::pack::read_pack;
use support::{at, market, pack_json, text};

fn problems(pack: &Value) -> Vec<(&'static str, String)> {
    let problems = read_pack(pack, market()).err().unwrap_or_default();
    problems.into_iter().map(|problem| (problem.code, problem.path)).collect()
}

/// The shipped pack without one of its words.
fn without(locale: &str, id: &str) -> Value {
    let pack = pack_json();
    let Some(Value::Map(mut words)) = pack.get("texts").and_then(|texts| texts.get(locale)).cloned() else {
        panic!("the pack has words")
    };
    words.retain(|(known, _)| known != id);
    at(pack, &format!("/texts/{locale}"), Value::Map(words))
}

#[test]
fn what_is_shown_needs_words_in_every_language() {
    for id in
        ["reason-home", "question-amount-label", "question-job-option-fixed", "product-steady-name", "segment-no-file"]
    {
        for locale in ["zh-Hans", "en"] {
            assert_eq!(problems(&without(locale, id)), [("words-missing", format!("/texts/{locale}/{id}"))]);
        }
    }
    // What is only more to read may be left out.
    assert_eq!(problems(&without("en", "question-amount-why")), []);
}

#[test]
fn a_pack_without_words_is_none() {
    let none = at(pack_json(), "/texts", Value::Map(Vec::new()));
    assert_eq!(problems(&none), [("words-missing", "/texts".to_owned())]);
}

/// Words that a law demands are the market's: a pack that brings its own is refused, in whichever language.
#[test]
fn a_pack_can_not_speak_for_the_law() {
    for id in ["disclosure-not-an-offer", "disclosure-annualised-rate", "reason-below-minimum-age"] {
        let place = format!("/texts/en/{id}");
        assert_eq!(problems(&at(pack_json(), &place, text("No worries."))), [("words-of-market", place)]);
    }
}
