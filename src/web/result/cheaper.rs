use super::offer::{length, product_name};
use crate::decision::Decision;
use crate::pack::question::Unit;
use crate::web::cheaper::{cheaper, load};
use crate::web::cx::Cx;
use yew::Html;

/// A cheaper way where there is one, and what the loan nearest to what was asked for would take of the income.
pub fn view(cx: &Cx<'_>, decision: &Decision) -> Html {
    cx.draw("<div class='k-cheaper'>{}{}</div>").html(way(cx, decision)).html(burden(cx, decision)).end()
}

fn way(cx: &Cx<'_>, decision: &Decision) -> Html {
    let found = cheaper(&cx.state.documents, &cx.state.answers(), decision);
    let Some((nearest, way)) = found else { return Html::default() };
    let id = match (way.less > 0, way.more > 0) {
        (true, _) => "cheaper-less",
        (false, true) => "cheaper-other",
        (false, false) => "cheaper-all",
    };
    let say = cx.say;
    let words = say.fill(
        id,
        &[
            ("product", &product_name(cx, &way.product)),
            ("term", &length(cx, way.term)),
            ("than", &product_name(cx, &nearest.product)),
            ("than-term", &length(cx, nearest.term)),
            ("less", &say.round_money(way.less)),
            ("saves", &say.money(way.saves)),
            ("more", &say.money(way.more.abs())),
        ],
    );
    cx.draw("<p class='k-cheaper__way'><strong>{cheaper-title}</strong> {}</p>").text(words).end()
}

/// Plainly how much of the income all repayments would take: a warning where others are repaid already, little is left, or much
/// falls due at once.
fn burden(cx: &Cx<'_>, decision: &Decision) -> Html {
    let Some(capacity) = &decision.capacity else { return Html::default() };
    let most = cx.state.documents.pack.capacity.max_dti;
    let Some(load) = load(capacity, &decision.offers, most) else { return Html::default() };
    let share = |share: i64| cx.say.count(Unit::Percent, share / 10_000 * 10_000);
    let places = [("before", &*share(load.before.0)), ("with", &share(load.with.0)), ("most", &share(most.0))];
    let id = if capacity.repayments > 0 { "load-stacked" } else { "load" };
    let near = if load.is_near { cx.say.fill("load-near", &places) } else { String::new() };
    let plain = cx.draw("<p class='k-cheaper__load'>{} {}</p>").text(cx.say.fill(id, &places)).text(near).end();
    let Some(peak) = load.peak else { return plain };
    let words = cx.say.fill(
        "load-peak",
        &[
            ("date", &cx.say.date(peak.due)),
            ("amount", &cx.say.money(peak.amount)),
            ("share", &share(peak.share.0)),
            ("aside", &cx.say.money(peak.aside)),
        ],
    );
    cx.draw("{}<p class='k-cheaper__load'>{}</p>").html(plain).text(words).end()
}
