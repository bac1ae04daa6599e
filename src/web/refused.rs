//! What is shown where the hand-over can't be used: the list of what is wrong, and no question.

use super::components::{Door, door};
use super::draw::{Words, all, draw};
use super::hand::Refused;
use super::texts::Locales;
use yew::Html;

/// The page's own words alone: there are no documents to speak.
struct Own<'a>(&'a Locales, &'a str);

impl Words for Own<'_> {
    fn get(&self, id: &str) -> String {
        self.0.find(self.1, id).unwrap_or(id).to_owned()
    }
}

/// The problems of the documents.
pub fn view(refused: &Refused, locales: &Locales, locale: &str) -> Html {
    let words = Own(locales, locale);
    draw(
        &words,
        "<div class='k-page' lang={}><main class='k-main k-refused'>{}<h1>{refused-title}</h1><p>{refused-lead}</p>\
         <h2>{refused-problems}</h2><ul class='k-refused__list' lang='en'>{}</ul></main></div>",
    )
    .word(locale)
    .html(door("k-refused__door", Door::Shut))
    .html(all(&refused.problems, |(document, problem)| {
        draw(&words, "<li><code>{}{}</code>: {} ({})</li>")
            .word(document)
            .word(&problem.path)
            .word(&problem.message)
            .word(problem.code)
            .end()
    }))
    .end()
}
