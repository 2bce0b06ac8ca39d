//! A failure's fields as a plain object; the face makes the error's instance from them.

use super::object::Plain;
use super::{guard, issues};
use crate::api::{Detail, Failure};
use crate::schema::{JsonWriter, Locale};
use wasm_bindgen::{JsCast, JsValue};

/// The fields of an error.
pub(super) fn to_js(failure: &Failure) -> Plain {
    let mut json = JsonWriter::default();
    json.open('{');
    some(&mut json, "code", Some(failure.code.as_str()));
    some(&mut json, "message", Some(&failure.message()));
    if let Some(operation) = failure.operation {
        some(&mut json, "operation", Some(operation.name));
        some(&mut json, "method", Some(operation.method.as_str()));
        some(&mut json, "pathTemplate", Some(operation.path_template));
    }
    if let Some(status) = failure.status {
        json.key("status").number(status.into());
    }
    let service = &failure.service;
    some(&mut json, "type", service.error_type.as_deref());
    some(&mut json, "serviceMessage", service.message.as_deref());
    json.key("details").open('[');
    for detail in &service.details {
        write_detail(&mut json, detail);
    }
    json.close(']');
    issues::write_both(&mut json, &failure.issues, Locale::En);
    some(&mut json, "requestId", service.request_id.as_deref());
    json.key("attempts").number(failure.attempts.into());
    json.key("retryable").flag(failure.retryable());
    json.key("ambiguous").flag(failure.ambiguous());
    if let Some(ms) = failure.retry_after_ms {
        json.key("retryAfterMs").number(ms);
    }
    json.close('}');
    guard::parsed(json).unchecked_into()
}

/// A count; exact up to 2^53, far beyond what is counted here.
#[allow(clippy::cast_precision_loss)]
pub(super) fn number(count: u64) -> JsValue {
    JsValue::from(count as f64)
}

fn write_detail(json: &mut JsonWriter, detail: &Detail) {
    json.open('{');
    some(json, "field", detail.field.as_deref());
    some(json, "type", detail.error_type.as_deref());
    some(json, "message", detail.message.as_deref());
    some(json, "moreInfo", detail.more_info.as_deref());
    json.close('}');
}

fn some(json: &mut JsonWriter, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        json.key(name).string(text);
    }
}
