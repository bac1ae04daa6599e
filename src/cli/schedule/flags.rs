//! Terms from the command line, or from a list of draws and repayments.

use super::Args;
use super::document::{Early, LoanPlan, LoanTerms, TermsSchema};
use crate::cli::apr::flags::amount;
pub(super) use crate::cli::apr::flags::{percent, period, word};
use crate::cli::today;
use crate::date::Date;
use crate::json::{Path, Problem, Problems, Value, read_document};
use crate::loan::{DayCount, Fee, FeeBase, FeeKind, FeeTime, Repayment, Term};
use crate::market::{CurrencyUnit, Market};
use crate::rate::Ppm;
use crate::schedule::Event;

/// The currency that is said; the market's where it is not.
pub(super) fn currency(args: &Args, market: Option<&Market>) -> CurrencyUnit {
    let known = market.map(|market| &market.currency);
    CurrencyUnit {
        code: args.currency.clone().or(known.map(|known| known.code.clone())).unwrap_or_else(|| "CNY".into()),
        minor_units: args.decimals.or(known.map(|known| known.minor_units)).unwrap_or(2),
        step: args.step.or(known.map(|known| known.step)).unwrap_or(1),
    }
}

/// The terms that the flags say.
pub(super) fn terms(args: &Args, currency: &CurrencyUnit) -> Result<LoanTerms, Vec<Problem>> {
    let mut problems = Problems::default();
    let digits = currency.minor_units;
    let principal = money(digits, args.amount.as_deref().unwrap_or_default(), "amount", &mut problems);
    let repayment = match &args.payment {
        Some(text) => Repayment::Given { instalment: money(digits, text, "payment", &mut problems) },
        None => form(&args.form, &mut problems),
    };
    let fees = fees(args, digits, &mut problems);
    let part = args.part.as_deref().map(|text| money(digits, text, "part", &mut problems));
    let term = Term { periods: args.count.unwrap_or(0), every: args.every };
    let terms = LoanTerms {
        plan: LoanPlan::Instalments {
            amount: principal,
            repayment,
            term,
            start: args.start.unwrap_or_else(today),
            first: args.first,
            last: None,
            month_end: None,
            roll: None,
            holidays: None,
            early: args.early.map(|date| Early { date, part, keep: None, rule: None }),
            late: None,
        },
        ..common(args, currency, fees, DayCount::EqualPeriods)
    };
    if problems.is_empty() { Ok(terms) } else { Err(problems.into_vec()) }
}

/// The account of a list of draws and repayments with the columns `date`, `received` and `paid`.
pub(super) fn of_csv(bytes: &[u8], args: &Args, currency: &CurrencyUnit) -> Result<LoanTerms, Vec<Problem>> {
    let mut problems = Problems::default();
    let fees = fees(args, currency.minor_units, &mut problems);
    if args.rate.is_none() {
        problems.add("missing-key", &Path::Root.key("rate"), "a rate is needed: --rate 18.25%");
    }
    let events = events(bytes, currency.minor_units, &mut problems);
    if !problems.is_empty() {
        return Err(problems.into_vec());
    }
    Ok(LoanTerms { plan: LoanPlan::Account { events }, ..common(args, currency, fees, DayCount::Act365) })
}

fn common(args: &Args, currency: &CurrencyUnit, fees: Vec<Fee>, count: DayCount) -> LoanTerms {
    LoanTerms {
        schema: TermsSchema::V1,
        currency: currency.clone(),
        rate: args.rate.unwrap_or(Ppm(0)),
        count: args.day_count.unwrap_or(count),
        fees: Some(fees),
        plan: LoanPlan::Account { events: Vec::new() },
    }
}

fn events(bytes: &[u8], digits: u32, problems: &mut Problems) -> Vec<Event> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let headings = reader.headers().cloned().unwrap_or_default();
    let find = |name: &str| headings.iter().position(|heading| heading.eq_ignore_ascii_case(name));
    let (Some(date), Some(received), Some(paid)) = (find("date"), find("received"), find("paid")) else {
        problems.add("not-csv", &Path::Root, "the columns date, received and paid are needed");
        return Vec::new();
    };
    let mut events = Vec::new();
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                let message = format!("line {line}: a row has as many cells as there are columns");
                problems.add("not-csv", &Path::Root.key("csv").item(at(line)), &message);
                continue;
            }
        };
        let line = row.position().map_or(0, csv::Position::line);
        let csv = Path::Root.key("csv");
        let path = &csv.item(at(line));
        let cell = |column: usize| row.get(column).unwrap_or_default();
        let day = Date::parse(cell(date));
        let message = format!("line {line}, column date: a date is needed, YYYY-MM-DD, from 1900 to 2199");
        problems.check(day.is_some(), "not-a-date", &path.key("date"), &message);
        let date = day.unwrap_or(Date::EPOCH);
        for (name, text) in [("received", cell(received)), ("paid", cell(paid))] {
            let minor = if text.is_empty() { Some(0) } else { amount(text, digits) };
            let message = format!("line {line}, column {name}: an amount is needed, such as 899.33 or 1,000.00");
            problems.check(minor.is_some(), "not-an-amount", &path.key(name), &message);
            match minor {
                Some(minor) if minor > 0 && name == "received" => events.push(Event::Draw { date, minor }),
                Some(minor) if minor > 0 => events.push(Event::Repayment { date, minor }),
                _ => {}
            }
        }
    }
    events
}

fn at(line: u64) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

fn money(digits: u32, text: &str, flag: &str, problems: &mut Problems) -> i64 {
    let minor = amount(text, digits);
    let message = "an amount is needed, such as 10000 or 9,500.50, with no more decimals than the currency has";
    problems.check(minor.is_some(), "not-an-amount", &Path::Root.key(flag), message);
    minor.unwrap_or(0)
}

fn form(kind: &str, problems: &mut Problems) -> Repayment {
    let document = Value::Map(vec![("kind".into(), Value::Text(kind.into()))]);
    read_document(&document).unwrap_or_else(|_| {
        let message =
            "level, equal-principal, interest-first, bullet, day-interest or flat is needed; others in a document";
        problems.add("unknown-kind", &Path::Root.key("form"), message);
        Repayment::Level {}
    })
}

fn fees(args: &Args, digits: u32, problems: &mut Problems) -> Vec<Fee> {
    let mut fees = Vec::new();
    for (index, text) in args.fee.iter().enumerate() {
        match fee(text, digits) {
            Some(fee) => fees.push(fee),
            None => {
                let message = "when and how much is needed, such as upfront:50, deducted:1% or each-instalment:3";
                problems.add("not-a-fee", &Path::Root.key("fee").item(index), message);
            }
        }
    }
    fees
}

fn fee(text: &str, decimals: u32) -> Option<Fee> {
    let (when, amount) = text.split_once(':')?;
    let (share, fixed) = match amount.strip_suffix('%') {
        Some(share) => (percent(share).ok()?, 0),
        None => (Ppm(0), self::amount(amount, decimals)?),
    };
    Some(Fee {
        id: when.into(),
        kind: FeeKind::Service,
        when: word::<FeeTime>(when).ok()?,
        of: FeeBase::Principal,
        share,
        fixed,
        min: None,
        max: None,
        tax: None,
    })
}
