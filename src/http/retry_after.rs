//! How long a service asks to wait before the next request.

use crate::rules::{whole, Instant};

/// Milliseconds to wait from now on, by the header `retry-after-ms`, else by `Retry-After` in seconds or as an HTTP date;
/// `None` when neither can be read. A moment that has passed is 0.
///
/// A date is counted from the answer's own `Date` where that can be read, so that a wrong clock here does no harm; else from
/// `now_ms`, the milliseconds since 1970.
///
/// ```
/// use commerce_customers::http::retry_after;
/// let headers = |name: &str| match name {
///     "retry-after" => Some("Wed, 25 Nov 2026 19:30:15 GMT".to_owned()),
///     "date" => Some("Wed, 25 Nov 2026 19:30:10 GMT".to_owned()),
///     _ => None,
/// };
/// assert_eq!(retry_after(headers, 0), Some(5_000));
/// ```
pub fn retry_after(header: impl Fn(&str) -> Option<String>, now_ms: u64) -> Option<u64> {
    if let Some(ms) = header("retry-after-ms").and_then(|text| whole(text.trim_matches(' '))) {
        return Some(ms);
    }
    let text = header("retry-after")?;
    let text = text.trim_matches(' ');
    if let Some(seconds) = whole(text) {
        return Some(seconds.saturating_mul(1000));
    }
    let until = date_ms(text)?;
    let from = header("date").and_then(|date| date_ms(&date)).unwrap_or(now_ms);
    Some(until.saturating_sub(from))
}

/// An HTTP date in any of the three forms of RFC 9110 (5.6.7), in milliseconds since 1970.
fn date_ms(text: &str) -> Option<u64> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let small = |text: &str| whole(text).and_then(|number| u32::try_from(number).ok());
    let (mut month, mut clock, mut numbers) = (None, None, Vec::new());
    // The weekday says nothing new. Of the rest each part shows by its form what it is; day and year stand in this order.
    for part in text.split([' ', ',', '-']).skip(1).filter(|part| !part.is_empty()) {
        if let Some(number) = small(part) {
            numbers.push(number);
        } else if part.contains(':') {
            let parts: Vec<u32> = part.split(':').map(small).collect::<Option<_>>()?;
            clock = <[u32; 3]>::try_from(parts).ok();
        } else if let Some(index) = MONTHS.iter().position(|name| *name == part) {
            month = u32::try_from(index).ok();
        } else if part != "GMT" {
            return None;
        }
    }
    let [day, year] = <[u32; 2]>::try_from(numbers).ok()?;
    let century = match year {
        0..=69 => 2000,
        70..=99 => 1900,
        _ => 0,
    };
    Instant::of(year.saturating_add(century), month?.saturating_add(1), day, clock?).map(Instant::since_1970_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1994-11-06T08:49:37Z, the example of RFC 9110.
    const EXAMPLE: u64 = 784_111_777_000;

    fn asked(headers: &[(&str, &str)], now_ms: u64) -> Option<u64> {
        retry_after(
            |name| headers.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()),
            now_ms,
        )
    }

    #[test]
    fn in_three_forms() {
        assert_eq!(asked(&[], 0), None);
        assert_eq!(asked(&[("retry-after", "7")], 0), Some(7_000));
        assert_eq!(asked(&[("retry-after", " 0 ")], 0), Some(0));
        assert_eq!(asked(&[("retry-after-ms", "1500"), ("retry-after", "7")], 0), Some(1_500));
        assert_eq!(asked(&[("retry-after-ms", "soon"), ("retry-after", "7")], 0), Some(7_000));
        for date in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            assert_eq!(asked(&[("retry-after", date)], EXAMPLE - 2_500), Some(2_500), "{date}");
            assert_eq!(asked(&[("retry-after", date)], EXAMPLE + 1), Some(0), "{date}");
        }
    }

    #[test]
    fn a_date_is_counted_from_the_date_of_the_answer() {
        let until = ("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(asked(&[until, ("date", "Sun, 06 Nov 1994 08:49:30 GMT")], 0), Some(7_000));
        assert_eq!(asked(&[until, ("date", "today")], EXAMPLE - 1_000), Some(1_000));
    }

    #[test]
    fn what_cannot_be_read_asks_for_nothing() {
        for text in [
            "",
            " ",
            "-1",
            "1.5",
            "soon",
            "1 2",
            "٣",
            "Sun, 06 Nov 1994",
            "Sun, 06 Nov 1994 08:49 GMT",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1994 08:49:37 +0100",
            "Sun, 31 Nov 1994 08:49:37 GMT",
            "Sun, 06 Noo 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:49:37 GMT",
            "1994-11-06T08:49:37Z",
        ] {
            assert_eq!(asked(&[("retry-after", text)], 0), None, "{text:?}");
        }
        assert_eq!(asked(&[("retry-after", "99999999999999999999999")], 0), None);
        assert_eq!(asked(&[("retry-after", "18446744073709551615")], 0), Some(u64::MAX));
    }
}
