//! JSON text as a value: judged where it stands, without building anything from it.
//!
//! One pass over the text writes a tape of small entries (`scan`), and a value is a handle on one of them (`part`). What
//! JSON allows and objects cannot hold, a key that stands there twice, is found on the way (`repeats`).

mod letters;
mod number;
mod part;
mod repeats;
mod scan;
mod tape;

pub use part::JsonPart;

use super::check::{check, check_type};
use super::issue::{Fault, Issue};
use super::path::Path;
use super::types::{Record, Side, Type};
use crate::rules::Codes;
use std::fmt;
use tape::{Entry, Tape};

/// How many bytes of JSON text are read: 16 MB. The tape takes eight bytes a value, so this is what bounds the memory.
pub const MAX_TEXT: usize = 16 * 1024 * 1024;

/// A JSON text that was read and can be judged.
///
/// It takes what JavaScript's `JSON.parse` takes, but for texts over [`MAX_TEXT`] bytes and for arrays and objects nested
/// deeper than [`MAX_DEPTH`](super::MAX_DEPTH). An escape that is half of a surrogate pair is read as U+FFFD, in keys too.
/// Of a key that stands twice in an object the last value counts, and [`JsonText::check`] reports the key.
///
/// ```
/// use commerce_customers::schema::{JsonText, Value};
///
/// let json = JsonText::read(r#"{ "firstName": "Ada", "tags": ["home", 7] }"#).unwrap();
/// assert_eq!(json.root().text_at("firstName").as_deref(), Some("Ada"));
/// assert_eq!(json.root().at("tags").unwrap().length(), Ok(2));
///
/// let issues = JsonText::read("{ 'firstName': 'Ada' }").unwrap_err();
/// assert_eq!(issues.len(), 1);
/// assert_eq!((issues[0].path.to_string().as_str(), issues[0].code().as_str()), ("", "json"));
/// ```
pub struct JsonText<'a> {
    text: &'a str,
    tape: Tape,
    root: Entry,
}

impl<'a> JsonText<'a> {
    /// Reads a text.
    ///
    /// # Errors
    /// One `json` issue of the whole: the text is not JSON, too long or too deep. There is no place in it, since a path
    /// says where in a value something is, and there is none.
    ///
    /// ```
    /// use commerce_customers::schema::JsonText;
    /// assert!(JsonText::read(" [1, 2.5e3, null] ").is_ok());
    /// assert!(JsonText::read("[1, 2,]").is_err());
    /// ```
    pub fn read(text: &'a str) -> Result<JsonText<'a>, Vec<Issue>> {
        let read = if text.len() > MAX_TEXT { None } else { scan::scan(text) };
        let (tape, root) = read.ok_or_else(Self::refused)?;
        Ok(JsonText { text, tape, root })
    }

    /// Reads bytes: UTF-8, with or without a byte order mark.
    ///
    /// # Errors
    /// One `json` issue of the whole, as [`JsonText::read`] has it; also for bytes that are not UTF-8.
    ///
    /// ```
    /// use commerce_customers::schema::JsonText;
    /// assert!(JsonText::of_bytes(b"\xef\xbb\xbf{}").is_ok());
    /// assert!(JsonText::of_bytes(b"\"\xff\"").is_err());
    /// ```
    pub fn of_bytes(bytes: &'a [u8]) -> Result<JsonText<'a>, Vec<Issue>> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        // Asked here as well: validating a text that is too long would take as long as it is.
        let text = if bytes.len() > MAX_TEXT { None } else { std::str::from_utf8(bytes).ok() };
        JsonText::read(text.ok_or_else(Self::refused)?)
    }

    /// The issue of what is no text of JSON.
    #[cold]
    pub(crate) fn refused() -> Vec<Issue> {
        vec![Issue::new(Path::default(), Fault::Json)]
    }

    /// The value that the text is of.
    ///
    /// ```
    /// use commerce_customers::schema::{JsonText, Kind, Value};
    /// assert_eq!(JsonText::read("[]").unwrap().root().kind(), Ok(Kind::List));
    /// ```
    pub fn root(&self) -> JsonPart<'_> {
        JsonPart::new(self, self.root)
    }

    /// Every issue of the value, judged as `record`, and then a `json` issue for each key that stands twice in its object.
    /// At most [`MAX_ISSUES`](super::MAX_ISSUES) in all.
    ///
    /// ```
    /// use commerce_customers::model::AddressCreate;
    /// use commerce_customers::schema::{Codes, JsonText};
    ///
    /// let json = JsonText::read(r#"{ "contactName": "Ada", "city": "Bonn", "country": "D", "city": "Köln" }"#).unwrap();
    /// let issues = json.check(AddressCreate::RECORD, Codes::Iso);
    /// let paths: Vec<_> = issues.iter().map(|issue| (issue.path.to_string(), issue.code().as_str())).collect();
    /// assert_eq!(paths, [("country".to_owned(), "min_length"), ("city".to_owned(), "json")]);
    /// ```
    pub fn check(&self, record: &'static Record, codes: Codes) -> Vec<Issue> {
        let mut issues = check(self.root(), record, codes);
        repeats::report(self, &mut issues);
        issues
    }

    /// The same, judged as `ty` on one side.
    ///
    /// ```
    /// use commerce_customers::schema::{Codes, JsonText, Side, Type};
    /// static FLAGS: Type = Type::List(&Type::Flag);
    /// let json = JsonText::read("[true, 0]").unwrap();
    /// let issues = json.check_type(&FLAGS, Side::Input, Codes::Iso);
    /// assert_eq!(issues[0].path.to_string(), "[1]");
    /// ```
    pub fn check_type(&self, ty: &'static Type, side: Side, codes: Codes) -> Vec<Issue> {
        let mut issues = check_type(self.root(), ty, side, codes);
        repeats::report(self, &mut issues);
        issues
    }
}

/// Shows how large the text is and nothing of it: it may hold passwords and personal data.
impl fmt::Debug for JsonText<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("JsonText").field("bytes", &self.text.len()).finish_non_exhaustive()
    }
}

/// Every issue of a JSON text, judged as `record`; none when it is fine: the one of reading it, or else those of
/// [`JsonText::check`]. For bytes, or for another type than a record, see [`JsonText`].
///
/// ```
/// use commerce_customers::model::AddressCreate;
/// use commerce_customers::schema::{check_json, Code, Codes};
///
/// assert!(check_json(r#"{ "contactName": "Ada" }"#, AddressCreate::RECORD, Codes::Iso).is_empty());
/// assert_eq!(check_json(r#"{ "contactName": }"#, AddressCreate::RECORD, Codes::Iso)[0].code(), Code::Json);
/// ```
pub fn check_json(text: &str, record: &'static Record, codes: Codes) -> Vec<Issue> {
    match JsonText::read(text) {
        Ok(json) => json.check(record, codes),
        Err(issues) => issues,
    }
}
