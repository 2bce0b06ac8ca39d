//! JavaScript values, read in place.

use super::guard;
use super::object::Plain;
use crate::schema::{Field, Kind, Record, Type, Unreadable, Value};
use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Throws for a revoked Proxy.
    #[wasm_bindgen(js_namespace = Array, js_name = isArray, catch)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;
}

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
        self.each_field(record, &mut |field, found| match (found, &field.ty) {
            (Ok(Some(value)), Type::Record(record)) => copy.put(field.name, value.snapshot(record).0),
            (Ok(Some(value)), Type::List(_) | Type::OneOrList(_)) => copy.put(field.name, value.copied().0),
            // What can still change is put into words now: it must not be checked as one thing and sent as another.
            (Ok(Some(value)), Type::Query) => copy.put(field.name, value.settled(Js::terms).0),
            (Ok(Some(value)), Type::Map(_)) => copy.put(field.name, value.settled(Js::clone).0),
            (Ok(Some(value)), Type::DateTime(_)) => copy.put(field.name, value.date().unwrap_or(value).0),
            (Ok(Some(value)), _) => copy.put(field.name, value.0),
            (Ok(None) | Err(Unreadable), _) => {}
        });
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
        let value = &self.0;
        Ok(if value.is_string() {
            Kind::Text
        } else if value.is_object() {
            match is_array(value) {
                Ok(true) => Kind::List,
                Ok(false) => Kind::Object,
                Err(_) => return Err(Unreadable),
            }
        } else if value.is_null() || value.is_undefined() {
            Kind::Null
        } else if value.as_f64().is_some() {
            Kind::Number
        } else if value.as_bool().is_some() {
            Kind::Flag
        } else if value.is_function() {
            Kind::Function
        } else if guard::is_thrown(value) {
            return Err(Unreadable);
        } else {
            Kind::Unwritable
        })
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
        visit: &mut dyn FnMut(&'static Field, Result<Option<Self>, Unreadable>),
    ) {
        for (field, key) in record.fields.iter().zip(names_of(record).iter()) {
            visit(field, found(guard::read(&self.0, key)));
        }
    }
}

/// A record with its field names as JavaScript strings.
type Named = (&'static Record, Rc<[JsValue]>);

thread_local! {
    /// The field names of each record as JavaScript strings, made once: a name would else be decoded at every look.
    /// Never dropped, so that no destructor has to be registered: a module ends with its page.
    static NAMES: ManuallyDrop<RefCell<Vec<Named>>> = const { ManuallyDrop::new(RefCell::new(Vec::new())) };
}

fn names_of(record: &'static Record) -> Rc<[JsValue]> {
    NAMES.with(|known| {
        let known = &mut *known.borrow_mut();
        match known.iter().find(|(known, _)| std::ptr::eq(*known, record)) {
            Some((_, names)) => Rc::clone(names),
            None => {
                let names: Rc<[JsValue]> = record.fields.iter().map(|field| JsValue::from_str(field.name)).collect();
                known.push((record, Rc::clone(&names)));
                names
            }
        }
    })
}
