//! What holds for every operation: tokens, tenants, unknown routes, CORS, request ids.

use serde_json::json;

use crate::shop::{Answer, Shop, JSON, READER, TOKEN};

const LIST: &str = "/customer/acme/customers";

#[test]
fn without_a_known_token_it_is_the_fault_body() {
    let shop = Shop::start(&["--seed", "1"]);
    let fault = json!({ "fault": { "faultstring": "Invalid access token", "detail": { "errorcode": "oauth.v2.InvalidAccessToken" } } });
    let refused = |answer: Answer| assert_eq!((answer.status, answer.json()), (401, fault.clone()));
    for path in [LIST, "/customer/acme/customers/x", "/customer/Bad-Tenant/customers"] {
        refused(shop.send("GET", path, &[], None));
        for wrong in
            ["Bearer", "Bearer wrong", "Bearer SANDBOX", "Basic sandbox", "sandbox", "Bearer sandbox, Bearer sandbox"]
        {
            refused(shop.send("GET", path, &[("Authorization", wrong)], None));
        }
    }
    refused(shop.send("POST", LIST, &[JSON], Some(b"{}")));
}

#[test]
fn tokens_are_chosen_by_flag() {
    let shop = Shop::start(&["--seed", "0", "--token", "one", "--token", "two"]);
    let status = |token: &str| shop.send("GET", LIST, &[("Authorization", &format!("Bearer {token}"))], None).status;
    assert_eq!([status("one"), status("two"), status("sandbox-read"), status("sandbox")], [200, 200, 200, 401]);
}

#[test]
fn a_token_that_may_only_read_cannot_create() {
    let shop = Shop::empty();
    assert_eq!(shop.send("GET", LIST, &[READER], None).status, 200);
    assert_eq!(shop.send("GET", "/customer/acme/customers/x", &[READER], None).status, 404);
    for body in ["{}", "nonsense"] {
        let answer = shop.send("POST", LIST, &[READER, JSON], Some(body.as_bytes()));
        assert_eq!(
            (answer.status, &answer.json()["type"], &answer.json()["status"]),
            (403, &json!("Forbidden"), &json!(403))
        );
        assert!(answer.json()["message"].as_str().unwrap().contains("scopes are not sufficient"));
    }
    assert_eq!(shop.get(LIST).header("count"), "0");
}

#[test]
fn a_token_that_may_only_read_changes_nothing() {
    let shop = Shop::empty();
    shop.create(json!({ "id": "ada" }));
    let ada = "/customer/acme/customers/ada";
    let home = "/customer/acme/customers/ada/addresses/home";
    shop.put(home, &json!({ "contactName": "Ada" }));
    let before = shop.get(&format!("{ada}?expand=addresses")).text;
    let tags = format!("{home}/tags?tags=A");
    for (method, path) in [
        ("POST", LIST),
        ("PUT", ada),
        ("PATCH", ada),
        ("DELETE", ada),
        ("POST", "/customer/acme/customers/ada/addresses"),
        ("PUT", home),
        ("PATCH", home),
        ("DELETE", home),
        ("POST", &tags),
        ("DELETE", &tags),
    ] {
        for (headers, status) in [(&[READER, JSON], 403), (&[("Authorization", "Bearer wrong"), JSON], 401)] {
            let body = (method != "DELETE").then_some(&b"{\"contactName\":\"Eva\"}"[..]);
            let answer = shop.send(method, path, headers, body);
            assert_eq!(answer.status, status, "{method} {path}");
            if status == 403 {
                assert_eq!(answer.json()["type"], "Forbidden");
                assert!(answer.json()["message"].as_str().unwrap().ends_with("customer.customer_manage."));
            }
        }
    }
    assert_eq!(shop.get(&format!("{ada}?expand=addresses")).text, before);
    assert_eq!(shop.get(LIST).header("count"), "1");
    for path in [ada, home, "/customer/acme/customers/ada/addresses"] {
        assert_eq!(shop.send("GET", path, &[READER], None).status, 200, "{path}");
    }
    let search = shop.send("POST", "/customer/acme/customers/search", &[READER, JSON], Some(b"{}"));
    assert_eq!((search.status, search.header("count")), (200, "1"));
}

#[test]
fn tenants_are_apart() {
    let shop = Shop::start(&["--seed", "5"]);
    assert_eq!(shop.get("/customer/other/customers").text, "[]");
    assert_eq!(shop.get("/customer/other/customers").header("count"), "0");
    assert_eq!(shop.post("/customer/other/customers", &json!({ "id": "theirs" })).status, 201);
    assert_eq!(shop.get("/customer/other/customers/theirs").status, 200);
    assert_eq!(shop.get("/customer/acme/customers/theirs").status, 404);
    assert_eq!(shop.get(LIST).header("count"), "5");
}

#[test]
fn a_tenant_has_to_be_well_formed() {
    let shop = Shop::empty();
    for bad in ["", "ab", "Acme", "1acme", "a-b-c", "abcdefghijklmnopq", "%C3%A4cme", "acme%00", "acme%0A"] {
        for path in [format!("/customer/{bad}/customers"), format!("/customer/{bad}/customers/x")] {
            let answer = shop.get(&path);
            assert_eq!(
                (answer.status, answer.details()),
                (400, vec![("tenant".to_owned(), "pattern".to_owned())]),
                "{path}"
            );
        }
    }
    assert_eq!(shop.get("/customer/abcdefghijklmnop/customers").status, 200);
}

#[test]
fn the_tenant_header_names_the_tenant_of_the_path() {
    let shop = Shop::empty();
    let answer = |tenant: &str| shop.send("GET", LIST, &[TOKEN, ("Emporix-Tenant", tenant)], None);
    assert_eq!(answer("acme").status, 200);
    for other in ["other", "ACME", ""] {
        let answer = answer(other);
        assert_eq!((answer.status, &answer.json()["type"]), (403, &json!("Forbidden")), "{other}");
    }
}

#[test]
fn unknown_routes_are_404_and_wrong_methods_405() {
    let shop = Shop::empty();
    for path in
        ["/customer", "/customer/", "/customer/acme", "/customer/acme/customers/", "/customer/acme/customers/x/y"]
    {
        let answer = shop.get(path);
        let message = format!("There is no operation at {path}.");
        let expected = json!({ "type": "not_found", "status": 404, "message": message, "details": null });
        assert_eq!((answer.status, answer.json()), (404, expected));
    }
    for (method, path, allowed) in
        [("DELETE", LIST, "GET,HEAD,POST"), ("POST", "/customer/acme/customers/x", "GET,HEAD,PUT,PATCH,DELETE")]
    {
        let answer = shop.send(method, path, &[TOKEN], (method == "POST").then_some(b"{}"));
        assert_eq!((answer.status, answer.header("allow")), (405, allowed), "{method} {path}");
        assert_eq!(answer.json()["message"], format!("There is no {method} at {path}."));
    }
    let elsewhere = shop.get("/nothing/here");
    assert_eq!((elsewhere.status, elsewhere.header("content-type")), (404, "text/plain; charset=utf-8"));
}

#[test]
fn a_page_of_any_origin_may_call() {
    let shop = Shop::start(&["--seed", "1"]);
    let origin = ("Origin", "https://shop.example.com");
    let asked = [
        origin,
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "authorization,content-type,emporix-tenant,x-total-count"),
    ];
    let preflight = shop.send("OPTIONS", LIST, &asked, None);
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (200, "*"));
    let allowed = preflight.header("access-control-allow-headers").to_lowercase();
    for header in ["authorization", "content-type", "emporix-tenant", "x-total-count"] {
        assert!(allowed.split(',').any(|name| name == header), "{header} is missing in {allowed}");
    }
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
        assert!(preflight.header("access-control-allow-methods").split(',').any(|name| name == method), "{method}");
    }
    // An error has to be readable for the page as well.
    for answer in [shop.send("GET", LIST, &[origin, TOKEN], None), shop.send("GET", LIST, &[origin], None)] {
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        let exposed = answer.header("access-control-expose-headers").to_lowercase();
        for header in ["count", "x-total-count", "retry-after", "x-request-id"] {
            assert!(exposed.split(',').any(|name| name == header), "{header} is missing in {exposed}");
        }
    }
}

#[test]
fn every_answer_has_a_request_id_of_its_own() {
    let shop = Shop::empty();
    let answers = [
        shop.get(LIST),
        shop.get("/customer/acme/customers/x"),
        shop.get("/customer/x"),
        shop.send("GET", LIST, &[], None),
        shop.send("OPTIONS", LIST, &[("Origin", "https://shop.example.com")], None),
        shop.send("DELETE", LIST, &[], None),
    ];
    let mut ids: Vec<&str> = answers.iter().map(|answer| answer.header("x-request-id")).collect();
    ids.sort_unstable();
    ids.dedup();
    assert!(ids.len() == answers.len() && !ids.contains(&""), "{ids:?}");
    let own = shop.send("GET", LIST, &[TOKEN, ("x-request-id", "mine-1")], None);
    assert_eq!(own.header("x-request-id"), "mine-1");
}

#[test]
fn a_refusal_reaches_those_who_send_a_body_nobody_reads() {
    let shop = Shop::empty();
    let body = vec![b' '; 3 * 1024 * 1024];
    for _ in 0..5 {
        assert_eq!(shop.send("POST", LIST, &[JSON], Some(&body)).status, 401);
        assert_eq!(shop.send("POST", LIST, &[READER, JSON], Some(&body)).status, 403);
        assert_eq!(shop.send("PUT", LIST, &[TOKEN, JSON], Some(&body)).status, 405);
        assert_eq!(shop.send("POST", "/customer/x", &[TOKEN, JSON], Some(&body)).status, 404);
    }
}
