//! The papers to bring: asked for with what could be offered, of whom the pack says, and deciding nothing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs, reason = "a test may stop")]

#[path = "parity/rows.rs"]
mod rows;
mod support;

use kaimen::date::Date;
use kaimen::decision::{Decision, decide};
use kaimen::form::read_application;
use kaimen::json::{Hashed, Value, parse};
use kaimen::pack::{Pack, read_pack};
use rows::{Case, cases};
use support::{at, decided, has_record, market, no_file, pack, pack_json, read, text, today, with};

fn ids(decision: &Decision) -> Vec<&str> {
    decision.documents.iter().map(|document| document.id.as_str()).collect()
}

fn with_papers(papers: Value) -> Hashed<Pack> {
    read_pack(&at(pack_json(), "/documents", papers), market()).unwrap()
}

fn decided_by(pack: &Hashed<Pack>, case: &Case) -> Decision {
    let day = Date::parse(case.today).unwrap();
    decide(market(), pack, &read_application(&case.application, market(), pack, day).unwrap(), day)
}

#[test]
fn each_is_asked_of_whom_the_pack_says() {
    let everyone = ["identity-card", "account-statement"];
    let tenant = decided(&no_file());
    assert_eq!(ids(&tenant), [&everyone[..], &["payslips", "proof-of-home", "repayment-plans"]].concat());
    assert_eq!(tenant.documents[1].proves, ["income", "expenses"]);
    let owes_nothing = decided(&with(has_record(), &[("repayments", Value::Int(0))]));
    assert_eq!(ids(&owes_nothing), [&everyone[..], &["proof-of-home", "card-bills"]].concat());
    let trades = decided(&with(has_record(), &[("purpose", text("production-business"))]));
    assert!(ids(&trades).contains(&"business-licence"));
}

#[test]
fn a_paper_of_one_product_is_asked_for_with_that_alone() {
    let decision = decided(&has_record());
    let offered = |product: &str| decision.offers.iter().any(|offer| offer.product == product);
    assert!(offered("steady") && offered("flexible"));
    let products = |id: &str| &decision.documents.iter().find(|document| document.id == id).unwrap().products;
    assert_eq!(*products("proof-of-home"), ["steady"]);
    assert_eq!(*products("identity-card"), ["steady", "flexible"]);
}

/// The two scores were not told, so that nothing that is asked of them is true, nor the opposite.
#[test]
fn what_hangs_on_an_answer_that_is_missing_is_not_asked_for() {
    let high = r#"{"kind": "compare", "left": {"kind": "answer", "of": "zhima-score"}, "is": "more", "right": {"kind": "constant", "value": 600}}"#;
    let papers = format!(
        r#"[{{"id": "identity-card", "when": {high}}}, {{"id": "card-bills", "when": {{"kind": "not", "of": {high}}}}}]"#
    );
    let pack = with_papers(parse(&papers).unwrap());
    let papers = |answers: &[(&str, Value)]| decide(market(), &pack, &read(answers).unwrap(), today()).documents;
    assert_eq!(papers(&no_file()), []);
    assert_eq!(papers(&with(no_file(), &[("zhima-score", Value::Int(650))])).len(), 1);
}

/// Hundreds of real rows: nothing else of a decision moves where a pack asks for no papers, and none are asked for with nothing.
#[test]
fn papers_decide_nothing_and_come_with_offers_alone() {
    let without = with_papers(Value::Null);
    let (mut asked, mut spared) = (0, 0);
    for case in cases() {
        let mut decision = decided_by(pack(), &case);
        assert_eq!(decision.documents.is_empty(), decision.offers.is_empty(), "{}", case.from);
        for document in &decision.documents {
            let offered = |product: &String| decision.offers.iter().any(|offer| offer.product == *product);
            assert!(!document.products.is_empty() && document.products.iter().all(offered), "{}", case.from);
        }
        *(if decision.documents.is_empty() { &mut spared } else { &mut asked }) += 1;
        let plain = decided_by(&without, &case);
        decision.documents.clear();
        decision.receipt.pack.clone_from(&plain.receipt.pack);
        assert_eq!(decision, plain, "{}", case.from);
    }
    assert!(asked > 50 && spared > 50, "{asked} asked, {spared} spared");
}
