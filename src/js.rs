//! The headless face: documents in as JavaScript values, decisions out. `src/js/index.js` stands around it and is what
//! a partner imports.
//!
//! What goes out is text in the canonical form, which `JSON.parse` makes into plain objects faster than they could be
//! made one call at a time: so `JSON.stringify` of a decision gives its canonical bytes again.

use crate::date::Date;
use crate::decision::decide;
use crate::foreign;
use crate::form::{asked, read_application, read_consistent, read_partial};
use crate::golden::load_pack;
use crate::json::{Hashed, Problem, Value, Write, canonical, object, read_document, record};
use crate::market::{Market, read_market};
use crate::pack::Pack;
use crate::preview::preview;
use crate::quote;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

record! {
    /// What is said beside an application.
    pub struct Options {
        /// The day on which it is decided.
        "today" today: Date,
    }
}

/// A market and a pack that were read once and answer any number of applications.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Checker {
    market: Hashed<Market>,
    pack: Hashed<Pack>,
}

#[wasm_bindgen]
impl Checker {
    /// Reads both documents.
    ///
    /// # Errors
    ///
    /// As every function here: a JSON text, the array of all problems as `{document, code, path, message}`.
    #[wasm_bindgen(constructor)]
    pub fn new(market: &JsValue, pack: &JsValue) -> Result<Checker, JsValue> {
        let market = read("market", market, read_market)?;
        let pack = read("pack", pack, |pack| load_pack(pack, &market))?;
        Ok(Checker { market, pack })
    }

    /// The decision on an application, as canonical JSON text.
    ///
    /// # Errors
    ///
    /// Where the application or the options are refused.
    pub fn check(&self, application: &JsValue, options: &JsValue) -> Result<String, JsValue> {
        let today = today(options)?;
        let application = read("application", application, |application| {
            read_application(application, &self.market, &self.pack, today)
        })?;
        Ok(canonical(&decide(&self.market, &self.pack, &application, today).write()))
    }

    /// The ids of the questions that are asked after the answers of an application that need not be complete, as JSON
    /// text.
    ///
    /// # Errors
    ///
    /// Where the application or the options are refused.
    pub fn questions(&self, application: &JsValue, options: &JsValue) -> Result<String, JsValue> {
        let today = today(options)?;
        let partial = read("application", application, |application| read_partial(application, &self.pack))?;
        let mut ids = Vec::new();
        for question in asked(self.pack.sheet(), &partial.answers, today) {
            ids.push(question.id.write());
        }
        Ok(canonical(&Value::List(ids)))
    }

    /// What may still become of an application that need not be complete, as canonical JSON text.
    ///
    /// # Errors
    ///
    /// Where the application or the options are refused.
    pub fn preview(&self, application: &JsValue, options: &JsValue) -> Result<String, JsValue> {
        let today = today(options)?;
        let partial = read("application", application, |application| read_consistent(application, &self.pack, today))?;
        Ok(canonical(&preview(&self.market, &self.pack, &partial, today).write()))
    }
}

/// What a loan that someone was offered comes to under the law of a market, as canonical JSON text.
///
/// # Errors
///
/// Where either document is refused.
#[wasm_bindgen(js_name = checkQuote)]
pub fn check_quote(market: &JsValue, document: &JsValue) -> Result<String, JsValue> {
    let market = read("market", market, read_market)?;
    let check = |document: &Value| quote::check_quote(&market, &quote::read_quote(document)?);
    Ok(canonical(&read("quote", document, check)?.write()))
}

fn today(options: &JsValue) -> Result<Date, JsValue> {
    read("options", options, read_document::<Options>).map(|options| options.today)
}

fn read<T>(
    document: &str,
    value: &JsValue,
    read: impl FnOnce(&Value) -> Result<T, Vec<Problem>>,
) -> Result<T, JsValue> {
    let value = foreign::read(value).map_err(|problem| vec![problem]);
    value.and_then(|value| read(&value)).map_err(|problems| told(document, &problems))
}

fn told(document: &str, problems: &[Problem]) -> JsValue {
    let text = |text: &str| String::from(text);
    let mut list = Vec::new();
    for Problem { code, path, message } in problems {
        list.push(object(&[
            ("document", &text(document)),
            ("code", &text(code)),
            ("path", path),
            ("message", message),
        ]));
    }
    canonical(&Value::List(list)).into()
}
