//! Optimistic locking: `metadata.version` is 1 at creation and one more with every change. A change may name the version
//! that it is based on.

use serde_json::{json, Map, Value};

use crate::problem::Problem;

/// The version of a stored record.
pub(super) fn of(record: &Map<String, Value>) -> i64 {
    named(record).unwrap_or(1)
}

fn named(record: &Map<String, Value>) -> Option<i64> {
    record.get("metadata")?.get("version")?.as_i64()
}

/// Refuses a body that names another version than the stored one.
pub(super) fn check(stored: &Map<String, Value>, body: &Map<String, Value>) -> Result<(), Problem> {
    match body.get("metadata").and_then(|metadata| metadata.get("version")) {
        // `1.0` is a whole number too.
        Some(named) if named.as_f64() != json!(of(stored)).as_f64() && !named.is_null() => Err(Problem::changed()),
        _ => Ok(()),
    }
}

/// Writes the version beside what `metadata` holds.
pub(super) fn set(record: &mut Map<String, Value>, version: i64) {
    let metadata = record.entry("metadata").or_insert_with(|| json!({}));
    if let Some(metadata) = metadata.as_object_mut() {
        metadata.insert("version".to_owned(), json!(version));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(record: Value) -> Map<String, Value> {
        record.as_object().unwrap().clone()
    }

    #[test]
    fn only_the_current_version_passes() {
        let stored = record(json!({ "metadata": { "version": 3 } }));
        for (body, passes) in [
            (json!({}), true),
            (json!({ "metadata": {} }), true),
            (json!({ "metadata": { "version": null } }), true),
            (json!({ "metadata": { "version": 3 } }), true),
            (json!({ "metadata": { "version": 3.0 } }), true),
            (json!({ "metadata": { "version": 2 } }), false),
            (json!({ "metadata": { "version": 4 } }), false),
            (json!({ "metadata": { "version": 1e300 } }), false),
        ] {
            assert_eq!(check(&stored, &record(body.clone())).is_ok(), passes, "{body}");
        }
    }

    #[test]
    fn the_links_beside_it_stay() {
        let mut stored = record(json!({ "metadata": { "mixins": { "a": "b" } } }));
        assert_eq!(of(&stored), 1);
        set(&mut stored, 7);
        assert_eq!(Value::Object(stored), json!({ "metadata": { "mixins": { "a": "b" }, "version": 7 } }));
    }
}
