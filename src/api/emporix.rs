//! Where an Emporix tenant is, and what every request to it has in common.

use super::operation::{Operation, Request};
use crate::http::{fill, query_string};
use crate::model::EMPORIX_OPTIONS;
use crate::rules::{Breach, Codes, BASE_URL, TENANT};
use crate::schema::{check, Fault, Issue, Path, Value};

/// A tenant of Emporix.
#[derive(Debug, Clone)]
pub struct Emporix {
    base_url: String,
    tenant: String,
    tenant_header: bool,
    codes: Codes,
}

impl Emporix {
    /// Where Emporix is when nothing else is said.
    pub const BASE_URL: &'static str = "https://api.emporix.io";

    /// A tenant at an address.
    ///
    /// # Errors
    /// The issues of an address that is neither https nor loopback, and of a tenant that is not of its form.
    ///
    /// ```
    /// use commerce_customers::api::Emporix;
    /// let issues = Emporix::new("http://example.com", "Bad-Tenant").unwrap_err();
    /// let paths: Vec<_> = issues.iter().map(|issue| issue.path.to_string()).collect();
    /// assert_eq!(paths, ["baseUrl", "tenant"]);
    /// ```
    pub fn new(base_url: &str, tenant: &str) -> Result<Emporix, Vec<Issue>> {
        let breach = |name, breach: Option<Breach>, rule| {
            breach.map(|breach| Issue::new(Path::of(name), Fault::Text(breach, rule)))
        };
        let issues: Vec<Issue> = breach("baseUrl", BASE_URL.check(base_url, Codes::Iso), &BASE_URL)
            .into_iter()
            .chain(breach("tenant", TENANT.check(tenant, Codes::Iso), &TENANT))
            .collect();
        if issues.is_empty() {
            Ok(Emporix::made(base_url, tenant.to_owned()))
        } else {
            Err(issues)
        }
    }

    /// What a caller's options ask for, by [`EMPORIX_OPTIONS`].
    ///
    /// # Errors
    /// Every issue of the options.
    pub fn read<V: Value + Clone>(options: V) -> Result<Emporix, Vec<Issue>> {
        let issues = check(options.clone(), &EMPORIX_OPTIONS, Codes::Iso);
        if !issues.is_empty() {
            return Err(issues);
        }
        let base_url = options.text_at("baseUrl");
        let made = Emporix::made(
            base_url.as_deref().unwrap_or(Emporix::BASE_URL),
            options.text_at("tenant").unwrap_or_default(),
        );
        let tenant_header = options.at("tenantHeader").and_then(|value| value.flag()).unwrap_or(true);
        Ok(Emporix { tenant_header, codes: Codes::named(options.text_at("codes").as_deref()), ..made })
    }

    fn made(base_url: &str, tenant: String) -> Emporix {
        Emporix { base_url: base_url.trim_end_matches('/').to_owned(), tenant, tenant_header: true, codes: Codes::Iso }
    }

    /// How closely codes are looked at in what is sent.
    pub(super) fn codes(&self) -> Codes {
        self.codes
    }

    /// A request for `operation` with the rest of its path's values, its query and its body.
    pub(super) fn request(
        &self,
        operation: &'static Operation,
        id: Option<(&str, &str)>,
        query: &[(&str, String)],
        body: Option<String>,
    ) -> Request {
        let mut values = vec![("tenant", self.tenant.as_str())];
        values.extend(id);
        let path = fill(operation.path_template, &values);
        let mut headers = vec![("Accept", "application/json".to_owned())];
        if body.is_some() {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        if self.tenant_header {
            headers.push(("Emporix-Tenant", self.tenant.clone()));
        }
        Request { operation, url: [&self.base_url, path.as_str(), &query_string(query)].concat(), headers, body }
    }
}
