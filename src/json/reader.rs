//! The one reader of documents: it walks a [`Value`], keeps the path, refuses unknown keys and collects every
//! problem instead of stopping at the first.

use super::problem::listed;
use super::{MAX_PROBLEMS, MAX_SAFE, Path, Problem, Problems, Value};
use std::cell::RefCell;

/// What can be read from a JSON value.
pub trait Read: Sized {
    /// Reads it. What can't be read is reported, and something of the type stands in for it: [`read_document`] gives
    /// that to no one. (An `Option` here, tested at every field of every document, made half of the module's size.)
    fn read(at: &At<'_>) -> Self;
}

/// Reads a whole document.
///
/// # Errors
///
/// Every problem met, each with its path; where it is another kind of document, that alone.
pub fn read_document<T: Read>(value: &Value) -> Result<T, Vec<Problem>> {
    let (read, problems) = read_with_problems(value);
    if problems.is_empty() { Ok(read) } else { Err(problems.into_vec()) }
}

/// Reads a whole document as far as it goes, with every problem met.
pub(crate) fn read_with_problems<T: Read>(value: &Value) -> (T, Problems) {
    let problems = RefCell::<Problems>::default();
    let read = T::read(&At { value: Some(value), path: Path::Root, problems: Some(&problems) });
    (read, problems.into_inner().of_another_kind())
}

/// A place in a document that is being read.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    /// None where the key is not there.
    value: Option<&'a Value>,
    path: Path<'a>,
    /// None where what holds this place was refused already: what is below it is no news.
    problems: Option<&'a RefCell<Problems>>,
}

impl<'a> At<'a> {
    /// The value here; that there is none is reported.
    pub fn value(&self) -> Option<&'a Value> {
        if self.value.is_none() {
            self.report("missing-key", "this key is needed");
        }
        self.value
    }

    /// Whether there is no value here, or `null`.
    pub fn is_absent(&self) -> bool {
        matches!(self.value, None | Some(Value::Null))
    }

    /// Reports a problem at this place, unless there are a hundred already.
    pub fn report(&self, code: &'static str, message: &str) {
        if let Some(problems) = self.problems {
            problems.borrow_mut().add(code, &self.path, message);
        }
    }

    /// The place below this one under `key`, where this is an object that has it.
    pub fn key<'b>(&'b self, key: &'b str) -> At<'b> {
        let value = self.value.and_then(|value| value.get(key));
        At { value, path: Path::Key(&self.path, key), problems: self.problems }
    }

    /// What is read under `key`.
    #[inline(never)]
    pub(crate) fn field<T: Read>(&self, key: &str) -> T {
        T::read(&self.key(key))
    }

    /// This place once it is known to be an object with no key but these; else one without news.
    pub fn object(&self, keys: &[&str]) -> At<'a> {
        let Some(entries) = self.entries() else { return At { value: None, problems: None, ..*self } };
        for (key, _) in entries.iter().filter(|(key, _)| !keys.contains(&key.as_str())).take(MAX_PROBLEMS) {
            let unknown = At { value: None, path: Path::Key(&self.path, key), problems: self.problems };
            unknown.report("unknown-key", "no such key is known here");
        }
        *self
    }

    /// The entries of the object here, whatever its keys.
    fn entries(&self) -> Option<&'a [(String, Value)]> {
        match self.value()? {
            Value::Map(entries) => Some(entries),
            _ => {
                self.report("not-an-object", "an object is needed here");
                None
            }
        }
    }

    /// Hands over every entry of the object here, whatever its keys.
    pub fn each_entry(&self, read: &mut dyn FnMut(&str, &At<'_>)) {
        for (key, value) in self.entries().unwrap_or_default() {
            read(key, &At { value: Some(value), path: Path::Key(&self.path, key), problems: self.problems });
        }
    }

    /// Hands over every item of the array here.
    pub fn each_item(&self, read: &mut dyn FnMut(&At<'_>)) {
        match self.value() {
            Some(Value::List(items)) => {
                for (index, value) in items.iter().enumerate() {
                    let path = Path::Index(&self.path, index);
                    read(&At { value: Some(value), path, problems: self.problems });
                }
            }
            Some(_) => self.report("not-a-list", "an array is needed here"),
            None => {}
        }
    }

    /// The whole number here, from `least` to `most`.
    pub fn int(&self, least: i64, most: i64) -> i64 {
        match self.value() {
            Some(Value::Int(number)) if (least..=most).contains(number) => return *number,
            Some(Value::Int(_)) => {
                self.report("number-out-of-range", &needed(least, most));
            }
            Some(_) => self.report("not-a-whole-number", "a whole number within 2^53 is needed here"),
            None => {}
        }
        least
    }

    /// The text here.
    pub fn text(&self) -> Option<&'a str> {
        let text = self.value()?.as_text();
        if text.is_none() {
            self.report("not-text", "text is needed here");
        }
        text
    }

    /// One of the words of a closed list: the position of the word met, else of the first.
    pub fn word(&self, words: &[&str]) -> usize {
        let Some(text) = self.text() else { return 0 };
        words.iter().position(|word| *word == text).unwrap_or_else(|| {
            self.report(
                "unknown-word",
                &("one of these is needed here: ".to_owned() + &listed(&mut words.iter().copied())),
            );
            0
        })
    }

    /// Which of these kinds the object here is of; none where that is refused.
    pub fn kind(&self, kinds: &[&str]) -> Option<&'a str> {
        self.entries()?;
        let kind =
            self.value?.get("kind").and_then(Value::as_text).filter(|kind| kinds.iter().any(|known| known == kind));
        if kind.is_none() {
            self.report(
                "unknown-kind",
                &("kind is needed here, one of: ".to_owned() + &listed(&mut kinds.iter().copied())),
            );
        }
        kind
    }
}

/// Which numbers are accepted, for a message.
pub(crate) fn needed(least: i64, most: i64) -> String {
    ["a whole number from ", &least.to_string(), " to ", &most.to_string(), " is needed here"].concat()
}

/// What stands in for an object of none of these kinds: one of the first, of which nothing else is known.
pub(crate) fn stand_in<T: Read>(kinds: &[&str]) -> T {
    let kind = kinds.first().map(|kind| (String::from("kind"), Value::Text((*kind).into())));
    let value = Value::Map(kind.into_iter().collect());
    T::read(&At { value: Some(&value), path: Path::Root, problems: None })
}

impl Read for bool {
    fn read(at: &At<'_>) -> bool {
        match at.value() {
            Some(Value::Bool(value)) => return *value,
            Some(_) => at.report("not-yes-or-no", "true or false is needed here"),
            None => {}
        }
        false
    }
}

impl Read for i64 {
    fn read(at: &At<'_>) -> i64 {
        at.int(-MAX_SAFE, MAX_SAFE)
    }
}

impl Read for u32 {
    fn read(at: &At<'_>) -> u32 {
        u32::try_from(at.int(0, i64::from(u32::MAX))).unwrap_or(0)
    }
}

impl Read for String {
    fn read(at: &At<'_>) -> String {
        at.text().unwrap_or_default().into()
    }
}

impl Read for Value {
    fn read(at: &At<'_>) -> Value {
        at.value().cloned().unwrap_or(Value::Null)
    }
}

impl<T: Read> Read for Box<T> {
    fn read(at: &At<'_>) -> Box<T> {
        Box::new(T::read(at))
    }
}

impl<T: Read> Read for Option<T> {
    fn read(at: &At<'_>) -> Option<T> {
        if at.is_absent() { None } else { Some(T::read(at)) }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(at: &At<'_>) -> Vec<T> {
        let mut list = Vec::new();
        at.each_item(&mut |item| list.push(T::read(item)));
        list
    }
}
