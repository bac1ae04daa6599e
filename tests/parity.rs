//! One answer everywhere: the applications made from real rows, decided natively, for the other faces to compare with.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]

#[path = "parity/rows.rs"]
mod rows;
mod support;

use kaimen::date::Date;
use kaimen::decision::{Decision, Outcome, decide};
use kaimen::form::read_application;
use kaimen::json::{Value, Write, canonical, hash, parse};
use rows::{Case, cases};
use std::path::{Path, PathBuf};
use support::{market, pack};

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn written(cases: &[Case]) -> String {
    let line = |case: &Case| {
        let entries = [
            ("from".into(), Value::Text(case.from.clone())),
            ("today".into(), Value::Text(case.today.into())),
            ("application".into(), case.application.clone()),
        ];
        serde_json::to_string(&Value::Map(entries.into())).unwrap()
    };
    format!("[\n{}\n]\n", cases.iter().map(line).collect::<Vec<_>>().join(",\n"))
}

fn decisions(cases: &[Case]) -> Vec<Decision> {
    let decided = |case: &Case| {
        let today = Date::parse(case.today).unwrap();
        let application = read_application(&case.application, market(), pack(), today);
        decide(market(), pack(), &application.unwrap_or_else(|problems| panic!("{} {problems:?}", case.from)), today)
    };
    cases.iter().map(decided).collect()
}

#[test]
fn the_applications_are_those_that_the_rows_give() {
    let text = written(&cases());
    let file = project("tests/parity/applications.json");
    if std::env::var_os("KAIMEN_BLESS").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    assert!(
        std::fs::read_to_string(&file).unwrap() == text,
        "KAIMEN_BLESS=1 cargo test --test parity writes them anew"
    );
    parse(&text).unwrap();
}

#[test]
fn every_application_is_decided_and_written_for_the_other_faces() {
    let cases = cases();
    assert!(cases.len() >= 200);
    let lines: String = decisions(&cases).iter().map(|decision| canonical(&decision.write()) + "\n").collect();
    std::fs::create_dir_all(project("target/parity")).unwrap();
    std::fs::write(project("target/parity/decisions.txt"), lines).unwrap();
}

/// What each decision says, by its hash. The receipt is left out: other words in a document are not another decision.
fn fingerprint(case: &Case, decision: &Decision) -> String {
    let Value::Map(mut entries) = decision.write() else { panic!("a decision is an object") };
    entries.retain(|(key, _)| key != "receipt");
    format!("{} {} {}\n", hash(&Value::Map(entries)), case.today, case.from)
}

/// A line that is another one now is a decision that says something else: its entry in CHANGELOG.md is marked ★.
#[test]
fn no_decision_has_changed_unseen() {
    let cases = cases();
    let decisions = decisions(&cases);
    let lines: Vec<String> = cases.iter().zip(&decisions).map(|(case, decision)| fingerprint(case, decision)).collect();
    let file = project("tests/parity/decisions.sha256");
    if std::env::var_os("KAIMEN_BLESS").is_some() {
        std::fs::write(&file, lines.concat()).unwrap();
    }
    let known = std::fs::read_to_string(&file).unwrap();
    let changed = known.lines().zip(&lines).filter(|(known, now)| *known != now.trim_end()).count();
    assert!(
        known == lines.concat(),
        "{changed} of {} decisions say something else: KAIMEN_BLESS=1 cargo test --test parity writes their hashes anew",
        lines.len()
    );
}

#[test]
fn the_applications_reach_every_kind_of_answer() {
    let decisions = decisions(&cases());
    let count = |holds: &dyn Fn(&Decision) -> bool| decisions.iter().filter(|decision| holds(decision)).count();
    for outcome in Outcome::ALL {
        let seen = count(&|decision| decision.outcome == *outcome);
        assert!(seen >= 5, "{} {seen}", outcome.word());
    }
    for segment in ["has-record", "no-file"] {
        assert!(count(&|decision| decision.segment.as_deref() == Some(segment)) >= 80, "{segment}");
    }
    for rule in ["below-minimum-age", "delay-now-over-limit", "dti-over-limit", "new-freelancer"] {
        assert!(count(&|decision| decision.findings.iter().any(|finding| finding.rule == rule)) > 0, "{rule}");
    }
    for product in ["steady", "flexible"] {
        assert!(count(&|decision| decision.offers.iter().any(|offer| offer.product == product)) > 10, "{product}");
    }
    assert!(count(&|decision| !decision.recourse.is_empty()) > 10);
    for obstacle in ["pack-out-of-date", "capacity-too-low", "tier-not-served"] {
        let met = |decision: &Decision| decision.not_offered.iter().any(|no| no.obstacle.word() == obstacle);
        assert!(count(&met) > 0, "{obstacle}");
    }
}
