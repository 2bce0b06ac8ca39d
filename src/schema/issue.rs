//! What is wrong with a value, and where.

use super::messages::{self, Locale};
use super::path::Path;
use crate::rules::{Breach, Form, Rule};

/// One thing that is wrong. It never holds the value: passwords and e-mail addresses are among them.
#[derive(Debug, Clone)]
pub struct Issue {
    /// Where it is.
    pub path: Path,
    /// What it is.
    pub fault: Fault,
}

/// What is wrong, with the table's side of it.
#[derive(Debug, Clone)]
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
    /// Text that is not JSON, or a value that cannot be written as it.
    Json,
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
    /// Not of a named form, such as an e-mail address.
    Format,
    /// Not JSON, or not to be written as it.
    Json,
}

/// A limit that a message fills in.
#[derive(Debug, Clone, PartialEq)]
pub enum Param {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
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
            Fault::Json => Code::Json,
        }
    }

    /// The limits behind it: `min` and `max`, `pattern`, `format`, `values`, `expected`.
    pub fn params(&self) -> Vec<(&'static str, Param)> {
        let text = |text: &str| Param::Text(text.to_owned());
        match &self.fault {
            Fault::Type(expected) => vec![("expected", text(expected.as_str()))],
            Fault::Text(breach, rule) => {
                let mut params = vec![("rule", text(rule.name))];
                match (breach, &rule.form, rule.length) {
                    (Breach::MinLength | Breach::MaxLength, _, Some((min, max))) => {
                        params.push(("min", Param::Number(min.into())));
                        params.push(("max", Param::Number(max.into())));
                    }
                    (Breach::Pattern, Form::Pattern(pattern, _), _) => params.push(("pattern", text(pattern))),
                    (Breach::Format, Form::Format(name, ..), _) => params.push(("format", text(name))),
                    (Breach::OneOf, Form::Words(words, ..), _) => params.push(("values", text(words))),
                    (Breach::OneOf, ..) => {
                        params.extend(rule.codes.map(|table| ("list", text(table.name))));
                    }
                    _ => {}
                }
                params
            }
            Fault::OneOf(words) => vec![("values", Param::Text(words.join(", ")))],
            Fault::Minimum(min) => vec![("min", Param::Number((*min).into()))],
            Fault::Required | Fault::Json => Vec::new(),
        }
    }

    /// A sentence for the person who typed the value. It says what to do and never repeats the value.
    pub fn message(&self, locale: Locale) -> String {
        messages::message(self, locale)
    }
}
