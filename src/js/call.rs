//! One call, from its options to its answer: the shell around [`crate::exchange`].

use super::failure;
use super::fetched::Fetched;
use super::object::Plain;
use super::request;
use super::value::Js;
use crate::api::{Answer as Kind, ErrorCode, Failure, Operation, Request, ServiceError};
use crate::exchange::{Attempt, Event, Exchange, Step, Verdict};
use crate::model::CALL_OPTIONS;
use crate::policy::Deadline;
use crate::rules::Codes;
use crate::schema::{check, Expected, Fault, Issue, Path, Value};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/js/drive.js")]
extern "C" {
    /// A promise for what the call comes to.
    fn drive(call: Call, send: &JsValue, signal: &JsValue) -> JsValue;
}

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
    /// The injected `fetch`, else `undefined`.
    pub fetch: JsValue,
}

/// What a single call is given.
#[derive(Clone)]
pub(super) struct Options {
    deadline: Option<Deadline>,
    /// The caller's signal, else `undefined`.
    pub signal: JsValue,
    /// Whether a patch is sent as a merge patch.
    pub merge_patch: bool,
}

impl Options {
    /// What is read again for each part of a larger call: an object that nobody else holds.
    pub(super) fn to_js(&self) -> Plain {
        let timeout = self.deadline.map(|deadline| deadline.attempt_ms);
        Plain::new().with_some("timeoutMs", timeout).with("signal", &self.signal)
    }
}

/// A success.
pub(super) struct Answer {
    pub fetched: Fetched,
    /// The body; `undefined` where there is none, or it is not read.
    pub body: Js,
    pub issues: Vec<Issue>,
    attempts: u32,
}

/// What is made of the end of a call: a success or the fields of an error.
type Then = Box<dyn FnOnce(Result<Answer, JsValue>) -> Result<JsValue, JsValue>>;

/// A call on its way.
#[wasm_bindgen]
pub struct Call(RefCell<State>);

struct State {
    exchange: Exchange,
    responses: Responses,
    injected: bool,
    attempt: Option<Attempt>,
    then: Option<Then>,
}

impl Options {
    /// Reads a caller's options.
    pub(super) fn read(operation: &'static Operation, options: JsValue) -> Result<Options, JsValue> {
        let given = Js::or_empty(options);
        let options = given.snapshot(&CALL_OPTIONS);
        let mut issues = check(options.clone(), &CALL_OPTIONS, Codes::Iso);
        let mut signal = given.property("signal");
        if signal.is_null() {
            signal = JsValue::UNDEFINED;
        }
        if !signal.is_undefined() && !is_signal(&signal) {
            issues.push(Issue::new(Path::of("signal"), Fault::Type(Expected::Object)));
        }
        if !issues.is_empty() {
            return Err(refused(operation, issues));
        }
        let merge_patch = options.at("mergePatch").and_then(|value| value.flag()).unwrap_or(false);
        Ok(Options { deadline: deadline(&options), signal, merge_patch })
    }
}

/// Whether a value works like an AbortSignal, of this realm or another.
fn is_signal(value: &JsValue) -> bool {
    let js = Js(value.clone());
    js.property("aborted").as_bool().is_some() && js.property("addEventListener").is_function()
}

/// The deadline that checked options ask for, of a client or of a call.
pub(super) fn deadline(options: &Js) -> Option<Deadline> {
    options.at("timeoutMs").and_then(|value| value.number()).map(Deadline::after)
}

/// Sends a request and reads its answer: a promise for what `then` makes of it.
pub(super) fn call(
    settings: &Settings,
    request: Request,
    options: Options,
    then: impl FnOnce(Result<Answer, JsValue>) -> Result<JsValue, JsValue> + 'static,
) -> JsValue {
    let state = State {
        exchange: Exchange::new(request, settings.token.clone(), options.deadline.unwrap_or(settings.deadline)),
        responses: settings.responses,
        injected: !settings.fetch.is_undefined(),
        attempt: None,
        then: Some(Box::new(then)),
    };
    drive(Call(RefCell::new(state)), &settings.fetch, &options.signal)
}

#[wasm_bindgen]
impl Call {
    /// What to do after something happened: `{ timeoutMs }` to send the request, `{ value }` at the end. `detail` is an
    /// answer's status, else the cause.
    ///
    /// # Errors
    /// The fields of an error, for the face to make its instance.
    pub fn step(&self, what: JsValue, detail: JsValue, headers: JsValue, text: JsValue) -> Result<JsValue, JsValue> {
        let state = &mut *self.0.borrow_mut();
        let (mut cause, mut fetched) = (detail, None);
        let event = match what.as_string().as_deref() {
            Some("start") => Event::Start,
            Some("aborted") => Event::Aborted,
            Some("timeout") => Event::TimedOut,
            Some("answered") => {
                fetched = Fetched::new(&cause, headers, text);
                match &fetched {
                    Some(fetched) => Event::Answered { status: fetched.status },
                    None => {
                        cause = js_sys::TypeError::new("fetch answered with something that is no Response").into();
                        Event::Broken
                    }
                }
            }
            _ => Event::Broken,
        };
        match state.exchange.step(event) {
            Step::Send(attempt) => {
                let step = Plain::new().with("timeoutMs", attempt.timeout_ms);
                state.attempt = Some(attempt);
                Ok(step.into())
            }
            Step::Done(verdict) => {
                let result = state.conclude(verdict, fetched, cause);
                let value = match state.then.take() {
                    Some(then) => then(result)?,
                    None => JsValue::UNDEFINED,
                };
                Ok(Plain::new().with("value", value).into())
            }
        }
    }

    /// The arguments of `fetch` for the attempt that the last step asked for.
    ///
    /// # Errors
    /// A TypeError when the runtime takes no such request.
    pub fn request(&self, signal: web_sys::AbortSignal) -> Result<js_sys::Array, JsValue> {
        let state = self.0.borrow();
        match &state.attempt {
            Some(attempt) => request::arguments(state.exchange.request(), attempt, &signal, state.injected),
            None => Ok(js_sys::Array::new()),
        }
    }
}

impl State {
    /// What a call comes to once it is over.
    fn conclude(&self, verdict: Verdict, fetched: Option<Fetched>, cause: JsValue) -> Result<Answer, JsValue> {
        let exchange = &self.exchange;
        let Some(fetched) = fetched else {
            let code = match verdict {
                Verdict::Failed(code) => code,
                // A verdict on an answer follows an answer; were there none, it would be a broken connection.
                Verdict::Success { .. } | Verdict::Refused { .. } => ErrorCode::Connection,
            };
            return Err(failure::to_js(&exchange.failure(code, None)).with("cause", cause).into());
        };
        let operation = exchange.request().operation;
        let mut failure = match verdict {
            Verdict::Success { status } => {
                let (body, issues) = match operation.answer {
                    Kind::Written | Kind::Nothing | Kind::Removed => (Some(Js(JsValue::UNDEFINED)), Ok(Vec::new())),
                    Kind::Upserted(_) if fetched.is_empty() => (Some(Js(JsValue::UNDEFINED)), Ok(Vec::new())),
                    _ => {
                        let body = fetched.json();
                        let asked = self.responses != Responses::Off;
                        let checked = body.clone().map_or(Ok(Vec::new()), |body| operation.check(body, asked));
                        (body, checked)
                    }
                };
                let issues = match (body, issues) {
                    (Some(body), Ok(issues)) if issues.is_empty() || self.responses == Responses::Report => {
                        return Ok(Answer { fetched, body, issues, attempts: exchange.attempts() });
                    }
                    (_, issues) => issues.unwrap_or_default(),
                };
                let mut failure = exchange.failure(ErrorCode::Decode, Some(status));
                failure.issues = issues;
                failure
            }
            Verdict::Refused { status, code } => {
                let mut failure = exchange.failure(code, Some(status));
                failure.service = fetched.json().map(|body| ServiceError::read(&body)).unwrap_or_default();
                failure
            }
            Verdict::Failed(code) => exchange.failure(code, None),
        };
        if let Some(id) = fetched.request_id() {
            failure.service.request_id = Some(id);
        }
        Err(failure::to_js(&failure).with("headers", &fetched.headers).into())
    }
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
