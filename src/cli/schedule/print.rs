//! A plan or an account for people, or as comma-separated text, written row by row.

use super::document::{AccountColumns, LateCost, LawRule, LoanSchedule, Settled};
use crate::date::Date;
use crate::market::Market;
use crate::schedule::ScheduleColumns;
use std::io::{Result, Write};

/// Words of one language for the headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// English.
    En,
    /// Simplified Chinese.
    #[value(name = "zh-Hans")]
    ZhHans,
}

/// A column: its heading in both languages and its amounts.
type Column<'a> = ([&'static str; 2], &'a [i64]);

/// How amounts are written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Digits after the point.
    pub digits: u32,
    /// The language of the headings.
    pub language: Language,
}

impl Style {
    fn word(self, [en, zh]: [&'static str; 2]) -> &'static str {
        match self.language {
            Language::En => en,
            Language::ZhHans => zh,
        }
    }

    /// An amount with its decimals: 10788.00.
    fn money(self, minor: i64) -> String {
        let digits = usize::try_from(self.digits).unwrap_or(0);
        let text = format!("{:0width$}", minor.unsigned_abs(), width = digits + 1);
        let (whole, fraction) = text.split_at(text.len() - digits);
        let sign = if minor < 0 { "-" } else { "" };
        let point = if digits > 0 { "." } else { "" };
        [sign, whole, point, fraction].concat()
    }
}

/// Writes what the terms come to as tables.
///
/// # Errors
///
/// What the system says of the writing.
pub fn table(out: &mut dyn Write, made: &LoanSchedule, market: Option<&Market>, style: Style) -> Result<()> {
    if let Some(plan) = &made.schedule {
        grid(out, &plan.due, &of_plan(plan, &plan.totals()), style)?;
    }
    if let Some(account) = &made.account {
        grid(out, &account.date, &of_account(account), style)?;
    }
    let sums = [
        (["paid out", "放款"], made.disbursed),
        (["interest", "利息"], made.interest),
        (["fees", "费用"], made.fees),
        (["paid in all", "一共还"], made.total),
    ];
    writeln!(out)?;
    list(out, &sums, style)?;
    if let Some(paid) = &made.settlement {
        writeln!(out, "\n{} {}", style.word(["repaid early on", "提前还款"]), paid.date)?;
        list(out, &of_settlement(paid), style)?;
        law(out, paid, market, style)?;
    }
    if let Some(rest) = &made.rest {
        writeln!(out)?;
        grid(out, &rest.due, &of_plan(rest, &rest.totals()), style)?;
    }
    if let Some(late) = &made.late {
        writeln!(
            out,
            "\n{} {}, {} {}",
            style.word(["due on", "到期"]),
            late.due,
            style.word(["paid on", "还款"]),
            late.until
        )?;
        list(out, &of_late(late), style)?;
        rules(out, late.rules.as_deref(), market, style)?;
        for rule in late.stale.iter().flatten() {
            let words = ["not applied, its reference rate is out of date:", "参考利率已过期，未能适用："];
            writeln!(out, "{} {}", style.word(words), rule.id)?;
        }
    }
    Ok(())
}

/// Writes the rows as comma-separated text; those after a part repaid early, where there are such.
///
/// # Errors
///
/// What the system says of the writing.
pub fn csv(out: &mut dyn Write, made: &LoanSchedule, digits: u32) -> Result<()> {
    let style = Style { digits, language: Language::En };
    match (&made.account, made.rest.as_ref().or(made.schedule.as_ref())) {
        (Some(account), _) => lines(out, "date", &account.date, &of_account(account), style),
        (None, Some(plan)) => lines(out, "due", &plan.due, &of_plan(plan, &plan.totals()), style),
        (None, None) => Ok(()),
    }
}

fn lines(out: &mut dyn Write, first: &str, days: &[Date], columns: &[Column<'_>], style: Style) -> Result<()> {
    write!(out, "{first}")?;
    for (heading, _) in columns {
        write!(out, ",{}", style.word(*heading).replace(' ', "_"))?;
    }
    writeln!(out)?;
    for (row, day) in days.iter().enumerate() {
        write!(out, "{day}")?;
        for (_, amounts) in columns {
            write!(out, ",{}", style.money(amounts.get(row).copied().unwrap_or(0)))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn grid(out: &mut dyn Write, days: &[Date], columns: &[Column<'_>], style: Style) -> Result<()> {
    let mut widths = Vec::new();
    for (heading, amounts) in columns {
        let most = amounts.iter().map(|minor| style.money(*minor).len()).max().unwrap_or(0);
        widths.push(most.max(width(style.word(*heading))));
    }
    let count = days.len().to_string().len().max(3);
    write!(out, "{}  {}", left(style.word(["no.", "期"]), count), left(style.word(["due", "日期"]), 10))?;
    for ((heading, _), room) in columns.iter().zip(&widths) {
        write!(out, "  {}", right(style.word(*heading), *room))?;
    }
    writeln!(out)?;
    for (row, day) in days.iter().enumerate() {
        write!(out, "{:>count$}  {day}", row + 1)?;
        for ((_, amounts), room) in columns.iter().zip(&widths) {
            write!(out, "  {:>room$}", style.money(amounts.get(row).copied().unwrap_or(0)))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn list(out: &mut dyn Write, lines: &[([&'static str; 2], i64)], style: Style) -> Result<()> {
    let names = lines.iter().map(|(name, _)| width(style.word(*name))).max().unwrap_or(0);
    let amounts = lines.iter().map(|(_, minor)| style.money(*minor).len()).max().unwrap_or(0);
    for (name, minor) in lines {
        writeln!(out, "{}  {:>amounts$}", left(style.word(*name), names), style.money(*minor))?;
    }
    Ok(())
}

fn of_plan<'a>(plan: &'a ScheduleColumns, payments: &'a [i64]) -> [Column<'a>; 5] {
    [
        (["payment", "应还"], payments),
        (["principal", "本金"], &plan.principal),
        (["interest", "利息"], &plan.interest),
        (["fees", "费用"], &plan.fees),
        (["balance", "剩余本金"], &plan.balance),
    ]
}

fn of_account(account: &AccountColumns) -> [Column<'_>; 9] {
    [
        (["received", "放款"], &account.received),
        (["paid", "还款"], &account.paid),
        (["accrued", "新增利息"], &account.accrued),
        (["fees", "还费用"], &account.fees),
        (["interest", "还利息"], &account.interest),
        (["principal", "还本金"], &account.principal),
        (["surplus", "多还退回"], &account.surplus),
        (["balance", "剩余本金"], &account.balance),
        (["owed", "共欠"], &account.owed),
    ]
}

fn of_late(late: &LateCost) -> [([&'static str; 2], i64); 4] {
    [
        (["overdue", "逾期金额"], late.overdue),
        (["principal owed then", "当时所欠本金"], late.owing),
        (["late interest", "逾期利息"], late.interest),
        (["asked beyond the law", "超出法律的部分"], late.beyond),
    ]
}

fn of_settlement(paid: &Settled) -> [([&'static str; 2], i64); 7] {
    [
        (["principal", "本金"], paid.principal),
        (["interest", "利息"], paid.interest),
        (["fees", "费用"], paid.fees),
        (["compensation", "补偿金"], paid.compensation),
        (["refund of fees", "退回费用"], paid.refund),
        (["paid on the day", "当日应还"], paid.total),
        (["left to pay otherwise", "不提前还共应还"], paid.remaining),
    ]
}

/// The rules that are about it, with their sources; that the contract asks for more, where it does.
fn law(out: &mut dyn Write, paid: &Settled, market: Option<&Market>, style: Style) -> Result<()> {
    if let Some(asked) = paid.asked.filter(|asked| *asked > paid.total) {
        let words = style.word(["the contract asks for more than the law allows:", "合同约定的金额超过法律允许："]);
        writeln!(out, "{words} {}", style.money(asked))?;
    }
    rules(out, paid.rules.as_deref(), market, style)
}

fn rules(out: &mut dyn Write, rules: Option<&[LawRule]>, market: Option<&Market>, style: Style) -> Result<()> {
    for rule in rules.unwrap_or_default() {
        writeln!(out, "{} {}", style.word(["by the law:", "依据："]), rule.id)?;
        let sources = market.map(|market| market.sources.as_slice()).unwrap_or_default();
        for source in sources.iter().filter(|source| rule.cite.contains(&source.id)) {
            writeln!(out, "  {} {}", source.id, source.citation)?;
        }
    }
    if rules.is_some_and(<[LawRule]>::is_empty) {
        let words = ["no rule of the market is about it: by the contract alone", "没有适用的市场规则：只按合同计算"];
        writeln!(out, "{}", style.word(words))?;
    }
    Ok(())
}

/// How many columns of a terminal a text takes: Chinese characters take two.
fn width(text: &str) -> usize {
    text.chars().map(|character| if ('\u{1100}'..='\u{ffe6}').contains(&character) { 2 } else { 1 }).sum()
}

fn left(text: &str, room: usize) -> String {
    text.to_owned() + &" ".repeat(room.saturating_sub(width(text)))
}

fn right(text: &str, room: usize) -> String {
    " ".repeat(room.saturating_sub(width(text))) + text
}

#[cfg(test)]
mod tests {
    use super::{Language, Style, left, right};

    #[test]
    fn amounts_have_the_decimals_of_their_currency() {
        let money = |digits, minor| Style { digits, language: Language::En }.money(minor);
        assert_eq!(money(2, 5), "0.05");
        assert_eq!(money(2, -1_000_05), "-1000.05");
        assert_eq!(money(0, 100), "100");
        assert_eq!(money(3, 1_234), "1.234");
    }

    #[test]
    fn wide_characters_take_two_places() {
        assert_eq!(right("本金", 6), "  本金");
        assert_eq!(left("no.", 6), "no.   ");
    }
}
