//! The compiler that makes WebAssembly: found by looking, fetched where that can be done.
//!
//! A machine is one of two kinds. (1) rustup can fetch: the target `wasm32-unknown-unknown` is added, and std's
//! sources for the smallest build. (2) rustup can't fetch, on Debian: Debian's own compiler is installed with its
//! sources, and std is built from them. Host code always uses the compiler that runs xtask.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::debian::{self, Debian};
use crate::{project, run, say};

/// The target of every module that a browser gets.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's compiler with its sources, and the linker that belongs to it.
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// How long rustup may try to fetch something.
const FETCH: Duration = Duration::from_secs(180);

/// Which kind of compiler is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// Look, then choose.
    #[default]
    Auto,
    /// The compiler that rustup has, with a fetched std.
    Rustup,
    /// Debian's compiler, with std built from its sources.
    Debian,
}

/// What a panic leaves behind in the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panics {
    /// A message: for work and tests.
    Speak,
    /// Nothing, and a fifth less to load: for what ships. Builds std from its sources.
    Abort,
}

/// A compiler that can make WebAssembly here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toolchain {
    kind: Kind,
    /// What a panic leaves behind in what it makes.
    pub panics: Panics,
    /// Its version, as it says it.
    pub version: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Rustup,
    Debian,
}

impl Toolchain {
    /// Finds the compiler that `switch` asks for and fetches what it lacks to build with `panics`.
    ///
    /// # Errors
    ///
    /// With what is missing and the command that would mend it.
    pub fn find(switch: Switch, panics: Panics) -> Result<Self> {
        match switch {
            Switch::Rustup => rustup(panics),
            Switch::Debian => debian(panics),
            Switch::Auto => auto(panics),
        }
    }

    /// A cargo command for the browser's target: `cargo build --target … --profile wasm`.
    #[must_use]
    pub fn build(&self) -> Command {
        let mut command = match self.kind {
            Kind::Rustup => project::cargo(),
            Kind::Debian => debian_cargo(),
        };
        command.args(["build", "--profile", "wasm", "--target", TARGET, "--locked", "--target-dir"]);
        command.arg(self.target_dir());
        if self.kind == Kind::Debian || self.panics == Panics::Abort {
            command.env("RUSTC_BOOTSTRAP", "1").arg("-Zbuild-std=std,panic_abort");
        }
        if self.panics == Panics::Abort {
            command.env("CARGO_PROFILE_WASM_PANIC", "immediate-abort").arg("-Zpanic-immediate-abort");
            // The small sorts of std; and nothing prints what is meant for developers where nothing is left to say it.
            command.arg("-Zbuild-std-features=optimize_for_size");
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Zfmt-debug=none -Zlocation-detail=none");
        }
        command
    }

    /// Where that command puts its artefacts: each compiler and each manner of panic has its own folder.
    #[must_use]
    pub fn target_dir(&self) -> PathBuf {
        project::target(match (self.kind, self.panics) {
            (Kind::Rustup, Panics::Speak) => "wasm/rustup",
            (Kind::Rustup, Panics::Abort) => "wasm/rustup-abort",
            (Kind::Debian, Panics::Speak) => "wasm/debian",
            (Kind::Debian, Panics::Abort) => "wasm/debian-abort",
        })
    }
}

/// What the compiler that runs xtask has beside it.
struct Sysroot(PathBuf);

impl Sysroot {
    fn look() -> Option<Self> {
        let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
        run::answer(&rustc, &["--print", "sysroot"]).map(|path| Self(path.into()))
    }

    fn has_target(&self) -> bool {
        self.0.join("lib/rustlib").join(TARGET).join("lib").is_dir()
    }

    fn has_sources(&self) -> bool {
        self.0.join("lib/rustlib/src/rust/library/Cargo.lock").is_file()
    }

    fn has(&self, panics: Panics) -> bool {
        self.has_target() && (panics == Panics::Speak || self.has_sources())
    }
}

fn auto(panics: Panics) -> Result<Toolchain> {
    let complete = Sysroot::look().is_some_and(|sysroot| sysroot.has(panics));
    if !complete && debian::look() != Debian::No && debian::missing(&DEBIAN_PACKAGES).is_empty() {
        return debian(panics);
    }
    let without_rustup = match rustup(panics) {
        Ok(toolchain) => return Ok(toolchain),
        Err(error) => error,
    };
    match debian::look() {
        Debian::Root => {
            say::line("  rustup can't fetch here and this is Debian: using Debian's compiler");
            debian(panics)
        }
        Debian::NotRoot => bail!(
            "no compiler here can make {TARGET}\n{without_rustup:#}\n  or, with Debian's compiler: {}",
            debian::install_command(&DEBIAN_PACKAGES)
        ),
        Debian::No => Err(without_rustup),
    }
}

fn rustup(panics: Panics) -> Result<Toolchain> {
    let Some(sysroot) = Sysroot::look() else {
        bail!("there is no rustc\n  what would mend it: install rustup from https://rustup.rs");
    };
    if !sysroot.has_target() {
        fetch(&["target", "add", TARGET], "the compiler lacks std for the browser")?;
    }
    if panics == Panics::Abort && !sysroot.has_sources() {
        fetch(&["component", "add", "rust-src"], "the smallest build compiles std anew")?;
    }
    if !sysroot.has(panics) {
        bail!(
            "the compiler in {} lacks {}\n  what would mend it: {}",
            sysroot.0.display(),
            if sysroot.has_target() { "std's sources" } else { TARGET },
            if sysroot.has_target() {
                "rustup component add rust-src"
            } else {
                "rustup target add wasm32-unknown-unknown"
            },
        );
    }
    let version = version("rustc");
    Ok(Toolchain { kind: Kind::Rustup, panics, version })
}

fn fetch(args: &[&str], why: &str) -> Result<()> {
    let shown = format!("rustup {}", args.join(" "));
    if run::on_path("rustup").is_none() {
        bail!(
            "{why}, and there is no rustup to fetch it\n  what would mend it: install rustup from https://rustup.rs, then `{shown}`"
        );
    }
    let step = say::step(format!("{shown}: {why}"));
    let mend = format!("a network that reaches rustup's server, then `{shown}`");
    let fetched = run::within(Command::new("rustup").args(args), &step, &mend, FETCH);
    match &fetched {
        Ok(_) => step.done(),
        Err(_) => step.failed_with("can't be fetched"),
    }
    fetched.map(|_| ())
}

fn debian(panics: Panics) -> Result<Toolchain> {
    debian::install(&DEBIAN_PACKAGES, "a compiler that builds std for the browser from its sources")?;
    let version = version("/usr/bin/rustc");
    Ok(Toolchain { kind: Kind::Debian, panics, version })
}

fn debian_cargo() -> Command {
    let mut command = Command::new("/usr/bin/cargo");
    command.current_dir(project::root());
    // The variables by which rustup and the running cargo would put another compiler or its libraries first.
    for name in ["CARGO", "RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH"] {
        command.env_remove(name);
    }
    command
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTDOC", "/usr/bin/rustdoc")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22");
    command
}

/// `rustc 1.95.0`.
fn version(rustc: &str) -> String {
    let said = run::answer(rustc, &["--version"]).unwrap_or_default();
    said.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}
