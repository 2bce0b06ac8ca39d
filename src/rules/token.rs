//! A bearer token: it becomes the value of an HTTP header.

use super::{Form, Rule};

/// Visible ASCII, with spaces and tabs between but not around: what every runtime's `fetch` sends unchanged. A line
/// break or NUL would end the header or be refused by throwing.
pub static TOKEN: Rule = Rule::of("token", Form::Format("token", r"^[!-~](?:[\t -~]*[!-~])?$", is_header_value));

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
    fn tokens_fit_a_header() {
        for good in ["x", "Bearer abc.def-_~", "a b\tc"] {
            assert_eq!(TOKEN.check(good, Codes::Iso), None, "{good}");
        }
        for bad in ["", " a", "a ", "a\nb", "a\rb", "a\0", "ü", "\u{7f}", "a\n"] {
            assert_eq!(TOKEN.check(bad, Codes::Iso), Some(Breach::Format), "{bad:?}");
        }
    }
}
