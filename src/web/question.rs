//! One question on a page.

mod choice;
mod date;
mod text;

use super::components::{back, disclosure, summary};
use super::cx::Cx;
use super::state::Action;
use crate::pack::question::{AnswerKind, Question};
use web_sys::HtmlInputElement;
use yew::{Callback, Event, Html, KeyboardEvent, TargetCast, html};

/// The question of this id.
pub fn view(cx: &Cx<'_>, id: &str) -> Html {
    let found = cx.state.documents.sheet(cx.state.tool).questions.iter().find(|question| question.id == id);
    found.map_or_else(Html::default, |question| page(cx, question))
}

fn page(cx: &Cx<'_>, question: &Question) -> Html {
    let fault =
        cx.state.faults.iter().find(|(id, _)| *id == question.id).map(|(_, message)| said(cx, question, message));
    let entries: Vec<_> = fault.iter().map(|fault| (fault.clone(), first_field(question))).collect();
    let fault = fault.as_deref();
    html! {
        <div class="k-question" key={question.id.clone()}>
            { back(cx) }
            { progress(cx, question) }
            { summary(cx, &entries) }
            <div class={if fault.is_some() { "k-question__field k-question__field--wrong" } else { "k-question__field" }}
                onkeydown={done_by_enter(cx)}>
                { match &question.answer {
                    AnswerKind::Money { .. } | AnswerKind::Number { .. } => text::field(cx, question, fault),
                    AnswerKind::Choice { options } => {
                        choice::field(cx, question, &options.iter().map(String::as_str).collect::<Vec<_>>(), fault)
                    }
                    AnswerKind::YesNo {} => choice::field(cx, question, &["yes", "no"], fault),
                    AnswerKind::Date { .. } => date::field(cx, question, fault),
                } }
            </div>
            if let Some(why) = cx.of_question(&question.id, "why") {
                { disclosure(cx.text("why-we-ask"), html! { <p>{ why }</p> }) }
            }
            <button type="button" class="k-button k-button--primary" onclick={cx.on(Action::Continue)}>
                { cx.text("continue") }
            </button>
        </div>
    }
}

fn progress(cx: &Cx<'_>, question: &Question) -> Html {
    let asked = cx.state.asked();
    let at = asked.iter().position(|asked| asked.id == question.id).map_or(1, |position| position + 1);
    let (at, of) = (at.to_string(), cx.state.about().to_string());
    html! {
        <div class="k-progress">
            <p class="k-progress__words">{ cx.say.fill("progress", &[("at", &at), ("of", &of)]) }</p>
            <progress class="k-progress__bar" value={at} max={of} aria-hidden="true"></progress>
        </div>
    }
}

/// What is wrong, in words that name what is accepted.
fn said(cx: &Cx<'_>, question: &Question, message: &str) -> String {
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
fn done_by_enter(cx: &Cx<'_>) -> Callback<KeyboardEvent> {
    let link = cx.link.clone();
    Callback::from(move |event: KeyboardEvent| {
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
    html! { <p class="k-question__hint" id="hint">{ cx.of_question(&question.id, "hint").unwrap_or_default() }</p> }
}

/// The field's text as an action.
fn typed(cx: &Cx<'_>, question: &Question, field: usize) -> Callback<yew::InputEvent> {
    let id = question.id.clone();
    cx.link.reform(move |event: yew::InputEvent| {
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
    let onchange = cx.link.reform(move |event: Event| {
        Action::Unknown(id.clone(), event.target_unchecked_into::<HtmlInputElement>().checked())
    });
    html! {
        <label class="k-tick">
            <input class="k-tick__box" type="checkbox" autocomplete="off" checked={is_unknown(cx, question)} {onchange} />
            <span class="k-tick__label">{ cx.text("unknown") }
                <span class="k-tick__hint">{ cx.text("unknown-hint") }</span>
            </span>
        </label>
    }
}
