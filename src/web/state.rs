//! The page's state and how each action changes it. No Yew type, no browser: tested natively.

pub use super::action::Action;
use super::compare::Wish;
use super::hand::{Documents, Form, Hand, Tool};
use super::offer;
pub use super::place::Place;
use super::saved::{self, Opened};
use super::statement::Known;
use super::typed::{self, Fault, MOST_TYPED, Typed};
use crate::application::{Answer, Answers, Partial};
use crate::decision::{Decision, decide};
use crate::enough::refusal_for_good;
use crate::form::{self, Sheet};
use crate::json::{Problem, Value};
use crate::pack::question::Question;
use crate::preview::{Preview, preview};
use crate::quote::{QuoteCheck, check_quote};
use std::rc::Rc;

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
    /// The message that says what was asked for and is not to be had.
    pub lacking: Option<&'static str>,
    /// What may still become of the answers, as it was when this place was reached: it does not move while one types.
    pub preview: Option<Rc<Preview>>,
    /// The decision on the answers as they are.
    pub decision: Option<Rc<Decision>>,
    /// What the offered loan comes to, by the answers as they are.
    pub offer: Option<Rc<QuoteCheck>>,
    /// The answers that are tried on the result, in the place of those that were given.
    pub tried: Vec<(String, i64)>,
    /// By what the applicant picked to have the offers in order.
    pub wish: Option<Wish>,
    /// The places of the offers whose details are to be seen.
    pub opened: Vec<usize>,
    /// The file that was opened last, as long as what became of it is to be seen.
    pub file: Option<Rc<Result<Opened, Problem>>>,
    /// Whether it is being printed: then everything is to be seen.
    pub printing: bool,
    /// Whether a newer version waits to be opened.
    pub newer: bool,
    /// Whether what reads statements is loaded.
    pub room: bool,
    /// What is known of the statements.
    pub statement: Known,
    /// What was last done that can't be seen: `notice-<this>` are its words.
    pub notice: Option<&'static str>,
}

impl State {
    /// The state in which the page opens.
    pub fn new(documents: Rc<Documents>, hand: &Hand) -> State {
        let mut state = State {
            locale: documents.locales.known(&hand.locale).into(),
            documents,
            sealed: false,
            tool: Tool::Checker,
            place: Place::Start,
            keep: false,
            not_kept: false,
            lacking: hand.lacks.then_some("not-loaded"),
            form: Form::default(),
            other_form: Form::default(),
            faults: Vec::new(),
            returning: false,
            preview: None,
            decision: None,
            offer: None,
            tried: Vec::new(),
            wish: None,
            opened: Vec::new(),
            printing: false,
            file: None,
            newer: hand.newer,
            room: hand.room,
            statement: Known::default(),
            notice: None,
        };
        state.switch(hand.view);
        state.look_ahead();
        state
    }

    fn sheet(&self) -> Sheet<'_> {
        self.documents.sheet(self.tool)
    }

    pub(super) fn switch(&mut self, tool: Tool) {
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

    pub(super) fn look_ahead(&mut self) {
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

    /// Whether it is refused whatever else is answered: nothing more is asked then.
    pub fn is_refused(&self) -> bool {
        let documents = &self.documents;
        let refused = || refusal_for_good(&documents.market, &documents.pack, &self.answers(), documents.today);
        self.tool == Tool::Checker && refused().is_some()
    }

    /// The questions in the order in which they were answered, then those that are left.
    pub fn shown(&self) -> Vec<&Question> {
        let asked = self.asked();
        let order = self.order();
        let mut shown = Vec::new();
        for id in &order {
            shown.extend(asked.iter().filter(|question| question.id == *id));
        }
        let documents = &self.documents;
        let left = match self.tool {
            Tool::Offer => asked,
            Tool::Checker => form::left(&documents.market, &documents.pack, &self.answers(), documents.today),
        };
        shown.extend(left.into_iter().filter(|question| !order.contains(&question.id)));
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
        self.opened.clear();
        self.printing = false;
        self.file = None;
        self.notice = None;
        self.lacking = None;
    }

    /// Goes to the question that settles most, or to the check where none needs an answer.
    pub(super) fn go_on(&mut self) {
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
            Action::TakeUp(saved) => self.take_up(&saved),
            Action::NotAgain => self.lacking = Some("not-again"),
            Action::Locale(locale) => {
                if self.documents.locales.names().contains(&locale.as_str()) {
                    self.locale = locale;
                }
            }
            Action::Begin => self.begin(),
            Action::Type(question, field, text) => {
                let mark = self.documents.locales.find(&self.locale, "decimal-mark");
                let is_comma = mark == Some(",");
                self.edit(&question, &|typed| {
                    typed.is_comma = is_comma;
                    if let Some(part) = typed.parts.get_mut(field) {
                        *part = text.chars().take(MOST_TYPED).collect();
                    }
                    (typed.unknown, typed.by_statement) = (false, None);
                });
            }
            Action::Unknown(question, unknown) => self.edit(&question, &|typed| {
                (typed.unknown, typed.by_statement) = (unknown, None);
            }),
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
            Action::Sort(wish) => self.wish = Some(wish),
            Action::Detail(place) if self.opened.contains(&place) => self.opened.retain(|opened| *opened != place),
            Action::Detail(place) => self.opened.push(place),
            Action::Save => self.notice = Some("saved"),
            Action::NotSaved => self.notice = Some("not-saved"),
            Action::OpenFile(file) => self.open_file(file),
            Action::Print => self.printing = true,
            Action::Printed => self.printing = false,
            Action::Renew => self.newer = false,
            Action::Statement => {
                self.switch(Tool::Checker);
                self.go(Place::Statement);
            }
            Action::Ask(..) => self.notice = None,
            Action::Told(told) => self.hear_statement(told),
            Action::UseStatement => self.take_from_statement(),
            Action::RemoveStatement => self.remove_statement(),
        }
    }

    /// The answers of a file take the place of those that were typed; where it can't be used nothing changes.
    fn open_file(&mut self, file: Result<Value, Problem>) {
        let opened = file.and_then(|file| saved::read(&self.documents, &file));
        if let Ok(opened) = &opened {
            self.form = opened.form.clone();
            self.decision = None;
            self.go(Place::Check);
        }
        self.file = Some(Rc::new(opened));
    }

    fn begin(&mut self) {
        if self.sealed {
            self.returning = false;
            self.go_on();
        }
    }

    /// What was wrong stays said until the next step: a message that vanishes while one types is missed.
    pub(super) fn edit(&mut self, question: &str, edit: &dyn Fn(&mut Typed)) {
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
            Place::Question(_) | Place::Check | Place::Statement => order.pop().map_or(Place::Start, Place::Question),
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
        let application = self.said();
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
    pub(super) fn show(&mut self, place: Place) {
        let is_asked = |id: &str| self.asked().iter().any(|asked| asked.id == id);
        match place {
            Place::Start => self.go(Place::Start),
            _ if !self.sealed => {}
            Place::Question(id) if is_asked(&id) => self.go(Place::Question(id)),
            Place::Question(_) => self.go_on(),
            Place::Check | Place::Statement => self.go(place),
            Place::Result if !self.wrong().is_empty() => self.go_on(),
            Place::Result => self.decide(),
        }
    }

    fn forget(&mut self) {
        self.form = Form::default();
        self.other_form = Form::default();
        self.statement = Known::default();
        (self.keep, self.not_kept) = (false, false);
        self.returning = false;
        self.decision = None;
        self.offer = None;
        self.wish = None;
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
