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
    /// German, which addresses the reader as "Sie".
    De,
}

impl Locale {
    /// The names of all.
    pub const NAMES: &'static [&'static str] = &["en", "de"];

    /// The language of a name.
    ///
    /// ```
    /// use commerce_customers::schema::Locale;
    /// assert_eq!(Locale::named("de"), Some(Locale::De));
    /// assert_eq!(Locale::named("de_DE"), None);
    /// ```
    pub fn named(name: &str) -> Option<Locale> {
        match name {
            "en" => Some(Locale::En),
            "de" => Some(Locale::De),
            _ => None,
        }
    }
}

/// A sentence in English and in German. `{}` stands for what the issue adds to it.
type Sentence = [&'static str; 2];

/// What a shopper has no hand in is told in English alone.
const fn for_developers(sentence: &'static str) -> Sentence {
    [sentence, sentence]
}

pub(super) fn message(issue: &Issue, locale: Locale) -> String {
    let [english, german] = sentence(issue);
    let sentence = match locale {
        Locale::En => english,
        Locale::De => german,
    };
    match sentence.split_once("{}") {
        Some((before, after)) => [before, &addition(issue), after].concat(),
        None => sentence.to_owned(),
    }
}

fn sentence(issue: &Issue) -> Sentence {
    match &issue.fault {
        Fault::Type(expected) => of_type(*expected),
        Fault::Required => match issue.path.last_name() {
            Some("contactName") => ["Enter the contact name.", "Geben Sie den Namen der Kontaktperson ein."],
            Some("customerId") => ["Enter the customer id.", "Geben Sie die Kunden-ID ein."],
            Some(_) => ["Enter the {}.", "Geben Sie einen Wert für {} an."],
            None => ["Enter a value.", "Geben Sie einen Wert ein."],
        },
        Fault::Text(breach, rule) => of_rule(*breach, rule),
        Fault::OneOf(_) => ["Choose one of: {}.", "Wählen Sie einen dieser Werte: {}."],
        Fault::Minimum(_) => ["Enter {} or more.", "Geben Sie mindestens {} ein."],
        Fault::Maximum(_) => ["Enter {} or less.", "Geben Sie höchstens {} ein."],
        Fault::Conflict(conflict) => of_conflict(*conflict),
        Fault::Json => [
            "Give what JSON can hold, at most 128 levels deep: no cycles, functions, symbols or big integers; as a text, at most 16 MB of JSON with each name once.",
            "Übergeben Sie, was JSON darstellen kann, höchstens 128 Ebenen tief: ohne Zyklen, Funktionen, Symbole und BigInts; als Text höchstens 16 MB JSON, in dem jeder Name einmal steht.",
        ],
    }
}

fn of_type(expected: Expected) -> Sentence {
    match expected {
        Expected::Text => ["Enter text.", "Geben Sie einen Text ein."],
        Expected::Flag => ["Choose yes or no (true or false).", "Wählen Sie Ja oder Nein (true oder false)."],
        Expected::Integer => ["Enter a whole number.", "Geben Sie eine ganze Zahl ein."],
        Expected::Number => [
            "Enter a plain number, or a moment like 2026-11-22T08:00:00Z.",
            "Geben Sie eine einfache Zahl ein oder einen Zeitpunkt wie 2026-11-22T08:00:00Z.",
        ],
        Expected::Scalar => {
            ["Give a text, a number, true or false.", "Übergeben Sie einen Text, eine Zahl, true oder false."]
        }
        Expected::Object => ["Give an object with named fields.", "Übergeben Sie ein Objekt mit benannten Feldern."],
        Expected::List => ["Give a list.", "Übergeben Sie eine Liste."],
        Expected::Function => for_developers("Give a function."),
    }
}

fn of_conflict(conflict: Conflict) -> Sentence {
    match conflict {
        Conflict::Before(_) => {
            ["Enter a moment that is not before {}.", "Geben Sie einen Zeitpunkt ein, der nicht vor {} liegt."]
        }
        Conflict::Range => [
            "Give a range of two numbers or two moments, the lesser first.",
            "Übergeben Sie einen Bereich aus zwei Zahlen oder zwei Zeitpunkten, den kleineren Wert zuerst.",
        ],
        Conflict::Unset => [
            "This cannot be taken away; give a value, or leave it out.",
            "Diese Angabe lässt sich nicht entfernen; geben Sie einen Wert ein, oder lassen Sie das Feld weg.",
        ],
        Conflict::Repeated => for_developers("The service answered a page again; sort by a field that is unique."),
        Conflict::MergePatch => {
            for_developers("A merge patch cannot change this; leave it out, or send the patch without mergePatch.")
        }
        Conflict::Own => for_developers("The client sets this header itself; leave it out."),
        Conflict::Auth => {
            for_developers("Give one way to authorize: token, getToken, clientId with clientSecret, or anonymous.")
        }
    }
}

fn of_rule(breach: Breach, rule: &Rule) -> Sentence {
    match (rule.name, breach) {
        ("tenant", Breach::Pattern) => [
            "Start the tenant with a lowercase letter and go on with lowercase letters and digits (^[a-z][a-z0-9]+$).",
            "Beginnen Sie den Tenant mit einem Kleinbuchstaben, gefolgt von Kleinbuchstaben und Ziffern (^[a-z][a-z0-9]+$).",
        ],
        ("tenant", _) => ["Enter a tenant of 3 to 16 characters.", "Geben Sie einen Tenant mit 3 bis 16 Zeichen ein."],
        ("customer id", Breach::MinLength | Breach::MaxLength) => [
            "Enter a customer id of 1 to 66 characters.",
            "Geben Sie eine Kunden-ID mit 1 bis 66 Zeichen ein.",
        ],
        ("customer id", _) => [
            "Use only letters, digits, hyphens and underscores in the customer id, like C-1042.",
            "Verwenden Sie in der Kunden-ID nur Buchstaben ohne Umlaute, Ziffern, Bindestriche und Unterstriche, zum Beispiel C-1042.",
        ],
        ("path id", _) => [
            "Enter an id that is not empty, is not \".\" or \"..\", holds no slash, backslash or control character, and for an assignment is not \"bulk\".",
            "Geben Sie eine ID ein, die nicht leer ist, nicht \".\" oder \"..\" lautet, keinen Schrägstrich, Backslash und kein Steuerzeichen enthält und bei einer Zuordnung nicht \"bulk\" lautet.",
        ],
        ("currency", Breach::OneOf) => [
            "Enter a currency code that is in use, like EUR or USD.",
            "Geben Sie einen Währungscode ein, der in Gebrauch ist, zum Beispiel EUR oder CHF.",
        ],
        ("currency", _) => [
            "Enter a currency code of three capital letters, like EUR.",
            "Geben Sie einen Währungscode aus drei Großbuchstaben ein, zum Beispiel EUR.",
        ],
        ("country", Breach::OneOf) => [
            "Enter the code of a country, like DE for Germany.",
            "Geben Sie den Code eines Landes ein, zum Beispiel DE für Deutschland.",
        ],
        ("country", _) => [
            "Enter a country code of two capital letters, like DE.",
            "Geben Sie einen Ländercode aus zwei Großbuchstaben ein, zum Beispiel DE.",
        ],
        ("language", _) => [
            "Enter a language with its region, like de_DE or en_US.",
            "Geben Sie eine Sprache mit ihrer Region ein, zum Beispiel de_DE oder en_US.",
        ],
        ("email", _) => [
            "Enter an e-mail address like name@example.com.",
            "Geben Sie eine E-Mail-Adresse wie name@example.com ein.",
        ],
        ("sort", _) => [
            "Enter field names with an optional :asc or :desc, joined by commas, like lastName:asc.",
            "Geben Sie durch Kommas getrennte Feldnamen ein, auf Wunsch mit :asc oder :desc, zum Beispiel lastName:asc.",
        ],
        ("expand", _) => [
            "Choose addresses, accounts, mixin:* or mixin:<name>.",
            "Wählen Sie addresses, accounts, mixin:* oder mixin:<name>.",
        ],
        ("date-time", _) => [
            "Enter a date and time with its offset, like 2026-11-22T08:00:00Z.",
            "Geben Sie Datum und Uhrzeit mit Zeitzone ein, zum Beispiel 2026-11-22T08:00:00Z.",
        ],
        ("field" | "tag", _) => [
            "Enter a name that is not empty and holds no comma and no line break.",
            "Geben Sie einen Namen ein, der nicht leer ist und kein Komma und keinen Zeilenumbruch enthält.",
        ],
        ("id", _) => ["Enter an id.", "Geben Sie eine ID ein."],
        ("query field", _) => [
            "Enter a field of names joined by dots, like mixins.loyalty.tier.",
            "Geben Sie ein Feld aus Namen ein, die durch Punkte verbunden sind, zum Beispiel mixins.loyalty.tier.",
        ],
        ("query text", _) => [
            "Enter text without double quotes, backslashes and control characters.",
            "Geben Sie einen Text ohne doppelte Anführungszeichen, Backslashes und Steuerzeichen ein.",
        ],
        ("query pattern", _) => [
            "Enter a pattern without double quotes and backslashes, its parentheses in pairs.",
            "Geben Sie ein Muster ohne doppelte Anführungszeichen und Backslashes ein, dessen Klammern paarweise stehen.",
        ],
        ("base url", _) => for_developers(
            "Enter an https address, or http on this machine, without user, password, query or fragment, like https://api.emporix.io.",
        ),
        ("header name", _) => for_developers(
            "Give the header a name of letters, digits and hyphens, like X-Trace-Id.",
        ),
        ("header value", _) => for_developers(
            "Give the header a value of letters, digits and signs in ASCII, without line breaks.",
        ),
        ("token", _) => for_developers(
            "Enter the token itself, without line breaks or spaces around it, of letters, digits and signs in ASCII.",
        ),
        (_, Breach::MinLength) => ["Enter {} or more characters.", "Geben Sie mindestens {} Zeichen ein."],
        (_, Breach::MaxLength) => ["Enter {} or fewer characters.", "Geben Sie höchstens {} Zeichen ein."],
        _ => ["Enter text of the form that is asked for.", "Geben Sie den Text in der verlangten Form ein."],
    }
}

/// What stands in place of `{}`.
fn addition(issue: &Issue) -> String {
    match &issue.fault {
        Fault::OneOf(words) => words.join(", "),
        Fault::Minimum(number) | Fault::Maximum(number) => limit(*number),
        Fault::Conflict(Conflict::Before(field)) => (*field).to_owned(),
        Fault::Text(breach, Rule { length: Some((least, most)), .. }) => {
            digits(u64::from(if *breach == Breach::MinLength { *least } else { *most }))
        }
        _ => in_words(issue.path.last_name().unwrap_or_default()),
    }
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
