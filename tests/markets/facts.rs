//! What the law says, written down once more by hand from the collected facts: a file that says otherwise is wrong.

use kaimen::market::{LateChargeLimit, Limit, Market, Rule, Scope};

/// Official wording, word for word.
pub const WORDING: &[(&str, &str, &str)] = &[
    ("eu", "disclosure-eu-caution", "Caution! Borrowing money costs money."),
    (
        "uk",
        "disclosure-uk-late-repayment",
        "Warning: Late repayment can cause you serious money problems. For help, go to moneyhelper.org.uk",
    ),
    (
        "us",
        "disclosure-mla-statement",
        "Federal law provides important protections to members of the Armed Forces and their dependents relating to extensions of consumer credit. In general, the cost of consumer credit to a member of the Armed Forces and his or her dependent may not exceed an annual percentage rate of 36 percent. This rate must include, as applicable to the credit transaction or account: The costs associated with credit insurance premiums; fees for ancillary products sold in connection with the credit transaction; any application fee charged (other than certain application fees for specified credit transactions or accounts); and any participation fee charged (other than certain participation fees for a credit card account).",
    ),
];

/// What may be asked nowhere.
pub const NEVER_ASKED: &[&str] = &[
    "race",
    "ethnicity",
    "nationality",
    "religion",
    "politics",
    "union-membership",
    "sex",
    "marital-status",
    "family-planning",
    "medical-history",
    "genetic",
    "biometric",
    "fingerprint",
    "blood-type",
    "social-graph",
    "contact-list",
    "call-log",
    "message-content",
    "device-brand",
    "e-mail-host",
    "name",
    "hour-of-use",
    "location-track",
    "telephone-listing",
    "exercise-of-rights",
    "criminal-record",
];

/// Market (or markets), and a number with the rule it stands in, its scope and its dates.
pub const NUMBERS: &[(&str, &str)] = &[
    ("cn", "cn-24-microloan from 2025-12-24: yearly-cost 240000 ppm, microloan-company network-microloan-company"),
    (
        "cn",
        "cn-4lpr-microloan-target from 2025-12-24: yearly-cost 4 times CN-LPR-1Y, microloan-company network-microloan-company",
    ),
    ("cn", "cn-24-consumer-finance from 2026-01-01: yearly-cost 240000 ppm, consumer-finance-company"),
    ("cn", "cn-24-facilitated from 2025-10-01: yearly-cost 240000 ppm, loan-facilitation-platform"),
    ("cn", "cn-4lpr-private from 2020-08-20: yearly-cost 4 times CN-LPR-1Y, private-lender"),
    ("cn", "cn-24-financial-loan from 2021-01-01: yearly-cost 240000 ppm, bank"),
    ("cn", "cn-late-private from 2020-08-20: late 4 times CN-LPR-1Y a year, private-lender"),
    (
        "cn",
        "cn-network-microloan-consumption from 2025-01-17: amount to 20000000, network-microloan-company consumption house-purchase",
    ),
    (
        "cn",
        "cn-network-microloan-business from 2025-01-17: amount to 1000000000, network-microloan-company production-business",
    ),
    ("cn", "cn-bank-internet-consumption from 2020-07-17: amount to 20000000, bank consumption"),
    ("cn", "cn-bank-internet-bullet from 2020-07-17: months to 12, bank consumption"),
    ("cn", "CN-LPR-1Y: 30000 ppm as of 2025-12-22 for 45 days"),
    ("us us-ca us-ny us-il us-co", "us-mla-36 from 2016-10-03: mapr 360000 ppm, consumption covered-servicemember"),
    (
        "us-ca",
        "us-ca-36-and-federal-funds from 2020-01-01: simple-annual-interest US-FED-FUNDS and 360000 ppm, licensed-lender consumption amount from 250000 amount to 999999",
    ),
    (
        "us-ca",
        "us-ca-graduated: monthly-nominal slices 22500:25000 90000:20000 165000:15000 :10000 least 16000, licensed-lender consumption amount to 249999",
    ),
    ("us-ca", "us-ca-usury-10: mapr 100000 ppm, unlicensed-lender consumption"),
    ("us-ca", "us-ca-term from 2020-01-01: months from 12 to 60, consumption amount from 250000 amount to 999999"),
    ("us-ca", "US-FED-FUNDS: not known for 45 days"),
    ("us-ny", "us-ny-civil-16: simple-annual-interest 160000 ppm, unlicensed-lender amount to 25000000"),
    ("us-ny", "us-ny-criminal-25: simple-annual-interest 250000 ppm, unlicensed-lender licensed-lender"),
    ("us-il", "us-il-36 from 2021-03-23: mapr 360000 ppm, credit-union licensed-lender unlicensed-lender consumption"),
    ("us-co", "us-co-by-slices: yearly-cost slices 100000:360000 300000:210000 :150000 least 210000, consumption"),
    ("us-co", "us-co-unlicensed-12: yearly-cost 120000 ppm, unlicensed-lender consumption"),
    ("us us-ca us-ny us-il us-co", "us-unearned-interest from 1993-10-01: early rule-of-78, consumption months to 61"),
    (
        "us us-ca us-ny us-il us-co",
        "us-actuarial-refund from 1993-10-01: early actuarial-interest, consumption months from 62",
    ),
    (
        "eu",
        "eu-withdrawal-2008 from 2010-06-11 to 2026-11-19: 14 days, consumption amount from 20000 amount to 7500000",
    ),
    (
        "eu",
        "eu-early-repayment-2008 from 2010-06-11 to 2026-11-19: early proportional-total-cost 10000 ppm, last year 5000 ppm, consumption amount from 20000 amount to 7500000",
    ),
    ("cn", "cn-early-repayment from 2021-01-01: early interest-to-the-day"),
    ("br", "br-early-settlement: early proportional-total-cost"),
    ("eu", "eu-withdrawal from 2026-11-20: 14 days, consumption amount to 10000000"),
    (
        "eu",
        "eu-early-repayment from 2026-11-20: early proportional-total-cost 10000 ppm, last year 5000 ppm, consumption amount to 10000000",
    ),
    ("uk", "uk-hcstc-daily from 2015-01-02: daily-cost 8000 ppm, months to 12 cost from 1000000"),
    ("uk", "uk-hcstc-total from 2015-01-02: total-cost-ratio 1000000 ppm, months to 12 cost from 1000000"),
    ("uk", "uk-hcstc-default-charge from 2015-01-02: late charge 1500, months to 12 cost from 1000000"),
    ("uk", "uk-withdrawal from 2011-02-01: 14 days, amount to 6026000"),
    (
        "uk",
        "uk-early-settlement from 2011-02-01: early actuarial-total-cost 10000 ppm, last year 5000 ppm, free 800000",
    ),
    ("in", "in-microfinance-half-of-income from 2022-04-01: income to 2500000, repayments to 500000 ppm, consumption"),
    ("in", "in-cooling-off from 2025-05-08: 1 days"),
    ("id", "id-consumer-2024 from 2024-01-01 to 2024-12-31: daily-cost 3000 ppm, consumption"),
    (
        "id",
        "id-production-2024 from 2024-01-01 to 2024-12-31: daily-cost 1000 ppm, production-business production-micro",
    ),
    ("id", "id-late-consumer-2024 from 2024-01-01 to 2024-12-31: late 3000 ppm a day, consumption"),
    (
        "id",
        "id-late-production-2024 from 2024-01-01 to 2024-12-31: late 1000 ppm a day, production-business production-micro",
    ),
    ("id", "id-consumer-short from 2025-01-01: daily-cost 3000 ppm, consumption months to 6"),
    ("id", "id-consumer-long from 2025-01-01: daily-cost 2000 ppm, consumption months from 7"),
    ("id", "id-micro-short from 2025-01-01: daily-cost 2750 ppm, production-micro months to 6"),
    ("id", "id-micro-long from 2025-01-01: daily-cost 1000 ppm, production-micro months from 7"),
    ("id", "id-small-and-medium from 2025-01-01: daily-cost 1000 ppm, production-business"),
    ("id", "id-total from 2024-01-01: total-cost-ratio 1000000 ppm"),
    ("id", "id-late-consumer-short from 2025-01-01: late 3000 ppm a day, consumption months to 6"),
    ("id", "id-late-consumer-long from 2025-01-01: late 2000 ppm a day, consumption months from 7"),
    ("id", "id-late-micro-short from 2025-01-01: late 2750 ppm a day, production-micro months to 6"),
    ("id", "id-late-micro-long from 2025-01-01: late 1000 ppm a day, production-micro months from 7"),
    ("id", "id-late-small-and-medium from 2025-01-01: late 1000 ppm a day, production-business"),
    ("id", "id-minimum-income: income from 300000000"),
    ("ph", "ph-nominal-6 from 2022-03-03: monthly-nominal 60000 ppm, consumption amount to 1000000 months to 4"),
    (
        "ph",
        "ph-effective-15 from 2022-03-03 to 2026-03-31: monthly-effective 150000 ppm, consumption amount to 1000000 months to 4",
    ),
    ("ph", "ph-effective-12 from 2026-04-01: monthly-effective 120000 ppm, consumption amount to 1000000 months to 4"),
    ("ph", "ph-total from 2022-03-03: total-cost-ratio 1000000 ppm, consumption amount to 1000000 months to 4"),
    ("ph", "ph-late-5 from 2022-03-03: late 50000 ppm a month, consumption amount to 1000000 months to 4"),
    ("ke", "ke-in-duplum from 2022-03-18: late interest 1000000 ppm of what was owed"),
    ("br", "br-card-total from 2024-01-03: total-cost-ratio 1000000 ppm, card-issuer"),
    ("br", "br-regret: 7 days"),
];

/// Every number of a market, in the words of [`NUMBERS`].
pub fn numbers(market: &Market) -> Vec<String> {
    let mut all = Vec::new();
    for cap in &market.rate_caps {
        all.push(number(&cap.rule, &format!("{} {}", cap.measure.word(), limit(&cap.limit)), &cap.scope));
    }
    for cap in &market.late_caps {
        let what = match &cap.limit {
            LateChargeLimit::Rate { per, limit: most } => format!("late {} a {}", limit(most), per.word()),
            LateChargeLimit::Charge { max_minor } => format!("late charge {max_minor}"),
            LateChargeLimit::InterestRatio { rate } => format!("late interest {} ppm of what was owed", rate.0),
        };
        all.push(number(&cap.rule, &what, &cap.scope));
    }
    for one in &market.amount_limits {
        let what = format!("amount{}", bounds(one.min_minor, one.max_minor));
        all.push(number(&one.rule, &what, &one.scope));
    }
    for one in &market.term_limits {
        let months = |months: Option<kaimen::rate::Months>| months.map(|months| i64::from(months.get()));
        let what = format!("months{}", bounds(months(one.min_months), months(one.max_months)));
        all.push(number(&one.rule, &what, &one.scope));
    }
    for one in &market.affordability {
        let mut what = format!("income{}", bounds(one.min_income, one.up_to_income));
        what.extend(one.max_repayment.map(|share| format!(", repayments to {} ppm", share.0)));
        all.push(number(&one.rule, &what, &one.scope));
    }
    for one in &market.rights {
        all.extend(one.days.map(|days| number(&one.rule, &format!("{days} days"), &one.scope)));
    }
    for one in &market.early_repayment {
        let mut what = format!("early {}", one.owed.rebate.word());
        if let Some(most) = &one.owed.compensation {
            what += &format!(" {} ppm", most.share.0);
            what.extend(most.last_year.map(|share| format!(", last year {} ppm", share.0)));
            what.extend(most.free.map(|free| format!(", free {free}")));
        }
        all.push(number(&one.rule, &what, &one.scope));
    }
    for one in &market.reference_rates {
        let value = one.rate.zip(one.as_of).map(|(rate, day)| format!("{} ppm as of {day}", rate.0));
        let value = value.unwrap_or("not known".into());
        all.push(format!("{}: {value} for {} days", one.id, one.max_age_days));
    }
    all
}

fn number(rule: &Rule, what: &str, scope: &Scope) -> String {
    let mut text = rule.id.clone();
    text.extend(rule.from.map(|day| format!(" from {day}")));
    text.extend(rule.to.map(|day| format!(" to {day}")));
    text += &format!(": {what}");
    let mut narrowed: Vec<String> = Vec::new();
    narrowed.extend([&scope.lenders, &scope.purposes, &scope.borrowers].into_iter().flatten().flatten().cloned());
    narrowed.extend(scope.min_minor.map(|minor| format!("amount from {minor}")));
    narrowed.extend(scope.max_minor.map(|minor| format!("amount to {minor}")));
    narrowed.extend(scope.min_months.map(|months| format!("months from {months}")));
    narrowed.extend(scope.max_months.map(|months| format!("months to {months}")));
    narrowed.extend(scope.min_yearly_cost.map(|cost| format!("cost from {}", cost.0)));
    if narrowed.is_empty() { text } else { text + ", " + &narrowed.join(" ") }
}

fn bounds(least: Option<i64>, most: Option<i64>) -> String {
    let mut text = String::new();
    text.extend(least.map(|least| format!(" from {least}")));
    text.extend(most.map(|most| format!(" to {most}")));
    text
}

fn limit(limit: &Limit) -> String {
    match limit {
        Limit::Fixed { rate } => format!("{} ppm", rate.0),
        Limit::Multiple { of, times } => format!("{times} times {of}"),
        Limit::Sum { of, plus } => format!("{of} and {} ppm", plus.0),
        Limit::Slices { slices, least } => {
            let slice = |slice: &kaimen::market::Slice| {
                format!("{}:{}", slice.up_to.map(|end| end.to_string()).unwrap_or_default(), slice.rate.0)
            };
            let least = least.map(|least| format!(" least {}", least.0)).unwrap_or_default();
            format!("slices {}{least}", slices.iter().map(slice).collect::<Vec<_>>().join(" "))
        }
    }
}
