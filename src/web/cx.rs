//! What every view is drawn from.

use super::draw::{Draw, Words, draw};
use super::say::Say;
use super::state::{Action, State};
use super::texts::filled;
use yew::{Callback, Event};

/// The state, the language, and where actions go.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The state.
    pub state: &'a State,
    /// The language.
    pub say: &'a Say,
    /// Takes actions.
    pub link: &'a Callback<Action>,
}

impl<'a> Cx<'a> {
    /// Elements from this markup, its places to be filled.
    pub fn draw(&self, markup: &'static str) -> Draw<'a> {
        draw(self.say, markup)
    }

    /// A callback that takes this action, whatever the event.
    pub fn on(&self, action: Action) -> Callback<Event> {
        let link = self.link.clone();
        Callback::from(move |_| link.emit(action.clone()))
    }

    /// The message of this id.
    pub fn text(&self, id: &str) -> String {
        self.say.get(id)
    }

    /// The words of a question: its `label`, `hint`, `why`, or `option-<x>`. One of several of a kind, `offer-pay-2`, has
    /// those of the kind, with its number.
    pub fn of_question(&self, question: &str, part: &str) -> Option<String> {
        let found = self.say.find(&["question-", question, "-", part].concat());
        found.or_else(|| {
            let (kind, number) = question.rsplit_once('-').filter(|(_, number)| number.parse::<u32>().is_ok())?;
            let words = self.say.find(&["question-", kind, "-", part].concat())?;
            Some(filled(&words, &[("number", number)]))
        })
    }

    /// The label of a question; its id where the pack has no words for it.
    pub fn label(&self, question: &str) -> String {
        self.of_question(question, "label").unwrap_or_else(|| question.to_owned())
    }

    /// The words of an option of a question: the pack's, or plain yes and no.
    pub fn option(&self, question: &str, option: &str) -> String {
        let own = self.of_question(question, &["option-", option].concat());
        own.unwrap_or_else(|| match option {
            "yes" => self.text("yes"),
            "no" => self.text("no"),
            // The classes of lender are the market's.
            _ => self.say.find(&["lender-class-", option].concat()).unwrap_or_else(|| option.to_owned()),
        })
    }
}
