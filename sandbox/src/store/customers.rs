//! The customers' table.

use rusqlite::types::Value;
use rusqlite::{params, params_from_iter, Connection, OptionalExtension, TransactionBehavior};

/// A path through the objects of a document. Its names are plain, so that none needs escaping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JsonPath(String);

impl JsonPath {
    /// Reads `name.name`, where a name is `[A-Za-z_][A-Za-z0-9_]*`, or in places other than the first also has `-`:
    /// `name.de-AT`.
    pub(crate) fn read(text: &str) -> Option<JsonPath> {
        let mut path = "$".to_owned();
        for (position, name) in text.split('.').enumerate() {
            let mut bytes = name.bytes();
            let starts = bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_');
            let goes_on =
                bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || (byte == b'-' && position > 0));
            if !starts || !goes_on {
                return None;
            }
            path.push_str(&format!(".\"{name}\""));
        }
        Some(JsonPath(path))
    }
}

/// A value that a field has to equal.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    /// Written in quotes: text.
    Quoted(String),
    /// Written bare: text, or the number or the boolean that it spells.
    Bare(String),
}

/// The field at a path equals a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Equals {
    pub(crate) path: JsonPath,
    pub(crate) value: Literal,
}

/// One field that a listing is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) path: JsonPath,
    pub(crate) descending: bool,
}

/// Which customers are listed, in which order, and which part of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Selection {
    pub(crate) filter: Vec<Equals>,
    pub(crate) order: Vec<Order>,
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

/// What a new customer shares with one who is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    Email,
    Number,
}

/// How many customers match in all, and the documents of the part that was asked for.
pub(crate) fn list(
    connection: &mut Connection,
    tenant: &str,
    selection: &Selection,
) -> rusqlite::Result<(i64, Vec<String>)> {
    let mut values = vec![Value::from(tenant.to_owned())];
    let mut condition = "tenant = ?".to_owned();
    for term in &selection.filter {
        condition.push_str(" AND ");
        condition.push_str(&equals(term, &mut values));
    }

    // One transaction, so that the total and the page are of one moment.
    let transaction = connection.transaction()?;
    let total = transaction.query_row(
        &format!("SELECT count(*) FROM customers WHERE {condition}"),
        params_from_iter(values.iter()),
        |row| row.get(0),
    )?;

    let mut order = String::new();
    for field in &selection.order {
        order.push_str(if field.descending {
            "json_extract(document, ?) DESC, "
        } else {
            "json_extract(document, ?), "
        });
        values.push(Value::from(field.path.0.clone()));
    }
    values.extend([Value::from(selection.limit), Value::from(selection.offset)]);
    let documents = transaction
        .prepare(&format!(
            "SELECT document FROM customers WHERE {condition} ORDER BY {order}sequence LIMIT ? OFFSET ?"
        ))?
        .query_map(params_from_iter(values.iter()), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok((total, documents))
}

/// The SQL of one term; its values join `values`.
fn equals(term: &Equals, values: &mut Vec<Value>) -> String {
    let mut also = |kinds: &str, value: Option<Value>| {
        values.push(Value::from(term.path.0.clone()));
        match value {
            None => format!("json_type(document, ?) {kinds}"),
            Some(value) => {
                values.extend([Value::from(term.path.0.clone()), value]);
                format!("(json_type(document, ?) {kinds} AND json_extract(document, ?) = ?)")
            }
        }
    };
    match &term.value {
        Literal::Quoted(text) => also("= 'text'", Some(Value::from(text.clone()))),
        Literal::Bare(text) => {
            let mut ways = vec![also("= 'text'", Some(Value::from(text.clone())))];
            if text == "true" || text == "false" {
                ways.push(also(&format!("= '{text}'"), None));
            } else if let Ok(number) = text.parse::<i64>() {
                ways.push(also("IN ('integer', 'real')", Some(Value::from(number))));
            } else if let Some(number) = text.parse::<f64>().ok().filter(|number| number.is_finite()) {
                ways.push(also("IN ('integer', 'real')", Some(Value::from(number))));
            }
            format!("({})", ways.join(" OR "))
        }
    }
}

/// The document of one customer.
pub(crate) fn get(connection: &Connection, tenant: &str, number: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT document FROM customers WHERE tenant = ?1 AND number = ?2")?
        .query_row([tenant, number], |row| row.get(0))
        .optional()
}

/// Stores a customer, or says what it shares with one who is there.
pub(crate) fn insert(connection: &mut Connection, row: &Row) -> rusqlite::Result<Result<(), Taken>> {
    // Immediate: between the look and the insert nobody else writes, in this program or another.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let taken = |column: &str, value: &str| {
        transaction.query_row(
            &format!("SELECT EXISTS (SELECT 1 FROM customers WHERE tenant = ?1 AND {column} = ?2)"),
            [row.tenant.as_str(), value],
            |found| found.get(0),
        )
    };
    if let Some(email) = &row.email {
        if taken("email", email)? {
            return Ok(Err(Taken::Email));
        }
    }
    if taken("number", &row.number)? {
        return Ok(Err(Taken::Number));
    }
    insert_unchecked(&transaction, row)?;
    transaction.commit()?;
    Ok(Ok(()))
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

    fn store(documents: &[&str]) -> Connection {
        let mut connection = crate::store::open(None).unwrap();
        for (position, document) in documents.iter().enumerate() {
            let row = Row {
                tenant: "acme".into(),
                number: position.to_string(),
                email: None,
                document: (*document).to_owned(),
            };
            insert(&mut connection, &row).unwrap().unwrap();
        }
        connection
    }

    fn found(connection: &mut Connection, path: &str, value: Literal) -> Vec<String> {
        let filter = vec![Equals { path: JsonPath::read(path).unwrap(), value }];
        list(connection, "acme", &Selection { filter, limit: 100, ..Selection::default() }).unwrap().1
    }

    #[test]
    fn paths() {
        for good in ["a", "_id", "mixins.loyalty.tier", "name.de-AT", "a1"] {
            assert!(JsonPath::read(good).is_some(), "{good}");
        }
        for bad in ["", ".", "a.", ".a", "a..b", "1a", "a b", "a\"b", "a[0]", "ä", "$", "a-b"] {
            assert!(JsonPath::read(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn quotes_mean_text_and_bare_means_what_it_spells() {
        let documents =
            [r#"{"a":2}"#, r#"{"a":"2"}"#, r#"{"a":2.0}"#, r#"{"a":true}"#, r#"{"a":"true"}"#, r#"{"a":null}"#, "{}"];
        let mut connection = store(&documents);
        assert_eq!(found(&mut connection, "a", Literal::Quoted("2".into())), [documents[1]]);
        assert_eq!(found(&mut connection, "a", Literal::Bare("2".into())), [documents[0], documents[1], documents[2]]);
        assert_eq!(found(&mut connection, "a", Literal::Quoted("true".into())), [documents[4]]);
        assert_eq!(found(&mut connection, "a", Literal::Bare("true".into())), [documents[3], documents[4]]);
        assert_eq!(found(&mut connection, "a", Literal::Bare("1".into())), [""; 0]);
    }

    #[test]
    fn text_is_bound_and_never_sql() {
        let mut connection = store(&[r#"{"a":"x' OR '1'='1"}"#]);
        assert_eq!(found(&mut connection, "a", Literal::Quoted("x' OR '1'='1".into())).len(), 1);
        assert_eq!(found(&mut connection, "a", Literal::Quoted("' OR '1'='1".into())).len(), 0);
    }

    #[test]
    fn ids_are_case_sensitive_and_tenants_apart() {
        let mut connection = store(&[]);
        let row = |tenant: &str, number: &str, email: &str| Row {
            tenant: tenant.into(),
            number: number.into(),
            email: Some(email.into()),
            document: "{}".into(),
        };
        assert_eq!(insert(&mut connection, &row("acme", "a", "a@example.com")).unwrap(), Ok(()));
        assert_eq!(insert(&mut connection, &row("acme", "A", "b@example.com")).unwrap(), Ok(()));
        assert_eq!(insert(&mut connection, &row("other", "a", "a@example.com")).unwrap(), Ok(()));
        assert_eq!(insert(&mut connection, &row("acme", "a", "c@example.com")).unwrap(), Err(Taken::Number));
        assert_eq!(insert(&mut connection, &row("acme", "c", "a@example.com")).unwrap(), Err(Taken::Email));
    }
}
