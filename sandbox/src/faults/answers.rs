//! Answers that stand in the place of an operation's.

use std::time::SystemTime;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::fault::Answered;
use super::oversize::Oversize;
use crate::problem::Problem;

/// The milliseconds to wait, which some services say beside `Retry-After`.
pub(crate) const RETRY_AFTER_MS: HeaderName = HeaderName::from_static("retry-after-ms");

/// What a gateway or a captive portal answers.
pub(super) fn html(status: StatusCode) -> Response {
    let page = "<!doctype html>\n<title>Please stand by</title>\n<p>This is a page and no JSON.</p>\n";
    (status, Html(page)).into_response()
}

pub(super) fn redirect() -> Response {
    (StatusCode::FOUND, [(LOCATION, "/elsewhere")]).into_response()
}

pub(super) fn oversize(bytes: u64) -> Response {
    ([(CONTENT_TYPE, "application/json")], Body::new(Oversize::new(bytes))).into_response()
}

impl Answered {
    /// In the shape of the service, unless a body is given.
    pub(super) fn answer(&self) -> Response {
        let mut response = match (&self.body, self.status) {
            // These have no body, whoever writes one.
            (_, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED) => {
                self.status.into_response()
            }
            (Some(body), status) => (status, [(CONTENT_TYPE, media_type(body))], body.clone()).into_response(),
            (None, StatusCode::UNAUTHORIZED) => Problem::INVALID_TOKEN.into_response(),
            (None, status) => Problem::asked_for(status).into_response(),
        };
        let retry_after = self.retry_after.as_ref().and_then(|value| value.value(SystemTime::now()));
        let headers: [(HeaderName, Option<HeaderValue>); 2] =
            [(RETRY_AFTER, retry_after), (RETRY_AFTER_MS, self.retry_after_ms.clone())];
        for (name, value) in headers {
            if let Some(value) = value {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

fn media_type(body: &str) -> &'static str {
    match serde_json::from_str::<serde::de::IgnoredAny>(body) {
        Ok(_) => "application/json",
        Err(_) => "text/plain; charset=utf-8",
    }
}
