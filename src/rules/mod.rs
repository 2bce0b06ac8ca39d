//! The rules for single texts: what a tenant, an id, a currency code must look like.
//!
//! A rule is decided once, here. The walker asks it, the JSON Schema and the messages are written from it.

mod base_url;
mod codes;
mod email;
mod expand;
mod ids;
mod language;
mod sort;
mod token;

pub use base_url::BASE_URL;
pub use codes::{CodeTable, Codes, COUNTRY, COUNTRY_CODES, CURRENCY, CURRENCY_CODES};
pub use email::EMAIL;
pub use expand::EXPAND;
pub use ids::{CUSTOMER_ID, PATH_ID, TENANT};
pub use language::LANGUAGE;
pub use sort::SORT;
pub use token::TOKEN;

/// A rule for one text. The checks run in the order of the fields, and the first that fails is the breach.
#[derive(Debug)]
pub struct Rule {
    /// The rule's name, as messages and `params` use it.
    pub name: &'static str,
    /// The least and the greatest length in Unicode code points, as JSON Schema counts.
    pub length: Option<(u32, u32)>,
    /// The form of the text.
    pub form: Form,
    /// The list that the text must stand in, asked only under [`Codes::Iso`].
    pub codes: Option<&'static CodeTable>,
}

/// The form of a text, with the function that knows it.
#[derive(Debug)]
pub enum Form {
    /// Any text.
    Any,
    /// A regular expression, anchored at both ends, and a function that accepts the same texts.
    Pattern(&'static str, fn(&str) -> bool),
    /// A form with a name of its own, such as `email`; its regular expression, and the function.
    Format(&'static str, &'static str, fn(&str) -> bool),
    /// One of some words, given as a sentence fills them in; their regular expression, and the function.
    Words(&'static str, &'static str, fn(&str) -> bool),
}

/// What a text breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breach {
    /// Fewer code points than the rule's least length.
    MinLength,
    /// More code points than the rule's greatest length.
    MaxLength,
    /// Characters or an order of them that the rule's pattern does not take.
    Pattern,
    /// Not in the rule's list.
    OneOf,
    /// Not of the rule's named form.
    Format,
}

/// A customer's type: an open list. `CUSTOMER` and `CONTACT` are known; empty means `CUSTOMER`.
pub static CUSTOMER_TYPE: Rule = Rule::of("customer type", Form::Any);

impl Rule {
    /// Any text at all.
    pub const ANY: Rule = Rule::of("text", Form::Any);

    const fn of(name: &'static str, form: Form) -> Rule {
        Rule { name, length: None, form, codes: None }
    }

    /// What `text` breaks, or `None` when it is fine.
    ///
    /// ```
    /// use commerce_customers::rules::{Breach, Codes, TENANT};
    /// assert_eq!(TENANT.check("acme", Codes::Iso), None);
    /// assert_eq!(TENANT.check("Bad-Tenant", Codes::Iso), Some(Breach::Pattern));
    /// ```
    pub fn check(&self, text: &str, codes: Codes) -> Option<Breach> {
        if let Some((min, max)) = self.length {
            // One byte of each code point is no continuation byte.
            let count = text.bytes().filter(|byte| byte & 0xc0 != 0x80).count();
            if count < min as usize {
                return Some(Breach::MinLength);
            }
            if count > max as usize {
                return Some(Breach::MaxLength);
            }
        }
        match self.form {
            Form::Pattern(_, accepts) if !accepts(text) => return Some(Breach::Pattern),
            Form::Format(_, _, accepts) if !accepts(text) => return Some(Breach::Format),
            Form::Words(_, _, accepts) if !accepts(text) => return Some(Breach::OneOf),
            _ => {}
        }
        match self.codes {
            Some(table) if codes == Codes::Iso && !table.contains(text) => Some(Breach::OneOf),
            _ => None,
        }
    }

    /// Whether the rule accepts every text, so that there is no need to read one.
    pub fn is_any(&self) -> bool {
        self.length.is_none() && self.codes.is_none() && matches!(self.form, Form::Any)
    }
}
