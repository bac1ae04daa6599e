//! Whether a pack may exist under the law of its market: it may be stricter, never laxer.

use super::Pack;
use super::needs::{of_condition, of_derivation};
use super::question::{AnswerKind, Question};
use crate::json::{Path, Problems, listed};
use crate::loan::{FeeKind, FeeTime};
use crate::market::{BarredInput, Effect, Limit, Market, Measure, Structure, Use};

const ROOT: &Path<'static> = &Path::Root;

/// Adds every way in which `pack` breaks the law of `market`.
pub(super) fn check(pack: &Pack, market: &Market, problems: &mut Problems) {
    market_and_lender(pack, market, problems);
    barred_inputs(pack, market, problems);
    barred_borrowers(pack, market, problems);
    purposes(pack, market, problems);
    fees(pack, market, problems);
    prices(pack, market, problems);
}

fn market_and_lender(pack: &Pack, market: &Market, problems: &mut Problems) {
    let at = &ROOT.key("market");
    problems.check(pack.market == market.id, "wrong-market", at, "the pack is for another market");
    if !market.lender_classes.contains(&pack.lender.class) {
        let message = with("one of the market's lender classes is needed: ", &market.lender_classes, "");
        problems.add("unknown-lender-class", &ROOT.key("lender").key("class"), &message);
    }
    if pack.eligibility.min_age < market.min_age.years {
        let start = ["no one below ", &market.min_age.years.to_string(), " is lent to ("].concat();
        let message = with(&start, &market.min_age.cite, ")");
        problems.add("min-age-below-market", &ROOT.key("eligibility").key("minAge"), &message);
    }
}

fn barred_inputs(pack: &Pack, market: &Market, problems: &mut Problems) {
    for (index, question) in pack.questions.iter().enumerate() {
        let at = &ROOT.key("questions");
        let at = &at.item(index);
        let at = &at.key("subject");
        if !market.subjects.contains(&question.subject) {
            let message = with("one of the market's subjects is needed: ", &market.subjects, "");
            problems.add("unknown-subject", at, &message);
        }
        for bar in market.barred_inputs.iter().filter(|bar| bar.subject == question.subject) {
            match bar.barred_use {
                Use::Any => {
                    let message = barred("the market bars asking about this", bar, market);
                    problems.add("input-barred", at, &message);
                }
                Use::Score if is_scored(pack, question) => {
                    let message = barred("the market bars scoring this", bar, market);
                    problems.add("input-barred-from-score", at, &message);
                }
                Use::Score => {}
            }
        }
    }
}

/// What is barred and why, in the words of the sources.
fn barred(start: &str, bar: &BarredInput, market: &Market) -> String {
    let mut message = String::from(start);
    for cite in &bar.cite {
        if let Some(source) = market.sources.iter().find(|source| source.id == *cite) {
            message = [message.as_str(), "; ", cite, ": ", &source.citation].concat();
        }
    }
    message
}

/// Whether the score can hang on a question: through a characteristic, through the choice of the segment, or through
/// whether another question that does is asked.
fn is_scored(pack: &Pack, question: &Question) -> bool {
    let mut names: Vec<&str> = Vec::new();
    for characteristic in pack.models.iter().flat_map(|model| &model.characteristics) {
        of_derivation(&characteristic.derivation, &mut |name, _| names.push(name));
    }
    for segment in &pack.segments {
        for characteristic in segment.expert.iter().flat_map(|expert| &expert.characteristics) {
            of_derivation(&characteristic.derivation, &mut |name, _| names.push(name));
        }
        if let Some(when) = &segment.when {
            of_condition(when, &mut |name, _| names.push(name));
        }
    }
    // Backwards, since a characteristic reads only earlier ones, and a question hangs only on earlier ones.
    for earlier in pack.characteristics.iter().rev() {
        if names.contains(&earlier.id.as_str()) {
            of_derivation(&earlier.derivation, &mut |name, _| names.push(name));
        }
    }
    for earlier in pack.questions.iter().rev() {
        if let Some(when) = earlier.when.as_ref().filter(|_| names.contains(&earlier.id.as_str())) {
            of_condition(when, &mut |name, _| names.push(name));
        }
    }
    names.contains(&question.id.as_str())
}

fn barred_borrowers(pack: &Pack, market: &Market, problems: &mut Problems) {
    for bar in market.barred_borrowers.iter().filter(|bar| bar.scope.covers(&pack.case(None, &[]))) {
        if !pack.eligibility.borrowers.contains_key(&bar.borrower) {
            let start =
                String::from("say by which answer ") + &bar.borrower + " is known: the market bars lending to them (";
            let message = with(&start, &bar.rule.cite, ")");
            problems.add("borrower-not-asked", &ROOT.key("eligibility").key("borrowers"), &message);
        }
    }
}

fn purposes(pack: &Pack, market: &Market, problems: &mut Problems) {
    for question in pack.questions.iter().filter(|question| question.id == pack.wanted.purpose) {
        let AnswerKind::Choice { options } = &question.answer else { continue };
        for option in options.iter().filter(|option| !market.purposes.contains(option)) {
            let start = String::from(option) + " is none of the market's purposes: ";
            let message = with(&start, &market.purposes, "");
            problems.add("unknown-purpose", &ROOT.key("wanted").key("purpose"), &message);
        }
    }
}

/// Fees that the market forbids.
fn fees(pack: &Pack, market: &Market, problems: &mut Problems) {
    for bar in &market.structure {
        if !bar.rule.blocks_within(market.law_day(pack.from), market.law_day(pack.to))
            || !bar.scope.covers_all_of(&pack.case(None, &[]))
        {
            continue;
        }
        for (index, product) in pack.products.iter().enumerate() {
            let at = &ROOT.key("products");
            let at = &at.item(index);
            for (index, fee) in product.fees.iter().enumerate() {
                let at = &at.key("fees");
                let at = &at.item(index);
                match bar.structure {
                    Structure::NoUpfrontDeduction if fee.when == FeeTime::Deducted => {
                        let message = with("nothing may be kept back when the loan is paid out (", &bar.rule.cite, ")");
                        problems.add("upfront-deduction", &at.key("when"), &message);
                    }
                    Structure::NoServiceFee if is_for_service(fee.kind) => {
                        let message = with("this lender may charge no such fee (", &bar.rule.cite, ")");
                        problems.add("fee-barred", &at.key("kind"), &message);
                    }
                    // OK because a product has no charge for early repayment, and none may be of a flat rate.
                    Structure::NoUpfrontDeduction
                    | Structure::NoServiceFee
                    | Structure::NoPrepaymentCharge
                    | Structure::NoFlatRate => {}
                }
            }
        }
    }
}

fn is_for_service(kind: FeeKind) -> bool {
    match kind {
        FeeKind::Service | FeeKind::Application | FeeKind::Participation | FeeKind::Admin | FeeKind::AddOn => true,
        FeeKind::Insurance | FeeKind::Guarantee | FeeKind::Tax => false,
    }
}

/// A product every loan of which would cost more than a fixed cap: its lowest nominal rate alone is above it.
fn prices(pack: &Pack, market: &Market, problems: &mut Problems) {
    for cap in market.rate_caps.iter().filter(|cap| cap.effect == Effect::Block) {
        let Limit::Fixed { rate } = cap.limit else { continue };
        if !cap.rule.blocks_within(market.law_day(pack.from), market.law_day(pack.to))
            || !cap.scope.covers_all_of(&pack.case(None, &[]))
        {
            continue;
        }
        let most = rate.0.saturating_mul(in_a_year(cap.measure));
        for (index, _) in pack.products.iter().enumerate().filter(|(_, product)| product.price.min.0 > most) {
            let message = with("the lowest rate is above the market's cap (", &cap.rule.cite, ")");
            let at = &ROOT.key("products");
            problems.add("rate-over-cap", &at.item(index).key("price").key("minPpm"), &message);
        }
    }
}

/// How many times a limit by this measure goes into a nominal yearly rate that is surely above it; a cost over the
/// principal says nothing of a rate.
fn in_a_year(measure: Measure) -> i64 {
    match measure {
        Measure::YearlyCost | Measure::Mapr | Measure::SimpleAnnualInterest => 1,
        Measure::MonthlyNominal | Measure::MonthlyEffective => 12,
        Measure::DailyCost => 366,
        Measure::TotalCostRatio => i64::MAX,
    }
}

/// A message with a list in it.
fn with(start: &str, list: &[String], end: &str) -> String {
    String::from(start) + &listed(&mut list.iter().map(String::as_str)) + end
}
