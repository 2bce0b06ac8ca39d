//! How often checking and building a request allocate: exact, so that it can be held. A test of its own, for what another test does
//! at the same time would be counted too.
#![cfg(feature = "records")]

use commerce_customers::api::{customers, Emporix};
use commerce_customers::model::{Customer, CustomerCreate};
use commerce_customers::schema::{check, Codes, JsonText, Record, Type};
use serde_json::{json, Value};

#[global_allocator]
static COUNTED: dhat::Alloc = dhat::Alloc;

/// How often `run` allocates.
fn allocations<T>(run: impl FnOnce() -> T) -> u64 {
    let before = dhat::HeapStats::get().total_blocks;
    let kept = run();
    let taken = dhat::HeapStats::get().total_blocks - before;
    drop(kept);
    taken
}

fn address(number: u32) -> Value {
    json!({
        "id": number.to_string(), "contactName": "Ada Lovelace", "street": "St James's Square", "streetNumber": "12",
        "zipCode": "SW1Y 4JH", "city": "London", "country": "GB", "tags": ["BILLING"], "isDefault": number == 0,
    })
}

fn customer(addresses: u32) -> Value {
    json!({
        "id": "C-1", "customerNumber": "C-1", "firstName": "Ada", "lastName": "Lovelace", "contactEmail": "ada@example.com",
        "preferredLanguage": "en_GB", "preferredCurrency": "GBP", "active": true, "businessModel": "B2C",
        "metadataCreatedAt": "2026-11-22T08:00:00.000Z", "b2b": { "companyRegistrationId": "HRB 1" },
        "mixins": { "loyalty": { "tier": "gold", "points": [1, 2, { "a": null }] } },
        "addresses": (0..addresses).map(address).collect::<Vec<_>>(),
    })
}

fn wrong() -> Value {
    let mut wrong = customer(1);
    wrong["active"] = json!("yes");
    wrong["businessModel"] = json!("B2X");
    wrong["b2b"] = json!([]);
    wrong["preferredCurrency"] = json!("euro");
    wrong["addresses"][0]["contactName"] = json!(5);
    wrong
}

#[test]
fn what_is_done_allocates_as_often_as_it_must() {
    static CUSTOMER: Type = Type::Record(Customer::RECORD);
    let _profiler = dhat::Profiler::builder().testing().build();
    let judged = |value: &Value, record: &'static Record| allocations(|| check(value, record, Codes::Iso));
    let scanned = |value: &Value| {
        let text = value.to_string();
        allocations(|| JsonText::read(&text).map(|json| json.check_type(&CUSTOMER, Customer::RECORD.side, Codes::Iso)))
    };

    let (one, many) = (customer(1), customer(50));
    let service = Emporix::new("https://api.emporix.io", "acme").expect("a tenant");
    let create = json!({ "lastName": "Lovelace", "contactEmail": "ada@example.com" });
    // The path is one buffer, which grows with the depth and not with what there is. Of a text there are two more for each record.
    let counts = [
        ("a customer that is fine", judged(&one, Customer::RECORD), 2),
        ("one with fifty addresses", judged(&many, Customer::RECORD), 2),
        ("one with five faults", judged(&wrong(), Customer::RECORD), 9),
        ("the text of one that is fine", scanned(&one), 21),
        ("the text of one with fifty addresses", scanned(&many), 125),
        ("a customer to create", judged(&create, CustomerCreate::RECORD), 1),
        ("the request to create one", allocations(|| customers::create(&service, &create, None)), 14),
        ("the request for a listing", allocations(|| customers::list(&service, None::<&Value>)), 8),
    ];
    let more: Vec<_> = counts.iter().filter(|(_, taken, most)| taken > most).collect();
    assert!(more.is_empty(), "(what, how often it allocates, how often it may): {more:#?}");
}
