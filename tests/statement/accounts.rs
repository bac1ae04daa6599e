//! Several accounts: in one file, and in several files of one person.

use super::{sample, text};
use kaimen::json::Write;
use kaimen::statement::{Account, Assumed, Input, Kind, Options, Statement, correct, merged, read, recounted};

fn of(text: &str, currency: &str) -> Statement {
    read(Input::Text(text.into()), &Options::new(currency)).unwrap()
}

fn kinds(statement: &Statement) -> Vec<&str> {
    statement.entries.iter().map(|entry| entry.kind.word()).collect()
}

fn ofx_entry(day: &str, amount: &str, name: &str) -> String {
    format!("<STMTTRN><DTPOSTED>{day}<TRNAMT>{amount}<FITID>{day}{amount}<NAME>{name}</STMTTRN>")
}

fn ofx_bank() -> String {
    let salary: String = ["20260105", "20260205"].map(|day| ofx_entry(day, "3000.00", "ACME SALARY")).concat();
    let paid = ofx_entry("20260220", "-400.00", "CREDIT CARD PAYMENT");
    format!(
        "<BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST><DTSTART>20260101<DTEND>20260228{salary}{paid}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1>"
    )
}

fn ofx_card() -> String {
    let bought = ofx_entry("20260110", "-400.00", "SUPERMARKET");
    let paid = ofx_entry("20260221", "400.00", "PAYMENT THANK YOU");
    format!(
        "<CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>2</CCACCTFROM><BANKTRANLIST><DTSTART>20260101<DTEND>20260228{bought}{paid}</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1>"
    )
}

/// A card beside the current account must not make the wages a payment of the card, whichever comes first.
#[test]
fn a_file_of_a_bank_account_and_a_card_keeps_the_salary() {
    for body in [[ofx_bank(), ofx_card()].concat(), [ofx_card(), ofx_bank()].concat()] {
        let statement = of(&format!("OFXHEADER:100\n\n<OFX>{body}</OFX>"), "USD");
        assert_eq!((statement.account, statement.entries.len()), (Account::Bank, 5));
        assert_eq!(statement.figures.income, Some(3_000_00));
        assert_eq!(statement.figures.salary, Some(3_000_00));
        // What the card was paid is in its purchases already.
        assert_eq!((statement.figures.repayments, statement.figures.expenses), (Some(0), Some(200_00)));
        assert!(statement.assumed.contains(&Assumed::AccountsJoined));
    }
    let bank = "!Type:Bank\nD01/05/2026\nT3,000.00\nPACME salary\n^\nD02/05/2026\nT3,000.00\nPACME salary\n^\n";
    let card = "!Type:CCard\nD01/10/2026\nT-40.00\nPSupermarket\n^\nD02/20/2026\nT40.00\nPThank you\n^\n";
    for qif in [[bank, card].concat(), [card, bank].concat()] {
        let statement = of(&qif, "USD");
        let salaries = kinds(&statement).iter().filter(|kind| **kind == "salary").count();
        assert_eq!((statement.account, salaries), (Account::Bank, 2));
    }
}

#[test]
fn a_table_in_another_currency_has_its_decimals() {
    let yen = "Date,Description,Amount,Currency\n2026-01-05,ACME SALARY,300000,JPY\n2026-01-06,shop,-1200,JPY\n";
    let statement = of(yen, "CNY");
    assert_eq!((statement.currency.as_str(), statement.entries[0].amount), ("JPY", 300_000));
    let dinar = "Date,Description,Amount,Currency\n2026-01-05,ACME SALARY,300.125,KWD\n";
    assert_eq!(of(dinar, "CNY").entries[0].amount, 300_125);
    let mixed = "Date,Description,Amount,Currency\n2026-01-05,a,-3.00,EUR\n2026-01-06,b,-4,JPY\n";
    let problems: Vec<_> = of(mixed, "CNY").problems.into_iter().map(|fault| (fault.code, fault.line)).collect();
    assert_eq!(problems, [(String::from("another-currency"), 3)]);
}

#[test]
fn one_statement_alone_is_itself() {
    let one = text("Date,Description,Amount\n2026-01-05,ACME SALARY,3000.00\n2026-01-06,shop,-12.00\n").unwrap();
    let merged = merged(std::slice::from_ref(&one)).unwrap();
    assert_eq!(merged.statement, Statement { preview: None, ..one });
    assert_eq!(merged.origins, [(0, 0), (0, 1)]);
    assert_eq!(kaimen::statement::merged(&[]), None);
}

#[test]
fn what_was_corrected_counts_in_the_one_and_in_several() {
    let mut one = text("Date,Description,Amount\n2026-01-01,ACME SALARY,3000.00\n2026-01-31,shop,-12.00\n").unwrap();
    assert!(correct(&mut one, 2, Kind::PersonalIn));
    let other = text("Date,Reference,Value,Balance\n2026-01-01,pay,5.00,5.00\n2026-01-31,shop,-5.00,0.00\n").unwrap();
    for statements in [vec![one.clone()], vec![one, other]] {
        let merged = merged(&statements).unwrap().statement;
        assert!(merged.figures.income < Some(100_00), "{:?}", merged.figures.income);
    }
}

const WECHAT: &str = "微信支付账单明细,,\n起始时间：[2026-01-01 00:00:00] 终止时间：[2026-02-28 23:59:59],,\n交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n\
    2026-01-08 12:00:00,商户消费,全家便利店,午餐,支出,¥36.50,招商银行(1234),支付成功,1,1,/\n\
    2026-01-20 12:00:00,零钱提现,招商银行,/,/,¥800.00,招商银行(1234),提现已到账,2,/,/\n\
    2026-02-09 12:00:00,商户消费,全家便利店,午餐,支出,¥36.50,零钱,支付成功,3,3,/\n";

const BANK: &str = "交易日期,摘要,金额,对方户名\n2026-01-03,工资,6000.00,某某公司\n2026-01-09,消费,-36.50,财付通-微信支付-全家\n\
    2026-01-21,转账,800.00,财付通\n2026-02-05,工资,6000.00,某某公司\n2026-02-27,转账,-500.00,张三\n";

/// What the bank tells of the wallet's purchase and of what was taken out of it counts once.
#[test]
fn a_wallet_and_the_bank_behind_it_count_once() {
    let (wallet, bank) = (text(WECHAT).unwrap(), text(BANK).unwrap());
    assert_eq!(kinds(&bank), ["salary", "other-out", "other-in", "salary", "other-out"]);
    let merged = merged(&[wallet, bank]).unwrap().statement;
    assert_eq!((merged.account, merged.format.word()), (Account::Several, "several"));
    assert_eq!(kinds(&merged), ["food", "own", "food", "salary", "own", "own", "salary", "other-out"]);
    let months: Vec<_> = merged.months.iter().map(|month| (month.whole, month.income, month.expenses)).collect();
    assert_eq!(months, [(true, 6_000_00, 36_50), (true, 6_000_00, 536_50)]);
}

#[test]
fn overlapping_exports_of_one_account_count_once() {
    let rows = |days: &[&str]| {
        let rows: String = days.iter().map(|day| format!("{day},coffee,-5.00\n{day},coffee,-5.00\n")).collect();
        text(&format!("Date,Description,Amount\n{rows}")).unwrap()
    };
    let first = rows(&["2026-01-02", "2026-01-30", "2026-02-10", "2026-02-27"]);
    // The other way round, and one day longer.
    let second = rows(&["2026-03-30", "2026-03-02", "2026-02-27", "2026-02-10"]);
    let one = merged(&[first.clone(), second]).unwrap();
    assert_eq!(one.statement.entries.len(), 12);
    assert!(one.statement.months.iter().all(|month| month.whole), "{:?}", one.statement.months);
    assert_eq!(one.origins.iter().filter(|(file, _)| *file == 1).count(), 4);
    // Another account with other entries on the same days is not the same account.
    let other = text("Date,Description,Amount\n2026-01-02,rent,-900.00\n2026-02-10,rent,-900.00\n").unwrap();
    let two = merged(&[first, other]).unwrap().statement;
    assert_eq!(two.entries.len(), 10);
    assert_eq!(two.months.iter().map(|month| month.whole).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_transfer_between_own_accounts_is_neither_income_nor_expense() {
    let a = text(
        "Date,Description,Amount\n2026-01-01,ACME SALARY,3000.00\n2026-01-10,to J Doe,-1000.00\n2026-01-31,shop,-5.00\n",
    );
    let b = text(
        "Date,Reference,Value,Balance\n2026-01-01,opening gift,10.00,10.00\n2026-01-12,from J Doe,1000.00,1010.00\n2026-01-31,shop,-7.00,1003.00\n",
    );
    let statement = merged(&[a.unwrap(), b.unwrap()]).unwrap().statement;
    assert_eq!((statement.months[0].income, statement.months[0].expenses), (3_010_00, 12_00));
    // Only one account has balances: they are kept.
    assert_eq!(statement.figures.lowest_balance, Some(10_00));
}

#[test]
fn what_the_applicant_said_is_not_paired_and_stays_said() {
    let a = text("Date,Description,Amount\n2026-01-10,to J Doe,-1000.00\n").unwrap();
    let mut b = text("Date,Reference,Value,Balance\n2026-01-12,from J Doe,1000.00,1010.00\n").unwrap();
    assert!(correct(&mut b, 2, Kind::Business));
    let statement = merged(&[a, recounted(b)]).unwrap().statement;
    assert_eq!(kinds(&statement), ["other-out", "business"]);
}

#[test]
fn another_currency_is_left_out_and_told() {
    let yuan = text("Date,Description,Amount\n2026-01-05,a,-3.00\n").unwrap();
    let euro = of("Date,Description,Amount,Currency\n2026-01-05,a,-3.00,EUR\n", "EUR");
    let merged = merged(&[yuan, euro]).unwrap().statement;
    assert_eq!((merged.entries.len(), merged.problems[0].code.as_str()), (1, "another-currency"));
}

#[test]
fn a_card_beside_a_bank_still_tells_how_it_was_paid() {
    let card = of(&std::fs::read_to_string("tests/statement/card.qfx").unwrap(), "USD");
    let mut rows = String::from("Date,Description,Amount\n");
    for month in 3..9 {
        rows += &format!(
            "2026-0{month}-01,ACME SALARY,2000.00\n2026-0{month}-20,card payment,-150.00\n2026-0{month}-28,shop,-9.00\n"
        );
    }
    let bank = of(&rows, "USD");
    let statement = merged(&[bank, card]).unwrap().statement;
    let fills: Vec<_> = statement.fills.iter().map(|fill| (fill.question.as_str(), fill.value)).collect();
    // July's was not paid: it stays an expense of nobody knows what.
    assert_eq!(fills, [("income", 2_000_00), ("expenses", 209_00), ("months-paid", 5), ("bill-latest", 450_00)]);
}

/// The command line makes the same one statement of several files as the page does.
#[test]
fn several_files_are_one_statement_on_the_command_line_too() {
    let names = ["alipay-gb18030.csv", "wechat-utf8.csv", "wechat.xlsx"];
    let files = names.map(|name| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statement").join(name));
    let run = |files: &[std::path::PathBuf], flags: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_kaimen"))
            .arg("import")
            .args(files)
            .args(flags)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, printed, told) = run(&files, &["--json"]);
    assert_eq!((code, told.as_str()), (Some(0), ""));
    let each = names.map(|name| read(sample(name), &Options::new("CNY")).unwrap());
    let whole = merged(&each).unwrap().statement;
    assert_eq!(kaimen::json::parse(&printed).unwrap(), whole.write());

    // One that can't be read does not keep the others from it, and is told.
    let wrong = [&files[..2], &[std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")]].concat();
    let (code, printed, told) = run(&wrong, &[]);
    assert_eq!(code, Some(1));
    assert!(printed.contains("alipay-gb18030.csv") && printed.contains("several"), "{printed}");
    assert!(told.contains("unknown-format") && told.contains("Cargo.toml"), "{told}");
    // A line is one of a single file.
    let (code, printed, told) = run(&files, &["--count", "31=rent"]);
    assert_eq!((code, printed.as_str()), (Some(2), ""));
    assert!(told.contains("flags-do-not-fit"), "{told}");
}
