//! JavaScript values, read in place.

use super::object::Plain;
use crate::schema::{Field, Kind, Record, Type, Unreadable, Value};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Any value, seen as something that can be indexed. An indexing getter is several times quicker than `Reflect.get`.
    #[wasm_bindgen(js_name = Object)]
    type Any;

    #[wasm_bindgen(method, structural, indexing_getter, catch)]
    fn get(this: &Any, key: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, structural, indexing_getter, catch)]
    fn get_index(this: &Any, index: u32) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = Object, js_name = keys, catch)]
    fn keys(value: &JsValue) -> Result<js_sys::Array, JsValue>;

    /// Throws for a revoked Proxy.
    #[wasm_bindgen(js_namespace = Array, js_name = isArray, catch)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;
}

/// A JavaScript value of any kind.
#[derive(Debug, Clone)]
pub(super) struct Js(pub JsValue);

impl Js {
    /// The property of anything, `undefined` when there is none or reading it threw.
    pub(super) fn property(&self, name: &str) -> JsValue {
        match self.field(name) {
            Ok(Some(value)) => value.0,
            _ => JsValue::UNDEFINED,
        }
    }

    /// The fields of `record` as they are now, each read once: a getter or a Proxy cannot pass a check with one value and
    /// be used with another. A field that throws becomes a symbol, which no check lets pass.
    pub(super) fn snapshot(&self, record: &'static Record) -> Js {
        if self.kind() != Ok(Kind::Object) {
            return self.clone();
        }
        let copy = Plain::new();
        self.each_field(record, &mut |field, found| match (found, &field.ty) {
            (Ok(None), _) => {}
            (Ok(Some(value)), Type::Record(record)) => copy.put(field.name, value.snapshot(record).0),
            (Ok(Some(value)), _) => copy.put(field.name, value.0),
            (Err(Unreadable), _) => copy.put(field.name, JsValue::symbol(None)),
        });
        Js(copy.into())
    }

    fn read(&self, read: impl FnOnce(&Any) -> Result<JsValue, JsValue>) -> Result<Option<Js>, Unreadable> {
        if self.0.is_undefined() || self.0.is_null() {
            return Ok(None);
        }
        match read(self.0.unchecked_ref()) {
            Ok(value) if value.is_undefined() => Ok(None),
            Ok(value) => Ok(Some(Js(value))),
            Err(_) => Err(Unreadable),
        }
    }
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

    fn text<R>(&self, read: impl FnOnce(&str) -> R) -> Option<R> {
        self.0.as_string().map(|text| read(&text))
    }

    fn length(&self) -> Result<u32, Unreadable> {
        match self.field("length")?.and_then(|length| length.number()) {
            // In range by `as`, which saturates.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            Some(length) => Ok(length as u32),
            None => Ok(0),
        }
    }

    fn item(&self, index: u32) -> Result<Option<Self>, Unreadable> {
        self.read(|any| any.get_index(index))
    }

    fn field(&self, name: &str) -> Result<Option<Self>, Unreadable> {
        self.read(|any| any.get(&JsValue::from_str(name)))
    }

    fn names(&self) -> Result<Vec<String>, Unreadable> {
        let names = keys(&self.0).map_err(|_| Unreadable)?;
        Ok(names.iter().filter_map(|name| name.as_string()).collect())
    }

    fn each_field(
        &self,
        record: &'static Record,
        visit: &mut dyn FnMut(&'static Field, Result<Option<Self>, Unreadable>),
    ) {
        for (field, key) in record.fields.iter().zip(names_of(record).iter()) {
            visit(field, self.read(|any| any.get(key)));
        }
    }
}

/// A record with its field names as JavaScript strings.
type Named = (&'static Record, Rc<[JsValue]>);

thread_local! {
    /// The field names of each record as JavaScript strings, made once: a name would else be decoded at every look.
    static NAMES: RefCell<Vec<Named>> = const { RefCell::new(Vec::new()) };
}

fn names_of(record: &'static Record) -> Rc<[JsValue]> {
    NAMES.with_borrow_mut(|known| match known.iter().find(|(known, _)| std::ptr::eq(*known, record)) {
        Some((_, names)) => Rc::clone(names),
        None => {
            let names: Rc<[JsValue]> = record.fields.iter().map(|field| JsValue::from_str(field.name)).collect();
            known.push((record, Rc::clone(&names)));
            names
        }
    })
}
