//! The page's state and how each action changes it. No Yew type, no browser: tested natively.

use super::hand::{Documents, Form, Hand, Tool};
use super::offer;
use super::typed::{self, Fault, MOST_TYPED, Typed};
use crate::application::{Answer, Answers, Partial};
use crate::decision::{Decision, decide};
use crate::form::{self, Sheet};
use crate::json::{Value, Write};
use crate::pack::question::Question;
use crate::policy::refusal_for_good;
use crate::preview::{Preview, preview};
use crate::quote::{QuoteCheck, check_quote};
use std::rc::Rc;

/// Where the applicant is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// What this is, who lends, what happens with the answers.
    Start,
    /// One question, by its id.
    Question(String),
    /// All answers, to be checked.
    Check,
    /// The result.
    Result,
}

/// The numbers by which the browser's history knows the check and the result; a question is known by its own. Those of
/// the second tool begin where the first's end.
const CHECK: u32 = 1_000_000;
const RESULT: u32 = 1_000_001;
const SECOND: u32 = 2_000_000;

impl Place {
    /// The number by which the browser's history knows this place: it says nothing about any answer.
    pub fn number(&self, tool: Tool, documents: &Documents) -> u32 {
        let first = match tool {
            Tool::Checker => 0,
            Tool::Offer => SECOND,
        };
        first + self.number_in(documents.sheet(tool).questions)
    }

    fn number_in(&self, questions: &[Question]) -> u32 {
        match self {
            Place::Start => 0,
            Place::Check => CHECK,
            Place::Result => RESULT,
            Place::Question(id) => {
                let position = questions.iter().position(|question| question.id == *id);
                position.and_then(|position| u32::try_from(position + 1).ok()).unwrap_or(0)
            }
        }
    }

    /// The tool and the place of this number.
    pub fn of_number(number: u32, documents: &Documents) -> (Tool, Place) {
        let tool = if number < SECOND { Tool::Checker } else { Tool::Offer };
        let place = Place::of_number_in(number % SECOND, documents.sheet(tool).questions);
        (tool, place)
    }

    fn of_number_in(number: u32, questions: &[Question]) -> Place {
        match number {
            CHECK => Place::Check,
            RESULT => Place::Result,
            number => {
                let position = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
                let question = position.and_then(|position| questions.get(position));
                question.map_or(Place::Start, |question| Place::Question(question.id.clone()))
            }
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Both documents are sealed.
    Sealed,
    /// Another language was chosen.
    Locale(String),
    /// The first question was asked for.
    Begin,
    /// Something was typed or chosen: question, field, text.
    Type(String, usize, String),
    /// "I don't know" was ticked or unticked.
    Unknown(String, bool),
    /// This question is done.
    Continue,
    /// One step back.
    Back,
    /// A question is to be answered again, from the check or the result.
    Change(String),
    /// The answers are to be seen again.
    Check,
    /// The answers are right.
    Decide,
    /// The browser went back or forward to a place that was shown before.
    Show(Tool, Place),
    /// This tool is wanted: its result where there is one, else its start.
    Open(Tool),
    /// Whether the half-finished answers are to be kept on the device.
    Keep(bool),
    /// The browser did not keep the half-finished answers: it lets nothing be stored here, or has no room.
    NotKept,
    /// Everything is to be forgotten.
    Forget,
    /// Everything was forgotten in another tab.
    Forgotten,
    /// What is shown was shared.
    Shared,
    /// Another answer is tried on the result.
    Suppose(String, i64),
    /// The newer version is to be opened.
    Renew,
}

/// The page's state.
#[derive(Clone, Debug)]
pub struct State {
    /// What was handed over.
    pub documents: Rc<Documents>,
    /// The language.
    pub locale: String,
    /// Whether both documents are sealed; no question is asked before.
    pub sealed: bool,
    /// What the page does.
    pub tool: Tool,
    /// Where the applicant is.
    pub place: Place,
    /// What was typed for each question of the tool.
    pub form: Form,
    /// What was typed for the other tool's.
    pub other_form: Form,
    /// What is wrong here: the question, and the message that says it.
    pub faults: Vec<(String, String)>,
    /// Whether the next step leads back to the check.
    pub returning: bool,
    /// Whether the answers are kept on the device.
    pub keep: bool,
    /// Whether they were to be kept, and the browser refused.
    pub not_kept: bool,
    /// What may still become of the answers, as it was when this place was reached: it does not move while one types.
    pub preview: Option<Rc<Preview>>,
    /// The decision on the answers as they are.
    pub decision: Option<Rc<Decision>>,
    /// What the offered loan comes to, by the answers as they are.
    pub offer: Option<Rc<QuoteCheck>>,
    /// The answers that are tried on the result, in the place of those that were given.
    pub tried: Vec<(String, i64)>,
    /// Whether a newer version waits to be opened.
    pub newer: bool,
    /// What was last done that can't be seen: `notice-<this>` are its words.
    pub notice: Option<&'static str>,
}

impl State {
    /// The state in which the page opens.
    pub fn new(documents: Rc<Documents>, hand: &Hand) -> State {
        let form = Form::read(&hand.saved, "typed", documents.pack.sheet());
        let other_form = Form::read(&hand.saved, "offer", documents.offered.sheet());
        let locale = hand.saved.get("locale").and_then(Value::as_text).unwrap_or(&hand.locale);
        let mut state = State {
            locale: documents.locales.known(locale).into(),
            documents,
            sealed: false,
            tool: Tool::Checker,
            place: Place::Start,
            keep: !form.is_empty() || !other_form.is_empty(),
            not_kept: false,
            form,
            other_form,
            faults: Vec::new(),
            returning: false,
            preview: None,
            decision: None,
            offer: None,
            tried: Vec::new(),
            newer: hand.newer,
            notice: None,
        };
        state.switch(hand.view);
        state.look_ahead();
        state
    }

    /// What is typed for both tools, as it is kept, with the language in which it was filled in.
    pub fn kept(&self) -> Value {
        let (checker, offer) = match self.tool {
            Tool::Checker => (&self.form, &self.other_form),
            Tool::Offer => (&self.other_form, &self.form),
        };
        let entries = [("typed", checker.write()), ("offer", offer.write()), ("locale", self.locale.write())];
        Value::Map(entries.into_iter().map(|(key, value)| (String::from(key), value)).collect())
    }

    /// Whether something is typed that closing the page would lose.
    pub fn would_be_lost(&self) -> bool {
        let is_empty = self.form.is_empty() && self.other_form.is_empty();
        !is_empty && !self.keep
    }

    fn sheet(&self) -> Sheet<'_> {
        self.documents.sheet(self.tool)
    }

    fn switch(&mut self, tool: Tool) {
        if tool != self.tool {
            self.tool = tool;
            std::mem::swap(&mut self.form, &mut self.other_form);
        }
    }

    /// The answers that can be read from what was typed.
    pub fn answers(&self) -> Answers {
        let mut answers = Answers::default();
        for question in self.sheet().questions {
            if let Ok(Some(answer)) = self.read(question) {
                answers.0.insert(question.id.clone(), answer);
            }
        }
        answers
    }

    /// About how many questions there will be in all.
    pub fn about(&self) -> usize {
        if self.tool == Tool::Offer {
            return self.asked().len() + offer::not_yet_asked(&self.answers());
        }
        if let Some(preview) = &self.preview {
            let path = self.order();
            let is_new = |id: &String| preview.next.as_ref() == Some(id) && path.last() == Some(id);
            let left = usize::try_from(preview.left).unwrap_or(0);
            // What was answered since is no longer among what was left.
            return path.len() + left - usize::from(path.iter().any(is_new)).min(left);
        }
        form::about(self.sheet(), &self.answers(), self.documents.today)
    }

    fn look_ahead(&mut self) {
        let documents = &self.documents;
        let mut partial = Partial { answers: self.answers(), unknown: Vec::new() };
        for question in &documents.pack.questions {
            if let Ok(None) = self.read(question) {
                partial.unknown.push(question.id.clone());
            }
        }
        let seen = || Rc::new(preview(&documents.market, &documents.pack, &partial, documents.today));
        self.preview = (self.tool == Tool::Checker).then(seen);
    }

    /// The questions in the order in which they were answered; those of the second tool in their own.
    pub fn order(&self) -> Vec<String> {
        let asked = self.asked();
        if self.tool == Tool::Offer {
            return asked.iter().map(|question| question.id.clone()).collect();
        }
        let mut order = self.form.typed();
        order.retain(|id| asked.iter().any(|question| question.id == *id));
        order
    }

    /// Whether a rule refuses whatever else is answered: nothing more is asked then.
    pub fn is_refused(&self) -> bool {
        let documents = &self.documents;
        let refused = || refusal_for_good(&documents.market, &documents.pack, &self.answers(), documents.today);
        self.tool == Tool::Checker && refused().is_some()
    }

    /// The questions in the order in which they were answered, then those that need an answer: none after a refusal for
    /// good.
    pub fn shown(&self) -> Vec<&Question> {
        let asked = self.asked();
        let order = self.order();
        let mut shown = Vec::new();
        for id in &order {
            shown.extend(asked.iter().filter(|question| question.id == *id));
        }
        if !self.is_refused() {
            shown.extend(asked.iter().filter(|question| !order.contains(&question.id)));
        }
        shown
    }

    /// The questions that are asked after these answers.
    pub fn asked(&self) -> Vec<&Question> {
        form::asked(self.sheet(), &self.answers(), self.documents.today)
    }

    /// What was typed for a question, read.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read(&self, question: &Question) -> Result<Option<Answer>, Fault> {
        typed::answer(question, self.form.get(&question.id), self.documents.market.currency.minor_units)
    }

    /// What is wrong with the answers to what is asked, in the order in which they are shown: the question,
    /// and the message that says it.
    pub fn wrong(&self) -> Vec<(String, String)> {
        let documents = &self.documents;
        let contradictions = form::contradictions(self.sheet(), &self.answers(), documents.today);
        let mut wrong = Vec::new();
        for question in self.shown() {
            if let Err(fault) = self.read(question) {
                wrong.push((question.id.clone(), ["error-", fault].concat()));
            }
            for relation in contradictions.iter().filter(|relation| relation.at == question.id) {
                wrong.push((question.id.clone(), ["relation-", &relation.id].concat()));
            }
        }
        wrong
    }

    /// Goes to a place with what may still become of the answers now.
    fn go(&mut self, place: Place) {
        self.look_ahead();
        self.arrive(place);
    }

    /// What was wrong or was noticed elsewhere is not said here.
    fn arrive(&mut self, place: Place) {
        self.place = place;
        self.faults.clear();
        self.tried.clear();
        self.notice = None;
    }

    /// Goes to the question that settles most, or to the check where none needs an answer.
    fn go_on(&mut self) {
        let mut wrong = self.wrong();
        if self.tool == Tool::Checker {
            wrong.retain(|(_, message)| message.starts_with("relation-"));
        }
        let Some((question, message)) = wrong.into_iter().next() else {
            self.look_ahead();
            let next = self.preview.as_ref().and_then(|preview| preview.next.clone());
            return self.arrive(next.map_or(Place::Check, Place::Question));
        };
        self.go(Place::Question(question.clone()));
        // Nobody has seen yet that an earlier answer's change made this one wrong.
        if message.starts_with("relation-") {
            self.faults = vec![(question, message)];
        }
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::Sealed => self.sealed = true,
            Action::Locale(locale) => self.locale = self.documents.locales.known(&locale).into(),
            Action::Begin => self.begin(),
            Action::Type(question, field, text) => self.edit(&question, &|typed| {
                if let Some(part) = typed.parts.get_mut(field) {
                    *part = text.chars().take(MOST_TYPED).collect();
                }
                typed.unknown = false;
            }),
            Action::Unknown(question, unknown) => self.edit(&question, &|typed| typed.unknown = unknown),
            Action::Continue => self.go_forward(),
            Action::Back => self.go_back(),
            Action::Change(question) => {
                self.go(Place::Question(question));
                self.returning = true;
            }
            Action::Check => self.go(Place::Check),
            Action::Decide => self.decide(),
            Action::Show(tool, place) => {
                self.switch(tool);
                self.show(place);
            }
            Action::Open(tool) => {
                self.switch(tool);
                self.returning = false;
                self.go(Place::Start);
                if self.sealed && !self.form.is_empty() && self.wrong().is_empty() {
                    self.decide();
                }
            }
            Action::Keep(keep) => (self.keep, self.not_kept) = (keep, false),
            Action::NotKept => (self.keep, self.not_kept) = (false, true),
            Action::Forget | Action::Forgotten => self.forget(),
            Action::Shared => self.notice = Some("shared"),
            Action::Suppose(question, value) => {
                self.tried.retain(|(tried, _)| *tried != question);
                self.tried.push((question, value));
            }
            Action::Renew => self.newer = false,
        }
    }

    fn begin(&mut self) {
        if self.sealed {
            self.returning = false;
            self.go_on();
        }
    }

    /// What was wrong stays said until the next step: a message that vanishes while one types is missed.
    fn edit(&mut self, question: &str, edit: &dyn Fn(&mut Typed)) {
        // What one tool found holds while the other's answers change.
        match self.tool {
            Tool::Checker => self.decision = None,
            Tool::Offer => self.offer = None,
        }
        self.notice = None;
        self.form.edit(question, edit);
    }

    fn go_forward(&mut self) {
        let Place::Question(id) = self.place.clone() else { return };
        let mut wrong = self.wrong();
        wrong.retain(|(question, _)| *question == id);
        if !wrong.is_empty() {
            self.faults = wrong;
            return;
        }
        if self.returning {
            return self.go_on();
        }
        match self.order().into_iter().skip_while(|done| *done != id).nth(1) {
            Some(after) if !self.is_refused() => self.go(Place::Question(after)),
            _ if self.tool == Tool::Offer => self.go(Place::Check),
            _ => self.go_on(),
        }
    }

    fn go_back(&mut self) {
        let mut order = self.order();
        if let Place::Question(id) = &self.place {
            let here = order.iter().position(|done| done == id);
            order.truncate(here.unwrap_or(order.len()));
        }
        let before = match &self.place {
            Place::Start => Place::Start,
            Place::Question(_) if self.returning => Place::Check,
            Place::Question(_) | Place::Check => order.pop().map_or(Place::Start, Place::Question),
            Place::Result => Place::Check,
        };
        self.returning = false;
        self.go(before);
    }

    /// The result, or what still keeps it from being there.
    fn decide(&mut self) {
        let documents = self.documents.clone();
        let faults = self.wrong();
        if self.tool == Tool::Offer && faults.is_empty() {
            return self.check_offer();
        }
        let application = form::said(&documents.market, &documents.pack, &self.answers(), documents.today);
        match application.filter(|_| faults.is_empty()) {
            Some(application) => {
                let decision = decide(&documents.market, &documents.pack, &application, documents.today);
                self.decision = Some(Rc::new(decision));
                self.go(Place::Result);
            }
            None => {
                self.go(Place::Check);
                self.faults = faults;
            }
        }
    }

    /// What the offered loan comes to. An answer that fits its question and not the others is said where it was given.
    fn check_offer(&mut self) {
        let documents = self.documents.clone();
        let answers = form::kept(self.sheet(), &self.answers(), documents.today);
        match check_quote(&documents.market, &offer::quote(&documents, &answers)) {
            Ok(check) => {
                self.offer = Some(Rc::new(check));
                self.go(Place::Result);
            }
            Err(problems) => {
                let (question, message) = problems.first().map(offer::refused).unwrap_or_default();
                self.go(Place::Question(question.clone()));
                self.returning = true;
                self.faults = vec![(question, message)];
            }
        }
    }

    /// The browser remembers places, not answers: what can't be shown any more leads to what can.
    fn show(&mut self, place: Place) {
        let is_asked = |id: &str| self.asked().iter().any(|asked| asked.id == id);
        match place {
            Place::Start => self.go(Place::Start),
            _ if !self.sealed => {}
            Place::Question(id) if is_asked(&id) => self.go(Place::Question(id)),
            Place::Question(_) => self.go_on(),
            Place::Check => self.go(Place::Check),
            Place::Result if !self.wrong().is_empty() => self.go_on(),
            Place::Result => self.decide(),
        }
    }

    fn forget(&mut self) {
        self.form = Form::default();
        self.other_form = Form::default();
        (self.keep, self.not_kept) = (false, false);
        self.returning = false;
        self.decision = None;
        self.offer = None;
        self.go(Place::Start);
        self.notice = Some("forgotten");
    }
}

/// The state after an action.
pub fn next(state: &State, action: Action) -> State {
    let mut state = state.clone();
    state.act(action);
    state
}
