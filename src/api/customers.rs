//! Emporix customers, tenant-managed: account and profile.

use super::emporix::Emporix;
use super::operation::{Operation, Request, Risk};
use super::page::Asked;
use crate::http::Method;
use crate::model::{
    CUSTOMER, CUSTOMER_CREATE, CUSTOMER_CREATE_QUERY, CUSTOMER_EXPAND, CUSTOMER_QUERY, RESOURCE_LOCATION,
};
use crate::rules::{Codes, PATH_ID};
use crate::schema::{check, check_type, Fault, Issue, Path, Segment, Side, Type, Value};
use std::borrow::Cow;

/// Lists customers. Scopes: `customer.customer_read` or `customer.customer_read_own`.
pub static LIST: Operation = Operation {
    name: "customers.list",
    method: Method::Get,
    path_template: "/customer/{tenant}/customers",
    risk: Risk::Read,
    answer: Type::List(&Type::Record(&CUSTOMER)),
};

/// Reads one customer. Scopes: `customer.customer_read` or `customer.customer_read_own`.
pub static GET: Operation = Operation {
    name: "customers.get",
    method: Method::Get,
    path_template: "/customer/{tenant}/customers/{customerNumber}",
    risk: Risk::Read,
    answer: Type::Record(&CUSTOMER),
};

/// Creates a customer. Scopes: `customer.customer_manage` or `customer.customer_manage_own`.
pub static CREATE: Operation = Operation {
    name: "customers.create",
    method: Method::Post,
    path_template: "/customer/{tenant}/customers",
    risk: Risk::Create,
    answer: Type::Record(&RESOURCE_LOCATION),
};

/// How many customers the service puts on a page when nothing is asked.
const PAGE_SIZE: u32 = 60;

static CUSTOMER_NUMBER: Type = Type::Text(&PATH_ID);

/// A request for a page of customers, by [`CUSTOMER_QUERY`], and what was asked of the page.
///
/// # Errors
/// The issues of the query.
pub fn list<V: Value + Clone>(emporix: &Emporix, query: Option<V>) -> Result<(Request, Asked), Vec<Issue>> {
    let mut pairs = Vec::new();
    let mut asked = Asked { number: 1, size: Some(PAGE_SIZE) };
    if let Some(query) = query {
        refuse(check(query.clone(), &CUSTOMER_QUERY, Codes::Iso))?;
        pairs.extend(query.text_at("q").map(|q| ("q", q)));
        let sort = query.at("sort").and_then(|sort| sort.to_text().or_else(|| joined(&sort)));
        pairs.extend(sort.filter(|sort| !sort.is_empty()).map(|sort| ("sort", sort)));
        let number = query.at("pageNumber").and_then(|value| value.number());
        // The service wants a size with every number.
        let size = query.at("pageSize").and_then(|value| value.number()).or(number.map(|_| f64::from(PAGE_SIZE)));
        pairs.extend(number.map(|number| ("pageNumber", decimal(number))));
        pairs.extend(size.map(|size| ("pageSize", decimal(size))));
        pairs.extend(expand(&query));
        asked = Asked::new(number, size.unwrap_or(f64::from(PAGE_SIZE)));
    }
    Ok((emporix.request(&LIST, None, &pairs, None), asked))
}

/// A request for one customer, by its number and [`CUSTOMER_EXPAND`].
///
/// # Errors
/// The issues of the number and of the query.
pub fn get<I: Value, V: Value + Clone>(
    emporix: &Emporix,
    customer_number: I,
    query: Option<V>,
) -> Result<Request, Vec<Issue>> {
    let number = customer_number.to_text().unwrap_or_default();
    let mut issues = check_type(customer_number, &CUSTOMER_NUMBER, Side::Input, Codes::Iso);
    for issue in &mut issues {
        issue.path.0.insert(0, Segment::Name(Cow::Borrowed("customerNumber")));
    }
    let mut pairs = Vec::new();
    if let Some(query) = query {
        issues.extend(check(query.clone(), &CUSTOMER_EXPAND, Codes::Iso));
        pairs.extend(expand(&query));
    }
    refuse(issues)?;
    Ok(emporix.request(&GET, Some(("customerNumber", &number)), &pairs, None))
}

/// A request that creates a customer. `text` is the JSON text that `body` was read from: what is checked is what is sent.
///
/// # Errors
/// The issues of the customer, by [`CUSTOMER_CREATE`], and of the query, by [`CUSTOMER_CREATE_QUERY`].
pub fn create<V: Value + Clone>(
    emporix: &Emporix,
    body: V,
    text: String,
    query: Option<V>,
) -> Result<Request, Vec<Issue>> {
    let mut issues = check(body, &CUSTOMER_CREATE, emporix.codes());
    let mut pairs = Vec::new();
    if let Some(query) = query {
        issues.extend(check(query.clone(), &CUSTOMER_CREATE_QUERY, Codes::Iso));
        let name = "sendPasswordResetNotifications";
        pairs.extend(query.at(name).and_then(|value| value.flag()).map(|flag| (name, flag.to_string())));
    }
    refuse(issues)?;
    Ok(emporix.request(&CREATE, None, &pairs, Some(text)))
}

/// The issues of a body that cannot be written as JSON: those of its parts that say where, else one of the whole.
pub fn unwritable<V: Value>(emporix: &Emporix, body: V) -> Vec<Issue> {
    let issues = check(body, &CUSTOMER_CREATE, emporix.codes());
    if issues.is_empty() {
        return vec![Issue::new(Path::default(), Fault::Json)];
    }
    issues
}

fn refuse(issues: Vec<Issue>) -> Result<(), Vec<Issue>> {
    if issues.is_empty() {
        Ok(())
    } else {
        Err(issues)
    }
}

fn expand<V: Value>(query: &V) -> Option<(&'static str, String)> {
    query.at("expand").and_then(|list| joined(&list)).filter(|list| !list.is_empty()).map(|list| ("expand", list))
}

/// The texts of a list, joined by commas.
fn joined<V: Value>(list: &V) -> Option<String> {
    let length = list.length().ok()?;
    let texts = (0..length).filter_map(|index| list.item(index).ok().flatten()?.to_text());
    Some(texts.collect::<Vec<_>>().join(","))
}

/// A checked whole number in digits.
fn decimal(number: f64) -> String {
    // In range by `as`, which saturates; pages beyond 2^64 do not exist.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (number as u64).to_string()
}
