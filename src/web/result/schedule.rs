use crate::product::Offer;
use crate::schedule::{Instalment, ScheduleColumns};
use crate::web::cx::Cx;
use crate::web::draw::listed;
use yew::Html;

/// The due payments, as a picture and as the table that says the same.
pub fn view(cx: &Cx<'_>, offer: &Offer) -> Html {
    listed(vec![chart(cx, &offer.schedule), table(cx, &offer.schedule)])
}

const WIDTH: i64 = 3_200;
const HEIGHT: i64 = 1_000;

/// A bar for each payment.
pub fn chart(cx: &Cx<'_>, plan: &ScheduleColumns) -> Html {
    let rows: Vec<(i64, i64)> = plan.rows().map(|row| (row.principal, row.interest + row.fees)).collect();
    let label = cx.say.fill("chart-label", &[("count", &rows.len().to_string())]);
    cx.draw(
        "<figure class='k-chart'><div role='img' aria-label={}>{}</div><figcaption class='k-chart__key'>\
         <span class='k-chart__entry k-chart__entry--principal'>{chart-principal}</span>\
         <span class='k-chart__entry k-chart__entry--cost'>{chart-cost}</span></figcaption></figure>",
    )
    .text(label)
    .html(Html::from_html_unchecked(picture(&rows).into()))
    .end()
}

/// A bar for each payment, principal below and cost above, as markup that holds nothing but numbers.
fn picture(rows: &[(i64, i64)]) -> String {
    let most = rows.iter().map(|(principal, cost)| principal + cost).max().unwrap_or(1).max(1);
    let pitch = WIDTH / i64::try_from(rows.len()).unwrap_or(1).max(1);
    let [mut below, mut above] = [String::new(), String::new()];
    let mut x = pitch / 8;
    for (principal, cost) in rows {
        let ground = HEIGHT - principal * HEIGHT / most;
        bar(&mut below, [x, HEIGHT, pitch * 3 / 4, ground]);
        bar(&mut above, [x, ground, pitch * 3 / 4, ground - visible(cost * HEIGHT / most, *cost)]);
        x += pitch;
    }
    [
        r#"<svg class="k-chart__picture" viewBox="0 0 3200 1020" preserveAspectRatio="none" aria-hidden="true">"#,
        r#"<path class="k-chart__principal" d=""#,
        &below,
        r#""/><path class="k-chart__cost" d=""#,
        &above,
        r#""/><path class="k-chart__ground" d="M0 1010H3200"/></svg>"#,
    ]
    .concat()
}

/// A cost that is there is seen, however small.
fn visible(height: i64, cost: i64) -> i64 {
    if cost > 0 { height.max(16) } else { 0 }
}

/// A box from `x` and `bottom`, so wide, up to `top`.
fn bar(path: &mut String, [x, bottom, width, top]: [i64; 4]) {
    let parts = [("M", x), (" ", bottom), ("h", width), ("V", top), ("h", -width)];
    for (step, number) in parts {
        path.push_str(step);
        path.push_str(&number.to_string());
    }
    path.push('z');
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
