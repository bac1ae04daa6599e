use super::disclosure;
use crate::web::cx::Cx;
use crate::web::draw::listed;
use crate::web::state::{Action, Place};
use web_sys::HtmlInputElement;
use yew::{Event, Html, TargetCast};

/// Pausing, keeping and forgetting; on the result, forgetting alone.
pub fn footer(cx: &Cx<'_>) -> Html {
    let body = match cx.state.place {
        Place::Start => Html::default(),
        Place::Question(_) | Place::Check | Place::Statement => {
            disclosure(cx, "pause", listed(vec![keep(cx), forget(cx)]))
        }
        Place::Result => forget(cx),
    };
    cx.draw("<footer class='k-footer'>{}{}<p class='k-footer__note'>{footer-note}</p></footer>")
        .when(cx.state.not_kept, "<p class='k-fault' role='alert'>{not-kept}</p>")
        .html(body)
        .end()
}

fn keep(cx: &Cx<'_>) -> Html {
    let kept = cx.link.reform(|event: Event| Action::Keep(event.target_unchecked_into::<HtmlInputElement>().checked()));
    cx.draw(
        "<label class='k-tick'><input class='k-tick__box' type='checkbox' autocomplete='off' checked={} onchange={}>\
         <span class='k-tick__label'>{keep-label}<span class='k-tick__hint'>{keep-hint}</span></span></label>",
    )
    .flag(cx.state.keep)
    .on(kept)
    .end()
}

/// Forgetting, with what it does beside it.
fn forget(cx: &Cx<'_>) -> Html {
    cx.draw(
        "<p class='k-forget'><button type='button' class='k-button k-button--quiet' onclick={}>{forget}</button>\
         <span class='k-forget__hint'>{forget-hint}</span></p>",
    )
    .on(cx.on(Action::Forget))
    .end()
}
