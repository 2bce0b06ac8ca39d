//! What a `q` asks for.

use super::path::JsonPath;

/// Terms that all have to hold; none of them holds always.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Filter(pub(super) Vec<Term>);

/// One `path:value`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    pub(super) path: JsonPath,
    pub(super) test: Test,
}

/// What the value at a path has to be.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    OneOf(Literals),
    Flag(bool),
    /// Null or absent.
    Null,
    /// There; a null is there.
    Exists,
    Missing,
    Compare(Order, Bound),
    /// A regular expression that matches somewhere in the text.
    Matches(String),
    All(Vec<Test>),
    Any(Vec<Test>),
}

/// Values of which one has to be equal.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Literals {
    pub(super) texts: Vec<String>,
    pub(super) numbers: Vec<serde_json::Number>,
}

impl Literals {
    /// A value in quotes: text.
    pub(super) fn quoted(text: &str) -> Literals {
        Literals { texts: vec![text.to_owned()], numbers: Vec::new() }
    }

    /// A value without quotes: text, and the number that it spells. A postal code may be stored as either.
    pub(super) fn bare(text: &str) -> Literals {
        Literals { texts: vec![text.to_owned()], numbers: number(text).into_iter().collect() }
    }

    pub(super) fn join(&mut self, mut other: Literals) {
        self.texts.append(&mut other.texts);
        self.numbers.append(&mut other.numbers);
    }
}

/// The number that a text spells in JSON's way.
pub(super) fn number(text: &str) -> Option<serde_json::Number> {
    text.parse().ok()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Less,
    AtMost,
    More,
    AtLeast,
}

/// What a comparison compares with.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Bound {
    Number(serde_json::Number),
    /// Text in the order of its code points, or, when it is a date-time, date-times in the order of time.
    Text(String),
}
