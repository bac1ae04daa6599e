use super::all;
use crate::web::browser;
use crate::web::cx::Cx;
use yew::{Callback, Html, MouseEvent, html};

/// What is wrong, first on the page and with the focus; each entry leads to its field.
///
/// `entries`: the words, and the id of what they lead to.
pub fn summary(cx: &Cx<'_>, entries: &[(String, String)]) -> Html {
    if entries.is_empty() {
        return Html::default();
    }
    html! {
        <div class="k-summary" role="alert" tabindex="-1" data-focus="">
            <h2 class="k-summary__title">{ cx.text("summary-title") }</h2>
            <ul class="k-summary__list">
                { all(&mut entries.iter().map(|(words, id)| html! {
                    <li><button type="button" class="k-link" onclick={leads_to(id)}>{ words.clone() }</button></li>
                })) }
            </ul>
        </div>
    }
}

fn leads_to(id: &str) -> Callback<MouseEvent> {
    let id = id.to_owned();
    Callback::from(move |_| browser::focus_on(&id))
}

/// The same words at the field.
pub fn inline_fault(cx: &Cx<'_>, words: Option<&str>) -> Html {
    words.map_or_else(Html::default, |words| {
        html! {
            <p class="k-fault" id="fault"><span class="k-hidden">{ cx.text("fault-prefix") }</span>{ words.to_owned() }</p>
        }
    })
}
