//! `/customer-segment/{tenant}/segments/{segmentId}/customers`, one assignment at a time; and what holds for all operations below it.

use serde_json::{json, Value};

use crate::shop::{Answer, Shop, JSON, TOKEN};

const VIP: &str = "/customer-segment/acme/segments/vip/customers";
const READER: (&str, &str) = ("Authorization", "Bearer sandbox-read");

fn put(shop: &Shop, path: &str, body: &Value) -> Answer {
    shop.send("PUT", &format!("{VIP}{path}"), &[TOKEN, JSON], Some(body.to_string().as_bytes()))
}

fn delete(shop: &Shop, path: &str) -> Answer {
    shop.send("DELETE", &format!("{VIP}{path}"), &[TOKEN], None)
}

fn get(shop: &Shop, path: &str) -> Answer {
    shop.get(&format!("{VIP}{path}"))
}

/// An answer without a body.
fn bare(answer: &Answer) -> u16 {
    assert_eq!(answer.text, "", "{answer:?}");
    answer.status
}

#[test]
fn a_put_creates_with_201_then_updates_with_204() {
    let shop = Shop::empty();
    shop.create(json!({ "id": "ada", "firstName": "Ada", "lastName": "Byron", "contactEmail": "ada@example.com" }));
    let links = json!({ "vip": "https://example.com/vip.json" });
    let body = json!({ "mixins": { "vip": { "since": 2024 } }, "metadata": { "mixins": links } });
    assert_eq!(bare(&put(&shop, "/ada", &body)), 201);
    let first = get(&shop, "/ada");
    assert_eq!((first.status, first.header("content-type")), (200, "application/json"));
    let first = first.json();
    let created = first["metadata"]["createdAt"].as_str().unwrap();
    assert!(created.len() == 24 && created.ends_with('Z'), "{created}");
    let expected = json!({
        "customer": { "id": "ada", "firstName": "Ada", "lastName": "Byron", "email": "ada@example.com" },
        "assignmentType": "MANUAL",
        "mixins": { "vip": { "since": 2024 } },
        "metadata": { "createdAt": created, "modifiedAt": created, "version": 1, "mixins": links },
    });
    assert_eq!(first, expected);

    assert_eq!(bare(&put(&shop, "/ada", &json!({}))), 204);
    let second = get(&shop, "/ada").json();
    assert_eq!((&second["metadata"]["version"], &second["metadata"]["createdAt"]), (&json!(2), &json!(created)));
    assert_eq!((&second["mixins"], &second["metadata"]["mixins"]), (&json!({}), &json!({})));
    assert_eq!(get(&shop, "").json(), json!([second]));
}

#[test]
fn a_body_may_be_left_out() {
    let shop = Shop::empty();
    let path = format!("{VIP}/ada");
    assert_eq!(bare(&shop.send("PUT", &path, &[TOKEN], None)), 201);
    assert_eq!(bare(&shop.send("PUT", &path, &[TOKEN, JSON], Some(b""))), 204);
    assert_eq!(shop.send("PUT", &path, &[TOKEN], Some(b"{}")).status, 400);
}

#[test]
fn of_customers_who_are_not_there_the_id_is_all() {
    let shop = Shop::empty();
    put(&shop, "/nobody", &json!({}));
    put(&shop, "/nobody/company", &json!({}));
    assert_eq!(get(&shop, "/nobody").json()["customer"], json!({ "id": "nobody" }));
    assert_eq!(get(&shop, "/nobody/company").json()["legalEntity"], json!({ "id": "company" }));
    // One who comes later, and without a last name.
    shop.create(json!({ "id": "nobody", "firstName": "Ed" }));
    assert_eq!(get(&shop, "/nobody").json()["customer"], json!({ "id": "nobody", "firstName": "Ed" }));
    // The same id in another tenant is another person.
    let other = "/customer-segment/other/segments/vip/customers";
    assert_eq!(shop.get(other).text, "[]");
    shop.send("PUT", &format!("{other}/nobody"), &[TOKEN], None);
    assert_eq!(shop.get(&format!("{other}/nobody")).json()["customer"], json!({ "id": "nobody" }));
}

#[test]
fn a_legal_entity_makes_it_another_assignment() {
    let shop = Shop::empty();
    assert_eq!(bare(&put(&shop, "/ada", &json!({}))), 201);
    assert_eq!(bare(&put(&shop, "/ada/company", &json!({ "mixins": { "a": { "b": 1 } } }))), 201);
    assert_eq!(bare(&put(&shop, "/ada/company", &json!({ "mixins": { "a": { "b": 2 } } }))), 204);
    assert_eq!(get(&shop, "/ada").json().get("legalEntity"), None);
    assert_eq!(get(&shop, "/ada").json()["metadata"]["version"], 1);
    assert_eq!(get(&shop, "/ada/company").json()["mixins"], json!({ "a": { "b": 2 } }));
    assert_eq!(bare(&delete(&shop, "/ada")), 204);
    assert_eq!((get(&shop, "/ada").status, get(&shop, "/ada/company").status), (404, 200));
}

#[test]
fn the_seed_has_companies_with_names() {
    let shop = Shop::start(&[]);
    let listed = get(&shop, "?q=legalEntity.name:exists&pageSize=1").json();
    let (customer, entity) = (listed[0]["customer"]["id"].as_str().unwrap(), &listed[0]["legalEntity"]);
    let profile = shop.get(&format!("/customer/acme/customers/{customer}")).json();
    assert_eq!(profile["b2b"]["legalEntities"][0]["name"], entity["name"]);
    let one = get(&shop, &format!("/{customer}/{}", entity["id"].as_str().unwrap())).json();
    assert_eq!(one, listed[0]);
    assert_eq!(one["customer"]["email"], profile["contactEmail"]);
}

#[test]
fn a_stale_version_is_409() {
    let shop = Shop::empty();
    let version = |version: Value| put(&shop, "/ada", &json!({ "metadata": { "version": version } }));
    // What is not there cannot have changed.
    assert_eq!(bare(&version(json!(7))), 201);
    assert_eq!(bare(&version(json!(1))), 204);
    for stale in [0, 1, 3] {
        let answer = version(json!(stale));
        let expected = json!({
            "code": 409, "status": "Conflict", "message": "The resource you are attempting to access has changed.",
            "resourceId": "ada",
        });
        assert_eq!((answer.status, answer.json()), (409, expected));
    }
    assert_eq!(get(&shop, "/ada").json()["metadata"]["version"], 2);
    assert_eq!(bare(&version(json!(2))), 204);
}

#[test]
fn a_broken_body_is_400_in_the_segment_services_shape() {
    let shop = Shop::empty();
    let answer = put(&shop, "/ada", &json!({ "mixins": { "a": 1 }, "metadata": { "version": -1 } }));
    let body = answer.json();
    assert_eq!((answer.status, &body["code"], &body["status"]), (400, &json!(400), &json!("Bad Request")));
    let message = body["message"].as_str().unwrap();
    assert!(message.starts_with("Validation problem with request body."), "{message}");
    assert!(message.contains("mixins.a: ") && message.contains("metadata.version: "), "{message}");
    let details = &body["details"];
    assert_eq!((&details["field"], &details["type"]), (&json!("mixins.a"), &json!("type")));
    for bad in ["[]", "null", "7", "{", "nonsense"] {
        let answer = shop.send("PUT", &format!("{VIP}/ada"), &[TOKEN, JSON], Some(bad.as_bytes()));
        assert_eq!((answer.status, answer.json()["code"].as_u64()), (400, Some(400)), "{bad}");
    }
    assert_eq!(get(&shop, "").text, "[]");
}

#[test]
fn what_is_not_there_is_404_to_get_and_204_to_delete() {
    let shop = Shop::empty();
    for path in ["/nobody", "/nobody/company", "/search", "/bulk/company"] {
        let answer = get(&shop, path);
        let id = path.split('/').nth(1).unwrap();
        let message = format!("The resource with id {id} has not been found.");
        let expected = json!({ "code": 404, "status": "Not Found", "message": message, "resourceId": id });
        assert_eq!((answer.status, answer.json()), (404, expected), "{path}");
    }
    put(&shop, "/ada", &json!({}));
    for _ in 0..2 {
        assert_eq!(bare(&delete(&shop, "/ada")), 204);
        assert_eq!(get(&shop, "/ada").status, 404);
    }
}

#[test]
fn search_is_an_id_like_others() {
    let shop = Shop::empty();
    assert_eq!(bare(&put(&shop, "/search", &json!({}))), 201);
    assert_eq!(get(&shop, "/search").json()["customer"]["id"], "search");
    assert_eq!(bare(&put(&shop, "/search/bulk", &json!({}))), 201);
    assert_eq!(get(&shop, "/search/bulk").json()["legalEntity"]["id"], "bulk");
    assert_eq!(bare(&delete(&shop, "/search")), 204);
    assert_eq!(get(&shop, "").json().as_array().unwrap().len(), 1);
}

#[test]
fn ids_of_every_kind() {
    let shop = Shop::empty();
    for (path, id) in [("/a%2Fb", "a/b"), ("/%F0%9F%A6%8A", "🦊"), ("/o'neil%22", "o'neil\""), ("/a%20b", "a b")] {
        assert_eq!(bare(&put(&shop, path, &json!({}))), 201);
        assert_eq!(get(&shop, path).json()["customer"]["id"], id);
    }
    assert_eq!(get(&shop, "/%FF").status, 400);
}

#[test]
fn without_a_known_token_it_is_the_fault_body() {
    let shop = Shop::empty();
    let fault = json!({ "fault": { "faultstring": "Invalid access token", "detail": { "errorcode": "oauth.v2.InvalidAccessToken" } } });
    for (method, path) in [
        ("GET", ""),
        ("POST", "/search"),
        ("GET", "/ada"),
        ("PUT", "/ada"),
        ("DELETE", "/ada"),
        ("GET", "/ada/x"),
        ("PUT", "/ada/x"),
        ("DELETE", "/ada/x"),
        ("PUT", "/bulk"),
        ("DELETE", "/bulk"),
    ] {
        for headers in [&[][..], &[("Authorization", "Bearer wrong")]] {
            let answer = shop.send(method, &format!("{VIP}{path}"), headers, None);
            assert_eq!((answer.status, answer.json()), (401, fault.clone()), "{method} {path}");
        }
    }
}

#[test]
fn a_token_that_may_only_read_cannot_write() {
    let shop = Shop::empty();
    put(&shop, "/ada", &json!({}));
    for (path, status) in [("", 200), ("/ada", 200), ("/ada/company", 404)] {
        assert_eq!(shop.send("GET", &format!("{VIP}{path}"), &[READER], None).status, status);
    }
    assert_eq!(shop.send("POST", &format!("{VIP}/search"), &[READER, JSON], Some(b"{}")).status, 200);
    let message = "The access to the requested resource has been forbidden by the server.";
    let expected = json!({ "code": 403, "status": "Forbidden", "message": message });
    for path in ["/ada", "/ada/company", "/bulk"] {
        for method in ["PUT", "DELETE"] {
            let answer = shop.send(method, &format!("{VIP}{path}"), &[READER, JSON], Some(b"nonsense"));
            assert_eq!((answer.status, answer.json()), (403, expected.clone()), "{method} {path}");
        }
    }
    let other = shop.send("GET", VIP, &[TOKEN, ("Emporix-Tenant", "other")], None);
    assert_eq!((other.status, &other.json()["code"]), (403, &json!(403)));
}

#[test]
fn unknown_routes_and_methods_answer_in_the_same_shape() {
    let shop = Shop::empty();
    for path in ["/customer-segment", "/customer-segment/", "/customer-segment/acme/segments", &format!("{VIP}/a/b/c")]
    {
        let answer = shop.get(path);
        let message = format!("There is no operation at {path}.");
        let expected = json!({ "code": 404, "status": "Not Found", "message": message });
        assert_eq!((answer.status, answer.json()), (404, expected));
    }
    for (method, path, allowed) in
        [("DELETE", "", "GET,HEAD"), ("GET", "/bulk", "PUT,DELETE"), ("PATCH", "/ada", "GET,HEAD,PUT,DELETE")]
    {
        let body = (method == "PATCH").then_some(&b"{}"[..]);
        let answer = shop.send(method, &format!("{VIP}{path}"), &[TOKEN], body);
        assert_eq!((answer.status, answer.header("allow")), (405, allowed), "{method} {path}");
        assert_eq!((&answer.json()["code"], &answer.json()["status"]), (&json!(405), &json!("Method Not Allowed")));
    }
}

#[test]
fn pages_of_any_origin_may_read_answers_and_errors() {
    let shop = Shop::empty();
    let origin = ("Origin", "https://shop.example.com");
    let path = format!("{VIP}/ada");
    let asked = [
        origin,
        ("Access-Control-Request-Method", "PUT"),
        ("Access-Control-Request-Headers", "authorization,x-total-count"),
    ];
    let preflight = shop.send("OPTIONS", &path, &asked, None);
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (200, "*"));
    for method in ["GET", "POST", "PUT", "DELETE"] {
        assert!(preflight.header("access-control-allow-methods").split(',').any(|name| name == method), "{method}");
    }
    let answers = [
        shop.send("GET", VIP, &[origin, TOKEN], None),
        shop.send("GET", VIP, &[origin], None),
        shop.send("GET", &path, &[origin, TOKEN], None),
        shop.send("PATCH", &path, &[origin, TOKEN], Some(b"{}")),
    ];
    assert_eq!(answers.each_ref().map(|answer| answer.status), [200, 401, 404, 405]);
    let mut seen: Vec<&str> = answers.iter().map(|answer| answer.header("x-request-id")).collect();
    seen.sort_unstable();
    seen.dedup();
    assert!(seen.len() == answers.len() && !seen.contains(&""), "{seen:?}");
    for answer in &answers {
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert!(answer.header("access-control-expose-headers").contains("x-total-count"));
        assert_eq!(answer.headers.get_all("content-length").iter().count(), 1);
        assert_eq!(answer.header("content-length"), answer.text.len().to_string());
    }
}
