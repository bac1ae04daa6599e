use crate::decision::Decision;
use crate::market::Occasion;
use crate::web::components::{all, disclosure};
use crate::web::cx::Cx;
use yew::{Html, html};

/// What has to be known about this result, and what may be asked of a lender.
pub fn view(cx: &Cx<'_>, decision: &Decision) -> Html {
    let offered = !decision.offers.is_empty();
    let market = &cx.state.documents.market;
    let said = market.disclosures.iter().filter(|said| match said.when {
        Occasion::Result => true,
        Occasion::BeforeSigning => offered,
        Occasion::Offer => false,
    });
    html! {
        <section class="k-rights">
            <h2 class="k-result__heading">{ cx.text("rights-title") }</h2>
            <ul class="k-list">
                <li>{ cx.text("warning-upfront") }</li>
                { all(&mut decision.warnings.iter().map(|warning| html! {
                    <li>{ cx.text(&["warning-", warning.word()].concat()) }</li>
                })) }
                { all(&mut said.map(|said| html! { <li>{ cx.text(&said.id) }</li> })) }
            </ul>
            { disclosure(cx.text("rights-sources"), sources(cx)) }
        </section>
    }
}

/// The sources of the market's rules, to be looked up elsewhere: nothing links out of a sealed page.
fn sources(cx: &Cx<'_>) -> Html {
    html! {
        <ul class="k-list" lang="en">
            { all(&mut cx.state.documents.market.sources.iter().map(|source| html! {
                <li><code>{ source.id.clone() }</code>{ " " }{ source.citation.clone() }</li>
            })) }
        </ul>
    }
}

/// The ids of the sources that something rests on.
pub fn citations(cx: &Cx<'_>, cite: &[String]) -> Html {
    html! {
        <span class="k-cite">{ cx.say.fill("citation", &[("sources", &cite.join(", "))]) }</span>
    }
}
