//! A case: what goes in, what is published of what comes out, and how near that has to be met.

use crate::flows::try_number;
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
    /// That there is no answer: what is expected is null.
    has_none: bool,
    expected: Answer,
    /// Half of the last digit that is printed of each.
    precision: Answer,
    computed: Answer,
    /// For a key, for all its rows, or under the empty key for everything.
    tolerance: Answer,
}

impl Case {
    pub fn read_all(file: &Path) -> Vec<Case> {
        let text = std::fs::read_to_string(file).unwrap();
        let document: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let cases = document["cases"].as_array().or(document.as_array()).unwrap_or_else(|| panic!("no list of cases"));
        (1..).zip(cases).map(|(number, case)| Case::read(case, number)).collect()
    }

    fn read(case: &Value, number: usize) -> Case {
        let text = |key: &str| case[key].as_str().map(String::from);
        let mut tolerance = numbers(&case["tolerance"], &try_number);
        tolerance.extend(try_number(&case["tolerance"]).map(|all| (String::new(), all)));
        Case {
            id: text("id").unwrap_or_else(|| format!("case {number}")),
            method: text("method").unwrap_or_default(),
            inputs: case["inputs"].clone(),
            is_verified: case["verified"] != false,
            has_none: case["expected"].as_object().is_some_and(|map| map.values().any(Value::is_null)),
            expected: numbers(&case["expected"], &try_number),
            precision: numbers(&case["expected"], &half_of_last_digit),
            computed: numbers(&case["computed"], &try_number),
            tolerance,
        }
    }

    fn answer(&self) -> Answer {
        answer(&self.method, &self.inputs).unwrap_or_else(|| panic!("{}: no method {}", self.id, self.method))
    }

    /// What is wrong, if anything is: a published number not met, or one that is a trap and met.
    pub fn problem(&self) -> Option<String> {
        if self.has_none {
            let ours = std::panic::catch_unwind(|| self.answer());
            return ours.ok().map(|ours| format!("there is no answer, and not {ours:?}"));
        }
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
        let (list, part) = (key.split('.').next().unwrap(), key.rsplit('.').next().unwrap());
        let given = [key, list, part, ""].iter().find_map(|name| self.tolerance.get(*name)).copied();
        // The last bits of a decimal number are not the published one's.
        given.unwrap_or(self.precision[key]) + 1e-12 * expected.abs().max(1.0)
    }
}

/// Of a number as it is printed: 12 is good to 0.5, 12.0 to 0.05, 1.2e-7 to 5e-9.
fn half_of_last_digit(number: &Value) -> Option<f64> {
    let text = number.as_str().map_or_else(|| number.to_string(), String::from);
    text.parse::<f64>().ok()?;
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
    let decimals = mantissa.split_once('.').map_or(0, |(_, digits)| digits.len());
    Some(0.5 * 10_f64.powi(exponent.parse::<i32>().ok()? - i32::try_from(decimals).ok()?))
}

/// What `of` makes of the numbers of an object, those of its rows by their `n`, or by their place.
fn numbers(object: &Value, of: &dyn Fn(&Value) -> Option<f64>) -> Answer {
    let mut numbers = Answer::new();
    for (key, value) in object.as_object().into_iter().flatten() {
        numbers.extend(of(value).map(|number| (key.clone(), number)));
        for (place, row) in (1..).zip(value.as_array().into_iter().flatten()) {
            let n = row["n"].as_i64().unwrap_or(place);
            for (inner, number) in row.as_object().into_iter().flatten().filter(|(inner, _)| *inner != "n") {
                numbers.extend(of(number).map(|number| (format!("{key}.{n}.{inner}"), number)));
            }
        }
    }
    numbers
}

#[test]
fn what_is_printed_says_how_near_it_is() {
    for (text, half) in [("12", 0.5), ("12.0", 0.05), ("12.25", 0.005), ("1.2e-7", 5e-9)] {
        let number = half_of_last_digit(&serde_json::from_str(text).unwrap()).unwrap();
        assert!((number / half - 1.0).abs() < 1e-12, "{text}: {number}");
    }
    assert_eq!(half_of_last_digit(&Value::from("1 Jan")), None);
}
