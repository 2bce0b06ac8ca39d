//! `fields`: the parts of an answer that were asked for.

use serde_json::{Map, Value};

use crate::problem::Problem;

/// Which fields an answer shows; none is all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fields(Vec<Vec<String>>);

impl Fields {
    /// Reads the parameter: names joined by commas, a part of an object behind a dot.
    pub(super) fn read(text: Option<&str>) -> Result<Fields, Problem> {
        let paths: Vec<Vec<String>> = text
            .into_iter()
            .flat_map(|text| text.split(','))
            .map(|path| path.split('.').map(|name| name.trim().to_owned()).collect())
            .collect();
        if paths.iter().flatten().any(String::is_empty) {
            let message = "names joined by commas are expected, a part of an object behind a dot.";
            return Err(Problem::parameter("fields", "pattern", message));
        }
        Ok(Fields(paths))
    }

    /// What of `document` was asked for. A name that it does not have has no effect.
    pub(super) fn of(&self, document: Map<String, Value>) -> Map<String, Value> {
        if self.0.is_empty() {
            return document;
        }
        let mut shown = Map::new();
        for path in &self.0 {
            copy(path, &document, &mut shown);
        }
        shown
    }
}

fn copy(path: &[String], from: &Map<String, Value>, to: &mut Map<String, Value>) {
    let Some((name, rest)) = path.split_first() else { return };
    match from.get(name) {
        None => {}
        Some(Value::Object(inner)) if !rest.is_empty() => {
            if let Value::Object(to) = to.entry(name).or_insert_with(|| Value::Object(Map::new())) {
                copy(rest, inner, to);
            }
        }
        // A plain value has no parts.
        Some(_) if !rest.is_empty() => {}
        Some(value) => {
            to.insert(name.clone(), value.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown(text: Option<&str>) -> Value {
        let document =
            json!({ "customer": { "id": "1", "email": "a@example.com" }, "assignmentType": "MANUAL", "mixins": {} });
        Value::Object(Fields::read(text).unwrap().of(document.as_object().unwrap().clone()))
    }

    #[test]
    fn shows_what_was_asked_for() {
        assert_eq!(shown(None).as_object().unwrap().len(), 3);
        assert_eq!(shown(Some("assignmentType")), json!({ "assignmentType": "MANUAL" }));
        assert_eq!(shown(Some("mixins, customer.id")), json!({ "mixins": {}, "customer": { "id": "1" } }));
        let customer = json!({ "customer": { "id": "1", "email": "a@example.com" } });
        assert_eq!(shown(Some("customer.id,customer.email")), customer);
        assert_eq!(shown(Some("customer.id,customer")), customer);
        assert_eq!(shown(Some("customer,customer.id")), customer);
        assert_eq!(shown(Some("nothing,customer.nothing,assignmentType.nothing")), json!({ "customer": {} }));
    }

    #[test]
    fn refuses_empty_names() {
        for bad in ["", ",", "a,", "a..b", ".a", "a.", " "] {
            assert!(Fields::read(Some(bad)).is_err(), "{bad}");
        }
    }
}
