//! `POST /customer/{tenant}/customers`

use serde_json::{json, Value};

use crate::shop::{Shop, JSON, TOKEN};

const CREATE: &str = "/customer/acme/customers";

#[test]
fn answers_201_with_an_id() {
    let shop = Shop::empty();
    let answer = shop.post(CREATE, &json!({ "contactEmail": "ada@example.com" }));
    assert_eq!(answer.status, 201);
    let body = answer.json();
    let id = body["id"].as_str().unwrap();
    assert_eq!(body, json!({ "id": id }));
    assert!(id.len() >= 10 && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()), "{id}");
    assert_eq!(shop.get(CREATE).header("count"), "1");
}

#[test]
fn nothing_is_required_and_ids_differ() {
    let shop = Shop::empty();
    assert_ne!(shop.create(json!({})), shop.create(json!({})));
}

#[test]
fn keeps_text_of_every_kind_and_unknown_fields() {
    let shop = Shop::empty();
    let sent = json!({
        "id": "odd", "firstName": "Robert'); DROP TABLE customers;--", "lastName": "\"🦊\" \u{0} \u{1F469}\u{200D}\u{1F680} 𠮷",
        "middleName": "\u{202E}right to left\n\ttab", "company": "<b>&amp;</b>", "futureField": [1.5, { "deep": null }],
    });
    shop.create(sent.clone());
    let stored = shop.get("/customer/acme/customers/odd").json();
    for (field, value) in sent.as_object().unwrap() {
        assert_eq!(&stored[field], value, "{field}");
    }
    assert_eq!(shop.get(&format!("{CREATE}?sort=lastName")).header("count"), "1");
}

#[test]
fn the_password_is_never_stored() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.db");
    let password = "correct-horse-battery-staple";
    {
        let shop = Shop::start(&["--seed", "0", "--db", file.to_str().unwrap()]);
        shop.create(json!({ "id": "ada", "password": password }));
        let answer = shop.get("/customer/acme/customers/ada?expand=addresses,accounts,mixin:*");
        assert!(!answer.text.contains(password) && answer.json().get("password").is_none());
    }
    let bytes = std::fs::read(&file).unwrap();
    assert!(!bytes.windows(password.len()).any(|part| part == password.as_bytes()));
}

#[test]
fn every_issue_is_a_detail() {
    let shop = Shop::empty();
    let body = json!({
        "id": "no spaces", "contactEmail": "ada", "firstName": 7, "preferredCurrency": "EURO", "preferredLanguage": "de",
        "mixins": { "a": 1 }, "restriction": null,
    });
    let answer = shop.post(CREATE, &body);
    assert_eq!((answer.status, &answer.json()["type"]), (400, &json!("bad_request")));
    let mut details = answer.details();
    details.sort();
    let expected = [
        ("contactEmail", "format"),
        ("firstName", "type"),
        ("id", "pattern"),
        ("mixins.a", "type"),
        ("preferredCurrency", "max_length"),
        ("preferredLanguage", "pattern"),
    ];
    assert_eq!(details, expected.map(|(field, kind)| (field.to_owned(), kind.to_owned())));
    for detail in answer.json()["details"].as_array().unwrap() {
        assert_ne!(detail["message"].as_str().unwrap(), "");
    }
    assert_eq!(shop.get(CREATE).header("count"), "0");
}

#[test]
fn what_is_no_json_object_is_400() {
    let shop = Shop::empty();
    for body in ["", "{", "nonsense", "{\"a\":1}x", "\u{feff}{}", "{\"a\":\"\\ud800\"}", &"[".repeat(100_000)] {
        let answer = shop.send("POST", CREATE, &[TOKEN, JSON], Some(body.as_bytes()));
        let start: String = body.chars().take(20).collect();
        assert_eq!((answer.status, &answer.json()["type"]), (400, &json!("bad_request")), "{start:?}");
        assert_eq!(answer.json()["details"], Value::Null, "{start:?}");
    }
    assert_eq!(shop.send("POST", CREATE, &[TOKEN, JSON], Some(b"{\"a\":\"\xff\"}")).status, 400);
    for body in ["[]", "null", "7", "\"text\""] {
        let answer = shop.send("POST", CREATE, &[TOKEN, JSON], Some(body.as_bytes()));
        assert_eq!((answer.status, answer.details()), (400, vec![(String::new(), "type".to_owned())]), "{body}");
    }
}

#[test]
fn the_content_type_is_json() {
    let shop = Shop::empty();
    let status = |headers: &[(&str, &str)]| shop.send("POST", CREATE, headers, Some(b"{}")).status;
    for good in ["application/json", "application/json; charset=utf-8", "Application/JSON"] {
        assert_eq!(status(&[TOKEN, ("Content-Type", good)]), 201, "{good}");
    }
    for wrong in ["text/plain", "application/merge-patch+json", "application/jsonx", ""] {
        assert_eq!(status(&[TOKEN, ("Content-Type", wrong)]), 400, "{wrong}");
    }
    assert_eq!(status(&[TOKEN]), 400);
}

#[test]
fn a_body_over_ten_megabytes_is_413() {
    const LIMIT: usize = 10 * 1024 * 1024;
    let shop = Shop::empty();
    let body = |length: usize| {
        let frame = json!({ "firstName": "" }).to_string();
        json!({ "firstName": "x".repeat(length - frame.len()) }).to_string()
    };
    let status = |length: usize| shop.send("POST", CREATE, &[TOKEN, JSON], Some(body(length).as_bytes())).status;
    assert_eq!(status(LIMIT), 201);
    let answer = shop.send("POST", CREATE, &[TOKEN, JSON], Some(body(LIMIT + 1).as_bytes()));
    assert_eq!((answer.status, &answer.json()["status"]), (413, &json!(413)));
    assert_eq!(status(2 * LIMIT), 413);
}

#[test]
fn a_duplicate_account_is_409() {
    let shop = Shop::empty();
    shop.create(json!({ "id": "first", "contactEmail": "Jürgen@Example.com".replace('ü', "u") }));
    for (body, account) in [
        (json!({ "contactEmail": "Jurgen@Example.com" }), "Jurgen@Example.com"),
        (json!({ "contactEmail": "jURGEN@eXAMPLE.COM" }), "jURGEN@eXAMPLE.COM"),
        (json!({ "id": "first", "contactEmail": "other@example.com" }), "first"),
        (json!({ "id": "first" }), "first"),
    ] {
        let answer = shop.post(CREATE, &body);
        let message = format!("Duplicate account '{account}' for tenant 'acme'.");
        let expected = json!({ "type": "conflict_resource", "status": 409, "message": message, "details": null });
        assert_eq!((answer.status, answer.json()), (409, expected), "{body}");
    }
    assert_eq!(shop.get(CREATE).header("count"), "1");
    assert_eq!(shop.post(CREATE, &json!({ "id": "First" })).status, 201, "ids are case-sensitive");
    let other = shop.post("/customer/other/customers", &json!({ "id": "first", "contactEmail": "jurgen@example.com" }));
    assert_eq!(other.status, 201, "tenants are apart");
}

#[test]
fn of_two_creates_at_once_one_wins() {
    let shop = Shop::empty();
    for round in 0..20 {
        let body = json!({ "contactEmail": format!("ada{round}@example.com") });
        let mut statuses: Vec<u16> = std::thread::scope(|scope| {
            let calls: Vec<_> = (0..4).map(|_| scope.spawn(|| shop.post(CREATE, &body).status)).collect();
            calls.into_iter().map(|call| call.join().unwrap()).collect()
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409]);
    }
    assert_eq!(shop.get(CREATE).header("count"), "20");
}

#[test]
fn the_notification_flag_is_read() {
    let shop = Shop::empty();
    let status = |query: &str| shop.post(&format!("{CREATE}?{query}"), &json!({})).status;
    assert_eq!(status("sendPasswordResetNotifications=true"), 201);
    assert_eq!(status("sendPasswordResetNotifications=false"), 201);
    let answer = shop.post(&format!("{CREATE}?sendPasswordResetNotifications=yes"), &json!({}));
    assert_eq!(answer.status, 400);
    assert_eq!(answer.details(), [("sendPasswordResetNotifications".to_owned(), "type".to_owned())]);
    assert_eq!(status("sendPasswordResetNotification=true"), 400);
}
