//! Statements in the page: what the room that reads them tells, and which of the pack's questions they answer.
//!
//! The room (`www/statement/room.js`) is loaded before the seal by who has a statement. It keeps the entries; the page is told
//! what to show, and keeps answers alone.

#[cfg(feature = "web")]
mod columns;
#[cfg(feature = "web")]
pub(super) mod figures;
#[cfg(feature = "web")]
mod files;
#[cfg(feature = "web")]
pub(super) mod kinds;
#[cfg(feature = "web")]
mod months;
#[cfg(feature = "web")]
mod room;
#[cfg(feature = "web")]
mod view;

#[cfg(feature = "web")]
pub use room::Room;
#[cfg(feature = "web")]
pub use view::view;

use super::hand::Documents;
use super::saved;
use super::state::State;
use super::typed::Typed;
use crate::application::{Answer, Application, Provenance, Scalar};
use crate::form;
use crate::json::Value;
use crate::pack::question::{AnswerKind, Question};

/// What the room told last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// The files, what they come to together, what was counted as what; `null` at first.
    told: Option<Value>,
    /// Which file is being read, and how much of it in per cent.
    pub reading: Option<(String, i64)>,
}

/// An answer that the statements give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The question's id.
    pub question: String,
    /// Minor units, or a count.
    pub value: i64,
    /// From a statement, or said, where the applicant changed what was counted as what.
    pub provenance: Provenance,
}

impl Known {
    /// What is known after the room told this.
    pub fn hear(&mut self, told: Value) {
        let reading = told.get("reading");
        let percent = reading.and_then(|reading| reading.get("percent")).and_then(Value::as_int);
        self.reading = percent.map(|percent| (text(reading, "name").into(), percent));
        if told.get("files").is_some() {
            self.told = Some(told);
        }
    }

    /// The files, whether they were read or refused.
    pub fn files(&self) -> &[Value] {
        self.list("files")
    }

    /// The statement that all of them come to, without its entries.
    pub fn whole(&self) -> Option<&Value> {
        self.told.as_ref()?.get("whole").filter(|whole| **whole != Value::Null)
    }

    /// For each kind that there is, how often and how much.
    pub fn kinds(&self) -> &[Value] {
        self.list("kinds")
    }

    /// The kind whose entries are shown, and the first of them.
    pub fn shown(&self) -> Option<(&str, &[Value])> {
        let shown = self.told.as_ref()?.get("shown")?;
        Some((text(Some(shown), "kind"), list(shown, "entries")))
    }

    fn list(&self, key: &str) -> &[Value] {
        self.told.as_ref().map_or(&[], |told| list(told, key))
    }

    /// Whether the statements are in the currency of the law, so that what they say can be an answer.
    pub fn is_in_currency(&self, documents: &Documents) -> bool {
        text(self.whole(), "currency") == documents.market.currency.code
    }

    /// The answers to questions of the pack: those whose id and subject are the same, and which take such a value.
    pub fn found(&self, documents: &Documents) -> Vec<Found> {
        let mut found = Vec::new();
        if let Some(whole) = self.whole().filter(|_| self.is_in_currency(documents)) {
            for fill in list(whole, "fills") {
                let question = documents.pack.questions.iter().find(|question| is_same(question, fill));
                let value = int(fill, "value");
                if let Some(question) =
                    question.filter(|question| form::answer(question, &Scalar::Number(value)).is_ok())
                {
                    let is_said = text(Some(fill), "provenance") == Provenance::Said.word();
                    let provenance = if is_said { Provenance::Said } else { Provenance::FromStatement };
                    found.push(Found { question: question.id.clone(), value, provenance });
                }
            }
        }
        found
    }
}

impl State {
    /// Where an answer comes from.
    fn provenance(&self, question: &str) -> Provenance {
        self.form.get(question).and_then(|typed| typed.by_statement).unwrap_or(Provenance::Said)
    }

    /// The application document of the answers as they are.
    pub fn application(&self) -> Value {
        let documents = &self.documents;
        let provenance = |question: &str| self.provenance(question);
        form::document(&documents.market, &documents.pack, &self.answers(), &provenance, documents.today)
    }

    /// The application of the answers; none where one is missing or contradicts others.
    pub(super) fn said(&self) -> Option<Application> {
        let documents = &self.documents;
        let provenance = |question: &str| self.provenance(question);
        form::told(&documents.market, &documents.pack, &self.answers(), &provenance, documents.today)
    }

    /// Keeps what the room tells, and says when a file has been read.
    pub(super) fn hear_statement(&mut self, told: Value) {
        let was_reading = self.statement.reading.is_some();
        self.statement.hear(told);
        if was_reading && self.statement.reading.is_none() {
            self.notice = Some("statement-read");
        }
    }

    /// Fills in what the statements answer, and goes on with what they don't.
    pub(super) fn take_from_statement(&mut self) {
        let documents = self.documents.clone();
        for found in self.statement.found(&documents) {
            let question = documents.pack.questions.iter().find(|question| question.id == found.question);
            let Some(question) = question else { continue };
            let answer = saved::typed(question, &Answer::Number(found.value), documents.market.currency.minor_units);
            let answer = Typed { by_statement: Some(found.provenance), ..answer };
            self.edit(&found.question, &|typed| *typed = answer.clone());
        }
        self.returning = false;
        self.go_on();
        self.notice = Some("statement-used");
    }

    /// Forgets the statements and the answers that they gave.
    pub(super) fn remove_statement(&mut self) {
        self.statement = Known::default();
        self.form.drop_statement();
        self.decision = None;
        self.notice = Some("statement-forgotten");
    }
}

/// The questions that a statement may answer, by what they are about.
pub fn may_be_answered(question: &Question) -> bool {
    let is_number = matches!(question.answer, AnswerKind::Money { .. } | AnswerKind::Number { .. });
    let is_about = ["income", "expenses", "repayments", "repayment-record"].contains(&question.subject.as_str());
    is_number && is_about
}

fn is_same(question: &Question, fill: &Value) -> bool {
    text(Some(fill), "question") == question.id && text(Some(fill), "subject") == question.subject
}

/// The text of a field; empty where there is none.
pub fn text<'v>(value: Option<&'v Value>, key: &str) -> &'v str {
    value.and_then(|value| value.get(key)).and_then(Value::as_text).unwrap_or_default()
}

/// The number of a field; 0 where there is none.
pub fn int(value: &Value, key: &str) -> i64 {
    value.get(key).and_then(Value::as_int).unwrap_or(0)
}

/// The items of a field.
pub fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).map_or(&[], Value::items)
}

/// A figure's name without its unit, as its messages have it: `incomeTrendPpm` is `income-trend`.
pub fn figure(key: &str) -> String {
    let key = key.trim_end_matches("Minor").trim_end_matches("Ppm");
    let mut name = String::new();
    for character in key.chars() {
        if character.is_ascii_uppercase() {
            name.push('-');
        }
        name.push(character.to_ascii_lowercase());
    }
    name
}
