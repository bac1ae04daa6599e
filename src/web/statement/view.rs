//! The page on which statements are opened, checked and used.

use super::{columns, figures, files, kinds, months};
use crate::application::Answer;
use crate::web::check;
use crate::web::components::back;
use crate::web::cx::Cx;
use crate::web::draw::all;
use crate::web::state::Action;
use crate::web::statement::{Found, text};
use yew::Html;

/// The page: the files first, then what they say and answer, then what that rests on.
pub fn view(cx: &Cx<'_>) -> Html {
    cx.draw(
        "<div class='k-statement'>{}<h1 class='k-statement__title' tabindex='-1' data-focus=''>{statement-page-title}</h1>\
         <p class='k-statement__lead'>{statement-page-lead}</p>{}</div>",
    )
    .html(back(cx))
    .html(if cx.state.room { opened(cx) } else { absent(cx) })
    .end()
}

/// Where what reads statements is not loaded, and can't be: nothing can be after the seal.
fn absent(cx: &Cx<'_>) -> Html {
    cx.draw("<p>{statement-absent}</p><button type='button' class='k-button k-button--primary' onclick={}>{statement-load}</button>")
        .on(cx.on(Action::Statement))
        .end()
}

fn opened(cx: &Cx<'_>) -> Html {
    let known = &cx.state.statement;
    cx.draw("{}{}{}")
        .html(files::chooser(cx))
        .html(all(known.files(), |file| {
            let at = known.files().iter().position(|other| std::ptr::eq(other, file)).unwrap_or(0);
            files::file(cx, at, file, columns::view(cx, at, file))
        }))
        .html(if known.whole().is_some() { read(cx) } else { Html::default() })
        .end()
}

fn read(cx: &Cx<'_>) -> Html {
    let known = &cx.state.statement;
    let Some(whole) = known.whole() else { return Html::default() };
    if !known.is_in_currency(&cx.state.documents) {
        let places = [("currency", text(Some(whole), "currency")), ("own", &cx.state.documents.market.currency.code)];
        return cx
            .draw("<p class='k-fault'>{}</p>{}")
            .text(cx.say.fill("statement-foreign", &places))
            .html(forget(cx))
            .end();
    }
    cx.draw("{}{}{}{}")
        .html(answers(cx))
        .html(months::view(cx, whole))
        .html(kinds::view(cx))
        .html(figures::view(cx, whole))
        .end()
}

/// Which questions are answered with what.
fn answers(cx: &Cx<'_>) -> Html {
    let found = cx.state.statement.found(&cx.state.documents);
    if found.is_empty() {
        return cx
            .draw("<section class='k-statement__part'><h2 class='k-statement__heading'>{statement-answers-title}</h2><p>{statement-answers-none}</p>{}</section>")
            .html(forget(cx))
            .end();
    }
    cx.draw(
        "<section class='k-statement__part'><h2 class='k-statement__heading'>{statement-answers-title}</h2>\
         <p class='k-statement__lead'>{statement-answers-lead}</p><dl class='k-answers'>{}</dl><div class='k-actions'>\
         <button type='button' class='k-button k-button--primary' onclick={}>{statement-use}</button>{}</div></section>",
    )
    .html(all(&found, |found| answer(cx, found)))
    .on(cx.on(Action::UseStatement))
    .html(forget(cx))
    .end()
}

fn answer(cx: &Cx<'_>, found: &Found) -> Html {
    let question = cx.state.documents.pack.questions.iter().find(|question| question.id == found.question);
    let Some(question) = question else { return Html::default() };
    cx.draw(
        "<div class='k-answers__row' key={}><dt class='k-answers__question'>{}</dt><dd class='k-answers__answer'>{}</dd></div>",
    )
    .word(&found.question)
    .text(cx.label(&found.question))
    .text(check::said(cx, question, &Answer::Number(found.value)))
    .end()
}

fn forget(cx: &Cx<'_>) -> Html {
    cx.draw("<button type='button' class='k-button k-button--quiet' onclick={}>{statement-forget}</button>")
        .on(cx.on(Action::RemoveStatement))
        .end()
}
