//! Tokens that end before their time, and the start again.

use serde_json::{json, Value};

use crate::control::{change, report, rule, steer, steered, FAULTS, TOKENS};
use crate::shop::{Shop, TOKEN};

const LIST: &str = "/customer/acme/customers";
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
