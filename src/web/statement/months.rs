//! Months as bars, with the same as a table.

use crate::json::Value;
use crate::web::components::disclosure;
use crate::web::cx::Cx;
use crate::web::draw::all;
use crate::web::statement::{int, list, text};
use yew::Html;

/// As many of the last months as are shown.
const SHOWN: usize = 24;

/// The months of a statement.
pub fn view(cx: &Cx<'_>, whole: &Value) -> Html {
    let months = list(whole, "months");
    let last = months.get(months.len().saturating_sub(SHOWN)..).unwrap_or(months);
    cx.draw(
        "<section class='k-statement__part'><h2 class='k-statement__heading'>{statement-months}</h2>\
         <p class='k-bars__legend'><span class='k-bars__key k-bars__key--in'></span>{statement-in}\
         <span class='k-bars__key k-bars__key--out'></span>{statement-out}</p>{}{}</section>",
    )
    .html(Html::from_html_unchecked(picture(last).into()))
    .html(disclosure(cx, "statement-months-table", table(cx, last)))
    .end()
}

fn table(cx: &Cx<'_>, months: &[Value]) -> Html {
    cx.draw(
        "<div class='k-table' tabindex='0' role='group' aria-label={statement-months-table}><table class='k-table__grid'>\
         <thead><tr><th scope='col'>{statement-month}</th><th scope='col' class='k-table__money'>{statement-in}</th>\
         <th scope='col' class='k-table__money'>{statement-out}</th><th scope='col' class='k-table__money'>{statement-income}</th>\
         <th scope='col' class='k-table__money'>{statement-expenses}</th>\
         <th scope='col' class='k-table__money'>{statement-repayments}</th></tr></thead><tbody>{}</tbody></table></div>",
    )
    .html(all(months, |month| line(cx, month)))
    .end()
}

fn line(cx: &Cx<'_>, month: &Value) -> Html {
    let is_whole = month.get("whole") == Some(&Value::Bool(true));
    let money = |key: &str| cx.say.round_money(int(month, key));
    cx.draw(
        "<tr><th scope='row'>{}{}</th><td class='k-table__money'>{}</td><td class='k-table__money'>{}</td>\
         <td class='k-table__money'>{}</td><td class='k-table__money'>{}</td><td class='k-table__money'>{}</td></tr>",
    )
    .word(name(month))
    .when(!is_whole, "<br>{statement-part-month}")
    .text(money("inMinor"))
    .text(money("outMinor"))
    .text(money("incomeMinor"))
    .text(money("expensesMinor"))
    .text(money("repaymentsMinor"))
    .end()
}

/// Year and month, as they stand in a date.
fn name(month: &Value) -> &str {
    text(Some(month), "from").get(..7).unwrap_or_default()
}

/// Two bars for each month, as markup that holds nothing but numbers.
fn picture(months: &[Value]) -> String {
    let mut most = 1;
    for month in months {
        most = most.max(int(month, "inMinor")).max(int(month, "outMinor"));
    }
    let mut bars = String::new();
    for (at, month) in months.iter().enumerate() {
        for (key, class, left) in [("inMinor", "in", 6), ("outMinor", "out", 20)] {
            // OK because amounts stay below 2⁵³, and what does not fit is one bar that is full.
            let height = int(month, key).max(0).saturating_mul(100) / most;
            let (x, y) = ((at * 40 + left).to_string(), (100 - height).to_string());
            let parts = [
                "<rect class=\"k-bars__",
                class,
                "\" x=\"",
                &x,
                "\" y=\"",
                &y,
                "\" width=\"13\" height=\"",
                &height.to_string(),
                "\"/>",
            ];
            bars.push_str(&parts.concat());
        }
        let number = name(month).get(5..).unwrap_or_default().trim_start_matches('0');
        let x = (at * 40 + 20).to_string();
        bars.push_str(&["<text x=\"", &x, "\" y=\"116\" text-anchor=\"middle\">", digits(number), "</text>"].concat());
    }
    let width = (months.len() * 40).to_string();
    [
        "<svg class=\"k-bars\" viewBox=\"0 0 ",
        &width,
        " 120\" preserveAspectRatio=\"xMinYMid meet\" aria-hidden=\"true\">",
        &bars,
        "</svg>",
    ]
    .concat()
}

/// The text, where it is made of digits alone.
fn digits(text: &str) -> &str {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text } else { "" }
}
