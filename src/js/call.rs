//! One call, from its options to its answer: the shell around [`crate::exchange`].

use super::cut::Signal;
use super::failure;
use super::fetch::{fetch, Fetched, Trouble};
use super::object::Plain;
use super::value::Js;
use crate::api::{ErrorCode, Failure, Operation, Request, ServiceError};
use crate::exchange::{Event, Exchange, Step, Verdict};
use crate::model::CALL_OPTIONS;
use crate::policy::Deadline;
use crate::rules::Codes;
use crate::schema::{check, Expected, Fault, Issue, Path, Value};
use wasm_bindgen::prelude::*;

/// What is done with an answer that breaks its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Responses {
    Strict,
    Report,
    Off,
}

/// What all calls of a client have in common.
pub(super) struct Settings {
    pub token: String,
    pub deadline: Deadline,
    pub responses: Responses,
    pub fetch: Option<js_sys::Function>,
}

/// What a single call is given.
pub(super) struct Options {
    deadline: Option<Deadline>,
    signal: Option<Signal>,
}

/// A success.
pub(super) struct Answer {
    pub fetched: Fetched,
    pub body: Js,
    pub issues: Vec<Issue>,
    attempts: u32,
}

impl Options {
    /// Reads a caller's options.
    pub(super) fn read(operation: &'static Operation, options: JsValue) -> Result<Options, JsValue> {
        if options.is_undefined() {
            return Ok(Options { deadline: None, signal: None });
        }
        let given = Js(options);
        let options = given.snapshot(&CALL_OPTIONS);
        let mut issues = check(options.clone(), &CALL_OPTIONS, Codes::Iso);
        let given = given.property("signal");
        let absent = given.is_undefined() || given.is_null();
        let signal = Signal::from_js(given);
        if signal.is_none() && !absent {
            issues.push(Issue::new(Path::of("signal"), Fault::Type(Expected::Object)));
        }
        if !issues.is_empty() {
            return Err(refused(operation, issues));
        }
        Ok(Options { deadline: deadline(&options), signal })
    }
}

/// The deadline that checked options ask for, of a client or of a call.
pub(super) fn deadline(options: &Js) -> Option<Deadline> {
    options.at("timeoutMs").and_then(|value| value.number()).map(Deadline::after)
}

/// Sends a request and reads its answer.
///
/// # Errors
/// The fields of an error, for the face to make its instance.
pub(super) async fn call(settings: &Settings, request: Request, options: Options) -> Result<Answer, JsValue> {
    let mut exchange = Exchange::new(request, settings.token.clone(), options.deadline.unwrap_or(settings.deadline));
    let mut event = match &options.signal {
        Some(signal) if signal.aborted() => Event::Aborted,
        _ => Event::Start,
    };
    let mut fetched = None;
    let mut cause = options.signal.as_ref().map_or(JsValue::UNDEFINED, Signal::reason);
    let verdict = loop {
        match exchange.step(event) {
            Step::Done(verdict) => break verdict,
            Step::Send(attempt) => {
                match fetch(exchange.request(), &attempt, settings.fetch.as_ref(), options.signal.as_ref()).await {
                    Ok(answer) => {
                        event = Event::Answered { status: answer.status };
                        fetched = Some(answer);
                    }
                    Err(trouble) => Trouble { event, cause } = trouble,
                }
            }
        }
    };
    conclude(settings, &exchange, verdict, fetched, cause)
}

/// What a call comes to once it is over.
// Not inlined: within the state machine of the asynchronous function it is half as large again.
#[inline(never)]
fn conclude(
    settings: &Settings,
    exchange: &Exchange,
    verdict: Verdict,
    fetched: Option<Fetched>,
    cause: JsValue,
) -> Result<Answer, JsValue> {
    let Some(fetched) = fetched else {
        let code = match verdict {
            Verdict::Failed(code) => code,
            // A verdict on an answer follows an answer; were there none, it would be a broken connection.
            Verdict::Success { .. } | Verdict::Refused { .. } => ErrorCode::Connection,
        };
        return Err(failure::to_js(&exchange.failure(code, None)).with("cause", cause).into());
    };
    let body = fetched.json();
    let mut failure = match verdict {
        Verdict::Success { status } => {
            let asked = settings.responses != Responses::Off;
            let checked = body.as_ref().map(|body| exchange.request().operation.check(body.clone(), asked));
            let issues = match (body, checked) {
                (Some(body), Some(Ok(issues))) => {
                    if issues.is_empty() || settings.responses == Responses::Report {
                        return Ok(Answer { fetched, body, issues, attempts: exchange.attempts() });
                    }
                    issues
                }
                _ => Vec::new(),
            };
            let mut failure = exchange.failure(ErrorCode::Decode, Some(status));
            failure.issues = issues;
            failure
        }
        Verdict::Refused { status, code } => {
            let mut failure = exchange.failure(code, Some(status));
            failure.service = body.map(|body| ServiceError::read(&body)).unwrap_or_default();
            failure
        }
        Verdict::Failed(code) => exchange.failure(code, None),
    };
    if let Some(id) = fetched.request_id() {
        failure.service.request_id = Some(id);
    }
    Err(failure::to_js(&failure).with("headers", &fetched.headers).into())
}

/// The fields of a ValidationError.
#[cold]
pub(super) fn refused(operation: &'static Operation, issues: Vec<Issue>) -> JsValue {
    failure::to_js(&Failure::validation(Some(operation), issues)).into()
}

impl Answer {
    /// `ResponseInfo`.
    pub(super) fn info(&self) -> Plain {
        Plain::new()
            .with("status", self.fetched.status)
            .with("headers", &self.fetched.headers)
            .with("requestId", self.fetched.request_id().map_or(JsValue::NULL, JsValue::from))
            .with("attempts", self.attempts)
    }
}
