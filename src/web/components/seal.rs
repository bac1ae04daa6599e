use super::disclosure;
use super::icons::lock;
use crate::web::cx::Cx;
use yew::Html;

/// In the header of every view: whether anything can leave the page.
pub fn seal_chip(cx: &Cx<'_>) -> Html {
    let (class, id) =
        if cx.state.sealed { ("k-seal k-seal--closed", "seal-closed-short") } else { ("k-seal", "seal-open-short") };
    cx.draw("<p class={}>{}{}</p>").word(class).html(lock("k-seal__lock", cx.state.sealed)).say(&[id]).end()
}

/// What the seal is, and how to check it oneself.
pub fn seal_notice(cx: &Cx<'_>) -> Html {
    let (class, id) =
        if cx.state.sealed { ("k-sealed k-sealed--closed", "seal-closed") } else { ("k-sealed", "seal-open") };
    let how = cx
        .draw(
            "<p>{seal-how-intro}</p><ol class='k-steps'><li>{seal-check-network}</li><li>{seal-check-flight}</li>\
         <li>{seal-check-policy}</li><li>{seal-check-source}</li></ol><p>{seal-limits}</p>",
        )
        .end();
    cx.draw("<section class={}><p class='k-sealed__text'>{}{}</p>{}</section>")
        .word(class)
        .html(lock("k-sealed__lock", cx.state.sealed))
        .say(&[id])
        .html(disclosure(cx, "seal-how", how))
        .end()
}
