//! A statement as a table for people.

use crate::json::{Value, Write};
use crate::statement::{Direction, Kind, Statement};
use std::fmt::Write as _;
use std::path::PathBuf;

/// What was read, month by month and in figures.
pub(super) fn text(statement: &Statement) -> String {
    let mut text = String::new();
    about(statement, &mut text);
    months(statement, &mut text);
    kinds(statement, &mut text);
    figures(statement, &mut text);
    text
}

/// Of several files which there are.
pub(super) fn files(files: &[(&PathBuf, Statement)]) -> String {
    let width = files.iter().map(|(file, _)| file.display().to_string().chars().count()).max().unwrap_or(0);
    let line = |(file, statement): &(&PathBuf, Statement)| {
        let (from, to, entries) = (statement.from, statement.to, statement.rows.read);
        let (format, account) = (statement.format.word(), statement.account.word());
        format!(
            "{:<width$}  {format}, {account} account, {entries} entries, {from} to {to}\n",
            file.display().to_string()
        )
    };
    files.iter().map(line).collect::<String>() + "\n"
}

// OK here and below because writing to a String can't fail.
fn about(statement: &Statement, text: &mut String) {
    let rows = &statement.rows;
    let mut line = |name: &str, value: String| writeln!(text, "{name:<12}{value}").ok();
    line("format", format!("{}, {} account", statement.format.word(), statement.account.word()));
    line("currency", statement.currency.clone());
    line("covers", format!("{} to {}", statement.from, statement.to));
    let stated = rows.stated.map_or(String::new(), |stated| format!("; the file says {stated}"));
    let parts = format!("{} entries, {} rows without one, {} unread", rows.read, rows.left_out, rows.unread);
    line("rows", parts + &stated);
    if let Some(preview) = &statement.preview {
        line("columns", columns(&preview.columns.write()));
    }
    if !statement.assumed.is_empty() {
        line("assumed", statement.assumed.iter().map(|assumed| assumed.word()).collect::<Vec<_>>().join(", "));
    }
}

fn columns(columns: &Value) -> String {
    let Value::Map(pairs) = columns else { return String::new() };
    let pair = |(name, number): &(String, Value)| format!("{name}={}", number.as_int().unwrap_or(0));
    pairs.iter().map(pair).collect::<Vec<_>>().join(",")
}

fn months(statement: &Statement, text: &mut String) {
    writeln!(
        text,
        "\n{:<9}{:>14}{:>14}{:>14}{:>14}{:>14}{:>14}",
        "month", "in", "out", "income", "expenses", "repayments", "lowest"
    )
    .ok();
    for month in &statement.months {
        let name: String = month.from.text().chars().take(7).collect();
        let name = name + if month.whole { "" } else { "*" };
        write!(text, "{name:<9}").ok();
        for value in [month.money_in, month.money_out, month.income, month.expenses, month.repayments] {
            write!(text, "{:>14}", money(value, &statement.currency)).ok();
        }
        let lowest = month.lowest.map_or("-".into(), |lowest| money(lowest, &statement.currency));
        writeln!(text, "{lowest:>14}").ok();
    }
    if statement.months.iter().any(|month| !month.whole) {
        text.push_str("* not covered whole; in none of the medians\n");
    }
}

/// What was counted as what.
fn kinds(statement: &Statement, text: &mut String) {
    writeln!(text, "\n{:<16}{:>8}{:>16}{:>16}", "counted as", "entries", "in", "out").ok();
    for kind in Kind::ALL {
        let entries: Vec<_> = statement.entries.iter().filter(|entry| entry.kind == *kind).collect();
        if entries.is_empty() {
            continue;
        }
        let sum = |direction: Direction| {
            let amounts = entries.iter().filter(|entry| entry.direction == direction).map(|entry| entry.amount);
            money(amounts.fold(0, i64::saturating_add), &statement.currency)
        };
        writeln!(text, "{:<16}{:>8}{:>16}{:>16}", kind.word(), entries.len(), sum(Direction::In), sum(Direction::Out))
            .ok();
    }
}

fn figures(statement: &Statement, text: &mut String) {
    writeln!(text, "\n{:<22}{:>16}", "figure", "value").ok();
    let Value::Map(figures) = statement.figures.write() else { return };
    for (name, value) in &figures {
        let Some(number) = value.as_int() else { continue };
        let shown = if let Some(name) = name.strip_suffix("Minor") {
            (name, money(number, &statement.currency))
        } else if let Some(name) = name.strip_suffix("Ppm") {
            (name, format!("{:.1} %", number as f64 / 1e4))
        } else {
            (name.as_str(), number.to_string())
        };
        writeln!(text, "{:<22}{:>16}", shown.0, shown.1).ok();
    }
    for fill in &statement.fills {
        writeln!(text, "would answer {}: {} ({})", fill.question, fill.value, fill.provenance.word()).ok();
    }
}

fn money(minor: i64, currency: &str) -> String {
    crate::statement::shown(minor, currency)
}
