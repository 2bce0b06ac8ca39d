//! Who may steer: programs of this machine, and pages of the sandbox itself.

use std::net::{IpAddr, Ipv4Addr};

use axum::extract::{ConnectInfo, Request};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Refusal;
use crate::wire::Connection;

/// A layer around everything that steers.
pub(super) async fn guard(ConnectInfo(connection): ConnectInfo<Connection>, request: Request, next: Next) -> Response {
    match refused(connection.peer.ip(), request.headers()) {
        Some(why) => Refusal(StatusCode::FORBIDDEN, why.to_owned()).into_response(),
        None => next.run(request).await,
    }
}

fn refused(peer: IpAddr, headers: &HeaderMap) -> Option<&'static str> {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
    if !peer.to_canonical().is_loopback() {
        return Some("only this machine may steer the sandbox");
    }
    // A page of anywhere can have its own name lead here; its browser then sends that name.
    if !is_loopback(host) {
        return Some("the sandbox is steered at 127.0.0.1, localhost or [::1], and by no other name");
    }
    // What a page sends blindly is carried out though the page cannot read the answer. Its browser says whose page it is.
    let same = |origin: &[u8]| origin.eq_ignore_ascii_case(format!("http://{host}").as_bytes());
    if headers.get(ORIGIN).is_some_and(|origin| !same(origin.as_bytes())) {
        return Some("only pages of the sandbox itself may steer it");
    }
    None
}

fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost")
        || name == "[::1]"
        || name.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may(peer: &str, host: Option<&str>, origin: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in [(HOST, host), (ORIGIN, origin)] {
            if let Some(value) = value {
                headers.insert(name, value.parse().unwrap());
            }
        }
        refused(peer.parse().unwrap(), &headers).is_none()
    }

    #[test]
    fn only_this_machine_by_a_name_of_its_own() {
        for host in ["127.0.0.1", "127.0.0.1:8787", "127.9.9.9:1", "localhost", "LOCALHOST:80", "[::1]", "[::1]:8787"] {
            assert!(may("127.0.0.1", Some(host), None), "{host}");
            assert!(may("::1", Some(host), None) && may("::ffff:127.0.0.1", Some(host), None), "{host}");
            assert!(!may("192.168.0.7", Some(host), None) && !may("2001:db8::1", Some(host), None), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:8787",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "192.168.0.7",
            "0.0.0.0",
            "[::2]",
            "127.1",
            "localhost:x",
        ] {
            assert!(!may("127.0.0.1", Some(host), None), "{host}");
        }
        assert!(!may("127.0.0.1", None, None));
    }

    #[test]
    fn only_pages_of_the_same_origin() {
        let may = |origin| may("127.0.0.1", Some("localhost:8787"), Some(origin));
        assert!(may("http://localhost:8787"));
        for other in [
            "http://localhost:8788",
            "https://localhost:8787",
            "http://127.0.0.1:8787",
            "null",
            "",
            "http://evil.example",
        ] {
            assert!(!may(other), "{other}");
        }
    }
}
