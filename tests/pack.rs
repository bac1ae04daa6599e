//! The shipped pack: what it is made from, and that it has words for everything in every locale.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

mod support;

use kaimen::json::parse;
use kaimen::pack::question::AnswerKind;
use kaimen::product::Obstacle;
use std::process::Command;
use support::{market, pack, pack_json};

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
