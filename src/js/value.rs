//! JavaScript values, read in place.

use super::guard;
use super::object::Plain;
use super::plan;
use crate::schema::{Field, Kind, Record, Side, Type, Unreadable, Value};
use wasm_bindgen::prelude::*;

/// A JavaScript value of any kind.
#[derive(Debug, Clone)]
pub(super) struct Js(pub JsValue);

impl Js {
    /// An argument that may be left out: then an object without fields.
    pub(super) fn or_empty(value: JsValue) -> Js {
        if value.is_undefined() {
            Js(Plain::new().into())
        } else {
            Js(value)
        }
    }

    /// The property of anything, `undefined` when there is none or reading it threw.
    pub(super) fn property(&self, name: &str) -> JsValue {
        match self.field(name) {
            Ok(Some(value)) => value.0,
            _ => JsValue::UNDEFINED,
        }
    }

    /// The fields of `record` as they are now, each read once: a getter or a Proxy cannot pass a check with one value and
    /// be used with another.
    pub(super) fn snapshot(&self, record: &'static Record) -> Js {
        if self.kind() != Ok(Kind::Object) {
            return self.clone();
        }
        let copy = Plain::new();
        for field in record.fields {
            let Ok(Some(value)) = self.field(field.name) else { continue };
            let value = match &field.ty {
                Type::Record(record) => value.snapshot(record),
                Type::List(_) | Type::OneOrList(_) => value.copied(),
                // What can still change is put into words now: it must not be checked as one thing and sent as another.
                Type::Query => value.settled(Js::terms),
                Type::Map(_) => value.settled(Js::clone),
                Type::DateTime(_) => value.date().unwrap_or(value),
                _ => value,
            };
            copy.put(field.name, value.0);
        }
        Js(copy.into())
    }

    /// The terms of a structured query, which JSON would not see.
    fn terms(&self) -> Js {
        Js(Plain::new().with("terms", self.property("terms")).into())
    }

    /// An object as JSON has it; anything else, and what JSON cannot hold, as it is.
    fn settled(self, part: fn(&Js) -> Js) -> Js {
        if self.kind() != Ok(Kind::Object) {
            return self;
        }
        let text = guard::json_stringify(&part(&self).0);
        text.filter(|text| text.is_string()).and_then(|text| guard::json_parse(&text)).unwrap_or(self)
    }

    /// An array as one of its own; anything else as it is.
    fn copied(self) -> Js {
        let (Ok(Kind::List), Ok(length)) = (self.kind(), self.length()) else { return self };
        // What is longer than any sensible list is judged where it stands.
        if length > 10_000 {
            return self;
        }
        Js((0..length).map(|index| guard::read_index(&self.0, index)).collect::<js_sys::Array>().into())
    }
}

/// `None` for what is absent. A value that could not be had is one whose kind cannot be told.
fn found(value: JsValue) -> Result<Option<Js>, Unreadable> {
    Ok((!value.is_undefined()).then_some(Js(value)))
}

impl Value for Js {
    fn kind(&self) -> Result<Kind, Unreadable> {
        const KINDS: [Kind; 8] = [
            Kind::Text,
            Kind::Null,
            Kind::Object,
            Kind::List,
            Kind::Number,
            Kind::Flag,
            Kind::Function,
            Kind::Unwritable,
        ];
        KINDS.get(usize::from(guard::kind_of(&self.0))).copied().ok_or(Unreadable)
    }

    fn flag(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn number_text(&self) -> Option<String> {
        self.0.as_f64().and_then(|_| guard::written(&self.0).as_string())
    }

    fn date(&self) -> Option<Js> {
        let text = guard::moment(&self.0);
        text.is_string().then_some(Js(text))
    }

    fn text<R>(&self, read: impl FnOnce(&str) -> R) -> Option<R> {
        self.0.as_string().map(|text| read(&text))
    }

    fn length(&self) -> Result<u32, Unreadable> {
        match self.field("length")?.and_then(|length| length.number()) {
            // In range by `as`, which saturates.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            Some(length) => Ok(length as u32),
            None => Err(Unreadable),
        }
    }

    fn item(&self, index: u32) -> Result<Option<Self>, Unreadable> {
        found(guard::read_index(&self.0, index))
    }

    fn field(&self, name: &str) -> Result<Option<Self>, Unreadable> {
        found(guard::read_named(&self.0, name))
    }

    fn each_entry(
        &self,
        visit: &mut dyn FnMut(String, Result<Option<Self>, Unreadable>) -> bool,
    ) -> Result<(), Unreadable> {
        let names = guard::keys(&self.0);
        let names = names.dyn_ref::<js_sys::Array>().ok_or(Unreadable)?;
        // Read by the name itself: one with a lone surrogate is not found by its copy.
        names.iter().all(|name| visit(name.as_string().unwrap_or_default(), found(guard::read(&self.0, &name))));
        Ok(())
    }

    fn each_field(
        &self,
        record: &'static Record,
        side: Side,
        visit: &mut dyn FnMut(&'static Field, Result<Option<Self>, Unreadable>),
    ) {
        let plan = plan::of(record, side);
        let mut place = 0;
        loop {
            place = guard::next(&self.0, &plan, place);
            let Some(field) = record.fields.get(place as usize) else { return };
            visit(field, found(guard::read_at(&self.0, &plan, place)));
            place = place.saturating_add(1);
        }
    }

    fn is_plain(&self, record: &'static Record, side: Side) -> bool {
        guard::is_plain(&self.0, &plan::of(record, side))
    }

    #[cfg(feature = "client")]
    fn numbers(&self, name: &str) -> Vec<f64> {
        self.0.dyn_ref().map(|array| super::items::numbers(array, name)).unwrap_or_default()
    }
}
