//! The customers that the tenant `acme` starts with: people of many languages and scripts, the same on every machine.
//! With them come assignments to segments, and Spirii's customers.

mod assignments;
mod dice;
mod names;
mod operators;
mod person;

use std::time::{Duration, SystemTime};

use rusqlite::Connection;

use crate::emporix::document;
use crate::store::customers::{any, insert_unchecked, Row};
use dice::Dice;
use person::Mailboxes;

/// The tenant that is seeded.
pub(crate) const TENANT: &str = "acme";

/// 2023-11-20T00:00:00Z, in seconds since 1970.
const BEGIN: u64 = 1_700_438_400;

/// Three years.
const SPAN: u64 = 1096 * 24 * 3600;

/// The position of the customer whose name is markup: early enough to stand on the first page of every listing.
const HOSTILE: u64 = 3;

/// Writes `count` customers in one transaction, unless the tenant has some already. Returns how many it wrote.
pub(crate) fn fill(connection: &mut Connection, count: u32) -> rusqlite::Result<u32> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    if count == 0 || any(&transaction, TENANT)? {
        return Ok(0);
    }
    let mut dice = Dice::new();
    let mut mailboxes = Mailboxes::new();
    for position in 0..u64::from(count) {
        let (number, customer) =
            person::customer(&mut dice, &mut mailboxes, created_at(position, count), position == HOSTILE);
        let email = customer.get("contactEmail").and_then(|email| email.as_str()).map(document::account);
        let document = serde_json::Value::Object(customer).to_string();
        insert_unchecked(&transaction, &Row { tenant: TENANT.to_owned(), number, email, document })?;
    }
    assignments::fill(&transaction)?;
    operators::fill(&transaction)?;
    transaction.commit()?;
    Ok(count)
}

/// Spread evenly, so that the order of creation is the order of these dates; at an odd time of the day.
fn created_at(position: u64, count: u32) -> SystemTime {
    let millis = SPAN * 1000 * position / u64::from(count) + position * 7_919 % 1000;
    SystemTime::UNIX_EPOCH + Duration::from_secs(BEGIN) + Duration::from_millis(millis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use commerce_customers::model::Customer;
    use commerce_customers::rules::EMAIL;
    use commerce_customers::schema::{check, Codes};
    use serde_json::Value;
    use std::collections::HashSet;

    fn seeded(count: u32) -> (Connection, Vec<Value>) {
        let mut connection = crate::store::open(None).unwrap();
        assert_eq!(fill(&mut connection, count).unwrap(), count);
        let documents = connection
            .prepare("SELECT document FROM customers WHERE tenant = 'acme' ORDER BY sequence")
            .unwrap()
            .query_map([], |row| row.get::<_, String>(0))
            .unwrap()
            .map(|document| serde_json::from_str(&document.unwrap()).unwrap())
            .collect();
        (connection, documents)
    }

    fn text<'a>(customer: &'a Value, field: &str) -> &'a str {
        customer.get(field).and_then(Value::as_str).unwrap_or("")
    }

    fn different<'a>(customers: &'a [Value], field: &str) -> HashSet<&'a str> {
        customers.iter().map(|customer| text(customer, field)).collect()
    }

    #[test]
    fn is_the_same_every_time() {
        let (_, first) = seeded(200);
        let (_, second) = seeded(200);
        assert_eq!(first, second);
        assert_eq!(first.len(), 200);
    }

    #[test]
    fn runs_once() {
        let (mut connection, _) = seeded(3);
        assert_eq!(fill(&mut connection, 3).unwrap(), 0);
    }

    #[test]
    fn keeps_the_rules_of_the_services() {
        let (_, customers) = seeded(2000);
        for customer in &customers {
            assert!(check(customer, Customer::RECORD, Codes::Iso).is_empty(), "{customer}");
            let email = text(customer, "contactEmail");
            assert_eq!(EMAIL.check(email, Codes::Iso), None, "{email}");
            assert!(
                ["example.com", "example.org", "example.net"].iter().any(|domain| email.ends_with(domain)),
                "{email}"
            );
            let language = text(customer, "preferredLanguage");
            assert_eq!(commerce_customers::rules::LANGUAGE.check(language, Codes::Iso), None, "{language}");
            for address in customer["addresses"].as_array().unwrap() {
                assert!(language.ends_with(text(address, "country")), "{language}: {address}");
                assert_eq!(
                    commerce_customers::rules::COUNTRY.check(text(address, "country"), Codes::Iso),
                    None,
                    "{address}"
                );
            }
            assert_eq!(
                commerce_customers::rules::CURRENCY.check(text(customer, "preferredCurrency"), Codes::Iso),
                None
            );
            assert_ne!(text(customer, "firstName"), "");
            assert_ne!(text(customer, "lastName"), "");
        }
        assert_eq!(different(&customers, "contactEmail").len(), 2000);
        assert_eq!(different(&customers, "customerNumber").len(), 2000);
    }

    #[test]
    fn two_hundred_are_of_many_kinds() {
        let (_, customers) = seeded(200);
        let count = |is: &dyn Fn(&Value) -> bool| customers.iter().filter(|customer| is(customer)).count();
        assert!(different(&customers, "preferredLanguage").len() >= 12);
        assert_eq!(count(&|customer| text(customer, "firstName") == person::MARKUP), 1);
        assert!((10..80).contains(&count(&|customer| text(customer, "businessModel") == "B2B")));
        assert!((1..30).contains(&count(&|customer| customer["active"] == false)));
        assert!((1..30).contains(&count(&|customer| customer["onHold"] == true)));
        for addresses in 1..=3 {
            assert!(count(&|customer| customer["addresses"].as_array().map(Vec::len) == Some(addresses)) > 20);
        }
        let created: Vec<&str> = customers.iter().map(|customer| text(customer, "metadataCreatedAt")).collect();
        assert!(created.is_sorted());
        assert!(
            created[0].starts_with("2023-11-20") && created[199] > "2026-11-10" && created[199] < "2026-11-21",
            "{created:?}"
        );
    }
}
