//! `pageNumber` and `pageSize`.

use crate::params::positive;
use crate::problem::Problem;

/// The documented size of a page when none is asked for.
const DEFAULT_SIZE: u64 = 60;

/// A part of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) limit: i64,
    pub(super) offset: i64,
}

/// Reads both parameters. The service asks for a size wherever a number is given.
pub(super) fn read(number: Option<&str>, size: Option<&str>) -> Result<Page, Problem> {
    let number = number.map(|text| positive("pageNumber", text)).transpose()?;
    let size = size.map(|text| positive("pageSize", text)).transpose()?;
    if number.is_some() && size.is_none() {
        return Err(Problem::parameter("pageSize", "required", "it has to be given where 'pageNumber' is."));
    }
    let size = size.unwrap_or(DEFAULT_SIZE);
    let before = number.unwrap_or(1).saturating_sub(1).saturating_mul(size);
    Ok(Page { limit: clamped(size), offset: clamped(before) })
}

/// SQLite counts up to here; no listing is as long.
fn clamped(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages() {
        let page = |number, size| read(number, size).ok().map(|page| (page.limit, page.offset));
        assert_eq!(page(None, None), Some((60, 0)));
        assert_eq!(page(None, Some("7")), Some((7, 0)));
        assert_eq!(page(Some("1"), Some("7")), Some((7, 0)));
        assert_eq!(page(Some("3"), Some("7")), Some((7, 14)));
        assert_eq!(page(Some("18446744073709551615"), Some("18446744073709551615")), Some((i64::MAX, i64::MAX)));
        assert_eq!(page(Some("1"), None), None);
        assert_eq!(page(Some("0"), Some("7")), None);
        assert_eq!(page(Some("1"), Some("0")), None);
    }
}
