//! An operation of a service, and a request for it.

use crate::http::Method;
use crate::schema::{check_type, Issue, Kind, Side, Type, Value};
use std::fmt;

/// An operation of a service.
#[derive(Debug)]
pub struct Operation {
    /// Its name in errors and events, such as `customers.list`.
    pub name: &'static str,
    /// Its method.
    pub method: Method,
    /// Its path with `{names}`: what may be shown and logged.
    pub path_template: &'static str,
    /// What a failure on the way may have left behind.
    pub risk: Risk,
    /// What a success answers.
    pub answer: Type,
}

/// What a failure on the way may have left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Risk {
    /// Nothing: it only reads.
    Read,
    /// A new resource; doing it twice makes two.
    Create,
}

/// A request, complete but for its authorization. `Debug` does not show what a caller put into it.
#[derive(Clone)]
pub struct Request {
    /// What it is for.
    pub operation: &'static Operation,
    /// Its absolute address.
    pub url: String,
    /// Its headers. The values are checked: none holds a line break.
    pub headers: Vec<(&'static str, String)>,
    /// Its body: JSON text.
    pub body: Option<String>,
}

impl fmt::Debug for Request {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Request").field("operation", &self.operation.name).finish_non_exhaustive()
    }
}

/// An answer is not even of the kind that is due: no array for a list, no object for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongKind;

impl Operation {
    /// What breaks the schema of an answer; none when it is fine.
    ///
    /// # Errors
    /// [`WrongKind`] when it is no array where one is due, or no object: there is nothing to hand on.
    pub fn check<V: Value>(&'static self, answer: V, asked: bool) -> Result<Vec<Issue>, WrongKind> {
        let due = match self.answer {
            Type::List(_) => Kind::List,
            _ => Kind::Object,
        };
        match answer.kind() {
            Ok(kind) if kind == due && !asked => Ok(Vec::new()),
            Ok(kind) if kind == due => Ok(check_type(answer, &self.answer, Side::Answer, crate::rules::Codes::Shape)),
            _ => Err(WrongKind),
        }
    }
}
