//! A language that no one speaks: the English words with accents, two fifths longer, in brackets. What is seen without them
//! was never handed to a translator, and what has no room for it has none for German either.

use anyhow::{Context, Result};
use serde_json::{Map, Value};
use xtask::site::Files;

use crate::site;

/// Its tag: `Intl` formats for it as for English.
pub const PSEUDO: &str = "en-XA";

/// Adds it to a site: to the page, its lender and its law, and to the page of components.
///
/// # Errors
///
/// Where one of those is not there.
pub fn add(files: &mut Files) -> Result<()> {
    let words = document(files, "locales/en.json")?;
    let mut words = in_pseudo(&words);
    words["decimal-mark"] = ".".into();
    files.insert(format!("locales/{PSEUDO}.json"), words.to_string().into_bytes());
    let words = in_pseudo(&document(files, "statement/en.json")?);
    files.insert(format!("statement/{PSEUDO}.json"), words.to_string().into_bytes());
    for path in [site::PACK, "markets/cn.json"] {
        let mut whole = document(files, path)?;
        whole["texts"][PSEUDO] = in_pseudo(&whole["texts"]["en"]);
        files.insert(path.to_owned(), whole.to_string().into_bytes());
    }
    site::replace(files, "components/state.js", "['zh-Hans', 'en']", &format!("['zh-Hans', 'en', '{PSEUDO}']"));
    Ok(())
}

fn document(files: &Files, path: &str) -> Result<Value> {
    let bytes = files.get(path).with_context(|| format!("the site has no {path}"))?;
    serde_json::from_slice(bytes).with_context(|| format!("reading {path}"))
}

fn in_pseudo(texts: &Value) -> Value {
    let texts = texts.as_object().into_iter().flatten();
    let said = texts.map(|(id, text)| (id.clone(), Value::from(pseudo(text.as_str().unwrap_or_default()))));
    said.collect::<Map<_, _>>().into()
}

/// `Kept {count} days` becomes `[Ķéþţ {count} ðáýš one two…]`, its places left alone.
fn pseudo(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut in_place = false;
    let accented = text.chars().map(|character| {
        in_place = (in_place || character == '{') && character != '}';
        if in_place { character } else { with_accent(character) }
    });
    let longer = " ļőñĝéŕ".chars().cycle().take(text.chars().count().div_ceil(5) * 2);
    format!("[{}{}]", accented.collect::<String>(), longer.collect::<String>())
}

fn with_accent(character: char) -> char {
    let (plain, accented) = ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", ACCENTED);
    plain.find(character).and_then(|at| accented.chars().nth(at)).unwrap_or(character)
}

const ACCENTED: &str = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž";
