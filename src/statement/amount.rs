//! Amounts as people and banks write them.

use crate::json::MAX_SAFE;

/// Which character stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decimal {
    Point,
    Comma,
}

/// The minor units of an amount: signs before or after, brackets, `CR` and `DR`, currency signs and letters, grouping,
/// full-width digits and an exponent are read. None where it is no amount, or too great to keep. Decimals finer than the
/// minor unit are rounded half up, which mends what spreadsheets make of 9.78.
///
/// A sign is given back as it is written: what it means is the caller's to say.
pub(super) fn minor(text: &str, decimal: Decimal, digits: u32) -> Option<i64> {
    let mut number = Number { mantissa: 0, digits: 0, decimals: None, negative: false, exponent: 0 };
    let mut letters = String::new();
    let mut characters = text.trim().chars().map(narrow).peekable();
    while let Some(character) = characters.next() {
        match character {
            '0'..='9' => number.digit(character)?,
            '-' | '\u{2212}' | '(' | '（' => number.negative = true,
            'e' | 'E' if number.digits > 0 && characters.peek().is_some_and(|next| is_exponent(*next)) => {
                number.exponent = exponent(&mut characters)?;
            }
            '.' if decimal == Decimal::Point => number.point()?,
            ',' if decimal == Decimal::Comma => number.point()?,
            '.' | ',' | '\'' | '’' if number.decimals.is_none() => {}
            '.' | ',' => return None,
            '+' | ')' | '）' | ' ' | '\u{a0}' | '\u{202f}' | '\t' => {}
            _ if is_currency(character) => {}
            _ if character.is_ascii_alphabetic() && letters.len() < MOST_LETTERS => {
                letters.push(character.to_ascii_uppercase());
            }
            _ => return None,
        }
    }
    number.negative |= is_debit(&letters)?;
    number.minor(digits)
}

struct Number {
    mantissa: i64,
    digits: u32,
    /// How many digits came after the decimal sign, once there was one.
    decimals: Option<i32>,
    negative: bool,
    exponent: i32,
}

impl Number {
    fn digit(&mut self, character: char) -> Option<()> {
        self.digits = self.digits.checked_add(1)?;
        // Beyond the ninth decimal a digit says nothing about money.
        if self.decimals.is_some_and(|decimals| decimals >= 9) {
            return Some(());
        }
        let digit = i64::from(character.to_digit(10)?);
        self.mantissa = self.mantissa.checked_mul(10)?.checked_add(digit)?;
        self.decimals = self.decimals.map(|decimals| decimals + 1);
        Some(())
    }

    fn point(&mut self) -> Option<()> {
        let first = self.decimals.is_none();
        self.decimals = Some(0);
        first.then_some(())
    }

    fn minor(self, digits: u32) -> Option<i64> {
        if self.digits == 0 {
            return None;
        }
        let shift = i32::try_from(digits).ok()? - self.decimals.unwrap_or(0) + self.exponent;
        let mut minor = self.mantissa;
        for _ in 0..shift.clamp(0, 20) {
            minor = minor.checked_mul(10)?;
        }
        let places = shift.clamp(-20, 0).unsigned_abs();
        for place in 0..places {
            // Rounded once, at the last digit that falls away.
            minor = if place + 1 == places { (minor + 5) / 10 } else { minor / 10 };
        }
        let fits = (0..=MAX_SAFE).contains(&minor);
        fits.then_some(if self.negative { -minor } else { minor })
    }
}

fn is_exponent(character: char) -> bool {
    character.is_ascii_digit() || character == '-' || character == '+'
}

fn exponent(characters: &mut dyn Iterator<Item = char>) -> Option<i32> {
    let mut negative = false;
    let mut exponent = 0_i32;
    for character in characters {
        match character {
            '-' => negative = true,
            '+' => {}
            _ => exponent = exponent.checked_mul(10)?.checked_add(i32::try_from(character.to_digit(10)?).ok()?)?,
        }
    }
    (exponent <= 15).then_some(if negative { -exponent } else { exponent })
}

/// A full-width character as the narrow one that means the same.
fn narrow(character: char) -> char {
    match character {
        '０'..='９' | '．' | '，' | '－' | '＋' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        _ => character,
    }
}

/// Signs of currencies, which say nothing about the amount.
fn is_currency(character: char) -> bool {
    matches!(character, '¥' | '￥' | '$' | '€' | '£' | '₹' | '元' | '₱' | '₩')
}

/// The letters of a currency and of `CREDIT`.
const MOST_LETTERS: usize = 9;

/// Whether the letters beside a number mark a debit; nothing where they are neither that nor a currency: a reference is
/// no amount.
fn is_debit(letters: &str) -> Option<bool> {
    let of = |marks: &[&str]| marks.iter().find_map(|mark| letters.strip_suffix(mark)).is_some_and(is_currency_code);
    if is_currency_code(letters) || of(&["C", "CR", "CREDIT"]) {
        return Some(false);
    }
    of(&["D", "DR", "DB", "DEBIT"]).then_some(true)
}

fn is_currency_code(letters: &str) -> bool {
    matches!(letters, "" | "R" | "RM" | "RP" | "RS" | "US" | "HK" | "NT" | "KSH") || letters.len() == 3
}

/// Which character stands before the decimals in these cells: the one that is last and has at most two digits after it,
/// wherever that says anything.
pub(super) fn decimal_of(cells: &mut dyn Iterator<Item = &str>) -> Decimal {
    let (mut points, mut commas) = (0_u32, 0_u32);
    for cell in cells {
        let cell = cell.trim();
        let sign = cell.rfind(['.', ',']).and_then(|at| Some((cell.as_bytes().get(at)?, cell.get(at + 1..)?)));
        if let Some((sign, after)) = sign {
            let decimals = after.bytes().filter(u8::is_ascii_digit).count();
            let other = if *sign == b'.' { ',' } else { '.' };
            // Three digits after the only kind of sign are a group.
            if decimals != 3 || cell.contains(other) {
                if *sign == b'.' { points += 1 } else { commas += 1 }
            }
        }
    }
    if commas > points { Decimal::Comma } else { Decimal::Point }
}

/// How many decimals a currency has (ISO 4217).
pub(super) fn digits_of(currency: &str) -> u32 {
    match currency {
        "JPY" | "KRW" | "VND" | "CLP" | "ISK" | "PYG" | "UGX" | "RWF" | "XAF" | "XOF" | "XPF" | "KMF" | "GNF"
        | "DJF" | "BIF" | "VUV" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// An amount with its decimals, for people who read figures: 1234.50.
#[cfg(feature = "cli")]
pub fn shown(minor: i64, currency: &str) -> String {
    let digits = digits_of(currency);
    let unit = 10_u64.pow(digits);
    let (sign, size) = (if minor < 0 { "-" } else { "" }, minor.unsigned_abs());
    match digits {
        0 => format!("{sign}{size}"),
        _ => format!("{sign}{}.{:0width$}", size / unit, size % unit, width = usize::try_from(digits).unwrap_or(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, decimal_of, minor};

    fn check(text: &str, expected: Option<i64>) {
        assert_eq!(minor(text, Decimal::Point, 2), expected, "{text}");
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, expected) in [
            ("¥1,234.50", 123_450),
            ("-28.16", -28_16),
            ("28.16-", -28_16),
            ("(28.16)", -28_16),
            ("28.16 DR", -28_16),
            ("28.16CR", 28_16),
            ("３，０００．５", 3_000_50),
            ("9.7799999999999994", 9_78),
            ("1.5E3", 1_500_00),
            ("+5", 5_00),
            ("USD 12", 12_00),
            ("5000.00 USD", 5_000_00),
            ("5000.00 USD DR", -5_000_00),
            ("5,000.00 Credit", 5_000_00),
            ("R$ 5", 5_00),
            ("0.00", 0),
        ] {
            check(text, Some(expected));
        }
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for text in ["", "-", "¥", "1.2.3", "1:2", "99999999999999999999", "1E99", "=1+2", "1.0,5", "FT2601050001"] {
            check(text, None);
        }
    }

    #[test]
    fn the_decimal_sign_is_found_in_the_cells() {
        let of = |cells: &[&str]| decimal_of(&mut cells.iter().copied());
        assert_eq!(of(&["1.234,56", "7,90", "1.000"]), Decimal::Comma);
        assert_eq!(of(&["1,234", "7.90"]), Decimal::Point);
        assert_eq!(of(&["1,234", "2,000"]), Decimal::Point);
        assert_eq!(minor("1.234,56", Decimal::Comma, 2), Some(1_234_56));
    }
}
