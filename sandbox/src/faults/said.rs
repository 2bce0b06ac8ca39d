//! Rules as they are written, taken apart: `METHOD PATH FAULT[=VALUE] [KEY=VALUE]…`, and the same as JSON. Both become
//! the same parts, so that both know the same faults and are told the same of a wrong one.

use serde_json::{Map, Value};

/// The keys of a rule: in text, and in JSON.
const KEYS: [(&str, &str); 8] = [
    ("times", "times"),
    ("skip", "skip"),
    ("every", "every"),
    ("retry-after", "retryAfter"),
    ("retry-after-ms", "retryAfterMs"),
    ("done", "done"),
    ("body", "body"),
    ("code", "code"),
];

/// The parts of a rule, none of them judged yet.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) fault: String,
    pub(super) value: Option<String>,
    /// By the keys that they have in text.
    options: Vec<(&'static str, String)>,
}

impl Said {
    pub(super) fn from_text(text: &str) -> Result<Said, String> {
        let mut words = text.split_ascii_whitespace();
        let (Some(method), Some(path), Some(fault)) = (words.next(), words.next(), words.next()) else {
            return Err("a rule is METHOD PATH FAULT[=VALUE] [KEY=VALUE]..., three words at least".to_owned());
        };
        let (fault, value) = fault.split_once('=').map_or((fault, None), |(name, value)| (name, Some(value)));
        let mut said = Said {
            method: method.to_owned(),
            path: path.to_owned(),
            fault: fault.to_owned(),
            value: value.map(str::to_owned),
            options: Vec::new(),
        };
        for word in words {
            let Some((key, value)) = word.split_once('=') else {
                return Err(format!("behind the fault come KEY=VALUE, and {word} has no ="));
            };
            let known = KEYS.iter().map(|(in_text, _)| *in_text);
            said.add(
                known.into_iter().find(|known| *known == key).ok_or_else(|| unknown_key(key, |key| key.0))?,
                value,
            )?;
        }
        Ok(said)
    }

    pub(super) fn from_json(rule: &Value) -> Result<Said, String> {
        let Value::Object(rule) = rule else { return Err("a rule is a JSON object".to_owned()) };
        let mut said = Said::default();
        for (name, value) in rule {
            let value = match value {
                Value::Null => continue,
                Value::String(text) => text.clone(),
                // A body may be said as the JSON that it is.
                value if !value.is_object() && !value.is_array() || name == "body" => value.to_string(),
                _ => return Err(format!("{name} has to be a text or a number")),
            };
            match name.as_str() {
                "method" => said.method = value,
                "path" => said.path = value,
                "fault" => said.fault = value,
                "value" => said.value = Some(value),
                _ => {
                    let key = KEYS.iter().find(|(_, in_json)| in_json == name);
                    said.add(key.ok_or_else(|| unknown_key(name, |key| key.1))?.0, &value)?;
                }
            }
        }
        for (name, value) in [("method", &said.method), ("path", &said.path), ("fault", &said.fault)] {
            if value.is_empty() {
                return Err(format!("{name} is missing"));
            }
        }
        Ok(said)
    }

    fn add(&mut self, key: &'static str, value: &str) -> Result<(), String> {
        if self.options.iter().any(|(known, _)| *known == key) {
            return Err(format!("{key} is given twice"));
        }
        self.options.push((key, value.to_owned()));
        Ok(())
    }

    /// Takes an option out.
    pub(super) fn take(&mut self, key: &str) -> Option<String> {
        let at = self.options.iter().position(|(known, _)| *known == key)?;
        Some(self.options.swap_remove(at).1)
    }

    /// An option that nobody took.
    pub(super) fn left(&self) -> Option<&'static str> {
        self.options.first().map(|(key, _)| *key)
    }

    /// As it is said in JSON.
    pub(super) fn to_json(&self) -> Map<String, Value> {
        let text = |text: &str| Value::String(text.to_owned());
        let mut json = Map::new();
        json.insert("method".to_owned(), text(&self.method));
        json.insert("path".to_owned(), text(&self.path));
        json.insert("fault".to_owned(), text(&self.fault));
        if let Some(value) = &self.value {
            json.insert("value".to_owned(), scalar(value));
        }
        for (key, value) in &self.options {
            let name = KEYS.iter().find(|(in_text, _)| in_text == key).map_or(*key, |(_, in_json)| in_json);
            let is_text = matches!(*key, "retry-after" | "retry-after-ms" | "body");
            json.insert(name.to_owned(), if is_text { text(value) } else { scalar(value) });
        }
        json
    }
}

/// A number or a truth value, where the text is one.
fn scalar(text: &str) -> Value {
    match (text, text.parse::<u64>()) {
        ("true", _) => Value::Bool(true),
        ("false", _) => Value::Bool(false),
        (_, Ok(number)) => Value::from(number),
        (_, Err(_)) => Value::String(text.to_owned()),
    }
}

fn unknown_key(key: &str, spelt: impl Fn(&(&'static str, &'static str)) -> &'static str) -> String {
    format!("{key} is no key of a rule; the keys are {}", KEYS.iter().map(spelt).collect::<Vec<_>>().join(", "))
}
