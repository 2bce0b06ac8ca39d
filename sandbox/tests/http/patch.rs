//! `PATCH /customer/{tenant}/customers/{customerNumber}`

use serde_json::{json, Value};

use crate::shop::{Shop, TOKEN};

const ADA: &str = "/customer/acme/customers/ada";
const ALL: &str = "/customer/acme/customers/ada?expand=addresses,accounts,mixin:*";

fn shop() -> Shop {
    let shop = Shop::empty();
    shop.create(json!({
        "id": "ada", "contactEmail": "ada@example.com", "firstName": "Ada", "company": "Engines", "restriction": "DE",
        "mixins": { "loyalty": { "tier": "gold", "points": 7 }, "size": { "shoe": 38 } },
        "metadata": { "mixins": { "loyalty": "https://schemas.example.com/loyalty.json" } },
    }));
    shop
}

#[test]
fn changes_what_is_sent_and_nothing_else() {
    let shop = shop();
    let mut expected = shop.get(ALL).json();
    let answer = shop.patch(ADA, &json!({ "lastName": "King", "active": false, "restriction": null }));
    assert_eq!((answer.status, answer.text.as_str(), answer.header("content-length")), (200, "", "0"));
    expected["lastName"] = json!("King");
    expected["active"] = json!(false);
    expected["restriction"] = Value::Null;
    expected["metadata"]["version"] = json!(2);
    assert_eq!(shop.get(ALL).json(), expected);
}

#[test]
fn plain_json_merges_mixins_only() {
    let shop = shop();
    shop.patch(
        ADA,
        &json!({ "mixins": { "loyalty": { "points": 8 } }, "id": "x", "metadataCreatedAt": "x", "accounts": [] }),
    );
    let customer = shop.get(ALL).json();
    assert_eq!(customer["mixins"], json!({ "loyalty": { "tier": "gold", "points": 8 }, "size": { "shoe": 38 } }));
    assert_eq!((&customer["id"], &customer["accounts"]), (&json!("ada"), &json!([{ "id": "ada@example.com" }])));
    assert_ne!(customer["metadataCreatedAt"], "x");
}

#[test]
fn a_merge_patch_takes_away_what_is_null() {
    let shop = shop();
    let body = json!({
        "company": null, "restriction": null, "mixins": { "loyalty": { "tier": null }, "size": null }, "lastName": "King",
    });
    let answer = shop.merge_patch(ADA, &body);
    assert_eq!((answer.status, answer.text.as_str()), (200, ""));
    let customer = shop.get(ALL).json();
    assert_eq!(customer["mixins"], json!({ "loyalty": { "points": 7 } }));
    assert_eq!(
        (customer.get("company"), customer.get("restriction"), &customer["lastName"]),
        (None, None, &json!("King"))
    );
    assert_eq!(customer["metadata"]["version"], 2);
}

#[test]
fn refuses_what_it_may_not_say() {
    let shop = shop();
    let before = shop.get(ALL).text;
    let conflict = |field: &str| (field.to_owned(), "conflict".to_owned());
    for body in [json!({ "active": true }), json!({ "active": null }), json!({ "active": "no" })] {
        let answer = shop.merge_patch(ADA, &body);
        assert_eq!((answer.status, answer.details()), (400, vec![conflict("active")]), "{body}");
    }
    let answer =
        shop.merge_patch(ADA, &json!({ "onHold": false, "active": false, "contactEmail": null, "firstName": 7 }));
    let mut expected = vec![conflict("active"), conflict("onHold"), conflict("contactEmail")];
    expected.push(("firstName".to_owned(), "type".to_owned()));
    assert_eq!((answer.status, answer.details()), (400, expected));
    let answer = shop.patch(ADA, &json!({ "contactEmail": null }));
    assert_eq!((answer.status, answer.details()), (400, vec![conflict("contactEmail")]));
    let answer = shop.patch(ADA, &json!({ "company": null }));
    assert_eq!((answer.status, answer.details()), (400, vec![("company".to_owned(), "type".to_owned())]));
    for wrong in ["text/plain", "application/json-patch+json"] {
        assert_eq!(shop.send("PATCH", ADA, &[TOKEN, ("Content-Type", wrong)], Some(b"{}")).status, 400, "{wrong}");
    }
    assert_eq!(shop.patch(&format!("{ADA}?sendPasswordResetNotifications=true"), &json!({})).status, 400);
    assert_eq!(shop.get(ALL).text, before);
}

#[test]
fn a_stale_version_is_409() {
    let shop = shop();
    let at = |version: i64| json!({ "lastName": "King", "metadata": { "version": version } });
    assert_eq!(shop.patch(ADA, &at(1)).status, 200);
    for answer in [shop.patch(ADA, &at(1)), shop.merge_patch(ADA, &at(1)), shop.merge_patch(ADA, &at(3))] {
        answer.is_conflict("The resource you are attempting to access has changed.");
    }
    assert_eq!(shop.merge_patch(ADA, &at(2)).status, 200);
    let metadata = shop.get(ALL).json()["metadata"].clone();
    let links = json!({ "loyalty": "https://schemas.example.com/loyalty.json" });
    assert_eq!(metadata, json!({ "version": 3, "mixins": links }));
}

#[test]
fn an_address_of_another_is_409_and_an_unknown_customer_404() {
    let shop = shop();
    shop.create(json!({ "contactEmail": "eva@example.com" }));
    shop.patch(ADA, &json!({ "contactEmail": "eva@example.com" }))
        .is_conflict("Duplicate account 'eva@example.com' for tenant 'acme'.");
    let answer = shop.patch("/customer/acme/customers/nobody", &json!({}));
    let message = "Customer profile with ID nobody not found.";
    assert_eq!(
        (answer.status, answer.json()),
        (404, json!({ "type": null, "status": 404, "message": message, "details": null }))
    );
}
