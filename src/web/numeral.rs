//! Numbers as people type them: `3000`, `3,000`, `３０００`, `3.5万`, `3k`, `三万五`, `3.000,50`, `3 mil`, `3jt`.

/// Fractions are kept in millionths.
pub const ONE: i128 = 1_000_000;

const FRACTION_DIGITS: usize = 6;
const MOST_DIGITS: usize = 18;

/// The number that `text`, in small letters, says, in millionths of one; none where it says no number, or more than a number.
/// `is_comma`: whether the language has a comma before the fraction.
///
/// # Example
///
/// ```text
/// number("3.5万", false) == Some(35_000 * ONE)
/// number("3,5 mil", true) == Some(3_500 * ONE)
/// ```
pub fn number(text: &str, is_comma: bool) -> Option<i128> {
    let said = in_signs(text);
    let mut spoken = Spoken { is_word: said != text, ..Spoken::default() };
    let text: Vec<char> = said.trim().chars().map(narrow).collect();
    let mut rest = text.as_slice();
    while let Some(first) = rest.first() {
        if first.is_ascii_digit() || *first == '.' {
            let (value, after) = digits(rest, is_comma)?;
            spoken.number(value)?;
            rest = after;
        } else {
            spoken.character(*first)?;
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    spoken.sum()
}

/// Words for thousands and more, as the signs that mean the same.
fn in_signs(text: &str) -> String {
    let words = [
        ("millones", "百万"),
        ("millón", "百万"),
        ("millon", "百万"),
        ("million", "百万"),
        ("miliar", "十亿"),
        ("mil", "千"),
        ("thousand", "千"),
        ("juta", "百万"),
        ("jt", "百万"),
        ("ribu", "千"),
        ("rb", "千"),
    ];
    words.into_iter().fold(text.to_owned(), |text, (word, sign)| text.replace(word, sign))
}

/// Full-width letters, digits and signs as the narrow ones that they stand for.
pub fn narrow(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(character).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(character)
        }
        _ => character,
    }
}

/// A run of digits with its grouping and its fraction, and what follows it.
fn digits(text: &[char], is_comma: bool) -> Option<(i128, &[char])> {
    let mark = decimal_mark(text, is_comma);
    let (whole, rest) = grouped(text, if mark == ',' { '.' } else { ',' })?;
    let Some((_, fraction)) = rest.split_first().filter(|(first, _)| **first == mark) else {
        return Some((whole.checked_mul(ONE)?, rest));
    };
    let count = fraction.iter().take_while(|character| character.is_ascii_digit()).count();
    let (fraction, rest) = fraction.split_at_checked(count)?;
    if count == 0 || count > FRACTION_DIGITS {
        return None;
    }
    let padding = u32::try_from(FRACTION_DIGITS - count).ok()?;
    let value = plain(fraction)? * 10_i128.pow(padding);
    Some((whole.checked_mul(ONE)? + value, rest))
}

/// What stands before the fraction: the later of two marks; of one that is there once, that of the language, and a point
/// in any where no group of three follows it.
fn decimal_mark(text: &[char], is_comma: bool) -> char {
    let end = text.iter().take_while(|it| it.is_ascii_digit() || matches!(it, '.' | ',' | ' ' | '\'')).count();
    let (mut points, mut commas, mut last) = (0, 0, 0);
    for (place, character) in text.iter().take(end).enumerate() {
        match character {
            '.' => (points, last) = (points + 1, place),
            ',' => (commas, last) = (commas + 1, place),
            _ => {}
        }
    }
    let after = text.iter().skip(last + 1).take_while(|it| it.is_ascii_digit()).count();
    let is_group = after == 3 && (1..=3).contains(&last) && text.first() != Some(&'0');
    let is_comma = match (points, commas) {
        (0, 1) => is_comma,
        (1, 0) => is_comma && is_group,
        (0, _) => false,
        (_, 0) => true,
        (_, _) => text.get(last) == Some(&','),
    };
    if is_comma { ',' } else { '.' }
}

/// Digits in groups of three or, as some write it in Chinese, of four.
fn grouped(text: &[char], mark: char) -> Option<(i128, &[char])> {
    let run = |text: &[char]| text.iter().take_while(|character| character.is_ascii_digit()).count();
    let mut all = Vec::new();
    let mut rest = text;
    loop {
        let (group, after) = rest.split_at_checked(run(rest))?;
        all.extend(group);
        rest = after;
        let Some((first, next)) = rest.split_first().filter(|(first, _)| [mark, ' ', '\''].contains(first)) else {
            break;
        };
        match run(next) {
            3 => rest = next,
            4 if *first != '.' => rest = next,
            _ => break,
        }
    }
    Some((plain(&all)?, rest))
}

fn plain(digits: &[char]) -> Option<i128> {
    if digits.len() > MOST_DIGITS {
        return None;
    }
    digits.iter().try_fold(0_i128, |sum, digit| Some(sum * 10 + i128::from(digit.to_digit(10)?)))
}

/// A number that is being heard: `一亿三千万` is `total` 亿, `section` 千, then 万.
#[derive(Default)]
struct Spoken {
    total: i128,
    section: i128,
    current: Option<i128>,
    last_unit: i128,
    is_word: bool,
    any: bool,
}

impl Spoken {
    fn number(&mut self, value: i128) -> Option<()> {
        self.any = true;
        self.current.replace(value).is_none().then_some(())
    }

    fn character(&mut self, character: char) -> Option<()> {
        if character == ' ' {
            return Some(());
        }
        if let Some(digit) = spoken_digit(character) {
            return self.digit(digit);
        }
        let (unit, closes_section) = unit(character)?;
        let before = self.current.take();
        let counted = match (before, closes_section) {
            (Some(count), _) => count,
            // 十五 is 15: only ten needs no digit before it. 三百万 has its digit before the hundred.
            (None, false) if unit == 10 => ONE,
            (None, true) if self.section != 0 || (unit > 10_000 && self.total != 0) => 0,
            (None, _) => return None,
        };
        self.any = true;
        self.last_unit = unit;
        self.close(unit, counted, closes_section)
    }

    fn close(&mut self, unit: i128, counted: i128, closes_section: bool) -> Option<()> {
        if !closes_section {
            self.section = self.section.checked_add(counted.checked_mul(unit)?)?;
            return Some(());
        }
        let mut part = self.section.checked_add(counted)?;
        if unit > 10_000 {
            part = part.checked_add(std::mem::take(&mut self.total))?;
        }
        self.total = self.total.checked_add(part.checked_mul(unit)?)?;
        self.section = 0;
        Some(())
    }

    /// Digits said one after the other stand in their places: 一五〇〇 is 1500.
    fn digit(&mut self, digit: i128) -> Option<()> {
        self.any = true;
        if digit == 0 {
            self.last_unit = 0;
        }
        self.current = Some(self.current.unwrap_or(0).checked_mul(10)?.checked_add(digit * ONE)?);
        Some(())
    }

    /// A lone digit at the end counts tenths of the unit before it: 三万五 is 35,000, 一百五 is 150. After a word it does not.
    fn sum(self) -> Option<i128> {
        let last = self.current.unwrap_or(0);
        let is_tenths = !self.is_word && self.last_unit >= 100 && (ONE..10 * ONE).contains(&last) && last % ONE == 0;
        let last = if is_tenths { last.checked_mul(self.last_unit / 10)? } else { last };
        self.any.then_some(())?;
        self.total.checked_add(self.section)?.checked_add(last)
    }
}

fn spoken_digit(character: char) -> Option<i128> {
    let digit = match character {
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    };
    Some(digit)
}

/// What a unit multiplies by, and whether it closes the four places below it.
fn unit(character: char) -> Option<(i128, bool)> {
    match character {
        '十' | '拾' => Some((10, false)),
        '百' | '佰' => Some((100, false)),
        '千' | '仟' | 'k' | 'K' => Some((1_000, false)),
        '万' | '萬' | 'w' | 'W' => Some((10_000, true)),
        '亿' | '億' => Some((100_000_000, true)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{ONE, number};

    fn check(text: &str, expected: Option<i128>) {
        assert_eq!(number(text, false), expected.map(|thousandths| thousandths * ONE / 1_000), "{text}");
    }

    #[test]
    fn digits_are_read_with_or_without_grouping() {
        for text in ["3000", "3,000", "３０００", "３，０００", "3 000", "3000.00", " 3000 "] {
            check(text, Some(3_000_000));
        }
        check("1,234,567.5", Some(1_234_567_500));
        check("12,0000", Some(120_000_000));
    }

    #[test]
    fn units_multiply_what_stands_before_them() {
        for (text, thousandths) in [
            ("3万", 30_000_000),
            ("3.5万", 35_000_000),
            ("3.5 w", 35_000_000),
            ("3k", 3_000_000),
            ("3万5千", 35_000_000),
            ("1.2亿", 120_000_000_000),
            ("3百万", 3_000_000_000),
        ] {
            check(text, Some(thousandths));
        }
    }

    #[test]
    fn spoken_numbers_are_read() {
        for (text, number) in [
            ("三万五千", 35_000),
            ("十五", 15),
            ("二十", 20),
            ("两千零五", 2_005),
            ("一百零五", 105),
            ("一五〇〇", 1_500),
            ("三百万", 3_000_000),
            ("一亿三千万", 130_000_000),
            ("零", 0),
        ] {
            check(text, Some(number * 1_000));
        }
    }

    #[test]
    fn a_lone_last_digit_counts_tenths_of_the_unit_before_it() {
        for (text, number) in
            [("3万5", 35_000), ("一万二", 12_000), ("一百五", 150), ("3万500", 30_500), ("三十五", 35)]
        {
            check(text, Some(number * 1_000));
        }
    }

    #[test]
    fn what_says_no_number_or_more_than_one_is_not_guessed_at() {
        for text in ["", "万", "abc", "3-5", "-5", "3,5", "1.2.3", "3.", "3000到5000", "1e9", "12345678901234567890"]
        {
            check(text, None);
        }
    }
}
