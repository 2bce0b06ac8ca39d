//! The assignments of customers to an Emporix segment.

use super::answer::Answer;
use super::bulk::Chunk;
use super::operation::{Id, Operation, Risk, Sends};
use super::request::{Body, Input, Request};
use super::service::Emporix;
use crate::http::Method;
use crate::model::{
    ASSIGNMENT_BULK_ITEM, ASSIGNMENT_FIELDS, ASSIGNMENT_KEY, ASSIGNMENT_QUERY, ASSIGNMENT_UPSERT, BULK_ENTRY,
    CUSTOMER_ASSIGNMENT,
};
use crate::rules::{ASSIGNED_ID, PATH_ID};
use crate::schema::{Issue, Kind, Type, Value};

/// Lists assignments. Scopes: `customersegment.segment_read` or `customersegment.segment_read_own`.
pub static LIST: Operation = Operation {
    name: "segment.list",
    method: Method::Get,
    path_template: "/customer-segment/{tenant}/segments/{segmentId}/customers",
    risk: Risk::Read,
    ids: SEGMENT,
    query: Some(&ASSIGNMENT_QUERY),
    sends: Sends::Nothing,
    answer: Answer::Page { items: Type::List(&Type::Record(&CUSTOMER_ASSIGNMENT)), size: None },
};

/// Lists assignments; `q` goes into the body. Scope: `customersegment.segment_read`.
pub static SEARCH: Operation = Operation {
    name: "segment.search",
    method: Method::Post,
    path_template: "/customer-segment/{tenant}/segments/{segmentId}/customers/search",
    risk: Risk::Read,
    ids: SEGMENT,
    query: Some(&ASSIGNMENT_QUERY),
    sends: Sends::Query,
    answer: Answer::Page { items: Type::List(&Type::Record(&CUSTOMER_ASSIGNMENT)), size: None },
};

/// Reads an assignment without a legal entity. Scope: `customersegment.segment_read`.
pub static GET: Operation = Operation {
    name: "segment.get",
    method: Method::Get,
    path_template: "/customer-segment/{tenant}/segments/{segmentId}/customers/{customerId}",
    risk: Risk::Read,
    ids: CUSTOMER,
    query: Some(&ASSIGNMENT_FIELDS),
    sends: Sends::Nothing,
    answer: Answer::Whole(Type::Record(&CUSTOMER_ASSIGNMENT)),
};

/// Reads an assignment for a legal entity. Scope: `customersegment.segment_read`.
pub static GET_OF_LEGAL_ENTITY: Operation = Operation {
    name: "segment.get",
    method: Method::Get,
    path_template: "/customer-segment/{tenant}/segments/{segmentId}/customers/{customerId}/{legalEntityId}",
    risk: Risk::Read,
    ids: LEGAL_ENTITY,
    query: Some(&ASSIGNMENT_FIELDS),
    sends: Sends::Nothing,
    answer: Answer::Whole(Type::Record(&CUSTOMER_ASSIGNMENT)),
};

/// Makes or changes an assignment without a legal entity. Scope: `customersegment.segment_manage`.
pub static PUT: Operation = Operation {
    name: "segment.put",
    method: Method::Put,
    path_template: "/customer-segment/{tenant}/segments/{segmentId}/customers/{customerId}",
    risk: Risk::Idempotent,
    ids: CUSTOMER,
    query: None,
    sends: Sends::Record(&ASSIGNMENT_UPSERT),
    answer: Answer::Written,
};

/// Makes or changes an assignment for a legal entity. Scope: `customersegment.segment_manage`.
pub static PUT_OF_LEGAL_ENTITY: Operation = Operation {
    name: "segment.put",
    method: Method::Put,
    path_template: "/customer-segment/{tenant}/segments/{segmentId}/customers/{customerId}/{legalEntityId}",
    risk: Risk::Idempotent,
    ids: LEGAL_ENTITY,
    query: None,
    sends: Sends::Record(&ASSIGNMENT_UPSERT),
    answer: Answer::Written,
};

/// Removes an assignment without a legal entity. Scope: `customersegment.segment_manage`.
pub static REMOVE: Operation = Operation {
    name: "segment.remove",
    method: Method::Delete,
    path_template: "/customer-segment/{tenant}/segments/{segmentId}/customers/{customerId}",
    risk: Risk::Idempotent,
    ids: CUSTOMER,
    query: None,
    sends: Sends::Nothing,
    answer: Answer::Removed,
};

/// Removes an assignment for a legal entity. Scope: `customersegment.segment_manage`.
pub static REMOVE_OF_LEGAL_ENTITY: Operation = Operation {
    name: "segment.remove",
    method: Method::Delete,
    path_template: "/customer-segment/{tenant}/segments/{segmentId}/customers/{customerId}/{legalEntityId}",
    risk: Risk::Idempotent,
    ids: LEGAL_ENTITY,
    query: None,
    sends: Sends::Nothing,
    answer: Answer::Removed,
};

/// Makes or changes up to 200 assignments. Scope: `customersegment.segment_manage`.
pub static PUT_MANY: Operation = Operation {
    name: "segment.putMany",
    method: Method::Put,
    path_template: "/customer-segment/{tenant}/segments/{segmentId}/customers/bulk",
    risk: Risk::Idempotent,
    ids: SEGMENT,
    query: None,
    sends: Sends::Many(&ASSIGNMENT_BULK_ITEM),
    answer: Answer::Entries(Type::List(&Type::Record(&BULK_ENTRY))),
};

/// Removes up to 200 assignments. The body of this DELETE stands only in the documents' prose. Scope: `customersegment.segment_manage`.
pub static REMOVE_MANY: Operation = Operation {
    name: "segment.removeMany",
    method: Method::Delete,
    path_template: "/customer-segment/{tenant}/segments/{segmentId}/customers/bulk",
    risk: Risk::Idempotent,
    ids: SEGMENT,
    query: None,
    sends: Sends::Many(&ASSIGNMENT_KEY),
    answer: Answer::Entries(Type::List(&Type::Record(&BULK_ENTRY))),
};

static SEGMENT: &[Id] = &[Id::new("segmentId", &PATH_ID)];
static CUSTOMER: &[Id] = &[Id::new("segmentId", &PATH_ID), Id::new("customerId", &ASSIGNED_ID)];
static LEGAL_ENTITY: &[Id] =
    &[Id::new("segmentId", &PATH_ID), Id::new("customerId", &ASSIGNED_ID), Id::new("legalEntityId", &PATH_ID)];

/// The operations on a single assignment, each beside the one that its key asks for when it names a legal entity.
static BY_KEY: [(&Operation, &Operation); 3] =
    [(&GET, &GET_OF_LEGAL_ENTITY), (&PUT, &PUT_OF_LEGAL_ENTITY), (&REMOVE, &REMOVE_OF_LEGAL_ENTITY)];

/// The operation that a key asks for, and the values of its path: a key is the customer's id, or an object with
/// `customerId` and `legalEntityId`.
pub fn by_key<V: Value>(
    operation: &'static Operation,
    segment: Option<V>,
    key: Option<V>,
) -> (&'static Operation, Vec<Option<V>>) {
    let of_legal_entity = BY_KEY.iter().find(|(known, _)| std::ptr::eq(*known, operation));
    match (of_legal_entity, key) {
        (Some((_, other)), Some(key)) if key.kind() == Ok(Kind::Object) => match key.at("legalEntityId") {
            Some(id) => (other, vec![segment, key.at("customerId"), Some(id)]),
            None => (operation, vec![segment, key.at("customerId")]),
        },
        (_, key) => (operation, vec![segment, key]),
    }
}

/// Which assignment of a segment: a customer's id, or with it a legal entity's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key<'a> {
    /// The customer's id.
    pub customer: &'a str,
    /// The legal entity's id; none for shoppers (B2C).
    pub legal_entity: Option<&'a str>,
}

impl<'a> From<&'a str> for Key<'a> {
    fn from(customer: &'a str) -> Key<'a> {
        Key { customer, legal_entity: None }
    }
}

impl<'a> From<(&'a str, &'a str)> for Key<'a> {
    fn from((customer, legal_entity): (&'a str, &'a str)) -> Key<'a> {
        Key { customer, legal_entity: Some(legal_entity) }
    }
}

fn keyed<'a, V>(
    [plain, other]: [&'static Operation; 2],
    segment: &'a str,
    key: impl Into<Key<'a>>,
) -> (&'static Operation, Input<V, &'a str>) {
    let Key { customer, legal_entity } = key.into();
    let ids = [Some(segment), Some(customer), legal_entity];
    let operation = if legal_entity.is_some() { other } else { plain };
    (operation, Input { ids: ids.into(), ..Input::of([]) })
}

/// A request for a page of assignments, by [`ASSIGNMENT_QUERY`].
///
/// # Errors
/// The issues of the segment's id and of the query.
pub fn list<V: Value + Clone>(emporix: &Emporix, segment: &str, query: Option<V>) -> Result<Request, Vec<Issue>> {
    LIST.request(emporix.as_ref(), Input::of([segment]).query(query))
}

/// A request for a page of assignments, by [`ASSIGNMENT_QUERY`], with `q` in the body.
///
/// # Errors
/// The issues of the segment's id and of the query.
pub fn search<V: Value + Clone>(emporix: &Emporix, segment: &str, query: Option<V>) -> Result<Request, Vec<Issue>> {
    SEARCH.request(emporix.as_ref(), Input::of([segment]).query(query))
}

/// A request for one assignment, with [`ASSIGNMENT_FIELDS`].
///
/// # Errors
/// The issues of the ids and of the query. A customer called `bulk` has no address here.
///
/// ```
/// use commerce_customers::api::{segments, Emporix};
/// let emporix = Emporix::new("https://api.emporix.io", "acme")?;
/// let request = segments::get(&emporix, "vip", ("C-1042", "LE-7"), None::<&str>)?;
/// assert_eq!(request.url, "https://api.emporix.io/customer-segment/acme/segments/vip/customers/C-1042/LE-7");
/// # Ok::<(), Vec<commerce_customers::schema::Issue>>(())
/// ```
pub fn get<'a, V: Value + Clone>(
    emporix: &Emporix,
    segment: &'a str,
    key: impl Into<Key<'a>>,
    query: Option<V>,
) -> Result<Request, Vec<Issue>> {
    let (operation, input) = keyed([&GET, &GET_OF_LEGAL_ENTITY], segment, key);
    operation.request(emporix.as_ref(), input.query(query))
}

/// A request that makes or changes an assignment.
///
/// # Errors
/// The issues of the ids and of the body, by [`ASSIGNMENT_UPSERT`].
pub fn put<'a, V: Value + Clone>(
    emporix: &Emporix,
    segment: &'a str,
    key: impl Into<Key<'a>>,
    body: impl Into<Body<V>>,
) -> Result<Request, Vec<Issue>> {
    let (operation, input) = keyed([&PUT, &PUT_OF_LEGAL_ENTITY], segment, key);
    operation.request(emporix.as_ref(), input.body(body))
}

/// A request that removes an assignment.
///
/// # Errors
/// The issues of the ids.
pub fn remove<'a>(emporix: &Emporix, segment: &'a str, key: impl Into<Key<'a>>) -> Result<Request, Vec<Issue>> {
    let (operation, input) = keyed::<&str>([&REMOVE, &REMOVE_OF_LEGAL_ENTITY], segment, key);
    operation.request(emporix.as_ref(), input)
}

/// A request that makes or changes the good items of a chunk that was made for [`PUT_MANY`].
///
/// # Errors
/// The issues of the segment's id.
///
/// ```
/// use commerce_customers::api::{segments, Chunk, Emporix, Given};
/// let emporix = Emporix::new("https://api.emporix.io", "acme")?;
/// let items = [serde_json::json!({ "customerId": "C-1042" })];
/// let mut chunk = Chunk::of(&segments::PUT_MANY, items.iter().map(|item| Given::Read(item.into())));
/// let request = segments::put_many(&emporix, "vip", &mut chunk)?;
/// assert_eq!(request.body.as_deref(), Some(r#"[{"customerId":"C-1042"}]"#));
/// # Ok::<(), Vec<commerce_customers::schema::Issue>>(())
/// ```
pub fn put_many(emporix: &Emporix, segment: &str, chunk: &mut Chunk) -> Result<Request, Vec<Issue>> {
    many(&PUT_MANY, emporix, segment, chunk)
}

/// A request that removes the good items of a chunk that was made for [`REMOVE_MANY`].
///
/// # Errors
/// The issues of the segment's id.
pub fn remove_many(emporix: &Emporix, segment: &str, chunk: &mut Chunk) -> Result<Request, Vec<Issue>> {
    many(&REMOVE_MANY, emporix, segment, chunk)
}

fn many(
    operation: &'static Operation,
    emporix: &Emporix,
    segment: &str,
    chunk: &mut Chunk,
) -> Result<Request, Vec<Issue>> {
    operation.request(emporix.as_ref(), Input { body: Some(chunk.given::<&str>()), ..Input::of([segment]) })
}
