//! The way to the tokens of one set of credentials, which many calls share.

use crate::api::{Anonymous, Auth, Granted, Request, Service, ServiceError};
use crate::model::Secret;
use crate::policy::{Caller, Grant, Reason, Tokens};
use std::rc::Rc;

/// How calls come to their tokens. All calls that share it share its tokens; it is plain data, and waits for nobody.
#[derive(Debug, Clone)]
pub struct Access {
    way: Way,
    tokens: Tokens<Secret, Refusal>,
}

#[derive(Debug, Clone)]
enum Way {
    Fixed(Secret),
    Asked,
    Client(Rc<Request>),
    Anonymous { service: Service, anonymous: Anonymous, login: Rc<Request>, session: Option<Session> },
}

/// What an anonymous session goes on with.
#[derive(Debug, Clone)]
struct Session {
    number: u64,
    refresh: Secret,
    until_ms: u64,
}

/// Why there is no token.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status of the token endpoint, where it answered.
    pub status: Option<u16>,
    /// What it says.
    pub service: ServiceError,
    /// Whether it would refuse again.
    pub refused: bool,
    /// How long the endpoint asks to wait.
    pub retry_after_ms: Option<u64>,
    /// Our own words, where there are better ones than those for any token.
    pub advice: Option<&'static str>,
}

/// How a token is fetched.
#[derive(Debug, Clone)]
pub(super) enum Fetch {
    /// By this request, which goes on with the session of this number, if any.
    Send(Rc<Request>, Option<u64>),
    /// From the caller's function.
    Ask,
}

impl Access {
    /// How long another's fetch is left alone on Workers, in milliseconds: it may have died with its request.
    pub const LEASE_ON_WORKERS_MS: u32 = Tokens::<Secret, Refusal>::LEASE_ON_WORKERS_MS;
    /// How long it is left alone elsewhere.
    pub const LEASE_MS: u32 = Tokens::<Secret, Refusal>::LEASE_MS;

    /// The way that `auth` says, at the tokens' service.
    pub fn new(auth: &Auth, service: &Service, lease_ms: u32) -> Access {
        let way = match (auth, service.token_request(auth)) {
            (Auth::Client { .. }, Some(request)) => Way::Client(Rc::new(request)),
            (Auth::Anonymous(anonymous), Some(login)) => Way::Anonymous {
                service: service.clone(),
                anonymous: anonymous.clone(),
                login: Rc::new(login),
                session: None,
            },
            (Auth::Token(token), _) => Way::Fixed(token.clone()),
            _ => Way::Asked,
        };
        Access { way, tokens: Tokens::new(lease_ms) }
    }

    /// A token that is sent as it is.
    pub fn fixed(token: impl Into<Secret>) -> Access {
        Access { way: Way::Fixed(token.into()), tokens: Tokens::new(Access::LEASE_MS) }
    }

    /// Whether there can be another token than the one that was not taken.
    pub(super) fn can_renew(&self) -> bool {
        !matches!(self.way, Way::Fixed(_))
    }

    pub(super) fn caller(&self, attempts: u32) -> Caller {
        self.tokens.caller(attempts)
    }

    pub(super) fn ask(&mut self, caller: &mut Caller, now_ms: u64) -> Grant<Secret, Refusal> {
        match &self.way {
            Way::Fixed(token) => Grant::Use(token.clone(), 0),
            _ => self.tokens.ask(caller, now_ms),
        }
    }

    pub(super) fn has_token(&self, caller: &Caller, now_ms: u64) -> bool {
        self.tokens.has(caller, now_ms)
    }

    /// How the holder of the lease fetches; an anonymous session goes on where it can.
    pub(super) fn fetch(&mut self, now_ms: u64) -> Fetch {
        match &self.way {
            Way::Client(request) => Fetch::Send(Rc::clone(request), None),
            Way::Anonymous { service, anonymous, login, session } => {
                let alive = session.as_ref().filter(|session| now_ms < session.until_ms);
                match alive {
                    Some(session) => {
                        let request = service.refresh_request(anonymous, &session.refresh);
                        Fetch::Send(Rc::new(request), Some(session.number))
                    }
                    None => Fetch::Send(Rc::clone(login), None),
                }
            }
            Way::Fixed(_) | Way::Asked => Fetch::Ask,
        }
    }

    /// Keeps what was granted to a fetch from `sent_ms` on, unless another has brought something since that is still good: two
    /// sessions must not take turns.
    pub(super) fn settle(&mut self, caller: &mut Caller, granted: Granted, sent_ms: u64, now_ms: u64) {
        let life_ms = match self.way {
            // The same credentials get the same again, so that one without a life is good until a service refuses it.
            Way::Client(_) | Way::Anonymous { .. } => granted.life_ms.or(Some(u64::MAX)),
            Way::Fixed(_) | Way::Asked => granted.life_ms,
        };
        let Some(number) = self.tokens.settle(caller, granted.token, life_ms, sent_ms, now_ms) else { return };
        if let Way::Anonymous { session, .. } = &mut self.way {
            // A refresh may answer without its token: then it goes on with the one that it has.
            if let Some((refresh, life_ms)) = granted.refresh {
                let until_ms = life_ms.map_or(u64::MAX, |life_ms| sent_ms.saturating_add(life_ms));
                *session = Some(Session { number, refresh, until_ms });
            }
        }
    }

    /// Gives up the session of this number, which its service does not go on with; not a newer one.
    pub(super) fn end_session(&mut self, number: u64) {
        if let Way::Anonymous { session, .. } = &mut self.way {
            *session = session.take().filter(|session| session.number != number);
        }
    }

    /// Whether the next token may be another customer's than the one of this number: a function of the caller's gave it, and no
    /// life to keep it for.
    pub(super) fn is_for_one(&self, number: u64) -> bool {
        matches!(self.way, Way::Asked) && !self.tokens.is_kept(number)
    }

    pub(super) fn fail(&mut self, caller: &mut Caller, refusal: Refusal, attempts: u32, now_ms: u64) {
        let refused = refusal.refused;
        self.tokens.fail(caller, refusal, attempts, refused, now_ms);
    }

    pub(super) fn extend(&mut self, caller: &Caller, now_ms: u64, wait_ms: u32) {
        self.tokens.extend(caller, now_ms, wait_ms);
    }

    pub(super) fn release(&mut self, caller: &mut Caller) {
        self.tokens.release(caller);
    }

    pub(super) fn reject(&mut self, number: u64, text: Option<&Secret>) {
        self.tokens.reject(number, text);
    }

    /// What a caller's function is told: whether its fetch answers one that is over, or one that was not taken.
    pub(super) fn asks_with(reason: Reason) -> &'static str {
        match reason {
            Reason::Initial => "initial",
            Reason::Expired => "expired",
            Reason::Unauthorized => "unauthorized",
        }
    }
}
