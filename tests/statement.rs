//! Statements: each format gives the entries it holds, and no file, however hostile, does more than be refused.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "a test may stop")]

#[path = "statement/accounts.rs"]
mod accounts;
#[path = "statement/evidence.rs"]
mod evidence;
#[path = "statement/hostile.rs"]
mod hostile;
mod support;
#[path = "statement/types.rs"]
mod types;

use kaimen::date::Date;
use kaimen::json::{Value, Write, read_document};
use kaimen::statement::encoding::encoding_of;
use kaimen::statement::{
    Account, Columns, DayOrder, Entry, Fault, Format, Input, Kind, Options, Reader, Statement, correct, read, recounted,
};
use std::path::Path;

/// A file of the samples as a face hands it over.
pub fn sample(name: &str) -> Input {
    input(std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statement").join(name)).unwrap())
}

pub fn input(bytes: Vec<u8>) -> Input {
    if bytes.starts_with(b"PK") {
        return Input::Bytes(bytes);
    }
    let encoding = encoding_rs::Encoding::for_label(encoding_of(&bytes).label().as_bytes()).unwrap();
    Input::Text(encoding.decode_with_bom_removal(&bytes).0.into_owned())
}

pub fn text(csv: &str) -> Result<Statement, Fault> {
    read(Input::Text(csv.into()), &Options::new("CNY"))
}

fn line(entry: &Entry) -> String {
    let parts = [
        &entry.line.to_string(),
        &entry.date.to_string(),
        entry.direction.word(),
        &entry.amount.to_string(),
        entry.kind.word(),
        &entry.counterparty,
    ];
    parts.join(" ").trim_end().into()
}

fn word<'a>(case: &'a Value, key: &str) -> &'a str {
    case.get(key).and_then(Value::as_text).unwrap_or_else(|| panic!("{key}"))
}

#[test]
fn each_sample_gives_its_entries_and_figures() {
    for case in support::json("tests/statement/expected.json").items() {
        let file = word(case, "file");
        let currency = case.get("currency").and_then(Value::as_text).unwrap_or("CNY");
        let statement = read(sample(file), &Options::new(currency)).unwrap();
        assert_eq!(statement.format.word(), word(case, "format"), "{file}");
        assert_eq!(
            [statement.from, statement.to].map(|day| day.to_string()),
            [word(case, "from"), word(case, "to")],
            "{file}"
        );
        let entries: Vec<String> = statement.entries.iter().map(line).collect();
        let expected: Vec<&str> = case.get("entries").unwrap().items().iter().filter_map(Value::as_text).collect();
        assert_eq!(entries, expected, "{file}");
        assert_eq!(statement.problems, [], "{file}");
        assert_eq!(statement.currency, currency, "{file}");
        let Some(Value::Map(figures)) = case.get("figures") else { panic!("{file} has no figures") };
        for (name, value) in figures {
            assert_eq!(statement.figures.write().get(name), Some(value), "{file}: {name}");
        }
        let read: Statement = read_document(&statement.write()).unwrap();
        assert_eq!(read, statement, "{file}: what is written reads back the same");
    }
}

#[test]
fn what_a_statement_answers() {
    let statement = read(sample("alipay-gb18030.csv"), &Options::new("CNY")).unwrap();
    let fills: Vec<_> =
        statement.fills.iter().map(|fill| (fill.question.as_str(), fill.value, fill.provenance.word())).collect();
    let expected = [
        ("income", 6_200_00, "from-statement"),
        ("expenses", 1_902_89, "from-statement"),
        ("repayments", 1_280_46, "from-statement"),
    ];
    assert_eq!(fills, expected);
    // The shipped pack asks these, and they are about what the statement says they are about.
    for fill in &statement.fills {
        let question = support::pack().questions.iter().find(|question| question.id == fill.question).unwrap();
        assert_eq!(question.subject, fill.subject);
    }
}

/// What an applicant says about an entry counts, and is then theirs.
#[test]
fn a_correction_counts_and_is_said() {
    let mut statement = read(sample("wechat-utf8.csv"), &Options::new("CNY")).unwrap();
    assert!(correct(&mut statement, 18, Kind::Own));
    assert!(!correct(&mut statement, 3, Kind::Own));
    let statement = recounted(statement);
    assert_eq!(statement.entries[0].provenance.word(), "said");
    assert_eq!(statement.figures.expenses, Some((1_200_00 + 1_300_00) / 2));
    assert!(statement.fills.iter().all(|fill| fill.provenance.word() == "said"));
}

#[test]
fn columns_can_be_named() {
    let csv = "a,b,c\n7,x,2026-01-05\n9,y,2026-01-06\n";
    assert_eq!(text(csv).unwrap().preview.unwrap().columns.date, Some(3));
    let columns = Columns::parse("date=3,debit=1,memo=2").unwrap();
    let options = Options { columns: Some(columns), ..Options::new("CNY") };
    let statement = read(Input::Text(csv.into()), &options).unwrap();
    let lines: Vec<String> = statement.entries.iter().map(line).collect();
    assert_eq!(lines, ["2 2026-01-05 out 700 other-out", "3 2026-01-06 out 900 other-out"]);
    assert!(Columns::parse("date=1").is_err() && Columns::parse("moon=1,date=2,amount=3").is_err());
}

#[test]
fn a_table_can_be_said_to_be_of_a_card() {
    let mut csv = String::from("Date,Description,Amount,Balance\n");
    for month in 3..9 {
        csv += &format!("2026-0{month}-01,shop,-20.00,-{}.00\n2026-0{month}-30,paid,20.00,-5.00\n", month * 20);
    }
    let options = Options { account: Some(Account::Card), ..Options::new("CNY") };
    let statement = read(Input::Text(csv), &options).unwrap();
    let fills: Vec<_> = statement.fills.iter().map(|fill| (fill.question.as_str(), fill.value)).collect();
    assert_eq!(fills, [("months-paid", 6), ("bill-latest", 5_00)]);
    assert_eq!(statement.figures.income, None);
}

#[test]
fn a_row_that_is_wrong_is_told_with_line_and_column_and_the_others_are_kept() {
    let csv = "Date,Description,Amount\n2026-01-05,a,-1.00\n2026-13-05,b,2.00\n2026-01-07,c,two\n2026-01-08,d,=1+2\n2026-01-09,e\n2026-01-10,f,3.00\n";
    let statement = text(csv).unwrap();
    let problems: Vec<_> =
        statement.problems.iter().map(|fault| (fault.code.as_str(), fault.line, fault.column)).collect();
    let expected = [
        ("not-a-date", 3, Some(1)),
        ("not-an-amount", 4, Some(3)),
        ("formula-cell", 5, Some(3)),
        ("cell-missing", 6, Some(3)),
    ];
    assert_eq!(problems, expected);
    assert_eq!(statement.entries.len(), 2);
    let rows = &statement.rows;
    assert_eq!(rows.read + rows.left_out + rows.unread, 6);
    assert!(statement.problems.iter().all(|fault| !fault.message.contains("two")));
}

#[test]
fn the_order_of_day_and_month_is_found_or_said_to_be_assumed() {
    let of = |rows: &str, currency: &str| {
        let csv = format!("Date,Description,Amount\n{rows}");
        let statement = read(Input::Text(csv), &Options::new(currency)).unwrap();
        let assumed: Vec<&str> = statement.assumed.iter().map(|assumed| assumed.word()).collect();
        (statement.entries[0].date.to_string(), assumed.contains(&"day-first"))
    };
    assert_eq!(of("01/02/2026,a,-1\n13/02/2026,b,-1\n", "EUR"), ("2026-02-01".into(), false));
    assert_eq!(of("01/02/2026,a,-1\n01/13/2026,b,-1\n", "EUR"), ("2026-01-02".into(), false));
    assert_eq!(of("01/02/2026,a,-1\n", "EUR"), ("2026-02-01".into(), true));
    assert_eq!(of("01/02/2026,a,-1\n", "USD"), ("2026-01-02".into(), false));
}

#[test]
fn what_is_said_of_day_and_month_holds_where_the_file_leaves_it_open() {
    let of = |text: &str, currency: &str, days: Option<DayOrder>| {
        let options = Options { days, ..Options::new(currency) };
        let statement = read(Input::Text(text.into()), &options).unwrap();
        let assumed: Vec<&str> = statement.assumed.iter().map(|assumed| assumed.word()).collect();
        let assumed = assumed.into_iter().filter(|word| word.ends_with("-first")).collect::<String>();
        (statement.entries[0].date.to_string(), assumed)
    };
    let (open, closed) =
        ("Date,Description,Amount\n01/02/2026,a,-1\n", "Date,Description,Amount\n01/02/2026,a,-1\n13/02/2026,b,-1\n");
    let qif = "!Type:Bank\nD01/02/2026\nT-40.00\nPShop\n^\n";
    for text in [open, qif] {
        assert_eq!(of(text, "USD", None), ("2026-01-02".into(), "month-first".into()));
        assert_eq!(of(text, "EUR", Some(DayOrder::MonthFirst)), ("2026-01-02".into(), "month-first".into()));
        assert_eq!(of(text, "USD", Some(DayOrder::DayFirst)), ("2026-02-01".into(), "day-first".into()));
    }
    assert_eq!(of(closed, "EUR", Some(DayOrder::MonthFirst)), ("2026-02-01".into(), String::new()));
}

/// Fifty thousand rows, each known, read in slices as the page does.
#[test]
fn a_large_file_is_read_whole_and_right_in_slices() {
    const ROWS: i64 = 50_000;
    let mut csv = String::from(
        "微信支付账单明细,,\n交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n",
    );
    let start = Date::new(2024, 1, 1).unwrap();
    for row in 0..ROWS {
        let (date, way) = (start.plus_days(row / 60), if row % 50 == 0 { "收入" } else { "支出" });
        let (yuan, fen) = (row % 997, row % 100);
        csv += &format!(
            "{date} 12:00:00,商户消费,商户{},\"商品, {row}\",{way},¥{yuan}.{fen:02},零钱,支付成功,{row}\t,{row}\t,\"/\"\n",
            row % 313
        );
    }
    let mut reader = Reader::open(Input::Text(csv), &Options::new("CNY")).unwrap();
    let (mut slices, mut before) = (0, 0);
    while !reader.advance(1_000).done {
        let progress = reader.progress();
        assert!(progress.read > before && progress.read <= progress.of);
        before = progress.read;
        slices += 1;
    }
    assert!(slices >= 50);
    let statement = reader.finish().unwrap();
    assert_eq!(statement.entries.len(), 50_000);
    assert_eq!(statement.problems, []);
    for (row, entry) in (0..).zip(&statement.entries) {
        assert_eq!(entry.amount, row % 997 * 100 + row % 100);
        assert_eq!((entry.date, i64::from(entry.line)), (start.plus_days(row / 60), row + 3));
        assert_eq!(entry.memo, format!("商品, {row}"));
    }
}

#[test]
fn a_bill_that_was_cut_says_so() {
    let Input::Text(whole) = sample("wechat-utf8.csv") else { panic!("a text") };
    let cut: String = whole.lines().take(25).map(|line| format!("{line}\n")).collect();
    let statement = text(&cut).unwrap();
    assert_eq!(statement.problems[0].code, "rows-missing");
    assert_eq!((statement.entries.len(), statement.rows.stated), (8, Some(14)));
}

#[test]
fn another_format_than_was_asked_for_is_refused() {
    let options = Options { format: Some(Format::Alipay), ..Options::new("CNY") };
    assert_eq!(read(sample("wechat-utf8.csv"), &options).unwrap_err().code, "another-format");
}
