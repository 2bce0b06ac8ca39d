//! A value in a JSON text.

use super::super::types::{Field, Record, Side, Takes};
use super::super::value::{Kind, Unreadable, Value};
use super::letters::Letters;
use super::tape::{self, Entry};
use super::{number, JsonText};
use crate::rules::digits;

/// A value in a [`JsonText`]: the text and the value's entry, so a copy costs nothing.
///
/// Numbers are read when they are asked for: whole numbers within 2^53 and what has up to 15 digits as JavaScript reads them,
/// longer ones within a few units in the last place, `1e999` as infinity. [`number_text`](Value::number_text) is what
/// JavaScript writes for whole numbers within 2^53; any other number is given as it stands in the text (`1.50`, `1e-7`),
/// which JavaScript may write otherwise.
///
/// ```
/// use commerce_customers::schema::{JsonText, Value};
///
/// let json = JsonText::read(r#"{ "amounts": [1e2, -0, 1.50], "name": "Gr\u00fcn" }"#).unwrap();
/// let amounts = json.root().at("amounts").unwrap();
/// let texts: Vec<_> = (0..3).map(|index| amounts.item(index).unwrap().unwrap().number_text().unwrap()).collect();
/// assert_eq!(texts, ["100", "0", "1.50"]);
/// assert_eq!(json.root().text_at("name").as_deref(), Some("Grün"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct JsonPart<'t> {
    json: &'t JsonText<'t>,
    entry: Entry,
}

impl<'t> JsonPart<'t> {
    pub(super) fn new(json: &'t JsonText<'t>, entry: Entry) -> JsonPart<'t> {
        JsonPart { json, entry }
    }

    pub(super) fn is(&self, tag: u32) -> bool {
        self.entry.tag() == tag
    }

    fn raw(&self, tag: u32) -> Option<&'t str> {
        self.is(tag).then(|| self.entry.raw(self.json.text))
    }

    /// How many items or fields it has.
    pub(super) fn count(&self) -> u32 {
        match self.entry.tag() {
            tape::LIST | tape::OBJECT => self.entry.count(),
            _ => 0,
        }
    }

    pub(super) fn nth_item(&self, index: u32) -> Option<JsonPart<'t>> {
        let entry = self.is(tape::LIST).then(|| self.json.tape.item(self.entry, index)).flatten()?;
        Some(JsonPart::new(self.json, entry))
    }

    /// The key and the value of a field. A key that stands there again later is `None`.
    pub(super) fn nth_field(&self, index: u32) -> Option<(Entry, JsonPart<'t>)> {
        let (key, entry) = self.is(tape::OBJECT).then(|| self.json.tape.field(self.entry, index)).flatten()?;
        (!key.is_superseded()).then_some((key, JsonPart::new(self.json, entry)))
    }

    /// A key as a text.
    pub(super) fn name(&self, key: Entry) -> String {
        JsonPart::new(self.json, key).to_text().unwrap_or_default()
    }

    /// Each key and value of an object; of a key that stands twice the last.
    fn fields(&self) -> impl Iterator<Item = (Entry, JsonPart<'t>)> + use<'t> {
        let part = *self;
        (0..self.count()).filter_map(move |index| part.nth_field(index))
    }
}

impl Value for JsonPart<'_> {
    fn kind(&self) -> Result<Kind, Unreadable> {
        Ok(match self.entry.tag() {
            tape::FALSE | tape::TRUE => Kind::Flag,
            tape::NUMBER => Kind::Number,
            tape::TEXT => Kind::Text,
            tape::LIST => Kind::List,
            tape::OBJECT => Kind::Object,
            _ => Kind::Null,
        })
    }

    fn flag(&self) -> Option<bool> {
        match self.entry.tag() {
            tape::FALSE => Some(false),
            tape::TRUE => Some(true),
            _ => None,
        }
    }

    fn number(&self) -> Option<f64> {
        self.raw(tape::NUMBER).map(number::read)
    }

    fn number_text(&self) -> Option<String> {
        let text = self.raw(tape::NUMBER)?;
        let number = number::read(text);
        if number.fract() != 0.0 || number.abs() > 9_007_199_254_740_992.0 {
            return Some(text.to_owned());
        }
        // Whole and within 2^53.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let whole = digits(number.abs() as u64);
        Some(if number < 0.0 { ["-", &whole].concat() } else { whole })
    }

    fn text<R>(&self, read: impl FnOnce(&str) -> R) -> Option<R> {
        let raw = self.raw(tape::TEXT)?;
        Some(if self.entry.is_escaped() { read(&unescaped(raw)) } else { read(raw) })
    }

    fn length(&self) -> Result<u32, Unreadable> {
        Ok(if self.is(tape::LIST) { self.count() } else { 0 })
    }

    fn item(&self, index: u32) -> Result<Option<Self>, Unreadable> {
        Ok(self.nth_item(index))
    }

    fn field(&self, name: &str) -> Result<Option<Self>, Unreadable> {
        Ok(self.fields().find(|(key, _)| key.is_named(self.json.text, name)).map(|(_, value)| value))
    }

    fn each_entry(
        &self,
        visit: &mut dyn FnMut(String, Result<Option<Self>, Unreadable>) -> bool,
    ) -> Result<(), Unreadable> {
        self.fields().all(|(key, value)| visit(self.name(key), Ok(Some(value))));
        Ok(())
    }

    /// Services mostly write fields in one order, so that the field behind the last one is tried first.
    fn each_field(
        &self,
        record: &'static Record,
        side: Side,
        visit: &mut dyn FnMut(&'static Field, Result<Option<Self>, Unreadable>),
    ) {
        let mut found = vec![None; record.fields.len()];
        let mut next = 0;
        for (key, value) in self.fields() {
            let known =
                |index: &usize| record.fields.get(*index).is_some_and(|field| key.is_named(self.json.text, field.name));
            let place = (next..found.len()).find(known).or_else(|| (0..next).find(known));
            if let Some((place, known)) = place.and_then(|place| Some((place, found.get_mut(place)?))) {
                *known = Some(value);
                next = place.wrapping_add(1);
            }
        }
        for (field, value) in record.fields.iter().zip(found) {
            let taken = match value.as_ref().map(|value| value.entry.tag()) {
                None => Takes::ABSENT,
                Some(tape::NULL) => Takes::NULL,
                Some(tape::TEXT) => Takes::TEXT,
                Some(tape::FALSE | tape::TRUE) => Takes::FLAG,
                Some(_) => Takes::NOTHING,
            };
            if !field.takes(side).has(taken) {
                visit(field, Ok(value));
            }
        }
    }
}

/// Kept out of `text`, of which there are many.
#[inline(never)]
fn unescaped(raw: &str) -> String {
    Letters::new(raw, true).map(|letter| char::from_u32(letter).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
