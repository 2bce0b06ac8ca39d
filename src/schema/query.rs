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
    let mut issues = Vec::new();
    let mut text = String::new();
    let mut report = |index: Option<u32>, part: Option<&'static str>, place: Option<u32>, fault| {
        let mut path = at.to_vec();
        path.push(Segment::Name(Cow::Borrowed("terms")));
        path.extend(index.map(Segment::Index));
        path.extend(part.map(|part| Segment::Name(Cow::Borrowed(part))));
        path.extend(place.map(Segment::Index));
        issues.push(Issue::new(Path(path), fault));
    };
    match query.at("terms").filter(|terms| terms.kind() == Ok(Kind::List)) {
        None => report(None, None, None, Fault::Type(Expected::List)),
        Some(terms) => match terms.length().unwrap_or(0) {
            0 => report(None, None, None, Fault::Required),
            length if length > LONGEST => report(None, None, None, Fault::Maximum(LONGEST_PARAM)),
            length => {
                for index in 0..length {
                    if index > 0 {
                        text.push(' ');
                    }
                    match terms.item(index) {
                        Ok(Some(term)) => {
                            if let Err((part, place, fault)) = write_term(&term, &mut text) {
                                report(Some(index), Some(part), place, fault);
                            }
                        }
                        _ => report(Some(index), None, None, Fault::Type(Expected::Object)),
                    }
                }
            }
        },
    }
    if issues.is_empty() {
        Ok(text)
    } else {
        Err(issues)
    }
}

fn write_term<V: Value>(term: &V, text: &mut String) -> Result<(), Wrong> {
    let field = term.at("field").ok_or(Fault::Required).and_then(|field| text_of(&field, &QUERY_FIELD));
    text.push_str(&field.map_err(|fault| ("field", None, fault))?);
    text.push(':');
    let op = term.text_at("op").unwrap_or_default();
    let known = NAMES.iter().position(|name| *name == op).and_then(|index| OPERATORS.get(index));
    let Some((sign, takes)) = known else { return Err(("op", None, Fault::OneOf(NAMES))) };
    let values = term.at("values").filter(|values| values.kind() == Ok(Kind::List));
    let given = values.as_ref().and_then(|values| values.length().ok()).unwrap_or(0);
    let due = match takes {
        Takes::Nothing => 0,
        Takes::Range => 2,
        Takes::Many => given,
        _ => 1,
    };
    if *takes == Takes::Many && (given == 0 || given > LONGEST) {
        let fault = if given == 0 { Fault::Required } else { Fault::Maximum(LONGEST_PARAM) };
        return Err(("values", None, fault));
    }
    let mut pattern = false;
    let mut first = Order::None;
    for index in 0..due {
        let value = values.as_ref().and_then(|values| values.item(index).ok().flatten());
        let written = value.ok_or(Fault::Required).and_then(|value| match takes {
            Takes::Pattern => text_of(&value, &QUERY_PATTERN).map(|text| (text, Order::None)),
            _ => operand(&value, *takes),
        });
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

fn text_of<V: Value>(value: &V, rule: &'static Rule) -> Result<String, Fault> {
    let text = value.to_text().ok_or(Fault::Type(Expected::Text))?;
    match rule.check(&text, Codes::Iso) {
        Some(breach) => Err(Fault::Text(breach, rule)),
        None => Ok(text),
    }
}

/// A value as it is written.
fn operand<V: Value>(value: &V, takes: Takes) -> Result<(String, Order), Fault> {
    let number = value.number();
    if let Some((number, text)) = number.zip(value.number_text()) {
        // An exponent, NaN and infinity have no place in the grammar.
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
        return if plain { Ok((text, Order::Number(number))) } else { Err(Fault::Type(Expected::Number)) };
    }
    let date = value.date();
    if date.is_some() || matches!(takes, Takes::Ordered | Takes::Range) {
        let moment = date.as_ref().unwrap_or(value);
        if moment.kind() != Ok(Kind::Text) {
            return Err(Fault::Type(Expected::Number));
        }
        let text = text_of(moment, &DATE_TIME)?;
        let order = Instant::read(&text).map_or(Order::None, Order::Moment);
        return Ok((["\"", &text, "\""].concat(), order));
    }
    match value.flag() {
        Some(flag) if takes == Takes::One => Ok((if flag { "true" } else { "false" }.to_owned(), Order::None)),
        _ => text_of(value, &QUERY_TEXT).map(|text| (query_literal(&text), Order::None)),
    }
}
