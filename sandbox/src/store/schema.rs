//! The tables, and how a database file is recognised as the sandbox's own.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::failure::Failure;
use crate::query;

/// Stands in the header of the sandbox's database files: "ccSB".
const APPLICATION: i32 = 0x6363_5342;

/// Counts up when the tables change.
const VERSION: i32 = 2;

/// A customer is kept as the JSON document that answers are made from. Beside it stands what must be unique, and a
/// sequence number for the order of creation. The number of a deleted customer is not given out again.
const TABLES: &str = "
    CREATE TABLE customers (
        sequence INTEGER PRIMARY KEY,
        tenant   TEXT NOT NULL,
        number   TEXT NOT NULL,
        email    TEXT,
        document TEXT NOT NULL,
        UNIQUE (tenant, number),
        UNIQUE (tenant, email)
    ) STRICT;
    CREATE INDEX customers_in_order ON customers (tenant, sequence);
    CREATE TABLE deleted_customers (
        tenant   TEXT NOT NULL,
        number   TEXT NOT NULL,
        PRIMARY KEY (tenant, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE assignments (
        sequence INTEGER PRIMARY KEY,
        tenant   TEXT NOT NULL,
        segment  TEXT NOT NULL,
        customer TEXT NOT NULL,
        entity   TEXT NOT NULL,
        document TEXT NOT NULL,
        UNIQUE (tenant, segment, customer, entity)
    ) STRICT;
    CREATE INDEX assignments_in_order ON assignments (tenant, segment, sequence);
    CREATE TABLE operators (
        id       INTEGER PRIMARY KEY,
        owner    INTEGER REFERENCES operators,
        cpo      INTEGER REFERENCES operators,
        searched TEXT NOT NULL,
        document TEXT NOT NULL
    ) STRICT;
    CREATE INDEX operators_by_owner ON operators (owner);
";

/// Opens the file, or a database in memory, with its tables in place.
pub(crate) fn open(file: Option<&Path>) -> Result<Connection, Failure> {
    let what = || match file {
        Some(file) => format!("cannot use the database {}", file.display()),
        None => "cannot make a database in memory".to_owned(),
    };
    match file {
        None => Connection::open_in_memory(),
        // Without the flag for URIs: the name of a file is just that.
        Some(file) => {
            Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
        }
    }
    .map_err(Unusable::Broken)
    .and_then(prepare)
    .map_err(|unusable| unusable.explain(what()))
}

enum Unusable {
    Broken(rusqlite::Error),
    Foreign,
    Newer,
    Older,
    ReadOnly,
    Damaged(String),
}

impl From<rusqlite::Error> for Unusable {
    fn from(error: rusqlite::Error) -> Unusable {
        Unusable::Broken(error)
    }
}

impl Unusable {
    fn explain(self, what: String) -> Failure {
        match self {
            Unusable::Broken(error) => match error.sqlite_error_code() {
                Some(ErrorCode::NotADatabase) => Failure::new(
                    what,
                    "the file is not an SQLite database",
                    "give another --db; a file that does not exist is made",
                ),
                Some(ErrorCode::CannotOpen) => Failure::new(
                    what,
                    "the file cannot be opened or made",
                    "give a --db in a folder that exists and can be written to",
                ),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                    Failure::new(what, "another program is writing to it", "stop that program or give another --db")
                }
                _ => Failure::new(what, error, "give another --db, or remove the file to start afresh"),
            },
            Unusable::Foreign => Failure::new(
                what,
                "it belongs to another program",
                "give another --db; a file that does not exist is made",
            ),
            Unusable::Newer => Failure::new(what, "a newer sandbox made it", "use that one or give another --db"),
            Unusable::Older => Failure::new(
                what,
                "an older sandbox made it, with other tables",
                "give another --db, or remove the file to start afresh",
            ),
            Unusable::ReadOnly => Failure::new(what, "it can only be read", "make it writable or give another --db"),
            Unusable::Damaged(how) => Failure::new(
                what,
                format!("it is damaged ({how})"),
                "give another --db, or remove the file to start afresh",
            ),
        }
    }
}

fn prepare(mut connection: Connection) -> Result<Connection, Unusable> {
    connection.busy_timeout(Duration::from_secs(2))?;
    query::register(&connection)?;
    if connection.is_readonly("main")? {
        return Err(Unusable::ReadOnly);
    }
    // Immediate: two sandboxes that start on one new file make its tables once.
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let number = |pragma| transaction.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let objects: i64 = transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (number("application_id")?, number("user_version")?) {
        (0, 0) if objects == 0 => {
            transaction.execute_batch(TABLES)?;
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        (APPLICATION, VERSION) => {}
        (APPLICATION, version) if version > VERSION => return Err(Unusable::Newer),
        (APPLICATION, _) => return Err(Unusable::Older),
        _ => return Err(Unusable::Foreign),
    }
    transaction.commit()?;
    let health: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if health != "ok" {
        return Err(Unusable::Damaged(health));
    }
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(file: &Path) -> String {
        open(Some(file)).err().map(|failure| failure.line()).unwrap_or_default()
    }

    #[test]
    fn opens_its_own_file_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shop.db");
        for _ in 0..2 {
            assert_eq!(reason(&file), "");
        }
    }

    #[test]
    fn leaves_foreign_files_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("theirs.db");
        Connection::open(&file).unwrap().execute_batch("CREATE TABLE theirs (a)").unwrap();
        let before = std::fs::read(&file).unwrap();
        assert!(reason(&file).contains("belongs to another program"), "{}", reason(&file));
        assert_eq!(std::fs::read(&file).unwrap(), before);
    }

    #[test]
    fn refuses_a_file_of_another_version() {
        let folder = tempfile::tempdir().unwrap();
        for (version, named) in [(VERSION + 1, "a newer sandbox made it"), (VERSION - 1, "an older sandbox made it")] {
            let file = folder.path().join(named);
            open(Some(&file)).unwrap().pragma_update(None, "user_version", version).unwrap();
            assert!(reason(&file).contains(named), "{}", reason(&file));
        }
    }

    #[test]
    fn refuses_a_damaged_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("damaged.db");
        drop(open(Some(&file)).unwrap());
        let mut bytes = std::fs::read(&file).unwrap();
        bytes.iter_mut().skip(4096).for_each(|byte| *byte = 0xA5);
        std::fs::write(&file, bytes).unwrap();
        assert!(reason(&file).contains("remove the file to start afresh"), "{}", reason(&file));
    }

    #[test]
    fn says_that_the_file_is_in_use() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("busy.db");
        let other = Connection::open(&file).unwrap();
        other.execute_batch("BEGIN EXCLUSIVE").unwrap();
        assert!(reason(&file).contains("another program is writing to it"), "{}", reason(&file));
    }
}
