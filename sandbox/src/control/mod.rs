//! `/_sandbox`: how a test steers the sandbox and sees what came of it. Only there with `--control`.

mod faults;
mod guard;
mod tokens;

use std::sync::Arc;

use axum::extract::{FromRef, Request, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{any_service, delete, get, post};
use axum::{Json, Router};
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::app::App;
use crate::tally::{Report, Tally};

/// What can be steered.
#[derive(Debug, Clone)]
pub(crate) struct Control {
    pub(crate) app: App,
    pub(crate) tally: Arc<Tally>,
}

impl FromRef<Control> for App {
    fn from_ref(control: &Control) -> App {
        control.app.clone()
    }
}

/// The routes. Their answers have no CORS headers: only pages of the same origin may use them.
pub(crate) fn routes(control: Control) -> Router {
    let routes = Router::new()
        .route("/faults", get(faults::list).post(faults::add).put(faults::replace).delete(faults::remove))
        .route("/requests", get(requests).delete(forget_requests))
        .route("/tokens", get(tokens::count).post(tokens::change_lives).delete(tokens::revoke))
        .route("/tokens/refresh", delete(tokens::revoke_refresh))
        .route("/reset", post(reset))
        .fallback(|| async { Refusal(StatusCode::NOT_FOUND, "there is nothing to steer here".to_owned()) })
        .method_not_allowed_fallback(|request: Request| async move {
            Refusal(StatusCode::METHOD_NOT_ALLOWED, format!("there is no {} here", request.method()))
        })
        .layer(from_fn(guard::guard))
        .with_state(control);
    Router::new().nest("/_sandbox", routes.clone()).route("/_sandbox/", any_service(routes))
}

/// `GET /_sandbox/requests`
async fn requests(State(control): State<Control>) -> Answer<Report> {
    Answer(control.tally.report())
}

/// `DELETE /_sandbox/requests`
async fn forget_requests(State(control): State<Control>) -> StatusCode {
    control.tally.reset();
    StatusCode::NO_CONTENT
}

/// `POST /_sandbox/reset`: all but the data as at the start.
async fn reset(State(control): State<Control>) -> StatusCode {
    control.app.faults.reset();
    control.app.tokens.reset();
    control.tally.reset();
    StatusCode::NO_CONTENT
}

/// What is so at this moment.
struct Answer<T>(T);

impl<T: serde::Serialize> IntoResponse for Answer<T> {
    fn into_response(self) -> Response {
        ([(CACHE_CONTROL, "no-store")], Json(self.0)).into_response()
    }
}

/// What is wrong, in a sentence.
struct Refusal(StatusCode, String);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}

impl Refusal {
    fn bad_request(why: String) -> Refusal {
        Refusal(StatusCode::BAD_REQUEST, why)
    }
}

/// A body, whatever its type says: tests are typed by hand too.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| Refusal::bad_request(format!("the body is not understood: {error}")))
}
