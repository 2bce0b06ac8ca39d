//! An operation of a service as plain data: what it takes, what it answers, what a failure may leave behind.

use super::answer::Answer;
use crate::http::Method;
use crate::rules::Rule;
use crate::schema::{Record, Type};
use std::fmt;

/// An operation of a service.
pub struct Operation {
    /// Its name in errors and events, such as `customers.list`.
    pub name: &'static str,
    /// Its method.
    pub method: Method,
    /// Its path with `{names}`: what may be shown and logged.
    pub path_template: &'static str,
    /// What a failure on the way may have left behind.
    pub risk: Risk,
    /// The values of the path beside the tenant, in the order in which a caller gives them.
    pub ids: &'static [Id],
    /// What the address and the headers take.
    pub query: Option<&'static Record>,
    /// What is sent.
    pub sends: Sends,
    /// What a success answers.
    pub answer: Answer,
}

/// A value of a path.
#[derive(Debug)]
pub struct Id {
    /// Its name in the template.
    pub name: &'static str,
    /// Its rule.
    pub rule: Type,
}

/// What is sent in the body.
#[derive(Debug)]
pub enum Sends {
    /// Nothing.
    Nothing,
    /// A record.
    Record(&'static Record),
    /// A change, which may go as a merge patch as well.
    Change(&'static Record),
    /// The query's `q`; the rest of the query stays in the address, where alone the service heeds it.
    Query,
    /// Many records, each judged for itself.
    Many(&'static Record),
}

/// What a failure on the way may have left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Risk {
    /// Nothing: it only reads.
    Read,
    /// The change, and doing it twice is like doing it once.
    Idempotent,
    /// A new resource; doing it twice makes two.
    Create,
    /// The change; doing it twice may change twice.
    Patch,
}

impl fmt::Debug for Operation {
    /// The name alone: the tables behind it would be pages.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Operation").field(&self.name).finish()
    }
}

impl Id {
    /// An id that becomes a segment of the path.
    pub const fn new(name: &'static str, rule: &'static Rule) -> Id {
        Id { name, rule: Type::Text(rule) }
    }
}
