//! The schemas: checking a value in place, text, or a part of a value, and the JSON Schema.

use super::value::Js;
use super::{guard, issues, plan};
use crate::model::{Schema, SCHEMAS, VALIDATE_OPTIONS};
use crate::schema::{
    check_at, check_type, Codes, Draft, Expected, Fault, Issue, JsonText, Locale, Path, Type, Value, MAX_TEXT,
};
use js_sys::{JsString, Uint8Array};
use wasm_bindgen::prelude::*;

/// A function that tells of most values without issues that they have none, `undefined` where there is no quick way: `check` is for
/// the others. It never goes through the module, which would take longer than the look.
///
/// # Errors
/// The fields of a ValidationError for options that are not right.
#[wasm_bindgen]
pub fn plain(schema: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let (schema, _) = (find(schema)?, Options::read(options)?);
    // Codes by their shape alone take more than the plan does.
    Ok(match &schema.ty {
        Type::Record(record) => guard::teller(&plan::of(record, schema.side)),
        _ => JsValue::UNDEFINED,
    })
}

/// The issues of `value` by the schema of this name, `undefined` when there are none.
///
/// # Errors
/// The fields of a ValidationError for options that are not right.
#[wasm_bindgen]
pub fn check(schema: JsValue, value: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let (schema, options) = (find(schema)?, Options::read(options)?);
    Ok(options.told(&check_type(Js(value), &schema.ty, schema.side, options.codes)))
}

/// The issues of a value as JSON text, `undefined` when there are none. `text` is a text or bytes; nothing is made of it.
///
/// # Errors
/// The fields of a ValidationError for what is neither, and for options that are not right.
#[wasm_bindgen(js_name = checkJson)]
pub fn check_json(schema: JsValue, text: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let (schema, options) = (find(schema)?, Options::read(options)?);
    // What is too long is not copied first; no character takes less than a byte.
    let fits = |length: u32| length as usize <= MAX_TEXT;
    let (copy, bytes);
    let read = if let Some(text) = text.dyn_ref::<JsString>() {
        copy = fits(text.length()).then(|| text.as_string()).flatten();
        copy.as_deref().map(JsonText::read)
    } else if let Some(given) = text.dyn_ref::<Uint8Array>() {
        bytes = fits(given.length()).then(|| given.to_vec());
        bytes.as_deref().map(JsonText::of_bytes)
    } else {
        return Err(refused(Fault::Type(Expected::Text), "text"));
    };
    let found = match read.unwrap_or_else(|| Err(JsonText::refused())) {
        Ok(json) => json.check_type(&schema.ty, schema.side, options.codes),
        Err(issues) => issues,
    };
    Ok(options.told(&found))
}

/// The issues of the part of a value that `path` leads to, `undefined` when there are none. `path` is a text or an array of
/// names and numbers; a `value` that is undefined is absent.
///
/// # Errors
/// The fields of a ValidationError for a path and for options that are not right.
#[wasm_bindgen(js_name = checkField)]
pub fn check_field(schema: JsValue, path: JsValue, value: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let (schema, options) = (find(schema)?, Options::read(options)?);
    let path = names(&Js(path)).ok_or_else(|| refused(Fault::Type(Expected::Text), "path"))?;
    let value = (!value.is_undefined()).then_some(Js(value));
    Ok(options.told(&check_at(value.as_ref(), &schema.ty, &path, schema.side, options.codes)))
}

/// Throws unless `value` is fine by the schema of this name.
///
/// # Errors
/// The fields of a ValidationError, for the value or for options that are not right.
#[wasm_bindgen]
pub fn ensure(schema: JsValue, value: JsValue, options: JsValue) -> Result<(), JsValue> {
    let (schema, options) = (find(schema)?, Options::read(options)?);
    let found = check_type(Js(value), &schema.ty, schema.side, options.codes);
    if found.is_empty() {
        Ok(())
    } else {
        Err(issues::refused(&found, options.locale))
    }
}

/// The JSON Schema of this name as text, in the 2020-12 draft unless `target` names another.
///
/// # Errors
/// The fields of a ValidationError for options that are not right, and for a target that there is none for.
#[wasm_bindgen(js_name = jsonSchema)]
pub fn json_schema(schema: JsValue, target: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let (schema, options) = (find(schema)?, Options::read(options)?);
    let draft = if target.is_undefined() { Some(Draft::V2020) } else { Js(target).text(Draft::named).flatten() };
    let draft = draft.ok_or_else(|| refused(Fault::OneOf(Draft::NAMES), "target"))?;
    Ok(crate::schema::json_schema(&schema.ty, schema.side, options.codes, draft).into())
}

/// How a value is checked, and how it is told.
struct Options {
    codes: Codes,
    locale: Locale,
}

impl Options {
    fn read(options: JsValue) -> Result<Options, JsValue> {
        if options.is_undefined() {
            return Ok(Options { codes: Codes::Iso, locale: Locale::En });
        }
        let options = Js::or_empty(options).snapshot(&VALIDATE_OPTIONS);
        let found = crate::schema::check(options.clone(), &VALIDATE_OPTIONS, Codes::Iso);
        if !found.is_empty() {
            return Err(issues::refused(&found, Locale::En));
        }
        let locale = options.text_at("locale").as_deref().and_then(Locale::named);
        Ok(Options { codes: Codes::named(options.text_at("codes").as_deref()), locale: locale.unwrap_or_default() })
    }

    /// Issues as the face hands them on.
    fn told(&self, issues: &[Issue]) -> JsValue {
        if issues.is_empty() {
            return JsValue::UNDEFINED;
        }
        issues::to_js(issues, self.locale)
    }
}

/// The names and numbers of a path as texts.
fn names(path: &Js) -> Option<Vec<String>> {
    if let Some(text) = path.to_text() {
        return Some(Path::names(&text).into_iter().map(str::to_owned).collect());
    }
    let length = path.length().ok().filter(|_| path.kind() == Ok(crate::schema::Kind::List))?;
    let name = |index| {
        let item = path.item(index).ok().flatten()?;
        item.to_text().or_else(|| item.number_text())
    };
    (0..length.min(1_000)).map(name).collect()
}

fn find(name: JsValue) -> Result<&'static Schema, JsValue> {
    let name = name.as_string().unwrap_or_default();
    SCHEMAS.iter().find(|schema| schema.name == name).ok_or_else(|| refused(Fault::Required, "schema"))
}

fn refused(fault: Fault, argument: &'static str) -> JsValue {
    issues::refused(&[Issue::new(Path::of(argument), fault)], Locale::En)
}
