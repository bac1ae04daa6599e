//! The same rules while answers are missing: which fire for certain, which may, which can't.

use super::{Finding, by_market, by_pack};
use crate::market::{Case, Market};
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
    let cases = Cases::of(pack, ranges);
    let day = market.law_day(ranges.today);
    let (hard, easy) = (cases.hard(), cases.easy());
    for bar in &market.barred_borrowers {
        let (holds, id) = (bar.rule.blocks_on(day), bar.borrower.as_str());
        let possible = holds && !cases.surely_not.contains(&id) && hard.iter().any(|case| bar.scope.covers(case));
        let surely = possible && !cases.maybe_not.contains(&id);
        let certain = surely && easy.iter().all(|case| bar.scope.covers(case));
        prospects.push(Prospect { finding: by_market(&bar.rule.id, &bar.rule.cite), possible, certain });
    }
    for bar in &market.barred_purposes {
        let barred = |case: &Case<'_>| {
            let is_listed = bar.purposes.iter().any(|barred| case.purpose == Some(barred));
            is_listed && bar.rule.blocks_on(day) && bar.scope.covers(case)
        };
        let possible = hard.iter().any(barred);
        let certain = possible && easy.iter().all(barred);
        prospects.push(Prospect { finding: by_market(&bar.rule.id, &bar.rule.cite), possible, certain });
    }
    let income = ranges.span(&pack.capacity.income);
    for law in market.affordability.iter().filter(|law| law.min_income.is_some()) {
        let least = law.min_income.filter(|_| law.rule.blocks_on(day)).unwrap_or(i64::MIN);
        let possible =
            income.numbers.is_some_and(|(lowest, _)| lowest < least && hard.iter().any(|case| law.binds(case, lowest)));
        let certain = income
            .certain()
            .is_some_and(|(_, highest)| highest < least && easy.iter().all(|case| law.binds(case, highest)));
        prospects.push(Prospect { finding: by_market(&law.rule.id, &law.rule.cite), possible, certain });
    }
    for rule in &pack.policy {
        let truth = ranges.truth(&rule.when);
        let finding = by_pack(&rule.id, rule.effect);
        prospects.push(Prospect { finding, possible: truth.holds, certain: truth.is_certain() });
    }
    prospects
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

/// What can be known of the loan when it is asked whether a rule of the market is about it.
#[derive(Clone, Debug)]
pub struct Cases<'a> {
    pack: &'a Pack,
    purposes: Vec<Option<&'a str>>,
    surely_not: Vec<&'a str>,
    maybe_not: Vec<&'a str>,
}

impl<'a> Cases<'a> {
    /// The purposes and classes of borrower that are possible.
    pub fn of(pack: &'a Pack, ranges: &Ranges<'a>) -> Cases<'a> {
        let (choices, missing) = ranges.choices(&pack.wanted.purpose);
        let mut purposes: Vec<Option<&str>> = choices.iter().map(|purpose| Some(*purpose)).collect();
        if missing {
            purposes.push(None);
        }
        let (mut surely_not, mut maybe_not) = (Vec::new(), Vec::new());
        for (borrower, question) in &pack.eligibility.borrowers {
            let answer = ranges.number(question);
            if answer.certain() == Some((0, 0)) {
                surely_not.push(borrower.as_str());
            }
            if answer.numbers.is_some_and(|(least, _)| least == 0) {
                maybe_not.push(borrower.as_str());
            }
        }
        Cases { pack, purposes, surely_not, maybe_not }
    }

    /// Whether purpose and classes of borrower are known.
    pub fn is_settled(&self) -> bool {
        self.purposes.len() == 1 && self.surely_not == self.maybe_not
    }

    /// For each purpose, as little denied as can be: what is denied only takes rules away, so these bring the most.
    pub fn hard(&self) -> Vec<Case<'_>> {
        self.each(&self.surely_not)
    }

    /// For each purpose, as much denied as can be.
    pub fn easy(&self) -> Vec<Case<'_>> {
        self.each(&self.maybe_not)
    }

    fn each<'c>(&'c self, denied: &'c [&'c str]) -> Vec<Case<'c>> {
        self.purposes.iter().map(|purpose| self.pack.case(*purpose, denied)).collect()
    }
}
