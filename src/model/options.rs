//! What a client is made with and what a call is given, as far as it is plain data. Functions and signals are the shell's.

/// What the calls of a client have in common, and what a single call may change.
macro_rules! call_options {
    ($($own:tt)*) => {
        record! { $($own)* + {
            /// Milliseconds for one attempt, until its body is fully read. The default is 10,000.
            timeout_ms "timeoutMs" optional count();
            /// Milliseconds for all attempts, waits and token calls, or `false` for as long as they take. The default is 30,000.
            total_timeout_ms "totalTimeoutMs" optional limit();
            /// How many times a failed attempt is made again at most. The default is 2.
            max_retries "maxRetries" optional amount();
            /// When it is: `safe` (the default), `always` or `never`.
            retry "retry" optional words(RETRIES);
            /// Headers that are sent beside the client's own.
            headers "headers" optional headers();
        } }
    };
}

/// What both clients are made with.
macro_rules! client_options {
    ($($own:tt)*) => {
        client_options_with! { { $($own)* }
            /// Called in the place of the runtime's own `fetch`.
            fetch "fetch" optional function();
            /// What is done with an answer that breaks its schema. The default is `report`.
            responses "responses" optional words(RESPONSES);
            /// How closely codes are looked at in what is sent. The default is `iso`.
            codes "codes" optional words(CODES);
            /// Told of each attempt.
            on_event "onEvent" optional function();
            /// Lets a secret be used in a browser, where everybody can read it. The default is false.
            dangerously_allow_browser "dangerouslyAllowBrowser" optional flag();
        }
    };
}

/// Puts fields behind the own ones of a record.
macro_rules! client_options_with {
    ({ $(#[doc = $doc:literal])+ input $name:ident = $table:ident { $($own:tt)* } } $($shared:tt)*) => {
        call_options! {
            $(#[doc = $doc])+
            input $name = $table { $($own)* $($shared)* }
        }
    };
}

client_options! {
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
    }
}

record! {
    /// One way to authorize: a token, a function that gives tokens, credentials, or an anonymous session.
    input EmporixAuth = EMPORIX_AUTH {
        /// The token, without `Bearer`, sent as it is.
        token "token" optional secret(TOKEN);
        /// A function that is asked for tokens.
        get_token "getToken" optional function();
        /// The public part of credentials for service tokens.
        client_id "clientId" optional text(NOT_EMPTY);
        /// Their secret part.
        client_secret "clientSecret" optional secret(NOT_EMPTY);
        /// What the token may do, separated by spaces; everything that the credentials allow when it is absent.
        scope "scope" optional text();
        /// A session for a shopper who has not signed in.
        anonymous "anonymous" optional record(AnonymousAuth ANONYMOUS_AUTH);
    }
}

record! {
    /// What an anonymous session is begun with.
    input AnonymousAuth = ANONYMOUS_AUTH {
        /// The storefront's id; no secret.
        client_id "clientId" required text(NOT_EMPTY);
        /// The site.
        site_code "siteCode" optional text();
        /// The currency.
        currency "currency" optional text();
        /// The language.
        language "language" optional text();
        /// The country that is delivered to.
        target_location "targetLocation" optional text();
    }
}

client_options! {
    /// What a Spirii client is made with.
    input SpiriiOptions = SPIRII_OPTIONS {
        /// Where the service is: https, or http on a loopback host. The default is `https://api.spirii.com`.
        base_url "baseUrl" optional text(BASE_URL);
        /// The key, sent as a bearer token, or a function that is asked for it.
        api_key "apiKey" required key(TOKEN);
    }
}

call_options! {
    /// What a single call is given. What is absent is as the client says.
    input CallOptions = CALL_OPTIONS {
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
        /// Told of each chunk that is done.
        on_progress "onProgress" optional function();
    }
}

record! {
    /// How a value is checked.
    input ValidateOptions = VALIDATE_OPTIONS {
        /// How closely currency and country codes are looked at. The default is `iso`.
        codes "codes" optional words(CODES);
        /// The language of the messages. The default is `en`.
        locale "locale" optional words(LOCALES);
        /// Asked for the message of each issue; the library's own where it gives none.
        messages "messages" optional function();
    }
}

static RESPONSES: &[&str] = &["strict", "report", "off"];
static RETRIES: &[&str] = &["safe", "always", "never"];
static LOCALES: &[&str] = crate::schema::Locale::NAMES;
static CODES: &[&str] = &["iso", "shape"];

/// The greatest number of items that the service takes at once.
const CHUNK_SIZES: i32 = 200;
/// More requests at once than browsers make to one host would only wait.
const CONCURRENCIES: i32 = 6;

/// A time limit, or none.
#[cfg(feature = "records")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Limit {
    /// Milliseconds.
    Ms(u64),
    /// `false`: no limit.
    Off(bool),
}

/// A function. JavaScript alone has one, so that options of Rust programs leave it out.
#[cfg(feature = "records")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Function;
