//! What ships: the site with immediate abort, optimised, made smaller and packed, with the table of its sizes.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::packed::{self, Packed};
use crate::site::Files;
use crate::sizes::Sizes;
use crate::toolchain::{Panics, Switch, Toolchain};
use crate::{minify, npm, project, say, site, stamp};

/// The site that ships.
#[must_use]
pub fn site() -> PathBuf {
    project::root().join("dist/site")
}

/// The table of its sizes, as JSON.
#[must_use]
pub fn table() -> PathBuf {
    project::root().join("dist/sizes.json")
}

/// Makes `dist/site` and `dist/sizes.json`.
///
/// # Errors
///
/// Where compiler or optimiser are missing, a step fails, or a bundle is over its budget.
pub fn dist(switch: Switch) -> Result<Sizes> {
    let toolchain = Toolchain::find(switch, Panics::Abort)?;
    npm::install().context("what ships is optimised, and the optimiser is missing")?;
    let mut files = site::files(&toolchain)?;
    minify::minify(&mut files)?;
    stamp::stamp(&mut files)?;
    let step = say::step("packing with gzip and brotli");
    let packed = packed::pack(&files)?;
    let sizes = Sizes::of(&files, &packed);
    for (path, Packed { gzip, brotli }) in packed {
        files.insert(format!("{path}.gz"), gzip);
        files.insert(format!("{path}.br"), brotli);
    }
    site::write(&files, &site())?;
    fs::write(table(), format!("{:#}\n", sizes.json())).with_context(|| format!("writing {}", table().display()))?;
    step.done();
    Ok(sizes)
}

/// The sizes of what was made before.
///
/// # Errors
///
/// Where nothing was made.
pub fn sizes() -> Result<Sizes> {
    if !site().is_dir() {
        bail!("{} is not there\n  what would mend it: cargo xtask dist", site().display());
    }
    let (packed, files): (Files, Files) = site::read(&site())?.into_iter().partition(|(path, _)| is_packed(path));
    let of = |path: &str, ending: &str| packed.get(&format!("{path}{ending}")).cloned();
    let pair = |path: &String| Some((path.clone(), Packed { gzip: of(path, ".gz")?, brotli: of(path, ".br")? }));
    Ok(Sizes::of(&files, &files.keys().filter_map(pair).collect()))
}

fn is_packed(path: &str) -> bool {
    path.ends_with(".gz") || path.ends_with(".br")
}
