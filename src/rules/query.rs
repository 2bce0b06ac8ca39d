//! The services' query language `q`, as far as texts go: the names of fields, literals, regular expressions.
//!
//! How a double quote, a backslash or a line break would be escaped is documented nowhere, so a text that holds one cannot
//! be written safely and is refused; a query of one's own making can always be given as plain text.

use super::{Form, Rule};

/// A field: names joined by dots, such as `mixins.loyalty-card.tier`.
pub static QUERY_FIELD: Rule =
    Rule::of("query field", Form::Pattern(r"^[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*$", is_field));

/// A text that can stand in double quotes.
pub static QUERY_TEXT: Rule =
    Rule::of("query text", Form::Pattern(r#"^[^"\\\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufffd]*$"#, is_text));

/// A regular expression that can be written: not empty, nothing that a text could not hold, its parentheses in pairs, and no
/// ` AND ` or ` OR `, which would be read as the language's own.
pub static QUERY_PATTERN: Rule = Rule::of("query pattern", Form::Format("query-pattern", "^[^\"\\\\]+$", is_pattern));

/// Writes a text as a literal: bare where it cannot be taken for anything else, else in double quotes.
///
/// ```
/// use commerce_customers::rules::query_literal;
/// assert_eq!(query_literal("ada@example.com"), "ada@example.com");
/// assert_eq!(query_literal("Ada Lovelace"), "\"Ada Lovelace\"");
/// assert_eq!(query_literal("null"), "\"null\"");
/// ```
pub fn query_literal(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_.@+-".contains(&byte);
    let keyword =
        ["null", "exists", "missing", "true", "false", "AND", "OR"].iter().any(|word| word.eq_ignore_ascii_case(text));
    // A text of digits in quotes stays a text where the service tells numbers from texts.
    let number = text.bytes().all(|byte| byte.is_ascii_digit() || b".+-eE".contains(&byte));
    if !text.is_empty() && !keyword && !number && text.bytes().all(plain) {
        text.to_owned()
    } else {
        ["\"", text, "\""].concat()
    }
}

fn is_field(text: &str) -> bool {
    let first = text.bytes().next();
    first.is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && text.split('.').all(|name| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
        })
}

fn is_text(text: &str) -> bool {
    // A lone surrogate of JavaScript is read as U+FFFD: it would ask for another text.
    !text.chars().any(|char| char.is_control() || ['"', '\\', char::REPLACEMENT_CHARACTER].contains(&char))
}

fn is_pattern(text: &str) -> bool {
    let mut open = 0_usize;
    for byte in text.bytes() {
        match byte {
            b'(' => open = open.saturating_add(1),
            b')' if open == 0 => return false,
            b')' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    open == 0 && !text.is_empty() && is_text(text) && !text.split(' ').any(|word| word == "AND" || word == "OR")
}

#[cfg(test)]
mod tests {
    use super::super::{Breach, Codes};
    use super::*;

    #[test]
    fn fields() {
        for good in ["contactEmail", "name.en", "mixins.loyalty-card.tier", "_id", "mixins.attrs.2nd"] {
            assert_eq!(QUERY_FIELD.check(good, Codes::Iso), None, "{good}");
        }
        for bad in ["", ".", "a.", ".a", "a..b", "a b", "a:b", "1a", "-a", "ä", "a\n", "a(b", "a b:c"] {
            assert_eq!(QUERY_FIELD.check(bad, Codes::Iso), Some(Breach::Pattern), "{bad:?}");
        }
    }

    #[test]
    fn literals_are_quoted_unless_they_can_only_be_one_thing() {
        for bare in ["Ada", "a@b.example", "C-1_2+3.x", "nullable"] {
            assert_eq!(query_literal(bare), bare);
        }
        for quoted in [
            "", " ", "Ada L", "null", "Exists", "missing", "TRUE", "and", "OR", "42", "-1.5e3", "a:b", "(a)", ">1",
            "~a", "ä", "a,b",
        ] {
            assert_eq!(query_literal(quoted), ["\"", quoted, "\""].concat());
        }
        for unsafe_text in ["a\"b", "a\\", "a\nb", "\u{0}", "\u{85}", "\u{fffd}"] {
            assert_eq!(QUERY_TEXT.check(unsafe_text, Codes::Iso), Some(Breach::Pattern), "{unsafe_text:?}");
        }
        assert_eq!(QUERY_TEXT.check("", Codes::Iso), None);
    }

    #[test]
    fn patterns() {
        for good in ["^A.*", "Ada L", "a(b|c)d", "[a-z]{2,3}", "ANDREW", "()"] {
            assert_eq!(QUERY_PATTERN.check(good, Codes::Iso), None, "{good}");
        }
        for bad in ["", "a)", "(a", ")(", "a\"", "\\d", "a AND b", "OR b", "a\n"] {
            assert_eq!(QUERY_PATTERN.check(bad, Codes::Iso), Some(Breach::Format), "{bad:?}");
        }
    }
}
