//! What the value of an HTTP header may hold.

use super::{Form, Rule};

/// Visible ASCII, with spaces and tabs between but not around: what every runtime's `fetch` sends unchanged. A line
/// break or NUL would end the header or be refused by throwing.
pub static HEADER_VALUE: Rule = Rule::of("header value", Form::Format("header value", is_header_value));

fn is_header_value(text: &str) -> bool {
    let visible = |byte: u8| byte.is_ascii_graphic();
    text.bytes().all(|byte| visible(byte) || byte == b' ' || byte == b'\t')
        && text.bytes().next().is_some_and(visible)
        && text.bytes().next_back().is_some_and(visible)
}

#[cfg(test)]
mod tests {
    use super::super::{Breach, Codes};
    use super::*;

    #[test]
    fn header_values() {
        for good in ["x", "Bearer abc.def-_~", "a b\tc"] {
            assert_eq!(HEADER_VALUE.check(good, Codes::Iso), None, "{good}");
        }
        for bad in ["", " a", "a ", "a\nb", "a\rb", "a\0", "ü", "\u{7f}", "a\n"] {
            assert_eq!(HEADER_VALUE.check(bad, Codes::Iso), Some(Breach::Format), "{bad:?}");
        }
    }
}
