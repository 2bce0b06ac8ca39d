//! The values that the walker reads: JavaScript's in place, serde_json's natively.

use super::types::{Field, Record, Side};

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `null`, or an absent value where one is due.
    Null,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// A text.
    Text,
    /// An array.
    List,
    /// An object.
    Object,
    /// A function, which JSON cannot hold.
    Function,
    /// Something else that JSON cannot hold: a BigInt, a symbol.
    Unwritable,
}

/// A value could not be read: a getter or a Proxy threw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

/// A value of any representation. Reading never changes it and never copies what need not be read.
pub trait Value: Sized {
    /// What it is.
    ///
    /// # Errors
    /// [`Unreadable`] when asking threw (a revoked Proxy).
    fn kind(&self) -> Result<Kind, Unreadable>;

    /// The flag, when it is one.
    fn flag(&self) -> Option<bool>;

    /// The number, when it is one.
    fn number(&self) -> Option<f64>;

    /// The number in digits, as JavaScript writes it, when it is one.
    fn number_text(&self) -> Option<String>;

    /// A representation's own date as RFC 3339 text; `None` for anything else, a text included. What no calendar has is a
    /// text that breaks the rule.
    fn date(&self) -> Option<Self> {
        None
    }

    /// Hands the text to `read`, when it is one. A lone surrogate is read as U+FFFD.
    fn text<R>(&self, read: impl FnOnce(&str) -> R) -> Option<R>;

    /// How many items an array has; 0 for anything else.
    ///
    /// # Errors
    /// [`Unreadable`] when asking threw.
    fn length(&self) -> Result<u32, Unreadable>;

    /// The item of an array, `None` when it is undefined.
    ///
    /// # Errors
    /// [`Unreadable`] when asking threw.
    fn item(&self, index: u32) -> Result<Option<Self>, Unreadable>;

    /// The field of an object, `None` when it is absent or undefined.
    ///
    /// # Errors
    /// [`Unreadable`] when asking threw.
    fn field(&self, name: &str) -> Result<Option<Self>, Unreadable>;

    /// Hands each of an object's own fields to `visit`, by name and value, until it answers `false`. A lone surrogate in a
    /// name is read as U+FFFD.
    ///
    /// # Errors
    /// [`Unreadable`] when asking for the names threw.
    fn each_entry(
        &self,
        visit: &mut dyn FnMut(String, Result<Option<Self>, Unreadable>) -> bool,
    ) -> Result<(), Unreadable>;

    /// Hands each field of `record` to `visit`, in its order. A representation may leave out those whose value the field
    /// [takes](Field::takes) on `side` without a further look, where it has a quick way to tell.
    fn each_field(
        &self,
        record: &'static Record,
        side: Side,
        visit: &mut dyn FnMut(&'static Field, Result<Option<Self>, Unreadable>),
    ) {
        let _ = side;
        for field in record.fields {
            visit(field, self.field(field.name));
        }
    }

    /// Whether it is an array of what is plainly what a record asks for on a side, where a representation has a quick way to
    /// tell. That it is not says nothing.
    fn is_plain(&self, record: &'static Record, side: Side) -> bool {
        let _ = (record, side);
        false
    }

    /// The number under a name in each item of an array, NaN where there is none.
    fn numbers(&self, name: &str) -> Vec<f64> {
        let number = |index| self.item(index).ok().flatten()?.at(name)?.number();
        (0..self.length().unwrap_or(0)).map(|index| number(index).unwrap_or(f64::NAN)).collect()
    }

    /// The field of an object, `None` also when reading it threw: for values that were checked before.
    fn at(&self, name: &str) -> Option<Self> {
        self.field(name).ok().flatten()
    }

    /// A copy of the text, when it is one.
    fn to_text(&self) -> Option<String> {
        self.text(str::to_owned)
    }

    /// The text of a field, when it has one.
    fn text_at(&self, name: &str) -> Option<String> {
        self.at(name).and_then(|value| value.to_text())
    }
}

/// A text of its own, as an id in a call is.
impl Value for &str {
    fn kind(&self) -> Result<Kind, Unreadable> {
        Ok(Kind::Text)
    }

    fn flag(&self) -> Option<bool> {
        None
    }

    fn number(&self) -> Option<f64> {
        None
    }

    fn number_text(&self) -> Option<String> {
        None
    }

    fn text<R>(&self, read: impl FnOnce(&str) -> R) -> Option<R> {
        Some(read(self))
    }

    fn length(&self) -> Result<u32, Unreadable> {
        Ok(0)
    }

    fn item(&self, _: u32) -> Result<Option<Self>, Unreadable> {
        Ok(None)
    }

    fn field(&self, _: &str) -> Result<Option<Self>, Unreadable> {
        Ok(None)
    }

    fn each_entry(
        &self,
        _: &mut dyn FnMut(String, Result<Option<Self>, Unreadable>) -> bool,
    ) -> Result<(), Unreadable> {
        Ok(())
    }
}
