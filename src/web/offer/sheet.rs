//! What the tool asks, in order.

use crate::application::Answers;
use crate::form::Sheet;
use crate::market::Market;
use crate::pack::Relation;
use crate::pack::derivation::{Comparison, Condition, Derivation};
use crate::pack::question::{AnswerKind, Question, Unit};
use crate::quote::MOST_PAYMENTS;

/// What the ids of the tool's questions begin with: its words are the page's own.
pub const OFFER: &str = "offer-";

/// A lender of none of the market's classes: the limits of all are shown then.
const OTHER_LENDER: &str = "other";

/// The most payments of different amounts that are asked for one by one.
const MOST_DIFFERING: i64 = 36;
/// 100 million, in minor units of a currency with two decimals.
const MOST_MINOR: i64 = 10_000_000_000;

/// The payment, how many, how often, and whether the first is due one period on.
const OF_EQUAL_PAYMENTS: usize = 4;

/// Questions to which "I don't know" is an answer.
const MAY_BE_UNKNOWN: [&str; 5] = ["received", "regular", "form", "fees", "lender"];

/// The questions of the tool, and what holds between their answers.
#[derive(Debug)]
pub struct Offered {
    questions: Vec<Question>,
    relations: Vec<Relation>,
}

impl Offered {
    /// The form.
    pub fn sheet(&self) -> Sheet<'_> {
        Sheet { questions: &self.questions, relations: &self.relations }
    }

    /// The questions under the law of `market`, whose classes of lender they name.
    pub fn new(market: &Market) -> Offered {
        let mut form = Form(Vec::new());
        form.ask("amount", money(1), None);
        form.ask("received", money(1), None);
        form.ask("way", choice(&["same", "once", "differing", "rate"]), None);
        form.same_payments();
        form.ask("total", money(1), way("once"));
        form.ask("days", number(1, 3_650, Unit::Days), way("once"));
        form.rate();
        form.differing_payments();
        form.ask("fees", AnswerKind::YesNo {}, None);
        for fee in ["fee-upfront", "fee-each", "fee-end"] {
            form.ask(fee, money(0), Some(Condition::Yes { of: id("fees") }));
        }
        let mut lenders = market.lender_classes.clone();
        if !lenders.iter().any(|class| class == OTHER_LENDER) {
            lenders.push(OTHER_LENDER.into());
        }
        form.ask("lender", AnswerKind::Choice { options: lenders }, None);
        let holds = Condition::Compare {
            left: Derivation::Answer { of: id("received") },
            is: Comparison::AtMost,
            right: Derivation::Answer { of: id("amount") },
        };
        let relation = Relation { id: id("received-over-amount"), at: id("received"), holds };
        Offered { questions: form.0, relations: vec![relation] }
    }
}

/// How many more questions there will be than are asked after these answers. Until it is said how the loan is paid back
/// those of equal payments are counted, the most common; what an answer may still open is counted once it opens it.
pub fn not_yet_asked(answers: &Answers) -> usize {
    if answers.choice(&id("way")).is_none() { OF_EQUAL_PAYMENTS } else { 0 }
}

struct Form(Vec<Question>);

impl Form {
    fn ask(&mut self, name: &str, answer: AnswerKind, when: Option<Condition>) {
        let may_be_unknown = MAY_BE_UNKNOWN.contains(&name);
        let subject = String::from("offer");
        self.0.push(Question {
            id: id(name),
            subject,
            answer,
            when,
            may_be_unknown,
            lever: None,
            better: None,
            after: None,
            distribution: None,
        });
    }

    fn same_payments(&mut self) {
        self.ask("payment", money(1), way("same"));
        self.ask("count", number(1, i64::from(MOST_PAYMENTS), Unit::Count), way("same"));
        self.ask("every", choice(&["month", "half-month", "two-weeks", "week", "day"]), way("same"));
        self.ask("regular", AnswerKind::YesNo {}, way("same"));
        let not_regular = || all(way("same"), Condition::Not { of: Box::new(Condition::Yes { of: id("regular") }) });
        self.ask("start", date(), not_regular());
        self.ask("first", date(), not_regular());
    }

    fn rate(&mut self) {
        self.ask("rate", number(0, 1_000_000, Unit::Percent), way("rate"));
        self.ask("rate-per", choice(&["month", "day", "year"]), way("rate"));
        let forms = choice(&["flat", "level", "equal-principal", "interest-first", "bullet"]);
        self.ask("form", forms, way("rate"));
        self.ask("months", number(1, 360, Unit::Months), way("rate"));
    }

    fn differing_payments(&mut self) {
        self.ask("payments", number(2, MOST_DIFFERING, Unit::Count), way("differing"));
        self.ask("rhythm", choice(&["month", "two-weeks", "week", "irregular"]), way("differing"));
        let irregular = || all(way("differing"), one_of("rhythm", "irregular"));
        self.ask("paid-out", date(), irregular());
        for number in 1..=MOST_DIFFERING {
            let there = || Condition::Compare {
                left: Derivation::Answer { of: id("payments") },
                is: Comparison::AtLeast,
                right: Derivation::Constant { value: number },
            };
            let number = number.to_string();
            self.ask(&["pay-", &number].concat(), money(1), all(way("differing"), there()));
            let asked = all(irregular(), there());
            self.ask(&["due-", &number].concat(), date(), asked);
        }
    }
}

/// The id of a question of this name.
fn id(name: &str) -> String {
    [OFFER, name].concat()
}

fn money(min: i64) -> AnswerKind {
    AnswerKind::Money { min, max: MOST_MINOR }
}

fn number(min: i64, max: i64, unit: Unit) -> AnswerKind {
    AnswerKind::Number { min, max, unit }
}

fn choice(options: &[&str]) -> AnswerKind {
    AnswerKind::Choice { options: options.iter().map(|option| String::from(*option)).collect() }
}

fn date() -> AnswerKind {
    AnswerKind::Date { min: None, max: None }
}

fn one_of(question: &str, choice: &str) -> Condition {
    Condition::OneOf { of: id(question), choices: vec![choice.into()] }
}

/// Where it is paid back in this way.
fn way(way: &str) -> Option<Condition> {
    Some(one_of("way", way))
}

fn all(first: Option<Condition>, second: Condition) -> Option<Condition> {
    Some(Condition::All { of: first.into_iter().chain([second]).collect() })
}
