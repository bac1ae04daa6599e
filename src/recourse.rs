//! The least change that turns the outcome, among what the applicant can change in truth. Each is proven by running the
//! assessment again.

use crate::application::{Answer, Answers, Application, Scalar};
use crate::date::Date;
use crate::form;
use crate::json::record;
use crate::market::Market;
use crate::order::order;
use crate::pack::Pack;
use crate::pack::question::{AnswerKind, Lever, Question};

record! {
    /// One answer that would have to become another.
    pub struct Change {
        /// The question.
        "question" question: String,
        /// The answer now.
        "from" from: Option<Scalar>,
        /// What it would have to be.
        "to" to: Scalar,
        /// What it costs the applicant, by the pack's own measure.
        "effort" effort: i64,
        /// How long it takes.
        "days" days: i64,
    }
}

record! {
    /// Changes that together turn the outcome.
    pub struct Recourse {
        /// The changes.
        "changes" changes: Vec<Change>,
        /// What they cost together.
        "effort" effort: i64,
        /// How long the longest takes.
        "days" days: i64,
        /// What they reach.
        "reaches" reaches: Standing,
    }
}

record! {
    /// How an application stands: a greater one is better.
    pub struct Standing {
        /// The outcome's rank: 0 not yet, 1 referred, 2 possible, 3 likely.
        "rank" rank: u32,
        /// The greatest amount that could be offered, in minor units.
        "principalMinor" principal: i64,
    }
}

/// The rank of the best outcome.
const BEST_RANK: u32 = 3;
/// At most so many ways are told.
const MAX_WAYS: usize = 3;

/// The cheapest changes, by effort, that reach a better outcome, or the amount that is wanted: the cheapest of all
/// first, then others that change no question of those before. Exact among all sets of at most two changes.
pub fn recourses(
    market: &Market,
    pack: &Pack,
    application: &Application,
    today: Date,
    now: &Standing,
    standing: &dyn Fn(&Application) -> Option<Standing>,
) -> Vec<Recourse> {
    let answers = application.answers();
    let wanted = attainable(pack, answers.number(&pack.wanted.amount).unwrap_or(i64::MAX));
    if now.rank == BEST_RANK && now.principal >= wanted {
        return Vec::new();
    }
    let mut found: Vec<Recourse> = Vec::new();
    for changes in sets(&moves(pack, answers, today)) {
        if found.len() == MAX_WAYS {
            break;
        }
        let is_known =
            |change: &Change| found.iter().any(|way| way.changes.iter().any(|known| known.question == change.question));
        if changes.iter().any(|change| is_known(change)) {
            continue;
        }
        let Some(reaches) = changed(market, pack, answers, &changes, today).and_then(|changed| standing(&changed))
        else {
            continue;
        };
        let fulfils = reaches.rank == now.rank && now.rank > 0 && now.principal < wanted && reaches.principal >= wanted;
        if reaches.rank > now.rank || fulfils {
            found.push(way(&changes, reaches));
        }
    }
    found
}

/// The most of what is wanted that any product could come to, by its step.
fn attainable(pack: &Pack, wanted: i64) -> i64 {
    let by_product = pack.products.iter().map(|product| {
        let most = wanted.min(product.max).min(pack.capacity.max_exposure);
        most - (most - product.min).rem_euclid(product.step)
    });
    by_product.max().unwrap_or(0)
}

fn way(changes: &[&Change], reaches: Standing) -> Recourse {
    let mut way = Recourse { changes: Vec::new(), effort: 0, days: 0, reaches };
    for change in changes {
        way.effort += change.effort;
        way.days = way.days.max(change.days);
        way.changes.push((*change).clone());
    }
    way
}

/// Every single move of every question that is asked and has a lever.
fn moves(pack: &Pack, answers: &Answers, today: Date) -> Vec<Change> {
    let mut moves = Vec::new();
    for question in form::asked(pack, answers, today) {
        moves.extend(moves_of(question, answers.get(&question.id)));
    }
    moves
}

fn moves_of(question: &Question, answer: Option<&Answer>) -> Vec<Change> {
    let change = |to: Scalar, times: i64, effort: u32, days: u32| Change {
        question: question.id.clone(),
        from: answer.map(form::scalar),
        to,
        effort: times * i64::from(effort),
        days: times * i64::from(days),
    };
    match (&question.lever, answer) {
        (Some(Lever::Step { by, times, effort, days }), Some(Answer::Number(now))) => (1..=i64::from(*times))
            .filter_map(|step| Some((step, now.checked_add(by.checked_mul(step)?)?)))
            .filter(|(_, to)| is_within(question, *to))
            .map(|(step, to)| change(Scalar::Number(to), step, *effort, *days))
            .collect(),
        (Some(Lever::Choose { options, effort, days }), Some(now)) => options
            .iter()
            .map(|option| match now {
                Answer::YesNo(_) => Scalar::YesNo(option == "yes"),
                Answer::Number(_) | Answer::Choice(_) | Answer::Date(_) => Scalar::Text(option.clone()),
            })
            .filter(|to| *to != form::scalar(now))
            .map(|to| change(to, 1, *effort, *days))
            .collect(),
        (Some(_) | None, _) => Vec::new(),
    }
}

fn is_within(question: &Question, number: i64) -> bool {
    match &question.answer {
        AnswerKind::Money { min, max } | AnswerKind::Number { min, max, .. } => (*min..=*max).contains(&number),
        AnswerKind::Choice { .. } | AnswerKind::Date { .. } | AnswerKind::YesNo {} => false,
    }
}

/// Every set of one or two moves of different questions, the cheapest first; equal ones in the order of the form.
fn sets(moves: &[Change]) -> Vec<Vec<&Change>> {
    let mut sets: Vec<Vec<&Change>> = moves.iter().map(|change| vec![change]).collect();
    for (index, first) in moves.iter().enumerate() {
        for second in moves.iter().skip(index + 1).filter(|second| second.question != first.question) {
            sets.push(vec![first, second]);
        }
    }
    let cost =
        |set: Option<&Vec<&Change>>| set.map(|set| (set.iter().map(|change| change.effort).sum::<i64>(), set.len()));
    let order = order(sets.len(), &|a, b| cost(sets.get(a)).cmp(&cost(sets.get(b))));
    order.into_iter().filter_map(|place| sets.get(place).cloned()).collect()
}

fn changed(market: &Market, pack: &Pack, answers: &Answers, changes: &[&Change], today: Date) -> Option<Application> {
    let mut answers = answers.clone();
    for change in changes {
        let question = pack.questions.iter().find(|question| question.id == change.question)?;
        answers.0.insert(change.question.clone(), form::answer(question, &change.to).ok()?);
    }
    form::application(market, pack, &answers, today)
}
