//! What a success answers, and what is wrong with it.

use super::operation::Operation;
use crate::rules::Codes;
use crate::schema::{check_part, check_type, Bounds, Issue, Kind, Side, Type, Value};

/// What a success answers.
#[derive(Debug)]
pub enum Answer {
    /// An array, which is a page.
    Page {
        /// The array.
        items: Type,
        /// How many items a page holds when nothing is asked, where that is documented.
        size: Option<u32>,
    },
    /// An object with a part of a listing, this array, under `data`.
    Window(Type),
    /// What is handed on as it is: an object, or an array.
    Whole(Type),
    /// `{ id }`: where the new resource is. Without an id there is nothing to hand on.
    Located(Type),
    /// `{ id }` when it was created, else nothing.
    Upserted(Type),
    /// An array with an entry an item.
    Entries(Type),
    /// 201 when it was created; a body is not read.
    Written,
    /// Nothing; a body is not read.
    Nothing,
    /// It is gone; a body is not read.
    Removed,
}

/// An answer is not even of the kind that is due: no array for a list, no object for one, no id of what was created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongKind;

impl Answer {
    /// Whether it is a part of a listing.
    pub fn is_listing(&self) -> bool {
        matches!(self, Answer::Page { .. } | Answer::Window(_))
    }

    /// What the body must be; `None` when it is not read.
    pub fn body(&self) -> Option<&Type> {
        match self {
            Answer::Page { items: ty, .. }
            | Answer::Window(ty)
            | Answer::Whole(ty)
            | Answer::Located(ty)
            | Answer::Upserted(ty)
            | Answer::Entries(ty) => Some(ty),
            Answer::Written | Answer::Nothing | Answer::Removed => None,
        }
    }
}

impl Operation {
    /// What breaks the schema of an answer's body; none when it is fine, or when a body is not read. In a listing the paths
    /// start at the item's index.
    ///
    /// # Errors
    /// [`WrongKind`] when it is no array where one is due, or no object: there is nothing to hand on.
    pub fn check<V: Value + Clone>(&'static self, answer: V, asked: bool) -> Result<Vec<Issue>, WrongKind> {
        let Some(ty) = self.answer.body() else { return Ok(Vec::new()) };
        let window = matches!(self.answer, Answer::Window(_));
        let listing = if window { answer.at("data") } else { Some(answer.clone()) };
        let due = match ty {
            Type::List(_) => Kind::List,
            _ => Kind::Object,
        };
        let Some(listing) = listing.filter(|listing| listing.kind() == Ok(due)) else { return Err(WrongKind) };
        if matches!(self.answer, Answer::Located(_)) && listing.text_at("id").is_none() {
            return Err(WrongKind);
        }
        if !asked {
            return Ok(Vec::new());
        }
        let mut issues = check_type(listing, ty, Side::Answer, Codes::Shape);
        if window {
            static COUNT: Type = Type::Integer(&Bounds::NONE);
            for name in ["count", "limit", "offset"] {
                if let Some(count) = answer.at(name).filter(|count| count.kind() != Ok(Kind::Null)) {
                    issues.extend(check_part(&count, &COUNT, Some(name), Side::Answer, Codes::Shape));
                }
            }
        }
        Ok(issues)
    }
}
