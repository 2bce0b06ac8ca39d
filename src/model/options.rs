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
    /// What a Spirii client is made with.
    input SpiriiOptions = SPIRII_OPTIONS {
        /// Where the service is: https, or http on a loopback host. The default is `https://api.spirii.com`.
        base_url "baseUrl" optional text(BASE_URL);
        /// The key, sent as a bearer token.
        api_key "apiKey" required secret(TOKEN);
        /// Milliseconds for one attempt. The default is 10,000.
        timeout_ms "timeoutMs" optional count();
        /// What is done with an answer that breaks its schema. The default is `report`.
        responses "responses" optional words(RESPONSES);
        /// How closely codes are looked at in what is sent. The default is `iso`.
        codes "codes" optional words(CODES);
    }
}

record! {
    /// What a single call is given.
    input CallOptions = CALL_OPTIONS {
        /// Milliseconds for one attempt. The default is the client's.
        timeout_ms "timeoutMs" optional count();
        /// Whether a patch of a customer is sent as `application/merge-patch+json`, which has no `active` and no `onHold`. The default is false.
        merge_patch "mergePatch" optional flag();
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
    /// What reading one assignment is given.
    input AssignmentFields = ASSIGNMENT_FIELDS {
        /// The fields to answer; all when it is absent.
        fields "fields" optional texts(FIELD);
    }
}

record! {
    /// What changing an address's tags is given.
    input AddressTags = ADDRESS_TAGS {
        /// The tags. A comma would make two of one.
        tags "tags" required texts(TAG);
    }
}

record! {
    /// What an iteration is given beside its query.
    input IterationOptions = ITERATION_OPTIONS {
        /// The greatest number of pages to ask for. The default is 1,000.
        max_pages "maxPages" optional count();
    }
}

record! {
    /// How a bulk call is split.
    input BulkOptions = BULK_OPTIONS {
        /// How many items one request carries, 1 to 200. The default is 200.
        chunk_size "chunkSize" optional upto(CHUNK_SIZES);
        /// How many requests are under way at once, 1 to 6. The default is 4.
        concurrency "concurrency" optional upto(CONCURRENCIES);
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

/// The greatest number of items that the service takes at once.
const CHUNK_SIZES: i32 = 200;
/// More requests at once than browsers make to one host would only wait.
const CONCURRENCIES: i32 = 6;
