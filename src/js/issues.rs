//! Issues as JavaScript has them.

use super::object::Plain;
use crate::schema::{Issue, Locale, Param, Segment};
use js_sys::Array;
use wasm_bindgen::JsValue;

/// `[{ path, code, message, params }]`.
pub(super) fn to_js(issues: &[Issue], locale: Locale) -> Array {
    issues.iter().map(|issue| JsValue::from(one(issue, locale))).collect()
}

fn one(issue: &Issue, locale: Locale) -> Plain {
    let path: Array = issue
        .path
        .0
        .iter()
        .map(|segment| match segment {
            Segment::Name(name) => JsValue::from_str(name),
            Segment::Index(index) => JsValue::from(*index),
        })
        .collect();
    let params = issue.params().into_iter().fold(Plain::new(), |params, (name, value)| match value {
        Param::Number(number) => params.with(name, number),
        Param::Text(text) => params.with(name, text),
    });
    Plain::new()
        .with("path", path)
        .with("code", issue.code().as_str())
        .with("message", issue.message(locale))
        .with("params", params)
}
