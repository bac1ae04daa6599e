//! The shipped pack: what it is made from, and that it has words for everything in every locale.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

mod support;

use kaimen::json::{Value, parse};
use kaimen::pack::question::AnswerKind;
use kaimen::pack::read_pack;
use kaimen::product::Obstacle;
use std::process::Command;
use support::{at, market, pack, pack_json};

#[test]
fn it_is_the_base_with_the_shipped_models() {
    let arguments = "pack --market www/markets/cn.json --base data/packs/example-lender.json \
        --model www/models/taiwan-repayment.json --model www/models/spain-self-reported.json";
    let output = Command::new(env!("CARGO_BIN_EXE_kaimen"))
        .args(arguments.split_whitespace())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(parse(&String::from_utf8(output.stdout).unwrap()).unwrap(), pack_json());
}

/// A whole pack is no base: its own models are left out.
#[test]
fn a_base_that_needs_more_models_says_so() {
    let arguments = "pack --market www/markets/cn.json --base www/packs/example-lender.json \
        --model www/models/spain-self-reported.json";
    let output = Command::new(env!("CARGO_BIN_EXE_kaimen"))
        .args(arguments.split_whitespace())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(error.contains("is named taiwan-repayment: the models of the base are left out"), "{error}");
    assert!(error.contains("--model"), "{error}");
}

#[test]
fn every_locale_has_the_same_messages() {
    let ids: Vec<Vec<&String>> = pack().texts.values().map(|texts| texts.keys().collect()).collect();
    assert_eq!(pack().texts.len(), 2);
    assert_eq!(ids[0], ids[1]);
}

#[test]
fn everything_that_can_be_shown_has_words() {
    let pack = pack();
    let mut needed: Vec<String> = vec!["lender-name".into(), "lender-notice".into()];
    for question in &pack.questions {
        needed.push(format!("question-{}-label", question.id));
        if let AnswerKind::Choice { options } = &question.answer {
            needed.extend(options.iter().map(|option| format!("question-{}-option-{option}", question.id)));
        }
        if question.lever.is_some() {
            needed.push(format!("change-{}", question.id));
        }
    }
    needed.extend(pack.relations.iter().map(|relation| format!("relation-{}", relation.id)));
    for product in &pack.products {
        needed.extend([format!("product-{}-name", product.id), format!("product-{}-hint", product.id)]);
        needed.extend(product.fees.iter().map(|fee| format!("fee-{}", fee.id)));
    }
    needed.extend(pack.documents.iter().flatten().map(|document| format!("document-{}", document.id)));
    needed.extend(pack.segments.iter().map(|segment| format!("segment-{}", segment.id)));
    let experts = pack.segments.iter().flat_map(|segment| &segment.expert).flat_map(|expert| &expert.characteristics);
    let scored = pack.models.iter().flat_map(|model| &model.characteristics).chain(experts);
    let words = |id: &String| [format!("reason-{id}"), format!("characteristic-{id}")];
    needed.extend(scored.flat_map(|characteristic| words(&characteristic.id)));
    needed.extend(pack.policy.iter().map(|rule| format!("reason-{}", rule.id)));
    needed.extend(Obstacle::ALL.iter().map(|obstacle| format!("reason-{}", obstacle.word())));
    needed.extend(["reason-capacity-unknown".into(), "reason-below-lender-minimum-age".into()]);
    let market_reasons = market().barred_borrowers.iter().map(|bar| &bar.rule);
    let market_reasons = market_reasons.chain(market().barred_purposes.iter().map(|bar| &bar.rule));
    let mut of_market: Vec<String> = market_reasons.map(|rule| format!("reason-{}", rule.id)).collect();
    of_market.push("reason-below-minimum-age".into());
    for locale in ["zh-Hans", "en"] {
        for id in &needed {
            assert!(pack.texts.get(locale).is_some_and(|texts| texts.contains_key(id)), "{locale} lacks {id}");
        }
        for id in &of_market {
            assert!(market().texts.get(locale).is_some_and(|texts| texts.contains_key(id)), "{locale} lacks {id}");
        }
    }
}

/// Every name that nothing has, every name that stands twice, and every word that lacks: all of them at once.
#[test]
fn papers_that_do_not_fit_the_pack_are_told_one_by_one() {
    let papers = r#"[
        {"id": "identity-card", "products": ["steady", "moon"], "proves": ["income", "moon"]},
        {"id": "identity-card", "products": []},
        {"id": "planted", "proves": ["income", "home", "income"]},
        {"id": "payslips", "when": {"kind": "one-of", "of": "job", "choices": ["moon"]}},
        {"id": "card-bills", "when": {"kind": "yes", "of": "moon"}}
    ]"#;
    let problems = read_pack(&at(pack_json(), "/documents", parse(papers).unwrap()), market()).unwrap_err();
    let told: Vec<(&str, &str)> = problems.iter().map(|problem| (problem.code, problem.path.as_str())).collect();
    let expected = [
        ("id-not-unique", "/documents/1/id"),
        ("unknown-name", "/documents/0/products/1"),
        ("unknown-name", "/documents/0/proves/1"),
        ("list-empty", "/documents/1/products"),
        ("id-not-unique", "/documents/2/proves/2"),
        ("wrong-question-kind", "/documents/3/when"),
        ("unknown-name", "/documents/4/when"),
        ("words-missing", "/texts/zh-Hans/document-planted"),
        ("words-missing", "/texts/en/document-planted"),
    ];
    assert_eq!(told, expected, "{problems:?}");
    assert_eq!(problems[1].message, "no product of this pack is named moon");
}

#[test]
fn a_pack_without_papers_is_whole() {
    for none in [Value::Null, Value::List(Vec::new())] {
        assert!(read_pack(&at(pack_json(), "/documents", none), market()).is_ok());
    }
}
