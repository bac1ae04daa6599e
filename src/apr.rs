//! The yearly cost of a loan by its market's legal method, from real cash flows, all costs in, on the money received.
//!
//! Each method says three things: how the time between payments is counted, which reading of the rate it shows, and to
//! how many decimals. One solver finds the rate of a period for all of them.

mod br_cet;
mod cn_pboc;
pub mod eu_ccd;
mod id_daily_benefit;
mod in_kfs;
mod ke;
mod mx_cat;
mod ph_eir;
mod root;
mod time;
pub mod us_reg_z;

use crate::flow::{CashFlows, PeriodUnit};
use crate::json::{choice, record};
use crate::market::AprMethod;
use crate::money::{Rounding, scaled};
use crate::rate::Apr;

pub use root::{Timed, Within, irr, irr_timed};

record! {
    /// The yearly cost by a legal method: both readings of a rate, and the one that the law shows.
    pub struct YearlyCost {
        /// The method.
        "method" method: AprMethod,
        /// `(1 + i)ⁿ − 1`, where `i` is the rate of one of the `n` periods that the method counts in a year. Units of
        /// 1e-12; none where it is too great to keep and not what the law shows.
        "effectiveE12" effective: Option<Apr>,
        /// `n · i`. Units of 1e-12.
        "nominalE12" nominal: Apr,
        /// What the law shows.
        "headline" headline: Headline,
    }
}

choice! {
    /// Which number of a yearly cost a law shows.
    pub enum Reading {
        /// With interest on interest: `(1 + i)ⁿ − 1`.
        "effective" Effective,
        /// Without: `n · i`.
        "nominal" Nominal,
        /// What the loan costs in all for each day of its term, over the money received: no rate of interest.
        "benefit" Benefit,
    }
}

record! {
    /// The number that a law shows.
    pub struct Headline {
        /// Which number it is.
        "reading" reading: Reading,
        /// What it is per.
        "per" per: PeriodUnit,
        /// It, units of 1e-12: what limits are held against.
        "rateE12" rate: Apr,
        /// It as shown, rounded half-up to the decimals. Units of 1e-12.
        "shownE12" shown: Apr,
        /// Decimals of the per cent.
        "decimals" decimals: u32,
    }
}

impl YearlyCost {
    /// The greater of the two readings: what caps are held against where the law doesn't say which. Where the effective
    /// one is too great to keep, the greatest that can be kept: above every limit, but no rate of the loan.
    pub fn against_caps(&self) -> Apr {
        self.effective.map_or(Apr::MOST, |effective| effective.max(self.nominal))
    }
}

/// Why a yearly cost can't be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AprError {
    /// No money is received.
    NothingReceived,
    /// Nothing is paid.
    NothingPaid,
    /// No rate above −100 % makes what is paid worth what is received.
    NoRate,
    /// The rate is too great to keep: above 9,007 times the money a year.
    OutOfRange,
}

impl std::fmt::Display for AprError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            AprError::NothingReceived => "no money is received",
            AprError::NothingPaid => "nothing is paid",
            AprError::NoRate => "no rate makes what is paid worth what is received",
            AprError::OutOfRange => "the rate is too great to keep: above 900,719 % a year",
        })
    }
}

impl std::error::Error for AprError {}

/// The yearly cost of what is received and paid, by `method`.
///
/// Money may be received on several days, and payments may come before it. Where several rates fit, the rule of [`irr`]
/// says which counts. A loan that is paid back with less than was received has a rate below zero.
///
/// # Errors
///
/// [`AprError`] where there is none.
///
/// # Example
///
/// 1,000.00 for a year at 1.5 % a month: `12 · i` is 18 %, `(1 + i)¹² − 1` is 19.56 %.
///
/// ```
/// use kaimen::{apr::yearly_cost, date::Date, loan::{Customs, DayCount, Repayment, Term}, market::AprMethod, money::Money};
/// use kaimen::{rate::{Months, YearlyRate}, schedule::{Terms, schedule}};
/// let terms = Terms {
///     repayment: &Repayment::Level {},
///     principal: Money::cny(1_000_000_00)?,
///     rate: YearlyRate::from_ppm(180_000),
///     term: Term::of_months(Months::new(12)?),
///     fees: &[],
///     start: Date::new(2026, 11, 23).ok_or("no such day")?,
///     customs: Customs::plain(DayCount::EqualPeriods),
/// };
/// let cost = yearly_cost(AprMethod::CnPboc, &schedule(&terms)?.flows(&[]))?;
/// // In parts per million; the instalments are whole fen, so the last digits differ from the contract rate's.
/// assert!((cost.nominal.e12() / 1_000_000).abs_diff(180_000) <= 1);
/// assert!((cost.effective.ok_or("too great")?.e12() / 1_000_000).abs_diff(195_618) <= 1);
/// assert_eq!(cost.headline.shown.e12(), 195_600_000_000);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn yearly_cost(method: AprMethod, flows: &CashFlows) -> Result<YearlyCost, AprError> {
    found(method, flows)?.kept(method)
}

/// The yearly cost with the rates of a month and of a day that come to it with interest on interest: a twelfth of a year,
/// and a 365th. The month's is none where it is too great to keep.
///
/// # Errors
///
/// Those of [`yearly_cost`].
pub fn yearly_cost_and_parts(method: AprMethod, flows: &CashFlows) -> Result<(YearlyCost, Option<Apr>, Apr), AprError> {
    let found = found(method, flows)?;
    let of = |parts: f64| Apr::from_f64(compounded(found.rate, found.per_year / parts));
    Ok((found.kept(method)?, of(12.0), of(365.0).ok_or(AprError::OutOfRange)?))
}

fn found(method: AprMethod, flows: &CashFlows) -> Result<Found, AprError> {
    let dated = time::Dated::new(flows).ok_or(AprError::NothingReceived)?;
    match method {
        AprMethod::CnPboc => cn_pboc::found(&dated, flows.every.unit),
        AprMethod::UsRegZ | AprMethod::UsMapr => us_reg_z::found(&dated, flows.every),
        AprMethod::EuCcd | AprMethod::Uk => eu_ccd::found(&dated, flows.every.unit),
        AprMethod::InKfs => in_kfs::found(&dated, flows.every.unit),
        AprMethod::BrCet => br_cet::found(&dated),
        AprMethod::MxCat => mx_cat::found(&dated, flows.every.unit),
        AprMethod::PhEir => ph_eir::found(&dated, flows.every.unit),
        AprMethod::IdDailyBenefit => id_daily_benefit::found(&dated),
        AprMethod::Ke => ke::found(&dated),
    }
}

/// A rate before it is kept.
struct Found {
    /// The rate of one period.
    rate: f64,
    /// Periods in a year.
    per_year: f64,
    reading: Reading,
    per: PeriodUnit,
    /// The number shown, where it is neither reading of the year.
    other: Option<f64>,
    decimals: u32,
}

impl Found {
    /// A rate of which the law shows this reading of the year.
    fn yearly(rate: f64, per_year: f64, reading: Reading, decimals: u32) -> Found {
        Found { rate, per_year, reading, per: PeriodUnit::Year, other: None, decimals }
    }

    fn kept(&self, method: AprMethod) -> Result<YearlyCost, AprError> {
        let (effective, nominal) = (compounded(self.rate, self.per_year), self.rate * self.per_year);
        let shown = self.other.unwrap_or(if self.reading == Reading::Nominal { nominal } else { effective });
        let rate = Apr::from_f64(shown).ok_or(AprError::OutOfRange)?;
        let nominal = Apr::from_f64(nominal).ok_or(AprError::OutOfRange)?;
        let shown = rounded(rate, self.decimals);
        let headline = Headline { reading: self.reading, per: self.per, rate, shown, decimals: self.decimals };
        Ok(YearlyCost { method, effective: Apr::from_f64(effective), nominal, headline })
    }
}

/// `(1 + rate)^periods − 1`, exact to the last digits for small rates.
pub fn compounded(rate: f64, periods: f64) -> f64 {
    libm::expm1(periods * libm::log1p(rate))
}

/// The rate to so many decimals of the per cent, a half away from zero.
///
/// # Example
///
/// EU guidelines: 3.054 % is shown as 3.05 %, and 3.055 % as 3.06 %.
///
/// ```
/// use kaimen::{apr::rounded, rate::{Apr, Ppm}};
/// assert_eq!(rounded(Apr::from_ppm(Ppm(30_540)), 2), Apr::from_ppm(Ppm(30_500)));
/// assert_eq!(rounded(Apr::from_ppm(Ppm(30_550)), 2), Apr::from_ppm(Ppm(30_600)));
/// ```
pub fn rounded(rate: Apr, decimals: u32) -> Apr {
    let unit = 10_i64.pow(10_u32.saturating_sub(decimals));
    let units = scaled(rate.e12(), 1, unit, Rounding::HalfUp).unwrap_or(0);
    Apr::from_e12(units.saturating_mul(unit))
}
