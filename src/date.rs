//! Civil dates: year, month and day in the proleptic Gregorian calendar, without a time zone.

use crate::json::{At, Read, Value, Write};

/// A civil date from 1900-01-01 to 2199-12-31.
// INVARIANT (in range): `days` lies within those bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    days: i32,
}

const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2199;

impl Date {
    /// 1970-01-01, the day from which days are counted.
    pub const EPOCH: Date = Date { days: 0 };
    /// 2199-12-31, the last day of the calendar.
    pub const LAST: Date = Date { days: 84_005 };

    /// The date of this year, month (1–12) and day, if there is such a day.
    ///
    /// # Example
    ///
    /// ```
    /// use kaimen::date::Date;
    /// assert!(Date::new(2026, 2, 29).is_none());
    /// assert_eq!(Date::new(2028, 2, 29).map(|date| date.to_string()), Some("2028-02-29".into()));
    /// ```
    pub fn new(year: i32, month: i32, day: i32) -> Option<Date> {
        let in_range = (FIRST_YEAR..=LAST_YEAR).contains(&year) && (1..=12).contains(&month);
        let in_month = in_range && (1..=days_in_month(year, month)).contains(&day);
        in_month.then(|| Date { days: days_from_civil(year, month, day) })
    }

    /// The date written `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        let dashes = bytes.len() == 10 && bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-');
        let number = |from: usize, to: usize| {
            let digits = text.get(from..to)?;
            let mut number = 0;
            for byte in digits.bytes() {
                number = number * 10 + i32::from(byte.is_ascii_digit().then(|| byte - b'0')?);
            }
            Some(number)
        };
        dashes.then(|| Date::new(number(0, 4)?, number(5, 7)?, number(8, 10)?))?
    }

    /// Written `YYYY-MM-DD`: what `Display` writes, without the machinery that it brings into the browser.
    pub fn text(self) -> String {
        let (year, month, day) = self.civil();
        let two = |number: i32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
        [&year.to_string(), "-", &two(month), "-", &two(day)].concat()
    }

    /// The date this many days after 1970-01-01; the nearest one where that is out of range.
    pub fn from_days(days: i32) -> Date {
        Date { days: days.clamp(days_from_civil(FIRST_YEAR, 1, 1), days_from_civil(LAST_YEAR, 12, 31)) }
    }

    /// Year, month and day.
    pub fn civil(self) -> (i32, i32, i32) {
        civil_from_days(self.days)
    }

    /// The same day `months` later, or the last day of that month where it is shorter; never past 2199-12-31.
    pub fn plus_months(self, months: u32) -> Date {
        let (year, month, day) = self.civil();
        Date::in_month(i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months), day)
    }

    /// The day of a month that is counted from January of year 0, or the last of it where it is shorter; the nearest
    /// end of the calendar where that is out of range.
    pub fn in_month(months: i64, day: i32) -> Date {
        let months = months.clamp(i64::from(FIRST_YEAR) * 12, i64::from(LAST_YEAR) * 12 + 12);
        // OK because the bounds above are far within i32.
        let (year, month) = ((months / 12) as i32, (months % 12) as i32 + 1);
        if year > LAST_YEAR {
            return Date { days: days_from_civil(LAST_YEAR, 12, 31) };
        }
        Date { days: days_from_civil(year, month, day.clamp(1, days_in_month(year, month))) }
    }

    /// The day so many days later, or earlier; the nearest end of the calendar where that is out of range.
    pub fn plus_days(self, days: i64) -> Date {
        let days = i64::from(self.days).saturating_add(days);
        Date::from_days(i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX }))
    }

    /// The last day of its month.
    pub fn month_end(self) -> Date {
        let (year, month, day) = self.civil();
        Date { days: self.days + days_in_month(year, month) - day }
    }

    /// Whether it is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        // 1970-01-01 was a Thursday.
        matches!((self.days + 3).rem_euclid(7), 5 | 6)
    }

    /// The day `day` of the month that lies `months` before this one's, or the last day of it where it is shorter.
    pub fn months_before(self, months: u32, day: i32) -> Date {
        let (year, month, _) = self.civil();
        Date::in_month(i64::from(year) * 12 + i64::from(month) - 1 - i64::from(months), day)
    }

    /// Days from `earlier` to this; negative where this comes first.
    pub fn days_since(self, earlier: Date) -> i64 {
        i64::from(self.days) - i64::from(earlier.days)
    }

    /// Whole months from `earlier` to this: one for each time its day of the month has been reached.
    pub fn months_since(self, earlier: Date) -> i64 {
        let (year, month, day) = self.civil();
        let (from_year, from_month, from_day) = earlier.civil();
        let months = i64::from(year - from_year) * 12 + i64::from(month - from_month);
        if day < from_day.min(days_in_month(year, month)) { months - 1 } else { months }
    }

    /// Whole years from `earlier` to this: an age. A birthday on 29 February is reached on 1 March of other years.
    pub fn years_since(self, earlier: Date) -> i64 {
        let (year, month, day) = self.civil();
        let (from_year, from_month, from_day) = earlier.civil();
        let years = i64::from(year - from_year);
        if (month, day) < (from_month, from_day) { years - 1 } else { years }
    }
}

/// The same day of each following month, or its last where it is shorter, one after another.
#[derive(Clone, Copy, Debug)]
pub struct Monthly {
    year: i32,
    /// From 0 for January.
    month: usize,
    day: i32,
    /// The first of that month, in days from the epoch.
    first: i32,
}

/// The days of the months in a common year.
const LENGTHS: [i32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

impl Monthly {
    /// From the month after `start`; none where so many steps may lead beyond the calendar.
    pub fn after(start: Date, steps: u32) -> Option<Monthly> {
        let (year, month, day) = start.civil();
        let years = i32::try_from(steps / 12).ok()?;
        let month = usize::try_from(month).ok()?;
        let first = start.days - day + 1 + days_in_month(year, start.civil().1);
        let (year, month) = if month == 12 { (year + 1, 0) } else { (year, month) };
        (years < LAST_YEAR - year).then_some(Monthly { year, month, day, first })
    }

    /// The next day.
    pub fn step(&mut self) -> Date {
        let leap = i32::from(self.month == 1 && is_leap(self.year));
        let length = LENGTHS.get(self.month).map_or(30, |length| length + leap);
        let date = Date { days: self.first + self.day.min(length) - 1 };
        self.first += length;
        self.month += 1;
        if self.month == 12 {
            self.month = 0;
            self.year += 1;
        }
        date
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.text())
    }
}

impl Read for Date {
    fn read(at: &At<'_>) -> Date {
        let text = at.text();
        text.and_then(Date::parse).unwrap_or_else(|| {
            if text.is_some() {
                at.report("not-a-date", "a date is needed here, YYYY-MM-DD, from 1900 to 2199");
            }
            Date::from_days(0)
        })
    }
}

impl Write for Date {
    fn write(&self) -> Value {
        Value::Text(self.text())
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01, counting years from 1 March so that the leap day comes last.
fn days_from_civil(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil_from_days(days: i32) -> (i32, i32, i32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i32::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::Date;

    fn check(text: &str, months: u32, expected: &str) {
        let date = Date::parse(text).map(|date| date.plus_months(months).to_string());
        assert_eq!(date.as_deref(), Some(expected));
    }

    #[test]
    fn a_shorter_month_gives_its_last_day() {
        check("2026-01-31", 1, "2026-02-28");
        check("2027-11-30", 3, "2028-02-29");
        check("2026-12-31", 12, "2027-12-31");
    }

    #[test]
    fn months_end_with_the_range() {
        check("2199-12-31", u32::MAX, "2199-12-31");
    }

    #[test]
    fn every_day_of_the_range_goes_round() {
        let mut previous = None;
        for year in 1900..=2199 {
            for month in 1..=12 {
                for day in 1..=31 {
                    let Some(date) = Date::new(year, month, day) else { continue };
                    assert_eq!(date.civil(), (year, month, day));
                    assert!(previous.is_none_or(|previous| date.days_since(previous) == 1));
                    previous = Some(date);
                }
            }
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in
            ["", "2026-1-1", "2026-13-01", "2026-02-29", "+026-01-01", "2026-01-01T", "1899-12-31", "２０２６-01"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_age_goes_up_on_the_birthday() {
        let born = Date::new(2008, 11, 23);
        let age = |year, month, day| Some(Date::new(year, month, day)?.years_since(born?));
        assert_eq!(age(2026, 11, 22), Some(17));
        assert_eq!(age(2026, 11, 23), Some(18));
    }
}
