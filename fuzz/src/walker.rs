//! JSON text of any kind, judged by any schema.

use super::Bytes;
use commerce_customers::model::{Schema, SCHEMAS};
use commerce_customers::schema::{check_at, check_type, Codes, Issue, JsonText, Locale, Segment, MAX_ISSUES};
use serde_json::Value;

/// Every issue is told, has its code and its limits, and is found again when the part it is at is judged alone.
pub fn walker(data: &[u8]) {
    let mut bytes = Bytes(data);
    let schema = &SCHEMAS[usize::from(bytes.next()) % SCHEMAS.len()];
    let codes = bytes.of(&[Codes::Iso, Codes::Shape]);
    let json = JsonText::of_bytes(bytes.0);
    let Ok(value) = serde_json::from_slice::<Value>(bytes.0) else { return };
    let issues = check_type(&value, &schema.ty, schema.side, codes);
    assert!(issues.len() <= MAX_ISSUES);
    let text = json.expect("what serde_json takes is JSON").check_type(&schema.ty, schema.side, codes);
    as_in_text(&issues, &text);
    for issue in issues.iter().take(50) {
        told(issue);
        found_again(issue, &value, schema, codes);
    }
}

/// The text is judged like the value that it says, but for keys that stand twice, which the value does not show.
fn as_in_text(value: &[Issue], text: &[Issue]) {
    let told = |issues: &[Issue]| -> Vec<String> {
        let mut told: Vec<_> = issues.iter().map(|issue| format!("{} {}", issue.path, issue.code().as_str())).collect();
        told.sort();
        told
    };
    let (value, text) = (told(value), told(text));
    if !text.iter().any(|issue| issue.ends_with(" json")) {
        assert_eq!(value, text);
    }
}

fn name(segment: &Segment) -> String {
    match segment {
        Segment::Name(name) => name.to_string(),
        Segment::Index(index) => index.to_string(),
    }
}

fn told(issue: &Issue) {
    let [english, german] = [Locale::En, Locale::De].map(|locale| issue.message(locale));
    for message in [&english, &german] {
        assert!(message.ends_with('.') && !message.contains("{}"), "{issue:?}: {message}");
    }
    issue.each_param(&mut |name, _| assert!(!name.is_empty()));
    assert!(!issue.code().as_str().is_empty());
}

/// But for what does not go with something else, which is not looked at then.
fn found_again(issue: &Issue, value: &Value, schema: &'static Schema, codes: Codes) {
    let names: Vec<String> = issue.path.0.iter().map(name).collect();
    let part = issue.path.0.iter().try_fold(value, |value, segment| match segment {
        Segment::Name(name) => value.get(name.as_ref()),
        Segment::Index(index) => value.get(*index as usize),
    });
    let again = check_at(part.as_ref(), &schema.ty, &names, schema.side, codes);
    let same = |other: &Issue| other.path.0 == issue.path.0 && other.code() == issue.code();
    let alone = again.iter().any(same);
    assert!(
        alone
            || issue.code().as_str() == "conflict"
            || issue.code().as_str() == "json"
            || names.first().is_some_and(|name| name == "q"),
        "{issue:?} of {value}: {again:?}"
    );
}
