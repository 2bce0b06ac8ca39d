//! The error bodies of the services.
//!
//! The customer service has two: `ErrorMessage` for everything it says itself, and the gateway's `fault` for a token
//! that it does not take. The other services write what it says in shapes of their own.

use axum::extract::rejection::PathRejection;
use axum::http::{header, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::Json;
use serde::Serialize;
use serde_json::{json, Value};

/// An answer that is not the one asked for.
#[derive(Debug, Clone)]
pub(crate) enum Problem {
    Message(ErrorMessage),
    /// What the gateway says and its code for it.
    Fault {
        status: StatusCode,
        text: &'static str,
        code: &'static str,
    },
}

/// The customer service's error body. `None` is written as `null`, as the service does it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ErrorMessage {
    #[serde(rename = "type")]
    kind: Option<&'static str>,
    status: u16,
    pub(crate) message: String,
    pub(crate) details: Option<Vec<Detail>>,
}

/// What is wrong with one field of a body or one parameter.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Detail {
    pub(crate) field: String,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    pub(crate) message: String,
}

impl Detail {
    pub(crate) fn new(field: impl Into<String>, kind: &'static str, message: impl Into<String>) -> Detail {
        Detail { field: field.into(), kind, message: message.into() }
    }
}

impl Problem {
    fn message(status: StatusCode, kind: Option<&'static str>, message: impl Into<String>) -> Problem {
        Problem::Message(ErrorMessage { kind, status: status.as_u16(), message: message.into(), details: None })
    }

    /// 400 about the request as a whole.
    pub(crate) fn bad_request(message: impl Into<String>) -> Problem {
        Problem::message(StatusCode::BAD_REQUEST, Some("bad_request"), message)
    }

    /// 400 about fields or parameters.
    pub(crate) fn invalid(message: impl Into<String>, details: Vec<Detail>) -> Problem {
        Problem::Message(ErrorMessage {
            kind: Some("bad_request"),
            status: StatusCode::BAD_REQUEST.as_u16(),
            message: message.into(),
            details: Some(details),
        })
    }

    /// 400 about one parameter.
    pub(crate) fn parameter(name: &str, kind: &'static str, message: impl Into<String>) -> Problem {
        let message = message.into();
        Problem::invalid(format!("Query parameter '{name}': {message}"), vec![Detail::new(name, kind, message)])
    }

    /// 400 about one segment of the path.
    pub(crate) fn segment(name: &str, rule: &str) -> Problem {
        Problem::invalid(format!("Path parameter '{name}': {rule}"), vec![Detail::new(name, "pattern", rule)])
    }

    const fn fault(status: StatusCode, text: &'static str, code: &'static str) -> Problem {
        Problem::Fault { status, text, code }
    }

    /// 401: no token, or one that was never given out, or was taken back.
    pub(crate) const INVALID_TOKEN: Problem =
        Problem::fault(StatusCode::UNAUTHORIZED, "Invalid access token", "oauth.v2.InvalidAccessToken");

    /// 401: a token that was given out and has had its time.
    pub(crate) const EXPIRED_TOKEN: Problem =
        Problem::fault(StatusCode::UNAUTHORIZED, "Access Token expired", "keymanagement.service.access_token_expired");

    /// 401: a refresh token that is good for nothing.
    pub(crate) const INVALID_REFRESH_TOKEN: Problem =
        Problem::fault(StatusCode::UNAUTHORIZED, "Invalid refresh token", "oauth.v2.InvalidRefreshToken");

    /// 401: a client that is not known, or its secret is wrong.
    pub(crate) const INVALID_CLIENT: Problem =
        Problem::fault(StatusCode::UNAUTHORIZED, "Invalid client credentials", "oauth.v2.InvalidClientIdentifier");

    /// 400: a way to get a token that there is not.
    pub(crate) const UNSUPPORTED_GRANT_TYPE: Problem =
        Problem::fault(StatusCode::BAD_REQUEST, "Unsupported grant type", "oauth.v2.UnsupportedGrantType");

    /// 403. Its type breaks the service's own pattern for types; so do the service's examples.
    pub(crate) fn forbidden(message: impl Into<String>) -> Problem {
        Problem::message(StatusCode::FORBIDDEN, Some("Forbidden"), message)
    }

    /// 403 about one parameter.
    pub(crate) fn forbidden_parameter(name: &str, message: impl Into<String>) -> Problem {
        let message = message.into();
        Problem::Message(ErrorMessage {
            kind: Some("Forbidden"),
            status: StatusCode::FORBIDDEN.as_u16(),
            message: format!("Query parameter '{name}': {message}"),
            details: Some(vec![Detail::new(name, "forbidden", message)]),
        })
    }

    /// 404 with the words of the live service.
    pub(crate) fn no_customer(number: &str) -> Problem {
        Problem::message(StatusCode::NOT_FOUND, None, format!("Customer profile with ID {number} not found."))
    }

    /// 404 for an address of a customer who is there.
    pub(crate) fn no_address(id: &str) -> Problem {
        Problem::message(StatusCode::NOT_FOUND, None, format!("Customer address with ID {id} not found."))
    }

    /// 404 for a path that no operation has.
    pub(crate) fn no_route(path: &str) -> Problem {
        Problem::message(StatusCode::NOT_FOUND, Some("not_found"), format!("There is no operation at {path}."))
    }

    /// 405 for a path that has operations, but not this one.
    pub(crate) fn wrong_method(method: &str, path: &str) -> Problem {
        Problem::message(
            StatusCode::METHOD_NOT_ALLOWED,
            Some("method_not_allowed"),
            format!("There is no {method} at {path}."),
        )
    }

    /// 409: `account` is the e-mail address, or the id, that is in use.
    pub(crate) fn duplicate(account: &str, tenant: &str) -> Problem {
        let message = format!("Duplicate account '{account}' for tenant '{tenant}'.");
        Problem::message(StatusCode::CONFLICT, Some("conflict_resource"), message)
    }

    /// 409: another address of the customer has the id.
    pub(crate) fn duplicate_address(id: &str, number: &str) -> Problem {
        let message = format!("Duplicate address '{id}' for customer '{number}'.");
        Problem::message(StatusCode::CONFLICT, Some("conflict_resource"), message)
    }

    /// 409: the number of a deleted customer is not given out again.
    pub(crate) fn deleted_before(number: &str, tenant: &str) -> Problem {
        let message =
            format!("Customer '{number}' of tenant '{tenant}' was deleted; the customer number cannot be used again.");
        Problem::message(StatusCode::CONFLICT, Some("conflict_resource"), message)
    }

    /// 409: a change is based on a version that is not the current one.
    pub(crate) fn changed() -> Problem {
        let message = "The resource you are attempting to access has changed.";
        Problem::message(StatusCode::CONFLICT, Some("conflict_resource"), message)
    }

    /// The status that a fault asks for.
    pub(crate) fn asked_for(status: StatusCode) -> Problem {
        let words = status.canonical_reason().unwrap_or("a status without a name");
        Problem::message(status, None, format!("A fault of the sandbox: {words}."))
    }

    /// 413 for a body over the limit, in bytes.
    pub(crate) fn too_large(limit: usize) -> Problem {
        let message = format!("The request body is larger than {limit} bytes.");
        Problem::message(StatusCode::PAYLOAD_TOO_LARGE, Some("payload_too_large"), message)
    }

    /// 500. What happened goes to stderr; the answer only says that it did.
    pub(crate) fn internal(cause: impl std::fmt::Display) -> Problem {
        eprintln!("sandbox: a request failed: {cause}");
        Problem::message(
            StatusCode::INTERNAL_SERVER_ERROR,
            Some("internal_server_error"),
            "The sandbox could not answer; its error output says why.",
        )
    }
}

/// The gateway's error body.
pub(crate) fn fault(text: &str, code: &str) -> Value {
    json!({ "fault": { "faultstring": text, "detail": { "errorcode": code } } })
}

/// A response in a shape of its own, with the headers of the one that it stands for. Type and length of the body are its
/// own.
pub(crate) fn in_place_of(response: &Response, mut own: Response) -> Response {
    for (name, value) in response.headers() {
        if !matches!(*name, header::CONTENT_TYPE | header::CONTENT_LENGTH) {
            own.headers_mut().append(name, value.clone());
        }
    }
    own
}

impl From<PathRejection> for Problem {
    fn from(_: PathRejection) -> Problem {
        Problem::bad_request("The path is not percent-encoded UTF-8.")
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Problem {
        Problem::internal(error)
    }
}

impl IntoResponse for Problem {
    /// In the shape of the customer service. The problem itself goes with the response, for the services that answer in
    /// another shape.
    fn into_response(self) -> Response {
        let problem = self.clone();
        let mut response = match self {
            Problem::Message(body) => {
                let status = StatusCode::from_u16(body.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                (status, Json(body)).into_response()
            }
            Problem::Fault { status, text, code } => (status, Json(fault(text, code))).into_response(),
        };
        response.extensions_mut().insert(problem);
        response
    }
}
