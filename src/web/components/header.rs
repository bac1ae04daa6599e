use super::all;
use super::icons::{Door, door};
use super::seal::seal_chip;
use crate::web::cx::Cx;
use crate::web::hand::Tool;
use crate::web::state::Action;
use yew::{Html, html};

/// The name, the seal, the languages.
pub fn header(cx: &Cx<'_>) -> Html {
    let locales = &cx.state.documents.locales;
    html! {
        <header class="k-header">
            <div class="k-header__inner">
                <p class="k-brand">{ door("k-brand__door", Door::Open) }
                    <span class="k-brand__name" lang="zh-Hans">{ "开门" }</span>
                    <span class="k-brand__latin" lang="en">{ "Kaimen" }</span>
                </p>
                { seal_chip(cx) }
                <div class="k-locales" role="group" aria-label={cx.text("locale-choose")}>
                    { all(&mut locales.names().into_iter().filter(|locale| *locale != cx.state.locale).map(|locale| {
                        locale_button(cx, locale, locales.find(locale, "locale-name").unwrap_or(locale))
                    })) }
                </div>
            </div>
            if cx.state.tool == Tool::Checker && cx.state.documents.pack.lender.demonstration {
                <p class="k-demonstration">{ cx.text("demonstration") }</p>
            }
        </header>
    }
}

fn locale_button(cx: &Cx<'_>, locale: &str, name: &str) -> Html {
    html! {
        <button type="button" class="k-locales__one" lang={locale.to_owned()}
            onclick={cx.on(Action::Locale(locale.to_owned()))}>{ name.to_owned() }</button>
    }
}
