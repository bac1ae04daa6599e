use crate::decision::Decision;
use crate::market::{Disclosure, Occasion, Rule, Scope, Source};
use crate::web::components::disclosure;
use crate::web::cx::Cx;
use crate::web::draw::listed;
use yew::Html;

/// What has to be known about this result, and what may be asked of a lender.
pub fn view(cx: &Cx<'_>, decision: &Decision) -> Html {
    let market = &cx.state.documents.market;
    let offered = !decision.offers.is_empty();
    let case = cx.state.documents.pack.case(None, &[]);
    let day = market.law_day(decision.receipt.today);
    let holds = |rule: &Rule, scope: &Scope| rule.holds_on(day) && scope.covers(&case);
    let (mut lines, mut cite) = (Vec::new(), cited_by(decision));
    for warning in &decision.warnings {
        lines.push(cx.draw("<li>{}</li>").say(&["warning-", warning.word()]).end());
    }
    for said in &market.disclosures {
        let is_time = match said.when {
            Occasion::Result => true,
            Occasion::BeforeSigning => offered,
            Occasion::Refusal => !offered,
            Occasion::Offer => false,
        };
        if is_time && holds(&said.rule, &said.scope) {
            cite.extend_from_slice(&said.rule.cite);
            lines.push(disclosed(cx, said));
        }
    }
    for right in &market.rights {
        if holds(&right.rule, &right.scope) {
            cite.extend_from_slice(&right.rule.cite);
            lines.push(cited(cx, cx.text(&right.rule.id), &right.rule.cite));
        }
    }
    for cap in &market.late_caps {
        if offered && holds(&cap.rule, &cap.scope) {
            cite.extend_from_slice(&cap.rule.cite);
            lines.push(cited(cx, cx.text(&cap.rule.id), &cap.rule.cite));
        }
    }
    cx.draw(
        "<section class='k-rights'><h2 class='k-result__heading'>{rights-title}</h2>\
         <ul class='k-list'><li>{warning-upfront}</li>{}</ul>{}</section>",
    )
    .html(listed(lines))
    .html(disclosure(cx, "rights-sources", sources_of(cx, &|id| cite.iter().any(|cited| cited == id))))
    .end()
}

/// The sources that offers, refusals and rules that fired rest on.
fn cited_by(decision: &Decision) -> Vec<String> {
    let mut cite = Vec::new();
    for offer in &decision.offers {
        offer.caps.iter().for_each(|cap| cite.extend_from_slice(&cap.cite));
    }
    decision.not_offered.iter().for_each(|one| cite.extend_from_slice(&one.cite));
    decision.findings.iter().for_each(|finding| cite.extend_from_slice(&finding.cite));
    cite
}

/// What has to be said, with its official wording where that is in another language than the page.
pub fn disclosed(cx: &Cx<'_>, said: &Disclosure) -> Html {
    let official = said.official.as_deref().filter(|official| *official != cx.say.locale()).unwrap_or_default();
    let texts = cx.state.documents.market.texts.get(official);
    let quoted = match texts.and_then(|texts| texts.get(&said.rule.id)) {
        Some(text) => cx.draw(" <q lang={}>{}</q>").word(official).word(text).end(),
        None => Html::default(),
    };
    cx.draw("<li>{}{}{}</li>").say(&[&said.rule.id]).html(quoted).html(citations(cx, &said.rule.cite)).end()
}

/// A line with the sources that it rests on.
pub fn cited(cx: &Cx<'_>, words: String, cite: &[String]) -> Html {
    cx.draw("<li>{}{}</li>").text(words).html(citations(cx, cite)).end()
}

/// The ids of the sources that something rests on, where there are any.
pub fn citations(cx: &Cx<'_>, cite: &[String]) -> Html {
    if cite.is_empty() {
        return Html::default();
    }
    let mut names = String::new();
    for (place, id) in cite.iter().enumerate() {
        names += if place == 0 { "" } else { ", " };
        names += &if id.starts_with("house-") { cx.text("source-own") } else { id.clone() };
    }
    let sources = cx.say.fill("citation", &[("sources", &names)]);
    cx.draw("<span class='k-cite'>{}</span>").text(sources).end()
}

/// The sources of all the market's rules.
pub fn sources(cx: &Cx<'_>) -> Html {
    sources_of(cx, &|_| true)
}

/// The sources of these ids, to be looked up elsewhere: nothing links out of a sealed page.
fn sources_of(cx: &Cx<'_>, is_cited: &dyn Fn(&str) -> bool) -> Html {
    let source = |source: &Source| cx.draw("<li><code>{}</code> {}</li>").word(&source.id).word(&source.citation).end();
    let mut sources = Vec::new();
    for one in cx.state.documents.market.sources.iter().filter(|one| is_cited(&one.id)) {
        sources.push(source(one));
    }
    cx.draw("<ul class='k-list' lang='en'>{}</ul>").html(listed(sources)).end()
}
