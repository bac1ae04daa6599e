//! "What if": answers as they could be, tried on the result without changing what was answered.

use super::hand::Documents;
use crate::application::{Answer, Answers, Scalar};
use crate::decision::{Assessment, assess};
use crate::form;
use crate::pack::Pack;
use crate::pack::product::Product;
use crate::pack::question::{Lever, Question};

/// A control has about so many positions at the most.
const POSITIONS: i64 = 60;

/// A control: a question, and the answers that can be tried, from the least to the greatest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control<'a> {
    /// The question.
    pub question: &'a Question,
    /// What can be tried.
    pub values: Vec<i64>,
    /// The place of what is tried now among them.
    pub place: usize,
}

/// The controls: amount and term over all that the products go to, and what the pack lets be changed by steps.
pub fn controls<'a>(documents: &'a Documents, answers: &Answers, tried: &[(String, i64)]) -> Vec<Control<'a>> {
    let pack: &Pack = &documents.pack;
    let mut controls = Vec::new();
    for question in form::asked(pack.sheet(), answers, documents.today) {
        let Some(Answer::Number(said)) = answers.get(&question.id) else { continue };
        let mut values = if question.id == pack.wanted.amount {
            amounts(&pack.products)
        } else if question.id == pack.wanted.term {
            terms(&pack.products)
        } else if let Some(Lever::Step { by, times, .. }) = &question.lever {
            (1..=i64::from(*times)).filter_map(|step| by.checked_mul(step)?.checked_add(*said)).collect()
        } else {
            continue;
        };
        values.retain(|value| form::answer(question, &Scalar::Number(*value)).is_ok());
        values.push(*said);
        values.sort_unstable();
        values.dedup();
        let now = tried.iter().find(|(id, _)| *id == question.id).map_or(*said, |(_, value)| *value);
        let place = values.iter().position(|value| *value == now).unwrap_or(0);
        if values.len() > 1 {
            controls.push(Control { question, values, place });
        }
    }
    controls
}

/// What the rooms say of the answers with those that are tried in their place; nothing where these contradict the others.
pub fn supposed<'a>(documents: &'a Documents, answers: &Answers, tried: &[(String, i64)]) -> Option<Assessment<'a>> {
    let mut answers = answers.clone();
    for (question, value) in tried {
        answers.0.insert(question.clone(), Answer::Number(*value));
    }
    let (market, pack, today) = (&documents.market, &documents.pack, documents.today);
    let application = form::application(market, pack, &answers, today)?;
    Some(assess(market, pack, &application, today))
}

/// From the least to the greatest amount of any product, by whole steps of all.
fn amounts(products: &[Product]) -> Vec<i64> {
    let least = products.iter().map(|product| product.min).min().unwrap_or(0);
    let most = products.iter().map(|product| product.max).max().unwrap_or(0);
    let step = products.iter().map(|product| product.step).max().unwrap_or(1).max(1);
    let step = step * ((most - least) / step / POSITIONS + 1);
    let mut amounts = Vec::new();
    let mut amount = least;
    while amount <= most {
        amounts.push(amount);
        amount += step;
    }
    amounts
}

/// The terms of all products, in whole months.
fn terms(products: &[Product]) -> Vec<i64> {
    let mut terms = Vec::new();
    for product in products {
        for periods in &product.terms {
            terms.extend(product.term(*periods).whole_months().map(i64::from));
        }
    }
    terms
}
