//! Published examples of yearly rates and schedules, each with its source and tolerance, as data.
//!
//! `KAIMEN_GOLDEN=<folder> cargo test --test apr` takes every `*.json` of that folder instead of `tests/apr/*.json`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

#[path = "apr/case.rs"]
mod case;
#[path = "apr/flows.rs"]
mod flows;
#[path = "apr/methods.rs"]
mod methods;
#[path = "apr/properties.rs"]
mod properties;
#[path = "apr/schedules.rs"]
mod schedules;
#[path = "apr/spreadsheet.rs"]
mod spreadsheet;

use case::Case;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

fn folder() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/apr");
    std::env::var_os("KAIMEN_GOLDEN").map_or(own, PathBuf::from)
}

fn cases() -> Vec<Case> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    assert!(!files.is_empty(), "no *.json in {}", folder().display());
    files.iter().flat_map(|file| Case::read_all(file)).collect()
}

#[test]
fn published_cases_are_met_and_traps_are_not() {
    let (mut ran, mut wrong) = (BTreeMap::<String, [u32; 2]>::new(), Vec::new());
    for case in cases() {
        ran.entry(case.method.clone()).or_default()[usize::from(!case.is_verified)] += 1;
        // A case that can't be read is one more that is wrong; its own words stand above.
        let problem = std::panic::catch_unwind(|| case.problem()).unwrap_or(Some("it stops".into()));
        wrong.extend(problem.map(|problem| format!("{} ({}): {problem}", case.id, case.method)));
    }
    // Written past the test runner, which keeps what passing tests print to itself.
    let mut out = std::io::stderr().lock();
    for (method, [published, traps]) in &ran {
        writeln!(out, "  {method}: {published} published, {traps} traps").unwrap();
    }
    writeln!(out, "  in all {} cases, {} wrong", ran.values().flatten().sum::<u32>(), wrong.len()).unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The project's own cases, whatever folder is asked for.
fn own() -> Vec<Case> {
    Case::read_all(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/apr/golden.json"))
}

/// What is published to two decimals would hide much: a second program's digits are met to 1e-9.
#[test]
fn computed_digits_are_met() {
    for case in own().iter().filter(|case| !case.method.starts_with("schedule_")) {
        assert_eq!(case.difference_from_computed(), None, "{}", case.id);
    }
}

/// Where a case gives its dates as well as the times counted from them, our calendar counts the same.
#[test]
fn dates_lead_to_the_times_that_are_given() {
    let cases = own();
    let compared = cases.iter().filter(|case| case.method == "us_reg_z_actuarial");
    let compared: usize = compared.map(|case| methods::us_reg_z_times(&case.id, &case.inputs)).sum();
    assert!(compared > 380, "only {compared} times compared");
}
