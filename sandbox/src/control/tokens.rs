//! `/_sandbox/tokens`: what was issued, and how it ends.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;

use super::{read, Answer, Refusal};
use crate::app::App;
use crate::auth::Issue;

/// Lives in seconds. What is left out stays as it is.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewLives {
    life: Option<u32>,
    refresh_life: Option<u32>,
}

/// `GET`: how many there were.
pub(super) async fn count(State(app): State<App>) -> Answer<Issue> {
    Answer(app.tokens.issue_so_far())
}

/// `POST`: the lives of those to come.
pub(super) async fn change_lives(State(app): State<App>, body: Bytes) -> Result<StatusCode, Refusal> {
    let NewLives { life, refresh_life } = read(&body)?;
    app.tokens.change_lives(life, refresh_life);
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE`: no access token is good any more; sessions go on.
pub(super) async fn revoke(State(app): State<App>) -> StatusCode {
    app.tokens.revoke_issued();
    StatusCode::NO_CONTENT
}

/// `DELETE …/refresh`: no session goes on; access tokens live as long as they do.
pub(super) async fn revoke_refresh(State(app): State<App>) -> StatusCode {
    app.tokens.end_sessions();
    StatusCode::NO_CONTENT
}
