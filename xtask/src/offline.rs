//! What the checker keeps on the device to open without a network: the list is written into its worker.

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::site::Files;

/// The worker.
pub const WORKER: &str = "offline.js";

/// Files that every opening of the page loads, by their path in the site. A folder stands for its `index.html`.
const KEPT: [&str; 9] =
    ["", "offer/", "guard.js", "boot.js", "app.js", "app.wasm", "app.css", "locales/zh-Hans.json", "locales/en.json"];

/// Writes into the worker what it keeps, and a version that is another whenever any of it is.
///
/// # Errors
///
/// Where a file is missing, or the worker has no place for them.
pub fn stamp(files: &mut Files) -> Result<()> {
    let mut hash = Sha256::new();
    for file in KEPT.map(file) {
        let bytes = files.get(&file).with_context(|| format!("the site has no {file}"))?;
        hash.update(Sha256::digest(bytes));
    }
    let version: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let worker = files.get(WORKER).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
    let (version, kept) = (format!("VERSION = 'kaimen-{version}'"), format!("FILES = {KEPT:?}"));
    let stamped = worker.replacen("VERSION = 'unstamped'", &version, 1).replacen("FILES = []", &kept, 1);
    ensure!(stamped.contains(&version) && stamped.contains(&kept), "{WORKER} has no place for version and files");
    files.insert(WORKER.to_owned(), stamped.into_bytes());
    Ok(())
}

fn file(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    fn stamped(app: &str) -> String {
        let mut files: Files = KEPT.map(|path| (file(path), b"x".to_vec())).into();
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
    }

    #[test]
    fn a_site_that_lacks_a_file_is_refused_by_name() {
        let missing = stamp(&mut Files::new()).unwrap_err().to_string();
        assert_eq!(missing, "the site has no index.html");
    }
}
