//! Where a service is, and what every request to it has in common.

use super::auth::Auth;
use super::parameters::Lists;
use crate::model::{EMPORIX_OPTIONS, SPIRII_OPTIONS};
use crate::rules::{Breach, Codes, Rule, BASE_URL, TENANT};
use crate::schema::{check, Fault, Issue, Path, Record, Segment, Value};

/// Where a service is, and what every request to it has in common.
#[derive(Debug, Clone)]
pub struct Service {
    pub(super) base_url: String,
    /// Empty where there are no tenants.
    pub(super) tenant: String,
    pub(super) tenant_header: bool,
    pub(super) codes: Codes,
    pub(super) lists: Lists,
}

/// A tenant of Emporix.
#[derive(Debug, Clone)]
pub struct Emporix(Service);

/// Spirii.
#[derive(Debug, Clone)]
pub struct Spirii(Service);

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
        refuse([judged("baseUrl", base_url, &BASE_URL), judged("tenant", tenant, &TENANT)])?;
        Ok(Emporix(Service::at(base_url, tenant.to_owned(), Lists::Joined)))
    }

    /// What a caller's options ask for, by [`EMPORIX_OPTIONS`].
    ///
    /// # Errors
    /// Every issue of the options.
    pub fn read<V: Value + Clone>(options: V) -> Result<Emporix, Vec<Issue>> {
        Service::read(options, &EMPORIX_OPTIONS, Emporix::BASE_URL, Lists::Joined).map(Emporix)
    }
}

impl Spirii {
    /// Where Spirii is when nothing else is said.
    pub const BASE_URL: &'static str = "https://api.spirii.com";

    /// Spirii at an address.
    ///
    /// # Errors
    /// The issue of an address that is neither https nor loopback.
    pub fn new(base_url: &str) -> Result<Spirii, Vec<Issue>> {
        refuse([judged("baseUrl", base_url, &BASE_URL), None])?;
        Ok(Spirii(Service::at(base_url, String::new(), Lists::Repeated)))
    }

    /// What a caller's options ask for, by [`SPIRII_OPTIONS`].
    ///
    /// # Errors
    /// Every issue of the options.
    pub fn read<V: Value + Clone>(options: V) -> Result<Spirii, Vec<Issue>> {
        Service::read(options, &SPIRII_OPTIONS, Spirii::BASE_URL, Lists::Repeated).map(Spirii)
    }
}

impl From<Emporix> for Service {
    fn from(emporix: Emporix) -> Service {
        emporix.0
    }
}

impl From<Spirii> for Service {
    fn from(spirii: Spirii) -> Service {
        spirii.0
    }
}

impl AsRef<Service> for Emporix {
    fn as_ref(&self) -> &Service {
        &self.0
    }
}

impl AsRef<Service> for Spirii {
    fn as_ref(&self) -> &Service {
        &self.0
    }
}

impl Service {
    /// Where it is, without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The tenant; empty where there are none.
    pub fn tenant(&self) -> &str {
        &self.tenant
    }

    fn read<V: Value + Clone>(
        options: V,
        record: &'static Record,
        base_url: &str,
        lists: Lists,
    ) -> Result<Service, Vec<Issue>> {
        let mut issues = check(options.clone(), record, Codes::Iso);
        // What is wrong inside of `auth` is told once; how its parts go together, when they are right each.
        let of_auth = |issue: &Issue| issue.path.0.first() == Some(&Segment::Name("auth".into()));
        let may_have = std::ptr::eq(record, &EMPORIX_OPTIONS) && options.at("auth").is_some();
        if may_have && !issues.iter().any(of_auth) {
            issues.extend(Auth::read(&options).err().unwrap_or_default());
        }
        if !issues.is_empty() {
            return Err(issues);
        }
        let asked = options.text_at("baseUrl");
        let tenant = options.text_at("tenant").unwrap_or_default();
        let mut service = Service::at(asked.as_deref().unwrap_or(base_url), tenant, lists);
        service.tenant_header &= options.at("tenantHeader").and_then(|value| value.flag()).unwrap_or(true);
        service.codes = Codes::named(options.text_at("codes").as_deref());
        Ok(service)
    }

    fn at(base_url: &str, tenant: String, lists: Lists) -> Service {
        let tenant_header = !tenant.is_empty();
        Service { base_url: base_url.trim_end_matches('/').to_owned(), tenant, tenant_header, codes: Codes::Iso, lists }
    }
}

fn judged(name: &'static str, text: &str, rule: &'static Rule) -> Option<Issue> {
    rule.check(text, Codes::Iso).map(|breach: Breach| Issue::new(Path::of(name), Fault::Text(breach, rule)))
}

fn refuse(issues: [Option<Issue>; 2]) -> Result<(), Vec<Issue>> {
    let issues: Vec<Issue> = issues.into_iter().flatten().collect();
    if issues.is_empty() {
        Ok(())
    } else {
        Err(issues)
    }
}
