//! Why a call failed, in the client's own terms.

use super::operation::{Operation, Risk};
use super::service_error::ServiceError;
use crate::rules::digits;
use crate::schema::{Issue, Locale};

/// The kind of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorCode {
    /// The input is wrong; nothing was sent.
    Validation,
    /// 400 or 422.
    BadRequest,
    /// 401.
    Authentication,
    /// 403.
    Permission,
    /// 404.
    NotFound,
    /// 409.
    Conflict,
    /// 429.
    RateLimit,
    /// 5xx.
    Server,
    /// Any other status, a redirect included.
    Http,
    /// The service could not be reached, or the connection broke.
    Connection,
    /// An attempt took too long.
    Timeout,
    /// The caller's signal.
    Aborted,
    /// The answer is not what is due.
    Decode,
    /// There is no token for the call.
    Token,
    /// The library is set up wrongly.
    Configuration,
}

/// Why a call failed.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Its kind.
    pub code: ErrorCode,
    /// What was to be done; none when a client could not even be made.
    pub operation: Option<&'static Operation>,
    /// The HTTP status, where there was one.
    pub status: Option<u16>,
    /// What the service says.
    pub service: ServiceError,
    /// What is wrong with the input, or with the answer.
    pub issues: Vec<Issue>,
    /// How many times it was sent.
    pub attempts: u32,
    /// Whether one of these may have reached the service and been carried out.
    pub unsure: bool,
    /// How long the service asks to wait, in milliseconds.
    pub retry_after_ms: Option<u64>,
    /// Whether a token endpoint refused, which it would do again.
    pub refused: bool,
    /// Our own words in the place of those for the code.
    pub advice: Option<&'static str>,
}

impl ErrorCode {
    /// The name in JavaScript.
    pub fn as_str(self) -> &'static str {
        match self {
            ErrorCode::Validation => "validation",
            ErrorCode::BadRequest => "bad_request",
            ErrorCode::Authentication => "authentication",
            ErrorCode::Permission => "permission",
            ErrorCode::NotFound => "not_found",
            ErrorCode::Conflict => "conflict",
            ErrorCode::RateLimit => "rate_limit",
            ErrorCode::Server => "server",
            ErrorCode::Http => "http",
            ErrorCode::Connection => "connection",
            ErrorCode::Timeout => "timeout",
            ErrorCode::Aborted => "aborted",
            ErrorCode::Decode => "decode",
            ErrorCode::Token => "token",
            ErrorCode::Configuration => "configuration",
        }
    }

    /// The kind that a status means; `None` for a success.
    pub fn of_status(status: u16) -> Option<ErrorCode> {
        Some(match status {
            200..=299 => return None,
            400 | 422 => ErrorCode::BadRequest,
            401 => ErrorCode::Authentication,
            403 => ErrorCode::Permission,
            404 => ErrorCode::NotFound,
            409 => ErrorCode::Conflict,
            429 => ErrorCode::RateLimit,
            500..=599 => ErrorCode::Server,
            _ => ErrorCode::Http,
        })
    }

    /// What happened and what to do next, in words.
    fn advice(self) -> &'static str {
        match self {
            ErrorCode::Validation => "The input is not right and nothing was sent; mend what `issues` lists.",
            ErrorCode::BadRequest => "The service refused the request; `details` may name the fields.",
            ErrorCode::Authentication => "The token was not accepted; it may have expired or belong to another tenant.",
            ErrorCode::Permission => "The token lacks a scope that this operation needs.",
            ErrorCode::NotFound => "There is nothing under this id in this tenant.",
            ErrorCode::Conflict => "It exists already, or was changed in between; read it again first.",
            ErrorCode::RateLimit => "Too many requests; wait before the next one.",
            ErrorCode::Server => "The service failed; try again later.",
            ErrorCode::Http => "The service answered with an unexpected status; check the base URL.",
            ErrorCode::Connection => {
                "The service could not be reached, or the connection broke; check the network, the base URL and CORS."
            }
            ErrorCode::Timeout => {
                "The answer took longer than `timeoutMs` or `totalTimeoutMs`; try again or allow more time."
            }
            ErrorCode::Aborted => "The call was aborted before its end; `cause` says why.",
            ErrorCode::Decode => "The answer is not what is due; check the base URL and what stands between.",
            ErrorCode::Token => {
                "There is no token for the call; check the credentials, and the service that gives tokens."
            }
            ErrorCode::Configuration => "The library is not set up to do this.",
        }
    }
}

/// Who says it where there is no operation.
const PACKAGE: &str = "commerce-customers";

/// The sentence for an input that is not right, where nothing was to be sent yet.
pub fn refusal(issues: &[Issue]) -> String {
    told(PACKAGE, ErrorCode::Validation.advice(), issues)
}

fn told(who: &str, advice: &str, issues: &[Issue]) -> String {
    let said = [who, ": ", advice].concat();
    match issues.first().map(|issue| (issue.path.to_public_text(), issue.message(Locale::En))) {
        Some((path, sentence)) if path.is_empty() => [&said, " First: ", &sentence].concat(),
        Some((path, sentence)) => [&said, " First: ", &path, ": ", &sentence].concat(),
        None => said,
    }
}

impl Failure {
    /// A failure of an operation.
    #[cold]
    #[inline(never)]
    pub fn new(code: ErrorCode, operation: Option<&'static Operation>) -> Failure {
        Failure {
            code,
            operation,
            status: None,
            service: ServiceError::default(),
            issues: Vec::new(),
            attempts: 0,
            unsure: false,
            retry_after_ms: None,
            refused: false,
            advice: None,
        }
    }

    /// An input that is not right.
    #[cold]
    #[inline(never)]
    pub fn validation(operation: Option<&'static Operation>, issues: Vec<Issue>) -> Failure {
        Failure { issues, ..Failure::new(ErrorCode::Validation, operation) }
    }

    /// A secret where everybody who opens the page can read it.
    #[cold]
    #[inline(never)]
    pub fn secret_in_browser() -> Failure {
        let advice = "A client secret or a Spirii key must not be used in a browser, where everybody can read it; use a customer's token or an anonymous session, call from a server, or set `dangerouslyAllowBrowser`.";
        Failure { advice: Some(advice), ..Failure::new(ErrorCode::Configuration, None) }
    }

    /// Our own sentence. It holds no value of the caller's and no word of the service's: both may be personal data.
    pub fn message(&self) -> String {
        let status = self.status.map(|status| [" (HTTP ", &digits(status.into()), ")"].concat());
        let advice = [self.advice.unwrap_or(self.code.advice()), &status.unwrap_or_default()].concat();
        told(self.operation.map_or(PACKAGE, |operation| operation.name), &advice, &self.issues)
    }

    /// Whether the same call may work later.
    pub fn retryable(&self) -> bool {
        match self.code {
            ErrorCode::RateLimit | ErrorCode::Server | ErrorCode::Connection | ErrorCode::Timeout => true,
            ErrorCode::Token => !self.refused,
            // It took too long to come; it may not the next time.
            _ => self.status == Some(408),
        }
    }

    /// Whether what was to be written may have been written all the same.
    pub fn ambiguous(&self) -> bool {
        self.unsure && self.operation.is_some_and(|operation| operation.risk != Risk::Read)
    }
}

#[cfg(test)]
mod tests {
    use super::super::customers;
    use super::*;

    #[test]
    fn codes_of_statuses() {
        for (status, code) in [
            (200, None),
            (204, None),
            (207, None),
            (301, Some("http")),
            (0, Some("http")),
            (400, Some("bad_request")),
            (401, Some("authentication")),
            (403, Some("permission")),
            (404, Some("not_found")),
            (405, Some("http")),
            (409, Some("conflict")),
            (418, Some("http")),
            (422, Some("bad_request")),
            (429, Some("rate_limit")),
            (500, Some("server")),
            (599, Some("server")),
        ] {
            assert_eq!(ErrorCode::of_status(status).map(ErrorCode::as_str), code, "{status}");
        }
    }

    #[test]
    fn what_may_work_later() {
        use ErrorCode::*;
        for code in [RateLimit, Server, Connection, Timeout, Token] {
            assert!(Failure::new(code, None).retryable(), "{code:?}");
        }
        for code in [
            Validation,
            BadRequest,
            Authentication,
            Permission,
            NotFound,
            Conflict,
            Http,
            Aborted,
            Decode,
            Configuration,
        ] {
            assert!(!Failure::new(code, None).retryable(), "{code:?}");
        }
        assert!(!Failure { refused: true, ..Failure::new(Token, None) }.retryable());
    }

    #[test]
    fn only_a_write_that_may_have_arrived_is_ambiguous() {
        let failure = |operation, unsure| Failure { unsure, ..Failure::new(ErrorCode::Connection, Some(operation)) };
        assert!(failure(&customers::CREATE, true).ambiguous());
        assert!(failure(&customers::DELETE, true).ambiguous());
        assert!(!failure(&customers::CREATE, false).ambiguous());
        assert!(!failure(&customers::LIST, true).ambiguous());
    }
}
