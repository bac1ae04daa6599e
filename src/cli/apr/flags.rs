//! A quote from the command line, or from a list of flows.

use super::{Args, Quote, QuoteFee, QuoteFeeTime};
use crate::cli::today;
use crate::date::Date;
use crate::flow::{Period, PeriodUnit};
use crate::json::{Path, Problem, Read, Value, read_document};
use crate::market::Market;
use crate::quote::{DatedAmount, Payback, QuoteSchema};
use crate::rate::Ppm;

/// The quote that the flags say.
pub(super) fn quote(args: &Args, market: &Market) -> Result<Quote, Problem> {
    let amount = |text: &Option<String>, flag| text.as_deref().map(|text| minor(text, market, flag)).transpose();
    let mut fees = Vec::new();
    for fee in args.fee.iter().filter(|fee| *fee != "none") {
        let (when, text) = fee.split_once(':').unwrap_or((fee, ""));
        let when = word::<QuoteFeeTime>(when).map_err(|message| problem("fee", &message))?;
        fees.push(QuoteFee { when, minor: minor(text, market, "fee")? });
    }
    Ok(Quote {
        schema: QuoteSchema::V1,
        market: market.id.clone(),
        lender: args.lender.clone(),
        purpose: args.purpose.clone(),
        borrower: borrower(args),
        start: args.start.unwrap_or_else(|| market.law_day(today())),
        amount: amount(&args.amount, "amount")?,
        received: amount(&args.received, "received")?,
        further: None,
        payback: payback(args, market)?,
        fees: (!args.fee.is_empty()).then_some(fees),
    })
}

/// The classes of borrower; `none` for none of them.
fn borrower(args: &Args) -> Option<Vec<String>> {
    let known = args.borrower.iter().filter(|class| *class != "none").cloned().collect();
    (!args.borrower.is_empty()).then_some(known)
}

fn payback(args: &Args, market: &Market) -> Result<Payback, Problem> {
    if let (Some(rate), Some(count)) = (args.rate, args.count) {
        return Ok(Payback::Rate { rate, per: args.per, form: args.form, count, every: args.every });
    }
    if let [one] = args.pay.as_slice()
        && let Some((count, text)) = one.split_once(['x', '×'])
    {
        let count =
            count.trim().parse().map_err(|_| problem("pay", "a number of payments is needed, as in 12x899.33"))?;
        let payment = minor(text, market, "pay")?;
        return Ok(Payback::Regular { count, payment, every: args.every, first: args.first });
    }
    let mut payments = Vec::new();
    for one in &args.pay {
        let (date, text) = one.split_once(':').unwrap_or((one, ""));
        let date = Date::parse(date).ok_or_else(|| problem("pay", "12x899.33 or 2027-01-05:899.33 is needed"))?;
        payments.push(DatedAmount { date, minor: minor(text, market, "pay")? });
    }
    if payments.is_empty() {
        return Err(problem("pay", "say the payments, or a rate with --rate and --count, or name a file"));
    }
    Ok(Payback::Dated { payments })
}

/// The quote of a list of flows with the columns `date`, `received` and `paid`.
pub(super) fn of_csv(bytes: &[u8], args: &Args, market: &Market) -> Result<Quote, Problem> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let wrong = |message: &str| problem("csv", message);
    let headings = reader.headers().map_err(|error| wrong(&error.to_string()))?.clone();
    let column = |name: &str| {
        headings
            .iter()
            .position(|heading| heading.eq_ignore_ascii_case(name))
            .ok_or_else(|| wrong("the columns date, received and paid are needed"))
    };
    let (date, received, paid) = (column("date")?, column("received")?, column("paid")?);
    let (mut advances, mut payments) = (Vec::new(), Vec::new());
    for row in reader.records() {
        let row = row.map_err(|error| wrong(&error.to_string()))?;
        let line = row.position().map_or(0, csv::Position::line);
        let at_column = |mut problem: Problem, name: &str| {
            problem.path = format!("/csv/{line}/{name}");
            problem.message = format!("line {line}, column {name}: {}", problem.message);
            problem
        };
        let cell = |at: usize| row.get(at).unwrap_or_default();
        let day = Date::parse(cell(date)).ok_or_else(|| at_column(wrong("a date is needed, YYYY-MM-DD"), "date"))?;
        let columns = [("received", cell(received), &mut advances), ("paid", cell(paid), &mut payments)];
        for (name, text, list) in columns {
            let amount =
                if text.is_empty() { 0 } else { minor(text, market, "csv").map_err(|one| at_column(one, name))? };
            if amount != 0 {
                list.push(DatedAmount { date: day, minor: amount });
            }
        }
    }
    advances.sort_by_key(|advance| advance.date);
    payments.sort_by_key(|payment| payment.date);
    let mut advances = advances.into_iter();
    let first = advances.next().ok_or_else(|| wrong("a row in which something is received is needed"))?;
    let further: Vec<DatedAmount> = advances.collect();
    Ok(Quote {
        schema: QuoteSchema::V1,
        market: market.id.clone(),
        lender: args.lender.clone(),
        purpose: args.purpose.clone(),
        borrower: borrower(args),
        start: first.date,
        amount: None,
        received: Some(first.minor),
        further: (!further.is_empty()).then_some(further),
        payback: Payback::Dated { payments },
        // The list is all that is received and paid.
        fees: Some(Vec::new()),
    })
}

/// Minor units of an amount as it is written: `899`, `899.33`, `1,000.00`.
fn minor(text: &str, market: &Market, flag: &str) -> Result<i64, Problem> {
    let digits = market.currency.minor_units;
    amount(text, digits).ok_or_else(|| {
        let message = format!("an amount is needed, such as 899 or 1,899.33, with at most {digits} decimals");
        problem(flag, &message)
    })
}

/// The same; commas stand between groups of three digits or nowhere: `1,00` may be one or a hundred and is no amount.
pub(in crate::cli) fn amount(text: &str, digits: u32) -> Option<i64> {
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let (mut joined, mut is_grouped) = (first.to_owned(), true);
    for (number, group) in (1..).zip(groups) {
        is_grouped &= group.len() == 3 && (number > 1 || (1..=3).contains(&first.len()));
        joined += group;
    }
    if is_grouped { decimal(&[&joined, ".", fraction].concat(), digits) } else { None }
}

/// A decimal number as whole units of `digits` decimals.
pub(in crate::cli) fn decimal(text: &str, digits: u32) -> Option<i64> {
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = usize::try_from(digits).ok()?;
    let all =
        whole.len() + fraction.len() > 0 && (whole.to_owned() + fraction).bytes().all(|byte| byte.is_ascii_digit());
    if !all || fraction.len() > digits {
        return None;
    }
    format!("{whole}{fraction:0<digits$}").parse().ok()
}

/// A rate in per cent: `0.6` or `0.6%`.
pub(in crate::cli) fn percent(text: &str) -> Result<Ppm, String> {
    let number = text.trim().trim_end_matches('%').trim_end();
    let ppm = decimal(number, 4).filter(|ppm| *ppm <= 1_000_000_000);
    ppm.map(Ppm).ok_or_else(|| "a rate in per cent is needed, such as 0.6%, with at most four decimals".into())
}

/// How often: `month`, `fortnight`, `2-weeks`, `7-days`.
pub(in crate::cli) fn period(text: &str) -> Result<Period, String> {
    if text == "fortnight" {
        return Ok(Period { count: 2, unit: PeriodUnit::Week });
    }
    let (count, unit) = text.split_once('-').filter(|(count, _)| count.parse::<u32>().is_ok()).unwrap_or(("1", text));
    let unit = word::<PeriodUnit>(unit.strip_suffix('s').unwrap_or(unit));
    let unit = unit.map_err(|message| message + "; or several of them: 2-weeks, 7-days, 3-months")?;
    Ok(Period { count: count.parse().unwrap_or(1), unit })
}

/// One of the words of a document.
pub(in crate::cli) fn word<T: Read>(text: &str) -> Result<T, String> {
    read_document(&Value::Text(text.into()))
        .map_err(|problems| problems.into_iter().map(|problem| problem.message).collect::<String>())
}

fn problem(flag: &str, message: &str) -> Problem {
    Problem { code: "not-a-quote", path: Path::Root.key(flag).pointer(), message: message.into() }
}
