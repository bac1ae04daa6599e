//! A lender in any market: the shipped pack in another country, with one product at one price, that takes everyone.

use kaimen::application::Application;
use kaimen::date::Date;
use kaimen::decision::{Decision, decide};
use kaimen::form::read_application;
use kaimen::json::{Hashed, Problem, Value, parse};
use kaimen::market::{Market, read_market};
use kaimen::pack::{Pack, read_pack};

use crate::support::{application_json, at, has_record, json, pack_json, text, with};

/// What is lent, by whom, to whom.
#[derive(Clone, Copy, Debug)]
pub struct Loan {
    pub lender: &'static str,
    pub purpose: &'static str,
    /// Whether the borrower is of the class that the market tells apart.
    pub classed: bool,
    /// What is wanted.
    pub amount: i64,
    /// The least that the product lends.
    pub least: i64,
    pub months: u32,
    /// How it is repaid, as the document says it.
    pub form: &'static str,
    /// Parts per million a year.
    pub rate: i64,
    /// What being late costs, as the document says it.
    pub late: &'static str,
    pub income: i64,
    pub birth: &'static str,
}

impl Loan {
    /// A loan of this amount and term from a lender of this class.
    pub const fn new(lender: &'static str, purpose: &'static str, amount: i64, months: u32) -> Loan {
        let (classed, form, birth) = (false, r#"{"kind":"level"}"#, "1990-05-06");
        Loan {
            lender,
            purpose,
            classed,
            amount,
            least: amount,
            months,
            form,
            rate: 0,
            late: "null",
            income: amount * 100,
            birth,
        }
    }

    /// Principal and interest in one payment at the end.
    pub const fn at_the_end(self) -> Loan {
        Loan { form: r#"{"kind":"bullet"}"#, ..self }
    }

    /// To someone of the class that the market tells apart.
    pub const fn classed(self) -> Loan {
        Loan { classed: true, ..self }
    }
}

pub fn market_json(market: &str) -> Value {
    json(&format!("www/markets/{market}.json"))
}

pub fn read(market: &Value) -> Hashed<Market> {
    read_market(market).unwrap()
}

/// The market with no cap but this one, and with reference rates of 4 % that were published on `day`.
pub fn alone(market: &str, cap: &str, day: &str) -> Hashed<Market> {
    read(&alone_json(market, cap, day))
}

pub fn alone_json(market: &str, cap: &str, day: &str) -> Value {
    let mut document = market_json(market);
    let caps = document.get("rateCaps").unwrap().items().to_vec();
    let is_it = |value: &Value| value.get("rule").unwrap().get("id").unwrap().as_text() == Some(cap);
    let kept: Vec<Value> = caps.into_iter().filter(is_it).collect();
    assert_eq!(kept.len(), 1, "{market}: {cap}");
    document = at(document, "/rateCaps", Value::List(kept));
    document = of_any_day(document);
    for index in 0..document.get("referenceRates").unwrap().items().len() {
        document = at(document, &format!("/referenceRates/{index}/ratePpm"), Value::Int(40_000));
        document = at(document, &format!("/referenceRates/{index}/asOf"), text(day));
    }
    document
}

/// The market as if its facts had been collected long ago, so that the days before its rules can be looked at.
pub fn of_any_day(market: Value) -> Value {
    at(market, "/asOf", text("1900-01-01"))
}

fn value(text: &str) -> Value {
    parse(text).unwrap()
}

/// The pack of such a lender.
pub fn pack(market: &Market, loan: &Loan) -> Result<Hashed<Pack>, Vec<Problem>> {
    read_pack(&pack_document(market, loan), market)
}

pub fn pack_document(market: &Market, loan: &Loan) -> Value {
    let mut pack = pack_json();
    let words = |words: &[String]| Value::List(words.iter().map(|word| text(word)).collect());
    let product = format!(
        r#"[{{"id":"steady","repayment":{},"every":{{"count":1,"unit":"month"}},"dayCount":"equal-periods","minMinor":{},
        "maxMinor":9000000000000,"stepMinor":1,"terms":[{}],"tiers":["a"],"price":{{"basePpm":{},"lgdPpm":0,"minPpm":0,
        "maxPpm":1000000000,"stepPpm":1}},"fees":[{{"id":"account","kind":"guarantee","of":"principal",
        "when":"each-instalment","sharePpm":1000,"fixedMinor":0}}],"late":{}}}]"#,
        loan.form, loan.least, loan.months, loan.rate, loan.late
    );
    let capacity = r#"{"income":{"kind":"answer","of":"income"},"expenses":{"kind":"answer","of":"expenses"},
        "repayments":{"kind":"answer","of":"repayments"},"maxDtiPpm":1000000,"maxDisposablePpm":1000000,
        "maxExposureMinor":9000000000000}"#;
    let classes = market.borrower_classes.iter().map(|class| (class.clone(), text("student"))).collect();
    for (pointer, value) in [
        ("/market", text(&market.id)),
        ("/lender/class", text(loan.lender)),
        ("/from", text("1990-01-01")),
        ("/eligibility/borrowers", Value::Map(classes)),
        ("/policy", Value::List(Vec::new())),
        ("/tiers", value(r#"[{"id":"a","maxPdPpm":1000000,"outcome":"likely"}]"#)),
        ("/products", value(&product)),
        ("/capacity", value(capacity)),
    ] {
        pack = at(pack, pointer, value);
    }
    for (index, question) in pack_json().get("questions").unwrap().items().iter().enumerate() {
        let place = |key: &str| format!("/questions/{index}/{key}");
        let kind = question.get("answer").unwrap().get("kind").unwrap().as_text().unwrap();
        if kind == "money" {
            pack =
                at(pack, &place("answer/minMinor"), Value::Int(i64::from(question.get("id") == Some(&text("amount")))));
            pack = at(pack, &place("answer/maxMinor"), Value::Int(900_000_000_000_000));
        }
        if question.get("id") == Some(&text("purpose")) {
            pack = at(pack, &place("answer/options"), words(&market.purposes));
            pack = at(pack, &place("distribution"), Value::Null);
            for purpose in &market.purposes {
                let id = format!("question-purpose-option-{purpose}");
                pack = ["zh-Hans", "en"]
                    .iter()
                    .fold(pack, |pack, locale| at(pack, &format!("/texts/{locale}/{id}"), text(purpose)));
            }
        }
    }
    pack
}

pub fn application(market: &Market, pack: &Pack, loan: &Loan, today: Date) -> Application {
    let answers = with(
        has_record(),
        &[
            ("amount", Value::Int(loan.amount)),
            ("term", Value::Int(loan.months.into())),
            ("purpose", text(loan.purpose)),
            ("student", Value::Bool(loan.classed)),
            ("income", Value::Int(loan.income)),
            ("birth-date", text(loan.birth)),
            ("expenses", Value::Int(0)),
            ("repayments", Value::Int(0)),
        ],
    );
    read_application(&application_json(&answers), market, pack, today).unwrap()
}

/// The decision of such a lender.
pub fn decided(market: &Hashed<Market>, loan: &Loan, today: Date) -> Decision {
    let pack = pack(market, loan).unwrap_or_else(|problems| panic!("{loan:?} {problems:?}"));
    decide(market, &pack, &application(market, &pack, loan, today), today)
}
