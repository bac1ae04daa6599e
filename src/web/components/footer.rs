use super::disclosure;
use crate::web::cx::Cx;
use crate::web::state::{Action, Place};
use web_sys::HtmlInputElement;
use yew::{Event, Html, TargetCast, html};

/// Pausing, keeping and forgetting; on the result, forgetting alone.
pub fn footer(cx: &Cx<'_>) -> Html {
    let body = match cx.state.place {
        Place::Start => Html::default(),
        Place::Question(_) | Place::Check => disclosure(cx.text("pause"), html! { <>{ keep(cx) }{ forget(cx) }</> }),
        Place::Result => forget(cx),
    };
    html! {
        <footer class="k-footer">
            if cx.state.not_kept {
                <p class="k-fault" role="alert">{ cx.text("not-kept") }</p>
            }
            { body }
            <p class="k-footer__note">{ cx.text("footer-note") }</p>
        </footer>
    }
}

fn keep(cx: &Cx<'_>) -> Html {
    let onchange =
        cx.link.reform(|event: Event| Action::Keep(event.target_unchecked_into::<HtmlInputElement>().checked()));
    html! {
        <label class="k-tick">
            <input class="k-tick__box" type="checkbox" autocomplete="off" checked={cx.state.keep} {onchange} />
            <span class="k-tick__label">{ cx.text("keep-label") }
                <span class="k-tick__hint">{ cx.text("keep-hint") }</span>
            </span>
        </label>
    }
}

/// Forgetting, with what it does beside it.
fn forget(cx: &Cx<'_>) -> Html {
    html! {
        <p class="k-forget">
            <button type="button" class="k-button k-button--quiet" onclick={cx.on(Action::Forget)}>
                { cx.text("forget") }
            </button>
            <span class="k-forget__hint">{ cx.text("forget-hint") }</span>
        </p>
    }
}
