//! What answers mean: bodies of failures in every documented shape, and the outer kind of successes.
#![cfg(feature = "records")]

use commerce_customers::api::{customers, fates, spirii, Detail, Emporix, Failure, Fate, ServiceError};
use serde_json::{json, Value};

fn read(body: &Value) -> ServiceError {
    ServiceError::read(&body)
}

#[test]
fn the_customer_services_errors() {
    let body = json!({
        "status": 409, "type": "conflict_resource", "message": "Duplicate account", "moreInfo": null,
        "details": [{ "field": "contactEmail", "type": "taken", "message": "used", "moreInfo": "https://x" }, null, "odd"]
    });
    let error = read(&body);
    assert_eq!(error.error_type.as_deref(), Some("conflict_resource"));
    assert_eq!(error.message.as_deref(), Some("Duplicate account"));
    assert_eq!(error.details.len(), 1, "what is no object is left out");
    assert_eq!(
        error.details[0],
        Detail {
            field: Some("contactEmail".to_owned()),
            error_type: Some("taken".to_owned()),
            message: Some("used".to_owned()),
            more_info: Some("https://x".to_owned()),
        }
    );
    let observed =
        json!({ "type": null, "status": 404, "message": "Customer profile with ID C-404 not found.", "details": null });
    assert_eq!(
        read(&observed),
        ServiceError {
            message: Some("Customer profile with ID C-404 not found.".to_owned()),
            ..ServiceError::default()
        }
    );
}

#[test]
fn the_gateways_the_segment_services_and_spiriis_errors() {
    let fault = json!({ "fault": { "faultstring": "Invalid access token", "detail": { "errorcode": "oauth.v2.InvalidAccessToken" } } });
    assert_eq!(read(&fault).error_type.as_deref(), Some("oauth.v2.InvalidAccessToken"));
    assert_eq!(read(&fault).message.as_deref(), Some("Invalid access token"));

    let segment =
        json!({ "code": 409, "status": "Conflict", "message": "changed", "details": { "field": "metadata.version" } });
    assert_eq!(read(&segment).error_type.as_deref(), Some("Conflict"));
    assert_eq!(read(&segment).details[0].field.as_deref(), Some("metadata.version"));

    let spirii = json!({ "error": { "type": "invalid_request", "code": "missing", "message": "m", "param": "limit", "request_id": "req_1" } });
    assert_eq!(read(&spirii).error_type.as_deref(), Some("invalid_request"));
    assert_eq!(read(&spirii).details[0].field.as_deref(), Some("limit"));
    assert_eq!(read(&spirii).request_id.as_deref(), Some("req_1"));
}

#[test]
fn a_body_of_another_shape_says_nothing_and_breaks_nothing() {
    for body in [
        json!({}),
        json!([]),
        json!("x"),
        json!(null),
        json!({ "fault": 1 }),
        json!({ "error": [] }),
        json!({ "details": 7 }),
    ] {
        assert_eq!(read(&body), ServiceError::default(), "{body}");
    }
}

#[test]
fn what_only_looks_like_another_shape_is_read_as_its_own() {
    for body in [json!({ "fault": null, "message": "m" }), json!({ "error": "Bad Request", "message": "m" })] {
        assert_eq!(read(&body).message.as_deref(), Some("m"), "{body}");
    }
}

#[test]
fn messages_hold_only_names_that_tables_know() {
    let emporix = Emporix::new("https://api.emporix.io", "acme").expect("a tenant");
    let body = json!({ "mixins": { "ada@example.com": 5 } });
    let issues = customers::create(&emporix, &body, None).expect_err("issues");
    assert_eq!(issues[0].path.to_string(), "mixins.ada@example.com");
    let message = Failure::validation(Some(&customers::CREATE), issues).message();
    assert!(message.contains("mixins.*: ") && !message.contains("ada"), "{message}");
}

#[test]
fn an_answer_of_the_wrong_kind_is_none() {
    let list = |answer: &Value| customers::LIST.check(answer, true).map(|issues| issues.len());
    assert_eq!(list(&json!([])), Ok(0));
    assert_eq!(list(&json!([{ "id": 1 }, { "active": "x" }])), Ok(2));
    assert!(list(&json!({})).is_err());
    assert!(list(&json!(null)).is_err());
    assert!(customers::GET.check(&json!([]), true).is_err());
    assert!(customers::GET.check(&json!([]), false).is_err());
    assert_eq!(customers::GET.check(&json!({ "id": 1 }), false).map(|issues| issues.len()), Ok(0));
}

#[test]
fn what_was_created_has_an_id() {
    for (answer, fine) in [
        (json!({ "id": "1", "link": "x" }), true),
        (json!({}), false),
        (json!({ "id": 7 }), false),
        (json!({ "id": null }), false),
    ] {
        assert_eq!(customers::CREATE.check(&answer, false).is_ok(), fine, "{answer}");
        assert!(customers::UPSERT.check(&answer, false).is_ok(), "an upsert needs none: {answer}");
    }
}

#[test]
fn a_listing_of_spirii_is_an_object_with_its_customers() {
    let list = |answer: &Value| {
        spirii::LIST
            .check(answer, true)
            .map(|issues| issues.iter().map(|issue| issue.path.to_string()).collect::<Vec<_>>())
    };
    assert_eq!(list(&json!({ "data": [], "count": null, "limit": null, "offset": null })), Ok(vec![]));
    assert_eq!(list(&json!({ "data": [{ "id": 1 }, { "id": "x", "new": 1 }] })), Ok(vec!["[1].id".to_owned()]));
    assert_eq!(list(&json!({ "data": [null], "count": "9" })), Ok(vec!["[0]".to_owned(), "count".to_owned()]));
    for wrong in [json!([]), json!({}), json!({ "data": null }), json!({ "data": {} }), json!("x")] {
        assert!(list(&wrong).is_err(), "{wrong}");
        assert!(spirii::LIST.check(&wrong, false).is_err(), "{wrong}");
    }
}

#[test]
fn what_became_of_items_is_told_by_place_and_code() {
    let answer = json!([
        { "index": 7, "code": 204, "status": "OK" },
        { "index": 7, "code": 400, "status": "Bad Request", "message": "no" },
        { "code": 304 },
        { "code": "204" },
        null,
        { "code": 201 },
    ]);
    let failed = |code, status: &str, message: &str| Fate::Failed {
        code,
        status: status.to_owned(),
        message: message.to_owned(),
    };
    assert_eq!(
        fates(&&answer, 7),
        [
            Fate::Done,
            failed(400, "Bad Request", "no"),
            failed(304, "", ""),
            Fate::Unknown,
            Fate::Unknown,
            Fate::Done,
            Fate::Unknown,
        ]
    );
}
