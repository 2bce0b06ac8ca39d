//! `expand`: addresses, accounts and mixins are left out of an answer unless they are asked for.

use serde_json::{Map, Value};

use crate::problem::Problem;

/// What an answer shows beside the plain fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Expand {
    addresses: bool,
    accounts: bool,
    all_mixins: bool,
    mixins: Vec<String>,
}

impl Expand {
    /// Reads the parameter, a list joined by commas.
    pub(super) fn read(text: Option<&str>) -> Result<Expand, Problem> {
        let mut expand = Expand::default();
        for name in text.into_iter().flat_map(|text| text.split(',')) {
            match (name, name.strip_prefix("mixin:")) {
                ("addresses", _) => expand.addresses = true,
                ("accounts", _) => expand.accounts = true,
                (_, Some("*")) => expand.all_mixins = true,
                (_, Some(mixin)) if !mixin.is_empty() => expand.mixins.push(mixin.to_owned()),
                _ => {
                    let message = "addresses, accounts, mixin:* and mixin:<name>, joined by commas, are expected.";
                    return Err(Problem::parameter("expand", "one_of", message));
                }
            }
        }
        Ok(expand)
    }

    /// Leaves in `customer` what was asked for. What was asked for and is not stored is there and empty.
    pub(super) fn apply(&self, customer: &mut Map<String, Value>) {
        for (name, asked) in [("addresses", self.addresses), ("accounts", self.accounts)] {
            if asked {
                customer.entry(name).or_insert_with(|| Value::Array(Vec::new()));
            } else {
                customer.remove(name);
            }
        }
        if !self.all_mixins && self.mixins.is_empty() {
            customer.remove("mixins");
            return;
        }
        let mixins = customer.entry("mixins").or_insert_with(|| Value::Object(Map::new()));
        if let Some(mixins) = mixins.as_object_mut().filter(|_| !self.all_mixins) {
            mixins.retain(|name, _| self.mixins.contains(name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown(text: &str, stored: Value) -> Value {
        let mut customer = stored.as_object().unwrap().clone();
        Expand::read((!text.is_empty()).then_some(text)).unwrap().apply(&mut customer);
        Value::Object(customer)
    }

    #[test]
    fn shows_what_was_asked_for() {
        let stored = json!({ "id": "1", "addresses": [1], "accounts": [2], "mixins": { "a": {}, "b": {} } });
        assert_eq!(shown("", stored.clone()), json!({ "id": "1" }));
        assert_eq!(shown("addresses", stored.clone()), json!({ "id": "1", "addresses": [1] }));
        assert_eq!(shown("accounts", stored.clone()), json!({ "id": "1", "accounts": [2] }));
        assert_eq!(shown("mixin:*", stored.clone()), json!({ "id": "1", "mixins": { "a": {}, "b": {} } }));
        assert_eq!(shown("mixin:b,mixin:c", stored.clone()), json!({ "id": "1", "mixins": { "b": {} } }));
        assert_eq!(shown("mixin:b,mixin:*,accounts,addresses", stored.clone()), stored);
        assert_eq!(
            shown("addresses,accounts,mixin:*", json!({})),
            json!({ "addresses": [], "accounts": [], "mixins": {} })
        );
    }

    #[test]
    fn refuses_the_rest() {
        for bad in ["", "address", "mixin", "mixin:", "mixins:*", "addresses,", "addresses, accounts", "Addresses"] {
            assert!(Expand::read(Some(bad)).is_err(), "{bad}");
        }
    }
}
