//! The one reader of documents: it walks a [`Value`], keeps the path, refuses unknown keys and collects every
//! problem instead of stopping at the first.

use super::{MAX_SAFE, Value};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What is wrong with a document, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which kind of problem; permanent, kebab-case.
    pub code: &'static str,
    /// Where, as a JSON Pointer (RFC 6901); empty for the whole document.
    pub path: String,
    /// What is accepted there, for a developer; never the value that was met.
    pub message: String,
}

/// At most this many problems of one document are kept.
const MAX_PROBLEMS: usize = 100;

/// The problems met so far.
#[derive(Debug, Default)]
pub struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    /// Adds one, unless there are a hundred already.
    pub fn push(&self, problem: Problem) {
        let mut problems = self.0.borrow_mut();
        if problems.len() < MAX_PROBLEMS {
            problems.push(problem);
        }
    }

    /// All of them, in the order in which they were met.
    pub fn into_vec(self) -> Vec<Problem> {
        self.0.into_inner()
    }
}

/// What can be read from a JSON value.
pub trait Read: Sized {
    /// Reads it, or reports why not and gives none.
    fn read(at: At<'_>) -> Option<Self>;

    /// What stands for a key that is not there; by default there is no such thing.
    fn absent() -> Option<Self> {
        None
    }
}

/// Reads a whole document.
///
/// # Errors
///
/// Every problem met, each with its path.
pub fn read_document<T: Read>(value: &Value) -> Result<T, Vec<Problem>> {
    let problems = Problems::default();
    let read = T::read(At { value, path: &Path::Root, problems: &problems });
    let problems = problems.into_vec();
    match read {
        Some(document) if problems.is_empty() => Ok(document),
        _ => Err(problems),
    }
}

/// Where in a document: the way there from its root.
#[derive(Debug)]
pub enum Path<'a> {
    /// The whole document.
    Root,
    /// A key of the object there.
    Key(&'a Path<'a>, &'a str),
    /// An item of the array there.
    Index(&'a Path<'a>, usize),
}

impl Path<'_> {
    /// As a JSON Pointer (RFC 6901).
    pub fn pointer(&self) -> String {
        match self {
            Path::Root => String::new(),
            Path::Key(parent, key) => {
                let escaped = key.replace('~', "~0").replace('/', "~1");
                parent.pointer() + "/" + &escaped
            }
            Path::Index(parent, index) => parent.pointer() + "/" + &index.to_string(),
        }
    }
}

/// A place in a document that is being read.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    value: &'a Value,
    path: &'a Path<'a>,
    problems: &'a Problems,
}

impl<'a> At<'a> {
    /// The value here.
    pub fn value(&self) -> &'a Value {
        self.value
    }

    /// Reports a problem at this place.
    pub fn report(&self, code: &'static str, message: &str) {
        self.problems.push(Problem { code, path: self.path.pointer(), message: message.into() });
    }

    /// The object here, once every key of it is among `keys`; unknown keys are reported.
    pub fn object(self, keys: &[&str]) -> Option<Object<'a>> {
        let Value::Map(entries) = self.value else {
            self.report("not-an-object", "an object is needed here");
            return None;
        };
        for (key, value) in entries {
            if !keys.contains(&key.as_str()) {
                At { value, path: &Path::Key(self.path, key), problems: self.problems }
                    .report("unknown-key", "no such key is known here");
            }
        }
        Some(Object { at: self, entries })
    }

    /// The whole number here, from `least` to `most`.
    pub fn int(self, least: i64, most: i64) -> Option<i64> {
        match self.value {
            Value::Int(number) if (least..=most).contains(number) => Some(*number),
            Value::Int(_) => {
                self.report("number-out-of-range", &format!("a whole number from {least} to {most} is needed here"));
                None
            }
            _ => {
                self.report("not-a-whole-number", "a whole number within 2^53 is needed here");
                None
            }
        }
    }

    /// The text here.
    pub fn text(self) -> Option<&'a str> {
        let text = self.value.as_text();
        if text.is_none() {
            self.report("not-text", "text is needed here");
        }
        text
    }

    /// One of the words of a closed list: the position of the word met.
    pub fn word(self, words: &[&str]) -> Option<usize> {
        let text = self.text()?;
        let found = words.iter().position(|word| *word == text);
        if found.is_none() {
            self.report("unknown-word", &format!("one of these is needed here: {}", words.join(", ")));
        }
        found
    }

    /// Every item of the array here.
    pub fn list<T: Read>(self) -> Option<Vec<T>> {
        let Value::List(items) = self.value else {
            self.report("not-a-list", "an array is needed here");
            return None;
        };
        let read =
            |(index, value)| T::read(At { value, path: &Path::Index(self.path, index), problems: self.problems });
        // Every item is read before any is missed, so that all problems are reported.
        let items: Vec<Option<T>> = items.iter().enumerate().map(read).collect();
        items.into_iter().collect()
    }

    /// Every entry of the object here, whatever its keys.
    pub fn map<T: Read>(self) -> Option<BTreeMap<String, T>> {
        let Value::Map(entries) = self.value else {
            self.report("not-an-object", "an object is needed here");
            return None;
        };
        let read = |(key, value): &(String, Value)| {
            let at = At { value, path: &Path::Key(self.path, key), problems: self.problems };
            (key.clone(), T::read(at))
        };
        let entries: Vec<(String, Option<T>)> = entries.iter().map(read).collect();
        entries.into_iter().map(|(key, value)| value.map(|value| (key, value))).collect()
    }
}

/// An object whose keys are known; its fields are read one by one.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a> {
    at: At<'a>,
    entries: &'a [(String, Value)],
}

impl<'a> Object<'a> {
    /// The field `key`, or what stands for its absence.
    pub fn field<T: Read>(&self, key: &'static str) -> Option<T> {
        let path = Path::Key(self.at.path, key);
        match self.entries.iter().find(|(name, _)| name == key) {
            Some((_, value)) => T::read(At { value, path: &path, problems: self.at.problems }),
            None => T::absent().or_else(|| {
                At { value: &Value::Null, path: &path, problems: self.at.problems }
                    .report("missing-key", "this key is needed");
                None
            }),
        }
    }
}

impl Read for bool {
    fn read(at: At<'_>) -> Option<bool> {
        match at.value {
            Value::Bool(value) => Some(*value),
            _ => {
                at.report("not-yes-or-no", "true or false is needed here");
                None
            }
        }
    }
}

impl Read for i64 {
    fn read(at: At<'_>) -> Option<i64> {
        at.int(-MAX_SAFE, MAX_SAFE)
    }
}

impl Read for u32 {
    fn read(at: At<'_>) -> Option<u32> {
        at.int(0, i64::from(u32::MAX)).and_then(|number| u32::try_from(number).ok())
    }
}

impl Read for String {
    fn read(at: At<'_>) -> Option<String> {
        at.text().map(String::from)
    }
}

impl Read for Value {
    fn read(at: At<'_>) -> Option<Value> {
        Some(at.value.clone())
    }
}

impl<T: Read> Read for Box<T> {
    fn read(at: At<'_>) -> Option<Box<T>> {
        T::read(at).map(Box::new)
    }
}

impl<T: Read> Read for Option<T> {
    fn read(at: At<'_>) -> Option<Option<T>> {
        match at.value {
            Value::Null => Some(None),
            _ => T::read(at).map(Some),
        }
    }

    fn absent() -> Option<Option<T>> {
        Some(None)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(at: At<'_>) -> Option<Vec<T>> {
        at.list()
    }
}

impl<T: Read> Read for BTreeMap<String, T> {
    fn read(at: At<'_>) -> Option<BTreeMap<String, T>> {
        at.map()
    }
}
