//! `kaimen diff`: who is decided otherwise by another pack, and why.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

#[path = "parity/rows.rs"]
mod rows;
mod support;

use kaimen::application::{Answer, Scalar};
use kaimen::date::Date;
use kaimen::decision::{Outcome, assess};
use kaimen::diff::{Applicant, Because, Cause, ChangeKind, DiffReport, Which, diff};
use kaimen::form::{read_application, scalar};
use kaimen::json::{Hashed, Value, canonical, parse};
use kaimen::pack::{Pack, read_pack};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{application_json, at, has_record, market, no_file, pack, pack_json, text, today, with};

fn applicant(name: &str, answers: &[(&str, Value)]) -> Applicant {
    let application = support::read(answers).unwrap();
    let plain = |(id, answer): (&String, &Answer)| (id.clone(), scalar(answer));
    Applicant { name: name.into(), answers: application.answers().0.iter().map(plain).collect() }
}

fn changed(changes: &[(&str, Value)]) -> Hashed<Pack> {
    let document = changes.iter().fold(pack_json(), |document, (place, value)| at(document, place, value.clone()));
    read_pack(&document, market()).unwrap()
}

fn against(new: &Hashed<Pack>, applicants: &[Applicant]) -> DiffReport {
    diff(market(), [pack(), new], applicants, today(), &|| {})
}

fn two() -> [Applicant; 2] {
    [applicant("no-file", &no_file()), applicant("has-record", &has_record())]
}

fn because(cause: Cause, of: Option<&str>, from: Option<Scalar>, to: Option<Scalar>) -> Because {
    Because { cause, of: of.map(String::from), from, to }
}

fn number(number: i64) -> Option<Scalar> {
    Some(Scalar::Number(number))
}

fn word(word: &str) -> Option<Scalar> {
    Some(Scalar::Text(word.into()))
}

#[test]
fn the_same_pack_changes_nothing() {
    let report = against(pack(), &two());
    assert_eq!((report.totals.decided, report.totals.changed, report.changes.len()), (2, 0, 0));
    assert!(report.totals.outcomes.iter().all(|moved| moved.from == moved.to));
}

#[test]
fn a_stricter_rule_is_why() {
    let new = changed(&[("/policy/1/when/right/value", Value::Int(60_000))]);
    let report = against(&new, &two());
    let [no_file, has_record] = &report.changes[..] else { panic!("{report:?}") };
    assert_eq!((no_file.application.as_str(), has_record.application.as_str()), ("no-file", "has-record"));
    assert_eq!((has_record.old.outcome, has_record.new.outcome), (Outcome::Likely, Outcome::NotYet));
    assert_eq!(has_record.kinds, [ChangeKind::Outcome, ChangeKind::Offer, ChangeKind::Reason]);
    let fires = because(Cause::RuleFires, Some("dti-over-limit"), None, word("knock-out"));
    assert_eq!(has_record.because[0], fires);
    assert!(has_record.because[1..].iter().all(|one| one.cause == Cause::Amount && one.to.is_none()));
    let totals = &report.totals;
    assert_eq!((totals.outcome, totals.offered_old, totals.offered_new), (2, 2, 0));
    assert_eq!((totals.amount_old, totals.amount_new), (16_000_00, 0));
}

#[test]
fn a_rule_that_is_gone_is_why() {
    let new = changed(&[("/policy", Value::List(pack_json().get("policy").unwrap().items()[..1].to_vec()))]);
    let owing = applicant("owing", &with(no_file(), &[("repayments", Value::Int(3_600_00))]));
    let report = against(&new, &[owing]);
    let gone = because(Cause::RuleFiresNoMore, Some("dti-over-limit"), word("knock-out"), None);
    assert!(report.changes[0].because.contains(&gone), "{:?}", report.changes);
}

#[test]
fn points_that_moved_are_why() {
    let new = changed(&[("/models/0/characteristics/3/attributes/2/points", Value::Int(18))]);
    let report = against(&new, &two());
    let [one] = &report.changes[..] else { panic!("{report:?}") };
    assert_eq!(one.because[0], because(Cause::Points, Some("months-paid"), number(48), number(18)));
    assert_eq!((one.old.points, one.new.points), (Some(568), Some(538)));
    assert!(one.because.iter().any(|one| one.cause == Cause::Tier || one.cause == Cause::Price));
}

#[test]
fn a_price_that_moved_is_why() {
    let new = changed(&[("/products/0/price/basePpm", Value::Int(90_000))]);
    let report = against(&new, &two());
    let one = &report.changes[0];
    assert_eq!(one.kinds, [ChangeKind::Offer]);
    let [price] = &one.because[..] else { panic!("{:?}", one.because) };
    assert_eq!((price.cause, price.of.as_deref()), (Cause::Price, Some("steady")));
    let rate = |value: &Option<Scalar>| match value {
        Some(Scalar::Number(rate)) => *rate,
        other => panic!("{other:?}"),
    };
    assert_eq!(rate(&price.to) - rate(&price.from), 10_000);
}

#[test]
fn a_tier_that_moved_and_an_obstacle_are_why() {
    let new =
        changed(&[("/tiers/1/maxPdPpm", Value::Int(90_000)), ("/products/0/tiers", Value::List(vec![text("a")]))]);
    let one = &against(&new, &two()).changes[0];
    assert!(one.because.contains(&because(Cause::Tier, None, word("b"), word("c"))), "{:?}", one.because);
    assert!(one.because.contains(&because(Cause::Obstacle, Some("steady"), None, word("tier-not-served"))));
}

#[test]
fn terms_that_are_gone_are_why() {
    let new = changed(&[("/products/0/fees/0/fixedMinor", Value::Int(300))]);
    let one = &against(&new, &two()).changes[0];
    assert_eq!(one.because, [because(Cause::Terms, Some("steady"), None, None)]);
}

#[test]
fn an_answer_that_neither_pack_asks_for_is_named() {
    let mut one = applicant("no-file", &no_file());
    one.answers.insert("incom".into(), Scalar::Number(1));
    let report = against(pack(), &[one]);
    assert_eq!((report.totals.decided, report.not_asked), (1, vec![String::from("incom")]));
}

#[test]
fn who_a_pack_can_not_decide_is_named() {
    let questions = pack_json().get("questions").unwrap().items().to_vec();
    let place = questions.iter().position(|question| question.get("id") == Some(&text("wechat-pay-score"))).unwrap();
    let new = changed(&[(&format!("/questions/{place}/mayBeUnknown"), Value::Bool(false))]);
    let report = against(&new, &two());
    assert_eq!((report.totals.applications, report.totals.decided), (2, 0));
    let not = &report.not_decided[0];
    assert_eq!((not.application.as_str(), not.by), ("no-file", Which::New));
    assert_eq!((not.code.as_str(), not.path.as_str()), ("answer-missing", "/answers/wechat-pay-score"));
}

/// On hundreds of real rows: both sides are what each pack says by itself, and each change has its cause.
#[test]
fn on_real_rows_both_sides_are_true_and_every_change_has_its_cause() {
    let new = changed(&[
        ("/policy/1/when/right/value", Value::Int(400_000)),
        ("/models/1/characteristics/0/attributes/2/points", Value::Int(30)),
        ("/products/1/price/basePpm", Value::Int(110_000)),
    ]);
    let mut applicants = Vec::new();
    for case in rows::cases() {
        let day = Date::parse(case.today).unwrap();
        let application = read_application(&case.application, market(), pack(), day).unwrap();
        let plain = |(id, answer): (&String, &Answer)| (id.clone(), scalar(answer));
        applicants.push(Applicant { name: case.from, answers: application.answers().0.iter().map(plain).collect() });
        let here = diff(market(), [pack(), &new], &applicants[applicants.len() - 1..], day, &|| {});
        let said = [pack(), &new].map(|pack| assess(market(), pack, &application, day).outcome);
        for one in &here.changes {
            assert_eq!([one.old.outcome, one.new.outcome], said);
        }
        assert_eq!(here.totals.outcome, i64::from(said[0] != said[1]));
    }
    let report = against(&new, &applicants);
    assert!(report.totals.decided > 200 && report.totals.changed > 20 && report.not_decided.is_empty());
    assert!(report.changes.iter().all(|one| !one.because.is_empty()));
    let sum: i64 = report.totals.outcomes.iter().map(|moved| moved.count).sum();
    assert_eq!(sum, report.totals.decided);
    // What is not touched moves for no one.
    let touched = |one: &Because| match one.cause {
        Cause::Points => one.of.as_deref() == Some("years-in-job"),
        Cause::RuleFires => one.of.as_deref() == Some("dti-over-limit"),
        Cause::BasePoints | Cause::Probability | Cause::Segment | Cause::Capacity | Cause::RuleFiresNoMore => false,
        Cause::Tier | Cause::Price | Cause::Amount | Cause::Obstacle | Cause::Terms => true,
    };
    assert!(report.changes.iter().flat_map(|one| &one.because).all(touched));
}

// The command.

fn file(name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), text).unwrap();
    folder.join(name)
}

fn run(new: &Path, data: &Path, more: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kaimen"));
    command.args(["diff", "www/packs/example-lender.json"]).arg(new).arg("--data").arg(data);
    command.args(["--market", "www/markets/cn.json", "--today", "2026-11-23"]).args(more);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
}

fn stricter() -> PathBuf {
    // Golden applications say what the pack as it is decides.
    let document = at(pack_json(), "/policy/1/when/right/value", Value::Int(60_000));
    file("stricter.json", &canonical(&at(document, "/golden", Value::List(Vec::new()))))
}

#[test]
fn every_way_to_give_applications_gives_the_same() {
    let documents = [application_json(&no_file()), application_json(&has_record())];
    let plain = |answers: &[(&str, Value)]| {
        Value::Map(answers.iter().map(|(id, value)| (String::from(*id), value.clone())).collect())
    };
    let list = file("list.json", &canonical(&Value::List(documents.to_vec())));
    let lines = documents.iter().map(|document| canonical(document) + "\n").collect::<String>();
    let lines = file("lines.jsonl", &lines);
    let plain =
        file("plain.jsonl", &format!("{}\n\n{}\n", canonical(&plain(&no_file())), canonical(&plain(&has_record()))));
    let csv = "id,amount,purpose,term,birth-date,student,income,expenses,repayments,has-record,job,years-in-job,home,assets,debt,\
        limit,bill-latest,months-paid,months-late\n\
        line 1,800000,consumption,12,1995-03-02,no,700000,300000,50000,no,fixed,5,rent,4000000,0,,,,\n\
        line 2,800000,consumption,12,1995-03-02,false,700000,300000,50000,yes,,,,,,2000000,300000,6,0\n";
    let csv = file("table.csv", csv);
    let new = stricter();
    let report = |data: &Path| {
        let output = run(&new, data, &["--json"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        parse(&String::from_utf8(output.stdout).unwrap()).unwrap()
    };
    let named = report(&lines);
    assert_eq!(named.get("totals").unwrap().get("changed"), Some(&Value::Int(2)));
    assert_eq!(report(&plain).get("totals"), named.get("totals"));
    assert_eq!(report(&csv).get("changes"), named.get("changes"));
    assert_eq!(report(&list).get("totals"), named.get("totals"));
    assert_eq!(report(Path::new("data/applications")).get("totals").unwrap().get("decided"), Some(&Value::Int(2)));
    let (_, schema) = kaimen::cli::schema::schemas().into_iter().find(|(name, _)| *name == "diff").unwrap();
    let schema = serde_json::to_value(&schema).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&serde_json::to_value(&named).unwrap()));
}

#[test]
fn the_table_says_who_and_why() {
    let output = run(&stricter(), Path::new("data/applications"), &[]);
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(table.starts_with("2 of 2 applications are decided otherwise: outcome 2, offer 2, reason 2\n"), "{table}");
    assert!(table.contains("has-record: outcome, offer, reason\n  likely, tier a, 568 points"), "{table}");
    assert!(table.contains("    rule-fires dti-over-limit: - → knock-out\n"), "{table}");
}

#[test]
fn what_can_not_be_read_is_named_with_its_line() {
    let data = file("broken.jsonl", "{\"amount\": 1}\n{\"amount\": 0.5}\n");
    let output = run(&stricter(), &data, &[]);
    assert_eq!(output.status.code(), Some(1));
    let problems = String::from_utf8(output.stderr).unwrap();
    assert!(problems.contains("line 2: ") && problems.contains("/amount"), "{problems}");
    assert_eq!(run(&stricter(), Path::new("no-such.csv"), &[]).status.code(), Some(3));
}
