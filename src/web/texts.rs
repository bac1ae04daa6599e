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

/// The message of this id: the page's own first, then the market's, then the pack's, so that a pack can speak neither for the
/// page nor for the law. What the documents say only in another language is still better than nothing.
pub fn find<'t>(own: &'t Locales, pack: &'t Pack, market: &'t Market, locale: &str, id: &str) -> Option<&'t str> {
    let documents = [&market.texts, &pack.texts];
    let in_locale = |texts: &'t Map<Texts>| texts.get(locale)?.get(id);
    let in_any = |texts: &'t Map<Texts>| texts.values().find_map(|texts| texts.get(id));
    own.find(locale, id).or_else(|| {
        let found = documents.into_iter().find_map(in_locale).or_else(|| documents.into_iter().find_map(in_any));
        found.map(String::as_str)
    })
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
    use super::{Locales, filled};
    use crate::json::Value;

    #[test]
    fn places_are_filled_by_name_and_values_are_not_read_again() {
        assert_eq!(filled("{a} of {b}", &[("a", "{b}"), ("b", "2")]), "{b} of 2");
        assert_eq!(filled("{c} {", &[("a", "1")]), "{c} {");
    }

    #[test]
    fn a_locale_that_is_not_there_gives_way_to_the_first() {
        let locales = Locales(Value::Map(vec![("en".into(), Value::Null), ("zh-Hans".into(), Value::Null)]));
        assert_eq!((locales.known("zh-Hans"), locales.known("xx")), ("zh-Hans", "en"));
        assert_eq!(Locales(Value::Null).known("xx"), "xx");
    }
}
