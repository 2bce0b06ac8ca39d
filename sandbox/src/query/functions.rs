//! What SQLite has no function of its own for.

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::Connection;
use time::format_description::well_known::Rfc3339;
use time::OffsetDateTime;

use super::expression::compile;

/// Adds the functions to a connection: the operator `REGEXP`, and `instant(text)`.
pub(crate) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    // `a REGEXP b` calls `regexp(b, a)`.
    connection.create_scalar_function("regexp", 2, flags, |context| {
        let compiled = context
            .get_or_create_aux(0, |value| -> Result<_, Box<dyn std::error::Error + Send + Sync>> {
                Ok(compile(value.as_str()?)?)
            })?;
        Ok(text(context, 1).map(|text| compiled.is_match(text)))
    })?;
    connection.create_scalar_function("instant", 1, flags, |context| Ok(text(context, 0).and_then(instant)))
}

/// The nanoseconds since 1970 of a date-time of RFC 3339.
pub(super) fn instant(text: &str) -> Option<i64> {
    let nanoseconds = OffsetDateTime::parse(text, &Rfc3339).ok()?.unix_timestamp_nanos();
    // Beyond the years 1677 and 2262 all are equally far.
    Some(i64::try_from(nanoseconds).unwrap_or(if nanoseconds < 0 { i64::MIN } else { i64::MAX }))
}

/// The argument when it is text.
fn text<'a>(context: &'a Context<'_>, position: usize) -> Option<&'a str> {
    match context.get_raw(position) {
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_times_are_instants() {
        assert_eq!(instant("1970-01-01T00:00:01Z"), Some(1_000_000_000));
        assert_eq!(instant("1970-01-01T01:00:00.5+01:00"), Some(500_000_000));
        assert_eq!(instant("9999-01-01T00:00:00Z"), Some(i64::MAX));
        for no in ["", "1970", "1970-01-01", "1970-02-30T00:00:00Z", "1970-01-01T00:00:00"] {
            assert_eq!(instant(no), None, "{no}");
        }
    }

    #[test]
    fn what_is_no_text_matches_nothing() {
        let connection = Connection::open_in_memory().unwrap();
        register(&connection).unwrap();
        let found = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, Option<bool>>(0)).unwrap();
        assert_eq!(found("SELECT 'Ada' REGEXP '^A'"), Some(true));
        assert_eq!(found("SELECT 'Ada' REGEXP '^d'"), Some(false));
        assert_eq!(found("SELECT 7 REGEXP '7'"), None);
        assert_eq!(found("SELECT NULL REGEXP '7'"), None);
        assert_eq!(found("SELECT instant('never') IS NULL"), Some(true));
    }
}
