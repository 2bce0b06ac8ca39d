//! The typed records: what they read and write is the services' JSON, and nothing gets lost.
#![cfg(feature = "records")]

use commerce_customers::api::{customers, Emporix};
use commerce_customers::model::*;
use commerce_customers::schema::{check, Codes};
use serde_json::json;

#[test]
fn unknown_fields_survive_both_ways() {
    let text =
        json!({ "lastName": "Ü", "b2b": { "legalEntities": [{ "id": "L1", "new": [1] }] }, "brandNew": { "a": 1 } });
    let customer: Customer = serde_json::from_value(text.clone()).expect("a customer");
    assert_eq!(customer.last_name.as_deref(), Some("Ü"));
    assert_eq!(customer.unknown["brandNew"], json!({ "a": 1 }));
    assert_eq!(serde_json::to_value(&customer).expect("JSON"), text);
}

#[test]
fn absent_null_and_a_value_of_restriction_differ() {
    for (text, restriction) in [
        (json!({}), None),
        (json!({ "restriction": null }), Some(None)),
        (json!({ "restriction": "DE" }), Some(Some("DE".to_owned()))),
    ] {
        let customer: CustomerCreate = serde_json::from_value(text.clone()).expect("a customer");
        assert_eq!(customer.restriction, restriction);
        assert_eq!(serde_json::to_value(&customer).expect("JSON"), text);
    }
}

#[test]
fn a_password_is_written_but_not_shown() {
    let mut customer = CustomerCreate::default();
    customer.password = Some("hunter2".into());
    assert_eq!(serde_json::to_value(&customer).expect("JSON"), json!({ "password": "hunter2" }));
    assert!(!format!("{customer:?}").contains("hunter2"));
    assert_eq!(customer.password.expect("a password").expose(), "hunter2");
}

#[test]
fn a_required_field_is_no_option() {
    let address: Result<AddressCreate, _> = serde_json::from_value(json!({ "city": "Bonn" }));
    assert!(address.is_err());
    let address: AddressCreate = serde_json::from_value(json!({ "contactName": "A" })).expect("an address");
    assert_eq!(address.contact_name, "A");
}

#[test]
fn answers_may_be_null_everywhere() {
    let all_null: serde_json::Map<_, _> =
        Customer::RECORD.fields.iter().map(|field| (field.name.to_owned(), json!(null))).collect();
    let customer: Customer = serde_json::from_value(all_null.into()).expect("a customer of nulls");
    assert_eq!(customer, Customer::default());
}

#[test]
fn what_the_walker_lets_pass_in_answers_can_be_read() {
    for text in [
        json!({ "mixins": { "a": null } }),
        json!({ "metadata": { "mixins": { "a": null }, "version": -1 } }),
        json!({ "addresses": [{ "metadata": null, "tags": null, "mixins": {} }] }),
    ] {
        assert!(check(&text, Customer::RECORD, Codes::Iso).is_empty(), "{text}");
        let customer: Customer = serde_json::from_value(text.clone()).unwrap_or_else(|error| panic!("{text}: {error}"));
        drop(customer);
    }
}

#[test]
fn requests_and_options_do_not_show_what_is_secret() {
    let options: EmporixOptions =
        serde_json::from_value(json!({ "tenant": "acme", "auth": { "token": "hunter2" } })).expect("options");
    assert!(!format!("{options:?}").contains("hunter2"));
    let emporix = Emporix::new("https://api.emporix.io", "acme").expect("a tenant");
    let body = json!({ "password": "hunter2" });
    let request = customers::create(&emporix, &body, None).expect("a request");
    assert!(!format!("{request:?}").contains("hunter2"));
}

#[test]
fn names_in_tables_and_structs_are_the_same() {
    // A struct field whose name differs from the table's would end among the unknown ones.
    let text = json!({
        "id": "1", "customerNumber": "1", "contactEmail": "a", "email": "a", "title": "a", "firstName": "a", "middleName": "a",
        "lastName": "a", "contactPhone": "a", "company": "a", "preferredLanguage": "a", "preferredCurrency": "EUR",
        "preferredSite": "a", "type": "a", "photoUrl": "a", "active": true, "onHold": true, "businessModel": "B2B", "b2b": {},
        "restriction": "a", "accounts": [], "defaultAddress": {}, "addresses": [], "metadata": {}, "metadataCreatedAt": "a",
        "lastLogin": "a", "mixins": {}
    });
    let customer: Customer = serde_json::from_value(text.clone()).expect("a customer");
    assert!(customer.unknown.is_empty(), "{:?}", customer.unknown);
    let names: Vec<_> = Customer::RECORD.fields.iter().map(|field| field.name).collect();
    assert_eq!(names.len(), text.as_object().expect("an object").len());
    assert!(names.iter().all(|name| text.get(name).is_some()));
}
