use crate::decision::Decision;
use crate::score::Pd;
use crate::web::components::{all, disclosure};
use crate::web::cx::Cx;
use yew::{Html, html};

const ONE_IN_A_HUNDRED_PPM: i64 = 10_000;

/// How likely trouble is, as a range in people, and where the estimate comes from.
pub fn view(cx: &Cx<'_>, decision: &Decision) -> Html {
    let Some(pd) = &decision.pd else { return Html::default() };
    html! {
        <section class="k-estimate">
            <h2 class="k-result__heading">{ cx.text("estimate-title") }</h2>
            <p class="k-estimate__range">{ range(cx, pd) }</p>
            if let Some(segment) = &decision.segment {
                <p class="k-result__lead">
                    { cx.say.fill("estimate-segment", &[("segment", &cx.text(&["segment-", segment].concat()))]) }
                </p>
            }
            { super::waterfall::view(cx, decision) }
            { disclosure(cx.text("estimate-model"), model(cx, decision)) }
        </section>
    }
}

/// Of a hundred people: the lower end down, the upper end up, so that the range never says too little.
fn range(cx: &Cx<'_>, pd: &Pd) -> String {
    let low = pd.low.0.div_euclid(ONE_IN_A_HUNDRED_PPM);
    let high = (pd.high.0 + ONE_IN_A_HUNDRED_PPM - 1).div_euclid(ONE_IN_A_HUNDRED_PPM);
    cx.say.fill("estimate-range", &[("low", &cx.say.number(low)), ("high", &cx.say.number(high))])
}

/// The model's card: what it was made from, and what it can't do. Cards are written in English.
fn model(cx: &Cx<'_>, decision: &Decision) -> Html {
    let models = &cx.state.documents.pack.models;
    let Some(card) = models.iter().find(|model| decision.model.as_ref() == Some(&model.id)).map(|model| &model.card)
    else {
        return Html::default();
    };
    html! { <>
        <p>{ cx.say.fill("estimate-rows", &[("rows", &cx.say.number(card.rows.into()))]) }</p>
        <p lang="en">{ card.source.clone() }{ " (" }{ card.period.clone() }{ ")" }</p>
        <ul class="k-list" lang="en">{ all(&mut card.limits.iter().map(|limit| html! { <li>{ limit.clone() }</li> })) }</ul>
    </> }
}
