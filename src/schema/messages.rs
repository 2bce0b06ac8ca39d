//! The sentences for issues. Each says what to do; none repeats the value.

use super::issue::{Conflict, Expected, Fault, Issue};
use crate::rules::{digits, Breach, Rule};

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Locale {
    /// English.
    #[default]
    En,
}

pub(super) fn message(issue: &Issue, locale: Locale) -> String {
    match locale {
        Locale::En => english(issue),
    }
}

fn english(issue: &Issue) -> String {
    match &issue.fault {
        Fault::Type(Expected::Text) => "Enter text.".to_owned(),
        Fault::Type(Expected::Flag) => "Choose yes or no (true or false).".to_owned(),
        Fault::Type(Expected::Integer) => "Enter a whole number.".to_owned(),
        Fault::Type(Expected::Number) => "Enter a plain number, or a moment like 2026-11-22T08:00:00Z.".to_owned(),
        Fault::Type(Expected::Scalar) => "Give a text, a number, true or false.".to_owned(),
        Fault::Type(Expected::Object) => "Give an object with named fields.".to_owned(),
        Fault::Type(Expected::List) => "Give a list.".to_owned(),
        Fault::Type(Expected::Function) => "Give a function.".to_owned(),
        Fault::Required => match issue.path.last_name() {
            Some(name) => ["Enter the ", &in_words(name), "."].concat(),
            None => "Enter a value.".to_owned(),
        },
        Fault::Text(breach, rule) => of_rule(*breach, rule),
        Fault::OneOf(words) => ["Choose one of: ", &words.join(", "), "."].concat(),
        Fault::Minimum(min) => ["Enter ", &limit(*min), " or more."].concat(),
        Fault::Maximum(max) => ["Enter ", &limit(*max), " or less."].concat(),
        Fault::Conflict(Conflict::Before(field)) => ["Enter a moment that is not before ", field, "."].concat(),
        Fault::Conflict(Conflict::Range) => "Give a range of two numbers or two moments, the lesser first.".to_owned(),
        Fault::Conflict(Conflict::Unset) => "This cannot be taken away; give a value, or leave it out.".to_owned(),
        Fault::Conflict(Conflict::Repeated) => {
            "The service answered a page again; sort by a field that is unique.".to_owned()
        }
        Fault::Conflict(Conflict::MergePatch) => {
            "A merge patch cannot change this; leave it out, or send the patch without mergePatch.".to_owned()
        }
        Fault::Conflict(Conflict::Own) => "The client sets this header itself; leave it out.".to_owned(),
        Fault::Conflict(Conflict::Auth) => {
            "Give one way to authorize: token, getToken, clientId with clientSecret, or anonymous.".to_owned()
        }
        Fault::Json => {
            "Give a value that JSON can hold: no cycles, functions, symbols or big integers, at most 128 levels deep."
                .to_owned()
        }
    }
}

fn of_rule(breach: Breach, rule: &Rule) -> String {
    match (rule.name, breach) {
        ("tenant", Breach::Pattern) => {
            "Start the tenant with a lowercase letter and go on with lowercase letters and digits (^[a-z][a-z0-9]+$)."
        }
        ("tenant", _) => "Enter a tenant of 3 to 16 characters.",
        ("customer id", Breach::MinLength | Breach::MaxLength) => "Enter a customer id of 1 to 66 characters.",
        ("customer id", _) => "Use only letters, digits, hyphens and underscores in the customer id, like C-1042.",
        ("path id", _) => {
            "Enter an id that is not empty, is not \".\" or \"..\", holds no slash, backslash or control character, and for an assignment is not \"bulk\"."
        }
        ("currency", Breach::OneOf) => "Enter a currency code that is in use, like EUR or USD.",
        ("currency", _) => "Enter a currency code of three capital letters, like EUR.",
        ("country", Breach::OneOf) => "Enter the code of a country, like DE for Germany.",
        ("country", _) => "Enter a country code of two capital letters, like DE.",
        ("language", _) => "Enter a language with its region, like de_DE or en_US.",
        ("email", _) => "Enter an e-mail address like name@example.com.",
        ("sort", _) => "Enter field names with an optional :asc or :desc, joined by commas, like lastName:asc.",
        ("expand", _) => "Choose addresses, accounts, mixin:* or mixin:<name>.",
        ("date-time", _) => "Enter a date and time with its offset, like 2026-11-22T08:00:00Z.",
        ("field" | "tag", _) => "Enter a name that is not empty and holds no comma and no line break.",
        ("id", _) => "Enter an id.",
        ("query field", _) => "Enter a field of names joined by dots, like mixins.loyalty.tier.",
        ("query text", _) => "Enter text without double quotes, backslashes and control characters.",
        ("query pattern", _) => "Enter a pattern without double quotes and backslashes, its parentheses in pairs.",
        ("base url", _) => "Enter an https address, or http on this machine, without user, password, query or fragment, like https://api.emporix.io.",
        ("header name", _) => "Give the header a name of letters, digits and hyphens, like X-Trace-Id.",
        ("header value", _) => "Give the header a value of letters, digits and signs in ASCII, without line breaks.",
        ("token", _) => "Enter the token itself, without line breaks or spaces around it, of letters, digits and signs in ASCII.",
        (_, Breach::MinLength) => "Enter more characters.",
        (_, Breach::MaxLength) => "Enter fewer characters.",
        _ => "Enter text of the form that is asked for.",
    }
    .to_owned()
}

/// A limit in digits; there is none below zero.
pub(super) fn limit(limit: i32) -> String {
    digits(u64::from(limit.unsigned_abs()))
}

/// `contactName` as `contact name`.
fn in_words(name: &str) -> String {
    let mut words = String::with_capacity(name.len().saturating_add(4));
    for char in name.chars() {
        if char.is_ascii_uppercase() {
            words.push(' ');
        }
        words.push(char.to_ascii_lowercase());
    }
    words
}
