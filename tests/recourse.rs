//! What would help: as cheap as brute force over every setting of every lever finds it, on a generated family of lenders and
//! applicants, and nothing that breaks a bound, a direction or a relation between answers.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

#[path = "parity/rows.rs"]
mod rows;
mod support;

use kaimen::application::{Answer, Answers, Application, Scalar};
use kaimen::date::Date;
use kaimen::decision::{Decision, Outcome, assess, decide};
use kaimen::form;
use kaimen::json::{Hashed, Write};
use kaimen::pack::Pack;
use kaimen::pack::derivation::{Comparison, Condition, Derivation};
use kaimen::pack::question::{Lever, Question};
use kaimen::pack::{PolicyEffect, PolicyRule, read_pack};
use kaimen::recourse::{Outlook, Recourse};
use std::collections::BTreeSet;
use support::{at, market, pack, pack_json};

/// Numbers that fall the same way on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % count as u64) as i64
    }

    fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len() as i64) as usize]
    }
}

fn step(by: i64, times: i64, effort: i64) -> Lever {
    Lever::Step { by, times: times as u32, effort: effort as u32, days: 10 }
}

fn choose(options: &[&str], effort: i64) -> Lever {
    Lever::Choose { options: options.iter().map(|option| (*option).into()).collect(), effort: effort as u32, days: 10 }
}

/// The shipped lender with other levers, rules, tiers and prices: small enough that every setting can be tried.
fn lender(chance: &mut Chance) -> Pack {
    let mut lender = Pack::clone(pack());
    let mut settings = 1;
    for question in &mut lender.questions {
        question.lever = None;
        let effort = 1 + chance.below(9);
        let times = 1 + chance.below(3);
        let lever = match question.id.as_str() {
            "amount" => step(-1_500_00 * (1 + chance.below(3)), times, effort),
            "expenses" => step(-1_000_00, times, effort),
            "repayments" => step(-400_00, times, effort),
            "assets" => step(40_000_00, times, effort),
            "debt" => step(-15_000_00, times, effort),
            "latest-delay" => step(-1, times, effort),
            // It leads to other questions, most of which have no answer yet.
            "has-record" => choose(&["yes", "no"], effort),
            "job" => choose(&["fixed"], effort),
            "home" => choose(&["parents"], effort),
            // It leads to the price, which need not be known.
            "purpose" => choose(&["consumption", "production-business"], effort),
            "years-in-job" => step(1, times, effort),
            _ => continue,
        };
        let more = match &lever {
            Lever::Step { times, .. } => i64::from(*times),
            Lever::Choose { options, .. } => options.len() as i64,
        };
        if chance.below(4) > 0 && settings * (more + 1) <= 64 {
            settings *= more + 1;
            question.lever = Some(lever);
        }
    }
    let answer = |of: &str| Derivation::Answer { of: of.into() };
    let compare =
        |of: &str, is, value| Condition::Compare { left: answer(of), is, right: Derivation::Constant { value } };
    if chance.below(2) == 0 {
        let when = compare("expenses", Comparison::More, 2_000_00 + chance.below(5) * 500_00);
        lender.policy.push(PolicyRule { id: "expenses-to-income".into(), effect: PolicyEffect::Referral, when });
    }
    if chance.below(3) == 0 {
        let when = compare("debt", Comparison::AtLeast, 20_000_00);
        lender.policy.push(PolicyRule { id: "debt-to-income".into(), effect: PolicyEffect::KnockOut, when });
    }
    if chance.below(4) == 0 {
        // Levers decide on the segment: those who owe little are scored by the other model.
        lender.segments[0].when = Some(compare("debt", Comparison::Less, 15_000_00));
    }
    let shift = chance.below(60_000);
    for tier in lender.tiers.iter_mut().take(3) {
        tier.max_pd.0 += shift;
    }
    for product in &mut lender.products {
        product.min = *chance.of(&[500_00, 2_000_00, 5_000_00]);
        product.tiers = chance
            .of(&[vec!["a", "b", "c"], vec!["a", "b", "c"], vec!["b"], vec!["c"]])
            .iter()
            .map(|id| (*id).into())
            .collect();
    }
    lender.capacity.max_exposure = *chance.of(&[6_000_00, 20_000_00, 50_000_00]);
    lender
}

fn answers(chance: &mut Chance) -> Answers {
    let number = Answer::Number;
    let choice = |option: &&str| Answer::Choice((*option).into());
    let has_record = chance.below(2) == 0;
    let mut all = vec![
        ("amount", number(1_000_00 + chance.below(30) * 1_000_00)),
        ("purpose", choice(chance.of(&["consumption", "repay-other-loans", "production-business"]))),
        ("term", number(12)),
        ("birth-date", Answer::Date(Date::new(1970 + chance.below(30) as i32, 5, 6).unwrap())),
        ("student", Answer::YesNo(false)),
        ("income", number(2_500_00 + chance.below(12) * 500_00)),
        ("expenses", number(1_000_00 + chance.below(7) * 500_00)),
        ("repayments", number(400_00 + chance.below(7) * 400_00)),
        ("has-record", Answer::YesNo(has_record)),
    ];
    if has_record {
        let late = chance.below(4);
        all.extend([("limit", number(20_000_00)), ("bill-latest", number(chance.below(30) * 1_000_00))]);
        all.extend([("months-paid", number(chance.below(7))), ("months-late", number(late))]);
        if late > 0 {
            let worst = 1 + chance.below(4);
            all.extend([("worst-delay", number(worst)), ("latest-delay", number(chance.below(worst + 1)))]);
        }
    } else {
        all.extend([
            ("job", choice(chance.of(&["fixed", "part-time", "freelance", "other"]))),
            ("years-in-job", number(chance.below(8))),
            ("home", choice(chance.of(&["owner", "rent", "parents", "other"]))),
            ("assets", number(chance.below(8) * 15_000_00)),
            ("debt", number(chance.below(5) * 10_000_00)),
        ]);
    }
    Answers(all.into_iter().map(|(id, answer)| (id.to_string(), answer)).collect())
}

fn day() -> Date {
    support::today()
}

type Standing = (u32, i64);

fn standing(lender: &Pack, application: &Application) -> Standing {
    let assessment = assess(market(), lender, application, day());
    let rank = match assessment.outcome {
        Outcome::NotYet => 0,
        Outcome::Referred => 1,
        Outcome::Possible => 2,
        Outcome::Likely => 3,
    };
    (rank, assessment.offers.iter().map(|offer| offer.principal).max().unwrap_or(0))
}

/// The most of what is wanted that any product could come to.
fn wanted(lender: &Pack, answers: &Answers) -> i64 {
    let wanted = answers.number("amount").unwrap();
    let of_product = |min: i64, max: i64, step: i64| {
        let most = wanted.min(max).min(lender.capacity.max_exposure);
        most - (most - min).rem_euclid(step)
    };
    lender.products.iter().map(|one| of_product(one.min, one.max, one.step)).max().unwrap()
}

fn is_better(now: Standing, then: Standing, wanted: i64) -> bool {
    let fulfils = now.0 > 0 && now.1 < wanted && then.0 == now.0 && then.1 >= wanted;
    then.0 > now.0 || fulfils
}

/// Every single move of a question: the answer then, and what it costs.
fn moves(question: &Question, now: &Answer) -> Vec<(Answer, i64)> {
    let all: Vec<(Scalar, i64)> = match (question.lever.as_ref().unwrap(), now) {
        (Lever::Step { by, times, effort, .. }, Answer::Number(now)) => {
            (1..=i64::from(*times)).map(|step| (Scalar::Number(now + by * step), step * i64::from(*effort))).collect()
        }
        (Lever::Choose { options, effort, .. }, Answer::YesNo(_)) => {
            options.iter().map(|option| (Scalar::YesNo(option == "yes"), i64::from(*effort))).collect()
        }
        (Lever::Choose { options, effort, .. }, _) => {
            options.iter().map(|option| (Scalar::Text(option.clone()), i64::from(*effort))).collect()
        }
        (Lever::Step { .. }, _) => Vec::new(),
    };
    let fitting = all.into_iter().filter_map(|(to, effort)| Some((form::answer(question, &to).ok()?, effort)));
    fitting.filter(|(answer, _)| answer != now).collect()
}

/// Each set of changes with its cost and the questions it changes, that reaches what has to be reached.
fn every_way(lender: &Pack, application: &Application) -> Vec<(i64, BTreeSet<String>)> {
    let answers = application.answers();
    let (now, wanted) = (standing(lender, application), wanted(lender, answers));
    let mut sets = vec![(0, BTreeSet::new(), answers.clone())];
    for question in form::asked(lender.sheet(), answers, day()).into_iter().filter(|question| question.lever.is_some())
    {
        let Some(answer) = answers.get(&question.id) else { continue };
        for (cost, changed, known) in sets.clone() {
            for (to, effort) in moves(question, answer) {
                let mut next = known.clone();
                next.0.insert(question.id.clone(), to);
                let changed = changed.iter().cloned().chain([question.id.clone()]).collect();
                sets.push((cost + effort, changed, next));
            }
        }
    }
    let reaches = |answers: &Answers| {
        let changed = form::application(market(), lender, answers, day());
        changed.is_some_and(|changed| is_better(now, standing(lender, &changed), wanted))
    };
    let proper = sets.into_iter().filter(|(_, changed, _)| !changed.is_empty());
    proper.filter(|(_, _, answers)| reaches(answers)).map(|(cost, changed, _)| (cost, changed)).collect()
}

fn questions(way: &Recourse) -> BTreeSet<String> {
    way.changes.iter().map(|change| change.question.clone()).collect()
}

/// Ways are as cheap as the cheapest among all that touch no question of those before, and there are no fewer.
fn check(lender: &Hashed<Pack>, application: &Application, decision: &Decision) {
    let mut all = every_way(lender, application);
    let mut told = decision.recourse.iter();
    for _ in 0..3 {
        let Some(least) = all.iter().map(|(cost, _)| *cost).min() else { break };
        let way = told.next().unwrap_or_else(|| panic!("none told, {least} found: {:?}", application.answers()));
        let changed = questions(way);
        assert_eq!(way.effort, least, "{way:?} {:?}", application.answers());
        assert!(all.contains(&(way.effort, changed.clone())), "{way:?}");
        all.retain(|(_, other)| other.is_disjoint(&changed));
    }
    assert!(told.next().is_none());
    let now = standing(lender, application);
    let outlook = match decision.recourse.is_empty() {
        true if now.0 == 3 && now.1 >= wanted(lender, application.answers()) => Outlook::BestAlready,
        true => Outlook::NothingIsEnough,
        false => Outlook::CanBeBetter,
    };
    assert_eq!(decision.outlook, outlook);
}

#[test]
fn it_costs_what_brute_force_finds() {
    let mut chance = Chance(2026);
    let (mut cases, mut helped, mut most, mut sizes) = (0, 0, 0, [0; 5]);
    let wanted = std::env::var("KAIMEN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(5_000);
    while cases < wanted {
        let lender = read_pack(&lender(&mut chance).write(), market()).unwrap();
        for _ in 0..50 {
            let Some(application) = form::said(market(), &lender, &answers(&mut chance), day()) else { continue };
            if !application.is_whole() {
                continue;
            }
            let decision = decide(market(), &lender, &application, day());
            check(&lender, &application, &decision);
            cases += 1;
            helped += usize::from(!decision.recourse.is_empty());
            for way in &decision.recourse {
                most = most.max(way.changes.len());
                sizes[way.changes.len().min(4)] += 1;
            }
        }
    }
    println!(
        "{cases} cases, {helped} with recourse, ways of 1, 2, 3 and more changes: {:?}, at most {most}",
        &sizes[1..]
    );
    assert!(helped > cases / 5 && sizes[2] > 50 && sizes[3] > 5, "{helped} {sizes:?}");
}

/// On the applications made from real rows: what is told keeps to the levers, the bounds and the relations, and is proven.
#[test]
fn what_is_told_can_be_done_and_is_enough() {
    let mut told = 0;
    for case in rows::cases() {
        let today = Date::parse(case.today).unwrap();
        let application = form::read_application(&case.application, market(), pack(), today).unwrap();
        let decision = decide(market(), pack(), &application, today);
        let mut used = BTreeSet::new();
        for way in &decision.recourse {
            told += 1;
            let mut answers = application.answers().clone();
            for change in &way.changes {
                assert!(used.insert(change.question.clone()), "{}: {} twice", case.from, change.question);
                let question = pack().questions.iter().find(|question| question.id == change.question).unwrap();
                let now = answers.get(&change.question).unwrap().clone();
                let to = form::answer(question, &change.to).unwrap();
                assert!(moves(question, &now).contains(&(to.clone(), change.effort)), "{}: {change:?}", case.from);
                answers.0.insert(change.question.clone(), to);
            }
            let changed = form::application(market(), pack(), &answers, today).unwrap();
            assert!(form::contradictions(pack().sheet(), &answers, today).is_empty());
            let again = assess(market(), pack(), &changed, today);
            let most = again.offers.iter().map(|offer| offer.principal).max().unwrap_or(0);
            assert_eq!(most, way.reaches.principal, "{}", case.from);
            assert_eq!(way.effort, way.changes.iter().map(|change| change.effort).sum::<i64>());
        }
    }
    assert!(told > 50, "{told}");
}

/// Below the market's least age nothing that can be changed would be enough, and that is said.
#[test]
fn where_nothing_is_enough_that_is_said() {
    let young = support::with(
        support::no_file(),
        &[("birth-date", support::text("2012-01-01")), ("years-in-job", kaimen::json::Value::Int(1))],
    );
    let decision = support::decided(&young);
    assert_eq!((decision.outlook, decision.recourse.len()), (Outlook::NothingIsEnough, 0));
    let poor = support::with(support::no_file(), &[("income", kaimen::json::Value::Int(300_00))]);
    assert_eq!(support::decided(&poor).outlook, Outlook::NothingIsEnough);
    assert_eq!(support::decided(&support::has_record()).outlook, Outlook::BestAlready);
}

/// Exactness has its bound: 65,536 settings of all levers together.
#[test]
fn a_pack_with_too_many_settings_is_refused() {
    let many = at(pack_json(), "/questions/0/lever/times", kaimen::json::Value::Int(200));
    let codes: Vec<&str> = read_pack(&many, market()).unwrap_err().iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["too-many-moves"]);
}

/// An amount below one product's least is no promise of that product: who is offered all that another can come to has the best.
#[test]
fn an_amount_that_no_product_comes_to_is_not_missed() {
    let pack = at(pack_json(), "/products/0/stepMinor", kaimen::json::Value::Int(1_000));
    let pack = read_pack(&pack, market()).unwrap();
    let answers = support::with(support::has_record(), &[("amount", kaimen::json::Value::Int(755_00))]);
    let today = support::today();
    let application = form::read_application(&support::application_json(&answers), market(), &pack, today).unwrap();
    let decision = decide(market(), &pack, &application, today);
    assert_eq!(decision.offers.first().map(|offer| offer.principal), Some(700_00));
    assert_eq!((decision.outcome, decision.outlook), (Outcome::Likely, Outlook::BestAlready));
}
