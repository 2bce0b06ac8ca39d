//! Issues as JavaScript has them.

use super::guard;
use crate::api::refusal;
use crate::schema::{Fault, Issue, JsonWriter, Locale, Param, Segment};
use std::borrow::Cow;
use wasm_bindgen::JsValue;

/// Bytes that most issues have room in.
const ROOM: usize = 192;

/// Numbers that most issues have room in.
const NUMBERS: usize = 6;

/// `[{ path, code, message, params }]`. Names and words are of the tables: they cross over once, and are numbers from then on.
pub(super) fn to_js(issues: &[Issue], locale: Locale) -> JsValue {
    let in_full = || {
        let mut json = JsonWriter::with_capacity(issues.len().saturating_mul(ROOM));
        write(&mut json, issues, locale);
        json
    };
    let mut numbers = Vec::with_capacity(issues.len().saturating_mul(NUMBERS));
    if issues.iter().try_for_each(|issue| number(&mut numbers, issue, locale)).is_none() {
        return guard::parsed(in_full());
    }
    let made = guard::issues(&numbers, &JsValue::UNDEFINED);
    if made.is_undefined() {
        return guard::issues(&numbers, &in_full().into_text().into());
    }
    made
}

/// Adds an issue as the number of its words, how long its path is, and its path: indexes, and names as numbers below zero.
/// `None` for words that are rare, and for a name that no table knows: there is no end of those.
fn number(numbers: &mut Vec<i32>, issue: &Issue, locale: Locale) -> Option<()> {
    let (place, breach) = match (issue.fault, issue.path.0.last()) {
        (Fault::Type(expected), _) => (expected as usize, 0),
        (Fault::Text(breach, rule), _) => (std::ptr::from_ref(rule).addr(), breach as usize),
        (Fault::OneOf(words), _) => (words.as_ptr().addr(), 0),
        (Fault::Required, Some(Segment::Name(Cow::Borrowed(name)))) => (name.as_ptr().addr(), 0),
        _ => return None,
    };
    numbers.push(told(place << 4 | breach << 1 | locale as usize)?);
    numbers.push(i32::try_from(issue.path.0.len()).ok()?);
    for segment in &issue.path.0 {
        numbers.push(match segment {
            Segment::Name(Cow::Borrowed(name)) => !told(name.as_ptr().addr())?,
            Segment::Name(Cow::Owned(_)) => return None,
            Segment::Index(index) => i32::try_from(*index).ok()?,
        });
    }
    Some(())
}

/// A number for what the table at a place in memory says: no two begin at one. The modules of the package share what
/// JavaScript keeps of them, and have each places of their own.
fn told(place: usize) -> Option<i32> {
    i32::try_from(place << 1 | usize::from(cfg!(feature = "client"))).ok()
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
