//! The control endpoint: who may use it, and faults that come and go.

use std::time::Duration;

use serde_json::{json, Value};

use crate::raw::{parts, Raw};
use crate::shop::{Answer, Shop, JSON};

const LIST: &str = "/customer/acme/customers";
pub const FAULTS: &str = "/_sandbox/faults";
pub const REQUESTS: &str = "/_sandbox/requests";
pub const TOKENS: &str = "/_sandbox/tokens";

pub fn steered(flags: &[&str]) -> Shop {
    Shop::start(&[&["--seed", "0", "--control"], flags].concat())
}

/// Asks the control endpoint as a program does, which has no token.
pub fn steer(shop: &Shop, method: &str, path: &str, body: Option<&Value>) -> Answer {
    let body = body.map(Value::to_string);
    shop.send(method, path, &[JSON], body.as_deref().map(str::as_bytes))
}

/// A change, which is answered without a word.
pub fn change(shop: &Shop, method: &str, path: &str, body: Option<&Value>) {
    let answer = steer(shop, method, path, body);
    assert_eq!((answer.status, answer.text.as_str()), (204, ""), "{answer:?}");
}

pub fn report(shop: &Shop) -> Value {
    let answer = steer(shop, "GET", REQUESTS, None);
    assert_eq!((answer.status, answer.header("cache-control")), (200, "no-store"));
    answer.json()
}

pub fn rule(path: &str, fault: &str, value: Value) -> Value {
    json!({ "method": "*", "path": path, "fault": fault, "value": value })
}

#[test]
fn without_the_flag_there_is_nothing() {
    let (shop, steered) = (Shop::empty(), steered(&[]));
    for path in ["/_sandbox", "/_sandbox/", FAULTS, REQUESTS, TOKENS] {
        let (answer, elsewhere) = (shop.get(path), shop.get("/nothing/here"));
        assert_eq!((answer.status, &answer.text), (404, &elsewhere.text), "{path}");
        assert_ne!(steered.get(path).text, elsewhere.text, "{path}");
    }
    assert_eq!(steer(&shop, "DELETE", REQUESTS, None).status, shop.delete("/nothing/here").status);
}

#[test]
fn only_this_machine_and_its_own_pages_steer() {
    let shop = steered(&[]);
    let port = shop.address.port();
    let own = format!("http://127.0.0.1:{port}");
    for (headers, status) in [
        (vec![], 200),
        (vec![("Host", "localhost".to_owned())], 200),
        (vec![("Origin", own.clone())], 200),
        (vec![("Host", "shop.example.com".to_owned())], 403),
        (vec![("Host", format!("shop.example.com:{port}"))], 403),
        (vec![("Origin", "https://shop.example.com".to_owned())], 403),
        (vec![("Origin", format!("http://localhost:{port}"))], 403),
        (vec![("Origin", "null".to_owned())], 403),
    ] {
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        for (method, path, good) in
            [("GET", FAULTS, 200), ("POST", "/_sandbox/reset", 204), ("GET", "/_sandbox/x", 404)]
        {
            let answer = shop.send(method, path, &headers, (method == "POST").then_some(b""));
            let expected = if status == 200 { good } else { status };
            assert_eq!(answer.status, expected, "{headers:?} {answer:?}");
            assert!(answer.headers.keys().all(|name| !name.as_str().starts_with("access-control")), "{answer:?}");
            assert_eq!(answer.status >= 400, answer.text.starts_with(r#"{"error":""#), "{answer:?}");
        }
    }
    let preflight = [("Origin", "https://shop.example.com"), ("Access-Control-Request-Method", "DELETE")];
    let answer = shop.send("OPTIONS", FAULTS, &preflight, None);
    assert!(answer.status == 403 && answer.header("access-control-allow-origin").is_empty(), "{answer:?}");
}

#[test]
fn rules_come_and_go() {
    let shop = steered(&["--fault", "GET /v2/* status=500 times=1"]);
    let customers = json!({ "method": "GET", "path": "/customer/*", "fault": "status", "value": 503, "retryAfter": "1", "times": 2 });
    change(&shop, "POST", FAULTS, Some(&customers));
    change(
        &shop,
        "POST",
        FAULTS,
        Some(&json!([rule("*/x", "reset", json!("lost")), rule("*/y", "oversize", json!(70))])),
    );
    let answers: Vec<Answer> = (0..3).map(|_| shop.get(LIST)).collect();
    assert_eq!(answers.iter().map(|answer| answer.status).collect::<Vec<_>>(), [503, 503, 200]);
    assert_eq!(answers[0].header("retry-after"), "1");
    assert_eq!([shop.get("/v2/customers").status, shop.get("/v2/customers").status], [500, 200]);
    assert_eq!(shop.get("/customer/y").text.len(), 70);
    let mut seen = vec![
        json!({ "method": "GET", "path": "/v2/*", "fault": "status", "value": 500, "times": 1, "matched": 2, "hit": 1 }),
        customers,
        json!({ "method": "*", "path": "*/x", "fault": "reset", "value": "lost", "matched": 0, "hit": 0 }),
        json!({ "method": "*", "path": "*/y", "fault": "oversize", "value": 70, "matched": 1, "hit": 1 }),
    ];
    seen[1]["matched"] = json!(4);
    seen[1]["hit"] = json!(2);
    assert_eq!(steer(&shop, "GET", FAULTS, None).json(), json!(seen));

    change(&shop, "PUT", FAULTS, Some(&json!([rule("*", "empty", json!(null))])));
    let listed = steer(&shop, "GET", FAULTS, None).json();
    assert_eq!(listed, json!([{ "method": "*", "path": "*", "fault": "empty", "matched": 0, "hit": 0 }]));
    assert_eq!((shop.get(LIST).status, shop.get(LIST).text.as_str()), (200, ""));
    change(&shop, "DELETE", FAULTS, None);
    assert_eq!((shop.get(LIST).text.as_str(), steer(&shop, "GET", FAULTS, None).json()), ("[]", json!([])));
    change(&shop, "PUT", FAULTS, Some(&json!([])));
}

#[test]
fn a_body_can_be_given() {
    let shop = steered(&[]);
    let with = |body: Value| json!({ "method": "GET", "path": "*", "fault": "status", "value": 400, "times": 1, "body": body });
    change(
        &shop,
        "POST",
        FAULTS,
        Some(&json!([with(json!("no JSON, <b>")), with(json!("{\"a\":1}")), with(json!({ "a": 1 })), with(json!(""))])),
    );
    for path in ["/v2/customers", "/customer-segment/x", LIST, LIST] {
        let answer = shop.get(path);
        let expected = match path {
            "/v2/customers" => ("text/plain; charset=utf-8", "no JSON, <b>"),
            LIST if answer.text.is_empty() => ("text/plain; charset=utf-8", ""),
            _ => ("application/json", "{\"a\":1}"),
        };
        assert_eq!((answer.status, (answer.header("content-type"), answer.text.as_str())), (400, expected));
    }
}

#[test]
fn a_wrong_body_is_told_in_a_sentence_and_changes_nothing() {
    let shop = steered(&[]);
    let good = rule("*", "hang", json!(null));
    for (method, path, body, named) in [
        ("POST", FAULTS, json!({}), "method is missing"),
        ("POST", FAULTS, rule("*", "explode", json!(1)), "explode is no fault"),
        ("POST", FAULTS, json!([good, rule("*", "status", json!("x"))]), "rule 2: status is a whole number"),
        ("PUT", FAULTS, good, "an array"),
        ("PUT", FAULTS, json!([1]), "rule 1: a rule is a JSON object"),
        ("POST", TOKENS, json!({ "life": -1 }), "invalid value"),
        ("POST", TOKENS, json!({ "lives": 1 }), "unknown field `lives`"),
        ("POST", TOKENS, json!(1), "expected struct"),
    ] {
        let answer = steer(&shop, method, path, Some(&body));
        let error = answer.json()["error"].as_str().unwrap_or_default().to_owned();
        assert!(answer.status == 400 && error.contains(named), "{body}: {answer:?}");
    }
    assert_eq!(shop.send("POST", FAULTS, &[], Some(b"[")).status, 400);
    assert_eq!(steer(&shop, "PATCH", FAULTS, Some(&json!([]))).status, 405);
    assert_eq!(steer(&shop, "GET", FAULTS, None).json(), json!([]));
}

#[test]
fn faults_leave_the_control_endpoint_alone() {
    let shop = steered(&["--fault", "* * hang"]);
    let mut raw = Raw::connect(&shop);
    raw.request("GET", FAULTS, "");
    let (answer, _) = raw.read(Duration::from_millis(500));
    assert_eq!(parts(&answer).1, r#"[{"fault":"hang","hit":0,"matched":0,"method":"*","path":"*"}]"#);
}
