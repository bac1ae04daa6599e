//! All answers before the result, each with the way to change it.

use super::components::{back, opened_file, summary};
use super::cx::Cx;
use super::draw::all;
use super::state::Action;
use crate::application::{Answer, Provenance};
use crate::pack::question::{AnswerKind, Question, Unit};
use yew::Html;

/// The answers.
pub fn view(cx: &Cx<'_>) -> Html {
    let mut faults = Vec::new();
    for (question, _) in &cx.state.faults {
        faults.push((cx.say.fill("error-open-question", &[("question", &cx.label(question))]), change_id(question)));
    }
    cx.draw(
        "<div class='k-check'>{}{}<h1 class='k-check__title' tabindex='-1' data-focus=''>{check-title}</h1>{}\
         <p class='k-check__lead'>{}</p>{}\
         <button type='button' class='k-button k-button--primary k-button--large' onclick={}>{check-decide}</button></div>",
    )
    .html(back(cx))
    .html(summary(cx, &faults))
    .html(opened_file(cx))
    .say(&[if cx.state.is_refused() { "check-lead-settled" } else { "check-lead" }])
    .html(answers(cx, &|question| change(cx, question)))
    .on(cx.on(Action::Decide))
    .end()
}

/// Every answer, with what stands beside it.
pub fn answers(cx: &Cx<'_>, beside: &dyn Fn(&Question) -> Html) -> Html {
    cx.draw("<dl class='k-answers'>{}</dl>")
        .html(all(&cx.state.shown(), |question| row(cx, question, beside(question))))
        .end()
}

fn row(cx: &Cx<'_>, question: &Question, beside: Html) -> Html {
    let is_self_declared = is_score(question) && matches!(cx.state.read(question), Ok(Some(_)));
    cx.draw(
        "<div class='k-answers__row' key={}><dt class='k-answers__question'>{}</dt>\
         <dd class='k-answers__answer'>{}{}{}</dd>{}</div>",
    )
    .word(&question.id)
    .text(cx.label(&question.id))
    .text(answer(cx, question))
    .when(is_self_declared, "<span class='k-answers__note'>{self-declared}</span>")
    .html(by_statement(cx, question))
    .html(beside)
    .end()
}

/// The way to change an answer.
fn change(cx: &Cx<'_>, question: &Question) -> Html {
    let change = cx.say.fill("check-change-of", &[("question", &cx.label(&question.id))]);
    cx.draw(
        "<dd class='k-answers__change'>\
         <button type='button' class='k-link' id={} aria-label={} onclick={}>{check-change}</button></dd>",
    )
    .text(change_id(&question.id))
    .text(change)
    .on(cx.on(Action::Change(question.id.clone())))
    .end()
}

/// Where an answer comes from, if that is a statement.
fn by_statement(cx: &Cx<'_>, question: &Question) -> Html {
    match cx.state.form.get(&question.id).and_then(|typed| typed.by_statement) {
        Some(Provenance::Said) => cx.draw("<span class='k-answers__note'>{by-statement-corrected}</span>").end(),
        Some(_) => cx.draw("<span class='k-answers__note'>{by-statement}</span>").end(),
        None => Html::default(),
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
