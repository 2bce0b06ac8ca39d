//! The segment service's error body: `code` is the number and `status` its words, and `details` is one object.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::Json;
use serde::Serialize;

use crate::problem::{in_place_of, Detail, Problem};

/// An answer of the segment service that is not the one asked for.
#[derive(Debug)]
pub(super) enum Refusal {
    Problem(Problem),
    /// 404: the id of the customer whose assignment there is none of.
    NotFound(String),
    /// 409: the id of the customer whose assignment has another version.
    Stale(String),
}

/// The words for a version that is not the stored one.
pub(super) const STALE: &str = "The resource you are attempting to access has changed.";

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ErrorBody {
    code: u16,
    status: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    resource_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<Detail>,
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Refusal {
        Refusal::Problem(problem)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            // `in_own_shape` sees to it, as to the problems of everything around the operations.
            Refusal::Problem(problem) => problem.into_response(),
            Refusal::NotFound(id) => {
                let message = format!("The resource with id {id} has not been found.");
                answer(StatusCode::NOT_FOUND, message, Some(id), None)
            }
            Refusal::Stale(id) => answer(StatusCode::CONFLICT, STALE.to_owned(), Some(id), None),
        }
    }
}

fn answer(status: StatusCode, message: String, resource_id: Option<String>, details: Option<Detail>) -> Response {
    let words = status.canonical_reason().unwrap_or_default();
    (status, Json(ErrorBody { code: status.as_u16(), status: words, message, resource_id, details })).into_response()
}

/// A layer: problems of the customer service's shape get the segment service's. The gateway's `fault` is the same for both.
pub(crate) async fn in_own_shape(response: Response) -> Response {
    let Some(Problem::Message(body)) = response.extensions().get() else { return response };
    // One object has room for the first of them.
    let details = body.details.as_ref().and_then(|details| details.first()).cloned();
    in_place_of(&response, answer(response.status(), body.message.clone(), None, details))
}
