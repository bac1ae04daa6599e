//! Scripts, styles and documents without what only people need.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::npm::{self, Tool};
use crate::site::{self, Files};
use crate::{project, run, say};

/// Scripts that stay as they were written, because people are asked to read them: the guard, the app's first code, the
/// worker.
const READABLE: [&str; 3] = ["guard.js", "boot.js", "offline.js"];

/// Makes every script, style sheet and JSON document of a site smaller, but for the readable ones and the demo.
///
/// # Errors
///
/// Where a document is no JSON, or the minifier is missing or fails.
pub fn minify(files: &mut Files) -> Result<()> {
    for (path, bytes) in files.iter_mut().filter(|(path, _)| path.ends_with(".json")) {
        serde_json::from_slice::<Value>(bytes).with_context(|| format!("{path} is no JSON"))?;
        *bytes = without_space(bytes);
    }
    let code = files.iter().filter(|(path, _)| is_code(path));
    let code: Files = code.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    files.extend(esbuild(&code)?);
    Ok(())
}

fn is_code(path: &str) -> bool {
    let code = path.ends_with(".js") || path.ends_with(".css");
    code && !READABLE.contains(&path) && !path.starts_with("demo/")
}

fn esbuild(code: &Files) -> Result<Files> {
    npm::install()?;
    let step = say::step("making scripts and styles smaller");
    let (from, into) = (project::target("xtask/minify/from"), project::target("xtask/minify/into"));
    site::write(code, &from)?;
    site::write(&Files::new(), &into)?;
    let mut command = Tool::Esbuild.command();
    command.current_dir(&from).args(code.keys());
    command.args(["--minify", "--format=esm", "--charset=utf8", "--legal-comments=none", "--log-level=warning"]);
    command.arg("--outbase=.").arg(format!("--outdir={}", into.display()));
    run::quietly(&mut command, &step, "")?;
    step.done();
    code.keys().map(|path| Ok((path.clone(), read(&into, path)?))).collect()
}

fn read(folder: &Path, path: &str) -> Result<Vec<u8>> {
    fs::read(folder.join(path)).with_context(|| format!("reading the smaller {path}"))
}

/// A JSON text without the space between its parts; what stands in strings stays.
fn without_space(json: &[u8]) -> Vec<u8> {
    let (mut in_string, mut escaped) = (false, false);
    let keep = |byte: &u8| {
        let kept = in_string || !byte.is_ascii_whitespace();
        if *byte == b'"' && !escaped {
            in_string = !in_string;
        }
        escaped = in_string && *byte == b'\\' && !escaped;
        kept
    };
    json.iter().copied().filter(keep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_goes_between_the_parts_of_a_document_but_not_in_its_strings() {
        let check = |json: &str, expected: &str| assert_eq!(without_space(json.as_bytes()), expected.as_bytes());
        check("{ \"a b\" : [ 1,\n 2 ] }\n", "{\"a b\":[1,2]}");
        check(r#"{ "a": "say \"no \\" , "b": " c" }"#, r#"{"a":"say \"no \\","b":" c"}"#);
    }

    #[test]
    fn what_people_are_asked_to_read_stays_readable() {
        assert!(is_code("app.js") && is_code("app.css") && is_code("headless/index.js"));
        assert!(!is_code("guard.js") && !is_code("boot.js") && !is_code("demo/partner.js"));
    }
}
