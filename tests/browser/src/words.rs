//! The words that the page says, read from the documents of the built site.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::site;

/// The locales that every opening loads.
pub const LOCALES: [&str; 2] = ["zh-Hans", "en"];

/// The words of one locale.
#[derive(Clone, Debug)]
pub struct Words {
    layers: [Value; 4],
}

impl Words {
    /// The page's own words, those of its statements, then those of the pack, then those of the market: in English where they have none.
    ///
    /// # Errors
    ///
    /// Where the site has not been built.
    pub fn of(locale: &str) -> Result<Self> {
        let page = site::document(&format!("locales/{locale}.json"))?;
        let texts = |path| {
            let mut texts = site::document(path)?["texts"].take();
            let spoken = if texts[locale].is_object() { locale } else { "en" };
            Ok::<_, anyhow::Error>(texts[spoken].take())
        };
        let statement = site::document(&format!("statement/{locale}.json"))?;
        Ok(Self { layers: [page, statement, texts(site::PACK)?, texts("markets/cn.json")?] })
    }

    /// The message of this id.
    ///
    /// # Errors
    ///
    /// Where no document has it.
    pub fn get(&self, id: &str) -> Result<&str> {
        let found = self.layers.iter().find_map(|layer| layer.get(id)?.as_str());
        found.with_context(|| format!("no words for {id}"))
    }

    /// The message of this id up to its first place: `Question {at} of …` begins with `Question `.
    ///
    /// # Errors
    ///
    /// Where no document has it.
    pub fn beginning(&self, id: &str) -> Result<&str> {
        Ok(self.get(id)?.split('{').next().unwrap_or_default())
    }
}
