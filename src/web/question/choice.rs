use super::{described_by, hint, is_unknown, value};
use crate::pack::question::Question;
use crate::web::components::inline_fault;
use crate::web::cx::Cx;
use crate::web::draw::listed;
use crate::web::state::Action;
use yew::{Callback, Event, Html};

/// One of several, as radio buttons with the whole row to touch.
pub fn field(cx: &Cx<'_>, question: &Question, options: &[String], fault: Option<&str>) -> Html {
    let unknown = is_unknown(cx, question);
    let chosen = value(cx, question, 0);
    let is_chosen = |option: &String| !unknown && chosen == *option;
    let focus = options.iter().position(is_chosen).unwrap_or(0);
    let mut radios = Vec::new();
    for (index, option) in options.iter().enumerate() {
        let one = Radio {
            id: ["answer-", &index.to_string()].concat(),
            label: cx.option(&question.id, option),
            checked: is_chosen(option),
            focus: index == focus,
        };
        radios.push(radio(cx, one, cx.on(Action::Type(question.id.clone(), 0, option.clone()))));
    }
    if question.may_be_unknown {
        radios.push(cx.draw("<p class='k-choices__or'>{or}</p>").end());
        let one = Radio { id: "answer-unknown".into(), label: cx.text("unknown"), checked: unknown, focus: false };
        radios.push(radio(cx, one, cx.on(Action::Unknown(question.id.clone(), true))));
    }
    cx.draw(
        "<fieldset class='k-choices' aria-describedby={}>\
         <legend class='k-choices__legend'><h1 class='k-question__title'>{}</h1></legend>{}{}{}</fieldset>",
    )
    .word(described_by(fault))
    .text(cx.label(&question.id))
    .html(hint(cx, question))
    .html(inline_fault(cx, fault))
    .html(listed(radios))
    .end()
}

struct Radio {
    id: String,
    label: String,
    checked: bool,
    focus: bool,
}

fn radio(cx: &Cx<'_>, radio: Radio, chosen: Callback<Event>) -> Html {
    cx.draw(
        "<label class='k-choice' key={}><input class='k-choice__button' type='radio' name='answer' autocomplete='off' id={} checked={} \
         data-focus={} onchange={}><span class='k-choice__label'>{}</span></label>",
    )
    .word(&radio.id)
    .text(radio.id)
    .flag(radio.checked)
    .flag(radio.focus)
    .on(chosen)
    .text(radio.label)
    .end()
}
