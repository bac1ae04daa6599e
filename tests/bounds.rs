//! A pack that would keep an applicant waiting is refused; one that is not refused is soon decided.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

mod support;

use kaimen::decision::decide;
use kaimen::form::read_application;
use kaimen::json::{Problem, Value};
use kaimen::pack::read_pack;
use support::{application_json, at, has_record, market, no_file, pack_json, today, with};

fn int(number: i64) -> Value {
    Value::Int(number)
}

/// The shipped pack with other terms of its level loan and another step of its amount.
fn with_terms(terms: impl IntoIterator<Item = i64>, step: i64) -> Value {
    let pack = at(pack_json(), "/products/0/terms", Value::List(terms.into_iter().map(int).collect()));
    at(pack, "/products/0/stepMinor", int(step))
}

fn codes(pack: &Value) -> Vec<&'static str> {
    let problems: Vec<Problem> = read_pack(pack, market()).err().unwrap_or_default();
    problems.iter().map(|problem| problem.code).collect()
}

/// The level loan of the shipped pack, many times over.
fn with_products(count: i64) -> Value {
    let pack = pack_json();
    let product = pack.get("products").unwrap().clone();
    let Value::List(products) = product else { panic!("a list") };
    let named = |number| at(products[0].clone(), "/id", Value::Text(format!("steady-{number}")));
    let pack = at(pack, "/products", Value::List((0..count).map(named).collect()));
    // One of the documents is wanted for a product that is not there now.
    let pack = at(pack, "/documents", Value::List(Vec::new()));
    ["zh-Hans", "en"].iter().fold(pack, |pack, locale| {
        (0..count).fold(pack, |pack, number| {
            at(pack, &format!("/texts/{locale}/product-steady-{number}-name"), Value::Text("x".into()))
        })
    })
}

#[test]
fn more_than_two_hundred_terms_are_refused() {
    assert_eq!(codes(&with_terms(1..=195, 1_000_00)), ["too-much-work"]);
    assert_eq!(codes(&with_terms(1..=196, 1_000_00)), ["too-many-terms", "too-much-work"]);
    // Six terms each.
    assert!(codes(&with_products(34)).contains(&"too-many-terms"));
    assert!(!codes(&with_products(33)).contains(&"too-many-terms"));
}

#[test]
fn many_long_terms_by_small_steps_are_refused() {
    assert_eq!(codes(&with_terms(1..=600, 1)), ["too-many-terms", "too-much-work"]);
}

#[test]
fn many_products_with_many_ways_to_change_are_refused() {
    let moves = |times| at(with_products(33), "/questions/0/lever/times", int(times));
    assert_eq!(codes(&moves(60)), ["too-much-work"]);
    assert_eq!(codes(&moves(1)), Vec::<&str>::new());
}

/// Not timed, so that it says the same on a busy machine; but a test that takes minutes is seen.
#[test]
fn the_most_work_that_is_accepted_is_decided() {
    let most = (1..).map(with_products).take_while(|pack| codes(pack).is_empty()).last().unwrap();
    let pack = read_pack(&most, market()).unwrap();
    assert!(pack.products.len() > 2, "a pack with three products is no danger");
    for income in (2_000..40_000).step_by(8_000) {
        let answers = [("amount", int(50_000_00)), ("income", int(income * 100)), ("expenses", int(500_00))];
        for person in [no_file(), has_record()] {
            let application = application_json(&with(person, &answers));
            let application = read_application(&application, market(), &pack, today()).unwrap();
            let began = std::time::Instant::now();
            let decision = decide(market(), &pack, &application, today());
            println!("{:?}, {} offers", began.elapsed(), decision.offers.len());
        }
    }
}
