//! What is served: the built site, or a copy of it with something changed.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{fs, io};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use xtask::site::{self, Files};
use xtask::{project, server, stamp};

pub use xtask::server::Server;

/// The pack that the page opens with.
pub const PACK: &str = "packs/example-lender.json";
/// The day on which [`on_the_day`] opens.
pub const DAY: &str = "2026-11-23";

/// Serves the built site on a free port.
///
/// # Errors
///
/// Where it has not been built.
pub fn serve() -> Result<Server> {
    server::serve(&built()?, 0)
}

/// The address of the built site, served once for all tests of a process.
#[must_use]
pub fn address() -> String {
    static SERVER: LazyLock<Server> = LazyLock::new(|| serve().unwrap_or_else(|error| panic!("{error:#}")));
    SERVER.address()
}

/// Serves a copy of the built site, changed, on a free port. The name is that of its folder.
///
/// # Errors
///
/// Where the site has not been built or can't be copied.
pub fn serve_changed(name: &str, change: impl FnOnce(&mut Files)) -> Result<Server> {
    server::serve(&write_changed(name, change)?, 0)
}

/// Writes such a copy, or another over one that is served already; its guard and its worker know what it then holds.
///
/// # Errors
///
/// As [`serve_changed`].
pub fn write_changed(name: &str, change: impl FnOnce(&mut Files)) -> Result<PathBuf> {
    let mut files = Files::new();
    read(&built()?, "", &mut files)?;
    change(&mut files);
    // OK because a site that lacks a file, as some tests want it, keeps the stamps of the whole one.
    stamp::stamp(&mut files).ok();
    let folder = project::target("browser-tests").join(name);
    site::write(&files, &folder)?;
    Ok(folder)
}

/// The address of the built site with its clock held on [`DAY`], so that decisions and pictures stay the same; served
/// once for all tests of a process.
#[must_use]
pub fn on_the_day() -> String {
    static SERVER: LazyLock<Server> = LazyLock::new(|| {
        let day = format!("new Date('{DAY}T12:00')");
        let served = serve_changed("on-the-day", |files| replace(files, "guard.js", "new Date()", &day));
        served.unwrap_or_else(|error| panic!("{error:#}"))
    });
    SERVER.address()
}

/// A JSON document of the built site.
///
/// # Errors
///
/// Where it is not there or no JSON.
pub fn document(path: &str) -> Result<Value> {
    let text = fs::read(built()?.join(path)).with_context(|| format!("the site has no {path}"))?;
    serde_json::from_slice(&text).with_context(|| format!("reading {path}"))
}

/// Serves the site below `/bare/`, where the server sends none of the headers of the guard's documents.
///
/// # Errors
///
/// As [`serve_changed`].
pub fn serve_without_headers() -> Result<Server> {
    serve_changed("bare", |files| {
        *files = std::mem::take(files).into_iter().map(|(path, bytes)| (format!("bare/{path}"), bytes)).collect();
    })
}

/// Serves the pages that only the tests need.
///
/// # Errors
///
/// Where no port is free.
pub fn serve_pages() -> Result<Server> {
    server::serve(&Path::new(env!("CARGO_MANIFEST_DIR")).join("pages"), 0)
}

/// Replaces a piece of text in a file of the site.
pub fn replace(files: &mut Files, path: &str, text: &str, with: &str) {
    let file = files.get_mut(path).unwrap_or_else(|| panic!("the site has no {path}"));
    let before = String::from_utf8_lossy(file).into_owned();
    assert!(before.contains(text), "{path} has no {text}");
    *file = before.replace(text, with).into_bytes();
}

/// The folder of the built site.
///
/// # Errors
///
/// Where it has not been built.
pub fn built() -> Result<PathBuf> {
    let site = std::env::var_os("KAIMEN_SITE").map_or_else(|| project::target("site"), PathBuf::from);
    ensure!(site.join("app.wasm").is_file(), "the site is not built\n  what would mend it: cargo xtask build");
    Ok(site)
}

fn read(folder: &Path, below: &str, files: &mut Files) -> Result<()> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    for entry in entries.with_context(|| format!("reading {}", folder.display()))? {
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}
