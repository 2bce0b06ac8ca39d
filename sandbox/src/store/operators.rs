//! The table of Spirii's customers: operators, their subsidiaries, companies and people, each with an owner and an
//! operator above.

use rusqlite::types::Value;
use rusqlite::{params, params_from_iter, Connection};

/// A customer to store.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) id: i64,
    pub(crate) owner: Option<i64>,
    pub(crate) cpo: Option<i64>,
    /// What a search looks into, in lowercase.
    pub(crate) searched: String,
    pub(crate) document: String,
}

/// What a customer has to be, to be listed. The moments are texts of RFC 3339.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    /// The ids hold one of these.
    Ids(Vec<i64>),
    Types(Vec<String>),
    /// In lowercase.
    Search(String),
    DirectOwner(i64),
    /// The owner, the owner's owner, and so on.
    Owner(i64),
    Cpo(i64),
    At(Moment, Side, String),
}

/// Which of a customer's moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    Created,
    Updated,
}

/// Where from a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Exactly,
    From,
    To,
}

/// What a listing is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SortBy {
    Id,
    Name,
    Type,
    OwnerName,
    CpoName,
    Moment(Moment),
}

/// Which customers are listed, in which order, and which part of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Selection {
    /// All have to hold.
    pub(crate) conditions: Vec<Condition>,
    pub(crate) sort_by: SortBy,
    pub(crate) descending: bool,
    pub(crate) limit: i64,
    pub(crate) offset: i64,
}

impl Moment {
    fn sql(self) -> &'static str {
        match self {
            Moment::Created => "instant(json_extract(document, '$.createdAt'))",
            Moment::Updated => "instant(json_extract(document, '$.updatedAt'))",
        }
    }
}

impl SortBy {
    fn sql(self) -> &'static str {
        match self {
            SortBy::Id => "id",
            SortBy::Name => "json_extract(document, '$.name')",
            SortBy::Type => "json_extract(document, '$.type')",
            SortBy::OwnerName => "json_extract(document, '$.owner.name')",
            SortBy::CpoName => "json_extract(document, '$.cpo.name')",
            SortBy::Moment(moment) => moment.sql(),
        }
    }
}

impl Condition {
    /// The SQL of the condition, with one `?`, and the value of it.
    fn sql(&self) -> (String, Value) {
        let list = |list: serde_json::Value| Value::from(list.to_string());
        match self {
            Condition::Ids(ids) => ("id IN (SELECT value FROM json_each(?))".to_owned(), list(serde_json::json!(ids))),
            Condition::Types(types) => (
                "json_extract(document, '$.type') IN (SELECT value FROM json_each(?))".to_owned(),
                list(serde_json::json!(types)),
            ),
            Condition::Search(text) => ("instr(searched, ?) > 0".to_owned(), Value::from(text.clone())),
            Condition::DirectOwner(owner) => ("owner = ?".to_owned(), Value::from(*owner)),
            // UNION, not UNION ALL: owners that go round in a circle end.
            Condition::Owner(owner) => (
                "id IN (WITH RECURSIVE below (id) AS (
                    SELECT id FROM operators WHERE owner = ?
                    UNION SELECT operators.id FROM operators JOIN below ON operators.owner = below.id
                ) SELECT id FROM below)"
                    .to_owned(),
                Value::from(*owner),
            ),
            Condition::Cpo(cpo) => ("cpo = ?".to_owned(), Value::from(*cpo)),
            Condition::At(moment, side, text) => {
                let sign = match side {
                    Side::Exactly => "=",
                    Side::From => ">=",
                    Side::To => "<=",
                };
                // The function knows the capital letters only.
                (format!("{} {sign} instant(?)", moment.sql()), Value::from(text.to_ascii_uppercase()))
            }
        }
    }
}

/// How many customers match in all, and the documents of the part that was asked for.
pub(crate) fn list(connection: &mut Connection, selection: &Selection) -> rusqlite::Result<(i64, Vec<String>)> {
    let (conditions, mut values): (Vec<_>, Vec<_>) = selection.conditions.iter().map(Condition::sql).unzip();
    let condition = if conditions.is_empty() { "TRUE".to_owned() } else { conditions.join(" AND ") };

    // One transaction, so that the count and the part are of one moment.
    let transaction = connection.transaction()?;
    let count = transaction.query_row(
        &format!("SELECT count(*) FROM operators WHERE {condition}"),
        params_from_iter(values.iter()),
        |row| row.get(0),
    )?;
    let (order, direction) = (selection.sort_by.sql(), if selection.descending { "DESC" } else { "ASC" });
    values.extend([Value::from(selection.limit), Value::from(selection.offset)]);
    let documents = transaction
        .prepare(&format!(
            "SELECT document FROM operators WHERE {condition}
             ORDER BY {order} {direction}, id {direction} LIMIT ? OFFSET ?"
        ))?
        .query_map(params_from_iter(values.iter()), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok((count, documents))
}

/// Stores a customer whose owner and operator are there.
pub(crate) fn insert(connection: &Connection, row: &Row) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO operators (id, owner, cpo, searched, document) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![row.id, row.owner, row.cpo, row.searched, row.document])?;
    Ok(())
}

/// Whether there is any customer.
pub(crate) fn any(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT EXISTS (SELECT 1 FROM operators)", [], |row| row.get(0))
}
