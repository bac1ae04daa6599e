//! What the guard calls: the hand-over in, a handle out.

use super::browser;
use super::guard::Guard;
use super::hand::{Documents, Hand, Refused, Tool};
use super::page::{Opened, Page, open};
use super::state::Action;
use super::texts::Locales;
use crate::foreign;
use crate::json::{Problem, Value};
use js_sys::{Function, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::Element;
use yew::AppHandle;

/// The page, for the guard.
#[wasm_bindgen]
pub struct Handle(AppHandle<Page>);

#[wasm_bindgen]
impl Handle {
    /// Hears what the guard says: its kind, and all of it.
    pub fn hear(&self, kind: &str, said: &JsValue) {
        let field = |key| field(said, key).unwrap_or(Value::Null);
        self.0.send_message(match kind {
            "sealed" => {
                self.0.send_message(Action::Sealed);
                Action::TakeUp(field("saved"))
            }
            "locale" => Action::Locale(text(&field("locale"))),
            "not-again" => Action::NotAgain,
            "not-saved" => Action::NotSaved,
            "not-kept" => Action::NotKept,
            "dropped" => Action::Keep(false),
            "forgotten" => Action::Forgotten,
            _ => return,
        });
    }
}

/// Draws the page into `root` from what the guard hands over; `tell` takes the page's messages.
#[wasm_bindgen]
pub fn mount(root: Element, hand: &JsValue, tell: Function) -> Handle {
    let guard = Guard::new(tell);
    let room = Reflect::get(hand, &"room".into()).unwrap_or(JsValue::UNDEFINED);
    let hand = Rc::new(Hand { room: room.is_function(), ..read(hand) });
    let documents: Result<Rc<Documents>, Rc<Refused>> = Documents::read(&hand).map(Rc::new).map_err(Rc::new);
    if hand.embedded {
        let guard = guard.clone();
        browser::on_height(&root, move |px| guard.height(px));
    }
    Handle(open(root, Opened { hand, documents, guard, room }))
}

fn read(hand: &JsValue) -> Hand {
    let field = |key: &str| field(hand, key).unwrap_or(Value::Null);
    Hand {
        market: self::field(hand, "market"),
        pack: self::field(hand, "pack"),
        locales: Rc::new(Locales(field("locales"))),
        more: names(&field("more")),
        locale: text(&field("locale")),
        embedded: field("embedded") == Value::Bool(true),
        newer: field("newer") == Value::Bool(true),
        room: false,
        lacks: field("lacks") == Value::Bool(true),
        today: text(&field("today")),
        view: if text(&field("view")) == Tool::Offer.word() { Tool::Offer } else { Tool::Checker },
    }
}

fn text(value: &Value) -> String {
    value.as_text().unwrap_or_default().to_owned()
}

fn names(value: &Value) -> Vec<(String, String)> {
    let Value::Map(entries) = value else { return Vec::new() };
    entries.iter().map(|(locale, name)| (locale.clone(), text(name))).collect()
}

fn field(hand: &JsValue, key: &str) -> Result<Value, Problem> {
    // OK because the guard hands over a plain object, whose fields can all be read.
    foreign::read(&Reflect::get(hand, &key.into()).unwrap_or(JsValue::NULL))
}
