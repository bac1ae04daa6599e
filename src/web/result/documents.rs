use super::offer::product_name;
use crate::application::Answers;
use crate::bring::DocumentToBring;
use crate::decision::Decision;
use crate::web::check::said;
use crate::web::cx::Cx;
use crate::web::draw::{all, listed};
use yew::Html;

/// What to bring to the lender for what could be offered, each paper with the answers that it shows.
pub fn view(cx: &Cx<'_>, decision: &Decision) -> Html {
    if decision.documents.is_empty() {
        return Html::default();
    }
    let answers = cx.state.answers();
    cx.draw(
        "<section class='k-documents'><h2 class='k-result__heading'>{documents-title}</h2>\
         <p class='k-result__lead'>{documents-lead}</p><ul class='k-documents__list'>{}</ul></section>",
    )
    .html(all(&decision.documents, |document| one(cx, decision, &answers, document)))
    .end()
}

fn one(cx: &Cx<'_>, decision: &Decision, answers: &Answers, document: &DocumentToBring) -> Html {
    cx.draw("<li class='k-documents__one'><strong>{}</strong>{}{}</li>")
        .say(&["document-", &document.id])
        .html(only(cx, decision, document))
        .html(proves(cx, answers, &document.proves))
        .end()
}

/// The products that it is asked for with, where others could be offered without it.
fn only(cx: &Cx<'_>, decision: &Decision, document: &DocumentToBring) -> Html {
    if decision.offers.iter().all(|offer| document.products.contains(&offer.product)) {
        return Html::default();
    }
    let mut names = String::new();
    for (place, product) in document.products.iter().enumerate() {
        names += if place == 0 { "" } else { ", " };
        names += &product_name(cx, product);
    }
    cx.draw(" <span class='k-badge'>{}</span>").text(cx.say.fill("documents-only", &[("product", &names)])).end()
}

/// The answers that it shows, of those that were given.
fn proves(cx: &Cx<'_>, answers: &Answers, proves: &[String]) -> Html {
    let mut shown = Vec::new();
    for question in &cx.state.documents.pack.questions {
        if proves.contains(&question.id)
            && let Some(answer) = answers.get(&question.id)
        {
            let mut line = cx.draw("<li>{} <b>{}</b></li>");
            shown.push(line.text(cx.label(&question.id)).text(said(cx, question, answer)).end());
        }
    }
    cx.draw("<ul class='k-documents__proves'>{}</ul>").html(listed(shown)).end()
}
