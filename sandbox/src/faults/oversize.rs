//! A body that is larger than anyone should read.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Bytes, HttpBody};
use http_body::Frame;

use super::grammar::LEAST_OVERSIZE;

const CHUNK: usize = 64 * 1024;

static LETTERS: [u8; CHUNK] = [b'x'; CHUNK];

/// `["xxx…"]`, in chunks, none of which is made before it is wanted.
#[derive(Debug)]
pub(super) struct Oversize {
    /// How many letters are still to come.
    letters: u64,
    begun: bool,
    ended: bool,
}

impl Oversize {
    /// Of so many bytes in all.
    pub(super) fn new(bytes: u64) -> Oversize {
        Oversize { letters: bytes.saturating_sub(LEAST_OVERSIZE), begun: false, ended: false }
    }

    fn next(&mut self) -> Option<Bytes> {
        if !std::mem::replace(&mut self.begun, true) {
            return Some(Bytes::from_static(b"[\""));
        }
        if self.letters == 0 {
            return (!std::mem::replace(&mut self.ended, true)).then_some(Bytes::from_static(b"\"]"));
        }
        let now = usize::try_from(self.letters).unwrap_or(CHUNK).min(CHUNK);
        self.letters = self.letters.saturating_sub(now as u64);
        LETTERS.get(..now).map(Bytes::from_static)
    }
}

impl HttpBody for Oversize {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.next().map(|bytes| Ok(Frame::data(bytes))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_bytes_of_json() {
        for bytes in [4, 5, 65_540, 65_541, 200_000] {
            let mut body = Oversize::new(bytes);
            let text: Vec<u8> = std::iter::from_fn(|| body.next()).flatten().collect();
            assert_eq!(text.len() as u64, bytes);
            let [long]: [String; 1] = serde_json::from_slice(&text).unwrap();
            assert_eq!(long.len() as u64, bytes - 4);
        }
    }
}
