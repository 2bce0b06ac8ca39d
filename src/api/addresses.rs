//! The addresses of an Emporix customer, tenant-managed: operations of their own beside the profile.

use super::answer::Answer;
use super::operation::{Id, Operation, Risk, Sends};
use super::request::{Body, Input, Request};
use super::service::Emporix;
use crate::http::Method;
use crate::model::{ADDRESS, ADDRESS_CREATE, ADDRESS_TAGS, ADDRESS_UPDATE, RESOURCE_LOCATION};
use crate::rules::PATH_ID;
use crate::schema::{Issue, Type, Value};

/// Lists the addresses of a customer. Scope: `customer.customer_read`.
pub static LIST: Operation = Operation {
    name: "customers.addresses.list",
    method: Method::Get,
    path_template: "/customer/{tenant}/customers/{customerNumber}/addresses",
    risk: Risk::Read,
    ids: CUSTOMER,
    query: None,
    sends: Sends::Nothing,
    answer: Answer::Whole(Type::List(&Type::Record(&ADDRESS))),
};

/// Adds an address. Scope: `customer.customer_manage`.
pub static ADD: Operation = Operation {
    name: "customers.addresses.add",
    method: Method::Post,
    path_template: "/customer/{tenant}/customers/{customerNumber}/addresses",
    risk: Risk::Create,
    ids: CUSTOMER,
    query: None,
    sends: Sends::Record(&ADDRESS_CREATE),
    answer: Answer::Located(Type::Record(&RESOURCE_LOCATION)),
};

/// Reads one address. Scope: `customer.customer_read`.
pub static GET: Operation = Operation {
    name: "customers.addresses.get",
    method: Method::Get,
    path_template: "/customer/{tenant}/customers/{customerNumber}/addresses/{addressId}",
    risk: Risk::Read,
    ids: BOTH,
    query: None,
    sends: Sends::Nothing,
    answer: Answer::Whole(Type::Record(&ADDRESS)),
};

/// Puts an address in the place of one, or creates it. Scope: `customer.customer_manage`.
pub static UPSERT: Operation = Operation {
    name: "customers.addresses.upsert",
    method: Method::Put,
    path_template: "/customer/{tenant}/customers/{customerNumber}/addresses/{addressId}",
    risk: Risk::Idempotent,
    ids: BOTH,
    query: None,
    sends: Sends::Record(&ADDRESS_UPDATE),
    answer: Answer::Upserted(Type::Record(&RESOURCE_LOCATION)),
};

/// Changes an address. Scope: `customer.customer_manage`.
pub static PATCH: Operation = Operation {
    name: "customers.addresses.patch",
    method: Method::Patch,
    path_template: "/customer/{tenant}/customers/{customerNumber}/addresses/{addressId}",
    risk: Risk::Patch,
    ids: BOTH,
    query: None,
    sends: Sends::Record(&ADDRESS_UPDATE),
    answer: Answer::Nothing,
};

/// Removes an address. Scope: `customer.customer_manage`.
pub static DELETE: Operation = Operation {
    name: "customers.addresses.delete",
    method: Method::Delete,
    path_template: "/customer/{tenant}/customers/{customerNumber}/addresses/{addressId}",
    risk: Risk::Idempotent,
    ids: BOTH,
    query: None,
    sends: Sends::Nothing,
    answer: Answer::Removed,
};

/// Adds tags to an address. The documents name no scope; `customer.customer_manage` is that of its neighbours.
pub static ADD_TAGS: Operation = Operation {
    name: "customers.addresses.addTags",
    method: Method::Post,
    path_template: "/customer/{tenant}/customers/{customerNumber}/addresses/{addressId}/tags",
    risk: Risk::Idempotent,
    ids: BOTH,
    query: Some(&ADDRESS_TAGS),
    sends: Sends::Nothing,
    answer: Answer::Nothing,
};

/// Removes tags from an address. Scope: `customer.customer_manage`.
pub static REMOVE_TAGS: Operation = Operation {
    name: "customers.addresses.removeTags",
    method: Method::Delete,
    path_template: "/customer/{tenant}/customers/{customerNumber}/addresses/{addressId}/tags",
    risk: Risk::Idempotent,
    ids: BOTH,
    query: Some(&ADDRESS_TAGS),
    sends: Sends::Nothing,
    answer: Answer::Nothing,
};

static CUSTOMER: &[Id] = &[Id::new("customerNumber", &PATH_ID)];
static BOTH: &[Id] = &[Id::new("customerNumber", &PATH_ID), Id::new("addressId", &PATH_ID)];

/// A request for the addresses of a customer.
///
/// # Errors
/// The issues of the number.
pub fn list(emporix: &Emporix, customer_number: &str) -> Result<Request, Vec<Issue>> {
    LIST.request(emporix.as_ref(), Input::<&str>::of([customer_number]))
}

/// A request that adds an address.
///
/// # Errors
/// The issues of the number and of the address, by [`ADDRESS_CREATE`].
pub fn add<V: Value + Clone>(
    emporix: &Emporix,
    customer_number: &str,
    body: impl Into<Body<V>>,
) -> Result<Request, Vec<Issue>> {
    ADD.request(emporix.as_ref(), Input::of([customer_number]).body(body))
}

/// A request for one address.
///
/// # Errors
/// The issues of the number and the id.
pub fn get(emporix: &Emporix, customer_number: &str, address_id: &str) -> Result<Request, Vec<Issue>> {
    GET.request(emporix.as_ref(), Input::<&str>::of([customer_number, address_id]))
}

/// A request that puts an address in the place of one, or creates it.
///
/// # Errors
/// The issues of the number, the id and the address, by [`ADDRESS_UPDATE`].
pub fn upsert<V: Value + Clone>(
    emporix: &Emporix,
    customer_number: &str,
    address_id: &str,
    body: impl Into<Body<V>>,
) -> Result<Request, Vec<Issue>> {
    UPSERT.request(emporix.as_ref(), Input::of([customer_number, address_id]).body(body))
}

/// A request that changes an address.
///
/// # Errors
/// The issues of the number, the id and the change, by [`ADDRESS_UPDATE`].
pub fn patch<V: Value + Clone>(
    emporix: &Emporix,
    customer_number: &str,
    address_id: &str,
    body: impl Into<Body<V>>,
) -> Result<Request, Vec<Issue>> {
    PATCH.request(emporix.as_ref(), Input::of([customer_number, address_id]).body(body))
}

/// A request that removes an address.
///
/// # Errors
/// The issues of the number and the id.
pub fn delete(emporix: &Emporix, customer_number: &str, address_id: &str) -> Result<Request, Vec<Issue>> {
    DELETE.request(emporix.as_ref(), Input::<&str>::of([customer_number, address_id]))
}

/// A request that adds tags to an address, by [`ADDRESS_TAGS`].
///
/// # Errors
/// The issues of the number, the id and the tags: one that is empty or holds a comma would become another.
pub fn add_tags<V: Value + Clone>(
    emporix: &Emporix,
    customer_number: &str,
    address_id: &str,
    tags: V,
) -> Result<Request, Vec<Issue>> {
    ADD_TAGS.request(emporix.as_ref(), Input::of([customer_number, address_id]).query(Some(tags)))
}

/// A request that removes tags from an address, by [`ADDRESS_TAGS`].
///
/// # Errors
/// As of [`add_tags`].
pub fn remove_tags<V: Value + Clone>(
    emporix: &Emporix,
    customer_number: &str,
    address_id: &str,
    tags: V,
) -> Result<Request, Vec<Issue>> {
    REMOVE_TAGS.request(emporix.as_ref(), Input::of([customer_number, address_id]).query(Some(tags)))
}
