//! The schemas: checking a value in place, and the JSON Schema.

use super::value::Js;
use super::{failure, issues};
use crate::api::Failure;
use crate::model::{Schema, SCHEMAS, VALIDATE_OPTIONS};
use crate::schema::{check_type, Codes, Fault, Issue, Locale, Path, Value};
use wasm_bindgen::prelude::*;

/// The issues of `value` by the schema of this name, `undefined` when there are none.
///
/// # Errors
/// The fields of a ValidationError for options that are not right.
#[wasm_bindgen]
pub fn check(schema: JsValue, value: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let found = judge(schema, value, options)?;
    Ok(if found.is_empty() { JsValue::UNDEFINED } else { issues::to_js(&found, Locale::En).into() })
}

/// Throws unless `value` is fine by the schema of this name.
///
/// # Errors
/// The fields of a ValidationError, for the value or for options that are not right.
#[wasm_bindgen]
pub fn ensure(schema: JsValue, value: JsValue, options: JsValue) -> Result<(), JsValue> {
    let found = judge(schema, value, options)?;
    if found.is_empty() {
        Ok(())
    } else {
        Err(refused(found))
    }
}

/// The JSON Schema of this name as text.
///
/// # Errors
/// The fields of a ValidationError for options that are not right.
#[wasm_bindgen(js_name = jsonSchema)]
pub fn json_schema(schema: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let schema = find(schema)?;
    Ok(crate::schema::json_schema(&schema.ty, schema.side, codes(options)?).into())
}

fn judge(schema: JsValue, value: JsValue, options: JsValue) -> Result<Vec<Issue>, JsValue> {
    let schema = find(schema)?;
    Ok(check_type(Js(value), &schema.ty, schema.side, codes(options)?))
}

fn find(name: JsValue) -> Result<&'static Schema, JsValue> {
    let name = name.as_string().unwrap_or_default();
    SCHEMAS
        .iter()
        .find(|schema| schema.name == name)
        .ok_or_else(|| refused(vec![Issue::new(Path::of("schema"), Fault::Required)]))
}

fn codes(options: JsValue) -> Result<Codes, JsValue> {
    if options.is_undefined() {
        return Ok(Codes::Iso);
    }
    let options = Js(options);
    let found = crate::schema::check(options.clone(), &VALIDATE_OPTIONS, Codes::Iso);
    if !found.is_empty() {
        return Err(refused(found));
    }
    Ok(Codes::named(options.text_at("codes").as_deref()))
}

fn refused(issues: Vec<Issue>) -> JsValue {
    failure::to_js(&Failure::validation(None, issues)).into()
}
