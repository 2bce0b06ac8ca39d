//! A rule: which requests, which fault, how often.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::Method;
use serde_json::{json, Map, Value};

use super::fault::Fault;
use super::pattern::Pattern;

/// When to spoil what, as it was asked for.
#[derive(Debug, Clone)]
pub struct Rule {
    /// None is any.
    pub(super) method: Option<Method>,
    pub(super) path: Pattern,
    pub(super) fault: Fault,
    pub(super) pace: Pace,
    /// The rule as JSON, to be listed.
    pub(super) said: Map<String, Value>,
}

/// Which of the matching requests a rule spoils.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// So many matching requests go by first.
    pub(super) skip: u64,
    /// Of the others each so many-th.
    pub(super) every: u64,
    /// So many of them; none is all.
    pub(super) times: Option<u64>,
}

impl Pace {
    /// Whether it is the turn of the matching request with this number; the first has 1.
    fn hits(&self, number: u64) -> bool {
        let number = number.saturating_sub(self.skip);
        let turn = number.checked_div(self.every).unwrap_or(0);
        let exact = number.checked_rem(self.every) == Some(0);
        exact && turn > 0 && self.times.is_none_or(|times| turn <= times)
    }
}

/// A rule in force, with its counts.
#[derive(Debug)]
pub(super) struct Armed {
    rule: Rule,
    matched: AtomicU64,
    hit: AtomicU64,
}

impl Armed {
    pub(super) fn new(rule: Rule) -> Armed {
        Armed { rule, matched: AtomicU64::new(0), hit: AtomicU64::new(0) }
    }

    /// Looks at a request, counts it when it matches, and answers the fault when it is its turn.
    pub(super) fn strike(&self, method: &Method, path: &str) -> Option<&Fault> {
        if self.rule.method.as_ref().is_some_and(|own| own != method) || !self.rule.path.matches(path) {
            return None;
        }
        // Each request gets a number of its own, however many come at once.
        let number = self.matched.fetch_add(1, Ordering::Relaxed).saturating_add(1);
        if !self.rule.pace.hits(number) {
            return None;
        }
        self.hit.fetch_add(1, Ordering::Relaxed);
        Some(&self.rule.fault)
    }

    /// The rule and its counts.
    pub(super) fn listed(&self) -> Value {
        let mut listed = self.rule.said.clone();
        listed.insert("matched".to_owned(), json!(self.matched.load(Ordering::Relaxed)));
        listed.insert("hit".to_owned(), json!(self.hit.load(Ordering::Relaxed)));
        Value::Object(listed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(skip: u64, every: u64, times: Option<u64>) -> Vec<u64> {
        (1..=12).filter(|number| Pace { skip, every, times }.hits(*number)).collect()
    }

    #[test]
    fn paces() {
        assert_eq!(turns(0, 1, None), (1..=12).collect::<Vec<_>>());
        assert_eq!(turns(0, 1, Some(2)), [1, 2]);
        assert_eq!(turns(3, 1, Some(2)), [4, 5]);
        assert_eq!(turns(0, 5, None), [5, 10]);
        assert_eq!(turns(2, 3, Some(2)), [5, 8]);
        assert_eq!(turns(12, 1, None), Vec::<u64>::new());
    }
}
