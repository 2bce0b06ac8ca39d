//! Who of the seeded customers is assigned to the segments `vip` and `newsletter`.

use std::time::Duration;

use rusqlite::Connection;
use serde_json::{json, Value};

use super::TENANT;
use crate::segments::document::document;
use crate::store::assignments::{put, Assignee, Segment};

/// So many of the first customers are looked at, however many there are.
const LOOKED_AT: i64 = 400;

/// Writes the assignments of customers who were just seeded.
pub(super) fn fill(connection: &Connection) -> rusqlite::Result<()> {
    let customers: Vec<(String, String)> = connection
        .prepare("SELECT number, document FROM customers WHERE tenant = ?1 ORDER BY sequence LIMIT ?2")?
        .query_map((TENANT, LOOKED_AT), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (position, (number, text)) in customers.iter().enumerate() {
        let customer: Value = serde_json::from_str(text).unwrap_or_default();
        let at = |pointer: &str| customer.pointer(pointer);
        let created = at("/metadataCreatedAt").and_then(Value::as_str).unwrap_or("");
        if at("/mixins/loyalty/tier") == Some(&json!("gold")) || position.is_multiple_of(5) {
            let mixins = json!({ "vip": { "since": created.get(..10), "manager": if position.is_multiple_of(2) { "Kim" } else { "Sam" } } });
            // Those of a company are assigned for its legal entity, and every other of them as a shopper as well.
            let entity = at("/b2b/legalEntities/0/id").and_then(Value::as_str);
            if let Some(entity) = entity {
                assign(connection, "vip", number, Some(entity), position, mixins.clone(), created)?;
            }
            if entity.is_none() || position.is_multiple_of(2) {
                assign(connection, "vip", number, None, position, mixins, created)?;
            }
        }
        if at("/mixins/newsletter/subscribed") == Some(&json!(true)) {
            assign(connection, "newsletter", number, None, position, json!({}), created)?;
        }
    }
    Ok(())
}

/// One in four is derived by the service, one in three was changed once.
fn assign(
    connection: &Connection,
    segment: &str,
    customer: &str,
    entity: Option<&str>,
    position: usize,
    mixins: Value,
    customer_since: &str,
) -> rusqlite::Result<()> {
    let hours_later = |hours: u64| {
        humantime::parse_rfc3339(customer_since)
            .map(|since| humantime::format_rfc3339_millis(since + Duration::from_secs(hours * 3600)).to_string())
            .ok()
    };
    let changes = u64::from(position.is_multiple_of(3));
    let mut metadata = json!({
        "createdAt": hours_later(1),
        "modifiedAt": hours_later(1 + changes),
        "version": 1 + changes,
        "mixins": {},
    });
    if let (Some(links), Some(mixins)) = (metadata.pointer_mut("/mixins"), mixins.as_object()) {
        *links = mixins.keys().map(|name| (name.clone(), link(name))).collect();
    }
    let kind = if position % 4 == 1 { "AUTOMATIC" } else { "MANUAL" };
    let segment = Segment { tenant: TENANT.to_owned(), id: segment.to_owned() };
    let assignee = Assignee { customer: customer.to_owned(), legal_entity: entity.map(str::to_owned) };
    put(connection, &segment, &assignee, &document(&assignee, json!(kind), mixins, metadata).to_string())
}

fn link(mixin: &str) -> Value {
    json!(format!("https://schemas.example.com/{mixin}/v1.json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;
    use crate::store::assignments::{count, list, Selection};
    use commerce_customers::model::CustomerAssignment;
    use commerce_customers::schema::{check, Codes};

    fn vip() -> Segment {
        Segment { tenant: TENANT.to_owned(), id: "vip".to_owned() }
    }

    fn seeded(customers: u32) -> (Connection, Vec<Value>) {
        let mut connection = crate::store::open(None).unwrap();
        super::super::fill(&mut connection, customers).unwrap();
        let everything = Selection { limit: 1000, ..Selection::default() };
        let documents = list(&connection, &vip(), &everything).unwrap();
        (connection, documents.iter().map(|text| serde_json::from_str(text).unwrap()).collect())
    }

    #[test]
    fn two_hundred_customers_give_assignments_of_every_kind() {
        let (connection, vips) = seeded(200);
        assert_eq!(vips, seeded(200).1);
        for assignment in &vips {
            assert!(check(assignment, CustomerAssignment::RECORD, Codes::Iso).is_empty(), "{assignment}");
        }
        let counted = |id: &str, q: &str| {
            count(&connection, &Segment { id: id.to_owned(), ..vip() }, &parse(q).unwrap()).unwrap()
        };
        for (q, least) in [
            ("assignmentType:MANUAL", 20),
            ("assignmentType:AUTOMATIC", 5),
            ("legalEntity.name:exists", 5),
            ("legalEntity:missing", 20),
            ("metadata.version:2", 5),
            ("customer.email:exists customer.firstName:exists customer.lastName:exists", 40),
            ("mixins.vip.manager:Kim", 10),
        ] {
            let found = counted("vip", q);
            assert!((least..100).contains(&found), "{q}: {found}");
        }
        assert!((10..100).contains(&counted("newsletter", "assignmentType:exists")));
        assert_eq!(counted("other", "assignmentType:exists"), 0);
    }
}
