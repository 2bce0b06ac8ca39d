//! What a checked query becomes in an address: a parameter a field, in the order of the table.

use super::answer::Answer;
use super::operation::{Operation, Sends};
use super::page::{Asked, LIMIT, PAGE_SIZE};
use super::spirii::wire_name;
use crate::http::add_parameter;
use crate::rules::digits;
use crate::schema::{query_text, Kind, Record, Type, Value};

/// How a list stands in an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lists {
    /// `expand=a,b`
    Joined,
    /// `types=a&types=b`
    Repeated,
}

/// What a query becomes.
#[derive(Default)]
pub(super) struct Parameters {
    /// `?name=value&…`, or nothing.
    pub query: String,
    /// A header with its value.
    pub header: Option<(&'static str, String)>,
    /// The `q` of a search, which goes into the body.
    pub q: Option<String>,
    pub asked: Option<Asked>,
}

/// Reads a query that has no issues.
pub(super) fn read_parameters<V: Value>(
    operation: &Operation,
    record: &'static Record,
    query: Option<&V>,
    lists: Lists,
) -> Parameters {
    let mut read = Parameters::default();
    let number = |name| query.and_then(|query| query.at(name)).and_then(|value| value.number()).map(whole);
    for field in record.fields {
        let Some(value) = query.and_then(|query| query.at(field.name)) else { continue };
        match (field.name, &field.ty) {
            ("q", _) => {
                let text = value.to_text().or_else(|| query_text(&value, &[]).ok());
                match operation.sends {
                    Sends::Query => read.q = text,
                    _ => read.add("q", text),
                }
            }
            ("totalCount", _) => read.header = written(&value).map(|flag| ("X-Total-Count", flag)),
            (_, Type::Map(_)) => {
                // One that cannot be read was refused before.
                let _ = value.each_entry(&mut |name, value| {
                    if let Ok(Some(value)) = value {
                        read.push(&name, &value, Lists::Repeated);
                    }
                    true
                });
            }
            (name, _) => read.push(wire_name(name), &value, lists),
        }
    }
    read.asked = match operation.answer {
        Answer::Page { size: default, .. } => {
            let page = number("pageNumber");
            let mut size = number("pageSize");
            if page.is_some() && size.is_none() {
                read.add("pageSize", Some(digits(PAGE_SIZE)));
                size = Some(PAGE_SIZE);
            }
            Some(Asked::Page { number: page.unwrap_or(1), size: size.or(default.map(u64::from)) })
        }
        Answer::Window(_) => {
            Some(Asked::Window { limit: number("limit").unwrap_or(LIMIT), offset: number("offset").unwrap_or(0) })
        }
        _ => None,
    };
    read
}

impl Parameters {
    fn add(&mut self, name: &str, value: Option<String>) {
        if let Some(value) = value {
            add_parameter(&mut self.query, name, &value);
        }
    }

    fn push<V: Value>(&mut self, name: &str, value: &V, lists: Lists) {
        if value.kind() != Ok(Kind::List) {
            return self.add(name, written(value));
        }
        let mut joined = String::new();
        for index in 0..value.length().unwrap_or(0) {
            let text = value.item(index).ok().flatten().and_then(|item| written(&item));
            match (lists, text) {
                (Lists::Joined, Some(text)) => {
                    if index > 0 {
                        joined.push(',');
                    }
                    joined.push_str(&text);
                }
                (Lists::Repeated, text) => self.add(name, text),
                (_, None) => {}
            }
        }
        if !joined.is_empty() {
            self.add(name, Some(joined));
        }
    }
}

/// A single value as it stands in an address.
fn written<V: Value>(value: &V) -> Option<String> {
    let date = value.date();
    let value = date.as_ref().unwrap_or(value);
    let flag = || value.flag().map(|flag| if flag { "true" } else { "false" }.to_owned());
    value.to_text().or_else(|| value.number_text()).or_else(flag)
}

/// A checked whole number.
fn whole(number: f64) -> u64 {
    // In range by `as`, which saturates.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (number as u64)
}
