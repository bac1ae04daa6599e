//! The site: the folder that is served.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::toolchain::{Panics, Switch, Toolchain};
use crate::wasm::{self, Face};
use crate::{project, run, say, stamp, styles};

/// Files by their path in the site: `headless/kaimen.wasm`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Builds the site for work and tests into `target/site`.
///
/// # Errors
///
/// Where the compiler is missing, a step fails or a source can't be read.
pub fn build(switch: Switch) -> Result<PathBuf> {
    let toolchain = Toolchain::find(switch, Panics::Speak)?;
    let mut files = files(&toolchain)?;
    stamp::stamp(&mut files)?;
    let folder = project::target("site");
    write(&files, &folder)?;
    Ok(folder)
}

/// All files of the site, before they are stamped.
///
/// # Errors
///
/// As [`build`].
pub fn files(toolchain: &Toolchain) -> Result<Files> {
    let root = project::root();
    let mut files = Files::new();
    let www = root.join("www");
    copy(&www, "", &mut files, |path| !path.starts_with(www.join("styles")))?;
    let page = files.get("index.html").map(|page| at_an_address_of_its_own(page)).transpose()?;
    files.extend(page.map(|page| ("offer/index.html".to_owned(), page)));
    components(&root.join("tests/browser"), &mut files)?;
    files.insert("app.css".to_owned(), styles::join(&www.join("styles"))?.into_bytes());
    module(Face::Page, "", toolchain, &mut files)?;
    copy(&root.join("src/js"), "headless/", &mut files, |path| {
        path.extension().is_none_or(|extension| extension != "rs")
    })?;
    module(Face::Headless, "headless/", toolchain, &mut files)?;
    module(Face::Statement, "statement/", toolchain, &mut files)?;
    schemas(&mut files)?;
    Ok(files)
}

/// The page as it stands in a folder beside all else, to open with the second tool: a host of plain files then answers
/// `/offer` like any folder.
fn at_an_address_of_its_own(page: &[u8]) -> Result<Vec<u8>> {
    let mut page = String::from_utf8(page.to_vec()).context("index.html is no text")?;
    for (from, to) in [
        ("<html ", "<html data-view=\"offer\" "),
        ("src=\"guard.js\"", "src=\"../guard.js\""),
        ("rel=\"preload\" href=\"", "rel=\"preload\" href=\"../"),
    ] {
        anyhow::ensure!(page.contains(from), "index.html lacks {from}");
        page = page.replace(from, to);
    }
    Ok(page.into_bytes())
}

/// What the page of components draws: the states, the people and the statements that the browser tests go through.
fn components(tests: &Path, files: &mut Files) -> Result<()> {
    copy(&tests.join("people"), "components/people/", files, |_| true)?;
    copy(&tests.join("../statement"), "components/statements/", files, |path| {
        path.extension().is_none_or(|extension| extension != "rs" && extension != "json")
    })?;
    let states = fs::read(tests.join("states.json")).context("reading tests/browser/states.json")?;
    files.insert("components/states.json".to_owned(), states);
    Ok(())
}

fn module(face: Face, below: &str, toolchain: &Toolchain, files: &mut Files) -> Result<()> {
    let module = wasm::make(face, toolchain)?;
    files.insert(format!("{below}{}.js", face.stem()), module.glue);
    files.insert(format!("{below}{}.wasm", face.stem()), module.wasm);
    Ok(())
}

/// The JSON Schemas of the documents, made by the command line from its own types.
fn schemas(files: &mut Files) -> Result<()> {
    let step = say::step("making the documents' schemas");
    let folder = project::target("xtask/schemas");
    write(&Files::new(), &folder)?;
    let mut command = project::cargo();
    command.args(["run", "--locked", "--quiet", "--bin", "kaimen", "--", "schema", "--out"]).arg(&folder);
    run::quietly(&mut command, &step, "")?;
    copy(&folder, "schemas/", files, |_| true)?;
    step.done();
    Ok(())
}

/// Reads a folder and those below it, as far as `wanted` says.
fn copy(folder: &Path, below: &str, files: &mut Files, wanted: impl Fn(&Path) -> bool + Copy) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !wanted(&path) {
            continue;
        }
        if path.is_dir() {
            copy(&path, &format!("{below}{name}/"), files, wanted)?;
        } else {
            let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
            files.insert(format!("{below}{name}"), bytes);
        }
    }
    Ok(())
}

/// The files of a site that was made before.
///
/// # Errors
///
/// Where the folder or a file can't be read.
pub fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    copy(folder, "", &mut files, |_| true)?;
    Ok(files)
}

/// Makes a folder hold exactly these files; what is the same already is left alone.
///
/// # Errors
///
/// Where a file can't be written or removed.
pub fn write(files: &Files, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let there = read(folder)?;
    for path in there.keys().filter(|path| !files.contains_key(*path)) {
        fs::remove_file(folder.join(path)).with_context(|| format!("removing {path}"))?;
        // OK because a folder that still holds something is not removed.
        folder.join(path).parent().map(fs::remove_dir);
    }
    for (path, bytes) in files.iter().filter(|(path, bytes)| there.get(*path) != Some(bytes)) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_folder_holds_exactly_its_files() {
        let folder = std::env::temp_dir().join(format!("kaimen-site-{}", std::process::id()));
        let files = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), b"x".to_vec())).collect::<Files>();
        write(&files(&["a.js", "b/c.json"]), &folder).unwrap();
        write(&files(&["d.css", "e/f/g.js"]), &folder).unwrap();
        assert_eq!(read(&folder).unwrap(), files(&["d.css", "e/f/g.js"]));
        assert!(!folder.join("b").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
