use super::{cheaper, offer};
use crate::decision::{Decision, Outcome};
use crate::pack::question::Unit;
use crate::product::Offer;
use crate::web::compare::{Asked, Wish, best_at, sorted};
use crate::web::cx::Cx;
use crate::web::draw::{all, listed};
use crate::web::state::Action;
use yew::Html;

/// The offers side by side: a table where there is room for one, else a card for each, in the order that was picked.
pub fn view(cx: &Cx<'_>, decision: &Decision) -> Html {
    if decision.offers.is_empty() {
        return Html::default();
    }
    let title = if decision.outcome == Outcome::Referred { "offers-title-referred" } else { "offers-title" };
    cx.draw(
        "<section class='k-offers'><h2 class='k-result__heading'>{}</h2>{}{}\
         <table class='k-offers__table' role='table' aria-label={offers-title}><thead class='k-offers__head' role='rowgroup'><tr role='row'>\
         <th role='columnheader' scope='col'>{offer-name}</th>{}</tr></thead><tbody role='rowgroup'>{}</tbody></table>{}\
         <p class='k-result__lead'>{offers-lead}</p></section>",
    )
    .say(&[title])
    .html(asked(cx, decision))
    .html(wishes(cx, decision))
    .html(all(&offer::COLUMNS, |id| cx.draw("<th role='columnheader' scope='col'>{}</th>").say(&[id]).end()))
    .html(rows(cx, decision))
    .html(cheaper::view(cx, decision))
    .end()
}

/// Each offer, and below it its details where they are to be seen.
fn rows(cx: &Cx<'_>, decision: &Decision) -> Html {
    let offers = &decision.offers;
    let asked = Asked::of(&cx.state.answers(), &cx.state.documents.pack.wanted);
    let most = offers.iter().map(|offer| offer.principal).max().unwrap_or(0);
    let mut rows = Vec::new();
    for place in sorted(offers, cx.state.wish.unwrap_or_default(), asked) {
        let Some(offer) = offers.get(place) else { continue };
        let is_as_asked = asked.amount == Some(offer.principal) && asked.term.is_some_and(|term| offer.is_for(term));
        let mut marks = Vec::new();
        if is_as_asked {
            marks.push(mark(cx, "as-wanted"));
        }
        for wish in best_at(offers, place, asked) {
            if !is_as_asked || wish != Wish::Nearest {
                marks.push(mark(cx, wish.word()));
            }
        }
        rows.push(offer::row(cx, (place, offer), listed(marks), most - offer.principal));
        if offer::is_open(cx, place) {
            rows.push(offer::details(cx, (place, offer), decision.receipt.today));
        }
    }
    listed(rows)
}

/// What it is the best at, in words.
fn mark(cx: &Cx<'_>, aim: &str) -> Html {
    cx.draw("<span class='k-badge'>{}</span>").say(&["aim-", aim]).end()
}

/// What the applicant may want most; nothing to pick where there is one offer.
fn wishes(cx: &Cx<'_>, decision: &Decision) -> Html {
    if decision.offers.len() < 2 {
        return Html::default();
    }
    let wish = |wish: &Wish| {
        cx.draw(
            "<label class='k-wish'><input class='k-wish__button' type='radio' name='wish' autocomplete='off' checked={} \
             onchange={}><span>{}</span></label>",
        )
        .flag(*wish == cx.state.wish.unwrap_or_default())
        .on(cx.on(Action::Sort(*wish)))
        .say(&["aim-", wish.word()])
        .end()
    };
    cx.draw("<fieldset class='k-wishes'><legend class='k-wishes__legend'>{offers-sort}</legend>{}</fieldset>")
        .html(all(&Wish::ALL, wish))
        .end()
}

/// What is heard once the offers stand in the order that was picked: which is the first now.
pub fn sorted_as(cx: &Cx<'_>, decision: &Decision, wish: Wish) -> String {
    let asked = Asked::of(&cx.state.answers(), &cx.state.documents.pack.wanted);
    let places = sorted(&decision.offers, wish, asked);
    let Some(first) = places.first().and_then(|place| decision.offers.get(*place)) else { return String::new() };
    let places = [
        ("wish", &*cx.text(&["aim-", wish.word()].concat())),
        ("product", &offer::product_name(cx, &first.product)),
        ("amount", &cx.say.round_money(first.disbursed)),
    ];
    cx.say.fill("offers-sorted", &places)
}

/// What was asked for, where no offer is of that amount and term, and what stands in the way of more.
fn asked<'a>(cx: &Cx<'_>, decision: &'a Decision) -> Html {
    let (answers, wanted) = (cx.state.answers(), &cx.state.documents.pack.wanted);
    let greatest = |offers: &mut dyn Iterator<Item = &'a Offer>| offers.max_by_key(|offer| offer.principal);
    let (amount, term) = (answers.number(&wanted.amount), answers.number(&wanted.term));
    let of_term = greatest(&mut decision.offers.iter().filter(|offer| term.is_some_and(|term| offer.is_for(term))));
    let is_less = |offer: &&Offer| amount.is_some_and(|amount| amount > offer.principal);
    let words = if let Some(most) = greatest(&mut decision.offers.iter()).filter(is_less) {
        less(cx, decision, "offers-less", most)
    } else if let Some(most) = of_term.filter(is_less) {
        less(cx, decision, "offers-less-in-term", most)
    } else if let (None, Some(term)) = (of_term, term) {
        cx.say.fill("offers-other-term", &[("term", &cx.say.count(Unit::Months, term))])
    } else {
        return Html::default();
    };
    cx.draw("<p class='k-offers__asked'>{}</p>").text(words).end()
}

fn less(cx: &Cx<'_>, decision: &Decision, id: &str, most: &Offer) -> String {
    let (answers, wanted) = (cx.state.answers(), &cx.state.documents.pack.wanted);
    let carried = decision.capacity.as_ref().map_or(0, |capacity| capacity.instalment);
    let places = [
        ("amount", &*cx.say.round_money(answers.number(&wanted.amount).unwrap_or(0))),
        ("term", &cx.say.count(Unit::Months, answers.number(&wanted.term).unwrap_or(0))),
        ("most", &cx.say.round_money(most.principal)),
    ];
    let why = ["amount-bound-", most.bound.word()].concat();
    cx.say.fill(id, &places) + &cx.say.fill(&why, &[("instalment", &cx.say.money(carried))])
}
