//! What the guard hands over, read: the documents, the words, the half-finished form.

use super::offer::Offered;
use super::texts::{Locales, Said, find};
use super::typed::Typed;
use crate::date::Date;
use crate::form::Sheet;
use crate::golden::load_pack;
use crate::json::{Hashed, Problem, Value};
use crate::market::{Market, read_market};
use crate::pack::Pack;
use std::rc::Rc;

/// Half-finished answers by question, in the order in which they were first typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, Typed)>);

impl Form {
    /// What was typed for a question.
    pub fn get(&self, question: &str) -> Option<&Typed> {
        self.0.iter().find(|(id, _)| id == question).map(|(_, typed)| typed)
    }

    /// Changes what was typed for a question.
    pub fn edit(&mut self, question: &str, edit: &dyn Fn(&mut Typed)) {
        if let Some((_, typed)) = self.0.iter_mut().find(|(id, _)| id == question) {
            return edit(typed);
        }
        let mut typed = Typed::default();
        edit(&mut typed);
        self.0.push((question.into(), typed));
    }

    /// The questions at which something was typed or said not to be known, in the order in which it was.
    pub fn typed(&self) -> Vec<String> {
        let done = self.0.iter().filter(|(_, typed)| typed.unknown || !typed.is_blank());
        done.map(|(id, _)| id.clone()).collect()
    }

    /// Forgets the answers that a statement gave.
    pub fn drop_statement(&mut self) {
        self.0.retain(|(_, typed)| typed.by_statement.is_none());
    }

    /// Whether nothing was typed yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The form as it is kept: a pair for each question, in the order in which they were answered.
    pub fn write(&self) -> Value {
        let pair = |(id, typed): &(String, Typed)| Value::List(vec![Value::Text(id.clone()), typed.write()]);
        Value::List(self.0.iter().map(pair).collect())
    }

    /// The form as it was kept under `key`, without what is no question of `sheet`.
    pub fn read(value: &Value, key: &str, sheet: Sheet<'_>) -> Form {
        let mut form = Form::default();
        for pair in value.get(key).map(Value::items).unwrap_or_default() {
            if let [Value::Text(id), typed] = pair.items()
                && form.get(id).is_none()
                && sheet.questions.iter().any(|question| question.id == *id)
            {
                form.0.push((id.clone(), Typed::read(typed)));
            }
        }
        form
    }
}

/// The hand-over, its documents not yet read.
#[derive(Clone, Debug)]
pub struct Hand {
    /// The market document, or why it is no JSON.
    pub market: Result<Value, Problem>,
    /// The pack document, or why it is no JSON.
    pub pack: Result<Value, Problem>,
    /// The page's own texts by locale.
    pub locales: Rc<Locales>,
    /// The own names of the locales that can be had by opening the page again.
    pub more: Vec<(String, String)>,
    /// The locale to begin with.
    pub locale: String,
    /// Whether the page stands in a partner's page.
    pub embedded: bool,
    /// Whether a newer version waits to be opened.
    pub newer: bool,
    /// Whether something that was asked for could not be had.
    pub lacks: bool,
    /// Whether what reads statements was loaded.
    pub room: bool,
    /// The day.
    pub today: String,
    /// The tool to begin with.
    pub view: Tool,
}

/// What the page can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// See what a lender would likely offer.
    #[default]
    Checker,
    /// Check a loan that was offered.
    Offer,
}

impl Tool {
    /// The word by which the guard knows it.
    pub fn word(self) -> &'static str {
        match self {
            Tool::Checker => "",
            Tool::Offer => "offer",
        }
    }
}

/// Everything that does not change while the page is open.
#[derive(Debug)]
pub struct Documents {
    /// The market.
    pub market: Hashed<Market>,
    /// The pack.
    pub pack: Hashed<Pack>,
    /// What the second tool asks.
    pub offered: Offered,
    /// The day.
    pub today: Date,
    /// Whether the page stands in a partner's page.
    pub embedded: bool,
    /// The page's own texts.
    pub locales: Rc<Locales>,
    /// The own names of the locales that are had by opening the page again.
    pub more: Vec<(String, String)>,
}

/// A hand-over that can't be used: what is wrong with which document.
#[derive(Debug)]
pub struct Refused {
    /// The problems of each document by its name: `market`, `pack`, `hand`.
    pub problems: Vec<(&'static str, Problem)>,
}

impl Documents {
    /// Reads the market, then the pack by its law.
    ///
    /// # Errors
    ///
    /// Every problem of the first document that has any.
    pub fn read(hand: &Hand) -> Result<Documents, Refused> {
        let market = json(&hand.market).and_then(read_market).map_err(refused("market"))?;
        let pack = json(&hand.pack).and_then(|pack| load_pack(pack, &market)).map_err(refused("pack"))?;
        let today = Date::parse(&hand.today).ok_or_else(|| refused("hand")(vec![not_today()]))?;
        Ok(Documents {
            offered: Offered::new(&market),
            market,
            pack,
            today,
            embedded: hand.embedded,
            locales: hand.locales.clone(),
            more: hand
                .more
                .iter()
                .filter(|(locale, _)| !hand.locales.names().contains(&locale.as_str()))
                .cloned()
                .collect(),
        })
    }

    /// What a tool asks.
    pub fn sheet(&self, tool: Tool) -> Sheet<'_> {
        match tool {
            Tool::Checker => self.pack.sheet(),
            Tool::Offer => self.offered.sheet(),
        }
    }

    /// The locale of the pack's words on a page in this one, where it has none in it.
    pub fn elsewhere(&self, locale: &str) -> Option<&str> {
        let texts = &self.pack.texts;
        let spoken = |wanted: &str| texts.keys().find(|spoken| *spoken == wanted);
        if spoken(locale).is_some() {
            return None;
        }
        spoken("en").or_else(|| texts.keys().next()).map(String::as_str)
    }

    /// The message of this id, where there is one.
    pub fn find<'d>(&'d self, locale: &'d str, id: &str) -> Option<Said<'d>> {
        find(&self.locales, &self.pack, &self.market, locale, id)
    }
}

fn json(document: &Result<Value, Problem>) -> Result<&Value, Vec<Problem>> {
    document.as_ref().map_err(|problem| vec![problem.clone()])
}

fn refused(document: &'static str) -> impl Fn(Vec<Problem>) -> Refused {
    move |problems| Refused { problems: problems.into_iter().map(|problem| (document, problem)).collect() }
}

fn not_today() -> Problem {
    Problem { code: "not-a-date", path: "/today".into(), message: "a date is needed here, YYYY-MM-DD".into() }
}

#[cfg(test)]
mod tests {
    use super::{Documents, Hand, Tool};
    use crate::json::Value;
    use crate::web::texts::Locales;
    use std::rc::Rc;

    #[test]
    fn a_hand_over_of_junk_is_a_list_of_problems() {
        let junk = || Value::List(vec![Value::Null]);
        let hand = Hand {
            market: Ok(junk()),
            pack: Ok(junk()),
            locales: Rc::new(Locales(junk())),
            locale: "en".into(),
            embedded: false,
            newer: false,
            more: Vec::new(),
            lacks: false,
            room: false,
            today: "yesterday".into(),
            view: Tool::Checker,
        };
        let refused = Documents::read(&hand).err().map(|refused| refused.problems);
        let codes = refused.unwrap_or_default().into_iter().map(|(document, problem)| (document, problem.code));
        assert_eq!(codes.collect::<Vec<_>>(), [("market", "not-an-object")]);
    }
}
