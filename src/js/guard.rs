//! What may throw, asked through JavaScript that catches it: see `guard.js` for why it is not left to `catch`.

use super::value::Js;
use crate::schema::JsonWriter;
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/js/guard.js")]
extern "C" {
    /// Whether a value stands for one that could not be had.
    #[wasm_bindgen(js_name = isThrown)]
    pub(super) fn is_thrown(value: &JsValue) -> bool;

    #[wasm_bindgen(js_name = kindOf)]
    pub(super) fn kind_of(value: &JsValue) -> u8;

    pub(super) fn read(value: &JsValue, key: &JsValue) -> JsValue;

    /// A plan of a kind, which takes what the bits say without a further look.
    pub(super) fn plan(bits: u8, kind: u8, one: &JsValue) -> JsValue;

    /// The plan of a record.
    pub(super) fn record(names: &str, parts: &Array) -> JsValue;

    /// Whether a value is an array of what is plainly what a record's plan asks for.
    #[wasm_bindgen(js_name = isPlain)]
    pub(super) fn is_plain(value: &JsValue, plan: &JsValue) -> bool;

    /// A function that tells whether a value is plainly what a record's plan asks for.
    pub(super) fn teller(plan: &JsValue) -> JsValue;

    /// The place from `from` on of the next field of a record's plan whose value is to be looked at.
    pub(super) fn next(value: &JsValue, plan: &JsValue, from: u32) -> u32;

    #[wasm_bindgen(js_name = readAt)]
    pub(super) fn read_at(value: &JsValue, plan: &JsValue, place: u32) -> JsValue;

    #[wasm_bindgen(js_name = read)]
    pub(super) fn read_named(value: &JsValue, key: &str) -> JsValue;

    #[wasm_bindgen(js_name = read)]
    pub(super) fn read_index(value: &JsValue, key: u32) -> JsValue;

    pub(super) fn keys(value: &JsValue) -> JsValue;

    pub(super) fn written(number: &JsValue) -> JsValue;

    pub(super) fn moment(value: &JsValue) -> JsValue;

    /// Issues from the numbers that `issues.rs` has of them; `undefined` when it has to give them in full as well.
    pub(super) fn issues(numbers: &[i32], in_full: &JsValue) -> JsValue;

    fn parse(text: &JsValue) -> JsValue;

    fn stringify(value: &JsValue) -> JsValue;
}

/// JSON text as a value; `None` when it is none.
pub(super) fn json_parse(text: &JsValue) -> Option<Js> {
    let value = parse(text);
    (!is_thrown(&value)).then_some(Js(value))
}

/// What was written, as a value.
pub(super) fn parsed(json: JsonWriter) -> JsValue {
    parse(&json.into_text().into())
}

/// A value as JSON text, `undefined` when JSON has no text for it; `None` when it threw.
pub(super) fn json_stringify(value: &JsValue) -> Option<JsValue> {
    let text = stringify(value);
    (!is_thrown(&text)).then_some(text)
}
