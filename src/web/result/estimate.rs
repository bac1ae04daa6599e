use crate::decision::Decision;
use crate::score::Pd;
use crate::web::components::disclosure;
use crate::web::cx::Cx;
use crate::web::draw::all;
use yew::Html;

const ONE_IN_A_HUNDRED_PPM: i64 = 10_000;

/// How likely trouble is, as a range in people, and where the estimate comes from; nothing where a rule declined, since
/// no estimate had a part in it.
pub fn view(cx: &Cx<'_>, decision: &Decision) -> Html {
    let Some(pd) = decision.pd.as_ref().filter(|_| !super::is_knocked_out(decision)) else { return Html::default() };
    let segment = match &decision.segment {
        Some(segment) => {
            let words = cx.say.fill("estimate-segment", &[("segment", &cx.text(&["segment-", segment].concat()))]);
            cx.draw("<p class='k-result__lead'>{}</p>").text(words).end()
        }
        None => Html::default(),
    };
    cx.draw(
        "<section class='k-estimate'><h2 class='k-result__heading'>{estimate-title}</h2>\
         <p class='k-estimate__range'>{}</p>{}{}{}</section>",
    )
    .text(range(cx, pd))
    .html(segment)
    .html(super::waterfall::view(cx, decision))
    .html(disclosure(cx, "estimate-model", model(cx, decision)))
    .end()
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
    cx.draw("<p>{}</p><p lang='en'>{} ({})</p><ul class='k-list' lang='en'>{}</ul>")
        .text(cx.say.fill("estimate-rows", &[("rows", &cx.say.number(card.rows.into()))]))
        .word(&card.source)
        .word(&card.period)
        .html(all(&card.limits, |limit| cx.draw("<li>{}</li>").word(limit).end()))
        .end()
}
