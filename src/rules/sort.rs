//! How a listing is sorted: `lastName`, `name.en:desc`, several joined by commas.

use super::{Form, Rule};

/// One or more fields with an optional direction, joined by commas. The first counts most.
pub static SORT: Rule = Rule::of("sort", Form::Pattern(PATTERN, is_sort));

const PATTERN: &str = "^[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*(?::(?:[aA][sS][cC]|[dD][eE][sS][cC]))?\
                       (?:,[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*(?::(?:[aA][sS][cC]|[dD][eE][sS][cC]))?)*$";

fn is_sort(text: &str) -> bool {
    text.as_bytes().split(|byte| *byte == b',').all(|part| {
        let mut sides = part.split(|byte| *byte == b':');
        let field = sides.next().unwrap_or_default();
        let direction = sides.next().unwrap_or(b"asc");
        sides.next().is_none()
            && field.split(|byte| *byte == b'.').all(is_name)
            && (direction.eq_ignore_ascii_case(b"asc") || direction.eq_ignore_ascii_case(b"desc"))
    })
}

fn is_name(name: &[u8]) -> bool {
    name.split_first().is_some_and(|(first, rest)| {
        (first.is_ascii_alphabetic() || *first == b'_')
            && rest.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Breach, Codes};
    use super::*;

    #[test]
    fn sorts() {
        for good in ["lastName", "name.en", "name.en:desc", "metadataCreatedAt:DESC,id:ASC", "_id"] {
            assert_eq!(SORT.check(good, Codes::Iso), None, "{good}");
        }
        for bad in ["", "last name", "a:down", "a,", ",a", "a..b", "1a", "a:", "a:asc:asc", "a desc", "a\n"] {
            assert_eq!(SORT.check(bad, Codes::Iso), Some(Breach::Pattern), "{bad:?}");
        }
    }
}
