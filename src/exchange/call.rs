//! One call as a state machine.

use super::access::{Access, Fetch, Refusal};
use super::notice::{Happening, Notice};
use super::plan::Plan;
use super::{Attempt, Event, Step, Verdict};
use crate::api::{Answer, ErrorCode, Failure, Granted, Operation, Request, Risk, ServiceError};
use crate::model::Secret;
use crate::policy::{Caller, End, Grant, Nature, Tick, TOKEN_MS};
use std::rc::Rc;

/// The most of a body that is read.
const MOST_BYTES: u32 = 10 * 1024 * 1024;

const NO_TOKEN: &str = "The token endpoint's answer holds no token; check the base URL and what stands between.";

/// One call on its way.
#[derive(Debug)]
pub struct Exchange {
    request: Rc<Request>,
    plan: Plan,
    phase: Phase,
    over: Option<Verdict>,
    caller: Caller,
    /// The number of the token that was sent last.
    token: u64,
    /// That token, where the next one may be another customer's: the call's retries are sent with it, too.
    kept: Option<Secret>,
    /// The number of the session that is being refreshed.
    session: Option<u64>,
    /// When the call began, and when what is under way was sent.
    started_ms: u64,
    sent_ms: u64,
    /// Whether the timer that runs takes all the time that was left, and whether it has run: a timer may fire before the
    /// clock says so.
    is_last: bool,
    is_spent: bool,
    attempts: u32,
    retries: u32,
    /// Fetches of the token that is wanted now, and the operation that they are.
    fetches: u32,
    fetching: Option<&'static Operation>,
    reauthenticated: bool,
    /// Whether an attempt may have been carried out although it failed.
    unsure: bool,
    retry_after_ms: Option<u64>,
    refusal: Option<Refusal>,
    notices: Vec<Notice>,
}

/// What is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Idle,
    /// Another's fetch.
    Looking,
    /// A token, from an endpoint or from the caller's function.
    Fetching,
    /// The body of a token endpoint's answer.
    ReadingToken(u16),
    /// The next fetch.
    RestingBeforeToken,
    /// An answer.
    Sent,
    /// The body of an answer.
    Reading(u16),
    /// The next attempt.
    Resting,
}

impl Exchange {
    /// A call that has not begun, with the tokens that `access` gives.
    pub fn new(mut request: Request, plan: Plan, access: &Access) -> Exchange {
        request.add_headers(&plan.headers);
        let caller = access.caller(plan.retries.attempts());
        Exchange {
            request: Rc::new(request),
            plan,
            phase: Phase::Idle,
            over: None,
            caller,
            token: 0,
            kept: None,
            session: None,
            started_ms: 0,
            sent_ms: 0,
            is_last: false,
            is_spent: false,
            attempts: 0,
            retries: 0,
            fetches: 0,
            fetching: None,
            reauthenticated: false,
            unsure: false,
            retry_after_ms: None,
            refusal: None,
            notices: Vec::new(),
        }
    }

    /// What the call is for.
    pub fn operation(&self) -> &'static Operation {
        self.request.operation
    }

    /// How many times it was sent.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Whether what is under way is for a token.
    pub fn is_fetching(&self) -> bool {
        matches!(self.phase, Phase::Fetching | Phase::ReadingToken(_))
    }

    /// What has happened since this was asked last.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Says what to do after `event`. A call that is over stays so.
    pub fn step(&mut self, event: Event, access: &mut Access, tick: Tick) -> Step {
        if let Some(verdict) = self.over {
            return Step::Done(verdict);
        }
        let step = self.after(event, access, tick);
        if let Step::Done(verdict) = step {
            self.over = Some(verdict);
        }
        step
    }

    fn after(&mut self, event: Event, access: &mut Access, tick: Tick) -> Step {
        self.is_spent |= self.is_last && matches!(event, Event::TimedOut | Event::Waited);
        match (event, self.phase) {
            (Event::Aborted, _) => self.aborted(access, tick),
            (Event::Start, _) => {
                self.started_ms = tick.now_ms;
                self.proceed(access, tick)
            }
            (Event::Waited, _) => self.proceed(access, tick),

            (Event::Answered { status, retry_after_ms }, Phase::Fetching) => {
                self.token_answered(status, retry_after_ms, access, tick)
            }
            (Event::Granted(granted), Phase::ReadingToken(_) | Phase::Fetching) => self.granted(granted, access, tick),
            (Event::Refused(service), Phase::ReadingToken(status)) => self.token_refused(status, service, access, tick),
            // What is refused is so whatever comes of its body.
            (Event::TooLarge | Event::TimedOut | Event::Broken, Phase::ReadingToken(status)) if !is_success(status) => {
                self.token_refused(status, ServiceError::default(), access, tick)
            }
            (Event::Unsendable, phase) => {
                match phase {
                    Phase::Fetching => self.notice(Happening::Token, None, Some(ErrorCode::Configuration), tick),
                    Phase::Sent => {
                        self.notice(Happening::Failure, None, Some(ErrorCode::Configuration), tick);
                        self.attempts = self.attempts.saturating_sub(1);
                    }
                    _ => {}
                }
                access.release(&mut self.caller);
                Step::Done(Verdict::Failed(ErrorCode::Configuration))
            }
            // No answer of the endpoint's: a session has not been given up by it.
            (Event::Unusable, Phase::ReadingToken(status)) if is_success(status) => {
                let refusal = Refusal { advice: Some(NO_TOKEN), ..self.refusal_now() };
                self.no_token(refusal, access, tick)
            }
            (Event::TimedOut, Phase::Fetching | Phase::ReadingToken(_)) => {
                self.fetch_ended(End::TimedOut, None, access, tick)
            }
            (Event::Broken, Phase::Fetching | Phase::ReadingToken(_)) if self.fetching.is_some() => {
                self.fetch_ended(End::Broken, None, access, tick)
            }
            (_, Phase::Fetching | Phase::ReadingToken(_)) => self.no_token(self.refusal_now(), access, tick),

            (Event::Answered { status, retry_after_ms }, _) => self.answered(status, retry_after_ms, access, tick),
            (Event::Read, Phase::Reading(status)) => self.read(status, tick),
            (Event::TooLarge | Event::TimedOut | Event::Broken, Phase::Reading(status)) if !is_success(status) => {
                self.read(status, tick)
            }
            (Event::TooLarge, Phase::Reading(status)) => {
                self.notice(Happening::Response, Some(status), Some(ErrorCode::Decode), tick);
                Step::Done(Verdict::Failed(ErrorCode::Decode))
            }
            (Event::TimedOut, _) => self.ended(End::TimedOut, ErrorCode::Timeout, tick),
            (Event::Unusable, _) => {
                self.unsure = true;
                self.notice(Happening::Failure, None, Some(ErrorCode::Connection), tick);
                Step::Done(Verdict::Failed(ErrorCode::Connection))
            }
            (_, _) => self.ended(End::Broken, ErrorCode::Connection, tick),
        }
    }

    /// A failure of this call, as far as it has come.
    #[cold]
    #[inline(never)]
    pub fn failure(&self, code: ErrorCode, status: Option<u16>) -> Failure {
        let mut failure = Failure {
            status,
            attempts: self.attempts,
            // What answers a success was carried out, whatever its body is.
            unsure: self.unsure || code == ErrorCode::Decode,
            retry_after_ms: self.retry_after_ms,
            ..Failure::new(code, Some(self.request.operation))
        };
        if let Some(refusal) = self.refusal.as_ref().filter(|_| code == ErrorCode::Token) {
            failure.status = refusal.status;
            failure.service = refusal.service.clone();
            failure.refused = refusal.refused;
            failure.advice = refusal.advice;
            failure.retry_after_ms = refusal.retry_after_ms;
        }
        failure
    }

    /// Goes on with a token, or towards one.
    fn proceed(&mut self, access: &mut Access, tick: Tick) -> Step {
        // What an answer before it asked for is over.
        self.retry_after_ms = None;
        let left_ms = self.left_ms(tick);
        if left_ms == 0 {
            return self.out_of_time(access);
        }
        let grant = match self.kept.clone() {
            Some(token) => Grant::Use(token, self.token),
            None => access.ask(&mut self.caller, tick.now_ms),
        };
        match grant {
            Grant::Use(token, number) => {
                self.token = number;
                self.kept = Some(&token).filter(|_| access.is_for_one(number)).cloned();
                self.fetches = 0;
                self.phase = Phase::Sent;
                self.sent_ms = tick.now_ms;
                self.attempts = self.attempts.saturating_add(1);
                self.notice(Happening::Request, None, None, tick);
                Step::Send(Attempt {
                    request: Rc::clone(&self.request),
                    authorization: Some(["Bearer ", token.expose()].concat().into()),
                    timeout_ms: self.within(self.plan.deadline.attempt_ms, left_ms),
                })
            }
            Grant::Look(wait_ms) => {
                self.phase = Phase::Looking;
                Step::Wait { ms: self.within(wait_ms, left_ms) }
            }
            Grant::Fetch(reason) => {
                let step = self.fetch(access, tick);
                match step {
                    Step::Ask { timeout_ms, .. } => Step::Ask { reason: Access::asks_with(reason), timeout_ms },
                    step => step,
                }
            }
            Grant::Fail(refusal) => {
                self.refusal = Some(refusal);
                Step::Done(Verdict::Failed(ErrorCode::Token))
            }
        }
    }

    /// Fetches a token as the holder of the lease.
    fn fetch(&mut self, access: &mut Access, tick: Tick) -> Step {
        let left_ms = self.left_ms(tick);
        if left_ms == 0 {
            return self.out_of_time(access);
        }
        access.extend(&self.caller, tick.now_ms, 0);
        self.phase = Phase::Fetching;
        self.sent_ms = tick.now_ms;
        self.fetches = self.fetches.saturating_add(1);
        let timeout_ms = self.within(TOKEN_MS, left_ms);
        match access.fetch(tick.now_ms) {
            Fetch::Send(request, session) => {
                self.session = session;
                self.fetching = Some(request.operation);
                Step::Send(Attempt { request, authorization: None, timeout_ms })
            }
            Fetch::Ask => {
                self.fetching = None;
                Step::Ask { reason: "", timeout_ms }
            }
        }
    }

    fn token_answered(&mut self, status: u16, retry_after_ms: Option<u64>, access: &mut Access, tick: Tick) -> Step {
        self.retry_after_ms = retry_after_ms;
        if !is_success(status) && self.wait_for_token(End::Status(status), retry_after_ms, tick).is_some() {
            return self.fetch_ended(End::Status(status), retry_after_ms, access, tick);
        }
        self.phase = Phase::ReadingToken(status);
        Step::Read { most_bytes: MOST_BYTES }
    }

    fn granted(&mut self, granted: Option<Granted>, access: &mut Access, tick: Tick) -> Step {
        let Some(granted) = granted else {
            if let Some(step) = self.begun_anew(access, tick) {
                return step;
            }
            let (status, advice) = match self.phase {
                Phase::ReadingToken(status) => {
                    (Some(status), NO_TOKEN)
                }
                _ => (None, "Give a token of visible ASCII characters, or { token, expiresInSeconds }, from the function that is asked for it."),
            };
            let refusal = Refusal { status, advice: Some(advice), ..Refusal::default() };
            return self.no_token(refusal, access, tick);
        };
        let status = self.token_status();
        self.notice(Happening::Token, status, None, tick);
        access.settle(&mut self.caller, granted, self.sent_ms, tick.now_ms);
        self.proceed(access, tick)
    }

    fn token_refused(&mut self, status: u16, service: ServiceError, access: &mut Access, tick: Tick) -> Step {
        let refused = matches!(status, 400 | 401 | 403);
        if (400..500).contains(&status) && !matches!(status, 408 | 429) {
            if let Some(step) = self.begun_anew(access, tick) {
                return step;
            }
        }
        let refusal = Refusal { status: Some(status), service, refused, ..self.refusal_now() };
        self.no_token(refusal, access, tick)
    }

    /// Where a session is not gone on with, it is over: there is another token by now, or a new session may begin at once.
    fn begun_anew(&mut self, access: &mut Access, tick: Tick) -> Option<Step> {
        let status = self.token_status();
        let session = self.session.take()?;
        if let Some(step) = self.at_hand(status, access, tick) {
            return Some(step);
        }
        access.end_session(session);
        self.notice(Happening::Token, status, Some(ErrorCode::Token), tick);
        Some(self.fetch(access, tick))
    }

    /// What a refusal is told with in any case.
    fn refusal_now(&self) -> Refusal {
        Refusal { status: self.token_status(), retry_after_ms: self.retry_after_ms, ..Refusal::default() }
    }

    /// A fetch failed in a way that may pass.
    fn fetch_ended(&mut self, end: End, asked_ms: Option<u64>, access: &mut Access, tick: Tick) -> Step {
        let status = match end {
            End::Status(status) => Some(status),
            End::Broken | End::TimedOut => self.token_status(),
        };
        if let Some(step) = self.at_hand(status, access, tick) {
            return step;
        }
        // A caller's function is asked once: what to do about its failure is its own business.
        let asked = self.fetching.is_none();
        let Some(ms) = self.wait_for_token(end, asked_ms, tick).filter(|_| !asked) else {
            if end == End::TimedOut && self.left_ms(tick) == 0 {
                self.notice(Happening::Token, status, Some(ErrorCode::Timeout), tick);
                return self.out_of_time(access);
            }
            return self.no_token(Refusal { status, ..self.refusal_now() }, access, tick);
        };
        self.notice(Happening::Token, status, Some(ErrorCode::Token), tick);
        self.notices.push(Notice { delay_ms: Some(ms), ..self.fact(Happening::Retry, status, Some(ErrorCode::Token)) });
        access.extend(&self.caller, tick.now_ms, ms);
        self.phase = Phase::RestingBeforeToken;
        self.is_last = false;
        Step::Wait { ms }
    }

    /// Goes on with a token that somebody else has fetched meanwhile, who took the lease when it had run out.
    fn at_hand(&mut self, status: Option<u16>, access: &mut Access, tick: Tick) -> Option<Step> {
        if !access.has_token(&self.caller, tick.now_ms) {
            return None;
        }
        self.notice(Happening::Token, status, Some(ErrorCode::Token), tick);
        access.release(&mut self.caller);
        Some(self.proceed(access, tick))
    }

    /// Gives up on a token, for all who wait for it.
    fn no_token(&mut self, refusal: Refusal, access: &mut Access, tick: Tick) -> Step {
        if let Some(step) = self.at_hand(refusal.status, access, tick) {
            return step;
        }
        self.notice(Happening::Token, refusal.status, Some(ErrorCode::Token), tick);
        // Where the call's own time was too short, others may have more; a refusal is one for all.
        if self.left_ms(tick) == 0 && !refusal.refused {
            access.release(&mut self.caller);
        } else {
            // Who would try more often does so, when it was only that this call would not try again.
            let out_of_tries = self.fetching.is_some() && self.fetches >= self.plan.retries.attempts();
            let attempts = if out_of_tries { self.fetches } else { u32::MAX };
            access.fail(&mut self.caller, refusal.clone(), attempts, tick.now_ms);
        }
        self.refusal = Some(refusal);
        Step::Done(Verdict::Failed(ErrorCode::Token))
    }

    fn answered(&mut self, status: u16, retry_after_ms: Option<u64>, access: &mut Access, tick: Tick) -> Step {
        let code = ErrorCode::of_status(status);
        self.retry_after_ms = retry_after_ms;
        if code == Some(ErrorCode::Authentication) && !self.reauthenticated && access.can_renew() {
            self.reauthenticated = true;
            access.reject(self.token, self.kept.as_ref());
            self.kept = None;
            self.notice(Happening::Response, Some(status), code, tick);
            return self.proceed(access, tick);
        }
        if let Some(ms) = self.wait(End::Status(status), retry_after_ms, tick) {
            self.unsure |= is_unsure(status);
            self.notice(Happening::Response, Some(status), code, tick);
            return self.rest(ms, Some(status), code);
        }
        if code.is_none() && self.request.operation.answer.body().is_none() {
            // Nothing in the body would be looked at: a slow or a broken one must not make a failure of what was done.
            return self.read(status, tick);
        }
        self.phase = Phase::Reading(status);
        Step::Read { most_bytes: MOST_BYTES }
    }

    fn read(&mut self, status: u16, tick: Tick) -> Step {
        let code = ErrorCode::of_status(status);
        let retried = self.retries > 0;
        self.unsure |= is_unsure(status) || (code == Some(ErrorCode::Conflict) && retried);
        self.notice(Happening::Response, Some(status), code, tick);
        let removes = matches!(self.request.operation.answer, Answer::Removed);
        Step::Done(match code {
            None => Verdict::Success { status },
            Some(ErrorCode::NotFound) if removes && retried => Verdict::AlreadyGone { status },
            Some(code) => Verdict::Refused { status, code },
        })
    }

    /// An attempt ended without an answer.
    fn ended(&mut self, end: End, code: ErrorCode, tick: Tick) -> Step {
        self.unsure = true;
        self.notice(Happening::Failure, None, Some(code), tick);
        match self.wait(end, None, tick) {
            Some(ms) => self.rest(ms, None, Some(code)),
            None => Step::Done(Verdict::Failed(code)),
        }
    }

    fn rest(&mut self, ms: u32, status: Option<u16>, code: Option<ErrorCode>) -> Step {
        self.notices.push(Notice { delay_ms: Some(ms), ..self.fact(Happening::Retry, status, code) });
        self.retries = self.retries.saturating_add(1);
        self.phase = Phase::Resting;
        self.is_last = false;
        Step::Wait { ms }
    }

    fn aborted(&mut self, access: &mut Access, tick: Tick) -> Step {
        let code = ErrorCode::Aborted;
        match self.phase {
            Phase::Sent | Phase::Reading(_) => {
                // What is refused was not done, whether its body was read or not.
                self.unsure |=
                    !matches!(self.phase, Phase::Reading(status) if !is_success(status) && !is_unsure(status));
                self.notice(Happening::Failure, None, Some(code), tick);
            }
            Phase::Fetching | Phase::ReadingToken(_) => {
                let status = self.token_status();
                self.notice(Happening::Token, status, Some(code), tick);
            }
            Phase::Idle | Phase::Looking | Phase::Resting | Phase::RestingBeforeToken => {}
        }
        access.release(&mut self.caller);
        Step::Done(Verdict::Failed(code))
    }

    /// The whole call's time is over before there was anything to send.
    fn out_of_time(&mut self, access: &mut Access) -> Step {
        access.release(&mut self.caller);
        Step::Done(Verdict::Failed(ErrorCode::Timeout))
    }

    /// The time of a timer, within what is left.
    fn within(&mut self, ms: u32, left_ms: u32) -> u32 {
        self.is_last = left_ms <= ms;
        ms.min(left_ms)
    }

    fn left_ms(&self, tick: Tick) -> u32 {
        if self.is_spent {
            return 0;
        }
        self.plan.deadline.left(self.started_ms, tick.now_ms)
    }

    /// The wait before the attempt is made again; `None` when it is not.
    fn wait(&self, end: End, asked_ms: Option<u64>, tick: Tick) -> Option<u32> {
        let nature = match self.request.operation.risk {
            Risk::Read | Risk::Idempotent => Nature::Repeatable,
            Risk::Create | Risk::Patch => Nature::Once,
        };
        self.plan.retries.wait_ms(nature, end, asked_ms, self.retries, tick.random, self.left_ms(tick))
    }

    fn wait_for_token(&self, end: End, asked_ms: Option<u64>, tick: Tick) -> Option<u32> {
        let made = self.fetches.saturating_sub(1);
        self.plan.retries.wait_ms(Nature::Repeatable, end, asked_ms, made, tick.random, self.left_ms(tick))
    }

    fn token_status(&self) -> Option<u16> {
        match self.phase {
            Phase::ReadingToken(status) => Some(status),
            _ => None,
        }
    }

    /// Notes the end of what is under way, or its beginning.
    fn notice(&mut self, happening: Happening, status: Option<u16>, code: Option<ErrorCode>, tick: Tick) {
        let duration_ms = match happening {
            Happening::Request => None,
            _ => Some(tick.now_ms.saturating_sub(self.sent_ms)),
        };
        self.notices.push(Notice { duration_ms, ..self.fact(happening, status, code) });
    }

    fn fact(&self, happening: Happening, status: Option<u16>, code: Option<ErrorCode>) -> Notice {
        let (operation, attempt) = match self.phase {
            Phase::Fetching | Phase::ReadingToken(_) => (self.fetching, self.fetches),
            _ => (Some(self.request.operation), self.attempts),
        };
        Notice { happening, operation, attempt, status, code, delay_ms: None, duration_ms: None }
    }
}

fn is_success(status: u16) -> bool {
    ErrorCode::of_status(status).is_none()
}

/// Whether a failed attempt with this answer may have been carried out.
fn is_unsure(status: u16) -> bool {
    status >= 500
}
