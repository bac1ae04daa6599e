//! What is wrong with a document, and where.

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
pub const MAX_PROBLEMS: usize = 100;

/// The problems met so far, in the order in which they were met.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Adds one, unless there are a hundred already.
    pub fn add(&mut self, code: &'static str, path: &Path<'_>, message: &str) {
        if self.0.len() < MAX_PROBLEMS {
            self.0.push(Problem { code, path: path.pointer(), message: message.into() });
        }
    }

    /// Adds one where what has to hold does not.
    pub fn check(&mut self, holds: bool, code: &'static str, path: &Path<'_>, message: &str) {
        if !holds {
            self.add(code, path, message);
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is one at this place or below it.
    pub fn has_below(&self, path: &Path<'_>) -> bool {
        let path = path.pointer();
        let is_below =
            |place: &str| place.strip_prefix(&*path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.0.iter().any(|problem| is_below(&problem.path))
    }

    /// These; in a document of another kind nothing else is news but that it is one.
    pub(super) fn of_another_kind(mut self) -> Problems {
        let is_that = |problem: &Problem| problem.code == "unknown-word" && problem.path == "/schema";
        if self.0.iter().any(is_that) {
            self.0.retain(is_that);
        }
        self
    }

    /// All of them.
    pub fn into_vec(self) -> Vec<Problem> {
        self.0
    }
}

/// Where in a document: the way there from its root.
#[derive(Clone, Copy, Debug)]
pub enum Path<'a> {
    /// The whole document.
    Root,
    /// A key of the object there.
    Key(&'a Path<'a>, &'a str),
    /// An item of the array there.
    Index(&'a Path<'a>, usize),
}

impl Path<'_> {
    /// The place under a key of the object here.
    pub fn key<'b>(&'b self, key: &'b str) -> Path<'b> {
        Path::Key(self, key)
    }

    /// The place of an item of the array here.
    pub fn item(&self, index: usize) -> Path<'_> {
        Path::Index(self, index)
    }

    /// As a JSON Pointer (RFC 6901).
    pub fn pointer(&self) -> String {
        match self {
            Path::Root => String::new(),
            Path::Key(parent, key) => {
                let mut pointer = parent.pointer() + "/";
                for character in key.chars() {
                    match character {
                        '~' => pointer.push_str("~0"),
                        '/' => pointer.push_str("~1"),
                        other => pointer.push(other),
                    }
                }
                pointer
            }
            Path::Index(parent, index) => parent.pointer() + "/" + &index.to_string(),
        }
    }
}

/// Words one after the other, for a message.
pub fn listed(words: &mut dyn Iterator<Item = &str>) -> String {
    let mut list = String::new();
    for word in words {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(word);
    }
    list
}
