//! `POST /oauth/token`: tokens for services, for their id and their secret.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use super::granted;
use crate::app::App;
use crate::auth::Access;
use crate::body::FormBody;
use crate::problem::Problem;
use crate::seed::TENANT;

const CLIENT: &str = "sandbox-client";
const SECRET: &str = "sandbox-secret";

/// What a token may do that was asked for without a word of it.
const EVERYTHING: &str =
    "customer.customer_read customer.customer_manage customersegment.segment_read customersegment.segment_manage";

#[derive(Debug, Serialize)]
struct ServiceToken {
    access_token: String,
    token_type: &'static str,
    expires_in: u32,
    session_idle_time: u32,
    refresh_token: &'static str,
    refresh_token_expires_in: u32,
    scope: String,
}

/// `POST /oauth/token`
pub(super) async fn token(State(app): State<App>, form: FormBody) -> Result<Response, Problem> {
    let [grant_type, client, secret, scope] =
        ["grant_type", "client_id", "client_secret", "scope"].map(|name| form.only(name));
    if grant_type? != Some("client_credentials") {
        return Err(Problem::UNSUPPORTED_GRANT_TYPE);
    }
    if (client?, secret?) != (Some(CLIENT), Some(SECRET)) {
        return Err(Problem::INVALID_CLIENT);
    }
    let scope = scope?.unwrap_or(EVERYTHING);
    let fresh = app.tokens.issue(access(scope))?;
    Ok(granted(ServiceToken {
        access_token: fresh.token,
        token_type: "Bearer",
        expires_in: fresh.life,
        session_idle_time: 120,
        refresh_token: "",
        refresh_token_expires_in: 0,
        scope: format!("tenant={TENANT} {scope}"),
    }))
}

/// One scope to manage is enough for everything: the sandbox does not tell the services' scopes apart.
fn access(scope: &str) -> Access {
    match scope.split(' ').any(|scope| scope.ends_with("_manage")) {
        true => Access::Manage,
        false => Access::Read,
    }
}
