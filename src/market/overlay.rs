//! A market from its own file and those that it extends: what is common stands once.

use crate::json::Value;

/// `base` with `over` laid on it: objects are joined key by key, lists item by item, and anything else is replaced.
///
/// An item of a list takes the place of one of the same name (its `id`, its rule's, or its `subject`); else it is added.
///
/// # Example
///
/// ```
/// use kaimen::{json::{canonical, parse}, market::overlay::overlaid};
/// let read = |text: &str| parse(text).map_err(|problem| problem.message);
/// let base = read(r#"{"id":"US","sources":[{"id":"US-07","note":"old"}]}"#)?;
/// let over = read(r#"{"id":"US-CA","sources":[{"id":"US-07","note":"new"},{"id":"US-CA-01"}]}"#)?;
/// let both = canonical(&overlaid(base, over));
/// assert_eq!(both, r#"{"id":"US-CA","sources":[{"id":"US-07","note":"new"},{"id":"US-CA-01"}]}"#);
/// # Ok::<(), String>(())
/// ```
pub fn overlaid(base: Value, over: Value) -> Value {
    match (base, over) {
        (Value::Map(base), Value::Map(over)) => Value::Map(joined(base, over)),
        (Value::List(base), Value::List(over)) => Value::List(added(base, over)),
        (_, over) => over,
    }
}

fn joined(mut base: Vec<(String, Value)>, over: Vec<(String, Value)>) -> Vec<(String, Value)> {
    for (key, value) in over {
        match base.iter_mut().find(|(known, _)| *known == key) {
            Some((_, old)) => *old = overlaid(std::mem::replace(old, Value::Null), value),
            None => base.push((key, value)),
        }
    }
    base
}

fn added(mut base: Vec<Value>, over: Vec<Value>) -> Vec<Value> {
    for item in over {
        let same = name(&item).and_then(|own| base.iter().position(|other| name(other) == Some(own)));
        match same.and_then(|place| base.get_mut(place)) {
            Some(old) => *old = item,
            None => base.push(item),
        }
    }
    base
}

/// What an item of a list is known by; a word is known by itself.
fn name(item: &Value) -> Option<&str> {
    let id = item.get("id").or_else(|| item.get("rule").and_then(|rule| rule.get("id")));
    id.or_else(|| item.get("subject")).unwrap_or(item).as_text()
}
