//! What the page tells the guard: it can ask for nothing else.

use super::hand::Tool;
use super::shared::shown;
use super::state::State;
use super::texts::Locales;
use crate::decision::Decision;
use crate::json::{Value, canonical};
use js_sys::{Function, JSON};
use wasm_bindgen::JsValue;

/// The way to the guard.
#[derive(Clone, Debug)]
pub struct Guard(Function);

impl Guard {
    /// The way to the guard that `tell` is.
    pub fn new(tell: Function) -> Guard {
        Guard(tell)
    }

    /// The page is drawn.
    pub fn ready(&self) {
        self.tell("ready", &[]);
    }

    /// What was handed over can't be used.
    pub fn refused(&self) {
        self.tell("refused", &[]);
    }

    /// The page is so many pixels tall.
    pub fn height(&self, px: i32) {
        self.tell("height", &[("px", Value::Int(px.into()))]);
    }

    /// The language, and the title in it: always the same, as browsers keep titles in their history.
    pub fn locale(&self, locale: &str, locales: &Locales) {
        let title = locales.find(locale, "title").unwrap_or_default();
        self.tell("locale", &[("locale", Value::Text(locale.into())), ("title", Value::Text(title.into()))]);
    }

    /// Which tool is shown: it has an address of its own.
    pub fn view(&self, tool: Tool) {
        self.tell("view", &[("view", Value::Text(tool.word().into()))]);
    }

    /// Keeps the form, or no longer keeps it, as the applicant chose; says whether closing the page would lose it.
    pub fn kept(&self, before: &State, now: &State) {
        if now.keep && (!before.keep || before.form != now.form || before.locale != now.locale) {
            self.tell("save", &[("form", now.kept())]);
        }
        if before.keep && !now.keep {
            self.tell("drop", &[]);
        }
        if before.would_be_lost() != now.would_be_lost() {
            self.tell("unsaved", &[("unsaved", Value::Bool(now.would_be_lost()))]);
        }
    }

    /// Opens the page again with another language, and with what reads statements where that is said; the applicant goes on
    /// where they were.
    pub fn again(&self, now: &State, locale: &str, statement: bool) {
        let more = [
            ("form", now.resumed_in(locale)),
            ("locale", Value::Text(locale.into())),
            ("statement", Value::Bool(statement)),
        ];
        self.tell("again", &more);
    }

    /// Forgets all that is kept on the device, for any lender, here and in the other tabs.
    pub fn forget(&self) {
        self.tell("forget", &[]);
    }

    /// Opens the newer version.
    pub fn renew(&self) {
        self.tell("renew", &[]);
    }

    /// Hands over a file, to be downloaded.
    pub fn file(&self, file: &Value) {
        self.tell("file", &[("text", Value::Text(canonical(file)))]);
    }

    /// Shares what is shown.
    pub fn share(&self, decision: &Decision) {
        self.tell("share", &[("shown", shown(decision))]);
    }

    fn tell(&self, kind: &str, more: &[(&str, Value)]) {
        let mut entries = vec![("kind".to_owned(), Value::Text(kind.into()))];
        entries.extend(more.iter().map(|(key, value)| ((*key).to_owned(), value.clone())));
        // OK because a canonical text is JSON, and a guard that is gone hears nothing.
        let message = JSON::parse(&canonical(&Value::Map(entries))).unwrap_or(JsValue::NULL);
        self.0.call1(&JsValue::UNDEFINED, &message).ok();
    }
}
