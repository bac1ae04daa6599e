//! What the guard hands over, read: the documents, the words, the half-finished form.

use super::texts::{Words, texts};
use super::typed::Typed;
use crate::date::Date;
use crate::json::{Hashed, Problem, Value};
use crate::market::{Market, Texts, read_market};
use crate::pack::{Pack, read_pack};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Half-finished answers by question.
pub type Form = BTreeMap<String, Typed>;

/// The hand-over, its documents not yet read.
#[derive(Clone, Debug)]
pub struct Hand {
    /// The market document.
    pub market: Value,
    /// The pack document.
    pub pack: Value,
    /// The page's own texts by locale.
    pub locales: Value,
    /// The locale to begin with.
    pub locale: String,
    /// Whether the page stands in a partner's page.
    pub embedded: bool,
    /// The form as it was kept.
    pub saved: Value,
    /// The day.
    pub today: String,
}

/// Everything that does not change while the page is open.
#[derive(Debug)]
pub struct Documents {
    /// The market.
    pub market: Hashed<Market>,
    /// The pack.
    pub pack: Hashed<Pack>,
    /// The day.
    pub today: Date,
    /// Whether the page stands in a partner's page.
    pub embedded: bool,
    /// The words of every locale.
    pub words: BTreeMap<String, Words>,
}

/// A hand-over that can't be used: what is wrong with which document.
#[derive(Debug)]
pub struct Refused {
    /// The problems of each document by its name: `market`, `pack`, `hand`.
    pub problems: Vec<(&'static str, Problem)>,
    /// The words of every locale.
    pub words: BTreeMap<String, Words>,
}

impl Documents {
    /// Reads the market, then the pack by its law.
    ///
    /// # Errors
    ///
    /// Every problem of the first document that has any.
    pub fn read(hand: &Hand) -> Result<Documents, Refused> {
        let refused = |document, problems: Vec<Problem>| Refused {
            problems: problems.into_iter().map(|problem| (document, problem)).collect(),
            words: words(&hand.locales, &[]),
        };
        let market = read_market(&hand.market).map_err(|problems| refused("market", problems))?;
        let pack = read_pack(&hand.pack, &market).map_err(|problems| refused("pack", problems))?;
        let today = Date::parse(&hand.today).ok_or_else(|| refused("hand", vec![not_today()]))?;
        let words = words(&hand.locales, &[&pack.texts, &market.texts]);
        Ok(Documents { market, pack, today, embedded: hand.embedded, words })
    }

    /// The locale of this name, or the first there is.
    pub fn locale(&self, wanted: &str) -> String {
        known_locale(&self.words, wanted)
    }
}

/// The locale of this name, or the first there is.
pub fn known_locale(words: &BTreeMap<String, Words>, wanted: &str) -> String {
    let known = words.get_key_value(wanted).or_else(|| words.first_key_value());
    known.map_or_else(|| wanted.to_owned(), |(locale, _)| locale.clone())
}

fn not_today() -> Problem {
    Problem { code: "not-a-date", path: "/today".into(), message: "a date is needed here, YYYY-MM-DD".into() }
}

/// The words of each locale; what the documents say only in another language is still better than a bare id.
fn words(locales: &Value, documents: &[&BTreeMap<String, Texts>]) -> BTreeMap<String, Words> {
    let Value::Map(entries) = locales else { return BTreeMap::new() };
    let own: Vec<(&String, Rc<Texts>)> =
        entries.iter().map(|(locale, value)| (locale, Rc::new(texts(value)))).collect();
    let shared: Vec<BTreeMap<&String, Rc<Texts>>> = documents
        .iter()
        .map(|document| document.iter().map(|(locale, texts)| (locale, Rc::new(texts.clone()))).collect())
        .collect();
    let layers = |locale: &String, own: &Rc<Texts>| {
        let mut layers = vec![own.clone()];
        layers.extend(shared.iter().filter_map(|document| document.get(locale)).cloned());
        layers.extend(shared.iter().flat_map(BTreeMap::values).cloned());
        Words::new(layers)
    };
    own.iter().map(|(locale, own)| ((*locale).clone(), layers(locale, own))).collect()
}

/// The form as it was kept, if one was.
pub fn saved(value: &Value) -> Form {
    let Some(Value::Map(entries)) = value.get("typed") else { return Form::new() };
    entries.iter().map(|(id, typed)| (id.clone(), Typed::read(typed))).collect()
}

/// The form as it is kept.
pub fn keep(form: &Form) -> Value {
    let typed = form.iter().map(|(id, typed)| (id.clone(), typed.write())).collect();
    Value::Map(vec![("typed".into(), Value::Map(typed))])
}

#[cfg(test)]
mod tests {
    use super::{Documents, Form, Hand, keep, saved};
    use crate::json::Value;
    use crate::web::typed::Typed;

    #[test]
    fn a_hand_over_of_junk_is_a_list_of_problems() {
        let junk = || Value::List(vec![Value::Null]);
        let hand = Hand {
            market: junk(),
            pack: junk(),
            locales: junk(),
            locale: "en".into(),
            embedded: false,
            saved: junk(),
            today: "yesterday".into(),
        };
        let refused = Documents::read(&hand).err().map(|refused| refused.problems);
        let codes = refused.unwrap_or_default().into_iter().map(|(document, problem)| (document, problem.code));
        assert_eq!(codes.collect::<Vec<_>>(), [("market", "not-an-object")]);
        assert!(saved(&hand.saved).is_empty());
    }

    #[test]
    fn a_kept_form_comes_back() {
        let form = Form::from([("income".to_owned(), Typed::text("3万"))]);
        assert_eq!(saved(&keep(&form)), form);
    }
}
