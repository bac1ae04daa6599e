//! Every market's file: it reads, it is what its sources give, it cites what it lists, and it says what the law says.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

#[path = "markets/facts.rs"]
mod facts;
mod support;

use kaimen::cli::market::whole;
use kaimen::cli::pretty;
use kaimen::date::Date;
use kaimen::json::{Hashed, Value};
use kaimen::market::{Confidence, Disclosure, Limit, Market, Rule, Texts, Use, read_market};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use support::{file, json};

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The names of the JSON files of a folder, without their ending.
fn names(path: &str) -> BTreeSet<String> {
    let files = std::fs::read_dir(folder(path)).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

fn shipped(name: &str) -> Hashed<Market> {
    read_market(&json(&format!("www/markets/{name}.json"))).unwrap_or_else(|problems| panic!("{name}: {problems:?}"))
}

fn each(check: impl Fn(&str, &Market)) {
    for name in names("www/markets") {
        check(&name, &shipped(&name));
    }
}

/// Every dated rule of a market, and what it is about.
fn rules(market: &Market) -> Vec<&Rule> {
    let mut rules: Vec<&Rule> = Vec::new();
    rules.extend(market.rate_caps.iter().map(|one| &one.rule));
    rules.extend(market.late_caps.iter().map(|one| &one.rule));
    rules.extend(market.amount_limits.iter().map(|one| &one.rule));
    rules.extend(market.term_limits.iter().map(|one| &one.rule));
    rules.extend(market.barred_borrowers.iter().map(|one| &one.rule));
    rules.extend(market.barred_purposes.iter().map(|one| &one.rule));
    rules.extend(market.affordability.iter().map(|one| &one.rule));
    rules.extend(market.structure.iter().map(|one| &one.rule));
    rules.extend(market.rights.iter().map(|one| &one.rule));
    rules.extend(market.early_repayment.iter().map(|one| &one.rule));
    rules.extend(market.disclosures.iter().map(|one| &one.rule));
    rules
}

#[test]
fn the_ten_markets_and_four_states_are_there() {
    let expected = "br cn eu id in ke mx ph uk us us-ca us-co us-il us-ny";
    assert_eq!(names("www/markets"), expected.split(' ').map(String::from).collect());
}

#[test]
fn each_is_what_its_own_file_and_those_it_extends_give() {
    let mut sources = names("data/markets");
    assert!(sources.remove("house"));
    assert_eq!(sources, names("www/markets"));
    for name in sources {
        let whole = whole(&folder(&format!("data/markets/{name}.json"))).unwrap();
        let text = pretty(&whole) + "\n";
        let shipped = file(&format!("www/markets/{name}.json"));
        let advice = format!("kaimen market data/markets/{name}.json --out www/markets/{name}.json writes it anew");
        assert!(text == shipped, "{advice}");
    }
}

#[test]
fn ids_are_those_of_the_files_and_unique_in_them() {
    each(|name, market| {
        assert_eq!(market.id.to_lowercase(), name);
        let ids: Vec<&str> = rules(market).iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{name}");
        let sources: BTreeSet<&str> = market.sources.iter().map(|source| source.id.as_str()).collect();
        assert_eq!(sources.len(), market.sources.len(), "{name}");
        let subjects: BTreeSet<&str> = market.barred_inputs.iter().map(|bar| bar.subject.as_str()).collect();
        assert_eq!(subjects.len(), market.barred_inputs.len(), "{name}");
    });
}

#[test]
fn every_citation_is_a_source_and_every_source_is_cited() {
    fn cites<'v>(value: &'v Value, found: &mut BTreeSet<&'v str>) {
        match value {
            Value::Map(entries) => {
                for (key, value) in entries {
                    if key == "cite" {
                        assert!(!value.items().is_empty(), "a rule without a source");
                        found.extend(value.items().iter().filter_map(Value::as_text));
                    }
                    cites(value, found);
                }
            }
            Value::List(items) => items.iter().for_each(|item| cites(item, found)),
            _ => {}
        }
    }
    for name in names("www/markets") {
        let document = json(&format!("www/markets/{name}.json"));
        let mut cited = BTreeSet::new();
        cites(&document, &mut cited);
        let sources = document.get("sources").unwrap().items().iter();
        let known: BTreeSet<&str> = sources.map(|source| source.get("id").unwrap().as_text().unwrap()).collect();
        assert_eq!(cited, known, "{name}");
    }
}

#[test]
fn dates_are_in_order_and_confidence_is_no_more_than_that_of_the_sources() {
    each(|name, market| {
        for rule in rules(market) {
            let (from, to) = (rule.from, rule.to);
            assert!(from.zip(to).is_none_or(|(from, to)| from <= to), "{name} {}", rule.id);
            assert!(from.is_none_or(|from| from >= Date::new(1900, 1, 1).unwrap()));
            let source = |id: &String| market.sources.iter().find(|source| source.id == *id).unwrap().confidence;
            let best = rule.cite.iter().map(source).min().unwrap();
            assert!(rule.confidence >= best, "{name} {}: surer than its sources", rule.id);
        }
        for rate in &market.reference_rates {
            assert_eq!(rate.rate.is_some(), rate.as_of.is_some(), "{name} {}", rate.id);
            assert!(rate.as_of.is_none_or(|published| published <= market.as_of));
        }
    });
}

#[test]
fn what_rules_speak_of_is_known_to_the_market() {
    each(|name, market| {
        let mut limits: Vec<&Limit> = market.rate_caps.iter().map(|cap| &cap.limit).collect();
        for cap in &market.late_caps {
            if let kaimen::market::LateChargeLimit::Rate { limit, .. } = &cap.limit {
                limits.push(limit);
            }
        }
        for limit in limits {
            if let Limit::Multiple { of, .. } | Limit::Sum { of, .. } = limit {
                assert!(market.reference_rates.iter().any(|rate| rate.id == *of), "{name}: {of}");
            }
        }
        let known =
            |list: &Option<Vec<String>>, words: &[String]| list.iter().flatten().all(|word| words.contains(word));
        let scopes = market.rate_caps.iter().map(|cap| &cap.scope).chain(market.late_caps.iter().map(|cap| &cap.scope));
        for scope in scopes.chain(market.disclosures.iter().map(|said| &said.scope)) {
            assert!(known(&scope.lenders, &market.lender_classes), "{name}");
            assert!(known(&scope.purposes, &market.purposes), "{name}");
            assert!(known(&scope.borrowers, &market.borrower_classes), "{name}");
        }
        let barred = market.barred_borrowers.iter().map(|bar| &bar.borrower);
        assert!(barred.into_iter().all(|borrower| market.borrower_classes.contains(borrower)), "{name}");
        let purposes = market.barred_purposes.iter().flat_map(|bar| &bar.purposes);
        assert!(purposes.into_iter().all(|purpose| market.purposes.contains(purpose)), "{name}");
        assert!(market.barred_inputs.iter().all(|bar| market.subjects.contains(&bar.subject)), "{name}");
    });
}

/// The ids of the messages under which a market's rules are shown.
fn shown(market: &Market) -> BTreeSet<String> {
    let mut ids: BTreeSet<String> = ["market-name", "rate-name", "reason-below-minimum-age"].map(String::from).into();
    ids.extend(market.rate_caps.iter().map(|cap| cap.rule.id.clone()));
    ids.extend(market.late_caps.iter().map(|cap| cap.rule.id.clone()));
    ids.extend(market.rights.iter().map(|right| right.rule.id.clone()));
    ids.extend(market.disclosures.iter().map(|said| said.rule.id.clone()));
    ids.extend(market.barred_borrowers.iter().map(|bar| format!("reason-{}", bar.rule.id)));
    ids.extend(market.barred_purposes.iter().map(|bar| format!("reason-{}", bar.rule.id)));
    let incomes = market.affordability.iter().filter(|law| law.min_income.is_some());
    ids.extend(incomes.map(|law| format!("reason-{}", law.rule.id)));
    ids
}

#[test]
fn what_is_shown_has_its_words_in_both_languages_and_no_words_are_left_over() {
    let keys = |texts: &Texts| texts.keys().cloned().collect::<BTreeSet<_>>();
    each(|name, market| {
        let shown = shown(market);
        for locale in ["zh-Hans", "en"] {
            let texts = market.texts.get(locale).unwrap();
            assert_eq!(keys(texts), shown, "{name} {locale}");
            assert!(texts.values().all(|text| !text.trim().is_empty()));
        }
        for Disclosure { rule, official, .. } in &market.disclosures {
            let Some(official) = official else { continue };
            assert!(market.texts.get(official).is_some_and(|texts| texts.contains_key(&rule.id)), "{name} {}", rule.id);
        }
        let chinese = market.texts.get("zh-Hans").unwrap().values();
        assert!(chinese.into_iter().all(|text| text.chars().any(|letter| letter >= '\u{4e00}')), "{name}");
    });
}

#[test]
fn official_wording_is_word_for_word() {
    for (market, id, words) in facts::WORDING {
        let market = shipped(market);
        let official = market.disclosures.iter().find(|said| said.rule.id == *id).unwrap().official.as_ref().unwrap();
        assert_eq!(market.texts.get(official).unwrap().get(id).unwrap(), words);
    }
    assert_eq!(shipped("eu").texts.get("de").unwrap().values().next().unwrap(), "Achtung! Kreditaufnahme kostet Geld.");
}

#[test]
fn no_market_lends_below_eighteen() {
    each(|name, market| assert!(market.min_age.years >= 18, "{name}"));
}

#[test]
fn what_no_pack_may_use_is_barred_everywhere() {
    each(|name, market| {
        let barred = |subject: &str| market.barred_inputs.iter().find(|bar| bar.subject == subject);
        for subject in facts::NEVER_ASKED {
            let bar = barred(subject).unwrap_or_else(|| panic!("{name}: {subject}"));
            assert_eq!(bar.barred_use, Use::Any, "{name}: {subject}");
        }
        for subject in ["age", "address", "public-assistance"] {
            assert!(barred(subject).is_some(), "{name}: {subject}");
        }
    });
}

#[test]
fn a_rule_that_only_informs_is_of_low_confidence_or_a_target() {
    each(|name, market| {
        for cap in &market.rate_caps {
            let informs = cap.effect == kaimen::market::Effect::Inform;
            let is_target = cap.consequence == Some(kaimen::market::Consequence::Target);
            assert_eq!(informs, is_target, "{name} {}", cap.rule.id);
            assert!(cap.rule.confidence != Confidence::Low, "{name} {}", cap.rule.id);
        }
    });
}

#[test]
fn every_number_is_that_of_the_law() {
    let mut left: BTreeSet<(String, String)> = BTreeSet::new();
    for name in names("www/markets") {
        for number in facts::numbers(&shipped(&name)) {
            left.insert((name.clone(), number));
        }
    }
    for (market, number) in facts::NUMBERS {
        let markets: Vec<&str> = market.split(' ').collect();
        for market in markets {
            assert!(left.remove(&(market.into(), (*number).into())), "{market}: {number} is not in the file");
        }
    }
    assert!(left.is_empty(), "numbers that no fact was written down for: {left:#?}");
}
