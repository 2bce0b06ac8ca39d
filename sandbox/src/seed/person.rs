//! One customer of the seed.

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

use serde_json::{json, Map, Value};

use super::dice::Dice;
use super::names::{Culture, CULTURES};
use crate::emporix::document;

/// Shown as text by a careful page, and run by a careless one.
pub(super) const MARKUP: &str = "<img src=x onerror=alert(1)>";

/// E-mail addresses that were given away, by what stands before the `@`.
pub(super) type Mailboxes = HashMap<String, u32>;

/// A customer's document, with the number it is stored under.
pub(super) fn customer(
    dice: &mut Dice,
    mailboxes: &mut Mailboxes,
    created_at: SystemTime,
    hostile: bool,
) -> (String, Map<String, Value>) {
    let culture = culture(dice);
    let (given_names, title) = if dice.chance(50) { (culture.women, "MS") } else { (culture.men, "MR") };
    let (given, given_latin) = dice.pick_pair(given_names);
    let (family, family_latin) = dice.pick_pair(culture.family);
    let number = dice.id();
    let company = dice.chance(35).then(|| dice.pick(culture.companies));
    let first_name = if hostile { MARKUP } else { given };

    let body = json!({
        "contactEmail": mailbox(dice, mailboxes, &format!("{given_latin}.{family_latin}")),
        "title": if dice.chance(8) { "DR" } else { title },
        "firstName": first_name,
        "lastName": family,
        "contactPhone": phone(dice, culture),
        "company": company,
        "preferredLanguage": culture.language,
        "preferredCurrency": culture.currency,
        "preferredSite": if dice.chance(70) { "main" } else { "outlet" },
        "restriction": dice.chance(15).then_some(culture.country),
    });
    let mut customer = match body {
        Value::Object(body) => document::from_create(body, &number, created_at),
        _ => Map::new(),
    };

    if dice.chance(12) {
        customer.insert("middleName".to_owned(), json!(dice.pick_pair(given_names).0));
    }
    if dice.chance(8) {
        customer.insert("photoUrl".to_owned(), json!(format!("https://example.com/photos/{number}.jpg")));
    }
    customer.insert("active".to_owned(), json!(!dice.chance(5)));
    customer.insert("onHold".to_owned(), json!(dice.chance(4)));
    customer.insert("lastLogin".to_owned(), last_login(dice, created_at));
    business(dice, &mut customer, company);
    addresses(dice, &mut customer, culture, &format!("{first_name} {family}"));
    mixins(dice, &mut customer);
    (number, customer)
}

fn culture(dice: &mut Dice) -> &'static Culture {
    let mut left = dice.below(CULTURES.iter().map(|culture| culture.share).sum());
    let [first, ..] = &CULTURES;
    let mut found = first;
    for culture in &CULTURES {
        found = culture;
        match left.checked_sub(culture.share) {
            Some(rest) => left = rest,
            None => break,
        }
    }
    found
}

/// An address under a domain that is reserved for examples.
fn mailbox(dice: &mut Dice, mailboxes: &mut Mailboxes, local: &str) -> String {
    let domain = dice.pick("example.com|example.org|example.net");
    let taken = mailboxes.entry(local.to_owned()).or_default();
    *taken += 1;
    match *taken {
        1 => format!("{local}@{domain}"),
        count => format!("{local}{count}@{domain}"),
    }
}

fn phone(dice: &mut Dice, culture: &Culture) -> String {
    format!("{} {:03}", culture.phone, dice.below(1000))
}

/// Some never logged in, and the service says so with null.
fn last_login(dice: &mut Dice, created_at: SystemTime) -> Value {
    if dice.chance(30) {
        return Value::Null;
    }
    let after = Duration::from_secs(u64::from(dice.below(20 * 24 * 3600)));
    json!(humantime::format_rfc3339_millis(created_at + after).to_string())
}

/// Half of those with a company are a contact of its legal entity.
fn business(dice: &mut Dice, customer: &mut Map<String, Value>, company: Option<&str>) {
    let Some(company) = company.filter(|_| dice.chance(50)) else {
        customer.insert("b2b".to_owned(), json!({ "companyRegistrationId": null, "legalEntities": [] }));
        return;
    };
    let registration = format!("{} {}", dice.pick("HRB|RCS|KRS|REG"), 10_000 + dice.below(90_000));
    let entity = json!({ "id": dice.id(), "name": company, "contactAssignmentId": dice.id() });
    customer.insert("b2b".to_owned(), json!({ "companyRegistrationId": registration, "legalEntities": [entity] }));
    customer.insert("businessModel".to_owned(), json!("B2B"));
    if dice.chance(40) {
        customer.insert("type".to_owned(), json!("CONTACT"));
    }
}

/// One to three addresses, the first the default one.
fn addresses(dice: &mut Dice, customer: &mut Map<String, Value>, culture: &Culture, name: &str) {
    let count = 1 + dice.below(3);
    let addresses: Vec<Value> = (0..count)
        .map(|position| {
            let (city, zip_code) = dice.pick_pair(culture.places);
            json!({
                "id": dice.id(),
                "contactName": name,
                "companyName": customer.get("company"),
                "street": dice.pick(culture.streets),
                "streetNumber": (1 + dice.below(180)).to_string(),
                "streetAppendix": dice.pick("|||a|b|2nd floor"),
                "zipCode": zip_code,
                "city": city,
                "country": culture.country,
                "contactPhone": phone(dice, culture),
                "isDefault": position == 0,
                "tags": if position == 0 { json!(["BILLING", "SHIPPING"]) } else { json!(["SHIPPING"]) },
                "metadata": { "version": 1 },
            })
        })
        .collect();
    if let Some(default) = addresses.first() {
        customer.insert("defaultAddress".to_owned(), default.clone());
    }
    customer.insert("addresses".to_owned(), Value::Array(addresses));
}

/// The tenant's own fields, with the links to their schemas.
fn mixins(dice: &mut Dice, customer: &mut Map<String, Value>) {
    let mut mixins = Map::new();
    let mut links = Map::new();
    if dice.chance(60) {
        let points = dice.below(12_000);
        let tier =
            ["bronze", "silver", "gold"].into_iter().zip([2_000, 7_000, u32::MAX]).find(|(_, end)| points < *end);
        mixins.insert("loyalty".to_owned(), json!({ "tier": tier.map(|(name, _)| name), "points": points }));
        links.insert("loyalty".to_owned(), json!("https://schemas.example.com/loyalty/v2.json"));
    }
    if dice.chance(35) {
        mixins.insert(
            "newsletter".to_owned(),
            json!({ "subscribed": dice.chance(70), "topics": [dice.pick("garden|kitchen|offers|tools")] }),
        );
        links.insert("newsletter".to_owned(), json!("https://schemas.example.com/newsletter/v1.json"));
    }
    if mixins.is_empty() {
        return;
    }
    customer.insert("mixins".to_owned(), Value::Object(mixins));
    customer.insert("metadata".to_owned(), json!({ "version": 1 + dice.below(5), "mixins": links }));
}
