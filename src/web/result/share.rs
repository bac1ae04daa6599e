use super::offer::product_name;
use crate::decision::Decision;
use crate::json::canonical;
use crate::product::Offer;
use crate::web::components::{check, disclosure};
use crate::web::cx::Cx;
use crate::web::draw::all;
use crate::web::shared::shown;
use crate::web::state::Action;
use yew::Html;

/// What the partner's page would get, shown before it gets anything; only there where there is a partner.
pub fn view(cx: &Cx<'_>, decision: &Decision) -> Html {
    if !cx.state.documents.embedded {
        return Html::default();
    }
    let exactly =
        cx.draw("<pre class='k-share__exactly' tabindex='0'>{}</pre>").text(canonical(&shown(decision))).end();
    let is_done = cx.state.notice == Some("shared");
    let mut done = Html::default();
    if is_done {
        done = cx.draw("<p class='k-share__done'>{}{notice-shared}</p>").html(check("k-share__tick")).end();
    }
    cx.draw(
        "<section class='k-share'><h2 class='k-result__heading'>{share-title}</h2>\
         <p class='k-result__lead'>{share-lead}</p><ul class='k-list'><li>{}</li>{}<li>{share-receipt}</li></ul>{}\
         <button type='button' class='k-button k-button--primary' aria-disabled={} onclick={}>{share-do}</button>{}</section>",
    )
    .say(&["outcome-", decision.outcome.word(), "-title"])
    .html(all(&decision.offers, |offer| cx.draw("<li>{}</li>").text(words(cx, offer)).end()))
    .html(disclosure(cx, "share-exactly", exactly))
    .word(if is_done { "true" } else { "false" })
    .on(cx.on(Action::Shared))
    .html(done)
    .end()
}

fn words(cx: &Cx<'_>, offer: &Offer) -> String {
    let say = cx.say;
    say.fill(
        "share-offer",
        &[
            ("product", &product_name(cx, &offer.product)),
            ("amount", &say.round_money(offer.disbursed)),
            ("count", &offer.schedule.due.len().to_string()),
            ("instalment", &say.money(offer.instalment)),
            ("total", &say.money(offer.total)),
            ("rate", &say.percent_e12(offer.yearly_cost.against_caps().e12())),
        ],
    )
}
