use super::icons::{Door, door};
use super::seal::seal_chip;
use crate::web::cx::Cx;
use crate::web::draw::all;
use crate::web::hand::Tool;
use crate::web::state::{Action, Place};
use yew::Html;

/// The name, the seal, the languages.
pub fn header(cx: &Cx<'_>) -> Html {
    let is_demonstration = cx.state.tool == Tool::Checker && cx.state.documents.pack.lender.demonstration;
    let documents = &cx.state.documents;
    let name = |locale| documents.locales.find(locale, "locale-name").unwrap_or(locale);
    let mut others: Vec<(&str, &str)> = documents.locales.names().into_iter().map(|at| (at, name(at))).collect();
    others.retain(|(locale, _)| *locale != cx.state.locale);
    if cx.state.place == Place::Start {
        others.extend(documents.more.iter().map(|(locale, name)| (locale.as_str(), name.as_str())));
    }
    cx.draw(
        "<header class='k-header'><div class='k-header__inner'>\
         <p class='k-brand'>{}<span class='k-brand__name' lang='zh-Hans'>开门</span>\
         <span class='k-brand__latin' lang='en'>Kaimen</span></p>{}\
         <div class='k-locales' role='group' aria-label={locale-choose}>{}</div></div>{}{}</header>",
    )
    .html(door("k-brand__door", Door::Open))
    .html(seal_chip(cx))
    .html(all(&others, |(locale, name)| locale_button(cx, locale, name)))
    .when(is_demonstration, "<p class='k-demonstration'>{demonstration}</p>")
    .html(lacking(cx))
    .end()
}

/// What was asked for and is not to be had.
fn lacking(cx: &Cx<'_>) -> Html {
    let say = |id| cx.draw("<p class='k-lacking k-fault' role='alert'>{}</p>").say(&[id]).end();
    cx.state.lacking.map(say).unwrap_or_default()
}

/// The way to another language. Where there are two, it stays the same button, and focus stays on it.
fn locale_button(cx: &Cx<'_>, locale: &str, name: &str) -> Html {
    cx.draw("<button type='button' class='k-locales__one' lang={} onclick={}>{}</button>")
        .word(locale)
        .on(cx.on(Action::Locale(locale.into())))
        .word(name)
        .end()
}
