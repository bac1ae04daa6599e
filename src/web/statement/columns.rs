//! What the columns of a bank's table were taken for, beside its first rows, to be changed.

use super::room::ask;
use crate::json::Value;
use crate::web::components::disclosure;
use crate::web::cx::Cx;
use crate::web::draw::{all, listed};
use crate::web::statement::{int, list};
use web_sys::HtmlInputElement;
use yew::{Event, Html, TargetCast};

/// The columns that can be chosen; the others stay as they were found.
const CHOSEN: [&str; 7] = ["date", "amount", "debit", "credit", "counterparty", "memo", "balance"];

/// The preview of a file that has one.
pub fn view(cx: &Cx<'_>, at: usize, file: &Value) -> Html {
    let preview = file.get("statement").and_then(|statement| statement.get("preview"));
    let Some(preview) = preview.filter(|preview| **preview != Value::Null) else { return Html::default() };
    let width = list(preview, "headings").len();
    let mut selects = Vec::new();
    for column in 1..=width {
        selects.push(select(cx, at, preview, column));
    }
    let body = cx
        .draw(
            "<p>{statement-columns-lead}</p><div class='k-table' tabindex='0' role='group' aria-label={statement-columns}>\
             <table class='k-table__grid'><thead><tr>{}</tr><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        )
        .html(listed(selects))
        .html(all(list(preview, "headings"), |heading| {
            let heading = heading.as_text().unwrap_or_default();
            // What says nothing is no heading.
            cx.draw(if heading.is_empty() { "<td>{}</td>" } else { "<th scope='col'>{}</th>" }).word(heading).end()
        }))
        .html(all(list(preview, "rows"), |row| cx.draw("<tr>{}</tr>").html(all(row.items(), |cell| {
            cx.draw("<td>{}</td>").word(cell.as_text().unwrap_or_default()).end()
        })).end()))
        .end();
    disclosure(cx, "statement-columns", body)
}

/// What a column was taken for.
fn meaning(preview: &Value, column: usize) -> &str {
    let Some(Value::Map(columns)) = preview.get("columns") else { return "" };
    let found = columns
        .iter()
        .find(|(_, number)| number.as_int().and_then(|number| usize::try_from(number).ok()) == Some(column));
    found.map_or("", |(name, _)| name.as_str())
}

fn select(cx: &Cx<'_>, at: usize, preview: &Value, column: usize) -> Html {
    let meaning = meaning(preview, column);
    let option = |name: &&str| {
        cx.draw("<option value={} selected={}>{}</option>")
            .word(name)
            .flag(meaning == *name)
            .say(&["statement-column-", if name.is_empty() { "none" } else { name }])
            .end()
    };
    let mut options = Vec::from([""]);
    options.extend(CHOSEN);
    // What can't be chosen here stays what it is until something else is.
    if !options.contains(&meaning) {
        options.push(meaning);
    }
    let columns = preview.get("columns").cloned().unwrap_or(Value::Null);
    let chosen = cx.link.reform(move |event: Event| {
        let name = event.target_unchecked_into::<HtmlInputElement>().value();
        ask("columns", &at.to_string(), &mapped(&columns, column, &name))
    });
    let number = cx.say.number(i64::try_from(column).unwrap_or(0));
    cx.draw("<td><select class='k-select' aria-label={} onchange={}>{}</select></td>")
        .text(cx.say.fill("statement-column-of", &[("number", &number)]))
        .on(chosen)
        .html(all(&options, option))
        .end()
}

/// The columns as the room is told them, `date=1,amount=4`, with this column meaning something else.
fn mapped(columns: &Value, column: usize, name: &str) -> String {
    let mut text = String::new();
    let mut put = |name: &str, number: &str| {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(&[name, "=", number].concat());
    };
    let Value::Map(known) = columns else { return text };
    for (other, _) in known {
        let number = int(columns, other);
        if number > 0 && usize::try_from(number).ok() != Some(column) && other != name {
            put(other, &number.to_string());
        }
    }
    if !name.is_empty() {
        put(name, &column.to_string());
    }
    text
}
