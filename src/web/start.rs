//! The first view: what this is, who lends, how long it takes, what happens with the answers.

use super::components::{clock, device, open_file, person, scene, seal_notice};
use super::cx::Cx;
use super::hand::Tool;
use super::state::Action;
use yew::Html;

/// Seconds that one question takes, as people were seen to need.
const SECONDS_A_QUESTION: usize = 12;

/// The first view.
pub fn view(cx: &Cx<'_>) -> Html {
    let (title, lead) = match cx.state.tool {
        Tool::Checker => ("start-title", "start-lead"),
        Tool::Offer => ("offer-start-title", "offer-start-lead"),
    };
    cx.draw(
        "<div class='k-start'><div class='k-start__words'>\
         <h1 class='k-start__title' tabindex='-1' data-focus=''>{}</h1>\
         <p class='k-start__lead'>{}</p>{}{}{}{}{}</div><div class='k-start__picture'>{}</div></div>",
    )
    .say(&[title])
    .say(&[lead])
    .html(newer(cx))
    .html(elsewhere(cx))
    .html(begin(cx))
    .html(seal_notice(cx))
    .html(facts(cx))
    .html(scene())
    .end()
}

/// A newer version is opened when the applicant says so, never while they answer.
fn newer(cx: &Cx<'_>) -> Html {
    if !cx.state.newer {
        return Html::default();
    }
    cx.draw(
        "<p class='k-start__newer'>{newer} <button type='button' class='k-button k-button--quiet' onclick={}>{newer-open}</button></p>",
    )
    .on(cx.on(Action::Renew))
    .end()
}

/// Where the lender has no words in the language of the page.
fn elsewhere(cx: &Cx<'_>) -> Html {
    let documents = &cx.state.documents;
    let Some(locale) = documents.elsewhere(&cx.state.locale).filter(|_| cx.state.tool == Tool::Checker) else {
        return Html::default();
    };
    let language = documents.locales.find(locale, "locale-name").unwrap_or(locale);
    let note = cx.say.fill("start-elsewhere", &[("language", language)]);
    cx.draw("<p class='k-start__elsewhere'>{}</p>").text(note).end()
}

fn begin(cx: &Cx<'_>) -> Html {
    let is_begun = !cx.state.form.is_empty();
    let label = match (cx.state.sealed, is_begun) {
        (false, _) => "start-wait",
        (true, false) => "start-begin",
        (true, true) => "start-go-on",
    };
    let mut forget = Html::default();
    if is_begun {
        forget = cx
            .draw("<button type='button' class='k-button k-button--quiet' onclick={}>{start-forget}</button>")
            .on(cx.on(Action::Forget))
            .end();
    }
    cx.draw(
        "<div class='k-start__begin'>{}{}<button type='button' class='k-button k-button--primary k-button--large' \
         disabled={} onclick={}>{}</button>{}{}{}</div>{}",
    )
    .when(cx.state.notice == Some("forgotten"), "<p class='k-start__kept'>{notice-forgotten}</p>")
    .when(cx.state.keep, "<p class='k-start__kept'>{start-kept}</p>")
    .flag(!cx.state.sealed)
    .on(cx.on(Action::Begin))
    .say(&[label])
    .html(forget)
    .html(statement(cx))
    .html(other(cx))
    .html(if is_begun || cx.state.tool == Tool::Offer { Html::default() } else { open_file(cx) })
    .end()
}

/// A statement does some of the typing. What reads it has to be loaded before the seal: pressed after it, or without it, the
/// page opens again.
fn statement(cx: &Cx<'_>) -> Html {
    if cx.state.tool != Tool::Checker {
        return Html::default();
    }
    cx.draw("<button type='button' class='k-button k-button--quiet' disabled={} onclick={}>{start-statement}</button>")
        .flag(!cx.state.sealed)
        .on(cx.on(Action::Statement))
        .end()
}

/// The way to the other tool.
fn other(cx: &Cx<'_>) -> Html {
    let (tool, label) = match cx.state.tool {
        Tool::Checker => (Tool::Offer, "offer-open"),
        Tool::Offer => (Tool::Checker, "checker-open"),
    };
    cx.draw("<button type='button' class='k-button k-button--quiet' disabled={} onclick={}>{}</button>")
        .flag(!cx.state.sealed)
        .on(cx.on(Action::Open(tool)))
        .say(&[label])
        .end()
}

fn facts(cx: &Cx<'_>) -> Html {
    let questions = cx.state.about();
    let minutes = (questions * SECONDS_A_QUESTION).div_ceil(60);
    let long = cx.say.fill("start-long", &[("questions", &questions.to_string()), ("minutes", &minutes.to_string())]);
    let (title, words) = match cx.state.tool {
        Tool::Checker => ("start-lender-title", lender(cx)),
        Tool::Offer => ("offer-start-need-title", cx.text("offer-start-need")),
    };
    cx.draw("<ul class='k-facts'>{}{}{}</ul>")
        .html(fact(cx, person("k-facts__icon"), title, words))
        .html(fact(cx, clock("k-facts__icon"), "start-long-title", long))
        .html(fact(cx, device("k-facts__icon"), "start-data-title", cx.text("start-data")))
        .end()
}

fn fact(cx: &Cx<'_>, icon: Html, title: &str, words: String) -> Html {
    cx.draw(
        "<li class='k-facts__one'>{}<div><h2 class='k-facts__title'>{}</h2><p class='k-facts__words'>{}</p></div></li>",
    )
    .html(icon)
    .say(&[title])
    .text(words)
    .end()
}

fn lender(cx: &Cx<'_>) -> String {
    let lender = &cx.state.documents.pack.lender;
    let id = if lender.demonstration { "start-lender-demonstration" } else { "start-lender" };
    let name = cx.say.find("lender-name").unwrap_or_else(|| lender.name.clone());
    let class = cx.text(&["lender-class-", &lender.class].concat());
    cx.say.fill(id, &[("lender", &name), ("class", &class)])
}
