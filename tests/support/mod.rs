//! The shipped market and pack, and two applicants to start from.
#![allow(dead_code, reason = "each test file uses a part")]

use kaimen::application::Application;
use kaimen::date::Date;
use kaimen::decision::{Decision, decide};
use kaimen::form::read_application;
use kaimen::json::{Hashed, Problem, Value, parse};
use kaimen::market::{Market, read_market};
use kaimen::pack::{Pack, read_pack};
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

/// The text of a file of the project.
pub fn file(path: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The JSON of a file of the project.
pub fn json(path: &str) -> Value {
    parse(&file(path)).unwrap()
}

static MARKET: LazyLock<Hashed<Market>> = LazyLock::new(|| read_market(&json("www/markets/cn.json")).unwrap());
static PACK: LazyLock<Hashed<Pack>> = LazyLock::new(|| read_pack(&pack_json(), market()).unwrap());

pub fn market() -> &'static Hashed<Market> {
    &MARKET
}

/// A shipped market, read once.
pub fn under(name: &str) -> &'static Hashed<Market> {
    static MARKETS: LazyLock<Mutex<BTreeMap<String, &'static Hashed<Market>>>> = LazyLock::new(Mutex::default);
    let mut known = MARKETS.lock().unwrap();
    known
        .entry(name.into())
        .or_insert_with(|| Box::leak(Box::new(read_market(&json(&format!("www/markets/{name}.json"))).unwrap())))
}

pub fn pack_json() -> Value {
    json("www/packs/example-lender.json")
}

pub fn pack() -> &'static Hashed<Pack> {
    &PACK
}

/// The day on which the tests decide.
pub fn today() -> Date {
    Date::new(2026, 11, 23).unwrap()
}

/// An application document of `kaimen/application@1`.
pub fn application_json(answers: &[(&str, Value)]) -> Value {
    let answer = |value: &Value| {
        Value::Map(vec![("value".into(), value.clone()), ("provenance".into(), Value::Text("said".into()))])
    };
    let answers = answers.iter().map(|(id, value)| (id.to_string(), answer(value))).collect();
    Value::Map(vec![
        ("schema".into(), Value::Text("kaimen/application@1".into())),
        ("answers".into(), Value::Map(answers)),
    ])
}

pub fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// A tenant with a contract and some savings, and no monthly bills.
pub fn no_file() -> Vec<(&'static str, Value)> {
    let mut answers = common(false);
    answers.extend([
        ("job", text("fixed")),
        ("years-in-job", Value::Int(5)),
        ("home", text("rent")),
        ("assets", Value::Int(40_000_00)),
        ("debt", Value::Int(0)),
        ("price", Value::Null),
    ]);
    answers
}

/// Someone who pays the bills of a credit card on time.
pub fn has_record() -> Vec<(&'static str, Value)> {
    let mut answers = common(true);
    answers.extend([
        ("limit", Value::Int(20_000_00)),
        ("bill-latest", Value::Int(3_000_00)),
        ("months-paid", Value::Int(6)),
        ("months-late", Value::Int(0)),
    ]);
    answers
}

fn common(has_record: bool) -> Vec<(&'static str, Value)> {
    vec![
        ("amount", Value::Int(8_000_00)),
        ("purpose", text("consumption")),
        ("term", Value::Int(12)),
        ("birth-date", text("1995-03-02")),
        ("student", Value::Bool(false)),
        ("income", Value::Int(7_000_00)),
        ("expenses", Value::Int(3_000_00)),
        ("repayments", Value::Int(500_00)),
        ("has-record", Value::Bool(has_record)),
        ("zhima-score", Value::Null),
        ("wechat-pay-score", Value::Null),
    ]
}

/// `answers` with some of them changed or added.
pub fn with(mut answers: Vec<(&'static str, Value)>, changes: &[(&'static str, Value)]) -> Vec<(&'static str, Value)> {
    for (id, value) in changes {
        match answers.iter_mut().find(|(known, _)| known == id) {
            Some((_, old)) => *old = value.clone(),
            None => answers.push((id, value.clone())),
        }
    }
    answers
}

pub fn read(answers: &[(&str, Value)]) -> Result<Application, Vec<Problem>> {
    read_application(&application_json(answers), market(), pack(), today())
}

pub fn decided(answers: &[(&str, Value)]) -> Decision {
    decide(market(), pack(), &read(answers).unwrap(), today())
}

/// `document` with the value at a JSON Pointer replaced, or added where its object lacks it.
pub fn at(mut document: Value, pointer: &str, value: Value) -> Value {
    let (parents, last) = pointer.rsplit_once('/').unwrap();
    let mut place = &mut document;
    for step in parents.split('/').skip(1) {
        place = match place {
            Value::Map(entries) => entries.iter_mut().find(|(key, _)| key == step).map(|(_, value)| value).unwrap(),
            Value::List(items) => items.get_mut(step.parse::<usize>().unwrap()).unwrap(),
            _ => panic!("no such place: {pointer}"),
        };
    }
    match place {
        Value::Map(entries) => match entries.iter_mut().find(|(key, _)| key == last) {
            Some((_, old)) => *old = value,
            None => entries.push((last.into(), value)),
        },
        Value::List(items) => *items.get_mut(last.parse::<usize>().unwrap()).unwrap() = value,
        _ => panic!("no such place: {pointer}"),
    }
    document
}
