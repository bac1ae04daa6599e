//! Choosing files, and what became of each: read, how far, with what left out and assumed.

use super::room::ask;
use crate::date::Date;
use crate::json::Value;
use crate::web::components::disclosure;
use crate::web::cx::Cx;
use crate::web::draw::all;
use crate::web::statement::{int, list, text};
use web_sys::HtmlInputElement;
use yew::{Event, Html, TargetCast};

/// The problems that are told one by one.
const TOLD: usize = 20;

/// The two ways to read a day.
const DAYS: [&str; 2] = ["day-first", "month-first"];

/// How far a file is read.
fn reading(cx: &Cx<'_>) -> Html {
    match &cx.state.statement.reading {
        None => Html::default(),
        Some((name, percent)) => cx
            .draw(
                "<div class='k-statement__reading'><label class='k-statement__words'>{}<progress class='k-progress__bar' \
                 value={} max='100'></progress></label>\
                 <button type='button' class='k-button k-button--quiet' onclick={}>{statement-stop}</button></div>",
            )
            .text(cx.say.fill("statement-reading", &[("file", name)]))
            .text(percent.to_string())
            .on(cx.on(ask("stop", "", "")))
            .end(),
    }
}

/// The field for files, which stays where it is while one is read: focus is not lost.
pub fn chooser(cx: &Cx<'_>) -> Html {
    let is_first = cx.state.statement.files().is_empty();
    let currency = &cx.state.documents.market.currency.code;
    cx.draw(
        "<div class='k-statement__choose'><label class={}>{}<input class='k-file__input' id='statement-files' type='file' \
         multiple='' autocomplete='off' aria-describedby='statement-hint' disabled={} onchange={}></label>\
         {}<p class='k-statement__hint' id='statement-hint'>{statement-choose-hint}</p>{}</div>",
    )
    .word(if is_first { "k-file k-button k-button--primary" } else { "k-file k-button" })
    .say(&[if is_first { "statement-choose" } else { "statement-choose-more" }])
    .flag(!cx.state.sealed)
    .on(cx.on(ask("open", currency, "")))
    .html(reading(cx))
    .html(disclosure(cx, "statement-where", cx.draw("<p>{statement-where-alipay}</p><p>{statement-where-wechat}</p><p>{statement-where-bank}</p>").end()))
    .end()
}

/// One file; `columns` is what its columns were taken for.
pub fn file(cx: &Cx<'_>, at: usize, file: &Value, columns: Html) -> Html {
    let name = text(Some(file), "name");
    let statement = file.get("statement").filter(|statement| **statement != Value::Null);
    let refused = list(file, "refused");
    let remove = cx.say.fill("statement-remove-of", &[("file", name)]);
    cx.draw(
        "<section class='k-statement__file'><h2 class='k-statement__name'>{}</h2>{}{}{}<button type='button' class='k-link' \
         aria-label={} onclick={}>{statement-remove}</button></section>",
    )
    .word(name)
    .html(all(refused, |fault| cx.draw("<p class='k-fault' role='alert'>{}</p>").text(fault_words(cx, fault)).end()))
    .html(statement.map_or_else(Html::default, |statement| about(cx, at, file, statement)))
    .html(columns)
    .text(remove)
    .on(cx.on(ask("remove", &at.to_string(), "")))
    .end()
}

/// A day in words; as it stands where it is none.
fn day(cx: &Cx<'_>, text: &str) -> String {
    Date::parse(text).map_or_else(|| text.into(), |date| cx.say.date(date))
}

fn about(cx: &Cx<'_>, at: usize, file: &Value, statement: &Value) -> Html {
    let rows = statement.get("rows").unwrap_or(&Value::Null);
    let count = |key: &str| cx.say.number(int(rows, key));
    let (read, left_out, unread) = (count("read"), count("leftOut"), count("unread"));
    let places = [("read", read.as_str()), ("leftOut", &left_out), ("unread", &unread)];
    let (from, to) = (day(cx, text(Some(statement), "from")), day(cx, text(Some(statement), "to")));
    cx.draw("<p>{} · {}</p><p>{}</p>{}{}{}")
        .say(&["statement-format-", text(Some(statement), "format")])
        .text(cx.say.fill("statement-period", &[("from", &from), ("to", &to)]))
        .text(cx.say.fill("statement-rows", &places))
        .html(all(list(statement, "assumed"), |assumed| {
            let assumed = assumed.as_text().unwrap_or_default();
            let note = cx.draw("<p class='k-statement__note'>{}</p>").say(&["statement-assumed-", assumed]).end();
            if DAYS.contains(&assumed) { days(cx, at, assumed, note) } else { note }
        }))
        .html(problems(cx, statement))
        .html(card(cx, at, file, statement))
        .end()
}

/// Which comes first, day or month, where the file leaves it open: the applicant knows.
fn days(cx: &Cx<'_>, at: usize, read: &str, note: Html) -> Html {
    let chosen = cx.link.reform(move |event: Event| {
        ask("days", &at.to_string(), &event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let option = |order: &&str| {
        cx.draw("<option value={} selected={}>{}</option>")
            .word(order)
            .flag(read == *order)
            .say(&["statement-", order])
            .end()
    };
    cx.draw("{}<p><select class='k-select' aria-label={statement-days} onchange={}>{}</select></p>")
        .html(note)
        .on(chosen)
        .html(all(&DAYS, option))
        .end()
}

/// What could not be read, and where.
fn problems(cx: &Cx<'_>, statement: &Value) -> Html {
    let problems = list(statement, "problems");
    if problems.is_empty() {
        return Html::default();
    }
    let some = problems.get(..TOLD).unwrap_or(problems);
    let more = i64::try_from(problems.len() - some.len()).unwrap_or(0) + int(statement, "moreProblems");
    let mut rest = Html::default();
    if more > 0 {
        rest = cx
            .draw("<li>{}</li>")
            .text(cx.say.fill("statement-more-problems", &[("count", &cx.say.number(more))]))
            .end();
    }
    let body = cx
        .draw("<ul class='k-list'>{}{}</ul>")
        .html(all(some, |fault| cx.draw("<li>{}</li>").text(fault_words(cx, fault)).end()))
        .html(rest)
        .end();
    disclosure(cx, "statement-problems", body)
}

/// A problem in words, with where it is, unless it is the whole file's.
fn fault_words(cx: &Cx<'_>, fault: &Value) -> String {
    let what = cx.text(&["statement-fault-", text(Some(fault), "code")].concat());
    let (line, column) = (int(fault, "line"), int(fault, "column"));
    if line <= 1 && column == 0 {
        return what;
    }
    let places = [("line", cx.say.number(line)), ("column", cx.say.number(column)), ("what", what)];
    let places = places.each_ref().map(|(name, place)| (*name, place.as_str()));
    cx.say.fill(if column > 0 { "statement-at-column" } else { "statement-at-line" }, &places)
}

/// A bank's table does not say that it is a card's.
fn card(cx: &Cx<'_>, at: usize, file: &Value, statement: &Value) -> Html {
    if text(Some(statement), "format") != "bank-table" {
        return Html::default();
    }
    let ticked = cx.link.reform(move |event: Event| {
        let is_card = event.target_unchecked_into::<HtmlInputElement>().checked();
        ask("card", &at.to_string(), if is_card { "true" } else { "" })
    });
    cx.draw(
        "<label class='k-tick'><input class='k-tick__box' type='checkbox' autocomplete='off' checked={} onchange={}>\
         <span class='k-tick__label'>{statement-is-card}</span></label>",
    )
    .flag(file.get("isCard") == Some(&Value::Bool(true)))
    .on(ticked)
    .end()
}
