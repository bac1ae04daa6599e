//! The file that a result is saved as, and that is opened again: the answers, and what they were decided by.

use super::hand::{Documents, Form};
use super::state::State;
use super::typed::Typed;
use crate::application::{Answer, Provenance};
use crate::form;
use crate::json::{Problem, Value, Write};
use crate::pack::question::{AnswerKind, Question, Unit};

/// What such a file says it is.
const SCHEMA: &str = "kaimen/saved@1";
/// More bytes than any such file has: what is larger is not read.
pub const MOST_BYTES: f64 = 1e6;

/// What was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The answers that fit, as if they had been typed.
    pub form: Form,
    /// How the rules stand to those that the file was saved with: `file-pack-<this>` are its words.
    pub pack: &'static str,
    /// What was not taken over, and why.
    pub problems: Vec<Problem>,
}

/// The file of this decision: the market, the pack, the answers as an application document, and the outcome with its receipt.
pub fn written(state: &State) -> Option<Value> {
    let decision = state.decision.as_deref()?;
    let documents = &state.documents;
    let application = state.application();
    let entries = [
        ("schema", Value::Text(SCHEMA.into())),
        ("market", documents.market.id.write()),
        ("pack", documents.pack.id.write()),
        ("application", application),
        ("outcome", decision.outcome.write()),
        ("receipt", decision.receipt.write()),
    ];
    Some(Value::Map(entries.into_iter().map(|(key, value)| (String::from(key), value)).collect()))
}

/// What a file holds for this lender.
///
/// # Errors
///
/// That it is no such file.
pub fn read(documents: &Documents, file: &Value) -> Result<Opened, Problem> {
    let text = |value: Option<&Value>| value.and_then(Value::as_text).unwrap_or_default().to_owned();
    if text(file.get("schema")) != SCHEMA {
        return Err(refused("file-not-saved", "this is no file that Kaimen saved"));
    }
    let (pack, receipt) = (&documents.pack, file.get("receipt"));
    let same = [
        (text(file.get("market")) == documents.market.id, "other-market"),
        (text(file.get("pack")) == pack.id, "other"),
        (text(receipt.and_then(|receipt| receipt.get("packSha256"))) == pack.hash(), "changed"),
    ];
    let standing = same.iter().find(|(is_same, _)| !is_same).map_or("same", |(_, word)| word);
    let (partial, problems) = form::fitting(file.get("application").unwrap_or(&Value::Null), pack);
    let mut form = Form::default();
    for question in &pack.questions {
        if let Some(answer) = partial.answers.get(&question.id) {
            let mut as_typed = typed(question, answer, documents.market.currency.minor_units);
            as_typed.by_statement = by_statement(file, &question.id);
            form.edit(&question.id, &|typed| *typed = as_typed.clone());
        } else if partial.unknown.contains(&question.id) {
            form.edit(&question.id, &|typed| typed.unknown = true);
        }
    }
    Ok(Opened { form, pack: standing, problems })
}

/// Whether an answer came from a statement.
fn by_statement(file: &Value, question: &str) -> Option<Provenance> {
    let answer = file.get("application")?.get("answers")?.get(question)?;
    let is_from = answer.get("provenance").and_then(Value::as_text) == Some(Provenance::FromStatement.word());
    is_from.then_some(Provenance::FromStatement)
}

/// That a file can't be used.
pub fn refused(code: &'static str, message: &str) -> Problem {
    Problem { code, path: String::new(), message: message.into() }
}

/// What one types to give this answer.
pub(super) fn typed(question: &Question, answer: &Answer, minor_units: u32) -> Typed {
    match (answer, &question.answer) {
        (Answer::Number(minor), AnswerKind::Money { .. }) => Typed::text(&decimal(*minor, minor_units)),
        (Answer::Number(ppm), AnswerKind::Number { unit: Unit::Percent, .. }) => Typed::text(&decimal(*ppm, 4)),
        (Answer::Number(number), _) => Typed::text(&number.to_string()),
        (Answer::Choice(choice), _) => Typed::text(choice),
        (Answer::YesNo(yes), _) => Typed::text(if *yes { "yes" } else { "no" }),
        (Answer::Date(date), _) => {
            let (year, month, day) = date.civil();
            Typed { parts: [year, month, day].map(|part| part.to_string()), ..Typed::default() }
        }
    }
}

/// A number of so many decimals, without those that are zero at its end.
fn decimal(number: i64, places: u32) -> String {
    let one = 10_i64.pow(places.min(9));
    let whole = (number / one).to_string();
    let rest = (one + number.abs() % one).to_string();
    let rest = rest.get(1..).unwrap_or_default().trim_end_matches('0');
    if rest.is_empty() { whole } else { [&whole, ".", rest].concat() }
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn amounts_are_written_as_they_are_typed() {
        let check = |number, places, expected| assert_eq!(decimal(number, places), expected);
        check(10_000_00, 2, "10000");
        check(12_50, 2, "12.5");
        check(5, 2, "0.05");
        check(500, 0, "500");
        check(6_000, 4, "0.6");
    }
}
