//! The domain: one declaration a record, in the files below.
//!
//! Each record yields a typed struct (feature `records`), its table for the walker, and from the table its JSON Schema and
//! its TypeScript interface. What a caller makes (inputs) is checked by every rule; what a service makes (answers) only by
//! its types, every field of it may be absent, and unknown fields are kept both ways.

#[macro_use]
mod declare;
mod address;
mod assignment;
mod customer;
mod error;
mod metadata;
mod options;
mod query;
mod schemas;
mod secret;
mod spirii;

pub use address::*;
pub use assignment::*;
pub use customer::*;
pub use error::*;
pub use metadata::*;
pub use options::*;
pub use query::*;
pub use schemas::{Schema, SCHEMAS};
pub use secret::Secret;
pub use spirii::*;

use crate::schema::Record;

/// The records that are part of the public interface, in the order in which they are documented.
pub static RECORDS: &[&Record] = &[
    &CUSTOMER_CREATE,
    &CUSTOMER_UPDATE,
    &CUSTOMER_PATCH,
    &CUSTOMER,
    &ADDRESS_CREATE,
    &ADDRESS_UPDATE,
    &ADDRESS,
    &ACCOUNT_ID,
    &B2B_CREATE,
    &B2B,
    &B2B_LEGAL_ENTITY,
    &METADATA_CREATE,
    &METADATA_UPDATE,
    &METADATA,
    &CUSTOMER_QUERY,
    &CUSTOMER_ASSIGNMENT,
    &ASSIGNED_CUSTOMER,
    &ASSIGNED_LEGAL_ENTITY,
    &ASSIGNMENT_METADATA,
    &ASSIGNMENT_UPSERT,
    &ASSIGNMENT_BULK_ITEM,
    &ASSIGNMENT_QUERY,
    &SPIRII_CUSTOMER,
    &SPIRII_CONTACT_DETAILS,
    &SPIRII_BILLING_DETAILS,
    &SPIRII_PAYOUT_INFORMATION,
    &SPIRII_FINANCIAL_SETUP,
    &SPIRII_BILLING_SETTINGS,
    &SPIRII_REFERENCE,
    &SPIRII_CUSTOMER_QUERY,
];
