//! Why the sandbox did not start, in one line: what, why, what to do next.

use std::fmt::Display;

/// A reason not to start.
#[derive(Debug)]
pub struct Failure {
    what: String,
    why: String,
    next: &'static str,
    /// The exit code of the program: 2 for a wrong flag, 1 for everything else.
    pub exit_code: u8,
}

impl Failure {
    /// `what` could not be done because of `why`; `next` says what to do about it.
    pub fn new(what: impl Display, why: impl Display, next: &'static str) -> Failure {
        Failure { what: what.to_string(), why: why.to_string(), next, exit_code: 1 }
    }

    /// The same for a wrong flag.
    pub fn usage(what: impl Display, why: impl Display, next: &'static str) -> Failure {
        Failure { exit_code: 2, ..Failure::new(what, why, next) }
    }

    /// The line for stderr. Line breaks in its parts become spaces.
    pub fn line(&self) -> String {
        let line = format!("sandbox: {}: {}; {}", self.what, self.why, self.next);
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_whatever_is_in_it() {
        let failure = Failure::new("cannot open a\nb", "no\r\n  such file", "give another --db");
        assert_eq!(failure.line(), "sandbox: cannot open a b: no such file; give another --db");
    }
}
