//! `POST /customer/{tenant}/customers/search`

use serde_json::json;

use crate::shop::{Shop, JSON, TOKEN};

const LIST: &str = "/customer/acme/customers";
const SEARCH: &str = "/customer/acme/customers/search";

#[test]
fn answers_what_the_list_answers() {
    let shop = Shop::start(&["--seed", "30"]);
    for (query, body) in [
        ("", json!({})),
        ("?pageNumber=2&pageSize=7", json!({})),
        ("?sort=lastName:desc,id&pageSize=100", json!({})),
        ("?expand=addresses,accounts,mixin:*&pageSize=3", json!({})),
    ] {
        let (list, search) = (shop.get(&format!("{LIST}{query}")), shop.post(&format!("{SEARCH}{query}"), &body));
        assert_eq!((search.status, &search.text), (200, &list.text), "{query}");
        assert_eq!(search.header("count"), "30");
        assert_eq!(search.header("content-type"), "application/json");
    }
}

#[test]
fn paging_in_the_body_is_ignored() {
    let shop = Shop::start(&["--seed", "30"]);
    let asked = json!({ "pageNumber": 2, "pageSize": 7, "sort": "lastName", "expand": "addresses" });
    assert_eq!(shop.post(SEARCH, &asked).text, shop.get(LIST).text);
}

#[test]
fn a_list_longer_than_a_url_fits_the_body() {
    let shop = Shop::start(&["--seed", "30"]);
    let mut ids: Vec<String> = (0..5000).map(|number| format!("nobody-{number:020}")).collect();
    ids.extend(shop.get(&format!("{LIST}?pageSize=3")).each("id").iter().map(|id| id.as_str().unwrap().to_owned()));
    let answer = shop.post(SEARCH, &json!({ "q": format!("id:({})", ids.join(",")) }));
    assert_eq!((answer.status, answer.header("count")), (200, "3"));
}

#[test]
fn what_is_wrong_is_named() {
    let shop = Shop::empty();
    for (query, body, field, kind) in [
        ("", json!({ "q": "a b" }), "q", "pattern"),
        ("", json!({ "q": "" }), "q", "pattern"),
        ("", json!({ "q": 7 }), "q", "type"),
        ("", json!({ "q": null }), "q", "type"),
        ("", json!([]), "", "type"),
        ("?q=a:b", json!({}), "q", "unknown"),
        ("?pageNumber=1", json!({}), "pageSize", "required"),
        ("?sort=a:up", json!({}), "sort", "pattern"),
    ] {
        let answer = shop.post(&format!("{SEARCH}{query}"), &body);
        assert_eq!((answer.status, &answer.json()["type"]), (400, &json!("bad_request")), "{query} {body}");
        assert_eq!(answer.details(), [(field.to_owned(), kind.to_owned())], "{query} {body}");
    }
    for body in [&b""[..], b"{", b"nonsense"] {
        assert_eq!(shop.send("POST", SEARCH, &[TOKEN, JSON], Some(body)).status, 400);
    }
    assert_eq!(shop.send("POST", SEARCH, &[TOKEN], Some(b"{}")).status, 400, "without a content type");
}

#[test]
fn a_customer_may_have_the_number_search() {
    let shop = Shop::empty();
    let path = SEARCH;
    assert_eq!(shop.get(path).status, 404);
    assert_eq!(shop.put(path, &json!({ "firstName": "Ada" })).status, 201);
    assert_eq!(shop.get(path).json()["firstName"], "Ada");
    assert_eq!(shop.patch(path, &json!({ "firstName": "Eva" })).status, 200);
    assert_eq!(shop.post(&format!("{path}/addresses"), &json!({ "contactName": "Eva" })).status, 201);
    assert_eq!(shop.post(path, &json!({ "q": "firstName:Eva" })).each("id"), [json!("search")]);
    assert_eq!(shop.delete(path).status, 202);
}
