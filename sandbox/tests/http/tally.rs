//! What the control endpoint says of requests.

use std::time::{Duration, Instant};

use serde_json::{json, Value};

use crate::control::{change, report, rule, steered, FAULTS, REQUESTS};
use crate::raw::{End, Raw};
use crate::shop::{Shop, JSON, TOKEN};

const LIST: &str = "/customer/acme/customers";

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
    let shop = Shop::start(&["--seed", "200", "--control"]);
    let received = |total: u64| {
        let begin = Instant::now();
        while report(&shop)["total"] != total {
            assert!(begin.elapsed() < Duration::from_secs(10));
        }
    };
    // The database serves one after the other, so the creates wait while their clients leave.
    let list = format!("{LIST}?pageSize=200&sort=lastName");
    let slow: Vec<Raw> = (0..30).map(|_| Raw::send(&shop, "GET", &list, "")).collect();
    received(30);
    let creates: Vec<Raw> = (0..10).map(|_| Raw::send(&shop, "POST", LIST, "{}")).collect();
    received(40);
    drop(creates);
    let begin = Instant::now();
    loop {
        let counted = report(&shop);
        let done = [
            &counted["carriedOut"]["GET /customer/acme/customers"],
            &counted["carriedOut"]["POST /customer/acme/customers"],
        ];
        if done == [30, 10] {
            break;
        }
        assert!(begin.elapsed() < Duration::from_secs(20), "{counted}");
        std::thread::sleep(Duration::from_millis(5));
    }
    drop(slow);
    assert_eq!(shop.get(LIST).header("count"), "210");
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
