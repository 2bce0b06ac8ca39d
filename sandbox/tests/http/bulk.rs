//! `PUT` and `DELETE` of many assignments, `/customer-segment/{tenant}/segments/{segmentId}/customers/bulk`

use serde_json::{json, Value};

use crate::shop::{Answer, Shop, JSON, TOKEN};

const VIP: &str = "/customer-segment/acme/segments/vip/customers";

fn bulk(shop: &Shop, method: &str, body: &Value) -> Answer {
    shop.send(method, &format!("{VIP}/bulk"), &[TOKEN, JSON], Some(body.to_string().as_bytes()))
}

fn put(shop: &Shop, body: &Value) -> Answer {
    bulk(shop, "PUT", body)
}

/// The codes of a multi-status answer, whose entries are numbered from 1.
fn codes(answer: &Answer) -> Vec<u64> {
    assert_eq!(answer.status, 207, "{answer:?}");
    let entries = answer.json();
    let entries = entries.as_array().unwrap();
    for (position, entry) in entries.iter().enumerate() {
        assert_eq!(entry["index"], position + 1);
    }
    entries.iter().map(|entry| entry["code"].as_u64().unwrap()).collect()
}

fn total(shop: &Shop) -> String {
    let answer = shop.send("GET", &format!("{VIP}?pageSize=1"), &[TOKEN, ("X-Total-Count", "true")], None);
    answer.header("x-total-count").to_owned()
}

#[test]
fn each_item_has_its_outcome_in_the_order_of_the_request() {
    let shop = Shop::empty();
    assert_eq!(
        put(&shop, &json!([{ "customerId": "old" }])).json(),
        json!([{ "index": 1, "code": 201, "status": "Created" }])
    );
    let items = json!([
        { "customerId": "new", "mixins": { "vip": { "since": 2024 } } },
        { "customerId": "" },
        { "customerId": "old", "legalEntityId": "company" },
        { "customerId": "old", "metadata": { "version": 1 } },
        { "customerId": "old", "metadata": { "version": 1 } },
        { "legalEntityId": "company" },
        "nonsense",
        { "customerId": "odd", "mixins": { "vip": 1 } },
        { "customerId": "new" },
    ]);
    let answer = put(&shop, &items);
    assert_eq!(codes(&answer), [201, 400, 201, 204, 409, 400, 400, 400, 204]);
    let entries = answer.json();
    assert_eq!(entries[0], json!({ "index": 1, "code": 201, "status": "Created" }));
    assert_eq!(entries[3], json!({ "index": 4, "code": 204, "status": "OK" }));
    let stale = "The resource you are attempting to access has changed.";
    assert_eq!(entries[4], json!({ "index": 5, "code": 409, "status": "Conflict", "message": stale }));
    for (position, named) in [(1, "customerId"), (5, "customerId"), (6, ""), (7, "mixins.vip")] {
        assert_eq!(entries[position]["status"], "Bad Request");
        let message = entries[position]["message"].as_str().unwrap();
        let start = format!("Validation problem with request body. {named}");
        assert!(message.starts_with(&start), "{message}");
    }
    // The good ones are there, and nothing else.
    let listed = shop.get(VIP).each("customer");
    assert_eq!(listed, [json!({ "id": "old" }), json!({ "id": "new" }), json!({ "id": "old" })]);
    let version = |path: &str| shop.get(&format!("{VIP}{path}")).json()["metadata"]["version"].clone();
    assert_eq!([version("/old"), version("/old/company"), version("/new")], [2, 1, 2]);
}

#[test]
fn a_delete_carries_a_body_and_says_204_for_what_is_not_there() {
    let shop = Shop::empty();
    put(&shop, &json!([{ "customerId": "a" }, { "customerId": "a", "legalEntityId": "x" }, { "customerId": "b" }]));
    let answer = bulk(
        &shop,
        "DELETE",
        &json!([{ "customerId": "a", "legalEntityId": "x" }, { "customerId": "nobody" }, {}, { "customerId": "b" }]),
    );
    assert_eq!(codes(&answer), [204, 204, 400, 204]);
    assert_eq!(answer.json()[0], json!({ "index": 1, "code": 204, "status": "OK" }));
    assert_eq!(shop.get(VIP).each("customer"), [json!({ "id": "a" })]);
    assert_eq!(codes(&bulk(&shop, "DELETE", &json!([{ "customerId": "a" }]))), [204]);
    assert_eq!(total(&shop), "0");
}

#[test]
fn two_hundred_items_and_no_more() {
    let shop = Shop::empty();
    let items = |count: usize| Value::from_iter((0..count).map(|number| json!({ "customerId": format!("c{number}") })));
    for method in ["PUT", "DELETE"] {
        let answer = bulk(&shop, method, &items(201));
        let body = answer.json();
        assert_eq!((answer.status, &body["code"], &body["status"]), (400, &json!(400), &json!("Bad Request")));
        assert_eq!(body["details"]["type"], "maximum");
        assert!(body["message"].as_str().unwrap().contains("the maximum batch size is 200"), "{body}");
        assert_eq!(total(&shop), "0");
    }
    assert_eq!(codes(&put(&shop, &items(200))), [201; 200]);
    assert_eq!(total(&shop), "200");
    assert_eq!(codes(&bulk(&shop, "DELETE", &items(200))), [204; 200]);
}

#[test]
fn a_body_that_is_no_array_is_refused_as_a_whole() {
    let shop = Shop::empty();
    for method in ["PUT", "DELETE"] {
        for body in [json!({}), json!({ "customerId": "a" }), json!("a"), Value::Null] {
            let answer = bulk(&shop, method, &body);
            let error = answer.json();
            assert_eq!((answer.status, &error["code"], &error["details"]["type"]), (400, &json!(400), &json!("type")));
        }
        for (headers, body) in [(&[TOKEN, JSON][..], &b"["[..]), (&[TOKEN, JSON], b""), (&[TOKEN], b"[]")] {
            let answer = shop.send(method, &format!("{VIP}/bulk"), headers, Some(body));
            assert_eq!((answer.status, answer.json()["code"].as_u64()), (400, Some(400)));
        }
        let empty = bulk(&shop, method, &json!([]));
        assert_eq!((empty.status, empty.text.as_str()), (207, "[]"));
    }
}

#[test]
fn a_version_is_locked_within_one_call() {
    let shop = Shop::empty();
    let item = |version: u64| json!({ "customerId": "a", "metadata": { "version": version } });
    // The first creates, whatever version it has; each that follows has to know the one before it.
    assert_eq!(codes(&put(&shop, &json!([item(5), item(1), item(1), item(2)]))), [201, 204, 409, 204]);
}

#[test]
fn ten_thousand_go_in_fifty_calls() {
    let shop = Shop::empty();
    for chunk in 0..50 {
        let items = (0..200).map(|number| json!({ "customerId": format!("c{}", chunk * 200 + number) }));
        let answer = put(&shop, &Value::from_iter(items));
        assert_eq!(answer.status, 207);
        assert_eq!(answer.text.matches("\"code\":201").count(), 200);
    }
    assert_eq!(total(&shop), "10000");
    assert_eq!(shop.get(&format!("{VIP}?pageNumber=50&pageSize=200")).each("customer")[199], json!({ "id": "c9999" }));
}
