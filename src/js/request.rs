//! A request as `fetch` takes it.
//!
//! gloo-net builds the runtime's own Request. Its `send()` is not used: it takes a rejection that is not an `instanceof
//! Error`, an abort's reason for one, for unreachable, and knows no injected `fetch`; nor is its response, whose getters
//! would let what a mock throws pass through wasm frames.

use super::object::Plain;
use super::runtime;
use crate::exchange::Attempt;
use crate::http::Method;
use gloo_net::http;
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// The arguments of `fetch`: a Request alone for the runtime's own, an address and an init for an injected one.
pub(super) fn arguments(attempt: &Attempt, signal: &web_sys::AbortSignal, injected: bool) -> Result<Array, JsValue> {
    // A token must not come out of a cache. Some Workers throw on the option, so it is set where a Request knows it.
    let no_store = attempt.authorization.is_none() && runtime::takes_cache();
    Ok(if injected {
        Array::of2(&attempt.request.url.as_str().into(), &init(attempt, signal, no_store))
    } else {
        Array::of1(&build(attempt, signal, no_store)?.into())
    })
}

/// The request as the runtime's own type. The header values were checked before: gloo-net would panic on a line break.
fn build(attempt: &Attempt, signal: &web_sys::AbortSignal, no_store: bool) -> Result<web_sys::Request, JsValue> {
    let request = &attempt.request;
    let mut builder = http::RequestBuilder::new(&request.url)
        .method(match request.operation.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
            Method::Put => http::Method::PUT,
            Method::Patch => http::Method::PATCH,
            Method::Delete => http::Method::DELETE,
        })
        .redirect(web_sys::RequestRedirect::Manual)
        .abort_signal(Some(signal));
    if no_store {
        builder = builder.cache(web_sys::RequestCache::NoStore);
    }
    if let Some(authorization) = &attempt.authorization {
        builder = builder.header("Authorization", authorization.expose());
    }
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let built = match &request.body {
        Some(body) => builder.body(body.as_str()),
        None => builder.build(),
    };
    built.map(Into::into).map_err(|_| js_sys::TypeError::new("the request could not be built").into())
}

/// The second argument of an injected `fetch`. No `credentials` or `mode`: Workers throw on them.
fn init(attempt: &Attempt, signal: &web_sys::AbortSignal, no_store: bool) -> JsValue {
    let request = &attempt.request;
    let authorization = attempt.authorization.as_ref().map(|authorization| authorization.expose());
    let headers = Plain::new().with_some("Authorization", authorization);
    let headers = request.headers.iter().fold(headers, |headers, (name, value)| headers.with(name, value.as_str()));
    Plain::new()
        .with("method", request.operation.method.as_str())
        .with("headers", headers)
        .with("redirect", "manual")
        .with("signal", signal)
        .with_some("body", request.body.as_deref())
        .with_some("cache", no_store.then_some("no-store"))
        .into()
}
