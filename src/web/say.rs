//! What the page says in one language: its words, and numbers, money and dates by the browser's own Intl.

use super::draw::Words;
use super::hand::Documents;
use super::texts::filled;
use crate::date::Date;
use crate::pack::question::{AnswerKind, Unit};
use js_sys::{Array, Function, Intl, Object, Reflect};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// The words and formats of one language.
#[derive(Debug)]
pub struct Say {
    documents: Rc<Documents>,
    locale: String,
    money: Function,
    round_money: Function,
    short_money: Function,
    number: Function,
    percent: Function,
    limit: Function,
    date: Function,
}

impl Say {
    /// The words and formats of `locale`.
    pub fn new(documents: &Rc<Documents>, locale: &str) -> Say {
        let currency = &documents.market.currency;
        let money = |more: &[(&str, JsValue)]| {
            let options = options(&[
                ("style", "currency".into()),
                ("currency", currency.code.as_str().into()),
                ("currencyDisplay", "narrowSymbol".into()),
            ]);
            set(&options, more);
            number_format(locale, &options)
        };
        Say {
            documents: documents.clone(),
            locale: locale.into(),
            money: money(&[]),
            round_money: money(&[("trailingZeroDisplay", "stripIfInteger".into())]),
            short_money: money(&[("notation", "compact".into()), ("maximumFractionDigits", 6.into())]),
            number: number_format(locale, &options(&[("maximumFractionDigits", 4.into())])),
            limit: number_format(locale, &options(&[("style", "percent".into()), ("maximumFractionDigits", 3.into())])),
            percent: number_format(
                locale,
                &options(&[("style", "percent".into()), ("minimumFractionDigits", 2.into())]),
            ),
            date: date_format(locale),
        }
    }

    /// The language.
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// The message of this id, where there is one; marked where it is in another language.
    pub fn find(&self, id: &str) -> Option<String> {
        self.documents.find(&self.locale, id).map(|said| said.on_a_page_in(&self.locale))
    }

    /// The message of this id with its places filled.
    pub fn fill(&self, id: &str, places: &[(&str, &str)]) -> String {
        filled(&self.get(id), places)
    }

    /// An amount to the last minor unit.
    pub fn money(&self, minor: i64) -> String {
        said(&self.money, self.major(minor))
    }

    /// An amount, without the fraction where that is zero.
    pub fn round_money(&self, minor: i64) -> String {
        said(&self.round_money, self.major(minor))
    }

    /// An amount as it is said: 3.5万, 35K.
    pub fn short_money(&self, minor: i64) -> String {
        said(&self.short_money, self.major(minor))
    }

    /// The sign of the currency.
    pub fn money_sign(&self) -> String {
        self.round_money(0).trim_matches(['0', ' ', '\u{a0}']).to_owned()
    }

    /// A whole number.
    pub fn number(&self, number: i64) -> String {
        said(&self.number, number as f64)
    }

    /// A rate in units of 1e-12, in per cent with two digits.
    pub fn percent_e12(&self, e12: i64) -> String {
        said(&self.percent, e12 as f64 / 1e12)
    }

    /// A limit in units of 1e-12, in per cent with as many digits as it needs.
    pub fn limit_e12(&self, e12: i64) -> String {
        said(&self.limit, e12 as f64 / 1e12)
    }

    /// A date in full.
    pub fn date(&self, date: Date) -> String {
        let epoch = Date::new(1970, 1, 1);
        epoch.map_or_else(String::new, |epoch| said(&self.date, date.days_since(epoch) as f64 * 86_400_000.0))
    }

    /// A number with what it counts, a rate in parts per million in per cent; one of it has its own message.
    pub fn count(&self, unit: Unit, count: i64) -> String {
        let id = ["unit-", unit.word(), if count == 1 { "-one" } else { "" }].concat();
        let count = if unit == Unit::Percent { said(&self.number, count as f64 / 1e4) } else { self.number(count) };
        self.fill(&id, &[("count", &count)])
    }

    /// A number as the answer to a question of this kind.
    pub fn quantity(&self, kind: &AnswerKind, number: i64) -> String {
        match kind {
            AnswerKind::Number { unit, .. } => self.count(*unit, number),
            AnswerKind::Money { .. } | AnswerKind::Choice { .. } | AnswerKind::Date { .. } | AnswerKind::YesNo {} => {
                self.round_money(number)
            }
        }
    }

    fn major(&self, minor: i64) -> f64 {
        // OK because what is shown is rounded to minor units again, and amounts stay below 2⁵³.
        minor as f64 / f64::from(10_u32.pow(self.documents.market.currency.minor_units.min(9)))
    }
}

/// An id without a message is said itself, so that nothing is left out unseen.
impl Words for Say {
    fn get(&self, id: &str) -> String {
        self.find(id).unwrap_or_else(|| id.to_owned())
    }
}

fn number_format(locale: &str, options: &Object) -> Function {
    Intl::NumberFormat::new(&Array::of1(&locale.into()), options).format()
}

/// Days are civil: the zone of the browser must not move them.
fn date_format(locale: &str) -> Function {
    let pairs = [("dateStyle", "long".into()), ("timeZone", "UTC".into())];
    Intl::DateTimeFormat::new(&Array::of1(&locale.into()), &options(&pairs)).format()
}

fn options(pairs: &[(&str, JsValue)]) -> Object {
    let options = Object::new();
    set(&options, pairs);
    options
}

fn set(options: &Object, pairs: &[(&str, JsValue)]) {
    for (key, value) in pairs {
        // OK because a plain object takes any property.
        Reflect::set(options, &(*key).into(), value).ok();
    }
}

fn said(format: &Function, number: f64) -> String {
    let text = format.call1(&JsValue::UNDEFINED, &number.into());
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}
