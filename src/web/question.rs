//! One question on a page.

mod choice;
mod date;
mod text;

use super::components::{back, disclosure, summary};
use super::cx::Cx;
use super::draw::all;
use super::hand::Tool;
use super::state::Action;
use super::statement::may_be_answered;
use crate::decision::Outcome;
use crate::pack::question::{AnswerKind, Question};
use crate::preview::{Preview, ProductOpen, Stand};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::{Callback, Event, Html, KeyboardEvent, TargetCast};

/// The question of this id.
pub fn view(cx: &Cx<'_>, id: &str) -> Html {
    let found = cx.state.documents.sheet(cx.state.tool).questions.iter().find(|question| question.id == id);
    found.map_or_else(Html::default, |question| page(cx, question))
}

fn page(cx: &Cx<'_>, question: &Question) -> Html {
    let wrong = cx.state.faults.iter().find(|(id, _)| *id == question.id);
    let fault = wrong.map(|(_, message)| fault(cx, question, message));
    let entries: Vec<_> = fault.iter().map(|fault| (fault.clone(), first_field(question))).collect();
    let fault = fault.as_deref();
    let field = match &question.answer {
        AnswerKind::Money { .. } | AnswerKind::Number { .. } => text::field(cx, question, fault),
        AnswerKind::Choice { options } => choice::field(cx, question, options, fault),
        AnswerKind::YesNo {} => choice::field(cx, question, &["yes".into(), "no".into()], fault),
        AnswerKind::Date { .. } => date::field(cx, question, fault),
    };
    cx.draw(
        "<div class='k-question' key={}>{}{}{}<div class={} onkeydown={}>{}</div>{}{}\
         <button type='button' class='k-button k-button--primary' onclick={}>{continue}</button>{}</div>",
    )
    .word(&question.id)
    .html(back(cx))
    .html(progress(cx, question))
    .html(summary(cx, &entries))
    .word(if fault.is_some() { "k-question__field k-question__field--wrong" } else { "k-question__field" })
    .on(done_by_enter(cx))
    .html(field)
    .html(by_statement(cx, question))
    .html(why(cx, question))
    .on(cx.on(Action::Continue))
    .html(so_far(cx))
    .end()
}

/// A statement could answer this, or did.
fn by_statement(cx: &Cx<'_>, question: &Question) -> Html {
    if cx.state.tool != Tool::Checker || !may_be_answered(question) {
        return Html::default();
    }
    let is_answered = cx.state.form.get(&question.id).is_some_and(|typed| typed.by_statement.is_some());
    cx.draw("<p class='k-question__statement'>{}<button type='button' class='k-link' onclick={}>{}</button></p>")
        .when(is_answered, "{by-statement} ")
        .on(cx.on(Action::Statement))
        .say(&[if is_answered { "statement-look-again" } else { "statement-could-answer" }])
        .end()
}

fn why(cx: &Cx<'_>, question: &Question) -> Html {
    let Some(why) = cx.of_question(&question.id, "why") else { return Html::default() };
    disclosure(cx, "why-we-ask", cx.draw("<p>{}</p>").text(why).end())
}

fn progress(cx: &Cx<'_>, question: &Question) -> Html {
    let order = cx.state.order();
    let at = order.iter().position(|done| *done == question.id).unwrap_or(order.len()) + 1;
    let (at, of) = (at.to_string(), cx.state.about().max(at).to_string());
    cx.draw(
        "<div class='k-progress'><p class='k-progress__words'>{}</p>\
         <progress class='k-progress__bar' value={} max={} aria-hidden='true'></progress></div>",
    )
    .text(cx.say.fill("progress", &[("at", &at), ("of", &of)]))
    .text(at)
    .text(of)
    .end()
}

/// How each product stands before this answer. It says nothing by itself: who wants to know finds it below.
fn so_far(cx: &Cx<'_>) -> Html {
    let Some(preview) = &cx.state.preview else { return Html::default() };
    cx.draw(
        "<section class='k-so-far' aria-labelledby='so-far'><h2 class='k-so-far__title' id='so-far'>{so-far-title}</h2>\
         <ul class='k-so-far__list'>{}</ul>{}</section>",
    )
    .html(all(&preview.products, |product| stands(cx, product)))
    .html(settled(cx, preview))
    .end()
}

/// What the questions that are left are for, where they no longer decide about the outcome.
fn settled(cx: &Cx<'_>, preview: &Preview) -> Html {
    let words = match preview.outcomes.as_slice() {
        [Outcome::NotYet] => "so-far-settled-not-yet",
        [_] => "so-far-settled",
        _ => return Html::default(),
    };
    cx.draw("<p class='k-so-far__settled'>{}</p>").say(&[words]).end()
}

fn stands(cx: &Cx<'_>, product: &ProductOpen) -> Html {
    let why = match product.because.first() {
        Some(reason) => cx.draw("<span class='k-so-far__why'>{}</span>").say(&["reason-", reason]).end(),
        None => Html::default(),
    };
    let stand = match product.stand {
        Stand::Likely => "so-far-likely",
        Stand::Offered => "so-far-offered",
        Stand::Open => "so-far-open",
        Stand::Barred => "so-far-barred",
    };
    cx.draw("<li class='k-so-far__one'>{}<span class='k-so-far__stand'>{}</span>{}</li>")
        .say(&["product-", &product.product, "-name"])
        .text(cx.say.fill(stand, &[("count", &product.depends_on.len().to_string())]))
        .html(why)
        .end()
}

/// What is wrong, in words that name what is accepted.
pub fn fault(cx: &Cx<'_>, question: &Question, message: &str) -> String {
    let say = cx.say;
    let (least, most) = match &question.answer {
        AnswerKind::Money { min, max } | AnswerKind::Number { min, max, .. } => {
            (say.quantity(&question.answer, *min), say.quantity(&question.answer, *max))
        }
        AnswerKind::Date { min, max } => {
            (min.map_or_else(String::new, |min| say.date(min)), max.map_or_else(String::new, |max| say.date(max)))
        }
        AnswerKind::Choice { .. } | AnswerKind::YesNo {} => (String::new(), String::new()),
    };
    say.fill(message, &[("least", &least), ("most", &most)])
}

/// What the summary leads to: the only field, or the first.
fn first_field(question: &Question) -> String {
    match &question.answer {
        AnswerKind::Money { .. } | AnswerKind::Number { .. } => "answer".into(),
        AnswerKind::Choice { .. } | AnswerKind::YesNo {} | AnswerKind::Date { .. } => "answer-0".into(),
    }
}

/// Enter means done. No form element does this here: a frame without `allow-forms` submits none. While an input
/// method composes, Enter belongs to it.
fn done_by_enter(cx: &Cx<'_>) -> Callback<Event> {
    let link = cx.link.clone();
    Callback::from(move |event: Event| {
        let event: KeyboardEvent = event.unchecked_into();
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            link.emit(Action::Continue);
        }
    })
}

/// What a field is described by: its hint, and what is wrong with it.
fn described_by(fault: Option<&str>) -> &'static str {
    if fault.is_some() { "hint fault" } else { "hint" }
}

fn hint(cx: &Cx<'_>, question: &Question) -> Html {
    let hint = cx.of_question(&question.id, "hint").unwrap_or_default();
    cx.draw("<p class='k-question__hint' id='hint'>{}</p>").text(hint).end()
}

/// The field's text as an action.
fn typed(cx: &Cx<'_>, question: &Question, field: usize) -> Callback<Event> {
    let id = question.id.clone();
    cx.link.reform(move |event: Event| {
        Action::Type(id.clone(), field, event.target_unchecked_into::<HtmlInputElement>().value())
    })
}

/// What was typed into a field.
fn value(cx: &Cx<'_>, question: &Question, field: usize) -> String {
    let typed = cx.state.form.get(&question.id);
    typed.and_then(|typed| typed.parts.get(field)).cloned().unwrap_or_default()
}

fn is_unknown(cx: &Cx<'_>, question: &Question) -> bool {
    cx.state.form.get(&question.id).is_some_and(|typed| typed.unknown)
}

/// "I don't know" below fields that are typed into.
fn unknown_tick(cx: &Cx<'_>, question: &Question) -> Html {
    if !question.may_be_unknown {
        return Html::default();
    }
    let id = question.id.clone();
    let ticked = cx.link.reform(move |event: Event| {
        Action::Unknown(id.clone(), event.target_unchecked_into::<HtmlInputElement>().checked())
    });
    cx.draw(
        "<label class='k-tick'><input class='k-tick__box' type='checkbox' autocomplete='off' checked={} onchange={}>\
         <span class='k-tick__label'>{unknown}<span class='k-tick__hint'>{unknown-hint}</span></span></label>",
    )
    .flag(is_unknown(cx, question))
    .on(ticked)
    .end()
}
