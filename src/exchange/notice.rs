//! What a call tells of itself on its way: plain facts, none of which a caller or a service has put into it.

use crate::api::{ErrorCode, Operation};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// An attempt is sent.
    Request,
    /// It was answered, with whatever status.
    Response,
    /// It was not answered.
    Failure,
    /// A wait begins, and after it another attempt.
    Retry,
    /// A token call ended.
    Token,
}

/// One fact.
#[derive(Debug, Clone, Copy)]
pub struct Notice {
    /// What happened.
    pub happening: Happening,
    /// The operation: the call's own, or that of a token endpoint; none for a caller's function.
    pub operation: Option<&'static Operation>,
    /// The number of the attempt, from 1.
    pub attempt: u32,
    /// The HTTP status, where there was one.
    pub status: Option<u16>,
    /// The kind of the failure, where it is one.
    pub code: Option<ErrorCode>,
    /// The wait, in milliseconds.
    pub delay_ms: Option<u32>,
    /// How long the attempt took, in milliseconds.
    pub duration_ms: Option<u64>,
}

impl Happening {
    /// The name in JavaScript.
    pub fn as_str(self) -> &'static str {
        match self {
            Happening::Request => "request",
            Happening::Response => "response",
            Happening::Failure => "failure",
            Happening::Retry => "retry",
            Happening::Token => "token",
        }
    }
}
