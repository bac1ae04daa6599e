//! What the figures say about loans whose outcome is known, where such data is at hand: `KAIMEN_DATA` names a folder with
//! `berka_czech_loans/train.csv` and `transactions_train.csv.gz` in it. Nothing of it is part of the project.

use kaimen::json::{Value, Write};
use kaimen::statement::{Columns, Input, Options, Statement, read};
use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

/// One loan's account before the loan, as a table of a bank, and whether the loan went bad.
struct Loan {
    csv: String,
    bad: bool,
}

fn loans(folder: &Path) -> BTreeMap<String, Loan> {
    let table = std::fs::read_to_string(folder.join("train.csv")).unwrap();
    let mut lines = table.lines();
    let headings: Vec<&str> = lines.next().unwrap().split(',').collect();
    let column = |name: &str| headings.iter().position(|heading| *heading == name).unwrap();
    let (id, raw, bad) = (column("loan_id"), column("has_raw_transactions"), column("bad"));
    let mut loans = BTreeMap::new();
    for cells in lines.map(|line| line.split(',').collect::<Vec<_>>()).filter(|cells| cells[raw] == "1") {
        loans.insert(cells[id].to_owned(), Loan { csv: String::new(), bad: cells[bad] == "1" });
    }
    let mut text = String::new();
    let packed = std::fs::File::open(folder.join("transactions_train.csv.gz")).unwrap();
    flate2::read::GzDecoder::new(packed).read_to_string(&mut text).unwrap();
    for line in text.lines().skip(1) {
        let (loan, row) = line.split_once(',').unwrap();
        let Some(loan) = loans.get_mut(loan) else { continue };
        loan.csv += row;
        loan.csv.push('\n');
    }
    loans
}

/// Columns of a transaction, without the number of its loan: account, number, day, type, operation, amount, balance, purpose.
fn statement(loan: &Loan) -> Option<Statement> {
    let columns = Columns::parse("date=3,direction=4,category=5,amount=6,balance=7,memo=8").unwrap();
    let options = Options { columns: Some(columns), ..Options::new("CZK") };
    let csv = format!("account,number,date,type,operation,amount,balance,purpose\n{}", loan.csv);
    read(Input::Text(csv), &options).ok()
}

/// The share of pairs of a good and a bad loan in which the good one has more; ties count half.
fn auc(values: &[(i64, bool)]) -> Option<f64> {
    let (mut wins, mut pairs) = (0.0, 0.0);
    for (good, _) in values.iter().filter(|(_, bad)| !bad) {
        for (bad, _) in values.iter().filter(|(_, bad)| *bad) {
            pairs += 1.0;
            wins += if good > bad {
                1.0
            } else if good == bad {
                0.5
            } else {
                0.0
            };
        }
    }
    (pairs > 0.0).then(|| wins / pairs)
}

#[test]
fn the_figures_tell_good_loans_from_bad() {
    let folder = std::env::var("KAIMEN_DATA").map(|folder| Path::new(&folder).join("berka_czech_loans"));
    let Some(folder) = folder.ok().filter(|folder| folder.is_dir()) else {
        println!("skipped: data not here");
        return;
    };
    let mut values: BTreeMap<String, Vec<(i64, bool)>> = BTreeMap::new();
    let (mut read, mut bad) = (0, 0);
    for loan in loans(&folder).values() {
        let statement = statement(loan).unwrap();
        assert_eq!(statement.problems, []);
        read += 1;
        bad += usize::from(loan.bad);
        let Value::Map(figures) = statement.figures.write() else { panic!("figures are an object") };
        for (name, value) in figures {
            values.entry(name).or_default().push((value.as_int().unwrap(), loan.bad));
        }
    }
    println!("{read} loans, {bad} of them bad\n{:<22}{:>7}{:>7}  more of it", "figure", "n", "AUC");
    for (name, values) in &values {
        let Some(auc) = auc(values) else { continue };
        let direction = if auc >= 0.5 { "is better" } else { "is worse" };
        println!("{name:<22}{:>7}{:>7.3}  {direction}", values.len(), auc.max(1.0 - auc));
    }
    // What every lender knows: a balance that is never low, and no charge for being overdrawn.
    let of = |name: &str| auc(&values[name]).unwrap();
    assert!(of("lowestBalanceMinor") > 0.5 && of("bufferDays") > 0.5 && of("penalties") < 0.5);
}
