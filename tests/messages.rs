//! The sentences for issues: each says what to do, in English and in German.
#![cfg(feature = "records")]

use commerce_customers::model::{AddressCreate, CustomerCreate};
use commerce_customers::rules::{self, Breach, Form, Rule};
use commerce_customers::schema::{check, Codes, Conflict, Expected, Fault, Issue, Locale, Path};
use serde_json::json;

static RULES: &[&Rule] = &[
    &rules::TENANT,
    &rules::CUSTOMER_ID,
    &rules::PATH_ID,
    &rules::ASSIGNED_ID,
    &rules::CURRENCY,
    &rules::COUNTRY,
    &rules::LANGUAGE,
    &rules::EMAIL,
    &rules::SORT,
    &rules::EXPAND,
    &rules::DATE_TIME,
    &rules::FIELD,
    &rules::TAG,
    &rules::NOT_EMPTY,
    &rules::QUERY_FIELD,
    &rules::QUERY_TEXT,
    &rules::QUERY_PATTERN,
    &rules::BASE_URL,
    &rules::HEADER_NAME,
    &rules::HEADER_VALUE,
    &rules::TOKEN,
];

/// How a text can break a rule.
fn breaches(rule: &Rule) -> Vec<Breach> {
    let mut breaches = Vec::new();
    if let Some((_, most)) = rule.length {
        breaches.push(Breach::MinLength);
        breaches.extend((most < u32::MAX).then_some(Breach::MaxLength));
    }
    breaches.extend(match rule.form {
        Form::Any => None,
        Form::Pattern(..) => Some(Breach::Pattern),
        Form::Format(..) => Some(Breach::Format),
        Form::Words(..) => Some(Breach::OneOf),
    });
    breaches.extend(rule.codes.map(|_| Breach::OneOf));
    breaches
}

fn faults() -> Vec<Fault> {
    use Expected::{Flag, Function, Integer, List, Number, Object, Scalar, Text};
    let types = [Text, Flag, Integer, Number, Scalar, Object, List, Function].map(Fault::Type);
    let conflicts = [
        Conflict::Before("createdAtFrom"),
        Conflict::Range,
        Conflict::Unset,
        Conflict::MergePatch,
        Conflict::Repeated,
        Conflict::Own,
        Conflict::Auth,
    ];
    let texts = RULES.iter().flat_map(|rule| breaches(rule).into_iter().map(|breach| Fault::Text(breach, rule)));
    let others =
        [Fault::Required, Fault::OneOf(&["USER", "ADMIN"]), Fault::Minimum(1), Fault::Maximum(500), Fault::Json];
    types.into_iter().chain(conflicts.map(Fault::Conflict)).chain(texts).chain(others).collect()
}

/// Whether only whoever writes the program can mend it.
fn is_for_developers(fault: &Fault) -> bool {
    match fault {
        Fault::Type(expected) => *expected == Expected::Function,
        Fault::Text(_, rule) => ["base url", "header name", "header value", "token"].contains(&rule.name),
        Fault::Conflict(conflict) => !matches!(conflict, Conflict::Before(_) | Conflict::Range | Conflict::Unset),
        _ => false,
    }
}

fn messages(path: Path, fault: &Fault) -> [String; 2] {
    let issue = Issue::new(path, *fault);
    [issue.message(Locale::En), issue.message(Locale::De)]
}

#[test]
fn every_issue_is_told_in_both_languages() {
    for fault in faults() {
        for path in [Path::default(), Path::of("lastName")] {
            let [english, german] = messages(path, &fault);
            for (message, first) in [
                (&english, ["Enter ", "Give ", "Choose ", "Use ", "Start "].as_slice()),
                (
                    &german,
                    if english == german {
                        &["Give ", "Enter "]
                    } else {
                        &["Geben ", "Übergeben ", "Wählen ", "Verwenden ", "Beginnen "]
                    },
                ),
            ] {
                let says_what_to_do = first.iter().any(|verb| message.starts_with(verb))
                    || matches!(fault, Fault::Conflict(_)) && message.contains("; ")
                    || matches!(fault, Fault::Conflict(Conflict::MergePatch));
                assert!(says_what_to_do && message.ends_with('.'), "{fault:?}: {message}");
                let lower = message.to_lowercase();
                for word in ["{}", "invalid", "please", "ungültig", "bitte", "form that is asked", "verlangten form"] {
                    assert!(!lower.contains(word), "{fault:?}: {message}");
                }
            }
            assert_eq!(english == german, is_for_developers(&fault), "{fault:?}");
        }
    }
}

/// What a caller reads in `params`, a person reads in the message.
#[test]
fn limits_and_names_stand_in_the_sentence() {
    static TEN: Rule = Rule { length: Some((2, 10)), ..Rule::ANY };
    for (fault, [english, german]) in [
        (Fault::Minimum(1), ["Enter 1 or more.", "Geben Sie mindestens 1 ein."]),
        (Fault::Maximum(500), ["Enter 500 or less.", "Geben Sie höchstens 500 ein."]),
        (Fault::OneOf(&["B2B", "B2C"]), ["Choose one of: B2B, B2C.", "Wählen Sie einen dieser Werte: B2B, B2C."]),
        (Fault::Text(Breach::MinLength, &TEN), ["Enter 2 or more characters.", "Geben Sie mindestens 2 Zeichen ein."]),
        (
            Fault::Text(Breach::MaxLength, &TEN),
            ["Enter 10 or fewer characters.", "Geben Sie höchstens 10 Zeichen ein."],
        ),
        (
            Fault::Conflict(Conflict::Before("createdAtFrom")),
            [
                "Enter a moment that is not before createdAtFrom.",
                "Geben Sie einen Zeitpunkt ein, der nicht vor createdAtFrom liegt.",
            ],
        ),
        (Fault::Required, ["Enter the last name.", "Geben Sie einen Wert für last name an."]),
    ] {
        assert_eq!(messages(Path::of("lastName"), &fault), [english, german]);
    }
    assert_eq!(
        messages(Path::of("contactName"), &Fault::Required),
        ["Enter the contact name.", "Geben Sie den Namen der Kontaktperson ein."]
    );
}

#[test]
fn no_message_holds_what_was_typed() {
    let typed = "Geheim-hidden";
    let customer = json!({ "id": format!("{typed} {typed}"), "contactEmail": typed, "preferredCurrency": typed, "preferredLanguage": typed, "restriction": [typed] });
    let address = json!({ "country": typed, "tags": typed, "metadata": typed });
    let mut issues = check(&customer, CustomerCreate::RECORD, Codes::Iso);
    issues.extend(check(&address, AddressCreate::RECORD, Codes::Iso));
    assert_eq!(issues.len(), 9);
    for issue in issues {
        for locale in [Locale::En, Locale::De] {
            let message = issue.message(locale);
            assert!(!message.contains("Geheim") && !message.contains("hidden"), "{message}");
        }
    }
}

#[test]
fn languages_have_names() {
    assert_eq!(Locale::NAMES.iter().filter_map(|name| Locale::named(name)).count(), Locale::NAMES.len());
    for name in ["", "EN", "de_DE", "fr"] {
        assert_eq!(Locale::named(name), None, "{name}");
    }
    assert_eq!(Locale::default(), Locale::En);
}
