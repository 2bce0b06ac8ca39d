//! A request as `drive.js` hands it to `fetch`, the runtime's own and an injected one alike: as an address and an init.
//!
//! It is no Request: from one that it is given, Node's `fetch` makes another, and sends its body through three streams.

use super::object::Plain;
use super::runtime;
use crate::exchange::Attempt;
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// The address, the method, the headers, the body and what is asked of caches; the last two may be undefined. `text` is the body
/// that the request leaves empty.
pub(super) fn parts(attempt: &Attempt, text: &JsValue) -> Array {
    let request = &attempt.request;
    let authorization = attempt.authorization.as_ref().map(|authorization| authorization.expose());
    let headers = Plain::new().with_some("Authorization", authorization);
    let headers = request.headers.iter().fold(headers, |headers, (name, value)| headers.with(name, value.as_str()));
    // A token must not come out of a cache. Some Workers throw on the option, so it is set where a Request knows it.
    let cache = (authorization.is_none() && runtime::takes_cache()).then_some("no-store");
    let body = match request.body.as_deref() {
        None => JsValue::UNDEFINED,
        Some("") => text.clone(),
        Some(body) => body.into(),
    };
    let (address, method) = (request.url.as_str().into(), request.operation.method.as_str().into());
    Array::of5(&address, &method, &headers, &body, &cache.map_or(JsValue::UNDEFINED, JsValue::from))
}
