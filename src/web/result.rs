//! The result: the outcome in words, then what could be offered, why, and what would help.

mod estimate;
mod offer;
mod reasons;
mod recourse;
mod rights;
pub mod schedule;
mod share;
mod waterfall;

pub use offer::{rates, term};
pub use rights::{citations, sources};

use super::browser;
use super::components::{Door, all, back, disclosure, door};
use super::cx::Cx;
use super::hand::Tool;
use super::state::Action;
use crate::decision::{Decision, Outcome};
use crate::explain::ReasonSource;
use crate::json::{Write, hash};
use crate::pack::PolicyEffect;
use yew::{Callback, Html, MouseEvent, html};

/// The result.
pub fn view(cx: &Cx<'_>) -> Html {
    cx.state.decision.as_deref().map_or_else(Html::default, |decision| {
        html! {
            <div class="k-result">
                { back(cx) }
                { banner(cx, decision) }
                { offers(cx, decision) }
                <div class="k-result__columns">
                    { reasons::view(cx, decision) }
                    { recourse::view(cx, decision) }
                </div>
                { share::view(cx, decision) }
                { actions(cx) }
                <div class="k-result__columns">
                    { rights::view(cx, decision) }
                    <div class="k-result__rest">
                        { estimate::view(cx, decision) }
                        { not_offered(cx, decision) }
                        { receipt(cx, decision) }
                    </div>
                </div>
            </div>
        }
    })
}

/// The outcome: a picture, a word and a sentence, so that colour is never the only sign.
fn banner(cx: &Cx<'_>, decision: &Decision) -> Html {
    let word = decision.outcome.word();
    let (class, picture) = match decision.outcome {
        Outcome::Likely => ("k-banner k-banner--likely", Door::Open),
        Outcome::Possible => ("k-banner k-banner--possible", Door::Ajar),
        Outcome::Referred => ("k-banner k-banner--referred", Door::Attended),
        Outcome::NotYet => ("k-banner k-banner--not-yet", Door::Shut),
    };
    html! {
        <section class={class}>
            { door("k-banner__door", picture) }
            <div class="k-banner__words">
                <h1 class="k-banner__title" tabindex="-1" data-focus="">{ cx.text(&["outcome-", word, "-title"].concat()) }</h1>
                <p class="k-banner__why">{ cx.text(why(decision)) }</p>
                <p class="k-banner__note">{ cx.text("not-an-offer") }</p>
            </div>
        </section>
    }
}

/// Why, in one sentence: which step decided.
fn why(decision: &Decision) -> &'static str {
    let knocked_out = decision.findings.iter().any(|finding| finding.effect == PolicyEffect::KnockOut);
    let obstacle = decision.reasons.iter().any(|reason| match reason.source {
        ReasonSource::Capacity | ReasonSource::Product => true,
        ReasonSource::Rule | ReasonSource::Characteristic => false,
    });
    match decision.outcome {
        Outcome::Likely => "outcome-likely-why",
        Outcome::Possible => "outcome-possible-why",
        Outcome::Referred => "outcome-referred-why",
        Outcome::NotYet if knocked_out => "outcome-not-yet-why-rule",
        Outcome::NotYet if obstacle => "outcome-not-yet-why-offer",
        Outcome::NotYet => "outcome-not-yet-why-score",
    }
}

fn offers(cx: &Cx<'_>, decision: &Decision) -> Html {
    if decision.offers.is_empty() {
        return Html::default();
    }
    let title = if decision.outcome == Outcome::Referred { "offers-title-referred" } else { "offers-title" };
    html! {
        <section class="k-offers">
            <h2 class="k-result__heading">{ cx.text(title) }</h2>
            <p class="k-result__lead">{ cx.text("offers-lead") }</p>
            <ul class="k-offers__list">
                { all(&mut decision.offers.iter().enumerate().map(|(at, one)| offer::view(cx, decision, one, at))) }
            </ul>
        </section>
    }
}

fn not_offered(cx: &Cx<'_>, decision: &Decision) -> Html {
    if decision.not_offered.is_empty() {
        return Html::default();
    }
    disclosure(
        cx.text("not-offered-title"),
        html! {
            <ul class="k-list">
                { all(&mut decision.not_offered.iter().map(|one| html! {
                    <li><strong>{ offer::product_name(cx, &one.product) }</strong>
                        <br />{ cx.text(&["reason-", one.obstacle.word()].concat()) }</li>
                })) }
            </ul>
        },
    )
}

fn actions(cx: &Cx<'_>) -> Html {
    html! {
        <div class="k-actions">
            <button type="button" class="k-button" onclick={cx.on(Action::Check)}>{ cx.text("change-answers") }</button>
            { print(cx) }
            <button type="button" class="k-button" onclick={cx.on(Action::Open(Tool::Offer))}>
                { cx.text("offer-compare") }
            </button>
        </div>
    }
}

/// The browser's print dialogue, which also saves.
pub fn print(cx: &Cx<'_>) -> Html {
    let print = Callback::from(|_: MouseEvent| browser::print());
    html! { <button type="button" class="k-button" onclick={print}>{ cx.text("print") }</button> }
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
    disclosure(
        cx.text("receipt-title"),
        html! { <>
            <p>{ cx.text("receipt-lead") }</p>
            <dl class="k-receipt">
                { all(&mut rows.into_iter().map(|(id, value)| html! {
                    <div class="k-receipt__row"><dt>{ cx.text(id) }</dt><dd><code>{ value }</code></dd></div>
                })) }
            </dl>
        </> },
    )
}
