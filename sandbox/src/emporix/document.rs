//! From the bodies of requests to the document that is stored and answered.

use std::time::SystemTime;

use commerce_customers::model::{Customer, CustomerCreate, CustomerUpdate};
use commerce_customers::schema::Record;
use serde_json::{json, Map, Value};

use super::merge::{merge, patch};
use super::version;

/// The document of a new customer. `body` has passed the checks of `CustomerCreate`.
///
/// The fields of the body stay, those that no record knows included. The password is the exception, and so are the
/// fields that only answers have: those are the service's own, and a body cannot set them.
pub(crate) fn from_create(body: Map<String, Value>, number: &str, created_at: SystemTime) -> Map<String, Value> {
    created(body, CustomerCreate::RECORD, number, created_at)
}

/// The document of a customer who is new with a PUT. `body` has passed the checks of `CustomerUpdate`.
pub(super) fn from_update(body: Map<String, Value>, number: &str, created_at: SystemTime) -> Map<String, Value> {
    created(body, CustomerUpdate::RECORD, number, created_at)
}

fn created(mut body: Map<String, Value>, input: &Record, number: &str, created_at: SystemTime) -> Map<String, Value> {
    drop_own_fields(&mut body, input);
    for (field, value) in [
        ("id", json!(number)),
        ("customerNumber", json!(number)),
        ("accounts", json!([])),
        ("addresses", json!([])),
        ("metadataCreatedAt", json!(humantime::format_rfc3339_millis(created_at).to_string())),
    ] {
        body.insert(field.to_owned(), value);
    }
    for (field, default) in [("active", true), ("onHold", false)] {
        body.entry(field).or_insert(json!(default));
    }
    version::set(&mut body, 1);
    settled(body, None)
}

/// The document after a PUT. `body` has passed the checks of `CustomerUpdate`.
///
/// Whether the service keeps what a PUT leaves out is not documented. Here it puts the body in the place of everything
/// that a body can say; what only the service says stays, and so do the e-mail address, which cannot be taken away, and
/// `active` and `onHold`, which the PUT of a merge patch cannot say.
pub(super) fn replaced(mut stored: Map<String, Value>, mut body: Map<String, Value>) -> Map<String, Value> {
    drop_own_fields(&mut body, CustomerUpdate::RECORD);
    let next = version::of(&stored).saturating_add(1);
    let email = stored.get("contactEmail").cloned();
    if let Some(entities) = stored.get_mut("b2b").and_then(|b2b| b2b.as_object_mut()?.remove("legalEntities")) {
        let b2b = body.entry("b2b").or_insert_with(|| json!({}));
        if let Some(b2b) = b2b.as_object_mut() {
            b2b.insert("legalEntities".to_owned(), entities);
        }
    }
    let stays = |name: &str| {
        matches!(name, "contactEmail" | "active" | "onHold")
            || (has(Customer::RECORD, name) && !has(CustomerUpdate::RECORD, name))
    };
    for (name, value) in stored {
        if stays(&name) {
            body.entry(name).or_insert(value);
        }
    }
    version::set(&mut body, next);
    settled(body, email)
}

/// The document after a PATCH. `body` has passed the checks of `CustomerPatch`.
///
/// A merge patch is that of RFC 7386: objects are merged, null takes away. How plain JSON is merged is not documented; here
/// each field takes the place of the one before, with null where null is allowed, and only the mixins and the links to their
/// schemas are merged into those before.
pub(super) fn patched(
    mut stored: Map<String, Value>,
    mut body: Map<String, Value>,
    is_merge_patch: bool,
) -> Map<String, Value> {
    drop_own_fields(&mut body, CustomerUpdate::RECORD);
    let next = version::of(&stored).saturating_add(1);
    let email = stored.get("contactEmail").cloned();
    let entities = stored.get("b2b").and_then(|b2b| b2b.get("legalEntities")).cloned();
    if is_merge_patch {
        patch(&mut stored, body);
    } else {
        merge(&mut stored, body);
    }
    if let Some(entities) = entities {
        let b2b = stored.entry("b2b").or_insert_with(|| json!({}));
        if let Some(b2b) = b2b.as_object_mut() {
            b2b.insert("legalEntities".to_owned(), entities);
        }
    }
    version::set(&mut stored, next);
    settled(stored, email)
}

/// The document with what follows from the rest of it: the defaults, the account, the business model.
fn settled(mut document: Map<String, Value>, email_before: Option<Value>) -> Map<String, Value> {
    for (field, default) in
        [("preferredLanguage", "en_US"), ("preferredCurrency", "USD"), ("preferredSite", "main"), ("type", "CUSTOMER")]
    {
        let sent = document.get(field).and_then(Value::as_str).unwrap_or_default();
        if sent.is_empty() {
            document.insert(field.to_owned(), default.into());
        }
    }
    let email = document.get("contactEmail").cloned();
    if email != email_before {
        if let (Some(email), Some(Value::Array(accounts))) = (&email, document.get_mut("accounts")) {
            let own = accounts.iter_mut().find(|account| account.get("id") == email_before.as_ref());
            match own.and_then(Value::as_object_mut) {
                Some(own) => drop(own.insert("id".to_owned(), email.clone())),
                None => accounts.push(json!({ "id": email })),
            }
        }
        document.extend(email.map(|email| ("email".to_owned(), email)));
    }
    let b2b = document.get("b2b");
    let registered = b2b.and_then(|b2b| b2b.get("companyRegistrationId")).and_then(Value::as_str);
    let entities = b2b.and_then(|b2b| b2b.get("legalEntities")).and_then(Value::as_array);
    let is_business =
        registered.is_some_and(|id| !id.is_empty()) || entities.is_some_and(|entities| !entities.is_empty());
    document.insert("businessModel".to_owned(), json!(if is_business { "B2B" } else { "B2C" }));
    document
}

/// Drops what is not the caller's to say: the fields that answers have and `input` has not, in `b2b` the legal entities
/// likewise, and the password, which no document holds.
fn drop_own_fields(body: &mut Map<String, Value>, input: &Record) {
    body.remove("password");
    body.retain(|name, _| has(input, name) || !has(Customer::RECORD, name));
    if let Some(b2b) = body.get_mut("b2b").and_then(Value::as_object_mut) {
        b2b.remove("legalEntities");
    }
}

/// Whether a record knows a field.
pub(super) fn has(record: &Record, name: &str) -> bool {
    record.fields.iter().any(|field| field.name == name)
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

    fn ada() -> Map<String, Value> {
        let mut ada = stored(json!({
            "contactEmail": "ada@example.com", "firstName": "Ada", "company": "Engines", "preferredSite": "outlet",
            "b2b": { "companyRegistrationId": "HRB 1" }, "metadata": { "mixins": { "a": "https://example.com/a.json" } },
            "mixins": { "a": { "b": 1, "c": 2 } }, "loyaltyNumber": 7,
        }));
        ada["lastLogin"] = json!("2026-01-02T03:04:05Z");
        ada["b2b"]["legalEntities"] = json!([{ "id": "l" }]);
        ada["onHold"] = json!(true);
        ada.as_object().unwrap().clone()
    }

    fn body(body: Value) -> Map<String, Value> {
        body.as_object().unwrap().clone()
    }

    #[test]
    fn a_put_replaces_what_a_body_can_say() {
        let mut expected = Value::Object(ada());
        let document = expected.as_object_mut().unwrap();
        for gone in ["firstName", "company", "mixins", "loyaltyNumber"] {
            document.remove(gone);
        }
        for (name, value) in [
            ("lastName", json!("King")),
            ("preferredSite", json!("main")),
            ("b2b", json!({ "legalEntities": [{ "id": "l" }] })),
            ("metadata", json!({ "version": 2 })),
        ] {
            document.insert(name.to_owned(), value);
        }
        let sent = body(json!({ "lastName": "King", "id": "x", "lastLogin": "x", "password": "x", "addresses": [1] }));
        assert_eq!(Value::Object(replaced(ada(), sent)), expected);
    }

    #[test]
    fn a_plain_patch_replaces_fields_and_merges_mixins() {
        let mut expected = Value::Object(ada());
        expected["company"] = json!("Looms");
        expected["restriction"] = Value::Null;
        expected["b2b"] = json!({ "companyRegistrationId": "HRB 2", "legalEntities": [{ "id": "l" }] });
        expected["mixins"] = json!({ "a": { "b": null, "c": 2 }, "d": { "e": 1 } });
        expected["metadata"] =
            json!({ "version": 2, "mixins": { "a": "https://example.com/a.json", "d": "https://example.com/d.json" } });
        let sent = body(json!({
            "company": "Looms", "restriction": null, "b2b": { "companyRegistrationId": "HRB 2" }, "customerNumber": "x",
            "mixins": { "a": { "b": null }, "d": { "e": 1 } }, "metadata": { "mixins": { "d": "https://example.com/d.json" } },
        }));
        assert_eq!(Value::Object(patched(ada(), sent, false)), expected);
    }

    #[test]
    fn a_merge_patch_takes_away_what_is_null() {
        let mut expected = Value::Object(ada());
        for gone in ["company", "loyaltyNumber"] {
            expected.as_object_mut().unwrap().remove(gone);
        }
        expected["preferredSite"] = json!("main");
        expected["b2b"] = json!({ "legalEntities": [{ "id": "l" }] });
        expected["mixins"] = json!({ "a": { "c": 2 } });
        expected["metadata"] = json!({ "version": 2 });
        let sent = body(json!({
            "company": null, "loyaltyNumber": null, "preferredSite": null, "b2b": null, "mixins": { "a": { "b": null } },
            "metadata": { "version": 1, "mixins": null }, "accounts": null,
        }));
        assert_eq!(Value::Object(patched(ada(), sent, true)), expected);
        let without_metadata = patched(ada(), body(json!({ "metadata": null })), true);
        assert_eq!(without_metadata["metadata"], json!({ "version": 2 }));
    }

    #[test]
    fn the_account_follows_the_address() {
        let mut before = ada();
        before["accounts"] = json!([{ "id": "ada@example.com", "providerId": "p" }, { "id": "other" }]);
        let after = patched(before, body(json!({ "contactEmail": "king@example.com" })), false);
        assert_eq!(after["email"], json!("king@example.com"));
        assert_eq!(after["accounts"], json!([{ "id": "king@example.com", "providerId": "p" }, { "id": "other" }]));
        let nobody = body(stored(json!({})));
        let after = replaced(nobody, body(json!({ "contactEmail": "ada@example.com" })));
        assert_eq!(after["accounts"], json!([{ "id": "ada@example.com" }]));
    }

    #[test]
    fn a_put_that_creates_may_say_the_state() {
        let sent = body(json!({ "active": false, "metadata": { "version": 9 }, "id": "x" }));
        let document = from_update(sent, "c1", SystemTime::UNIX_EPOCH);
        assert_eq!(
            [&document["active"], &document["onHold"], &document["id"]],
            [&json!(false), &json!(false), &json!("c1")]
        );
        assert_eq!(document["metadata"], json!({ "version": 1 }));
    }
}
