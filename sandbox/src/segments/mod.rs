//! The Emporix customer segment service: assignments of customers to segments.
//!
//! The segments themselves are made by other operations of the service. Here every segment is there, and empty at first.

mod assignments;
mod bulk;
pub(crate) mod document;
mod error;
mod fields;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::routing::{get, post, put};
use axum::Router;

use crate::app::App;
use crate::emporix::Caller;
use crate::problem::Problem;

pub(crate) use error::in_own_shape;

/// The operations, below `/customer-segment`.
pub(crate) fn routes() -> Router<App> {
    let assignment = get(assignments::retrieve).put(assignments::put).delete(assignments::remove);
    let customers = "/{tenant}/segments/{segmentId}/customers";
    Router::new()
        .route(customers, get(assignments::list))
        // Only POST is the search; with the other methods `search` is a customer's id.
        .route(&format!("{customers}/search"), post(assignments::search).merge(assignment.clone()))
        .route(&format!("{customers}/bulk"), put(bulk::put).delete(bulk::remove))
        .route(&format!("{customers}/{{customerId}}"), assignment.clone())
        .route(&format!("{customers}/{{customerId}}/{{legalEntityId}}"), assignment)
}

/// A caller whose token may also write. The others are refused before a body is read.
#[derive(Debug)]
struct Manager(Caller);

impl<S> FromRequestParts<S> for Manager
where
    S: Send + Sync,
    App: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Manager, Problem> {
        let caller = Caller::from_request_parts(parts, state).await?;
        if caller.may_manage() {
            Ok(Manager(caller))
        } else {
            Err(Problem::forbidden("The access to the requested resource has been forbidden by the server."))
        }
    }
}
