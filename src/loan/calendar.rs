//! The days on which payments are due.

use super::DayCount;
use crate::date::Date;
use crate::flow::{Period, PeriodUnit};
use crate::json::{choice, record};
use crate::rate::Months;

record! {
    /// For how long a loan runs: so many periods.
    #[derive(Copy)]
    pub struct Term {
        /// How many.
        "periods" periods: u32,
        /// Of what length.
        "every" every: Period,
    }
}

impl Term {
    /// This many months.
    pub fn of_months(months: Months) -> Term {
        Term { periods: months.get(), every: Period::MONTH }
    }

    /// The months that it takes, begun ones as whole: what laws limit. None beyond 600 months, and where there is no
    /// period at all.
    pub fn months(&self) -> Option<Months> {
        let (twelfths, by) = self.twelfths()?;
        u32::try_from((twelfths + by - 1) / by).ok().and_then(|months| Months::new(months).ok())
    }

    /// The whole months in it, a begun one left out: what laws ask for at the least.
    pub fn whole_months(&self) -> Option<u32> {
        let (twelfths, by) = self.twelfths()?;
        u32::try_from(twelfths / by).ok()
    }

    fn twelfths(&self) -> Option<(i64, i64)> {
        let part = self.every.of_year();
        Some((i64::from(self.periods).checked_mul(part.of)?.checked_mul(12)?, part.by))
    }
}

choice! {
    /// What happens to a due day that is a Saturday, a Sunday or a holiday.
    pub enum Roll {
        /// Nothing.
        "none" None,
        /// The next business day.
        "following" Following,
        /// The next business day, or the one before where that is in another month.
        "modified-following" ModifiedFollowing,
        /// The business day before.
        "preceding" Preceding,
    }
}

/// What a loan's contract and its currency settle beside amount, rate and form.
#[derive(Clone, Copy, Debug)]
pub struct Customs<'a> {
    /// How days become interest.
    pub count: DayCount,
    /// Amounts go by this many minor units: 1, or more where the smallest coin is more.
    pub step: i64,
    /// The first due day, where it is not one period after the money is paid out.
    pub first: Option<Date>,
    /// The last due day, where it is not a whole number of periods after the first.
    pub last: Option<Date>,
    /// Whether payments fall on the last day of each month where the first does.
    pub month_end: bool,
    /// What happens to days without business.
    pub roll: Roll,
    /// Days without business beside Saturdays and Sundays.
    pub holidays: &'a [Date],
}

impl Customs<'_> {
    /// Regular periods on the days as they come, to the minor unit.
    pub const fn plain(count: DayCount) -> Customs<'static> {
        Customs { count, step: 1, first: None, last: None, month_end: false, roll: Roll::None, holidays: &[] }
    }
}

/// The due days of a loan, worked out one at a time.
#[derive(Clone, Copy, Debug)]
pub struct Dues<'a> {
    every: Period,
    periods: u32,
    customs: &'a Customs<'a>,
    /// Year and month of the day from which periods are counted, as one number of months.
    months: i64,
    day: i32,
    from: Date,
    /// How many periods lie before the first due day.
    before: u32,
}

impl<'a> Dues<'a> {
    /// The due days of a loan that is paid out on `start`.
    pub fn new(start: Date, term: &Term, customs: &'a Customs<'a>) -> Dues<'a> {
        let from = customs.first.unwrap_or(start);
        let (year, month, day) = from.civil();
        let is_last = from.month_end() == from;
        Dues {
            every: term.every,
            periods: term.periods,
            customs,
            months: i64::from(year) * 12 + i64::from(month) - 1,
            day: if customs.month_end && is_last { 31 } else { day },
            from,
            before: u32::from(customs.first.is_none()),
        }
    }

    /// The due day of instalment `number`, the first being 0; the nearest end of the calendar where it lies beyond.
    pub fn nth(&self, number: u32) -> Date {
        self.rolled(self.unrolled(number))
    }

    /// The same, whether or not there is business on it.
    pub fn unrolled(&self, number: u32) -> Date {
        match self.customs.last {
            Some(last) if number + 1 == self.periods => last,
            _ => self.regular(i64::from(number + self.before) * i64::from(self.every.count)),
        }
    }

    /// The day `count` units from the first.
    fn regular(&self, count: i64) -> Date {
        match self.every.unit {
            PeriodUnit::Day => self.from.plus_days(count),
            PeriodUnit::Week => self.from.plus_days(count * 7),
            PeriodUnit::HalfMonth => self.half_month(count),
            PeriodUnit::Month => Date::in_month(self.months + count, self.day),
            PeriodUnit::Year => Date::in_month(self.months + count * 12, self.day),
        }
    }

    /// A day of the month and the one fifteen days from it; the 15th and the last where months end with a payment.
    fn half_month(&self, count: i64) -> Date {
        let is_late = self.day > 15;
        let halves = count + i64::from(is_late);
        let day = match (halves % 2 == 0, is_late) {
            (true, true) if self.day == 31 && self.customs.month_end => 15,
            (true, true) => self.day - 15,
            (false, false) => self.day + 15,
            (true, false) | (false, true) => self.day,
        };
        Date::in_month(self.months + halves / 2, day)
    }

    fn rolled(&self, day: Date) -> Date {
        let forward = |day| self.business(day, 1);
        let back = |day| self.business(day, -1);
        match self.customs.roll {
            Roll::None => day,
            Roll::Following => forward(day),
            Roll::Preceding => back(day),
            Roll::ModifiedFollowing => {
                Some(forward(day)).filter(|next| *next <= day.month_end()).unwrap_or_else(|| back(day))
            }
        }
    }

    /// The nearest business day from `day` on, going by `step`; the calendar's end is taken as one.
    fn business(&self, mut day: Date, step: i64) -> Date {
        while day.is_weekend() || self.customs.holidays.contains(&day) {
            let next = day.plus_days(step);
            if next == day {
                break;
            }
            day = next;
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::{Customs, Dues, Roll, Term};
    use crate::date::Date;
    use crate::flow::{Period, PeriodUnit};
    use crate::loan::DayCount;
    use crate::rate::Months;

    fn check(start: &str, count: u32, unit: PeriodUnit, customs: &Customs<'_>, expected: &[&str]) {
        let term = Term { periods: u32::try_from(expected.len()).unwrap_or(0), every: Period { count, unit } };
        let start = Date::parse(start).unwrap_or(Date::EPOCH);
        let dues = Dues::new(start, &term, customs);
        let days: Vec<String> = (0..term.periods).map(|number| dues.nth(number).to_string()).collect();
        assert_eq!(days, expected);
    }

    fn plain() -> Customs<'static> {
        Customs::plain(DayCount::Act365)
    }

    #[test]
    fn periods_of_each_length_are_counted_from_the_start() {
        check("2026-01-31", 1, PeriodUnit::Month, &plain(), &["2026-02-28", "2026-03-31", "2026-04-30"]);
        check("2026-01-31", 3, PeriodUnit::Month, &plain(), &["2026-04-30", "2026-07-31"]);
        check("2026-01-05", 2, PeriodUnit::Week, &plain(), &["2026-01-19", "2026-02-02"]);
        check("2026-01-30", 10, PeriodUnit::Day, &plain(), &["2026-02-09", "2026-02-19"]);
        check("2024-02-29", 1, PeriodUnit::Year, &plain(), &["2025-02-28", "2026-02-28"]);
    }

    #[test]
    fn half_months_are_fifteen_days_apart() {
        check("2026-01-10", 1, PeriodUnit::HalfMonth, &plain(), &["2026-01-25", "2026-02-10", "2026-02-25"]);
        check("2026-01-20", 1, PeriodUnit::HalfMonth, &plain(), &["2026-02-05", "2026-02-20", "2026-03-05"]);
        let ends = Customs { month_end: true, ..plain() };
        check("2026-01-31", 1, PeriodUnit::HalfMonth, &ends, &["2026-02-15", "2026-02-28", "2026-03-15"]);
    }

    #[test]
    fn payments_at_the_end_of_the_month_stay_there() {
        let ends = Customs { month_end: true, ..plain() };
        check("2026-02-28", 1, PeriodUnit::Month, &ends, &["2026-03-31", "2026-04-30"]);
        check("2026-02-28", 1, PeriodUnit::Month, &plain(), &["2026-03-28", "2026-04-28"]);
        check("2026-02-27", 1, PeriodUnit::Month, &ends, &["2026-03-27", "2026-04-27"]);
    }

    #[test]
    fn the_first_and_the_last_period_may_be_odd() {
        let odd = Customs { first: Date::new(2026, 3, 15), last: Date::new(2026, 5, 31), ..plain() };
        check("2026-01-31", 1, PeriodUnit::Month, &odd, &["2026-03-15", "2026-04-15", "2026-05-31"]);
    }

    #[test]
    fn days_without_business_are_moved_by_the_rule() {
        // 31 January 2026 is a Saturday; 2 February a holiday here.
        let holidays: Vec<Date> = Date::new(2026, 2, 2).into_iter().collect();
        let rolled = |roll| Customs { roll, holidays: &holidays, ..plain() };
        for (roll, day) in [
            (Roll::None, "2026-01-31"),
            (Roll::Following, "2026-02-03"),
            (Roll::ModifiedFollowing, "2026-01-30"),
            (Roll::Preceding, "2026-01-30"),
        ] {
            check("2025-12-31", 1, PeriodUnit::Month, &rolled(roll), &[day]);
        }
    }

    #[test]
    fn begun_months_count_as_whole() {
        let months = |periods, count, unit| Term { periods, every: Period { count, unit } }.months().map(Months::get);
        assert_eq!(months(13, 2, PeriodUnit::Week), Some(6));
        assert_eq!(months(53, 1, PeriodUnit::Week), Some(13));
        assert_eq!(months(30, 1, PeriodUnit::Day), Some(1));
        assert_eq!(months(2, 1, PeriodUnit::Year), Some(24));
        assert_eq!(months(601, 1, PeriodUnit::Month), None);
        assert_eq!(months(0, 1, PeriodUnit::Month), None);
    }
}
