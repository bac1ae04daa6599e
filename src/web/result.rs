//! The result: the outcome in words, then what could be offered, why, and what would help.

mod cheaper;
mod documents;
mod estimate;
mod offer;
mod offers;
mod reasons;
mod recourse;
mod rights;
pub mod schedule;
mod share;
mod waterfall;
mod what_if;

pub use offer::{rates, term};
pub use offers::sorted_as;
pub use rights::{citations, cited, sources};

use super::check;
use super::components::{Door, back, disclosure, door};
use super::cx::Cx;
use super::draw::all;
use super::hand::Tool;
use super::state::Action;
use crate::decision::{Decision, Outcome};
use crate::enough::declined_for_good;
use crate::explain::ReasonSource;
use crate::json::{Write, hash};
use crate::pack::PolicyEffect;
use yew::Html;

/// The result.
pub fn view(cx: &Cx<'_>) -> Html {
    let Some(decision) = cx.state.decision.as_deref() else { return Html::default() };
    cx.draw(
        "<div class='k-result'>{}{}{}{}<div class='k-result__columns'>{}{}</div>{}{}{}{}\
         <div class='k-result__columns'>{}<div class='k-result__rest'>{}{}{}</div></div></div>",
    )
    .html(back(cx))
    .html(banner(cx, decision))
    .html(offers::view(cx, decision))
    .html(answered(cx))
    .html(reasons::view(cx, decision))
    .html(recourse::view(cx, decision))
    .html(what_if::view(cx, decision))
    .html(documents::view(cx, decision))
    .html(share::view(cx, decision))
    .html(actions(cx, !decision.offers.is_empty()))
    .html(rights::view(cx, decision))
    .html(estimate::view(cx, decision))
    .html(not_offered(cx, decision))
    .html(receipt(cx, decision))
    .end()
}

/// The outcome: a picture, a word and a sentence, so that colour is never the only sign.
fn banner(cx: &Cx<'_>, decision: &Decision) -> Html {
    let (class, picture) = match decision.outcome {
        Outcome::Likely => ("k-banner k-banner--likely", Door::Open),
        Outcome::Possible => ("k-banner k-banner--possible", Door::Ajar),
        Outcome::Referred => ("k-banner k-banner--referred", Door::Attended),
        Outcome::NotYet => ("k-banner k-banner--not-yet", Door::Shut),
    };
    cx.draw(
        "<section class={}>{}<div class='k-banner__words'>\
         <h1 class='k-banner__title' tabindex='-1' data-focus=''>{}</h1><p class='k-banner__why'>{}</p>\
         <p class='k-banner__note'>{not-an-offer}{}</p></div></section>",
    )
    .word(class)
    .html(door("k-banner__door", picture))
    .say(&["outcome-", decision.outcome.word(), "-title"])
    .say(&[why(cx, decision)])
    .html(made_on(cx, decision))
    .end()
}

/// When and by what it was worked out, where it is printed.
fn made_on(cx: &Cx<'_>, decision: &Decision) -> Html {
    if !cx.state.printing {
        return Html::default();
    }
    let receipt = &decision.receipt;
    let words = cx.say.fill("print-made", &[("date", &cx.say.date(receipt.today)), ("engine", &receipt.engine)]);
    cx.draw(" {}").text(words).end()
}

/// Whether a rule declined.
fn is_knocked_out(decision: &Decision) -> bool {
    decision.findings.iter().any(|finding| finding.effect == PolicyEffect::KnockOut)
}

/// Whether a rule declined whatever else is answered or changed: then nobody is scored.
fn is_for_good(cx: &Cx<'_>, decision: &Decision) -> bool {
    let documents = &cx.state.documents;
    let for_good = || declined_for_good(&documents.market, &documents.pack, &cx.state.answers(), documents.today);
    is_knocked_out(decision) && decision.segment.is_none() && for_good()
}

/// Why, in one sentence: which step decided.
fn why(cx: &Cx<'_>, decision: &Decision) -> &'static str {
    let knocked_out = is_knocked_out(decision);
    let obstacle = decision.reasons.iter().any(|reason| match reason.source {
        ReasonSource::Capacity | ReasonSource::Product => true,
        ReasonSource::Rule | ReasonSource::Characteristic => false,
    });
    match decision.outcome {
        Outcome::Likely => "outcome-likely-why",
        Outcome::Possible => "outcome-possible-why",
        Outcome::Referred => "outcome-referred-why",
        Outcome::NotYet if is_for_good(cx, decision) => "outcome-not-yet-why-firm",
        Outcome::NotYet if decision.segment.is_none() => "outcome-not-yet-why-settled",
        Outcome::NotYet if knocked_out => "outcome-not-yet-why-rule",
        Outcome::NotYet if obstacle => "outcome-not-yet-why-offer",
        Outcome::NotYet => "outcome-not-yet-why-score",
    }
}

fn not_offered(cx: &Cx<'_>, decision: &Decision) -> Html {
    if decision.not_offered.is_empty() {
        return Html::default();
    }
    let products = all(&decision.not_offered, |one| {
        cx.draw("<li><strong>{}</strong><br>{}</li>")
            .text(offer::product_name(cx, &one.product))
            .say(&["reason-", one.obstacle.word()])
            .end()
    });
    disclosure(cx, "not-offered-title", cx.draw("<ul class='k-list'>{}</ul>").html(products).end())
}

fn actions(cx: &Cx<'_>, can_compare: bool) -> Html {
    cx.draw(
        "<div class='k-actions'><button type='button' class='k-button' onclick={}>{change-answers}</button>\
         {}<button type='button' class='k-button' onclick={}>{save}</button><button type='button' class='k-button' onclick={}>{}</button>{}</div>",
    )
    .on(cx.on(Action::Check))
    .html(print(cx))
    .on(cx.on(Action::Save))
    .on(cx.on(Action::Open(Tool::Offer)))
    .say(&[if can_compare { "offer-compare" } else { "offer-open" }])
    .html(handed_over(cx))
    .end()
}

/// What became of the file; heard as every notice is.
fn handed_over(cx: &Cx<'_>) -> Html {
    match cx.state.notice {
        Some(notice @ ("saved" | "not-saved")) => {
            cx.draw("<p class='k-actions__done'>{}</p>").say(&["notice-", notice]).end()
        }
        _ => Html::default(),
    }
}

/// The browser's print dialogue, which also saves as PDF.
pub fn print(cx: &Cx<'_>) -> Html {
    cx.draw("<button type='button' class='k-button' onclick={}>{print}</button>").on(cx.on(Action::Print)).end()
}

/// What was answered, on paper alone: the page has it one step back.
fn answered(cx: &Cx<'_>) -> Html {
    if !cx.state.printing {
        return Html::default();
    }
    cx.draw("<section class='k-printed'><h2 class='k-result__heading'>{print-answers}</h2>{}</section>")
        .html(check::answers(cx, &|_| Html::default()))
        .end()
}

fn receipt(cx: &Cx<'_>, decision: &Decision) -> Html {
    let pack = &cx.state.documents.pack;
    let receipt = &decision.receipt;
    let rows = [
        ("receipt-engine", receipt.engine.clone()),
        ("receipt-today", cx.say.date(receipt.today)),
        ("receipt-pack", [pack.id.as_str(), " ", &pack.version].concat()),
        ("receipt-pack-hash", receipt.pack.clone()),
        ("receipt-market-hash", receipt.market.clone()),
        ("receipt-application-hash", receipt.application.clone()),
        ("receipt-decision-hash", hash(&decision.write())),
    ];
    let row = |(id, value): &(&str, String)| {
        cx.draw("<div class='k-receipt__row'><dt>{}</dt><dd><code>{}</code></dd></div>").say(&[id]).word(value).end()
    };
    let body = cx.draw("<p>{receipt-lead}</p><dl class='k-receipt'>{}</dl>").html(all(&rows, row)).end();
    disclosure(cx, "receipt-title", body)
}
