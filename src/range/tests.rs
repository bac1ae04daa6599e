use super::{Ranges, Span, Truth, all, arithmetic, compare};
use crate::application::{Answer, Partial};
use crate::date::Date;
use crate::json::{Depth, MAX_DEPTH, Value, read_document};
use crate::pack::Pack;
use crate::pack::derivation::{Comparison, Condition, Derivation};
use serde::de::DeserializeSeed;

const PACK: &str = include_str!("../web/tests/pack.json");

fn pack() -> Pack {
    let mut reader = serde_json::Deserializer::from_str(PACK);
    let value = Depth(MAX_DEPTH).deserialize(&mut reader).unwrap_or(Value::Null);
    read_document(&value).unwrap_or_else(|_| unreachable!())
}

fn numbers(least: i64, most: i64) -> Span<'static> {
    Span { numbers: Some((least, most)), ..Span::default() }
}

fn maybe(span: Span<'static>) -> Span<'static> {
    Span { missing: true, ..span }
}

fn of(id: &str) -> Derivation {
    Derivation::Answer { of: id.into() }
}

fn constant(value: i64) -> Derivation {
    Derivation::Constant { value }
}

/// What a derivation may come to after these answers and those that are not known.
fn check(answers: &[(&str, Answer)], unknown: &[&str], derivation: &Derivation, expected: &Span<'_>) {
    let pack = pack();
    let answers = answers.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())).collect();
    let unknown = unknown.iter().map(|id| (*id).to_owned()).collect();
    let partial = Partial { answers: crate::application::Answers(answers), unknown };
    let today = Date::new(2026, 11, 23).unwrap_or(Date::EPOCH);
    assert_eq!(&Ranges::new(&pack, &partial, today).span(derivation), expected);
}

#[test]
fn what_is_not_answered_lies_within_its_bounds() {
    check(&[], &[], &of("term"), &numbers(1, 36));
    check(&[("term", Answer::Number(12))], &[], &of("term"), &numbers(12, 12));
    check(&[], &[], &of("works"), &numbers(0, 1));
    let purposes = Span { choices: vec!["consumption", "production-business"], ..Span::default() };
    check(&[], &[], &of("purpose"), &purposes);
}

#[test]
fn missing_for_good_is_not_the_same_as_not_yet_answered() {
    check(&[], &[], &of("zhima-score"), &maybe(numbers(350, 950)));
    check(&[], &["zhima-score"], &of("zhima-score"), &maybe(Span::default()));
}

#[test]
fn a_question_may_turn_out_not_to_be_asked() {
    check(&[], &[], &of("years"), &maybe(numbers(0, 60)));
    check(&[("works", Answer::YesNo(true))], &[], &of("years"), &numbers(0, 60));
    check(&[("works", Answer::YesNo(false))], &[], &of("years"), &maybe(Span::default()));
    let stale = [("works", Answer::YesNo(false)), ("years", Answer::Number(5))];
    check(&stale, &[], &of("years"), &maybe(Span::default()));
}

#[test]
fn a_relation_narrows_what_is_open() {
    let born = |year| ("birth-date", Answer::Date(Date::new(year, 1, 1).unwrap_or(Date::EPOCH)));
    check(&[born(1996), ("works", Answer::YesNo(true))], &[], &of("years"), &numbers(0, 30));
    check(&[born(1950), ("works", Answer::YesNo(true))], &[], &of("years"), &numbers(0, 60));
}

#[test]
fn ages_go_the_other_way_than_dates() {
    let years = Derivation::YearsSince { of: "birth-date".into() };
    check(&[], &[], &years, &numbers(-174, 106));
    let born = Answer::Date(Date::new(1996, 11, 24).unwrap_or(Date::EPOCH));
    check(&[("birth-date", born.clone())], &[], &years, &numbers(29, 29));
    check(&[("birth-date", born)], &[], &Derivation::MonthsSince { of: "birth-date".into() }, &numbers(359, 359));
    check(&[], &[], &of("birth-date"), &maybe(Span::default()));
}

#[test]
fn a_code_is_one_of_the_possible_choices_numbers() {
    let values = [("consumption".to_owned(), 3), ("production-business".to_owned(), 7)].into();
    let code = Derivation::Code { of: "purpose".into(), values };
    check(&[], &[], &code, &numbers(3, 7));
    check(&[("purpose", Answer::Choice("consumption".into()))], &[], &code, &numbers(3, 3));
    let one = Derivation::Code { of: "purpose".into(), values: [("consumption".to_owned(), 3)].into() };
    check(&[], &[], &one, &maybe(numbers(3, 3)));
}

#[test]
fn the_first_that_is_there_may_be_a_later_one() {
    let first = Derivation::First { of: vec![of("years"), constant(99)] };
    check(&[], &[], &first, &numbers(0, 99));
    check(&[("works", Answer::YesNo(true))], &[], &first, &numbers(0, 60));
    check(&[], &["zhima-score"], &Derivation::First { of: vec![of("zhima-score")] }, &maybe(Span::default()));
}

#[test]
fn the_least_and_the_greatest_hang_on_what_is_certainly_there() {
    let parts = || vec![of("years"), of("term"), constant(40)];
    check(&[], &[], &Derivation::Min { of: parts() }, &numbers(0, 36));
    check(&[], &[], &Derivation::Max { of: parts() }, &numbers(40, 60));
    check(&[], &[], &Derivation::Min { of: vec![of("years"), of("zhima-score")] }, &maybe(numbers(0, 950)));
}

#[test]
fn counts_go_from_those_that_reach_to_those_that_may() {
    let count = Derivation::CountAtLeast { of: vec![of("term"), constant(5), constant(40)], at_least: 36 };
    check(&[], &[], &count, &numbers(1, 2));
}

#[test]
fn sums_and_differences_add_the_ends() {
    assert_eq!(arithmetic::sum(&numbers(-1, 2), &maybe(numbers(10, 20))), maybe(numbers(9, 22)));
    assert_eq!(arithmetic::difference(&numbers(-1, 2), &numbers(10, 20)), numbers(-21, -8));
    let great = arithmetic::sum(&numbers(0, i64::MAX), &numbers(0, 1));
    assert!(great.undefined);
    let undefined = Span { undefined: true, ..Span::default() };
    assert_eq!(arithmetic::sum(&undefined, &maybe(Span::default())), undefined);
}

#[test]
fn a_ratio_has_its_ends_at_the_ends_of_its_parts() {
    assert_eq!(arithmetic::ratio(&numbers(1, 4), &numbers(2, 8)), numbers(125_000, 2_000_000));
    assert_eq!(arithmetic::ratio(&numbers(-4, 4), &numbers(2, 8)), numbers(-2_000_000, 2_000_000));
    let by_nothing = Span { undefined: true, ..numbers(1_000_000, 4_000_000) };
    assert_eq!(arithmetic::ratio(&numbers(4, 4), &numbers(0, 4)), by_nothing);
    let undefined = Span { undefined: true, ..Span::default() };
    assert_eq!(arithmetic::ratio(&numbers(4, 4), &numbers(-3, 0)), undefined);
}

#[test]
fn a_share_below_zero_turns_the_ends() {
    assert_eq!(arithmetic::scale(&numbers(2, 10), 500_000), numbers(1, 5));
    assert_eq!(arithmetic::scale(&numbers(2, 10), -500_000), numbers(-5, -1));
}

#[test]
fn a_comparison_of_ranges_is_open_where_they_overlap() {
    let truth = |holds, fails, unknown| Truth { holds, fails, unknown };
    assert_eq!(compare(&numbers(1, 3), Comparison::Less, &numbers(4, 9)), truth(true, false, false));
    assert_eq!(compare(&numbers(1, 4), Comparison::Less, &numbers(4, 9)), truth(true, true, false));
    assert_eq!(compare(&numbers(1, 4), Comparison::AtMost, &numbers(4, 9)), truth(true, false, false));
    assert_eq!(compare(&numbers(5, 6), Comparison::More, &numbers(6, 9)), truth(false, true, false));
    assert_eq!(compare(&numbers(6, 6), Comparison::Equal, &numbers(6, 6)), truth(true, false, false));
    assert_eq!(compare(&maybe(numbers(6, 6)), Comparison::AtLeast, &numbers(0, 6)), truth(true, false, true));
}

#[test]
fn what_has_to_be_false_beats_what_may_be_unknown() {
    let truth = |holds, fails, unknown| Truth { holds, fails, unknown };
    let never = all(&mut [truth(false, true, false), truth(true, false, true)].into_iter());
    assert_eq!(never, truth(false, true, false));
    let open = all(&mut [truth(true, true, false), truth(true, false, true)].into_iter());
    assert_eq!(open, truth(true, true, true));
    let pack = pack();
    let nothing = Partial::default();
    let ranges = Ranges::new(&pack, &nothing, Date::EPOCH);
    let missing = Condition::Missing { of: of("zhima-score") };
    assert_eq!(ranges.truth(&missing), truth(true, true, false));
}
