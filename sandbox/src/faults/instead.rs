//! Next to the operations: what a fault answers in their place, and when they are carried out.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::answers;
use super::fault::{Fault, When};
use crate::problem::Problem;
use crate::tally::Operation;
use crate::wire::{Break, Connection};

/// The fault that struck a request, and the connection that the request came over.
#[derive(Debug, Clone)]
pub(super) struct Struck {
    pub(super) fault: Fault,
    pub(super) connection: Connection,
}

/// A layer around the operations of a service. By then the request is read.
pub(crate) async fn instead(mut request: Request, next: Next) -> Response {
    let Some(Struck { fault, connection }) = request.extensions_mut().remove() else {
        return carried_out(request, next).await;
    };
    match fault {
        Fault::Status(answered) => {
            if answered.done {
                carried_out(request, next).await;
            }
            answered.answer()
        }
        Fault::Delay(wait) => {
            tokio::time::sleep(wait).await;
            carried_out(request, next).await
        }
        // Dropped when the client leaves.
        Fault::Hang => std::future::pending().await,
        Fault::Reset(When::Before) => reset(&connection),
        Fault::Reset(When::Lost) => {
            carried_out(request, next).await;
            reset(&connection)
        }
        Fault::Oversize(bytes) => answers::oversize(bytes),
        Fault::Html(status) => answers::html(status),
        Fault::Empty => Response::default(),
        Fault::Redirect => answers::redirect(),
        // Around everything.
        Fault::DelayBody(_)
        | Fault::Stall
        | Fault::Reset(When::During | When::After)
        | Fault::Truncate
        | Fault::TruncateJson
        | Fault::DuplicatePage
        | Fault::Revoke => carried_out(request, next).await,
    }
}

/// Nothing of this answer is written.
fn reset(connection: &Connection) -> Response {
    connection.break_off(Break::AtOnce);
    Response::default()
}

/// An operation that has begun goes on to its end, also when the client does not wait for it: a service does not take
/// back what it does because nobody listens.
async fn carried_out(mut request: Request, next: Next) -> Response {
    let operation = request.extensions_mut().remove::<Operation>();
    let done = tokio::spawn(async move {
        let response = next.run(request).await;
        if let Some(operation) = operation {
            operation.answered(&response);
        }
        response
    });
    match done.await {
        Ok(response) => response,
        Err(error) => match error.try_into_panic() {
            // For the layer that answers panics.
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(error) => Problem::internal(error).into_response(),
        },
    }
}
