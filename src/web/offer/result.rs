//! What an offered loan comes to: its true cost in a sentence, then the numbers, the law, and what can be done.

mod beside;

use crate::cap::{CapStatus, CapTest};
use crate::market::{Consequence, Effect};
use crate::quote::{Assumption, Certainty, Deduction, LawStanding, QuoteCheck, QuoteWarning};
use crate::rate::Apr;
use crate::web::components::{Door, back, disclosure, door};
use crate::web::cx::Cx;
use crate::web::draw::{all, listed};
use crate::web::hand::Tool;
use crate::web::result::{citations, cited, print, rates, schedule, sources, term};
use crate::web::state::Action;
use yew::Html;

/// The result.
pub fn view(cx: &Cx<'_>) -> Html {
    let Some(check) = cx.state.offer.as_deref() else { return Html::default() };
    cx.draw(
        "<div class='k-result k-result--offer'>{}{}{}<div class='k-result__columns'><div class='k-result__rest'>{}{}</div>\
         <div class='k-result__rest'>{}{}</div></div>{}{}<div class='k-result__columns'>{}\
         <div class='k-result__rest'>{}{}</div></div></div>",
    )
    .html(back(cx))
    .html(banner(cx, check))
    .html(beside::view(cx, check))
    .html(numbers(cx, check))
    .html(flat(cx, check))
    .html(kept_back(cx, check))
    .html(limits(cx, check))
    .html(parts(cx, check))
    .html(actions(cx))
    .html(what_to_do(cx, check))
    .html(assumed(cx, check))
    .html(how(cx))
    .end()
}

/// What the head of the result says, as it is announced.
pub fn headline(cx: &Cx<'_>, check: &QuoteCheck) -> String {
    let title = title(cx, check);
    if is_fraud(check) { [&title, " ", &cx.text("offer-money-wanted-upfront")].concat() } else { title }
}

/// The true cost in one sentence.
fn title(cx: &Cx<'_>, check: &QuoteCheck) -> String {
    let is_too_great = check.warnings.contains(&QuoteWarning::RateTooGreat);
    let id = match check.certainty {
        _ if check.cost < 0 => "offer-result-less",
        Certainty::AtLeast if is_too_great => "offer-result-too-great-at-least",
        Certainty::Exact | Certainty::About if is_too_great => "offer-result-too-great",
        Certainty::Exact => "offer-result-title",
        Certainty::AtLeast => "offer-result-at-least",
        Certainty::About => "offer-result-about",
    };
    match yearly(check) {
        Some(rate) => cx.say.fill(id, &[("rate", &cx.say.percent_e12(rate.e12()))]),
        None if check.cost < 0 => cx.text(id),
        None => cx.text("offer-result-no-rate"),
    }
}

/// The yearly cost; without interest on interest where that is too great to keep.
fn yearly(check: &QuoteCheck) -> Option<Apr> {
    if check.warnings.contains(&QuoteWarning::RateTooGreat) {
        return check.flat.as_ref().map(|flat| flat.year);
    }
    check.rates.as_ref().map(|rates| rates.yearly.against_caps())
}

/// Whether money is wanted before the loan is paid out.
fn is_fraud(check: &QuoteCheck) -> bool {
    check.warnings.contains(&QuoteWarning::WantedUpfront)
}

fn banner(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    let (class, picture) = match check.law {
        _ if is_fraud(check) => ("k-banner k-banner--not-yet", Door::Shut),
        LawStanding::Over | LawStanding::OverLastKnown | LawStanding::OverOrOwnLimit => {
            ("k-banner k-banner--not-yet", Door::Shut)
        }
        LawStanding::OverForSome | LawStanding::OverForSomeLenders | LawStanding::OverOwnLimit => {
            ("k-banner k-banner--referred", Door::Shut)
        }
        _ if check.deduction.is_some() => ("k-banner k-banner--referred", Door::Shut),
        LawStanding::Within => ("k-banner k-banner--possible", Door::Ajar),
        LawStanding::NoLimit | LawStanding::WithinTested | LawStanding::Untested => {
            ("k-banner k-banner--referred", Door::Ajar)
        }
    };
    let mut why = Html::default();
    if check.cost >= 0 {
        why = cx.draw("<p class='k-banner__why'>{}</p>").say(&["offer-law-", check.law.word()]).end();
    }
    cx.draw(
        "<section class={}>{}<div class='k-banner__words'>\
         <h1 class='k-banner__title' tabindex='-1' data-focus=''>{}</h1>{}{}{}{}\
         <p class='k-banner__note'>{offer-result-note}</p></div></section>",
    )
    .word(class)
    .html(door("k-banner__door", picture))
    .text(title(cx, check))
    .when(is_fraud(check), "<p class='k-banner__alarm'><strong>{offer-money-wanted-upfront}</strong></p>")
    .html(open(cx, check))
    .html(why)
    .when(check.deduction.is_some(), "<p class='k-banner__why'>{offer-law-kept-back}</p>")
    .end()
}

/// Why the cost is no exact one: what was not said, and which way it may be off.
fn open(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    let so = match check.certainty {
        _ if check.cost < 0 => return Html::default(),
        Certainty::Exact => return Html::default(),
        Certainty::AtLeast => "offer-at-least-why",
        Certainty::About => "offer-about-why",
    };
    let mut words = String::new();
    for one in [Assumption::ReceivedInFull, Assumption::NoFees, Assumption::FlatRate] {
        if check.assumed.contains(&one) {
            words += &cx.text(&["offer-", one.word()].concat());
            words += " ";
        }
    }
    words += &cx.text(so);
    cx.draw("<p class='k-banner__open'>{}</p>").text(words).end()
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
    let found = check.rates.as_ref().map_or_else(Html::default, |found| rates(cx, &found.yearly));
    cx.draw(
        "<section class='k-numbers'><h2 class='k-result__heading'>{offer-numbers-title}</h2>{}\
         <dl class='k-terms'>{}</dl></section>",
    )
    .html(found)
    .html(all(&rows, |(id, value)| term(cx, id, value)))
    .end()
}

/// The same cost as flat rates, beside the true one.
fn flat(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    let (Some(flat), Some(found)) = (&check.flat, &check.rates) else { return Html::default() };
    let [year, month, day] = [flat.year, flat.month, flat.day].map(|rate| cx.say.limit_e12(rate.e12()));
    let rate = cx.say.percent_e12(found.yearly.against_caps().e12());
    let places = [("year", year.as_str()), ("month", &month), ("day", &day), ("rate", &rate)];
    cx.draw(
        "<section class='k-quoted'><h2 class='k-result__heading'>{offer-quoted-title}</h2>\
         <p class='k-result__lead'>{}</p></section>",
    )
    .text(cx.say.fill("offer-quoted-text", &places))
    .end()
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
    let counts = check.deduction.as_ref().map_or_else(Html::default, |deduction| counts(cx, deduction));
    cx.draw(
        "<section class='k-kept-back'><h2 class='k-result__heading'>{offer-kept-back-title}</h2>\
         <p class='k-result__lead'>{}</p>{}</section>",
    )
    .text(say.fill("offer-kept-back-text", &places))
    .html(counts)
    .end()
}

/// What counts by law where money was kept back.
fn counts(cx: &Cx<'_>, deduction: &Deduction) -> Html {
    let [principal, interest, beyond] =
        [deduction.principal, deduction.interest, deduction.beyond].map(|minor| cx.say.money(minor));
    let places = [("principal", principal.as_str()), ("interest", &interest), ("beyond", &beyond)];
    cx.draw("<p class='k-result__lead'>{}{}</p>")
        .text(cx.say.fill("offer-kept-back-law", &places))
        .html(citations(cx, &deduction.cite))
        .end()
}

fn limits(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    if check.caps.is_empty() {
        return Html::default();
    }
    cx.draw(
        "<section class='k-limits'><h2 class='k-result__heading'>{offer-limits-title}</h2>\
         <ul class='k-list'>{}</ul></section>",
    )
    .html(all(&check.caps, |cap| limit(cx, check, cap)))
    .end()
}

/// One limit: what it says, and how the loan stands to it; by its last known value where it could not be tested. A cost
/// whose yearly rate is too great to keep is told as the head of the result tells it.
fn limit(cx: &Cx<'_>, check: &QuoteCheck, cap: &CapTest) -> Html {
    let known = check.last_known.iter().find(|known| known.rule == cap.rule);
    let is_boundless = cap.value.is_none() && cap.status == CapStatus::Over;
    let is_target = cap.effect == Effect::Inform && cap.consequence == Some(Consequence::Target);
    let value = cap.value.or(yearly(check).filter(|_| is_boundless));
    let id = match (known.and_then(|known| known.over), cap.status) {
        _ if is_boundless && value.is_none() => "offer-cap-no-time",
        _ if is_boundless => "offer-cap-boundless",
        (Some(true), _) if is_target => "offer-target-last-known-over",
        (Some(false), _) if is_target => "offer-target-last-known-within",
        (None, CapStatus::Over) if is_target => "offer-target-over",
        (None, CapStatus::Within) if is_target => "offer-target-within",
        (None, CapStatus::Over) if cap.effect == Effect::Inform => "cap-over",
        (Some(true), _) => "offer-last-known-over",
        (Some(false), _) => "offer-last-known-within",
        (None, CapStatus::Over) => "offer-cap-over",
        (None, CapStatus::Within) => "cap-within",
        (None, CapStatus::Untested) => "cap-untested",
    };
    let limit = known.map(|known| known.limit).or(cap.limit);
    let places = [
        ("value", value.map(|value| cx.say.percent_e12(value.e12())).unwrap_or_default()),
        ("limit", limit.map(|limit| cx.say.limit_e12(limit.e12())).unwrap_or_default()),
        ("date", known.map(|known| cx.say.date(known.as_of)).unwrap_or_default()),
    ];
    let places = places.each_ref().map(|(place, value)| (*place, value.as_str()));
    cx.draw("<li><strong class='k-limits__rule'>{}</strong>{}{}</li>")
        .say(&[&cap.rule])
        .text(cx.say.fill(id, &places))
        .html(citations(cx, &cap.cite))
        .end()
}

fn parts(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    cx.draw(
        "<section class='k-parts'><h2 class='k-result__heading'>{offer-parts-title}</h2>\
         <p class='k-result__lead'>{offer-parts-lead}</p>{}{}</section>",
    )
    .html(schedule::chart(cx, &check.parts))
    .html(disclosure(cx, "offer-parts-table", schedule::table(cx, &check.parts)))
    .end()
}

fn actions(cx: &Cx<'_>) -> Html {
    cx.draw(
        "<div class='k-actions'><button type='button' class='k-button' onclick={}>{change-answers}</button>{}\
         <button type='button' class='k-button' onclick={}>{checker-open}</button></div>",
    )
    .on(cx.on(Action::Check))
    .html(print(cx))
    .on(cx.on(Action::Open(Tool::Checker)))
    .end()
}

/// What anyone can do with an offer, and what the law of the market wants told before signing.
fn what_to_do(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    let mut ids = vec!["offer-do-written", "warning-upfront", "offer-do-records", "offer-do-compare", "offer-do-time"];
    match check.law {
        LawStanding::Over
        | LawStanding::OverOrOwnLimit
        | LawStanding::OverForSome
        | LawStanding::OverForSomeLenders
        | LawStanding::OverLastKnown => ids.insert(0, "offer-do-over"),
        LawStanding::OverOwnLimit
        | LawStanding::NoLimit
        | LawStanding::Within
        | LawStanding::WithinTested
        | LawStanding::Untested => {}
    }
    if is_fraud(check) {
        ids.retain(|id| *id != "warning-upfront");
        ids.insert(0, "warning-upfront");
    }
    let mut lines = Vec::new();
    for id in ids {
        lines.push(cx.draw("<li>{}</li>").say(&[id]).end());
    }
    for said in &check.rights {
        lines.push(cited(cx, cx.text(&said.id), &said.cite));
    }
    cx.draw(
        "<section class='k-rights'><h2 class='k-result__heading'>{offer-do-title}</h2><ul class='k-list'>{}</ul></section>",
    )
    .html(listed(lines))
    .end()
}

/// What was taken for granted, and what has to be known.
fn assumed(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    let line = |word: &str| cx.draw("<li>{}</li>").say(&["offer-", word]).end();
    // What stands at the head is not said again.
    let mut warnings = check.warnings.clone();
    warnings.retain(|warning| *warning != QuoteWarning::WantedUpfront);
    cx.draw(
        "<section class='k-assumed'><h2 class='k-result__heading'>{offer-assumed-title}</h2>\
         <ul class='k-list'>{}{}</ul></section>",
    )
    .html(all(&warnings, |warning| line(warning.word())))
    .html(all(&check.assumed, |assumed| line(assumed.word())))
    .end()
}

fn how(cx: &Cx<'_>) -> Html {
    let body = cx
        .draw("<p>{offer-how-text}{}</p><h3 class='k-result__subheading'>{rights-sources}</h3>{}")
        .html(citations(cx, &cx.state.documents.market.apr.cite))
        .html(sources(cx))
        .end();
    disclosure(cx, "offer-how-title", body)
}
