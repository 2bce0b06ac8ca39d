//! `PUT /customer/{tenant}/customers/{customerNumber}`

use serde_json::json;

use crate::shop::{Shop, JSON, MERGE_PATCH, TOKEN};

const LIST: &str = "/customer/acme/customers";
const ADA: &str = "/customer/acme/customers/ada";
const CHANGED: &str = "The resource you are attempting to access has changed.";

#[test]
fn creates_and_then_updates() {
    let shop = Shop::empty();
    let created = shop.put(ADA, &json!({ "contactEmail": "ada@example.com", "active": false }));
    assert_eq!((created.status, created.json()), (201, json!({ "id": "ada" })));
    let customer = shop.get(ADA).json();
    assert_eq!([&customer["active"], &customer["onHold"]], [&json!(false), &json!(false)]);
    assert_eq!([&customer["metadata"]["version"], &customer["preferredSite"]], [&json!(1), &json!("main")]);

    let updated = shop.put(ADA, &json!({ "firstName": "Ada", "onHold": true }));
    assert_eq!((updated.status, updated.text.as_str()), (204, ""));
    let customer = shop.get(ADA).json();
    assert_eq!([&customer["active"], &customer["onHold"]], [&json!(false), &json!(true)]);
    assert_eq!([&customer["metadata"]["version"], &customer["firstName"]], [&json!(2), &json!("Ada")]);
    assert_eq!(shop.get(LIST).header("count"), "1");
}

#[test]
fn replaces_the_profile_and_keeps_what_the_service_says() {
    let shop = Shop::empty();
    shop.create(json!({
        "id": "ada", "contactEmail": "ada@example.com", "firstName": "Ada", "company": "Engines", "mixins": { "a": {} },
    }));
    shop.post(&format!("{ADA}/addresses"), &json!({ "contactName": "Ada", "isDefault": true }));
    let all = format!("{ADA}?expand=addresses,accounts,mixin:*");
    let before = shop.get(&all).json();
    shop.put(
        ADA,
        &json!({ "lastName": "King", "id": "other", "customerNumber": "other", "addresses": [], "password": "x" }),
    );
    let after = shop.get(&all).json();
    for kept in [
        "id",
        "customerNumber",
        "contactEmail",
        "email",
        "accounts",
        "addresses",
        "defaultAddress",
        "metadataCreatedAt",
    ] {
        assert_eq!(after[kept], before[kept], "{kept}");
    }
    for gone in ["firstName", "company", "password"] {
        assert!(after.get(gone).is_none(), "{gone}");
    }
    assert_eq!([&after["lastName"], &after["mixins"]], [&json!("King"), &json!({})]);
}

#[test]
fn a_stale_version_is_409_and_changes_nothing() {
    let shop = Shop::empty();
    shop.create(json!({ "id": "ada" }));
    let with = |version: i64| json!({ "firstName": "Ada", "metadata": { "version": version } });
    assert_eq!(shop.put(ADA, &with(1)).status, 204);
    for stale in [1, 3, 0] {
        shop.put(ADA, &with(stale)).is_conflict(CHANGED);
    }
    assert_eq!(shop.get(ADA).json()["metadata"], json!({ "version": 2 }));
    assert_eq!(shop.put(ADA, &with(2)).status, 204);
    assert_eq!(shop.put(ADA, &json!({})).status, 204, "without a version nothing is locked");
    assert_eq!(shop.get(ADA).json()["metadata"]["version"], 4);
}

#[test]
fn of_two_changes_of_one_version_one_wins() {
    let shop = Shop::empty();
    shop.create(json!({ "id": "ada" }));
    for version in 1..=20 {
        let body = json!({ "metadata": { "version": version } });
        let mut statuses: Vec<u16> = std::thread::scope(|scope| {
            let calls: Vec<_> = (0..3).map(|_| scope.spawn(|| shop.put(ADA, &body).status)).collect();
            calls.into_iter().map(|call| call.join().unwrap()).collect()
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [204, 409, 409]);
    }
}

#[test]
fn an_address_of_another_is_409() {
    let shop = Shop::empty();
    shop.create(json!({ "id": "ada", "contactEmail": "ada@example.com" }));
    shop.create(json!({ "id": "eva", "contactEmail": "eva@example.com" }));
    let duplicate = |email: &str| format!("Duplicate account '{email}' for tenant 'acme'.");
    shop.put(ADA, &json!({ "contactEmail": "EVA@example.com" })).is_conflict(&duplicate("EVA@example.com"));
    shop.put(&format!("{LIST}/new"), &json!({ "contactEmail": "eva@example.com" }))
        .is_conflict(&duplicate("eva@example.com"));
    assert_eq!(shop.get(&format!("{LIST}/new")).status, 404);
    assert_eq!(
        shop.put(ADA, &json!({ "contactEmail": "Ada@Example.com" })).status,
        204,
        "one's own in another spelling"
    );
    assert_eq!(shop.put(ADA, &json!({ "contactEmail": "king@example.com" })).status, 204);
    let customer = shop.get(&format!("{ADA}?expand=accounts")).json();
    assert_eq!(
        [&customer["email"], &customer["accounts"]],
        [&json!("king@example.com"), &json!([{ "id": "king@example.com" }])]
    );
    shop.create(json!({ "contactEmail": "ada@example.com" }));
}

#[test]
fn a_new_number_has_to_be_one() {
    let shop = Shop::empty();
    for bad in ["a%20b", "%2e%2e", "%F0%9F%A6%8A", "a%2Fb", &"x".repeat(67)] {
        let answer = shop.put(&format!("{LIST}/{bad}"), &json!({}));
        assert_eq!((answer.status, answer.details()), (400, vec![("customerNumber".to_owned(), "pattern".to_owned())]));
    }
    assert_eq!(shop.put(&format!("{LIST}/{}", "x".repeat(66)), &json!({})).status, 201);
}

#[test]
fn every_issue_is_a_detail() {
    let shop = Shop::empty();
    shop.create(json!({ "id": "ada", "contactEmail": "ada@example.com" }));
    let answer = shop.put(
        ADA,
        &json!({ "active": "yes", "contactEmail": null, "metadata": { "version": -1 }, "preferredCurrency": "euro" }),
    );
    let mut details = answer.details();
    details.sort();
    let expected = [
        ("active", "type"),
        ("contactEmail", "conflict"),
        ("metadata.version", "minimum"),
        ("preferredCurrency", "max_length"),
    ];
    assert_eq!((answer.status, details), (400, expected.map(|(f, k)| (f.to_owned(), k.to_owned())).to_vec()));
    assert_eq!(shop.get(ADA).json()["metadata"]["version"], 1);
}

#[test]
fn a_merge_patch_says_no_state() {
    let shop = Shop::empty();
    shop.create(json!({ "id": "ada", "contactEmail": "ada@example.com", "company": "Engines" }));
    let put = |body: &[u8]| shop.send("PUT", ADA, &[TOKEN, MERGE_PATCH], Some(body));
    let refused = put(br#"{"active":true,"onHold":null,"contactEmail":null}"#);
    let conflict = |field: &str| (field.to_owned(), "conflict".to_owned());
    assert_eq!(
        (refused.status, refused.details()),
        (400, vec![conflict("active"), conflict("onHold"), conflict("contactEmail")])
    );
    assert_eq!(put(br#"{"firstName":"Ada","lastName":null}"#).status, 204);
    let customer = shop.get(ADA).json();
    assert_eq!(
        (customer.get("lastName"), &customer["firstName"], customer.get("company")),
        (None, &json!("Ada"), None)
    );
    assert_eq!(shop.send("PUT", ADA, &[TOKEN, ("Content-Type", "text/plain")], Some(b"{}")).status, 400);
}

#[test]
fn the_notification_flag_is_read() {
    let shop = Shop::empty();
    let put = |query: &str| shop.send("PUT", &format!("{ADA}?{query}"), &[TOKEN, JSON], Some(b"{}"));
    assert_eq!(put("sendPasswordResetNotifications=false").status, 201);
    assert_eq!(put("sendPasswordResetNotifications=true").status, 204);
    let field = "sendPasswordResetNotifications".to_owned();
    assert_eq!(put("sendPasswordResetNotifications=1").details(), [(field, "type".to_owned())]);
    assert_eq!(put("expand=addresses").details(), [("expand".to_owned(), "unknown".to_owned())]);
}
