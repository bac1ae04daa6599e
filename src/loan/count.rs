//! Day counts: which part of a year lies between two days.

use crate::date::Date;
use crate::flow::{Period, PeriodUnit};
use crate::json::choice;

choice! {
    /// How days become parts of a year.
    pub enum DayCount {
        /// Actual days over 365.
        "act-365" Act365,
        /// Actual days over 360.
        "act-360" Act360,
        /// Actual days over 366 in a leap year and 365 in any other (ISDA 2006, 4.16(b)).
        "act-act" ActAct,
        /// Months of thirty days, the bond basis (ISDA 2006, 4.16(f)).
        "30-360" Thirty360,
        /// Months of thirty days, the European way (ISDA 2006, 4.16(g)).
        "30e-360" ThirtyE360,
        /// A twelfth of the year each month, a fifty-second each week: the days don't count. A first or last period that
        /// is longer or shorter than the others counts its actual days over 365.
        "equal-periods" EqualPeriods,
    }
}

/// A part of a year: `of ÷ by`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearFraction {
    /// How many.
    pub of: i64,
    /// Of how many that make a year; above zero.
    pub by: i64,
}

impl YearFraction {
    /// As a float.
    pub fn as_f64(self) -> f64 {
        // OK because both are far below 2⁵³.
        self.of as f64 / self.by as f64
    }
}

impl DayCount {
    /// The part of a year from `from` to `to`, which is not the earlier; equal periods count actual days here.
    ///
    /// # Example
    ///
    /// From 30 January to 30 July 2003 (a leap year does not come in):
    ///
    /// ```
    /// use kaimen::{date::Date, loan::{DayCount, YearFraction}};
    /// let day = |month| Date::new(2003, month, 30).ok_or("no such day");
    /// let part = DayCount::Thirty360.fraction(day(1)?, day(7)?);
    /// assert_eq!(part, YearFraction { of: 180, by: 360 });
    /// # Ok::<(), &str>(())
    /// ```
    pub fn fraction(self, from: Date, to: Date) -> YearFraction {
        match self {
            DayCount::Act365 | DayCount::EqualPeriods => YearFraction { of: to.days_since(from), by: 365 },
            DayCount::Act360 => YearFraction { of: to.days_since(from), by: 360 },
            DayCount::ActAct => actual_actual(from, to),
            DayCount::Thirty360 => thirty(from, to, false),
            DayCount::ThirtyE360 => thirty(from, to, true),
        }
    }
}

/// Days of leap years over 366 and the others over 365, on their common denominator.
fn actual_actual(from: Date, to: Date) -> YearFraction {
    let leap = leap_days(to) - leap_days(from);
    let other = to.days_since(from) - leap;
    if leap == 0 {
        return YearFraction { of: other, by: 365 };
    }
    if other == 0 {
        return YearFraction { of: leap, by: 366 };
    }
    YearFraction { of: leap * 365 + other * 366, by: 365 * 366 }
}

/// Days before `date` that lie in leap years, from 1 January 1900.
fn leap_days(date: Date) -> i64 {
    let (year, _, _) = date.civil();
    let mut days = 0;
    let mut leap = 1904;
    while leap < year {
        if Date::new(leap, 2, 29).is_some() {
            days += 366;
        }
        leap += 4;
    }
    match (Date::new(year, 2, 29), Date::new(year, 1, 1)) {
        (Some(_), Some(first)) => days + date.days_since(first),
        _ => days,
    }
}

fn thirty(from: Date, to: Date, european: bool) -> YearFraction {
    let (year, month, day) = from.civil();
    let (to_year, to_month, to_day) = to.civil();
    let day = day.min(30);
    let to_day = if to_day == 31 && (european || day == 30) { 30 } else { to_day };
    YearFraction { of: i64::from((to_year - year) * 360 + (to_month - month) * 30 + to_day - day), by: 360 }
}

impl Period {
    /// Which part of a year it is where periods count as equal.
    pub fn of_year(self) -> YearFraction {
        let by = match self.unit {
            PeriodUnit::Day => 365,
            PeriodUnit::Week => 52,
            PeriodUnit::HalfMonth => 24,
            PeriodUnit::Month => 12,
            PeriodUnit::Year => 1,
        };
        YearFraction { of: i64::from(self.count), by }
    }
}

#[cfg(test)]
mod tests {
    use super::{DayCount, YearFraction};
    use crate::date::Date;

    fn check(count: DayCount, from: &str, to: &str, of: i64, by: i64) {
        let part = Date::parse(from).zip(Date::parse(to)).map(|(from, to)| count.fraction(from, to));
        assert_eq!(part, Some(YearFraction { of, by }), "{count:?} {from} {to}");
    }

    #[test]
    fn actual_days_count_over_the_length_of_the_year() {
        check(DayCount::Act365, "2024-01-01", "2025-01-01", 366, 365);
        check(DayCount::Act360, "2024-02-01", "2024-03-01", 29, 360);
    }

    /// ISDA's paper of 1998, "EMU and market conventions": 1 November 2003 to 1 May 2004 is 61/365 + 121/366.
    #[test]
    fn days_of_leap_years_count_over_366() {
        check(DayCount::ActAct, "2003-11-01", "2004-05-01", 61 * 366 + 121 * 365, 365 * 366);
        check(DayCount::ActAct, "1999-02-01", "1999-07-01", 150, 365);
        check(DayCount::ActAct, "2000-01-30", "2000-06-30", 152, 366);
    }

    /// The examples of the ISDA day-count workbook for the two bases.
    #[test]
    fn months_of_thirty_days_differ_at_their_ends() {
        check(DayCount::Thirty360, "2007-01-15", "2007-01-30", 15, 360);
        check(DayCount::Thirty360, "2007-09-30", "2008-03-31", 180, 360);
        check(DayCount::Thirty360, "2007-09-30", "2007-10-31", 30, 360);
        check(DayCount::Thirty360, "2008-02-29", "2008-03-31", 32, 360);
        check(DayCount::Thirty360, "2007-02-26", "2008-02-29", 363, 360);
        check(DayCount::ThirtyE360, "2008-02-29", "2008-03-31", 31, 360);
        check(DayCount::ThirtyE360, "2006-08-31", "2007-02-28", 178, 360);
        check(DayCount::ThirtyE360, "2007-02-26", "2008-02-29", 363, 360);
    }
}
