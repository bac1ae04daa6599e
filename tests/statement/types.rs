//! The typings of the module say what its documents hold: every field, every word, and no other field.

use kaimen::statement::{Account, Assumed, Format, Kind};

const TYPES: &str = include_str!("../../www/statement/statement.d.ts");

/// The fields of the records that a source file declares: lines such as `"line" line: u32,`.
fn fields(source: &str) -> Vec<&str> {
    let named = source.lines().filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" "));
    named.filter(|(_, rest)| rest.contains(": ")).map(|(name, _)| name).collect()
}

#[test]
fn the_typings_have_the_fields_and_the_words_of_the_documents() {
    let sources = [
        include_str!("../../src/statement/document.rs"),
        include_str!("../../src/statement/figures.rs"),
        include_str!("../../src/statement/columns.rs"),
    ];
    let mut fields: Vec<&str> = sources.iter().flat_map(|source| fields(source)).collect();
    // Those of `KindSum` are made where they are given out.
    fields.extend(["kind", "count", "inMinor", "outMinor"]);
    let typed = TYPES.lines().filter_map(|line| line.trim().strip_prefix("readonly ")?.split_once(':'));
    let mut typed: Vec<&str> = typed.map(|(name, _)| name.trim_end_matches('?')).collect();
    fields.sort_unstable();
    typed.sort_unstable();
    assert_eq!(fields, typed);
    let mut words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
    words.extend(Format::ALL.iter().map(|format| format.word()));
    words.extend(Account::ALL.iter().map(|account| account.word()));
    words.extend(Assumed::ALL.iter().map(|assumed| assumed.word()));
    for word in words {
        assert!(TYPES.contains(&format!("\"{word}\"")), "{word}");
    }
}
