//! Faults as a client sees them, asked for by flags.

use std::time::{Duration, Instant, SystemTime};

use serde_json::json;

use crate::raw::{content_length, parts, End, Raw};
use crate::shop::{Shop, JSON, TOKEN};

const LIST: &str = "/customer/acme/customers";
const ADA: &str = r#"{"id":"ada","contactName":"Ada Lovelace"}"#;

/// An empty shop with these faults.
fn spoilt(rules: &[&str]) -> Shop {
    let flags = rules.iter().flat_map(|rule| ["--fault", rule]);
    Shop::start(&["--seed", "0"].into_iter().chain(flags).collect::<Vec<_>>())
}

/// How many customers there are; asked for with a method that the rules leave alone.
fn count(shop: &Shop) -> usize {
    let found = shop.post("/customer/acme/customers/search", &json!({}));
    assert_eq!(found.status, 200, "{found:?}");
    found.json().as_array().unwrap().len()
}

#[test]
fn a_status_is_answered_in_the_shape_of_the_service_and_nothing_is_done() {
    let shop = spoilt(&["* * status=503 retry-after=1 retry-after-ms=250 times=4", "GET * status=401"]);
    let created = shop.post(LIST, &serde_json::from_str(ADA).unwrap());
    let expected = json!({ "type": null, "status": 503, "message": "A fault of the sandbox: Service Unavailable.", "details": null });
    assert_eq!((created.status, created.json()), (503, expected));
    let segment = shop.get("/customer-segment/acme/segments/vip/customers");
    assert_eq!(
        (segment.json()["code"].clone(), segment.json()["status"].clone()),
        (json!(503), json!("Service Unavailable"))
    );
    let spirii = shop.get("/v2/customers");
    assert_eq!((spirii.status, spirii.json()["error"]["type"].clone()), (503, json!("server_error")));
    let origin = ("Origin", "https://shop.example.com");
    let readable = shop.send("GET", LIST, &[TOKEN, origin], None);
    for answer in [&created, &segment, &spirii, &readable] {
        assert_eq!((answer.header("retry-after"), answer.header("retry-after-ms")), ("1", "250"), "{answer:?}");
        assert!(!answer.header("x-request-id").is_empty());
    }
    assert_eq!(readable.header("access-control-allow-origin"), "*");
    assert!(readable.header("access-control-expose-headers").contains("retry-after-ms"));
    let refused = shop.get(LIST);
    assert_eq!(
        (refused.status, &refused.json()["fault"]["detail"]["errorcode"]),
        (401, &json!("oauth.v2.InvalidAccessToken"))
    );
    assert_eq!(shop.get("/v2/customers").json()["error"]["code"], "invalid_api_key");
    assert_eq!(count(&shop), 0);
}

#[test]
fn a_status_can_lie() {
    let shop = spoilt(&["POST */customers status=504 done=true", "PATCH * status=204"]);
    let answer = shop.send("POST", LIST, &[TOKEN, JSON], Some(ADA.as_bytes()));
    assert_eq!((answer.status, count(&shop)), (504, 1));
    let patched = shop.patch(&format!("{LIST}/ada"), &json!({ "contactName": "Eva" }));
    assert_eq!((patched.status, patched.text.as_str()), (204, ""));
    assert_eq!(shop.get(&format!("{LIST}/ada")).json()["contactName"], "Ada Lovelace");
}

#[test]
fn a_date_to_retry_at_is_counted_from_now() {
    let shop = spoilt(&["GET * status=429 retry-after=date+60"]);
    let said = shop.get(LIST);
    let date = httpdate(said.header("retry-after"));
    let ahead = date.duration_since(SystemTime::now()).unwrap();
    assert!((50..=60).contains(&ahead.as_secs()), "{said:?}");
}

/// An IMF-fixdate of this or the next years, read by its fixed places.
fn httpdate(text: &str) -> SystemTime {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    assert_eq!((text.len(), &text[3..5], &text[25..]), (29, ", ", " GMT"), "{text}");
    let month = months.iter().position(|month| *month == &text[8..11]).unwrap() + 1;
    let rfc3339 = format!("{}-{month:02}-{}T{}Z", &text[12..16], &text[5..7], &text[17..25]);
    humantime::parse_rfc3339(&rfc3339).unwrap()
}

#[test]
fn rules_take_turns() {
    let shop = spoilt(&["GET */customers status=500 skip=1 times=1", "GET * status=502 every=2"]);
    let statuses: Vec<u16> = (0..6).map(|_| shop.get(LIST).status).collect();
    assert_eq!(statuses, [200, 500, 502, 200, 502, 200]);
    assert_eq!(shop.get("/").status, 404, "files are no service");
}

#[test]
fn preflights_are_neither_spoilt_nor_counted() {
    let shop = spoilt(&["* * status=500 times=1"]);
    let asked = [("Origin", "https://shop.example.com"), ("Access-Control-Request-Method", "GET")];
    assert_eq!(shop.send("OPTIONS", LIST, &asked, None).status, 200);
    assert_eq!([shop.get(LIST).status, shop.get(LIST).status], [500, 200]);
}

#[test]
fn paths_without_an_operation_are_spoilt_too() {
    let shop = spoilt(&["* * status=500"]);
    for path in ["/customer", "/customer/", "/customer/x", "/v2/", "/v2/nothing", "/customer-segment/x"] {
        assert_eq!(shop.get(path).status, 500, "{path}");
    }
    assert_eq!(shop.delete(LIST).status, 500, "a method that there is not");
}

#[test]
fn a_delay_comes_before_the_operation() {
    let shop = spoilt(&["POST */customers delay=600"]);
    let mut raw = Raw::send(&shop, "POST", LIST, ADA);
    assert!(raw.is_silent(Duration::from_millis(50)));
    drop(raw);
    let begin = Instant::now();
    let answer = shop.send("POST", LIST, &[TOKEN, JSON], Some(br#"{"id":"eva"}"#));
    assert!(begin.elapsed() >= Duration::from_millis(600), "{:?}", begin.elapsed());
    // The first left before its turn, which would have come before this answer.
    assert_eq!((answer.status, count(&shop)), (201, 1));
}

#[test]
fn a_body_can_wait_in_the_middle() {
    let shop = spoilt(&["POST */customers delay-body=1000"]);
    let mut raw = Raw::send(&shop, "POST", LIST, ADA);
    let (half, end) = raw.read(Duration::from_millis(300));
    let (head, body) = parts(&half);
    assert!(head.starts_with("HTTP/1.1 201 Created\r\n"), "{head}");
    assert_eq!((end, body, content_length(head)), (End::Open, r#"{"id":"#, Some(12)));
    assert_eq!(raw.read(Duration::from_millis(300)), (r#""ada"}"#.to_owned(), End::Open));
    assert_eq!(count(&shop), 1);
}

#[test]
fn an_answer_can_stall() {
    let shop = spoilt(&["POST */customers stall", "GET */ada stall", "PATCH * stall"]);
    let mut raw = Raw::send(&shop, "POST", LIST, ADA);
    let (half, end) = raw.read(Duration::from_millis(500));
    let (head, body) = parts(&half);
    assert_eq!((end, body, content_length(head)), (End::Open, r#"{"id":"#, Some(12)));
    // The body of an error is as final as any other.
    let (half, end) = Raw::send(&shop, "GET", "/v2/ada", "").read(Duration::from_millis(500));
    let (head, body) = parts(&half);
    assert_eq!((end, content_length(head).unwrap() / 2), (End::Open, body.len()), "{half}");
    assert!(body.starts_with(r#"{"error":"#), "{half}");
    // Without a body its end is held back.
    let (half, end) = Raw::send(&shop, "PATCH", &format!("{LIST}/ada"), "{}").read(Duration::from_millis(500));
    let (head, body) = parts(&half);
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{half}");
    assert_eq!((end, body, content_length(head)), (End::Open, "", None));
    assert_eq!(count(&shop), 1);
}

#[test]
fn a_request_can_hang() {
    let shop = spoilt(&["POST */customers hang"]);
    let mut raw = Raw::send(&shop, "POST", LIST, ADA);
    assert!(raw.is_silent(Duration::from_millis(200)));
    assert_eq!(count(&shop), 0);
}

#[test]
fn a_reset_before_does_nothing_and_a_lost_answer_does() {
    let shop = spoilt(&["POST */customers reset=before times=1", "POST */customers reset=lost"]);
    for done in [0, 1] {
        let mut raw = Raw::send(&shop, "POST", LIST, ADA);
        assert_eq!(raw.until_the_end(), (String::new(), End::Reset));
        assert_eq!(count(&shop), done);
    }
}

#[test]
fn a_reset_during_the_answer_comes_after_half_of_it() {
    let shop = spoilt(&["POST */customers reset=during", "PUT * reset=during"]);
    let (half, end) = Raw::send(&shop, "POST", LIST, ADA).until_the_end();
    let (head, body) = parts(&half);
    assert_eq!((end, body, content_length(head)), (End::Reset, r#"{"id":"#, Some(12)));
    assert_eq!(count(&shop), 1);
    // An answer that may have no body is its head.
    let (head, end) = Raw::send(&shop, "PUT", &format!("{LIST}/ada"), r#"{"contactName":"Eva"}"#).until_the_end();
    assert!(head.starts_with("HTTP/1.1 204 ") && head.ends_with("\r\n\r\n"), "{head}");
    assert_eq!(end, End::Reset);
}

#[test]
fn a_reset_after_the_answer_leaves_it_whole() {
    let shop = Shop::start(&["--seed", "200", "--fault", "* * reset=after every=2"]);
    let mut raw = Raw::connect(&shop);
    raw.request("POST", LIST, ADA);
    let (first, end) = raw.read(Duration::from_millis(500));
    assert_eq!((parts(&first).1, end), (r#"{"id":"ada"}"#, End::Open), "the first goes by");
    raw.request("POST", LIST, r#"{"id":"eva"}"#);
    let (second, end) = raw.until_the_end();
    assert_eq!((parts(&second).1, end), (r#"{"id":"eva"}"#, End::Reset));
    assert_eq!(shop.get("/v2/x").status, 404);
    let (page, end) = Raw::send(&shop, "GET", &format!("{LIST}?pageSize=60"), "").until_the_end();
    let (head, body) = parts(&page);
    assert_eq!((Some(body.len()), end), (content_length(head), End::Reset));
    assert_eq!(shop.get("/v2/x").status, 404);
    // Without a body it is reset behind the head.
    let (answer, end) = Raw::send(&shop, "DELETE", &format!("{LIST}/ada"), "").until_the_end();
    assert!(answer.starts_with("HTTP/1.1 202 Accepted\r\n"), "{answer}");
    assert_eq!((parts(&answer).1, end), ("", End::Reset));
}

#[test]
fn a_truncated_answer_ends_in_an_orderly_way() {
    let shop = spoilt(&["POST */customers truncate"]);
    let (half, end) = Raw::send(&shop, "POST", LIST, ADA).until_the_end();
    let (head, body) = parts(&half);
    assert_eq!((end, body, content_length(head)), (End::Closed, r#"{"id":"#, Some(12)));
    assert_eq!(count(&shop), 1);
}

#[test]
fn truncated_json_is_a_whole_message() {
    let shop = spoilt(&["POST */customers truncate-json", "GET /v2/* truncate-json"]);
    let answer = shop.send("POST", LIST, &[TOKEN, JSON], Some(ADA.as_bytes()));
    assert_eq!((answer.status, answer.text.as_str(), answer.header("content-length")), (201, r#"{"id":"#, "6"));
    assert_eq!(count(&shop), 1);
    let error = shop.get("/v2/nothing");
    assert!(error.status == 404 && error.text.starts_with(r#"{"error":"#) && !error.text.ends_with('}'), "{error:?}");
}

#[test]
fn an_oversize_answer_has_its_size() {
    let shop = spoilt(&["GET */customers oversize times=1", "POST */customers oversize=70000"]);
    let (answer, _) = Raw::send(&shop, "GET", LIST, "").read(Duration::from_millis(1_000));
    let (head, chunks) = parts(&answer);
    assert!(head.contains("transfer-encoding: chunked") && head.contains("content-type: application/json"), "{head}");
    assert_eq!(content_length(head), None);
    assert_eq!(chunks.bytes().filter(|byte| *byte == b'x').count(), 11_534_336 - 4);
    let answer = shop.send("POST", LIST, &[TOKEN, JSON], Some(ADA.as_bytes()));
    assert_eq!((answer.status, answer.text.len()), (200, 70_000));
    assert_eq!(answer.json()[0].as_str().unwrap().len(), 70_000 - 4);
    assert_eq!(count(&shop), 0);
}

#[test]
fn other_answers_than_json() {
    let shop = spoilt(&[
        "POST */customers html times=1",
        "POST */customers html code=502 times=1",
        "POST */customers empty times=1",
        "POST */customers redirect",
    ]);
    let post = || shop.send("POST", LIST, &[TOKEN, JSON, ("x-request-id", "mine")], Some(ADA.as_bytes()));
    for status in [200, 502] {
        let page = post();
        assert_eq!((page.status, page.header("content-type")), (status, "text/html; charset=utf-8"));
        assert!(page.text.starts_with("<!doctype html>"), "{page:?}");
    }
    let empty = post();
    assert_eq!((empty.status, empty.text.as_str(), empty.header("x-request-id")), (200, "", "mine"));
    let (elsewhere, _) = Raw::send(&shop, "POST", LIST, ADA).read(Duration::from_millis(500));
    assert!(
        elsewhere.starts_with("HTTP/1.1 302 Found\r\n") && elsewhere.contains("location: /elsewhere\r\n"),
        "{elsewhere}"
    );
    assert_eq!(count(&shop), 0);
}

#[test]
fn every_page_is_the_first() {
    let shop = Shop::start(&["--seed", "10", "--token", "sandbox", "--fault", "GET * duplicate-page times=4"]);
    for (first, third, others) in [
        ("/v2/customers?limit=2&offset=0", "/v2/customers?limit=2&offset=4", true),
        ("/customer/acme/customers?pageSize=2&pageNumber=1", "/customer/acme/customers?pageSize=2&pageNumber=3", true),
        ("/customer/acme/customers?pageSize=2&pageNumber=1", "/customer/acme/customers?pageSize=2&pageNumber=3", false),
    ] {
        let (first, third) = (shop.get(first), shop.get(third));
        assert_eq!((first.status, third.status), (200, 200));
        assert_eq!(first.text == third.text, others, "{first:?} {third:?}");
    }
}

#[test]
fn a_token_can_be_taken_back() {
    let shop = spoilt(&["GET * revoke"]);
    for (token, path) in [("sandbox-read", LIST), ("sandbox-key", "/v2/customers"), ("sandbox", LIST)] {
        let status = |method| shop.send(method, path, &[("Authorization", &format!("Bearer {token}"))], None).status;
        assert_eq!(["HEAD", "GET", "HEAD"].map(status), [200, 401, 401], "{token}");
    }
}
