//! The figures, each with what it is in one sentence.

use crate::json::Value;
use crate::web::cx::Cx;
use crate::web::draw::all;
use crate::web::statement::int;
use yew::Html;

/// The figures in the order in which they are shown.
pub const ORDER: [&str; 23] = [
    "monthsWhole",
    "incomeMinor",
    "salaryMinor",
    "businessMinor",
    "incomeRegularityPpm",
    "incomeTrendPpm",
    "expensesMinor",
    "essentialMinor",
    "fixedMinor",
    "repaymentsMinor",
    "lendersRepaid",
    "surplusMinor",
    "personalInMinor",
    "borrowedMinor",
    "borrowedSharePpm",
    "billsDue",
    "billsInTimePpm",
    "lowBalanceMinor",
    "lowestBalanceMinor",
    "negativeDaysPpm",
    "bufferDays",
    "penalties",
    "gamblingPpm",
];

/// The figures that are known.
pub fn view(cx: &Cx<'_>, whole: &Value) -> Html {
    let Some(figures) = whole.get("figures") else { return Html::default() };
    cx.draw(
        "<section class='k-statement__part'><h2 class='k-statement__heading'>{statement-figures}</h2>\
         <p class='k-statement__lead'>{}</p><dl class='k-figures'>{}</dl></section>",
    )
    .say(&[if int(figures, "monthsWhole") > 0 { "statement-figures-lead" } else { "statement-figures-lead-none" }])
    .html(all(&ORDER, |key| {
        let value = figures.get(key).and_then(Value::as_int);
        value.map_or_else(Html::default, |value| one(cx, key, value))
    }))
    .end()
}

fn one(cx: &Cx<'_>, key: &str, value: i64) -> Html {
    let id = ["statement-figure-", &crate::web::statement::figure(key)].concat();
    cx.draw(
        "<div class='k-figures__one'><dt class='k-figures__name'>{}</dt><dd class='k-figures__value'>{}</dd>\
         <dd class='k-figures__what'>{}</dd></div>",
    )
    .say(&[&id])
    .text(said(cx, key, value))
    .say(&[&id, "-what"])
    .end()
}

/// The value, by the unit that its name ends with.
fn said(cx: &Cx<'_>, key: &str, value: i64) -> String {
    if key.ends_with("Minor") {
        cx.say.round_money(value)
    } else if key.ends_with("Ppm") {
        cx.say.percent_e12(value.saturating_mul(1_000_000))
    } else {
        cx.say.number(value)
    }
}
