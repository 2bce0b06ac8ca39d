//! JSON Schema 2020-12, written from the tables.

use super::json_writer::quote;
use super::messages::limit as limit_in_digits;
use super::types::{Field, Presence, Record, Side, Type};
use crate::rules::{digits, Codes, Form, Rule, DATE_TIME};

/// The version of JSON Schema that a schema is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Draft {
    /// 2020-12.
    #[default]
    V2020,
    /// Draft 7, which keeps definitions elsewhere.
    V7,
}

impl Draft {
    /// The names of all, as the Standard Schema interface has them.
    pub const NAMES: &'static [&'static str] = &["draft-2020-12", "draft-07"];

    /// The draft of a name.
    pub fn named(name: &str) -> Option<Draft> {
        match name {
            "draft-2020-12" => Some(Draft::V2020),
            "draft-07" => Some(Draft::V7),
            _ => None,
        }
    }

    /// Its address, and where it keeps definitions.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Draft::V2020 => ("https://json-schema.org/draft/2020-12/schema", "$defs"),
            Draft::V7 => ("http://json-schema.org/draft-07/schema#", "definitions"),
        }
    }
}

/// The JSON Schema of a type, as text. Records stand under `$defs`, in draft 7 under `definitions`.
///
/// ```
/// use commerce_customers::rules::TENANT;
/// use commerce_customers::schema::{json_schema, Codes, Draft, Side, Type};
/// static TYPE: Type = Type::Text(&TENANT);
/// let schema = json_schema(&TYPE, Side::Input, Codes::Iso, Draft::V2020);
/// assert_eq!(schema, r#"{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"string","minLength":3,"maxLength":16,"pattern":"^[a-z][a-z0-9]+$"}"#);
/// ```
pub fn json_schema(ty: &'static Type, side: Side, codes: Codes, draft: Draft) -> String {
    let (address, definitions) = draft.names();
    let mut writer = Writer { text: String::with_capacity(4096), side, codes, definitions, defs: Vec::new() };
    writer.raw("{\"$schema\":");
    writer.string(address);
    writer.raw(",");
    writer.ty(ty, false);
    let mut written = 0;
    while let Some(record) = writer.defs.get(written).copied() {
        writer.raw(",");
        if written == 0 {
            writer.string(definitions);
            writer.raw(":{");
        }
        writer.string(record.name);
        writer.raw(":{");
        writer.record(record);
        writer.raw("}");
        written = written.saturating_add(1);
    }
    writer.raw(if written == 0 { "}" } else { "}}" });
    writer.text
}

/// 2^53: beyond it a number of JavaScript is no longer the one that was meant, and no input.
const EXACT: &str = "9007199254740992";

struct Writer {
    text: String,
    side: Side,
    codes: Codes,
    definitions: &'static str,
    defs: Vec<&'static Record>,
}

impl Writer {
    #[inline(never)]
    fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn string(&mut self, text: &str) {
        quote(&mut self.text, text);
    }

    fn strings<'a>(&mut self, key: &str, texts: impl Iterator<Item = &'a str>, nullable: bool) {
        self.raw(key);
        self.raw("[");
        for (index, text) in texts.enumerate() {
            if index > 0 {
                self.raw(",");
            }
            self.string(text);
        }
        self.raw(if nullable { ",null]" } else { "]" });
    }

    fn kind(&mut self, name: &str, nullable: bool) {
        self.raw("\"type\":");
        if nullable {
            self.raw("[");
            self.string(name);
            self.raw(",\"null\"]");
        } else {
            self.string(name);
        }
    }

    /// The members of a schema object for `ty`, without its braces.
    fn ty(&mut self, ty: &'static Type, nullable: bool) {
        match ty {
            Type::Text(rule) => self.rule(rule, nullable),
            Type::OneOf(words) => {
                self.kind("string", nullable);
                self.strings(",\"enum\":", words.iter().copied(), nullable);
            }
            Type::Flag => self.kind("boolean", nullable),
            Type::Integer(bounds) => {
                self.kind("integer", nullable);
                if self.side == Side::Input {
                    self.raw(",\"minimum\":");
                    self.raw(&bounds.min.map_or_else(|| ["-", EXACT].concat(), limit_in_digits));
                    self.raw(",\"maximum\":");
                    self.raw(&bounds.max.map_or_else(|| EXACT.to_owned(), limit_in_digits));
                }
            }
            // A record's `not before` is what JSON Schema cannot say.
            Type::DateTime(_) => self.rule(&DATE_TIME, nullable),
            // A structured query is JavaScript's own; as JSON a query is its text.
            Type::Query => self.kind("string", nullable),
            Type::Scalar => self.raw("\"type\":[\"string\",\"number\",\"boolean\"]"),
            Type::Record(record) => {
                if !self.defs.iter().any(|known| std::ptr::eq(*known, *record)) {
                    self.defs.push(record);
                }
                self.raw(if nullable { "\"anyOf\":[{\"$ref\":\"#/" } else { "\"$ref\":\"#/" });
                self.raw(self.definitions);
                self.raw("/");
                self.raw(record.name);
                self.raw(if nullable { "\"},{\"type\":\"null\"}]" } else { "\"" });
            }
            Type::List(item) => {
                self.kind("array", nullable);
                self.raw(",\"items\":{");
                self.ty(item, false);
                self.raw("}");
            }
            Type::OneOrList(item) => {
                self.raw("\"anyOf\":[{");
                self.ty(item, nullable);
                self.raw("},{\"type\":\"array\",\"items\":{");
                self.ty(item, false);
                self.raw("}}]");
            }
            Type::Map(entry) => {
                self.kind("object", nullable);
                self.raw(",\"additionalProperties\":{");
                self.ty(entry, self.side == Side::Answer);
                self.raw("}");
            }
            Type::Object => self.kind("object", nullable),
            // JSON has no functions.
            Type::Function => self.raw("\"not\":{}"),
            Type::OrFunction(item) => self.ty(item, nullable),
            Type::OrFalse(item) => {
                self.raw("\"anyOf\":[{");
                self.ty(item, nullable);
                self.raw("},{\"const\":false}]");
            }
        }
    }

    fn rule(&mut self, rule: &'static Rule, nullable: bool) {
        self.kind("string", nullable);
        if let Some((min, max)) = rule.length {
            self.raw(",\"minLength\":");
            self.raw(&digits(min.into()));
            if max < u32::MAX {
                self.raw(",\"maxLength\":");
                self.raw(&digits(max.into()));
            }
        }
        match rule.form {
            // No `format`: what it means, or whether anything, differs between readers; the pattern says the rule.
            Form::Pattern(pattern, _) | Form::Format(_, pattern, _) | Form::Words(_, pattern, _) => {
                self.raw(",\"pattern\":");
                self.string(pattern);
            }
            Form::Any => {}
        }
        if let (Some(table), Side::Input, Codes::Iso) = (rule.codes, self.side, self.codes) {
            self.strings(",\"enum\":", table.iter(), nullable);
        }
    }

    fn record(&mut self, record: &'static Record) {
        self.raw("\"type\":\"object\",\"properties\":{");
        for (index, field) in record.fields.iter().enumerate() {
            if index > 0 {
                self.raw(",");
            }
            self.string(field.name);
            self.raw(":{");
            self.ty(&field.ty, self.side == Side::Answer || field.presence == Presence::Nullable);
            let filled = matches!(field.presence, Presence::Required | Presence::Filled);
            if let (true, Side::Input, Type::List(_)) = (filled, self.side, &field.ty) {
                self.raw(",\"minItems\":1");
            }
            self.raw("}");
        }
        self.raw("}");
        let required = |field: &&Field| self.side == Side::Input && field.presence == Presence::Required;
        let names: Vec<&str> = record.fields.iter().filter(required).map(|field| field.name).collect();
        if !names.is_empty() {
            self.strings(",\"required\":", names.into_iter(), false);
        }
    }
}
