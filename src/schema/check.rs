//! The walker: judges a value by a table and reports every issue with its path.

use super::issue::{Conflict, Expected, Fault, Issue};
use super::path::{Path, Segment};
use super::query::query_text;
use super::types::{Bounds, Field, Presence, Record, Side, Takes, Type};
use super::value::{Kind, Unreadable, Value};
use crate::rules::{whole, Codes, Instant, Rule, DATE_TIME};
use std::borrow::Cow;

/// How deep a value may be nested. Deeper is one `json` issue.
pub const MAX_DEPTH: usize = 128;

/// How long an array may be: as JSON, a longer one would hold more than 16 MB of commas. It is one `json` issue, so that
/// a sparse array of four billion items does not keep the walker busy.
const MAX_LENGTH: u32 = 8_388_608;

/// How many issues are collected before the walk ends. A value with more is not one that somebody mends issue by issue,
/// and a hostile answer of millions of wrong items must not fill the memory.
pub const MAX_ISSUES: usize = 10_000;

/// Every issue of `value`, judged as `record`; none when it is fine. At most [`MAX_ISSUES`] are collected.
///
/// A wrong part does not hide the others: the walk goes on beside it. Unknown fields are no issue.
///
/// ```
/// use commerce_customers::model::AddressCreate;
/// use commerce_customers::schema::{check, Codes};
///
/// let address = serde_json::json!({ "country": "Germany", "tags": ["home", 7] });
/// let issues = check(&address, AddressCreate::RECORD, Codes::Iso);
/// let paths: Vec<_> = issues.iter().map(|issue| (issue.path.to_string(), issue.code().as_str())).collect();
/// assert_eq!(paths, [
///     ("contactName".to_owned(), "required"),
///     ("country".to_owned(), "max_length"),
///     ("tags[1]".to_owned(), "type"),
/// ]);
/// ```
pub fn check<V: Value>(value: V, record: &'static Record, codes: Codes) -> Vec<Issue> {
    let mut walk = Walk::new(record.side, codes, None);
    walk.known(&value, |walk, kind| {
        if walk.is(kind, Kind::Object, Expected::Object) {
            walk.record(&value, record);
        }
    });
    walk.issues
}

/// Every issue of `value`, judged as `ty` on one side.
pub fn check_type<V: Value>(value: V, ty: &'static Type, side: Side, codes: Codes) -> Vec<Issue> {
    check_part(&value, ty, None, side, codes)
}

/// Every issue of `value`, judged as `ty`, as the part called `name` of something larger.
pub(crate) fn check_part<V: Value>(
    value: &V,
    ty: &'static Type,
    name: Option<&'static str>,
    side: Side,
    codes: Codes,
) -> Vec<Issue> {
    let mut walk = Walk::new(side, codes, name);
    walk.value(value, ty);
    walk.issues
}

/// Every issue of `value` as the part of a `ty` that `path` leads to, and of it alone: `None` is absent, so that `required`
/// can come. The names and numbers of the path are texts; a number is an index where a list is, and a name elsewhere. What
/// the type does not know has no issue.
///
/// ```
/// use commerce_customers::model::CUSTOMER;
/// use commerce_customers::schema::{check_at, Codes, Side, Type};
///
/// static TYPE: Type = Type::Record(&CUSTOMER);
/// let issues = check_at(Some(&&serde_json::json!("Germany")), &TYPE, &["addresses", "0", "country"], Side::Input, Codes::Iso);
/// assert_eq!(issues[0].path.to_string(), "addresses[0].country");
/// assert_eq!(issues[0].code().as_str(), "max_length");
/// ```
pub fn check_at<V: Value>(
    value: Option<&V>,
    ty: &'static Type,
    path: &[impl AsRef<str>],
    side: Side,
    codes: Codes,
) -> Vec<Issue> {
    let mut walk = Walk::new(side, codes, None);
    let (mut ty, mut field) = (ty, None);
    for name in path {
        let name = name.as_ref();
        let (segment, next) = match (ty, whole(name).map(u32::try_from)) {
            (Type::List(item) | Type::OneOrList(item), Some(Ok(index))) => (Segment::Index(index), *item),
            (Type::Map(entry), _) => (Segment::Name(Cow::Owned(name.to_owned())), *entry),
            (Type::Record(record), _) => {
                let Some(known) = record.fields.iter().find(|field| field.name == name) else { return Vec::new() };
                walk.path.push(Segment::Name(Cow::Borrowed(known.name)));
                (ty, field) = (&known.ty, Some(known));
                continue;
            }
            _ => return Vec::new(),
        };
        walk.path.push(segment);
        (ty, field) = (next, None);
    }
    match (field, value) {
        (Some(field), value) => walk.field(Ok(value), field),
        (None, Some(value)) => {
            let null = walk.side == Side::Answer && value.kind() == Ok(Kind::Null);
            if !(null && matches!(walk.path.last(), Some(Segment::Name(_)))) {
                walk.value(value, ty);
            }
        }
        (None, None) => walk.report(Fault::Required),
    }
    walk.issues
}

struct Walk {
    side: Side,
    codes: Codes,
    path: Vec<Segment>,
    issues: Vec<Issue>,
    too_deep: bool,
}

impl Walk {
    fn new(side: Side, codes: Codes, name: Option<&'static str>) -> Walk {
        let path = name.map(|name| Segment::Name(Cow::Borrowed(name))).into_iter().collect();
        Walk { side, codes, path, issues: Vec::new(), too_deep: false }
    }

    #[cold]
    #[inline(never)]
    fn report(&mut self, fault: Fault) {
        if !self.is_full() {
            self.issues.push(Issue::new(Path(self.path.clone()), fault));
        }
    }

    fn is_full(&self) -> bool {
        self.issues.len() >= MAX_ISSUES
    }

    fn at(&mut self, segment: Segment, walk: impl FnOnce(&mut Walk)) {
        self.path.push(segment);
        walk(self);
        self.path.pop();
    }

    /// Hands the kind of `value` to `walk`: it is asked for once.
    fn known<V: Value>(&mut self, value: &V, walk: impl FnOnce(&mut Walk, Kind)) {
        match value.kind() {
            Ok(kind) => walk(self, kind),
            Err(Unreadable) => self.report(Fault::Json),
        }
    }

    /// Whether a kind is the one that is due, reported when it is not.
    fn is(&mut self, kind: Kind, due: Kind, expected: Expected) -> bool {
        let is = kind == due;
        if !is {
            self.report(Fault::Type(expected));
        }
        is
    }

    fn value<V: Value>(&mut self, value: &V, ty: &'static Type) {
        self.known(value, |walk, kind| walk.of_kind(value, kind, ty));
    }

    fn of_kind<V: Value>(&mut self, value: &V, kind: Kind, ty: &'static Type) {
        match ty {
            Type::Text(rule) => self.text(value, kind, rule),
            Type::OneOf(words) => {
                if self.is(kind, Kind::Text, Expected::Text) && value.text(|text| words.contains(&text)) != Some(true) {
                    self.report(Fault::OneOf(words));
                }
            }
            Type::Flag => {
                self.is(kind, Kind::Flag, Expected::Flag);
            }
            Type::Integer(bounds) => {
                if self.is(kind, Kind::Number, Expected::Integer) {
                    self.integer(value.number().unwrap_or(f64::NAN), **bounds);
                }
            }
            Type::Scalar => match kind {
                Kind::Text | Kind::Flag => {}
                Kind::Number if value.number().is_some_and(f64::is_finite) => {}
                _ => self.report(Fault::Type(Expected::Scalar)),
            },
            Type::DateTime(_) => match value.date() {
                Some(date) => self.text(&date, Kind::Text, &DATE_TIME),
                None => self.text(value, kind, &DATE_TIME),
            },
            Type::Query => {
                if kind != Kind::Object {
                    self.is(kind, Kind::Text, Expected::Text);
                } else if let Err(issues) = query_text(value, &self.path) {
                    self.issues.extend(issues);
                }
            }
            Type::Function => {
                self.is(kind, Kind::Function, Expected::Function);
            }
            Type::OrFunction(item) => {
                if kind != Kind::Function {
                    self.of_kind(value, kind, item);
                }
            }
            Type::OrFalse(item) => {
                if value.flag() != Some(false) {
                    self.of_kind(value, kind, item);
                }
            }
            Type::Record(record) => {
                if self.is(kind, Kind::Object, Expected::Object) {
                    self.record(value, record);
                }
            }
            Type::List(item) => self.list(value, kind, item),
            Type::OneOrList(item) => match kind {
                Kind::List => self.list(value, kind, item),
                _ => self.of_kind(value, kind, item),
            },
            Type::Map(entry) => {
                if self.is(kind, Kind::Object, Expected::Object) {
                    self.entries(value, |walk, value| {
                        walk.known(value, |walk, kind| {
                            if !(walk.side == Side::Answer && kind == Kind::Null) {
                                walk.of_kind(value, kind, entry);
                            }
                        });
                    });
                }
            }
            Type::Object => {
                if self.is(kind, Kind::Object, Expected::Object) && self.side == Side::Input {
                    self.entries(value, |walk, value| walk.any(value));
                }
            }
        }
    }

    fn integer(&mut self, number: f64, bounds: Bounds) {
        // Beyond 2^53 a number of JavaScript is no longer the one that was meant.
        let inexact = self.side == Side::Input && number.abs() > 9_007_199_254_740_992.0;
        if number.fract() != 0.0 || !number.is_finite() || inexact {
            self.report(Fault::Type(Expected::Integer));
        } else if self.side == Side::Input {
            match bounds {
                Bounds { min: Some(min), .. } if number < f64::from(min) => self.report(Fault::Minimum(min)),
                Bounds { max: Some(max), .. } if number > f64::from(max) => self.report(Fault::Maximum(max)),
                _ => {}
            }
        }
    }

    fn text<V: Value>(&mut self, value: &V, kind: Kind, rule: &'static Rule) {
        if !self.is(kind, Kind::Text, Expected::Text) || rule.is_any() {
            return;
        }
        let codes = match self.side {
            Side::Input => self.codes,
            Side::Answer => Codes::Shape,
        };
        if let Some(breach) = value.text(|text| rule.check(text, codes)).flatten() {
            self.report(Fault::Text(breach, rule));
        }
    }

    fn record<V: Value>(&mut self, value: &V, record: &'static Record) {
        value.each_field(record, self.side, &mut |field, found| {
            let found = found.as_ref().map(Option::as_ref).map_err(|_| Unreadable);
            self.at(Segment::Name(Cow::Borrowed(field.name)), |walk| walk.field(found, field));
            if let (Type::DateTime(Some(from)), Ok(Some(found))) = (&field.ty, found) {
                self.not_before(value, from, found, field.name);
            }
        });
    }

    /// The value of a field, or that there is none.
    fn field<V: Value>(&mut self, found: Result<Option<&V>, Unreadable>, field: &'static Field) {
        let takes = field.takes(self.side);
        match found {
            Err(Unreadable) => self.report(Fault::Json),
            Ok(None) if takes.has(Takes::ABSENT) => {}
            Ok(None) => self.report(Fault::Required),
            Ok(Some(found)) => self.known(found, |walk, kind| {
                if kind == Kind::Null {
                    if takes.has(Takes::NULL) {
                        return;
                    }
                    if field.presence == Presence::Kept {
                        return walk.report(Fault::Conflict(Conflict::Unset));
                    }
                }
                // A list that must hold something and is empty says as little as none.
                if matches!(field.presence, Presence::Required | Presence::Filled)
                    && kind == Kind::List
                    && found.length() == Ok(0)
                {
                    walk.report(Fault::Required);
                }
                walk.of_kind(found, kind, &field.ty);
            }),
        }
    }

    /// Reports a moment that is before the one in the field `from` of the same record.
    fn not_before<V: Value>(&mut self, record: &V, from: &'static str, to: &V, name: &'static str) {
        let instant = |value: &V| value.date().as_ref().unwrap_or(value).text(Instant::read).flatten();
        let start = record.at(from).as_ref().and_then(instant);
        if start.zip(instant(to)).is_some_and(|(start, end)| end < start) {
            self.at(Segment::Name(Cow::Borrowed(name)), |walk| walk.report(Fault::Conflict(Conflict::Before(from))));
        }
    }

    fn list<V: Value>(&mut self, value: &V, kind: Kind, item: &'static Type) {
        if !self.is(kind, Kind::List, Expected::List) {
            return;
        }
        if matches!(item, Type::Record(record) if value.is_plain(record, self.side)) {
            return;
        }
        self.items(value, |walk, found| match found {
            Some(found) => walk.value(&found, item),
            None => walk.report(Fault::Type(item.expected())),
        });
    }

    /// Hands each item of an array to `walk`; `None` for a hole.
    fn items<V: Value>(&mut self, value: &V, mut visit: impl FnMut(&mut Walk, Option<V>)) {
        let length = match value.length() {
            Ok(length) if length <= MAX_LENGTH => length,
            _ => return self.report(Fault::Json),
        };
        for index in 0..length {
            if self.is_full() {
                return;
            }
            self.at(Segment::Index(index), |walk| match value.item(index) {
                Ok(found) => visit(walk, found),
                Err(Unreadable) => walk.report(Fault::Json),
            });
        }
    }

    /// Hands each value of an object to `walk`.
    fn entries<V: Value>(&mut self, value: &V, mut visit: impl FnMut(&mut Walk, &V)) {
        let entries = value.each_entry(&mut |name, found| {
            self.at(Segment::Name(Cow::Owned(name)), |walk| match found {
                Ok(Some(found)) => visit(walk, &found),
                Ok(None) => {}
                Err(Unreadable) => walk.report(Fault::Json),
            });
            !self.is_full()
        });
        if entries.is_err() {
            self.report(Fault::Json);
        }
    }

    /// Any JSON. What is looked for is what JSON cannot hold. A cycle shows itself as too much depth, which ends the
    /// whole walk through such content: a cycle with two branches would otherwise be walked 2^128 times.
    fn any<V: Value>(&mut self, value: &V) {
        if self.too_deep {
            return;
        }
        if self.path.len() > MAX_DEPTH {
            self.too_deep = true;
            return self.report(Fault::Json);
        }
        match value.kind() {
            Ok(Kind::Object) => self.entries(value, |walk, value| walk.any(value)),
            Ok(Kind::List) => self.items(value, |walk, found| {
                if let Some(found) = found {
                    walk.any(&found);
                }
            }),
            Ok(Kind::Function | Kind::Unwritable) | Err(Unreadable) => self.report(Fault::Json),
            Ok(_) => {}
        }
    }
}

impl Type {
    /// The kind of value that the type asks for.
    fn expected(&self) -> Expected {
        match self {
            Type::Text(_) | Type::OneOf(_) | Type::DateTime(_) | Type::Query => Expected::Text,
            Type::Scalar => Expected::Scalar,
            Type::Flag => Expected::Flag,
            Type::Integer(_) => Expected::Integer,
            Type::Record(_) | Type::Map(_) | Type::Object => Expected::Object,
            Type::List(_) => Expected::List,
            Type::OneOrList(item) | Type::OrFunction(item) | Type::OrFalse(item) => item.expected(),
            Type::Function => Expected::Function,
        }
    }
}
