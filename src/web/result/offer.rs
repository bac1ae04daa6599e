use super::rights::{cited, disclosed};
use super::schedule;
use crate::apr::YearlyCost;
use crate::cap::{CapStatus, CapTest, a_year};
use crate::date::Date;
use crate::flow::Period;
use crate::loan::Repayment;
use crate::market::{Case, Occasion};
use crate::pack::question::Unit;
use crate::product::{Aim, Offer};
use crate::rate::Apr;
use crate::web::components::disclosure;
use crate::web::cx::Cx;
use crate::web::draw::{all, listed};
use yew::Html;

/// One loan that could be offered.
pub fn view(cx: &Cx<'_>, offer: &Offer, is_best: bool, today: Date) -> Html {
    let class = if is_best { "k-offer k-offer--best" } else { "k-offer" };
    let aims = if offer.aims.is_empty() {
        Html::default()
    } else {
        let aim = |aim: &Aim| cx.draw("<li class='k-badge'>{}</li>").say(&["aim-", aim.word()]).end();
        cx.draw("<ul class='k-offer__aims'>{}</ul>").html(all(&offer.aims, aim)).end()
    };
    cx.draw(
        "<li class={}><h3 class='k-offer__name'>{}</h3>{}<p class='k-offer__received'>\
         <span class='k-offer__label'>{offer-received}</span><strong class='k-offer__amount'>{}</strong></p>\
         <dl class='k-terms'>{}</dl>{}<div class='k-offer__more'>{}{}</div></li>",
    )
    .word(class)
    .text(product_name(cx, &offer.product))
    .html(aims)
    .text(cx.say.round_money(offer.disbursed))
    .html(all(&rows(cx, offer), |(id, value)| term(cx, id, value)))
    .html(rates(cx, &offer.yearly_cost))
    .html(disclosure(cx, "offer-schedule", schedule::view(cx, offer)))
    .html(disclosure(cx, "offer-law", law(cx, offer, today)))
    .end()
}

/// The name of a product; its id where the pack has no words for it.
pub fn product_name(cx: &Cx<'_>, product: &str) -> String {
    cx.say.find(&["product-", product, "-name"].concat()).unwrap_or(product).to_owned()
}

fn rows(cx: &Cx<'_>, offer: &Offer) -> Vec<(&'static str, String)> {
    let say = cx.say;
    let plan = &offer.schedule;
    let mut rows = vec![("offer-repayment", cx.text(repayment(&offer.repayment)))];
    if plan.due.len() > 1 {
        rows.push(("offer-every", every(cx, offer.term.every)));
    }
    rows.extend(offer.term.whole_months().map(|months| ("offer-term", say.count(Unit::Months, months.into()))));
    rows.extend(instalments(cx, offer));
    rows.push(("offer-cost", say.money(offer.cost)));
    if offer.fees > 0 {
        rows.push(("offer-fees", say.money(offer.fees)));
    }
    rows.push(("offer-total", say.money(offer.total)));
    let product = cx.state.documents.pack.products.iter().find(|product| product.id == offer.product);
    if let Some(late) = product.and_then(|product| product.late.as_ref()) {
        let rate = say.limit_e12(Apr::from_ppm(late.rate).e12());
        rows.push(("offer-late", say.fill("offer-late-value", &[("rate", &rate)])));
    }
    if let [first, .., last] = plan.due.as_slice() {
        rows.push(("offer-first-due", say.date(*first)));
        rows.push(("offer-ends", say.date(*last)));
    } else {
        rows.extend(plan.due.first().map(|due| ("offer-ends", say.date(*due))));
    }
    rows
}

/// What is paid each time; the first and the last, and the greatest where it is neither, of payments that differ.
fn instalments(cx: &Cx<'_>, offer: &Offer) -> Vec<(&'static str, String)> {
    let say = cx.say;
    let totals = offer.schedule.totals();
    let last = totals.last().copied().unwrap_or(0);
    if totals.len() < 2 {
        return vec![("offer-only", say.money(last))];
    }
    if let Repayment::Level {} = offer.repayment {
        let (amount, count) = (say.money(offer.instalment), totals.len().to_string());
        let (id, last) = match last == offer.instalment {
            true => ("offer-instalment-value", String::new()),
            false => ("offer-instalment-value-last", say.money(last)),
        };
        return vec![("offer-instalment", say.fill(id, &[("amount", &amount), ("count", &count), ("last", &last)]))];
    }
    let mut rows = vec![("offer-first", say.money(offer.instalment))];
    let greatest = totals.iter().copied().max().unwrap_or(0);
    if greatest > last.max(offer.instalment) {
        rows.push(("offer-greatest", say.money(greatest)));
    }
    rows.push(("offer-last", say.money(last)));
    rows
}

/// The message that names a form of repayment; what is only ever quoted is no offer.
fn repayment(form: &Repayment) -> &'static str {
    match form {
        Repayment::Level {} | Repayment::Flat {} | Repayment::Given { .. } => "repayment-level",
        Repayment::EqualPrincipal {} => "repayment-equal-principal",
        Repayment::InterestFirst {} => "repayment-interest-first",
        Repayment::Bullet {} => "repayment-bullet",
        Repayment::DayInterest {} => "repayment-day-interest",
        Repayment::Graduated { .. } => "repayment-graduated",
        Repayment::Seasonal { .. } => "repayment-seasonal",
        Repayment::InterestOnly { .. } => "repayment-interest-only-then-level",
        Repayment::Skipped { .. } => "repayment-skipped",
        Repayment::Balloon { .. } => "repayment-balloon",
    }
}

/// How often payments fall due.
fn every(cx: &Cx<'_>, period: Period) -> String {
    let id = ["every-", period.unit.word(), if period.count == 1 { "-one" } else { "" }].concat();
    cx.say.fill(&id, &[("count", &period.count.to_string())])
}

/// One line of a list of numbers.
pub fn term(cx: &Cx<'_>, id: &str, value: &str) -> Html {
    cx.draw("<div class='k-terms__row'><dt class='k-terms__name'>{}</dt><dd class='k-terms__value'>{}</dd></div>")
        .say(&[id])
        .word(value)
        .end()
}

/// The yearly rate in both readings of the law, no smaller than the amount's own words.
pub fn rates(cx: &Cx<'_>, cost: &YearlyCost) -> Html {
    let compound = match cost.effective {
        Some(rate) => cx.say.percent_e12(rate.e12()),
        None => cx.text("rate-too-great"),
    };
    cx.draw(
        "<dl class='k-rate'>\
         <div class='k-rate__one'><dt class='k-rate__name'>{rate-compound}</dt><dd class='k-rate__value'>{}</dd></div>\
         <div class='k-rate__one'><dt class='k-rate__name'>{rate-simple}</dt><dd class='k-rate__value'>{}</dd></div></dl>",
    )
    .text(compound)
    .text(cx.say.percent_e12(cost.nominal.e12()))
    .end()
}

/// The caps it was held against, and what has to be said with an offer.
fn law(cx: &Cx<'_>, offer: &Offer, today: Date) -> Html {
    let case = Case {
        amount: Some(offer.principal),
        yearly_cost: Some(a_year(&offer.yearly_cost)),
        ..cx.state.documents.pack.case(None, &[])
    };
    let mut lines = Vec::new();
    for cap in &offer.caps {
        lines.push(cited(cx, [&cx.text(&cap.rule), " ", &held(cx, cap)].concat(), &cap.cite));
    }
    let market = &cx.state.documents.market;
    let day = market.law_day(today);
    for said in &market.disclosures {
        if said.when == Occasion::Offer && said.rule.holds_on(day) && said.scope.covers(&case) {
            lines.push(disclosed(cx, said));
        }
    }
    cx.draw("<ul class='k-list'>{}</ul>").html(listed(lines)).end()
}

fn held(cx: &Cx<'_>, cap: &CapTest) -> String {
    let percent = |rate: Option<Apr>| rate.map(|rate| cx.say.limit_e12(rate.e12())).unwrap_or_default();
    let id = match cap.status {
        CapStatus::Within => "cap-within",
        CapStatus::Over => "cap-over",
        CapStatus::Untested => "cap-untested",
    };
    cx.say.fill(id, &[("value", &percent(cap.value)), ("limit", &percent(cap.limit))])
}
