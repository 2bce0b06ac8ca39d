//! A customer's addresses.

use super::metadata::*;

/// The fields that addresses have on both sides.
macro_rules! address {
    ($($own:tt)*) => {
        record! { $($own)* + {
            /// The company's name.
            company_name "companyName" optional text();
            /// The street.
            street "street" optional text();
            /// The number of the house.
            street_number "streetNumber" optional text();
            /// What follows the number.
            street_appendix "streetAppendix" optional text();
            /// A further line.
            extra_line1 "extraLine1" optional text();
            /// A further line.
            extra_line2 "extraLine2" optional text();
            /// A further line.
            extra_line3 "extraLine3" optional text();
            /// A further line.
            extra_line4 "extraLine4" optional text();
            /// The postal code.
            zip_code "zipCode" optional text();
            /// The city.
            city "city" optional text();
            /// An ISO 3166-1 alpha-2 code, or `XK`.
            country "country" optional text(COUNTRY);
            /// The state, province or canton.
            state "state" optional text();
            /// A telephone number.
            contact_phone "contactPhone" optional text();
            /// Whether it is the customer's default address. The service's default is false.
            is_default "isDefault" optional flag();
            /// What the address is used for, such as `BILLING`.
            tags "tags" optional texts();
            /// The tenant's own fields, an object for each mixin.
            mixins "mixins" optional mixins();
        } }
    };
}

address! {
    /// An address to add to a customer.
    input AddressCreate = ADDRESS_CREATE {
        /// An id of your choice, of a form that a path can hold. The service makes one when it is absent.
        id "id" optional text(PATH_ID);
        /// The name of the person or department to ask for.
        contact_name "contactName" required text();
        /// The version for optimistic locking, and the links to the schemas of `mixins`.
        metadata "metadata" optional record(MetadataUpdate METADATA_UPDATE);
    }
}

address! {
    /// A change of an address, or a whole one to put in its place. Fields that are absent stay as they are in a patch.
    input AddressUpdate = ADDRESS_UPDATE {
        /// The name of the person or department to ask for. The service needs it when the address is created by this.
        contact_name "contactName" optional text();
        /// The version for optimistic locking, and the links to the schemas of `mixins`.
        metadata "metadata" optional record(MetadataUpdate METADATA_UPDATE);
    }
}

address! {
    /// An address as the service answers it. Every field may be absent or null.
    answer Address = ADDRESS {
        /// The unique identifier.
        id "id" optional text();
        /// The name of the person or department to ask for.
        contact_name "contactName" optional text();
        /// The version for optimistic locking, and the links to the schemas of `mixins`.
        metadata "metadata" optional record(Metadata METADATA);
    }
}
