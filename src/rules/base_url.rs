//! Where a service is: https, or http on this machine, so that a token never travels in the open.

use super::{Form, Rule};

/// An absolute address: `https://host[:port][/path]`, or `http` on a loopback host, without user, password, query and
/// fragment.
pub static BASE_URL: Rule = Rule::of("base url", Form::Format("base url", is_base_url));

fn is_base_url(text: &str) -> bool {
    let (secure, rest) = match (strip_scheme(text, "https://"), strip_scheme(text, "http://")) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return false,
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    };
    port.is_none_or(|port| {
        !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok()
    }) && is_host(host)
        && (secure || is_loopback(host))
        && path.split('/').all(is_segment)
}

fn strip_scheme<'a>(text: &'a str, scheme: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some(rest)
}

fn is_host(host: &str) -> bool {
    match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(v6) => v6.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte)),
    }
}

/// `localhost` and the names under it, 127.0.0.0/8, and `[::1]`.
fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

/// A segment of the path that `fetch` leaves as it is.
fn is_segment(segment: &str) -> bool {
    let lower = segment.to_ascii_lowercase().replace("%2e", ".");
    lower != "."
        && lower != ".."
        && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=:@".contains(&byte))
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
            "https://api.emporix.io\n",
        ] {
            assert_eq!(BASE_URL.check(bad, Codes::Iso), Some(Breach::Format), "{bad:?}");
        }
    }
}
