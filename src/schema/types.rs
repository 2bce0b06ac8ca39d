//! The tables: a type, a field, a record.

use crate::rules::Rule;

/// What a value must be.
#[derive(Debug)]
pub enum Type {
    /// A text that follows a rule.
    Text(&'static Rule),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number, not below the given one.
    Integer(i32),
    /// An object with known fields; unknown ones are kept and never an issue.
    Record(&'static Record),
    /// An array.
    List(&'static Type),
    /// One value, or an array of them.
    OneOrList(&'static Type),
    /// An object whose names are the tenant's own and whose values are all of one type.
    Map(&'static Type),
    /// An object with any JSON inside.
    Object,
}

/// A field of a record.
#[derive(Debug)]
pub struct Field {
    /// The name in JSON.
    pub name: &'static str,
    /// What its value must be.
    pub ty: Type,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// The sentence or two that documentation and TypeScript show.
    #[cfg(feature = "records")]
    pub doc: &'static str,
}

/// Whether a field may be absent or null. In answers every field may be both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It must be there and not null.
    Required,
    /// It may be absent, but not null.
    Optional,
    /// It may be absent or null, and the two mean different things.
    Nullable,
}

/// Who makes a value, and so how much can be asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// A caller: everything is asked.
    Input,
    /// A service: codes are asked for their letters only, and every field may be absent or null. Answers are declared with
    /// few other rules: what a service stores is not the caller's to mend.
    Answer,
}

/// An object with known fields.
#[derive(Debug)]
pub struct Record {
    /// The name, as in Rust and TypeScript.
    pub name: &'static str,
    /// Who makes it.
    pub side: Side,
    /// The fields, in the order in which issues are reported.
    pub fields: &'static [Field],
    /// The sentence or two that documentation and TypeScript show.
    #[cfg(feature = "records")]
    pub doc: &'static str,
}
