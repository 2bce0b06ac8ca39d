//! Queries in the services' own language, written from terms: `field:value` joined by spaces.
//!
//! A structured query is `{ terms: [{ field, op, values }] }`. It quotes what must be quoted and refuses what cannot be
//! written safely; the grammar is Emporix' "q-param" page, the texts' rules are in [`crate::rules`].

use super::issue::{Conflict, Expected, Fault, Issue};
use super::path::{Path, Segment};
use super::value::{Kind, Value};
use crate::rules::{query_literal, Codes, Instant, Rule, DATE_TIME, QUERY_FIELD, QUERY_PATTERN, QUERY_TEXT};
use std::borrow::Cow;

/// What can be asked of a field: the names in a structured query. The order is that of [`OPERATORS`].
static NAMES: &[&str] = &["eq", "in", "gt", "gte", "lt", "lte", "between", "matches", "isNull", "exists", "missing"];

/// What each of them writes before its value, and the values that it takes.
static OPERATORS: &[(&str, Takes)] = &[
    ("", Takes::One),
    ("", Takes::Many),
    (">", Takes::Ordered),
    (">=", Takes::Ordered),
    ("<", Takes::Ordered),
    ("<=", Takes::Ordered),
    ("", Takes::Range),
    ("~", Takes::Pattern),
    ("null", Takes::Nothing),
    ("exists", Takes::Nothing),
    ("missing", Takes::Nothing),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// A text, a number, a flag or a moment.
    One,
    /// Texts and numbers.
    Many,
    /// A number or a moment.
    Ordered,
    /// Two numbers or two moments.
    Range,
    /// A regular expression.
    Pattern,
    Nothing,
}

/// How many terms or values a query may have: as many ids as a body of a search can hold.
const LONGEST: u32 = 100_000;
/// The same, as messages and `params` have it.
const LONGEST_PARAM: i32 = 100_000;

/// What a value is for comparing it.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Order {
    None,
    Number(f64),
    Moment(Instant),
}

/// What is wrong with a term: its part, the value's place in that, and what.
type Wrong = (&'static str, Option<u32>, Fault);

/// The text of a structured query. The paths of issues start with `at`.
///
/// # Errors
/// Every issue of its terms.
///
/// ```
/// use commerce_customers::schema::query_text;
/// let query = serde_json::json!({ "terms": [
///     { "field": "contactEmail", "op": "eq", "values": ["ada@example.com"] },
///     { "field": "metadata.version", "op": "between", "values": [2, 5] },
/// ] });
/// assert_eq!(query_text(&&query, &[]).unwrap(), "contactEmail:ada@example.com metadata.version:(>=2 AND <=5)");
/// ```
pub fn query_text<V: Value>(query: &V, at: &[Segment]) -> Result<String, Vec<Issue>> {
    let terms = query.at("terms").filter(|terms| terms.kind() == Ok(Kind::List));
    let length = terms.as_ref().map(|terms| terms.length().unwrap_or(0));
    let mut read = Vec::new();
    for index in 0..length.filter(|length| *length <= LONGEST).unwrap_or(0) {
        let term = terms.as_ref().and_then(|terms| terms.item(index).ok().flatten());
        read.push(term.map(|term| Term::read(&term)));
    }
    written(length, &read, at)
}

/// A term as it was given, whatever it was read from: so the rules for it are in the module once.
struct Term {
    field: Given,
    op: String,
    /// How many values there are; they are read as far as there may be.
    given: u32,
    values: Vec<Given>,
}

/// A value of a term.
enum Given {
    Nothing,
    Text(String),
    /// A number, and as it is written.
    Number(f64, String),
    Flag(bool),
    /// A representation's own date.
    Date(String),
    Other,
}

impl Term {
    fn read<V: Value>(term: &V) -> Term {
        let values = term.at("values").filter(|values| values.kind() == Ok(Kind::List));
        let given = values.as_ref().and_then(|values| values.length().ok()).unwrap_or(0);
        let value = |index| Given::read(values.as_ref().and_then(|values| values.item(index).ok().flatten()));
        Term {
            field: Given::read(term.at("field")),
            op: term.text_at("op").unwrap_or_default(),
            given,
            values: (0..given).take(if given > LONGEST { 2 } else { usize::MAX }).map(value).collect(),
        }
    }
}

impl Given {
    fn read<V: Value>(value: Option<V>) -> Given {
        let Some(value) = value else { return Given::Nothing };
        if let Some(text) = value.to_text() {
            Given::Text(text)
        } else if let Some((number, text)) = value.number().zip(value.number_text()) {
            Given::Number(number, text)
        } else if let Some(flag) = value.flag() {
            Given::Flag(flag)
        } else {
            value.date().and_then(|date| date.to_text()).map_or(Given::Other, Given::Date)
        }
    }
}

/// The text of terms; `None` for a list that there is none of, or for a term.
fn written(length: Option<u32>, terms: &[Option<Term>], at: &[Segment]) -> Result<String, Vec<Issue>> {
    let mut issues = Vec::new();
    let mut text = String::new();
    let mut report = |index: Option<usize>, part: Option<&'static str>, place: Option<u32>, fault| {
        let mut path = at.to_vec();
        path.push(Segment::Name(Cow::Borrowed("terms")));
        path.extend(index.and_then(|index| u32::try_from(index).ok()).map(Segment::Index));
        path.extend(part.map(|part| Segment::Name(Cow::Borrowed(part))));
        path.extend(place.map(Segment::Index));
        issues.push(Issue::new(Path(path), fault));
    };
    match length {
        None => report(None, None, None, Fault::Type(Expected::List)),
        Some(0) => report(None, None, None, Fault::Required),
        Some(length) if length > LONGEST => report(None, None, None, Fault::Maximum(LONGEST_PARAM)),
        Some(_) => {
            for (index, term) in terms.iter().enumerate() {
                if index > 0 {
                    text.push(' ');
                }
                match term {
                    Some(term) => {
                        if let Err((part, place, fault)) = write_term(term, &mut text) {
                            report(Some(index), Some(part), place, fault);
                        }
                    }
                    None => report(Some(index), None, None, Fault::Type(Expected::Object)),
                }
            }
        }
    }
    if issues.is_empty() {
        Ok(text)
    } else {
        Err(issues)
    }
}

fn write_term(term: &Term, text: &mut String) -> Result<(), Wrong> {
    text.push_str(text_of(&term.field, &QUERY_FIELD).map_err(|fault| ("field", None, fault))?);
    text.push(':');
    let known = NAMES.iter().position(|name| *name == term.op).and_then(|index| OPERATORS.get(index));
    let Some((sign, takes)) = known else { return Err(("op", None, Fault::OneOf(NAMES))) };
    let due = match takes {
        Takes::Nothing => 0,
        Takes::Range => 2,
        Takes::Many => term.given,
        _ => 1,
    };
    if *takes == Takes::Many && (due == 0 || due > LONGEST) {
        let fault = if due == 0 { Fault::Required } else { Fault::Maximum(LONGEST_PARAM) };
        return Err(("values", None, fault));
    }
    let mut pattern = false;
    let mut first = Order::None;
    for index in 0..due {
        let value = term.values.get(index as usize).unwrap_or(&Given::Nothing);
        let written = match takes {
            Takes::Pattern => text_of(value, &QUERY_PATTERN).map(|text| (text.to_owned(), Order::None)),
            _ => operand(value, *takes),
        };
        let (operand, order) = written.map_err(|fault| ("values", Some(index), fault))?;
        // Both `~(a b)` and `(~a b)` are documented for what holds a space.
        let special = |byte: u8| !byte.is_ascii_graphic() || b"(),:".contains(&byte);
        pattern = *takes == Takes::Pattern && operand.bytes().any(special);
        text.push_str(match (index, takes) {
            (0, Takes::Range) => "(>=",
            (_, Takes::Range) => " AND <=",
            (0, Takes::Many) => "(",
            (_, Takes::Many) => ",",
            _ if pattern => "(",
            _ => "",
        });
        if index == 0 {
            text.push_str(sign);
            first = order;
        } else if *takes == Takes::Range
            && !matches!(first.partial_cmp(&order), Some(less) if less.is_le() && same_kind(first, order))
        {
            return Err(("values", None, Fault::Conflict(Conflict::Range)));
        }
        text.push_str(&operand);
    }
    if due == 0 {
        text.push_str(sign);
    }
    if pattern || matches!(takes, Takes::Range | Takes::Many) {
        text.push(')');
    }
    Ok(())
}

fn same_kind(one: Order, other: Order) -> bool {
    matches!((one, other), (Order::Number(_), Order::Number(_)) | (Order::Moment(_), Order::Moment(_)))
}

fn text_of<'a>(value: &'a Given, rule: &'static Rule) -> Result<&'a str, Fault> {
    match value {
        Given::Text(text) => match rule.check(text, Codes::Iso) {
            Some(breach) => Err(Fault::Text(breach, rule)),
            None => Ok(text),
        },
        Given::Nothing => Err(Fault::Required),
        _ => Err(Fault::Type(Expected::Text)),
    }
}

/// A value as it is written.
fn operand(value: &Given, takes: Takes) -> Result<(String, Order), Fault> {
    let ordered = matches!(takes, Takes::Ordered | Takes::Range);
    match value {
        Given::Number(number, text) => {
            // An exponent, NaN and infinity have no place in the grammar.
            let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
            if plain {
                Ok((text.clone(), Order::Number(*number)))
            } else {
                Err(Fault::Type(Expected::Number))
            }
        }
        Given::Date(text) => moment(text),
        Given::Text(text) if ordered => moment(text),
        Given::Flag(_) | Given::Other if ordered => Err(Fault::Type(Expected::Number)),
        Given::Flag(flag) if takes == Takes::One => Ok((if *flag { "true" } else { "false" }.to_owned(), Order::None)),
        _ => text_of(value, &QUERY_TEXT).map(|text| (query_literal(text), Order::None)),
    }
}

fn moment(text: &str) -> Result<(String, Order), Fault> {
    match DATE_TIME.check(text, Codes::Iso) {
        Some(breach) => Err(Fault::Text(breach, &DATE_TIME)),
        None => Ok((["\"", text, "\""].concat(), Instant::read(text).map_or(Order::None, Order::Moment))),
    }
}
