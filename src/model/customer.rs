//! The customer's account and profile.

use super::address::*;
use super::metadata::*;

/// The fields that customers have on both sides.
macro_rules! customer {
    ($($own:tt)*) => {
        record! { $($own)* + {
            /// The form of address, such as `MRS`.
            title "title" optional text();
            /// The given name.
            first_name "firstName" optional text();
            /// The middle name.
            middle_name "middleName" optional text();
            /// The family name.
            last_name "lastName" optional text();
            /// A telephone number.
            contact_phone "contactPhone" optional text();
            /// The company's name.
            company "company" optional text();
            /// An ISO 4217 code; old customers may hold withdrawn ones. The service's default is `USD`.
            preferred_currency "preferredCurrency" optional text(CURRENCY);
            /// The site's code. The service's default is `main`.
            preferred_site "preferredSite" optional text();
            /// `CUSTOMER` or `CONTACT`; the list is open. Empty means `CUSTOMER`.
            customer_type "type" optional text(CUSTOMER_TYPE);
            /// The address of a picture.
            photo_url "photoUrl" optional text();
            /// The tenant's own fields, an object for each mixin. Answered only with `expand: ["mixin:*"]` or the mixin's name.
            mixins "mixins" optional mixins();
        } }
    };
}

customer! {
    /// A customer to create. The service requires no field.
    input CustomerCreate = CUSTOMER_CREATE {
        /// An id of your choice: 1 to 66 letters, digits, `_` and `-`. The service makes one when it is absent. Ids are case-sensitive.
        id "id" optional text(CUSTOMER_ID);
        /// The e-mail address that the customer is reached by. Another account with it is a conflict (409).
        contact_email "contactEmail" optional text(EMAIL);
        /// The initial password.
        password "password" optional secret();
        /// A language with its region, such as `de_DE`. The service's default is `en_US`.
        preferred_language "preferredLanguage" optional text(LANGUAGE);
        /// What a business customer has beside.
        b2b "b2b" optional record(B2bCreate B2B_CREATE);
        /// Who may see the customer: one of the restrictions that the tenant has set up, or null for none. When it is absent, the tenant's configuration may let it follow `preferredSite`.
        restriction "restriction" nullable text();
        /// The links to the schemas of `mixins`.
        metadata "metadata" optional record(MetadataCreate METADATA_CREATE);
    }
}

/// The fields that a change of a customer has, be it by PUT or by PATCH.
macro_rules! changed_customer {
    ($(#[doc = $doc:literal])+ $name:ident = $table:ident) => {
        customer! {
            $(#[doc = $doc])+
            input $name = $table {
                /// The e-mail address that the customer is reached by. It cannot be taken away once there is one: null is refused.
                contact_email "contactEmail" kept text(EMAIL);
                /// A language with its region, such as `de_DE`.
                preferred_language "preferredLanguage" optional text(LANGUAGE);
                /// Whether the profile is active. Not in a merge patch.
                active "active" optional flag();
                /// Whether the profile is suspended. Not in a merge patch.
                on_hold "onHold" optional flag();
                /// What a business customer has beside.
                b2b "b2b" optional record(B2bCreate B2B_CREATE);
                /// Who may see the customer: one of the restrictions that the tenant has set up, or null for none.
                restriction "restriction" nullable text();
                /// The version for optimistic locking, and the links to the schemas of `mixins`.
                metadata "metadata" optional record(MetadataUpdate METADATA_UPDATE);
            }
        }
    };
}

changed_customer! {
    /// A customer to put in the place of one, or to create under a number of your choice.
    CustomerUpdate = CUSTOMER_UPDATE
}

changed_customer! {
    /// A change of a customer: what is absent stays as it is.
    CustomerPatch = CUSTOMER_PATCH
}

customer! {
    /// A customer as the service answers it. Every field may be absent or null.
    answer Customer = CUSTOMER {
        /// The unique identifier.
        id "id" optional text();
        /// The unique number; it is what paths take, and may differ from `id`.
        customer_number "customerNumber" optional text();
        /// The e-mail address that the customer is reached by.
        contact_email "contactEmail" optional text();
        /// The e-mail address of the account.
        email "email" optional text();
        /// A language with its region, such as `de_DE`.
        preferred_language "preferredLanguage" optional text();
        /// Whether the profile is active.
        active "active" optional flag();
        /// Whether the profile is suspended.
        on_hold "onHold" optional flag();
        /// `B2B` once the customer is assigned to a company, else `B2C`.
        business_model "businessModel" optional words(BUSINESS_MODELS);
        /// What a business customer has beside.
        b2b "b2b" optional record(B2b B2B);
        /// Who may see the customer.
        restriction "restriction" optional text();
        /// The accounts that the customer logs in with. Only with `expand: ["accounts"]`.
        accounts "accounts" optional records(AccountId ACCOUNT_ID);
        /// The default address.
        default_address "defaultAddress" optional record(Address ADDRESS);
        /// The addresses. Only with `expand: ["addresses"]`.
        addresses "addresses" optional records(Address ADDRESS);
        /// The version for optimistic locking, and the links to the schemas of `mixins`.
        metadata "metadata" optional record(Metadata METADATA);
        /// When the profile was created.
        metadata_created_at "metadataCreatedAt" optional text();
        /// When the customer last logged in.
        last_login "lastLogin" optional text();
    }
}

record! {
    /// An account that a customer logs in with.
    answer AccountId = ACCOUNT_ID {
        /// The e-mail address.
        id "id" optional text();
        /// The identifier that an external identity provider gave; only after a social login.
        provider_id "providerId" optional text();
    }
}

record! {
    /// What a business customer has beside, when it is created.
    input B2bCreate = B2B_CREATE {
        /// The company's number in its register.
        company_registration_id "companyRegistrationId" optional text();
    }
}

record! {
    /// What a business customer has beside.
    answer B2b = B2B {
        /// The company's number in its register.
        company_registration_id "companyRegistrationId" optional text();
        /// The legal entities that the customer is a contact of.
        legal_entities "legalEntities" optional records(B2bLegalEntity B2B_LEGAL_ENTITY);
    }
}

record! {
    /// A legal entity that a customer is a contact of.
    answer B2bLegalEntity = B2B_LEGAL_ENTITY {
        /// The legal entity's id.
        id "id" optional text();
        /// The legal entity's name.
        name "name" optional text();
        /// The id of the contact assignment between the two.
        contact_assignment_id "contactAssignmentId" optional text();
    }
}

/// The business models that a service answers.
static BUSINESS_MODELS: &[&str] = &["B2B", "B2C"];
