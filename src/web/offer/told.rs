//! From the answers to the quote that they say.

use super::OFFER;
use crate::application::{Answer, Answers};
use crate::date::Date;
use crate::flow::{Period, PeriodUnit};
use crate::json::{Problem, Read, Value, read_document};
use crate::loan::{Customs, DayCount, Dues, Term};
use crate::quote::{DatedAmount, Payback, Quote, QuoteFee, QuoteFeeTime, QuoteSchema};
use crate::rate::Ppm;
use crate::web::hand::Documents;

/// The quote that the answers say; where nothing else was said the money is paid out today.
pub fn quote(documents: &Documents, answers: &Answers) -> Quote {
    let told = Told(answers);
    let start =
        told.date("start").or_else(|| told.date("paid-out")).unwrap_or(documents.market.law_day(documents.today));
    let mut fees = Vec::new();
    for (name, when) in [
        ("fee-upfront", QuoteFeeTime::Upfront),
        ("fee-each", QuoteFeeTime::EachPayment),
        ("fee-end", QuoteFeeTime::End),
    ] {
        if let Some(minor) = told.number(name).filter(|minor| *minor > 0) {
            fees.push(QuoteFee { when, minor });
        }
    }
    Quote {
        schema: QuoteSchema::V1,
        market: documents.market.id.clone(),
        lender: told
            .choice("lender")
            .filter(|lender| documents.market.lender_classes.iter().any(|class| class == lender))
            .map(String::from),
        purpose: None,
        borrower: None,
        start,
        amount: told.number("amount"),
        received: told.number("received"),
        further: None,
        payback: told.payback(start),
        fees: told.get("fees").map(|_| fees),
    }
}

/// Which question a problem of the quote is about, and the message that says it.
pub fn refused(problem: &Problem) -> (String, String) {
    let (question, message) = match problem.path.strip_prefix("/payback/") {
        Some("first") => (String::from("first"), "error-offer-first"),
        Some(path) if path.starts_with("payments/") => {
            let index = path.split('/').nth(1).and_then(|index| index.parse::<u32>().ok()).unwrap_or(0);
            (["due-", &(index + 1).to_string()].concat(), "error-offer-due")
        }
        _ => (String::from("amount"), "error-offer-refused"),
    };
    ([OFFER, &question].concat(), message.into())
}

struct Told<'a>(&'a Answers);

impl Told<'_> {
    fn get(&self, name: &str) -> Option<&Answer> {
        self.0.get(&[OFFER, name].concat())
    }

    fn number(&self, name: &str) -> Option<i64> {
        self.0.number(&[OFFER, name].concat())
    }

    fn choice(&self, name: &str) -> Option<&str> {
        self.0.choice(&[OFFER, name].concat())
    }

    fn date(&self, name: &str) -> Option<Date> {
        match self.get(name)? {
            Answer::Date(date) => Some(*date),
            Answer::Number(_) | Answer::Choice(_) | Answer::YesNo(_) => None,
        }
    }

    fn count(&self, name: &str) -> u32 {
        self.number(name).and_then(|number| u32::try_from(number).ok()).unwrap_or(0)
    }

    fn word<T: Read>(&self, name: &str) -> Option<T> {
        read_document(&Value::Text(self.choice(name)?.into())).ok()
    }

    fn payback(&self, start: Date) -> Payback {
        match self.choice("way") {
            Some("rate") => Payback::Rate {
                rate: Ppm(self.number("rate").unwrap_or(0)),
                per: self.word("rate-per").unwrap_or(crate::quote::RatePer::Month),
                form: self.word("form"),
                count: self.count("months"),
                every: Period::MONTH,
            },
            Some("differing") => Payback::Dated { payments: self.differing(start) },
            Some("once") => Payback::Regular {
                count: 1,
                payment: self.number("total").unwrap_or(0),
                every: Period { count: self.count("days"), unit: PeriodUnit::Day },
                first: None,
            },
            _ => Payback::Regular {
                count: self.count("count"),
                payment: self.number("payment").unwrap_or(0),
                every: period(self.choice("every")),
                first: self.date("first"),
            },
        }
    }

    fn differing(&self, start: Date) -> Vec<DatedAmount> {
        let customs = Customs::plain(DayCount::Act365);
        let term = Term { periods: self.count("payments"), every: period(self.choice("rhythm")) };
        let dues = Dues::new(start, &term, &customs);
        let mut payments = Vec::new();
        for number in 0..term.periods {
            let of = |name: &str| [name, &(number + 1).to_string()].concat();
            let date = self.date(&of("due-")).unwrap_or_else(|| dues.nth(number));
            payments.push(DatedAmount { date, minor: self.number(&of("pay-")).unwrap_or(0) });
        }
        payments
    }
}

/// How often, by the option that was chosen.
fn period(option: Option<&str>) -> Period {
    match option {
        Some("half-month") => Period { count: 1, unit: PeriodUnit::HalfMonth },
        Some("two-weeks") => Period { count: 2, unit: PeriodUnit::Week },
        Some("week") => Period { count: 1, unit: PeriodUnit::Week },
        Some("day") => Period::DAY,
        _ => Period::MONTH,
    }
}
