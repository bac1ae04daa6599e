//! All answers before the result, each with the way to change it.

use super::components::{all, back, summary};
use super::cx::Cx;
use super::state::Action;
use crate::application::Answer;
use crate::pack::question::{AnswerKind, Question, Unit};
use yew::{Html, html};

/// The answers.
pub fn view(cx: &Cx<'_>) -> Html {
    let faults = cx.state.faults.iter().map(|(question, _)| {
        (cx.say.fill("error-open-question", &[("question", &cx.label(question))]), change_id(question))
    });
    html! {
        <div class="k-check">
            { back(cx) }
            { summary(cx, &faults.collect::<Vec<_>>()) }
            <h1 class="k-check__title" tabindex="-1" data-focus="">{ cx.text("check-title") }</h1>
            <p class="k-check__lead">{ cx.text("check-lead") }</p>
            <dl class="k-answers">{ all(&mut cx.state.asked().into_iter().map(|question| row(cx, question))) }</dl>
            <button type="button" class="k-button k-button--primary k-button--large" onclick={cx.on(Action::Decide)}>
                { cx.text("check-decide") }
            </button>
        </div>
    }
}

fn row(cx: &Cx<'_>, question: &Question) -> Html {
    let label = cx.label(&question.id);
    let change = cx.say.fill("check-change-of", &[("question", &label)]);
    html! {
        <div class="k-answers__row" key={question.id.clone()}>
            <dt class="k-answers__question">{ label }</dt>
            <dd class="k-answers__answer">
                { answer(cx, question) }
                if is_score(question) && matches!(cx.state.read(question), Ok(Some(_))) {
                    <span class="k-answers__note">{ cx.text("self-declared") }</span>
                }
            </dd>
            <dd class="k-answers__change">
                <button type="button" class="k-link" id={change_id(&question.id)} aria-label={change}
                    onclick={cx.on(Action::Change(question.id.clone()))}>{ cx.text("check-change") }</button>
            </dd>
        </div>
    }
}

/// Whether a question asks for a score that someone else gave: nothing here can tell whether it is true.
fn is_score(question: &Question) -> bool {
    matches!(&question.answer, AnswerKind::Number { unit: Unit::Points, .. })
}

fn change_id(question: &str) -> String {
    ["change-", question].concat()
}

/// The answer as the page has understood it.
fn answer(cx: &Cx<'_>, question: &Question) -> String {
    match cx.state.read(question) {
        Ok(Some(answer)) => said(cx, question, &answer),
        Ok(None) => cx.text("unknown"),
        Err(_) => cx.text("check-open"),
    }
}

/// An answer in words.
pub fn said(cx: &Cx<'_>, question: &Question, answer: &Answer) -> String {
    match answer {
        Answer::Number(number) => cx.say.quantity(&question.answer, *number),
        Answer::Choice(choice) => cx.option(&question.id, choice),
        Answer::YesNo(yes) => cx.option(&question.id, if *yes { "yes" } else { "no" }),
        Answer::Date(date) => cx.say.date(*date),
    }
}
