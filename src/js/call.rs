//! One call, from its request to its answer: the shell around [`crate::exchange`].

use super::event::{self, Told};
use super::failure;
use super::fetched::Head;
use super::object::Plain;
use super::options::Options;
use super::request;
use super::value::Js;
use crate::api::{Answer as Kind, ErrorCode, Failure, Granted, Operation, Request, ServiceError};
use crate::exchange::{Access, Attempt, Event, Exchange, Plan, Step, Verdict};
use crate::policy::Tick;
use crate::schema::Issue;
use js_sys::Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/js/drive.js")]
extern "C" {
    /// A promise for what the call comes to.
    fn drive(call: Call, send: &JsValue, ask: &JsValue, tell: &JsValue, signal: &JsValue) -> JsValue;
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
    pub access: Rc<RefCell<Access>>,
    pub plan: Plan,
    pub responses: Responses,
    /// The injected `fetch`, else `undefined`.
    pub fetch: JsValue,
    /// The function that is asked for tokens, else `undefined`, and whether it is told why.
    pub ask: JsValue,
    pub tells_why: bool,
    /// The listener, else `undefined`.
    pub on_event: JsValue,
}

/// A success.
pub(super) struct Answer {
    pub head: Head,
    /// The body; `undefined` where there is none, or it is not read.
    pub body: Js,
    pub issues: Vec<Issue>,
    /// Whether its issues are to be found when somebody asks for them.
    pub unjudged: bool,
    /// Whether it was there no more.
    pub already_gone: bool,
    attempts: u32,
}

/// What is made of the end of a call: a success or the fields of an error.
type Then = Box<dyn FnOnce(Result<Answer, JsValue>) -> Result<JsValue, JsValue>>;

/// A call on its way.
#[wasm_bindgen]
pub struct Call(RefCell<State>);

struct State {
    exchange: Exchange,
    /// The text of the body where the request does not have it, else `undefined`.
    body: JsValue,
    access: Rc<RefCell<Access>>,
    responses: Responses,
    tells_why: bool,
    tells: bool,
    attempt: Option<Attempt>,
    head: Option<Head>,
    then: Option<Then>,
}

/// Sends a request and reads its answer: a promise for what `then` makes of it. `body` is the text to send where the request does
/// not have it, else `undefined`.
pub(super) fn call(
    settings: &Settings,
    request: Request,
    body: JsValue,
    options: Options,
    then: impl FnOnce(Result<Answer, JsValue>) -> Result<JsValue, JsValue> + 'static,
) -> JsValue {
    let exchange = Exchange::new(request, options.plan, &settings.access.borrow());
    let state = State {
        exchange,
        body,
        access: Rc::clone(&settings.access),
        responses: settings.responses,
        tells_why: settings.tells_why,
        tells: !settings.on_event.is_undefined(),
        attempt: None,
        head: None,
        then: Some(Box::new(then)),
    };
    drive(Call(RefCell::new(state)), &settings.fetch, &settings.ask, &settings.on_event, &options.signal)
}

#[wasm_bindgen]
impl Call {
    /// What to do after something happened, as `[what, events, amount, reason]`: `send`, `ask` and `wait` take so many
    /// milliseconds, `read` so many bytes; at the end there is a `value`, or the fields of an `error`. `detail` is an
    /// answer's status, its text, a token, else the cause.
    pub fn step(&self, now: JsValue, random: JsValue, what: JsValue, detail: JsValue, headers: JsValue) -> Array {
        let number = |value: JsValue| value.as_f64().unwrap_or_default();
        // In range by `as`, which saturates.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let tick = Tick { now_ms: number(now) as u64, random: number(random) };
        self.0.borrow_mut().step(tick, &what.as_string().unwrap_or_default(), detail, headers)
    }

    /// The request of the attempt that the last step asked for: its address, method, headers, body and kind of cache.
    pub fn request(&self) -> Array {
        let state = self.0.borrow();
        state.attempt.as_ref().map(|attempt| request::parts(attempt, &state.body)).unwrap_or_default()
    }
}

impl State {
    fn step(&mut self, tick: Tick, what: &str, detail: JsValue, headers: JsValue) -> Array {
        let (mut cause, mut text) = (JsValue::UNDEFINED, JsValue::UNDEFINED);
        let event = match what {
            "start" => Event::Start,
            "waited" => Event::Waited,
            "timeout" => Event::TimedOut,
            "large" => Event::TooLarge,
            "token" => Event::Granted(Granted::given(&Js(detail))),
            "answered" => match Head::new(&detail, headers) {
                Some(head) => {
                    let status = head.status;
                    // Nothing is read that nobody asks for: each header is a call of its own.
                    let failed = ErrorCode::of_status(status).is_some();
                    let retry_after_ms =
                        crate::http::retry_after(|name| failed.then(|| head.header(name)).flatten(), tick.now_ms);
                    self.head = Some(head);
                    Event::Answered { status, retry_after_ms }
                }
                None => {
                    cause = js_sys::TypeError::new("fetch answered with something that is no Response").into();
                    Event::Unusable
                }
            },
            "read" if self.exchange.is_fetching() => self.token(&detail),
            "read" => {
                text = detail;
                Event::Read
            }
            what => {
                cause = detail;
                match what {
                    "aborted" => Event::Aborted,
                    "unusable" => Event::Unusable,
                    "unsendable" => Event::Unsendable,
                    _ => Event::Broken,
                }
            }
        };
        let step = self.exchange.step(event, &mut self.access.borrow_mut(), tick);
        let head = self.head.as_ref().filter(|_| self.tells);
        let mut told = Told { request_id: head.and_then(Head::request_id), ..Told::default() };
        let mut result = None;
        let (what, amount, reason) = match step {
            Step::Send(attempt) => {
                let timeout_ms = attempt.timeout_ms;
                self.attempt = Some(attempt);
                self.head = None;
                ("send", timeout_ms, "")
            }
            Step::Read { most_bytes } => ("read", most_bytes, ""),
            Step::Ask { reason, timeout_ms } => {
                self.head = None;
                ("ask", timeout_ms, if self.tells_why { reason } else { "" })
            }
            Step::Wait { ms } => {
                // What comes next is not of this answer.
                self.head = None;
                ("wait", ms, "")
            }
            Step::Done(verdict) => {
                result = Some(self.conclude(verdict, &text, cause));
                ("", 0, "")
            }
        };
        // A page has its issues with it, and an error its own.
        let single = !self.exchange.operation().answer.is_listing();
        match &result {
            Some(Ok(answer)) if single => told.issues = &answer.issues,
            Some(Err(failed)) => told.code = Some(failed.failure.code),
            _ => {}
        }
        let notices = self.exchange.take_notices();
        let events = if self.tells { event::to_js(notices, &told) } else { Array::new() };
        let (what, amount) = match result.map(|result| self.hand_over(result)) {
            None => (what, amount.into()),
            Some(Ok(value)) => ("value", value),
            Some(Err(error)) => ("error", error),
        };
        Array::of4(&what.into(), &events, &amount, &reason.into())
    }

    /// What a token endpoint says.
    fn token(&self, text: &JsValue) -> Event {
        let body = super::fetched::json(text);
        match &self.head {
            Some(head) if ErrorCode::of_status(head.status).is_some() => {
                Event::Refused(body.map(|body| ServiceError::read(&body)).unwrap_or_default())
            }
            _ => body.map_or(Event::Unusable, |body| Event::Granted(Granted::read(&body))),
        }
    }

    /// What a call comes to once it is over.
    fn conclude(&mut self, verdict: Verdict, text: &JsValue, cause: JsValue) -> Result<Answer, Box<Failed>> {
        let exchange = &self.exchange;
        let operation = exchange.operation();
        let head = self.head.take();
        let (code, status) = match (verdict, &head) {
            (Verdict::Success { status }, Some(head)) => {
                let issues = match operation.answer {
                    Kind::Written | Kind::Nothing | Kind::Removed => Ok((Js(JsValue::UNDEFINED), Vec::new())),
                    Kind::Upserted(_) if super::fetched::is_empty(text) => Ok((Js(JsValue::UNDEFINED), Vec::new())),
                    _ => self.judged(text),
                };
                match issues {
                    Ok((body, issues)) => return Ok(self.answer(head.clone(), body, issues, false)),
                    Err(issues) => {
                        let mut failed = Failed::of(exchange.failure(ErrorCode::Decode, Some(status)));
                        failed.failure.issues = issues;
                        return Err(failed.at(head));
                    }
                }
            }
            (Verdict::AlreadyGone { .. }, Some(head)) => {
                return Ok(self.answer(head.clone(), Js(JsValue::UNDEFINED), Vec::new(), true));
            }
            (Verdict::Refused { status, code }, _) => (code, Some(status)),
            (Verdict::Failed(ErrorCode::Decode), Some(head)) => (ErrorCode::Decode, Some(head.status)),
            (Verdict::Failed(code), _) => (code, None),
            // A verdict on an answer follows an answer; were there none, it would be a broken connection.
            (Verdict::Success { .. } | Verdict::AlreadyGone { .. }, None) => (ErrorCode::Connection, None),
        };
        let mut failed = Failed::of(exchange.failure(code, status));
        failed.cause = cause;
        match (&head, code) {
            (Some(head), _) if status.is_some() => {
                if code != ErrorCode::Decode {
                    let body = super::fetched::json(text);
                    failed.failure.service = body.map(|body| ServiceError::read(&body)).unwrap_or_default();
                }
                Err(failed.at(head))
            }
            (Some(head), ErrorCode::Token) => Err(failed.at(head)),
            _ => Err(failed),
        }
    }

    /// The body of an answer and what breaks its schema; an error when it cannot be handed on.
    fn judged(&self, text: &JsValue) -> Result<(Js, Vec<Issue>), Vec<Issue>> {
        let Some(body) = super::fetched::json(text) else { return Err(Vec::new()) };
        let asked = match self.responses {
            Responses::Strict => true,
            // But for a listing, which has a place for them, issues are for a listener.
            Responses::Report => self.tells && !self.judges_later(),
            Responses::Off => false,
        };
        match self.exchange.operation().check(body.clone(), asked) {
            Ok(issues) if issues.is_empty() || self.responses == Responses::Report => Ok((body, issues)),
            Ok(issues) => Err(issues),
            Err(_) => Err(Vec::new()),
        }
    }

    /// Whether a page's issues are found when somebody reads them: most never do, and it would take as long as the call.
    fn judges_later(&self) -> bool {
        self.responses == Responses::Report && self.exchange.operation().answer.is_listing()
    }

    fn answer(&self, head: Head, body: Js, issues: Vec<Issue>, already_gone: bool) -> Answer {
        let (unjudged, attempts) = (self.judges_later(), self.exchange.attempts());
        Answer { head, body, issues, unjudged, already_gone, attempts }
    }

    fn hand_over(&mut self, result: Result<Answer, Box<Failed>>) -> Result<JsValue, JsValue> {
        let result = result.map_err(|failed| failed.to_js());
        match self.then.take() {
            Some(then) => then(result),
            None => result.map(|_| JsValue::UNDEFINED),
        }
    }
}

/// A failure, with what of it only JavaScript has.
struct Failed {
    failure: Failure,
    cause: JsValue,
    headers: Option<web_sys::Headers>,
}

impl Failed {
    fn of(failure: Failure) -> Box<Failed> {
        Box::new(Failed { failure, cause: JsValue::UNDEFINED, headers: None })
    }

    /// With the head of the answer that tells of it.
    fn at(mut self: Box<Self>, head: &Head) -> Box<Failed> {
        self.headers = Some(head.headers.clone());
        if let Some(id) = head.request_id() {
            self.failure.service.request_id = Some(id);
        }
        self
    }

    fn to_js(&self) -> JsValue {
        failure::to_js(&self.failure).with("cause", &self.cause).with_some("headers", self.headers.as_ref()).into()
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
            .with("status", self.head.status)
            .with("headers", &self.head.headers)
            .with("requestId", self.head.request_id().map_or(JsValue::NULL, JsValue::from))
            .with("attempts", self.attempts)
    }
}
