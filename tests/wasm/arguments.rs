//! Every exported argument, given everything: a result or the fields of an error, never a trap, and the next call works.

use super::{get, js, json, Shop};
use commerce_customers::api::OPERATIONS;
use commerce_customers::js::{check, check_field, check_json, ensure, json_schema, query_text, Client};
use js_sys::Promise;
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

fn client() -> Shop {
    let options = "{ tenant: 'acme', auth: { token: 't' }, maxRetries: 0, fetch: () => new Response('{}') }";
    Shop::new(js(options)).map_err(|error| json(&error)).expect("a client")
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
            json_schema(js(value), js(value), js(value)).map(|_| ()),
            json_schema("customer".into(), js(value), JsValue::UNDEFINED).map(|_| ()),
            check_json(js(value), js(value), js(value)).map(|_| ()),
            check_json("customer".into(), js(value), JsValue::UNDEFINED).map(|_| ()),
            check_field(js(value), js(value), js(value), js(value)).map(|_| ()),
            check_field("customer".into(), js(value), js(value), JsValue::UNDEFINED).map(|_| ()),
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
        let error = Shop::new(js(value)).err().expect("no client is made of it");
        is_validation(&error);
    }
    for option in ["tenant", "auth", "baseUrl", "fetch", "timeoutMs", "responses", "codes", "tenantHeader"] {
        for value in ANYTHING {
            let options = js("{ tenant: 'acme', auth: { token: 't' } }");
            js_sys::Reflect::set(&options, &option.into(), &js(value)).expect("an option");
            if let Err(error) = Shop::new(options) {
                is_validation(&error);
            }
        }
    }
}

#[wasm_bindgen_test]
fn spirii_takes_anything() {
    for value in ANYTHING {
        is_validation(&Client::new(JsValue::TRUE, js(value)).err().expect("no client is made of it"));
        let options = js("{ apiKey: 'k', dangerouslyAllowBrowser: true }");
        js_sys::Reflect::set(&options, &"apiKey".into(), &js(value)).expect("an option");
        if let Err(error) = Client::new(JsValue::TRUE, options) {
            is_validation(&error);
        }
    }
}

#[wasm_bindgen_test]
fn queries_take_anything() {
    for value in ANYTHING {
        is_validation(&query_text(js(value)).expect_err("no query"));
        for terms in [
            "{ terms: it }",
            "{ terms: [it] }",
            "{ terms: [{ field: it, op: 'eq', values: [1] }] }",
            "{ terms: [{ field: 'a', op: it, values: [1] }] }",
            "{ terms: [{ field: 'a', op: 'in', values: it }] }",
            "{ terms: [{ field: 'a', op: 'between', values: [it, it] }] }",
        ] {
            let query = js(&format!("((it) => ({terms}))({value})"));
            if let Err(error) = query_text(query) {
                is_validation(&error);
            }
        }
    }
}

#[wasm_bindgen_test]
async fn every_operation_takes_anything() {
    let client = client();
    let names = OPERATIONS.iter().map(|operation| operation.name);
    for (name, value) in names.flat_map(|name| ANYTHING.iter().map(move |value| (name, value))) {
        let it = || js(value);
        let id = JsValue::from("x");
        let calls: [&dyn Fn() -> Promise; 5] = [
            &|| client.call(name, &[&it(), &it(), &it()], it(), it(), it()),
            &|| client.call(name, &[&id, &it()], JsValue::UNDEFINED, it(), JsValue::UNDEFINED),
            &|| client.call(name, &[&id, &id], it(), js("{}"), JsValue::UNDEFINED),
            &|| client.call(name, &[], JsValue::UNDEFINED, js("{}"), it()),
            &|| {
                let next = client.0.pages(name.into(), it(), it(), it()).and_then(|pages| pages.next());
                next.map_or_else(|error| Promise::reject(&error), |items| Promise::resolve(&items))
            },
        ];
        for call in calls {
            if let Err(error) = call().await {
                let code = get(&error, "code").as_string().expect("a code");
                assert!(["validation", "decode"].contains(&code.as_str()), "{name} {value}: {code}");
            }
        }
        for result in [
            client.0.call(it(), it(), it(), it(), it()),
            client.0.bulk_limits(name.into(), it(), it(), it()),
            client.0.chunk(name.into(), it(), js("[]"), it()),
            client.0.failure(name.into(), it(), it()).map(|_| JsValue::UNDEFINED),
            client.0.failure(it(), it(), it()),
            client.0.issues(name.into(), it()),
            client.0.issues(it(), it()),
        ] {
            if let Err(error) = result {
                is_validation(&error);
            }
        }
    }
    let fine = client.customers_get("C-1".into(), JsValue::UNDEFINED, JsValue::UNDEFINED).await;
    assert!(fine.is_ok(), "the call after all that");
}

#[wasm_bindgen_test]
async fn calls_take_anything() {
    let client = client();
    for value in ANYTHING {
        let calls: [&dyn Fn() -> Promise; 6] = [
            &|| client.customers_list(js(value), JsValue::UNDEFINED),
            &|| client.customers_list(JsValue::UNDEFINED, js(value)),
            &|| client.customers_get(js(value), JsValue::UNDEFINED, JsValue::UNDEFINED),
            &|| client.customers_get("C-1".into(), js(value), js(value)),
            &|| client.customers_create(js(value), JsValue::UNDEFINED, JsValue::UNDEFINED),
            &|| client.customers_create(js("{}"), js(value), js(value)),
        ];
        for call in calls {
            if let Err(error) = call().await {
                let code = get(&error, "code").as_string().expect("a code");
                assert!(["validation", "decode"].contains(&code.as_str()), "{value}: {code}");
            }
        }
        let fine = client.customers_get("C-1".into(), JsValue::UNDEFINED, JsValue::UNDEFINED).await;
        assert!(fine.is_ok(), "the call after {value}");
    }
}
