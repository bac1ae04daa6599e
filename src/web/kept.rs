//! What is typed, as it is kept on the device or until the page has opened again, and taken up from there.

use super::hand::{Form, Tool};
use super::place::Place;
use super::state::State;
use crate::json::{Value, Write};

impl State {
    /// What is typed for both tools, as it is kept, with the language in which it was filled in.
    pub fn kept(&self) -> Value {
        let (checker, offer) = match self.tool {
            Tool::Checker => (&self.form, &self.other_form),
            Tool::Offer => (&self.other_form, &self.form),
        };
        let entries = [("typed", checker.write()), ("offer", offer.write()), ("locale", self.locale.write())];
        Value::Map(entries.into_iter().map(|(key, value)| (String::from(key), value)).collect())
    }

    /// All that opening the page again in this language has to go on with; nothing where nothing was done yet.
    pub fn resumed_in(&self, locale: &str) -> Value {
        let is_begun = self.place != Place::Start || !self.form.is_empty() || !self.other_form.is_empty();
        let Value::Map(mut entries) = (State { locale: locale.into(), ..self.clone() }).kept() else {
            return Value::Null;
        };
        entries.push(("place".into(), Value::Int(self.place.number(self.tool, &self.documents).into())));
        entries.push(("keep".into(), Value::Bool(self.keep)));
        if is_begun { Value::Map(entries) } else { Value::Null }
    }

    /// Takes up what was typed: where it was only kept, from the start; where the page was opened again, at the same place.
    pub(super) fn take_up(&mut self, saved: &Value) {
        let documents = self.documents.clone();
        self.form = Form::read(saved, "typed", documents.pack.sheet());
        self.other_form = Form::read(saved, "offer", documents.offered.sheet());
        if self.tool == Tool::Offer {
            std::mem::swap(&mut self.form, &mut self.other_form);
        }
        let is_empty = self.form.is_empty() && self.other_form.is_empty();
        self.keep = saved.get("keep").map_or(!is_empty, |keep| *keep == Value::Bool(true));
        let lacking = self.lacking;
        match saved.get("place") {
            Some(Value::Int(number)) => {
                let (tool, place) = Place::of_number(u32::try_from(*number).unwrap_or(0), &documents);
                self.switch(tool);
                self.show(place);
            }
            _ => self.look_ahead(),
        }
        self.lacking = lacking;
    }

    /// Whether something is typed that closing the page would lose.
    pub fn would_be_lost(&self) -> bool {
        let is_empty = self.form.is_empty() && self.other_form.is_empty();
        !is_empty && !self.keep
    }
}
