//! What a value must look like: const tables, and the one walker that judges values by them.
//!
//! A record is declared once (see [`crate::model`]) and yields its table; from the tables come the checks, the JSON
//! Schemas and the TypeScript declarations.

mod check;
mod issue;
mod json_schema;
mod json_text;
#[cfg(feature = "records")]
mod json_value;
mod json_writer;
mod messages;
mod path;
mod query;
mod types;
#[cfg(feature = "records")]
mod typescript;
mod value;

pub use crate::rules::Codes;
pub(crate) use check::check_part;
pub use check::{check, check_at, check_type, MAX_DEPTH, MAX_ISSUES};
pub use issue::{Code, Conflict, Expected, Fault, Issue, Param};
pub use json_schema::{json_schema, Draft};
pub use json_text::{check_json, JsonPart, JsonText, MAX_TEXT};
pub use json_writer::JsonWriter;
pub use messages::Locale;
pub use path::{Path, Segment};
pub use query::query_text;
pub use types::{Bounds, Field, Presence, Record, Side, Takes, Type};
#[cfg(feature = "records")]
pub use typescript::declarations;
pub use value::{Kind, Unreadable, Value};
