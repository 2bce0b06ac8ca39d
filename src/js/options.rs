//! What a single call is given.

use super::call::refused;
use super::object::Plain;
use super::value::Js;
use crate::api::{read_headers, Operation};
use crate::exchange::Plan;
use crate::model::CALL_OPTIONS;
use crate::rules::Codes;
use crate::schema::{check, Expected, Fault, Issue, Path, Value};
use wasm_bindgen::prelude::*;

/// What a single call is given.
#[derive(Clone)]
pub(super) struct Options {
    /// What it may cost, the client's wishes included.
    pub plan: Plan,
    /// The caller's signal, else `undefined`.
    pub signal: JsValue,
    /// Whether a patch is sent as a merge patch.
    pub merge_patch: bool,
    /// All of it in an object that nobody else holds: what is read again for each part of a larger call.
    pub given: JsValue,
}

impl Options {
    /// Reads a caller's options.
    pub(super) fn read(operation: &'static Operation, plan: &Plan, options: JsValue) -> Result<Options, JsValue> {
        if options.is_undefined() {
            // Most calls are given none.
            return Ok(Options { plan: plan.clone(), signal: options, merge_patch: false, given: Plain::new().into() });
        }
        let given = Js(options);
        let options = given.snapshot(&CALL_OPTIONS);
        let mut issues = check(options.clone(), &CALL_OPTIONS, Codes::Iso);
        let plan = read_plan(plan, &given, &options, &mut issues);
        let mut signal = given.property("signal");
        if signal.is_null() {
            signal = JsValue::UNDEFINED;
        }
        if !signal.is_undefined() && !is_signal(&signal) {
            issues.push(Issue::new(Path::of("signal"), Fault::Type(Expected::Object)));
        }
        if !issues.is_empty() {
            return Err(refused(operation, issues));
        }
        let merge_patch = options.at("mergePatch").and_then(|value| value.flag()).unwrap_or(false);
        let given = options.0;
        given.unchecked_ref::<Plain>().put("signal", signal.clone());
        Ok(Options { plan, signal, merge_patch, given })
    }
}

/// What options ask for on top of `plan`; what is wrong with their headers goes to `issues`. `options` is the snapshot of
/// what is `given`.
pub(super) fn read_plan(plan: &Plan, given: &Js, options: &Js, issues: &mut Vec<Issue>) -> Plan {
    // As JSON, the runtime's own Headers have no fields: they would be lost without a word.
    if Js(given.property("headers")).property("append").is_function() {
        issues.push(Issue::new(Path::of("headers"), Fault::Type(Expected::Object)));
    }
    match read_headers(options) {
        Ok(headers) => plan.with(options, headers),
        Err(more) => {
            issues.extend(more);
            plan.clone()
        }
    }
}

/// Whether a value works like an AbortSignal, of this realm or another.
fn is_signal(value: &JsValue) -> bool {
    let js = Js(value.clone());
    js.property("aborted").as_bool().is_some() && js.property("addEventListener").is_function()
}
