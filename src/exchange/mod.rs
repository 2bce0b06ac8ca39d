//! The driver of one call, without any I/O: it is told what happened and says what to do.
//!
//! A shell does what each [`Step`] asks for and feeds back what came of it, until [`Step::Done`]. The npm package's shell
//! does so with `fetch`; a Rust service can with the HTTP client that it has. The clock and chance come with each event, the
//! tokens are an [`Access`] that calls share:
//!
//! ```
//! use commerce_customers::api::{customers, Emporix};
//! use commerce_customers::exchange::{Access, Event, Exchange, Plan, Step, Verdict};
//! use commerce_customers::policy::Tick;
//!
//! let emporix = Emporix::new("https://api.emporix.io", "acme")?;
//! let mut access = Access::fixed("a-token");
//! let request = customers::get(&emporix, "C-1042", None::<&serde_json::Value>)?;
//! let mut exchange = Exchange::new(request, Plan::default(), &access);
//! let mut step = |event| exchange.step(event, &mut access, Tick { now_ms: 0, random: 0.5 });
//!
//! let Step::Send(attempt) = step(Event::Start) else { unreachable!() };
//! assert_eq!(attempt.authorization.unwrap().expose(), "Bearer a-token");
//! assert_eq!(attempt.timeout_ms, 10_000);
//! // … send `attempt.request` with that header: the service is overloaded …
//! let Step::Wait { ms } = step(Event::Answered { status: 503, retry_after_ms: Some(250) }) else { unreachable!() };
//! assert_eq!(ms, 250);
//! // … wait, and send again …
//! let Step::Send(_) = step(Event::Waited) else { unreachable!() };
//! let Step::Read { .. } = step(Event::Answered { status: 200, retry_after_ms: None }) else { unreachable!() };
//! let Step::Done(verdict) = step(Event::Read) else { unreachable!() };
//! assert_eq!(verdict, Verdict::Success { status: 200 });
//! # Ok::<(), Vec<commerce_customers::schema::Issue>>(())
//! ```

mod access;
mod call;
mod notice;
mod plan;
mod registry;

pub use access::{Access, Refusal};
pub use call::Exchange;
pub use notice::{Happening, Notice};
pub use plan::Plan;
pub use registry::Registry;

use crate::api::{ErrorCode, Granted, Request, ServiceError};
use crate::model::Secret;
use std::rc::Rc;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// The call begins.
    Start,
    /// The head of an answer came; its body has not been read.
    Answered {
        /// Its HTTP status; 0 for a redirect that the runtime hides.
        status: u16,
        /// What [`retry_after`](crate::http::retry_after) reads from its headers.
        retry_after_ms: Option<u64>,
    },
    /// The body was read to its end.
    Read,
    /// The body of a token endpoint's success was read, or the caller's function answered: what is granted, if anything.
    Granted(Option<Granted>),
    /// The body of a token endpoint's refusal was read.
    Refused(ServiceError),
    /// The body is larger than was to be read.
    TooLarge,
    /// The connection could not be made or broke; the caller's function failed.
    Broken,
    /// What came is no answer: it would be the same again.
    Unusable,
    /// The request could not be made of what there is, and was not sent.
    Unsendable,
    /// The time of the attempt is over.
    TimedOut,
    /// A wait is over.
    Waited,
    /// The caller does not want it any more.
    Aborted,
}

/// What to do next.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Step {
    /// Send a request, and tell of the head of its answer.
    Send(Attempt),
    /// Read the body of the answer, within the time of its attempt.
    Read {
        /// The most bytes to read.
        most_bytes: u32,
    },
    /// Ask the caller's function for a token.
    Ask {
        /// Why: `initial`, `expired` or `unauthorized`.
        reason: &'static str,
        /// How long it may take, in milliseconds.
        timeout_ms: u32,
    },
    /// Wait. The answer of a failed attempt that has not been read is to be thrown away first.
    Wait {
        /// Milliseconds.
        ms: u32,
    },
    /// It is over. An answer that has not been read is to be thrown away.
    Done(Verdict),
}

/// What to send.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// The request: the call's own, or one for a token.
    pub request: Rc<Request>,
    /// The value of the `Authorization` header; none for a token. `Debug` does not show it.
    pub authorization: Option<Secret>,
    /// How long it may take, until the body is fully read, in milliseconds.
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
    /// What was to be removed is not there after a retry: the first attempt may have removed it.
    AlreadyGone {
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
    /// No answer came, or none that can be used.
    Failed(ErrorCode),
}
