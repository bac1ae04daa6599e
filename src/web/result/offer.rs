use super::rights::{cited, disclosed};
use super::schedule;
use crate::apr::YearlyCost;
use crate::cap::{CapStatus, CapTest, a_year};
use crate::date::Date;
use crate::flow::Period;
use crate::loan::{Repayment, Term};
use crate::market::{Case, Occasion};
use crate::pack::question::Unit;
use crate::product::Offer;
use crate::rate::Apr;
use crate::web::cx::Cx;
use crate::web::draw::{all, listed};
use crate::web::state::Action;
use yew::Html;

/// What stands in the columns beside the offer's name.
pub const COLUMNS: [&str; 7] =
    ["offer-received", "offer-instalment", "offer-term", "offer-cost", "offer-total", "offer-rate", "offer-ends"];

/// One loan that could be offered, as a line of the table; `less` is by how much others are of more money.
pub fn row(cx: &Cx<'_>, (place, offer): (usize, &Offer), marks: Html, less: i64) -> Html {
    let mut cells = Vec::new();
    for (id, value) in COLUMNS.iter().zip(values(cx, offer, less)) {
        cells.push(cell(cx, id, value));
    }
    let is_open = is_open(cx, place);
    cx.draw(
        "<tr class='k-offer' role='row' key={}><th class='k-offer__head' role='rowheader' scope='row'>\
         <span class='k-offer__name'>{}</span><span class='k-offer__how'>{}</span>\
         <span class='k-offer__aims'>{}</span>\
         <button type='button' class='k-offer__open' aria-expanded={} onclick={}>{}<span class='k-hidden'>{}</span></button>\
         </th>{}</tr>",
    )
    .text(["offer-", &place.to_string()].concat())
    .text(product_name(cx, &offer.product))
    .text(how(cx, &offer.product, &offer.repayment))
    .html(marks)
    .word(if is_open { "true" } else { "false" })
    .on(cx.on(Action::Detail(place)))
    .say(&[if is_open { "offer-details-close" } else { "offer-details" }])
    .text([" ", &cx.say.round_money(offer.disbursed), " ", &length(cx, offer.term)].concat())
    .html(listed(cells))
    .end()
}

/// Whether the details of the offer at this place are to be seen: on paper, all.
pub fn is_open(cx: &Cx<'_>, place: usize) -> bool {
    cx.state.printing || cx.state.opened.contains(&place)
}

fn cell(cx: &Cx<'_>, id: &str, (value, note): (String, String)) -> Html {
    let note = if note.is_empty() {
        Html::default()
    } else {
        cx.draw("<span class='k-offer__note'>{}</span>").text(note).end()
    };
    cx.draw("<td class='k-offer__cell' role='cell'><span class='k-offer__label' aria-hidden='true'>{}</span><strong>{}</strong>{}</td>")
        .say(&[id])
        .text(value)
        .html(note)
        .end()
}

/// What the columns say, each with what has to be known beside it.
fn values(cx: &Cx<'_>, offer: &Offer, less: i64) -> [(String, String); 7] {
    let say = cx.say;
    let totals = offer.schedule.totals();
    let last = totals.last().copied().unwrap_or(0);
    let differs = !matches!(offer.repayment, Repayment::Level {}) && last != offer.instalment;
    let less = if less > 0 { say.fill("offer-less", &[("amount", &say.round_money(less))]) } else { String::new() };
    let last_one = if differs { say.fill("offer-last-value", &[("amount", &say.money(last))]) } else { String::new() };
    let count = say.fill("offer-count", &[("count", &totals.len().to_string())]);
    let compound = match offer.yearly_cost.effective {
        Some(rate) => say.percent_e12(rate.e12()),
        None => cx.text("rate-too-great"),
    };
    let simple = say.percent_e12(offer.yearly_cost.nominal.e12());
    [
        (say.round_money(offer.disbursed), less),
        (say.money(offer.instalment), last_one),
        (length(cx, offer.term), count),
        (say.money(offer.cost), String::new()),
        (say.money(offer.total), String::new()),
        (compound, say.fill("offer-rate-simple", &[("rate", &simple)])),
        (offer.schedule.due.last().map_or_else(String::new, |due| say.date(*due)), String::new()),
    ]
}

/// How long it runs: whole months, or else how many of its own periods.
pub fn length(cx: &Cx<'_>, term: Term) -> String {
    match term.whole_months() {
        Some(months) if months > 0 => cx.say.count(Unit::Months, months.into()),
        _ => [&term.periods.to_string(), " × ", &every(cx, term.every)].concat(),
    }
}

/// All that there is to know about an offer, across the table.
pub fn details(cx: &Cx<'_>, (place, offer): (usize, &Offer), today: Date) -> Html {
    cx.draw(
        "<tr class='k-details' role='row' key={}><td class='k-details__cell' role='cell' colspan='8'>\
         <div class='k-details__body'>{}</div></td></tr>",
    )
    .text(["details-", &place.to_string()].concat())
    .html(all_of(cx, offer, today))
    .end()
}

/// Its terms, what is due when as a picture and a table, and how it stands to the law.
pub fn all_of(cx: &Cx<'_>, offer: &Offer, today: Date) -> Html {
    cx.draw(
        "<div class='k-details__terms'><dl class='k-terms'>{}</dl>{}</div>\
         <div class='k-details__schedule'><h3 class='k-details__title'>{offer-schedule}</h3>{}</div>\
         <div><h3 class='k-details__title'>{offer-law}</h3>{}</div>",
    )
    .html(all(&rows(cx, offer), |(id, value)| term(cx, id, value)))
    .html(rates(cx, &offer.yearly_cost))
    .html(schedule::view(cx, offer))
    .html(law(cx, offer, today))
    .end()
}

/// The name of a product; its id where the pack has no words for it.
pub fn product_name(cx: &Cx<'_>, product: &str) -> String {
    cx.say.find(&["product-", product, "-name"].concat()).unwrap_or_else(|| product.to_owned())
}

/// How a product is repaid; nothing where its name says so already.
pub fn how(cx: &Cx<'_>, product: &str, form: &Repayment) -> String {
    let how = cx.text(repayment(form));
    if how == product_name(cx, product) { String::new() } else { how }
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
pub fn repayment(form: &Repayment) -> &'static str {
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
