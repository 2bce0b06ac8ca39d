//! What a customer may be expanded by.

use super::{Form, Rule};

/// `addresses`, `accounts`, `mixin:*` or `mixin:<name>`. A comma would be read as two values, so a name holds none.
pub static EXPAND: Rule =
    Rule::of("expand", Form::Words("addresses, accounts, mixin:* or mixin:<name>", PATTERN, is_expand));

const PATTERN: &str = r"^(?:addresses|accounts|mixin:[^\u0000-\u0020,\u007f]+)$";

fn is_expand(text: &str) -> bool {
    match text.strip_prefix("mixin:") {
        Some(name) => !name.is_empty() && name.bytes().all(|byte| byte > b' ' && byte != b',' && byte != 0x7f),
        None => text == "addresses" || text == "accounts",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Breach, Codes};
    use super::*;

    #[test]
    fn expands() {
        for good in ["addresses", "accounts", "mixin:*", "mixin:loyalty"] {
            assert_eq!(EXPAND.check(good, Codes::Iso), None, "{good}");
        }
        for bad in ["", "mixin", "mixin:", "mixins", "addresses,accounts", "mixin:a,b", "Addresses", "mixin:a b"] {
            assert_eq!(EXPAND.check(bad, Codes::Iso), Some(Breach::OneOf), "{bad:?}");
        }
    }
}
