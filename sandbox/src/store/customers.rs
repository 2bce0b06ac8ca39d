//! The customers' table.

use rusqlite::types::Value;
use rusqlite::{params, params_from_iter, Connection, OptionalExtension};

use crate::query::{Filter, Sort};

/// Which customers are listed, in which order, and which part of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Selection {
    pub(crate) filter: Filter,
    pub(crate) sort: Sort,
    pub(crate) limit: i64,
    pub(crate) offset: i64,
}

/// A customer to store.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) tenant: String,
    pub(crate) number: String,
    /// Two spellings of one address are one account.
    pub(crate) email: Option<String>,
    pub(crate) document: String,
}

/// What a customer cannot have, because another has it or had it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    Email,
    Number,
    /// The number is that of a customer who was deleted.
    Deleted,
}

/// How many customers match in all, and the documents of the part that was asked for.
pub(crate) fn list(
    connection: &mut Connection,
    tenant: &str,
    selection: &Selection,
) -> rusqlite::Result<(i64, Vec<String>)> {
    let (filter, filter_values) = selection.filter.sql();
    let (order, order_values) = selection.sort.sql();
    let mut values = vec![Value::from(tenant.to_owned())];
    values.extend(filter_values);

    // One transaction, so that the total and the page are of one moment.
    let transaction = connection.transaction()?;
    let total = transaction.query_row(
        &format!("SELECT count(*) FROM customers WHERE tenant = ? AND {filter}"),
        params_from_iter(values.iter()),
        |row| row.get(0),
    )?;
    values.extend(order_values);
    values.extend([Value::from(selection.limit), Value::from(selection.offset)]);
    let documents = transaction
        .prepare(&format!(
            "SELECT document FROM customers WHERE tenant = ? AND {filter} ORDER BY {order}sequence LIMIT ? OFFSET ?"
        ))?
        .query_map(params_from_iter(values.iter()), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok((total, documents))
}

/// The document of one customer.
pub(crate) fn get(connection: &Connection, tenant: &str, number: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT document FROM customers WHERE tenant = ?1 AND number = ?2")?
        .query_row([tenant, number], |row| row.get(0))
        .optional()
}

/// Stores a new customer, or says what stands against it. To be called within a transaction that writes.
pub(crate) fn insert(connection: &Connection, row: &Row) -> rusqlite::Result<Result<(), Taken>> {
    if email_is_taken(connection, row)? {
        return Ok(Err(Taken::Email));
    }
    let number = [row.tenant.as_str(), row.number.as_str()];
    let found = |table: &str| {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE tenant = ?1 AND number = ?2)");
        connection.prepare_cached(&sql)?.query_row(number, |found| found.get(0))
    };
    if found("customers")? {
        return Ok(Err(Taken::Number));
    }
    if found("deleted_customers")? {
        return Ok(Err(Taken::Deleted));
    }
    insert_unchecked(connection, row)?;
    Ok(Ok(()))
}

/// Stores a customer who is there, or says that the e-mail address is another's. To be called within a transaction that
/// writes.
pub(crate) fn update(connection: &Connection, row: &Row) -> rusqlite::Result<Result<(), Taken>> {
    if email_is_taken(connection, row)? {
        return Ok(Err(Taken::Email));
    }
    connection
        .prepare_cached("UPDATE customers SET email = ?3, document = ?4 WHERE tenant = ?1 AND number = ?2")?
        .execute(params![row.tenant, row.number, row.email, row.document])?;
    Ok(Ok(()))
}

/// Whether a customer other than the row's has its e-mail address.
fn email_is_taken(connection: &Connection, row: &Row) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM customers WHERE tenant = ?1 AND email = ?2 AND number <> ?3)")?
        .query_row(params![row.tenant, row.email, row.number], |found| found.get(0))
}

/// Removes a customer and remembers the number. False when there is none. To be called within a transaction that writes.
pub(crate) fn delete(connection: &Connection, tenant: &str, number: &str) -> rusqlite::Result<bool> {
    let deleted = connection
        .prepare_cached("DELETE FROM customers WHERE tenant = ?1 AND number = ?2")?
        .execute([tenant, number])?;
    if deleted > 0 {
        connection
            .prepare_cached("INSERT OR IGNORE INTO deleted_customers (tenant, number) VALUES (?1, ?2)")?
            .execute([tenant, number])?;
    }
    Ok(deleted > 0)
}

/// Stores a customer who is known to share nothing with others; one who does is an error.
pub(crate) fn insert_unchecked(connection: &Connection, row: &Row) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO customers (tenant, number, email, document) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![row.tenant, row.number, row.email, row.document])?;
    Ok(())
}

/// Whether a tenant has a customer.
pub(crate) fn any(connection: &Connection, tenant: &str) -> rusqlite::Result<bool> {
    connection.query_row("SELECT EXISTS (SELECT 1 FROM customers WHERE tenant = ?1)", [tenant], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{parse, parse_sort};

    fn store(documents: &[&str]) -> Connection {
        let connection = crate::store::open(None).unwrap();
        for (position, document) in documents.iter().enumerate() {
            let row = Row {
                tenant: "acme".into(),
                number: position.to_string(),
                email: None,
                document: (*document).to_owned(),
            };
            insert(&connection, &row).unwrap().unwrap();
        }
        connection
    }

    #[test]
    fn lists_what_matches_in_the_order_asked_for() {
        let mut connection = store(&[r#"{"a":1,"b":"x"}"#, r#"{"a":2,"b":"x"}"#, r#"{"a":2,"b":"y"}"#, "{}"]);
        let mut listed = |q: &str, sort: &str, limit, offset| {
            let selection = Selection { filter: parse(q).unwrap(), sort: parse_sort(sort).unwrap(), limit, offset };
            list(&mut connection, "acme", &selection).unwrap()
        };
        let documents = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(listed("b:x", "a:desc", 9, 0), (2, documents(&[r#"{"a":2,"b":"x"}"#, r#"{"a":1,"b":"x"}"#])));
        assert_eq!(listed("a:exists", "a:desc,b:desc", 1, 0), (3, documents(&[r#"{"a":2,"b":"y"}"#])));
        assert_eq!(listed("a:exists", "a:desc", 1, 2), (3, documents(&[r#"{"a":1,"b":"x"}"#])));
        assert_eq!(listed("a:missing", "a", 1, 1), (1, documents(&[])));
    }

    fn row(tenant: &str, number: &str, email: &str) -> Row {
        let email = Some(email.into()).filter(|email: &String| !email.is_empty());
        Row { tenant: tenant.into(), number: number.into(), email, document: "{}".into() }
    }

    #[test]
    fn ids_are_case_sensitive_and_tenants_apart() {
        let connection = store(&[]);
        let added = |tenant, number, email| insert(&connection, &row(tenant, number, email)).unwrap();
        assert_eq!(added("acme", "a", "a@example.com"), Ok(()));
        assert_eq!(added("acme", "A", "b@example.com"), Ok(()));
        assert_eq!(added("other", "a", "a@example.com"), Ok(()));
        assert_eq!(added("acme", "a", "c@example.com"), Err(Taken::Number));
        assert_eq!(added("acme", "c", "a@example.com"), Err(Taken::Email));
        assert_eq!([added("acme", "d", ""), added("acme", "e", "")], [Ok(()), Ok(())]);
    }

    #[test]
    fn an_update_may_keep_its_own_address_and_take_no_other() {
        let connection = store(&[]);
        for (number, email) in [("a", "a@example.com"), ("b", "b@example.com")] {
            insert(&connection, &row("acme", number, email)).unwrap().unwrap();
        }
        let changed = |email| update(&connection, &row("acme", "a", email)).unwrap();
        assert_eq!(changed("a@example.com"), Ok(()));
        assert_eq!(changed("b@example.com"), Err(Taken::Email));
        assert_eq!(changed("c@example.com"), Ok(()));
        assert_eq!(insert(&connection, &row("acme", "c", "a@example.com")).unwrap(), Ok(()));
    }

    #[test]
    fn a_deleted_number_is_gone_for_good_and_its_address_is_free() {
        let connection = store(&[]);
        insert(&connection, &row("acme", "a", "a@example.com")).unwrap().unwrap();
        assert!(delete(&connection, "acme", "a").unwrap());
        assert!(!delete(&connection, "acme", "a").unwrap());
        assert!(!delete(&connection, "acme", "never").unwrap());
        assert_eq!(get(&connection, "acme", "a").unwrap(), None);
        assert_eq!(insert(&connection, &row("acme", "a", "")).unwrap(), Err(Taken::Deleted));
        assert_eq!(insert(&connection, &row("acme", "b", "a@example.com")).unwrap(), Ok(()));
        assert_eq!(insert(&connection, &row("other", "a", "")).unwrap(), Ok(()));
        assert_eq!(insert(&connection, &row("acme", "never", "")).unwrap(), Ok(()));
    }
}
