//! What a listing is asked for.

record! {
    /// Which customers to list.
    input CustomerQuery = CUSTOMER_QUERY {
        /// A query in the service's own language, such as `lastName:Lovelace`. It is sent as it is.
        q "q" optional text();
        /// `field`, `field:asc` or `field:desc`, several in a list or joined by commas. The service's default is ascending.
        sort "sort" optional sorts();
        /// The page, from 1.
        page_number "pageNumber" optional count();
        /// How many customers a page holds. The service's default is 60; given alone or with `pageNumber`, which needs it and gets 60 when it is absent.
        page_size "pageSize" optional count();
        /// What to add: `addresses`, `accounts`, `mixin:*` or `mixin:<name>`.
        expand "expand" optional texts(EXPAND);
    }
}
