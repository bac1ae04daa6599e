//! Each room looks only at rooms above it in `src/lib.rs`, and the engine knows no clock, file, network or web type.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

const FACES: [&str; 5] = ["fit", "js", "intake", "web", "cli"];

/// The rooms in reading order.
fn rooms() -> Vec<String> {
    let map = support::file("src/lib.rs");
    let name = |line: &str| line.trim().strip_prefix("pub mod ")?.split(';').next().map(String::from);
    map.lines().filter_map(name).collect()
}

fn files(room: &str) -> Vec<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![source.join(format!("{room}.rs"))];
    let mut folders = vec![source.join(room)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files
}

/// The code of a file, without its comments and its unit tests.
fn code(file: &Path) -> String {
    let text = std::fs::read_to_string(file).unwrap();
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The rooms that a piece of code names as `crate::room`.
fn named(code: &str) -> Vec<&str> {
    let after = code.split("crate::").skip(1);
    after.filter_map(|rest| rest.split(|c: char| !c.is_ascii_lowercase() && c != '_').next()).collect()
}

#[test]
fn a_room_looks_only_up() {
    let rooms = rooms();
    assert!(rooms.len() > 15, "{rooms:?}");
    let place = |room: &str| rooms.iter().position(|known| known == room);
    let mut looked = 0;
    for room in &rooms {
        for file in files(room) {
            for other in named(&code(&file)).into_iter().filter(|other| place(other).is_some()) {
                looked += 1;
                assert!(place(other) <= place(room), "{} looks down at {other}", file.display());
                let sideways = FACES[1..].contains(&other) && other != room;
                assert!(!sideways, "{} looks sideways at {other}", file.display());
            }
        }
    }
    assert!(looked > 100);
}

#[test]
fn the_engine_knows_no_clock_no_file_no_chance_and_no_web() {
    let barred = ["SystemTime", "Instant", "HashMap", "HashSet", "std::fs", "std::net", "std::env", "rand::"];
    let web = ["wasm_bindgen", "js_sys", "web_sys", "yew"];
    for room in rooms().iter().filter(|room| !FACES.contains(&room.as_str())) {
        for file in files(room) {
            let code = code(&file);
            for word in barred.iter().chain(&web) {
                let reader_of_foreign_values = room == "foreign" && web.contains(word);
                assert!(!code.contains(word) || reader_of_foreign_values, "{} knows {word}", file.display());
            }
        }
    }
}

#[test]
fn without_its_faces_the_engine_depends_on_nothing_of_the_web() {
    let tree = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO"))
            .args(["tree", "--edges", "normal", "--prefix", "none", "--package", "kaimen", "--no-default-features"])
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let bare = tree(&[]);
    for name in ["wasm-bindgen", "js-sys", "web-sys", "yew", "serde_json"] {
        assert!(!bare.contains(name), "{name} in\n{bare}");
    }
    assert!(tree(&["--features", "web"]).contains("wasm-bindgen"));
}
