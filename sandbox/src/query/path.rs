//! Where in a document: names joined by dots.

/// A path through the objects of a document. Its names are plain, so that none needs escaping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JsonPath(String);

impl JsonPath {
    /// Reads `name.name`, where a name is `[A-Za-z_][A-Za-z0-9_]*`, or in places other than the first also has `-`:
    /// `mixins.loyalty-card.tier`, `name.de-AT`.
    pub(crate) fn read(text: &str) -> Option<JsonPath> {
        let mut path = "$".to_owned();
        for (position, name) in text.split('.').enumerate() {
            let mut bytes = name.bytes();
            let starts = bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_');
            let goes_on =
                bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || (byte == b'-' && position > 0));
            if !starts || !goes_on {
                return None;
            }
            path.push_str(&format!(".\"{name}\""));
        }
        Some(JsonPath(path))
    }

    /// The path as SQLite's JSON functions take it: `$."mixins"."loyalty-card"`.
    pub(crate) fn as_sqlite(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for (good, path) in [
            ("a", r#"$."a""#),
            ("_id", r#"$."_id""#),
            ("mixins.loyalty-card.tier", r#"$."mixins"."loyalty-card"."tier""#),
            ("name.de-AT", r#"$."name"."de-AT""#),
            ("a1", r#"$."a1""#),
        ] {
            assert_eq!(JsonPath::read(good).as_ref().map(JsonPath::as_sqlite), Some(path));
        }
        for bad in ["", ".", "a.", ".a", "a..b", "1a", "a b", "a\"b", "a[0]", "ä", "$", "a-b", "a.-b"] {
            assert!(JsonPath::read(bad).is_none(), "{bad}");
        }
    }
}
