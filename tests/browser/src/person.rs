//! People who fill the checker in: what each would type or choose, by question.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// What someone types or chooses: a plain amount or number, a date, an option's id, `yes` or `no`; none for "I don't
/// know".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person(pub BTreeMap<String, Option<String>>);

impl Person {
    /// One of those in `people/`.
    ///
    /// # Errors
    ///
    /// Where there is none of this name.
    pub fn named(name: &str) -> Result<Self> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("people").join(name).with_extension("json");
        let text = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        Ok(Self(serde_json::from_slice(&text).with_context(|| format!("reading {}", path.display()))?))
    }

    /// The same person with another answer.
    #[must_use]
    pub fn but(mut self, question: &str, answer: &str) -> Self {
        self.0.insert(question.to_owned(), Some(answer.to_owned()));
        self
    }

    /// What they answer to a question.
    ///
    /// # Errors
    ///
    /// Where they were not expected to be asked it.
    pub fn answer(&self, question: &str) -> Result<Option<&str>> {
        let answer = self.0.get(question).with_context(|| format!("nobody said what to answer to {question}"))?;
        Ok(answer.as_deref())
    }
}
