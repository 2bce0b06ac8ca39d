//! Identifiers: the tenant, the customer id that a caller chooses, and ids that become a segment of a path.

use super::{Form, Rule};

/// An Emporix tenant: `^[a-z][a-z0-9]+$`, 3 to 16 characters.
pub static TENANT: Rule =
    Rule { length: Some((3, 16)), ..Rule::of("tenant", Form::Pattern("^[a-z][a-z0-9]+$", is_tenant)) };

/// A customer id of the caller's choice: `^[A-Za-z0-9_-]{1,66}$`.
///
/// The service's create description prints `^[a-zA-Z0-9_-]$` beside a greatest length of 66, which would be one
/// character; its import description says `^[\w-]{1,66}$`, which is what is meant.
pub static CUSTOMER_ID: Rule =
    Rule { length: Some((1, 66)), ..Rule::of("customer id", Form::Pattern("^[A-Za-z0-9_-]+$", is_customer_id)) };

/// An id that becomes a segment of a path. Ids from the services follow no pattern, so only what could walk to another
/// resource is refused: empty, `.`, `..`, a slash, a backslash or a control character, also percent-encoded.
pub static PATH_ID: Rule = Rule::of("path id", Form::Pattern(PATH_ID_PATTERN, is_path_id));

/// A customer's id in the path of an assignment: a [`PATH_ID`] that is not `bulk`, which would be the bulk operation.
pub static ASSIGNED_ID: Rule = Rule::of("path id", Form::Pattern(ASSIGNED_ID_PATTERN, is_assigned_id));

const ASSIGNED_ID_PATTERN: &str = r"^(?!(?:b|%62)(?:u|%75)(?:l|%6[cC])(?:k|%6[bB])$)(?!(?:\.|%2[eE]){1,2}$)(?:(?!%(?:0[0-9A-Fa-f]|1[0-9A-Fa-f]|7[fF]|2[fF]|5[cC]))[^/\\\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufffd])+$";

const PATH_ID_PATTERN: &str = r"^(?!(?:\.|%2[eE]){1,2}$)(?:(?!%(?:0[0-9A-Fa-f]|1[0-9A-Fa-f]|7[fF]|2[fF]|5[cC]))[^/\\\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufffd])+$";

fn is_tenant(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_lowercase())
        && text.len() > 1
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

fn is_customer_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

fn is_assigned_id(text: &str) -> bool {
    let mut rest = text.chars();
    let mut decoded = String::new();
    while let Some(char) = rest.next() {
        decoded.push(if char == '%' { percent_decoded(&mut rest) } else { char });
    }
    is_path_id(text) && decoded != "bulk"
}

fn is_path_id(text: &str) -> bool {
    let mut rest = text.chars();
    let mut dots = 0_usize;
    let mut others = 0_usize;
    while let Some(char) = rest.next() {
        let meant = if char == '%' { percent_decoded(&mut rest) } else { char };
        match meant {
            // A lone surrogate of JavaScript is read as U+FFFD: it would ask for another id.
            '/' | '\\' | char::REPLACEMENT_CHARACTER => return false,
            '.' => dots = dots.saturating_add(1),
            control if control.is_control() => return false,
            _ => others = others.saturating_add(1),
        }
    }
    others > 0 || dots > 2
}

/// The ASCII character that the two digits after a `%` stand for; `%` itself when they stand for none.
fn percent_decoded(rest: &mut std::str::Chars<'_>) -> char {
    let mut ahead = rest.clone();
    let digits = (ahead.next().and_then(|high| high.to_digit(16)), ahead.next().and_then(|low| low.to_digit(16)));
    let (Some(high), Some(low)) = digits else { return '%' };
    match u8::try_from((high << 4) | low) {
        Ok(byte) if byte.is_ascii() => {
            *rest = ahead;
            char::from(byte)
        }
        _ => '%',
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Breach, Codes};
    use super::*;

    #[test]
    fn tenants() {
        for good in ["abc", "a1b2", "abcdefghijklmnop"] {
            assert_eq!(TENANT.check(good, Codes::Iso), None, "{good}");
        }
        for (bad, breach) in [
            ("ab", Breach::MinLength),
            ("", Breach::MinLength),
            ("abcdefghijklmnopq", Breach::MaxLength),
            ("1abc", Breach::Pattern),
            ("Acme", Breach::Pattern),
            ("ac-me", Breach::Pattern),
            ("acme\n", Breach::Pattern),
            ("äcme", Breach::Pattern),
        ] {
            assert_eq!(TENANT.check(bad, Codes::Iso), Some(breach), "{bad:?}");
        }
    }

    #[test]
    fn customer_ids() {
        let longest = "x".repeat(66);
        for good in ["C", "C-1_b", longest.as_str()] {
            assert_eq!(CUSTOMER_ID.check(good, Codes::Iso), None, "{good}");
        }
        for (bad, breach) in [
            ("", Breach::MinLength),
            ("a b", Breach::Pattern),
            ("é", Breach::Pattern),
            ("a\n", Breach::Pattern),
            ("a/b", Breach::Pattern),
        ] {
            assert_eq!(CUSTOMER_ID.check(bad, Codes::Iso), Some(breach), "{bad:?}");
        }
        assert_eq!(CUSTOMER_ID.check(&"x".repeat(67), Codes::Iso), Some(Breach::MaxLength));
    }

    #[test]
    fn an_assigned_customer_is_not_the_bulk_operation() {
        for good in ["search", "Bulk", "bulk1", "b%zzlk", "C-1"] {
            assert_eq!(ASSIGNED_ID.check(good, Codes::Iso), None, "{good}");
        }
        for bad in ["bulk", "%62ulk", "b%75%6Ck", "..", "", "a/b"] {
            assert_eq!(ASSIGNED_ID.check(bad, Codes::Iso), Some(Breach::Pattern), "{bad:?}");
        }
    }

    #[test]
    fn path_ids_never_walk_away() {
        for good in
            ["C-1", "…", "a.b", "...", "%", "%zz", "%25", "a b", "\"", "😀", "search", "%C3%A4", ".a", "%2", "%252e"]
        {
            assert_eq!(PATH_ID.check(good, Codes::Iso), None, "{good:?}");
        }
        for bad in [
            "", ".", "..", "%2e", "%2E%2e", ".%2e", "%2e.", "a/b", "a\\b", "a%2Fb", "a%5cb", "a\nb", "a%0Ab", "%00",
            "\u{7f}", "%7F", "\u{85}", "\u{fffd}", "../x",
        ] {
            assert_eq!(PATH_ID.check(bad, Codes::Iso), Some(Breach::Pattern), "{bad:?}");
        }
    }
}
