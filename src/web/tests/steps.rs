//! What helped and what hurt adds up, and has words.

use super::opened;
use crate::application::{Answer, Answers};
use crate::date::Date;
use crate::decision::{Decision, decide};
use crate::form;
use crate::json::Value;
use crate::web::steps::{span, steps};

fn decided(years: i64) -> Option<Decision> {
    let state = opened(Value::Null);
    let (market, pack) = (&state.documents.market, &state.documents.pack);
    let answers = [
        ("amount", Answer::Number(10_000_00)),
        ("term", Answer::Number(12)),
        ("purpose", Answer::Choice("consumption".into())),
        ("birth-date", Answer::Date(Date::new(1990, 5, 17)?)),
        ("income", Answer::Number(8_000_00)),
        ("works", Answer::YesNo(true)),
        ("years", Answer::Number(years)),
    ];
    let answers = Answers(answers.into_iter().map(|(id, answer)| (id.to_owned(), answer)).collect());
    let today = Date::new(2026, 11, 23)?;
    let application = form::said(market, pack, &answers, today)?;
    Some(decide(market, pack, &application, today))
}

#[test]
fn steps_lead_from_the_reference_to_the_score() {
    for (years, from, to) in [(1, 605, 600), (9, 605, 610)] {
        let decision = decided(years).unwrap_or_else(|| unreachable!("the answers fit"));
        let steps = steps(&decision);
        assert_eq!(steps.iter().map(|step| (step.from, step.to)).collect::<Vec<_>>(), [(from, to)]);
        assert_eq!(decision.score.as_ref().map(|score| score.points), Some(to));
        assert_eq!(span(&steps), (from.min(to), from.max(to)));
    }
}

#[test]
fn what_a_step_is_has_words() {
    let documents = opened(Value::Null).documents;
    for characteristic in documents.pack.models.iter().flat_map(|model| &model.characteristics) {
        for locale in ["zh-Hans", "en"] {
            let own = documents.find(locale, &["characteristic-", &characteristic.id].concat());
            let reason = documents.find(locale, &["reason-", &characteristic.id].concat());
            assert!(own.or(reason).is_some(), "{locale} {}", characteristic.id);
        }
    }
}
