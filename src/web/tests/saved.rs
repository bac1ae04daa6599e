//! A result saved as a file, and opened again.

use super::walk::checked;
use super::{after, json, opened};
use crate::json::Value;
use crate::web::saved::written;
use crate::web::state::{Action, Place};

#[test]
fn what_was_saved_is_opened_again_to_the_letter() {
    let result = after(&checked(), [Action::Decide]);
    let Some(file) = written(&result) else { unreachable!("a result can be saved") };
    let opened = after(&opened(Value::Null), [Action::Sealed, Action::OpenFile(Ok(file))]);
    assert_eq!(opened.place, Place::Check);
    assert_eq!(opened.answers(), result.answers());
    let read = opened.file.as_deref().and_then(|file| file.as_ref().ok());
    assert_eq!(read.map(|read| (read.pack, read.problems.len())), Some(("same", 0)));
    let again = after(&opened, [Action::Decide]);
    assert_eq!(again.decision, result.decision);
    assert_eq!((again.file, written(&checked())), (None, None));
}

/// What does not fit is named with its place, and keeps nothing else out.
#[test]
fn a_file_of_other_rules_gives_what_fits() {
    let answers = [("amount", "1000000"), ("term", "999"), ("colour", "3"), ("years", "true")];
    let answers = answers.map(|(id, value)| format!(r#""{id}": {{"value": {value}, "provenance": "said"}}"#));
    let file = format!(
        r#"{{"schema": "kaimen/saved@1", "market": "CN", "pack": "another", "application":
        {{"schema": "kaimen/application@1", "answers": {{{}}}}}}}"#,
        answers.join(", ")
    );
    let state = after(&opened(Value::Null), [Action::Sealed, Action::OpenFile(Ok(json(&file)))]);
    let Some(Ok(read)) = state.file.as_deref() else { unreachable!("it is such a file") };
    assert_eq!((read.pack, state.form.typed()), ("other", vec!["amount".to_owned()]));
    let problems: Vec<_> = read.problems.iter().map(|problem| (problem.code, problem.path.as_str())).collect();
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems.contains(&("unknown-question", "/answers/colour")), "{problems:?}");
}

#[test]
fn what_is_no_such_file_changes_nothing() {
    for odd in [Value::Null, Value::Int(3), json(r#"{"schema": "kaimen/application@1", "answers": {}}"#)] {
        let before = checked();
        let after = after(&before, [Action::OpenFile(Ok(odd))]);
        assert_eq!((&after.place, &after.form), (&before.place, &before.form));
        let code = after.file.as_deref().and_then(|file| file.as_ref().err()).map(|problem| problem.code);
        assert_eq!(code, Some("file-not-saved"));
    }
}
