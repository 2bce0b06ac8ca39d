//! Queries that `field()` makes, as text.

use super::issues;
use super::value::Js;
use crate::schema::Locale;
use wasm_bindgen::prelude::*;

/// The text of a structured query.
///
/// # Errors
/// The fields of a ValidationError with every issue of its terms.
#[wasm_bindgen(js_name = queryText)]
pub fn query_text(query: JsValue) -> Result<JsValue, JsValue> {
    crate::schema::query_text(&Js(query), &[]).map(JsValue::from).map_err(|found| issues::refused(&found, Locale::En))
}
