//! Every exported argument, given everything: a result or the fields of an error, never a trap, and the next call works.

use super::{get, js, json};
use commerce_customers::js::{check, ensure, json_schema, Emporix};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const ANYTHING: &[&str] = &[
    "42",
    "null",
    "undefined",
    "{}",
    "[]",
    "true",
    "'text'",
    "Symbol()",
    "1n",
    "() => 1",
    "Object.freeze({})",
    "new Proxy({}, { get() { throw new Error('trap') }, has() { throw 1 }, ownKeys() { throw 2 } })",
    "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()",
    "{ get tenant() { throw 1 }, get auth() { throw 2 }, get signal() { throw 3 }, get codes() { throw 4 } }",
];

fn client() -> Emporix {
    let options = "{ tenant: 'acme', auth: { token: 't' }, fetch: () => new Response('{}') }";
    Emporix::new(js(options)).map_err(|error| json(&error)).expect("a client")
}

fn is_validation(error: &JsValue) {
    assert_eq!(get(error, "code"), "validation");
    assert!(js_sys::Array::from(&get(error, "issues")).length() > 0);
}

#[wasm_bindgen_test]
fn schemas_take_anything() {
    for value in ANYTHING {
        for result in [
            check(js(value), js(value), js(value)).map(|_| ()),
            check("customerCreate".into(), js(value), JsValue::UNDEFINED).map(|_| ()),
            check("customerCreate".into(), js("{}"), js(value)).map(|_| ()),
            ensure("customer".into(), js(value), JsValue::UNDEFINED),
            json_schema(js(value), js(value)).map(|_| ()),
        ] {
            if let Err(error) = result {
                is_validation(&error);
            }
        }
    }
    assert!(check("tenant".into(), "acme".into(), JsValue::UNDEFINED).is_ok_and(|issues| issues.is_undefined()));
}

#[wasm_bindgen_test]
fn constructors_take_anything() {
    for value in ANYTHING {
        let error = Emporix::new(js(value)).err().expect("no client is made of it");
        is_validation(&error);
    }
    for option in ["tenant", "auth", "baseUrl", "fetch", "timeoutMs", "responses", "codes", "tenantHeader"] {
        for value in ANYTHING {
            let options = js("{ tenant: 'acme', auth: { token: 't' } }");
            js_sys::Reflect::set(&options, &option.into(), &js(value)).expect("an option");
            if let Err(error) = Emporix::new(options) {
                is_validation(&error);
            }
        }
    }
}

#[wasm_bindgen_test]
async fn calls_take_anything() {
    let client = client();
    for value in ANYTHING {
        for promise in [
            client.customers_list(js(value), JsValue::UNDEFINED),
            client.customers_list(JsValue::UNDEFINED, js(value)),
            client.customers_get(js(value), JsValue::UNDEFINED, JsValue::UNDEFINED),
            client.customers_get("C-1".into(), js(value), js(value)),
            client.customers_create(js(value), JsValue::UNDEFINED, JsValue::UNDEFINED),
            client.customers_create(js("{}"), js(value), js(value)),
        ] {
            if let Err(error) = promise.await {
                let code = get(&error, "code").as_string().expect("a code");
                assert!(["validation", "decode"].contains(&code.as_str()), "{value}: {code}");
            }
        }
        let fine = client.customers_get("C-1".into(), JsValue::UNDEFINED, JsValue::UNDEFINED).await;
        assert!(fine.is_ok(), "the call after {value}");
    }
}
