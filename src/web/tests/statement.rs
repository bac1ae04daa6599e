//! Statements in the page: what the room tells becomes answers, and every word that it may use is there.

use super::{after, opened};
use crate::application::Provenance;
use crate::json::{Value, Write};
use crate::statement::{Assumed, Columns, DayOrder, Format, Input, Kind, Options, Statement, correct, read, recounted};
use crate::web::hand::Tool;
use crate::web::state::{Action, Place, State};
use crate::web::statement::{Known, figure, may_be_answered};
use std::path::Path;

/// The ids that are put together where statements are shown.
pub fn families() -> Vec<String> {
    let mut ids: Vec<String> = Kind::ALL.iter().map(|kind| format!("statement-kind-{}", kind.word())).collect();
    ids.extend(Format::ALL.iter().map(|format| format!("statement-format-{}", format.word())));
    ids.extend(Assumed::ALL.iter().map(|assumed| format!("statement-assumed-{}", assumed.word())));
    ids.extend(DayOrder::ALL.iter().map(|order| format!("statement-{}", order.word())));
    ids.extend(Columns::NAMES.iter().chain(&["none"]).map(|name| format!("statement-column-{name}")));
    for key in figure_keys() {
        ids.extend(["", "-what"].map(|part| format!("statement-figure-{}{part}", figure(&key))));
    }
    ids.extend(codes().iter().map(|code| format!("statement-fault-{code}")));
    ids.extend(["read", "used", "forgotten"].map(|notice| format!("notice-statement-{notice}")));
    ids
}

fn figure_keys() -> Vec<String> {
    let source = include_str!("../../statement/figures.rs");
    let named = source.lines().filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" "));
    let keys: Vec<String> = named.map(|(key, _)| key.into()).collect();
    assert!(keys.len() > 20, "{keys:?}");
    keys
}

/// The codes of problems: every quoted word with a hyphen in the source that is no word of a document's.
fn codes() -> Vec<String> {
    const OTHERS: [&str; 8] = [
        "bill-latest",
        "months-paid",
        "repayment-record",
        "utf-8",
        "utf-16le",
        "utf-16be",
        "windows-1252",
        "from-statement",
    ];
    let mut words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
    words.extend(
        Format::ALL.iter().map(|format| format.word()).chain(Assumed::ALL.iter().map(|assumed| assumed.word())),
    );
    words.extend(OTHERS);
    let mut codes = vec![String::from("file-not-readable"), "reader-stopped".into()];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::fs::read_dir(root.join("src/statement")).into_iter().flatten().flatten().map(|file| file.path());
    for file in folder.chain([root.join("src/intake.rs")]).filter(|file| file.is_file()) {
        let source = std::fs::read_to_string(file).unwrap_or_default();
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        for quoted in source.split('"') {
            let is_code = quoted.contains('-')
                && quoted.split('-').all(|part| {
                    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
                });
            if is_code && !words.contains(&quoted) && !codes.iter().any(|code| code == quoted) {
                codes.push(quoted.into());
            }
        }
    }
    assert!(codes.len() > 30, "{codes:?}");
    codes
}

fn whole(csv: &str) -> Statement {
    read(Input::Text(csv.into()), &Options::new("CNY")).unwrap_or_else(|fault| unreachable!("{fault:?}"))
}

/// Two whole months of someone who earns 7,200.50.
fn months() -> Statement {
    whole(
        "Date,Description,Amount\n2026-08-01,ACME SALARY,7200.50\n2026-08-15,supermarket,-900.00\n2026-08-30,shop,-1.00\n\
         2026-09-01,ACME SALARY,7200.50\n2026-09-15,supermarket,-900.00\n2026-09-30,shop,-1.00\n",
    )
}

/// What the room tells of one file.
fn told(statement: &Statement) -> Value {
    let map =
        |entries: Vec<(&str, Value)>| Value::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect());
    let file = map(vec![("name", Value::Text("bill.csv".into())), ("statement", statement.write())]);
    map(vec![("files", Value::List(vec![file])), ("whole", statement.write()), ("reading", Value::Null)])
}

fn reading(percent: i64) -> Value {
    let entries = vec![("name".into(), Value::Text("bill.csv".into())), ("percent".into(), Value::Int(percent))];
    Value::Map(vec![("reading".into(), Value::Map(entries))])
}

fn read_by(statement: &Statement) -> State {
    let start = after(&opened(Value::Null), [Action::Sealed, Action::Statement]);
    after(&start, [Action::Told(reading(0)), Action::Told(reading(60)), Action::Told(told(statement))])
}

#[test]
fn what_is_read_is_said_and_stays_while_more_is_read() {
    let read = read_by(&months());
    assert_eq!(
        (read.place.clone(), read.notice, read.statement.files().len()),
        (Place::Statement, Some("statement-read"), 1)
    );
    let more = after(&read, [Action::Told(reading(10))]);
    assert_eq!(more.statement.reading, Some(("bill.csv".into(), 10)));
    assert_eq!(more.statement.files().len(), 1);
}

#[test]
fn what_a_statement_answers_is_filled_in_and_can_be_changed() {
    let used = after(&read_by(&months()), [Action::UseStatement]);
    let income = used.form.get("income").cloned().unwrap_or_default();
    assert_eq!((income.first(), income.by_statement), ("7200.5", Some(Provenance::FromStatement)));
    assert_eq!(used.answers().number("income"), Some(7_200_50));
    assert!(matches!(used.place, Place::Question(_)), "{:?}", used.place);
    // Kept on the device it stays what it is; changed it is the applicant's own.
    assert_eq!(opened(used.kept()).form.get("income"), Some(&income));
    let changed = after(&used, [Action::Type("income".into(), 0, "8000".into())]);
    assert_eq!(changed.form.get("income").and_then(|typed| typed.by_statement), None);
}

#[test]
fn what_was_counted_otherwise_is_said() {
    let mut statement = months();
    assert!(correct(&mut statement, 3, Kind::Own));
    let used = after(&read_by(&recounted(statement)), [Action::UseStatement]);
    assert_eq!(used.form.get("income").and_then(|typed| typed.by_statement), Some(Provenance::Said));
}

#[test]
fn removing_the_statement_takes_its_answers_along_and_no_others() {
    let typed = Action::Type("amount".into(), 0, "3万".into());
    let used = after(&read_by(&months()), [Action::UseStatement, typed, Action::Statement, Action::RemoveStatement]);
    assert_eq!(used.form.typed(), ["amount"]);
    assert_eq!((used.statement.clone(), used.notice), (Known::default(), Some("statement-forgotten")));
    let forgotten = after(&read_by(&months()), [Action::UseStatement, Action::Forget]);
    assert!(forgotten.form.is_empty() && forgotten.statement == Known::default());
}

#[test]
fn a_statement_in_another_currency_answers_nothing() {
    let mut statement = months();
    statement.currency = "EUR".into();
    let state = read_by(&statement);
    assert!(!state.statement.is_in_currency(&state.documents));
    assert_eq!(state.statement.found(&state.documents), []);
}

#[test]
fn only_questions_of_the_same_id_and_subject_that_take_the_value_are_answered() {
    let mut statement = months();
    let state = read_by(&statement);
    let found: Vec<String> = state.statement.found(&state.documents).into_iter().map(|found| found.question).collect();
    assert!(found.contains(&"income".into()), "{found:?}");
    for fill in &mut statement.fills {
        fill.subject = "assets".into();
    }
    assert_eq!(read_by(&statement).statement.found(&state.documents), []);
    let mut statement = months();
    for fill in &mut statement.fills {
        fill.value = i64::MAX / 4;
    }
    assert_eq!(read_by(&statement).statement.found(&state.documents), []);
}

#[test]
fn the_place_has_a_number_of_its_own_and_a_way_back() {
    let state = read_by(&months());
    let number = state.place.number(Tool::Checker, &state.documents);
    assert_eq!(Place::of_number(number, &state.documents), (Tool::Checker, Place::Statement));
    assert_eq!(after(&state, [Action::Back]).place, Place::Start);
    // From the other tool it leads to the first.
    let other = after(&state, [Action::Open(Tool::Offer), Action::Statement]);
    assert_eq!((other.tool, other.place), (Tool::Checker, Place::Statement));
}

#[test]
fn only_amounts_and_counts_about_money_may_be_answered() {
    let documents = opened(Value::Null).documents;
    let find = |id: &str| documents.pack.questions.iter().find(|question| question.id == id);
    assert!(find("income").is_some_and(may_be_answered));
    assert!(!find("term").is_some_and(may_be_answered));
}

#[cfg(feature = "web")]
#[test]
fn every_figure_is_shown() {
    let mut shown = crate::web::statement::figures::ORDER.map(String::from).to_vec();
    let mut keys = figure_keys();
    shown.sort();
    keys.sort();
    assert_eq!(shown, keys);
}

#[cfg(feature = "web")]
#[test]
fn every_kind_can_be_chosen_for_some_entry() {
    use crate::web::statement::kinds::{IN, OUT};
    for kind in Kind::ALL {
        assert!(IN.contains(&kind.word()) || OUT.contains(&kind.word()), "{}", kind.word());
    }
    let known = |word: &&str| Kind::ALL.iter().any(|kind| kind.word() == *word);
    assert!(IN.iter().chain(&OUT).all(known));
}
