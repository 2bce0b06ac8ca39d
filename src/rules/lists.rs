//! Texts that are joined by commas with others of their kind, and ids in bodies.

use super::{Form, Rule};

/// A field to answer. A comma would make two of one.
pub static FIELD: Rule = Rule::of("field", Form::Pattern(r"^[^\u0000-\u0020,\u007f]+$", is_field));

/// A tag of an address. A comma would make two of one.
pub static TAG: Rule = Rule::of("tag", Form::Pattern(r"^[^\u0000-\u001f,\u007f]+$", is_tag));

/// An id in a body: any text but none.
pub static NOT_EMPTY: Rule = Rule { length: Some((1, u32::MAX)), ..Rule::of("id", Form::Any) };

fn is_field(text: &str) -> bool {
    is_tag(text) && !text.contains(' ')
}

fn is_tag(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte >= b' ' && byte != b',' && byte != 0x7f)
}

#[cfg(test)]
mod tests {
    use super::super::{Breach, Codes};
    use super::*;

    #[test]
    fn a_comma_makes_two_of_one() {
        for good in ["SHIPPING", "späti", "customer.id", "a\"b"] {
            assert_eq!(TAG.check(good, Codes::Iso), None, "{good}");
            assert_eq!(FIELD.check(good, Codes::Iso), None, "{good}");
        }
        for bad in ["", ",", "A,B", "a\n", "\u{7f}"] {
            assert_eq!(TAG.check(bad, Codes::Iso), Some(Breach::Pattern), "{bad:?}");
            assert_eq!(FIELD.check(bad, Codes::Iso), Some(Breach::Pattern), "{bad:?}");
        }
        assert_eq!(TAG.check("at home", Codes::Iso), None);
        assert_eq!(FIELD.check("at home", Codes::Iso), Some(Breach::Pattern));
    }

    #[test]
    fn an_id_is_any_text_but_none() {
        assert_eq!(NOT_EMPTY.check("", Codes::Iso), Some(Breach::MinLength));
        assert_eq!(NOT_EMPTY.check("../x", Codes::Iso), None);
    }
}
