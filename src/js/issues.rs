//! Issues as JavaScript has them.

use super::object::Plain;
use crate::schema::{Issue, Locale, Param, Segment};
use js_sys::Array;
use wasm_bindgen::JsValue;

/// `[{ path, code, message, params }]`.
pub(super) fn to_js(issues: &[Issue], locale: Locale) -> Array {
    let array = Array::new();
    for issue in issues {
        array.push(&one(issue, locale));
    }
    array
}

fn one(issue: &Issue, locale: Locale) -> Plain {
    let path = Array::new();
    for segment in &issue.path.0 {
        path.push(&match segment {
            Segment::Name(name) => JsValue::from_str(name),
            Segment::Index(index) => JsValue::from(*index),
        });
    }
    let params = Plain::new();
    issue.each_param(&mut |name, value| match value {
        Param::Number(number) => params.put(name, number.into()),
        Param::Text(text) => params.put(name, text.into()),
    });
    Plain::new()
        .with("path", path)
        .with("code", issue.code().as_str())
        .with("message", issue.message(locale))
        .with("params", params)
}
