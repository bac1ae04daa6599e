use super::icons::{Door, door};
use super::seal::seal_chip;
use crate::web::cx::Cx;
use crate::web::draw::all;
use crate::web::hand::Tool;
use crate::web::state::Action;
use yew::Html;

/// The name, the seal, the languages.
pub fn header(cx: &Cx<'_>) -> Html {
    let is_demonstration = cx.state.tool == Tool::Checker && cx.state.documents.pack.lender.demonstration;
    let mut others = cx.state.documents.locales.names();
    others.retain(|locale| *locale != cx.state.locale);
    cx.draw(
        "<header class='k-header'><div class='k-header__inner'>\
         <p class='k-brand'>{}<span class='k-brand__name' lang='zh-Hans'>开门</span>\
         <span class='k-brand__latin' lang='en'>Kaimen</span></p>{}\
         <div class='k-locales' role='group' aria-label={locale-choose}>{}</div></div>{}</header>",
    )
    .html(door("k-brand__door", Door::Open))
    .html(seal_chip(cx))
    .html(all(&others, |locale| locale_button(cx, locale)))
    .when(is_demonstration, "<p class='k-demonstration'>{demonstration}</p>")
    .end()
}

/// The way to another language. Where there are two, it stays the same button, and focus stays on it.
fn locale_button(cx: &Cx<'_>, locale: &str) -> Html {
    cx.draw("<button type='button' class='k-locales__one' lang={} onclick={}>{}</button>")
        .word(locale)
        .on(cx.on(Action::Locale(locale.into())))
        .word(cx.state.documents.locales.find(locale, "locale-name").unwrap_or(locale))
        .end()
}
