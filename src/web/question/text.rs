use super::{described_by, hint, typed, unknown_tick, value};
use crate::application::Answer;
use crate::pack::question::{AnswerKind, Question, Unit};
use crate::web::components::{check, inline_fault};
use crate::web::cx::Cx;
use yew::Html;

/// An amount or a number: one field, and below it how it was understood.
pub fn field(cx: &Cx<'_>, question: &Question, fault: Option<&str>) -> Html {
    let is_money = matches!(question.answer, AnswerKind::Money { .. });
    let is_whole = !is_money && !matches!(question.answer, AnswerKind::Number { unit: Unit::Percent, .. });
    let unit = match &question.answer {
        AnswerKind::Number { unit, .. } => {
            cx.draw("<span class='k-field__unit' aria-hidden='true'>{}</span>").say(&["unit-label-", unit.word()]).end()
        }
        _ => Html::default(),
    };
    let sign = if is_money {
        cx.draw("<span class='k-field__sign' aria-hidden='true'>{}</span>").text(cx.say.money_sign()).end()
    } else {
        Html::default()
    };
    cx.draw(
        "<h1 class='k-question__title'><label for='answer'>{}</label></h1>{}{}<div class='k-field'>{}\
         <input class='k-field__input' id='answer' type='text' inputmode={} autocomplete='off' enterkeyhint='next' \
         data-focus='' value={} aria-describedby={} aria-invalid={} oninput={}>{}</div>{}{}",
    )
    .text(cx.label(&question.id))
    .html(hint(cx, question))
    .html(inline_fault(cx, fault))
    .html(sign)
    .word(if is_whole { "numeric" } else { "decimal" })
    .text(value(cx, question, 0))
    .word(described_by(fault))
    .text(fault.is_some().to_string())
    .on(typed(cx, question, 0))
    .html(unit)
    .html(understood(cx, question, is_money))
    .html(unknown_tick(cx, question))
    .end()
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
    let (class, tick) =
        if is_understood { ("k-echo k-echo--understood", check("k-echo__tick")) } else { ("k-echo", Html::default()) };
    cx.draw("<output class={} for='answer'>{}{}</output>").word(class).html(tick).text(words).end()
}
