//! One answer everywhere: what the headless module and the page decide in a browser is, byte for byte, what the engine
//! decides natively, for every application of `tests/parity`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::sync::LazyLock;

use anyhow::Result;
use kaimen::application::{Answer, Answers};
use kaimen::date::Date;
use kaimen::decision::{Decision, decide};
use kaimen::form;
use kaimen::json::{Hashed, Value, Write, canonical, hash, parse};
use kaimen::market::{Market, read_market};
use kaimen::pack::{Pack, read_pack};
use kaimen_browser_tests::{browser, site};
use serde::de::DeserializeOwned;
use serde_json::json;
use xtask::{project, site::Files};

/// An application made from a row of real data.
struct Case {
    from: String,
    today: Date,
    application: Value,
}

static MARKET: LazyLock<Hashed<Market>> = LazyLock::new(|| read_market(&read("www/markets/cn.json")).unwrap());
static PACK: LazyLock<Hashed<Pack>> =
    LazyLock::new(|| read_pack(&read("www/packs/example-lender.json"), &MARKET).unwrap());

fn read(path: &str) -> Value {
    parse(&std::fs::read_to_string(project::root().join(path)).unwrap()).unwrap()
}

fn cases() -> Vec<Case> {
    let case = |value: &Value| Case {
        from: value.get("from").and_then(Value::as_text).unwrap().to_owned(),
        today: Date::parse(value.get("today").and_then(Value::as_text).unwrap()).unwrap(),
        application: value.get("application").unwrap().clone(),
    };
    let cases: Vec<_> = read("tests/parity/applications.json").items().iter().map(case).collect();
    assert!(cases.len() >= 200);
    cases
}

/// Runs a script on a blank page of the site, with the cases as its argument.
fn run<T: DeserializeOwned + Send + 'static>(name: &str, script: &'static str, cases: serde_json::Value) -> Result<T> {
    let blank = |files: &mut Files| {
        drop(files.insert("blank.html".to_owned(), b"<!doctype html><title>blank</title>".to_vec()))
    };
    let site = site::serve_changed(name, blank)?;
    let address = format!("{}/blank.html", site.address());
    browser::drive(async move |driver| {
        driver.goto(&address).await?;
        Ok(driver.execute_async(script, vec![cases]).await?.convert()?)
    })
}

#[test]
fn the_headless_module_gives_the_same_bytes() -> Result<()> {
    let cases = cases();
    let asked = cases.iter().map(|case| {
        let application: serde_json::Value = serde_json::from_str(&canonical(&case.application)).unwrap();
        json!({ "application": application, "today": case.today.to_string() })
    });
    let said: Vec<String> = run("parity-headless", include_str!("parity/headless.js"), asked.collect())?;
    assert_eq!(said.len(), cases.len(), "{said:?}");
    for (case, said) in cases.iter().zip(said) {
        let application = form::read_application(&case.application, &MARKET, &PACK, case.today).unwrap();
        assert_eq!(said, canonical(&decide(&MARKET, &PACK, &application, case.today).write()), "{}", case.from);
    }
    Ok(())
}

/// The page's receipt has the hash of the canonical decision: what it was made from, and the whole of what it says.
/// There, every answer is said by the applicant.
#[test]
fn the_page_gives_the_same_bytes() -> Result<()> {
    let cases = cases();
    let answers =
        cases.iter().map(|case| form::read_partial(&case.application, &PACK).unwrap().answers).collect::<Vec<_>>();
    let asked = cases
        .iter()
        .zip(&answers)
        .map(|(case, answers)| json!({ "typed": typed(answers), "today": case.today.to_string() }));
    let said: Vec<Vec<String>> = run("parity-page", include_str!("parity/page.js"), asked.collect())?;
    assert_eq!(said.len(), cases.len(), "{said:?}");
    for ((case, answers), codes) in cases.iter().zip(&answers).zip(said) {
        let application = form::said(&MARKET, &PACK, answers, case.today).unwrap();
        let decision = decide(&MARKET, &PACK, &application, case.today);
        assert_eq!(codes.last(), Some(&hash(&decision.write())), "{}: {}", case.from, told(&decision));
        assert!(codes.contains(&decision.receipt.application), "{}", case.from);
    }
    Ok(())
}

fn told(decision: &Decision) -> String {
    canonical(&decision.receipt.write())
}

/// The answers as they would be typed and kept: a pair for each question; of what is not known, that it is not.
fn typed(answers: &Answers) -> serde_json::Value {
    let typed = PACK.questions.iter().map(|question| {
        let parts = match answers.get(&question.id) {
            None => vec![],
            Some(Answer::Number(number)) => vec![match &question.answer {
                kaimen::pack::question::AnswerKind::Money { .. } => format!("{}.{:02}", number / 100, number % 100),
                _ => number.to_string(),
            }],
            Some(Answer::Choice(choice)) => vec![choice.clone()],
            Some(Answer::YesNo(yes)) => vec![if *yes { "yes" } else { "no" }.to_owned()],
            Some(Answer::Date(date)) => date.to_string().split('-').map(str::to_owned).collect(),
        };
        json!([question.id, { "unknown": parts.is_empty(), "parts": parts }])
    });
    serde_json::Value::Array(typed.collect())
}
