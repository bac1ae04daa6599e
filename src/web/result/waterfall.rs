use crate::decision::Decision;
use crate::web::components::disclosure;
use crate::web::cx::Cx;
use crate::web::draw::all;
use crate::web::steps::{Step, span, steps};
use yew::Html;

/// What helped and what hurt the score, step by step from what it is compared with: a table that holds its own picture.
pub fn view(cx: &Cx<'_>, decision: &Decision) -> Html {
    let steps = steps(decision);
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return Html::default() };
    let scale = span(&steps);
    let body = cx
        .draw("<p>{}</p><table class='k-points' aria-label={points-title}><tbody>{}{}{}</tbody></table>")
        .say(&["points-lead-", decision.reference.word()])
        .html(end(cx, "points-start", first.from))
        .html(all(&steps, |step| line(cx, step, scale)))
        .html(end(cx, "points-end", last.to))
        .end();
    disclosure(cx, "points-title", body)
}

fn end(cx: &Cx<'_>, id: &str, score: i64) -> Html {
    cx.draw("<tr><th scope='row'>{}</th><td></td><td class='k-points__change'>{}</td></tr>")
        .say(&[id])
        .text(cx.say.number(score))
        .end()
}

fn line(cx: &Cx<'_>, step: &Step<'_>, scale: (i64, i64)) -> Html {
    let change = step.to - step.from;
    let sign = if change > 0 { "+" } else { "" };
    cx.draw("<tr><th scope='row'>{}</th><td class='k-points__bar'>{}</td><td class='k-points__change'>{}{}</td></tr>")
        .text(name(cx, &step.given.characteristic))
        .html(Html::from_html_unchecked(picture(step, scale).into()))
        .word(sign)
        .text(cx.say.number(change))
        .end()
}

/// The pack's words for it; where it lacks them, those of its reason.
fn name(cx: &Cx<'_>, characteristic: &str) -> String {
    let own = cx.say.find(&["characteristic-", characteristic].concat());
    own.unwrap_or_else(|| cx.text(&["reason-", characteristic].concat()))
}

/// A bar from one score to the other, as markup that holds nothing but numbers.
fn picture(step: &Step<'_>, (least, most): (i64, i64)) -> String {
    let at = |score: i64| (score - least) * 1_000 / (most - least).max(1);
    let (from, to) = (at(step.from), at(step.to));
    let class = if from < to { "helped" } else { "hurt" };
    [
        r#"<svg class="k-points__picture" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><path class="k-points__"#,
        class,
        r#"" d="M"#,
        &from.to_string(),
        " 0H",
        &to.to_string(),
        r#"V10H"#,
        &from.to_string(),
        r#"z"/></svg>"#,
    ]
    .concat()
}
