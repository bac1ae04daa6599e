//! Cash flows to the last minor unit.

use crate::date::Date;
use crate::flow::{CashFlow, CashFlows, Period};
use crate::money::{Money, MoneyError, Rounding};
use crate::pack::product::{Fee, FeeTime, Repayment};
use crate::rate::{Months, Ppm, YearlyRate};

/// A due payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instalment {
    /// When it is due.
    pub due: Date,
    /// The part that repays principal.
    pub principal: Money,
    /// Interest.
    pub interest: Money,
    /// Fees.
    pub fees: Money,
    /// Principal still owed after it.
    pub balance: Money,
}

impl Instalment {
    /// All that is paid on the day.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`] where the sum does not fit.
    pub fn total(&self) -> Result<Money, MoneyError> {
        self.principal.plus(self.interest)?.plus(self.fees)
    }
}

/// The plan of due payments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// How it is repaid.
    pub repayment: Repayment,
    /// The day on which the money is paid out.
    pub start: Date,
    /// What is owed.
    pub principal: Money,
    /// What is paid out: the principal less fees kept back.
    pub disbursed: Money,
    /// The due payments, in order.
    pub instalments: Vec<Instalment>,
}

impl Schedule {
    /// What is received and paid, every fee in.
    ///
    /// # Errors
    ///
    /// [`MoneyError::OutOfRange`] where a payment does not fit.
    pub fn flows(&self) -> Result<CashFlows, MoneyError> {
        let mut paid = Vec::new();
        for instalment in &self.instalments {
            paid.push(CashFlow { date: instalment.due, minor: instalment.total()?.minor() });
        }
        let every = match self.repayment {
            Repayment::Level => Period::MONTH,
            Repayment::DayInterest => Period::DAY,
        };
        Ok(CashFlows { received: vec![CashFlow { date: self.start, minor: self.disbursed.minor() }], paid, every })
    }
}

/// What a schedule is made from.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// How it is repaid.
    pub repayment: Repayment,
    /// What is owed.
    pub principal: Money,
    /// The nominal rate.
    pub rate: YearlyRate,
    /// For how long.
    pub term: Months,
    /// The fees.
    pub fees: &'a [Fee],
    /// The day on which the money is paid out.
    pub start: Date,
}

/// The schedule of these terms: one payment a month, the first a month after the money is paid out.
///
/// # Errors
///
/// [`MoneyError`] where an amount does not fit.
///
/// # Example
///
/// ```
/// use kaimen::{date::Date, money::Money, pack::product::Repayment, rate::{Months, YearlyRate}};
/// use kaimen::schedule::{Terms, schedule};
/// let terms = Terms {
///     repayment: Repayment::Level,
///     principal: Money::cny(10_000_00)?,
///     rate: YearlyRate::from_ppm(120_000),
///     term: Months::new(12)?,
///     fees: &[],
///     start: Date::new(2026, 1, 31).ok_or("no such day")?,
/// };
/// let plan = schedule(&terms)?;
/// assert_eq!(plan.instalments.len(), 12);
/// assert_eq!(plan.instalments[0].due.to_string(), "2026-02-28");
/// assert_eq!(plan.instalments[0].total()?, Money::cny(888_49)?);
/// assert_eq!(plan.instalments[11].balance, Money::cny(0)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn schedule(terms: &Terms<'_>) -> Result<Schedule, MoneyError> {
    let deducted = fees_at(terms, FeeTime::Deducted)?;
    let instalments = match terms.repayment {
        Repayment::Level => level(terms)?,
        Repayment::DayInterest => day_interest(terms)?,
    };
    Ok(Schedule {
        repayment: terms.repayment,
        start: terms.start,
        principal: terms.principal,
        disbursed: terms.principal.minus(deducted)?,
        instalments,
    })
}

/// The level instalment (等额本息) of a loan repaid monthly in arrears.
///
/// `A = P · i / (1 − (1 + i)⁻ⁿ)`, where `P` is the principal, `i` a twelfth of the nominal yearly rate and `n` the
/// number of months; at a zero rate, `P ÷ n`. Rounded half-up to the minor unit: the last instalment of the schedule
/// takes the rest.
///
/// # Errors
///
/// [`MoneyError::OutOfRange`] if the instalment does not fit in [`Money`].
///
/// # Example
///
/// 10,000.00 at 12 % a year over twelve months (annuity factor 0.088 848 79):
///
/// ```
/// # use kaimen::{money::Money, rate::{Months, YearlyRate}, schedule::level_instalment};
/// let principal = Money::cny(10_000_00)?;
/// let instalment = level_instalment(principal, YearlyRate::from_ppm(120_000), Months::new(12)?)?;
/// assert_eq!(instalment, Money::cny(888_49)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn level_instalment(principal: Money, rate: YearlyRate, term: Months) -> Result<Money, MoneyError> {
    let months = term.get();
    if rate.0.0 == 0 {
        return principal.scaled(1, i64::from(months), Rounding::HalfUp);
    }
    let monthly = rate.0.0 as f64 / 12e6;
    // Only × and + in a fixed order: the same bits everywhere.
    let growth = (0..months).fold(1.0, |growth, _| growth * (1.0 + monthly));
    let instalment = libm::round(principal.minor() as f64 * monthly * growth / (growth - 1.0));
    // OK because a float beyond the range of i64 saturates, which `Money` then refuses.
    Money::new(instalment as i64, principal.currency())
}

fn level(terms: &Terms<'_>) -> Result<Vec<Instalment>, MoneyError> {
    let instalment = level_instalment(terms.principal, terms.rate, terms.term)?;
    monthly(terms, |_, _, balance, is_last| {
        let interest = balance.scaled(terms.rate.0.0, 12 * Ppm::ONE.0, Rounding::HalfUp)?;
        let due = instalment.minus(interest)?;
        let principal = if is_last || due.minor() > balance.minor() { balance } else { due };
        Ok((principal, interest))
    })
}

/// Interest for each day on what is owed, paid monthly; the principal with the last payment. A year has 365 days.
fn day_interest(terms: &Terms<'_>) -> Result<Vec<Instalment>, MoneyError> {
    monthly(terms, |from, due, balance, is_last| {
        let days = due.days_since(from);
        let interest = balance.scaled(terms.rate.0.0.saturating_mul(days), 365 * Ppm::ONE.0, Rounding::HalfUp)?;
        Ok((if is_last { balance } else { Money::zero(balance.currency()) }, interest))
    })
}

/// One payment a month: `parts` says how much of it is principal and how much interest.
fn monthly(
    terms: &Terms<'_>,
    parts: impl Fn(Date, Date, Money, bool) -> Result<(Money, Money), MoneyError>,
) -> Result<Vec<Instalment>, MoneyError> {
    let fees = fees_at(terms, FeeTime::EachInstalment)?;
    let mut instalments = Vec::new();
    let mut balance = terms.principal;
    let mut from = terms.start;
    for month in 1..=terms.term.get() {
        let due = terms.start.plus_months(month);
        let (principal, interest) = parts(from, due, balance, month == terms.term.get())?;
        balance = balance.minus(principal)?;
        instalments.push(Instalment { due, principal, interest, fees, balance });
        from = due;
    }
    Ok(instalments)
}

fn fees_at(terms: &Terms<'_>, when: FeeTime) -> Result<Money, MoneyError> {
    let mut sum = Money::zero(terms.principal.currency());
    for fee in terms.fees.iter().filter(|fee| fee.when == when) {
        let share = terms.principal.scaled(fee.share.0, Ppm::ONE.0, Rounding::HalfUp)?;
        sum = sum.plus(share)?.plus(Money::new(fee.fixed, sum.currency())?)?;
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::{Schedule, Terms, schedule};
    use crate::date::Date;
    use crate::money::{Money, MoneyError};
    use crate::pack::product::{Fee, FeeTime, Repayment};
    use crate::rate::{Months, Ppm, YearlyRate};

    fn plan(repayment: Repayment, minor: i64, ppm: i64, months: u32, fees: &[Fee]) -> Schedule {
        let terms = || {
            Some(Terms {
                repayment,
                principal: Money::cny(minor).ok()?,
                rate: YearlyRate::from_ppm(ppm),
                term: Months::new(months).ok()?,
                fees,
                start: Date::new(2026, 11, 30)?,
            })
        };
        terms().and_then(|terms| schedule(&terms).ok()).unwrap_or_else(|| unreachable!("the terms are in range"))
    }

    fn interest(plan: &Schedule) -> i64 {
        plan.instalments.iter().map(|instalment| instalment.interest.minor()).sum()
    }

    #[test]
    fn last_instalment_takes_the_rest() {
        let plan = plan(Repayment::Level, 10_000_00, 180_000, 7, &[]);
        let principal: i64 = plan.instalments.iter().map(|instalment| instalment.principal.minor()).sum();
        assert_eq!(principal, 10_000_00);
        assert_eq!(plan.instalments.last().map(|last| last.balance.minor()), Some(0));
    }

    #[test]
    fn a_zero_rate_costs_nothing() {
        assert_eq!(interest(&plan(Repayment::Level, 1_000_00, 0, 3, &[])), 0);
        assert_eq!(interest(&plan(Repayment::DayInterest, 1_000_00, 0, 3, &[])), 0);
    }

    #[test]
    fn day_interest_counts_the_days_of_each_month() {
        // 10,000.00 at 18.25 % a year is 5.00 a day: 30 days, 31 days, 28 days and so on.
        let plan = plan(Repayment::DayInterest, 10_000_00, 182_500, 3, &[]);
        let interest: Vec<i64> = plan.instalments.iter().map(|instalment| instalment.interest.minor()).collect();
        assert_eq!(interest, [150_00, 155_00, 145_00]);
        assert_eq!(
            plan.instalments.iter().map(|i| i.due.to_string()).collect::<Vec<_>>(),
            ["2026-12-30", "2027-01-30", "2027-02-28"]
        );
    }

    #[test]
    fn a_deducted_fee_lowers_what_is_paid_out_and_not_what_is_owed() {
        let fee = Fee { id: "service".into(), when: FeeTime::Deducted, share: Ppm(50_000), fixed: 10_00 };
        let plan = plan(Repayment::Level, 10_000_00, 0, 2, &[fee]);
        assert_eq!((plan.principal.minor(), plan.disbursed.minor()), (10_000_00, 9_490_00));
    }

    #[test]
    fn a_fee_with_each_instalment_is_in_its_total() -> Result<(), MoneyError> {
        let fee = Fee { id: "account".into(), when: FeeTime::EachInstalment, share: Ppm(0), fixed: 5_00 };
        let plan = plan(Repayment::Level, 300_00, 0, 3, &[fee]);
        for instalment in &plan.instalments {
            assert_eq!(instalment.total()?, Money::cny(105_00)?);
        }
        Ok(())
    }
}
