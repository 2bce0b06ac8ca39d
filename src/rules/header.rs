//! Headers that a caller adds: what every runtime's `fetch` takes and sends unchanged.

use super::{Form, Rule};

/// The name of a header: a token of RFC 9110.
pub static HEADER_NAME: Rule = Rule::of(
    "header name",
    Form::Pattern(r"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$", |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+.^_`|~-".contains(&byte))
    }),
);

/// The value of a header: visible ASCII, spaces and tabs. A line break or NUL would end it, or be refused by throwing.
pub static HEADER_VALUE: Rule = Rule::of(
    "header value",
    Form::Pattern(r"^[\t -~]*$", |text: &str| text.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte))),
);

#[cfg(test)]
mod tests {
    use super::super::{Breach, Codes};
    use super::*;

    #[test]
    fn names_are_tokens() {
        for good in ["X-Trace", "accept-language", "x", "!#$%&'*+.^_`|~-"] {
            assert_eq!(HEADER_NAME.check(good, Codes::Iso), None, "{good}");
        }
        for bad in ["", "a b", "a:", "a\n", "ü", "a/b", "(a)", "a\0"] {
            assert_eq!(HEADER_NAME.check(bad, Codes::Iso), Some(Breach::Pattern), "{bad:?}");
        }
    }

    #[test]
    fn values_end_no_header() {
        for good in ["", "a", " a\tb ", "de-DE,de;q=0.9"] {
            assert_eq!(HEADER_VALUE.check(good, Codes::Iso), None, "{good}");
        }
        for bad in ["a\r\nX: 1", "a\n", "a\rb", "\0", "ü", "\u{7f}"] {
            assert_eq!(HEADER_VALUE.check(bad, Codes::Iso), Some(Breach::Pattern), "{bad:?}");
        }
    }
}
