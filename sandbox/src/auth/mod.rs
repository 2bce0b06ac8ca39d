//! Bearer tokens and what they may do.

mod issued;

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::http::header::AUTHORIZATION;
use axum::http::HeaderMap;

use crate::problem::Problem;
use issued::{Found, Issued};

pub(crate) use issued::{Fresh, Issue, Lives, Session};

/// Always there beside the tokens of the flags, to see what a token without the scope to manage gets.
const READ_ONLY: &str = "sandbox-read";

/// What a token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Manage,
}

/// What a token may do, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) access: Access,
    /// The only tenant that the token is good for; none is any.
    pub(crate) tenant: Option<String>,
}

/// The tokens that were given out: those of the flags, which last for ever, and those that the login issues.
#[derive(Debug)]
pub(crate) struct Tokens {
    fixed: HashMap<String, Access>,
    lives: Lives,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// Tokens that last for ever, and were taken back.
    revoked: HashSet<String>,
    issued: Issued,
}

impl Tokens {
    /// `managing` are the tokens that may do everything.
    pub(crate) fn new(managing: &[String], lives: Lives) -> Tokens {
        let mut fixed = HashMap::from([(READ_ONLY.to_owned(), Access::Read)]);
        fixed.extend(managing.iter().map(|token| (token.clone(), Access::Manage)));
        Tokens { fixed, lives, state: Mutex::new(State { revoked: HashSet::new(), issued: Issued::new(lives) }) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the request's bearer token may do.
    pub(crate) fn grant(&self, headers: &HeaderMap) -> Result<Grant, Problem> {
        let token = bearer(headers).ok_or(Problem::INVALID_TOKEN)?;
        let state = self.state();
        match (self.fixed.get(token), state.issued.find(token, Instant::now())) {
            (Some(access), _) if !state.revoked.contains(token) => Ok(Grant { access: *access, tenant: None }),
            (None, Found::Good(grant)) => Ok(grant.clone()),
            (None, Found::Expired) => Err(Problem::EXPIRED_TOKEN),
            _ => Err(Problem::INVALID_TOKEN),
        }
    }

    /// Takes a token back.
    pub(crate) fn revoke(&self, token: &str) {
        let mut state = self.state();
        if !state.issued.revoke(token) {
            state.revoked.insert(token.to_owned());
        }
    }

    /// Whether a token that lasts for ever was taken back.
    pub(crate) fn is_revoked(&self, token: &str) -> bool {
        self.state().revoked.contains(token)
    }

    /// Takes every issued access token back.
    pub(crate) fn revoke_issued(&self) {
        self.state().issued.revoke_all();
    }

    /// Takes every refresh token back.
    pub(crate) fn end_sessions(&self) {
        self.state().issued.end_sessions();
    }

    /// Sets how long access tokens and refresh tokens are good for that are issued from now on.
    pub(crate) fn change_lives(&self, access: Option<u32>, refresh: Option<u32>) {
        let mut state = self.state();
        let lives = state.issued.lives();
        *lives = Lives {
            service: access.unwrap_or(lives.service),
            anonymous: access.unwrap_or(lives.anonymous),
            refresh: refresh.unwrap_or(lives.refresh),
        };
    }

    /// How much was issued.
    pub(crate) fn issue_so_far(&self) -> Issue {
        self.state().issued.counts()
    }

    /// As at the start: nothing issued, nothing taken back.
    pub(crate) fn reset(&self) {
        let mut state = self.state();
        state.revoked.clear();
        state.issued.reset(self.lives);
    }

    /// A token for a service.
    pub(crate) fn issue(&self, access: Access) -> Result<Fresh, Problem> {
        self.state().issued.service(access, Instant::now())
    }

    /// A token for somebody unknown, and the session to get more of them.
    pub(crate) fn log_in(&self, tenant: &str) -> Result<(Fresh, Session), Problem> {
        self.state().issued.anonymous(tenant, Instant::now())
    }

    /// Another token of a session; none when there is no such session of the tenant, or no more.
    pub(crate) fn refresh(&self, tenant: &str, refresh_token: &str) -> Result<Option<(Fresh, Session)>, Problem> {
        self.state().issued.refresh(tenant, refresh_token, Instant::now())
    }
}

/// The token of `Authorization: Bearer TOKEN`; the scheme's name is case-insensitive.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim_start_matches(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access(header: Option<&str>) -> Option<Access> {
        let mut headers = HeaderMap::new();
        if let Some(header) = header {
            headers.insert(AUTHORIZATION, header.parse().unwrap());
        }
        let tokens = Tokens::new(&["one".to_owned(), "two".to_owned()], Lives::default());
        tokens.grant(&headers).ok().map(|grant| grant.access)
    }

    #[test]
    fn tokens() {
        assert_eq!(access(Some("Bearer one")), Some(Access::Manage));
        assert_eq!(access(Some("bearer  two")), Some(Access::Manage));
        assert_eq!(access(Some("Bearer sandbox-read")), Some(Access::Read));
        for wrong in [
            None,
            Some(""),
            Some("one"),
            Some("Bearer"),
            Some("Bearer "),
            Some("Bearer One"),
            Some("Basic one"),
            Some("Bearer one two"),
        ] {
            assert_eq!(access(wrong), None, "{wrong:?}");
        }
    }
}
