//! A request for an operation, and how it comes from what a caller gives.

use super::headers::{add_header, Header};
use super::operation::{Operation, Sends};
use super::page::Asked;
use super::parameters::{read_parameters, Parameters};
use super::service::Service;
use crate::http::fill;
use crate::rules::Codes;
use crate::schema::{check, check_part, Conflict, Fault, Issue, Path, Record, Side, Value};
use std::fmt;

/// A request, complete but for its authorization. `Debug` does not show what a caller put into it.
#[derive(Clone)]
pub struct Request {
    /// What it is for.
    pub operation: &'static Operation,
    /// Its absolute address.
    pub url: String,
    /// Its headers. The values are checked: none holds a line break.
    pub headers: Vec<Header>,
    /// Its body: JSON text.
    pub body: Option<String>,
    /// The part of a listing that was asked for, when the operation answers one.
    pub asked: Option<Asked>,
}

/// A body: its JSON text, and that text read again, so that what is checked is what is sent.
#[derive(Debug, Clone)]
pub struct Body<V> {
    /// The text.
    pub text: String,
    /// What the text says.
    pub value: V,
}

/// What a caller gives to be sent.
#[derive(Debug, Clone)]
pub enum Given<V> {
    /// A value with its text.
    Read(Body<V>),
    /// A value that JSON has no text for.
    Unwritable(V),
    /// Text that was judged before.
    Judged(String),
}

/// What a caller gives to an operation.
#[derive(Debug, Clone)]
pub struct Input<V, I = V> {
    /// The values of the path beside the tenant, in the operation's order; `None` for one that is not there.
    pub ids: Vec<Option<I>>,
    /// What the address and the headers take.
    pub query: Option<V>,
    /// What is sent.
    pub body: Option<Given<V>>,
    /// Whether a change is sent as `application/merge-patch+json`, where that may be.
    pub merge_patch: bool,
}

/// What a merge patch of a customer cannot change.
static NOT_IN_A_MERGE_PATCH: [&str; 2] = ["active", "onHold"];

impl fmt::Debug for Request {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Request").field("operation", &self.operation.name).finish_non_exhaustive()
    }
}

#[cfg(feature = "records")]
impl<'a> From<&'a serde_json::Value> for Body<&'a serde_json::Value> {
    fn from(value: &'a serde_json::Value) -> Body<&'a serde_json::Value> {
        Body { text: value.to_string(), value }
    }
}

impl<V, I> Input<V, I> {
    /// Path values alone.
    pub fn of<const N: usize>(ids: [I; N]) -> Input<V, I> {
        Input { ids: ids.into_iter().map(Some).collect(), query: None, body: None, merge_patch: false }
    }

    /// With a query.
    pub fn query(self, query: Option<V>) -> Input<V, I> {
        Input { query, ..self }
    }

    /// With a body.
    pub fn body(self, body: impl Into<Body<V>>) -> Input<V, I> {
        Input { body: Some(Given::Read(body.into())), ..self }
    }
}

impl Request {
    /// Adds a caller's headers. They take the place of the client's own of the same name.
    pub fn add_headers(&mut self, headers: &[Header]) {
        headers.iter().cloned().for_each(|header| add_header(&mut self.headers, header));
    }
}

impl Operation {
    /// The request for what a caller gives.
    ///
    /// # Errors
    /// Every issue of the path's values, of the query and of the body. The paths of the first start with the value's name.
    pub fn request<V: Value + Clone, I: Value>(
        &'static self,
        service: &Service,
        input: Input<V, I>,
    ) -> Result<Request, Vec<Issue>> {
        let Input { ids, query, body, merge_patch } = input;
        let merge_patch = merge_patch && matches!(self.sends, Sends::Change(_));
        let mut issues = Vec::new();
        let mut values = vec![("tenant", service.tenant.clone())];
        let mut ids = ids.into_iter();
        for id in self.ids {
            match ids.next().flatten() {
                Some(given) => {
                    issues.extend(check_part(&given, &id.rule, Some(id.name), Side::Input, Codes::Iso));
                    values.push((id.name, given.to_text().unwrap_or_default()));
                }
                None => issues.push(Issue::new(Path::of(id.name), Fault::Required)),
            }
        }
        let mut parameters = Parameters::default();
        let mut of_query = Vec::new();
        if let Some(record) = self.query {
            of_query = query.as_ref().map(|query| check(query.clone(), record, Codes::Iso)).unwrap_or_default();
            if of_query.is_empty() {
                parameters = read_parameters(self, record, query.as_ref(), service.lists);
            }
        }
        if let (true, Some(Given::Read(body))) = (merge_patch, &body) {
            let there = NOT_IN_A_MERGE_PATCH.into_iter().filter(|name| body.value.at(name).is_some());
            issues.extend(there.map(|name| Issue::new(Path::of(name), Fault::Conflict(Conflict::MergePatch))));
        }
        let sent = self.sent(service, body, parameters.q.take(), &mut issues);
        issues.extend(of_query);
        if !issues.is_empty() {
            return Err(issues);
        }
        let path = fill(self.path_template, &values);
        let mut headers = vec![("Accept".into(), "application/json".to_owned())];
        if sent.is_some() {
            let kind = if merge_patch { "application/merge-patch+json" } else { "application/json" };
            headers.push(("Content-Type".into(), kind.to_owned()));
        }
        if service.tenant_header {
            headers.push(("Emporix-Tenant".into(), service.tenant.clone()));
        }
        headers.extend(parameters.header.map(|(name, value)| (name.into(), value)));
        let url = [&service.base_url, path.as_str(), &parameters.query].concat();
        Ok(Request { operation: self, url, headers, body: sent, asked: parameters.asked })
    }

    /// The text of the body, with its issues.
    fn sent<V: Value>(
        &'static self,
        service: &Service,
        body: Option<Given<V>>,
        q: Option<String>,
        issues: &mut Vec<Issue>,
    ) -> Option<String> {
        let record = match self.sends {
            Sends::Nothing => return None,
            Sends::Query => {
                return Some(q.map_or_else(|| "{}".to_owned(), |q| ["{\"q\":", &json_string(&q), "}"].concat()));
            }
            Sends::Record(record) | Sends::Change(record) | Sends::Many(record) => record,
        };
        match body {
            Some(Given::Judged(text)) => return Some(text),
            Some(Given::Read(Body { text, value })) => {
                issues.extend(check(value, record, service.codes));
                return Some(text);
            }
            Some(Given::Unwritable(value)) => issues.extend(unwritable(value, record, service.codes)),
            None => issues.push(Issue::new(Path::of("body"), Fault::Required)),
        }
        None
    }
}

/// The issues of a value that cannot be written as JSON: those of its parts that say where, else one of the whole.
pub(super) fn unwritable<V: Value>(value: V, record: &'static Record, codes: Codes) -> Vec<Issue> {
    let issues = check(value, record, codes);
    if issues.is_empty() {
        return vec![Issue::new(Path::default(), Fault::Json)];
    }
    issues
}

/// A text as a JSON string.
fn json_string(text: &str) -> String {
    let mut json = String::with_capacity(text.len().saturating_add(2));
    json.push('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => json.extend(['\\', char]),
            // Every control character has this form; JSON needs no shorter one.
            control if control < ' ' => {
                let digit = |value: u32| char::from_digit(value, 16).unwrap_or('0');
                json.push_str("\\u00");
                json.extend([digit(u32::from(control) >> 4), digit(u32::from(control) & 0xf)]);
            }
            char => json.push(char),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use super::json_string;

    #[test]
    fn a_query_in_a_body_is_a_json_string() {
        for text in ["", "a:\"b c\"", "\\", "\u{0}\u{1f}\n\t", "é😀\u{2028}"] {
            assert_eq!(json_string(text).parse::<serde_json::Value>().ok(), Some(text.into()), "{text:?}");
        }
    }
}
