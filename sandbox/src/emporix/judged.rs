//! Request bodies, held against the tables of the records.

use commerce_customers::schema::{check, Codes, Issue, Locale, Record};
use serde_json::{Map, Value};

use super::merge::patch;
use crate::body::ChangeBody;
use crate::problem::{Detail, Problem};

/// A change that breaks no rule.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) body: Map<String, Value>,
    pub(super) is_merge_patch: bool,
}

impl Change {
    /// What a PUT puts in the place of a record. Null in a merge patch is absent.
    pub(super) fn into_whole(self) -> Map<String, Value> {
        if !self.is_merge_patch {
            return self.body;
        }
        let mut whole = Map::new();
        patch(&mut whole, self.body);
        whole
    }
}

/// What a merge patch of a record must not hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct MergePatchRules {
    /// Fields that only plain JSON can say.
    pub(super) refused: &'static [&'static str],
    /// Fields that cannot be taken away once they are there.
    pub(super) kept: &'static [&'static str],
}

/// The body as an object that breaks no rule, or every issue it has. `what` stands behind "the rules for".
pub(super) fn judged(body: Value, record: &'static Record, what: &str) -> Result<Map<String, Value>, Problem> {
    let details = details(&body, record);
    match body {
        Value::Object(body) if details.is_empty() => Ok(body),
        _ => Err(broken(what, details)),
    }
}

/// The same for a change. In a merge patch a null takes a field away, so it is no issue where the field may be absent.
pub(super) fn judged_change(
    change: ChangeBody,
    record: &'static Record,
    what: &str,
    rules: MergePatchRules,
) -> Result<Change, Problem> {
    let ChangeBody { value, is_merge_patch } = change;
    if !is_merge_patch {
        return Ok(Change { body: judged(value, record, what)?, is_merge_patch });
    }
    let mut details: Vec<Detail> = Vec::new();
    let mut rest = value.clone();
    strip_nulls(&mut rest);
    for (names, message) in [
        (rules.refused, "a merge patch cannot hold this field; send it as application/json."),
        (rules.kept, "this cannot be taken away; give a value, or leave it out."),
    ] {
        for name in names {
            let found = value.get(name).is_some_and(|value| value.is_null() || rules.refused.contains(name));
            if found {
                details.push(Detail::new(*name, "conflict", message));
                rest.as_object_mut().map(|rest| rest.remove(*name));
            }
        }
    }
    details.extend(self::details(&rest, record));
    match value {
        Value::Object(body) if details.is_empty() => Ok(Change { body, is_merge_patch }),
        _ => Err(broken(what, details)),
    }
}

fn broken(what: &str, details: Vec<Detail>) -> Problem {
    Problem::invalid(format!("The request body breaks the rules for {what}."), details)
}

fn details(body: &Value, record: &'static Record) -> Vec<Detail> {
    let detail = |issue: &Issue| Detail::new(issue.path.to_string(), issue.code().as_str(), issue.message(Locale::En));
    check(body, record, Codes::Iso).iter().map(detail).collect()
}

/// Takes the fields that are null out of objects, at every depth. Lists are values of their own and stay.
fn strip_nulls(value: &mut Value) {
    if let Value::Object(object) = value {
        object.retain(|_, value| !value.is_null());
        object.values_mut().for_each(strip_nulls);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use commerce_customers::model::CustomerPatch;
    use serde_json::json;

    const RULES: MergePatchRules = MergePatchRules { refused: &["active"], kept: &["contactEmail"] };

    fn found(value: Value, is_merge_patch: bool) -> String {
        match judged_change(ChangeBody { value, is_merge_patch }, CustomerPatch::RECORD, "a change", RULES) {
            Ok(change) => Value::Object(change.body).to_string(),
            Err(problem) => format!("{problem:?}"),
        }
    }

    #[test]
    fn a_null_in_a_merge_patch_takes_away() {
        let sent = json!({ "company": null, "mixins": { "a": null }, "b2b": { "companyRegistrationId": null } });
        assert_eq!(found(sent.clone(), true), sent.to_string());
        let plain = found(sent, false);
        for named in ["company", "mixins.a", "b2b.companyRegistrationId"] {
            assert!(plain.contains(&format!("field: \"{named}\"")), "{named}: {plain}");
        }
    }

    #[test]
    fn a_merge_patch_has_rules_of_its_own() {
        let text = found(json!({ "active": 7, "contactEmail": null, "firstName": 7 }), true);
        assert_eq!(text.matches("Detail {").count(), 3, "{text}");
        for (name, kind) in [("active", "conflict"), ("contactEmail", "conflict"), ("firstName", "type")] {
            assert!(text.contains(&format!("field: \"{name}\", kind: \"{kind}\"")), "{text}");
        }
        assert_eq!(found(json!({ "active": true }), false), r#"{"active":true}"#);
        assert!(found(json!([]), true).contains("field: \"\", kind: \"type\""));
    }
}
