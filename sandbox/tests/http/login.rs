//! Tokens that are issued: for services and for somebody unknown.

use std::time::{Duration, Instant};

use serde_json::{json, Value};

use crate::shop::{Answer, Shop, JSON};

const LIST: &str = "/customer/acme/customers";
const ASSIGNMENTS: &str = "/customer-segment/acme/segments/vip/customers";
const OPERATORS: &str = "/v2/customers";
const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");
const CREDENTIALS: &str = "grant_type=client_credentials&client_id=sandbox-client&client_secret=sandbox-secret";
const LOGIN: &str = "/customerlogin/auth/anonymous/login?tenant=acme&client_id=sandbox-storefront";
const REFRESH: &str = "/customerlogin/auth/anonymous/refresh?tenant=acme&client_id=sandbox-storefront";

fn token(shop: &Shop, form: &str) -> Answer {
    shop.send("POST", "/oauth/token", &[FORM], Some(form.as_bytes()))
}

fn text(answer: &Answer, field: &str) -> String {
    answer.json()[field].as_str().unwrap_or_else(|| panic!("{field} is missing in {answer:?}")).to_owned()
}

/// Asks with a token instead of the usual one.
fn with(shop: &Shop, token: &str, method: &str, path: &str, body: Option<&str>) -> Answer {
    shop.send(method, path, &[("Authorization", &format!("Bearer {token}")), JSON], body.map(str::as_bytes))
}

fn is_fault(answer: &Answer, status: u16, words: &str, code: &str) {
    let expected = json!({ "fault": { "faultstring": words, "detail": { "errorcode": code } } });
    assert_eq!((answer.status, answer.json()), (status, expected));
}

fn has_fault(answer: &Answer, status: u16, code: &str) {
    let body = answer.json();
    assert_eq!((answer.status, &body["fault"]["detail"]["errorcode"]), (status, &json!(code)), "{answer:?}");
    assert!(body["fault"]["faultstring"].is_string() && body.as_object().unwrap().len() == 1, "{answer:?}");
}

#[test]
fn a_service_gets_a_token_that_may_do_everything() {
    let shop = Shop::empty();
    let answer = token(&shop, CREDENTIALS);
    assert_eq!((answer.status, answer.header("cache-control")), (200, "no-store"));
    let issued = text(&answer, "access_token");
    let expected = json!({
        "access_token": issued,
        "token_type": "Bearer",
        "expires_in": 14399,
        "session_idle_time": 120,
        "refresh_token": "",
        "refresh_token_expires_in": 0,
        "scope": "tenant=acme customer.customer_read customer.customer_manage customersegment.segment_read customersegment.segment_manage",
    });
    assert_eq!(answer.json(), expected);
    assert_eq!(with(&shop, &issued, "POST", LIST, Some(r#"{"id":"ada"}"#)).status, 201);
    assert_eq!(
        with(&shop, &issued, "PUT", &format!("{ASSIGNMENTS}/ada"), Some(r#"{"customer":{"id":"ada"}}"#)).status / 100,
        2
    );
    assert_eq!(with(&shop, &issued, "GET", &format!("{OPERATORS}?ownerId=1"), None).status, 200);
    assert_ne!(issued, text(&token(&shop, CREDENTIALS), "access_token"));
}

#[test]
fn a_scope_without_manage_may_read() {
    let shop = Shop::empty();
    for (scope, status) in [
        ("customer.customer_read", 403),
        ("customer.customer_read%20customersegment.segment_read", 403),
        ("customer.customer_manage_own", 403),
        ("customer.customer_manage+customer.customer_read", 201),
        ("", 201),
    ] {
        let answer = token(&shop, &format!("{CREDENTIALS}&scope={scope}"));
        let issued = text(&answer, "access_token");
        for path in [LIST, ASSIGNMENTS, OPERATORS] {
            assert_eq!(with(&shop, &issued, "GET", path, None).status, 200, "{scope} {path}");
        }
        assert_eq!(with(&shop, &issued, "POST", LIST, Some("{}")).status, status, "{scope}");
        if !scope.is_empty() {
            assert_eq!(text(&answer, "scope"), format!("tenant=acme {}", scope.replace("%20", " ").replace('+', " ")));
        }
    }
}

#[test]
fn other_requests_for_a_token_are_refused() {
    let shop = Shop::empty();
    for wrong in [
        "grant_type=client_credentials",
        "grant_type=client_credentials&client_id=sandbox-client",
        "grant_type=client_credentials&client_id=sandbox-client&client_secret=wrong",
        "grant_type=client_credentials&client_id=other&client_secret=sandbox-secret",
    ] {
        is_fault(&token(&shop, wrong), 401, "Invalid client credentials", "oauth.v2.InvalidClientIdentifier");
    }
    for wrong in [
        "",
        "client_id=sandbox-client&client_secret=sandbox-secret",
        &CREDENTIALS.replace("client_credentials", "password"),
    ] {
        has_fault(&token(&shop, wrong), 400, "oauth.v2.UnsupportedGrantType");
    }
    has_fault(&token(&shop, &format!("{CREDENTIALS}&client_id=other")), 400, "oauth.v2.InvalidRequest");
    has_fault(&shop.send("POST", "/oauth/token", &[JSON], Some(b"{}")), 400, "oauth.v2.InvalidRequest");
    has_fault(&shop.send("POST", "/oauth/token", &[], Some(CREDENTIALS.as_bytes())), 400, "oauth.v2.InvalidRequest");
    has_fault(&shop.get("/oauth/token"), 405, "oauth.v2.InvalidRequest");
    for path in ["/oauth", "/oauth/", "/oauth/other", "/customerlogin", "/customerlogin/auth"] {
        has_fault(&shop.get(path), 404, "messaging.adaptors.http.flow.ApplicationNotFound");
    }
}

#[test]
fn pages_may_log_in() {
    let shop = Shop::empty();
    let origin = ("Origin", "https://shop.example.com");
    let answers = [
        shop.send("POST", "/oauth/token", &[FORM, origin], Some(CREDENTIALS.as_bytes())),
        shop.send("POST", "/oauth/token", &[FORM, origin], Some(b"")),
        shop.send("GET", LOGIN, &[origin], None),
        shop.send("GET", REFRESH, &[origin], None),
    ];
    for answer in &answers {
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{answer:?}");
        assert!(answer.header("x-request-id").starts_with("sandbox-"), "{answer:?}");
    }
}

#[test]
fn somebody_unknown_may_read_of_one_tenant() {
    let shop = Shop::empty();
    let answer =
        shop.send("GET", &format!("{LOGIN}&currency=EUR&siteCode=main&language=de&targetLocation=DE"), &[], None);
    let names = ["access_token", "refresh_token", "sessionId"];
    let [access, refresh, session] = names.map(|name| text(&answer, name));
    let expected = json!({
        "token_type": "Bearer",
        "access_token": access,
        "expires_in": 3599,
        "refresh_token": refresh,
        "refresh_token_expires_in": 86399,
        "sessionId": session,
        "scope": "tenant=acme",
    });
    assert_eq!((answer.status, answer.json(), answer.header("cache-control")), (200, expected, "no-store"));
    for path in [LIST, ASSIGNMENTS, OPERATORS] {
        assert_eq!(with(&shop, &access, "GET", path, None).status, 200, "{path}");
    }
    assert_eq!(with(&shop, &access, "POST", LIST, Some("{}")).status, 403);
    for path in [LIST, ASSIGNMENTS] {
        let other = with(&shop, &access, "GET", &path.replace("acme", "other"), None);
        assert_eq!(other.status, 403, "{path}");
    }
    for no_access in [refresh, session] {
        assert_eq!(with(&shop, &no_access, "GET", LIST, None).status, 401);
    }
}

#[test]
fn a_session_goes_on_with_its_refresh_token() {
    let shop = Shop::empty();
    let login = shop.send("GET", LOGIN, &[], None);
    let [access, refresh, session] = ["access_token", "refresh_token", "sessionId"].map(|name| text(&login, name));
    let mut seen = vec![access.clone()];
    for more in ["", "&anonymous_token=gone"] {
        let again = shop.send("GET", &format!("{REFRESH}&refresh_token={refresh}{more}"), &[], None);
        let fresh = text(&again, "access_token");
        let expected = json!({ "token_type": "Bearer", "access_token": fresh, "expires_in": 3599, "sessionId": session, "scope": "tenant=acme" });
        assert_eq!((again.status, again.json()), (200, expected));
        assert!(!seen.contains(&fresh), "{fresh}");
        assert_eq!(with(&shop, &fresh, "GET", LIST, None).status, 200);
        seen.push(fresh);
    }
    assert_ne!(text(&shop.send("GET", LOGIN, &[], None), "sessionId"), session);
    let other = REFRESH.replace("acme", "other");
    for wrong in [
        format!("{REFRESH}&refresh_token=x"),
        format!("{REFRESH}&refresh_token={access}"),
        format!("{other}&refresh_token={refresh}"),
    ] {
        is_fault(&shop.send("GET", &wrong, &[], None), 401, "Invalid refresh token", "oauth.v2.InvalidRefreshToken");
    }
}

#[test]
fn a_storefront_has_to_say_who_it_is() {
    let shop = Shop::empty();
    for path in ["login?", "refresh?refresh_token=x&"].map(|end| format!("/customerlogin/auth/anonymous/{end}")) {
        for wrong in [
            "",
            "tenant=acme",
            "client_id=sandbox-storefront",
            "tenant=&client_id=sandbox-storefront",
            "tenant=A&client_id=sandbox-storefront",
            "tenant=acme&client_id=sandbox-storefront&colour=red",
        ] {
            has_fault(&shop.send("GET", &format!("{path}{wrong}"), &[], None), 400, "oauth.v2.InvalidRequest");
        }
        let other = shop.send("GET", &format!("{path}tenant=acme&client_id=sandbox-client"), &[], None);
        has_fault(&other, 401, "oauth.v2.InvalidClientIdentifier");
    }
    has_fault(&shop.send("GET", REFRESH, &[], None), 400, "oauth.v2.InvalidRequest");
}

#[test]
fn tokens_expire() {
    let begin = Instant::now();
    let shop = Shop::start(&["--seed", "0", "--token-life", "2", "--refresh-life", "1"]);
    let (service, login) = (token(&shop, CREDENTIALS), shop.send("GET", LOGIN, &[], None));
    let lives = [&service.json()["expires_in"], &login.json()["expires_in"], &login.json()["refresh_token_expires_in"]]
        .map(Value::clone);
    assert_eq!(lives, [2, 2, 1]);
    let tokens = [text(&service, "access_token"), text(&login, "access_token")];
    let refresh = format!("{REFRESH}&refresh_token={}", text(&login, "refresh_token"));
    let issued = Instant::now();
    for token in &tokens {
        let answer = with(&shop, token, "GET", LIST, None);
        assert!(answer.status == 200 || begin.elapsed() >= Duration::from_secs(2), "{answer:?}");
    }
    std::thread::sleep(Duration::from_secs(2).saturating_sub(issued.elapsed()));
    for token in &tokens {
        for path in [LIST, ASSIGNMENTS] {
            let answer = with(&shop, token, "GET", path, None);
            is_fault(&answer, 401, "Access Token expired", "keymanagement.service.access_token_expired");
        }
        assert_eq!(with(&shop, token, "GET", OPERATORS, None).json()["error"]["code"], "invalid_api_key");
    }
    has_fault(&shop.send("GET", &refresh, &[], None), 401, "oauth.v2.InvalidRefreshToken");
}

#[test]
fn a_token_endpoint_can_fail() {
    let shop = Shop::start(&[
        "--seed",
        "0",
        "--fault",
        "POST /oauth/token status=503 times=1",
        "--fault",
        "* /oauth/* status=429",
        "--fault",
        "GET /customerlogin/* html times=1",
        "--fault",
        "GET */customers revoke",
    ]);
    has_fault(&token(&shop, CREDENTIALS), 503, "messaging.adaptors.http.flow.ServiceUnavailable");
    has_fault(&token(&shop, CREDENTIALS), 429, "policies.ratelimit.QuotaViolation");
    assert!(shop.send("GET", LOGIN, &[], None).text.starts_with("<!doctype html>"));
    let anonymous = text(&shop.send("GET", LOGIN, &[], None), "access_token");
    assert_eq!(with(&shop, &anonymous, "HEAD", LIST, None).status, 200);
    is_fault(&with(&shop, &anonymous, "GET", LIST, None), 401, "Invalid access token", "oauth.v2.InvalidAccessToken");
    assert_eq!(with(&shop, &anonymous, "HEAD", LIST, None).status, 401, "it stays revoked");
}
