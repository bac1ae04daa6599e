//! The places of the page, and the numbers by which the browser's history knows them.

use super::hand::{Documents, Tool};
use crate::pack::question::Question;

/// Where the applicant is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// What this is, who lends, what happens with the answers.
    Start,
    /// One question, by its id.
    Question(String),
    /// Statements: opened, checked, used.
    Statement,
    /// All answers, to be checked.
    Check,
    /// The result.
    Result,
}

/// The numbers by which the browser's history knows the check and the result; a question is known by its own. Those of
/// the second tool begin where the first's end.
const CHECK: u32 = 1_000_000;
const RESULT: u32 = 1_000_001;
const STATEMENT: u32 = 1_000_002;
const SECOND: u32 = 2_000_000;

impl Place {
    /// The number by which the browser's history knows this place: it says nothing about any answer.
    pub fn number(&self, tool: Tool, documents: &Documents) -> u32 {
        let first = match tool {
            Tool::Checker => 0,
            Tool::Offer => SECOND,
        };
        first + self.number_in(documents.sheet(tool).questions)
    }

    fn number_in(&self, questions: &[Question]) -> u32 {
        match self {
            Place::Start => 0,
            Place::Check => CHECK,
            Place::Result => RESULT,
            Place::Statement => STATEMENT,
            Place::Question(id) => {
                let position = questions.iter().position(|question| question.id == *id);
                position.and_then(|position| u32::try_from(position + 1).ok()).unwrap_or(0)
            }
        }
    }

    /// The tool and the place of this number.
    pub fn of_number(number: u32, documents: &Documents) -> (Tool, Place) {
        let tool = if number < SECOND { Tool::Checker } else { Tool::Offer };
        let place = Place::of_number_in(number % SECOND, documents.sheet(tool).questions);
        (tool, place)
    }

    fn of_number_in(number: u32, questions: &[Question]) -> Place {
        match number {
            CHECK => Place::Check,
            RESULT => Place::Result,
            STATEMENT => Place::Statement,
            number => {
                let position = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
                let question = position.and_then(|position| questions.get(position));
                question.map_or(Place::Start, |question| Place::Question(question.id.clone()))
            }
        }
    }
}
