//! What a call may cost, and when it has had enough: pure functions and numbers.

mod deadline;
mod paging;

pub use deadline::Deadline;
pub use paging::{Paging, Turn};
