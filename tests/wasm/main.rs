//! The shell, in Node and in browsers: JavaScript values are read in place, and nothing that a caller passes is a trap.
//! On other targets there is nothing to test here.
#![cfg(target_arch = "wasm32")]

mod arguments;
mod calls;
mod values;

use commerce_customers::js::Client;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;

/// A client of Emporix, with its calls as promises.
struct Shop(Client);

impl Shop {
    fn new(options: JsValue) -> Result<Shop, JsValue> {
        Client::new(JsValue::FALSE, options).map(Shop)
    }

    fn call(&self, name: &str, ids: &[&JsValue], query: JsValue, body: JsValue, options: JsValue) -> Promise {
        let ids: Array = ids.iter().copied().collect();
        match self.0.call(name.into(), ids.into(), query, body, options) {
            Ok(promise) => promise.unchecked_into(),
            Err(error) => Promise::reject(&error),
        }
    }

    fn customers_list(&self, query: JsValue, options: JsValue) -> Promise {
        self.call("customers.list", &[], query, JsValue::UNDEFINED, options)
    }

    fn customers_get(&self, customer_number: JsValue, query: JsValue, options: JsValue) -> Promise {
        self.call("customers.get", &[&customer_number], query, JsValue::UNDEFINED, options)
    }

    fn customers_create(&self, body: JsValue, query: JsValue, options: JsValue) -> Promise {
        self.call("customers.create", &[], query, body, options)
    }
}

/// The value of a JavaScript expression.
fn js(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return ({expression})"))
        .call0(&JsValue::UNDEFINED)
        .expect("the expression has a value")
}

/// The property of a value.
fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).expect("the property can be read")
}

/// A value as JSON text.
fn json(value: &JsValue) -> String {
    js_sys::JSON::stringify(value).map(String::from).unwrap_or_default()
}

/// `path:code` of each issue, joined by a space; nothing for no issues.
fn told(issues: &JsValue) -> String {
    if issues.is_undefined() {
        return String::new();
    }
    js_sys::Array::from(issues)
        .iter()
        .map(|issue| {
            let path: Vec<String> = js_sys::Array::from(&get(&issue, "path"))
                .iter()
                .map(|segment| {
                    segment.as_string().unwrap_or_else(|| format!("{}", segment.as_f64().expect("an index")))
                })
                .collect();
            format!("{}:{}", path.join("."), get(&issue, "code").as_string().expect("a code"))
        })
        .collect::<Vec<_>>()
        .join(" ")
}
