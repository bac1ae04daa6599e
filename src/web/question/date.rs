use super::{described_by, hint, typed, unknown_tick, value};
use crate::application::Answer;
use crate::pack::question::Question;
use crate::web::components::{check, inline_fault};
use crate::web::cx::Cx;
use crate::web::draw::listed;
use yew::Html;

const PARTS: [(&str, &str); 3] = [("date-year", "4"), ("date-month", "2"), ("date-day", "2")];

/// Year, month and day; a whole date may also be pasted into the first.
pub fn field(cx: &Cx<'_>, question: &Question, fault: Option<&str>) -> Html {
    let mut parts = Vec::new();
    for index in 0..PARTS.len() {
        parts.push(part(cx, question, fault, index));
    }
    cx.draw(
        "<fieldset class='k-date' aria-describedby={}>\
         <legend class='k-choices__legend'><h1 class='k-question__title'>{}</h1></legend>{}{}\
         <div class='k-date__parts'>{}</div>{}</fieldset>{}",
    )
    .word(described_by(fault))
    .text(cx.label(&question.id))
    .html(hint(cx, question))
    .html(inline_fault(cx, fault))
    .html(listed(parts))
    .html(understood(cx, question))
    .html(unknown_tick(cx, question))
    .end()
}

fn part(cx: &Cx<'_>, question: &Question, fault: Option<&str>, index: usize) -> Html {
    let (label, size) = PARTS.get(index).copied().unwrap_or_default();
    cx.draw(
        "<label class='k-date__part' key={}><span class='k-date__label'>{}</span>\
         <input class='k-field__input' id={} type='text' inputmode='numeric' autocomplete='off' \
         enterkeyhint='next' size={} data-focus={} value={} aria-invalid={} oninput={}></label>",
    )
    .word(label)
    .say(&[label])
    .text(["answer-", &index.to_string()].concat())
    .word(size)
    .flag(index == 0)
    .text(value(cx, question, index))
    .text(fault.is_some().to_string())
    .on(typed(cx, question, index))
    .end()
}

fn understood(cx: &Cx<'_>, question: &Question) -> Html {
    let Ok(Some(Answer::Date(date))) = cx.state.read(question) else {
        return cx.draw("<output class='k-echo'>{understood-date-example}</output>").end();
    };
    cx.draw("<output class='k-echo k-echo--understood'>{}{}</output>")
        .html(check("k-echo__tick"))
        .text(cx.say.fill("understood-date", &[("date", &cx.say.date(date))]))
        .end()
}
