use super::{described_by, hint, typed, unknown_tick, value};
use crate::application::Answer;
use crate::pack::question::{AnswerKind, Question, Unit};
use crate::web::components::{check, inline_fault};
use crate::web::cx::Cx;
use yew::{Html, html};

/// An amount or a number: one field, and below it how it was understood.
pub fn field(cx: &Cx<'_>, question: &Question, fault: Option<&str>) -> Html {
    let is_money = matches!(question.answer, AnswerKind::Money { .. });
    let is_whole = !is_money && !matches!(question.answer, AnswerKind::Number { unit: Unit::Percent, .. });
    html! { <>
        <h1 class="k-question__title"><label for="answer">{ cx.label(&question.id) }</label></h1>
        { hint(cx, question) }
        { inline_fault(cx, fault) }
        <div class="k-field">
            if is_money {
                <span class="k-field__sign" aria-hidden="true">{ cx.text("money-sign") }</span>
            }
            <input class="k-field__input" id="answer" type="text" inputmode={if is_whole { "numeric" } else { "decimal" }}
                autocomplete="off" enterkeyhint="next" data-focus="" value={value(cx, question, 0)}
                aria-describedby={described_by(fault)} aria-invalid={fault.is_some().to_string()}
                oninput={typed(cx, question, 0)} />
            if let AnswerKind::Number { unit, .. } = &question.answer {
                <span class="k-field__unit" aria-hidden="true">{ cx.text(&["unit-label-", unit.word()].concat()) }</span>
            }
        </div>
        { understood(cx, question, is_money) }
        { unknown_tick(cx, question) }
    </> }
}

/// The amount as it was understood, or an example of what can be typed. A number is only said again where it was
/// typed in another way, such as in years for months.
fn understood(cx: &Cx<'_>, question: &Question, is_money: bool) -> Html {
    let said =
        match cx.state.read(question) {
            Ok(Some(Answer::Number(number))) if is_money => Some(cx.say.fill(
                "understood-amount",
                &[("amount", &cx.say.money(number)), ("short", &cx.say.short_money(number))],
            )),
            Ok(Some(Answer::Number(number))) if number.to_string() != value(cx, question, 0).trim() => {
                Some(cx.say.fill("understood-number", &[("number", &cx.say.quantity(&question.answer, number))]))
            }
            _ => None,
        };
    let is_understood = said.is_some();
    let words = said.or_else(|| is_money.then(|| cx.text("understood-example"))).unwrap_or_default();
    html! {
        <output class={if is_understood { "k-echo k-echo--understood" } else { "k-echo" }} for="answer">
            if is_understood { { check("k-echo__tick") } }
            { words }
        </output>
    }
}
