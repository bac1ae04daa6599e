//! What was counted as what: the kinds with their sums, and the entries of the one that is opened, each to be counted as
//! something else.

use super::room::ask;
use crate::json::Value;
use crate::web::cx::Cx;
use crate::web::draw::all;
use crate::web::statement::{int, text};
use web_sys::HtmlInputElement;
use yew::{Event, Html, TargetCast};

/// What money in may be counted as.
pub const IN: [&str; 13] = [
    "salary",
    "benefit",
    "business",
    "interest",
    "other-in",
    "personal-in",
    "borrowed",
    "refund",
    "own",
    "saving",
    "cash",
    "gambling",
    "closed",
];

/// What money out may be counted as.
pub const OUT: [&str; 21] = [
    "rent",
    "utility",
    "phone",
    "food",
    "transport",
    "health",
    "education",
    "insurance",
    "tax",
    "subscription",
    "repayment",
    "fee",
    "penalty",
    "gambling",
    "cash",
    "personal-out",
    "other-out",
    "saving",
    "own",
    "closed",
    "refund",
];

/// How many more entries are shown at once.
const MORE: usize = 20;

/// The kinds that there are.
pub fn view(cx: &Cx<'_>) -> Html {
    cx.draw(
        "<section class='k-statement__part'><h2 class='k-statement__heading'>{statement-kinds}</h2>\
         <p class='k-statement__lead'>{statement-kinds-lead}</p><ul class='k-kinds'>{}</ul></section>",
    )
    .html(all(cx.state.statement.kinds(), |kind| one(cx, kind)))
    .end()
}

fn one(cx: &Cx<'_>, row: &Value) -> Html {
    let kind = text(Some(row), "kind");
    let shown = cx.state.statement.shown().filter(|(shown, _)| *shown == kind);
    let is_open = shown.is_some();
    let count = cx.say.number(int(row, "count"));
    cx.draw(
        "<li class='k-kinds__one' key={}><button type='button' class='k-kinds__open' aria-expanded={} onclick={}>\
         <span class='k-kinds__name'>{}</span><span class='k-kinds__count'>{}</span><span class='k-kinds__sum'>{}</span></button>{}</li>",
    )
    .word(kind)
    .word(if is_open { "true" } else { "false" })
    .on(cx.on(ask("show", if is_open { "" } else { kind }, "")))
    .say(&["statement-kind-", kind])
    .text(cx.say.fill("statement-entries", &[("count", &count)]))
    .text(sum(cx, row))
    .html(shown.map_or_else(Html::default, |(_, entries)| shown_entries(cx, row, entries)))
    .end()
}

/// In is more, out is less; both where there are both.
fn sum(cx: &Cx<'_>, row: &Value) -> String {
    let (came, went) = (int(row, "inMinor"), int(row, "outMinor"));
    let came = if came > 0 { ["+", &cx.say.round_money(came), " "].concat() } else { String::new() };
    let went = if went > 0 { ["−", &cx.say.round_money(went)].concat() } else { String::new() };
    came + &went
}

fn shown_entries(cx: &Cx<'_>, row: &Value, entries: &[Value]) -> Html {
    let is_more = usize::try_from(int(row, "count")).unwrap_or(0) > entries.len();
    let mut more = Html::default();
    if is_more {
        let count = (entries.len() + MORE).to_string();
        more = cx
            .draw("<button type='button' class='k-button k-button--quiet' onclick={}>{statement-more}</button>")
            .on(cx.on(ask("show", text(Some(row), "kind"), &count)))
            .end();
    }
    cx.draw("<ul class='k-entries'>{}</ul>{}").html(all(entries, |entry| line(cx, entry))).html(more).end()
}

fn line(cx: &Cx<'_>, entry: &Value) -> Html {
    let at = int(entry, "at").to_string();
    let is_in = text(Some(entry), "direction") == "in";
    let parts = [text(Some(entry), "counterparty"), text(Some(entry), "memo")];
    let what = parts.join(" ");
    let amount = [if is_in { "+" } else { "−" }, &cx.say.money(int(entry, "amountMinor"))].concat();
    let label =
        cx.say.fill("statement-count-as", &[("what", &[text(Some(entry), "date"), " ", &what, " ", &amount].concat())]);
    let kinds: &[&str] = if is_in { &IN } else { &OUT };
    let kind = text(Some(entry), "kind");
    let place = at.clone();
    let chosen = cx
        .link
        .reform(move |event: Event| ask("correct", &place, &event.target_unchecked_into::<HtmlInputElement>().value()));
    let option = |name: &&str| {
        cx.draw("<option value={} selected={}>{}</option>")
            .word(name)
            .flag(kind == *name)
            .say(&["statement-kind-", name])
            .end()
    };
    cx.draw(
        "<li class='k-entries__one' key={}><span class='k-entries__date'>{}</span><span class='k-entries__what'>{}{}</span>\
         <span class='k-entries__sum'>{}</span><select class='k-select' aria-label={} onchange={}>{}</select></li>",
    )
    .text(at)
    .word(text(Some(entry), "date"))
    .text(what)
    .when(text(Some(entry), "provenance") == "said", "<em class='k-entries__said'>{statement-said}</em>")
    .text(amount)
    .text(label)
    .on(chosen)
    .html(all(kinds, option))
    .end()
}
