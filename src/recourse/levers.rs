//! What the applicant can change in truth.

use super::Change;
use crate::application::{Answer, Answers, Scalar};
use crate::date::Date;
use crate::form;
use crate::pack::Pack;
use crate::pack::question::{Lever, Question};

/// The ways to set one lever: its moves, from the smallest, and last to leave the answer as it is.
pub(super) struct Moves {
    /// The question.
    pub question: String,
    changes: Vec<Change>,
    answers: Vec<Answer>,
}

impl Moves {
    /// How many ways there are.
    pub fn count(&self) -> usize {
        self.answers.len()
    }

    /// What changes; nothing where the answer is left as it is.
    pub fn change(&self, setting: usize) -> Option<&Change> {
        self.changes.get(setting)
    }

    /// The answer then.
    pub fn answer(&self, setting: usize) -> Option<&Answer> {
        self.answers.get(setting)
    }
}

/// The levers of the questions that are asked and answered, in the order of the form.
pub(super) fn moves(pack: &Pack, answers: &Answers, today: Date) -> Vec<Moves> {
    let mut moves = Vec::new();
    for question in form::asked(pack.sheet(), answers, today) {
        if let (Some(lever), Some(now)) = (&question.lever, answers.get(&question.id)) {
            let moves_of = moves_of(question, lever, now);
            if moves_of.count() > 1 {
                moves.push(moves_of);
            }
        }
    }
    moves
}

fn moves_of(question: &Question, lever: &Lever, now: &Answer) -> Moves {
    let mut moves = Moves { question: question.id.clone(), changes: Vec::new(), answers: Vec::new() };
    let mut add = |to: Scalar, times: i64, effort: u32, days: u32| {
        // OK because a move beyond what may be answered is none.
        let Ok(answer) = form::answer(question, &to) else { return };
        if answer != *now {
            let (effort, days) = (times * i64::from(effort), times * i64::from(days));
            moves.changes.push(Change {
                question: question.id.clone(),
                from: Some(form::scalar(now)),
                to,
                effort,
                days,
            });
            moves.answers.push(answer);
        }
    };
    match (lever, now) {
        (Lever::Step { by, times, effort, days }, Answer::Number(now)) => {
            for step in 1..=i64::from(*times) {
                if let Some(to) = by.checked_mul(step).and_then(|by| now.checked_add(by)) {
                    add(Scalar::Number(to), step, *effort, *days);
                }
            }
        }
        (Lever::Choose { options, effort, days }, _) => {
            for option in options {
                let to = match now {
                    Answer::YesNo(_) => Scalar::YesNo(option == "yes"),
                    Answer::Number(_) | Answer::Choice(_) | Answer::Date(_) => Scalar::Text(option.clone()),
                };
                add(to, 1, *effort, *days);
            }
        }
        (Lever::Step { .. }, Answer::Choice(_) | Answer::YesNo(_) | Answer::Date(_)) => {}
    }
    moves.answers.push(now.clone());
    moves
}
