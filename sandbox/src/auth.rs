//! Bearer tokens and what they may do.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use axum::http::header::AUTHORIZATION;
use axum::http::HeaderMap;

use crate::problem::Problem;

/// Always there beside the tokens of the flags, to see what a token without the scope to manage gets.
const READ_ONLY: &str = "sandbox-read";

/// What a token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Manage,
}

/// The tokens that were given out.
#[derive(Debug)]
pub(crate) struct Tokens {
    fixed: HashMap<String, Access>,
    revoked: Mutex<HashSet<String>>,
}

impl Tokens {
    /// `managing` are the tokens that may do everything.
    pub(crate) fn new(managing: &[String]) -> Tokens {
        let mut tokens = HashMap::from([(READ_ONLY.to_owned(), Access::Read)]);
        tokens.extend(managing.iter().map(|token| (token.clone(), Access::Manage)));
        Tokens { fixed: tokens, revoked: Mutex::default() }
    }

    /// What the request's bearer token may do.
    pub(crate) fn access(&self, headers: &HeaderMap) -> Result<Access, Problem> {
        let known = bearer(headers).filter(|token| !self.is_revoked(token)).and_then(|token| self.fixed.get(token));
        known.copied().ok_or(Problem::INVALID_TOKEN)
    }

    /// Takes a token back.
    pub(crate) fn revoke(&self, token: &str) {
        self.revoked.lock().unwrap_or_else(PoisonError::into_inner).insert(token.to_owned());
    }

    pub(crate) fn is_revoked(&self, token: &str) -> bool {
        self.revoked.lock().unwrap_or_else(PoisonError::into_inner).contains(token)
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
        Tokens::new(&["one".to_owned(), "two".to_owned()]).access(&headers).ok()
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
