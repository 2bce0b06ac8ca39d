//! Pages: what was asked, what the answer tells of the whole.

/// What was asked of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The page's number, from 1.
    pub number: u32,
    /// How many items it may hold, when that is known.
    pub size: Option<u32>,
}

/// How many items there are in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The number.
    pub items: u64,
    /// Whether it surely counts all: `Count` may count the page, the documentation does not say.
    pub trusted: bool,
}

/// A page, apart from its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The page's number, from 1.
    pub number: u32,
    /// How many items a page holds; what it holds when nothing was asked and no default is documented.
    pub size: u32,
    /// How many items there are in all, when a header tells.
    pub total: Option<u64>,
    /// Whether there is a next page, as far as can be told.
    pub has_next: bool,
}

impl Asked {
    /// From checked numbers.
    pub(super) fn new(number: Option<f64>, size: f64) -> Asked {
        // In range by `as`, which saturates.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Asked { number: number.map_or(1, |number| number as u32), size: Some(size as u32) }
    }

    /// The page that `items` items answered it with.
    pub fn page(self, items: u32, total: Option<Total>) -> Page {
        let size = self.size.unwrap_or(items);
        let end = u64::from(self.number).saturating_mul(u64::from(size));
        let has_next = match (total, self.size) {
            (Some(Total { items: all, trusted: true }), _) => end < all,
            (_, Some(size)) => items >= size,
            (_, None) => items > 0,
        };
        Page { number: self.number, size, total: total.map(|total| total.items), has_next }
    }
}

impl Total {
    /// From the first header that tells it: `X-Total-Count`, `Count`, `hybris-count`.
    pub fn read(header: impl Fn(&str) -> Option<String>) -> Option<Total> {
        [("x-total-count", true), ("count", false), ("hybris-count", false)].into_iter().find_map(|(name, trusted)| {
            let items = header(name)?.trim().parse().ok()?;
            Some(Total { items, trusted })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whether_a_page_follows() {
        let trusted = |items| Some(Total { items, trusted: true });
        let count = |items| Some(Total { items, trusted: false });
        for (number, size, items, total, has_next) in [
            (1, Some(60), 60, trusted(61), true),
            (1, Some(60), 60, trusted(60), false),
            (2, Some(60), 1, trusted(61), false),
            // `Count` may be the page's own, so it ends nothing.
            (1, Some(60), 60, count(60), true),
            (1, Some(60), 59, count(200), false),
            (1, Some(60), 0, None, false),
            (3, None, 7, None, true),
            (3, None, 0, None, false),
        ] {
            assert_eq!(
                Asked { number, size }.page(items, total).has_next,
                has_next,
                "{number} {size:?} {items} {total:?}"
            );
        }
    }

    #[test]
    fn the_total_is_the_best_header_that_can_be_read() {
        let read = |headers: &[(&str, &str)]| {
            Total::read(|name| headers.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(read(&[("count", "7"), ("x-total-count", "200")]), Some(Total { items: 200, trusted: true }));
        assert_eq!(read(&[("hybris-count", "9"), ("count", " 7 ")]), Some(Total { items: 7, trusted: false }));
        assert_eq!(read(&[("count", "many"), ("hybris-count", "9")]), Some(Total { items: 9, trusted: false }));
        assert_eq!(read(&[("count", "-1")]), None);
    }
}
