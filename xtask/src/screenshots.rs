//! Pictures of the checker for the README.

use anyhow::Result;

use crate::toolchain::Switch;
use crate::{browser, project, run, site};

/// Builds the site and takes its pictures into `docs/screenshots`.
///
/// # Errors
///
/// Where the site can't be built, or there is no browser.
pub fn take(switch: Switch) -> Result<()> {
    let browser = browser::find()?;
    let site = site::build(switch)?;
    let mut command = project::cargo();
    command.args(["run", "--locked", "--quiet", "--package", "kaimen-browser-tests", "--bin", "screenshots", "--"]);
    command.arg(project::root().join("docs/screenshots"));
    command.env("KAIMEN_SITE", site).env("CHROMIUM", browser.chromium).env("CHROMEDRIVER", browser.chromedriver);
    run::aloud(&mut command, "")
}
