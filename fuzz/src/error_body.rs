//! Bodies of failures: whatever a service answers, it is read, and none of it comes into a message of ours.

use commerce_customers::api::{customers, ErrorCode, Failure, ServiceError};
use serde_json::Value;

/// Every text that is read stands in the body, and none of them in the failure's message.
pub fn error_body(data: &[u8]) {
    let Ok(body) = serde_json::from_slice::<Value>(data) else { return };
    let service = ServiceError::read(&&body);
    let mut texts = Vec::new();
    collect(&body, &mut texts);
    let details = service
        .details
        .iter()
        .flat_map(|detail| [&detail.field, &detail.error_type, &detail.message, &detail.more_info]);
    let read = [&service.error_type, &service.message, &service.request_id].into_iter().chain(details).flatten();
    for text in read {
        assert!(texts.contains(&text.as_str()), "{text:?} is not in the body");
    }
    assert!(service.details.len() <= 1000);
    let failure = Failure { status: Some(400), service, ..Failure::new(ErrorCode::BadRequest, Some(&customers::LIST)) };
    let without = Failure { status: Some(400), ..Failure::new(ErrorCode::BadRequest, Some(&customers::LIST)) };
    assert_eq!(failure.message(), without.message());
}

fn collect<'a>(value: &'a Value, texts: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(fields) => fields.values().for_each(|value| collect(value, texts)),
        _ => {}
    }
}
