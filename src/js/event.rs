//! What a call tells of itself, as JavaScript has it.

use super::failure::number;
use super::object::Plain;
use crate::api::ErrorCode;
use crate::exchange::{Happening, Notice};
use crate::schema::{Issue, Segment};
use js_sys::Array;
use std::borrow::Cow;
use wasm_bindgen::JsValue;

/// What of an answer goes with the event that tells of it.
#[derive(Default)]
pub(super) struct Told<'a> {
    pub request_id: Option<String>,
    /// What breaks the schema of an answer that has no place for issues.
    pub issues: &'a [Issue],
    /// What the answer turned out to be.
    pub code: Option<ErrorCode>,
}

/// Each notice as a `ClientEvent`.
pub(super) fn to_js(notices: Vec<Notice>, told: &Told<'_>) -> Array {
    notices.into_iter().map(|notice| one(&notice, told)).collect()
}

fn one(notice: &Notice, told: &Told<'_>) -> Plain {
    let answered = notice.happening == Happening::Response;
    // What a caller's function is asked has neither method nor path.
    let operation = notice.operation;
    let event = Plain::new()
        .with("type", notice.happening.as_str())
        .with("operation", operation.map_or("token", |operation| operation.name))
        .with("method", operation.map_or("", |operation| operation.method.as_str()))
        .with("pathTemplate", operation.map_or("", |operation| operation.path_template))
        .with("attempt", notice.attempt)
        .with_some("status", notice.status)
        .with_some("code", notice.code.or(told.code.filter(|_| answered)).map(ErrorCode::as_str))
        .with_some("delayMs", notice.delay_ms)
        .with_some("durationMs", notice.duration_ms.map(number));
    if !answered {
        return event;
    }
    let event = event.with_some("requestId", told.request_id.as_deref().filter(|id| is_identifier(id)));
    if told.issues.is_empty() {
        return event;
    }
    let issues: Array = told.issues.iter().map(issue).collect();
    event.with("issues", issues)
}

/// Whether a text of the service's is an identifier: anything else may hold personal data.
fn is_identifier(text: &str) -> bool {
    text.len() <= 200 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.:/=+-".contains(&byte))
}

/// Where it is and what: names that no table knows may be personal.
fn issue(issue: &Issue) -> Plain {
    let path: Array = issue
        .path
        .0
        .iter()
        .map(|segment| match segment {
            Segment::Name(Cow::Borrowed(name)) => JsValue::from_str(name),
            Segment::Name(Cow::Owned(_)) => JsValue::from_str("*"),
            Segment::Index(index) => JsValue::from(*index),
        })
        .collect();
    Plain::new().with("path", path).with("code", issue.code().as_str())
}
