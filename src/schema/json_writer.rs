//! JSON text, written piece by piece. It is what is told to JavaScript at once, instead of an object a property at a time.

use crate::rules::digits;

/// Writes JSON text. Where commas are due it knows itself; that brackets come in pairs is the caller's business.
///
/// ```
/// use commerce_customers::schema::JsonWriter;
/// let mut json = JsonWriter::default();
/// json.open('{');
/// json.key("path").open('[');
/// json.string("addresses");
/// json.number(0);
/// json.close(']');
/// json.key("said").string("\"no\"\n");
/// json.close('}');
/// assert_eq!(json.into_text(), r#"{"path":["addresses",0],"said":"\"no\"\u000a"}"#);
/// ```
#[derive(Debug, Default)]
pub struct JsonWriter {
    text: String,
}

impl JsonWriter {
    /// A writer with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> JsonWriter {
        JsonWriter { text: String::with_capacity(bytes) }
    }

    /// Begins an object or an array.
    pub fn open(&mut self, bracket: char) {
        self.part();
        self.text.push(bracket);
    }

    /// Ends an object or an array.
    pub fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// The name of the value that comes next.
    pub fn key(&mut self, name: &str) -> &mut JsonWriter {
        self.string(name);
        self.text.push(':');
        self
    }

    /// A string.
    pub fn string(&mut self, text: &str) {
        self.part();
        quote(&mut self.text, text);
    }

    /// A whole number.
    pub fn number(&mut self, number: u64) {
        self.raw(&digits(number));
    }

    /// `true` or `false`.
    pub fn flag(&mut self, flag: bool) {
        self.raw(if flag { "true" } else { "false" });
    }

    /// The text.
    pub fn into_text(self) -> String {
        self.text
    }

    /// What is JSON as it is.
    fn raw(&mut self, text: &str) {
        self.part();
        self.text.push_str(text);
    }

    /// A comma, where something stands before in the same object or array.
    fn part(&mut self) {
        if !matches!(self.text.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.text.push(',');
        }
    }
}

/// Adds a text between quotes.
#[inline(never)]
pub(super) fn quote(json: &mut String, text: &str) {
    json.push('"');
    // Copied in one piece up to the next character that has to be escaped: there is hardly ever one.
    let mut rest = text;
    while let Some(place) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
        let (before, after) = rest.split_at_checked(place).unwrap_or_default();
        json.push_str(before);
        let mut after = after.chars();
        let char = after.next().unwrap_or_default();
        if char < ' ' {
            json.push_str(if char < '\x10' { "\\u000" } else { "\\u001" });
            json.push(char::from_digit(u32::from(char) & 15, 16).unwrap_or_default());
        } else {
            json.push('\\');
            json.push(char);
        }
        rest = after.as_str();
    }
    json.push_str(rest);
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_survives() {
        let text: String =
            (0..0x300).chain([0x2028, 0xd7ff, 0xe000, 0xffff, 0x1f600]).filter_map(char::from_u32).collect();
        let mut json = JsonWriter::default();
        json.string(&text);
        assert_eq!(serde_json::from_str::<String>(&json.into_text()).expect("JSON"), text);
    }

    #[test]
    fn commas_stand_where_they_are_due() {
        let mut json = JsonWriter::default();
        json.open('[');
        json.open('{');
        json.key("a:").flag(true);
        json.key("b").open('[');
        json.close(']');
        json.close('}');
        json.open('{');
        json.close('}');
        json.number(u64::MAX);
        json.string("[");
        json.string("x");
        json.close(']');
        assert_eq!(json.into_text(), r#"[{"a:":true,"b":[]},{},18446744073709551615,"[","x"]"#);
    }
}
