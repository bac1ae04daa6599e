//! What an offered loan comes to: its true cost in a sentence, then the numbers, the law, and what can be done.

use crate::cap::{CapStatus, CapTest};
use crate::quote::{Deduction, LawStanding, QuoteCheck, QuoteWarning};
use crate::rate::Apr;
use crate::web::components::{Door, all, back, disclosure, door};
use crate::web::cx::Cx;
use crate::web::hand::Tool;
use crate::web::result::{citations, print, rates, schedule, sources, term};
use crate::web::state::Action;
use yew::{Html, html};

/// The result.
pub fn view(cx: &Cx<'_>) -> Html {
    cx.state.offer.as_deref().map_or_else(Html::default, |check| {
        html! {
            <div class="k-result k-result--offer">
                { back(cx) }
                { banner(cx, check) }
                <div class="k-result__columns">
                    <div class="k-result__rest">{ numbers(cx, check) }{ quoted(cx, check) }</div>
                    <div class="k-result__rest">{ kept_back(cx, check) }{ limits(cx, check) }</div>
                </div>
                { parts(cx, check) }
                { actions(cx) }
                <div class="k-result__columns">
                    { what_to_do(cx, check) }
                    <div class="k-result__rest">{ assumed(cx, check) }{ how(cx) }</div>
                </div>
            </div>
        }
    })
}

/// The true cost in one sentence, as it stands at the head of the result and is announced.
pub fn headline(cx: &Cx<'_>, check: &QuoteCheck) -> String {
    let percent = |rate: Apr| cx.say.percent_e12(rate.e12());
    match (&check.rates, check.simple) {
        _ if check.cost < 0 => cx.text("offer-result-less"),
        (_, Some(simple)) if check.warnings.contains(&QuoteWarning::RateTooGreat) => {
            cx.say.fill("offer-result-too-great", &[("rate", &percent(simple))])
        }
        (Some(rates), _) => cx.say.fill("offer-result-title", &[("rate", &percent(rates.yearly.against_caps()))]),
        (None, _) => cx.text("offer-result-no-rate"),
    }
}

fn banner(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    let (class, picture) = match check.law {
        LawStanding::Over | LawStanding::OverLastKnown => ("k-banner k-banner--not-yet", Door::Shut),
        LawStanding::OverForSome | LawStanding::OverForSomeLenders => ("k-banner k-banner--referred", Door::Shut),
        _ if check.deduction.is_some() => ("k-banner k-banner--referred", Door::Shut),
        LawStanding::Within => ("k-banner k-banner--possible", Door::Ajar),
        LawStanding::NoLimit | LawStanding::WithinTested | LawStanding::Untested => {
            ("k-banner k-banner--referred", Door::Ajar)
        }
    };
    html! {
        <section class={class}>
            { door("k-banner__door", picture) }
            <div class="k-banner__words">
                <h1 class="k-banner__title" tabindex="-1" data-focus="">{ headline(cx, check) }</h1>
                if check.cost >= 0 {
                    <p class="k-banner__why">{ cx.text(&["offer-law-", check.law.word()].concat()) }</p>
                }
                if check.deduction.is_some() {
                    <p class="k-banner__why">{ cx.text("offer-law-kept-back") }</p>
                }
                <p class="k-banner__note">{ cx.text("offer-result-note") }</p>
            </div>
        </section>
    }
}

fn numbers(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    let say = cx.say;
    let mut rows = vec![("offer-received", say.money(check.received))];
    if check.kept_back > 0 {
        rows.push(("offer-row-kept-back", say.money(check.kept_back)));
    }
    if check.upfront > 0 {
        rows.push(("offer-row-upfront", say.money(check.upfront)));
    }
    rows.push(("offer-total", say.money(check.total)));
    rows.push(("offer-cost", say.money(check.cost)));
    if let Some(share) = check.cost_share {
        rows.push(("offer-row-per-hundred", say.money((share + 50).div_euclid(100))));
    }
    if let Some(rates) = &check.rates {
        if let Some(month) = rates.month {
            rows.push(("offer-row-month", say.limit_e12(month.e12())));
        }
        rows.push(("offer-row-day", say.limit_e12(rates.day.e12())));
    }
    html! {
        <section class="k-numbers">
            <h2 class="k-result__heading">{ cx.text("offer-numbers-title") }</h2>
            if let Some(found) = &check.rates { { rates(cx, &found.yearly) } }
            <dl class="k-terms">{ all(&mut rows.into_iter().map(|(id, value)| term(cx, id, value))) }</dl>
        </section>
    }
}

/// The flat rates that the lender may name, beside the true one.
fn quoted(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    let (Some(quoted), Some(found)) = (&check.quoted, &check.rates) else { return Html::default() };
    let [year, month, day] = [quoted.year, quoted.month, quoted.day].map(|rate| cx.say.limit_e12(rate.e12()));
    let rate = cx.say.percent_e12(found.yearly.against_caps().e12());
    let places = [("year", year.as_str()), ("month", &month), ("day", &day), ("rate", &rate)];
    html! {
        <section class="k-quoted">
            <h2 class="k-result__heading">{ cx.text("offer-quoted-title") }</h2>
            <p class="k-result__lead">{ cx.say.fill("offer-quoted-text", &places) }</p>
        </section>
    }
}

fn kept_back(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    if check.kept_back <= 0 {
        return Html::default();
    }
    let say = cx.say;
    let places = [
        ("amount", say.money(check.amount)),
        ("received", say.money(check.received)),
        ("kept", say.money(check.kept_back)),
        ("share", say.percent_e12(check.kept_back_share.0 * 1_000_000)),
    ];
    let places = places.each_ref().map(|(place, value)| (*place, value.as_str()));
    html! {
        <section class="k-kept-back">
            <h2 class="k-result__heading">{ cx.text("offer-kept-back-title") }</h2>
            <p class="k-result__lead">{ say.fill("offer-kept-back-text", &places) }</p>
            if let Some(deduction) = &check.deduction { { counts(cx, deduction) } }
        </section>
    }
}

/// What counts by law where money was kept back.
fn counts(cx: &Cx<'_>, deduction: &Deduction) -> Html {
    let [principal, interest, beyond] =
        [deduction.principal, deduction.interest, deduction.beyond].map(|minor| cx.say.money(minor));
    let places = [("principal", principal.as_str()), ("interest", &interest), ("beyond", &beyond)];
    html! { <p class="k-result__lead">{ cx.say.fill("offer-kept-back-law", &places) }{ citations(cx, &deduction.cite) }</p> }
}

fn limits(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    if check.caps.is_empty() {
        return Html::default();
    }
    html! {
        <section class="k-limits">
            <h2 class="k-result__heading">{ cx.text("offer-limits-title") }</h2>
            <ul class="k-list">{ all(&mut check.caps.iter().map(|cap| limit(cx, check, cap))) }</ul>
        </section>
    }
}

/// One limit: what it says, and how the loan stands to it; by its last known value where it could not be tested.
fn limit(cx: &Cx<'_>, check: &QuoteCheck, cap: &CapTest) -> Html {
    let known = check.last_known.iter().find(|known| known.rule == cap.rule);
    let id = match (known.and_then(|known| known.over), cap.status) {
        (_, CapStatus::Over) if cap.value.is_none() => "offer-cap-boundless",
        (Some(true), _) => "offer-last-known-over",
        (Some(false), _) => "offer-last-known-within",
        (None, CapStatus::Over) => "offer-cap-over",
        (None, CapStatus::Within) => "cap-within",
        (None, CapStatus::Untested) => "cap-untested",
    };
    let limit = known.map(|known| known.limit).or(cap.limit);
    let places = [
        ("value", cap.value.map(|value| cx.say.percent_e12(value.e12())).unwrap_or_default()),
        ("limit", limit.map(|limit| cx.say.limit_e12(limit.e12())).unwrap_or_default()),
        ("date", known.map(|known| cx.say.date(known.as_of)).unwrap_or_default()),
    ];
    let places = places.each_ref().map(|(place, value)| (*place, value.as_str()));
    html! {
        <li>
            <strong class="k-limits__rule">{ cx.text(&cap.rule) }</strong>
            { cx.say.fill(id, &places) }{ citations(cx, &cap.cite) }
        </li>
    }
}

fn parts(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    html! {
        <section class="k-parts">
            <h2 class="k-result__heading">{ cx.text("offer-parts-title") }</h2>
            <p class="k-result__lead">{ cx.text("offer-parts-lead") }</p>
            { schedule::chart(cx, &check.parts) }
            { disclosure(cx.text("offer-parts-table"), schedule::table(cx, &check.parts)) }
        </section>
    }
}

fn actions(cx: &Cx<'_>) -> Html {
    html! {
        <div class="k-actions">
            <button type="button" class="k-button" onclick={cx.on(Action::Check)}>{ cx.text("change-answers") }</button>
            { print(cx) }
            <button type="button" class="k-button" onclick={cx.on(Action::Open(Tool::Checker))}>
                { cx.text("checker-open") }
            </button>
        </div>
    }
}

/// What anyone can do with an offer, and what the law of the market wants told before signing.
fn what_to_do(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    let mut ids = vec!["offer-do-written", "warning-upfront", "offer-do-records", "offer-do-compare", "offer-do-time"];
    if matches!(
        check.law,
        LawStanding::Over | LawStanding::OverForSome | LawStanding::OverForSomeLenders | LawStanding::OverLastKnown
    ) {
        ids.insert(0, "offer-do-over");
    }
    html! {
        <section class="k-rights">
            <h2 class="k-result__heading">{ cx.text("offer-do-title") }</h2>
            <ul class="k-list">
                { all(&mut ids.into_iter().map(|id| html! { <li>{ cx.text(id) }</li> })) }
                { all(&mut check.rights.iter().map(|said| {
                    html! { <li>{ cx.text(&said.id) }{ citations(cx, &said.cite) }</li> }
                })) }
            </ul>
        </section>
    }
}

/// What was taken for granted, and what has to be known.
fn assumed(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    let line = |word: &str| html! { <li>{ cx.text(&["offer-", word].concat()) }</li> };
    html! {
        <section class="k-assumed">
            <h2 class="k-result__heading">{ cx.text("offer-assumed-title") }</h2>
            <ul class="k-list">
                { all(&mut check.warnings.iter().map(|warning| line(warning.word()))) }
                { all(&mut check.assumed.iter().map(|assumed| line(assumed.word()))) }
            </ul>
        </section>
    }
}

fn how(cx: &Cx<'_>) -> Html {
    disclosure(
        cx.text("offer-how-title"),
        html! { <>
            <p>{ cx.text("offer-how-text") }{ citations(cx, &cx.state.documents.market.apr.cite) }</p>
            <h3 class="k-result__subheading">{ cx.text("rights-sources") }</h3>
            { sources(cx) }
        </> },
    )
}
