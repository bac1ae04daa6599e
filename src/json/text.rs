//! From JSON text to a [`Value`].

use super::{Depth, MAX_BYTES, MAX_DEPTH, Problem, Value};
use serde::de::DeserializeSeed;

/// The value that `text` holds.
///
/// # Errors
///
/// A problem with code `document-too-large` or `not-json`: broken syntax, nested deeper than [`MAX_DEPTH`], a key
/// twice in one object.
///
/// # Example
///
/// ```
/// use kaimen::json::{Value, parse};
/// assert_eq!(parse("[1, 2.5]"), Ok(Value::List(vec![Value::Int(1), Value::Float(2.5)])));
/// assert_eq!(parse("{").map_err(|problem| problem.code), Err("not-json"));
/// ```
pub fn parse(text: &str) -> Result<Value, Problem> {
    if text.len() > MAX_BYTES {
        return Err(problem("document-too-large", format!("a document has at most {MAX_BYTES} bytes")));
    }
    let mut deserializer = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'));
    let value = Depth(MAX_DEPTH).deserialize(&mut deserializer);
    let whole = value.and_then(|value| deserializer.end().map(|()| value));
    whole.map_err(|error| problem("not-json", error.to_string()))
}

fn problem(code: &'static str, message: String) -> Problem {
    Problem { code, path: String::new(), message }
}
