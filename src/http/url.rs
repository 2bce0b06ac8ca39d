//! Addresses: a path template filled in, a query string, and the percent-encoding of both.

/// Fills the `{names}` of a path template with percent-encoded values. A name without a value stays as it is.
///
/// ```
/// use commerce_customers::http::fill;
/// let path = fill("/customer/{tenant}/customers/{customerNumber}", &[
///     ("tenant", "acme".to_owned()),
///     ("customerNumber", "a/b ü".to_owned()),
/// ]);
/// assert_eq!(path, "/customer/acme/customers/a%2Fb%20%C3%BC");
/// ```
pub fn fill(template: &str, values: &[(&str, String)]) -> String {
    let mut path = String::with_capacity(template.len().saturating_add(32));
    for part in template.split_inclusive(['{', '}']) {
        let value = part.strip_suffix('}').and_then(|name| values.iter().find(|(known, _)| *known == name));
        match value {
            Some((_, value)) => {
                // Takes the opening brace back.
                path.pop();
                encode(value, &mut path);
            }
            None => path.push_str(part),
        }
    }
    path
}

/// Adds `name=value` to a query string, or to a form, with the `?` or `&` that it needs: a form begins with a parameter.
///
/// ```
/// use commerce_customers::http::add_parameter;
/// let mut query = String::new();
/// add_parameter(&mut query, "q", "name:\"A & B\"");
/// add_parameter(&mut query, "pageSize", "60");
/// assert_eq!(query, "?q=name%3A%22A%20%26%20B%22&pageSize=60");
/// ```
pub fn add_parameter(query: &mut String, name: &str, value: &str) {
    query.push(if query.is_empty() { '?' } else { '&' });
    encode(name, query);
    query.push('=');
    encode(value, query);
}

/// Percent-encodes everything but RFC 3986's unreserved characters. A space is `%20`, which servers read alike in a path
/// and in a query; `+` they do not.
fn encode(text: &str, out: &mut String) {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or('0');
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(digit(byte >> 4));
            out.push(digit(byte & 0xf));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_escapes_its_segment() {
        let filled = |id: &str| fill("/c/{tenant}/x/{id}/y", &[("tenant", "acme".to_owned()), ("id", id.to_owned())]);
        assert_eq!(filled("a/../b"), "/c/acme/x/a%2F..%2Fb/y");
        assert_eq!(filled("a?b#c"), "/c/acme/x/a%3Fb%23c/y");
        assert_eq!(filled("%2e"), "/c/acme/x/%252e/y");
        assert_eq!(filled("{tenant}"), "/c/acme/x/%7Btenant%7D/y");
        assert_eq!(filled("😀\n\""), "/c/acme/x/%F0%9F%98%80%0A%22/y");
        assert_eq!(fill("/{unknown}/{id", &[("id", "1".to_owned())]), "/{unknown}/{id");
    }
}
