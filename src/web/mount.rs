//! What the guard calls: the hand-over in, a handle out.

use super::browser;
use super::guard::Guard;
use super::hand::{Documents, Hand, Refused};
use super::page::{Opened, Page, open};
use super::state::Action;
use super::texts::Locales;
use crate::json::{Depth, MAX_DEPTH, Value};
use js_sys::{Function, Reflect};
use serde::de::DeserializeSeed;
use serde_wasm_bindgen::Deserializer;
use std::rc::Rc;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::Element;
use yew::AppHandle;

/// The page, for the guard.
#[wasm_bindgen]
pub struct Handle(AppHandle<Page>);

#[wasm_bindgen]
impl Handle {
    /// Both documents are sealed: the first question may be answered.
    pub fn sealed(&self) {
        self.0.send_message(Action::Sealed);
    }

    /// Another language is wanted.
    pub fn locale(&self, locale: String) {
        self.0.send_message(Action::Locale(locale));
    }
}

/// Draws the page into `root` from what the guard hands over; `tell` takes the page's messages.
#[wasm_bindgen]
pub fn mount(root: Element, hand: &JsValue, tell: Function) -> Handle {
    let guard = Guard::new(tell);
    let hand = Rc::new(read(hand));
    let documents: Result<Rc<Documents>, Rc<Refused>> = Documents::read(&hand).map(Rc::new).map_err(Rc::new);
    if hand.embedded {
        let guard = guard.clone();
        browser::on_height(&root, move |px| guard.height(px));
    }
    Handle(open(root, Opened { hand, documents, guard }))
}

fn read(hand: &JsValue) -> Hand {
    let text = |key| value(hand, key).as_text().unwrap_or_default().to_owned();
    Hand {
        market: value(hand, "market"),
        pack: value(hand, "pack"),
        locales: Rc::new(Locales(value(hand, "locales"))),
        locale: text("locale"),
        embedded: value(hand, "embedded") == Value::Bool(true),
        saved: value(hand, "saved"),
        today: text("today"),
    }
}

/// A field of the hand-over. What is no JSON, or nests too deeply, is nothing: its reader then says what is needed.
fn value(hand: &JsValue, key: &str) -> Value {
    let field = Reflect::get(hand, &key.into()).unwrap_or(JsValue::NULL);
    Depth(MAX_DEPTH).deserialize(Deserializer::from(field)).unwrap_or(Value::Null)
}
