//! Decisions under the law of each market: just under each cap an offer shows, just over it does not, and the reason
//! names the rule.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

#[path = "caps/lender.rs"]
mod lender;
mod support;

use kaimen::cap::CapStatus;
use kaimen::date::Date;
use kaimen::decision::{Decision, Outcome};
use kaimen::json::{Hashed, Value};
use kaimen::market::{Confidence, Effect, Market, Use};
use kaimen::product::Obstacle;
use lender::{Loan, alone, alone_json, decided, market_json, of_any_day, pack, pack_document, read};
use support::{at, text};

const MARKETS: [&str; 14] =
    ["cn", "us", "us-ca", "us-ny", "us-il", "us-co", "eu", "uk", "in", "id", "ph", "ke", "mx", "br"];

const TODAY: &str = "2026-11-23";

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// Every cap that blocks: its market, its id, a loan that it is about, a day on which it holds, and its limit in units
/// of 1e-12, where reference rates stand at 4 %.
const CAPS: &[(&str, &str, Loan, &str, i64)] = &[
    ("cn", "cn-24-microloan", Loan::new("microloan-company", "consumption", 8_000_00, 12), TODAY, 240_000_000_000),
    (
        "cn",
        "cn-24-consumer-finance",
        Loan::new("consumer-finance-company", "consumption", 8_000_00, 12),
        TODAY,
        240_000_000_000,
    ),
    (
        "cn",
        "cn-24-facilitated",
        Loan::new("loan-facilitation-platform", "consumption", 8_000_00, 12),
        TODAY,
        240_000_000_000,
    ),
    ("cn", "cn-24-financial-loan", Loan::new("bank", "consumption", 8_000_00, 12), TODAY, 240_000_000_000),
    ("cn", "cn-4lpr-private", Loan::new("private-lender", "consumption", 8_000_00, 12), TODAY, 160_000_000_000),
    ("us", "us-mla-36", Loan::new("licensed-lender", "consumption", 1_500_00, 12).classed(), TODAY, 360_000_000_000),
    (
        "us-ca",
        "us-ca-36-and-federal-funds",
        Loan::new("licensed-lender", "consumption", 3_000_00, 12),
        TODAY,
        400_000_000_000,
    ),
    ("us-ny", "us-ny-civil-16", Loan::new("unlicensed-lender", "consumption", 3_000_00, 12), TODAY, 160_000_000_000),
    ("us-ny", "us-ny-criminal-25", Loan::new("licensed-lender", "consumption", 3_000_00, 12), TODAY, 250_000_000_000),
    ("us-il", "us-il-36", Loan::new("licensed-lender", "consumption", 3_000_00, 12), TODAY, 360_000_000_000),
    ("us-ca", "us-ca-graduated", Loan::new("licensed-lender", "consumption", 200_00, 12), TODAY, 25_000_000_000),
    ("us-ca", "us-ca-usury-10", Loan::new("unlicensed-lender", "consumption", 3_000_00, 12), TODAY, 100_000_000_000),
    ("us-co", "us-co-by-slices", Loan::new("licensed-lender", "consumption", 1_000_00, 12), TODAY, 360_000_000_000),
    (
        "us-co",
        "us-co-unlicensed-12",
        Loan::new("unlicensed-lender", "consumption", 3_000_00, 12),
        TODAY,
        120_000_000_000,
    ),
    ("uk", "uk-hcstc-daily", Loan::new("authorised-lender", "consumption", 300_00, 1), TODAY, 8_000_000_000),
    (
        "uk",
        "uk-hcstc-total",
        Loan::new("authorised-lender", "consumption", 300_00, 6).at_the_end(),
        TODAY,
        1_000_000_000_000,
    ),
    (
        "id",
        "id-consumer-2024",
        Loan::new("peer-to-peer-platform", "consumption", 2_000_000_00, 9),
        "2024-07-01",
        3_000_000_000,
    ),
    (
        "id",
        "id-production-2024",
        Loan::new("peer-to-peer-platform", "production-micro", 2_000_000_00, 9),
        "2024-07-01",
        1_000_000_000,
    ),
    (
        "id",
        "id-consumer-short",
        Loan::new("peer-to-peer-platform", "consumption", 2_000_000_00, 6),
        TODAY,
        3_000_000_000,
    ),
    (
        "id",
        "id-consumer-long",
        Loan::new("peer-to-peer-platform", "consumption", 2_000_000_00, 7),
        TODAY,
        2_000_000_000,
    ),
    (
        "id",
        "id-micro-short",
        Loan::new("peer-to-peer-platform", "production-micro", 2_000_000_00, 6),
        TODAY,
        2_750_000_000,
    ),
    (
        "id",
        "id-micro-long",
        Loan::new("peer-to-peer-platform", "production-micro", 2_000_000_00, 7),
        TODAY,
        1_000_000_000,
    ),
    (
        "id",
        "id-small-and-medium",
        Loan::new("peer-to-peer-platform", "production-business", 2_000_000_00, 6),
        TODAY,
        1_000_000_000,
    ),
    (
        "id",
        "id-total",
        Loan::new("peer-to-peer-platform", "consumption", 2_000_000_00, 24).at_the_end(),
        TODAY,
        1_000_000_000_000,
    ),
    ("ph", "ph-nominal-6", Loan::new("lending-company", "consumption", 8_000_00, 4), TODAY, 60_000_000_000),
    ("ph", "ph-effective-15", Loan::new("lending-company", "consumption", 8_000_00, 4), "2026-03-31", 150_000_000_000),
    ("ph", "ph-effective-12", Loan::new("financing-company", "consumption", 8_000_00, 4), TODAY, 120_000_000_000),
    ("ph", "ph-total", Loan::new("lending-company", "consumption", 8_000_00, 4).at_the_end(), TODAY, 1_000_000_000_000),
    (
        "br",
        "br-card-total",
        Loan::new("card-issuer", "consumption", 1_000_00, 12).at_the_end(),
        TODAY,
        1_000_000_000_000,
    ),
];

/// The greatest rate, in parts per million, at which the loan is shown; a part more and it is not.
fn greatest_rate(market: &Hashed<Market>, loan: &Loan, today: Date) -> i64 {
    let shown = |rate: i64| !decided(market, &Loan { rate, ..*loan }, today).offers.is_empty();
    let (mut within, mut over) = (0, 100_000_000);
    assert!(shown(within) && !shown(over), "{loan:?}");
    while over - within > 1 {
        let middle = within + (over - within) / 2;
        if shown(middle) {
            within = middle;
        } else {
            over = middle;
        }
    }
    within
}

/// That nothing is offered because of this rule, and that decision, product and reason say so.
fn is_stopped_by(decision: &Decision, obstacle: Obstacle, rule: &str) {
    assert!(decision.offers.is_empty(), "{rule}");
    assert_eq!(decision.outcome, Outcome::NotYet);
    let product = &decision.not_offered[0];
    assert_eq!((product.obstacle, product.rule.as_deref()), (obstacle, Some(rule)));
    let reason = decision.reasons.iter().find(|reason| reason.rule.as_deref() == Some(rule)).unwrap();
    assert_eq!(reason.code, obstacle.word());
    assert!(!reason.cite.is_empty());
    assert_eq!(reason.cite, product.cite);
}

#[test]
fn every_cap_that_blocks_is_tried() {
    for name in MARKETS {
        let market = read(&market_json(name));
        for cap in
            market.rate_caps.iter().filter(|cap| cap.effect == Effect::Block && cap.rule.confidence != Confidence::Low)
        {
            let is_tried = CAPS.iter().any(|(market, id, ..)| *id == cap.rule.id && name.starts_with(market));
            assert!(is_tried, "{name}: {}", cap.rule.id);
        }
    }
}

#[test]
fn just_under_each_cap_an_offer_shows_and_just_over_none_does() {
    for (name, id, loan, today, expected) in CAPS {
        let (market, today) = (alone(name, id, today), day(today));
        let rate = greatest_rate(&market, loan, today);
        let under = decided(&market, &Loan { rate, ..*loan }, today);
        for cap in &under.offers[0].caps {
            assert_eq!((cap.rule.as_str(), cap.status), (*id, CapStatus::Within));
            assert_eq!(cap.limit.unwrap().e12(), *expected, "{id}");
            let short = (*expected - cap.value.unwrap().e12()) as f64 / *expected as f64;
            assert!((0.0..1e-4).contains(&short), "{id}: {short} below the limit");
        }
        let over = decided(&market, &Loan { rate: rate + 1, ..*loan }, today);
        is_stopped_by(&over, Obstacle::CostOverCap, id);
    }
}

#[test]
fn with_every_cap_of_its_market_nothing_over_one_is_shown() {
    for (name, id, loan, today, _) in CAPS {
        let (own, today) = (alone(name, id, today), day(today));
        let rate = greatest_rate(&own, loan, today) + 1;
        let decision = decided(&read(&market_json(name)), &Loan { rate, ..*loan }, today);
        let is_same = |offer: &&kaimen::product::Offer| offer.principal == loan.amount;
        assert!(decision.offers.iter().find(is_same).is_none(), "{name}: {id}");
    }
}

#[test]
fn a_cap_outside_its_dates_does_not_bite() {
    let mut tried = 0;
    for (name, id, loan, today, _) in CAPS {
        let (market, today) = (alone(name, id, today), day(today));
        let rule = market.rate_caps[0].rule.clone();
        // Months differ in length: a tenth more is too much on any day.
        let dear = Loan { rate: greatest_rate(&market, loan, today) * 11 / 10, ..*loan };
        let before = rule.from.map(|first| first.plus_days(-1));
        let after = rule.to.map(|last| last.plus_days(1));
        for outside in before.into_iter().chain(after) {
            tried += 1;
            assert!(!decided(&market, &dear, outside).offers.is_empty(), "{id} on {outside}");
        }
        for inside in rule.from.into_iter().chain(rule.to) {
            let market = alone(name, id, &inside.to_string());
            assert!(decided(&market, &dear, inside).offers.is_empty(), "{id} on {inside}");
        }
    }
    assert!(tried >= 20, "{tried}");
}

#[test]
fn a_cap_on_a_stale_rate_shows_no_offer_and_says_why() {
    let private = Loan::new("private-lender", "consumption", 8_000_00, 12);
    let decision = decided(&read(&market_json("cn")), &private, day(TODAY));
    is_stopped_by(&decision, Obstacle::ReferenceRateStale, "cn-4lpr-private");
    let californian = Loan { rate: 100_000, ..Loan::new("licensed-lender", "consumption", 3_000_00, 12) };
    let california = at(market_json("us-ca"), "/referenceRates/0/ratePpm", Value::Int(40_000));
    for (published, is_shown) in [("2026-10-09", true), ("2026-10-08", false)] {
        let market = read(&at(california.clone(), "/referenceRates/0/asOf", text(published)));
        let offers = decided(&market, &californian, day(TODAY)).offers;
        assert_eq!(offers.iter().any(|offer| offer.principal == 3_000_00), is_shown, "{published}");
    }
}

#[test]
fn where_a_band_is_closed_the_amount_below_it_is_offered() {
    let loan = Loan { rate: 100_000, least: 1_00, ..Loan::new("licensed-lender", "consumption", 3_000_00, 12) };
    let decision = decided(&read(&market_json("us-ca")), &loan, day(TODAY));
    assert_eq!(decision.offers.iter().map(|offer| offer.principal).collect::<Vec<_>>(), [2_499_99]);
}

/// California's graduated rates fall as the amount rises, while the fixed fee weighs on the small: what is lawful lies between,
/// and the greatest of it is offered.
#[test]
fn where_the_limit_falls_as_the_amount_rises_the_greatest_lawful_amount_is_offered() {
    let market = read(&market_json("us-ca"));
    let loan = Loan { rate: 240_000, least: 100_00, ..Loan::new("licensed-lender", "consumption", 2_400_00, 12) };
    let principals = |loan: &Loan| -> Vec<i64> {
        decided(&market, loan, day(TODAY)).offers.iter().map(|offer| offer.principal).collect()
    };
    let [most] = principals(&loan)[..] else { panic!("one loan is lawful") };
    assert!(100_00 < most && most < 2_400_00, "{most}");
    assert_eq!(principals(&Loan { amount: most, ..loan }), [most]);
    for more in 1..200 {
        assert!(!principals(&Loan { amount: most + more, least: most + 1, ..loan }).contains(&(most + more)), "{more}");
    }
}

/// Of age on every day that is looked at.
const OLD: &str = "1960-01-01";

/// A clock that is behind must not set aside what protects: before the market's facts were collected its law is that of
/// the day on which they were.
#[test]
fn a_clock_that_is_behind_sets_no_rule_aside() {
    let mut tried = 0;
    for (name, id, loan, today, _) in CAPS {
        let own = alone(name, id, today);
        let rule = &own.rate_caps[0].rule;
        let (Some(first), None) = (rule.from, rule.to) else { continue };
        tried += 1;
        let dear = Loan { rate: greatest_rate(&own, loan, day(today)) * 11 / 10, birth: OLD, ..*loan };
        let shipped = read(&at(alone_json(name, id, today), "/asOf", text(TODAY)));
        for behind in [first.plus_days(-1), day("1999-01-01")] {
            is_stopped_by(&decided(&shipped, &dear, behind), Obstacle::CostOverCap, id);
        }
    }
    assert!(tried >= 15, "{tried}");
    let (id, ca) = (read(&market_json("id")), read(&market_json("us-ca")));
    let platform = Loan { birth: OLD, ..Loan::new("peer-to-peer-platform", "consumption", 2_000_000_00, 6) };
    assert_eq!(decided(&id, &platform.classed(), day("2001-01-01")).reasons[0].code, "id-three-platforms");
    assert_eq!(
        decided(&id, &Loan { income: 2_999_999_99, ..platform }, day("2001-01-01")).reasons[0].code,
        "id-minimum-income"
    );
    let short = Loan { birth: OLD, ..Loan::new("unlicensed-lender", "consumption", 3_000_00, 11) };
    is_stopped_by(&decided(&ca, &short, day("2001-01-01")), Obstacle::TermBarred, "us-ca-term");
    let china = read(&market_json("cn"));
    for (borrower, code) in [
        (Loan::new("microloan-company", "consumption", 8_000_00, 12).classed(), "cn-student-microloan"),
        (Loan::new("microloan-company", "securities", 8_000_00, 12), "cn-purpose-microloan"),
        (Loan::new("bank", "consumption", 8_000_00, 12), "below-minimum-age"),
    ] {
        let birth = if code == "below-minimum-age" { "1985-01-02" } else { OLD };
        assert_eq!(decided(&china, &Loan { birth, ..borrower }, day("2003-01-01")).reasons[0].code, code);
    }
}

/// After that day a rule that has ended, or has not begun, does not bite.
#[test]
fn a_rule_outside_its_dates_does_not_bite_after_the_facts_were_collected() {
    let (name, id, loan, today, _) = CAPS[0];
    let dear = Loan { rate: greatest_rate(&alone(name, id, today), &loan, day(today)) * 11 / 10, ..loan };
    let with = |from: &str, to: &str| {
        let document = at(alone_json(name, id, today), "/asOf", text(TODAY));
        let document = at(document, "/rateCaps/0/rule/from", text(from));
        read(&at(document, "/rateCaps/0/rule/to", text(to)))
    };
    let market = with("2026-12-01", "2026-12-31");
    for (today, is_shown) in [("2026-11-30", true), ("2026-12-01", false), ("2026-12-31", false), ("2027-01-01", true)]
    {
        assert_eq!(!decided(&market, &dear, day(today)).offers.is_empty(), is_shown, "{today}");
    }
}

#[test]
fn a_rule_of_low_confidence_informs() {
    let loan = Loan { rate: 900_000, ..Loan::new("licensed-lender", "consumption", 2_000_00, 12) };
    let low = at(alone_json("us-ca", "us-ca-graduated", TODAY), "/rateCaps/0/rule/confidence", text("low"));
    let decision = decided(&read(&low), &loan, day(TODAY));
    let caps = &decision.offers[0].caps;
    let told = caps.iter().find(|cap| cap.rule == "us-ca-graduated").unwrap();
    assert_eq!((told.effect, told.status), (Effect::Inform, CapStatus::Over));
    // At first (225 · 2.5 % + 675 · 2 % + 750 · 1.5 % + 350 · 1 %) ÷ 2,000 = 1.69375 % a month, and more as less is owed.
    assert!((16_937_500_000..20_000_000_000).contains(&told.limit.unwrap().e12()), "{told:?}");
    assert_eq!(told.value.unwrap().e12(), 75_000_000_000);
}

/// Being late: a market, the rule, a loan, terms within the limit and terms beyond it.
const LATE: &[(&str, &str, Loan, &str, &str)] = &[
    (
        "uk",
        "uk-hcstc-default-charge",
        Loan { rate: 2_000_000, ..Loan::new("authorised-lender", "consumption", 300_00, 1) },
        r#"{"ratePpm":365000,"dayCount":"act-365","cap":{"kind":"amount","maxMinor":1500}}"#,
        r#"{"ratePpm":365000,"dayCount":"act-365","cap":{"kind":"amount","maxMinor":1501}}"#,
    ),
    (
        "id",
        "id-late-consumer-short",
        Loan::new("peer-to-peer-platform", "consumption", 2_000_000_00, 6),
        r#"{"ratePpm":1095000,"dayCount":"act-365"}"#,
        r#"{"ratePpm":1095001,"dayCount":"act-365"}"#,
    ),
    (
        "ph",
        "ph-late-5",
        Loan::new("lending-company", "consumption", 8_000_00, 4),
        r#"{"ratePpm":600000,"dayCount":"act-365"}"#,
        r#"{"ratePpm":600001,"dayCount":"act-365"}"#,
    ),
    (
        "ke",
        "ke-in-duplum",
        Loan::new("digital-credit-provider", "consumption", 5_000_00, 3),
        r#"{"ratePpm":600000,"dayCount":"act-365","cap":{"kind":"share-of-owing","sharePpm":1000000}}"#,
        // What is within the first principal may be many times what is owed when the loan comes to be late.
        r#"{"ratePpm":600000,"dayCount":"act-365","cap":{"kind":"share-of-principal","sharePpm":1000000}}"#,
    ),
];

#[test]
fn a_loan_whose_late_charges_break_a_limit_is_not_offered() {
    for (name, rule, loan, within, beyond) in LATE {
        let market = read(&market_json(name));
        assert!(!decided(&market, &Loan { late: within, ..*loan }, day(TODAY)).offers.is_empty(), "{rule}");
        is_stopped_by(&decided(&market, &Loan { late: beyond, ..*loan }, day(TODAY)), Obstacle::CostOverCap, rule);
    }
    let kenya = LATE.iter().find(|(_, rule, ..)| *rule == "ke-in-duplum").unwrap();
    let late = r#"{"ratePpm":600000,"dayCount":"act-365"}"#;
    is_stopped_by(
        &decided(&read(&market_json("ke")), &Loan { late, ..kenya.2 }, day(TODAY)),
        Obstacle::CostOverCap,
        kenya.1,
    );
    let private = Loan { late: LATE[1].3, ..Loan::new("private-lender", "consumption", 8_000_00, 12) };
    let decision = decided(&read(&market_json("cn")), &private, day(TODAY));
    is_stopped_by(&decision, Obstacle::ReferenceRateStale, "cn-late-private");
}

#[test]
fn what_the_servicemember_is_spared_others_may_be_offered() {
    let loan = Loan { rate: 500_000, ..Loan::new("licensed-lender", "consumption", 1_500_00, 12) };
    let market = read(&market_json("us"));
    assert!(!decided(&market, &loan, day(TODAY)).offers.is_empty());
    is_stopped_by(&decided(&market, &loan.classed(), day(TODAY)), Obstacle::CostOverCap, "us-mla-36");
}

#[test]
fn a_borrower_who_is_not_asked_is_taken_to_be_protected() {
    let loan = Loan { rate: 500_000, ..Loan::new("licensed-lender", "consumption", 1_500_00, 12) };
    let market = read(&market_json("us"));
    let document = at(pack_document(&market, &loan), "/eligibility/borrowers", Value::Map(Vec::new()));
    let pack = kaimen::pack::read_pack(&document, &market).unwrap();
    let application = lender::application(&market, &pack, &loan, day(TODAY));
    let decision = kaimen::decision::decide(&market, &pack, &application, day(TODAY));
    is_stopped_by(&decision, Obstacle::CostOverCap, "us-mla-36");
}

#[test]
fn a_pack_that_asks_what_is_barred_does_not_load_and_is_told_why() {
    for name in MARKETS {
        let market = read(&market_json(name));
        let lender = market.lender_classes[0].clone();
        let loan = Loan::new(lender.leak(), "consumption", 8_000_00, 12);
        pack(&market, &loan).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        for bar in market.barred_inputs.iter().filter(|bar| bar.barred_use == Use::Any) {
            let document = at(pack_document(&market, &loan), "/questions/12/subject", text(&bar.subject));
            let problems = kaimen::pack::read_pack(&document, &market).unwrap_err();
            let problem = problems.iter().find(|problem| problem.code == "input-barred").unwrap();
            assert_eq!(problem.path, "/questions/12/subject");
            for cite in &bar.cite {
                let source = market.sources.iter().find(|source| source.id == *cite).unwrap();
                assert!(problem.message.contains(&source.citation), "{name} {}", problem.message);
            }
        }
    }
}

#[test]
fn a_model_that_reads_age_does_not_load_anywhere() {
    for name in MARKETS {
        let market = read(&market_json(name));
        let loan = Loan::new(market.lender_classes[0].clone().leak(), "consumption", 8_000_00, 12);
        let document = pack_document(&market, &loan);
        let questions = document.get("questions").unwrap().items();
        let income = questions.iter().position(|question| question.get("id") == Some(&text("limit"))).unwrap();
        let document = at(document.clone(), &format!("/questions/{income}/subject"), text("age"));
        let problems = kaimen::pack::read_pack(&document, &market).unwrap_err();
        assert!(problems.iter().any(|problem| problem.code == "input-barred-from-score"), "{name}");
    }
}

#[test]
fn no_one_below_eighteen_is_lent_to_anywhere() {
    for name in MARKETS {
        let market = read(&market_json(name));
        let loan = Loan::new(market.lender_classes[0].clone().leak(), "consumption", 8_000_00, 12);
        let minor = decided(&market, &Loan { birth: "2008-11-24", ..loan }, day(TODAY));
        assert_eq!((minor.outcome, minor.reasons[0].code.as_str()), (Outcome::NotYet, "below-minimum-age"), "{name}");
        assert_eq!(minor.reasons[0].cite, market.min_age.cite);
        let adult = decided(&market, &Loan { birth: "2008-11-23", ..loan }, day(TODAY));
        assert!(adult.findings.iter().all(|finding| finding.rule != "below-minimum-age"), "{name}");
        let younger = at(pack_document(&market, &loan), "/eligibility/minAge", Value::Int(17));
        let problems = kaimen::pack::read_pack(&younger, &market).unwrap_err();
        assert!(problems.iter().any(|problem| problem.code == "min-age-below-market"), "{name}");
    }
}

#[test]
fn half_of_the_income_of_a_poor_household_is_the_most_in_india() {
    let market = read(&market_json("in"));
    let loan = Loan::new("nbfc", "consumption", 50_000_00, 2);
    let poor = decided(&market, &Loan { income: 25_000_00, ..loan }, day(TODAY)).capacity.unwrap();
    assert_eq!((poor.instalment, poor.rule.as_deref()), (12_500_00, Some("in-microfinance-half-of-income")));
    let less_poor = decided(&market, &Loan { income: 25_000_01, ..loan }, day(TODAY)).capacity.unwrap();
    assert_eq!((less_poor.instalment, less_poor.rule), (25_000_01, None));
    let earlier = read(&of_any_day(market_json("in")));
    let before = decided(&earlier, &Loan { income: 25_000_00, ..loan }, day("2022-03-31")).capacity.unwrap();
    assert_eq!(before.rule, None);
    // A loan of 1 paisa at no interest in two payments needs 1 paisa; with no income nothing can be carried.
    let nothing = decided(&market, &Loan { income: 0, ..loan }, day(TODAY));
    assert_eq!(nothing.not_offered[0].obstacle, Obstacle::CapacityTooLow);
}

#[test]
fn indonesia_asks_for_an_income_and_no_more_than_three_platforms() {
    let market = read(&market_json("id"));
    let loan = Loan::new("peer-to-peer-platform", "consumption", 2_000_000_00, 6);
    let short = decided(&market, &Loan { income: 2_999_999_99, ..loan }, day(TODAY));
    assert_eq!(short.reasons[0].code, "id-minimum-income");
    assert_eq!(short.reasons[0].cite, ["ID-04"]);
    assert!(decided(&market, &Loan { income: 3_000_000_00, ..loan }, day(TODAY)).findings.is_empty());
    assert_eq!(decided(&market, &loan.classed(), day(TODAY)).reasons[0].code, "id-three-platforms");
}

#[test]
fn a_term_is_no_shorter_and_no_longer_than_the_law_says() {
    let (name, id) = ("us-ca", "us-ca-36-and-federal-funds");
    let market = alone(name, id, TODAY);
    let at = |amount: i64, months: u32| {
        decided(&market, &Loan::new("licensed-lender", "consumption", amount, months), day(TODAY))
    };
    let full = |decision: &Decision, amount: i64| decision.offers.iter().any(|offer| offer.principal == amount);
    assert!(full(&at(3_000_00, 12), 3_000_00) && !full(&at(3_000_00, 11), 3_000_00));
    assert!(full(&at(2_499_99, 6), 2_499_99) && full(&at(10_000_00, 6), 10_000_00));
    let bank = Loan::new("bank", "consumption", 8_000_00, 18);
    let china = read(&market_json("cn"));
    assert!(!decided(&china, &bank, day(TODAY)).offers.is_empty());
    is_stopped_by(&decided(&china, &bank.at_the_end(), day(TODAY)), Obstacle::TermBarred, "cn-bank-internet-bullet");
}
