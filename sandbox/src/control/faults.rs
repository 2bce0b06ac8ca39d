//! `/_sandbox/faults`: rules that come and go while the sandbox runs.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::Value;

use super::{read, Answer, Refusal};
use crate::app::App;
use crate::faults::Rule;

/// `GET`: the rules in their order, with what they have seen.
pub(super) async fn list(State(app): State<App>) -> Answer<Vec<Value>> {
    Answer(app.faults.listed())
}

/// `POST`: one rule or many, behind those there are. All or none.
pub(super) async fn add(State(app): State<App>, body: Bytes) -> Result<StatusCode, Refusal> {
    let rules = match read(&body)? {
        Value::Array(rules) => many(&rules)?,
        rule => vec![Rule::from_json(&rule).map_err(Refusal::bad_request)?],
    };
    app.faults.add(rules);
    Ok(StatusCode::NO_CONTENT)
}

/// `PUT`: these, and no others.
pub(super) async fn replace(State(app): State<App>, body: Bytes) -> Result<StatusCode, Refusal> {
    let Value::Array(rules) = read(&body)? else {
        return Err(Refusal::bad_request("the body has to be an array of rules".to_owned()));
    };
    app.faults.replace(many(&rules)?);
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE`: none.
pub(super) async fn remove(State(app): State<App>) -> StatusCode {
    app.faults.replace(Vec::new());
    StatusCode::NO_CONTENT
}

fn many(rules: &[Value]) -> Result<Vec<Rule>, Refusal> {
    let read = rules.iter().zip(1_u32..).map(|(rule, number)| {
        Rule::from_json(rule).map_err(|wrong| Refusal::bad_request(format!("rule {number}: {wrong}")))
    });
    read.collect()
}
