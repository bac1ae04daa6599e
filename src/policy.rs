//! Knock-out and referral rules, the market's first, then the lender's.

mod open;

pub use open::{Cases, Prospect, prospects};

use crate::application::Answer;
use crate::characteristic::Facts;
use crate::json::{choice, record};
use crate::market::Market;
use crate::pack::derivation::Derivation;
use crate::pack::{Pack, PolicyEffect};

choice! {
    /// Whose rule it is.
    pub enum RuleSource {
        /// The market's law.
        "market" Market,
        /// The lender's policy.
        "pack" Pack,
    }
}

record! {
    /// A rule that fired.
    pub struct Finding {
        /// The rule; `reason-<rule>` are its words.
        "rule" rule: String,
        /// What it does.
        "effect" effect: PolicyEffect,
        /// Whose it is.
        "source" source: RuleSource,
        /// The sources it rests on.
        "cite" cite: Vec<String>,
    }
}

/// The rules that fire, market's first, each list in its document's order.
pub fn findings(market: &Market, pack: &Pack, facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = of_law(market, pack, facts);
    for rule in &pack.policy {
        if facts.holds(&rule.when) == Some(true) {
            findings.push(by_pack(&rule.id, rule.effect));
        }
    }
    findings
}

/// The rules of the market that fire, and the lender's least age: each of them knocks out.
pub fn of_law(market: &Market, pack: &Pack, facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(age_finding(market, pack, facts));
    let purpose = facts.answers.choice(&pack.wanted.purpose);
    let denied = denied(pack, facts);
    let day = market.law_day(facts.today);
    let case = pack.case(purpose, &denied);
    for bar in &market.barred_borrowers {
        let binds = bar.rule.blocks_on(day) && bar.scope.covers(&case);
        if binds && !denied.contains(&bar.borrower.as_str()) {
            findings.push(by_market(&bar.rule.id, &bar.rule.cite));
        }
    }
    for bar in &market.barred_purposes {
        let binds = bar.rule.blocks_on(day) && bar.scope.covers(&case);
        if binds && bar.purposes.iter().any(|barred| purpose == Some(barred)) {
            findings.push(by_market(&bar.rule.id, &bar.rule.cite));
        }
    }
    let income = facts.number(&pack.capacity.income);
    for law in market.affordability.iter().filter(|law| law.rule.blocks_on(day)) {
        let is_short = law.min_income.zip(income).is_some_and(|(least, income)| income < least);
        if is_short && law.binds(&case, income.unwrap_or(0)) {
            findings.push(by_market(&law.rule.id, &law.rule.cite));
        }
    }
    findings
}

/// An age that is not known is not enough: what protects people does not fail open.
fn age_finding(market: &Market, pack: &Pack, facts: &Facts<'_>) -> Option<Finding> {
    let age = facts.number(&Derivation::YearsSince { of: pack.eligibility.birth_date.clone() });
    let below = |years: u32| age.is_none_or(|age| age < i64::from(years));
    if below(market.min_age.years) {
        return Some(by_market("below-minimum-age", &market.min_age.cite));
    }
    below(pack.eligibility.min_age).then(|| by_pack("below-lender-minimum-age", PolicyEffect::KnockOut))
}

/// The classes of borrower that the applicant said no to being of; an answer that is not there is not a no.
pub fn denied<'p>(pack: &'p Pack, facts: &Facts<'_>) -> Vec<&'p str> {
    let mut denied = Vec::new();
    for (borrower, question) in &pack.eligibility.borrowers {
        if facts.answers.get(question) == Some(&Answer::YesNo(false)) {
            denied.push(borrower.as_str());
        }
    }
    denied
}

fn by_market(rule: &str, cite: &[String]) -> Finding {
    Finding { rule: rule.into(), effect: PolicyEffect::KnockOut, source: RuleSource::Market, cite: cite.to_vec() }
}

fn by_pack(rule: &str, effect: PolicyEffect) -> Finding {
    Finding { rule: rule.into(), effect, source: RuleSource::Pack, cite: Vec::new() }
}
