//! Spirii's `GET /v2/customers`

use serde_json::{json, Value};

use crate::shop::{Answer, Shop};

const LIST: &str = "/v2/customers";
const KEY: (&str, &str) = ("Authorization", "Bearer sandbox-key");
const READER: (&str, &str) = ("Authorization", "Bearer sandbox-read");

fn get(shop: &Shop, parameters: &str) -> Answer {
    shop.send("GET", &format!("{LIST}{parameters}"), &[KEY], None)
}

fn data(shop: &Shop, parameters: &str) -> Vec<Value> {
    let answer = get(shop, parameters);
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()["data"].as_array().unwrap().clone()
}

/// Every customer there is, in the order of the ids.
fn everybody(shop: &Shop) -> Vec<Value> {
    data(shop, "?limit=1000&sortDirection=asc")
}

fn ids(customers: &[Value]) -> Vec<i64> {
    customers.iter().map(|customer| customer["id"].as_i64().unwrap()).collect()
}

fn found(shop: &Shop, parameters: &str) -> Vec<i64> {
    ids(&data(shop, &format!("?limit=1000&sortBy=id&sortDirection=asc{parameters}")))
}

/// The ids of those that `keep` keeps, as the service should find them.
fn among(customers: &[Value], keep: impl Fn(&Value) -> bool) -> Vec<i64> {
    let kept: Vec<Value> = customers.iter().filter(|customer| keep(customer)).cloned().collect();
    assert!(!kept.is_empty() && kept.len() < customers.len(), "the filter says nothing");
    ids(&kept)
}

#[test]
fn fifty_of_all_the_newest_id_first() {
    let shop = Shop::start(&[]);
    let answer = get(&shop, "");
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    let body = answer.json();
    assert_eq!((&body["count"], &body["limit"], &body["offset"]), (&json!(120), &json!(50), &json!(0)));
    assert_eq!(body.as_object().unwrap().len(), 4);
    let listed = ids(body["data"].as_array().unwrap());
    assert_eq!(listed.len(), 50);
    assert!(listed.windows(2).all(|pair| pair[0] > pair[1]), "{listed:?}");
}

#[test]
fn limits_and_offsets() {
    let shop = Shop::start(&[]);
    let all = ids(&everybody(&shop));
    assert_eq!(all.len(), 120);
    let body = get(&shop, "?sortDirection=asc&limit=7&offset=14").json();
    assert_eq!(ids(body["data"].as_array().unwrap()), all[14..21]);
    assert_eq!((&body["count"], &body["limit"], &body["offset"]), (&json!(120), &json!(7), &json!(14)));
    let behind = get(&shop, "?offset=120").json();
    assert_eq!((&behind["data"], &behind["count"]), (&json!([]), &json!(120)));
    assert_eq!(data(&shop, "?offset=119&limit=5").len(), 1);
}

#[test]
fn an_empty_sandbox_has_nobody() {
    let shop = Shop::empty();
    assert_eq!(get(&shop, "").json(), json!({ "data": [], "count": 0, "limit": 50, "offset": 0 }));
}

#[test]
fn sorts_by_each_property() {
    let shop = Shop::start(&[]);
    for (name, pointer) in [
        ("id", "/id"),
        ("name", "/name"),
        ("type", "/type"),
        ("ownerName", "/owner/name"),
        ("cpoName", "/cpo/name"),
        ("createdAt", "/createdAt"),
        ("updatedAt", "/updatedAt"),
    ] {
        let key = |customer: &Value| match customer.pointer(pointer) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => format!("{number:>9}"),
            _ => String::new(),
        };
        for direction in ["asc", "desc"] {
            let mut keys: Vec<String> =
                data(&shop, &format!("?limit=1000&sortBy={name}&sortDirection={direction}")).iter().map(key).collect();
            if direction == "desc" {
                keys.reverse();
            }
            assert!(keys.len() == 120 && keys.is_sorted(), "{name} {direction}: {keys:?}");
        }
    }
}

#[test]
fn the_default_order_follows_the_filters() {
    let shop = Shop::start(&[]);
    let texts = |parameters: &str, field: &str| -> Vec<String> {
        let listed = data(&shop, &format!("?limit=1000&{parameters}"));
        assert!(listed.len() > 10 && listed.len() < 120, "{parameters}: {}", listed.len());
        listed.iter().map(|customer| customer[field].as_str().unwrap().to_owned()).collect()
    };
    let falling = |list: Vec<String>| list.iter().rev().is_sorted();
    assert!(texts("createdAtFrom=2025-01-01T00:00:00Z", "createdAt").is_sorted());
    assert!(falling(texts("createdAtTo=2025-01-01T00:00:00Z", "createdAt")));
    assert!(texts("updatedAtFrom=2025-01-01T00:00:00Z", "updatedAt").is_sorted());
    assert!(falling(texts("updatedAtTo=2025-01-01T00:00:00Z", "updatedAt")));
    assert!(texts("createdAtFrom=2024-06-01T00:00:00Z&updatedAtTo=2025-06-01T00:00:00Z", "updatedAt").is_sorted());
    assert!(falling(texts("createdAtFrom=2025-01-01T00:00:00Z&sortDirection=desc", "createdAt")));
}

#[test]
fn moments_are_compared_as_moments() {
    let shop = Shop::start(&[]);
    let all = everybody(&shop);
    let at = all[40]["createdAt"].as_str().unwrap();
    let updated = all[40]["updatedAt"].as_str().unwrap();
    let id = all[40]["id"].as_i64().unwrap();
    assert_eq!(found(&shop, &format!("&createdAt={at}")), [id]);
    assert_eq!(found(&shop, &format!("&updatedAt={updated}")), [id]);
    assert_eq!(found(&shop, &format!("&createdAt={}", at.to_lowercase())), [id]);
    let zoned = format!("{}%2B00:00", at.trim_end_matches('Z'));
    assert_eq!(found(&shop, &format!("&createdAt={zoned}")), [id]);
    // Both ends belong to a range.
    assert_eq!(found(&shop, &format!("&createdAtFrom={at}&createdAtTo={at}")), [id]);
    assert_eq!(found(&shop, &format!("&createdAtFrom={at}")), ids(&all[40..]));
    assert_eq!(found(&shop, &format!("&createdAtTo={at}")), ids(&all[..=40]));
    let later = among(&all, |customer| customer["updatedAt"].as_str().unwrap() >= updated);
    assert_eq!(found(&shop, &format!("&updatedAtFrom={updated}")), later);
}

#[test]
fn owners_are_direct_or_of_any_depth() {
    let shop = Shop::start(&[]);
    let all = everybody(&shop);
    let owner_of = |id: i64| {
        all.iter().find(|customer| customer["id"] == id).and_then(|customer| customer["owner"]["id"].as_i64())
    };
    let below =
        |id: i64, top: i64| std::iter::successors(owner_of(id), |owner| owner_of(*owner)).any(|owner| owner == top);
    let operator = all.iter().find(|customer| customer["type"] == "CPO").unwrap()["id"].as_i64().unwrap();

    let direct = among(&all, |customer| customer["owner"]["id"] == operator);
    let owned = among(&all, |customer| below(customer["id"].as_i64().unwrap(), operator));
    assert!(owned.len() > direct.len());
    assert_eq!(found(&shop, &format!("&directOwnerId={operator}")), direct);
    assert_eq!(found(&shop, &format!("&ownerId={operator}")), owned);
    assert!(!owned.contains(&operator));
    let operated = among(&all, |customer| customer["cpo"]["id"] == operator);
    assert_eq!(found(&shop, &format!("&cpoId={operator}")), operated);
    assert_eq!(found(&shop, "&ownerId=1"), [0; 0]);
}

#[test]
fn ids_types_and_searches() {
    let shop = Shop::start(&[]);
    let all = everybody(&shop);
    assert_eq!(found(&shop, "&customerIds=1003&customerIds=1001&customerIds=7"), [1001, 1003]);
    // The other filters still apply.
    assert_eq!(found(&shop, "&customerIds=1003&customerIds=1001&types=Private"), [0; 0]);
    let kinds = among(&all, |customer| customer["type"] == "CPO" || customer["type"] == "CPOSubsidiary");
    assert_eq!(found(&shop, "&types=CPO&types=CPOSubsidiary"), kinds);
    assert_eq!(data(&shop, "?types=CPO").len(), 4);

    let named = all.iter().find(|customer| customer["name"].as_str().unwrap().contains("Østerild Energi")).unwrap();
    assert!(found(&shop, "&search=%C3%B8STERILD+energi").contains(&named["id"].as_i64().unwrap()));
    let external = all.iter().find(|customer| customer["externalId"].is_string()).unwrap();
    let id = external["externalId"].as_str().unwrap().to_lowercase();
    assert_eq!(found(&shop, &format!("&search={id}")), ids(std::slice::from_ref(external)));
    assert!(found(&shop, "&search=1042").contains(&1042));
    assert_eq!(found(&shop, "&search=nobody%25"), [0; 0]);
    let answer = get(&shop, "?types=CPO&limit=1").json();
    assert_eq!((&answer["count"], answer["data"].as_array().unwrap().len()), (&json!(4), 1));
}

/// The envelope of an error, without its message.
fn error(answer: &Answer) -> (u16, Value) {
    let mut body = answer.json();
    let error = body["error"].as_object_mut().unwrap();
    let message = error.remove("message").unwrap();
    assert!(!message.as_str().unwrap().is_empty());
    let id = error.remove("request_id").unwrap();
    assert!(id == answer.header("x-request-id") && id != "", "{answer:?}");
    assert_eq!(answer.header("content-length"), answer.text.len().to_string());
    assert_eq!(answer.headers.get_all("content-type").iter().count(), 1);
    (answer.status, body)
}

#[test]
fn a_wrong_parameter_is_400_and_named() {
    let shop = Shop::start(&[]);
    for (parameters, param, code) in [
        ("?limit=0", "limit", "invalid_field_value"),
        ("?limit=-1", "limit", "invalid_field_value"),
        ("?limit=1.5", "limit", "invalid_field_value"),
        ("?limit=2&limit=2", "limit", "invalid_field_value"),
        ("?offset=-1", "offset", "invalid_field_value"),
        ("?sortBy=country", "sortBy", "invalid_field_value"),
        ("?sortDirection=up", "sortDirection", "invalid_field_value"),
        ("?customerIds=1,2", "customerIds", "invalid_field_value"),
        ("?types=Robot", "types", "invalid_field_value"),
        ("?ownerId=x", "ownerId", "invalid_field_value"),
        ("?createdAt=2026-01-01", "createdAt", "invalid_field_value"),
        ("?updatedAtTo=2026-02-29T00:00:00Z", "updatedAtTo", "invalid_field_value"),
        (
            "?createdAtFrom=2026-01-02T00:00:00Z&createdAtTo=2026-01-01T00:00:00Z",
            "createdAtFrom",
            "invalid_field_value",
        ),
        (
            "?updatedAtFrom=2026-01-02T00:00:00Z&updatedAtTo=2026-01-01T00:00:00Z",
            "updatedAtFrom",
            "invalid_field_value",
        ),
        ("?updateAtFrom=2026-01-02T00:00:00Z", "updateAtFrom", "unknown_field"),
    ] {
        let expected = json!({ "error": { "type": "invalid_request", "code": code, "param": param } });
        assert_eq!(error(&get(&shop, parameters)), (400, expected), "{parameters}");
    }
}

#[test]
fn without_a_known_key_it_is_401() {
    let shop = Shop::start(&["--seed", "0", "--token", "mine"]);
    let expected = json!({ "error": { "type": "unauthorized", "code": "invalid_api_key" } });
    for wrong in ["", "Bearer", "Bearer wrong", "Basic sandbox-key", "sandbox-key", "Bearer sandbox"] {
        let answer = shop.send("GET", LIST, &[("Authorization", wrong)], None);
        assert_eq!(error(&answer), (401, expected.clone()), "{wrong}");
    }
    assert_eq!(error(&shop.send("GET", LIST, &[], None)), (401, expected));
    for right in ["Bearer sandbox-key", "bearer sandbox-key", "Bearer mine", "Bearer sandbox-read"] {
        assert_eq!(shop.send("GET", LIST, &[("Authorization", right)], None).status, 200, "{right}");
    }
}

#[test]
fn filtering_by_owners_and_operators_takes_permission() {
    let shop = Shop::start(&[]);
    let ask = |parameters: &str| shop.send("GET", &format!("{LIST}{parameters}"), &[READER], None);
    for param in ["ownerId", "directOwnerId", "cpoId"] {
        let expected = json!({ "error": { "type": "forbidden", "code": "insufficient_permissions", "param": param } });
        assert_eq!(error(&ask(&format!("?{param}=1001"))), (403, expected));
    }
    assert_eq!(ask("?types=CPO").json()["count"], 4);
}

#[test]
fn unknown_routes_and_methods_have_the_envelope() {
    let shop = Shop::empty();
    for path in ["/v2", "/v2/", "/v2/locations", "/v2/customers/1001"] {
        let expected = json!({ "error": { "type": "not_found", "code": "unknown_endpoint" } });
        assert_eq!(error(&shop.send("GET", path, &[KEY], None)), (404, expected), "{path}");
    }
    let answer = shop.send("DELETE", LIST, &[KEY], None);
    let expected = json!({ "error": { "type": "invalid_request", "code": "method_not_allowed" } });
    assert_eq!((error(&answer), answer.header("allow")), ((405, expected), "GET,HEAD"));
}

#[test]
fn every_answer_says_what_is_left_and_may_be_read_by_any_page() {
    let shop = Shop::empty();
    let origin = ("Origin", "https://shop.example.com");
    let answers = [
        shop.send("GET", LIST, &[KEY, origin], None),
        shop.send("GET", LIST, &[origin], None),
        shop.send("GET", "/v2/nothing", &[KEY, origin], None),
        shop.send("GET", &format!("{LIST}?limit=0"), &[KEY, origin], None),
    ];
    assert_eq!(answers.each_ref().map(|answer| answer.status), [200, 401, 404, 400]);
    let number = |answer: &Answer, name: &str| answer.header(name).parse::<u64>().unwrap();
    for answer in &answers {
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(answer.header("x-ratelimit-limit"), "600");
        assert!(number(answer, "x-ratelimit-remaining") < 600);
        let reset = number(answer, "x-ratelimit-reset");
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        assert!(reset % 60 == 0 && reset.abs_diff(now) <= 60, "{reset} {now}");
        for name in ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "x-request-id"] {
            assert!(answer.header("access-control-expose-headers").contains(name), "{name}");
        }
    }
}
