//! Paths with `*`.

/// A path in which `*` stands for any run of characters, also none and also slashes.
#[derive(Debug, Clone)]
pub(super) struct Pattern(Vec<u8>);

impl Pattern {
    pub(super) fn new(text: &str) -> Pattern {
        Pattern(text.as_bytes().to_vec())
    }

    /// Whether the whole path is as the pattern says. In time that grows with the product of both lengths at worst: on a
    /// mismatch only the last `*` takes one more character, since an earlier one could not help.
    pub(super) fn matches(&self, path: &str) -> bool {
        let (pattern, path) = (self.0.as_slice(), path.as_bytes());
        let (mut at, mut seen) = (0_usize, 0_usize);
        // Behind the last `*`, and what of the path it has taken.
        let mut star: Option<(usize, usize)> = None;
        while let Some(byte) = path.get(seen) {
            match (pattern.get(at), star) {
                (Some(b'*'), _) => {
                    at += 1;
                    star = Some((at, seen));
                }
                (Some(expected), _) if expected == byte => {
                    at += 1;
                    seen += 1;
                }
                (_, Some((behind, taken))) => {
                    star = Some((behind, taken + 1));
                    (at, seen) = (behind, taken + 1);
                }
                _ => return false,
            }
        }
        pattern.get(at..).is_some_and(|rest| rest.iter().all(|byte| *byte == b'*'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_takes_any_run() {
        for (pattern, path, expected) in [
            ("/v2/customers", "/v2/customers", true),
            ("/v2/customers", "/v2/customers/", false),
            ("/v2/customers", "/v2/customer", false),
            ("*", "/", true),
            ("*", "/a/b", true),
            ("/customer/*", "/customer/", true),
            ("/customer/*", "/customer/acme/customers/1", true),
            ("/customer/*", "/customer", false),
            ("/customer*", "/customer-segment/acme", true),
            ("*/addresses", "/customer/acme/customers/1/addresses", true),
            ("*/addresses", "/customer/acme/customers/1/addresses/2", false),
            ("/customer/*/customers/*/addresses", "/customer/acme/customers/customers/1/addresses", true),
            ("/a*b*c", "/abbc", true),
            ("/a*b*c", "/acb", false),
            ("/a**", "/a", true),
            ("/ab*ab", "/aab", false),
            ("/*aab", "/aaab", true),
            ("", "/", false),
        ] {
            assert_eq!(Pattern::new(pattern).matches(path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn many_stars_take_no_longer() {
        assert!(!Pattern::new(&"a*".repeat(50)).matches(&"a".repeat(49)));
        assert!(!Pattern::new(&format!("{}b", "*a".repeat(50))).matches(&"a".repeat(10_000)));
    }
}
