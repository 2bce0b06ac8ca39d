//! Issues as JavaScript has them.

use super::guard;
use crate::api::refusal;
use crate::schema::{Issue, JsonWriter, Locale, Param, Segment};
use wasm_bindgen::JsValue;

/// Bytes that most issues have room in.
const ROOM: usize = 192;

/// `[{ path, code, message, params }]`.
pub(super) fn to_js(issues: &[Issue], locale: Locale) -> JsValue {
    let mut json = JsonWriter::with_capacity(issues.len().saturating_mul(ROOM));
    write(&mut json, issues, locale);
    guard::parsed(json)
}

/// The fields of a ValidationError for issues that are told in a language; its own message is for developers.
pub(super) fn refused(issues: &[Issue], locale: Locale) -> JsValue {
    let mut json = JsonWriter::default();
    json.open('{');
    json.key("code").string("validation");
    json.key("message").string(&refusal(issues));
    write_both(&mut json, issues, locale);
    json.close('}');
    guard::parsed(json)
}

/// The issues, and what may be shown of where they are: names that no table knows may be personal.
pub(super) fn write_both(json: &mut JsonWriter, issues: &[Issue], locale: Locale) {
    write(json.key("issues"), issues, locale);
    json.key("publicPaths").open('[');
    for issue in issues {
        json.string(&issue.path.to_public_text());
    }
    json.close(']');
}

fn write(json: &mut JsonWriter, issues: &[Issue], locale: Locale) {
    json.open('[');
    for issue in issues {
        one(json, issue, locale);
    }
    json.close(']');
}

fn one(json: &mut JsonWriter, issue: &Issue, locale: Locale) {
    json.open('{');
    json.key("path").open('[');
    for segment in &issue.path.0 {
        match segment {
            Segment::Name(name) => json.string(name),
            Segment::Index(index) => json.number((*index).into()),
        }
    }
    json.close(']');
    json.key("code").string(issue.code().as_str());
    json.key("message").string(&issue.message(locale));
    json.key("params").open('{');
    issue.each_param(&mut |name, value| {
        json.key(name);
        match value {
            Param::Number(number) => json.number(number.into()),
            Param::Text(text) => json.string(&text),
        }
    });
    json.close('}');
    json.close('}');
}
