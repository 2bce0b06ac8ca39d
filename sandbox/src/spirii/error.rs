//! Spirii's error envelope.

use std::time::SystemTime;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::Json;
use serde_json::json;

use super::Rate;
use crate::app::REQUEST_ID;
use crate::problem::{in_place_of, Problem};

/// A layer around all answers: problems get Spirii's envelope, and every answer says how many requests are left.
pub(crate) async fn answer(State(rate): State<Rate>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        response = enveloped(&problem, &response);
    }
    rate.count(SystemTime::now(), response.headers_mut());
    response
}

/// The problem in the envelope, with the status and the headers of the response that it came with.
fn enveloped(problem: &Problem, response: &Response) -> Response {
    let status = response.status();
    let (message, detail) = match problem {
        Problem::Message(body) => (body.message.as_str(), body.details.as_ref().and_then(|details| details.first())),
        Problem::Fault { .. } => ("The API key is missing or not valid.", None),
    };
    let kind = detail.map(|detail| detail.kind);
    let mut error = json!({ "type": category(status), "code": code(status, kind), "message": message });
    if let Some(error) = error.as_object_mut() {
        if let Some(detail) = detail {
            error.insert("param".to_owned(), json!(detail.field));
        }
        let id = response.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok());
        error.insert("request_id".to_owned(), json!(id));
    }
    in_place_of(response, (status, Json(json!({ "error": error }))).into_response())
}

fn category(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => "unauthorized",
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::NOT_FOUND => "not_found",
        status if status.is_server_error() => "server_error",
        _ => "invalid_request",
    }
}

/// `kind` is what is wrong with the parameter, where it is one.
fn code(status: StatusCode, kind: Option<&str>) -> &'static str {
    match (status, kind) {
        (StatusCode::UNAUTHORIZED, _) => "invalid_api_key",
        (StatusCode::FORBIDDEN, _) => "insufficient_permissions",
        (StatusCode::NOT_FOUND, _) => "unknown_endpoint",
        (StatusCode::METHOD_NOT_ALLOWED, _) => "method_not_allowed",
        (StatusCode::PAYLOAD_TOO_LARGE, _) => "payload_too_large",
        (_, Some("unknown")) => "unknown_field",
        (_, Some(_)) => "invalid_field_value",
        (status, _) if status.is_server_error() => "internal_error",
        _ => "malformed_request",
    }
}
