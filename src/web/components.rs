//! What several views share.

mod disclosure;
mod file;
mod footer;
mod header;
mod icons;
mod seal;
mod summary;

pub use disclosure::disclosure;
pub use file::{open_file, opened_file};
pub use footer::footer;
pub use header::header;
pub use icons::{Door, check, clock, device, door, person, scene};
pub use seal::seal_notice;
pub use summary::{inline_fault, summary};

use super::cx::Cx;
use super::hand::Tool;
use super::offer;
use super::result;
use super::state::{Action, Place};
use crate::decision::Decision;
use yew::Html;

/// What a screen reader hears when something happened that focus does not lead to.
pub fn announcement(cx: &Cx<'_>) -> String {
    let state = cx.state;
    if let (Place::Result, Some(check)) = (&state.place, state.offer.as_deref().filter(|_| state.tool == Tool::Offer)) {
        return offer::headline(cx, check);
    }
    match (&state.place, state.notice, state.decision.as_deref()) {
        (_, Some(notice), _) => cx.text(&["notice-", notice].concat()),
        (Place::Result, None, Some(decision)) => outcome(cx, decision),
        (Place::Start, None, _) if state.sealed => cx.text("seal-closed"),
        _ => String::new(),
    }
}

/// The outcome in one sentence, with how many loans there are to look at; in which order they stand, once that was picked.
fn outcome(cx: &Cx<'_>, decision: &Decision) -> String {
    if let Some(wish) = cx.state.wish {
        return result::sorted_as(cx, decision, wish);
    }
    let count = i64::try_from(decision.offers.len()).unwrap_or(0);
    let title = cx.text(&["outcome-", decision.outcome.word(), "-title"].concat());
    cx.say.fill("outcome-announced", &[("outcome", &title), ("count", &cx.say.number(count))])
}

/// The way back.
pub fn back(cx: &Cx<'_>) -> Html {
    cx.draw("<button type='button' class='k-back' onclick={}>{}{back}</button>")
        .on(cx.on(Action::Back))
        .html(icons::arrow("k-back__arrow"))
        .end()
}
