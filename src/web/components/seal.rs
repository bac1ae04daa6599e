use super::all;
use super::disclosure;
use super::icons::lock;
use crate::web::cx::Cx;
use yew::{Html, html};

/// In the header of every view: whether anything can leave the page.
pub fn seal_chip(cx: &Cx<'_>) -> Html {
    let (class, id) =
        if cx.state.sealed { ("k-seal k-seal--closed", "seal-closed-short") } else { ("k-seal", "seal-open-short") };
    html! { <p class={class}>{ lock("k-seal__lock", cx.state.sealed) }{ cx.text(id) }</p> }
}

/// What the seal is, and how to check it oneself.
pub fn seal_notice(cx: &Cx<'_>) -> Html {
    let (class, id) =
        if cx.state.sealed { ("k-sealed k-sealed--closed", "seal-closed") } else { ("k-sealed", "seal-open") };
    let ways = ["seal-check-network", "seal-check-flight", "seal-check-policy", "seal-check-source"];
    html! {
        <section class={class}>
            <p class="k-sealed__text">{ lock("k-sealed__lock", cx.state.sealed) }{ cx.text(id) }</p>
            { disclosure(cx.text("seal-how"), html! { <>
                <p>{ cx.text("seal-how-intro") }</p>
                <ol class="k-steps">{ all(&mut ways.iter().map(|way| html! { <li>{ cx.text(way) }</li> })) }</ol>
                <p>{ cx.text("seal-limits") }</p>
            </> }) }
        </section>
    }
}
