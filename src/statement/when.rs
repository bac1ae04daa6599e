//! Days as statements write them.

use super::document::{Assumed, DayOrder};
use crate::date::Date;

/// One of the three parts of a day.
#[derive(Clone, Copy)]
enum Part {
    Figure { value: i32, digits: usize },
    Month(i32),
}

/// The day that a cell begins with; a time may follow it. None where there is no such day.
pub(super) fn date(text: &str, order: DayOrder) -> Option<Date> {
    match parts(text)? {
        Parts::Run(year, month, day) => Date::new(year, month, day),
        Parts::Three(a, b, c) => three(a, b, c, order),
    }
}

/// The day of a spreadsheet's number: days since 1899-12-30, which is right from 1900-03-01 on.
pub(super) fn of_serial(text: &str) -> Option<Date> {
    let days = text.trim().split('.').next()?;
    let is_number = (4..=6).contains(&days.len()) && days.bytes().all(|byte| byte.is_ascii_digit());
    let number: i32 = if is_number { days.parse().ok()? } else { return None };
    // 25569 is 1970-01-01.
    (61..=109_000).contains(&number).then(|| Date::from_days(number - 25_569))
}

enum Parts {
    /// Written in one run: 20260305.
    Run(i32, i32, i32),
    Three(Part, Part, Part),
}

fn parts(text: &str) -> Option<Parts> {
    let mut rest = text.trim().trim_start_matches(['"', '\'', '=']);
    let mut found = [None, None, None];
    for slot in &mut found {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric() || matches!(c, '年' | '月' | '日'));
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (word, after) = rest.split_at_checked(digits.max(letters))?;
        let part = if digits > 0 { figure(word)? } else { Part::Month(month_named(word)?) };
        rest = after;
        if let (Part::Figure { value, digits: 8 }, true) = (part, slot.is_none()) {
            return Some(Parts::Run(value / 10_000, value / 100 % 100, value % 100));
        }
        *slot = Some(part);
    }
    let [Some(a), Some(b), Some(c)] = found else { return None };
    Some(Parts::Three(a, b, c))
}

/// The first eight digits of a run, so that 20260305121500 is a day.
fn figure(word: &str) -> Option<Part> {
    let digits = if word.len() >= 8 { 8 } else { word.len() };
    let value = word.get(..digits)?.parse().ok()?;
    Some(Part::Figure { value, digits })
}

fn month_named(word: &str) -> Option<i32> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = word.get(..3)?.to_ascii_lowercase();
    let place = NAMES.iter().position(|name| *name == start)?;
    i32::try_from(place + 1).ok()
}

fn three(a: Part, b: Part, c: Part, order: DayOrder) -> Option<Date> {
    use Part::{Figure, Month};
    match (a, b, c) {
        (Figure { value: year, digits: 4 }, Figure { value: month, .. }, Figure { value: day, .. }) => {
            Date::new(year, month, day)
        }
        (Figure { value: year, digits: 4 }, Month(month), Figure { value: day, .. }) => Date::new(year, month, day),
        (Figure { value: a, .. }, Figure { value: b, .. }, Figure { value: year, digits }) => match order {
            DayOrder::DayFirst => Date::new(whole_year(year, digits)?, b, a),
            DayOrder::MonthFirst => Date::new(whole_year(year, digits)?, a, b),
        },
        (Figure { value: day, .. }, Month(month), Figure { value: year, digits })
        | (Month(month), Figure { value: day, .. }, Figure { value: year, digits }) => {
            Date::new(whole_year(year, digits)?, month, day)
        }
        _ => None,
    }
}

/// A year of two figures is one from 1970 to 2069.
fn whole_year(year: i32, digits: usize) -> Option<i32> {
    match digits {
        2 => Some(if year >= 70 { 1900 + year } else { 2000 + year }),
        4 => Some(year),
        _ => None,
    }
}

/// What cells say about the order: whether one of them can only be read day first, and whether one only month first.
/// None where no cell writes the day so that it matters.
pub(super) fn order_of(cells: &mut dyn Iterator<Item = &str>) -> Option<(bool, bool)> {
    let mut seen = None;
    for cell in cells {
        let Some(Parts::Three(Part::Figure { value: a, digits }, Part::Figure { value: b, .. }, _)) = parts(cell)
        else {
            continue;
        };
        if digits < 4 {
            let (day, month) = seen.unwrap_or((false, false));
            seen = Some((day || (a > 12 && b <= 12), month || (b > 12 && a <= 12)));
        }
    }
    seen
}

/// The order where the cells leave it open: as it was said, else as the currency's country writes; and that it was assumed.
pub(super) fn assumed_order(said: Option<DayOrder>, currency: &str) -> (DayOrder, Assumed) {
    let usual = if ["USD", "PHP"].contains(&currency) { DayOrder::MonthFirst } else { DayOrder::DayFirst };
    match said.unwrap_or(usual) {
        DayOrder::DayFirst => (DayOrder::DayFirst, Assumed::DayFirst),
        DayOrder::MonthFirst => (DayOrder::MonthFirst, Assumed::MonthFirst),
    }
}

#[cfg(test)]
mod tests {
    use super::{DayOrder, date, of_serial, order_of};

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(date(text, DayOrder::DayFirst).map(|date| date.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn days_are_read_as_statements_write_them() {
        for text in [
            "2026-03-05",
            "2026/3/5 12:15:00",
            "20260305",
            "20260305121500[-5:EST]",
            "2026年3月5日",
            "05.03.2026",
            "5/3/26",
            "5 Mar 2026",
            "Mar 5, 2026",
            "5/ 3'26",
        ] {
            check(text, Some("2026-03-05"));
        }
        assert_eq!(date("3/5/2026", DayOrder::MonthFirst).map(|date| date.to_string()).as_deref(), Some("2026-03-05"));
        assert_eq!(of_serial("46086.5").map(|date| date.to_string()).as_deref(), Some("2026-03-05"));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in ["", "2026-02-30", "13/13/2026", "noon", "2026", "1/2", "5/3/026", "99999999999999999999"] {
            check(text, None);
        }
        assert_eq!(of_serial("3"), None);
    }

    #[test]
    fn the_order_is_found_in_the_cells() {
        assert_eq!(order_of(&mut ["01/02/2026", "13/02/2026"].into_iter()), Some((true, false)));
        assert_eq!(order_of(&mut ["01/02/2026"].into_iter()), Some((false, false)));
        assert_eq!(order_of(&mut ["2026-01-02"].into_iter()), None);
    }
}
