//! From the body of a create to the document that is stored and answered.

use std::time::SystemTime;

use commerce_customers::model::{Customer, CustomerCreate};
use commerce_customers::schema::Record;
use serde_json::{json, Map, Value};

/// The document of a new customer. `body` has passed the checks of `CustomerCreate`.
///
/// The fields of the body stay, those that no record knows included. The password is the exception, and so are the
/// fields that only answers have: those are the service's own, and a body cannot set them.
pub(crate) fn from_create(mut body: Map<String, Value>, number: &str, created_at: SystemTime) -> Map<String, Value> {
    body.remove("password");
    drop_own_fields(&mut body, Customer::RECORD, CustomerCreate::RECORD);

    for (field, default) in
        [("preferredLanguage", "en_US"), ("preferredCurrency", "USD"), ("preferredSite", "main"), ("type", "CUSTOMER")]
    {
        if matches!(body.get(field), None | Some(Value::Null)) || body.get(field).and_then(Value::as_str) == Some("") {
            body.insert(field.to_owned(), default.into());
        }
    }

    let email = body.get("contactEmail").cloned();
    body.insert("accounts".to_owned(), email.iter().map(|email| json!({ "id": email })).collect());
    body.insert("addresses".to_owned(), json!([]));
    if let Some(email) = email {
        body.insert("email".to_owned(), email);
    }

    for (field, value) in [
        ("id", json!(number)),
        ("customerNumber", json!(number)),
        ("active", json!(true)),
        ("onHold", json!(false)),
        ("metadataCreatedAt", json!(humantime::format_rfc3339_millis(created_at).to_string())),
    ] {
        body.insert(field.to_owned(), value);
    }
    if let Some(metadata) = body.entry("metadata").or_insert_with(|| json!({})).as_object_mut() {
        metadata.insert("version".to_owned(), json!(1));
    }
    let registered = body.get("b2b").and_then(|b2b| b2b.get("companyRegistrationId")).and_then(Value::as_str);
    let model = if registered.is_some_and(|id| !id.is_empty()) { "B2B" } else { "B2C" };
    body.insert("businessModel".to_owned(), json!(model));
    body
}

/// Drops the fields that `answer` has and `input` has not, and in `b2b` the legal entities likewise.
fn drop_own_fields(body: &mut Map<String, Value>, answer: &Record, input: &Record) {
    for own in answer.fields.iter().filter(|field| input.fields.iter().all(|sent| sent.name != field.name)) {
        body.remove(own.name);
    }
    if let Some(b2b) = body.get_mut("b2b").and_then(Value::as_object_mut) {
        b2b.remove("legalEntities");
    }
}

/// What makes two e-mail addresses one account.
pub(crate) fn account(contact_email: &str) -> String {
    contact_email.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use commerce_customers::schema::{check, Codes};

    fn stored(body: Value) -> Value {
        Value::Object(from_create(body.as_object().unwrap().clone(), "c1", SystemTime::UNIX_EPOCH))
    }

    #[test]
    fn the_least_customer() {
        let expected = json!({
            "id": "c1", "customerNumber": "c1", "active": true, "onHold": false, "businessModel": "B2C", "type": "CUSTOMER",
            "preferredLanguage": "en_US", "preferredCurrency": "USD", "preferredSite": "main", "accounts": [], "addresses": [],
            "metadata": { "version": 1 }, "metadataCreatedAt": "1970-01-01T00:00:00.000Z",
        });
        assert_eq!(stored(json!({})), expected);
        assert_eq!(stored(json!({ "type": "", "preferredSite": "" })), expected);
    }

    #[test]
    fn what_was_sent_stays() {
        let stored = stored(json!({
            "contactEmail": "Ada@Example.com", "type": "CONTACT", "preferredCurrency": "EUR", "restriction": null,
            "b2b": { "companyRegistrationId": "HRB 1" }, "metadata": { "mixins": { "a": "https://example.com/a.json" } },
            "mixins": { "a": { "b": 1 } }, "loyaltyNumber": 7,
        }));
        for (field, value) in [
            ("contactEmail", json!("Ada@Example.com")),
            ("email", json!("Ada@Example.com")),
            ("accounts", json!([{ "id": "Ada@Example.com" }])),
            ("type", json!("CONTACT")),
            ("preferredCurrency", json!("EUR")),
            ("restriction", Value::Null),
            ("businessModel", json!("B2B")),
            ("metadata", json!({ "version": 1, "mixins": { "a": "https://example.com/a.json" } })),
            ("mixins", json!({ "a": { "b": 1 } })),
            ("loyaltyNumber", json!(7)),
        ] {
            assert_eq!(stored.get(field), Some(&value), "{field}");
        }
        assert!(check(&stored, Customer::RECORD, Codes::Iso).is_empty());
    }

    #[test]
    fn the_services_own_fields_and_the_password_are_not_taken() {
        let sent = json!({
            "password": "secret", "customerNumber": "x", "active": false, "onHold": true, "businessModel": "B2B", "email": "x",
            "accounts": ["x"], "addresses": ["x"], "defaultAddress": "x", "lastLogin": "x", "metadataCreatedAt": "x",
            "metadata": { "version": 9 }, "b2b": { "legalEntities": ["x"] },
        });
        let mut expected = stored(json!({}));
        expected["b2b"] = json!({});
        assert_eq!(stored(sent), expected);
    }
}
