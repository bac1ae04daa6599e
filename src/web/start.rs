//! The first view: what this is, who lends, how long it takes, what happens with the answers.

use super::components::{clock, device, person, scene, seal_notice};
use super::cx::Cx;
use super::hand::Tool;
use super::state::Action;
use yew::{Html, html};

/// Seconds that one question takes, as people were seen to need.
const SECONDS_A_QUESTION: usize = 12;

/// The first view.
pub fn view(cx: &Cx<'_>) -> Html {
    let (title, lead) = match cx.state.tool {
        Tool::Checker => ("start-title", "start-lead"),
        Tool::Offer => ("offer-start-title", "offer-start-lead"),
    };
    html! {
        <div class="k-start">
            <div class="k-start__words">
                <h1 class="k-start__title" tabindex="-1" data-focus="">{ cx.text(title) }</h1>
                <p class="k-start__lead">{ cx.text(lead) }</p>
                { begin(cx) }
                { seal_notice(cx) }
                { facts(cx) }
            </div>
            <div class="k-start__picture">{ scene() }</div>
        </div>
    }
}

fn begin(cx: &Cx<'_>) -> Html {
    let is_begun = !cx.state.form.is_empty();
    let label = match (cx.state.sealed, is_begun) {
        (false, _) => "start-wait",
        (true, false) => "start-begin",
        (true, true) => "start-go-on",
    };
    html! {
        <div class="k-start__begin">
            if cx.state.keep {
                <p class="k-start__kept">{ cx.text("start-kept") }</p>
            }
            <button type="button" class="k-button k-button--primary k-button--large" disabled={!cx.state.sealed}
                onclick={cx.on(Action::Begin)}>{ cx.text(label) }</button>
            if is_begun {
                <button type="button" class="k-button k-button--quiet" onclick={cx.on(Action::Forget)}>
                    { cx.text("start-forget") }
                </button>
            }
            { other(cx) }
        </div>
    }
}

/// The way to the other tool.
fn other(cx: &Cx<'_>) -> Html {
    let (tool, label) = match cx.state.tool {
        Tool::Checker => (Tool::Offer, "offer-open"),
        Tool::Offer => (Tool::Checker, "checker-open"),
    };
    html! {
        <button type="button" class="k-button k-button--quiet" disabled={!cx.state.sealed} onclick={cx.on(Action::Open(tool))}>
            { cx.text(label) }
        </button>
    }
}

fn facts(cx: &Cx<'_>) -> Html {
    let questions = cx.state.about();
    let minutes = (questions * SECONDS_A_QUESTION).div_ceil(60);
    let long = cx.say.fill("start-long", &[("questions", &questions.to_string()), ("minutes", &minutes.to_string())]);
    html! {
        <ul class="k-facts">
            { match cx.state.tool {
                Tool::Checker => fact(person("k-facts__icon"), cx.text("start-lender-title"), lender(cx)),
                Tool::Offer => fact(person("k-facts__icon"), cx.text("offer-start-need-title"), cx.text("offer-start-need")),
            } }
            { fact(clock("k-facts__icon"), cx.text("start-long-title"), long) }
            { fact(device("k-facts__icon"), cx.text("start-data-title"), cx.text("start-data")) }
        </ul>
    }
}

fn fact(icon: Html, title: String, words: String) -> Html {
    html! {
        <li class="k-facts__one">
            { icon }
            <div>
                <h2 class="k-facts__title">{ title }</h2>
                <p class="k-facts__words">{ words }</p>
            </div>
        </li>
    }
}

fn lender(cx: &Cx<'_>) -> String {
    let lender = &cx.state.documents.pack.lender;
    let id = if lender.demonstration { "start-lender-demonstration" } else { "start-lender" };
    let name = cx.say.find("lender-name").unwrap_or(&lender.name);
    let class = cx.text(&["lender-class-", &lender.class].concat());
    cx.say.fill(id, &[("lender", name), ("class", &class)])
}
