//! The rules for single texts: what a tenant, an id, a currency code must look like.
//!
//! A rule is decided once, here. The walker asks it, the JSON Schema and the messages are written from it.

mod base_url;
mod codes;
mod date_time;
mod email;
mod expand;
mod header;
mod ids;
mod language;
mod lists;
mod query;
mod sort;
mod token;

pub use base_url::BASE_URL;
pub use codes::{CodeTable, Codes, COUNTRY, COUNTRY_CODES, CURRENCY, CURRENCY_CODES};
pub use date_time::{Instant, DATE_TIME};
pub use email::EMAIL;
pub use expand::EXPAND;
pub use header::{HEADER_NAME, HEADER_VALUE};
pub use ids::{ASSIGNED_ID, CUSTOMER_ID, PATH_ID, TENANT};
pub use language::LANGUAGE;
pub use lists::{FIELD, NOT_EMPTY, TAG};
pub use query::{query_literal, QUERY_FIELD, QUERY_PATTERN, QUERY_TEXT};
pub use sort::SORT;
pub use token::TOKEN;

/// A rule for one text. The checks run in the order of the fields, and the first that fails is the breach.
#[derive(Debug)]
pub struct Rule {
    /// The rule's name, as messages and `params` use it.
    pub name: &'static str,
    /// The least and the greatest length in Unicode code points, as JSON Schema counts; `u32::MAX` is no limit.
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

/// A number in digits. The formatter of the standard library would be a good part of the wasm.
pub(crate) fn digits(mut number: u64) -> String {
    let mut reversed = Vec::new();
    loop {
        // Below 10.
        #[allow(clippy::cast_possible_truncation)]
        reversed.push((number % 10) as u8 | b'0');
        number /= 10;
        if number == 0 {
            return reversed.into_iter().rev().map(char::from).collect();
        }
    }
}

/// The number that a text of digits alone says. `parse` would bring a good part of Unicode along.
pub(crate) fn whole(text: &str) -> Option<u64> {
    let count = |count: u64, byte: u8| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        count.checked_mul(10)?.checked_add(digit.into())
    };
    (!text.is_empty()).then(|| text.bytes().try_fold(0, count)).flatten()
}

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

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_in_digits() {
        for number in [0, 7, 10, 60, 4_294_967_296, u64::MAX] {
            assert_eq!(super::digits(number), number.to_string());
            assert_eq!(super::whole(&number.to_string()), Some(number));
        }
    }
}
