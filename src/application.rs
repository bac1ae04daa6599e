//! What the applicant tells us: answers by question, each with where it comes from.

use crate::date::Date;
use crate::json::{At, Map, Read, Value, Write, choice, record};

choice! {
    /// The version of the application document.
    pub enum ApplicationSchema {
        /// The first.
        "kaimen/application@1" V1,
    }
}

choice! {
    /// Where an answer comes from.
    pub enum Provenance {
        /// The applicant said so.
        "said" Said,
        /// Read from a statement file.
        "from-statement" FromStatement,
        /// Someone who signs for it said so.
        "attested" Attested,
    }
}

record! {
    /// The application as a document: not yet held against a pack.
    pub struct ApplicationDocument {
        /// Which document this is.
        "schema" schema: ApplicationSchema,
        /// Answers by question id.
        "answers" answers: Map<AnswerDocument>,
    }
}

record! {
    /// One answer as it stands in a document.
    pub struct AnswerDocument {
        /// The answer; `null` for "I don't know".
        "value" value: Option<Scalar>,
        /// Where it comes from.
        "provenance" provenance: Provenance,
    }
}

/// A plain value of JSON: what an answer can be before its question is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A whole number: an amount in minor units, a count.
    Number(i64),
    /// A choice, or a date.
    Text(String),
    /// Yes or no.
    YesNo(bool),
}

impl Read for Scalar {
    fn read(at: &At<'_>) -> Scalar {
        match at.value() {
            Some(Value::Int(number)) => return Scalar::Number(*number),
            Some(Value::Text(text)) => return Scalar::Text(text.clone()),
            Some(Value::Bool(value)) => return Scalar::YesNo(*value),
            Some(_) => at.report("not-an-answer", "a whole number, text, true or false is needed here"),
            None => {}
        }
        Scalar::YesNo(false)
    }
}

impl Write for Scalar {
    fn write(&self) -> Value {
        match self {
            Scalar::Number(number) => Value::Int(*number),
            Scalar::Text(text) => Value::Text(text.clone()),
            Scalar::YesNo(value) => Value::Bool(*value),
        }
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for Scalar {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Scalar".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["integer", "string", "boolean"] })
    }
}

/// An answer that fits its question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Minor units, or a number in the question's unit.
    Number(i64),
    /// One of the question's options.
    Choice(String),
    /// Yes or no.
    YesNo(bool),
    /// A date.
    Date(Date),
}

/// Answers by question id; what is not known is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub Map<Answer>);

impl Answers {
    /// The answer to a question, where it is known.
    pub fn get(&self, question: &str) -> Option<&Answer> {
        self.0.get(question)
    }

    /// The choice that was made, where the question has one.
    pub fn choice(&self, question: &str) -> Option<&str> {
        match self.get(question)? {
            Answer::Choice(choice) => Some(choice),
            Answer::Number(_) | Answer::YesNo(_) | Answer::Date(_) => None,
        }
    }

    /// The number that was given, where the question has one.
    pub fn number(&self, question: &str) -> Option<i64> {
        match self.get(question)? {
            Answer::Number(number) => Some(*number),
            Answer::Choice(_) | Answer::YesNo(_) | Answer::Date(_) => None,
        }
    }
}

/// Answers so far: what is in neither list is not yet answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Partial {
    /// The answers.
    pub answers: Answers,
    /// The questions that were answered with "I don't know".
    pub unknown: Vec<String>,
}

/// Answers that fit a pack: every question that is asked has its answer, and no other has. No question is asked after a
/// refusal that nothing still to be answered could lift.
// INVARIANT (fits the pack): made only by `form`, which check it.
#[derive(Clone, Debug, PartialEq)]
pub struct Application {
    answers: Answers,
    is_whole: bool,
    hash: String,
}

impl Application {
    pub(crate) fn new(answers: Answers, is_whole: bool, hash: String) -> Application {
        Application { answers, is_whole, hash }
    }

    /// The answers.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Whether every question that needs an answer has one; where it is not, it is refused for good without them.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The SHA-256 of its document's canonical form, in hexadecimal digits.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}
