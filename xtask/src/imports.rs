//! What a module may ask of the browser: nothing that reaches a network.

use anyhow::{Context, Result, bail};
use wasmparser::{Parser, Payload};

/// Parts of names by which something reaches a network or starts what could, in lower case.
const BARRED: [&str; 17] = [
    "fetch",
    "xmlhttp",
    "websocket",
    "webtransport",
    "beacon",
    "eventsource",
    "rtc",
    "worker",
    "worklet",
    "importscripts",
    "preconnect",
    "preload",
    "dns-prefetch",
    "createobjecturl",
    "navigator.connection",
    "new image(",
    "new request(",
];

/// Refuses a module whose import list, or what its glue does for those imports, suggests a network.
///
/// # Errors
///
/// With every import that does, and the word that gave it away.
pub fn check(wasm: &[u8], glue: &str) -> Result<()> {
    let mut found = Vec::new();
    for import in imports(wasm)? {
        found.extend(barred(&import).map(|word| format!("import {import} ({word})")));
    }
    for line in provided(glue).lines() {
        found.extend(barred(line).map(|word| format!("glue `{}` ({word})", line.trim())));
    }
    if !found.is_empty() {
        bail!(
            "the module can reach a network\n  {}\n  what would mend it: leave out the crate or the web-sys feature \
             that brings it",
            found.join("\n  ")
        );
    }
    Ok(())
}

/// The names of everything that a module imports.
///
/// # Errors
///
/// Where the bytes are no module.
pub fn imports(wasm: &[u8]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ImportSection(section) = payload.context("reading the module")? {
            for import in section.into_imports() {
                names.push(import.context("reading the module's imports")?.name.to_owned());
            }
        }
    }
    Ok(names)
}

fn barred(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    BARRED.into_iter().find(|word| text.contains(word))
}

/// The part of the glue that serves the module. The loader after it is left out: it takes the module as bytes here,
/// and has a way to fetch it that is never gone.
fn provided(glue: &str) -> &str {
    glue.split("async function __wbg_load").next().unwrap_or(glue)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with one imported function of that name.
    fn module(import: &str) -> Vec<u8> {
        let mut section = vec![1, 1, b'.', import.len() as u8];
        section.extend(import.bytes());
        section.extend([0, 0]);
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([1, 4, 1, 0x60, 0, 0, 2, section.len() as u8]);
        wasm.extend(section);
        wasm
    }

    #[test]
    fn an_import_that_suggests_a_network_is_named() {
        for import in ["__wbg_fetch_01", "__wbg_newRTCPeerConnection_02", "__wbg_sendBeacon_03"] {
            let error = check(&module(import), "").unwrap_err().to_string();
            assert!(error.contains(import), "{error}");
        }
        check(&module("__wbg_setAttribute_04"), "").unwrap();
    }

    #[test]
    fn a_constructor_is_found_in_the_glue() {
        let glue = "__wbg_new_05: function(a) { return new WebSocket(a); }";
        assert!(check(&module("__wbg_new_05"), glue).is_err());
    }

    #[test]
    fn the_loader_of_the_glue_is_not_taken_for_an_import() {
        check(&module("a"), "x\nasync function __wbg_load(m) { await fetch(m) }").unwrap();
    }
}
