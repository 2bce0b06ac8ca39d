//! Each operation's request, as a value.
#![cfg(feature = "records")]

use commerce_customers::api::{customers, Emporix, Input, Request, Spirii};
use commerce_customers::schema::Issue;
use serde_json::{json, Value};

fn emporix() -> Emporix {
    Emporix::new("https://api.emporix.io/", "acme").expect("a tenant")
}

fn paths(issues: Vec<Issue>) -> Vec<(String, &'static str)> {
    issues.iter().map(|issue| (issue.path.to_string(), issue.code().as_str())).collect()
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

#[test]
fn a_listing_sends_only_what_was_asked() {
    let base = "https://api.emporix.io/customer/acme/customers";
    for (query, due) in [
        (None, ""),
        (Some(json!({})), ""),
        (Some(json!({ "pageSize": 20 })), "?pageSize=20"),
        (Some(json!({ "pageNumber": 3 })), "?pageNumber=3&pageSize=60"),
        (Some(json!({ "pageNumber": 2, "pageSize": 5 })), "?pageNumber=2&pageSize=5"),
        (Some(json!({ "sort": "lastName" })), "?sort=lastName"),
        (Some(json!({ "sort": ["name.en:desc", "id"] })), "?sort=name.en%3Adesc%2Cid"),
        (Some(json!({ "expand": ["addresses", "mixin:*"] })), "?expand=addresses%2Cmixin%3A%2A"),
        (Some(json!({ "expand": [] })), ""),
        (Some(json!({ "sort": [] })), ""),
        (Some(json!({ "q": "contactEmail:\"a b\"&x=1" })), "?q=contactEmail%3A%22a%20b%22%26x%3D1"),
        (Some(json!({ "unknown": 1 })), ""),
    ] {
        let request = customers::list(&emporix(), query.as_ref()).expect("a request");
        assert_eq!(request.url, format!("{base}{due}"));
        assert_eq!(request.operation.method.as_str(), "GET");
        assert_eq!(request.body, None);
        assert_eq!(header(&request, "Emporix-Tenant"), Some("acme"));
        assert_eq!(header(&request, "Content-Type"), None);
    }
}

#[test]
fn a_wrong_query_names_each_field() {
    for (query, due) in [
        (json!({ "pageNumber": 0 }), ("pageNumber", "minimum")),
        (json!({ "pageNumber": -1 }), ("pageNumber", "minimum")),
        (json!({ "pageNumber": 1.5 }), ("pageNumber", "type")),
        (json!({ "pageNumber": "2" }), ("pageNumber", "type")),
        (json!({ "pageSize": 0 }), ("pageSize", "minimum")),
        (json!({ "sort": "last name" }), ("sort", "pattern")),
        (json!({ "sort": ["id", "a b"] }), ("sort[1]", "pattern")),
        (json!({ "sort": 5 }), ("sort", "type")),
        (json!({ "expand": ["everything"] }), ("expand[0]", "one_of")),
        (json!({ "expand": "addresses" }), ("expand", "type")),
        (json!({ "q": 5 }), ("q", "type")),
        (json!({ "q": {} }), ("q.terms", "type")),
        (json!({ "q": { "terms": [{ "field": "a b", "op": "eq", "values": [1] }] } }), ("q.terms[0].field", "pattern")),
        (json!({ "pageNumber": f64::NAN }), ("pageNumber", "type")),
        (json!([]), ("", "type")),
    ] {
        let issues = customers::list(&emporix(), Some(&query)).expect_err("issues");
        assert_eq!(paths(issues), [(due.0.to_owned(), due.1)], "{query}");
    }
    let all = json!({ "pageNumber": 0, "sort": "a b", "expand": ["x"], "pageSize": null });
    assert_eq!(customers::list(&emporix(), Some(&all)).expect_err("issues").len(), 4);
}

#[test]
fn ids_stay_in_their_place() {
    let get = |id: &str| customers::get(&emporix(), id, None::<&Value>);
    for (id, due) in [
        ("C-1042", "C-1042"),
        ("a b", "a%20b"),
        ("\"", "%22"),
        ("😀", "%F0%9F%98%80"),
        ("search", "search"),
        ("bulk", "bulk"),
        ("?q=1#", "%3Fq%3D1%23"),
    ] {
        assert_eq!(get(id).expect("a request").url, format!("https://api.emporix.io/customer/acme/customers/{due}"));
    }
    for id in ["", ".", "..", "%2e%2e", "a/b", "a\\b", "a%2Fb", "a\nb"] {
        assert_eq!(paths(get(id).expect_err("issues")), [("customerNumber".to_owned(), "pattern")], "{id:?}");
    }
    fn anything(ids: Vec<Option<&Value>>) -> Vec<(String, &'static str)> {
        let input = Input { ids, ..Input::<&Value>::of([]) };
        paths(customers::GET.request(emporix().as_ref(), input).expect_err("issues"))
    }
    for id in [json!(42), json!(null), json!({}), json!([]), json!(true)] {
        assert_eq!(anything(vec![Some(&id)]), [("customerNumber".to_owned(), "type")], "{id}");
    }
    assert_eq!(anything(vec![None]), [("customerNumber".to_owned(), "required")]);
    assert_eq!(anything(vec![]), [("customerNumber".to_owned(), "required")]);
    let both = customers::get(&emporix(), "..", Some(&json!({ "expand": [1] }))).expect_err("issues");
    assert_eq!(paths(both), [("customerNumber".to_owned(), "pattern"), ("expand[0]".to_owned(), "type")]);
}

#[test]
fn what_is_checked_is_what_is_sent() {
    let body = json!({ "contactEmail": "ada@example.com", "unknown": [1] });
    let text = body.to_string();
    let query = json!({ "sendPasswordResetNotifications": false });
    let request = customers::create(&emporix(), &body, Some(&query)).expect("a request");
    assert_eq!(request.url, "https://api.emporix.io/customer/acme/customers?sendPasswordResetNotifications=false");
    assert_eq!(request.operation.method.as_str(), "POST");
    assert_eq!(request.body, Some(text));
    assert_eq!(header(&request, "Content-Type"), Some("application/json"));
}

#[test]
fn an_invalid_customer_makes_no_request() {
    let body = json!({ "contactEmail": "ada", "preferredCurrency": "EURO" });
    let query = json!({ "sendPasswordResetNotifications": "no" });
    let issues = customers::create(&emporix(), &body, Some(&query)).expect_err("issues");
    assert_eq!(
        paths(issues),
        [
            ("contactEmail".to_owned(), "format"),
            ("preferredCurrency".to_owned(), "max_length"),
            ("sendPasswordResetNotifications".to_owned(), "type"),
        ]
    );
}

#[test]
fn options_are_read_whole_or_not_at_all() {
    let good = json!({
        "tenant": "acme", "auth": { "token": "t" }, "baseUrl": "http://localhost:8787/", "tenantHeader": false, "codes": "shape"
    });
    let emporix = Emporix::read(&good).expect("a tenant");
    let body = json!({ "preferredCurrency": "ABC" });
    let request = customers::create(&emporix, &body, None).expect("codes by their shape");
    assert_eq!(request.url, "http://localhost:8787/customer/acme/customers");
    assert_eq!(header(&request, "Emporix-Tenant"), None);

    for (options, due) in [
        (json!({}), vec![("tenant", "required"), ("auth", "required")]),
        (json!({ "tenant": "Bad-Tenant", "auth": {} }), vec![("tenant", "pattern"), ("auth.token", "required")]),
        (
            json!({ "tenant": "acme", "auth": { "token": "a\nb" }, "baseUrl": "http://example.com", "timeoutMs": 0 }),
            vec![("baseUrl", "format"), ("auth.token", "format"), ("timeoutMs", "minimum")],
        ),
        (json!(42), vec![("", "type")]),
        (
            json!({ "tenant": "acme", "auth": { "getToken": "t" }, "totalTimeoutMs": true, "maxRetries": -1, "fetch": {} }),
            vec![("auth.getToken", "type"), ("fetch", "type"), ("totalTimeoutMs", "type"), ("maxRetries", "minimum")],
        ),
        (
            json!({ "tenant": "acme", "auth": { "token": "t", "clientId": "c" }, "totalTimeoutMs": false, "headers": { "X": "a\nb" } }),
            vec![("headers.X", "pattern"), ("auth", "conflict")],
        ),
    ] {
        let due: Vec<_> = due.into_iter().map(|(path, code)| (path.to_owned(), code)).collect();
        assert_eq!(paths(Emporix::read(&options).expect_err("issues")), due, "{options}");
    }
}

#[test]
fn a_key_is_a_text_or_a_function() {
    for (options, due) in [
        (json!({ "apiKey": "k", "totalTimeoutMs": false }), vec![]),
        (json!({ "apiKey": 7 }), vec![("apiKey".to_owned(), "type")]),
        (json!({ "apiKey": "a\nb" }), vec![("apiKey".to_owned(), "format")]),
        (json!({}), vec![("apiKey".to_owned(), "required")]),
    ] {
        assert_eq!(paths(Spirii::read(&options).err().unwrap_or_default()), due, "{options}");
    }
}

#[test]
fn a_callers_header_takes_the_place_of_the_clients() {
    let mut request = customers::get(&emporix(), "C-1", None::<&Value>).expect("a request");
    request.add_headers(&[("ACCEPT".into(), "text/plain".to_owned()), ("X-A".into(), "1".to_owned())]);
    let accepts: Vec<_> = request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("accept")).collect();
    assert_eq!(accepts, [&("ACCEPT".into(), "text/plain".to_owned())]);
    assert_eq!(header(&request, "X-A"), Some("1"));
}
