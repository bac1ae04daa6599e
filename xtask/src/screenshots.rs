//! Pictures of the checker for the README.

use anyhow::Result;

use crate::toolchain::Switch;
use crate::{browser, project, run, site};

/// Builds the site and takes its pictures into `docs/screenshots`; or every state of every view into `target/screenshots`.
///
/// # Errors
///
/// Where the site can't be built, or there is no browser.
pub fn take(switch: Switch, states: bool) -> Result<()> {
    let browser = browser::find()?;
    let site = site::build(switch)?;
    let mut command = project::cargo();
    command.args(["run", "--locked", "--quiet", "--package", "kaimen-browser-tests", "--bin", "screenshots", "--"]);
    if states {
        command.arg(project::target("screenshots")).arg("--states");
    } else {
        command.arg(project::root().join("docs/screenshots"));
    }
    command.env("KAIMEN_SITE", site).env("CHROMIUM", browser.chromium).env("CHROMEDRIVER", browser.chromedriver);
    run::aloud(&mut command, "")
}
