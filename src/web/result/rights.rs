use crate::decision::Decision;
use crate::market::{Case, Disclosure, Occasion, Rule, Scope};
use crate::web::components::{all, disclosure};
use crate::web::cx::Cx;
use yew::{Html, html};

/// What has to be known about this result, and what may be asked of a lender.
pub fn view(cx: &Cx<'_>, decision: &Decision) -> Html {
    let market = &cx.state.documents.market;
    let offered = !decision.offers.is_empty();
    let case = of_lender(cx);
    let said = market.disclosures.iter().filter(|said| {
        let is_time = match said.when {
            Occasion::Result => true,
            Occasion::BeforeSigning => offered,
            Occasion::Refusal => !offered,
            Occasion::Offer => false,
        };
        is_time && said.rule.holds_on(decision.receipt.today) && said.scope.covers(&case)
    });
    let holds = |rule: &Rule, scope: &Scope| rule.holds_on(decision.receipt.today) && scope.covers(&case);
    let rights = market.rights.iter().filter(|right| holds(&right.rule, &right.scope)).map(|right| &right.rule);
    let late = market.late_caps.iter().filter(|cap| offered && holds(&cap.rule, &cap.scope)).map(|cap| &cap.rule);
    html! {
        <section class="k-rights">
            <h2 class="k-result__heading">{ cx.text("rights-title") }</h2>
            <ul class="k-list">
                <li>{ cx.text("warning-upfront") }</li>
                { all(&mut decision.warnings.iter().map(|warning| html! {
                    <li>{ cx.text(&["warning-", warning.word()].concat()) }</li>
                })) }
                { all(&mut said.map(|said| disclosed(cx, said))) }
                { all(&mut rights.chain(late).map(|rule| html! {
                    <li>{ cx.text(&rule.id) }{ citations(cx, &rule.cite) }</li>
                })) }
            </ul>
            { disclosure(cx.text("rights-sources"), sources(cx)) }
        </section>
    }
}

/// What is known of every loan of the pack.
pub fn of_lender<'c>(cx: &Cx<'c>) -> Case<'c> {
    Case { lender: Some(&cx.state.documents.pack.lender.class), ..Case::default() }
}

/// What has to be said, with its official wording where that is in another language than the page.
pub fn disclosed(cx: &Cx<'_>, said: &Disclosure) -> Html {
    let official = said.official.as_deref().filter(|official| *official != cx.say.locale());
    let texts = official.and_then(|official| cx.state.documents.market.texts.get(official));
    html! {
        <li>
            { cx.text(&said.rule.id) }
            if let Some(text) = texts.and_then(|texts| texts.get(&said.rule.id)) {
                { " " }<q lang={official.unwrap_or_default().to_owned()}>{ text }</q>
            }
            { citations(cx, &said.rule.cite) }
        </li>
    }
}

/// The sources of the market's rules, to be looked up elsewhere: nothing links out of a sealed page.
pub fn sources(cx: &Cx<'_>) -> Html {
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
