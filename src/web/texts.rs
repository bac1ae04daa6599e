//! The words of the page: whole sentences by message id, with named places.

use crate::json::{Map, Value};
use crate::market::{Market, Texts};
use crate::pack::Pack;

/// The page's own texts by locale, as they were handed over.
#[derive(Debug)]
pub struct Locales(pub Value);

impl Locales {
    /// The names of the locales, in the order in which they were handed over.
    pub fn names(&self) -> Vec<&str> {
        match &self.0 {
            Value::Map(entries) => entries.iter().map(|(name, _)| name.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// The locale of this name, or the first there is.
    pub fn known<'l>(&'l self, wanted: &'l str) -> &'l str {
        let names = self.names();
        if names.contains(&wanted) { wanted } else { names.first().copied().unwrap_or(wanted) }
    }

    /// A message of the page's own, where there is one.
    pub fn find(&self, locale: &str, id: &str) -> Option<&str> {
        self.0.get(locale)?.get(id)?.as_text()
    }
}

/// A message, and the locale whose words it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<'t> {
    /// The locale.
    pub locale: &'t str,
    /// The words.
    pub text: &'t str,
}

/// The message of this id: the page's own first, then the market's, then the pack's, so that a pack can speak neither for the
/// page nor for the law. What is only said in another language, English before the rest, is still better than nothing.
pub fn find<'t>(own: &'t Locales, pack: &'t Pack, market: &'t Market, locale: &'t str, id: &str) -> Option<Said<'t>> {
    let mut locales = vec![locale, "en"];
    locales.extend(own.names());
    let own = || locales.iter().find_map(|locale| Some(Said { locale, text: own.find(locale, id)? }));
    own()
        .or_else(|| [&market.texts, &pack.texts].into_iter().find_map(|texts| said_in(texts, locale, id)))
        .or_else(|| [&market.texts, &pack.texts].into_iter().find_map(|texts| said(texts, id)))
}

fn said_in<'t>(texts: &'t Map<Texts>, locale: &'t str, id: &str) -> Option<Said<'t>> {
    Some(Said { locale, text: texts.get(locale)?.get(id)? })
}

fn said<'t>(texts: &'t Map<Texts>, id: &str) -> Option<Said<'t>> {
    let any = || texts.iter().find_map(|(locale, texts)| Some(Said { locale, text: texts.get(id)? }));
    said_in(texts, "en", id).or_else(any)
}

/// Around what is in another language than the page: private characters, which no message has. `draw` makes an element with
/// its `lang` of it.
const FOREIGN: [char; 3] = ['\u{e000}', '\u{e001}', '\u{e002}'];

impl Said<'_> {
    /// The words for a page in this language, marked where they are in another.
    pub fn on_a_page_in(&self, locale: &str) -> String {
        let mut marked = String::new();
        if self.locale == locale {
            return self.text.into();
        }
        let [begin, says, end] = FOREIGN;
        marked.push(begin);
        marked.push_str(self.locale);
        marked.push(says);
        marked.push_str(self.text);
        marked.push(end);
        marked
    }
}

/// Whether anything in a text is in another language than the page.
pub fn is_marked(text: &str) -> bool {
    let [begin, ..] = FOREIGN;
    text.contains(begin)
}

/// The parts of a text, each with the locale that it is marked with: none where it is in the page's language.
pub fn parts(text: &str) -> Vec<(&str, &str)> {
    let [begin, says, end] = FOREIGN;
    let mut parts = Vec::new();
    let mut is_marked = false;
    for piece in text.split(begin) {
        let (locale, rest) = if is_marked { piece.split_once(says).unwrap_or_default() } else { ("", piece) };
        is_marked = true;
        let mut locale = locale;
        for part in rest.split(end) {
            if !part.is_empty() {
                parts.push((locale, part));
            }
            locale = "";
        }
    }
    parts
}

/// A message with its places filled; a place that has no value stays as it stands.
pub fn filled(message: &str, places: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let value = after
            .split_once('}')
            .and_then(|(name, tail)| places.iter().find(|(place, _)| *place == name).map(|(_, value)| (*value, tail)));
        match value {
            Some((value, tail)) => {
                text.push_str(value);
                rest = tail;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::{Locales, Said, filled, parts};
    use crate::json::Value;

    #[test]
    fn places_are_filled_by_name_and_values_are_not_read_again() {
        assert_eq!(filled("{a} of {b}", &[("a", "{b}"), ("b", "2")]), "{b} of 2");
        assert_eq!(filled("{c} {", &[("a", "1")]), "{c} {");
    }

    #[test]
    fn what_is_in_another_language_is_known_by_its_parts() {
        let foreign = |text| Said { locale: "en", text }.on_a_page_in("es");
        assert_eq!(parts(&foreign("Name")), [("en", "Name")]);
        let change = filled("Cambiar: {question} ({x})", &[("question", &foreign("Age?")), ("x", "1")]);
        assert_eq!(parts(&change), [("", "Cambiar: "), ("en", "Age?"), ("", " (1)")]);
        let nested = foreign(&filled("the {group} group", &[("group", &foreign("thin"))]));
        assert_eq!(parts(&nested), [("en", "the "), ("en", "thin"), ("", " group")]);
        assert_eq!(Said { locale: "es", text: "Nombre" }.on_a_page_in("es"), "Nombre");
    }

    #[test]
    fn a_locale_that_is_not_there_gives_way_to_the_first() {
        let locales = Locales(Value::Map(vec![("en".into(), Value::Null), ("zh-Hans".into(), Value::Null)]));
        assert_eq!((locales.known("zh-Hans"), locales.known("xx")), ("zh-Hans", "en"));
        assert_eq!(Locales(Value::Null).known("xx"), "xx");
    }
}
