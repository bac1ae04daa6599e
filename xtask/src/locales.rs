//! The locales besides the two that are always loaded. A file in `www/locales/` is a locale: nothing else lists them.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::site::Files;
use crate::stamp;

/// The locales that every opening of the page loads.
const ALWAYS: [&str; 2] = ["zh-Hans", "en"];

/// Tells the guard which other locales there are, by their own names.
///
/// # Errors
///
/// Where one is no JSON or does not name itself, or the guard has no place for them.
pub fn stamp(files: &mut Files) -> Result<()> {
    let name = |path: &String| {
        let locale = of(path).unwrap_or_default().to_owned();
        let texts: Value = serde_json::from_slice(files.get(path).map_or(&[], Vec::as_slice))
            .with_context(|| format!("{path} is no JSON"))?;
        let name =
            texts.get("locale-name").and_then(Value::as_str).with_context(|| format!("{path} has no locale-name"))?;
        Ok((locale, name.to_owned()))
    };
    let names: BTreeMap<String, String> = more(files).map(name).collect::<Result<_>>()?;
    stamp::constant(files, "guard.js", "MORE", &serde_json::to_string(&names)?)
}

/// The paths of those locales.
pub fn more(files: &Files) -> impl Iterator<Item = &String> {
    files.keys().filter(|path| of(path).is_some_and(|locale| !ALWAYS.contains(&locale)))
}

fn of(path: &str) -> Option<&str> {
    path.strip_prefix("locales/")?.strip_suffix(".json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    #[test]
    fn a_file_is_a_locale() {
        let guard = std::fs::read(project::root().join("www/guard.js")).unwrap();
        let mut files = Files::from([("guard.js".to_owned(), guard)]);
        for (locale, name) in [("zh-Hans", "中文"), ("en", "English"), ("xx", "Xish")] {
            files.insert(format!("locales/{locale}.json"), format!("{{\"locale-name\":\"{name}\"}}").into_bytes());
        }
        stamp(&mut files).unwrap();
        let guard = String::from_utf8(files["guard.js"].clone()).unwrap();
        assert!(guard.contains("\nconst MORE = {\"xx\":\"Xish\"}; // "), "{guard}");
    }
}
