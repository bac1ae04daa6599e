//! What is shown where the hand-over can't be used: the list of what is wrong, and no question.

use super::components::{Door, all, door};
use super::hand::Refused;
use super::texts::Locales;
use yew::{Html, html};

/// The problems of the documents.
pub fn view(refused: &Refused, locales: &Locales, locale: &str) -> Html {
    let text = |id: &str| locales.find(locale, id).unwrap_or(id).to_owned();
    html! {
        <div class="k-page" lang={locale.to_owned()}>
            <main class="k-main k-refused">
                { door("k-refused__door", Door::Shut) }
                <h1>{ text("refused-title") }</h1>
                <p>{ text("refused-lead") }</p>
                <h2>{ text("refused-problems") }</h2>
                <ul class="k-refused__list" lang="en">
                    { all(&mut refused.problems.iter().map(|(document, problem)| html! {
                        <li><code>{ [document, problem.path.as_str()].concat() }</code>{ ": " }
                            { problem.message.clone() }{ " (" }{ problem.code }{ ")" }</li>
                    })) }
                </ul>
            </main>
        </div>
    }
}
