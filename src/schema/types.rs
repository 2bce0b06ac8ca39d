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
    /// A whole number within bounds.
    Integer(&'static Bounds),
    /// A text, a number or a flag.
    Scalar,
    /// An RFC 3339 date-time, or a representation's own date. Not before the field named here, when there is one.
    DateTime(Option<&'static str>),
    /// A query in the service's own language: a text, or the terms that [`query_text`](crate::schema::query_text) writes one from.
    Query,
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
    /// A function: JavaScript alone has one, in options.
    Function,
    /// A value of this type, or a function that gives one.
    OrFunction(&'static Type),
    /// A value of this type, or `false` for none.
    OrFalse(&'static Type),
}

/// The least and the greatest value of a whole number. Answers are not held to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The least, when there is one.
    pub min: Option<i32>,
    /// The greatest, when there is one.
    pub max: Option<i32>,
}

impl Bounds {
    /// Any whole number.
    pub const NONE: Bounds = Bounds { min: None, max: None };

    /// From a least value on.
    pub const fn from(min: i32) -> Bounds {
        Bounds { min: Some(min), max: None }
    }

    /// From 1 to a greatest value.
    pub const fn to(max: i32) -> Bounds {
        Bounds { min: Some(1), max: Some(max) }
    }
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

/// What a field takes without a further look, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Takes(u8);

impl Takes {
    /// Not a thing.
    pub const NOTHING: Takes = Takes(0);
    /// That there is nothing.
    pub const ABSENT: Takes = Takes(1);
    /// Null.
    pub const NULL: Takes = Takes(2);
    /// Any text.
    pub const TEXT: Takes = Takes(4);
    /// Any flag.
    pub const FLAG: Takes = Takes(8);

    /// Whether it is among them.
    pub fn has(self, other: Takes) -> bool {
        self.0 & other.0 != 0
    }

    /// The bits as a number, in the order of the constants.
    pub fn bits(self) -> u8 {
        self.0
    }
}

impl Field {
    /// What the field takes on one side.
    pub fn takes(&self, side: Side) -> Takes {
        let answer = side == Side::Answer;
        let absent = answer || self.presence != Presence::Required;
        let null = self.presence == Presence::Nullable || (answer && self.presence != Presence::Kept);
        Takes(u8::from(absent) | u8::from(null) << 1 | self.ty.takes().0)
    }
}

impl Type {
    /// What a value of the type is taken for without a further look, that there is one.
    pub fn takes(&self) -> Takes {
        match self {
            Type::Text(rule) if rule.is_any() => Takes::TEXT,
            Type::Flag => Takes::FLAG,
            _ => Takes::NOTHING,
        }
    }
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
    /// It may be absent, and cannot be taken away: null is a `conflict`.
    Kept,
    /// It may be absent, and a list must hold something: an empty filter would let everything pass.
    Filled,
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
