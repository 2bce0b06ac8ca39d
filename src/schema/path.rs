//! Where in a value something is: `addresses[0].city`.

use crate::rules::digits;
use std::borrow::Cow;
use std::fmt;

/// One step into a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// A field of an object.
    Name(Cow<'static, str>),
    /// An item of an array, from 0.
    Index(u32),
}

/// The way from a value to a part of it. Displays as `addresses[0].city`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path(pub Vec<Segment>);

impl Path {
    /// The name of the field that it ends in, without indexes: `tags` for `tags[2]`.
    pub fn last_name(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|segment| match segment {
            Segment::Name(name) => Some(name.as_ref()),
            Segment::Index(_) => None,
        })
    }

    /// The path of a field of the value itself.
    pub fn of(name: &'static str) -> Path {
        Path(vec![Segment::Name(Cow::Borrowed(name))])
    }

    /// The names and numbers of a path as people write it: `addresses[0].city` or `addresses.0.city`.
    ///
    /// ```
    /// use commerce_customers::schema::Path;
    /// assert_eq!(Path::names("addresses[0].city"), ["addresses", "0", "city"]);
    /// assert_eq!(Path::names(""), [""; 0]);
    /// ```
    pub fn names(text: &str) -> Vec<&str> {
        text.split(['.', '[', ']']).filter(|name| !name.is_empty()).collect()
    }

    /// As `addresses[0].city`, with `*` for names that no table knows: a caller or a service chose them, and they may be
    /// personal data.
    pub fn to_public_text(&self) -> String {
        self.written(|name| match name {
            Cow::Borrowed(known) => known,
            Cow::Owned(_) => "*",
        })
    }

    /// Messages in wasm use this instead of `Display`, which would bring the formatter along.
    fn written<'a>(&'a self, shown: impl Fn(&'a Cow<'static, str>) -> &'a str) -> String {
        let mut text = String::new();
        for segment in &self.0 {
            match segment {
                Segment::Name(name) => {
                    if !text.is_empty() {
                        text.push('.');
                    }
                    text.push_str(shown(name));
                }
                Segment::Index(number) => {
                    text.push('[');
                    text.push_str(&digits((*number).into()));
                    text.push(']');
                }
            }
        }
        text
    }
}

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.written(|name| name))
    }
}
