//! The offered loan beside the best that the checker found, where its decision has one.

use super::{QuoteCheck, yearly};
use crate::rate::Apr;
use crate::web::cx::Cx;
use yew::Html;

/// A table of both; nothing where the checker offers nothing, or was not asked.
pub fn view(cx: &Cx<'_>, check: &QuoteCheck) -> Html {
    let Some(best) = cx.state.decision.as_deref().and_then(|decision| decision.offers.first()) else {
        return Html::default();
    };
    let percent = |rate: Apr| cx.say.percent_e12(rate.e12());
    let money = |minor: i64| cx.say.money(minor);
    let rate = yearly(check).map_or(String::from("–"), percent);
    cx.draw(
        "<section class='k-beside'><h2 class='k-result__heading'>{offer-beside-title}</h2>\
         <p class='k-result__lead'>{offer-beside-lead}</p>\
         <div class='k-table' tabindex='0' role='group' aria-label={offer-beside-title}><table class='k-table__grid'>\
         <thead><tr><td></td><th scope='col' class='k-table__money'>{offer-beside-this}</th>\
         <th scope='col' class='k-table__money'>{offer-beside-best}</th></tr></thead><tbody>{}{}{}</tbody></table></div>\
         </section>",
    )
    .html(row(cx, "offer-received", [money(check.received), money(best.disbursed)]))
    .html(row(cx, "offer-cost", [money(check.cost), money(best.cost)]))
    .html(row(cx, "offer-beside-rate", [rate, percent(best.yearly_cost.against_caps())]))
    .end()
}

fn row(cx: &Cx<'_>, id: &str, [this, best]: [String; 2]) -> Html {
    cx.draw("<tr><th scope='row'>{}</th><td class='k-table__money'>{}</td><td class='k-table__money'>{}</td></tr>")
        .say(&[id])
        .text(this)
        .text(best)
        .end()
}
