//! JSON documents: the value tree, the reader that reports every problem with its path, the canonical writer.
//!
//! A document holds whole numbers only, so that it reads, compares and hashes the same everywhere: money is in
//! minor units, rates and probabilities are in parts per million.

mod canonical;
mod document;
mod hashed;
mod map;
mod problem;
mod reader;
mod source;
#[cfg(feature = "cli")]
mod text;

pub use canonical::{canonical, number as canonical_number};
pub(crate) use document::{choice, record, union};
pub use hashed::{Hashed, hash};
pub use map::Map;
pub(crate) use problem::listed;
pub use problem::{MAX_PROBLEMS, Path, Problem, Problems};
pub use reader::{At, Read, read_document};
pub(crate) use reader::{needed, read_with_problems, stand_in};
pub use source::{Depth, MAX_DEPTH};
#[cfg(feature = "cli")]
pub use text::parse;

/// The greatest whole number that every JSON reader keeps exactly: 2⁵³ − 1.
pub const MAX_SAFE: i64 = 9_007_199_254_740_991;

/// The longest document that is read: 8 MiB.
pub const MAX_BYTES: usize = 8 << 20;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number within ±(2⁵³ − 1).
    Int(i64),
    /// Any other number. No document takes one; the reader says so with its path.
    Float(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object: keys in the order in which they were met, each once.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// The value under `key`, where this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Value::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, where this is a string.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, where this is one.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// The items, where this is an array; else none.
    pub fn items(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            _ => &[],
        }
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Value {
        // OK because a float of at most 2⁵³ − 1 that equals its own truncation converts exactly.
        let truncated = number as i64;
        let exact = truncated.unsigned_abs() <= MAX_SAFE.unsigned_abs() && truncated as f64 == number;
        if exact { Value::Int(truncated) } else { Value::Float(number) }
    }
}

/// What can be written as a JSON value.
pub trait Write {
    /// This as a value; an absent option is left out by the object that holds it.
    fn write(&self) -> Value;

    /// Whether the object that holds this leaves it out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// An object of these fields, but for those that are absent.
pub(crate) fn object(fields: &[(&str, &dyn Write)]) -> Value {
    let given = fields.iter().filter(|(_, field)| !field.is_absent());
    Value::Map(given.map(|(key, field)| (String::from(*key), field.write())).collect())
}

impl Write for Value {
    fn write(&self) -> Value {
        self.clone()
    }
}

impl Write for bool {
    fn write(&self) -> Value {
        Value::Bool(*self)
    }
}

impl Write for i64 {
    fn write(&self) -> Value {
        Value::Int(*self)
    }
}

impl Write for u32 {
    fn write(&self) -> Value {
        Value::Int(i64::from(*self))
    }
}

impl Write for String {
    fn write(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, Write::write)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Write> Write for Box<T> {
    fn write(&self) -> Value {
        (**self).write()
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self) -> Value {
        Value::List(self.iter().map(Write::write).collect())
    }
}
