//! The service tokens of all clients of one module: a Worker makes a client for each request, and each finds the token there.

use super::access::Access;
use crate::api::{Auth, Service};
use std::cell::RefCell;
use std::rc::Rc;

/// The ways to service tokens, by everything that could make one serve somebody else.
#[derive(Debug)]
pub struct Registry {
    known: Vec<(Key, Rc<RefCell<Access>>)>,
}

#[derive(Debug, PartialEq, Eq)]
struct Key {
    base_url: String,
    tenant: String,
    auth: Auth,
    /// Which injected `fetch` it was had through; 0 for the runtime's own.
    fetch: u32,
}

impl Registry {
    /// So many are kept; the one that was not asked for the longest goes first.
    pub const MOST: usize = 64;

    /// Nothing known.
    pub const fn new() -> Registry {
        Registry { known: Vec::new() }
    }

    /// The way to the tokens of `auth`. Service tokens are shared with all who have the same credentials at the same
    /// service through the same `fetch`; any other belongs to one client, for it may be a customer's.
    pub fn access(&mut self, auth: &Auth, service: &Service, fetch: u32, lease_ms: u32) -> Rc<RefCell<Access>> {
        let new = || Rc::new(RefCell::new(Access::new(auth, service, lease_ms)));
        if !matches!(auth, Auth::Client { .. }) {
            return new();
        }
        let key = Key {
            base_url: service.base_url().to_owned(),
            tenant: service.tenant().to_owned(),
            auth: auth.clone(),
            fetch,
        };
        let found = self.known.iter().position(|(known, _)| *known == key).map(|index| self.known.remove(index));
        let entry = found.unwrap_or_else(|| (key, new()));
        let access = Rc::clone(&entry.1);
        if self.known.len() >= Registry::MOST {
            self.known.remove(0);
        }
        self.known.push(entry);
        access
    }
}

impl Default for Registry {
    fn default() -> Registry {
        Registry::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Anonymous, Emporix};

    fn service(base_url: &str, tenant: &str) -> Service {
        Emporix::new(base_url, tenant).expect("a tenant").into()
    }

    fn client(id: &str, secret: &str, scope: Option<&str>) -> Auth {
        Auth::Client { id: id.to_owned(), secret: secret.into(), scope: scope.map(str::to_owned) }
    }

    #[test]
    fn service_tokens_are_shared_by_those_who_have_all_alike() {
        let mut registry = Registry::new();
        let mut access = |base_url: &str, tenant: &str, auth: Auth, fetch| {
            registry.access(&auth, &service(base_url, tenant), fetch, Access::LEASE_MS)
        };
        let at = "https://api.emporix.io";
        let first = access(at, "acme", client("c", "s", None), 0);
        for (base_url, tenant, auth, fetch, alike) in [
            (at, "acme", client("c", "s", None), 0, true),
            ("https://api.emporix.io/", "acme", client("c", "s", None), 0, true),
            ("https://gateway.example", "acme", client("c", "s", None), 0, false),
            (at, "globex", client("c", "s", None), 0, false),
            (at, "acme", client("d", "s", None), 0, false),
            (at, "acme", client("c", "t", None), 0, false),
            (at, "acme", client("c", "s", Some("")), 0, false),
            (at, "acme", client("c", "s", Some("a")), 0, false),
            (at, "acme", client("c", "s", None), 1, false),
        ] {
            let other = access(base_url, tenant, auth.clone(), fetch);
            assert_eq!(Rc::ptr_eq(&first, &other), alike, "{base_url} {tenant} {auth:?} {fetch}");
        }
    }

    #[test]
    fn what_may_be_a_customers_belongs_to_one_client() {
        let mut registry = Registry::new();
        for auth in [Auth::Asked, Auth::Token("t".into()), Auth::Anonymous(Anonymous::default())] {
            let service = service("https://api.emporix.io", "acme");
            let one = registry.access(&auth, &service, 0, Access::LEASE_MS);
            assert!(!Rc::ptr_eq(&one, &registry.access(&auth, &service, 0, Access::LEASE_MS)), "{auth:?}");
        }
        assert!(registry.known.is_empty());
    }

    #[test]
    fn it_does_not_grow_without_end() {
        let mut registry = Registry::new();
        let service = service("https://api.emporix.io", "acme");
        let auth = client("c", "s", None);
        let mut access = |fetch| registry.access(&auth, &service, fetch, Access::LEASE_MS);
        let (first, used) = (access(0), access(1));
        for fetch in 2..1_000 {
            access(fetch);
            assert!(Rc::ptr_eq(&used, &access(1)), "what is in use stays");
        }
        assert!(!Rc::ptr_eq(&first, &access(0)));
        assert_eq!(registry.known.len(), Registry::MOST);
    }
}
