//! Everything at once that the other commands would fetch when they need it.

use anyhow::Result;

use crate::toolchain::{Panics, Switch, Toolchain};
use crate::{browser, npm, say};

/// Fetches compiler, tools, browser and driver, and says what there is. One that can't be had doesn't stop the others.
///
/// # Errors
///
/// With all that is missing, and what would mend each.
pub fn setup(switch: Switch) -> Result<()> {
    let found = [
        ("compiler", Toolchain::find(switch, Panics::Abort).map(|toolchain| toolchain.version)),
        ("tools", npm::install().map(|()| npm::modules().display().to_string())),
        ("browser", browser::find().map(|browser| browser.chromium.display().to_string())),
    ];
    let mut missing = 0;
    for (what, found) in found {
        match found {
            Ok(is) => say::line(format!("✓ {what}: {is}")),
            Err(error) => {
                missing += 1;
                say::line(format!("✗ {what}: {error:#}"));
            }
        }
    }
    anyhow::ensure!(missing == 0, "{missing} of 3 are missing, see above");
    Ok(())
}
