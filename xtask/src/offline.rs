//! What the checker keeps on the device to open without a network: the list is written into its worker.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

use crate::site::Files;
use crate::{locales, stamp};

/// The worker.
pub const WORKER: &str = "offline.js";

/// Files that every opening of the page loads, by their path in the site. A folder stands for its `index.html`.
const KEPT: [&str; 9] =
    ["", "offer/", "guard.js", "boot.js", "app.js", "app.wasm", "app.css", "locales/zh-Hans.json", "locales/en.json"];

/// Files that some openings load: kept from then on.
const STATEMENT: [&str; 5] = [
    "statement/statement.js",
    "statement/statement.wasm",
    "statement/room.js",
    "statement/zh-Hans.json",
    "statement/en.json",
];

/// Writes into the worker what it keeps, each file with its hash, and a version that is another whenever any of it is.
///
/// # Errors
///
/// Where a file is missing, or the worker has no place for them.
pub fn stamp(files: &mut Files) -> Result<()> {
    let more = locales::more(files).map(String::as_str);
    let words = locales::more(files).map(|path| path.replacen("locales/", "statement/", 1));
    let words: Vec<String> = words.filter(|path| files.contains_key(path)).collect();
    let more = more.chain(STATEMENT).chain(words.iter().map(String::as_str));
    let (kept, more) = (hashes(files, KEPT)?, hashes(files, more)?);
    let version = Sha256::digest(format!("{kept}{more}"));
    let version: String = version.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    stamp::constant(files, WORKER, "VERSION", &format!("'kaimen-{version}'"))?;
    stamp::constant(files, WORKER, "FILES", &kept)?;
    stamp::constant(files, WORKER, "MORE", &more)
}

/// What each of these files holds, in the words of `integrity`.
fn hashes<'p>(files: &Files, paths: impl IntoIterator<Item = &'p str>) -> Result<String> {
    let hash = |path: &str| {
        let file = file(path);
        let bytes = files.get(&file).with_context(|| format!("the site has no {file}"))?;
        Ok((path.to_owned(), format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))))
    };
    let hashes: BTreeMap<String, String> = paths.into_iter().map(hash).collect::<Result<_>>()?;
    Ok(serde_json::to_string(&hashes)?)
}

fn file(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    fn stamped(app: &str) -> String {
        let all = KEPT.into_iter().chain(STATEMENT);
        let mut files: Files = all.map(|path| (file(path), b"x".to_vec())).collect();
        files.insert("app.js".into(), app.into());
        files.insert(WORKER.into(), std::fs::read(project::root().join("www").join(WORKER)).unwrap());
        stamp(&mut files).unwrap();
        String::from_utf8(files[WORKER].clone()).unwrap()
    }

    #[test]
    fn another_file_is_another_version() {
        assert_eq!(stamped("a"), stamped("a"));
        assert_ne!(stamped("a"), stamped("b"));
        assert!(!stamped("a").contains("unstamped"));
        // The first bytes of the SHA-256 of "x".
        assert!(stamped("a").contains("\"boot.js\":\"sha256-LXEWQrcmsEQBYnyp"));
    }

    #[test]
    fn a_site_that_lacks_a_file_is_refused_by_name() {
        let missing = stamp(&mut Files::new()).unwrap_err().to_string();
        assert_eq!(missing, "the site has no index.html");
    }
}
