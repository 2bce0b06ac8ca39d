//! Where tokens come from: the gateway's token endpoint for services, and the storefront's login for somebody unknown.

mod anonymous;
mod service;

use axum::http::header::CACHE_CONTROL;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Serialize;

use crate::app::App;
use crate::problem::{fault, in_place_of, Problem};

/// The operations below `/oauth`.
pub(crate) fn oauth() -> Router<App> {
    Router::new().route("/token", post(service::token))
}

/// The operations below `/customerlogin`.
pub(crate) fn customer_login() -> Router<App> {
    Router::new()
        .route("/auth/anonymous/login", get(anonymous::log_in))
        .route("/auth/anonymous/refresh", get(anonymous::refresh))
}

/// Tokens are for whoever asked for them, and for no cache.
fn granted(grant: impl Serialize) -> Response {
    ([(CACHE_CONTROL, "no-store")], Json(grant)).into_response()
}

/// A layer: the gateway says everything that is wrong as a fault.
pub(crate) async fn in_own_shape(response: Response) -> Response {
    let Some(Problem::Message(body)) = response.extensions().get() else { return response };
    let own = (response.status(), Json(fault(&body.message, code(response.status())))).into_response();
    in_place_of(&response, own)
}

fn code(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "messaging.adaptors.http.flow.ApplicationNotFound",
        StatusCode::TOO_MANY_REQUESTS => "policies.ratelimit.QuotaViolation",
        StatusCode::SERVICE_UNAVAILABLE => "messaging.adaptors.http.flow.ServiceUnavailable",
        StatusCode::GATEWAY_TIMEOUT => "messaging.adaptors.http.flow.GatewayTimeout",
        status if status.is_server_error() => "messaging.runtime.InternalServerError",
        _ => "oauth.v2.InvalidRequest",
    }
}
