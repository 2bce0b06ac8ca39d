//! Judges JSON text: each line of the input is `{ "schema": …, "text": … }`, each line of the output the issues of that text as
//! `[path, code, message]`, messages in German.
//!
//! ```sh
//! echo '{"schema":"currency","text":"\"eur\""}' | cargo run --example judge
//! ```

use commerce_customers::model::SCHEMAS;
use commerce_customers::schema::{Codes, JsonText, Locale};
use serde_json::{json, Value};
use std::io::{stdin, stdout, BufWriter, Error, Write};

fn main() -> Result<(), Error> {
    let mut out = BufWriter::new(stdout().lock());
    for line in stdin().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let field = |name: &str| line.get(name).and_then(Value::as_str).unwrap_or_default();
        let Some(schema) = SCHEMAS.iter().find(|schema| schema.name == field("schema")) else {
            return Err(Error::other(format!("no schema is called {:?}", field("schema"))));
        };
        let issues = match JsonText::read(field("text")) {
            Ok(json) => json.check_type(&schema.ty, schema.side, Codes::Iso),
            Err(issues) => issues,
        };
        let told: Vec<Value> = issues
            .iter()
            .map(|issue| json!([issue.path.to_string(), issue.code().as_str(), issue.message(Locale::De)]))
            .collect();
        writeln!(out, "{}", Value::from(told))?;
    }
    out.flush()
}
