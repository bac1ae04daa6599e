use crate::web::browser;
use crate::web::cx::Cx;
use crate::web::draw::all;
use yew::{Callback, Event, Html};

/// What is wrong, first on the page and with the focus; each entry leads to its field.
///
/// `entries`: the words, and the id of what they lead to.
pub fn summary(cx: &Cx<'_>, entries: &[(String, String)]) -> Html {
    if entries.is_empty() {
        return Html::default();
    }
    let entry = |(words, id): &(String, String)| {
        cx.draw("<li><button type='button' class='k-link' onclick={}>{}</button></li>")
            .on(leads_to(id))
            .word(words)
            .end()
    };
    cx.draw(
        "<div class='k-summary' role='alert' tabindex='-1' data-focus=''>\
         <h2 class='k-summary__title'>{summary-title}</h2><ul class='k-summary__list'>{}</ul></div>",
    )
    .html(all(entries, entry))
    .end()
}

fn leads_to(id: &str) -> Callback<Event> {
    let id = id.to_owned();
    Callback::from(move |_| browser::focus_on(&id))
}

/// The same words at the field.
pub fn inline_fault(cx: &Cx<'_>, words: Option<&str>) -> Html {
    let Some(words) = words else { return Html::default() };
    cx.draw("<p class='k-fault' id='fault'><span class='k-hidden'>{fault-prefix}</span>{}</p>").word(words).end()
}
