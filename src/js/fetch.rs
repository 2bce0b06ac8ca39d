//! One attempt: builds the request, dispatches it, reads the answer to its end.
//!
//! gloo-net builds the request and reads the response's head. Its `send()` is not used: it takes a rejection that is not an
//! `instanceof Error`, an abort's reason for one, for unreachable, and knows no injected `fetch`.

use super::cut::{Cut, Signal, Why};
use super::object::Plain;
use super::value::Js;
use crate::api::Request;
use crate::exchange::{Attempt, Event};
use crate::http::Method;
use gloo_net::http;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The runtime's own, called with `this` undefined: anything else is an illegal invocation.
    #[wasm_bindgen(js_name = fetch, catch)]
    fn fetch_request(request: &web_sys::Request) -> Result<JsValue, JsValue>;

    /// A response of this realm or another, or of a mock.
    type Body;

    #[wasm_bindgen(method, structural, catch)]
    fn text(this: &Body) -> Result<JsValue, JsValue>;
}

/// An answer that was read to its end.
pub(super) struct Fetched {
    pub status: u16,
    pub headers: web_sys::Headers,
    /// The body's text, a JavaScript string: it is parsed without passing through linear memory.
    pub text: JsValue,
}

/// Why there is no answer, with whatever was thrown or given as the reason.
pub(super) struct Trouble {
    pub event: Event,
    pub cause: JsValue,
}

/// Sends `request` once.
pub(super) async fn fetch(
    request: &Request,
    attempt: &Attempt,
    injected: Option<&js_sys::Function>,
    signal: Option<&Signal>,
) -> Result<Fetched, Trouble> {
    let cut = Cut::after(attempt.timeout_ms, signal.cloned()).map_err(broken)?;
    let result = exchange(request, attempt, injected, &cut).await;
    match cut.why() {
        Some(Why::Aborted) => {
            let cause = signal.map_or(JsValue::UNDEFINED, Signal::reason);
            Err(Trouble { event: Event::Aborted, cause })
        }
        Some(Why::TimedOut) => Err(Trouble { event: Event::TimedOut, cause: JsValue::UNDEFINED }),
        None => result.map_err(broken),
    }
}

async fn exchange(
    request: &Request,
    attempt: &Attempt,
    injected: Option<&js_sys::Function>,
    cut: &Cut,
) -> Result<Fetched, JsValue> {
    let response = dispatch(request, attempt, injected, cut)?;
    let response = cut.race(&response).await?;
    if cut.why().is_some() {
        return Err(JsValue::UNDEFINED);
    }
    let text = text_of(&response)?;
    let text = cut.race(&text).await?;
    let head = http::Response::from(response.unchecked_into::<web_sys::Response>());
    Ok(Fetched { status: head.status(), headers: head.headers().into_raw(), text })
}

/// Calls the injected `fetch` or the runtime's own: what it returns, a promise for a response in most cases.
#[inline(never)]
fn dispatch(
    request: &Request,
    attempt: &Attempt,
    injected: Option<&js_sys::Function>,
    cut: &Cut,
) -> Result<JsValue, JsValue> {
    match injected {
        Some(injected) => {
            let init = init(request, attempt, &cut.signal());
            injected.call2(&JsValue::UNDEFINED, &request.url.as_str().into(), &init)
        }
        None => fetch_request(&build(request, attempt, &cut.signal())?),
    }
}

/// The promise for a response's text. What has not the shape of a response is refused, of whatever realm it is.
#[inline(never)]
fn text_of(response: &JsValue) -> Result<JsValue, JsValue> {
    let shape = Js(response.clone());
    if shape.property("status").as_f64().is_none()
        || !shape.property("text").is_function()
        || !Js(shape.property("headers")).property("get").is_function()
    {
        return Err(js_sys::TypeError::new("fetch answered with something that is no Response").into());
    }
    response.unchecked_ref::<Body>().text()
}

/// The request as the runtime's own type. The header values were checked before: gloo-net would panic on a line break.
fn build(request: &Request, attempt: &Attempt, signal: &web_sys::AbortSignal) -> Result<web_sys::Request, JsValue> {
    let mut builder = http::RequestBuilder::new(&request.url)
        .method(match request.operation.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
        })
        .redirect(web_sys::RequestRedirect::Manual)
        .abort_signal(Some(signal))
        .header("Authorization", &attempt.authorization);
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let built = match &request.body {
        Some(body) => builder.body(body.as_str()),
        None => builder.build(),
    };
    built.map(Into::into).map_err(|_| js_sys::TypeError::new("the request could not be built").into())
}

/// The second argument of an injected `fetch`. No `credentials`, `mode` or `cache`: Workers throw on them.
fn init(request: &Request, attempt: &Attempt, signal: &web_sys::AbortSignal) -> JsValue {
    let headers = Plain::new().with("Authorization", attempt.authorization.as_str());
    let headers = request.headers.iter().fold(headers, |headers, (name, value)| headers.with(name, value.as_str()));
    Plain::new()
        .with("method", request.operation.method.as_str())
        .with("headers", headers)
        .with("redirect", "manual")
        .with("signal", signal)
        .with_some("body", request.body.as_deref())
        .into()
}

fn broken(cause: JsValue) -> Trouble {
    Trouble { event: Event::Broken, cause }
}

impl Fetched {
    /// A header of the answer; `None` also when the answer's headers throw.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).ok().flatten()
    }

    /// The body as JSON; `None` when it is none.
    pub(super) fn json(&self) -> Option<Js> {
        let text = self.text.dyn_ref::<js_sys::JsString>()?;
        json_parse(text).ok().map(Js)
    }

    /// The request's id, as the headers tell it.
    pub(super) fn request_id(&self) -> Option<String> {
        self.header("x-request-id").or_else(|| self.header("x-correlation-id"))
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    pub(super) fn json_parse(text: &JsValue) -> Result<JsValue, JsValue>;

    /// `undefined` for what JSON has no text for, a function for one.
    #[wasm_bindgen(js_namespace = JSON, js_name = stringify, catch)]
    pub(super) fn json_stringify(value: &JsValue) -> Result<JsValue, JsValue>;
}
