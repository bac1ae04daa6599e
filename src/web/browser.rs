//! The few things asked of the browser beside drawing: history, focus, height, print.

use super::hand::{Documents, Tool};
use super::state::Place;
use js_sys::{Function, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Element, HtmlElement, ResizeObserver, window};
use yew::Callback;

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
