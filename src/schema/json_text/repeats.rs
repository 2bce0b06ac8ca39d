//! Keys that stand twice in their object. Programs read the one or the other, so a body that holds some may be checked by
//! the one and obeyed by the other.

use super::super::check::MAX_ISSUES;
use super::super::issue::{Fault, Issue};
use super::super::path::{Path, Segment};
use super::{JsonPart, JsonText};
use std::borrow::Cow;

/// Adds an issue for each repeated key, as far as there is room for it.
pub(super) fn report(json: &JsonText<'_>, issues: &mut Vec<Issue>) {
    if json.tape.has_repeats {
        Repeats { path: Vec::new(), issues }.value(json.root());
    }
}

struct Repeats<'a> {
    path: Vec<Segment>,
    issues: &'a mut Vec<Issue>,
}

impl Repeats<'_> {
    /// Recursion ends where the text's depth does.
    fn value(&mut self, value: JsonPart<'_>) {
        for index in 0..value.count() {
            if self.issues.len() >= MAX_ISSUES {
                return;
            }
            let (part, repeated, segment) = match value.nth_field(index) {
                Some((key, part)) => (part, key.is_repeated(), Segment::Name(Cow::Owned(value.name(key)))),
                None => match value.nth_item(index) {
                    Some(part) => (part, false, Segment::Index(index)),
                    None => continue,
                },
            };
            self.path.push(segment);
            if repeated {
                self.issues.push(Issue::new(Path(self.path.clone()), Fault::Json));
            }
            self.value(part);
            self.path.pop();
        }
    }
}
