use super::offer::{how, product_name};
use crate::application::Answer;
use crate::decision::{Assessment, Decision};
use crate::loan::Repayment;
use crate::product::Offer;
use crate::web::check::said;
use crate::web::cx::Cx;
use crate::web::draw::all;
use crate::web::state::Action;
use crate::web::suppose::{Control, controls, supposed};
use web_sys::{Event, HtmlInputElement};
use yew::{Callback, Html, TargetCast};

/// Amount, term and what can be changed, to be moved; below, what the answer would be, at once.
pub fn view(cx: &Cx<'_>, decision: &Decision) -> Html {
    let answers = cx.state.answers();
    let tried = &cx.state.tried;
    let documents = &cx.state.documents;
    let controls = controls(documents, &answers, tried);
    // Where not everything was asked nothing can be tried: what was not answered could count then.
    if decision.segment.is_none() || controls.is_empty() {
        return Html::default();
    }
    let answer = match supposed(documents, &answers, tried) {
        Some(assessment) => answer(cx, &assessment),
        None => cx.draw("<p>{what-if-contradiction}</p>").end(),
    };
    cx.draw(
        "<section class='k-what-if'><h2 class='k-result__heading'>{what-if-title}</h2>\
         <p class='k-result__lead'>{what-if-lead}</p><div class='k-what-if__body'><div class='k-what-if__controls'>{}</div>\
         <div class='k-what-if__answer' role='status'>{}</div></div></section>",
    )
    .html(all(&controls, |control| slider(cx, control)))
    .html(answer)
    .end()
}

fn slider(cx: &Cx<'_>, control: &Control<'_>) -> Html {
    let question = control.question;
    let id = ["what-if-", &question.id].concat();
    let value = control.values.get(control.place).copied().unwrap_or(0);
    let words = said(cx, question, &Answer::Number(value));
    cx.draw(
        "<div class='k-slider'><label class='k-slider__label' for={}>{} <strong>{}</strong></label>\
         <input class='k-slider__input' id={} type='range' autocomplete='off' min='0' max={} step='1' aria-valuetext={} \
         value={} oninput={}></div>",
    )
    .word(&id)
    .text(cx.label(&question.id))
    .word(&words)
    .word(&id)
    .text((control.values.len() - 1).to_string())
    .word(&words)
    .text(control.place.to_string())
    .on(moved(cx, control))
    .end()
}

fn moved(cx: &Cx<'_>, control: &Control<'_>) -> Callback<Event> {
    let (id, values) = (control.question.id.clone(), control.values.clone());
    let link = cx.link.clone();
    Callback::from(move |event: Event| {
        let place = event.target_unchecked_into::<HtmlInputElement>().value().parse().unwrap_or(0_usize);
        if let Some(value) = values.get(place) {
            link.emit(Action::Suppose(id.clone(), *value));
        }
    })
}

fn answer(cx: &Cx<'_>, assessment: &Assessment<'_>) -> Html {
    let products = all(&cx.state.documents.pack.products, |product| {
        let offer = best(cx, assessment, &product.id);
        let words = match offer {
            Some(offer) => offered(cx, offer),
            None => {
                let barred = assessment.not_offered.iter().find(|not| not.product == product.id);
                cx.text(&barred.map_or("what-if-none".into(), |not| ["reason-", not.obstacle.word()].concat()))
            }
        };
        let how = how(cx, &product.id, &product.repayment);
        cx.draw("<li><strong>{}</strong>{}{}<br>{}</li>")
            .text(product_name(cx, &product.id))
            .word(if how.is_empty() { "" } else { " · " })
            .text(how)
            .text(words)
            .end()
    });
    cx.draw("<p class='k-what-if__outcome'>{}</p><ul class='k-list'>{}</ul>")
        .say(&["outcome-", assessment.outcome.word(), "-title"])
        .html(products)
        .end()
}

/// The offer of a product that is nearest to what is tried: of the term if there is one, else the greatest.
fn best<'a>(cx: &Cx<'_>, assessment: &'a Assessment<'_>, product: &str) -> Option<&'a Offer> {
    let wanted = &cx.state.documents.pack.wanted.term;
    let tried = cx.state.tried.iter().find(|(id, _)| id == wanted).map(|(_, value)| *value);
    let term = tried.or_else(|| cx.state.answers().number(wanted));
    let offers = || assessment.offers.iter().filter(|offer| offer.product == product);
    let of_term = offers().find(|offer| term.is_some_and(|term| offer.is_for(term)));
    of_term.or_else(|| offers().next())
}

fn offered(cx: &Cx<'_>, offer: &Offer) -> String {
    let say = cx.say;
    let last = offer.schedule.totals().last().copied().unwrap_or(0);
    let is_level = matches!(offer.repayment, Repayment::Level {}) || last == offer.instalment;
    say.fill(
        if is_level { "what-if-offer" } else { "what-if-offer-last" },
        &[
            ("last", &say.money(last)),
            ("amount", &say.round_money(offer.disbursed)),
            ("count", &offer.schedule.due.len().to_string()),
            ("instalment", &say.money(offer.instalment)),
            ("cost", &say.money(offer.cost)),
            ("rate", &say.percent_e12(offer.yearly_cost.against_caps().e12())),
        ],
    )
}
