//! Where the project's files are.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The project's own folder.
#[must_use]
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// A folder or file below `target/`, where everything made and fetched is kept.
#[must_use]
pub fn target(below: &str) -> PathBuf {
    root().join("target").join(below)
}

/// The cargo that runs xtask, in the project's folder.
#[must_use]
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}
