//! A failure's fields as a plain object; the face makes the error's instance from them.

use super::issues;
use super::object::Plain;
use crate::api::{Detail, Failure};
use crate::schema::Locale;
use js_sys::Array;
use wasm_bindgen::JsValue;

/// The fields of an error.
pub(super) fn to_js(failure: &Failure) -> Plain {
    to_js_in(failure, Locale::En)
}

/// The fields of an error whose issues are told in a language; its own message is for developers.
pub(super) fn to_js_in(failure: &Failure, locale: Locale) -> Plain {
    let details = Array::new();
    for detail in &failure.service.details {
        details.push(&to_detail(detail));
    }
    // What may be shown of where issues are: names that no table knows may be personal.
    let public_paths = Array::new();
    for issue in &failure.issues {
        public_paths.push(&issue.path.to_public_text().into());
    }
    let operation = failure.operation;
    Plain::new()
        .with("code", failure.code.as_str())
        .with("message", failure.message())
        .with_some("operation", operation.map(|operation| operation.name))
        .with_some("method", operation.map(|operation| operation.method.as_str()))
        .with_some("pathTemplate", operation.map(|operation| operation.path_template))
        .with_some("status", failure.status)
        .with_some("type", failure.service.error_type.as_deref())
        .with_some("serviceMessage", failure.service.message.as_deref())
        .with("details", details)
        .with("issues", issues::to_js(&failure.issues, locale))
        .with("publicPaths", public_paths)
        .with_some("requestId", failure.service.request_id.as_deref())
        .with("attempts", failure.attempts)
        .with("retryable", failure.retryable())
        .with("ambiguous", failure.ambiguous())
        // Far below 2^53, or as good as never.
        .with_some("retryAfterMs", failure.retry_after_ms.map(number))
}

/// A count; exact up to 2^53, far beyond what is counted here.
#[allow(clippy::cast_precision_loss)]
pub(super) fn number(count: u64) -> JsValue {
    JsValue::from(count as f64)
}

fn to_detail(detail: &Detail) -> Plain {
    Plain::new()
        .with_some("field", detail.field.as_deref())
        .with_some("type", detail.error_type.as_deref())
        .with_some("message", detail.message.as_deref())
        .with_some("moreInfo", detail.more_info.as_deref())
}
