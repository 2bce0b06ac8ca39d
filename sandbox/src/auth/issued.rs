//! Tokens that the login issues: they expire, and can be taken back.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::{Access, Grant};
use crate::problem::Problem;

/// How long tokens are good for, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lives {
    pub(crate) service: u32,
    pub(crate) anonymous: u32,
    pub(crate) refresh: u32,
}

impl Default for Lives {
    /// As the services have them.
    fn default() -> Lives {
        Lives { service: 14_399, anonymous: 3_599, refresh: 86_399 }
    }
}

/// An access token that was just issued.
#[derive(Debug)]
pub(crate) struct Fresh {
    pub(crate) token: String,
    /// In seconds.
    pub(crate) life: u32,
}

/// Somebody unknown who gets access tokens again and again.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) refresh_token: String,
    /// In seconds.
    pub(crate) refresh_life: u32,
    tenant: String,
    expires: Option<Instant>,
}

/// How much was issued.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct Issue {
    /// Access tokens.
    issued: u64,
    /// Sessions of somebody unknown.
    sessions: u64,
}

/// What is known of a token.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    Good(&'a Grant),
    Expired,
    Unknown,
}

/// All of them. Time is always given: it is the caller's clock, which never goes back.
#[derive(Debug)]
pub(super) struct Issued {
    lives: Lives,
    /// Goes on for ever, so that no text comes twice.
    serial: u64,
    counts: Issue,
    access: HashMap<String, (Grant, Option<Instant>)>,
    /// By refresh token.
    sessions: HashMap<String, Session>,
}

impl Issued {
    pub(super) fn new(lives: Lives) -> Issued {
        Issued { lives, serial: 0, counts: Issue::default(), access: HashMap::new(), sessions: HashMap::new() }
    }

    pub(super) fn service(&mut self, access: Access, now: Instant) -> Result<Fresh, Problem> {
        self.issue("service", Grant { access, tenant: None }, self.lives.service, now)
    }

    pub(super) fn anonymous(&mut self, tenant: &str, now: Instant) -> Result<(Fresh, Session), Problem> {
        let session = Session {
            id: self.text("session")?,
            refresh_token: self.text("refresh")?,
            refresh_life: self.lives.refresh,
            tenant: tenant.to_owned(),
            expires: after(now, self.lives.refresh),
        };
        let fresh = self.issue_anonymous(tenant, now)?;
        self.counts.sessions = self.counts.sessions.saturating_add(1);
        self.sessions.insert(session.refresh_token.clone(), session.clone());
        Ok((fresh, session))
    }

    pub(super) fn refresh(
        &mut self,
        tenant: &str,
        refresh_token: &str,
        now: Instant,
    ) -> Result<Option<(Fresh, Session)>, Problem> {
        let session =
            self.sessions.get(refresh_token).filter(|known| known.tenant == tenant && good(known.expires, now));
        let Some(session) = session.cloned() else { return Ok(None) };
        Ok(Some((self.issue_anonymous(tenant, now)?, session)))
    }

    fn issue_anonymous(&mut self, tenant: &str, now: Instant) -> Result<Fresh, Problem> {
        let grant = Grant { access: Access::Read, tenant: Some(tenant.to_owned()) };
        self.issue("anonymous", grant, self.lives.anonymous, now)
    }

    fn issue(&mut self, kind: &str, grant: Grant, life: u32, now: Instant) -> Result<Fresh, Problem> {
        let token = self.text(kind)?;
        self.counts.issued = self.counts.issued.saturating_add(1);
        self.access.insert(token.clone(), (grant, after(now, life)));
        Ok(Fresh { token, life })
    }

    /// A text that nobody had before and nobody guesses.
    fn text(&mut self, kind: &str) -> Result<String, Problem> {
        self.serial = self.serial.saturating_add(1);
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(Problem::internal)?;
        Ok(format!("{kind}-{}-{:016x}", self.serial, u64::from_le_bytes(random)))
    }

    pub(super) fn find(&self, token: &str, now: Instant) -> Found<'_> {
        match self.access.get(token) {
            Some((grant, expires)) if good(*expires, now) => Found::Good(grant),
            Some(_) => Found::Expired,
            None => Found::Unknown,
        }
    }

    /// Takes an access token back. It is unknown from then on, also when it had expired.
    pub(super) fn revoke(&mut self, token: &str) -> bool {
        self.access.remove(token).is_some()
    }

    /// Takes every access token back.
    pub(super) fn revoke_all(&mut self) {
        self.access.clear();
    }

    /// Takes every refresh token back.
    pub(super) fn end_sessions(&mut self) {
        self.sessions.clear();
    }

    /// How long tokens are good for that are issued from now on.
    pub(super) fn lives(&mut self) -> &mut Lives {
        &mut self.lives
    }

    pub(super) fn counts(&self) -> Issue {
        self.counts
    }

    /// As if nothing had been issued yet; but for the serial number.
    pub(super) fn reset(&mut self, lives: Lives) {
        *self = Issued { serial: self.serial, ..Issued::new(lives) };
    }
}

/// None is never, which no clock reaches.
fn after(now: Instant, seconds: u32) -> Option<Instant> {
    now.checked_add(Duration::from_secs(u64::from(seconds)))
}

fn good(expires: Option<Instant>, now: Instant) -> bool {
    expires.is_none_or(|expires| now < expires)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn later(now: Instant, millis: u64) -> Instant {
        now + Duration::from_millis(millis)
    }

    #[test]
    fn tokens_live_so_long_and_no_longer() {
        let now = Instant::now();
        let mut issued = Issued::new(Lives { service: 10, anonymous: 5, refresh: 20 });
        let service = issued.service(Access::Manage, now).unwrap().token;
        let (anonymous, session) = issued.anonymous("acme", now).unwrap();
        let is_good =
            |issued: &Issued, token: &str, millis| matches!(issued.find(token, later(now, millis)), Found::Good(_));
        assert!(is_good(&issued, &service, 9_999) && is_good(&issued, &anonymous.token, 4_999));
        assert_eq!(issued.find(&service, later(now, 10_000)), Found::Expired);
        assert_eq!(issued.find(&anonymous.token, later(now, 5_000)), Found::Expired);
        let (again, same) = issued.refresh("acme", &session.refresh_token, later(now, 19_999)).unwrap().unwrap();
        assert_eq!(same.id, session.id);
        assert!(again.token != anonymous.token && is_good(&issued, &again.token, 24_998));
        assert!(issued.refresh("acme", &session.refresh_token, later(now, 20_000)).unwrap().is_none());
        assert!(issued.refresh("other", &session.refresh_token, now).unwrap().is_none());
        assert!(issued.refresh("acme", &again.token, now).unwrap().is_none());
        assert!(issued.revoke(&service) && !issued.revoke(&service));
        assert_eq!(issued.find(&service, now), Found::Unknown);
    }

    #[test]
    fn a_life_of_nothing_is_over_at_once() {
        let now = Instant::now();
        let mut issued = Issued::new(Lives { service: 0, anonymous: 0, refresh: 0 });
        let token = issued.service(Access::Read, now).unwrap().token;
        assert_eq!(issued.find(&token, now), Found::Expired);
    }
}
