//! Many assignments put or removed in one call, each with an outcome of its own.

use std::time::SystemTime;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::Json;
use commerce_customers::model::{AssignmentBulkItem, AssignmentKey};
use commerce_customers::schema::{check, Codes, Record};
use rusqlite::Connection;
use serde::Serialize;
use serde_json::Value;

use super::assignments::{broken, SegmentPath};
use super::document::{self, Change, Put};
use super::error::STALE;
use super::Manager;
use crate::app::App;
use crate::body::JsonBody;
use crate::params::Params;
use crate::problem::{Detail, Problem};
use crate::store::assignments::{self as table, Assignee, Segment};

/// The documented size of a batch.
const MOST_ITEMS: usize = 200;

/// What became of one item.
#[derive(Debug, Serialize)]
struct Entry {
    /// Counted from 1, as the service's own examples do.
    index: usize,
    code: u16,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
}

/// The outcome of an item, before it is known which one it is.
type Outcome = (StatusCode, Option<String>);

/// `PUT /customer-segment/{tenant}/segments/{segmentId}/customers/bulk`
pub(super) async fn put(
    Manager(caller): Manager,
    State(app): State<App>,
    path: SegmentPath,
    params: Params,
    JsonBody(body): JsonBody,
) -> Result<impl IntoResponse, Problem> {
    let [] = params.take([])?;
    let now = SystemTime::now();
    each(&app, path.of(caller.tenant), body, AssignmentBulkItem::RECORD, move |connection, segment, assignee, item| {
        Ok(match document::put(connection, segment, assignee, Change(item), now)? {
            Put::Created => (StatusCode::CREATED, None),
            Put::Updated => (StatusCode::NO_CONTENT, None),
            Put::Stale => (StatusCode::CONFLICT, Some(STALE.to_owned())),
        })
    })
    .await
}

/// `DELETE /customer-segment/{tenant}/segments/{segmentId}/customers/bulk`
pub(super) async fn remove(
    Manager(caller): Manager,
    State(app): State<App>,
    path: SegmentPath,
    params: Params,
    JsonBody(body): JsonBody,
) -> Result<impl IntoResponse, Problem> {
    let [] = params.take([])?;
    each(&app, path.of(caller.tenant), body, AssignmentKey::RECORD, |connection, segment, assignee, _| {
        table::remove(connection, segment, assignee)?;
        Ok((StatusCode::NO_CONTENT, None))
    })
    .await
}

/// Does `work` for each item that keeps the rules of `record`, in one transaction, and answers what became of them all.
async fn each<W>(
    app: &App,
    segment: Segment,
    body: Value,
    record: &'static Record,
    work: W,
) -> Result<impl IntoResponse, Problem>
where
    W: Fn(&Connection, &Segment, &Assignee, &Value) -> Result<Outcome, Problem> + Send + 'static,
{
    let items = items(body)?;
    let entries = app.store.write(move |connection| {
        let mut entries = Vec::with_capacity(items.len());
        for (position, item) in items.iter().enumerate() {
            let (code, message) = match assignee(item, record) {
                Ok(assignee) => work(connection, &segment, &assignee, item)?,
                Err(message) => (StatusCode::BAD_REQUEST, Some(message)),
            };
            entries.push(Entry { index: position + 1, code: code.as_u16(), status: words(code), message });
        }
        Ok(entries)
    });
    Ok((StatusCode::MULTI_STATUS, Json(entries.await?)))
}

/// The items of a body, unless the call as a whole is refused.
fn items(body: Value) -> Result<Vec<Value>, Problem> {
    let refused = |kind, message: String| {
        Problem::invalid(
            format!("Validation problem with request body: {message}"),
            vec![Detail::new("", kind, message)],
        )
    };
    match body {
        Value::Array(items) if items.len() > MOST_ITEMS => {
            let message = format!("the maximum batch size is {MOST_ITEMS}, {} items were sent.", items.len());
            Err(refused("maximum", message))
        }
        Value::Array(items) => Ok(items),
        _ => Err(refused("type", "an array is expected.".to_owned())),
    }
}

/// Whom an item is about, or what is wrong with it.
fn assignee(item: &Value, record: &'static Record) -> Result<Assignee, String> {
    let issues = check(item, record, Codes::Iso);
    let text = |field: &str| item.get(field).and_then(Value::as_str).map(str::to_owned);
    match text("customerId") {
        Some(customer) if issues.is_empty() => Ok(Assignee { customer, legal_entity: text("legalEntityId") }),
        _ => Err(broken(&issues)),
    }
}

/// The service's words for a code. Its examples say `OK` for 204.
fn words(code: StatusCode) -> &'static str {
    match code {
        StatusCode::NO_CONTENT => "OK",
        other => other.canonical_reason().unwrap_or_default(),
    }
}
