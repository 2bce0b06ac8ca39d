//! The Emporix customer service.

mod address_book;
mod addresses;
mod customers;
pub(crate) mod document;
mod expand;
mod judged;
mod listing;
mod merge;
mod paging;
mod version;

use axum::extract::{FromRef, FromRequestParts, Path};
use axum::http::request::Parts;
use axum::routing::{get, post};
use axum::Router;
use commerce_customers::rules::{Codes, TENANT};
use serde::Deserialize;

use crate::app::{App, EMPORIX_TENANT};
use crate::auth::Access;
use crate::problem::Problem;

/// The operations, below `/customer`.
pub(crate) fn routes() -> Router<App> {
    let customer = get(customers::retrieve).put(customers::upsert).patch(customers::change).delete(customers::remove);
    let address = get(addresses::retrieve).put(addresses::upsert).patch(addresses::change).delete(addresses::remove);
    Router::new()
        .route("/{tenant}/customers", get(listing::list).post(customers::create))
        // The search hides no customer: whoever has this number is reached by the other methods.
        .route("/{tenant}/customers/search", customer.clone().post(listing::search))
        .route("/{tenant}/customers/{customerNumber}", customer)
        .route("/{tenant}/customers/{customerNumber}/addresses", get(addresses::list).post(addresses::add))
        .route("/{tenant}/customers/{customerNumber}/addresses/{addressId}", address)
        .route(
            "/{tenant}/customers/{customerNumber}/addresses/{addressId}/tags",
            post(addresses::add_tags).delete(addresses::remove_tags),
        )
}

/// Who calls, for which tenant. Every operation takes this first: the gateway judges the token before the service looks
/// at anything else.
#[derive(Debug)]
pub(crate) struct Caller {
    pub(crate) tenant: String,
    access: Access,
}

impl Caller {
    /// Whether the token may also write.
    pub(crate) fn may_manage(&self) -> bool {
        self.access == Access::Manage
    }
}

/// A caller whose token may also write. The others are refused before a body is read.
#[derive(Debug)]
pub(crate) struct Manager(pub(crate) Caller);

#[derive(Deserialize, FromRequestParts)]
#[from_request(via(Path), rejection(Problem))]
struct TenantPath {
    tenant: String,
}

impl<S> FromRequestParts<S> for Caller
where
    S: Send + Sync,
    App: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Caller, Problem> {
        let grant = App::from_ref(state).tokens.grant(&parts.headers)?;
        let TenantPath { tenant } = TenantPath::from_request_parts(parts, state).await?;
        if TENANT.check(&tenant, Codes::Iso).is_some() {
            let rule = "it has to be 3 to 16 lowercase letters and digits, the first a letter.";
            return Err(Problem::segment("tenant", rule));
        }
        if grant.tenant.is_some_and(|only| only != tenant) {
            return Err(Problem::forbidden("The token is for another tenant than the path."));
        }
        match parts.headers.get(EMPORIX_TENANT) {
            Some(named) if named.as_bytes() != tenant.as_bytes() => {
                Err(Problem::forbidden("The Emporix-Tenant header names another tenant than the path."))
            }
            _ => Ok(Caller { tenant, access: grant.access }),
        }
    }
}

impl<S> FromRequestParts<S> for Manager
where
    S: Send + Sync,
    App: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Manager, Problem> {
        let caller = Caller::from_request_parts(parts, state).await?;
        match caller.access {
            Access::Manage => Ok(Manager(caller)),
            Access::Read => Err(Problem::forbidden(
                "Given authorization scopes are not sufficient and do not match scopes required by the endpoint: customer.customer_manage.",
            )),
        }
    }
}
