//! Knock-out and referral rules, the market's first, then the lender's.

use crate::application::Answer;
use crate::characteristic::Facts;
use crate::date::Date;
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
    let mut findings = age_findings(market, pack, facts);
    let purpose = facts.answers.choice(&pack.wanted.purpose);
    findings.extend(barred_borrowers(market, pack, facts, purpose));
    findings.extend(barred_purposes(market, pack, facts.today, purpose));
    findings.extend(pack.policy.iter().filter(|rule| facts.holds(&rule.when) == Some(true)).map(|rule| Finding {
        rule: rule.id.clone(),
        effect: rule.effect,
        source: RuleSource::Pack,
        cite: Vec::new(),
    }));
    findings
}

/// An age that is not known is not enough: what protects people does not fail open.
fn age_findings(market: &Market, pack: &Pack, facts: &Facts<'_>) -> Vec<Finding> {
    let age = facts.number(&Derivation::YearsSince { of: pack.eligibility.birth_date.clone() });
    let below = |years: u32| age.is_none_or(|age| age < i64::from(years));
    if below(market.min_age.years) {
        return vec![by_market("below-minimum-age", &market.min_age.cite)];
    }
    let own = Finding {
        rule: "below-lender-minimum-age".into(),
        effect: PolicyEffect::KnockOut,
        source: RuleSource::Pack,
        cite: Vec::new(),
    };
    if below(pack.eligibility.min_age) { vec![own] } else { Vec::new() }
}

fn barred_borrowers(market: &Market, pack: &Pack, facts: &Facts<'_>, purpose: Option<&str>) -> Vec<Finding> {
    market
        .barred_borrowers
        .iter()
        .filter(|bar| bar.rule.blocks_on(facts.today) && bar.scope.covers(&pack.lender.class, purpose))
        .filter(|bar| !is_denied(pack, facts, &bar.borrower))
        .map(|bar| by_market(&bar.rule.id, &bar.rule.cite))
        .collect()
}

/// Whether the applicant said no to being such a borrower; an answer that is not there is not a no.
fn is_denied(pack: &Pack, facts: &Facts<'_>, borrower: &str) -> bool {
    let question = pack.eligibility.borrowers.get(borrower);
    question.and_then(|question| facts.answers.get(question)) == Some(&Answer::YesNo(false))
}

fn barred_purposes(market: &Market, pack: &Pack, today: Date, purpose: Option<&str>) -> Vec<Finding> {
    let Some(purpose) = purpose else { return Vec::new() };
    market
        .barred_purposes
        .iter()
        .filter(|bar| bar.rule.blocks_on(today) && bar.scope.covers(&pack.lender.class, None))
        .filter(|bar| bar.purposes.iter().any(|barred| barred == purpose))
        .map(|bar| by_market(&bar.rule.id, &bar.rule.cite))
        .collect()
}

fn by_market(rule: &str, cite: &[String]) -> Finding {
    Finding { rule: rule.into(), effect: PolicyEffect::KnockOut, source: RuleSource::Market, cite: cite.to_vec() }
}
