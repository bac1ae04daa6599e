//! The answer as a table for people.

use crate::market::Market;
use crate::market::{Consequence, Effect};
use crate::quote::{Assumption, Certainty, ForSome, LawStanding, Quote, QuoteCheck, QuoteWarning};
use crate::rate::Apr;
use std::fmt::Write as _;

/// A yearly rate above what is kept.
const TOO_GREAT: &str = "more than 900,000 %";

/// The answer in words and columns.
pub(super) fn table(market: &Market, quote: &Quote, check: &QuoteCheck) -> String {
    let money = |minor: i64| money(minor, market.currency.minor_units);
    let mut lines = vec![
        ("amount of the contract".to_owned(), money(check.amount)),
        ("received".to_owned(), money(check.received)),
    ];
    let mut line = |name: &str, value: String| lines.push((name.to_owned(), value));
    if check.kept_back > 0 {
        line("kept back", format!("{} ({})", money(check.kept_back), percent(check.kept_back_share.0 * 1_000_000)));
    }
    if check.upfront > 0 {
        line("paid before it arrives", money(check.upfront));
    }
    line("paid in all", money(check.total));
    line("cost", money(check.cost));
    let share = check.cost_share.map(|share| format!("{:.2}", share as f64 / 1e4));
    line("cost of each 100 received", share.unwrap_or_else(|| "too great to show".into()));
    rates(check, &mut line);
    if let Some(deduction) = &check.deduction {
        let counts = format!("{} and {} interest", money(deduction.principal), money(deduction.interest));
        line("what counts by law", format!("{counts} ({}, {})", deduction.id, deduction.cite.join(", ")));
        line("asked for beyond that", money(deduction.beyond));
    }
    line("the law's limits", check.law.word().to_owned());
    for cap in &check.caps {
        line("", said(market, &cap.rule).to_owned());
        let limit = cap.limit.map_or("on an outdated reference rate".into(), |limit| percent(limit.e12()));
        let is_target = cap.effect == Effect::Inform && cap.consequence == Some(Consequence::Target);
        let kind = if is_target { "target (no limit)" } else { "limit" };
        let value = cap.value.map_or(String::new(), |value| format!("this loan {}, ", percent(value.e12())));
        let status = cap.status.word();
        line("", format!("  {value}{kind} {limit}: {status} ({}, {})", cap.rule, cap.cite.join(", ")));
        for some in check.for_some.iter().filter(|some| some.rule == cap.rule) {
            line("", format!("  {}", for_whom(some)));
        }
        for known in check.last_known.iter().filter(|known| known.rule == cap.rule) {
            let stands =
                known.over.map_or("", |over| if over { ", and the loan above it" } else { ", and the loan within it" });
            line("", format!("  by the rate of {} the {kind} was {}{stands}", known.as_of, percent(known.limit.e12())));
        }
    }
    let width = lines.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let mut text = first(check);
    for (name, value) in &lines {
        // OK because writing to a String can't fail.
        writeln!(text, "{name:<width$}  {value}").ok();
    }
    parts(check, &money, &mut text);
    what_to_do(market, check, &mut text);
    codes(check, &mut text);
    writeln!(text, "law of {} on {}", market.id, quote.start).ok();
    text
}

/// The rates, and how sure they are.
fn rates(check: &QuoteCheck, line: &mut dyn FnMut(&str, String)) {
    let sure = |rate: Apr| match check.certainty {
        Certainty::Exact => percent(rate.e12()),
        Certainty::AtLeast => format!("at least {}", percent(rate.e12())),
        Certainty::About => format!("about {}", percent(rate.e12())),
    };
    match &check.rates {
        Some(rates) => {
            let kept = |rate: Option<Apr>| rate.map_or(TOO_GREAT.into(), sure);
            line("a year, effective", kept(rates.yearly.effective));
            line("a year, nominal", sure(rates.yearly.nominal));
            line("a month", kept(rates.month));
            line("a day", sure(rates.day));
        }
        None if check.warnings.contains(&QuoteWarning::RateTooGreat) => line("a year", TOO_GREAT.into()),
        None => line("a year", "no rate fits".into()),
    }
    if let Some(flat) = &check.flat {
        let [year, month, day] = [flat.year, flat.month, flat.day].map(|rate| percent(rate.e12()));
        line("the same as a flat rate", format!("{year} a year, {month} a month, {day} a day, of what is received"));
    }
}

/// What has to be read before any number.
fn first(check: &QuoteCheck) -> String {
    let mut text = String::new();
    for warning in &check.warnings {
        text += match warning {
            QuoteWarning::WantedUpfront => {
                "WARNING: money is wanted before the loan is paid out: that is the mark of a fraud. Pay nothing.\n"
            }
            QuoteWarning::PaidBackLess => {
                "WARNING: less is paid back than is received: a payment or a fee may be missing.\n"
            }
            QuoteWarning::NoRate
            | QuoteWarning::RateTooGreat
            | QuoteWarning::SeveralRates
            | QuoteWarning::KeptBack
            | QuoteWarning::LenderUnknown
            | QuoteWarning::MarketIsDraft => "",
        };
    }
    for assumed in &check.assumed {
        text += match assumed {
            Assumption::ReceivedInFull => "it may cost more: what really arrives was not said (--received)\n",
            Assumption::NoFees => "it may cost more: fees besides were not said (--fee, or --fee none)\n",
            Assumption::FlatRate => {
                "it may cost less: how the rate is meant was not said (--form), flat is the dearest\n"
            }
            Assumption::AmountIsReceived
            | Assumption::FirstAfterOnePeriod
            | Assumption::MonthlyPeriods
            | Assumption::CountedInDays
            | Assumption::ContractRateFromPayments => "",
        };
    }
    if text.is_empty() { text } else { text + "\n" }
}

/// For whom a cap is.
fn for_whom(some: &ForSome) -> String {
    let mut parts = Vec::new();
    for (name, words) in
        [("the lender is", &some.lenders), ("it is for", &some.purposes), ("the borrower is", &some.borrowers)]
    {
        if let Some(words) = words {
            parts.push(format!("{name} {}", words.join(" or ")));
        }
    }
    format!("only if {}", parts.join(", and "))
}

/// The market's words for a rule, in English; its id where it has none.
fn said<'a>(market: &'a Market, id: &'a str) -> &'a str {
    market.texts.get("en").and_then(|texts| texts.get(id)).map_or(id, String::as_str)
}

/// What anyone can do with an offer, and what the market wants told of rights.
fn what_to_do(market: &Market, check: &QuoteCheck, text: &mut String) {
    let mut steps = Vec::new();
    let is_within = matches!(
        check.law,
        LawStanding::NoLimit
            | LawStanding::Within
            | LawStanding::WithinTested
            | LawStanding::Untested
            | LawStanding::OverOwnLimit
    );
    if !is_within {
        steps.push("Don't sign under pressure. What is charged above a legal limit may not be owed: get advice first.");
    }
    if check.upfront > 0 {
        steps.push("Pay nothing before the loan is paid out: being asked to is the mark of a fraud.");
    }
    if check.kept_back > 0 {
        steps.push("Keep a record of what really arrived: it may be all that the law counts as lent.");
    }
    steps.push("Ask for the yearly rate with all costs in, in writing, before you sign, and compare by that.");
    steps.push("Keep the contract, the messages and a record of each payment.");
    steps.extend(check.rights.iter().map(|right| said(market, &right.id)));
    text.push_str("what you can do:\n");
    for step in steps {
        writeln!(text, "  - {step}").ok();
    }
    text.push('\n');
}

/// Where each payment goes.
fn parts(check: &QuoteCheck, money: &dyn Fn(i64) -> String, text: &mut String) {
    writeln!(
        text,
        "\n{:>4}  {:<10}{:>15}{:>15}{:>13}{:>13}{:>15}",
        "no.", "due", "payment", "principal", "interest", "fees", "still owed"
    )
    .ok();
    for (number, row) in (1..).zip(check.parts.rows()) {
        let [payment, principal, interest, fees, balance] =
            [row.total(), row.principal, row.interest, row.fees, row.balance].map(money);
        writeln!(
            text,
            "{number:>4}  {:<10}{payment:>15}{principal:>15}{interest:>13}{fees:>13}{balance:>15}",
            row.due.to_string()
        )
        .ok();
    }
    text.push('\n');
}

fn codes(check: &QuoteCheck, text: &mut String) {
    let warnings: Vec<&str> = check.warnings.iter().map(|warning| warning.word()).collect();
    let assumed: Vec<&str> = check.assumed.iter().map(|assumed| assumed.word()).collect();
    for (name, words) in [("warnings", warnings), ("assumed", assumed)] {
        if !words.is_empty() {
            writeln!(text, "{name}: {}", words.join(", ")).ok();
        }
    }
}

/// An amount with its decimals: 10788.00.
fn money(minor: i64, digits: u32) -> String {
    let unit = 10_u64.pow(digits.min(9));
    let (sign, size) = (if minor < 0 { "-" } else { "" }, minor.unsigned_abs());
    let digits = usize::try_from(digits.min(9)).unwrap_or(0);
    match digits {
        0 => format!("{sign}{size}"),
        _ => format!("{sign}{}.{:0digits$}", size / unit, size % unit),
    }
}

/// A rate in units of 1e-12 as per cent: two decimals, more where it is below a tenth.
fn percent(e12: i64) -> String {
    let rate = e12 as f64 / 1e10;
    if rate.abs() < 1.0 { format!("{rate:.4} %") } else { format!("{rate:.2} %") }
}
