//! The page's state and how each action changes it. No Yew type, no browser: tested natively.

use super::hand::{Documents, Form, Hand, saved};
use super::typed::{self, Fault, MOST_TYPED, Typed};
use crate::application::Answers;
use crate::decision::{Decision, decide};
use crate::form;
use crate::pack::question::Question;
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

/// The numbers by which the browser's history knows the check and the result; a question is known by its own.
const CHECK: u32 = 1_000_000;
const RESULT: u32 = 1_000_001;

impl Place {
    /// The number by which the browser's history knows this place: it says nothing about any answer.
    pub fn number(&self, documents: &Documents) -> u32 {
        match self {
            Place::Start => 0,
            Place::Check => CHECK,
            Place::Result => RESULT,
            Place::Question(id) => {
                let position = documents.pack.questions.iter().position(|question| question.id == *id);
                position.and_then(|position| u32::try_from(position + 1).ok()).unwrap_or(0)
            }
        }
    }

    /// The place of this number.
    pub fn of_number(number: u32, documents: &Documents) -> Place {
        match number {
            CHECK => Place::Check,
            RESULT => Place::Result,
            number => {
                let position = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
                let question = position.and_then(|position| documents.pack.questions.get(position));
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
    Show(Place),
    /// Whether the half-finished answers are to be kept on the device.
    Keep(bool),
    /// Everything is to be forgotten.
    Forget,
    /// What is shown was shared.
    Shared,
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
    /// Where the applicant is.
    pub place: Place,
    /// What was typed for each question.
    pub form: Form,
    /// What is wrong here, by question.
    pub faults: Vec<(String, Fault)>,
    /// Whether the next step leads back to the check.
    pub returning: bool,
    /// Whether the answers are kept on the device.
    pub keep: bool,
    /// The decision on the answers as they are.
    pub decision: Option<Rc<Decision>>,
    /// What was last done that can't be seen: `notice-<this>` are its words.
    pub notice: Option<&'static str>,
}

impl State {
    /// The state in which the page opens.
    pub fn new(documents: Rc<Documents>, hand: &Hand) -> State {
        let mut form = saved(&hand.saved);
        form.retain(|id, _| documents.pack.questions.iter().any(|question| question.id == *id));
        State {
            locale: documents.locale(&hand.locale),
            documents,
            sealed: false,
            place: Place::Start,
            keep: !form.is_empty(),
            form,
            faults: Vec::new(),
            returning: false,
            decision: None,
            notice: None,
        }
    }

    /// The answers that can be read from what was typed.
    pub fn answers(&self) -> Answers {
        let questions = self.documents.pack.questions.iter();
        let known = questions.filter_map(|question| Some((question.id.clone(), self.read(question).ok()??)));
        Answers(known.collect())
    }

    /// The questions that are asked after these answers.
    pub fn asked(&self) -> Vec<&Question> {
        form::asked(&self.documents.pack, &self.answers(), self.documents.today)
    }

    /// What was typed for a question, read.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read(&self, question: &Question) -> Result<Option<crate::application::Answer>, Fault> {
        typed::answer(question, self.form.get(&question.id), self.documents.market.currency.minor_units)
    }

    /// The first question that still needs an answer.
    pub fn open_question(&self) -> Option<&Question> {
        self.asked().into_iter().find(|question| self.read(question).is_err())
    }

    fn question(&self, id: &str) -> Option<&Question> {
        self.documents.pack.questions.iter().find(|question| question.id == id)
    }

    fn at(&self, place: Place) -> State {
        State { place, faults: Vec::new(), notice: None, ..self.clone() }
    }

    /// At the first question that needs an answer, or at the check where none does.
    fn at_open_question(&self) -> State {
        self.at(self.open_question().map_or(Place::Check, |question| Place::Question(question.id.clone())))
    }
}

/// The state after an action.
pub fn next(state: &State, action: Action) -> State {
    match action {
        Action::Sealed => State { sealed: true, ..state.clone() },
        Action::Locale(locale) => State { locale: state.documents.locale(&locale), ..state.clone() },
        Action::Begin if state.sealed => State { returning: false, ..state.at_open_question() },
        Action::Begin => state.clone(),
        Action::Type(question, field, text) => edited(state, &question, |typed| {
            if let Some(part) = typed.parts.get_mut(field) {
                *part = text.chars().take(MOST_TYPED).collect();
            }
            typed.unknown = false;
        }),
        Action::Unknown(question, unknown) => edited(state, &question, |typed| typed.unknown = unknown),
        Action::Continue => continued(state),
        Action::Back => back(state),
        Action::Change(question) => State { returning: true, ..state.at(Place::Question(question)) },
        Action::Check => state.at(Place::Check),
        Action::Decide => decided(state),
        Action::Show(place) => shown(state, place),
        Action::Keep(keep) => State { keep, ..state.clone() },
        Action::Forget => forgotten(state),
        Action::Shared => State { notice: Some("shared"), ..state.clone() },
    }
}

/// What was wrong stays said until the next step: a message that vanishes while one types is missed.
fn edited(state: &State, question: &str, edit: impl FnOnce(&mut Typed)) -> State {
    let mut state = State { decision: None, notice: None, ..state.clone() };
    edit(state.form.entry(question.to_owned()).or_default());
    state
}

fn continued(state: &State) -> State {
    let Place::Question(id) = &state.place else { return state.clone() };
    let Some(question) = state.question(id) else { return state.clone() };
    if let Err(fault) = state.read(question) {
        return State { faults: vec![(id.clone(), fault)], ..state.clone() };
    }
    if state.returning {
        return state.at_open_question();
    }
    let after = state.asked().into_iter().skip_while(|asked| asked.id != *id).nth(1);
    state.at(after.map_or(Place::Check, |question| Place::Question(question.id.clone())))
}

fn back(state: &State) -> State {
    let asked = state.asked();
    let before = match &state.place {
        Place::Start => Place::Start,
        Place::Question(_) if state.returning => Place::Check,
        Place::Question(id) => {
            let before = asked.iter().take_while(|asked| asked.id != *id).last();
            before.map_or(Place::Start, |question| Place::Question(question.id.clone()))
        }
        Place::Check => asked.last().map_or(Place::Start, |question| Place::Question(question.id.clone())),
        Place::Result => Place::Check,
    };
    State { returning: false, ..state.at(before) }
}

/// The result, or what still keeps it from being there.
fn decided(state: &State) -> State {
    let documents = &state.documents;
    let fault = |question: &&Question| Some((question.id.clone(), state.read(question).err()?));
    let faults: Vec<_> = state.asked().iter().filter_map(fault).collect();
    let application = form::application(&documents.pack, &state.answers(), documents.today);
    match application.filter(|_| faults.is_empty()) {
        Some(application) => {
            let decision = decide(&documents.market, &documents.pack, &application, documents.today);
            State { decision: Some(Rc::new(decision)), ..state.at(Place::Result) }
        }
        None => State { faults, ..state.at(Place::Check) },
    }
}

/// The browser remembers places, not answers: what can't be shown any more leads to what can.
fn shown(state: &State, place: Place) -> State {
    match place {
        Place::Start => state.at(Place::Start),
        _ if !state.sealed => state.clone(),
        Place::Question(id) if state.asked().iter().any(|asked| asked.id == id) => state.at(Place::Question(id)),
        Place::Question(_) => state.at_open_question(),
        Place::Check => state.at(Place::Check),
        Place::Result if state.open_question().is_some() => state.at_open_question(),
        Place::Result => decided(state),
    }
}

fn forgotten(state: &State) -> State {
    State {
        form: Form::new(),
        keep: false,
        returning: false,
        decision: None,
        notice: Some("forgotten"),
        ..state.at(Place::Start)
    }
}
