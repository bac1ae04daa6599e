use crate::web::cx::Cx;
use yew::Html;

/// Something that can be opened: the browser's own, so that it works by keyboard and is found by search. All are open
/// on paper.
pub fn disclosure(cx: &Cx<'_>, title: &str, body: Html) -> Html {
    cx.draw(
        "<details class='k-disclosure' open={}><summary class='k-disclosure__title'>{}</summary>\
         <div class='k-disclosure__body'>{}</div></details>",
    )
    .flag(cx.state.printing)
    .say(&[title])
    .html(body)
    .end()
}
