//! A case: what goes in, what is published of what comes out, and how near that has to be met.

use crate::methods::answer;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// What comes out, by the keys of `expected`; rows under `rows.<n>.<key>`.
pub type Answer = BTreeMap<String, f64>;

pub struct Case {
    pub id: String,
    pub method: String,
    pub inputs: Value,
    pub is_verified: bool,
    expected: Answer,
    computed: Answer,
    tolerance: BTreeMap<String, f64>,
}

impl Case {
    pub fn read_all(file: &Path) -> Vec<Case> {
        let text = std::fs::read_to_string(file).unwrap();
        let cases: Vec<Value> =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        cases.iter().map(Case::read).collect()
    }

    fn read(case: &Value) -> Case {
        let text = |key: &str| case[key].as_str().unwrap_or_else(|| panic!("no {key}: {case}")).to_string();
        Case {
            id: text("id"),
            method: text("method"),
            inputs: case["inputs"].clone(),
            is_verified: case["verified"] != false,
            expected: numbers(&case["expected"]),
            computed: numbers(&case["computed"]),
            tolerance: numbers(&case["tolerance"]),
        }
    }

    fn answer(&self) -> Answer {
        answer(&self.method, &self.inputs).unwrap_or_else(|| panic!("{}: no method {}", self.id, self.method))
    }

    /// What is wrong, if anything is: a published number not met, or one that is a trap and met.
    pub fn problem(&self) -> Option<String> {
        let (ours, expected) = (self.answer(), &self.expected);
        assert!(!expected.is_empty(), "{}: nothing is expected", self.id);
        let off = expected.iter().find(|(key, expected)| {
            !ours.get(*key).is_some_and(|ours| (ours - **expected).abs() <= self.tolerance(key, **expected))
        });
        match (self.is_verified, off) {
            (true, Some((key, expected))) => Some(format!("{key} is {expected}, not {:?}", ours.get(key))),
            (false, None) => Some("a trap is met".into()),
            (false, Some(_)) => self.difference_from_computed(),
            (true, None) => None,
        }
    }

    /// Where a second program's number, printed to ten decimals, is not met to 1e-9.
    pub fn difference_from_computed(&self) -> Option<String> {
        let ours = self.answer();
        let off = self.computed.iter().filter(|(key, _)| self.expected.contains_key(*key)).find(|(key, computed)| {
            !ours.get(*key).is_some_and(|ours| (ours - **computed).abs() <= 1e-9 * computed.abs().max(1.0))
        });
        off.map(|(key, computed)| format!("{key} is computed as {computed}, not {:?}", ours.get(key)))
    }

    /// The one that is given, for the key or for all rows; else half of the last digit that is printed.
    fn tolerance(&self, key: &str, expected: f64) -> f64 {
        let given = self.tolerance.get(key).or_else(|| self.tolerance.get(key.split('.').next().unwrap()));
        // The last bits of a decimal number are not the published one's.
        given.copied().unwrap_or_else(|| half_of_last_digit(expected)) + 1e-12 * expected.abs().max(1.0)
    }
}

fn half_of_last_digit(number: f64) -> f64 {
    let decimals = format!("{number:?}").split_once('.').map_or(0, |(_, digits)| digits.len());
    0.5 / 10_f64.powi(i32::try_from(decimals).unwrap())
}

/// The numbers of an object, those of its rows by their `n`.
fn numbers(object: &Value) -> Answer {
    let mut numbers = Answer::new();
    for (key, value) in object.as_object().into_iter().flatten() {
        if let Some(number) = value.as_f64() {
            numbers.insert(key.clone(), number);
        }
        for row in value.as_array().into_iter().flatten() {
            for (inner, number) in row.as_object().unwrap().iter().filter(|(inner, _)| *inner != "n") {
                numbers.insert(format!("{key}.{}.{inner}", row["n"]), number.as_f64().unwrap());
            }
        }
    }
    numbers
}
