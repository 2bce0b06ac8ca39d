//! The control endpoint: faults, counts and tokens while the sandbox runs.

use std::time::{Duration, Instant};

use serde_json::{json, Value};

use crate::raw::{parts, End, Raw};
use crate::shop::{Answer, Shop, JSON, TOKEN};

const LIST: &str = "/customer/acme/customers";
const FAULTS: &str = "/_sandbox/faults";
const REQUESTS: &str = "/_sandbox/requests";
const TOKENS: &str = "/_sandbox/tokens";

fn steered(flags: &[&str]) -> Shop {
    Shop::start(&[&["--seed", "0", "--control"], flags].concat())
}

/// Asks the control endpoint as a program does, which has no token.
fn steer(shop: &Shop, method: &str, path: &str, body: Option<&Value>) -> Answer {
    let body = body.map(Value::to_string);
    shop.send(method, path, &[JSON], body.as_deref().map(str::as_bytes))
}

/// A change, which is answered without a word.
fn change(shop: &Shop, method: &str, path: &str, body: Option<&Value>) {
    let answer = steer(shop, method, path, body);
    assert_eq!((answer.status, answer.text.as_str()), (204, ""), "{answer:?}");
}

fn report(shop: &Shop) -> Value {
    let answer = steer(shop, "GET", REQUESTS, None);
    assert_eq!((answer.status, answer.header("cache-control")), (200, "no-store"));
    answer.json()
}

fn rule(path: &str, fault: &str, value: Value) -> Value {
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
fn requests_are_counted_and_what_they_did() {
    let shop = steered(&[]);
    shop.create(json!({ "id": "ada" }));
    assert_eq!(shop.post(LIST, &json!({ "id": "ada" })).status, 409);
    shop.get(&format!("{LIST}?pageSize=3"));
    shop.send("GET", LIST, &[], None);
    shop.get("/v2/nothing");
    shop.send("OPTIONS", LIST, &[], None);
    shop.get("/index.html");
    let done = [
        ("reset", json!("before"), 0),
        ("reset", json!("lost"), 1),
        ("reset", json!("during"), 1),
        ("reset", json!("after"), 1),
        ("truncate", json!(null), 1),
        ("stall", json!(null), 1),
        ("hang", json!(null), 0),
        ("empty", json!(null), 0),
        ("status", json!(503), 0),
    ];
    for (number, (fault, value, _)) in done.iter().enumerate() {
        change(&shop, "PUT", FAULTS, Some(&json!([rule(LIST, fault, value.clone())])));
        let mut raw = Raw::send(&shop, "POST", LIST, &json!({ "id": number.to_string() }).to_string());
        if *fault == "hang" {
            assert!(raw.is_silent(Duration::from_millis(100)));
        } else {
            raw.read(Duration::from_millis(1));
        }
    }
    change(
        &shop,
        "PUT",
        FAULTS,
        Some(&json!([{ "method": "PATCH", "path": "*", "fault": "status", "value": 500, "done": true }])),
    );
    assert_eq!(shop.patch(&format!("{LIST}/ada"), &json!({})).status, 500);
    let counted = settled(&shop);
    let carried_out = done.iter().map(|(_, _, done)| done).sum::<u64>() + 1;
    let expected = json!({
        "total": 15,
        "inFlight": 0,
        "maxInFlight": counted["maxInFlight"],
        "byOperation": {
            "POST /customer/acme/customers": done.len() + 2,
            "GET /customer/acme/customers": 2,
            "GET /v2/nothing": 1,
            "PATCH /customer/acme/customers/ada": 1,
        },
        "carriedOut": {
            "POST /customer/acme/customers": carried_out,
            "GET /customer/acme/customers": 1,
            "PATCH /customer/acme/customers/ada": 1,
        },
        "marks": { "sent": 0, "repeated": [] },
    });
    assert_eq!(counted, expected);
    change(&shop, "DELETE", REQUESTS, None);
    let nothing = json!({ "total": 0, "inFlight": 0, "maxInFlight": 0, "byOperation": {}, "carriedOut": {}, "marks": { "sent": 0, "repeated": [] } });
    assert_eq!(report(&shop), nothing);
}

/// The report once nobody is in flight any more, which takes the server to see that clients have left.
fn settled(shop: &Shop) -> Value {
    let begin = Instant::now();
    loop {
        let report = report(shop);
        if report["inFlight"] == 0 {
            return report;
        }
        assert!(begin.elapsed() < Duration::from_secs(10), "{report}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn requests_in_flight_are_counted_until_their_clients_leave() {
    let shop = steered(&["--fault", "GET */hang hang"]);
    change(&shop, "POST", FAULTS, Some(&rule("*/stall", "stall", json!(null))));
    let one = shop.get(LIST);
    assert_eq!((one.status, report(&shop)["maxInFlight"].clone()), (200, json!(1)));
    let mut waiting: Vec<Raw> = ["hang", "stall", "hang"]
        .iter()
        .map(|path| Raw::send(&shop, "GET", &format!("/customer/{path}"), ""))
        .collect();
    let begin = Instant::now();
    while report(&shop)["inFlight"] != 3 {
        assert!(begin.elapsed() < Duration::from_secs(10));
        std::thread::sleep(Duration::from_millis(5));
    }
    waiting.pop();
    let begin = Instant::now();
    while report(&shop)["inFlight"] != 2 {
        assert!(begin.elapsed() < Duration::from_secs(10), "who left is not seen to have");
        std::thread::sleep(Duration::from_millis(5));
    }
    change(&shop, "DELETE", REQUESTS, None);
    let now = report(&shop);
    assert_eq!([&now["total"], &now["inFlight"], &now["maxInFlight"]], [0, 2, 2]);
    drop(waiting);
    settled(&shop);
    for _ in 0..50 {
        shop.get(LIST);
        assert_eq!(report(&shop)["inFlight"], 0, "who has an answer is not in flight");
    }
}

#[test]
fn an_operation_goes_on_when_its_client_leaves() {
    let shop = steered(&[]);
    // Many, so that some are left while the operation runs.
    for number in 0..40 {
        let mut raw = Raw::send(&shop, "POST", LIST, &json!({ "id": format!("c{number}") }).to_string());
        raw.is_silent(Duration::from_micros(1 + 50 * number));
    }
    settled(&shop);
    let begin = Instant::now();
    loop {
        let (found, counted) = (shop.get(LIST).header("count").to_owned(), report(&shop));
        let done = counted["carriedOut"]["POST /customer/acme/customers"].to_string();
        if found == done {
            break;
        }
        assert!(begin.elapsed() < Duration::from_secs(10), "{found} {counted}");
    }
}

#[test]
fn marks_tell_what_was_done_twice() {
    let shop = steered(&[]);
    let send = |method: &str, path: &str, mark: &str, body: &str| {
        shop.send(method, path, &[TOKEN, JSON, ("x-sandbox-mark", mark)], Some(body.as_bytes())).status
    };
    let ada = format!("{LIST}/ada");
    assert_eq!([send("POST", LIST, "a", r#"{"id":"ada"}"#), send("POST", LIST, "a", r#"{"id":"ada"}"#)], [201, 409]);
    assert_eq!([send("POST", LIST, "b", "{}"), send("POST", LIST, "b", "{}")], [201, 201]);
    assert_eq!(
        [send("PATCH", &ada, "c", "{}"), send("PATCH", &ada, "c", "{}"), send("PATCH", &ada, "d", "{}")],
        [200, 200, 200]
    );
    assert_eq!([send("PUT", &ada, "e", "{}"), send("PUT", &ada, "e", "{}")], [204, 204]);
    assert_eq!(report(&shop)["marks"], json!({ "sent": 5, "repeated": ["b", "c"] }));
    change(&shop, "POST", FAULTS, Some(&rule("*", "reset", json!("lost"))));
    for _ in 0..2 {
        let mut raw = Raw::connect(&shop);
        raw.write("POST /customer/acme/customers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer sandbox\r\nContent-Type: application/json\r\nX-Sandbox-Mark: f\r\nContent-Length: 2\r\n\r\n{}");
        assert_eq!(raw.until_the_end(), (String::new(), End::Reset));
    }
    assert_eq!(report(&shop)["marks"], json!({ "sent": 6, "repeated": ["b", "c", "f"] }));
    let preflight = [("Origin", "https://shop.example.com"), ("Access-Control-Request-Method", "POST")];
    let allowed = shop.send("OPTIONS", LIST, &preflight, None);
    assert!(allowed.header("access-control-allow-headers").contains("x-sandbox-mark"), "{allowed:?}");
}

const LOGIN: &str = "/customerlogin/auth/anonymous/login?tenant=acme&client_id=sandbox-storefront";
const REFRESH: &str = "/customerlogin/auth/anonymous/refresh?tenant=acme&client_id=sandbox-storefront&refresh_token=";

fn service_token(shop: &Shop) -> Value {
    let form = "grant_type=client_credentials&client_id=sandbox-client&client_secret=sandbox-secret";
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    shop.send("POST", "/oauth/token", &headers, Some(form.as_bytes())).json()
}

fn status(shop: &Shop, grant: &Value) -> u16 {
    let token = format!("Bearer {}", grant["access_token"].as_str().unwrap());
    shop.send("GET", LIST, &[("Authorization", &token)], None).status
}

#[test]
fn tokens_are_taken_back() {
    let shop = steered(&[]);
    let (service, login) = (service_token(&shop), shop.send("GET", LOGIN, &[], None).json());
    let refresh = || shop.send("GET", &format!("{REFRESH}{}", login["refresh_token"].as_str().unwrap()), &[], None);
    assert_eq!([status(&shop, &service), status(&shop, &login)], [200, 200]);
    change(&shop, "DELETE", TOKENS, None);
    assert_eq!([status(&shop, &service), status(&shop, &login)], [401, 401]);
    let token = format!("Bearer {}", service["access_token"].as_str().unwrap());
    let refused = shop.send("GET", LIST, &[("Authorization", &token)], None);
    assert_eq!(refused.json()["fault"]["detail"]["errorcode"], "oauth.v2.InvalidAccessToken");
    assert_eq!(shop.get(LIST).status, 200, "what was not issued stays");
    let again = refresh().json();
    assert_eq!((status(&shop, &again), &again["sessionId"]), (200, &login["sessionId"]));
    change(&shop, "DELETE", "/_sandbox/tokens/refresh", None);
    assert_eq!((refresh().status, status(&shop, &again)), (401, 200));
    assert_eq!(steer(&shop, "GET", TOKENS, None).json(), json!({ "issued": 3, "sessions": 1 }));
}

#[test]
fn lives_change_for_tokens_to_come() {
    let shop = steered(&["--token-life", "77"]);
    let before = service_token(&shop);
    change(&shop, "POST", TOKENS, Some(&json!({ "life": 0 })));
    let (service, login) = (service_token(&shop), shop.send("GET", LOGIN, &[], None).json());
    assert_eq!([&before, &service, &login].map(|grant| grant["expires_in"].clone()), [77, 0, 0]);
    assert_eq!([&before, &service, &login].map(|grant| status(&shop, grant)), [200, 401, 401]);
    assert_eq!(login["refresh_token_expires_in"], 86399);
    change(&shop, "POST", TOKENS, Some(&json!({ "refreshLife": 0 })));
    let login = shop.send("GET", LOGIN, &[], None).json();
    assert_eq!([&login["expires_in"], &login["refresh_token_expires_in"]], [0, 0]);
    let refresh = shop.send("GET", &format!("{REFRESH}{}", login["refresh_token"].as_str().unwrap()), &[], None);
    assert_eq!(refresh.status, 401);
}

#[test]
fn a_reset_is_a_start_with_the_data_kept() {
    let shop = steered(&["--token-life", "77", "--fault", "HEAD * status=500 times=1"]);
    shop.create(json!({ "id": "ada" }));
    let head = || shop.send("HEAD", LIST, &[TOKEN], None).status;
    assert_eq!([head(), head()], [500, 200]);
    let (service, login) = (service_token(&shop), shop.send("GET", LOGIN, &[], None).json());
    change(&shop, "POST", TOKENS, Some(&json!({ "life": 5, "refreshLife": 6 })));
    change(&shop, "POST", FAULTS, Some(&rule("*/customers", "revoke", json!(null))));
    assert_eq!(shop.get(LIST).status, 401);
    change(&shop, "POST", "/_sandbox/reset", None);
    assert_eq!(report(&shop)["total"], 0);
    assert_eq!(steer(&shop, "GET", FAULTS, None).json().as_array().unwrap().len(), 1);
    assert_eq!([head(), head()], [500, 200]);
    assert_eq!([status(&shop, &service), status(&shop, &login)], [401, 401]);
    assert_eq!(shop.get(LIST).header("count"), "1");
    assert_eq!(steer(&shop, "GET", TOKENS, None).json(), json!({ "issued": 0, "sessions": 0 }));
    let refresh = shop.send("GET", &format!("{REFRESH}{}", login["refresh_token"].as_str().unwrap()), &[], None);
    assert_eq!(refresh.status, 401);
    let login = shop.send("GET", LOGIN, &[], None).json();
    assert_eq!([&login["expires_in"], &login["refresh_token_expires_in"]], [77, 86399]);
    assert_ne!(login["access_token"], service["access_token"]);
}

#[test]
fn faults_leave_the_control_endpoint_alone() {
    let shop = steered(&["--fault", "* * hang"]);
    let mut raw = Raw::connect(&shop);
    raw.request("GET", FAULTS, "");
    let (answer, _) = raw.read(Duration::from_millis(200));
    assert_eq!(parts(&answer).1, r#"[{"fault":"hang","hit":0,"matched":0,"method":"*","path":"*"}]"#);
}
