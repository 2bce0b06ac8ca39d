//! Spirii's customers of the seed: operators with subsidiaries, companies below those, and people below the companies.

use std::time::{Duration, UNIX_EPOCH};

use rusqlite::Connection;
use serde_json::{json, Value};

use super::dice::Dice;
use crate::store::operators::{any, insert, Row};

/// 2024-02-01T00:00:00Z, in seconds since 1970.
const BEGIN: u64 = 1_706_745_600;

/// What lies between one customer's creation and the next one's: eight days and an odd time.
const STEP: u64 = 8 * 24 * 3600 + 4_567;

/// The first id.
const FIRST: i64 = 1001;

/// How many of a kind there are. Every subsidiary of the second kind is owned by one of the first.
const OPERATORS: usize = 4;
const SUBSIDIARIES: usize = 12;
const NESTED: usize = 4;
const COMPANIES: usize = 40;
const PEOPLE: usize = 60;

/// Where a customer is from, and what follows from it.
#[derive(Debug, Clone, Copy)]
struct Place {
    country: &'static str,
    language: &'static str,
    currency: &'static str,
    /// The start of a telephone number that belongs to nobody.
    phone: &'static str,
    cities: &'static str,
    streets: &'static str,
    companies: &'static str,
    people: &'static str,
}

const PLACES: [Place; 4] = [
    Place {
        country: "DK",
        language: "da",
        currency: "DKK",
        phone: "+45 00 00 0",
        cities: "København/1050|Aarhus/8000|Ærøskøbing/5970|Odense/5000",
        streets: "Åboulevarden|Nørrebrogade|Strandvejen|Bredgade",
        companies: "Østerild Energi|Havblik Boligforening|Grønne Hjul|Æbleø Kurér",
        people: "Søren Ågård|Mette Skov|Ida Kjærgaard|Jens Østergaard",
    },
    Place {
        country: "DE",
        language: "de",
        currency: "EUR",
        phone: "+49 30 23125 ",
        cities: "Flensburg/24937|Berlin/10115|Köln/50667",
        streets: "Lindenstraße|Am Hafen|Mühlenweg",
        companies: "Nordlicht Ladepark|Grünstrom Flotte|Müller & Töchter Spedition",
        people: "Jürgen Weiß|Anna Schröder|Björn Lüders",
    },
    Place {
        country: "SE",
        language: "sv",
        currency: "SEK",
        phone: "+46 8 465 004 ",
        cities: "Malmö/211 20|Göteborg/411 04|Åre/837 52",
        streets: "Storgatan|Älvvägen|Kungsgatan",
        companies: "Skåne Laddning|Fjällbil|Västkustens Taxi",
        people: "Åsa Lindqvist|Göran Öberg|Maja Ek",
    },
    Place {
        country: "NO",
        language: "nb",
        currency: "NOK",
        phone: "+47 999 90 ",
        cities: "Oslo/0150|Tromsø/9008|Bodø/8006",
        streets: "Fjordgata|Øvre Torv|Skoleveien",
        companies: "Fjordlading|Nordkapp Transport|Bryggen Parkering",
        people: "Kjersti Bø|Ola Nordli|Ingrid Sæther",
    },
];

/// One that others are below of.
#[derive(Debug, Clone)]
struct Node {
    id: i64,
    name: String,
    /// The operator at or above it.
    cpo: (i64, String),
}

/// Writes the customers, unless there are some.
pub(super) fn fill(connection: &Connection) -> rusqlite::Result<()> {
    if any(connection)? {
        return Ok(());
    }
    let mut made = Made { connection, dice: Dice::new(), next: FIRST };
    let operators = made.kind("CPO", OPERATORS, &[])?;
    let subsidiaries = made.kind("CPOSubsidiary", SUBSIDIARIES, &operators)?;
    let nested = made.kind("CPOSubsidiary", NESTED, &subsidiaries)?;
    let above: Vec<Node> = [operators, subsidiaries, nested].concat();
    let companies = made.kind("Business", COMPANIES, &above)?;
    made.kind("Private", PEOPLE, &companies)?;
    Ok(())
}

struct Made<'a> {
    connection: &'a Connection,
    dice: Dice,
    next: i64,
}

impl Made<'_> {
    /// Makes `count` customers of a kind; each owner gets one after the other.
    fn kind(&mut self, kind: &'static str, count: usize, owners: &[Node]) -> rusqlite::Result<Vec<Node>> {
        let mut owners = owners.iter().cycle();
        (0..count).map(|_| self.one(kind, owners.next())).collect()
    }

    fn one(&mut self, kind: &'static str, owner: Option<&Node>) -> rusqlite::Result<Node> {
        let id = self.next;
        self.next += 1;
        let position = id.abs_diff(FIRST);
        let [first, second, third, fourth] = &PLACES;
        let place = match self.dice.below(10) {
            0..=4 => first,
            5 | 6 => second,
            7 | 8 => third,
            _ => fourth,
        };
        let name = self.name(kind, place, id);
        let external = (!self.dice.chance(15)).then(|| format!("EXT-{:05}", 1 + self.dice.below(99_999)));
        let created = UNIX_EPOCH + Duration::from_secs(BEGIN + position * STEP);
        let updated = created + Duration::from_millis(u64::from(self.dice.below(2_000_000_000)));
        let reference = |id: &i64, name: &str| json!({ "id": id, "name": name });
        let document = json!({
            "id": id,
            "name": name,
            "externalId": external,
            "country": place.country,
            "type": kind,
            "contactDetails": self.contact(place, id),
            "billingDetails": self.billing(kind, place, id),
            "payoutInformation": self.payout(kind, place, &name),
            "financialSetup": { "language": place.language, "currency": place.currency },
            "billingSettings": self.billing_settings(kind),
            "cpo": owner.map(|owner| reference(&owner.cpo.0, &owner.cpo.1)),
            "owner": owner.map(|owner| reference(&owner.id, &owner.name)),
            "locations": self.locations(kind),
            "createdAt": humantime::format_rfc3339_seconds(created).to_string(),
            "updatedAt": humantime::format_rfc3339_millis(updated).to_string(),
        });
        let row = Row {
            id,
            owner: owner.map(|owner| owner.id),
            cpo: owner.map(|owner| owner.cpo.0),
            searched: format!("{name}\n{id}\n{}", external.unwrap_or_default()).to_lowercase(),
            document: document.to_string(),
        };
        insert(self.connection, &row)?;
        let cpo = owner.map_or_else(|| (id, name.clone()), |owner| owner.cpo.clone());
        Ok(Node { id, name, cpo })
    }

    fn name(&mut self, kind: &str, place: &Place, id: i64) -> String {
        match kind {
            "Private" => self.dice.pick(place.people).to_owned(),
            "CPO" => format!("{} Operator {id}", self.dice.pick(place.companies)),
            "CPOSubsidiary" => format!("{} {} {id}", self.dice.pick(place.companies), place.country),
            _ => format!("{} {id}", self.dice.pick(place.companies)),
        }
    }

    fn phone(&mut self, place: &Place) -> String {
        format!("{}{:03}", place.phone, self.dice.below(1000))
    }

    fn contact(&mut self, place: &Place, id: i64) -> Value {
        json!({
            "name": self.dice.pick(place.people),
            "email": (!self.dice.chance(10)).then(|| format!("contact-{id}@example.com")),
            "phone": (!self.dice.chance(25)).then(|| self.phone(place)),
        })
    }

    fn billing(&mut self, kind: &str, place: &Place, id: i64) -> Value {
        let company = kind != "Private";
        let (city, zip_code) = self.dice.pick_pair(place.cities);
        json!({
            "paymentMethod": if company { "Invoice" } else { "CreditCard" },
            "invoiceFormat": if company && self.dice.chance(30) { "OIOUBL" } else { "PDF" },
            "gln": (company && self.dice.chance(30)).then(|| format!("579{:010}", self.dice.below(1_000_000_000))),
            "invoiceEmail": company.then(|| format!("invoices-{id}@example.com")),
            "vatNumber": company.then(|| format!("{}0000{:04}", place.country, self.dice.below(10_000))),
            "address": format!("{} {}", self.dice.pick(place.streets), 1 + self.dice.below(120)),
            "city": city,
            "zipCode": zip_code,
        })
    }

    /// People get no money, and some of the others have not said where to. The check digits 00 are never those of an account.
    fn payout(&mut self, kind: &str, place: &Place, name: &str) -> Value {
        if kind == "Private" || self.dice.chance(20) {
            return Value::Null;
        }
        let (bank, account) = (self.dice.below(10_000), self.dice.below(1_000_000_000));
        json!({
            "iban": format!("{}00{bank:04}{account:010}", place.country),
            "swiftCode": format!("XXXX{}XX", place.country),
            "bankAccountHolderName": name,
            "bankRegistrationNumber": format!("{bank:04}"),
            "bankAccount": format!("{account:010}"),
        })
    }

    fn billing_settings(&mut self, kind: &str) -> Value {
        if kind == "Private" {
            return Value::Null;
        }
        json!({
            "chargeKeyDocumentAggregation": self.dice.pick("PerCustomer|PerChargeKey"),
            "chargeKeyLineAggregation": self.dice.pick("PerTransaction|PerMonth"),
            "companyCarReimbursementMethod": if self.dice.chance(50) { json!("Payroll") } else { Value::Null },
        })
    }

    fn locations(&mut self, kind: &str) -> Vec<u32> {
        let most = if kind == "Private" { 2 } else { 6 };
        (0..self.dice.below(most)).map(|_| 20_000 + self.dice.below(9_000)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::operators::{list, Condition, Selection, SortBy};
    use commerce_customers::model::SpiriiCustomer;
    use commerce_customers::schema::{check, Codes};

    fn seeded() -> (Connection, Vec<Value>) {
        let mut connection = crate::store::open(None).unwrap();
        fill(&connection).unwrap();
        let documents = found(&mut connection, vec![]);
        (connection, documents)
    }

    fn found(connection: &mut Connection, conditions: Vec<Condition>) -> Vec<Value> {
        let selection = Selection { conditions, sort_by: SortBy::Id, descending: false, limit: 1000, offset: 0 };
        let (count, documents) = list(connection, &selection).unwrap();
        assert_eq!(usize::try_from(count).unwrap(), documents.len());
        documents.iter().map(|text| serde_json::from_str(text).unwrap()).collect()
    }

    #[test]
    fn is_the_same_every_time_and_runs_once() {
        let (mut connection, first) = seeded();
        assert_eq!(first, seeded().1);
        fill(&connection).unwrap();
        assert_eq!(found(&mut connection, vec![]).len(), 120);
    }

    #[test]
    fn has_every_field_and_some_nulls() {
        let (_, customers) = seeded();
        for customer in &customers {
            assert!(check(customer, SpiriiCustomer::RECORD, Codes::Iso).is_empty(), "{customer}");
            assert_eq!(customer.as_object().unwrap().len(), SpiriiCustomer::RECORD.fields.len());
        }
        for pointer in [
            "/externalId",
            "/contactDetails/email",
            "/contactDetails/phone",
            "/billingDetails/gln",
            "/payoutInformation",
            "/billingSettings",
            "/billingSettings/companyCarReimbursementMethod",
            "/cpo",
            "/owner",
        ] {
            let nulls = customers.iter().filter(|customer| customer.pointer(pointer) == Some(&Value::Null)).count();
            assert!((1..customers.len()).contains(&nulls), "{pointer}: {nulls}");
        }
    }

    #[test]
    fn owners_stand_four_deep() {
        let (mut connection, customers) = seeded();
        let depth = |customer: &Value| {
            let mut depth = 0;
            let mut at = customer.clone();
            while let Some(id) = at["owner"]["id"].as_i64() {
                depth += 1;
                at = found(&mut connection, vec![Condition::Ids(vec![id])]).remove(0);
            }
            depth
        };
        assert_eq!(customers.iter().map(depth).max(), Some(4));
    }
}
