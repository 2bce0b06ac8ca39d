//! Headers that a caller adds to requests.

use crate::rules::{Codes, Rule, HEADER_NAME};
use crate::schema::{Conflict, Fault, Issue, Path, Segment, Value};
use std::borrow::Cow;

/// The name of a header and its value.
pub type Header = (Cow<'static, str>, String);

/// What the client sets by itself: a caller's own would send a token of somebody else, a body of another kind, or walk into
/// another tenant.
static OWN: [&str; 3] = ["authorization", "content-type", "emporix-tenant"];

/// The `headers` of checked options.
///
/// # Errors
/// An issue for a name that is none, and one for each that the client sets itself.
///
/// ```
/// use commerce_customers::api::read_headers;
/// let options = serde_json::json!({ "headers": { "X-Trace": "7", "AUTHORIZATION": "Basic x" } });
/// let issues = read_headers(&&options).unwrap_err();
/// assert_eq!(issues[0].path.to_string(), "headers.AUTHORIZATION");
/// ```
pub fn read_headers<V: Value>(options: &V) -> Result<Vec<Header>, Vec<Issue>> {
    let (mut headers, mut issues) = (Vec::new(), Vec::new());
    let Some(given) = options.at("headers") else { return Ok(headers) };
    let entries = given.each_entry(&mut |name, value| {
        let value = value.ok().flatten().and_then(|value| value.to_text());
        match (fault(&name, &HEADER_NAME), value) {
            (Some(fault), _) => {
                let path = vec![Segment::Name(Cow::Borrowed("headers")), Segment::Name(Cow::Owned(name))];
                issues.push(Issue::new(Path(path), fault));
            }
            (None, Some(value)) => add_header(&mut headers, (name.into(), value)),
            (None, None) => {}
        }
        true
    });
    if entries.is_err() {
        issues.push(Issue::new(Path::of("headers"), Fault::Json));
    }
    if issues.is_empty() {
        Ok(headers)
    } else {
        Err(issues)
    }
}

fn fault(name: &str, rule: &'static Rule) -> Option<Fault> {
    if OWN.iter().any(|own| name.eq_ignore_ascii_case(own)) {
        return Some(Fault::Conflict(Conflict::Own));
    }
    rule.check(name, Codes::Iso).map(|breach| Fault::Text(breach, rule))
}

/// Sets a header; one of the same name, in whatever case, is replaced.
pub fn add_header(headers: &mut Vec<Header>, header: Header) {
    headers.retain(|(known, _)| !known.eq_ignore_ascii_case(&header.0));
    headers.push(header);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_client_sets_is_not_the_callers() {
        for name in ["Authorization", "authorization", "AUTHORIZATION", "content-Type", "emporix-tenant"] {
            let options = json!({ "headers": { "X-Fine": "1", name: "x" } });
            let issues = read_headers(&&options).expect_err(name);
            let told: Vec<_> = issues.iter().map(|issue| (issue.path.to_string(), issue.code().as_str())).collect();
            assert_eq!(told, [(["headers.", name].concat(), "conflict")]);
        }
        for name in ["", "a b", "x:", "ü", "a\n"] {
            let options = json!({ "headers": { name: "x" } });
            assert_eq!(read_headers(&&options).expect_err(name)[0].code().as_str(), "pattern", "{name:?}");
        }
    }

    #[test]
    fn a_name_stands_once() {
        let options = json!({ "headers": { "x-a": "1", "X-B": "2" } });
        let mut headers = read_headers(&&options).expect("headers");
        add_header(&mut headers, ("X-A".into(), "3".to_owned()));
        let due = [("X-B", "2"), ("X-A", "3")].map(|(name, value)| (name.into(), value.to_owned()));
        assert_eq!(headers, due);
        assert_eq!(read_headers(&&json!({})).expect("none"), []);
    }
}
