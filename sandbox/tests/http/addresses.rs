//! `/customer/{tenant}/customers/{customerNumber}/addresses` and what is below it.

use serde_json::{json, Value};

use crate::shop::{Shop, TOKEN};

const ADA: &str = "/customer/acme/customers/ada";
const BOOK: &str = "/customer/acme/customers/ada/addresses";
const HOME: &str = "/customer/acme/customers/ada/addresses/home";

/// A shop with one customer, who has no address.
fn shop() -> Shop {
    let shop = Shop::empty();
    shop.create(json!({ "id": "ada" }));
    shop
}

fn missing(message: &str) -> Value {
    json!({ "type": null, "status": 404, "message": message, "details": null })
}

#[test]
fn added_listed_read() {
    let shop = shop();
    assert_eq!(shop.get(BOOK).text, "[]");
    let added = shop.post(BOOK, &json!({ "id": "home", "contactName": "Ada", "country": "GB", "tags": ["BILLING"] }));
    assert_eq!((added.status, added.json()), (201, json!({ "id": "home" })));
    let second =
        shop.post(BOOK, &json!({ "contactName": "Ada King", "defaultAddress": "kept", "mixins": { "a": { "b": 1 } } }));
    let id = second.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(second.json(), json!({ "id": id }));
    let home = json!({
        "id": "home", "contactName": "Ada", "country": "GB", "tags": ["BILLING"], "isDefault": false,
        "metadata": { "version": 1 },
    });
    assert_eq!((shop.get(HOME).status, shop.get(HOME).json()), (200, home.clone()));
    let all = shop.get(BOOK).json();
    assert_eq!((&all[0], &all[1]["id"], &all[1]["mixins"]), (&home, &json!(id), &json!({ "a": { "b": 1 } })));
    assert_eq!(shop.get(&format!("{ADA}?expand=addresses")).json()["addresses"], all);
    assert!(shop.get(ADA).json().get("addresses").is_none());
}

#[test]
fn sixty_addresses_keep_their_order() {
    let shop = shop();
    for number in 0..60 {
        let body = json!({ "id": format!("a{number}"), "contactName": "Ada", "isDefault": true });
        assert_eq!(shop.post(BOOK, &body).status, 201);
    }
    let expected: Vec<Value> = (0..60).map(|number| json!(format!("a{number}"))).collect();
    let book = shop.get(BOOK);
    assert_eq!(book.each("id"), expected);
    assert_eq!(book.each("isDefault").iter().filter(|is| **is == json!(true)).count(), 1);
}

#[test]
fn one_default_at_most_and_the_profile_follows() {
    let shop = shop();
    let defaults = || {
        let customer = shop.get(&format!("{ADA}?expand=addresses")).json();
        let addresses = customer["addresses"].as_array().unwrap().clone();
        let marked: Vec<Value> = addresses
            .into_iter()
            .filter(|address| address["isDefault"] == true)
            .map(|address| address["id"].clone())
            .collect();
        (json!(marked), customer.get("defaultAddress").map(|address| address["id"].clone()))
    };
    assert_eq!(defaults(), (json!([]), None));
    shop.post(BOOK, &json!({ "id": "home", "contactName": "Ada", "isDefault": true }));
    assert_eq!(defaults(), (json!(["home"]), Some(json!("home"))));
    shop.post(BOOK, &json!({ "id": "work", "contactName": "Ada", "isDefault": true }));
    assert_eq!(defaults(), (json!(["work"]), Some(json!("work"))));
    shop.patch(HOME, &json!({ "isDefault": true }));
    assert_eq!(defaults(), (json!(["home"]), Some(json!("home"))));
    shop.put(&format!("{BOOK}/third"), &json!({ "contactName": "Ada", "isDefault": true }));
    assert_eq!(defaults(), (json!(["third"]), Some(json!("third"))));
    assert_eq!(shop.delete(&format!("{BOOK}/third")).status, 204);
    assert_eq!(defaults(), (json!([]), None));
    shop.patch(HOME, &json!({ "isDefault": true }));
    shop.patch(HOME, &json!({ "city": "London" }));
    assert_eq!(shop.get(ADA).json()["defaultAddress"]["city"], "London");
}

#[test]
fn put_creates_and_updates() {
    let shop = shop();
    let incomplete = shop.put(HOME, &json!({ "city": "London" }));
    assert_eq!(
        (incomplete.status, incomplete.details()),
        (400, vec![("contactName".to_owned(), "required".to_owned())])
    );
    let created =
        shop.put(HOME, &json!({ "contactName": "Ada", "city": "London", "id": "other", "metadata": { "version": 5 } }));
    assert_eq!((created.status, created.json()), (201, json!({ "id": "home" })));
    let updated = shop.put(HOME, &json!({ "street": "Dean St" }));
    assert_eq!((updated.status, updated.text.as_str()), (204, ""));
    let expected = json!({ "id": "home", "contactName": "Ada", "street": "Dean St", "isDefault": false, "metadata": { "version": 2 } });
    assert_eq!(shop.get(HOME).json(), expected);
    assert_eq!(shop.get(BOOK).json(), json!([expected]));
}

#[test]
fn patch_changes_what_is_sent() {
    let shop = shop();
    shop.put(HOME, &json!({ "contactName": "Ada", "city": "London", "mixins": { "a": { "b": 1, "c": 2 } } }));
    let answer = shop.patch(HOME, &json!({ "street": "Dean St", "mixins": { "a": { "b": 3 } } }));
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    let home = shop.get(HOME).json();
    assert_eq!(
        [&home["city"], &home["street"], &home["mixins"]],
        [&json!("London"), &json!("Dean St"), &json!({ "a": { "b": 3, "c": 2 } })]
    );
    assert_eq!(shop.merge_patch(HOME, &json!({ "city": null, "mixins": { "a": { "b": null } } })).status, 204);
    let home = shop.get(HOME).json();
    assert_eq!(
        (home.get("city"), &home["mixins"], &home["metadata"]["version"]),
        (None, &json!({ "a": { "c": 2 } }), &json!(3))
    );
    let refused = shop.merge_patch(HOME, &json!({ "contactName": null }));
    assert_eq!((refused.status, refused.details()), (400, vec![("contactName".to_owned(), "conflict".to_owned())]));
}

#[test]
fn stale_versions_are_409() {
    let shop = shop();
    shop.put(HOME, &json!({ "contactName": "Ada" }));
    let at = |version: i64| json!({ "city": "Paris", "metadata": { "version": version } });
    assert_eq!(shop.patch(HOME, &at(1)).status, 204);
    for answer in [shop.patch(HOME, &at(1)), shop.put(HOME, &at(1)), shop.put(HOME, &at(3))] {
        answer.is_conflict("The resource you are attempting to access has changed.");
    }
    assert_eq!(shop.put(HOME, &at(2)).status, 204);
    assert_eq!(shop.get(ADA).json()["metadata"]["version"], 1, "an address has a version of its own");
}

#[test]
fn a_deleted_address_is_missing_and_its_id_is_free() {
    let shop = shop();
    shop.put(HOME, &json!({ "contactName": "Ada" }));
    let taken = shop.post(BOOK, &json!({ "id": "home", "contactName": "Eva" }));
    taken.is_conflict("Duplicate address 'home' for customer 'ada'.");
    assert_eq!(shop.get(HOME).json()["contactName"], "Ada");
    let answer = shop.delete(HOME);
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    assert_eq!((shop.delete(HOME).status, shop.get(BOOK).text.as_str()), (404, "[]"));
    assert_eq!(shop.post(BOOK, &json!({ "id": "home", "contactName": "Eva" })).status, 201);
    shop.create(json!({ "id": "eva" }));
    let another = shop.post("/customer/acme/customers/eva/addresses", &json!({ "id": "home", "contactName": "Eva" }));
    assert_eq!(another.status, 201, "customers are apart");
}

#[test]
fn tags_are_a_set() {
    let shop = shop();
    shop.put(HOME, &json!({ "contactName": "Ada", "tags": ["BILLING"], "isDefault": true }));
    let tags = || shop.get(ADA).json()["defaultAddress"]["tags"].clone();
    let send = |method: &str, query: &str| {
        let body = (method == "POST").then_some(&b""[..]);
        shop.send(method, &format!("{HOME}/tags{query}"), &[TOKEN], body)
    };
    for (method, query, expected) in [
        ("POST", "?tags=SHIPPING,BILLING,SHIPPING", json!(["BILLING", "SHIPPING"])),
        ("POST", "?tags=BILLING", json!(["BILLING", "SHIPPING"])),
        ("POST", "?tags=with%20space", json!(["BILLING", "SHIPPING", "with space"])),
        ("DELETE", "?tags=SHIPPING,NONE", json!(["BILLING", "with space"])),
        ("DELETE", "?tags=SHIPPING", json!(["BILLING", "with space"])),
        ("DELETE", "?tags=BILLING,with+space", json!([])),
    ] {
        let answer = send(method, query);
        assert_eq!((answer.status, answer.text.as_str()), (204, ""), "{method} {query}");
        assert_eq!(tags(), expected, "{method} {query}");
    }
    for (query, field, kind) in [
        ("", "tags", "required"),
        ("?tags=", "tags", "min_length"),
        ("?tags=A,,B", "tags", "min_length"),
        ("?tag=A", "tag", "unknown"),
    ] {
        for method in ["POST", "DELETE"] {
            let answer = send(method, query);
            assert_eq!(
                (answer.status, answer.details()),
                (400, vec![(field.to_owned(), kind.to_owned())]),
                "{method} {query}"
            );
        }
    }
}

#[test]
fn unknown_customers_and_addresses_are_404() {
    let shop = shop();
    let body = json!({ "contactName": "Ada" });
    let nobody = "/customer/acme/customers/nobody/addresses";
    let one = format!("{nobody}/x");
    let no_customer = missing("Customer profile with ID nobody not found.");
    for answer in [
        shop.get(nobody),
        shop.post(nobody, &body),
        shop.get(&one),
        shop.put(&one, &body),
        shop.patch(&one, &body),
        shop.delete(&one),
        shop.post(&format!("{one}/tags?tags=A"), &json!({})),
        shop.delete(&format!("{one}/tags?tags=A")),
    ] {
        assert_eq!((answer.status, answer.json()), (404, no_customer.clone()));
    }
    let no_address = missing("Customer address with ID home not found.");
    for answer in [
        shop.get(HOME),
        shop.patch(HOME, &body),
        shop.delete(HOME),
        shop.post(&format!("{HOME}/tags?tags=A"), &json!({})),
        shop.delete(&format!("{HOME}/tags?tags=A")),
    ] {
        assert_eq!((answer.status, answer.json()), (404, no_address.clone()));
    }
}

#[test]
fn bad_bodies_and_ids_are_named() {
    let shop = shop();
    let details = |body: Value| {
        let answer = shop.post(BOOK, &body);
        assert_eq!(answer.status, 400, "{body}");
        answer.details().into_iter().map(|(field, kind)| format!("{field} {kind}")).collect::<Vec<_>>()
    };
    assert_eq!(details(json!({})), ["contactName required"]);
    assert_eq!(details(json!({ "contactName": "Ada", "country": "GBR" })), ["country max_length"]);
    assert_eq!(
        details(json!({ "contactName": "Ada", "tags": ["A", 7], "isDefault": "yes" })),
        ["isDefault type", "tags[1] type"]
    );
    for bad in ["", "..", "a/b", "a\nb"] {
        assert_eq!(details(json!({ "contactName": "Ada", "id": bad })), ["id pattern"], "{bad:?}");
    }
    for bad in ["%2e%2e", "a%2Fb", "a%0Ab"] {
        let answer = shop.put(&format!("{BOOK}/{bad}"), &json!({ "contactName": "Ada" }));
        assert_eq!(
            (answer.status, answer.details()),
            (400, vec![("addressId".to_owned(), "pattern".to_owned())]),
            "{bad}"
        );
    }
    assert_eq!(
        shop.put(&format!("{BOOK}/%F0%9F%A6%8A"), &json!({ "contactName": "Ada" })).json(),
        json!({ "id": "🦊" })
    );
    assert_eq!(shop.get(&format!("{BOOK}?pageSize=1")).status, 400);
    assert_eq!(shop.get(BOOK).json().as_array().unwrap().len(), 1);
}
