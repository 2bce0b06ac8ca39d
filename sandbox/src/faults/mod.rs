//! Faults: what a client has to bear from a network and a service, when a test asks for it.
//!
//! A rule is judged once a request, by the layer around all services (`around`). What only answers something else, or
//! waits, happens next to the operations (`instead`), where the services still give errors their own shape; what happens
//! to an answer's bytes happens around everything, where these bytes are final.

mod answers;
mod around;
mod fault;
mod grammar;
mod halved;
mod instead;
mod oversize;
mod pattern;
mod rule;
mod said;

use std::sync::{PoisonError, RwLock};

use axum::http::Method;
use serde_json::Value;

use fault::Fault;
use rule::Armed;

pub(crate) use answers::RETRY_AFTER_MS;
pub(crate) use around::around;
pub(crate) use grammar::HELP;
pub(crate) use instead::instead;
pub use rule::Rule;

/// The rules in force, in the order in which they look at requests.
#[derive(Debug)]
pub(crate) struct Faults {
    initial: Vec<Rule>,
    armed: RwLock<Vec<Armed>>,
}

impl Faults {
    /// `initial` are the rules of the flags.
    pub(crate) fn new(initial: Vec<Rule>) -> Faults {
        let armed = RwLock::new(initial.iter().cloned().map(Armed::new).collect());
        Faults { initial, armed }
    }

    /// The fault of the first rule whose turn it is. A rule that lets a request go by has counted it; the rules behind
    /// one that does not have not seen it.
    fn strike(&self, method: &Method, path: &str) -> Option<Fault> {
        let armed = self.armed.read().unwrap_or_else(PoisonError::into_inner);
        armed.iter().find_map(|rule| rule.strike(method, path)).cloned()
    }

    /// Adds rules behind those there are.
    pub(crate) fn add(&self, rules: Vec<Rule>) {
        self.armed.write().unwrap_or_else(PoisonError::into_inner).extend(rules.into_iter().map(Armed::new));
    }

    /// Puts rules in the place of those there are.
    pub(crate) fn replace(&self, rules: Vec<Rule>) {
        *self.armed.write().unwrap_or_else(PoisonError::into_inner) = rules.into_iter().map(Armed::new).collect();
    }

    /// The rules of the flags again, which have seen nothing yet.
    pub(crate) fn reset(&self) {
        self.replace(self.initial.clone());
    }

    /// The rules and their counts.
    pub(crate) fn listed(&self) -> Vec<Value> {
        self.armed.read().unwrap_or_else(PoisonError::into_inner).iter().map(Armed::listed).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_whose_turn_it_is() {
        let rules = ["GET /a hang times=1", "GET /a stall every=2", "* * revoke"];
        let faults = Faults::new(rules.iter().map(|rule| rule.parse().unwrap()).collect());
        let strike = |method| format!("{:?}", faults.strike(&method, "/a").unwrap());
        let struck: Vec<String> = (0..4).map(|_| strike(Method::GET)).collect();
        assert_eq!(struck, ["Hang", "Revoke", "Stall", "Revoke"]);
        assert_eq!(strike(Method::POST), "Revoke");
        let counts: Vec<_> =
            faults.listed().iter().map(|rule| (rule["matched"].clone(), rule["hit"].clone())).collect();
        assert_eq!(counts, [(4.into(), 1.into()), (3.into(), 1.into()), (3.into(), 3.into())]);
        faults.replace(Vec::new());
        assert!(faults.strike(&Method::GET, "/a").is_none());
        faults.reset();
        assert_eq!((strike(Method::GET), faults.listed().len()), ("Hang".to_owned(), 3));
    }
}
