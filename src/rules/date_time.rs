//! Moments: RFC 3339 date-times.

use super::{Form, Rule};

/// An RFC 3339 date-time with a real calendar day, `T` or `t`, a fraction of up to nine digits, and any offset. A leap
/// second (`:60`) is refused: JavaScript's `Date` and most databases have no such moment.
pub static DATE_TIME: Rule =
    Rule::of("date-time", Form::Format("date-time", PATTERN, |text: &str| Instant::read(text).is_some()));

const PATTERN: &str = r"^(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$";

/// A moment, to compare with others: the seconds since the year 0 in UTC, and the nanoseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(i64, u32);

impl Instant {
    /// Reads a date-time; `None` when it is none.
    ///
    /// ```
    /// use commerce_customers::rules::Instant;
    /// let berlin = Instant::read("2026-11-22T09:00:00+01:00");
    /// assert!(berlin.is_some() && berlin == Instant::read("2026-11-22t08:00:00.000Z"));
    /// assert_eq!(Instant::read("2026-02-29T00:00:00Z"), None);
    /// ```
    pub fn read(text: &str) -> Option<Instant> {
        let mut rest = Reader(text.as_bytes());
        let year = rest.number(4, 0, 9999)?;
        rest.one_of(b"-")?;
        let month = rest.number(2, 1, 12)?;
        rest.one_of(b"-")?;
        let day = rest.number(2, 1, days_of(month, year))?;
        rest.one_of(b"Tt")?;
        let (hour, minute) = rest.clock()?;
        rest.one_of(b":")?;
        let second = rest.number(2, 0, 59)?;
        let nanos = rest.fraction()?;
        let (sign, (hours, minutes)) = match rest.one_of(b"Zz+-")? {
            b'+' => (-60, rest.clock()?),
            b'-' => (60, rest.clock()?),
            _ => (0, (0, 0)),
        };
        if !rest.0.is_empty() {
            return None;
        }
        let Instant(local, _) = Instant::of(year, month, day, [hour, minute, second])?;
        let offset = i64::from(hours).saturating_mul(60).saturating_add(i64::from(minutes)).saturating_mul(sign);
        Some(Instant(local.saturating_add(offset), nanos))
    }

    /// A moment in UTC by its parts; `None` when no calendar or clock has it.
    pub(crate) fn of(year: u32, month: u32, day: u32, [hour, minute, second]: [u32; 3]) -> Option<Instant> {
        let is_real = (1..=12).contains(&month) && (1..=days_of(month, year)).contains(&day);
        if !(is_real && year < 10_000 && hour < 24 && minute < 60 && second < 60) {
            return None;
        }
        // All of it is below 2^40: nothing saturates.
        let days = days_before(year, month).saturating_add(i64::from(day));
        let parts = [(24, hour), (60, minute), (60, second)];
        let seconds =
            parts.into_iter().fold(days, |sum, (size, part)| sum.saturating_mul(size).saturating_add(part.into()));
        Some(Instant(seconds, 0))
    }

    /// Whole milliseconds since 1970; 0 for what was before.
    pub(crate) fn since_1970_ms(self) -> u64 {
        /// The first of January 1970, in seconds since the year 0.
        const START: i64 = 719_529 * 86_400;
        u64::try_from(self.0.saturating_sub(START)).unwrap_or(0).saturating_mul(1000)
    }
}

/// The bytes that are still to be read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn one_of(&mut self, bytes: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        bytes.contains(first).then_some(*first)
    }

    /// A number of exactly so many digits.
    fn number(&mut self, digits: usize, min: u32, max: u32) -> Option<u32> {
        let mut number = 0_u32;
        for _ in 0..digits {
            let digit = self.one_of(b"0123456789")?;
            number = number.saturating_mul(10).saturating_add(u32::from(digit.saturating_sub(b'0')));
        }
        (min..=max).contains(&number).then_some(number)
    }

    fn clock(&mut self) -> Option<(u32, u32)> {
        let hour = self.number(2, 0, 23)?;
        self.one_of(b":")?;
        Some((hour, self.number(2, 0, 59)?))
    }

    /// The nanoseconds of `.123456789`, 0 where there is no point.
    fn fraction(&mut self) -> Option<u32> {
        let Some(rest) = self.0.strip_prefix(b".") else { return Some(0) };
        self.0 = rest;
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=9).contains(&digits) {
            return None;
        }
        let value = self.number(digits, 0, 999_999_999)?;
        Some((digits..9).fold(value, |value, _| value.saturating_mul(10)))
    }
}

fn is_leap(year: u32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_of(month: u32, year: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days from the first of January of the year 0 to the day before the first of a month.
fn days_before(year: u32, month: u32) -> i64 {
    let leaps = match year.checked_sub(1) {
        Some(last) => (last / 4).saturating_sub(last / 100).saturating_add(last / 400).saturating_add(1),
        None => 0,
    };
    let months: u32 = (1..month).map(|month| days_of(month, year)).sum();
    i64::from(year).saturating_mul(365).saturating_add(i64::from(leaps)).saturating_add(i64::from(months))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_times() {
        for good in [
            "2026-11-22T08:15:00Z",
            "2026-11-22t08:15:00z",
            "2024-02-29T23:59:59.123456789+14:00",
            "2000-02-29T00:00:00-23:59",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.9Z",
        ] {
            assert!(Instant::read(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "2026-11-22",
            "2026-11-22T08:15Z",
            "2026-11-22 08:15:00Z",
            "2026-11-22T08:15:00",
            "2026-11-22T24:00:00Z",
            "2026-11-22T08:60:00Z",
            "2016-12-31T23:59:60Z",
            "2026-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2026-04-31T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-01-00T00:00:00Z",
            "2026-11-22T08:15:00.Z",
            "2026-11-22T08:15:00.1234567890Z",
            "2026-11-22T08:15:00+0100",
            "2026-11-22T08:15:00+24:00",
            "2026-11-22T08:15:00Z\n",
            "+002026-11-22T08:15:00Z",
            "２026-11-22T08:15:00Z",
        ] {
            assert_eq!(Instant::read(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn moments_compare_across_offsets_and_over_year_ends() {
        let at = |text: &str| Instant::read(text).expect("a date-time");
        assert_eq!(at("2025-12-31T23:30:00-01:00"), at("2026-01-01T00:30:00Z"));
        assert_eq!(at("2024-03-01T00:00:00+00:01"), at("2024-02-29T23:59:00Z"));
        assert!(at("2026-01-01T00:00:00.1Z") > at("2026-01-01T00:00:00.099999999Z"));
        let ordered = [
            "0000-12-31",
            "0001-01-01",
            "1899-12-31",
            "1900-03-01",
            "2000-02-28",
            "2000-02-29",
            "2000-03-01",
            "2001-01-01",
        ];
        let seconds: Vec<i64> = ordered.iter().map(|day| at(&[day, "T00:00:00Z"].concat()).0).collect();
        assert!(seconds.windows(2).all(|pair| pair[0] < pair[1]), "{seconds:?}");
        assert_eq!(at("1970-01-01T00:00:00Z").since_1970_ms(), 0);
        assert_eq!(at("1969-12-31T23:59:59Z").since_1970_ms(), 0);
        assert_eq!(at("2026-11-25T19:30:15.9Z").since_1970_ms(), 1_795_635_015_000);
        assert_eq!(at("2001-09-09T01:46:40Z").0 - at("1970-01-01T00:00:00Z").0, 1_000_000_000);
    }
}
