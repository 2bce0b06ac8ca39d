//! Bulk calls from JavaScript: the limits, and a chunk from its items to what became of each.

use super::call::{call, refused, Answer};
use super::client::{find, written, Client};
use super::failure;
use super::guard::{json_parse, json_stringify};
use super::items::named;
use super::object::Plain;
use super::options::Options;
use super::value::Js;
use crate::api::{fates, Chunk, ErrorCode, Failure, Fate, Given, Operation};
use crate::model::BULK_OPTIONS;
use crate::rules::Codes;
use crate::schema::{check, Expected, Fault, Issue, Path, Value};
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// How many requests are under way at once when nothing is asked.
const CONCURRENCY: u32 = 4;
/// How many items one request carries when nothing is asked: as many as the service takes.
const CHUNK_SIZE: u32 = 200;

#[wasm_bindgen]
impl Client {
    /// `{ chunkSize, concurrency, signal, onProgress, callOptions }` as the options ask for them. `iterable`: whether there are items.
    ///
    /// # Errors
    /// The fields of a ValidationError with every issue of the options, the segment's id and the items.
    #[wasm_bindgen(js_name = bulkLimits)]
    pub fn bulk_limits(
        &self,
        name: JsValue,
        ids: JsValue,
        options: JsValue,
        iterable: JsValue,
    ) -> Result<JsValue, JsValue> {
        let operation = find(&name)?;
        let call = Options::read(operation, &self.shared.settings.plan, options.clone())?;
        self.shared.prepare(operation, Js(ids), None, Some(Given::Judged(String::new())), false)?;
        let given = Js::or_empty(options);
        let options = given.snapshot(&BULK_OPTIONS);
        let mut issues = check(options.clone(), &BULK_OPTIONS, Codes::Iso);
        if !iterable.is_truthy() {
            issues.push(Issue::new(Path::of("items"), Fault::Type(Expected::List)));
        }
        if !issues.is_empty() {
            return Err(refused(operation, issues));
        }
        let asked = |name, default| options.at(name).map_or(JsValue::from(default), |value| value.0);
        Ok(Plain::new()
            .with("chunkSize", asked("chunkSize", CHUNK_SIZE))
            .with("concurrency", asked("concurrency", CONCURRENCY))
            .with("signal", &call.signal)
            .with("callOptions", call.given)
            .with("onProgress", options.property("onProgress"))
            .into())
    }

    /// Sends an array of items: those that failed, each with its `position` in the array, or a promise for them.
    ///
    /// # Errors
    /// The fields of a ValidationError for options or a segment's id that are not right.
    pub fn chunk(&self, name: JsValue, ids: JsValue, items: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
        let operation = find(&name)?;
        let options = Options::read(operation, &self.shared.settings.plan, options)?;
        let items = Array::from(&items);
        let length = items.length();
        // The text of a whole chunk stays where it is: into the module and out again would take as long as the check.
        let text = match Chunk::key_of_texts(operation) {
            Some(name) => json_stringify(&named(&items, name)),
            None => json_stringify(&items),
        }
        .unwrap_or_default();
        let whole = json_parse(&text).and_then(|items| Chunk::plain(operation, &items, length));
        let (mut chunk, text) = match whole {
            Some(chunk) => (chunk, text),
            None => (Chunk::of(operation, items.iter().map(written)), JsValue::UNDEFINED),
        };
        let failed = Array::new();
        for (position, issues) in std::mem::take(&mut chunk.refused) {
            failed.push(&by_error(position, &refused(operation, issues)));
        }
        let sent = std::mem::take(&mut chunk.sent);
        if sent.is_empty() {
            return Ok(failed.into());
        }
        let request = self.shared.prepare(operation, Js(ids), None, Some(chunk.given()), false)?;
        let then = move |answer: Result<Answer, JsValue>| {
            match answer {
                Ok(answer) => {
                    for (position, fate) in sent.iter().zip(fates(&answer.body, sent.len())) {
                        if let Some(entry) = by_fate(operation, *position, fate) {
                            failed.push(&entry);
                        }
                    }
                }
                Err(error) => sent.iter().for_each(|position| {
                    failed.push(&by_error(*position, &error));
                }),
            }
            Ok(failed.into())
        };
        Ok(call(&self.shared.settings, request, text, options, then))
    }

    /// The fields of an error: of the status when there is one, else of items that were not sent.
    ///
    /// # Errors
    /// The fields of a ValidationError when there is no operation of this name.
    pub fn failure(&self, name: JsValue, status: JsValue, cause: JsValue) -> Result<JsValue, JsValue> {
        // In range by `as`, which saturates.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let status = status.as_f64().map(|status| status as u16);
        let code = status.and_then(ErrorCode::of_status).unwrap_or(ErrorCode::Aborted);
        let attempts = u32::from(status.is_some());
        let unsure = status.is_some_and(|status| status >= 500);
        let failure = Failure { status, attempts, unsure, ..Failure::new(code, Some(find(&name)?)) };
        Ok(failure::to_js(&failure).with("cause", cause).into())
    }
}

fn by_error(position: u32, error: &JsValue) -> JsValue {
    let fields = Js(error.clone());
    let status = fields.property("status");
    let code = if status.is_undefined() { JsValue::NULL } else { status };
    entry(position, code, fields.property("code"), fields.property("message")).with("error", error).into()
}

fn by_fate(operation: &'static Operation, position: u32, fate: Fate) -> Option<JsValue> {
    match fate {
        Fate::Done => None,
        // HTTP statuses are small.
        #[allow(clippy::cast_precision_loss)]
        Fate::Failed { code, status, message } => {
            Some(entry(position, JsValue::from(code as f64), status.into(), message.into()).into())
        }
        Fate::Unknown => {
            let failure = Failure { attempts: 1, unsure: true, ..Failure::new(ErrorCode::Decode, Some(operation)) };
            Some(by_error(position, &failure::to_js(&failure).into()))
        }
    }
}

fn entry(position: u32, code: JsValue, status: JsValue, message: JsValue) -> Plain {
    Plain::new().with("position", position).with("code", code).with("status", status).with("message", message)
}
