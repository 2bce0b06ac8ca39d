//! Spirii's customers: one operation, and what its answers carry.

mod customers;
mod error;
mod query;
mod rate;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::routing::get;
use axum::Router;

use crate::app::App;
use crate::auth::Access;
use crate::problem::Problem;

pub(crate) use error::answer;
pub(crate) use rate::{Rate, RATE_HEADERS};

/// The operations, below `/v2`.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/customers", get(customers::list))
}

/// Always taken beside the tokens of Emporix: what an API key of Spirii looks like is its own matter.
const KEY: &str = "sandbox-key";

/// Who calls. A key that may only read has no permission to filter by owners and operators.
#[derive(Debug)]
struct Caller(Access);

impl<S> FromRequestParts<S> for Caller
where
    S: Send + Sync,
    App: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Caller, Problem> {
        let tokens = App::from_ref(state).tokens;
        if crate::auth::bearer(&parts.headers) == Some(KEY) && !tokens.is_revoked(KEY) {
            return Ok(Caller(Access::Manage));
        }
        tokens.grant(&parts.headers).map(|grant| Caller(grant.access))
    }
}
