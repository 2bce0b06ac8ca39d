//! `GET /customerlogin/auth/anonymous/…`: tokens for somebody unknown, who may read.

use axum::extract::State;
use axum::response::Response;
use commerce_customers::rules::{Codes, TENANT};
use serde::Serialize;

use super::granted;
use crate::app::App;
use crate::auth::{Fresh, Session};
use crate::params::Params;
use crate::problem::Problem;

const CLIENT: &str = "sandbox-storefront";

#[derive(Debug, Serialize)]
struct AnonymousToken {
    token_type: &'static str,
    access_token: String,
    expires_in: u32,
    /// Left out of a refresh, as the service may do it: the one before stays good.
    #[serde(flatten)]
    refresh: Option<Refresh>,
    #[serde(rename = "sessionId")]
    session_id: String,
    scope: String,
}

#[derive(Debug, Serialize)]
struct Refresh {
    refresh_token: String,
    refresh_token_expires_in: u32,
}

/// `GET /customerlogin/auth/anonymous/login`. What is said of the storefront has no effect here.
pub(super) async fn log_in(State(app): State<App>, params: Params) -> Result<Response, Problem> {
    let [tenant, client, ..] =
        params.take(["tenant", "client_id", "currency", "siteCode", "language", "targetLocation"])?;
    let tenant = storefront(tenant, client)?;
    let (fresh, session) = app.tokens.log_in(&tenant)?;
    let refresh =
        Refresh { refresh_token: session.refresh_token.clone(), refresh_token_expires_in: session.refresh_life };
    Ok(answer(&tenant, fresh, session, Some(refresh)))
}

/// `GET /customerlogin/auth/anonymous/refresh`. The access token before says nothing that the refresh token does not.
pub(super) async fn refresh(State(app): State<App>, params: Params) -> Result<Response, Problem> {
    let [tenant, client, refresh_token, _] =
        params.take(["tenant", "client_id", "refresh_token", "anonymous_token"])?;
    let refresh_token = required("refresh_token", refresh_token)?;
    let tenant = storefront(tenant, client)?;
    match app.tokens.refresh(&tenant, &refresh_token)? {
        Some((fresh, session)) => Ok(answer(&tenant, fresh, session, None)),
        None => Err(Problem::INVALID_REFRESH_TOKEN),
    }
}

fn answer(tenant: &str, fresh: Fresh, session: Session, refresh: Option<Refresh>) -> Response {
    granted(AnonymousToken {
        token_type: "Bearer",
        access_token: fresh.token,
        expires_in: fresh.life,
        refresh,
        session_id: session.id,
        scope: format!("tenant={tenant}"),
    })
}

/// The tenant, for which the client has to be the storefront.
fn storefront(tenant: Option<String>, client: Option<String>) -> Result<String, Problem> {
    let (tenant, client) = (required("tenant", tenant)?, required("client_id", client)?);
    if TENANT.check(&tenant, Codes::Iso).is_some() {
        let rule = "3 to 16 lowercase letters and digits are expected, the first a letter.";
        return Err(Problem::parameter("tenant", "pattern", rule));
    }
    if client != CLIENT {
        return Err(Problem::INVALID_CLIENT);
    }
    Ok(tenant)
}

fn required(name: &str, value: Option<String>) -> Result<String, Problem> {
    value.filter(|value| !value.is_empty()).ok_or_else(|| Problem::parameter(name, "required", "it has to be given."))
}
