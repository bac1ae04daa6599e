use super::icons::{Door, door};
use super::seal::seal_chip;
use crate::web::cx::Cx;
use crate::web::state::Action;
use yew::{Html, html};

/// The name, the seal, the languages.
pub fn header(cx: &Cx<'_>) -> Html {
    html! {
        <header class="k-header">
            <div class="k-header__inner">
                <p class="k-brand">{ door("k-brand__door", Door::Open) }
                    <span class="k-brand__name" lang="zh-Hans">{ "开门" }</span>
                    <span class="k-brand__latin" lang="en">{ "Kaimen" }</span>
                </p>
                { seal_chip(cx) }
                <div class="k-locales" role="group" aria-label={cx.text("locale-choose")}>
                    { for cx.state.documents.words.iter().map(|(locale, words)| {
                        locale_button(cx, locale, words.get("locale-name"))
                    }) }
                </div>
            </div>
            if cx.state.documents.pack.lender.demonstration {
                <p class="k-demonstration">{ cx.text("demonstration") }</p>
            }
        </header>
    }
}

fn locale_button(cx: &Cx<'_>, locale: &str, name: &str) -> Html {
    let is_chosen = cx.state.locale == locale;
    html! {
        <button type="button" class="k-locales__one" lang={locale.to_owned()} aria-pressed={is_chosen.to_string()}
            onclick={cx.on(Action::Locale(locale.to_owned()))}>{ name.to_owned() }</button>
    }
}
