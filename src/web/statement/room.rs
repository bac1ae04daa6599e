//! The way to the room where statements are read.

use crate::foreign;
use crate::json::Value;
use crate::web::state::Action;
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use yew::Callback;

/// What is asked of the room: `room.js` says what there is to ask.
pub fn ask(kind: &'static str, first: &str, second: &str) -> Action {
    Action::Ask(kind, first.into(), second.into())
}

/// The room, once it listens.
#[derive(Clone, Debug)]
pub struct Room(Function);

impl Room {
    /// Enters the room that was handed over, if one was; `hear` takes what it tells.
    pub fn enter(room: &JsValue, hear: Callback<Value>) -> Option<Room> {
        let told = Closure::<dyn Fn(JsValue)>::new(move |told: JsValue| {
            hear.emit(foreign::read(&told).unwrap_or(Value::Null))
        });
        let ask = room.dyn_ref::<Function>()?.call1(&JsValue::UNDEFINED, &told.into_js_value()).ok()?;
        ask.dyn_into().ok().map(Room)
    }

    /// Asks for something.
    pub fn ask(&self, kind: &str, first: &str, second: &str) {
        // OK because a room that fails says so itself.
        self.0.call3(&JsValue::UNDEFINED, &kind.into(), &first.into(), &second.into()).ok();
    }
}
