//! The two ways of a PATCH.

use serde_json::{Map, Value};

/// A merge patch of RFC 7386: objects are merged at every depth, null takes away, everything else replaces.
pub(super) fn patch(target: &mut Map<String, Value>, body: Map<String, Value>) {
    for (name, value) in body {
        match value {
            Value::Null => drop(target.remove(&name)),
            Value::Object(inner) => {
                let place = target.entry(name).or_insert(Value::Null);
                if !place.is_object() {
                    *place = Value::Object(Map::new());
                }
                if let Value::Object(place) = place {
                    patch(place, inner);
                }
            }
            value => drop(target.insert(name, value)),
        }
    }
}

/// Plain JSON: each field replaces the one before. `mixins` and `metadata` are merged at every depth instead, and null is
/// a value in them.
pub(super) fn merge(target: &mut Map<String, Value>, body: Map<String, Value>) {
    for (name, value) in body {
        if name == "mixins" || name == "metadata" {
            deepen(target.entry(name).or_insert(Value::Null), value);
        } else {
            target.insert(name, value);
        }
    }
}

fn deepen(target: &mut Value, value: Value) {
    match (target, value) {
        (Value::Object(target), Value::Object(value)) => {
            for (name, value) in value {
                deepen(target.entry(name).or_insert(Value::Null), value);
            }
        }
        (target, value) => *target = value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn after(way: fn(&mut Map<String, Value>, Map<String, Value>), target: Value, body: Value) -> Value {
        let mut target = target.as_object().unwrap().clone();
        way(&mut target, body.as_object().unwrap().clone());
        Value::Object(target)
    }

    /// The cases of RFC 7386, appendix A, that are between objects.
    #[test]
    fn merge_patches() {
        for (target, body, expected) in [
            (json!({ "a": "b" }), json!({ "a": "c" }), json!({ "a": "c" })),
            (json!({ "a": "b" }), json!({ "b": "c" }), json!({ "a": "b", "b": "c" })),
            (json!({ "a": "b" }), json!({ "a": null }), json!({})),
            (json!({ "a": "b", "b": "c" }), json!({ "a": null }), json!({ "b": "c" })),
            (json!({ "a": ["b"] }), json!({ "a": "c" }), json!({ "a": "c" })),
            (json!({ "a": "c" }), json!({ "a": ["b"] }), json!({ "a": ["b"] })),
            (json!({ "a": { "b": "c" } }), json!({ "a": { "b": "d", "c": null } }), json!({ "a": { "b": "d" } })),
            (json!({ "a": [{ "b": "c" }] }), json!({ "a": [1] }), json!({ "a": [1] })),
            (json!({ "e": null }), json!({ "a": 1 }), json!({ "e": null, "a": 1 })),
            (json!({ "a": "foo" }), json!({ "a": { "bb": { "ccc": null } } }), json!({ "a": { "bb": {} } })),
            (json!({}), json!({ "a": { "bb": { "ccc": null } } }), json!({ "a": { "bb": {} } })),
        ] {
            assert_eq!(after(patch, target.clone(), body.clone()), expected, "{target} + {body}");
        }
    }

    #[test]
    fn plain_json() {
        for (target, body, expected) in [
            (json!({ "a": { "b": 1 } }), json!({ "a": { "c": 2 } }), json!({ "a": { "c": 2 } })),
            (json!({ "a": 1 }), json!({ "a": null }), json!({ "a": null })),
            (
                json!({ "mixins": { "a": { "b": { "c": 1, "d": [1, 2] } } } }),
                json!({ "mixins": { "a": { "b": { "c": null, "d": [3] } }, "e": {} } }),
                json!({ "mixins": { "a": { "b": { "c": null, "d": [3] } }, "e": {} } }),
            ),
            (json!({}), json!({ "mixins": { "a": {} } }), json!({ "mixins": { "a": {} } })),
            (
                json!({ "metadata": { "version": 1, "mixins": { "a": "x" } } }),
                json!({ "metadata": { "mixins": { "b": "y" } } }),
                json!({ "metadata": { "version": 1, "mixins": { "a": "x", "b": "y" } } }),
            ),
        ] {
            assert_eq!(after(merge, target.clone(), body.clone()), expected, "{target} + {body}");
        }
    }
}
