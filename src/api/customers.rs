//! Emporix customers, tenant-managed: account and profile.

use super::answer::Answer;
use super::operation::{Id, Operation, Risk, Sends};
use super::request::{Body, Input, Request};
use super::service::Emporix;
use crate::http::Method;
use crate::model::{
    CUSTOMER, CUSTOMER_CREATE, CUSTOMER_CREATE_QUERY, CUSTOMER_EXPAND, CUSTOMER_PATCH, CUSTOMER_QUERY, CUSTOMER_UPDATE,
    RESOURCE_LOCATION,
};
use crate::rules::PATH_ID;
use crate::schema::{Issue, Type, Value};

/// Lists customers. Scopes: `customer.customer_read` or `customer.customer_read_own`.
pub static LIST: Operation = Operation {
    name: "customers.list",
    method: Method::Get,
    path_template: "/customer/{tenant}/customers",
    risk: Risk::Read,
    ids: &[],
    query: Some(&CUSTOMER_QUERY),
    sends: Sends::Nothing,
    answer: Answer::Page { items: Type::List(&Type::Record(&CUSTOMER)), size: Some(60) },
};

/// Lists customers; `q` goes into the body, where it may be longer than an address. Scopes: `customer.customer_read` or `customer.customer_read_own`.
pub static SEARCH: Operation = Operation {
    name: "customers.search",
    method: Method::Post,
    path_template: "/customer/{tenant}/customers/search",
    risk: Risk::Read,
    ids: &[],
    query: Some(&CUSTOMER_QUERY),
    sends: Sends::Query,
    answer: Answer::Page { items: Type::List(&Type::Record(&CUSTOMER)), size: Some(60) },
};

/// Reads one customer. Scopes: `customer.customer_read` or `customer.customer_read_own`.
pub static GET: Operation = Operation {
    name: "customers.get",
    method: Method::Get,
    path_template: "/customer/{tenant}/customers/{customerNumber}",
    risk: Risk::Read,
    ids: NUMBER,
    query: Some(&CUSTOMER_EXPAND),
    sends: Sends::Nothing,
    answer: Answer::Whole(Type::Record(&CUSTOMER)),
};

/// Creates a customer. Scopes: `customer.customer_manage` or `customer.customer_manage_own`.
pub static CREATE: Operation = Operation {
    name: "customers.create",
    method: Method::Post,
    path_template: "/customer/{tenant}/customers",
    risk: Risk::Create,
    ids: &[],
    query: Some(&CUSTOMER_CREATE_QUERY),
    sends: Sends::Record(&CUSTOMER_CREATE),
    answer: Answer::Located(Type::Record(&RESOURCE_LOCATION)),
};

/// Puts a customer in the place of one, or creates it. Scopes: `customer.customer_manage` or `customer.customer_manage_own`.
pub static UPSERT: Operation = Operation {
    name: "customers.upsert",
    method: Method::Put,
    path_template: "/customer/{tenant}/customers/{customerNumber}",
    risk: Risk::Idempotent,
    ids: NUMBER,
    query: Some(&CUSTOMER_CREATE_QUERY),
    sends: Sends::Record(&CUSTOMER_UPDATE),
    answer: Answer::Upserted(Type::Record(&RESOURCE_LOCATION)),
};

/// Changes a customer. Scopes: `customer.customer_manage` or `customer.customer_manage_own`.
pub static PATCH: Operation = Operation {
    name: "customers.patch",
    method: Method::Patch,
    path_template: "/customer/{tenant}/customers/{customerNumber}",
    risk: Risk::Patch,
    ids: NUMBER,
    query: None,
    sends: Sends::Change(&CUSTOMER_PATCH),
    answer: Answer::Nothing,
};

/// Deletes a customer. The service accepts it (202) and may do it a moment later. Scopes: `customer.customer_manage` or `customer.customer_manage_own`.
pub static DELETE: Operation = Operation {
    name: "customers.delete",
    method: Method::Delete,
    path_template: "/customer/{tenant}/customers/{customerNumber}",
    risk: Risk::Idempotent,
    ids: NUMBER,
    query: None,
    sends: Sends::Nothing,
    answer: Answer::Removed,
};

static NUMBER: &[Id] = &[Id::new("customerNumber", &PATH_ID)];

/// A request for a page of customers, by [`CUSTOMER_QUERY`].
///
/// # Errors
/// The issues of the query.
pub fn list<V: Value + Clone>(emporix: &Emporix, query: Option<V>) -> Result<Request, Vec<Issue>> {
    LIST.request(emporix.as_ref(), Input::<V, V>::of([]).query(query))
}

/// A request for a page of customers, by [`CUSTOMER_QUERY`], with `q` in the body.
///
/// # Errors
/// The issues of the query.
pub fn search<V: Value + Clone>(emporix: &Emporix, query: Option<V>) -> Result<Request, Vec<Issue>> {
    SEARCH.request(emporix.as_ref(), Input::<V, V>::of([]).query(query))
}

/// A request for one customer, by its number and [`CUSTOMER_EXPAND`].
///
/// # Errors
/// The issues of the number and of the query.
pub fn get<V: Value + Clone>(
    emporix: &Emporix,
    customer_number: &str,
    query: Option<V>,
) -> Result<Request, Vec<Issue>> {
    GET.request(emporix.as_ref(), Input::of([customer_number]).query(query))
}

/// A request that creates a customer.
///
/// # Errors
/// The issues of the customer, by [`CUSTOMER_CREATE`], and of the query, by [`CUSTOMER_CREATE_QUERY`].
pub fn create<V: Value + Clone>(
    emporix: &Emporix,
    body: impl Into<Body<V>>,
    query: Option<V>,
) -> Result<Request, Vec<Issue>> {
    CREATE.request(emporix.as_ref(), Input::<V, V>::of([]).query(query).body(body))
}

/// A request that puts a customer in the place of one, or creates it.
///
/// # Errors
/// The issues of the number, of the customer, by [`CUSTOMER_UPDATE`], and of the query, by [`CUSTOMER_CREATE_QUERY`].
pub fn upsert<V: Value + Clone>(
    emporix: &Emporix,
    customer_number: &str,
    body: impl Into<Body<V>>,
    query: Option<V>,
) -> Result<Request, Vec<Issue>> {
    UPSERT.request(emporix.as_ref(), Input::of([customer_number]).query(query).body(body))
}

/// A request that changes a customer.
///
/// # Errors
/// The issues of the number and of the change, by [`CUSTOMER_PATCH`].
pub fn patch<V: Value + Clone>(
    emporix: &Emporix,
    customer_number: &str,
    body: impl Into<Body<V>>,
) -> Result<Request, Vec<Issue>> {
    PATCH.request(emporix.as_ref(), Input::of([customer_number]).body(body))
}

/// A request that changes a customer by `application/merge-patch+json`.
///
/// # Errors
/// The issues of [`patch`](fn@patch), and one for each of `active` and `onHold` in the change: a merge patch has neither.
pub fn merge_patch<V: Value + Clone>(
    emporix: &Emporix,
    customer_number: &str,
    body: impl Into<Body<V>>,
) -> Result<Request, Vec<Issue>> {
    let input = Input { merge_patch: true, ..Input::of([customer_number]).body(body) };
    PATCH.request(emporix.as_ref(), input)
}

/// A request that deletes a customer.
///
/// # Errors
/// The issues of the number.
pub fn delete(emporix: &Emporix, customer_number: &str) -> Result<Request, Vec<Issue>> {
    DELETE.request(emporix.as_ref(), Input::<&str>::of([customer_number]))
}
