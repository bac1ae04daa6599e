//! The result: the outcome in words, then what could be offered, why, and what would help.

mod estimate;
mod offer;
mod reasons;
mod recourse;
mod rights;
pub mod schedule;
mod share;
mod waterfall;
mod what_if;

pub use offer::{rates, term};
pub use rights::{citations, cited, sources};

use super::browser;
use super::components::{Door, back, disclosure, door};
use super::cx::Cx;
use super::draw::{all, listed};
use super::hand::Tool;
use super::state::Action;
use crate::decision::{Decision, Outcome};
use crate::explain::ReasonSource;
use crate::json::{Write, hash};
use crate::pack::PolicyEffect;
use crate::pack::question::Unit;
use crate::product::Offer;
use yew::{Callback, Html};

/// The result.
pub fn view(cx: &Cx<'_>) -> Html {
    let Some(decision) = cx.state.decision.as_deref() else { return Html::default() };
    cx.draw(
        "<div class='k-result'>{}{}{}<div class='k-result__columns'>{}{}</div>{}{}{}\
         <div class='k-result__columns'>{}<div class='k-result__rest'>{}{}{}</div></div></div>",
    )
    .html(back(cx))
    .html(banner(cx, decision))
    .html(offers(cx, decision))
    .html(reasons::view(cx, decision))
    .html(recourse::view(cx, decision))
    .html(what_if::view(cx, decision))
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
         <p class='k-banner__note'>{not-an-offer}</p></div></section>",
    )
    .word(class)
    .html(door("k-banner__door", picture))
    .say(&["outcome-", decision.outcome.word(), "-title"])
    .say(&[why(decision)])
    .end()
}

/// Whether a rule declined.
fn is_knocked_out(decision: &Decision) -> bool {
    decision.findings.iter().any(|finding| finding.effect == PolicyEffect::KnockOut)
}

/// Whether a rule declined whatever else is answered or changed: then nobody is scored.
fn is_for_good(decision: &Decision) -> bool {
    is_knocked_out(decision) && decision.segment.is_none()
}

/// Why, in one sentence: which step decided.
fn why(decision: &Decision) -> &'static str {
    let knocked_out = is_knocked_out(decision);
    let obstacle = decision.reasons.iter().any(|reason| match reason.source {
        ReasonSource::Capacity | ReasonSource::Product => true,
        ReasonSource::Rule | ReasonSource::Characteristic => false,
    });
    match decision.outcome {
        Outcome::Likely => "outcome-likely-why",
        Outcome::Possible => "outcome-possible-why",
        Outcome::Referred => "outcome-referred-why",
        Outcome::NotYet if is_for_good(decision) => "outcome-not-yet-why-firm",
        Outcome::NotYet if knocked_out => "outcome-not-yet-why-rule",
        Outcome::NotYet if obstacle => "outcome-not-yet-why-offer",
        Outcome::NotYet => "outcome-not-yet-why-score",
    }
}

fn offers(cx: &Cx<'_>, decision: &Decision) -> Html {
    if decision.offers.is_empty() {
        return Html::default();
    }
    let mut offers = Vec::new();
    for (at, offer) in decision.offers.iter().enumerate() {
        // The first is the best only where there are others to be better than.
        let is_best = at == 0 && decision.offers.len() > 1;
        offers.push(offer::view(cx, offer, is_best, decision.receipt.today));
    }
    let title = if decision.outcome == Outcome::Referred { "offers-title-referred" } else { "offers-title" };
    cx.draw(
        "<section class='k-offers'><h2 class='k-result__heading'>{}</h2>{}<p class='k-result__lead'>{offers-lead}</p>\
         <ul class='k-offers__list'>{}</ul></section>",
    )
    .say(&[title])
    .html(asked(cx, decision))
    .html(listed(offers))
    .end()
}

/// What was asked for, where no offer is of that amount and term, and what stands in the way of more.
fn asked<'a>(cx: &Cx<'_>, decision: &'a Decision) -> Html {
    let (answers, wanted) = (cx.state.answers(), &cx.state.documents.pack.wanted);
    let greatest = |offers: &mut dyn Iterator<Item = &'a Offer>| offers.max_by_key(|offer| offer.principal);
    let (amount, term) = (answers.number(&wanted.amount), answers.number(&wanted.term));
    let of_term = greatest(&mut decision.offers.iter().filter(|offer| term.is_some_and(|term| offer.is_for(term))));
    let is_less = |offer: &&Offer| amount.is_some_and(|amount| amount > offer.principal);
    let words = if let Some(most) = greatest(&mut decision.offers.iter()).filter(is_less) {
        less(cx, decision, "offers-less", most)
    } else if let Some(most) = of_term.filter(is_less) {
        less(cx, decision, "offers-less-in-term", most)
    } else if let (None, Some(term)) = (of_term, term) {
        cx.say.fill("offers-other-term", &[("term", &cx.say.count(Unit::Months, term))])
    } else {
        return Html::default();
    };
    cx.draw("<p class='k-offers__asked'>{}</p>").text(words).end()
}

fn less(cx: &Cx<'_>, decision: &Decision, id: &str, most: &Offer) -> String {
    let (answers, wanted) = (cx.state.answers(), &cx.state.documents.pack.wanted);
    let carried = decision.capacity.as_ref().map_or(0, |capacity| capacity.instalment);
    let places = [
        ("amount", &*cx.say.round_money(answers.number(&wanted.amount).unwrap_or(0))),
        ("term", &cx.say.count(Unit::Months, answers.number(&wanted.term).unwrap_or(0))),
        ("most", &cx.say.round_money(most.principal)),
    ];
    let why = ["amount-bound-", most.bound.word()].concat();
    cx.say.fill(id, &places) + &cx.say.fill(&why, &[("instalment", &cx.say.money(carried))])
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
         {}<button type='button' class='k-button' onclick={}>{}</button></div>",
    )
    .on(cx.on(Action::Check))
    .html(print(cx))
    .on(cx.on(Action::Open(Tool::Offer)))
    .say(&[if can_compare { "offer-compare" } else { "offer-open" }])
    .end()
}

/// The browser's print dialogue, which also saves.
pub fn print(cx: &Cx<'_>) -> Html {
    cx.draw("<button type='button' class='k-button' onclick={}>{print}</button>")
        .on(Callback::from(|_| browser::print()))
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
