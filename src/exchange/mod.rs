//! The driver of one call, without any I/O: it is told what happened and says what to do.
//!
//! A shell sends what [`Step::Send`] asks for and feeds back what came of it, until [`Step::Done`]. The npm package's
//! shell does so with `fetch`; a Rust service can with the HTTP client that it has:
//!
//! ```
//! use commerce_customers::api::{customers, Emporix};
//! use commerce_customers::exchange::{Event, Exchange, Step, Verdict};
//! use commerce_customers::policy::Deadline;
//!
//! let emporix = Emporix::new("https://api.emporix.io", "acme")?;
//! let request = customers::get(&emporix, "C-1042", None::<&serde_json::Value>)?;
//! let mut exchange = Exchange::new(request, "a-token".to_owned(), Deadline::default());
//!
//! let Step::Send(attempt) = exchange.step(Event::Start) else { unreachable!() };
//! assert_eq!(attempt.authorization.expose(), "Bearer a-token");
//! // … send `exchange.request()` with that header, at most `attempt.timeout_ms` …
//! let Step::Done(verdict) = exchange.step(Event::Answered { status: 200 }) else { unreachable!() };
//! assert_eq!(verdict, Verdict::Success { status: 200 });
//! # Ok::<(), Vec<commerce_customers::schema::Issue>>(())
//! ```

use crate::api::{ErrorCode, Failure, Request};
use crate::model::Secret;
use crate::policy::Deadline;

/// One call on its way.
#[derive(Debug)]
pub struct Exchange {
    request: Request,
    token: Secret,
    deadline: Deadline,
    attempts: u32,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// The call begins.
    Start,
    /// An answer came and was read to its end.
    Answered {
        /// Its HTTP status; 0 for a redirect that the runtime hides.
        status: u16,
    },
    /// The connection could not be made or broke.
    Broken,
    /// The attempt took too long.
    TimedOut,
    /// The caller does not want it any more.
    Aborted,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// Send the request.
    Send(Attempt),
    /// It is over.
    Done(Verdict),
}

/// How to send the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The value of the `Authorization` header. `Debug` does not show it.
    pub authorization: Secret,
    /// How long it may take, until the body is fully read.
    pub timeout_ms: u32,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The service did it.
    Success {
        /// The HTTP status.
        status: u16,
    },
    /// The service refused; its body may say why.
    Refused {
        /// The HTTP status.
        status: u16,
        /// What that means.
        code: ErrorCode,
    },
    /// No answer came.
    Failed(ErrorCode),
}

impl Exchange {
    /// A call that has not begun.
    pub fn new(request: Request, token: String, deadline: Deadline) -> Exchange {
        Exchange { request, token: token.into(), deadline, attempts: 0 }
    }

    /// What is sent.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// How many times it was sent.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Says what to do after `event`.
    pub fn step(&mut self, event: Event) -> Step {
        Step::Done(match event {
            Event::Start => {
                self.attempts = self.attempts.saturating_add(1);
                return Step::Send(Attempt {
                    authorization: ["Bearer ", self.token.expose()].concat().into(),
                    timeout_ms: self.deadline.attempt_ms,
                });
            }
            Event::Answered { status } => match ErrorCode::of_status(status) {
                None => Verdict::Success { status },
                Some(code) => Verdict::Refused { status, code },
            },
            Event::Broken => Verdict::Failed(ErrorCode::Connection),
            Event::TimedOut => Verdict::Failed(ErrorCode::Timeout),
            Event::Aborted => Verdict::Failed(ErrorCode::Aborted),
        })
    }

    /// A failure of this call, as far as it has come.
    #[cold]
    #[inline(never)]
    pub fn failure(&self, code: ErrorCode, status: Option<u16>) -> Failure {
        Failure { status, attempts: self.attempts, ..Failure::new(code, Some(self.request.operation)) }
    }
}
