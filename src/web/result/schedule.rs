use crate::date::Date;
use crate::product::Offer;
use crate::schedule::{Instalment, ScheduleColumns};
use crate::web::bars::{Bars, bars};
use crate::web::cx::Cx;
use crate::web::draw::listed;
use yew::Html;

/// The due payments, as a picture and as the table that says the same.
pub fn view(cx: &Cx<'_>, offer: &Offer) -> Html {
    listed(vec![chart(cx, &offer.schedule), table(cx, &offer.schedule)])
}

/// A bar for each payment, its parts one above the other, and over them what is still owed as a line; said in words for who
/// does not see it, and with the sums beside what stands for each part.
pub fn chart(cx: &Cx<'_>, plan: &ScheduleColumns) -> Html {
    let sums = [&plan.principal, &plan.interest, &plan.fees].map(|part| part.iter().sum::<i64>());
    let totals = plan.totals();
    let day = |due: Option<&Date>| due.map_or_else(String::new, |due| cx.say.date(*due));
    let label = cx.say.fill(
        "chart-label",
        &[
            ("count", &totals.len().to_string()),
            ("first", &day(plan.due.first())),
            ("last", &day(plan.due.last())),
            ("most", &cx.say.money(totals.iter().copied().max().unwrap_or(0))),
            ("principal", &cx.say.money(sums[0])),
            ("cost", &cx.say.money(sums[1] + sums[2])),
        ],
    );
    let mut parts = Vec::new();
    for (id, sum) in PARTS.iter().zip(sums) {
        if sum > 0 {
            parts.push(entry(cx, id, sum));
        }
    }
    if totals.len() > 1 {
        parts.push(entry(cx, "balance", sums[0]));
    }
    cx.draw(
        "<figure class='k-chart'><div role='img' aria-label={}>{}</div>\
         <figcaption class='k-chart__key'>{}</figcaption></figure>",
    )
    .text(label)
    .html(Html::from_html_unchecked(picture(plan).into()))
    .html(listed(parts))
    .end()
}

/// The parts of a payment, from below.
const PARTS: [&str; 3] = ["principal", "interest", "fees"];

fn entry(cx: &Cx<'_>, part: &str, sum: i64) -> Html {
    cx.draw("<span class='k-chart__entry'>{}{} {}</span>")
        .html(Html::from_html_unchecked(swatch(part).into()))
        .say(&["chart-", part])
        .text(cx.say.money(sum))
        .end()
}

/// What stands for a part, drawn as it is in the picture.
fn swatch(part: &str) -> String {
    let line = if part == "balance" { "M0 14L16 2" } else { "M1 1H15V15H1z" };
    let parts =
        [r#"<svg class="k-chart__swatch" viewBox="0 0 16 16" aria-hidden="true">"#, &path(part, line), "</svg>"];
    parts.concat()
}

fn path(part: &str, line: &str) -> String {
    [r#"<path class="k-chart__"#, part, r#"" d=""#, line, r#""/>"#].concat()
}

/// The picture, as markup that holds nothing but numbers.
fn picture(plan: &ScheduleColumns) -> String {
    let Bars { parts, balance } = bars(plan);
    let mut drawn = String::from(
        r#"<svg class="k-chart__picture" viewBox="0 0 3200 1020" preserveAspectRatio="none" aria-hidden="true">"#,
    );
    for (part, line) in PARTS.iter().zip(&parts) {
        drawn += &path(part, line);
    }
    if plan.due.len() > 1 {
        drawn += &path("balance", &balance);
    }
    drawn += &path("ground", "M0 1010H3200");
    drawn + "</svg>"
}

/// The same as a table.
pub fn table(cx: &Cx<'_>, plan: &ScheduleColumns) -> Html {
    let with_fees = plan.fees.iter().any(|fee| *fee > 0);
    let mut lines = Vec::new();
    for (at, row) in plan.rows().enumerate() {
        lines.push(line(cx, at + 1, &row, with_fees));
    }
    cx.draw(
        "<div class='k-table' tabindex='0' role='group' aria-label={schedule-caption}><table class='k-table__grid'>\
         <thead><tr><th scope='col'>{schedule-number}</th><th scope='col'>{schedule-due}</th>\
         <th scope='col' class='k-table__money'>{schedule-payment}</th>\
         <th scope='col' class='k-table__money'>{schedule-principal}</th>\
         <th scope='col' class='k-table__money'>{schedule-interest}</th>{}\
         <th scope='col' class='k-table__money'>{schedule-balance}</th></tr></thead><tbody>{}</tbody></table></div>",
    )
    .when(with_fees, "<th scope='col' class='k-table__money'>{schedule-fees}</th>")
    .html(listed(lines))
    .end()
}

fn line(cx: &Cx<'_>, number: usize, row: &Instalment, with_fees: bool) -> Html {
    let fees = if with_fees {
        cx.draw("<td class='k-table__money'>{}</td>").text(cx.say.money(row.fees)).end()
    } else {
        Html::default()
    };
    cx.draw(
        "<tr key={}><th scope='row'>{}</th><td>{}</td><td class='k-table__money'>{}</td>\
         <td class='k-table__money'>{}</td><td class='k-table__money'>{}</td>{}<td class='k-table__money'>{}</td></tr>",
    )
    .text(number.to_string())
    .text(number.to_string())
    .text(row.due.text())
    .text(cx.say.money(row.total()))
    .text(cx.say.money(row.principal))
    .text(cx.say.money(row.interest))
    .html(fees)
    .text(cx.say.money(row.balance))
    .end()
}
