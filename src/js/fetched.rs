//! An answer: its head, and what its text says.

use super::guard;
use super::value::Js;
use wasm_bindgen::prelude::*;

/// The head of an answer.
#[derive(Clone)]
pub(super) struct Head {
    pub status: u16,
    pub headers: web_sys::Headers,
}

impl Head {
    /// What `fetch` answered; `None` when that is no response.
    pub(super) fn new(status: &JsValue, headers: JsValue) -> Option<Head> {
        // 0 is a redirect that the runtime hides.
        let status = status.as_f64().filter(|status| *status == 0.0 || (100.0..600.0).contains(status))?;
        // In range, so nothing is cut off.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let status = status as u16;
        (status == 0 || headers.is_object()).then(|| Head { status, headers: headers.unchecked_into() })
    }

    /// A header of the answer; `None` also when the answer's headers throw.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).ok().flatten()
    }

    /// The request's id, as the headers tell it.
    pub(super) fn request_id(&self) -> Option<String> {
        self.header("x-request-id").or_else(|| self.header("x-correlation-id"))
    }
}

/// A body as JSON; `None` when it is none. It is a JavaScript string, parsed without passing through linear memory.
pub(super) fn json(text: &JsValue) -> Option<Js> {
    text.is_string().then(|| guard::json_parse(text)).flatten()
}

/// Whether a body is empty.
pub(super) fn is_empty(text: &JsValue) -> bool {
    text.as_string().is_none_or(|text| text.bytes().all(|byte| byte <= b' '))
}
