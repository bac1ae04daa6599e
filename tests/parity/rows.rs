//! From real rows to applications, by the table in README.md.

use kaimen::date::Date;
use kaimen::fit::Rows;
use kaimen::json::Value;
use std::path::Path;

/// An application, the row it was made from, and the day on which it is decided.
pub struct Case {
    pub from: String,
    pub today: &'static str,
    pub application: Value,
}

type Answers = Vec<(&'static str, Option<Value>)>;

/// Every application, Taiwan's first.
pub fn cases() -> Vec<Case> {
    cases_of(Path::new(env!("CARGO_MANIFEST_DIR")), 190, 28)
}

/// The same of other rows: one of so many of Taiwan's, one of so many of Spain's, in the project's folder.
pub fn cases_of(project: &Path, taiwan: usize, spain: usize) -> Vec<Case> {
    let taiwan = row_numbers(project, "data/taiwan_default.csv.gz", taiwan);
    let spain = row_numbers(project, "data/spain_consumer_credit.csv", spain);
    let rows = taiwan.into_iter().chain(spain).enumerate();
    rows.map(|(n, (file, row))| case(n as i64, &file, &row)).collect()
}

/// A row: its cells by column.
struct Row(Vec<(String, String)>);

impl Row {
    fn text(&self, column: &str) -> &str {
        &self.0.iter().find(|(name, _)| name == column).unwrap().1
    }

    /// The whole number in a cell; 0 where it is empty.
    fn number(&self, column: &str) -> i64 {
        let text = self.text(column);
        if text.is_empty() { 0 } else { text.parse::<f64>().unwrap() as i64 }
    }
}

fn row_numbers(project: &Path, file: &str, step: usize) -> Vec<(String, Row)> {
    let rows = Rows::read(&std::fs::read(project.join(file)).unwrap()).unwrap();
    let columns: Vec<(&String, Vec<&str>)> =
        rows.columns().iter().map(|name| (name, rows.column(name).unwrap().collect())).collect();
    let cells = |row: usize| columns.iter().map(|(name, cells)| ((*name).clone(), cells[row].to_owned())).collect();
    (0..rows.len()).step_by(step).map(|row| (file.to_owned(), Row(cells(row)))).collect()
}

fn case(n: i64, file: &str, row: &Row) -> Case {
    let today = match n % 10 {
        4 => "2027-01-31",
        6 => "2028-02-29",
        8 if n % 3 == 0 => "2031-01-05",
        _ => "2026-11-23",
    };
    let mut answers = if file.contains("taiwan") { taiwan(n, row) } else { spain(n, row) };
    answers.extend(round(n, row));
    let from = format!("{file}, row_id {}", row.text("row_id"));
    Case { from, today, application: application(n, answers) }
}

fn taiwan(n: i64, row: &Row) -> Answers {
    let money = |column: &str| row.number(column) * 25;
    let months = |stem: &str| (1..=6).map(|month| row.number(&format!("{stem}{month}"))).collect::<Vec<_>>();
    let delays = months("PAY_");
    let late = delays.iter().filter(|delay| **delay >= 1).count() as i64;
    let income = money("LIMIT_BAL") / 8 * (6 + n % 7) / 8;
    let mut answers = vec![
        ("amount", int((money("LIMIT_BAL") * (1 + n % 5) / 10).clamp(500_00, 100_000_00))),
        ("term", int([3, 6, 7, 9, 12, 18, 24][n as usize % 7])),
        ("income", int(income)),
        ("expenses", int(income * (2 + n % 5) / 10)),
        ("repayments", int(repayments(n, income, income * (n % 5) / 10))),
        ("has-record", yes(true)),
        ("limit", int(money("LIMIT_BAL"))),
        ("bill-latest", int(money("BILL_AMT2").max(0))),
        ("months-paid", int(months("PAY_AMT").iter().filter(|paid| **paid >= 1).count() as i64)),
        ("months-late", int(late)),
    ];
    if late > 0 {
        answers.push(("worst-delay", int(delays.iter().copied().max().unwrap_or(0))));
        answers.push(("latest-delay", int(row.number("PAY_1").max(0))));
    }
    answers
}

fn spain(n: i64, row: &Row) -> Answers {
    let money = |column: &str| row.number(column) * 20_00;
    let is_new = n % 5 == 4;
    let job = match row.text("Job") {
        _ if is_new => "freelance",
        "fixed" => "fixed",
        "partime" => "part-time",
        "freelance" => "freelance",
        _ => "other",
    };
    let home = match row.text("Home") {
        known @ ("owner" | "rent" | "parents") => known,
        _ => "other",
    };
    let mut answers = vec![
        ("amount", int(money("Amount").clamp(500_00, 100_000_00))),
        ("term", int(row.number("Time").min(24))),
        ("income", int(money("Income"))),
        ("expenses", int(money("Expenses"))),
        ("repayments", int(repayments(n, money("Income"), money("Debt") / 36))),
        ("has-record", yes(false)),
        ("job", text(job)),
        ("years-in-job", int(if is_new || n % 20 == 7 { 0 } else { row.number("Seniority") })),
        ("home", text(home)),
        ("assets", int(money("Assets"))),
        ("debt", int(money("Debt"))),
    ];
    if purpose(n) == "consumption" {
        answers.push(("price", if n % 3 == 0 { Some(Value::Null) } else { int(money("Price")) }));
    }
    answers
}

/// What the data lack, going round.
fn round(n: i64, row: &Row) -> Answers {
    let age =
        row.0.iter().find(|(name, _)| name.eq_ignore_ascii_case("age")).map(|(_, age)| age.parse::<i64>().unwrap());
    let born = if n % 20 == 7 { 2009 } else { 2026 - age.unwrap() };
    assert!(Date::parse(&format!("{born}-06-15")).is_some());
    vec![
        ("purpose", text(purpose(n))),
        ("birth-date", text(&format!("{born}-06-15"))),
        ("student", yes(n % 20 == 3)),
        ("zhima-score", score(n, 350, 601)),
        ("wechat-pay-score", score(n / 4, 300, 551)),
    ]
}

fn purpose(n: i64) -> &'static str {
    match n % 20 {
        11 => "securities",
        5 | 15 => "production-business",
        13 => "repay-other-loans",
        _ => "consumption",
    }
}

fn repayments(n: i64, income: i64, own: i64) -> i64 {
    if n % 20 == 17 { income * 6 / 10 } else { own }
}

/// Unknown, absent, or somewhere among `count` points from `least`.
fn score(n: i64, least: i64, count: i64) -> Option<Value> {
    match n % 4 {
        0 => Some(Value::Null),
        1 => None,
        _ => int(least + n * 37 % count),
    }
}

/// An answer without a value where there is none.
fn application(n: i64, answers: Answers) -> Value {
    let provenance = |at: usize| match (n as usize + at) % 9 {
        4 => "from-statement",
        8 => "attested",
        _ => "said",
    };
    let answer = |(at, (id, value)): (usize, (&str, Option<Value>))| {
        let value = value.map(|value| ("value".to_owned(), value));
        let entries = value.into_iter().chain([("provenance".to_owned(), Value::Text(provenance(at).into()))]);
        (id.to_owned(), Value::Map(entries.collect()))
    };
    let answers = answers.into_iter().enumerate().map(answer).collect();
    Value::Map(vec![
        ("schema".into(), Value::Text("kaimen/application@1".into())),
        ("answers".into(), Value::Map(answers)),
    ])
}

fn int(number: i64) -> Option<Value> {
    Some(Value::Int(number))
}

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.into()))
}

fn yes(value: bool) -> Option<Value> {
    Some(Value::Bool(value))
}
