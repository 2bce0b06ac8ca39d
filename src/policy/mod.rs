//! What a call may cost, whether it is tried again, and who fetches a token: pure functions and small state machines. The
//! clock and chance are arguments.

mod deadline;
mod paging;
mod retry;
mod tokens;

pub use deadline::{timer_ms, Deadline, TOKEN_MS};
pub use paging::{Paging, Turn};
pub use retry::{End, Mode, Nature, Retries};
pub use tokens::{Caller, Grant, Reason, Tokens};

/// The clock and chance, at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tick {
    /// Milliseconds since 1970.
    pub now_ms: u64,
    /// A number from 0 to 1 that nobody can foresee.
    pub random: f64,
}
