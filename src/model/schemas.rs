//! The schemas that JavaScript reaches by name.

use super::*;
use crate::rules::{COUNTRY, CURRENCY, CUSTOMER_ID, EMAIL, LANGUAGE, TENANT};
use crate::schema::{Side, Type};

/// A schema with its name in JavaScript.
#[derive(Debug)]
pub struct Schema {
    /// The name under `schemas`.
    pub name: &'static str,
    /// What a value must be.
    pub ty: Type,
    /// Who makes such values.
    pub side: Side,
}

/// All of them.
pub static SCHEMAS: &[Schema] = &[
    record("customerCreate", &CUSTOMER_CREATE),
    record("customerUpdate", &CUSTOMER_UPDATE),
    record("customerPatch", &CUSTOMER_PATCH),
    record("customer", &CUSTOMER),
    record("addressCreate", &ADDRESS_CREATE),
    record("addressUpdate", &ADDRESS_UPDATE),
    record("address", &ADDRESS),
    record("customerAssignment", &CUSTOMER_ASSIGNMENT),
    record("assignmentUpsert", &ASSIGNMENT_UPSERT),
    record("assignmentBulkItem", &ASSIGNMENT_BULK_ITEM),
    record("spiriiCustomer", &SPIRII_CUSTOMER),
    record("customerQuery", &CUSTOMER_QUERY),
    record("assignmentQuery", &ASSIGNMENT_QUERY),
    record("spiriiCustomerQuery", &SPIRII_CUSTOMER_QUERY),
    text("tenant", &TENANT),
    text("customerId", &CUSTOMER_ID),
    text("currency", &CURRENCY),
    text("country", &COUNTRY),
    text("language", &LANGUAGE),
    text("email", &EMAIL),
];

const fn record(name: &'static str, record: &'static crate::schema::Record) -> Schema {
    Schema { name, ty: Type::Record(record), side: record.side }
}

const fn text(name: &'static str, rule: &'static crate::rules::Rule) -> Schema {
    Schema { name, ty: Type::Text(rule), side: Side::Input }
}
