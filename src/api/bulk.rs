//! Bulk calls: many items judged one by one and sent together, and what became of each.

use super::operation::{Operation, Sends};
use super::request::{unwritable, Body, Given};
use crate::model::ASSIGNMENT_KEY;
use crate::rules::{Codes, NOT_EMPTY};
use crate::schema::{check, check_type, Issue, Kind, Side, Type, Value};

/// Some items on their way.
#[derive(Debug)]
pub struct Chunk {
    /// The text of those that are sent.
    text: String,
    /// Where each item that is sent stands among all, in the order in which they are sent.
    pub sent: Vec<u32>,
    /// The items that are not sent, and what is wrong with them.
    pub refused: Vec<(u32, Vec<Issue>)>,
}

/// What became of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It was done.
    Done,
    /// It was not, as the service says.
    Failed {
        /// The HTTP status for this item.
        code: i64,
        /// The status in words.
        status: String,
        /// What is wrong; it may hold personal data.
        message: String,
    },
    /// The answer says nothing of it that can be read.
    Unknown,
}

impl Chunk {
    /// Judges each item for itself and puts the good ones together. A key may be a text: the customer's id.
    ///
    /// ```
    /// use commerce_customers::api::{segments, Chunk, Given};
    /// let items = [serde_json::json!({ "customerId": "C-1" }), serde_json::json!({ "customerId": "" })];
    /// let chunk = Chunk::of(&segments::PUT_MANY, items.iter().map(|item| Given::Read(item.into())));
    /// assert_eq!(chunk.sent, [0]);
    /// assert_eq!(chunk.refused[0].0, 1);
    /// ```
    pub fn of<V: Value>(operation: &'static Operation, items: impl Iterator<Item = Given<V>>) -> Chunk {
        static ID: Type = Type::Text(&NOT_EMPTY);
        let mut chunk = Chunk { text: "[".to_owned(), sent: Vec::new(), refused: Vec::new() };
        let Sends::Many(record) = operation.sends else { return chunk };
        let key = Chunk::key_of_texts(operation);
        for (position, item) in (0..).zip(items) {
            let (issues, text) = match item {
                Given::Unwritable(value) => (unwritable(value, record, Codes::Iso), String::new()),
                Given::Read(Body { text, value }) => match key {
                    Some(name) if value.kind() == Ok(Kind::Text) => {
                        (check_type(value, &ID, Side::Input, Codes::Iso), ["{\"", name, "\":", &text, "}"].concat())
                    }
                    _ => (check(value, record, Codes::Iso), text),
                },
                Given::Judged(text) => (Vec::new(), text),
            };
            if issues.is_empty() {
                if !chunk.sent.is_empty() {
                    chunk.text.push(',');
                }
                chunk.text.push_str(&text);
                chunk.sent.push(position);
            } else {
                chunk.refused.push((position, issues));
            }
        }
        chunk.text.push(']');
        chunk
    }

    /// The field that an item which is a text stands for, where an operation takes texts.
    pub(crate) fn key_of_texts(operation: &'static Operation) -> Option<&'static str> {
        matches!(operation.sends, Sends::Many(record) if std::ptr::eq(record, &ASSIGNMENT_KEY)).then_some("customerId")
    }

    /// The chunk of an array whose items are all plainly good, of which the caller keeps the text; else they have to be judged one
    /// by one.
    pub fn plain<V: Value>(operation: &'static Operation, items: &V, count: u32) -> Option<Chunk> {
        let Sends::Many(record) = operation.sends else { return None };
        let plain = items.length() == Ok(count) && items.is_plain(record, Side::Input);
        plain.then(|| Chunk { text: String::new(), sent: (0..count).collect(), refused: Vec::new() })
    }

    /// The good items as what is sent; once.
    pub fn given<V>(&mut self) -> Given<V> {
        Given::Judged(std::mem::take(&mut self.text))
    }
}

/// What became of `count` items, by their places in the answer. The entries' own `index` counts from 0 in one service and
/// from 1 in the other, so it is not looked at.
pub fn fates<V: Value>(answer: &V, count: usize) -> Vec<Fate> {
    let codes = answer.numbers("code").into_iter().chain(std::iter::repeat(f64::NAN));
    (0..).zip(codes.take(count)).map(|(index, code)| fate(answer, index, code)).collect()
}

/// What the entry at a place says, by its code.
fn fate<V: Value>(answer: &V, index: u32, code: f64) -> Fate {
    if code.is_nan() {
        return Fate::Unknown;
    }
    if (200.0..300.0).contains(&code) {
        return Fate::Done;
    }
    let entry = answer.item(index).ok().flatten();
    let text = |name| entry.as_ref().and_then(|entry| entry.text_at(name)).unwrap_or_default();
    // In range by `as`, which saturates.
    #[allow(clippy::cast_possible_truncation)]
    Fate::Failed { code: code as i64, status: text("status"), message: text("message") }
}
