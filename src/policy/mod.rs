//! What a call may cost, and when it has had enough: pure functions and numbers.

mod deadline;

pub use deadline::Deadline;
