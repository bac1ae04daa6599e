//! `kaimen lint`: every planted fault is found and shown, and the shipped pack has none.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

#[path = "lint/plant.rs"]
mod plant;
#[path = "parity/rows.rs"]
mod rows;
mod support;

use kaimen::application::{Answer, Scalar};
use kaimen::characteristic::Facts;
use kaimen::date::Date;
use kaimen::decision::{Outcome, assess, standing};
use kaimen::form::{self, read_application};
use kaimen::golden::load_pack;
use kaimen::json::Value;
use kaimen::lint::{LintFinding, Proof};
use kaimen::market::read_market;
use kaimen::pack::question::Better;
use kaimen::product::Obstacle;
use plant::{Plant, all, compare, constant, count, none, of, one_of, ratio, text};
use std::process::Command;
use support::{json, market, pack_json, today};

/// That the fault is found there, is shown truly, and how it is known.
fn check(plant: Plant, code: &str, path: &str, proof: Proof) -> LintFinding {
    let found = plant.found(code, path);
    assert_eq!(found.proof, proof, "{found:?}");
    found
}

#[test]
fn nothing_is_found_in_the_shipped_packs() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("www/packs");
    let mut packs = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let document = json(&format!("www/packs/{}", entry.unwrap().file_name().to_str().unwrap()));
        let market = document.get("market").unwrap().as_text().unwrap().to_ascii_lowercase();
        let market = read_market(&json(&format!("www/markets/{market}.json"))).unwrap();
        let report = Plant::of(document).in_market(market).persons(20_000).report().unwrap();
        assert_eq!(report.findings, []);
        let all = report.looked_at.iter();
        let looked = |check: &str| all.clone().filter(|one| one.check == check).map(|one| one.points).sum::<i64>();
        assert!(looked("applications") > 12_000 && looked("better-answer") > 100_000, "{:?}", report.looked_at);
        assert!(looked("golden") >= 4);
        packs += 1;
    }
    assert!(packs > 0);
}

/// What lint proves of the shipped pack holds for hundreds of people whom it has never seen.
#[test]
fn no_real_row_is_worse_off_by_a_better_answer() {
    let pack = support::pack();
    let mut compared = 0;
    for case in rows::cases() {
        let day = Date::parse(case.today).unwrap();
        let application = read_application(&case.application, market(), pack, day).unwrap();
        for question in pack.questions.iter().filter(|question| question.better.is_some()) {
            let Some(Answer::Number(now)) = application.answers().get(&question.id).cloned() else { continue };
            let stands = |answer: i64| {
                let value = form::answer(question, &Scalar::Number(answer)).ok()?;
                let mut answers = application.answers().clone();
                answers.0.insert(question.id.clone(), value);
                let changed = form::application(market(), pack, &answers, day)?;
                Some(standing(&assess(market(), pack, &changed, day)))
            };
            let steps = [0, 1, 2, 6, 50, 1_000_00, 10_000_00];
            let better = |step: &i64| if question.better == Some(Better::More) { now + step } else { now - step };
            let stood: Vec<_> = steps.iter().map(better).filter_map(stands).collect();
            for pair in stood.windows(2) {
                assert!(pair[0].rank <= pair[1].rank, "{} {}", case.from, question.id);
                assert!(pair[0].principal <= pair[1].principal, "{} {}", case.from, question.id);
                compared += 1;
            }
        }
    }
    assert!(compared > 3_000, "{compared}");
}

#[test]
fn the_same_pack_gives_the_same_report() {
    let plant = || Plant::of(pack_json()).set("/tiers/0/maxPdPpm", Value::Int(1)).report().unwrap();
    assert_eq!(plant(), plant());
}

// Rules.

#[test]
fn a_rule_that_never_fires() {
    let plant = Plant::new().rule("knock-out", compare(of("income"), "less", constant(0)));
    check(plant, "rule-never-fires", "/policy/3/when", Proof::Proven);
}

#[test]
fn a_rule_whose_parts_can_not_be_true_together() {
    let both =
        all([compare(of("months-late"), "at-least", constant(4)), compare(of("months-late"), "at-most", constant(2))]);
    check(Plant::new().rule("referral", both), "rule-never-fires", "/policy/3/when", Proof::Proven);
}

#[test]
fn a_rule_that_a_ratio_of_two_answers_never_fulfils() {
    let owes = compare(of("dti"), "more", constant(0));
    let none = compare(of("repayments"), "at-most", constant(0));
    check(Plant::new().rule("knock-out", all([owes, none])), "rule-never-fires", "/policy/3/when", Proof::Proven);
}

#[test]
fn a_rule_against_what_holds_between_answers() {
    let worse_now = compare(of("latest-delay"), "more", of("worst-delay"));
    check(Plant::new().rule("knock-out", worse_now), "rule-never-fires", "/policy/3/when", Proof::Proven);
}

#[test]
fn a_knock_out_hidden_by_another() {
    let plant = Plant::new().rule("knock-out", compare(of("dti"), "more", constant(700_000)));
    let found = check(plant, "rule-hidden", "/policy/3", Proof::Proven);
    assert!(found.message.contains("dti-over-limit"), "{}", found.message);
    assert_eq!(found.of.as_deref(), Some("planted"));
    assert!(found.examples[0].rules.contains(&"planted".into()) && found.examples[0].rules.len() > 1);
}

#[test]
fn a_rule_hidden_by_the_market() {
    let age = plant::object(&[("kind", text("years-since")), ("of", text("birth-date"))]);
    let plant = Plant::new().rule("knock-out", compare(age, "less", constant(16)));
    let found = check(plant, "rule-hidden", "/policy/3", Proof::Proven);
    assert!(found.message.contains("below-minimum-age"), "{}", found.message);
}

#[test]
fn a_referral_hidden_by_a_knock_out() {
    let plant = Plant::new().rule("referral", compare(of("delay-latest"), "at-least", constant(4)));
    let found = check(plant, "rule-hidden", "/policy/3", Proof::Proven);
    assert_eq!(found.examples[0].outcome, Outcome::NotYet);
}

/// Rules made up of three answers: it is said that one never fires, as proven, exactly where no application makes it true.
#[test]
fn a_rule_never_fires_where_no_application_makes_it_true_and_nowhere_else() {
    let people = plant::delays();
    let (mut never, mut fires) = (0, 0);
    for number in 0..40 {
        let when = plant::made_up(number);
        let plant = Plant::new().persons(100).rule("referral", when);
        let pack = plant.pack();
        let rule = pack.policy.last().unwrap();
        let is_true = people.iter().any(|answers| {
            let kept = form::kept(pack.sheet(), answers, today());
            Facts::new(&kept, &pack.characteristics, today()).holds(&rule.when) == Some(true)
        });
        let report = plant.report().unwrap();
        let said = report.findings.iter().find(|one| one.code == "rule-never-fires");
        assert_eq!(said.map(|one| one.proof), (!is_true).then_some(Proof::Proven), "{:?}", rule.when);
        *(if is_true { &mut fires } else { &mut never }) += 1;
    }
    assert!(never >= 10 && fires >= 10, "{never} never, {fires} fire");
}

// What is asked and read.

#[test]
fn a_question_never_asked() {
    let never = all([one_of("purpose", "consumption"), one_of("purpose", "securities")]);
    let plant = Plant::new();
    let at = plant.question("price");
    check(plant.set(&format!("{at}/when"), never), "question-never-asked", &format!("{at}/when"), Proof::Proven);
}

#[test]
fn a_question_that_nothing_reads() {
    let plant = Plant::new();
    let at = plant.question("price");
    let plant = plant.set("/models/1/characteristics/5/derivation", ratio("amount", "income"));
    check(plant, "question-not-read", &at, Proof::Proven);
}

#[test]
fn a_characteristic_that_nothing_reads() {
    let named = plant::object(&[("id", text("planted")), ("derivation", ratio("debt", "income"))]);
    let plant = Plant::new().push("/characteristics", named);
    check(plant, "characteristic-not-read", "/characteristics/3", Proof::Proven);
}

#[test]
fn a_scored_characteristic_never_asked_in_its_segment() {
    let plant = Plant::new().set("/segments/0/expert/characteristics/0/derivation", of("years-in-job"));
    let found = check(plant, "characteristic-never-known", "/segments/0", Proof::Proven);
    assert!(found.message.ends_with("zhima-score"));
}

#[test]
fn a_model_that_no_segment_uses() {
    let plant = Plant::new().set("/segments/1/model", text("taiwan-repayment"));
    check(plant, "model-not-used", "/models/1", Proof::Proven);
}

#[test]
fn a_segment_never_taken() {
    let yes = plant::object(&[("kind", text("yes")), ("of", text("has-record"))]);
    let when = all([yes, compare(of("income"), "more", constant(1_000_00))]);
    let segment = [("id", text("planted")), ("when", when), ("model", text("taiwan-repayment"))];
    let plant = Plant::new().insert("/segments", 1, plant::object(&segment)).words("segment-planted");
    check(plant, "segment-never-taken", "/segments/1", Proof::Proven);
}

#[test]
fn a_form_that_no_one_can_fill_in() {
    let holds = compare(of("income"), "less", constant(0));
    let relation = plant::object(&[("id", text("planted")), ("at", text("income")), ("holds", holds)]);
    let plant = Plant::new().push("/relations", relation).words("relation-planted");
    check(plant, "form-never-complete", "/relations", Proof::NotFound);
}

/// A paper that is asked for where this is so.
fn paper(when: Value) -> Plant {
    let paper = [("id", text("planted")), ("when", when), ("proves", Value::List(vec![text("home")]))];
    Plant::new().push("/documents", plant::object(&paper)).words("document-planted")
}

#[test]
fn a_paper_that_no_one_is_asked_for() {
    let both =
        all([compare(of("months-late"), "at-least", constant(4)), compare(of("months-late"), "at-most", constant(2))]);
    check(paper(both), "document-never-wanted", "/documents/7/when", Proof::Proven);
}

#[test]
fn a_paper_that_is_asked_of_those_alone_who_are_offered_nothing() {
    let far_behind = compare(of("latest-delay"), "at-least", constant(3));
    check(paper(far_behind), "document-never-wanted", "/documents/7/when", Proof::NotFound);
}

/// The answer decides nothing, but which papers are asked for.
#[test]
fn a_question_that_papers_alone_read_is_read() {
    let plant = paper(compare(of("price"), "more", constant(0)));
    let plant = plant.set("/models/1/characteristics/5/derivation", ratio("amount", "income"));
    let report = plant.report().unwrap();
    assert!(report.findings.iter().all(|found| found.code != "question-not-read"), "{:?}", report.findings);
}

// Gaps: tiers, products and outcomes.

#[test]
fn a_tier_that_no_one_reaches() {
    check(Plant::new().set("/tiers/0/maxPdPpm", Value::Int(1)), "tier-never-reached", "/tiers/0", Proof::Proven);
}

#[test]
fn an_outcome_that_no_one_reaches() {
    let plant = Plant::new().set("/tiers/0/maxPdPpm", Value::Int(1)).set("/tiers/1/maxPdPpm", Value::Int(2));
    let found = check(plant, "outcome-never-reached", "/tiers", Proof::Proven);
    assert!(found.message.ends_with("likely"));
}

#[test]
fn a_tier_that_lends_and_that_no_product_serves() {
    let plant = Plant::new().set("/products/0/tiers", Value::List(vec![text("a"), text("b")]));
    let found = check(plant, "tier-without-product", "/tiers/2", Proof::Proven);
    let example = &found.examples[0];
    assert_eq!((example.outcome, example.tier.as_deref()), (Outcome::NotYet, Some("c")));
    assert!(example.reasons.contains(&"tier-not-served".into()));
}

#[test]
fn a_product_of_no_tier() {
    let plant = Plant::new().set("/products/1/tiers", Value::List(Vec::new()));
    check(plant, "product-without-tier", "/products/1/tiers", Proof::Proven);
}

#[test]
fn a_product_for_a_tier_that_never_lends() {
    let plant = Plant::new().push("/products/0/tiers", text("d"));
    check(plant, "tier-never-lends", "/tiers/3", Proof::Proven);
}

#[test]
fn a_product_whose_price_is_always_over_its_own_highest() {
    let plant = Plant::new().set("/products/1/price/basePpm", Value::Int(300_000));
    check(plant, "product-never-offered", "/products/1", Proof::Proven);
}

#[test]
fn a_tier_in_which_a_product_is_always_too_dear() {
    let plant = Plant::new().set("/products/0/price/maxPpm", Value::Int(120_000));
    check(plant, "tier-over-price", "/products/0/tiers/2", Proof::Proven);
}

#[test]
fn a_term_that_no_one_is_ever_shown() {
    // Three months are lawful at the product's lowest price, but not at any that this tier comes to.
    let plant = Plant::new()
        .set("/products/0/tiers", Value::List(vec![text("c")]))
        .set("/products/0/fees/0/when", text("upfront"))
        .set("/products/0/fees/0/sharePpm", Value::Int(16_000));
    check(plant, "term-never-offered", "/products/0/terms/0", Proof::NotFound);
}

#[test]
fn an_amount_below_every_product() {
    let plant = Plant::new();
    let at = plant.question("amount") + "/answer/minMinor";
    let found = check(plant.set(&at, Value::Int(100_00)), "amount-below-every-product", &at, Proof::Proven);
    assert_eq!(found.examples[0].outcome, Outcome::NotYet);
    assert!(found.examples[0].reasons.contains(&"amount-below-minimum".into()));
}

#[test]
fn a_term_longer_than_those_of_every_product() {
    let plant = Plant::new();
    let at = plant.question("term") + "/answer/max";
    check(plant.set(&at, Value::Int(36)), "term-beyond-every-product", &at, Proof::Proven);
}

#[test]
fn a_capacity_that_can_not_be_worked_out_for_some() {
    let values = plant::object(&[("consumption", Value::Int(8_000_00))]);
    let code = [("kind", text("code")), ("of", text("purpose")), ("values", values)];
    let plant = Plant::new().set("/capacity/income", plant::object(&code));
    let found = check(plant, "capacity-not-known", "/capacity", Proof::Shown);
    assert_eq!((found.examples[0].outcome, found.examples[0].most), (Outcome::Referred, 0));
}

// Bins.

#[test]
fn a_number_between_the_bins() {
    let at = "/models/1/characteristics/0/attributes";
    let found = check(Plant::new().set(&format!("{at}/2/bin/from"), Value::Int(4)), "bins-gap", at, Proof::Shown);
    assert!(found.examples[0].answers.iter().any(|(id, answer)| id == "years-in-job" && *answer == count(3)));
}

#[test]
fn a_bin_hidden_by_those_before_it() {
    let at = "/models/1/characteristics/0/attributes/2";
    check(
        Plant::new().set(&format!("{at}/bin/to"), Value::Int(3)).set(&format!("{at}/bin/from"), Value::Int(1)),
        "bin-hidden",
        at,
        Proof::Proven,
    );
}

#[test]
fn an_empty_bin() {
    let at = "/models/1/characteristics/0/attributes/2";
    check(Plant::new().set(&format!("{at}/bin/to"), Value::Int(3)), "bin-empty", at, Proof::Proven);
}

#[test]
fn points_against_the_trend() {
    let plant = Plant::new().set("/models/1/characteristics/0/attributes/5/points", Value::Int(1));
    check(plant, "points-against-trend", "/models/1/characteristics/0/trend", Proof::Proven);
}

#[test]
fn a_characteristic_that_says_nothing() {
    let at = "/segments/0/expert/characteristics/1";
    let plant =
        (0..6).fold(Plant::new(), |plant, bin| plant.set(&format!("{at}/attributes/{bin}/points"), Value::Int(0)));
    check(plant, "characteristic-says-nothing", at, Proof::Proven);
}

// The market's law.

#[test]
fn a_price_band_that_reaches_over_a_cap() {
    let plant = Plant::new()
        .set("/products/0/price/maxPpm", Value::Int(400_000))
        .set("/products/0/price/basePpm", Value::Int(190_000));
    let found = check(plant, "price-over-cap", "/products/0/price/maxPpm", Proof::Proven);
    assert!(found.message.contains("cn-24-microloan"), "{}", found.message);
    let barred = &found.examples[0].not_offered[0];
    assert_eq!((barred.product.as_str(), barred.obstacle), ("steady", Obstacle::CostOverCap));
    assert_eq!(barred.rule.as_deref(), Some("cn-24-microloan"));
}

/// What will be law in the pack's time is told before it is.
#[test]
fn a_price_band_that_a_rule_to_come_closes() {
    let cap = r#"{"rule":{"id":"house-15","cite":["house-rule"],"confidence":"high","from":"2027-01-01"},"scope":{},"measure":"yearly-cost",
        "limit":{"kind":"fixed","ratePpm":150000},"effect":"block","consequence":null}"#;
    let found =
        check(Plant::new().market("/rateCaps", cap), "price-over-cap", "/products/0/price/maxPpm", Proof::Proven);
    assert!(
        found.message.starts_with("from 2027-01-01 on: ") && found.message.contains("house-15"),
        "{}",
        found.message
    );
}

#[test]
fn a_product_over_a_cap_at_any_price() {
    let plant = Plant::new().set("/products/0/fees/0/sharePpm", Value::Int(100_000));
    check(plant, "product-over-law", "/products/0", Proof::Proven);
}

#[test]
fn a_term_over_which_any_price_is_over_a_cap() {
    let fee = [
        ("id", text("account")),
        ("kind", text("service")),
        ("of", text("principal")),
        ("when", text("upfront")),
        ("sharePpm", Value::Int(30_000)),
        ("fixedMinor", Value::Int(0)),
    ];
    let plant = Plant::new().set("/products/0/fees/0", plant::object(&fee));
    check(plant, "term-over-cap", "/products/0/terms/0", Proof::Proven);
}

#[test]
fn a_term_that_the_market_bars() {
    let limit = r#"{"rule":{"id":"house-year","cite":["house-rule"],"confidence":"high"},"scope":{},"bulletOnly":false,"maxMonths":12}"#;
    let plant = Plant::new().market("/termLimits", limit);
    let found = check(plant, "term-over-law", "/products/0/terms/4", Proof::Proven);
    assert!(found.message.ends_with("house-year"));
}

#[test]
fn an_amount_above_what_the_market_lets_be_lent() {
    let limit =
        r#"{"rule":{"id":"house-most","cite":["house-rule"],"confidence":"high"},"scope":{},"maxMinor":3000000}"#;
    check(Plant::new().market("/amountLimits", limit), "amount-over-law", "/products/0/maxMinor", Proof::Proven);
}

#[test]
fn an_amount_above_what_the_lender_lets_be_owed() {
    let plant = Plant::new().set("/capacity/maxExposureMinor", Value::Int(3_000_000));
    check(plant, "amount-over-exposure", "/products/0/maxMinor", Proof::Proven);
}

#[test]
fn a_class_of_lender_without_a_cap() {
    let bare = support::at(json("www/markets/cn.json"), "/rateCaps", Value::List(Vec::new()));
    let plant = Plant::new().in_market(read_market(&bare).unwrap());
    check(plant, "class-without-cap", "/lender/class", Proof::Proven);
}

#[test]
fn a_cap_that_hangs_on_a_stale_rate() {
    let plant = Plant::new().set("/lender/class", text("private-lender"));
    check(plant, "reference-rate-stale", "/products/0", Proof::Proven);
}

#[test]
fn an_offer_above_a_limit_that_informs() {
    let cap = r#"{"rule":{"id":"house-target","cite":["house-rule"],"confidence":"high"},"scope":{},"measure":"yearly-cost","limit":{"kind":"fixed","ratePpm":150000},"effect":"inform"}"#;
    let found = check(Plant::new().market("/rateCaps", cap), "offer-over-cap", "/products/0", Proof::Shown);
    assert!(found.message.contains("house-target") && found.examples[0].rate.unwrap().0 > 120_000);
}

// Better answers.

fn worse_off(plant: Plant, code: &str, question: &str) -> LintFinding {
    let path = plant.question(question) + "/better";
    let found = check(plant, code, &path, Proof::Shown);
    let [worse, better] = &found.examples[..] else { panic!("two applicants are needed") };
    let changed: Vec<&String> = worse
        .answers
        .iter()
        .filter(|(id, answer)| better.answers.get(id).is_some_and(|other| other != *answer))
        .map(|(id, _)| id)
        .collect();
    assert_eq!(changed, [question]);
    let is_worse = match code {
        "better-answer-lowers-outcome" => worse.outcome < better.outcome,
        "better-answer-lowers-amount" => worse.most > better.most,
        _ => worse.rate < better.rate,
    };
    assert!(is_worse, "{found:?}");
    found
}

#[test]
fn more_income_lowers_the_outcome() {
    let plant = Plant::new().rule("knock-out", compare(of("income"), "at-least", constant(20_000_00)));
    let found = worse_off(plant, "better-answer-lowers-outcome", "income");
    assert_eq!(found.examples[1].rules, ["planted"]);
}

#[test]
fn fewer_months_late_lower_the_outcome() {
    let plant = Plant::new()
        .rule("knock-out", all([one_of("purpose", "consumption"), compare(of("months-late"), "equal", constant(1))]));
    worse_off(plant, "better-answer-lowers-outcome", "months-late");
}

#[test]
fn longer_tenure_lowers_the_outcome_by_points() {
    let plant = Plant::new().set("/models/1/characteristics/0/attributes/5/points", Value::Int(-200));
    worse_off(plant, "better-answer-lowers-outcome", "years-in-job");
}

#[test]
fn more_assets_lower_the_amount() {
    let sum = plant::object(&[
        ("kind", text("sum")),
        ("of", Value::List(vec![of("expenses"), plant::first_scaled("assets", 2_000)])),
    ]);
    let found = worse_off(Plant::new().set("/capacity/expenses", sum), "better-answer-lowers-amount", "assets");
    assert!(found.examples[0].most > found.examples[1].most && found.examples[1].most > 0);
}

#[test]
fn a_greater_third_party_score_raises_the_price() {
    let plant = Plant::new().set("/segments/1/expert/characteristics/0/attributes/4/points", Value::Int(-12));
    let found = worse_off(plant, "better-answer-raises-price", "zhima-score");
    assert!(found.examples[0].rate < found.examples[1].rate);
}

#[test]
fn a_ratio_without_a_divisor_is_better_than_a_little() {
    // Without income there is no ratio to it, and its points are better than those of a great one: so where something else
    // counts as income too, none at all is better than a little.
    let counted = vec![of("income"), plant::first_scaled("assets", 10_000)];
    let sum = plant::object(&[("kind", text("sum")), ("of", Value::List(counted))]);
    worse_off(Plant::new().set("/capacity/income", sum), "better-answer-lowers-outcome", "income");
}

/// Where a product leaves out the best tier, a better score may lose it: nothing is called proven then.
#[test]
fn nothing_is_proven_of_better_answers_where_a_better_tier_loses_a_product() {
    let proven = |plant: Plant| {
        let looked = plant.persons(400).report().unwrap().looked_at;
        looked.iter().filter(|one| one.check == "better-answer" && one.exhaustive).count()
    };
    assert!(proven(Plant::new()) >= 4);
    assert_eq!(proven(Plant::new().set("/products/0/tiers", Value::List(vec![text("b"), text("c")]))), 0);
}

#[test]
fn a_choice_that_is_said_to_be_better() {
    let plant = Plant::new();
    let at = plant.question("home") + "/better";
    check(plant.set(&at, text("more")), "better-does-not-fit", &at, Proof::Proven);
}

#[test]
fn a_lever_that_moves_to_the_worse() {
    let plant = Plant::new();
    let at = plant.question("debt");
    let plant = plant.set(&format!("{at}/better"), text("more"));
    check(plant, "lever-against-better", &format!("{at}/lever"), Proof::Proven);
}

// Words, answers, golden applications.

#[test]
fn words_missing_in_one_locale() {
    let plant = Plant::new().without("/texts/en", "change-debt");
    check(plant, "text-missing", "/texts/en/change-debt", Proof::Proven);
}

#[test]
fn words_with_other_places_in_one_locale() {
    let plant = Plant::new().set("/texts/en/change-debt", text("Owe {to} and no more"));
    check(plant, "text-places-differ", "/texts/en/change-debt", Proof::Proven);
}

#[test]
fn common_answers_that_no_one_can_give() {
    let plant = Plant::new();
    let at = plant.question("term") + "/distribution";
    check(plant.set(&format!("{at}/of/of/9"), Value::Int(36)), "distribution-out-of-bounds", &at, Proof::Proven);
}

#[test]
fn no_golden_application() {
    check(Plant::new().set("/golden", Value::Null), "golden-missing", "/golden", Proof::Proven);
}

#[test]
fn a_golden_application_twice() {
    let plant = Plant::new().set("/golden/1/id", text("likely-with-record"));
    check(plant, "golden-not-unique", "/golden/1/id", Proof::Proven);
}

#[test]
fn a_golden_application_that_comes_out_otherwise_is_found_and_keeps_the_pack_from_loading() {
    let cases = [
        ("/golden/0/outcome", text("possible"), "golden-outcome"),
        ("/golden/0/mostMinor", Value::Int(1), "golden-amount"),
        ("/golden/1/reasons/0", text("months-late"), "golden-reasons"),
        ("/golden/2/answers/income", Value::Int(-1), "answer-too-low"),
        ("/golden/2/answers/moon", Value::Int(1), "unknown-question"),
        ("/golden/2/answers/months-late", Value::Int(1), "golden-does-not-fit"),
    ];
    for (place, value, code) in cases {
        let document = support::at(pack_json(), place, value.clone());
        let problems = load_pack(&document, market()).unwrap_err();
        let path = if code == "golden-does-not-fit" { "/golden/2/answers" } else { place };
        let path = path.strip_suffix("/0").filter(|_| code == "golden-reasons").unwrap_or(path);
        assert!(problems.iter().any(|problem| problem.code == code && problem.path == path), "{problems:?}");
        check(Plant::new().set(place, value), code, path, Proof::Proven);
    }
    assert!(load_pack(&pack_json(), market()).is_ok());
}

#[test]
fn a_day_outside_the_packs_time() {
    let found = Plant::new().on("2031-01-01").found("pack-out-of-date", "/to");
    assert!(found.message.contains("2030-12-31"));
}

#[test]
fn a_pack_that_is_refused_is_not_looked_through() {
    let problems = Plant::new().set("/to", text("2020-01-01")).report();
    assert!(problems.unwrap_err().iter().any(|problem| problem.code == "dates-out-of-order"));
}

// The command.

fn run(pack: &str, more: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_kaimen"))
        .args(["lint", "--market", "www/markets/cn.json", "--persons", "1000", "--today", "2026-11-23", "--pack", pack])
        .args(more)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

#[test]
fn the_command_says_by_its_code_whether_anything_was_found() {
    assert_eq!(run("www/packs/example-lender.json", &[]).status.code(), Some(0));
    let bad = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("hidden-rule.json");
    let plant = Plant::new().rule("knock-out", compare(of("dti"), "more", constant(700_000)));
    std::fs::write(&bad, kaimen::json::canonical(&plant.document())).unwrap();
    let found = run(bad.to_str().unwrap(), &[]);
    let table = String::from_utf8(found.stdout).unwrap();
    assert_eq!(found.status.code(), Some(1));
    assert!(table.contains("rule-hidden  planted  /policy/3  (proven)") && table.contains("repayments="), "{table}");
    let report =
        kaimen::json::parse(&String::from_utf8(run(bad.to_str().unwrap(), &["--json"]).stdout).unwrap()).unwrap();
    assert_eq!(report.get("findings").unwrap().items()[0].get("code"), Some(&text("rule-hidden")));
    assert_eq!(run("no-such-file.json", &[]).status.code(), Some(2));
    assert_eq!(run("www/packs/example-lender.json", &["--moon"]).status.code(), Some(2));
}

#[test]
fn the_report_fits_its_schema() {
    let (_, schema) = kaimen::cli::schema::schemas().into_iter().find(|(name, _)| *name == "lint").unwrap();
    let schema = serde_json::to_value(&schema).unwrap();
    let report = Plant::new().rule("knock-out", none()).set("/tiers/0/maxPdPpm", Value::Int(1)).report().unwrap();
    let value = serde_json::to_value(kaimen::json::Write::write(&report)).unwrap();
    assert!(!report.findings.is_empty() && jsonschema::validator_for(&schema).unwrap().is_valid(&value));
}
