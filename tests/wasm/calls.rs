//! Calls through an injected `fetch`, and what becomes of everything that it may do.

use super::{get, js, json, told, Shop};
use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// A client whose `fetch` is this JavaScript function.
fn client(fetch: &str, more: &str) -> Shop {
    let options = js(&format!(
        "{{ tenant: 'acme', auth: {{ token: 'secret-token' }}, baseUrl: 'http://localhost:1', maxRetries: 0, {more} }}"
    ));
    Reflect::set(&options, &"fetch".into(), &js(fetch)).expect("options take a fetch");
    Shop::new(options).map_err(|error| json(&error)).expect("a client")
}

async fn settled(promise: Promise) -> Result<JsValue, JsValue> {
    promise.await
}

async fn failed(promise: Promise) -> JsValue {
    settled(promise).await.expect_err("the call fails")
}

const NONE: JsValue = JsValue::UNDEFINED;

#[wasm_bindgen_test]
async fn a_page() {
    let fetch = r#"async (url, init) => {
        if (url !== 'http://localhost:1/customer/acme/customers?pageNumber=2&pageSize=2' || init.method !== 'GET') throw new Error(url);
        if (init.headers.Authorization !== 'Bearer secret-token' || init.redirect !== 'manual') throw new Error('init');
        return new Response('[{"id":"1","unknown":{"a":1}},{"active":"x"}]', { headers: { count: '7', 'x-request-id': 'r1' } });
    }"#;
    let query = || js("{ pageNumber: 2, pageSize: 2 }");
    let shop = client(fetch, "");
    let page = settled(shop.customers_list(query(), NONE)).await.expect("a page");
    assert_eq!(json(&get(&page, "items")), r#"[{"id":"1","unknown":{"a":1}},{"active":"x"}]"#);
    for (name, due) in [("pageNumber", "2"), ("pageSize", "2"), ("total", "7"), ("hasNext", "true")] {
        assert_eq!(json(&get(&page, name)), due, "{name}");
    }
    // They are found when somebody asks, in what the page has for that; where nobody may ask, there are none.
    assert!(get(&page, "issues").is_undefined());
    let issues = shop.0.issues("customers.list".into(), get(&page, "unjudged")).expect("issues");
    assert_eq!(told(&issues), "1.active:type");
    let off = client(fetch, "responses: 'off'");
    let unread = settled(off.customers_list(query(), NONE)).await.expect("a page");
    assert_eq!(json(&get(&unread, "issues")), "[]");
    assert!(get(&unread, "unjudged").is_undefined());
    let response = get(&page, "response");
    assert_eq!(json(&get(&response, "status")), "200");
    assert_eq!(json(&get(&response, "requestId")), "\"r1\"");
    assert_eq!(json(&get(&response, "attempts")), "1");
}

#[wasm_bindgen_test]
async fn what_is_sent_is_the_text_that_was_checked() {
    let fetch = r#"async (url, init) => new Response(JSON.stringify({ id: init.body + '|' + init.headers['Content-Type'] }), { status: 201 })"#;
    let body = js(
        "{ lastName: 'L', get firstName() { this.reads = (this.reads ?? 0) + 1; return this.reads === 1 ? 'A' : 7 } }",
    );
    let made = settled(client(fetch, "").customers_create(body, NONE, NONE)).await.expect("a customer");
    assert_eq!(get(&made, "id"), r#"{"lastName":"L","firstName":"A"}|application/json"#);
}

#[wasm_bindgen_test]
async fn options_are_read_once() {
    let options = js(r#"(() => {
        const first = (good, then) => { let reads = 0; return () => (reads++ === 0 ? good : then) };
        const [tenant, token] = [first('acme', '../other'), first('fine', 'a\r\nX-Other: 1')];
        return {
            get tenant() { return tenant() },
            auth: { get token() { return token() } },
            fetch: (url, init) => new Response(JSON.stringify({ id: url + ' ' + init.headers.Authorization })),
        };
    })()"#);
    let client = Shop::new(options).map_err(|error| json(&error)).expect("a client");
    for _ in 0..2 {
        let answer = settled(client.customers_get("C-1".into(), NONE, NONE)).await.expect("an answer");
        assert_eq!(get(&answer, "id"), "https://api.emporix.io/customer/acme/customers/C-1 Bearer fine");
    }
}

#[wasm_bindgen_test]
async fn a_response_and_a_query_are_read_once() {
    let fetch = r#"async (url) => {
        let reads = 0;
        return { get status() { if (reads++) throw new Error('again'); return 200 }, headers: new Headers(), text: async () => `[{"id":"${url}"}]` };
    }"#;
    let query = js(r#"(() => {
        const once = (good, then) => { let reads = 0; return () => (reads++ === 0 ? good : then) };
        const [size, sort, expand] = [once(5, -5.5), once(['a'], 'bad sort!'), once(['addresses'], ['x,y'])];
        return { get pageSize() { return size() }, get sort() { return sort() }, get expand() { return expand() } };
    })()"#);
    let page = settled(client(fetch, "").customers_list(query, NONE)).await.expect("a page");
    assert_eq!(
        json(&get(&page, "items")),
        r#"[{"id":"http://localhost:1/customer/acme/customers?sort=a&pageSize=5&expand=addresses"}]"#
    );
}

#[wasm_bindgen_test]
async fn options_that_cannot_be_read_are_refused() {
    for option in ["tenant", "baseUrl", "fetch"] {
        let options = js(&format!("{{ tenant: 'acme', auth: {{ token: 't' }}, get {option}() {{ throw 1 }} }}"));
        let error = Shop::new(options).err().expect("an error");
        assert_eq!(told(&get(&error, "issues")), format!("{option}:json"));
    }
    let error = Shop::new(js("{ tenant: 'acme', auth: { token: 't' }, fetch: 42 }")).err().expect("an error");
    assert_eq!(told(&get(&error, "issues")), "fetch:type");
    let client = client("() => new Response('{}')", "");
    for (options, due) in [
        ("{ get signal() { throw 1 } }", "signal:type"),
        ("{ signal: 42 }", "signal:type"),
        ("{ get timeoutMs() { throw 1 } }", "timeoutMs:json"),
    ] {
        let error = failed(client.customers_get("C-1".into(), NONE, js(options))).await;
        assert_eq!(told(&get(&error, "issues")), due, "{options}");
    }
}

#[wasm_bindgen_test]
async fn an_injected_fetch_is_told_of_an_abort() {
    let fetch = "(url, { signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => { globalThis.told = true; reject(1) }))";
    let later = js("(() => { const c = new AbortController(); setTimeout(() => c.abort('why'), 5); return { signal: c.signal } })()");
    let error = failed(client(fetch, "").customers_get("C-1".into(), NONE, later)).await;
    assert_eq!((get(&error, "code"), get(&error, "cause")), ("aborted".into(), "why".into()));
    assert!(js("globalThis.told").is_truthy());
}

#[wasm_bindgen_test]
async fn an_invalid_body_is_not_sent() {
    let client = client("() => { globalThis.sent = true; return new Response('{}') }", "");
    for (body, due) in [
        ("{ contactEmail: 'ada', id: 'a b' }", "id:pattern contactEmail:format"),
        ("{ mixins: { a: { b: 1n } } }", "mixins.a.b:json"),
        ("(() => { const a = {}; a.a = a; return a })()", ":json"),
        ("{ toJSON() { throw new Error('no') } }", ":json"),
        ("{ toJSON() { return { firstName: 1 } } }", "firstName:type"),
        ("{ lastName: 'x', toJSON() {} }", ":json"),
        ("{ lastName: 'x', toJSON: () => Symbol() }", ":json"),
        ("{ lastName: 1n, preferredCurrency: 'EURO' }", "lastName:type preferredCurrency:max_length"),
        ("undefined", ":type"),
        ("() => 1", ":type"),
        ("'text'", ":type"),
    ] {
        let error = failed(client.customers_create(js(body), NONE, NONE)).await;
        assert_eq!(get(&error, "code"), "validation", "{body}");
        assert_eq!(told(&get(&error, "issues")), due, "{body}");
        assert_eq!(json(&get(&error, "attempts")), "0");
    }
    assert!(js("globalThis.sent").is_undefined());
    // A body that cannot be written is judged by the client's codes, like any other.
    let body = js("{ lastName: 1n, preferredCurrency: 'ABC' }");
    let error = failed(self::client("() => 1", "codes: 'shape'").customers_create(body, NONE, NONE)).await;
    assert_eq!(told(&get(&error, "issues")), "lastName:type");
}

#[wasm_bindgen_test]
async fn whatever_fetch_does_is_an_error_with_a_cause() {
    for (fetch, code) in [
        ("() => { throw new TypeError('sync') }", "connection"),
        ("() => Promise.reject('a string')", "connection"),
        ("() => Promise.reject(null)", "connection"),
        ("() => Promise.reject(undefined)", "connection"),
        ("() => Promise.reject(Object.create(null))", "connection"),
        ("() => undefined", "connection"),
        ("() => 42", "connection"),
        ("() => ({})", "connection"),
        ("() => ({ status: 200, headers: { get() {} } })", "connection"),
        ("() => ({ status: 200, headers: { get() {} }, text() { throw 1 } })", "connection"),
        ("() => ({ status: 200, headers: { get() {} }, text: () => Promise.reject('cut') })", "connection"),
        ("() => ({ get status() { throw 1 } })", "connection"),
        ("() => ({ status: 65736, headers: new Headers(), text: async () => '{}' })", "connection"),
        ("() => ({ status: '200', headers: new Headers(), text: async () => '{}' })", "connection"),
        ("() => ({ status: 200, get headers() { throw 1 }, text: async () => '{}' })", "connection"),
        ("() => ({ status: 200, text: async () => '{}' })", "connection"),
        ("() => new Proxy({}, { get() { throw 1 } })", "connection"),
        ("() => ({ status: 200, headers: { get() { throw 1 } }, text: async () => '<html>' })", "decode"),
        ("() => ({ status: 200, headers: { get() { throw 1 } }, text: async () => 42 })", "decode"),
        ("() => new Response('<html>')", "decode"),
        ("() => new Response('')", "decode"),
        ("() => new Response('[]')", "decode"),
        ("() => new Response('null')", "decode"),
        ("() => new Response('{}', { status: 500 })", "server"),
        ("() => new Response('<html>', { status: 502 })", "server"),
        ("() => new Response(null, { status: 302 })", "http"),
        ("() => ({ status: 0, type: 'opaqueredirect', headers: new Headers(), text: async () => '' })", "http"),
        ("() => new Response('{}', { status: 403 })", "permission"),
    ] {
        let client = client(fetch, "");
        let error = failed(client.customers_get("C-1".into(), NONE, NONE)).await;
        assert_eq!(get(&error, "code"), code, "{fetch}");
        assert_eq!(get(&error, "operation"), "customers.get");
        assert_eq!(get(&error, "pathTemplate"), "/customer/{tenant}/customers/{customerNumber}");
        assert_eq!(json(&get(&error, "attempts")), "1");
        assert!(!json(&error).contains("secret-token"), "{fetch}");
    }
    let error = failed(client("() => Promise.reject('a string')", "").customers_get("C-1".into(), NONE, NONE)).await;
    assert_eq!(get(&error, "cause"), "a string");
}

#[wasm_bindgen_test]
async fn a_refusal_tells_what_the_service_says() {
    let fetch = r#"async () => new Response(JSON.stringify({ status: 409, type: 'conflict_resource', message: 'Duplicate account',
        details: [{ field: 'contactEmail', type: 'taken', message: 'used' }] }), { status: 409, headers: { 'x-correlation-id': 'c1' } })"#;
    let error = failed(client(fetch, "").customers_create(js("{}"), NONE, NONE)).await;
    for (name, due) in [
        ("code", "\"conflict\""),
        ("status", "409"),
        ("type", "\"conflict_resource\""),
        ("serviceMessage", "\"Duplicate account\""),
        ("details", r#"[{"field":"contactEmail","type":"taken","message":"used"}]"#),
        ("requestId", "\"c1\""),
        ("retryable", "false"),
        ("ambiguous", "false"),
    ] {
        assert_eq!(json(&get(&error, name)), due, "{name}");
    }
    assert!(!get(&error, "message").as_string().expect("a message").contains("Duplicate"));
}

#[wasm_bindgen_test]
async fn an_abort_ends_the_call_at_once_with_its_reason() {
    let never = "() => new Promise(() => {})";
    // Before, during, and by a `fetch` that does not heed its signal.
    let aborted = js("(() => { const c = new AbortController(); c.abort('why'); return { signal: c.signal } })()");
    let error = failed(client(never, "").customers_get("C-1".into(), NONE, aborted)).await;
    assert_eq!((get(&error, "code"), get(&error, "cause")), ("aborted".into(), "why".into()));
    assert_eq!(json(&get(&error, "attempts")), "0");

    let later = js("(() => { const c = new AbortController(); setTimeout(() => c.abort('later'), 5); return { signal: c.signal } })()");
    let error = failed(client(never, "").customers_get("C-1".into(), NONE, later)).await;
    assert_eq!((get(&error, "code"), get(&error, "cause")), ("aborted".into(), "later".into()));
    assert_eq!(json(&get(&error, "attempts")), "1");

    let body = "() => ({ status: 200, headers: new Headers(), text: () => new Promise(() => {}) })";
    let later = js(
        "(() => { const c = new AbortController(); setTimeout(() => c.abort(), 5); return { signal: c.signal } })()",
    );
    let error = failed(client(body, "").customers_get("C-1".into(), NONE, later)).await;
    assert_eq!(get(&error, "code"), "aborted");
}

#[wasm_bindgen_test]
async fn an_attempt_takes_no_longer_than_it_may() {
    let stalled_body = "() => ({ status: 200, headers: new Headers(), text: () => new Promise(() => {}) })";
    for (fetch, more, options) in [
        ("() => new Promise(() => {})", "timeoutMs: 5", "undefined"),
        ("() => new Promise(() => {})", "", "{ timeoutMs: 5 }"),
        (stalled_body, "timeoutMs: 5", "undefined"),
    ] {
        let start = js_sys::Date::now();
        let error = failed(client(fetch, more).customers_create(js("{}"), NONE, js(options))).await;
        assert_eq!(get(&error, "code"), "timeout");
        // Far below the 10 seconds that are the default.
        assert!(js_sys::Date::now() - start < 5_000.0);
        assert_eq!(json(&get(&error, "retryable")), "true");
        assert_eq!(json(&get(&error, "ambiguous")), "true");
    }
}

#[wasm_bindgen_test]
async fn timers_and_listeners_are_left_behind_by_no_path() {
    let watch = js(r#"(() => {
        const real = { setTimeout, clearTimeout };
        const open = new Set();
        globalThis.setTimeout = (...args) => { const id = Reflect.apply(real.setTimeout, globalThis, args); if (args[1] === 98765) open.add(id); return id };
        globalThis.clearTimeout = (id) => { open.delete(id); return Reflect.apply(real.clearTimeout, globalThis, [id]) };
        return { open, restore: () => Object.assign(globalThis, real) };
    })()"#);
    let signal = js(r#"(() => {
        const listeners = new Set();
        return { listeners, aborted: false, addEventListener: (_, l) => listeners.add(l), removeEventListener: (_, l) => listeners.delete(l) };
    })()"#);
    let options = Object::new();
    Reflect::set(&options, &"signal".into(), &signal).expect("an option");
    for fetch in [
        "() => new Response('{}')",
        "() => { throw 1 }",
        "() => Promise.reject(1)",
        "() => 1",
        "() => new Response('<')",
    ] {
        let client = client(fetch, "timeoutMs: 98765");
        let _ = settled(client.customers_get("C-1".into(), NONE, options.clone().into())).await;
        assert_eq!(json(&get(&get(&watch, "open"), "size")), "0", "{fetch}");
        assert_eq!(json(&get(&get(&signal, "listeners"), "size")), "0", "{fetch}");
    }
    let restore: js_sys::Function = get(&watch, "restore").unchecked_into();
    restore.call0(&NONE).expect("the timers are put back");
}

#[wasm_bindgen_test]
async fn answers_that_break_their_schema() {
    let fetch = "() => new Response('{\"active\":\"x\"}')";
    let kept = settled(client(fetch, "").customers_get("C-1".into(), NONE, NONE)).await.expect("the answer is kept");
    assert_eq!(get(&kept, "active"), "x");
    let error = failed(client(fetch, "responses: 'strict'").customers_get("C-1".into(), NONE, NONE)).await;
    assert_eq!(get(&error, "code"), "decode");
    assert_eq!(told(&get(&error, "issues")), "active:type");
    let list = client("() => new Response('[{\"active\":\"x\"}]')", "responses: 'off'");
    let page = settled(list.customers_list(NONE, NONE)).await.expect("a page");
    assert_eq!(told(&get(&page, "issues")), "");
}
