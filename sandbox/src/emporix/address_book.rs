//! The addresses in a customer's document. At most one is the default, and the document's `defaultAddress` follows it.

use commerce_customers::model::{Address, AddressUpdate};
use commerce_customers::schema::Record;
use serde_json::{json, Map, Value};

use super::document::has;
use super::merge::{merge, patch};
use super::version;
use crate::problem::Problem;

type Object = Map<String, Value>;

/// The addresses, in the order in which they were added.
pub(super) fn all(customer: &Object) -> &[Value] {
    customer.get("addresses").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The address with the id, or the 404 for it.
pub(super) fn find<'a>(customer: &'a Object, id: &str) -> Result<&'a Object, Problem> {
    all(customer)
        .iter()
        .filter_map(Value::as_object)
        .find(|address| is(address, id))
        .ok_or_else(|| Problem::no_address(id))
}

fn is(address: &Object, id: &str) -> bool {
    address.get("id").and_then(Value::as_str) == Some(id)
}

/// Whether an address has the id.
pub(super) fn holds(customer: &Object, id: &str) -> bool {
    find(customer, id).is_ok()
}

/// Adds an address. `body` has passed the checks of its record, and `id` is free.
pub(super) fn add(customer: &mut Object, mut body: Object, id: &str) {
    drop_own_fields(&mut body, AddressUpdate::RECORD);
    body.insert("id".to_owned(), json!(id));
    version::set(&mut body, 1);
    put(customer, id, body);
}

/// Puts `body` in the place of an address, by the rules of a customer's PUT: what only the service says stays, and so
/// does `contactName`, which no address is without. `isDefault` is the caller's to say, so without it the address is no
/// default any more.
pub(super) fn replace(customer: &mut Object, id: &str, mut body: Object) -> Result<(), Problem> {
    let stored = find(customer, id)?.clone();
    version::check(&stored, &body)?;
    drop_own_fields(&mut body, AddressUpdate::RECORD);
    version::set(&mut body, version::of(&stored).saturating_add(1));
    let stays = |name: &str| name == "contactName" || (has(Address::RECORD, name) && !has(AddressUpdate::RECORD, name));
    for (name, value) in stored {
        if stays(&name) {
            body.entry(name).or_insert(value);
        }
    }
    put(customer, id, body);
    Ok(())
}

/// Changes an address, by the rules of a customer's PATCH.
pub(super) fn change(customer: &mut Object, id: &str, mut body: Object, is_merge_patch: bool) -> Result<(), Problem> {
    let mut address = find(customer, id)?.clone();
    version::check(&address, &body)?;
    let next = version::of(&address).saturating_add(1);
    drop_own_fields(&mut body, AddressUpdate::RECORD);
    if is_merge_patch {
        patch(&mut address, body);
    } else {
        merge(&mut address, body);
    }
    version::set(&mut address, next);
    put(customer, id, address);
    Ok(())
}

/// Adds tags that are not there yet.
pub(super) fn add_tags(customer: &mut Object, id: &str, tags: &[String]) -> Result<(), Problem> {
    retag(customer, id, |before| {
        let new = tags.iter().filter(|tag| !before.contains(tag)).cloned().collect::<Vec<_>>();
        let mut after = before;
        after.extend(new);
        after
    })
}

/// Removes the tags that are there.
pub(super) fn remove_tags(customer: &mut Object, id: &str, tags: &[String]) -> Result<(), Problem> {
    retag(customer, id, |before| before.into_iter().filter(|tag| !tags.contains(tag)).collect())
}

/// An address whose tags are the same afterwards keeps its version.
fn retag(customer: &mut Object, id: &str, after: impl FnOnce(Vec<String>) -> Vec<String>) -> Result<(), Problem> {
    let mut address = find(customer, id)?.clone();
    let before: Vec<String> = address
        .get("tags")
        .and_then(Value::as_array)
        .map(|tags| tags.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        .unwrap_or_default();
    let after = after(before.clone());
    if before != after {
        let next = version::of(&address).saturating_add(1);
        address.insert("tags".to_owned(), json!(after));
        version::set(&mut address, next);
        put(customer, id, address);
    }
    Ok(())
}

/// Removes an address. Without the default one there is none.
pub(super) fn remove(customer: &mut Object, id: &str) -> Result<(), Problem> {
    find(customer, id)?;
    if let Some(Value::Array(addresses)) = customer.get_mut("addresses") {
        addresses.retain(|address| !address.as_object().is_some_and(|address| is(address, id)));
    }
    follow_default(customer);
    Ok(())
}

/// Stores an address in the place of the one with its id, or behind the others. When it is the default no other is.
fn put(customer: &mut Object, id: &str, mut address: Object) {
    let is_default = address.get("isDefault") == Some(&Value::Bool(true));
    address.insert("isDefault".to_owned(), json!(is_default));
    let Some(addresses) = customer.entry("addresses").or_insert_with(|| json!([])).as_array_mut() else { return };
    let mut place = None;
    for other in addresses.iter_mut().filter_map(Value::as_object_mut) {
        if is(other, id) {
            place = Some(other);
        } else if is_default && other.get("isDefault") == Some(&Value::Bool(true)) {
            other.insert("isDefault".to_owned(), json!(false));
            version::set(other, version::of(other).saturating_add(1));
        }
    }
    match place {
        Some(place) => *place = address,
        None => addresses.push(Value::Object(address)),
    }
    follow_default(customer);
}

fn follow_default(customer: &mut Object) {
    let default = all(customer).iter().find(|address| address.get("isDefault") == Some(&Value::Bool(true))).cloned();
    match default {
        Some(default) => drop(customer.insert("defaultAddress".to_owned(), default)),
        None => drop(customer.remove("defaultAddress")),
    }
}

/// Drops the fields that answers have and `input` has not: the service's own.
fn drop_own_fields(body: &mut Object, input: &Record) {
    body.retain(|name, _| has(input, name) || !has(Address::RECORD, name));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(value: Value) -> Object {
        value.as_object().unwrap().clone()
    }

    /// A customer with the default address `a`, and `b`.
    fn customer() -> Object {
        let mut customer = Object::new();
        add(
            &mut customer,
            object(json!({ "contactName": "Ada", "city": "London", "isDefault": true, "tags": ["X"] })),
            "a",
        );
        add(&mut customer, object(json!({ "id": "x", "contactName": "Eva", "future": 1 })), "b");
        customer
    }

    fn seen(customer: &Object) -> Value {
        let of = |address: &Value| json!([address["id"], address["isDefault"], address["metadata"]["version"]]);
        json!([all(customer).iter().map(of).collect::<Value>(), customer.get("defaultAddress").map(of)])
    }

    #[test]
    fn what_is_added_is_complete() {
        let customer = customer();
        assert_eq!(
            Value::Object(find(&customer, "b").unwrap().clone()),
            json!({ "id": "b", "contactName": "Eva", "future": 1, "isDefault": false, "metadata": { "version": 1 } })
        );
        assert_eq!(seen(&customer), json!([[["a", true, 1], ["b", false, 1]], ["a", true, 1]]));
        assert!(find(&customer, "c").is_err() && holds(&customer, "a") && !holds(&customer, "A"));
    }

    #[test]
    fn one_default_at_most() {
        let mut customer = customer();
        add(&mut customer, object(json!({ "isDefault": true })), "c");
        assert_eq!(seen(&customer), json!([[["a", false, 2], ["b", false, 1], ["c", true, 1]], ["c", true, 1]]));
        change(&mut customer, "b", object(json!({ "isDefault": true })), false).unwrap();
        assert_eq!(seen(&customer), json!([[["a", false, 2], ["b", true, 2], ["c", false, 2]], ["b", true, 2]]));
        change(&mut customer, "b", object(json!({ "isDefault": null })), true).unwrap();
        assert_eq!(seen(&customer), json!([[["a", false, 2], ["b", false, 3], ["c", false, 2]], null]));
        replace(&mut customer, "a", object(json!({ "isDefault": true }))).unwrap();
        assert_eq!(seen(&customer)[1], json!(["a", true, 3]));
        remove(&mut customer, "a").unwrap();
        assert_eq!(seen(&customer), json!([[["b", false, 3], ["c", false, 2]], null]));
    }

    #[test]
    fn a_put_replaces_and_a_patch_merges() {
        let mut customer = customer();
        change(
            &mut customer,
            "a",
            object(json!({ "street": "Dean St", "id": "x", "mixins": { "m": { "n": 1 } } })),
            false,
        )
        .unwrap();
        let patched = json!({
            "id": "a", "contactName": "Ada", "city": "London", "street": "Dean St", "isDefault": true, "tags": ["X"],
            "mixins": { "m": { "n": 1 } }, "metadata": { "version": 2 },
        });
        assert_eq!(customer["defaultAddress"], patched);
        change(&mut customer, "a", object(json!({ "city": null, "mixins": { "m": { "n": null } } })), true).unwrap();
        assert_eq!(customer["defaultAddress"].get("city"), None);
        assert_eq!(customer["defaultAddress"]["mixins"], json!({ "m": {} }));
        replace(&mut customer, "a", object(json!({ "city": "Paris" }))).unwrap();
        assert_eq!(
            all(&customer)[0],
            json!({ "id": "a", "contactName": "Ada", "city": "Paris", "isDefault": false, "metadata": { "version": 4 } })
        );
    }

    #[test]
    fn stale_versions_change_nothing() {
        let mut customer = customer();
        let before = customer.clone();
        let stale = || object(json!({ "city": "Paris", "metadata": { "version": 2 } }));
        assert!(replace(&mut customer, "a", stale()).is_err());
        assert!(change(&mut customer, "a", stale(), false).is_err());
        assert_eq!(customer, before);
    }

    #[test]
    fn tags_are_a_set() {
        let mut customer = customer();
        let tags = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
        add_tags(&mut customer, "a", &tags(&["X"])).unwrap();
        remove_tags(&mut customer, "a", &tags(&["Z"])).unwrap();
        assert_eq!(customer["defaultAddress"]["metadata"]["version"], 1);
        add_tags(&mut customer, "a", &tags(&["Y", "X"])).unwrap();
        assert_eq!(
            (&customer["defaultAddress"]["tags"], seen(&customer)[1][2].as_i64()),
            (&json!(["X", "Y"]), Some(2))
        );
        remove_tags(&mut customer, "a", &tags(&["X", "Z"])).unwrap();
        assert_eq!((&customer["defaultAddress"]["tags"], seen(&customer)[1][2].as_i64()), (&json!(["Y"]), Some(3)));
        assert!(add_tags(&mut customer, "c", &[]).is_err());
    }
}
