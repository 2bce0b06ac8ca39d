//! `GET /customer/{tenant}/customers/{customerNumber}`

use serde_json::json;

use crate::shop::Shop;

#[test]
fn answers_what_was_created() {
    let shop = Shop::empty();
    let id = shop.create(
        json!({ "contactEmail": "ada@example.com", "firstName": "Ada", "mixins": { "a": { "b": [1, null] } } }),
    );
    let answer = shop.get(&format!("/customer/acme/customers/{id}"));
    assert_eq!(answer.status, 200);
    let customer = answer.json();
    for (field, expected) in [
        ("id", json!(id)),
        ("customerNumber", json!(id)),
        ("contactEmail", json!("ada@example.com")),
        ("firstName", json!("Ada")),
        ("preferredLanguage", json!("en_US")),
        ("preferredCurrency", json!("USD")),
        ("preferredSite", json!("main")),
        ("type", json!("CUSTOMER")),
        ("active", json!(true)),
        ("onHold", json!(false)),
        ("businessModel", json!("B2C")),
        ("metadata", json!({ "version": 1 })),
    ] {
        assert_eq!(customer[field], expected, "{field}");
    }
    assert_eq!(customer["metadataCreatedAt"].as_str().unwrap().len(), "2026-01-02T03:04:05.678Z".len());
    for hidden in ["addresses", "accounts", "mixins"] {
        assert!(customer.get(hidden).is_none(), "{hidden}");
    }
    let all = shop.get(&format!("/customer/acme/customers/{id}?expand=addresses,accounts,mixin:*")).json();
    assert_eq!(all["addresses"], json!([]));
    assert_eq!(all["accounts"], json!([{ "id": "ada@example.com" }]));
    assert_eq!(all["mixins"], json!({ "a": { "b": [1, null] } }));
}

#[test]
fn a_missing_customer_is_the_documented_404() {
    let shop = Shop::empty();
    let answer = shop.get("/customer/acme/customers/C-404");
    assert_eq!(answer.status, 404);
    let message = "Customer profile with ID C-404 not found.";
    assert_eq!(answer.json(), json!({ "type": null, "status": 404, "message": message, "details": null }));
}

#[test]
fn ids_with_odd_characters_are_just_missing() {
    let shop = Shop::start(&["--seed", "5"]);
    for (path, named) in [
        ("a%2Fb", "a/b"),
        ("%2e%2e", ".."),
        ("a%00b", "a\0b"),
        ("%F0%9F%A6%8A", "🦊"),
        ("a%20b", "a b"),
        ("a+b", "a+b"),
        ("'%20OR%201=1--", "' OR 1=1--"),
        ("%25", "%"),
        ("search", "search"),
        (&"x".repeat(5000), &"x".repeat(5000)),
    ] {
        let answer = shop.get(&format!("/customer/acme/customers/{path}"));
        let message = format!("Customer profile with ID {named} not found.");
        assert_eq!((answer.status, &answer.json()["message"]), (404, &json!(message)), "{path}");
    }
    let answer = shop.get("/customer/acme/customers/%FF");
    assert_eq!((answer.status, &answer.json()["type"]), (400, &json!("bad_request")));
}

#[test]
fn ids_are_case_sensitive() {
    let shop = Shop::empty();
    shop.create(json!({ "id": "Ada" }));
    assert_eq!(shop.get("/customer/acme/customers/Ada").status, 200);
    assert_eq!(shop.get("/customer/acme/customers/ada").status, 404);
}

#[test]
fn a_wrong_parameter_is_named() {
    let shop = Shop::empty();
    for (query, field, kind) in [("expand=all", "expand", "one_of"), ("pageSize=1", "pageSize", "unknown")] {
        let answer = shop.get(&format!("/customer/acme/customers/x?{query}"));
        assert_eq!((answer.status, answer.details()), (400, vec![(field.to_owned(), kind.to_owned())]));
    }
}
