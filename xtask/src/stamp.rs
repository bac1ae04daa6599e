//! What the build writes into scripts that are otherwise served as they are written.

use anyhow::{Context, Result};

use crate::site::Files;
use crate::{locales, offline};

/// Tells the guard which locales there are, then the worker which files there are and what they hold: after all else, as
/// any later change would make them others. A site that is stamped already is stamped again.
///
/// # Errors
///
/// Where a file is missing, or a script has no place for what is to stand in it.
pub fn stamp(files: &mut Files) -> Result<()> {
    locales::stamp(files)?;
    offline::stamp(files)
}

/// Gives a constant its value in a script that has it on a line of its own: `const NAME = 'unstamped'; // what it is`.
pub fn constant(files: &mut Files, path: &str, name: &str, value: &str) -> Result<()> {
    let script = files.get(path).with_context(|| format!("the site has no {path}"))?;
    let script = String::from_utf8(script.clone()).with_context(|| format!("{path} is no text"))?;
    let begin = format!("\nconst {name} = ");
    let parts = script.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(';')?.1)));
    let (before, after) = parts.with_context(|| format!("{path} has no place for {name}"))?;
    files.insert(path.to_owned(), format!("{before}{begin}{value};{after}").into_bytes());
    Ok(())
}
