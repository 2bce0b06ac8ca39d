//! `serde_json` values, as Rust programs have them.

use super::value::{Kind, Unreadable, Value};
use serde_json::Value as Json;

impl Value for &Json {
    fn kind(&self) -> Result<Kind, Unreadable> {
        Ok(match self {
            Json::Null => Kind::Null,
            Json::Bool(_) => Kind::Flag,
            Json::Number(_) => Kind::Number,
            Json::String(_) => Kind::Text,
            Json::Array(_) => Kind::List,
            Json::Object(_) => Kind::Object,
        })
    }

    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn number_text(&self) -> Option<String> {
        let text = self.as_number()?.to_string();
        // JavaScript writes whole numbers without a fraction.
        Some(text.strip_suffix(".0").unwrap_or(&text).to_owned())
    }

    fn text<R>(&self, read: impl FnOnce(&str) -> R) -> Option<R> {
        self.as_str().map(read)
    }

    fn length(&self) -> Result<u32, Unreadable> {
        u32::try_from(self.as_array().map_or(0, Vec::len)).map_err(|_| Unreadable)
    }

    fn item(&self, index: u32) -> Result<Option<Self>, Unreadable> {
        Ok(self.get(index as usize))
    }

    fn field(&self, name: &str) -> Result<Option<Self>, Unreadable> {
        Ok(self.get(name))
    }

    fn each_entry(
        &self,
        visit: &mut dyn FnMut(String, Result<Option<Self>, Unreadable>) -> bool,
    ) -> Result<(), Unreadable> {
        let mut entries = self.as_object().into_iter().flatten();
        entries.all(|(name, value)| visit(name.clone(), Ok(Some(value))));
        Ok(())
    }
}
