//! The canonical form of RFC 8785 (JCS): what is hashed and what is compared.

use super::Value;
use crate::order::order;

/// `value` in the canonical form of RFC 8785: no white space, keys in the order of their UTF-16 code units, the
/// shortest escapes.
///
/// # Example
///
/// ```
/// use kaimen::json::{Value, canonical};
/// let value = Value::Map(vec![("b".into(), Value::Int(1)), ("a".into(), Value::Null)]);
/// assert_eq!(canonical(&value), r#"{"a":null,"b":1}"#);
/// ```
pub fn canonical(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Int(number) => write_int(*number, out),
        Value::Float(value) => out.push_str(&number(*value)),
        Value::Text(text) => write_text(text, out),
        Value::List(items) => write_list(items, out),
        Value::Map(entries) => write_map(entries, out),
    }
}

fn write_int(number: i64, out: &mut String) {
    out.push_str(&number.to_string());
}

fn write_list(items: &[Value], out: &mut String) {
    out.push('[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(item, out);
    }
    out.push(']');
}

fn write_map(entries: &[(String, Value)], out: &mut String) {
    let key = |place: usize| entries.get(place).map_or("", |(key, _)| key).encode_utf16();
    out.push('{');
    for (index, place) in order(entries.len(), &|a, b| key(a).cmp(key(b))).into_iter().enumerate() {
        let Some((key, value)) = entries.get(place) else { continue };
        if index > 0 {
            out.push(',');
        }
        write_text(key, out);
        out.push(':');
        write(value, out);
    }
    out.push('}');
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            control if control < ' ' => write_control(control, out),
            other => out.push(other),
        }
    }
    out.push('"');
}

fn write_control(control: char, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let code = control as usize;
    out.push_str("\\u00");
    for digit in [code >> 4 & 15, code & 15] {
        out.push(HEX.get(digit).map_or('0', |hex| char::from(*hex)));
    }
}

/// A number in the form of ECMAScript's `Number::toString`, which RFC 8785 takes (§3.2.2.3). `NaN` and the
/// infinities, which JSON lacks, are written `null`.
#[cfg(feature = "cli")]
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "null".into();
    }
    if value == 0.0 {
        return "0".into();
    }
    let scientific = shortest(value.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if value < 0.0 { "-" } else { "" };
    format!("{sign}{}", placed(&digits, exponent))
}

/// The fewest digits that read back as the same number, in scientific form. Where two texts are equally near,
/// ECMAScript takes the one whose last digit is even, as Rust does only when it is told how many digits to write.
#[cfg(feature = "cli")]
fn shortest(value: f64) -> String {
    let shortest = format!("{value:e}");
    let mantissa = shortest.split('e').next().unwrap_or_default();
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).count();
    let even = format!("{value:.*e}", digits.saturating_sub(1));
    if even.parse() == Ok(value) { even } else { shortest }
}

/// The digits `d₁d₂…` with the decimal point after the one worth `10^exponent`.
#[cfg(feature = "cli")]
fn placed(digits: &str, exponent: i32) -> String {
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let zeros = |n: i32| "0".repeat(usize::try_from(n).unwrap_or(0));
    if !(-6..21).contains(&exponent) {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        return format!("{first}{point}{rest}e{exponent:+}");
    }
    if exponent < 0 {
        return format!("0.{}{digits}", zeros(-exponent - 1));
    }
    if count <= exponent + 1 {
        return format!("{digits}{}", zeros(exponent + 1 - count));
    }
    let (whole, fraction) = digits.split_at(usize::try_from(exponent + 1).unwrap_or(0));
    format!("{whole}.{fraction}")
}

/// A document that has been read holds no such number: in the browser its digits would be dead weight.
#[cfg(not(feature = "cli"))]
pub fn number(_: f64) -> String {
    "null".into()
}
