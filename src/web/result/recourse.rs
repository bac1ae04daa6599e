use crate::application::{Answer, Scalar};
use crate::decision::{Decision, Outcome};
use crate::form;
use crate::policy::RuleSource;
use crate::recourse::{Change, Outlook, Recourse, Standing};
use crate::web::check::said;
use crate::web::cx::Cx;
use crate::web::draw::all;
use yew::Html;

/// What would change the answer; said plainly where nothing that can be done is enough.
pub fn view(cx: &Cx<'_>, decision: &Decision) -> Html {
    if decision.outlook == Outlook::BestAlready {
        return Html::default();
    }
    let body = if decision.outlook == Outlook::CanBeBetter {
        cx.draw("<p class='k-result__lead'>{recourse-lead}</p><ol class='k-recourse__ways'>{}</ol>")
            .html(all(&decision.recourse, |way| one(cx, way)))
            .end()
    } else {
        cx.draw("<p class='k-result__lead'>{}</p>").say(&[none(cx, decision)]).end()
    };
    cx.draw("<section class='k-recourse'><h2 class='k-result__heading'>{recourse-title}</h2>{}</section>")
        .html(body)
        .end()
}

/// What is said where nothing helps: a line that the law draws is not to be got round elsewhere.
fn none(cx: &Cx<'_>, decision: &Decision) -> &'static str {
    let by_law = decision.findings.iter().any(|finding| finding.source == RuleSource::Market);
    match super::is_for_good(cx, decision) {
        true if by_law => "recourse-none-law",
        true => "recourse-none-rule",
        false => "recourse-none",
    }
}

fn one(cx: &Cx<'_>, way: &Recourse) -> Html {
    cx.draw(
        "<li class='k-recourse__way'><ul class='k-recourse__changes'>{}</ul><p class='k-recourse__reaches'>{}</p>\
         <p class='k-recourse__cost'><span class='k-badge'>{}</span><span class='k-badge'>{}</span></p></li>",
    )
    .html(all(&way.changes, |change| cx.draw("<li>{}</li>").text(words(cx, change)).end()))
    .text(reaches(cx, &way.reaches))
    .say(&[effort(way.effort)])
    .text(wait(cx, way.days))
    .end()
}

/// The change in the pack's words, or its question with the two answers.
fn words(cx: &Cx<'_>, change: &Change) -> String {
    let id = ["change-", &change.question].concat();
    let id = if cx.say.find(&id).is_some() { id.as_str() } else { "change-any" };
    let from = change.from.as_ref().map_or_else(|| cx.text("unknown"), |from| value(cx, change, from));
    let to = value(cx, change, &change.to);
    cx.say.fill(id, &[("question", &cx.label(&change.question)), ("from", &from), ("to", &to)])
}

fn value(cx: &Cx<'_>, change: &Change, scalar: &Scalar) -> String {
    let questions = &cx.state.documents.pack.questions;
    let answer = questions
        .iter()
        .find(|question| question.id == change.question)
        .and_then(|question| form::answer(question, scalar).ok().map(|answer: Answer| said(cx, question, &answer)));
    answer.unwrap_or_default()
}

fn reaches(cx: &Cx<'_>, reached: &Standing) -> String {
    let outcome = match reached.rank {
        0 => Outcome::NotYet,
        1 => Outcome::Referred,
        2 => Outcome::Possible,
        _ => Outcome::Likely,
    };
    let id = ["recourse-reaches-", outcome.word()].concat();
    cx.say.fill(&id, &[("amount", &cx.say.round_money(reached.principal))])
}

/// The pack's measure of effort, from 1 to 100, in three words.
fn effort(effort: i64) -> &'static str {
    match effort {
        ..=5 => "effort-small",
        6..=20 => "effort-some",
        _ => "effort-great",
    }
}

fn wait(cx: &Cx<'_>, days: i64) -> String {
    if days == 0 { cx.text("wait-none") } else { cx.say.fill("wait-days", &[("days", &cx.say.number(days))]) }
}
