//! Spirii's listing of customers.

use super::answer::Answer;
use super::operation::{Operation, Risk, Sends};
use super::request::{Input, Request};
use super::service::Spirii;
use crate::http::Method;
use crate::model::{SPIRII_CUSTOMER, SPIRII_CUSTOMER_QUERY};
use crate::schema::{Issue, Type, Value};

/// Lists customers. It takes an API key.
pub static LIST: Operation = Operation {
    name: "spirii.customers.list",
    method: Method::Get,
    path_template: "/v2/customers",
    risk: Risk::Read,
    ids: &[],
    query: Some(&SPIRII_CUSTOMER_QUERY),
    sends: Sends::Nothing,
    answer: Answer::Window(Type::List(&Type::Record(&SPIRII_CUSTOMER))),
};

/// The parameters whose names the documentation does not show, only what they do: the client's name, and the inferred one of
/// the service. Should one be wrong, this line is the place to mend it; `extraQuery` sends any name meanwhile.
static INFERRED: [(&str, &str); 3] = [("search", "search"), ("directOwnerId", "directOwnerId"), ("cpoId", "cpoId")];

/// The service's name of a parameter.
pub(super) fn wire_name(name: &'static str) -> &'static str {
    INFERRED.iter().find(|(known, _)| *known == name).map_or(name, |(_, wire)| wire)
}

/// A request for a part of the customers, by [`SPIRII_CUSTOMER_QUERY`].
///
/// # Errors
/// The issues of the query.
pub fn list<V: Value + Clone>(spirii: &Spirii, query: Option<V>) -> Result<Request, Vec<Issue>> {
    LIST.request(spirii.as_ref(), Input::<V, V>::of([]).query(query))
}
