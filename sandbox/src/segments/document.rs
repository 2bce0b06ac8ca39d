//! From the body of a put to the document that is stored.

use std::time::SystemTime;

use rusqlite::Connection;
use serde_json::{json, Map, Value};

use crate::problem::Problem;
use crate::store::assignments::{self as table, Assignee, Segment};

/// What a put asks for: its body, or its item of a bulk call. It has passed the checks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change<'a>(pub(super) &'a Value);

/// What became of a put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Put {
    Created,
    Updated,
    /// The version that was sent is not the stored one.
    Stale,
}

/// Makes or changes an assignment. The caller holds a transaction.
///
/// A put replaces: mixins that it does not bring are gone. Without a version it is not locked, and a version for what is
/// not there has nothing to differ from.
pub(super) fn put(
    transaction: &Connection,
    segment: &Segment,
    assignee: &Assignee,
    change: Change<'_>,
    now: SystemTime,
) -> Result<Put, Problem> {
    let stored: Option<Value> = table::stored(transaction, segment, assignee)?
        .map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(Problem::internal)?;
    let old = stored.as_ref().and_then(|document| document.pointer("/metadata/version")).and_then(Value::as_i64);
    if let (Some(old), Some(sent)) = (old, change.version()) {
        if sent != old as f64 {
            return Ok(Put::Stale);
        }
    }
    let now = humantime::format_rfc3339_millis(now).to_string();
    let kept = |pointer| stored.as_ref().and_then(|document| document.pointer(pointer)).cloned();
    let document = change.document(
        assignee,
        kept("/assignmentType").unwrap_or_else(|| json!("MANUAL")),
        json!({
            "createdAt": kept("/metadata/createdAt").unwrap_or_else(|| json!(now)),
            "modifiedAt": now,
            "version": old.unwrap_or(0).saturating_add(1),
        }),
    );
    table::put(transaction, segment, assignee, &document.to_string())?;
    Ok(if stored.is_none() { Put::Created } else { Put::Updated })
}

impl Change<'_> {
    fn version(self) -> Option<f64> {
        self.0.pointer("/metadata/version").and_then(Value::as_f64)
    }

    /// The whole document. `metadata` is what the service keeps; the change adds the links to the schemas of its mixins.
    fn document(self, assignee: &Assignee, kind: Value, mut metadata: Value) -> Value {
        let empty = || Value::Object(Map::new());
        if let Some(metadata) = metadata.as_object_mut() {
            let links = self.0.pointer("/metadata/mixins").cloned();
            metadata.insert("mixins".to_owned(), links.unwrap_or_else(empty));
        }
        document(assignee, kind, self.0.get("mixins").cloned().unwrap_or_else(empty), metadata)
    }
}

/// A document as it is stored.
pub(crate) fn document(assignee: &Assignee, kind: Value, mixins: Value, metadata: Value) -> Value {
    let mut document = json!({
        "customer": { "id": assignee.customer },
        "assignmentType": kind,
        "mixins": mixins,
        "metadata": metadata,
    });
    if let (Some(id), Some(document)) = (&assignee.legal_entity, document.as_object_mut()) {
        document.insert("legalEntity".to_owned(), json!({ "id": id }));
    }
    document
}
