//! The page without a browser: its state from start to result, and its words.

mod markup;
mod offer;
mod saved;
mod statement;
mod steps;
mod texts;
mod walk;

use super::hand::{Documents, Hand, Tool};
use super::state::{Action, State, next};
use super::texts::Locales;
use crate::json::{Depth, MAX_DEPTH, Value};
use serde::de::DeserializeSeed;
use std::rc::Rc;

const MARKET: &str = include_str!("../../www/markets/cn.json");
const PACK: &str = include_str!("tests/pack.json");
const ZH_HANS: &str = include_str!("../../www/locales/zh-Hans.json");
const EN: &str = include_str!("../../www/locales/en.json");

fn json(text: &str) -> Value {
    let mut reader = serde_json::Deserializer::from_str(text);
    Depth(MAX_DEPTH).deserialize(&mut reader).unwrap_or(Value::Null)
}

fn hand() -> Hand {
    Hand {
        market: Ok(json(MARKET)),
        pack: Ok(json(PACK)),
        locales: Rc::new(Locales(Value::Map(vec![("en".into(), json(EN)), ("zh-Hans".into(), json(ZH_HANS))]))),
        locale: "zh-Hans".into(),
        embedded: false,
        newer: false,
        more: vec![("es".into(), "Español".into())],
        lacks: false,
        room: true,
        today: "2026-11-23".into(),
        view: Tool::Checker,
    }
}

/// The page as it opens and is sealed; `saved` is what the guard kept.
fn opened(saved: Value) -> State {
    let hand = hand();
    let documents = Documents::read(&hand);
    assert_eq!(documents.as_ref().err().map(|refused| &refused.problems), None);
    let state = documents.map_or_else(|_| unreachable!(), |documents| State::new(Rc::new(documents), &hand));
    if saved == Value::Null { state } else { after(&state, [Action::Sealed, Action::TakeUp(saved)]) }
}

fn after(state: &State, actions: impl IntoIterator<Item = Action>) -> State {
    actions.into_iter().fold(state.clone(), |state, action| next(&state, action))
}
