//! `/customer-segment/{tenant}/segments/{segmentId}/customers`, listed and searched.

use serde_json::{json, Value};

use crate::shop::{Answer, Shop, JSON, TOKEN};

const VIP: &str = "/customer-segment/acme/segments/vip/customers";
const COUNTED: (&str, &str) = ("X-Total-Count", "true");

fn put(shop: &Shop, path: &str, body: &Value) {
    let answer = shop.send("PUT", &format!("{VIP}{path}"), &[TOKEN, JSON], Some(body.to_string().as_bytes()));
    assert_eq!(answer.status, 201, "{answer:?}");
}

fn get(shop: &Shop, path: &str) -> Answer {
    shop.get(&format!("{VIP}{path}"))
}

/// The ids of the listed customers.
fn ids(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.each("customer").iter().map(|customer| customer["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn listings_come_in_pages_and_the_total_on_demand() {
    let shop = Shop::empty();
    for number in 0..65 {
        put(&shop, &format!("/c{number:02}"), &json!({ "mixins": { "a": { "n": number } } }));
    }
    assert_eq!(ids(&get(&shop, "")).len(), 60);
    assert_eq!(ids(&get(&shop, "?pageNumber=2")), ["c60", "c61", "c62", "c63", "c64"]);
    assert_eq!(ids(&get(&shop, "?pageNumber=3&pageSize=2")), ["c04", "c05"]);
    assert_eq!(ids(&get(&shop, "?pageNumber=99&pageSize=99")), [""; 0]);
    assert_eq!(ids(&get(&shop, "?sort=mixins.a.n:desc&pageSize=2")), ["c64", "c63"]);
    assert_eq!(ids(&get(&shop, "?sort=assignmentType,mixins.a.n:DESC&pageSize=1")), ["c64"]);

    let counted = |path: &str, header: (&str, &str)| shop.send("GET", &format!("{VIP}{path}"), &[TOKEN, header], None);
    assert_eq!(counted("?pageSize=2", COUNTED).header("x-total-count"), "65");
    assert_eq!(counted("?pageSize=2&q=mixins.a.n:%3E=60", COUNTED).header("x-total-count"), "5");
    assert_eq!(counted("?pageNumber=9&pageSize=9", COUNTED).header("x-total-count"), "65");
    assert_eq!(counted("", ("X-Total-Count", "false")).headers.get("x-total-count"), None);
    assert_eq!(get(&shop, "").headers.get("x-total-count"), None);
    let wrong = counted("", ("X-Total-Count", "yes"));
    assert_eq!((wrong.status, &wrong.json()["details"]["field"]), (400, &json!("x-total-count")));
}

#[test]
fn queries_find_what_answers_show() {
    let shop = Shop::empty();
    shop.create(json!({ "id": "ada", "firstName": "Ada", "contactEmail": "ada@example.com" }));
    put(&shop, "/ada", &json!({ "mixins": { "vip": { "tier": "gold", "points": 10 } } }));
    put(&shop, "/bob", &json!({ "mixins": { "vip": { "tier": "silver" } } }));
    put(&shop, "/bob/company", &json!({}));
    for (q, expected) in [
        ("assignmentType:MANUAL", &["ada", "bob", "bob"][..]),
        ("assignmentType:AUTOMATIC", &[]),
        ("customer.id:bob", &["bob", "bob"]),
        ("customer.id:(ada,nobody)", &["ada"]),
        ("customer.firstName:Ada", &["ada"]),
        ("customer.email:\"ada@example.com\"", &["ada"]),
        ("customer.firstName:missing mixins.vip.tier:silver", &["bob"]),
        ("mixins.vip.points:(>=10 AND <11)", &["ada"]),
        ("mixins.vip:exists", &["ada", "bob"]),
        ("legalEntity.id:company", &["bob"]),
        ("metadata.version:1", &["ada", "bob", "bob"]),
    ] {
        let encoded: String = form_urlencoded::byte_serialize(q.as_bytes()).collect();
        assert_eq!(ids(&get(&shop, &format!("?q={encoded}"))), expected, "{q}");
        let searched = shop.post(&format!("{VIP}/search"), &json!({ "q": q }));
        assert_eq!(ids(&searched), expected, "{q}");
    }
}

#[test]
fn a_search_has_its_q_in_the_body_and_the_rest_in_the_url() {
    let shop = Shop::empty();
    for id in ["a", "b", "c"] {
        put(&shop, &format!("/{id}"), &json!({}));
    }
    let search = |parameters: &str, body: Value| shop.post(&format!("{VIP}/search{parameters}"), &body);
    // As the service does: paging in the body has no effect.
    let body = json!({ "q": "assignmentType:MANUAL", "pageNumber": 2, "pageSize": 1, "sort": "customer.id:desc" });
    assert_eq!(ids(&search("", body.clone())), ["a", "b", "c"]);
    assert_eq!(ids(&search("?pageNumber=2&pageSize=1&sort=customer.id:desc", body)), ["b"]);
    assert_eq!(ids(&search("", json!({}))), ["a", "b", "c"]);
    assert_eq!(search("?fields=customer.id&pageSize=1", json!({})).json(), json!([{ "customer": { "id": "a" } }]));
    let headers = [TOKEN, JSON, COUNTED];
    let counted =
        shop.send("POST", &format!("{VIP}/search?pageSize=1"), &headers, Some(b"{\"q\":\"customer.id:(a,b)\"}"));
    assert_eq!((counted.header("x-total-count"), ids(&counted).len()), ("2", 1));
    for (parameters, body, field) in [
        ("?q=customer.id:a", json!({}), "q"),
        ("", json!({ "q": 7 }), "q"),
        ("", json!({ "q": "a:" }), "q"),
        ("", json!([]), ""),
        ("?pageSize=0", json!({}), "pageSize"),
    ] {
        let answer = search(parameters, body);
        assert_eq!((answer.status, &answer.json()["details"]["field"]), (400, &json!(field)), "{parameters}");
    }
}

#[test]
fn fields_are_those_asked_for() {
    let shop = Shop::empty();
    put(&shop, "/ada", &json!({}));
    assert_eq!(get(&shop, "?fields=assignmentType").json(), json!([{ "assignmentType": "MANUAL" }]));
    let expected = json!({ "customer": { "id": "ada" }, "metadata": { "version": 1 } });
    assert_eq!(get(&shop, "/ada?fields=customer.id,metadata.version,legalEntity").json(), expected);
    assert_eq!(get(&shop, "/ada?fields=").status, 400);
}

#[test]
fn wrong_parameters_are_400() {
    let shop = Shop::empty();
    for (parameters, field) in [
        ("?pageNumber=0", "pageNumber"),
        ("?pageNumber=-1", "pageNumber"),
        ("?pageSize=0", "pageSize"),
        ("?pageSize=1.5", "pageSize"),
        ("?sort=a%20b", "sort"),
        ("?q=a", "q"),
        ("?fields=a..b", "fields"),
        ("?siteCode=main", "siteCode"),
    ] {
        let answer = get(&shop, parameters);
        let body = answer.json();
        assert_eq!((answer.status, &body["code"], &body["status"]), (400, &json!(400), &json!("Bad Request")));
        assert_eq!(body["details"]["field"], field, "{parameters}");
        assert!(body["message"].as_str().unwrap().contains(field), "{body}");
    }
    let tenant = shop.get("/customer-segment/Bad/segments/vip/customers");
    assert_eq!((tenant.status, &tenant.json()["details"]["field"]), (400, &json!("tenant")));
}
