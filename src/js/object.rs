//! Plain objects for JavaScript.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A plain object.
    #[wasm_bindgen(js_name = Object, extends = js_sys::Object)]
    pub(super) type Plain;

    #[wasm_bindgen(constructor, js_class = "Object")]
    pub(super) fn new() -> Plain;

    #[wasm_bindgen(method, structural, indexing_setter)]
    fn set_value(this: &Plain, key: &str, value: &JsValue);
}

impl Plain {
    /// The object with one more property.
    pub(super) fn with(self, key: &str, value: impl Into<JsValue>) -> Plain {
        self.put(key, value.into());
        self
    }

    /// Sets a property.
    // Not inlined: there are dozens of properties, and none on a hot path.
    #[inline(never)]
    pub(super) fn put(&self, key: &str, value: JsValue) {
        self.set_value(key, &value);
    }

    /// The object with one more property when there is a value.
    #[cfg(feature = "client")]
    pub(super) fn with_some(self, key: &str, value: Option<impl Into<JsValue>>) -> Plain {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }
}
