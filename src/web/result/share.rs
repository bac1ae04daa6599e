use super::offer::product_name;
use crate::decision::Decision;
use crate::json::canonical;
use crate::product::Offer;
use crate::web::components::{all, check, disclosure};
use crate::web::cx::Cx;
use crate::web::shared::shown;
use crate::web::state::Action;
use yew::{Html, html};

/// What the partner's page would get, shown before it gets anything; only there where there is a partner.
pub fn view(cx: &Cx<'_>, decision: &Decision) -> Html {
    if !cx.state.documents.embedded {
        return Html::default();
    }
    let is_shared = cx.state.notice == Some("shared");
    html! {
        <section class="k-share">
            <h2 class="k-result__heading">{ cx.text("share-title") }</h2>
            <p class="k-result__lead">{ cx.text("share-lead") }</p>
            <ul class="k-list">
                <li>{ cx.text(&["outcome-", decision.outcome.word(), "-title"].concat()) }</li>
                { all(&mut decision.offers.iter().map(|offer| html! { <li>{ words(cx, offer) }</li> })) }
                <li>{ cx.text("share-receipt") }</li>
            </ul>
            { disclosure(cx.text("share-exactly"), html! {
                <pre class="k-share__exactly" tabindex="0">{ canonical(&shown(decision)) }</pre>
            }) }
            <button type="button" class="k-button k-button--primary" onclick={cx.on(Action::Shared)}>{ cx.text("share-do") }</button>
            if is_shared {
                <p class="k-share__done">{ check("k-share__tick") }{ cx.text("notice-shared") }</p>
            }
        </section>
    }
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
