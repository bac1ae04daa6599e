//! The page as the guard opens it, and the one component that holds its state.
//!
//! The root is a struct component, so that the guard's messages reach it; every view is a function of the state.

use super::cx::Cx;
use super::guard::Guard;
use super::hand::{Documents, Hand, Refused, Tool};
use super::saved;
use super::say::Say;
use super::state::{Action, Place, State, next};
use super::statement::{self, Room};
use super::{browser, check, components, offer, question, refused, result, start};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use yew::{AppHandle, Callback, Component, Context, Html, Properties, Renderer};

/// What the page opens with.
#[derive(Clone, Properties)]
pub struct Opened {
    /// What was handed over.
    pub hand: Rc<Hand>,
    /// The documents, or why they can't be used.
    pub documents: Result<Rc<Documents>, Rc<Refused>>,
    /// The guard.
    pub guard: Guard,
    /// The room where statements are read; undefined where it was not loaded.
    pub room: JsValue,
}

/// The page is opened once: there are no other properties to compare with.
impl PartialEq for Opened {
    fn eq(&self, other: &Opened) -> bool {
        Rc::ptr_eq(&self.hand, &other.hand)
    }
}

/// The page.
pub struct Page {
    open: Option<Open>,
    focus: bool,
    print: bool,
}

struct Open {
    state: State,
    say: Say,
    link: Callback<Action>,
    room: Option<Room>,
}

/// Draws the page into `root`.
pub fn open(root: web_sys::Element, opened: Opened) -> AppHandle<Page> {
    Renderer::<Page>::with_root_and_props(root, opened).render()
}

impl Component for Page {
    type Message = Action;
    type Properties = Opened;

    fn create(ctx: &Context<Page>) -> Page {
        let Opened { hand, documents, guard, room } = ctx.props();
        let open = documents.as_ref().ok().map(|documents| {
            let state = State::new(documents.clone(), hand);
            let link = ctx.link().callback(|action| action);
            browser::on_traversal(&documents.clone(), ctx.link().callback(|(tool, place)| Action::Show(tool, place)));
            if !documents.embedded {
                browser::remember_first(state.place.number(state.tool, documents));
            }
            guard.locale(&state.locale, &documents.locales);
            guard.view(state.tool);
            Open {
                say: Say::new(documents, &state.locale),
                state,
                link,
                room: Room::enter(room, ctx.link().callback(Action::Told)),
            }
        });
        let act = |action: Action| ctx.link().callback(move |()| action.clone());
        browser::on_print(act(Action::Print), act(Action::Printed));
        Page { open, focus: false, print: false }
    }

    fn update(&mut self, ctx: &Context<Page>, action: Action) -> bool {
        let Some(open) = &mut self.open else { return false };
        let traversed = matches!(action, Action::Show(..));
        // A second press shares nothing again.
        let shared = action == Action::Shared && open.state.notice != Some("shared");
        let (forget, renew) = (action == Action::Forget, action == Action::Renew);
        let save = action == Action::Save;
        let again = again(&action, &open.state);
        // What was pressed is gone then, and focus with it.
        let takes_away = matches!(action, Action::RemoveStatement | Action::Ask("remove" | "stop", ..));
        if let Some(room) = &open.room {
            tell_room(room, &action);
        }
        let after = next(&open.state, action);
        let before = std::mem::replace(&mut open.state, after);
        let now = &open.state;
        let guard = &ctx.props().guard;
        if before.locale != now.locale {
            open.say = Say::new(&now.documents, &now.locale);
            guard.locale(&now.locale, &now.documents.locales);
        }
        let moved = before.place != now.place || before.tool != now.tool;
        if moved && !traversed && !now.documents.embedded {
            browser::remember(now.place.number(now.tool, &now.documents));
        }
        if before.tool != now.tool {
            guard.view(now.tool);
        }
        guard.kept(&before, now);
        if let Some((locale, statement)) = again {
            guard.again(now, &locale, statement);
        }
        if forget {
            guard.forget();
        }
        if save && let Some(file) = saved::written(now) {
            guard.file(&file);
        }
        if renew {
            guard.renew();
        }
        if let Some(decision) = now.decision.as_ref().filter(|_| shared) {
            guard.share(decision);
        }
        self.print |= now.printing && !before.printing;
        self.focus |= takes_away || moved || (!now.faults.is_empty() && before.faults != now.faults);
        true
    }

    fn view(&self, ctx: &Context<Page>) -> Html {
        let Opened { hand, documents, .. } = ctx.props();
        match (&self.open, documents) {
            (Some(open), _) => opened(&Cx { state: &open.state, say: &open.say, link: &open.link }),
            (None, Err(why)) => refused::view(why, &hand.locales, hand.locales.known(&hand.locale)),
            (None, Ok(_)) => Html::default(),
        }
    }

    fn rendered(&mut self, ctx: &Context<Page>, first: bool) {
        if first {
            ctx.props().guard.ready();
            if self.open.is_none() {
                ctx.props().guard.refused();
            }
        }
        if std::mem::take(&mut self.print) {
            browser::print();
        }
        if std::mem::take(&mut self.focus) {
            browser::focus_on_what_is_new();
        }
    }
}

/// With which language, and whether with what reads statements, the page has to be opened again for this.
fn again(action: &Action, state: &State) -> Option<(String, bool)> {
    match action {
        Action::Statement if !state.room => Some((state.locale.clone(), true)),
        Action::Locale(locale) => {
            state.documents.more.iter().any(|(more, _)| more == locale).then(|| (locale.clone(), false))
        }
        _ => None,
    }
}

/// What is forgotten is forgotten there too.
fn tell_room(room: &Room, action: &Action) {
    match action {
        Action::Ask(kind, first, second) => room.ask(kind, first, second),
        Action::RemoveStatement | Action::Forget | Action::Forgotten => room.ask("forget", "", ""),
        _ => {}
    }
}

fn opened(cx: &Cx<'_>) -> Html {
    let (name, view) = match (&cx.state.place, cx.state.tool) {
        (Place::Start, _) => ("k-page k-page--start", start::view(cx)),
        (Place::Question(id), _) => ("k-page", question::view(cx, id)),
        (Place::Statement, _) => ("k-page", statement::view(cx)),
        (Place::Check, _) => ("k-page", check::view(cx)),
        (Place::Result, Tool::Checker) => ("k-page k-page--result", result::view(cx)),
        (Place::Result, Tool::Offer) => ("k-page k-page--result", offer::view(cx)),
    };
    let name = if cx.state.documents.embedded { [name, " k-page--embedded"].concat() } else { name.to_owned() };
    cx.draw("<div class={} lang={}>{}<main class='k-main'>{}</main>{}<p class='k-hidden' role='status'>{}</p></div>")
        .text(name)
        .word(&cx.state.locale)
        .html(components::header(cx))
        .html(view)
        .html(components::footer(cx))
        .text(components::announcement(cx))
        .end()
}
