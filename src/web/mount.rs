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
    /// Hears what the guard says; `locale` is empty where it says nothing of the language.
    pub fn hear(&self, kind: &str, locale: String) {
        self.0.send_message(match kind {
            "sealed" => Action::Sealed,
            "locale" => Action::Locale(locale),
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
    let hand = Rc::new(read(hand));
    let documents: Result<Rc<Documents>, Rc<Refused>> = Documents::read(&hand).map(Rc::new).map_err(Rc::new);
    if hand.embedded {
        let guard = guard.clone();
        browser::on_height(&root, move |px| guard.height(px));
    }
    Handle(open(root, Opened { hand, documents, guard }))
}

fn read(hand: &JsValue) -> Hand {
    let field = |key: &str| field(hand, key).unwrap_or(Value::Null);
    let text = |key| field(key).as_text().unwrap_or_default().to_owned();
    Hand {
        market: self::field(hand, "market"),
        pack: self::field(hand, "pack"),
        locales: Rc::new(Locales(field("locales"))),
        locale: text("locale"),
        embedded: field("embedded") == Value::Bool(true),
        newer: field("newer") == Value::Bool(true),
        saved: field("saved"),
        today: text("today"),
        view: if text("view") == Tool::Offer.word() { Tool::Offer } else { Tool::Checker },
    }
}

fn field(hand: &JsValue, key: &str) -> Result<Value, Problem> {
    // OK because the guard hands over a plain object, whose fields can all be read.
    foreign::read(&Reflect::get(hand, &key.into()).unwrap_or(JsValue::NULL))
}
