//! Where a service is: https, or http on this machine, so that a token never travels in the open.

use super::{Form, Rule};

/// An absolute address: `https://host[:port][/path]`, or `http` on a loopback host, without user, password, query and
/// fragment.
pub static BASE_URL: Rule = Rule::of("base url", Form::Format("base url", PATTERN, is_base_url));

/// What a regular expression can say of it: not the ranges of numbers, nor that dots do not walk.
const PATTERN: &str = r"^[hH][tT][tT][pP][sS]?://[^\s/@?#\\]+(?:/[^\s?#\\]*)?$";

fn is_base_url(text: &str) -> bool {
    // Schemes, hosts and percent-encoded dots are read alike in small and capital letters.
    let text = text.to_ascii_lowercase();
    let bytes = text.as_bytes();
    let (secure, rest) = match (bytes.strip_prefix(b"https://"), bytes.strip_prefix(b"http://")) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return false,
    };
    let mut segments = rest.split(|byte| *byte == b'/');
    let authority = segments.next().unwrap_or_default();
    let (host, port) = match authority.iter().rposition(|byte| *byte == b':') {
        Some(colon) if !authority.ends_with(b"]") => authority.split_at_checked(colon).unwrap_or_default(),
        _ => (authority, &b":443"[..]),
    };
    number(port.get(1..).unwrap_or_default()).is_some_and(|port| port <= 65_535)
        && is_host(host)
        && (secure || is_loopback(host))
        && segments.all(is_segment)
}

/// One to five digits.
fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 5 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(digits.iter().fold(0, |sum: u32, digit| sum.wrapping_mul(10).wrapping_add(u32::from(digit & 0xf))))
}

/// A name, an IPv4 address, or the characters of an IPv6 address in brackets; the runtime has the last word on those.
fn is_host(host: &[u8]) -> bool {
    let (inside, signs) = match host.strip_prefix(b"[").and_then(|host| host.strip_suffix(b"]")) {
        Some(v6) => (v6, &b":."[..]),
        None => (host, &b"-._"[..]),
    };
    !inside.is_empty() && all_of(inside, signs)
}

/// `localhost` and the names under it, 127.0.0.0/8, and `[::1]`.
fn is_loopback(host: &[u8]) -> bool {
    let mut parts = host.split(|byte| *byte == b'.');
    host == b"localhost"
        || host.ends_with(b".localhost")
        || host == b"[::1]"
        || (parts.next() == Some(b"127")
            && parts.clone().count() == 3
            && parts.all(|part| part.len() <= 3 && number(part).is_some_and(|number| number <= 255)))
}

/// A segment of the path that `fetch` leaves as it is.
fn is_segment(segment: &[u8]) -> bool {
    let dots = [&b"."[..], b"..", b"%2e", b"%2e%2e", b".%2e", b"%2e."];
    !dots.contains(&segment) && all_of(segment, b"-._~%!$&'()*+,;=:@")
}

#[inline(never)]
fn all_of(bytes: &[u8], signs: &[u8]) -> bool {
    bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || signs.contains(byte))
}

#[cfg(test)]
mod tests {
    use super::super::{Breach, Codes};
    use super::*;

    #[test]
    fn only_secure_or_local() {
        for good in [
            "https://api.emporix.io",
            "HTTPS://api.emporix.io/",
            "https://gateway.example:8443/shop/emporix",
            "http://localhost:8787",
            "http://shop.localhost",
            "http://127.0.0.1:1/",
            "http://127.8.9.1",
            "http://[::1]:8787",
            "https://[2001:db8::1]",
        ] {
            assert_eq!(BASE_URL.check(good, Codes::Iso), None, "{good}");
        }
        for bad in [
            "",
            "api.emporix.io",
            "/customer",
            "ftp://localhost",
            "http://api.emporix.io",
            "http://localhost.example.com",
            "http://evillocalhost",
            "http://127.0.0.1.example.com",
            "http://128.0.0.1",
            "https://user:secret@api.emporix.io",
            "https://api.emporix.io?x=1",
            "https://api.emporix.io#x",
            "https://api.emporix.io/a b",
            "https://api.emporix.io/..",
            "https://api.emporix.io/%2e%2E/x",
            "https://api.emporix.io\\x",
            "https://",
            "https://:443",
            "https://api.emporix.io:",
            "https://api.emporix.io:99999",
            "https://[::1",
            "https://[]",
            "https://a:b:443",
            "http://127.0.0.256",
            "http://127.0.0",
            "http://127.0.0.1.1",
            "http://[::2]",
            "https://api.emporix.io\n",
        ] {
            assert_eq!(BASE_URL.check(bad, Codes::Iso), Some(Breach::Format), "{bad:?}");
        }
    }
}
