use yew::{Html, html};

/// Something that can be opened: the browser's own, so that it works by keyboard and is found by search.
pub fn disclosure(title: String, body: Html) -> Html {
    html! {
        <details class="k-disclosure">
            <summary class="k-disclosure__title">{ title }</summary>
            <div class="k-disclosure__body">{ body }</div>
        </details>
    }
}
