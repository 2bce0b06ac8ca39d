//! What is wrong with a value, and where.

use super::messages::{self, Locale};
use super::path::Path;
use crate::rules::{Breach, Form, Rule};
use std::borrow::Cow;

/// One thing that is wrong. It never holds the value: passwords and e-mail addresses are among them.
#[derive(Debug, Clone)]
pub struct Issue {
    /// Where it is.
    pub path: Path,
    /// What it is.
    pub fault: Fault,
}

/// What is wrong, with the table's side of it.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    /// A value of another kind is due.
    Type(Expected),
    /// The field must be there.
    Required,
    /// A text breaks its rule.
    Text(Breach, &'static Rule),
    /// Not one of these words.
    OneOf(&'static [&'static str]),
    /// A number below this one.
    Minimum(i32),
    /// A number above this one.
    Maximum(i32),
    /// It does not go with something else.
    Conflict(Conflict),
    /// Text that is not JSON, or a value that cannot be written as it.
    Json,
}

/// What does not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conflict {
    /// A moment before the one in the field named here.
    Before(&'static str),
    /// A range whose ends are the wrong way round, or not of one kind.
    Range,
    /// Null where a value, once given, cannot be taken away.
    Unset,
    /// A field that a merge patch cannot change.
    MergePatch,
    /// A page of a listing that was there before.
    Repeated,
    /// A header that the client sets itself.
    Own,
    /// More than one way to authorize.
    Auth,
}

/// The kind of value that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Integer,
    /// A whole number; none is below zero.
    Number,
    /// A text, a number or a flag.
    Scalar,
    /// An object.
    Object,
    /// An array.
    List,
    /// A function, in options alone.
    Function,
}

/// The stable name of what is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Code {
    /// A value of another kind is due.
    Type,
    /// The field must be there.
    Required,
    /// Too few characters.
    MinLength,
    /// Too many characters.
    MaxLength,
    /// Characters that do not fit, or in the wrong order.
    Pattern,
    /// Not in the list.
    OneOf,
    /// Too small a number.
    Minimum,
    /// Too large a number.
    Maximum,
    /// It does not go with something else.
    Conflict,
    /// Not of a named form, such as an e-mail address.
    Format,
    /// Not JSON, or not to be written as it.
    Json,
}

/// A limit that a message fills in.
#[derive(Debug, Clone, PartialEq)]
pub enum Param {
    /// A whole number; none is below zero.
    Number(u32),
    /// A text.
    Text(Cow<'static, str>),
}

impl Code {
    /// The name in JavaScript and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Code::Type => "type",
            Code::Required => "required",
            Code::MinLength => "min_length",
            Code::MaxLength => "max_length",
            Code::Pattern => "pattern",
            Code::OneOf => "one_of",
            Code::Minimum => "minimum",
            Code::Maximum => "maximum",
            Code::Conflict => "conflict",
            Code::Format => "format",
            Code::Json => "json",
        }
    }
}

impl Expected {
    /// The name in `params.expected`.
    pub fn as_str(self) -> &'static str {
        match self {
            Expected::Text => "string",
            Expected::Flag => "boolean",
            Expected::Integer => "integer",
            Expected::Number => "number",
            Expected::Scalar => "string, number or boolean",
            Expected::Object => "object",
            Expected::List => "array",
            Expected::Function => "function",
        }
    }
}

impl Issue {
    /// An issue at a path.
    #[cold]
    #[inline(never)]
    pub fn new(path: Path, fault: Fault) -> Issue {
        Issue { path, fault }
    }

    /// The stable name of what is wrong.
    pub fn code(&self) -> Code {
        match self.fault {
            Fault::Type(_) => Code::Type,
            Fault::Required => Code::Required,
            Fault::Text(Breach::MinLength, _) => Code::MinLength,
            Fault::Text(Breach::MaxLength, _) => Code::MaxLength,
            Fault::Text(Breach::Pattern, _) => Code::Pattern,
            Fault::Text(Breach::OneOf, _) | Fault::OneOf(_) => Code::OneOf,
            Fault::Text(Breach::Format, _) => Code::Format,
            Fault::Minimum(_) => Code::Minimum,
            Fault::Maximum(_) => Code::Maximum,
            Fault::Conflict(_) => Code::Conflict,
            Fault::Json => Code::Json,
        }
    }

    /// The limits behind it: `min` and `max`, `pattern`, `format`, `values`, `expected`, `with`.
    pub fn params(&self) -> Vec<(&'static str, Param)> {
        let mut params = Vec::new();
        self.each_param(&mut |name, param| params.push((name, param)));
        params
    }

    /// Hands each of the [`params`](Issue::params) to `visit`.
    pub fn each_param(&self, visit: &mut dyn FnMut(&'static str, Param)) {
        let mut text = |name, text: &'static str| visit(name, Param::Text(Cow::Borrowed(text)));
        match &self.fault {
            Fault::Type(expected) => text("expected", expected.as_str()),
            Fault::Text(breach, rule) => {
                text("rule", rule.name);
                match (breach, &rule.form, rule.length) {
                    (Breach::MinLength | Breach::MaxLength, _, Some((min, max))) => {
                        visit("min", Param::Number(min));
                        if max < u32::MAX {
                            visit("max", Param::Number(max));
                        }
                    }
                    (Breach::Pattern, Form::Pattern(pattern, _), _) => text("pattern", pattern),
                    (Breach::Format, Form::Format(name, ..), _) => text("format", name),
                    (Breach::OneOf, Form::Words(words, ..), _) => text("values", words),
                    (Breach::OneOf, ..) => {
                        if let Some(table) = rule.codes {
                            text("list", table.name);
                        }
                    }
                    _ => {}
                }
            }
            Fault::OneOf(words) => visit("values", Param::Text(words.join(", ").into())),
            Fault::Minimum(min) => visit("min", Param::Number(min.unsigned_abs())),
            Fault::Maximum(max) => visit("max", Param::Number(max.unsigned_abs())),
            Fault::Conflict(Conflict::Before(field)) => text("with", field),
            Fault::Conflict(Conflict::MergePatch) => text("with", "mergePatch"),
            Fault::Required | Fault::Json | Fault::Conflict(_) => {}
        }
    }

    /// A sentence for the person who typed the value. It says what to do and never repeats the value.
    pub fn message(&self, locale: Locale) -> String {
        messages::message(self, locale)
    }
}
