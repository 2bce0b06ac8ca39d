//! HTTP by hand over a socket, for those who want to see how a connection ends.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::shop::Shop;

/// Nothing of this machine takes as long.
const LONG: Duration = Duration::from_secs(10);

/// How a connection ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// In an orderly way.
    Closed,
    Reset,
    /// Not at all while nothing came for the patience of the reader.
    Open,
}

/// A connection.
pub struct Raw(TcpStream);

impl Raw {
    pub fn connect(shop: &Shop) -> Raw {
        Raw(TcpStream::connect(shop.address).unwrap())
    }

    /// Connects and sends one request with the usual token.
    pub fn send(shop: &Shop, method: &str, path: &str, body: &str) -> Raw {
        let mut raw = Raw::connect(shop);
        raw.request(method, path, body);
        raw
    }

    pub fn request(&mut self, method: &str, path: &str, body: &str) {
        let length = body.len();
        self.write(&format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer sandbox\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        ));
    }

    pub fn write(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).unwrap();
    }

    /// Whether nothing comes for so long, not even an end. An end that does come is seen by nobody else.
    pub fn is_silent(&mut self, patience: Duration) -> bool {
        self.0.set_read_timeout(Some(patience)).unwrap();
        self.0.peek(&mut [0]).is_err_and(|error| is_timeout(error.kind()))
    }

    /// What comes, up to the end of the connection, or until nothing more comes for as long as `patience`.
    pub fn read(&mut self, patience: Duration) -> (String, End) {
        self.0.set_read_timeout(Some(LONG)).unwrap();
        let mut bytes = Vec::new();
        let mut chunk = vec![0; 64 * 1024];
        let end = loop {
            match self.0.read(&mut chunk) {
                Ok(0) => break End::Closed,
                Ok(count) => bytes.extend_from_slice(&chunk[..count]),
                Err(error) if error.kind() == ErrorKind::ConnectionReset => break End::Reset,
                Err(error) if is_timeout(error.kind()) => break End::Open,
                Err(error) => panic!("{error}"),
            }
            self.0.set_read_timeout(Some(patience)).unwrap();
        };
        assert!(end != End::Open || !bytes.is_empty(), "nothing comes");
        (String::from_utf8(bytes).unwrap(), end)
    }

    /// The same for a connection that has to end.
    pub fn until_the_end(&mut self) -> (String, End) {
        let (text, end) = self.read(LONG);
        assert_ne!(end, End::Open, "{text}");
        (text, end)
    }
}

fn is_timeout(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

/// The head and the body of an answer, as far as they came.
pub fn parts(text: &str) -> (&str, &str) {
    text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("there is no head in {text:?}"))
}

/// What the head says of the length of the body.
pub fn content_length(head: &str) -> Option<usize> {
    let line = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    line.map(|length| length.parse().unwrap())
}
