//! Queries from terms: what is written says what was meant, and nothing else.

use super::Bytes;
use commerce_customers::schema::query_text;
use serde_json::{json, Value};

const OPERATORS: &[&str] =
    &["eq", "in", "gt", "gte", "lt", "lte", "between", "matches", "isNull", "exists", "missing", "like"];
const FIELDS: &[&str] = &["contactEmail", "mixins.loyalty-card.tier", "id", "metadata.version", "a:b", "a b", ""];
const TEXTS: &[&str] = &[
    "ada@example.com",
    "null",
    "AND",
    "1e5",
    "-2",
    "2026-11-22T08:00:00Z",
    "a OR b",
    "(a) (b)",
    "\u{202e}",
    "x:1",
    "\"",
];

/// Terms are refused, or written so that a reader of the grammar finds exactly them.
pub fn query(data: &[u8]) {
    let mut bytes = Bytes(data);
    let terms: Vec<Value> = (0..bytes.next() % 5).map(|_| term(&mut bytes)).collect();
    let query = json!({ "terms": terms });
    match query_text(&&query, &[]) {
        Ok(text) => assert_eq!(read(&text), terms.iter().map(meant).collect::<Vec<_>>(), "{text}"),
        Err(issues) => {
            assert!(!issues.is_empty(), "{query}");
            for issue in issues {
                assert!(issue.path.to_string().starts_with("terms"), "{query}");
            }
        }
    }
}

fn term(bytes: &mut Bytes) -> Value {
    let field = if bytes.next() % 4 == 0 { bytes.text(12) } else { bytes.of(FIELDS).to_owned() };
    let values: Vec<Value> = (0..bytes.next() % 4).map(|_| value(bytes)).collect();
    json!({ "field": field, "op": bytes.of(OPERATORS), "values": values })
}

fn value(bytes: &mut Bytes) -> Value {
    match bytes.next() % 8 {
        0 => json!(bytes.next() % 2 == 0),
        1 => json!(i32::from(bytes.next()) - 128),
        2 => json!(f64::from_bits(u64::from_le_bytes([0; 8].map(|_: u8| bytes.next())))),
        3 => Value::Null,
        4 | 5 => json!(bytes.of(TEXTS)),
        _ => json!(bytes.text(24)),
    }
}

/// A term as the grammar has it: its field, and the words behind it.
#[derive(Debug, PartialEq)]
struct Read {
    field: String,
    words: Vec<String>,
}

/// What a term asks for, written out by the grammar's own words.
fn meant(term: &Value) -> Read {
    let words: Vec<String> = term["values"].as_array().into_iter().flatten().map(word).collect();
    let first = || words.first().cloned().unwrap_or_default();
    let words = match term["op"].as_str().unwrap_or_default() {
        "eq" => vec![first()],
        "in" => words,
        "gt" => vec![[">", &first()].concat()],
        "gte" => vec![[">=", &first()].concat()],
        "lt" => vec!["<".to_owned() + &first()],
        "lte" => vec!["<=".to_owned() + &first()],
        "between" => vec![[">=", &words[0]].concat(), "AND".to_owned(), ["<=", &words[1]].concat()],
        "matches" => vec!["~".to_owned() + &first()],
        "isNull" => vec!["null".to_owned()],
        other => vec![other.to_owned()],
    };
    Read { field: term["field"].as_str().unwrap_or_default().to_owned(), words }
}

fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => {
            let text = number.to_string();
            text.strip_suffix(".0").unwrap_or(&text).to_owned()
        }
        other => other.to_string(),
    }
}

/// Reads a query by the grammar alone: terms are parted by spaces outside quotes and parentheses, a group in parentheses is a
/// pattern behind `~`, a range around ` AND `, or values parted by commas.
fn read(text: &str) -> Vec<Read> {
    split(text, ' ').iter().map(|term| read_term(term)).collect()
}

fn read_term(term: &str) -> Read {
    let (field, rest) = term.split_once(':').expect("a term has a field");
    let group = rest.strip_prefix('(').map(|rest| rest.strip_suffix(')').expect("a group ends with its term"));
    let words = match group {
        None => vec![bare(rest)],
        Some(pattern) if pattern.starts_with('~') => vec![pattern.to_owned()],
        Some(range) if range.starts_with(">=") => {
            let (from, to) = range.split_once(" AND ").expect("a range has two ends");
            vec![bare(from), "AND".to_owned(), bare(to)]
        }
        Some(list) => split(list, ',').iter().map(|value| bare(value)).collect(),
    };
    Read { field: field.to_owned(), words }
}

/// A value without its quotes, behind the sign of a comparison. What is not quoted must not be taken for anything else.
fn bare(text: &str) -> String {
    let value = text.trim_start_matches(['>', '<', '=']);
    let sign = &text[..text.len() - value.len()];
    let inner = value.strip_prefix('"').map(|rest| rest.strip_suffix('"').expect("a quote ends with its value"));
    match inner {
        Some(inner) => {
            assert!(!inner.contains(['"', '\\']) && !inner.chars().any(char::is_control), "{text}");
            [sign, inner].concat()
        }
        None if text.starts_with('~') => text.to_owned(),
        None => {
            let plain = |char: char| char.is_ascii_alphanumeric() || "_.@+-".contains(char);
            assert!(!value.is_empty() && value.chars().all(plain), "{text}");
            text.to_owned()
        }
    }
}

/// Parts a text at what stands outside quotes and parentheses.
fn split(text: &str, at: char) -> Vec<String> {
    let (mut parts, mut depth, mut quoted) = (vec![String::new()], 0_usize, false);
    for char in text.chars() {
        match char {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.checked_sub(1).expect("a parenthesis that was opened"),
            _ => {}
        }
        if char == at && !quoted && depth == 0 {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(char);
        }
    }
    assert!(depth == 0 && !quoted, "{text}");
    parts
}
