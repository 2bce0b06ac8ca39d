//! The walker over `serde_json` values: every issue with its path, and what is asked of whom.
#![cfg(feature = "records")]

use commerce_customers::model::*;
use commerce_customers::schema::{
    self, check, Code, Codes, Issue, Kind, Locale, Param, Record, Side, Type, Unreadable,
};
use serde_json::{json, Value};
use std::cell::Cell;

fn found(value: &Value, record: &'static Record) -> Vec<(String, &'static str)> {
    check(value, record, Codes::Iso).iter().map(|issue| (issue.path.to_string(), issue.code().as_str())).collect()
}

fn pairs(due: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    due.iter().map(|(path, code)| ((*path).to_owned(), *code)).collect()
}

#[test]
fn a_whole_customer_is_fine() {
    let customer = json!({
        "id": "C-1042", "contactEmail": "ada@example.com", "password": "long enough", "title": "MRS",
        "firstName": "Ada", "middleName": "King", "lastName": "Lovelace", "contactPhone": "+44 20 1",
        "company": "Engines", "preferredLanguage": "en_GB", "preferredCurrency": "GBP", "preferredSite": "main",
        "type": "SOMETHING_NEW", "photoUrl": "https://example.com/ada.png",
        "b2b": { "companyRegistrationId": "HRB 1", "more": 1 }, "restriction": null,
        "metadata": { "mixins": { "loyalty": "https://example.com/loyalty.json" } },
        "mixins": { "loyalty": { "points": [1, { "deep": null }] } }, "somethingNew": { "kept": true }
    });
    assert_eq!(found(&customer, CustomerCreate::RECORD), pairs(&[]));
    assert_eq!(found(&json!({}), CustomerCreate::RECORD), pairs(&[]));
}

#[test]
fn every_wrong_field_is_reported_in_the_tables_order() {
    let customer = json!({
        "restriction": 5, "id": "no spaces", "contactEmail": "ada", "firstName": null, "preferredLanguage": "de",
        "preferredCurrency": "ABC", "b2b": { "companyRegistrationId": 7 }, "metadata": [],
        "mixins": { "loyalty": "text", "fine": {} }, "type": true
    });
    assert_eq!(
        found(&customer, CustomerCreate::RECORD),
        pairs(&[
            ("id", "pattern"),
            ("contactEmail", "format"),
            ("preferredLanguage", "pattern"),
            ("b2b.companyRegistrationId", "type"),
            ("restriction", "type"),
            ("metadata", "type"),
            ("firstName", "type"),
            ("preferredCurrency", "one_of"),
            ("type", "type"),
            ("mixins.loyalty", "type"),
        ])
    );
}

#[test]
fn a_customer_of_another_kind_is_one_issue() {
    for value in [json!(null), json!([]), json!("x"), json!(1), json!(true)] {
        assert_eq!(found(&value, CustomerCreate::RECORD), pairs(&[("", "type")]), "{value}");
    }
}

#[test]
fn an_address_needs_a_contact_name() {
    assert_eq!(found(&json!({ "city": "Bonn" }), AddressCreate::RECORD), pairs(&[("contactName", "required")]));
    assert_eq!(found(&json!({ "contactName": null }), AddressCreate::RECORD), pairs(&[("contactName", "type")]));
    assert_eq!(found(&json!({ "contactName": "" }), AddressCreate::RECORD), pairs(&[]));
    let address = json!({ "contactName": "A", "country": "XX", "isDefault": "yes", "tags": "home", "metadata": { "version": -1 } });
    assert_eq!(
        found(&address, AddressCreate::RECORD),
        pairs(&[("metadata.version", "minimum"), ("country", "one_of"), ("isDefault", "type"), ("tags", "type")])
    );
}

#[test]
fn whole_numbers_are_numbers() {
    for (version, code) in [
        (json!(0), None),
        (json!(3.0), None),
        (json!(-1), Some("minimum")),
        (json!(1.5), Some("type")),
        (json!("2"), Some("type")),
        (json!(true), Some("type")),
    ] {
        let found = found(&json!({ "contactName": "A", "metadata": { "version": version } }), AddressCreate::RECORD);
        assert_eq!(found.first().map(|(_, code)| *code), code, "{version}");
    }
}

#[test]
fn of_an_answer_only_types_and_the_form_of_codes_are_asked() {
    let fine = json!({
        "id": "any thing", "contactEmail": "[email protected]", "preferredLanguage": "de", "preferredCurrency": "ABC",
        "businessModel": null, "b2b": { "companyRegistrationId": null, "legalEntities": null }, "restriction": null,
        "addresses": [{ "country": "ZZ", "tags": null, "metadata": { "version": -3, "mixins": { "a": null } } }],
        "metadata": null, "mixins": { "a": null }, "unknown": [[]]
    });
    assert_eq!(found(&fine, Customer::RECORD), pairs(&[]));
    let broken = json!({
        "id": 7, "preferredCurrency": "eur", "businessModel": "B2X", "active": "yes",
        "addresses": [{}, { "country": "DEU", "tags": [1] }, 5], "metadata": { "version": "1" }
    });
    assert_eq!(
        found(&broken, Customer::RECORD),
        pairs(&[
            ("id", "type"),
            ("active", "type"),
            ("businessModel", "one_of"),
            ("addresses[1].country", "max_length"),
            ("addresses[1].tags[0]", "type"),
            ("addresses[2]", "type"),
            ("metadata.version", "type"),
            ("preferredCurrency", "pattern"),
        ])
    );
}

#[test]
fn codes_by_their_letters_only() {
    let customer = json!({ "preferredCurrency": "ABC" });
    assert_eq!(check(&customer, CustomerCreate::RECORD, Codes::Shape).len(), 0);
    assert_eq!(check(&customer, CustomerCreate::RECORD, Codes::Iso).len(), 1);
}

#[test]
fn lengths_count_code_points() {
    let currency = |text: &str| found(&json!({ "preferredCurrency": text }), CustomerCreate::RECORD);
    assert_eq!(currency("€€€"), pairs(&[("preferredCurrency", "pattern")]));
    assert_eq!(currency("😀😀"), pairs(&[("preferredCurrency", "min_length")]));
}

#[test]
fn only_the_letters_of_codes_are_asked_of_a_service() {
    fn rules(ty: &Type, found: &mut Vec<&'static str>) {
        match ty {
            Type::Text(rule) if !rule.is_any() => found.push(rule.name),
            Type::List(inner) | Type::Map(inner) | Type::OneOrList(inner) => rules(inner, found),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for record in RECORDS.iter().filter(|record| record.side == Side::Answer) {
        record.fields.iter().for_each(|field| rules(&field.ty, &mut found));
    }
    found.sort_unstable();
    found.dedup();
    assert_eq!(found, ["country", "currency"]);
}

/// An object that holds itself twice, as JavaScript's can.
#[derive(Clone)]
struct Endless<'a>(&'a Cell<u32>);

impl schema::Value for Endless<'_> {
    fn kind(&self) -> Result<Kind, Unreadable> {
        Ok(Kind::Object)
    }
    fn flag(&self) -> Option<bool> {
        None
    }
    fn number(&self) -> Option<f64> {
        None
    }
    fn number_text(&self) -> Option<String> {
        None
    }

    fn text<R>(&self, _: impl FnOnce(&str) -> R) -> Option<R> {
        None
    }
    fn length(&self) -> Result<u32, Unreadable> {
        Ok(0)
    }
    fn item(&self, _: u32) -> Result<Option<Self>, Unreadable> {
        Ok(None)
    }
    fn field(&self, name: &str) -> Result<Option<Self>, Unreadable> {
        self.0.set(self.0.get() + 1);
        assert!(self.0.get() < 10_000, "the walk does not end");
        Ok(["one", "two", "mixins"].contains(&name).then(|| self.clone()))
    }
    fn each_entry(
        &self,
        visit: &mut dyn FnMut(String, Result<Option<Self>, Unreadable>) -> bool,
    ) -> Result<(), Unreadable> {
        let _ = ["one", "two"].iter().all(|name| visit((*name).to_owned(), self.field(name)));
        Ok(())
    }
}

#[test]
fn nesting_has_an_end() {
    // Two branches a level: were the walk not stopped for good, 2^128 values would be looked at.
    let reads = Cell::new(0);
    let issues = check(Endless(&reads), CustomerCreate::RECORD, Codes::Iso);
    assert_eq!(issues.iter().filter(|issue| issue.code() == Code::Json).count(), 1);

    let deep = |levels: u32| (0..levels).fold(json!(1), |inner, _| json!({ "a": inner }));
    let codes =
        |value: Value| -> Vec<_> { found(&value, CustomerCreate::RECORD).iter().map(|(_, code)| *code).collect() };
    assert_eq!(codes(json!({ "mixins": { "m": deep(126) } })), Vec::<&str>::new());
    assert_eq!(codes(json!({ "mixins": { "m": deep(127) } })), ["json"]);
}

#[test]
fn a_value_of_countless_faults_is_not_walked_to_its_end() {
    let value = json!({ "contactName": "A", "tags": vec![1; 50_000], "mixins": 7 });
    assert_eq!(found(&value, AddressCreate::RECORD).len(), schema::MAX_ISSUES);
}

fn issue(value: &Value, record: &'static Record) -> Issue {
    check(value, record, Codes::Iso).into_iter().next().expect("an issue")
}

#[test]
fn params_hold_the_limits_and_never_the_value() {
    let params = |value: &Value| issue(value, CustomerCreate::RECORD).params();
    let number = Param::Number;
    let text = |text: &str| Param::Text(text.to_owned().into());
    assert_eq!(params(&json!({ "id": "" })), [("rule", text("customer id")), ("min", number(1)), ("max", number(66))]);
    assert_eq!(params(&json!({ "id": "ä" })), [("rule", text("customer id")), ("pattern", text("^[A-Za-z0-9_-]+$"))]);
    assert_eq!(
        params(&json!({ "preferredCurrency": "QQQ" })),
        [("rule", text("currency")), ("list", text("ISO 4217"))]
    );
    assert_eq!(params(&json!({ "contactEmail": "x" })), [("rule", text("email")), ("format", text("email"))]);
    assert_eq!(params(&json!({ "password": 1 })), [("expected", text("string"))]);
    let secret = "hunter2 secret";
    let issue = issue(&json!({ "contactEmail": secret }), CustomerCreate::RECORD);
    assert!(!format!("{issue:?} {}", issue.message(Locale::En)).contains("hunter2"));
}

#[test]
fn every_message_says_what_to_do() {
    for (value, message) in [
        (json!({}), "Enter the contact name."),
        (json!({ "contactName": "A", "country": "de" }), "Enter a country code of two capital letters, like DE."),
        (json!({ "contactName": "A", "country": "ZZ" }), "Enter the code of a country, like DE for Germany."),
        (json!({ "contactName": "A", "isDefault": 1 }), "Choose yes or no (true or false)."),
        (json!({ "contactName": "A", "metadata": { "version": -1 } }), "Enter 0 or more."),
    ] {
        assert_eq!(issue(&value, AddressCreate::RECORD).message(Locale::En), message, "{value}");
    }
}

#[test]
fn numbers_have_bounds_in_what_is_sent() {
    let found = |options: serde_json::Value| {
        let issues = check(&options, BulkOptions::RECORD, Codes::Iso);
        issues.iter().map(|issue| (issue.path.to_string(), issue.code().as_str())).collect::<Vec<_>>()
    };
    assert_eq!(found(json!({ "chunkSize": 200, "concurrency": 1 })), []);
    assert_eq!(
        found(json!({ "chunkSize": 201, "concurrency": 0 })),
        [("chunkSize".to_owned(), "maximum"), ("concurrency".to_owned(), "minimum")]
    );
}
