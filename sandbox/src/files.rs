//! The sample page and the built package, from the project's folder.

use std::path::Path;

use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::routing::any;
use axum::Router;
use tower::ServiceBuilder;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// No script or style but the page's own. Connections go to this machine, and over https to whichever service the
/// connection settings name. Compiling WebAssembly needs its own word.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src 'self' data:; connect-src 'self' http://127.0.0.1:* http://localhost:* https:; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// `www/` at `/` and `pkg/` at `/pkg/`.
pub(crate) fn routes(root: &Path) -> Router {
    let folder = |name: &str| ServeDir::new(root.join(name)).not_found_service(any(missing));
    let header = |name, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    Router::new().nest_service("/pkg", folder("pkg")).fallback_service(folder("www")).layer(
        ServiceBuilder::new()
            .layer(header(CACHE_CONTROL, "no-cache"))
            .layer(header(CONTENT_SECURITY_POLICY, POLICY))
            .layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .layer(header(REFERRER_POLICY, "no-referrer")),
    )
}

async fn missing() -> (StatusCode, &'static str) {
    (StatusCode::NOT_FOUND, "There is nothing at this address.\n")
}
