//! What can go wrong with a request.

use std::time::{Duration, SystemTime};

use axum::http::{HeaderValue, StatusCode};

/// One way to go wrong. "Carried out" is what the operation did to the data, whatever the client gets to know of it.
#[derive(Debug, Clone)]
pub(super) enum Fault {
    /// Another status than the operation's.
    Status(Answered),
    /// Waits, then goes on as usual.
    Delay(Duration),
    /// Carried out; head and half of the body, a wait, the rest.
    DelayBody(Duration),
    /// Carried out; head and half of the body, then nothing more.
    Stall,
    /// Not carried out, and never answered.
    Hang,
    Reset(When),
    /// Carried out; an orderly end after half of the body.
    Truncate,
    /// Carried out; a whole message with the first half of the body.
    TruncateJson,
    /// Not carried out; so many bytes of JSON.
    Oversize(u64),
    /// Not carried out; a page.
    Html(StatusCode),
    /// Not carried out; no body.
    Empty,
    /// Not carried out; elsewhere.
    Redirect,
    /// Carried out for the first page, whichever was asked for.
    DuplicatePage,
    /// The token is taken back, then as usual.
    Revoke,
}

/// When a connection is reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Not carried out, nothing answered.
    Before,
    /// Carried out, nothing answered.
    Lost,
    /// Carried out, half answered.
    During,
    /// Carried out and answered.
    After,
}

/// A status, and what goes with it.
#[derive(Debug, Clone)]
pub(super) struct Answered {
    pub(super) status: StatusCode,
    /// In place of the service's own error body.
    pub(super) body: Option<String>,
    pub(super) retry_after: Option<RetryAfter>,
    pub(super) retry_after_ms: Option<HeaderValue>,
    /// Whether the operation is carried out all the same.
    pub(super) done: bool,
}

/// A value of the header `Retry-After`.
#[derive(Debug, Clone)]
pub(super) enum RetryAfter {
    Verbatim(HeaderValue),
    /// An HTTP-date that many seconds from now.
    Date(u32),
}

impl RetryAfter {
    pub(super) fn value(&self, now: SystemTime) -> Option<HeaderValue> {
        match self {
            RetryAfter::Verbatim(value) => Some(value.clone()),
            RetryAfter::Date(seconds) => {
                let date = now.checked_add(Duration::from_secs(u64::from(*seconds)))?;
                HeaderValue::from_str(&httpdate::fmt_http_date(date)).ok()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_counted_from_now() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_770);
        assert_eq!(RetryAfter::Date(7).value(now).unwrap(), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert!(RetryAfter::Date(u32::MAX).value(SystemTime::now()).is_some());
        assert_eq!(RetryAfter::Verbatim(HeaderValue::from_static("soon")).value(now).unwrap(), "soon");
    }
}
