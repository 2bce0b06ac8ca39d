//! The exported client: an operation by its name, from JavaScript's arguments to its promise.

use super::answer;
use super::call::{call, refused, Answer, Responses, Settings};
use super::failure;
use super::guard::{json_parse, json_stringify};
use super::issues;
use super::options::{read_plan, Options};
use super::pages::Pages;
use super::runtime;
use super::value::Js;
use crate::api::{
    segments, Auth, Body, Emporix, Failure, Given, Input, Operation, Request, Sends, Service, Spirii, OPERATIONS,
};
use crate::exchange::{Access, Plan, Registry};
use crate::model::{EMPORIX_OPTIONS, SPIRII_OPTIONS};
use crate::schema::{Fault, Issue, Locale, Path, Value};
use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// A client of a service. It holds its options and nothing that changes.
#[wasm_bindgen]
pub struct Client {
    pub(super) shared: Rc<Shared>,
}

thread_local! {
    /// The service tokens of all clients. Plain data: no promise and no waker of a request that may be over. Never dropped,
    /// so that no destructor has to be registered: a module ends with its page.
    static REGISTRY: ManuallyDrop<RefCell<Registry>> = const { ManuallyDrop::new(RefCell::new(Registry::new())) };
}

/// What the calls of a client have in common.
pub(super) struct Shared {
    pub service: Service,
    pub settings: Settings,
}

#[wasm_bindgen]
impl Client {
    /// A client of Emporix, or of Spirii when `spirii` is true, with these options.
    ///
    /// # Errors
    /// The fields of a ValidationError that holds every issue of the options; those of a ClientError for a secret in a
    /// browser.
    #[wasm_bindgen(constructor)]
    pub fn new(spirii: JsValue, options: JsValue) -> Result<Client, JsValue> {
        let spirii = spirii.is_truthy();
        let given = Js(options);
        let options = given.snapshot(if spirii { &SPIRII_OPTIONS } else { &EMPORIX_OPTIONS });
        let service: Result<Service, _> = if spirii {
            Spirii::read(options.clone()).map(Into::into)
        } else {
            Emporix::read(options.clone()).map(Into::into)
        };
        let mut issues = Vec::new();
        let plan = read_plan(&Plan::default(), &given, &options, &mut issues);
        let (service, auth) = match service
            .and_then(|service| Ok((service, if spirii { Auth::read_key(&options) } else { Auth::read(&options)? })))
        {
            Ok(both) if issues.is_empty() => both,
            result => {
                let mut all = result.err().unwrap_or_default();
                all.append(&mut issues);
                return Err(issues::refused(&all, Locale::En));
            }
        };
        let allowed = options.at("dangerouslyAllowBrowser").and_then(|value| value.flag()) == Some(true);
        if (spirii || auth.is_secret()) && !allowed && runtime::is_browser() {
            return Err(failure::to_js(&Failure::secret_in_browser()).into());
        }
        let fetch = options.property("fetch");
        let lease_ms = if runtime::is_workers() { Access::LEASE_ON_WORKERS_MS } else { Access::LEASE_MS };
        let number = runtime::number_of(&fetch);
        let access = REGISTRY.with(|registry| registry.borrow_mut().access(&auth, &service, number, lease_ms));
        let ask = match &auth {
            Auth::Asked if spirii => options.property("apiKey"),
            Auth::Asked => Js(options.property("auth")).property("getToken"),
            _ => JsValue::UNDEFINED,
        };
        let settings = Settings {
            access,
            plan,
            responses: match options.text_at("responses").as_deref() {
                Some("strict") => Responses::Strict,
                Some("off") => Responses::Off,
                _ => Responses::Report,
            },
            fetch,
            ask,
            tells_why: !spirii,
            on_event: options.property("onEvent"),
        };
        Ok(Client { shared: Rc::new(Shared { service, settings }) })
    }

    /// Calls the operation of this name: a promise for its answer. `ids` are the values of its path beside the tenant.
    ///
    /// # Errors
    /// The fields of a ValidationError with every issue of what is given.
    pub fn call(
        &self,
        name: JsValue,
        ids: JsValue,
        query: JsValue,
        body: JsValue,
        options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let operation = find(&name)?;
        let options = Options::read(operation, &self.shared.settings.plan, options)?;
        let query = operation.query.filter(|_| !query.is_undefined()).map(|record| Js(query).snapshot(record));
        let body = matches!(operation.sends, Sends::Record(_) | Sends::Change(_)).then(|| written(body));
        let request = self.shared.prepare(operation, Js(ids), query, body, options.merge_patch)?;
        let (operation, asked) = (request.operation, request.asked);
        let then = move |answer: Result<Answer, JsValue>| Ok(answer::to_js(operation, asked, answer?));
        Ok(call(&self.shared.settings, request, JsValue::UNDEFINED, options, then))
    }

    /// What breaks the schema of an answer's body; nothing for a body of a wrong kind, which no call hands over.
    ///
    /// # Errors
    /// The fields of a ValidationError for an operation that there is none of.
    pub fn issues(&self, name: JsValue, body: JsValue) -> Result<JsValue, JsValue> {
        let found = find(&name)?.check(Js(body), true).unwrap_or_default();
        Ok(issues::to_js(&found, Locale::En))
    }

    /// The pages of a listing, from the one that `query` asks for.
    ///
    /// # Errors
    /// The fields of a ValidationError when the query's `maxPages` is not right.
    pub fn pages(&self, name: JsValue, ids: JsValue, query: JsValue, options: JsValue) -> Result<Pages, JsValue> {
        Pages::new(Rc::clone(&self.shared), find(&name)?, Js(ids), query, options)
    }
}

impl Shared {
    /// The request of an operation.
    ///
    /// # Errors
    /// The fields of a ValidationError with every issue of what is given.
    pub(super) fn prepare(
        &self,
        operation: &'static Operation,
        ids: Js,
        query: Option<Js>,
        body: Option<Given<Js>>,
        merge_patch: bool,
    ) -> Result<Request, JsValue> {
        let id = |index| ids.item(index).ok().flatten();
        let (operation, ids) = segments::by_key(operation, id(0), id(1));
        let input = Input { ids, query, body, merge_patch };
        operation.request(&self.service, input).map_err(|issues| refused(operation, issues))
    }
}

/// The operation of a name.
pub(super) fn find(name: &JsValue) -> Result<&'static Operation, JsValue> {
    let name = name.as_string().unwrap_or_default();
    let found = OPERATIONS.iter().find(|operation| operation.name == name);
    found.copied().ok_or_else(|| issues::refused(&[Issue::new(Path::of("operation"), Fault::Required)], Locale::En))
}

/// A body as the text that is sent, and that text read again: getters, `toJSON` and Proxies have their say once, before the
/// check. Where there is no text there is nothing to send: then the body itself, for the search of what JSON cannot hold.
pub(super) fn written(body: JsValue) -> Given<Js> {
    let read = || {
        let text = json_stringify(&body)?;
        Some(Body { text: text.as_string()?, value: json_parse(&text)? })
    };
    match read() {
        Some(body) => Given::Read(body),
        None => Given::Unwritable(Js(body)),
    }
}
