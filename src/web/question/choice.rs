use super::{described_by, hint, is_unknown, value};
use crate::pack::question::Question;
use crate::web::components::{all, inline_fault};
use crate::web::cx::Cx;
use crate::web::state::Action;
use yew::{Html, html};

/// One of several, as radio buttons with the whole row to touch.
pub fn field(cx: &Cx<'_>, question: &Question, options: &[&str], fault: Option<&str>) -> Html {
    let unknown = is_unknown(cx, question);
    let chosen = value(cx, question, 0);
    let is_chosen = |option: &str| !unknown && chosen == option;
    let focus = options.iter().position(|option| is_chosen(option)).unwrap_or(0);
    html! {
        <fieldset class="k-choices" aria-describedby={described_by(fault)}>
            <legend class="k-choices__legend"><h1 class="k-question__title">{ cx.label(&question.id) }</h1></legend>
            { hint(cx, question) }
            { inline_fault(cx, fault) }
            { all(&mut options.iter().enumerate().map(|(index, option)| radio(&Radio {
                id: ["answer-", &index.to_string()].concat(),
                label: cx.option(&question.id, option),
                checked: is_chosen(option),
                focus: index == focus,
            }, cx.on(Action::Type(question.id.clone(), 0, (*option).to_owned()))))) }
            if question.may_be_unknown {
                <p class="k-choices__or">{ cx.text("or") }</p>
                { radio(&Radio {
                    id: "answer-unknown".into(),
                    label: cx.text("unknown"),
                    checked: unknown,
                    focus: false,
                }, cx.on(Action::Unknown(question.id.clone(), true))) }
            }
        </fieldset>
    }
}

struct Radio {
    id: String,
    label: String,
    checked: bool,
    focus: bool,
}

fn radio(radio: &Radio, onchange: yew::Callback<yew::Event>) -> Html {
    html! {
        <label class="k-choice" key={radio.id.clone()}>
            <input class="k-choice__button" type="radio" name="answer" autocomplete="off" id={radio.id.clone()}
                checked={radio.checked} data-focus={radio.focus.then_some("")} {onchange} />
            <span class="k-choice__label">{ radio.label.clone() }</span>
        </label>
    }
}
