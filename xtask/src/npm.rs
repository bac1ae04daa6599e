//! The tools that come from npm, pinned in `xtask/tools` and kept in `target/tools`.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use serde_json::Value;

use crate::{debian, project, run, say};

/// How long npm may try to fetch the packages.
const FETCH: Duration = Duration::from_secs(180);

/// The oldest node that will do, as the README says it.
const OLDEST_NODE: u32 = 20;

/// A tool that node runs.
#[derive(Clone, Copy, Debug)]
pub enum Tool {
    /// binaryen's optimiser.
    WasmOpt,
    /// The minifier of scripts and styles.
    Esbuild,
    /// The checker of types.
    Tsc,
}

impl Tool {
    fn script(self) -> &'static str {
        match self {
            Self::WasmOpt => "binaryen/bin/wasm-opt",
            Self::Esbuild => "esbuild/bin/esbuild",
            Self::Tsc => "typescript/bin/tsc",
        }
    }

    /// The command that runs it; [`install`] comes first.
    #[must_use]
    pub fn command(self) -> Command {
        let mut command = Command::new("node");
        command.arg(modules().join(self.script()));
        command
    }
}

/// The folder of the installed packages.
#[must_use]
pub fn modules() -> PathBuf {
    project::target("tools/node_modules")
}

/// Installs the pinned packages where they are not there in the pinned versions. Asked again, it says again what came of
/// it: a registry that did not answer is not waited for twice.
///
/// # Errors
///
/// Where node or npm is missing or too old and can't be installed, or npm fails or takes too long.
pub fn install() -> Result<()> {
    static OUTCOME: OnceLock<Result<(), String>> = OnceLock::new();
    let outcome = OUTCOME.get_or_init(|| fetched().map_err(|error| format!("{error:#}")));
    outcome.clone().map_err(|error| anyhow!(error))
}

fn fetched() -> Result<()> {
    node()?;
    if installed()? {
        return Ok(());
    }
    let folder = project::target("tools");
    std::fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        let from = project::root().join("xtask/tools").join(name);
        std::fs::copy(&from, folder.join(name)).with_context(|| format!("copying {}", from.display()))?;
    }
    let step = say::step("npm ci: optimiser, minifier, type checker and axe, into target/tools");
    let mend = "look at the network and npm's registry setting (`npm config get registry`)";
    let mut command = Command::new("npm");
    command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder);
    run::within(&mut command, &step, mend, FETCH)?;
    step.done();
    Ok(())
}

/// Looks for node and npm; on Debian as root they are installed where they are missing.
fn node() -> Result<()> {
    let is_missing = run::on_path("node").is_none() || run::on_path("npm").is_none();
    if is_missing && debian::look() == debian::Debian::Root {
        debian::install(&["nodejs", "npm"], "optimiser, minifier and type checker run on it")?;
    } else if is_missing {
        bail!("node and npm are missing\n  what would mend it: install Node.js {OLDEST_NODE} or newer, with npm");
    }
    let version = run::answer("node", &["--version"]).unwrap_or_default();
    if major(&version).is_none_or(|major| major < OLDEST_NODE) {
        bail!(
            "node is {version}, which is too old\n  what would mend it: install Node.js {OLDEST_NODE} or newer, with npm"
        );
    }
    Ok(())
}

/// `v20.20.2` is of major version 20.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Whether each pinned package lies there in its pinned version.
fn installed() -> Result<bool> {
    let pins = read(project::root().join("xtask/tools/package.json"))?;
    let pins = pins.get("devDependencies").and_then(Value::as_object);
    let pins = pins.context("xtask/tools/package.json has no devDependencies")?;
    let there = |name: &str| read(modules().join(name).join("package.json")).ok()?.get("version").cloned();
    Ok(pins.iter().all(|(name, version)| there(name).as_ref() == Some(version)))
}

fn read(path: PathBuf) -> Result<Value> {
    let text = std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("reading {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_read_from_what_it_says() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v9.11.0"), Some(9));
        assert_eq!(major(""), None);
    }

    #[test]
    fn the_readme_names_the_oldest_node_that_will_do() {
        let readme = std::fs::read_to_string(project::root().join("README.md")).unwrap();
        assert!(readme.contains(&format!("Node.js {OLDEST_NODE} or newer")));
    }

    #[test]
    fn the_lock_pins_every_tool_and_names_no_registry() {
        let tools = project::root().join("xtask/tools");
        let lock = std::fs::read_to_string(tools.join("package-lock.json")).unwrap();
        assert!(!lock.contains("\"resolved\""));
        let pins = read(tools.join("package.json")).unwrap();
        let lock: Value = serde_json::from_str(&lock).unwrap();
        for (name, version) in pins["devDependencies"].as_object().unwrap() {
            assert_eq!(&lock["packages"][format!("node_modules/{name}")]["version"], version);
        }
    }
}
