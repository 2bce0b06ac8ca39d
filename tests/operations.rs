//! Every operation's request, as a value.
#![cfg(feature = "records")]

use commerce_customers::api::{
    addresses, customers, segments, spirii, Chunk, Emporix, Given, Input, Operation, Request, Spirii, OPERATIONS,
};
use commerce_customers::schema::Issue;
use serde_json::{json, Value};
use std::collections::BTreeSet;

fn emporix() -> Emporix {
    Emporix::new("https://api.emporix.io", "acme").expect("a tenant")
}

fn spirii() -> Spirii {
    Spirii::new("https://api.spirii.com").expect("an address")
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

fn paths(issues: &[Issue]) -> Vec<(String, &'static str)> {
    issues.iter().map(|issue| (issue.path.to_string(), issue.code().as_str())).collect()
}

fn items<'a>(operation: &'static Operation, items: &'a Value) -> Chunk {
    let items: &'a Vec<Value> = items.as_array().expect("an array");
    Chunk::of(operation, items.iter().map(|item| Given::Read(item.into())))
}

/// Each operation with the request that is due: method, path with query, body.
fn all() -> Vec<(Request, &'static str, &'static str, Option<Value>)> {
    let none = None::<&Value>;
    let (query, patch) = (json!({ "q": "lastName:L", "pageNumber": 2, "pageSize": 5 }), json!({ "onHold": true }));
    let (create, update) = (json!({ "lastName": "L" }), json!({ "metadata": { "version": 3 } }));
    let quiet = json!({ "sendPasswordResetNotifications": false });
    let (address, tags) = (json!({ "contactName": "L" }), json!({ "tags": ["BILLING", "at home"] }));
    let assignments = json!({ "q": "assignmentType:MANUAL", "pageNumber": 1, "fields": ["customer.id", "metadata"], "totalCount": true });
    let fields = json!({ "fields": ["customer"] });
    let upsert = json!({ "mixins": { "a": { "b": 1 } } });
    let many = json!([{ "customerId": "1" }, { "customerId": "2", "legalEntityId": "L" }]);
    let keys = json!(["1", { "customerId": "2", "legalEntityId": "L" }]);
    let listing = json!({
        "limit": 10, "offset": 0, "sortBy": "name", "sortDirection": "asc", "search": "a b", "customerIds": [1, 2],
        "types": ["CPO", "Private"], "ownerId": 7, "directOwnerId": 8, "cpoId": 9, "createdAt": "2026-01-01T00:00:00Z",
        "extraQuery": { "x": ["1", 2], "flag": true }
    });
    let emporix = emporix();
    let of = |request: Result<Request, Vec<Issue>>| request.unwrap_or_else(|issues| panic!("{:?}", paths(&issues)));
    let one = "/customer/acme/customers/C%201";
    vec![
        (of(customers::list(&emporix, Some(&query))), "GET", "/customer/acme/customers?q=lastName%3AL&pageNumber=2&pageSize=5", None),
        (
            of(customers::search(&emporix, Some(&query))),
            "POST",
            "/customer/acme/customers/search?pageNumber=2&pageSize=5",
            Some(json!({ "q": "lastName:L" })),
        ),
        (of(customers::get(&emporix, "C 1", none)), "GET", one, None),
        (of(customers::create(&emporix, &create, none)), "POST", "/customer/acme/customers", Some(create.clone())),
        (
            of(customers::upsert(&emporix, "C 1", &update, Some(&quiet))),
            "PUT",
            "/customer/acme/customers/C%201?sendPasswordResetNotifications=false",
            Some(update.clone()),
        ),
        (of(customers::patch(&emporix, "C 1", &patch)), "PATCH", one, Some(patch.clone())),
        (of(customers::delete(&emporix, "C 1")), "DELETE", one, None),
        (of(addresses::list(&emporix, "C 1")), "GET", "/customer/acme/customers/C%201/addresses", None),
        (of(addresses::add(&emporix, "C 1", &address)), "POST", "/customer/acme/customers/C%201/addresses", Some(address.clone())),
        (of(addresses::get(&emporix, "C 1", "A")), "GET", "/customer/acme/customers/C%201/addresses/A", None),
        (
            of(addresses::upsert(&emporix, "C 1", "A", &address)),
            "PUT",
            "/customer/acme/customers/C%201/addresses/A",
            Some(address.clone()),
        ),
        (of(addresses::patch(&emporix, "C 1", "A", &json!({}))), "PATCH", "/customer/acme/customers/C%201/addresses/A", Some(json!({}))),
        (of(addresses::delete(&emporix, "C 1", "A")), "DELETE", "/customer/acme/customers/C%201/addresses/A", None),
        (
            of(addresses::add_tags(&emporix, "C 1", "A", &tags)),
            "POST",
            "/customer/acme/customers/C%201/addresses/A/tags?tags=BILLING%2Cat%20home",
            None,
        ),
        (
            of(addresses::remove_tags(&emporix, "C 1", "A", &tags)),
            "DELETE",
            "/customer/acme/customers/C%201/addresses/A/tags?tags=BILLING%2Cat%20home",
            None,
        ),
        (
            of(segments::list(&emporix, "vip", Some(&assignments))),
            "GET",
            "/customer-segment/acme/segments/vip/customers?q=assignmentType%3AMANUAL&pageNumber=1&fields=customer.id%2Cmetadata&pageSize=60",
            None,
        ),
        (
            of(segments::search(&emporix, "vip", none)),
            "POST",
            "/customer-segment/acme/segments/vip/customers/search",
            Some(json!({})),
        ),
        (
            of(segments::get(&emporix, "vip", "1", Some(&fields))),
            "GET",
            "/customer-segment/acme/segments/vip/customers/1?fields=customer",
            None,
        ),
        (of(segments::get(&emporix, "vip", ("1", "L"), none)), "GET", "/customer-segment/acme/segments/vip/customers/1/L", None),
        (of(segments::put(&emporix, "vip", "1", &upsert)), "PUT", "/customer-segment/acme/segments/vip/customers/1", Some(upsert.clone())),
        (
            of(segments::put(&emporix, "vip", ("1", "L"), &upsert)),
            "PUT",
            "/customer-segment/acme/segments/vip/customers/1/L",
            Some(upsert.clone()),
        ),
        (of(segments::remove(&emporix, "vip", "1")), "DELETE", "/customer-segment/acme/segments/vip/customers/1", None),
        (of(segments::remove(&emporix, "vip", ("1", "L"))), "DELETE", "/customer-segment/acme/segments/vip/customers/1/L", None),
        (of(segments::put_many(&emporix, "vip", &mut items(&segments::PUT_MANY, &many))), "PUT", "/customer-segment/acme/segments/vip/customers/bulk", Some(many.clone())),
        (
            of(segments::remove_many(&emporix, "vip", &mut items(&segments::REMOVE_MANY, &keys))),
            "DELETE",
            "/customer-segment/acme/segments/vip/customers/bulk",
            Some(json!([{ "customerId": "1" }, { "customerId": "2", "legalEntityId": "L" }])),
        ),
        (
            of(spirii::list(&spirii(), Some(&listing))),
            "GET",
            "/v2/customers?limit=10&offset=0&sortBy=name&sortDirection=asc&search=a%20b&customerIds=1&customerIds=2\
             &types=CPO&types=Private&ownerId=7&directOwnerId=8&cpoId=9&createdAt=2026-01-01T00%3A00%3A00Z&flag=true&x=1&x=2",
            None,
        ),
    ]
}

#[test]
fn each_operation_sends_what_is_due() {
    let mut seen = BTreeSet::new();
    for (request, method, path, body) in all() {
        let name = request.operation.name;
        seen.insert(name);
        let base = if name.starts_with("spirii") { "https://api.spirii.com" } else { "https://api.emporix.io" };
        assert_eq!(request.url, [base, path].concat(), "{name}");
        assert_eq!(request.operation.method.as_str(), method, "{name}");
        let sent = request.body.as_ref().map(|text| text.parse::<Value>().expect("JSON"));
        assert_eq!(sent, body, "{name}");
        assert_eq!(header(&request, "Content-Type"), body.map(|_| "application/json"), "{name}");
        assert_eq!(header(&request, "Accept"), Some("application/json"), "{name}");
        let tenant = if name.starts_with("spirii") { None } else { Some("acme") };
        assert_eq!(header(&request, "Emporix-Tenant"), tenant, "{name}");
        let counts = if name == "segment.list" { Some("true") } else { None };
        assert_eq!(header(&request, "X-Total-Count"), counts, "{name}");
    }
    assert_eq!(seen, OPERATIONS.iter().map(|operation| operation.name).collect());
}

#[test]
fn an_id_never_walks_out_of_the_tenants_path() {
    let none = None::<&Value>;
    let emporix = emporix();
    for id in ["", ".", "..", "%2e%2e", ".%2E", "a/b", "a\\b", "a%2fb", "a\nb", "a%0ab"] {
        let body = &json!({});
        for (request, path) in [
            (customers::get(&emporix, id, none), "customerNumber"),
            (customers::upsert(&emporix, id, body, none), "customerNumber"),
            (customers::patch(&emporix, id, body), "customerNumber"),
            (customers::delete(&emporix, id), "customerNumber"),
            (addresses::list(&emporix, id), "customerNumber"),
            (addresses::get(&emporix, "C", id), "addressId"),
            (addresses::patch(&emporix, "C", id, body), "addressId"),
            (addresses::delete(&emporix, "C", id), "addressId"),
            (segments::list(&emporix, id, none), "segmentId"),
            (segments::get(&emporix, "vip", id, none), "customerId"),
            (segments::put(&emporix, "vip", ("C", id), body), "legalEntityId"),
            (segments::remove(&emporix, "vip", id), "customerId"),
        ] {
            assert_eq!(paths(&request.expect_err("issues")), [(path.to_owned(), "pattern")], "{id:?}");
        }
    }
    for id in ["bulk", "%62ulk"] {
        assert_eq!(
            paths(&segments::put(&emporix, "vip", id, &json!({})).expect_err("issues")),
            [("customerId".to_owned(), "pattern")]
        );
        assert!(segments::get(&emporix, id, "C", none).is_ok(), "a segment may be called {id}");
    }
    assert!(segments::get(&emporix, "vip", "search", none).is_ok());
}

#[test]
fn a_merge_patch_has_no_active_and_no_on_hold() {
    let emporix = emporix();
    let request =
        customers::merge_patch(&emporix, "C", &json!({ "lastName": "L", "restriction": null })).expect("a request");
    assert_eq!(header(&request, "Content-Type"), Some("application/merge-patch+json"));
    let issues = customers::merge_patch(&emporix, "C", &json!({ "onHold": true, "active": null, "lastName": 1 }))
        .expect_err("issues");
    let mut found = paths(&issues);
    found.sort();
    assert_eq!(
        found,
        [
            ("active".to_owned(), "conflict"),
            ("active".to_owned(), "type"),
            ("lastName".to_owned(), "type"),
            ("onHold".to_owned(), "conflict"),
        ]
    );
}

#[test]
fn only_a_patch_of_a_customer_goes_as_a_merge_patch() {
    let emporix = emporix();
    for (operation, body) in [
        (&customers::CREATE, json!({})),
        (&customers::UPSERT, json!({})),
        (&addresses::PATCH, json!({})),
        (&segments::PUT, json!({})),
    ] {
        let input = Input { merge_patch: true, ..Input::<&Value, &str>::of(["a", "b"]).body(&body) };
        let request = operation.request(emporix.as_ref(), input).expect("a request");
        assert_eq!(header(&request, "Content-Type"), Some("application/json"), "{}", operation.name);
    }
}

#[test]
fn an_address_gets_no_id_that_no_path_can_hold() {
    for id in ["", "..", "a/b"] {
        let issues = addresses::add(&emporix(), "C", &json!({ "contactName": "L", "id": id })).expect_err("issues");
        assert_eq!(paths(&issues), [("id".to_owned(), "pattern")], "{id:?}");
    }
}

#[test]
fn an_e_mail_address_cannot_be_taken_away() {
    let emporix = emporix();
    let body = json!({ "contactEmail": null });
    let due = [("contactEmail".to_owned(), "conflict")];
    assert_eq!(paths(&customers::patch(&emporix, "C", &body).expect_err("issues")), due);
    assert_eq!(paths(&customers::upsert(&emporix, "C", &body, None).expect_err("issues")), due);
    let created = customers::create(&emporix, &body, None).expect_err("issues");
    assert_eq!(paths(&created), [("contactEmail".to_owned(), "type")]);
}

#[test]
fn tags_are_names_without_commas() {
    let emporix = emporix();
    for (tags, due) in [
        (json!({ "tags": [] }), ("tags", "required")),
        (json!({}), ("tags", "required")),
        (json!({ "tags": "A" }), ("tags", "type")),
        (json!({ "tags": ["A", ""] }), ("tags[1]", "pattern")),
        (json!({ "tags": ["A,B"] }), ("tags[0]", "pattern")),
    ] {
        let issues = addresses::add_tags(&emporix, "C", "A", &tags).expect_err("issues");
        assert_eq!(paths(&issues), [(due.0.to_owned(), due.1)], "{tags}");
    }
}

#[test]
fn a_listing_of_spirii_says_what_does_not_go_together() {
    for (query, due) in [
        (
            json!({ "createdAtFrom": "2026-01-02T00:00:00Z", "createdAtTo": "2026-01-01T23:59:59Z" }),
            ("createdAtTo", "conflict"),
        ),
        (
            json!({ "updatedAtFrom": "2026-01-01T00:00:00Z", "updatedAtTo": "2026-01-01T00:30:00+01:00" }),
            ("updatedAtTo", "conflict"),
        ),
        (json!({ "createdAt": "yesterday" }), ("createdAt", "format")),
        (json!({ "createdAtFrom": "x", "createdAtTo": "2026-01-01T00:00:00Z" }), ("createdAtFrom", "format")),
        (json!({ "limit": 0 }), ("limit", "minimum")),
        (json!({ "offset": -1 }), ("offset", "minimum")),
        (json!({ "sortBy": "email" }), ("sortBy", "one_of")),
        (json!({ "types": ["private"] }), ("types[0]", "one_of")),
        (json!({ "types": [] }), ("types", "required")),
        (json!({ "customerIds": [] }), ("customerIds", "required")),
        (json!({ "customerIds": [1e300] }), ("customerIds[0]", "type")),
        (json!({ "customerIds": ["1"] }), ("customerIds[0]", "type")),
        (json!({ "extraQuery": { "x": {} } }), ("extraQuery.x", "type")),
    ] {
        let issues = spirii::list(&spirii(), Some(&query)).expect_err("issues");
        assert_eq!(paths(&issues), [(due.0.to_owned(), due.1)], "{query}");
    }
    let same = json!({ "createdAtFrom": "2026-01-01T00:00:00Z", "createdAtTo": "2026-01-01T01:00:00+01:00" });
    assert!(spirii::list(&spirii(), Some(&same)).is_ok());
}

#[test]
fn the_items_of_a_chunk_are_judged_one_by_one() {
    let items = json!([{ "customerId": "1" }, { "customerId": "" }, 5, { "customerId": "..", "metadata": { "version": -1 } }, { "customerId": "../x" }]);
    let items = items.as_array().expect("an array");
    let chunk = Chunk::of(&segments::PUT_MANY, items.iter().map(|item| Given::Read(item.into())));
    assert_eq!(chunk.sent, [0, 4], "an id in a body is any text");
    let refused: Vec<_> = chunk.refused.iter().map(|(position, issues)| (*position, paths(issues))).collect();
    assert_eq!(
        refused,
        [
            (1, vec![("customerId".to_owned(), "min_length")]),
            (2, vec![(String::new(), "type")]),
            (3, vec![("metadata.version".to_owned(), "minimum")]),
        ]
    );
    let keys = [json!(""), json!("a\"b"), json!({ "customerId": "1", "legalEntityId": null })];
    let mut chunk = Chunk::of(&segments::REMOVE_MANY, keys.iter().map(|item| Given::Read(item.into())));
    assert_eq!(chunk.sent, [1]);
    let Given::<&Value>::Judged(text) = chunk.given() else { panic!("text") };
    assert_eq!(text, r#"[{"customerId":"a\"b"}]"#);
}
