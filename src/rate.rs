//! Rates and the periods they belong to: parts per million by contract, 1e-12 as a legal yearly rate.

use crate::json::{At, MAX_SAFE, Read, Value, Write};

/// Parts per million: a contract rate, a share or a probability, never below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ppm(pub i64);

impl Ppm {
    /// The whole: 1,000,000.
    pub const ONE: Ppm = Ppm(1_000_000);
}

impl Read for Ppm {
    fn read(at: &At<'_>) -> Ppm {
        Ppm(at.int(0, 1_000_000_000))
    }
}

impl Write for Ppm {
    fn write(&self) -> Value {
        Value::Int(self.0)
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for Ppm {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Ppm".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 0, "maximum": 1_000_000_000 })
    }
}

/// A nominal rate a year, in parts per million.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct YearlyRate(pub Ppm);

impl YearlyRate {
    /// This many parts per million a year.
    pub fn from_ppm(ppm: i64) -> YearlyRate {
        YearlyRate(Ppm(ppm))
    }
}

/// A legal yearly rate as found from cash flows: whole units of 1e-12, so that caps compare exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Apr(i64);

impl Apr {
    /// The rate nearest to `rate` (1.0 is 100 % a year), or none where it is no finite number or too great to keep.
    pub fn from_f64(rate: f64) -> Option<Apr> {
        let units = libm::round(rate * 1e12);
        // OK because a float below 2⁵³ in size converts exactly.
        (libm::fabs(units) <= MAX_SAFE as f64).then_some(Apr(units as i64))
    }

    /// The greatest rate that can be kept: 9,007 times the money.
    pub const MOST: Apr = Apr(MAX_SAFE);

    /// This many units of 1e-12, or the nearest that can be kept.
    pub fn from_e12(units: i64) -> Apr {
        Apr(units.clamp(-MAX_SAFE, MAX_SAFE))
    }

    /// The rate of `ppm` parts per million.
    pub fn from_ppm(ppm: Ppm) -> Apr {
        Apr(ppm.0.saturating_mul(1_000_000).min(MAX_SAFE))
    }

    /// Units of 1e-12.
    pub fn e12(self) -> i64 {
        self.0
    }
}

impl Read for Apr {
    fn read(at: &At<'_>) -> Apr {
        Apr(at.int(-MAX_SAFE, MAX_SAFE))
    }
}

impl Write for Apr {
    fn write(&self) -> Value {
        Value::Int(self.0)
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for Apr {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Apr".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer" })
    }
}

/// `base` to a whole power by repeated squaring: only × in a fixed order, so the same bits everywhere.
pub fn power(base: f64, exponent: u32) -> f64 {
    let (mut result, mut square, mut rest) = (1.0, base, exponent);
    while rest > 0 {
        if rest & 1 == 1 {
            result *= square;
        }
        square *= square;
        rest >>= 1;
    }
    result
}

/// The months that a loan runs: 1 to 600.
// INVARIANT (in range): 1 ≤ months ≤ 600.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Months(u32);

/// A number of months that is not from 1 to 600.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchTerm;

impl std::fmt::Display for NoSuchTerm {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a term is from 1 to 600 months")
    }
}

impl std::error::Error for NoSuchTerm {}

impl Months {
    /// This many months.
    ///
    /// # Errors
    ///
    /// [`NoSuchTerm`] outside 1 to 600.
    pub fn new(months: u32) -> Result<Months, NoSuchTerm> {
        if (1..=600).contains(&months) { Ok(Months(months)) } else { Err(NoSuchTerm) }
    }

    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl Read for Months {
    fn read(at: &At<'_>) -> Months {
        Months(u32::try_from(at.int(1, 600)).unwrap_or(1))
    }
}

impl Write for Months {
    fn write(&self) -> Value {
        Value::Int(i64::from(self.0))
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for Months {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Months".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": 600 })
    }
}
