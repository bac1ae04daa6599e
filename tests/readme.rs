//! The README's own commands, run as they stand.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

mod support;

use std::path::Path;
use std::process::Command;

/// The lines of the README that run `kaimen`.
fn commands() -> Vec<String> {
    let readme = support::file("README.md");
    readme.lines().filter(|line| line.starts_with("kaimen ")).map(String::from).collect()
}

#[test]
fn every_command_of_the_readme_works() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::temp_dir().join(format!("kaimen-readme-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let commands = commands();
    assert!(commands.len() > 4, "{commands:?}");
    for command in commands {
        // What it reads is in the project; what it makes goes to a folder of its own.
        let arguments = command.split_whitespace().skip(1).map(|word| match word {
            path if path.contains('/') => project.join(path),
            made if made.ends_with(".json") => folder.join(made),
            word => word.into(),
        });
        let output = Command::new(env!("CARGO_BIN_EXE_kaimen")).args(arguments).output().unwrap();
        assert!(output.status.success(), "{command}\n{}", String::from_utf8_lossy(&output.stderr));
    }
    std::fs::remove_dir_all(folder).unwrap();
}
