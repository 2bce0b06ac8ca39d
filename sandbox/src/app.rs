//! All routes, and the layers around them.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::Arc;

use axum::extract::Request;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::any_service;
use axum::Router;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};

use crate::auth::Tokens;
use crate::control::{self, Control};
use crate::faults::{self, Faults, RETRY_AFTER_MS};
use crate::problem::Problem;
use crate::store::Store;
use crate::tally::{Tally, MARK};
use crate::{body, emporix, files, login, segments, spirii};

/// What every operation works with.
#[derive(Debug, Clone)]
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) tokens: Arc<Tokens>,
    pub(crate) faults: Arc<Faults>,
    /// Only where somebody can ask for it.
    pub(crate) tally: Option<Arc<Tally>>,
}

/// How many customers a listing found, as the customer service says it.
pub(crate) const COUNT: HeaderName = HeaderName::from_static("count");
/// The tenant a token is used for; when it is sent it has to be the one in the path.
pub(crate) const EMPORIX_TENANT: HeaderName = HeaderName::from_static("emporix-tenant");
/// Asks for the total of a listing, and answers it.
pub(crate) const TOTAL_COUNT: HeaderName = HeaderName::from_static("x-total-count");
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The services under their own paths, and the page everywhere else.
pub(crate) fn router(app: App, root: &Path) -> Router {
    let login = |operations| service(operations, app.clone()).layer(map_response(login::in_own_shape));
    let segment = service(segments::routes(), app.clone()).layer(map_response(segments::in_own_shape));
    let spirii =
        service(spirii::routes(), app.clone()).layer(from_fn_with_state(spirii::Rate::default(), spirii::answer));
    let mut services = Router::new();
    for (path, service) in [
        ("/customer", service(emporix::routes(), app.clone())),
        ("/customer-segment", segment),
        ("/v2", spirii),
        ("/oauth", login(login::oauth())),
        ("/customerlogin", login(login::customer_login())),
    ] {
        // A nested router does not see the bare slash.
        services = services.nest(path, service.clone()).route(&format!("{path}/"), any_service(service));
    }
    let control = app.tally.clone().map(|tally| control::routes(Control { app: app.clone(), tally }));
    let services = services.layer(from_fn_with_state(app, faults::around));
    services.merge(control.unwrap_or_default()).merge(files::routes(root))
}

/// One service: its operations, its answers to what is none of them, and what all its answers carry.
fn service(operations: Router<App>, app: App) -> Router {
    operations
        .fallback(|request: Request| async move { Problem::no_route(whole_path(&request)) })
        .method_not_allowed_fallback(|request: Request| async move {
            Problem::wrong_method(request.method().as_str(), whole_path(&request))
        })
        .layer(
            ServiceBuilder::new()
                .layer(SetRequestIdLayer::new(REQUEST_ID, RequestIds::default()))
                .layer(PropagateRequestIdLayer::new(REQUEST_ID))
                .layer(cors())
                .layer(CatchPanicLayer::custom(after_panic))
                .layer(from_fn(body::receive))
                .layer(from_fn(faults::instead)),
        )
        .with_state(app)
}

/// A nested router sees its own part of the path only.
fn whole_path(request: &Request) -> &str {
    request
        .extensions()
        .get::<axum::extract::OriginalUri>()
        .map_or_else(|| request.uri().path(), |original| original.0.path())
}

fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers([AUTHORIZATION, CONTENT_TYPE, EMPORIX_TENANT, TOTAL_COUNT, MARK])
        .expose_headers(
            [COUNT, TOTAL_COUNT, RETRY_AFTER, RETRY_AFTER_MS, REQUEST_ID]
                .into_iter()
                .chain(spirii::RATE_HEADERS)
                .collect::<Vec<_>>(),
        )
}

fn after_panic(panic: Box<dyn std::any::Any + Send>) -> Response {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    Problem::internal(text.unwrap_or("a panic without a message")).into_response()
}

/// Counts the requests of one service. A request that brings an id keeps it.
#[derive(Debug, Clone, Default)]
struct RequestIds(Arc<AtomicU64>);

impl MakeRequestId for RequestIds {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        let number = self.0.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        HeaderValue::from_str(&format!("sandbox-{number:06}")).ok().map(RequestId::new)
    }
}
