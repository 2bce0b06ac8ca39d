//! What a client is made with and what a call is given, as far as it is plain data. Functions and signals are the shell's.

record! {
    /// What an Emporix client is made with.
    input EmporixOptions = EMPORIX_OPTIONS {
        /// Where the service is: https, or http on a loopback host. The default is `https://api.emporix.io`.
        base_url "baseUrl" optional text(BASE_URL);
        /// The tenant.
        tenant "tenant" required text(TENANT);
        /// How calls are authorized.
        auth "auth" required record(EmporixAuth EMPORIX_AUTH);
        /// Whether `Emporix-Tenant` is sent. The default is true: some user tokens get 401 without it.
        tenant_header "tenantHeader" optional flag();
        /// Milliseconds for one attempt. The default is 10,000.
        timeout_ms "timeoutMs" optional count();
        /// What is done with an answer that breaks its schema. The default is `report`.
        responses "responses" optional words(RESPONSES);
        /// How closely codes are looked at in what is sent. The default is `iso`.
        codes "codes" optional words(CODES);
    }
}

record! {
    /// A bearer token, sent as it is.
    input EmporixAuth = EMPORIX_AUTH {
        /// The token, without `Bearer`.
        token "token" required secret(TOKEN);
    }
}

record! {
    /// What a single call is given.
    input CallOptions = CALL_OPTIONS {
        /// Milliseconds for one attempt. The default is the client's.
        timeout_ms "timeoutMs" optional count();
    }
}

record! {
    /// What reading one customer is given.
    input CustomerExpand = CUSTOMER_EXPAND {
        /// What to add: `addresses`, `accounts`, `mixin:*` or `mixin:<name>`.
        expand "expand" optional texts(EXPAND);
    }
}

record! {
    /// What creating a customer is given beside the customer.
    input CustomerCreateQuery = CUSTOMER_CREATE_QUERY {
        /// Whether the customer gets an e-mail with a link to set the password. The service's default is true.
        send_password_reset_notifications "sendPasswordResetNotifications" optional flag();
    }
}

record! {
    /// How a value is checked.
    input ValidateOptions = VALIDATE_OPTIONS {
        /// How closely currency and country codes are looked at. The default is `iso`.
        codes "codes" optional words(CODES);
        /// The language of the messages. The default is `en`.
        locale "locale" optional words(LOCALES);
    }
}

static RESPONSES: &[&str] = &["strict", "report", "off"];
static CODES: &[&str] = &["iso", "shape"];
static LOCALES: &[&str] = &["en"];
