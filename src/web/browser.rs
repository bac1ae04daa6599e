//! The few things asked of the browser beside drawing: history, focus, height, print.

use super::hand::{Documents, Tool};
use super::saved::{MOST_BYTES, refused};
use super::state::Place;
use crate::foreign;
use crate::json::{Problem, Value};
use js_sys::{Function, JSON, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent, ResizeObserver, window};
use yew::{Callback, Event, TargetCast};

/// Adds a place to the browser's history, by its number alone. A browser that keeps no history for the frame goes
/// without: the page's own way back stays.
pub fn remember(place: u32) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        history.push_state(&place.into(), "").ok();
    }
}

/// Gives the place that the page opens with its number too: where the entry has none, Chromium takes going back to it
/// for a new document, and the guard takes the app for lost.
pub fn remember_first(place: u32) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        history.replace_state(&place.into(), "").ok();
    }
}

/// Calls back with the place that the browser went back or forward to, as long as the page is open.
pub fn on_traversal(documents: &Rc<Documents>, show: Callback<(Tool, Place)>) {
    let documents = documents.clone();
    let traversed = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let number = Reflect::get(&event, &"state".into()).ok().and_then(|state| state.as_f64());
        // OK because a number that is none of the page's own leads to the start.
        show.emit(Place::of_number(number.unwrap_or(0.0) as u32, &documents));
    });
    if let Some(window) = window() {
        window.add_event_listener_with_callback("popstate", &function(traversed)).ok();
    }
}

/// Moves focus to the first thing that asks for it, from the top of the page: an error summary, a field, a heading.
pub fn focus_on_what_is_new() {
    let Some(window) = window() else { return };
    window.scroll_to_with_x_and_y(0.0, 0.0);
    let wanted = window.document().and_then(|document| document.query_selector("[data-focus]").ok().flatten());
    focus(wanted);
}

/// Moves focus to the element of this id.
pub fn focus_on(id: &str) {
    focus(window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(id)));
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.focus().ok();
    }
}

/// Calls back with the height of `element` whenever it changes.
pub fn on_height(element: &Element, tell: impl Fn(i32) + 'static) {
    let observed = element.clone();
    let changed = Closure::<dyn Fn(JsValue)>::new(move |_: JsValue| tell(observed.scroll_height()));
    if let Ok(observer) = ResizeObserver::new(&function(changed)) {
        observer.observe(element);
    }
}

/// Calls back once the browser has printed; and where it is told to print by its keys, so that all is there when it does.
pub fn on_print(print: Callback<()>, printed: Callback<()>) {
    let Some(window) = window() else { return };
    let done = Closure::<dyn Fn(JsValue)>::new(move |_: JsValue| printed.emit(()));
    window.add_event_listener_with_callback("afterprint", &function(done)).ok();
    let pressed = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let event: KeyboardEvent = event.unchecked_into();
        if (event.ctrl_key() || event.meta_key()) && event.key() == "p" {
            event.prevent_default();
            print.emit(());
        }
    });
    window.add_event_listener_with_callback("keydown", &function(pressed)).ok();
}

/// Reads the chosen file as JSON and calls back with it, or with why it can't be read; the field can then take the same again.
pub fn on_file(event: &Event, done: Callback<Result<Value, Problem>>) {
    let input: HtmlInputElement = event.target_unchecked_into();
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    if file.size() > MOST_BYTES {
        return done.emit(Err(refused("file-too-large", "such a file has at most a megabyte")));
    }
    let unread = done.clone();
    let read = Closure::once_into_js(move |text: JsValue| {
        let json = JSON::parse(&text.as_string().unwrap_or_default());
        let not_json = || refused("file-not-json", "this is no JSON");
        done.emit(json.map_err(|_| not_json()).and_then(|json| foreign::read(&json)));
    });
    let failed = Closure::once_into_js(move |_: JsValue| {
        unread.emit(Err(refused("file-not-read", "the browser could not read the file")));
    });
    let text: JsValue = file.text().into();
    let then = Reflect::get(&text, &"then".into()).ok().and_then(|then| then.dyn_into::<Function>().ok());
    then.and_then(|then| then.call2(&text, &read, &failed).ok());
    input.set_value("");
}

/// Opens the browser's print dialogue.
pub fn print() {
    if let Some(window) = window() {
        window.print().ok();
    }
}

/// A closure that lives as long as the page.
fn function(closure: Closure<dyn Fn(JsValue)>) -> Function {
    closure.into_js_value().unchecked_into()
}
