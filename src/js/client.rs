//! The exported client: each operation from JavaScript's arguments to its promise.

use super::call::{call, deadline, refused, Answer, Options, Responses, Settings};
use super::guard::{is_thrown, json_parse, json_stringify};
use super::object::Plain;
use super::value::Js;
use super::{failure, issues};
use crate::api::{self, customers, Failure, Operation, Request, Total};
use crate::model::{CUSTOMER_CREATE_QUERY, CUSTOMER_EXPAND, CUSTOMER_QUERY, EMPORIX_OPTIONS};
use crate::schema::{Expected, Fault, Issue, Locale, Path, Record, Value};
use js_sys::futures::future_to_promise;
use js_sys::{Function, Promise};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// A client of an Emporix tenant. It holds its options and nothing that changes.
#[wasm_bindgen]
pub struct Emporix {
    service: api::Emporix,
    settings: Rc<Settings>,
}

#[wasm_bindgen]
impl Emporix {
    /// A client with these options.
    ///
    /// # Errors
    /// The fields of a ValidationError that holds every issue of the options.
    #[wasm_bindgen(constructor)]
    pub fn new(options: JsValue) -> Result<Emporix, JsValue> {
        let given = Js(options);
        let options = given.snapshot(&EMPORIX_OPTIONS);
        let service = api::Emporix::read(options.clone());
        let fetch = given.property("fetch");
        let fetch = match fetch.dyn_ref::<Function>() {
            Some(function) => Ok(Some(function.clone())),
            None if fetch.is_undefined() => Ok(None),
            None if is_thrown(&fetch) => Err(Issue::new(Path::of("fetch"), Fault::Json)),
            None => Err(Issue::new(Path::of("fetch"), Fault::Type(Expected::Function))),
        };
        match (service, fetch) {
            (Ok(service), Ok(fetch)) => {
                let settings = Settings {
                    token: options.at("auth").and_then(|auth| auth.text_at("token")).unwrap_or_default(),
                    deadline: deadline(&options).unwrap_or_default(),
                    responses: match options.text_at("responses").as_deref() {
                        Some("strict") => Responses::Strict,
                        Some("off") => Responses::Off,
                        _ => Responses::Report,
                    },
                    fetch,
                };
                Ok(Emporix { service, settings: Rc::new(settings) })
            }
            (service, fetch) => {
                let issues = service.err().into_iter().flatten().chain(fetch.err()).collect();
                Err(failure::to_js(&Failure::validation(None, issues)).into())
            }
        }
    }

    /// A page of customers.
    #[wasm_bindgen(js_name = customersList)]
    pub fn customers_list(&self, query: JsValue, options: JsValue) -> Promise {
        let prepared = customers::list(&self.service, given(query, &CUSTOMER_QUERY));
        let (request, asked) = match prepared {
            Ok((request, asked)) => (Ok(request), Some(asked)),
            Err(issues) => (Err(issues), None),
        };
        let read = move |answer: Answer| {
            let items = answer.body.length().unwrap_or(0);
            let total = Total::read(|name| answer.fetched.header(name));
            let Some(page) = asked.map(|asked| asked.page(items, total)) else { return JsValue::UNDEFINED };
            Plain::new()
                .with("items", answer.body.0.clone())
                .with("pageNumber", page.number)
                .with("pageSize", page.size)
                .with("total", page.total.map_or(JsValue::NULL, number))
                .with("hasNext", page.has_next)
                .with("issues", issues::to_js(&answer.issues, Locale::En))
                .with("response", answer.info())
                .into()
        };
        self.send(&customers::LIST, request, options, Box::new(read))
    }

    /// One customer.
    #[wasm_bindgen(js_name = customersGet)]
    pub fn customers_get(&self, customer_number: JsValue, query: JsValue, options: JsValue) -> Promise {
        let request = customers::get(&self.service, Js(customer_number), given(query, &CUSTOMER_EXPAND));
        self.send(&customers::GET, request, options, Box::new(|answer| answer.body.0))
    }

    /// Creates a customer.
    #[wasm_bindgen(js_name = customersCreate)]
    pub fn customers_create(&self, body: JsValue, query: JsValue, options: JsValue) -> Promise {
        let query = given(query, &CUSTOMER_CREATE_QUERY);
        let request = match written(&body) {
            Ok((text, read)) => customers::create(&self.service, read, text, query),
            Err(body) => Err(customers::unwritable(&self.service, body)),
        };
        self.send(&customers::CREATE, request, options, Box::new(|answer| answer.body.0))
    }
}

impl Emporix {
    fn send(
        &self,
        operation: &'static Operation,
        request: Result<Request, Vec<Issue>>,
        options: JsValue,
        read: Box<dyn FnOnce(Answer) -> JsValue>,
    ) -> Promise {
        let settings = Rc::clone(&self.settings);
        let prepared = request
            .map_err(|issues| refused(operation, issues))
            .and_then(|request| Ok((request, Options::read(operation, options)?)));
        future_to_promise(async move {
            let (request, options) = prepared?;
            call(&settings, request, options).await.map(read)
        })
    }
}

/// An argument that may be left out, each of its fields read once.
fn given(value: JsValue, record: &'static Record) -> Option<Js> {
    (!value.is_undefined()).then(|| Js(value).snapshot(record))
}

/// A body as the text that is sent, and that text read again: getters, `toJSON` and Proxies have their say once, before the
/// check. Where there is no text there is nothing to send: then the body itself, for the search of what JSON cannot hold.
fn written(body: &JsValue) -> Result<(String, Js), Js> {
    let read = || {
        let text = json_stringify(body)?;
        Some((text.as_string()?, json_parse(&text)?))
    };
    read().ok_or_else(|| Js(body.clone()))
}

fn number(total: u64) -> JsValue {
    // Exact up to 2^53, far beyond any shop's customers.
    #[allow(clippy::cast_precision_loss)]
    JsValue::from(total as f64)
}
