//! JavaScript values, judged in place.

use super::{get, js, json, told};
use commerce_customers::js::{check, ensure, json_schema};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

fn issues(schema: &str, value: &str) -> String {
    told(&check(schema.into(), js(value), JsValue::UNDEFINED).expect("the value is judged"))
}

#[wasm_bindgen_test]
fn the_same_issues_as_natively() {
    let value = r#"{
        restriction: 5, id: "no spaces", contactEmail: "ada", firstName: null, preferredLanguage: "de", preferredCurrency: "ABC",
        b2b: { companyRegistrationId: 7 }, metadata: [], mixins: { loyalty: "text", fine: {} }, type: true
    }"#;
    assert_eq!(
        issues("customerCreate", value),
        "id:pattern contactEmail:format preferredLanguage:pattern b2b.companyRegistrationId:type restriction:type metadata:type \
         firstName:type preferredCurrency:one_of type:type mixins.loyalty:type"
    );
    assert_eq!(issues("addressCreate", r#"{ tags: ["a", 1] }"#), "contactName:required tags.1:type");
    assert_eq!(
        issues("customer", r#"{ addresses: [{}, { country: "DEU" }], active: null }"#),
        "addresses.1.country:max_length"
    );
}

#[wasm_bindgen_test]
fn an_issue_is_a_plain_object() {
    let found = check("tenant".into(), "ab".into(), JsValue::UNDEFINED).expect("the value is judged");
    assert_eq!(
        json(&found),
        r#"[{"path":[],"code":"min_length","message":"Enter a tenant of 3 to 16 characters.","params":{"rule":"tenant","min":3,"max":16}}]"#
    );
}

#[wasm_bindgen_test]
fn what_is_absent_or_undefined_is_no_issue() {
    for value in
        ["{}", "{ firstName: undefined }", "Object.create(null)", "new (class { lastName = 'x' })()", "{ unknown: 1n }"]
    {
        assert_eq!(issues("customerCreate", value), "", "{value}");
    }
}

#[wasm_bindgen_test]
fn values_that_json_cannot_hold_are_issues() {
    for (value, due) in [
        ("{ mixins: { a: { b: 1n } } }", "mixins.a.b:json"),
        ("{ mixins: { a: { b: Symbol() } } }", "mixins.a.b:json"),
        ("{ mixins: { a: { b: () => 1 } } }", "mixins.a.b:json"),
        ("{ get firstName() { throw new Error('no') } }", "firstName:json"),
        ("{ mixins: { a: { get b() { throw 'no' } } } }", "mixins.a.b:json"),
        ("{ mixins: { a: new Proxy({}, { ownKeys() { throw 1 } }) } }", "mixins.a:json"),
        (
            "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return { b2b: proxy } })()",
            "b2b:json",
        ),
        ("(() => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return proxy })()", ":json"),
        ("{ firstName: 1n }", "firstName:type"),
        ("{ firstName: Symbol() }", "firstName:type"),
        ("{ firstName: new String('x') }", "firstName:type"),
        ("42", ":type"),
        ("null", ":type"),
        ("undefined", ":type"),
        ("[]", ":type"),
        ("true", ":type"),
        ("Symbol()", ":type"),
    ] {
        assert_eq!(issues("customerCreate", value), due, "{value}");
    }
    let cycle = "(() => { const a = {}; a.one = a; a.two = a; return { mixins: { a } } })()";
    assert!(issues("customerCreate", cycle).ends_with(":json"));
    assert_eq!(issues("addressCreate", "{ contactName: '', tags: new Array(4294967295) }"), "tags:json");
    assert_eq!(issues("addressCreate", "{ contactName: '', tags: [, 'a'] }"), "tags.0:type");
    assert_eq!(issues("addressCreate", "{ contactName: '', metadata: { version: NaN } }"), "metadata.version:type");
}

#[wasm_bindgen_test]
fn a_lone_surrogate_is_one_character() {
    assert_eq!(issues("currency", r"'\uD800\uD800'"), ":min_length");
    assert_eq!(issues("currency", r"'\uD800\uD800\uD800'"), ":pattern");
}

#[wasm_bindgen_test]
fn options_choose_how_closely_codes_are_looked_at() {
    let with = |options: &str| check("currency".into(), "ABC".into(), js(options));
    assert_eq!(told(&with("{}").expect("judged")), ":one_of");
    assert_eq!(told(&with("{ codes: 'iso' }").expect("judged")), ":one_of");
    assert!(with("{ codes: 'shape' }").expect("judged").is_undefined());
    for (options, due) in
        [("{ codes: 'x' }", "codes:one_of"), ("{ codes: 5 }", "codes:type"), ("42", ":type"), ("null", ":type")]
    {
        let error = with(options).expect_err("options are checked");
        assert_eq!(get(&error, "code"), "validation");
        assert_eq!(told(&get(&error, "issues")), due, "{options}");
    }
}

#[wasm_bindgen_test]
fn ensure_throws_the_fields_of_an_error() {
    assert!(ensure("country".into(), "DE".into(), JsValue::UNDEFINED).is_ok());
    let error = ensure("country".into(), "Germany".into(), JsValue::UNDEFINED).expect_err("an error");
    assert_eq!(told(&get(&error, "issues")), ":max_length");
    let message = get(&error, "message").as_string().expect("a message");
    assert!(message.contains("country code of two capital letters") && !message.contains("Germany"), "{message}");
}

#[wasm_bindgen_test]
fn every_schema_that_the_face_names_is_there() {
    for name in [
        "customerCreate",
        "customer",
        "addressCreate",
        "address",
        "customerQuery",
        "tenant",
        "customerId",
        "currency",
        "country",
        "language",
        "email",
    ] {
        let text = json_schema(name.into(), JsValue::UNDEFINED, JsValue::UNDEFINED)
            .expect("a schema")
            .as_string()
            .expect("text");
        assert!(js_sys::JSON::parse(&text).is_ok(), "{name}: {text}");
    }
    assert!(json_schema("nothing".into(), JsValue::UNDEFINED, JsValue::UNDEFINED).is_err());
}
