//! The canonical form: RFC 8785's own vectors, and that it is a fixed point.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use kaimen::json::{Value, canonical, canonical_number, hash, parse};
use proptest::prelude::*;

const VECTORS: [(&str, &str); 6] = [
    (include_str!("canonical/arrays.in.json"), include_str!("canonical/arrays.out.json")),
    (include_str!("canonical/french.in.json"), include_str!("canonical/french.out.json")),
    (include_str!("canonical/structures.in.json"), include_str!("canonical/structures.out.json")),
    (include_str!("canonical/unicode.in.json"), include_str!("canonical/unicode.out.json")),
    (include_str!("canonical/values.in.json"), include_str!("canonical/values.out.json")),
    (include_str!("canonical/weird.in.json"), include_str!("canonical/weird.out.json")),
];

#[test]
fn the_vectors_of_rfc_8785_come_out_byte_for_byte() {
    for (input, expected) in VECTORS {
        assert_eq!(canonical(&parse(input).unwrap()), expected);
    }
}

#[test]
fn the_number_table_of_rfc_8785_comes_out() {
    for line in include_str!("canonical/numbers.tsv").lines() {
        let (bits, expected) = line.split_once('\t').unwrap();
        let number = f64::from_bits(u64::from_str_radix(bits, 16).unwrap());
        assert_eq!(canonical_number(number), expected, "{bits}");
    }
}

#[test]
fn a_hash_is_that_of_the_canonical_bytes() {
    // printf '{}' | sha256sum
    let empty = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    assert_eq!(hash(&parse(" { } ").unwrap()), empty);
}

#[test]
fn numbers_beyond_the_safe_ones_are_read_and_are_no_whole_numbers() {
    for text in ["9007199254740992", "-9007199254740992", "18446744073709551615", "1e300", "-1e300", "1.5"] {
        assert!(matches!(parse(text), Ok(Value::Float(_))), "{text}");
    }
    assert_eq!(parse("9007199254740991.0"), Ok(Value::Int(9_007_199_254_740_991)));
    assert_eq!(parse("-0"), Ok(Value::Int(0)));
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<f64>().prop_filter("JSON has finite numbers only", |number| number.is_finite()).prop_map(Value::from),
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::Int),
        any::<String>().prop_map(Value::Text),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::List),
            prop::collection::btree_map(any::<String>(), inner, 0..8)
                .prop_map(|map| Value::Map(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_was_canonical_stays_as_it_is(value in value()) {
        let text = canonical(&value);
        let again = parse(&text).unwrap();
        prop_assert_eq!(canonical(&again), text);
    }
}
