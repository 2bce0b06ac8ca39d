//! E-mail addresses as a browser's `<input type="email">` takes them: the HTML living standard's "valid e-mail address",
//! <https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address>.

use super::{Form, Rule};

/// An e-mail address in an input. It is never asked of an answer.
pub static EMAIL: Rule = Rule::of("email", Form::Format("email", PATTERN, is_email));

const PATTERN: &str = "^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\
                       (?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$";

fn is_email(text: &str) -> bool {
    let mut sides = text.as_bytes().split(|byte| *byte == b'@');
    let (Some(local), Some(domain), None) = (sides.next(), sides.next(), sides.next()) else { return false };
    !local.is_empty()
        && local.iter().all(|byte| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(byte))
        && domain.split(|byte| *byte == b'.').all(is_label)
}

/// A label of a domain: 1 to 63 letters, digits and hyphens, a hyphen at neither end.
fn is_label(label: &[u8]) -> bool {
    (1..=63).contains(&label.len())
        && label.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        && !label.starts_with(b"-")
        && !label.ends_with(b"-")
}

#[cfg(test)]
mod tests {
    use super::super::{Breach, Codes};
    use super::*;

    #[test]
    fn the_standards_addresses() {
        let longest = format!("a@{}.de", "b".repeat(63));
        for good in ["a@b", "ada.lovelace+x@example.co.uk", "o'neil@x-y.org", ".a.@b", longest.as_str()] {
            assert_eq!(EMAIL.check(good, Codes::Iso), None, "{good}");
        }
        let too_long = format!("a@{}.de", "b".repeat(64));
        for bad in [
            "",
            "a",
            "@b",
            "a@",
            "a@b.",
            "a@.b",
            "a@-b",
            "a@b-",
            "a b@c",
            "a@b@c",
            "ü@b",
            "a@ü",
            "a@b\n",
            "\"a\"@b",
            too_long.as_str(),
        ] {
            assert_eq!(EMAIL.check(bad, Codes::Iso), Some(Breach::Format), "{bad:?}");
        }
    }
}
