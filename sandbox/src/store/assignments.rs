//! The table of segment assignments.
//!
//! An assignment is stored as the JSON document that answers are made from, less what is the customer's own: names and
//! e-mail addresses are looked up when it is read, so that they are never out of date.

use rusqlite::types::Value;
use rusqlite::{params, params_from_iter, Connection, OptionalExtension};

use crate::query::{Filter, Sort};

/// A segment of a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) tenant: String,
    pub(crate) id: String,
}

/// Who is assigned: a customer, for a legal entity or as a shopper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Assignee {
    pub(crate) customer: String,
    pub(crate) legal_entity: Option<String>,
}

impl Assignee {
    /// How the table writes it: no legal entity has an empty id, and unlike null the empty text is equal to itself.
    fn entity(&self) -> &str {
        self.legal_entity.as_deref().unwrap_or("")
    }
}

/// Which assignments of a segment are listed, in which order, and which part of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Selection {
    pub(crate) filter: Filter,
    pub(crate) sort: Sort,
    pub(crate) limit: i64,
    pub(crate) offset: i64,
}

/// The assignments with what is known about their customers. In a merge patch a null removes, so what a customer does
/// not have is absent.
const SHOWN: &str = "
    SELECT
        assignments.tenant, segment, customer, entity, assignments.sequence,
        CASE WHEN customers.number IS NULL THEN assignments.document ELSE json_patch(
            assignments.document,
            json_object(
                'customer', json_object(
                    'firstName', json_extract(customers.document, '$.firstName'),
                    'lastName', json_extract(customers.document, '$.lastName'),
                    'email', json_extract(customers.document, '$.contactEmail')
                ),
                'legalEntity', CASE entity WHEN '' THEN NULL ELSE json_object('name', (
                    SELECT json_extract(value, '$.name')
                    FROM json_each(customers.document, '$.b2b.legalEntities')
                    WHERE json_extract(value, '$.id') = entity
                )) END
            )
        ) END AS document
    FROM assignments
    LEFT JOIN customers ON customers.tenant = assignments.tenant AND customers.number = customer";

/// The documents of the part that was asked for.
pub(crate) fn list(connection: &Connection, segment: &Segment, selection: &Selection) -> rusqlite::Result<Vec<String>> {
    let (condition, filter_values) = selection.filter.sql();
    let (order, sort_values) = selection.sort.sql();
    let mut values = vec![Value::from(segment.tenant.clone()), Value::from(segment.id.clone())];
    values.extend(filter_values.into_iter().chain(sort_values));
    values.extend([Value::from(selection.limit), Value::from(selection.offset)]);
    let sql = format!(
        "SELECT document FROM ({SHOWN}) WHERE tenant = ? AND segment = ? AND {condition}
         ORDER BY {order}sequence LIMIT ? OFFSET ?"
    );
    let mut statement = connection.prepare(&sql)?;
    let documents = statement.query_map(params_from_iter(values), |row| row.get(0))?;
    documents.collect()
}

/// How many assignments a filter finds.
pub(crate) fn count(connection: &Connection, segment: &Segment, filter: &Filter) -> rusqlite::Result<i64> {
    let (condition, filter_values) = filter.sql();
    let mut values = vec![Value::from(segment.tenant.clone()), Value::from(segment.id.clone())];
    values.extend(filter_values);
    let sql = format!("SELECT count(*) FROM ({SHOWN}) WHERE tenant = ? AND segment = ? AND {condition}");
    connection.query_row(&sql, params_from_iter(values), |row| row.get(0))
}

/// The document of one assignment, with what is known about its customer.
pub(crate) fn get(connection: &Connection, segment: &Segment, assignee: &Assignee) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached(&format!(
            "SELECT document FROM ({SHOWN}) WHERE tenant = ?1 AND segment = ?2 AND customer = ?3 AND entity = ?4"
        ))?
        .query_row([&segment.tenant, &segment.id, &assignee.customer, assignee.entity()], |row| row.get(0))
        .optional()
}

/// The document of one assignment as it was stored.
pub(crate) fn stored(
    connection: &Connection,
    segment: &Segment,
    assignee: &Assignee,
) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached(
            "SELECT document FROM assignments WHERE tenant = ?1 AND segment = ?2 AND customer = ?3 AND entity = ?4",
        )?
        .query_row([&segment.tenant, &segment.id, &assignee.customer, assignee.entity()], |row| row.get(0))
        .optional()
}

/// Stores an assignment; one that is there keeps its place in the order.
pub(crate) fn put(
    connection: &Connection,
    segment: &Segment,
    assignee: &Assignee,
    document: &str,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO assignments (tenant, segment, customer, entity, document) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (tenant, segment, customer, entity) DO UPDATE SET document = excluded.document",
        )?
        .execute(params![segment.tenant, segment.id, assignee.customer, assignee.entity(), document])?;
    Ok(())
}

/// Removes an assignment, if it is there.
pub(crate) fn remove(connection: &Connection, segment: &Segment, assignee: &Assignee) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM assignments WHERE tenant = ?1 AND segment = ?2 AND customer = ?3 AND entity = ?4")?
        .execute([&segment.tenant, &segment.id, &assignee.customer, assignee.entity()])?;
    Ok(())
}
