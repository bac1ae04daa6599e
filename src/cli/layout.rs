//! JSON made to be read by people: what fits stands on one line.

use crate::json::Value;

/// The length that a line may reach.
const LINE: usize = 110;

/// `value` as JSON text, each list and object on one line if it fits there, else an item a line.
pub fn pretty(value: &Value) -> String {
    let mut text = String::new();
    lay_out(value, 0, 0, &mut text);
    text
}

/// `before` characters of the line are taken by what stands before the value.
fn lay_out(value: &Value, indent: usize, before: usize, text: &mut String) {
    let line = on_one_line(value);
    if indent + before + line.len() < LINE {
        text.push_str(&line);
        return;
    }
    match value {
        Value::List(items) => {
            let items = items.iter().map(|item| (String::new(), item)).collect();
            block(items, indent, ['[', ']'], text);
        }
        Value::Map(entries) => {
            let items = entries.iter().map(|(key, value)| (quoted(key) + ": ", value)).collect();
            block(items, indent, ['{', '}'], text);
        }
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Text(_) => text.push_str(&line),
    }
}

fn block(items: Vec<(String, &Value)>, indent: usize, [open, close]: [char; 2], text: &mut String) {
    text.push(open);
    let inner = indent + 2;
    for (place, (key, item)) in items.into_iter().enumerate() {
        text.push_str(if place > 0 { ",\n" } else { "\n" });
        text.push_str(&" ".repeat(inner));
        text.push_str(&key);
        lay_out(item, inner, key.len(), text);
    }
    text.push('\n');
    text.push_str(&" ".repeat(indent));
    text.push(close);
}

fn on_one_line(value: &Value) -> String {
    match value {
        Value::List(items) => format!("[{}]", items.iter().map(on_one_line).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entry = |(key, value): &(String, Value)| quoted(key) + ": " + &on_one_line(value);
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Value::Text(text) => quoted(text),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
            serde_json::to_string(value).unwrap_or_default()
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::pretty;
    use crate::json::{Value, parse};

    #[test]
    fn what_is_laid_out_reads_back_the_same() {
        let short = Value::Map(vec![("a\"b".into(), Value::List(vec![Value::Int(-1), Value::Null]))]);
        let long =
            Value::List(vec![short.clone(), Value::Text("开门 ".repeat(60)), Value::List(vec![short.clone(); 20])]);
        for value in [short, long, Value::List(Vec::new()), Value::Map(Vec::new())] {
            assert_eq!(parse(&pretty(&value)).ok(), Some(value));
        }
    }

    #[test]
    fn short_things_stand_on_one_line() {
        assert_eq!(pretty(&Value::List(vec![Value::Int(1), Value::Bool(true)])), "[1, true]");
    }
}
