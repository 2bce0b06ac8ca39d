//! One attempt: builds the request, dispatches it, reads the answer to its end.
//!
//! gloo-net builds the request. Its `send()` is not used: it takes a rejection that is not an `instanceof Error`, an abort's
//! reason for one, for unreachable, and knows no injected `fetch`; nor is its response, whose getters would let what a mock
//! throws pass through wasm frames.

use super::cut::{Cut, Signal, Why};
use super::guard;
use super::object::Plain;
use super::value::Js;
use crate::api::Request;
use crate::exchange::{Attempt, Event};
use crate::http::Method;
use gloo_net::http;
use wasm_bindgen::prelude::*;

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
    let response = cut.race(&dispatched(request, attempt, injected, cut)?).await?;
    if cut.why().is_some() {
        return Err(JsValue::UNDEFINED);
    }
    // Read once and before the body: a mock's getters may throw, or say something else the next time.
    let head = Js(response);
    let (status, headers) = (head.property("status").as_f64(), head.property("headers"));
    let text = cut.race(&guard::text_of(&head.0)).await?;
    match status {
        // 0 is a redirect that the runtime hides.
        Some(status) if status == 0.0 || (100.0..600.0).contains(&status) && headers.is_object() => {
            // In range, so nothing is cut off.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            Ok(Fetched { status: status as u16, headers: headers.unchecked_into(), text })
        }
        _ => Err(js_sys::TypeError::new("fetch answered with something that is no Response").into()),
    }
}

/// A promise for what the injected `fetch` or the runtime's own returns.
#[inline(never)]
fn dispatched(
    request: &Request,
    attempt: &Attempt,
    injected: Option<&js_sys::Function>,
    cut: &Cut,
) -> Result<JsValue, JsValue> {
    let signal = cut.signal();
    Ok(match injected {
        Some(send) => guard::dispatch(send, &request.url.as_str().into(), &init(request, attempt, &signal)),
        None => guard::dispatch(&JsValue::UNDEFINED, &build(request, attempt, &signal)?.into(), &JsValue::UNDEFINED),
    })
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
        .header("Authorization", attempt.authorization.expose());
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
    let headers = Plain::new().with("Authorization", attempt.authorization.expose());
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
        self.text.is_string().then(|| guard::json_parse(&self.text)).flatten()
    }

    /// The request's id, as the headers tell it.
    pub(super) fn request_id(&self) -> Option<String> {
        self.header("x-request-id").or_else(|| self.header("x-correlation-id"))
    }
}
