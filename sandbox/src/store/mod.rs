//! The database: opening it, and using it from asynchronous code.

pub(crate) mod assignments;
pub(crate) mod customers;
pub(crate) mod operators;
mod schema;

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, TransactionBehavior};

use crate::problem::Problem;

pub(crate) use schema::open;

/// One connection, used by one request at a time. SQLite writes one after the other anyway.
#[derive(Debug, Clone)]
pub(crate) struct Store(Arc<Mutex<Connection>>);

impl Store {
    pub(crate) fn new(connection: Connection) -> Store {
        Store(Arc::new(Mutex::new(connection)))
    }

    /// Runs `work` on a thread that may wait.
    pub(crate) async fn run<T, W>(&self, work: W) -> Result<T, Problem>
    where
        T: Send + 'static,
        W: FnOnce(&mut Connection) -> Result<T, Problem> + Send + 'static,
    {
        let connection = Arc::clone(&self.0);
        let outcome = tokio::task::spawn_blocking(move || {
            // A panic in between leaves nothing half done: open transactions roll back when they are dropped.
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            work(&mut connection)
        });
        outcome.await.unwrap_or_else(|error| Err(Problem::internal(error)))
    }

    /// The same in one transaction, which is rolled back when `work` fails. Between its looks and its writes nobody else
    /// writes, in this program or another.
    pub(crate) async fn write<T, W>(&self, work: W) -> Result<T, Problem>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Problem> + Send + 'static,
    {
        self.run(|connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        })
        .await
    }
}
