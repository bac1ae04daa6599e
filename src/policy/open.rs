//! The same rules while answers are missing: which fire for certain, which may, which can't.

use super::{Finding, by_market, by_pack};
use crate::application::{Answers, Partial};
use crate::date::Date;
use crate::market::{Market, Rule, Scope};
use crate::pack::{Pack, PolicyEffect};
use crate::range::Ranges;

/// A rule and whether it fires.
#[derive(Clone, Debug)]
pub struct Prospect {
    /// What it comes to if it fires.
    pub finding: Finding,
    /// Whether it can fire.
    pub possible: bool,
    /// Whether it fires whatever is answered.
    pub certain: bool,
}

impl Prospect {
    fn knocks_out(&self) -> bool {
        self.finding.effect == PolicyEffect::KnockOut
    }

    /// Whether it declines whatever is answered.
    pub fn declines(&self) -> bool {
        self.certain && self.knocks_out()
    }

    /// Whether it can decline.
    pub fn may_decline(&self) -> bool {
        self.possible && self.knocks_out()
    }
}

/// Every rule, the market's first.
pub fn prospects(market: &Market, pack: &Pack, ranges: &Ranges<'_>) -> Vec<Prospect> {
    let mut prospects = ages(market, pack, ranges);
    let (purposes, unknown) = ranges.choices(&pack.wanted.purpose);
    let mut purposes: Vec<Option<&str>> = purposes.iter().map(|purpose| Some(*purpose)).collect();
    if unknown {
        purposes.push(None);
    }
    let borrowers = Borrowers::of(pack, ranges);
    for bar in &market.barred_borrowers {
        let id = bar.borrower.as_str();
        let someone = !borrowers.surely_not.contains(&id);
        let surely = !borrowers.maybe_not.contains(&id);
        let covered = |purpose: &Option<&str>, denied: &[&str]| {
            binds(pack, ranges.today, &bar.rule, &bar.scope, *purpose, denied)
        };
        let possible = someone && purposes.iter().any(|purpose| covered(purpose, &borrowers.surely_not));
        let certain = possible && surely && purposes.iter().all(|purpose| covered(purpose, &borrowers.maybe_not));
        prospects.push(Prospect { finding: by_market(&bar.rule.id, &bar.rule.cite), possible, certain });
    }
    for bar in &market.barred_purposes {
        let barred = |purpose: &Option<&str>, denied: &[&str]| {
            let is_listed = bar.purposes.iter().any(|barred| *purpose == Some(barred));
            is_listed && binds(pack, ranges.today, &bar.rule, &bar.scope, *purpose, denied)
        };
        let possible = purposes.iter().any(|purpose| barred(purpose, &borrowers.surely_not));
        let certain = possible && purposes.iter().all(|purpose| barred(purpose, &borrowers.maybe_not));
        prospects.push(Prospect { finding: by_market(&bar.rule.id, &bar.rule.cite), possible, certain });
    }
    for rule in &pack.policy {
        let truth = ranges.truth(&rule.when);
        let finding = by_pack(&rule.id, rule.effect);
        prospects.push(Prospect { finding, possible: truth.holds, certain: truth.is_certain() });
    }
    prospects
}

/// The rules that fire for certain, where one of them declines these answers whatever else is answered, and whatever the
/// applicant changes of what the pack lets be changed: then nothing more has to be asked.
pub fn refusal_for_good(market: &Market, pack: &Pack, answers: &Answers, today: Date) -> Option<Vec<Finding>> {
    let partial = Partial { answers: answers.clone(), unknown: Vec::new() };
    let declined = |ranges: &Ranges<'_>| prospects(market, pack, ranges).iter().any(Prospect::declines);
    if !declined(&Ranges::with_levers(pack, &partial, today)) {
        return None;
    }
    let mut findings = Vec::new();
    for prospect in prospects(market, pack, &Ranges::new(pack, &partial, today)) {
        if prospect.certain {
            findings.push(prospect.finding);
        }
    }
    Some(findings)
}

fn ages(market: &Market, pack: &Pack, ranges: &Ranges<'_>) -> Vec<Prospect> {
    let age = ranges.years_since(&pack.eligibility.birth_date);
    let (least, most) = age.numbers.unwrap_or((i64::MIN, i64::MIN));
    // An age that is not known is not enough.
    let least = if age.missing { i64::MIN } else { least };
    let (legal, own) = (i64::from(market.min_age.years), i64::from(pack.eligibility.min_age));
    let by_law = by_market("below-minimum-age", &market.min_age.cite);
    let by_lender = by_pack("below-lender-minimum-age", PolicyEffect::KnockOut);
    vec![
        Prospect { finding: by_law, possible: least < legal, certain: most < legal },
        Prospect { finding: by_lender, possible: least < own && most >= legal, certain: least >= legal && most < own },
    ]
}

/// The classes of borrower that the applicant may turn out not to be of.
struct Borrowers<'p> {
    surely_not: Vec<&'p str>,
    maybe_not: Vec<&'p str>,
}

impl<'p> Borrowers<'p> {
    fn of(pack: &'p Pack, ranges: &Ranges<'_>) -> Borrowers<'p> {
        let mut borrowers = Borrowers { surely_not: Vec::new(), maybe_not: Vec::new() };
        for (borrower, question) in &pack.eligibility.borrowers {
            let answer = ranges.number(question);
            if answer.certain() == Some((0, 0)) {
                borrowers.surely_not.push(borrower);
            }
            if answer.numbers.is_some_and(|(least, _)| least == 0) {
                borrowers.maybe_not.push(borrower);
            }
        }
        borrowers
    }
}

/// What is denied only takes a rule away, so the least that is denied covers the most.
fn binds(pack: &Pack, today: Date, rule: &Rule, scope: &Scope, purpose: Option<&str>, denied: &[&str]) -> bool {
    let case = pack.case(purpose, denied);
    rule.blocks_on(today) && scope.covers(&case)
}
