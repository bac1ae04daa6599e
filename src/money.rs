//! Amounts of money: whole minor units with their currency, and the one place that rounds them.

use crate::json::MAX_SAFE;

/// A currency: its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The Chinese yuan, in fen.
    pub const CNY: Currency = Currency(*b"CNY");

    /// The currency of this code: three capital letters.
    pub fn new(code: &str) -> Option<Currency> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_uppercase).then_some(Currency(code))
    }
}

/// An amount: minor units within ±(2⁵³ − 1), and their currency.
// INVARIANT (exact in JSON): |minor| ≤ 2⁵³ − 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Why an amount can't be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// The result does not fit within ±(2⁵³ − 1) minor units, or a divisor is zero.
    OutOfRange,
    /// The two amounts are in different currencies.
    MixedCurrencies,
}

impl std::fmt::Display for MoneyError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            MoneyError::OutOfRange => "an amount is out of range",
            MoneyError::MixedCurrencies => "two amounts are in different currencies",
        })
    }
}

impl std::error::Error for MoneyError {}

/// How a fraction of a minor unit is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest, a half away from zero.
    HalfUp,
    /// Towards negative infinity.
    Down,
    /// Towards positive infinity.
    Up,
}

/// `number · times ÷ by`, rounded; none where `by` is not positive or the result does not fit.
///
/// # Example
///
/// ```
/// use kaimen::money::{Rounding, scaled};
/// assert_eq!(scaled(5, 1, 2, Rounding::HalfUp), Some(3));
/// assert_eq!(scaled(-5, 1, 2, Rounding::Down), Some(-3));
/// assert_eq!(scaled(5, 1, 0, Rounding::Down), None);
/// ```
pub fn scaled(number: i64, times: i64, by: i64, rounding: Rounding) -> Option<i64> {
    if by <= 0 {
        return None;
    }
    let product = i128::from(number) * i128::from(times);
    let by = i128::from(by);
    let rounded = match rounding {
        Rounding::Down => product.div_euclid(by),
        Rounding::Up => -(-product).div_euclid(by),
        Rounding::HalfUp if product < 0 => -((-product * 2 + by).div_euclid(by * 2)),
        Rounding::HalfUp => (product * 2 + by).div_euclid(by * 2),
    };
    i64::try_from(rounded).ok().filter(|result| result.unsigned_abs() <= MAX_SAFE.unsigned_abs())
}

impl Money {
    /// This many minor units.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`] beyond ±(2⁵³ − 1).
    pub fn new(minor: i64, currency: Currency) -> Result<Money, MoneyError> {
        let fits = minor.unsigned_abs() <= MAX_SAFE.unsigned_abs();
        fits.then_some(Money { minor, currency }).ok_or(MoneyError::OutOfRange)
    }

    /// This many fen.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`] beyond ±(2⁵³ − 1).
    pub fn cny(minor: i64) -> Result<Money, MoneyError> {
        Money::new(minor, Currency::CNY)
    }

    /// Nothing, in `currency`.
    pub fn zero(currency: Currency) -> Money {
        Money { minor: 0, currency }
    }

    /// The minor units.
    pub fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// The sum of the two.
    ///
    /// # Errors
    ///
    /// [`MoneyError`] where they can't be added.
    pub fn plus(self, other: Money) -> Result<Money, MoneyError> {
        self.same_currency(other)?;
        self.minor.checked_add(other.minor).ok_or(MoneyError::OutOfRange).and_then(|sum| Money::new(sum, self.currency))
    }

    /// This less the other.
    ///
    /// # Errors
    ///
    /// [`MoneyError`] where it can't be taken away.
    pub fn minus(self, other: Money) -> Result<Money, MoneyError> {
        self.plus(Money { minor: -other.minor, currency: other.currency })
    }

    /// This `· times ÷ by`, rounded.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`] where it does not fit, or `by` is not positive.
    pub fn scaled(self, times: i64, by: i64, rounding: Rounding) -> Result<Money, MoneyError> {
        scaled(self.minor, times, by, rounding)
            .ok_or(MoneyError::OutOfRange)
            .and_then(|minor| Money::new(minor, self.currency))
    }

    fn same_currency(self, other: Money) -> Result<(), MoneyError> {
        if self.currency == other.currency { Ok(()) } else { Err(MoneyError::MixedCurrencies) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Currency, Money, MoneyError, Rounding, scaled};

    #[test]
    fn halves_go_away_from_zero() {
        for (number, expected) in [(1, 1), (3, 2), (-1, -1), (-3, -2), (0, 0)] {
            assert_eq!(scaled(number, 1, 2, Rounding::HalfUp), Some(expected));
        }
    }

    #[test]
    fn up_and_down_keep_their_direction_below_zero() {
        assert_eq!(scaled(-7, 1, 2, Rounding::Up), Some(-3));
        assert_eq!(scaled(-7, 1, 2, Rounding::Down), Some(-4));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(scaled(i64::MAX, i64::MAX, 1, Rounding::HalfUp), None);
        assert_eq!(Money::cny(i64::MIN), Err(MoneyError::OutOfRange));
    }

    #[test]
    fn currencies_do_not_mix() {
        let euro = Currency::new("EUR").and_then(|euro| Money::new(1, euro).ok());
        let sum = Money::cny(1).ok().zip(euro).map(|(fen, cent)| fen.plus(cent));
        assert_eq!(sum, Some(Err(MoneyError::MixedCurrencies)));
    }
}
