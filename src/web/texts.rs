//! The words of the page: whole sentences by message id, with named places.

use crate::json::Value;
use crate::market::Texts;
use std::rc::Rc;

/// The words of one locale: the page's own first, then the pack's, then the market's, so that a pack can't speak for
/// the page.
#[derive(Clone, Debug, Default)]
pub struct Words(Vec<Rc<Texts>>);

impl Words {
    /// Words from these texts, the first that has an id giving its message.
    pub fn new(layers: Vec<Rc<Texts>>) -> Words {
        Words(layers)
    }

    /// The message of this id, where there is one.
    pub fn find(&self, id: &str) -> Option<&str> {
        self.0.iter().find_map(|texts| texts.get(id)).map(String::as_str)
    }

    /// The message of this id; the id itself where there is none, so that nothing is left out unseen.
    pub fn get<'w>(&'w self, id: &'w str) -> &'w str {
        self.find(id).unwrap_or(id)
    }

    /// The message of this id with its places filled.
    pub fn fill(&self, id: &str, places: &[(&str, &str)]) -> String {
        filled(self.get(id), places)
    }
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

/// The texts of a locale as they were handed over; what is no text is left out.
pub fn texts(value: &Value) -> Texts {
    let Value::Map(entries) = value else { return Texts::new() };
    entries.iter().filter_map(|(id, text)| Some((id.clone(), text.as_text()?.to_owned()))).collect()
}

#[cfg(test)]
mod tests {
    use super::{Words, filled};
    use crate::market::Texts;
    use std::rc::Rc;

    #[test]
    fn places_are_filled_by_name_and_values_are_not_read_again() {
        assert_eq!(filled("{a} of {b}", &[("a", "{b}"), ("b", "2")]), "{b} of 2");
        assert_eq!(filled("{c} {", &[("a", "1")]), "{c} {");
    }

    #[test]
    fn the_first_layer_that_knows_an_id_speaks() {
        let texts = |text: &str| Rc::new(Texts::from([("title".to_owned(), text.to_owned())]));
        let words = Words::new(vec![Rc::default(), texts("page"), texts("pack")]);
        assert_eq!(words.get("title"), "page");
        assert_eq!(words.get("other"), "other");
    }
}
