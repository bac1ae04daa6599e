//! Every test, in stages: what runs natively, what runs as WebAssembly, the other kind of compiler, a real browser.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::debian::{self, Debian};
use crate::npm::{self, Tool};
use crate::toolchain::{Panics, Switch, Toolchain};
use crate::wasm::{self, Face};
use crate::{browser, dist, project, run, say, site};

/// A stage of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// Format, lints, and all tests of the engine, the command line and xtask.
    Native,
    /// The site, and the headless module in Node.
    Wasm,
    /// The page made by Debian's compiler, with std from its sources.
    Debian,
    /// The page, the element and the seal in Chromium.
    Browser,
}

/// What came of a stage.
enum Outcome {
    Passed,
    Skipped(&'static str),
}

/// Runs the stages, or only one, and ends with a summary; the first that fails ends the run.
///
/// # Errors
///
/// With the stage that failed and why.
pub fn test(switch: Switch, only: Option<Stage>) -> Result<()> {
    let mut summary = Vec::new();
    let stages = Stage::value_variants().iter().filter(|stage| only.is_none_or(|only| only == **stage));
    let mut failure = None;
    for stage in stages {
        if failure.is_some() {
            summary.push((*stage, Duration::ZERO, "not run".to_owned()));
            continue;
        }
        say::line(format!("\n== {}", stage.title()));
        let began = Instant::now();
        let outcome = stage.run(switch);
        summary.push((*stage, began.elapsed(), word(&outcome)));
        failure = outcome.err().map(|error| error.context(format!("the stage `{}` failed", stage.name())));
    }
    summarise(&summary);
    failure.map_or(Ok(()), Err)
}

fn word(outcome: &Result<Outcome>) -> String {
    match outcome {
        Ok(Outcome::Passed) => "passed".to_owned(),
        Ok(Outcome::Skipped(why)) => format!("skipped: {why}"),
        Err(_) => "FAILED".to_owned(),
    }
}

fn summarise(summary: &[(Stage, Duration, String)]) {
    println!("\n== summary");
    for (stage, time, word) in summary {
        println!("{:<10}{:>14}  {word}", stage.name(), say::duration(*time));
    }
    let count = |start: &str| summary.iter().filter(|(_, _, word)| word.starts_with(start)).count();
    println!("stages: {} passed, {} failed, {} skipped", count("passed"), count("FAILED"), count("skipped"));
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Wasm => "wasm",
            Self::Debian => "debian",
            Self::Browser => "browser",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Native => "native: format, lints, engine, command line, xtask",
            Self::Wasm => "wasm: the site, the headless module in Node",
            Self::Debian => "debian: the page by Debian's compiler, std from its sources",
            Self::Browser => "browser: page, element and seal in Chromium",
        }
    }

    fn run(self, switch: Switch) -> Result<Outcome> {
        match self {
            Self::Native => native(),
            Self::Wasm => web_assembly(switch),
            Self::Debian => debians_compiler(),
            Self::Browser => in_browser(switch),
        }
    }
}

fn native() -> Result<Outcome> {
    if has_component("fmt") {
        run::aloud(project::cargo().args(["fmt", "--all", "--check"]), "cargo fmt --all")?;
    }
    if has_component("clippy") {
        lint()?;
    }
    cargo_test(&[])?;
    cargo_test(&["--package", "xtask"])?;
    Ok(Outcome::Passed)
}

fn has_component(name: &str) -> bool {
    let answers = project::cargo().args([name, "--version"]).output().is_ok_and(|output| output.status.success());
    if !answers {
        say::line(format!("  cargo {name} is not here: that check is left out (`rustup component add` brings it)"));
    }
    answers
}

/// Lints everything with all faces at once; the browser's too, which the host compiles but never runs.
fn lint() -> Result<()> {
    let mut command = project::cargo();
    command
        .args(["clippy", "--locked", "--keep-going", "--workspace", "--all-targets"])
        .args(["--features", "kaimen/web,kaimen/js,kaimen/statement"]);
    run::aloud(command.args(["--", "--deny", "warnings"]), "mend what clippy names above")
}

/// Rates and schedules a second, ours and others'; the peers' crates are built for this alone.
///
/// # Errors
///
/// Where the benchmark doesn't build, or its contenders don't agree.
pub fn bench() -> Result<()> {
    run::aloud(project::cargo().args(["run", "--locked", "--release", "--package", "bench"]), "")
}

/// How long the page takes to open, as it ships, on a slow phone.
///
/// # Errors
///
/// Where it can't be built, or there is no browser.
pub fn bench_opening(switch: Switch) -> Result<()> {
    let browser = browser::find()?;
    dist::dist(switch)?;
    let mut command = project::cargo();
    command.args(["run", "--locked", "--quiet", "--package", "kaimen-browser-tests", "--bin", "opening", "--"]);
    command.arg(dist::site()).env("CHROMIUM", browser.chromium).env("CHROMEDRIVER", browser.chromedriver);
    run::aloud(&mut command, "")
}

fn cargo_test(what: &[&str]) -> Result<()> {
    run::aloud(project::cargo().args(["test", "--locked", "--no-fail-fast"]).args(what), "")
}

fn web_assembly(switch: Switch) -> Result<Outcome> {
    let site = site::build(switch)?;
    headless(&site)?;
    Ok(Outcome::Passed)
}

/// The headless module as a user of the package meets it: its tests in Node, its types by the checker.
fn headless(site: &std::path::Path) -> Result<()> {
    let folder = project::root().join("tests/headless");
    npm::install()?;
    let mut command = Tool::Tsc.command();
    run::aloud(command.arg("--project").arg(&folder), "mend the types named above")?;
    // What the headless module decides is held to what this test lets the engine decide natively.
    cargo_test(&["--test", "parity"])?;
    let mut command = Command::new("node");
    command.arg("--test").args(scripts(&folder)?).current_dir(project::root());
    command.env("KAIMEN_SITE", site).env("KAIMEN_TYPESCRIPT", npm::modules().join("typescript"));
    run::aloud(&mut command, "")
}

fn scripts(folder: &std::path::Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    let mut scripts: Vec<_> = paths.into_iter().filter(|path| path.to_string_lossy().ends_with(".test.mjs")).collect();
    scripts.sort();
    Ok(scripts)
}

fn debians_compiler() -> Result<Outcome> {
    if debian::look() != Debian::Root {
        return Ok(Outcome::Skipped("not a Debian system with root"));
    }
    let toolchain = match Toolchain::find(Switch::Debian, Panics::Abort) {
        Ok(toolchain) => toolchain,
        Err(error) => {
            say::line(format!("  {error:#}"));
            return Ok(Outcome::Skipped("Debian's compiler can't be installed here"));
        }
    };
    wasm::make(Face::Page, &toolchain)?;
    Ok(Outcome::Passed)
}

fn in_browser(switch: Switch) -> Result<Outcome> {
    let browser = browser::find()?;
    npm::install()?;
    let site = site::build(switch)?;
    let mut command = project::cargo();
    command.args(["test", "--locked", "--no-fail-fast", "--package", "kaimen-browser-tests"]);
    command.env("KAIMEN_SITE", site).env("CHROMIUM", browser.chromium).env("CHROMEDRIVER", browser.chromedriver);
    run::aloud(&mut command, "")?;
    Ok(Outcome::Passed)
}
