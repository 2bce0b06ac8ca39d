//! An answer that was read to its end.

use super::guard;
use super::value::Js;
use wasm_bindgen::prelude::*;

/// An answer that was read to its end.
pub(super) struct Fetched {
    pub status: u16,
    pub headers: web_sys::Headers,
    /// The body's text, a JavaScript string: it is parsed without passing through linear memory.
    text: JsValue,
}

impl Fetched {
    /// What `fetch` answered; `None` when that is no response.
    pub(super) fn new(status: &JsValue, headers: JsValue, text: JsValue) -> Option<Fetched> {
        // 0 is a redirect that the runtime hides.
        let status = status.as_f64().filter(|status| *status == 0.0 || (100.0..600.0).contains(status))?;
        // In range, so nothing is cut off.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let status = status as u16;
        (status == 0 || headers.is_object()).then(|| Fetched { status, headers: headers.unchecked_into(), text })
    }

    /// A header of the answer; `None` also when the answer's headers throw.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).ok().flatten()
    }

    /// The body as JSON; `None` when it is none.
    pub(super) fn json(&self) -> Option<Js> {
        self.text.is_string().then(|| guard::json_parse(&self.text)).flatten()
    }

    /// Whether there is no body.
    pub(super) fn is_empty(&self) -> bool {
        self.text.as_string().is_none_or(|text| text.bytes().all(|byte| byte <= b' '))
    }

    /// The request's id, as the headers tell it.
    pub(super) fn request_id(&self) -> Option<String> {
        self.header("x-request-id").or_else(|| self.header("x-correlation-id"))
    }
}
