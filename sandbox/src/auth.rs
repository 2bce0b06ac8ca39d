//! Bearer tokens and what they may do.

use std::collections::HashMap;

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
pub(crate) struct Tokens(HashMap<String, Access>);

impl Tokens {
    /// `managing` are the tokens that may do everything.
    pub(crate) fn new(managing: &[String]) -> Tokens {
        let mut tokens = HashMap::from([(READ_ONLY.to_owned(), Access::Read)]);
        tokens.extend(managing.iter().map(|token| (token.clone(), Access::Manage)));
        Tokens(tokens)
    }

    /// What the request's bearer token may do.
    pub(crate) fn access(&self, headers: &HeaderMap) -> Result<Access, Problem> {
        bearer(headers).and_then(|token| self.0.get(token)).copied().ok_or(Problem::INVALID_TOKEN)
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
