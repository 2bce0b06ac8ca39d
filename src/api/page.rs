//! Pages: what was asked of a listing, what the answer tells of the whole.

use super::answer::Answer;
use crate::rules::whole;
use crate::schema::Value;

/// How many items a page is asked for when only its number is given: the service wants a size with every number.
pub(super) const PAGE_SIZE: u64 = 60;
/// How many customers Spirii answers when nothing is asked.
pub(super) const LIMIT: u64 = 50;

/// What was asked of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// A page by its number.
    Page {
        /// The number, from 1.
        number: u64,
        /// How many items it may hold, when that is known.
        size: Option<u64>,
    },
    /// A part by its place.
    Window {
        /// How many items it may hold.
        limit: u64,
        /// How many are before it.
        offset: u64,
    },
}

/// How many items there are in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The number.
    pub items: u64,
    /// Whether it surely counts all: `Count` may count the page, the documentation does not say.
    pub trusted: bool,
}

impl Asked {
    /// The first part that an iteration asks for. It always says which part it wants.
    pub fn first(answer: &Answer) -> Asked {
        match answer {
            Answer::Window(_) => Asked::Window { limit: LIMIT, offset: 0 },
            _ => Asked::Page { number: 1, size: Some(PAGE_SIZE) },
        }
    }

    /// The fields of a query that ask for it.
    pub fn fields(self) -> [(&'static str, u64); 2] {
        match self {
            Asked::Page { number, size } => [("pageNumber", number), ("pageSize", size.unwrap_or(PAGE_SIZE))],
            Asked::Window { limit, offset } => [("limit", limit), ("offset", offset)],
        }
    }

    /// Whether something follows what `items` items answered, as far as can be told: by a trustworthy total, else by
    /// whether the page was full, else by whether it held anything.
    pub fn has_next(self, items: u64, total: Option<Total>) -> bool {
        let (end, size) = match self {
            // A page of unknown size ends nowhere that could be compared with a total but on the first page.
            Asked::Page { number, size } => (number.saturating_mul(size.unwrap_or(items)), size),
            Asked::Window { limit, offset } => (offset.saturating_add(items), Some(limit)),
        };
        match (total, size) {
            (Some(Total { items: all, trusted: true }), _) => items > 0 && end < all,
            (_, Some(size)) => items >= size.max(1),
            (_, None) => items > 0,
        }
    }

    /// How many items there are before it.
    pub fn before(self) -> u64 {
        match self {
            Asked::Page { number, size } => number.saturating_sub(1).saturating_mul(size.unwrap_or(0)),
            Asked::Window { offset, .. } => offset,
        }
    }

    /// The same, when the service says that it answers no more than this at once.
    pub fn capped(self, said: u64) -> Asked {
        match self {
            Asked::Window { limit, offset } => Asked::Window { limit: limit.min(said.max(1)), offset },
            page @ Asked::Page { .. } => page,
        }
    }

    /// What to ask for next, when this held `items` items.
    pub fn next(self, items: u64) -> Asked {
        match self {
            Asked::Page { number, size } => Asked::Page { number: number.saturating_add(1), size },
            Asked::Window { limit, offset } => Asked::Window { limit, offset: offset.saturating_add(items) },
        }
    }
}

impl Total {
    /// From the first header that tells it: `X-Total-Count`, `Count`, `hybris-count`.
    pub fn read(header: impl Fn(&str) -> Option<String>) -> Option<Total> {
        for (name, trusted) in [("x-total-count", true), ("count", false), ("hybris-count", false)] {
            if let Some(items) = header(name).as_deref().and_then(|text| whole(text.trim_matches(' '))) {
                return Some(Total { items, trusted });
            }
        }
        None
    }

    /// From Spirii's `count`, which counts all matches.
    pub fn of_window<V: Value>(body: &V) -> Option<Total> {
        let count = body.at("count")?.number().filter(|count| *count >= 0.0 && count.fract() == 0.0)?;
        // In range by `as`, which saturates.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some(Total { items: count as u64, trusted: true })
    }
}

/// Tells one part of a listing from another by the ids of its items (FNV-1a, 64 bits); `None` when an item has none, as when
/// `fields` left it out.
pub fn print<V: Value>(items: &V) -> Option<u64> {
    let mut print = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |id: &str| {
        // A byte that no text holds ends each id.
        for byte in id.bytes().chain([0xff]) {
            print = (print ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    for index in 0..items.length().ok()? {
        let item = items.item(index).ok().flatten()?;
        match id_of(&item) {
            Some(id) => add(&id),
            // An assignment: its customer, and its legal entity if there is one.
            None => {
                add(&id_of(&item.at("customer")?)?);
                add(&item.at("legalEntity").as_ref().and_then(id_of).unwrap_or_default());
            }
        }
    }
    Some(print)
}

fn id_of<V: Value>(item: &V) -> Option<String> {
    ["id", "customerNumber"].into_iter().find_map(|name| {
        let id = item.at(name)?;
        id.to_text().or_else(|| id.number_text())
    })
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
            // A total that is never reached must not ask for ever.
            (3, Some(60), 0, trusted(1000), false),
            // `Count` may be the page's own, so it ends nothing.
            (1, Some(60), 60, count(60), true),
            (1, Some(60), 59, count(200), false),
            (1, Some(60), 0, None, false),
            (3, None, 7, None, true),
            (3, None, 0, None, false),
        ] {
            let asked = Asked::Page { number, size };
            assert_eq!(asked.has_next(items, total), has_next, "{number} {size:?} {items} {total:?}");
        }
        for (limit, offset, items, total, has_next) in [
            (50, 0, 50, trusted(51), true),
            (50, 50, 1, trusted(51), false),
            // Fewer than asked, but more are there: the place is what counts.
            (50, 0, 20, trusted(51), true),
            (50, 0, 50, None, true),
            (50, 0, 49, None, false),
        ] {
            let asked = Asked::Window { limit, offset };
            assert_eq!(asked.has_next(items, total), has_next, "{limit} {offset} {items} {total:?}");
        }
    }

    #[test]
    fn the_next_part_begins_where_this_one_ends() {
        let size = Some(60);
        assert_eq!(Asked::Page { number: 2, size }.next(60), Asked::Page { number: 3, size });
        assert_eq!(Asked::Window { limit: 50, offset: 10 }.next(20), Asked::Window { limit: 50, offset: 30 });
        assert_eq!(Asked::Page { number: u64::MAX, size }.next(1), Asked::Page { number: u64::MAX, size });
    }

    #[test]
    fn prints_tell_pages_apart() {
        let of = |items: serde_json::Value| print(&&items);
        let page = serde_json::json!([{ "id": "a" }, { "id": "b", "x": 1 }]);
        assert_eq!(of(page.clone()), of(serde_json::json!([{ "id": "a", "y": 2 }, { "id": "b" }])));
        assert_ne!(of(page.clone()), of(serde_json::json!([{ "id": "b" }, { "id": "a" }])));
        assert_ne!(of(page), of(serde_json::json!([{ "id": "ab" }])));
        let assigned =
            |legal: serde_json::Value| of(serde_json::json!([{ "customer": { "id": "a" }, "legalEntity": legal }]));
        assert_ne!(assigned(serde_json::json!({ "id": "l" })), assigned(serde_json::Value::Null));
        let numbered = |number: &str| of(serde_json::json!([{ "id": null, "customerNumber": number }]));
        assert!(numbered("a").is_some() && numbered("a") != numbered("b"));
        assert_eq!(of(serde_json::json!([{ "id": 7 }])), of(serde_json::json!([{ "id": 7 }])));
        assert!(assigned(serde_json::Value::Null).is_some());
        assert_eq!(of(serde_json::json!([{ "id": "a" }, { "assignmentType": "MANUAL" }])), None);
        assert_eq!(of(serde_json::json!([null])), None);
    }

    #[test]
    fn the_total_is_the_best_header_that_can_be_read() {
        let read = |headers: &[(&str, &str)]| {
            Total::read(|name| headers.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(read(&[("count", "7"), ("x-total-count", "200")]), Some(Total { items: 200, trusted: true }));
        assert_eq!(read(&[("hybris-count", "9"), ("count", " 7 ")]), Some(Total { items: 7, trusted: false }));
        assert_eq!(read(&[("count", "many"), ("hybris-count", "9")]), Some(Total { items: 9, trusted: false }));
        for unreadable in ["", " ", "-1", "1.5", "+1", "1 2", "99999999999999999999", "٣"] {
            assert_eq!(read(&[("count", unreadable)]), None, "{unreadable}");
        }
    }
}
