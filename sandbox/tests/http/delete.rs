//! `DELETE /customer/{tenant}/customers/{customerNumber}`

use serde_json::json;

use crate::shop::{Shop, JSON, TOKEN};

const LIST: &str = "/customer/acme/customers";
const ADA: &str = "/customer/acme/customers/ada";
const GONE: &str = "Customer 'ada' of tenant 'acme' was deleted; the customer number cannot be used again.";

#[test]
fn a_customer_is_gone_and_a_second_time_missing() {
    let shop = Shop::empty();
    shop.create(json!({ "id": "ada" }));
    let answer = shop.delete(ADA);
    assert_eq!((answer.status, answer.text.as_str()), (202, ""));
    for answer in [shop.delete(ADA), shop.get(ADA), shop.get(&format!("{ADA}/addresses"))] {
        assert_eq!(
            (answer.status, &answer.json()["message"]),
            (404, &json!("Customer profile with ID ada not found."))
        );
    }
    assert_eq!(shop.get(LIST).text, "[]");
}

#[test]
fn the_number_is_never_given_out_again_and_the_address_is_free() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.db");
    let flags = ["--seed", "0", "--db", file.to_str().unwrap()];
    {
        let shop = Shop::start(&flags);
        shop.create(json!({ "id": "ada", "contactEmail": "ada@example.com" }));
        assert_eq!(shop.delete(ADA).status, 202);
    }
    let shop = Shop::start(&flags);
    shop.post(LIST, &json!({ "id": "ada" })).is_conflict(GONE);
    shop.put(ADA, &json!({})).is_conflict(GONE);
    assert_eq!(shop.patch(ADA, &json!({})).status, 404);
    shop.create(json!({ "contactEmail": "ada@example.com" }));
    assert_eq!(shop.put("/customer/other/customers/ada", &json!({})).status, 201, "tenants are apart");
    assert_eq!(shop.put("/customer/acme/customers/Ada", &json!({})).status, 201, "ids are case-sensitive");
}

#[test]
fn a_body_is_allowed_and_parameters_are_not() {
    let shop = Shop::empty();
    for (id, headers, body) in [("a", &[TOKEN, JSON][..], &b"{}"[..]), ("b", &[TOKEN], b"nonsense")] {
        shop.create(json!({ "id": id }));
        assert_eq!(shop.send("DELETE", &format!("{LIST}/{id}"), headers, Some(body)).status, 202);
    }
    shop.create(json!({ "id": "c" }));
    assert_eq!(shop.delete(&format!("{LIST}/c?force=true")).status, 400);
    assert_eq!(shop.get(&format!("{LIST}/c")).status, 200);
}
